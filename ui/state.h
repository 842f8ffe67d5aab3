/* What the user has chosen: focus, selection, marks, breakpoints.  Together with a View it
   determines the screen. */
#ifndef VIV_UI_STATE_H
#define VIV_UI_STATE_H

#include "base/base.h"
#include "base/vec.h"
#include "events/tree.h"
#include "events/x86.h"
#include "ui/lesson.h"
#include "ui/predict.h"
#include "ui/stops.h"
#include "ui/theme.h"

typedef enum PaneId {
#define PANE(name, key, title, detail) PANE_##name,
#include "ui/panes.def"
#undef PANE
    PANE_COUNT
} PaneId;

/* What keys mean at present. */
typedef enum UiMode {
    UI_KEYS,    /* each is an action */
    UI_COMMAND, /* they edit a command */
    UI_SEARCH,  /* they edit what to search for */
    UI_INPUT,   /* they edit a line for the program's standard input */
    UI_ANSWER,  /* they edit what the student predicts */
    UI_MARK,    /* the next one names a mark to set */
    UI_JUMP,    /* the next one names a mark to go to */
} UiMode;

enum { UI_LINE = 256, UI_MARKS = 26, UI_PRESETS = 3, UI_DETAILS = 4, UI_WATCHES = 8, UI_JUMPS = 32, UI_TRAIL = 16 };

/* An expression whose value is shown at every step. */
typedef struct UiWatch {
    char *text;     /* owned */
    char *function; /* owned; where it was set: it is evaluated in that function's newest frame */
} UiWatch;

/* Something seen at a step on the way, for the timeline: 'v' call, '^' return, 'G' collection,
   'x' exception, 'o' output, 'B' breakpoint, '/' what was searched for. */
typedef struct Sight {
    uint64_t n;
    char kind;
} Sight;

typedef struct UiState {
    int columns, rows;
    Theme theme;
    bool ascii;
    int detail; /* 1..UI_DETAILS */
    int preset; /* arrangement of panes */
    int shift;  /* columns by which the left panes are wider than usual */

    PaneId focus;
    bool zoom;                /* the focused pane fills the screen */
    int cursor[PANE_COUNT];   /* selected row; -1: none, follow the machine */
    int sideways[PANE_COUNT]; /* columns that are out of sight at the left */
    bool stack_down;          /* the value stack's top is its lowest row */
    bool help;
    int help_top;             /* first row of the help in sight */
    bool explain;             /* the instruction's card lies over the screen */
    bool list;                /* the breakpoints and watches do */
    bool mouse;               /* clicks are taken */
    bool library;             /* lines of the library are stopped at; in a frame of its they always are */
    bool plain;               /* no drawing: rows are read aloud */
    bool is_over;             /* no frame is left: what was written needs the room most */
    bool predict;             /* the next sentence is hidden, for the student to guess */
    PredictKind asked;        /* in UI_ANSWER */
    int predicted, right;     /* answers so far */
    char verdict[2 * UI_LINE]; /* on the last of them; "": none */
    bool was_right;
    char candidates[UI_LINE]; /* for what is being typed; "": none */
    X86Mode x86;

    UiMode mode;
    char line[UI_LINE];   /* being edited */
    char search[UI_LINE]; /* last searched for; "": nothing */
    char message[UI_LINE];
    bool message_is_error;

    int play;            /* steps a second that are taken by themselves; negative: back; 0: none */
    Tree tree;           /* of the focused frame's source; borrowed */
    const Lesson *lesson; /* that the program belongs to; borrowed; or NULL */
    int64_t frame;       /* selected; -1: the newest */
    uint32_t object;     /* selected; 0: none */
    uint32_t trail[UI_TRAIL]; /* those that were followed to get there, the first first */
    int trail_length;
    uint64_t known_length;
    bool length_is_final;
    uint64_t marks[UI_MARKS]; /* step + 1; 0: not set */
    uint64_t jumps[UI_JUMPS]; /* where jumps began, the oldest first */
    int jump_count, jump_at;  /* jump_at: the place among them where one is; jump_count: at none */
    Stops stops;
    UiWatch watches[UI_WATCHES];
    int watch_count;
    bool tally;               /* instructions are counted */
    VEC(Sight) sights; /* sorted by n, one each */
} UiState;

void ui_state_init(UiState *ui, int columns, int rows);
void ui_state_fini(UiState *ui);

/* Shows a message until the next key. */
PRINTF_LIKE(2, 3) void ui_say(UiState *ui, const char *format, ...);
PRINTF_LIKE(2, 3) void ui_complain(UiState *ui, const char *format, ...);

#endif
