/* Keys and what they do, from keys.def. */
#ifndef VIV_UI_KEYS_H
#define VIV_UI_KEYS_H

#include "base/base.h"

/* A key: a code point, a control character (Ctrl-A is 1, Tab 9, Enter 13, Esc 27), or one of these. */
typedef enum KeyCode {
    KEYCODE_NONE = -1,
    KEYCODE_ESC = 27,
    KEYCODE_ENTER = 13,
    KEYCODE_TAB = 9,
    KEYCODE_BACKSPACE = 127,
    KEYCODE_UP = 0x110000,
    KEYCODE_DOWN,
    KEYCODE_LEFT,
    KEYCODE_RIGHT,
    KEYCODE_PAGE_UP,
    KEYCODE_PAGE_DOWN,
    KEYCODE_HOME,
    KEYCODE_END,
    KEYCODE_BACK_TAB,
    KEYCODE_MOUSE,  /* a click: screen_click says where */
    KEYCODE_RESIZE, /* the screen has another size now */
    KEYCODE_F1,     /* F2 is KEYCODE_F1 + 1, … */
} KeyCode;

typedef enum Action {
#define GROUP(title)
#define KEY(action, keys, footer, help) ACTION_##action,
#include "ui/keys.def"
#undef GROUP
#undef KEY
    ACTION_COUNT
} Action;

typedef struct KeyLine {
    const char *action; /* NULL: a group begins here, and help is its title */
    const char *keys, *footer, *help;
} KeyLine;

extern const KeyLine key_table[ACTION_COUNT];

/* The same lines with the groups' titles between them, as the help shows them. */
extern const KeyLine key_help[];
extern const size_t key_help_length;

/* The key called NAME ("i", "Right", "Ctrl-L", "F5"); KEYCODE_NONE when there is none. */
int key_parse(const char *name, size_t length);

/* What KEY does; ACTION_COUNT: nothing. */
Action key_action(int key);

/* The action called NAME; ACTION_COUNT: none. */
Action key_action_named(const char *name);

#endif
