/* The commands of prompt.def, for the files that they are spread over. */
#ifndef VIV_UI_PROMPT_IMPL_H
#define VIV_UI_PROMPT_IMPL_H

#include "ui/prompt.h"

#define PROMPT(name, synopsis, help) void prompt_##name(Session *session, const char *argument);
#include "ui/prompt.def"
#undef PROMPT

/* The file of the frame in focus, as long as the View is valid; or NULL. */
const char *prompt_file(const Session *session);

/* Completes the word that is being typed as far as it is clear, and lists what it may become. */
void prompt_complete(Session *session);

/* Goes to the nearest place that WORDS name, as :next does. */
void prompt_find_place(Session *session, const char *words, Direction direction);

#endif
