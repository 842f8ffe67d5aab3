/* What a pane has to say, as rows of styled text, before anybody knows how much of it is shown.
   The same rows are drawn into the grid, searched, and printed by the line mode. */
#ifndef VIV_UI_ROWS_H
#define VIV_UI_ROWS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "events/event.h"
#include "ui/grid.h"

typedef enum SubjectKind {
    SUBJECT_NONE,
    SUBJECT_FRAME,
    SUBJECT_SLOT,   /* a local, cell or free variable of a frame */
    SUBJECT_GLOBAL, /* a name of the focused frame's globals */
    SUBJECT_OBJECT,
    SUBJECT_PLACE,  /* what lies at `name` of object `holder`: `object` */
    SUBJECT_STEP,   /* a step of the run: `step` */
    SUBJECT_WATCH,  /* number `offset` */
    SUBJECT_LINE,
    SUBJECT_INSTR,
} SubjectKind;

/* What a row is about: what keys pressed on it apply to. */
typedef struct Subject {
    SubjectKind kind;
    uint32_t frame, object, code;
    uint32_t holder;
    int32_t line, offset;
    uint64_t step;
    EventText name; /* borrowed from the View */
} Subject;

typedef struct RowPart {
    size_t start, length; /* in text */
    Style style;
} RowPart;

typedef struct Row {
    Subject subject;
    size_t first, count; /* parts */
    int width;           /* columns so far */
    bool is_current;     /* what the machine is at: kept in sight */
} Row;

typedef struct Rows {
    VEC(Row) rows;
    VEC(RowPart) parts;
    Buf text;
    bool ascii;  /* widths count escapes for all but ASCII */
    bool failed; /* without memory: rows are missing */
} Rows;

void rows_fini(Rows *rows);

/* Begins a row about SUBJECT; what is added next goes into it. */
void rows_begin(Rows *rows, Subject subject);
void rows_mark_current(Rows *rows);

void rows_add(Rows *rows, Role role, const char *text);
void rows_add_text(Rows *rows, Role role, EventText text);
void rows_add_styled(Rows *rows, Style style, const char *text, size_t length);
PRINTF_LIKE(3, 4) void rows_printf(Rows *rows, Role role, const char *format, ...);

/* Fills the row with blanks up to COLUMN; one blank at least when it is there already. */
void rows_pad(Rows *rows, int column);

/* Shortens the row so that it ends before COLUMN, with dots in place of what is gone. */
void rows_cut(Rows *rows, int column);

/* A row that is one piece of text. */
PRINTF_LIKE(3, 4) void rows_line(Rows *rows, Role role, const char *format, ...);

/* Adds the plain text of a row to BUF, as it would be shown. */
void rows_write(const Rows *rows, size_t index, Buf *buf);

/* True when the row's text contains WORD, upper and lower case alike. */
bool rows_contain(const Rows *rows, size_t index, const char *word);

/* Draws a row into the grid, without its first SKIP columns. */
void rows_draw(const Rows *rows, size_t index, Grid *grid, int x, int y, int end, int skip);

#endif
