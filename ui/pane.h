/* Panes: each turns a View into rows and a title.  Pure: what it says follows from the scene
   alone. */
#ifndef VIV_UI_PANE_H
#define VIV_UI_PANE_H

#include "base/buf.h"
#include "events/view.h"
#include "ui/recall.h"
#include "ui/rows.h"
#include "ui/state.h"

typedef struct Scene {
    const View *view;
    const Recall *before; /* the screen before this one */
    const UiState *ui;
    int width;  /* columns that a row has; more are cut */
    int height; /* rows that are in sight */
} Scene;

typedef struct PaneOps {
    const char *name, *title;
    int key, detail;
    void (*build)(const Scene *scene, Rows *rows);
    /* Adds what stands behind the title in the border; may be NULL. */
    void (*describe)(const Scene *scene, Buf *buf);
} PaneOps;

/* One file pane_NAME.c each. */
#define PANE(name, key, title, detail)                                                         \
    void pane_##name##_build(const Scene *scene, Rows *rows);                                  \
    void pane_##name##_describe(const Scene *scene, Buf *buf);
#include "ui/panes.def"
#undef PANE

extern const PaneOps pane_table[PANE_COUNT];

/* True, and the pane, when NAME is the beginning of one's name. */
bool pane_find(const char *name, PaneId *pane);

/* The row in sight for sure: the selected one, else the current one, else the first. */
size_t pane_anchor(const Rows *rows, const UiState *ui, PaneId pane);

/* --- For panes: values and marks */

/* "int  3" with the type padded to a column. */
void pane_add_value(Rows *rows, Role role, const ViewValue *value);
/* The same, and at the right end of a row WIDTH columns wide which object it is, with its refcount, or
   NOTE in its place. */
void pane_add_value_row(Rows *rows, Role role, const ViewValue *value, int width, const char *note);
/* "#20"; "~20" for what is older than the program. */
void pane_add_object(Rows *rows, Role role, uint32_t object);
/* "rc 3"; "rc many" for what is never freed. */
void pane_add_refcount(Rows *rows, Role role, int64_t refcount);
/* "type text" in few columns: "n=3". */
EventText pane_value_text(const ViewValue *value);
/* A mark of one column: '*' changed, '+' new, ' ' as before; and the role that goes with it. */
Role pane_add_mark(Rows *rows, RecallAnswer answer);

/* What a frame runs, without the functions around it: "add" for "counter.<locals>.add". */
const char *pane_frame_name(const ViewFrame *frame);

/* "__name__" and the like. */
bool pane_is_dunder(EventText name);

/* Adds TEXT as rows of the scene's width, broken at blanks. */
void pane_add_wrapped(const Scene *scene, Rows *rows, Role role, const char *text);

#endif
