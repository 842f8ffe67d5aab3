/* Commands: what is typed behind a colon, and in the line mode. */
#ifndef VIV_UI_PROMPT_H
#define VIV_UI_PROMPT_H

#include "ui/session.h"

typedef struct PromptLine {
    const char *name, *synopsis, *help;
    void (*run)(Session *session, const char *argument);
} PromptLine;

extern const PromptLine prompt_table[];
extern const size_t prompt_table_length;

/* Runs a command line; what is wrong with it is said in the message.  "save-display FILE" is "shot". */
void prompt_run(Session *session, const char *line);

/* Goes to a step ("41", "50%") or forwards to a place as :next has them; false, with a message, when there
   is none. */
MUST_USE bool prompt_go(Session *session, const char *where);

/* A key while a line is being edited. */
void prompt_key(Session *session, int key);

#endif
