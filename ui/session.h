/* A user's session with a run: the timeline, the View of the present step, what was shown before,
   and the user's state.  The curses screen, the line mode and scripts drive the same session. */
#ifndef VIV_UI_SESSION_H
#define VIV_UI_SESSION_H

#include "events/timeline.h"
#include "ui/draw.h"
#include "ui/keys.h"

enum { SESSION_HISTORY = 50 };

/* A key to which the user gave another meaning. */
typedef struct KeyBinding {
    int key;
    Action action;
} KeyBinding;

typedef struct Session {
    Timeline *timeline; /* borrowed */
    const View *view;   /* of the present step; NULL when it could not be had */
    Recall before;      /* of the screen before the last move */
    Recall shown;       /* of this screen */
    UiState ui;
    int count;          /* typed before a key; 0: none */
    int digits;         /* how many of its digits were typed */
    PaneId focus_before; /* the focus before the first digit: it is no focus when a second comes */
    bool zoom_is_lent;   /* the focused pane is alone only because there is no room for it */
    bool zoom_before;    /* zoom_is_lent before the first digit */
    uint64_t last_n;     /* the step, depth and pieces of output of the last View, for the sights */
    size_t last_depth, last_output;
    Lesson *lesson;      /* owned; ui.lesson is the same; or NULL */
    TreeFn tree_make;    /* or NULL */
    Arena *tree_arena;   /* owned; holds ui.tree, of source tree_source */
    uint32_t tree_source;
    char *history[SESSION_HISTORY]; /* owned; the newest last */
    int history_length, history_at;
    Buf clipboard;            /* text to be copied; emptied by whoever has a clipboard */
    VEC(KeyBinding) bindings; /* the last of a key counts */
    bool quit;
    void (*paint)(struct Session *session, void *context); /* shows the screen while something lasts; or NULL */
    void *paint_context;
} Session;

void session_init(Session *session, Timeline *timeline, int columns, int rows);
void session_fini(Session *session);

/* Asks for the View again: the selection has changed. */
void session_refresh(Session *session);

/* From now on the AST pane has what MAKE makes. */
void session_trees(Session *session, TreeFn make);

/* Opens the lesson that PROGRAM belongs to, if there is one. */
void session_lesson(Session *session, const char *program);

/* Moves to step N; says what went wrong. */
void session_seek(Session *session, uint64_t n);

/* The same, and remembers where it began. */
void session_jump(Session *session, uint64_t n);

/* Notes that a jump begins here. */
void session_note_jump(Session *session);

/* Goes to where the jump before (-1) or after (1) began; false, with a message, when there is none. */
bool session_jump_along(Session *session, int direction);

/* Moves to where PREDICATE holds; true when it was found.  If not: STAYS says whether to be where we
   were before, or at the end of the run. */
bool session_find(Session *session, const Predicate *predicate, Direction direction, bool stays);

/* Takes a key: an action, a digit of a count, or a character of the line being edited. */
void session_key(Session *session, int key);

/* While it plays: takes the next step by itself, and stops playing where there is none. */
void session_play(Session *session);

/* The student's answer to what is asked about the next step: takes the step, and tells. */
void session_answer(Session *session, const char *answer);

/* Notes for the timeline that something of KIND (see Sight) was met here. */
void session_sight(Session *session, char kind);

/* Does an action COUNT times (0: as when no count was typed). */
void session_act(Session *session, Action action, int count);

/* A click on a cell of the screen: focuses the pane there, and selects its row. */
void session_click(Session *session, int x, int y);

/* Selects an object and shows it in the heap pane; Esc then leads back to the one that was selected before. */
void session_select_object(Session *session, uint32_t object);

/* Focuses a pane; one that has no room is shown alone. */
void session_focus(Session *session, PaneId pane);

/* After the size, the preset or the detail have changed: keeps the focus on the screen. */
void session_rearrange(Session *session);

/* Goes back or forth to the nearest change that PREDICATE describes, and says which instruction did it. */
void session_find_change(Session *session, const Predicate *predicate, Direction direction, const char *what);

/* Writes the screen as it would be drawn to PATH, in the form that its ending names; "-": as text to
   standard output.  0, or -1 with errno set. */
MUST_USE int session_shot(Session *session, const char *path);

/* The rows of a pane as they are now, for whoever must look at the selected one. */
void session_rows(Session *session, PaneId pane, Rows *rows);

#endif
