/* The one way from a program's text to a screen: text becomes a sequence of visible
   pieces, each some columns wide, in which nothing can command a terminal. */
#ifndef VIV_UI_VISIBLE_H
#define VIV_UI_VISIBLE_H

#include "base/base.h"

enum { VISIBLE_BYTES = 16 };

typedef struct Visible {
    char bytes[VISIBLE_BYTES]; /* UTF-8, NUL-terminated */
    uint8_t length;
    uint8_t width;   /* columns */
    bool is_escape;  /* "\x1b", "\u202e": printable ASCII that stands for something else */
} Visible;

/* Takes the first piece of the LENGTH ≥ 1 bytes at TEXT and returns how many bytes it used:
   one character with the marks that combine with it, or what stands for one that must not be
   shown.  ASCII_ONLY: for terminals and files without UTF-8. */
size_t visible_next(const char *text, size_t length, bool ascii_only, Visible *piece);

/* Columns that LENGTH bytes of TEXT take. */
int visible_width(const char *text, size_t length, bool ascii_only);

#endif
