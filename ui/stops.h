/* Breakpoints: where a run stops when it is told to go on. */
#ifndef VIV_UI_STOPS_H
#define VIV_UI_STOPS_H

#include "base/buf.h"
#include "base/vec.h"
#include "events/timeline.h"

typedef struct Stop {
    PredicateKind kind; /* FIND_LINE_AT, FIND_FUNCTION, FIND_OPCODE, FIND_OFFSET, FIND_RAISE, FIND_GC, … */
    char *text;         /* owned; function, opcode or file; NULL: none */
    int32_t line, offset;
    uint32_t code;
    char *condition;    /* owned; an expression that must be true there; NULL: none */
    Predicate also;     /* which looks for it */
} Stop;

typedef struct Stops {
    VEC(Stop) stops;
} Stops;

void stops_fini(Stops *stops);

/* Adds a stop, or removes the one that is the same: 1 added, 0 removed, -1 without memory.
   The text is copied. */
MUST_USE int stops_toggle(Stops *stops, Stop stop);

/* A place from words: "12" or "line 12", "fib" a function, "raise", "gc", "output", "yield" and the like,
   "BINARY_OP" or "op BINARY_OP" an opcode.  FILE is the source that lines belong to (kept only until the call returns). */
Stop stops_parse(const char *words, const char *file);
/* The same, or "shapes.py:12", and then " if " and a Python expression; what is cut off WORDS is borrowed. */
Stop stops_parse_with(char *words, const char *file);

bool stops_has_line(const Stops *stops, const char *file, int32_t line);
bool stops_has_offset(const Stops *stops, uint32_t code, int32_t offset);

/* Adds "line 4 of fib.py" and the like. */
void stop_write(const Stop *stop, Buf *buf);

/* What STOP looks for, with its text and its condition borrowed. */
Predicate stop_predicate(Stop *stop);

/* All stops as alternatives, linked in PREDICATES, which has room for COUNT; the result is how many there
   are.  What is beyond COUNT is left out. */
size_t stops_predicates(Stops *stops, Predicate *predicates, size_t count);

#endif
