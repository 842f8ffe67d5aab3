/* Python text in pieces, as far as a reader's eye needs it: keywords, comments, strings, and the rest. */
#ifndef VIV_UI_CODE_WORDS_H
#define VIV_UI_CODE_WORDS_H

#include "base/base.h"

typedef enum CodeWord { CODE_PLAIN, CODE_KEYWORD, CODE_STRING, CODE_COMMENT } CodeWord;

/* What is open at the end of a line: a string of three quotes goes on in the next. */
typedef struct CodeState {
    char quote; /* '\'' or '"' while in a string; else '\0' */
    bool is_triple;
} CodeState;

/* The length of the first piece of the LENGTH ≥ 1 bytes at TEXT, all of one kind; STATE goes on behind it.  At the
   end of a line, strings of one quote end. */
size_t code_word_next(CodeState *state, const char *text, size_t length, CodeWord *kind);
void code_line_end(CodeState *state);

#endif
