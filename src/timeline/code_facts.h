/* What an observer wants to know of a code object at every step, found out once: the line of
   each instruction, and whether the code is the user's own.  Kept outside the program's heap. */
#ifndef VIV_TIMELINE_CODE_FACTS_H
#define VIV_TIMELINE_CODE_FACTS_H

#include "base/buf.h"
#include "code/code.h"
#include "vm/frame.h"

typedef struct CodeFacts {
    uint32_t number;  /* of the code object; never reused */
    bool is_user;     /* from a file of the user's, not of the library, or from the program itself */
    bool is_made;     /* compiled from a text that lies in no file, and is not the program */
    bool is_recorded; /* the recorder has told of it */
    bool is_chosen;   /* the recorder is to write its frames */
    int32_t count;    /* code units */
    const char *kind; /* code_kind */
    uint32_t site;    /* of the first unit, among the units of all codes, from 1 */
    int32_t lines[];  /* by unit; -1: none */
} CodeFacts;

/* All facts found so far, by number. */
typedef struct FactsTable {
    CodeFacts **slots; /* open addressing; NULL: free */
    size_t capacity, used;
    uint32_t sites; /* units of all codes so far */
    const char *program; /* the file that was started: the user's wherever it lies; borrowed; or NULL */
} FactsTable;

/* The facts of CODE; NULL when there is no memory. */
CodeFacts *facts_of(FactsTable *table, Ref code);
void facts_fini(FactsTable *table);

/* Is a file of this name one of the user's own? */
bool facts_is_user_file(Ref filename);

/* What the argument of an instruction stands for, as dis prints it in parentheses. */
void instr_words(Ref code, const CodeInstr *instr, Buf *buf);

/* What kind of frame runs CODE: "function", "module", "class", "lambda", "comprehension",
   "generator", "coroutine" or "async_generator". */
const char *code_kind(Ref code);

/* The namespace that FRAME's code reads and writes by name, or NULL.  What a function has as f_locals is a copy, made
   when somebody asked for it, and soon out of date. */
static inline Ref frame_names_peek(const Frame *frame)
{
    return (FRAME_CODE(frame)->flags & CODE_OPTIMIZED) != 0 ? NULL : frame->locals;
}

/* The index of the unit that PREV_INSTR of a frame points to. */
static inline int code_unit_of(Ref code, const CodeUnit *at)
{
    return (int)(at - AS_CODE(code)->units);
}

#endif
