/* The commands of prompt.def, for the files that they are spread over. */
#ifndef VIV_UI_PROMPT_IMPL_H
#define VIV_UI_PROMPT_IMPL_H

#include "ui/prompt.h"

#define PROMPT(name, synopsis, help) void prompt_##name(Session *session, const char *argument);
#include "ui/prompt.def"
#undef PROMPT

/* The file of the frame in focus, as long as the View is valid; or NULL. */
const char *prompt_file(const Session *session);

/* Goes to the nearest change of the place that LABEL names (".next", "[3]"; "": the making) of an object. */
void prompt_find_place_change(Session *session, uint32_t object, const char *label, Direction direction);

/* Completes the word that is being typed as far as it is clear, and lists what it may become. */
void prompt_complete(Session *session);

/* Goes to the nearest place that WORDS name, as :next does. */
void prompt_find_place(Session *session, const char *words, Direction direction);

#endif
