/* A script is what a user would type, so that a test or a teacher's picture needs no hands. */
#include "ui/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/prompt.h"

enum { SIZE_MOST = 1000 };

bool script_size(const char *text, int *columns, int *rows)
{
    char *end;
    long x = strtol(text, &end, 10);
    if (end == text || *end != 'x') return false;
    const char *second = end + 1;
    long y = strtol(second, &end, 10);
    if (end == second || *end != '\0' || x < 1 || y < 1 || x > SIZE_MOST || y > SIZE_MOST) return false;
    *columns = (int)x;
    *rows = (int)y;
    return true;
}

static void press_all(Session *session, const char *word, size_t length)
{
    int key = key_parse(word, length);
    if (key != KEYCODE_NONE) {
        session_key(session, key);
        return;
    }
    for (size_t i = 0; i < length && !session->quit;) {
        uint32_t code_point = 0;
        size_t size = utf8_decode(word + i, length - i, &code_point);
        if (size > 0) session_key(session, (int)code_point);
        i += size > 0 ? size : 1;
    }
}

bool script_line(Session *session, const char *line)
{
    if (line[0] == '#') return true;
    if (line[0] == ':') {
        bool is_shot = strncmp(line, ":shot", 5) == 0; /* it is to show what the last one said */
        if (!is_shot) session->ui.message[0] = '\0';
        prompt_run(session, line);
        return !session->ui.message_is_error || session->ui.message[0] == '\0';
    }
    if (strncmp(line, "size ", 5) == 0) {
        if (!script_size(line + 5, &session->ui.columns, &session->ui.rows)) return false;
        session_rearrange(session);
        return true;
    }
    for (const char *word = line + strspn(line, " \t"); *word != '\0' && !session->quit;) {
        size_t length = strcspn(word, " \t");
        press_all(session, word, length);
        word += length;
        word += strspn(word, " \t");
    }
    return true;
}

int script_run(Session *session, const char *text)
{
    for (int number = 1; *text != '\0' && !session->quit; number++) {
        size_t length = strcspn(text, "\n");
        char *line = strndup(text, length);
        bool is_right = line != NULL && script_line(session, line);
        free(line);
        if (!is_right) return number;
        text += length + (text[length] == '\n');
    }
    return 0;
}
