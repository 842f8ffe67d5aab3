/* What can be typed, as lines of text: all of it comes from keys.def, prompt.def and panes.def. */
#include "ui/help.h"

#include "ui/keys.h"
#include "ui/pane.h"
#include "ui/prompt.h"

void help_print(FILE *out)
{
    fputs("Keys, with a count before them if need be (10i):\n", out);
    for (size_t i = 0; i < key_help_length; i++) {
        if (key_help[i].action == NULL) fprintf(out, "%s\n", key_help[i].help);
        else fprintf(out, "  %s: %s\n", key_help[i].keys, key_help[i].help);
    }
    fputs("Commands:\n", out);
    for (size_t i = 0; i < prompt_table_length; i++) {
        fprintf(out, "  %s %s: %s\n", prompt_table[i].name, prompt_table[i].synopsis, prompt_table[i].help);
    }
    fputs("A pane's name prints it:", out);
    for (int i = 0; i < PANE_COUNT; i++) fprintf(out, " %s", pane_table[i].name);
    fputs("\nAn empty line does the last step again.\n", out);
}
