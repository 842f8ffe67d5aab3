/* The terminal.  All of curses is behind this header. */
#ifndef VIV_UI_SCREEN_H
#define VIV_UI_SCREEN_H

#include "ui/grid.h"

typedef struct Screen Screen;

typedef enum ScreenColour { SCREEN_AUTO, SCREEN_ALWAYS, SCREEN_NEVER, SCREEN_16, SCREEN_256 } ScreenColour;

/* Takes over the terminal; NULL, with a line for the user in MESSAGE, when it cannot address its
   cursor or there is none.  The terminal is restored by screen_close, and also if viv aborts. */
MUST_USE Screen *screen_open(char *message, size_t size);
void screen_close(Screen *screen);

void screen_size(Screen *screen, int *columns, int *rows);
bool screen_is_utf8(const Screen *screen);
int screen_colours(const Screen *screen); /* 0: none */

/* Shows the grid; only what differs from before is sent. */
void screen_show(Screen *screen, const Grid *grid, Theme theme);

/* The next show paints everything. */
void screen_forget(Screen *screen);

/* Takes clicks, or leaves them to the terminal. */
void screen_mouse(Screen *screen, bool takes);
/* Where the click of the last KEYCODE_MOUSE was. */
void screen_click(const Screen *screen, int *x, int *y);

/* Gives TEXT to the terminal's clipboard, if it has one (OSC 52). */
void screen_copy(Screen *screen, const char *text, size_t length);

/* True when a key is there, at once or within MILLISECONDS. */
bool screen_waits(Screen *screen, int milliseconds);

/* True when more has been typed already. */
bool screen_is_typed_at(const Screen *screen);

/* Waits for a key; KEYCODE_RESIZE when the size has changed, KEYCODE_NONE at the end of input. */
int screen_key(Screen *screen);

#endif
