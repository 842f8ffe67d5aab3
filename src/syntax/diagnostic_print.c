/* Errors as Python prints them at the end of a traceback: file and line, the quoted
   line with carets below, the message. */
#include "syntax/diagnostic.h"

#include <string.h>

/* The line without its end and without the white space before it; *SKIPPED counts the
   code points taken away on the left. */
static const char *trim(const char *text, size_t *length, int *skipped)
{
    *skipped = 0;
    while (*text == ' ' || *text == '\t' || *text == '\f') {
        text++;
        ++*skipped;
    }
    *length = strcspn(text, "\n");
    return text;
}

/* Carets under the columns FIRST up to but not including LAST, which count from 0. */
static void add_carets(Buf *out, int first, int last)
{
    buf_add_text(out, "    ");
    for (int i = 0; i < first; i++) {
        buf_add_char(out, ' ');
    }
    do {
        buf_add_char(out, '^');
    } while (++first < last);
    buf_add_char(out, '\n');
}

void diagnostic_print(const Diagnostic *diagnostic, Buf *out)
{
    if (diagnostic->lineno > 0) {
        const char *filename = diagnostic->filename;
        buf_printf(out,
                   "  File \"%s\", line %d\n",
                   filename != NULL ? filename : "<string>",
                   diagnostic->lineno);
    }
    if (diagnostic->lineno > 0 && diagnostic->text != NULL) {
        size_t length;
        int skipped;
        const char *line = trim(diagnostic->text, &length, &skipped);
        buf_printf(out, "    %.*s\n", (int)length, line);
        int end = diagnostic->end_lineno == diagnostic->lineno
                      ? diagnostic->end_offset
                      : (int)length + skipped + 1;
        int first = diagnostic->offset - 1 - skipped;
        if (diagnostic->offset >= 1 && first >= 0) {
            add_carets(out, first, end - 1 - skipped);
        }
    }
    buf_printf(
        out, "%s: %s\n", diagnostic_kind_name(diagnostic->kind), diagnostic->message);
}
