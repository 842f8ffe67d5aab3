/* What can be typed, as lines of text: all of it comes from keys.def, prompt.def and panes.def. */
#include "ui/help.h"

#include <string.h>

#include "ui/keys.h"
#include "ui/pane.h"
#include "ui/prompt.h"

static bool mentions(const char *word, const char *text, const char *other)
{
    return word[0] == '\0' || strcasestr(text, word) != NULL || strcasestr(other, word) != NULL;
}

void help_print(FILE *out, const char *word)
{
    bool is_whole = word[0] == '\0';
    fputs("Keys, with a count before them if need be (10i), and the actions' names, as \"bind KEY ACTION\" has them:\n", out);
    for (size_t i = 0; i < key_help_length; i++) {
        const KeyLine *line = &key_help[i];
        if (line->action == NULL && is_whole) fprintf(out, "%s\n", line->help);
        else if (line->action != NULL && mentions(word, line->help, line->keys)) fprintf(out, "  %s (%s): %s\n", line->keys, line->action, line->help);
    }
    fputs("Commands:\n", out);
    for (size_t i = 0; i < prompt_table_length; i++) {
        const PromptLine *line = &prompt_table[i];
        if (mentions(word, line->help, line->name)) fprintf(out, "  %s %s: %s\n", line->name, line->synopsis, line->help);
    }
    if (!is_whole) return;
    fputs("A pane's name prints it:", out);
    for (int i = 0; i < PANE_COUNT; i++) fprintf(out, " %s", pane_table[i].name);
    fputs("\nAn empty line does the last step again; help WORD prints what is about it.\n", out);
}
