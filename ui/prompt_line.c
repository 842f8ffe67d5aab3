/* The line in which commands, searches and input are typed: editing, history, completion. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/prompt_impl.h"

static void remember(Session *session, const char *line)
{
    if (session->history_length == SESSION_HISTORY) {
        free(session->history[0]);
        memmove(session->history, session->history + 1, (SESSION_HISTORY - 1) * sizeof(char *));
        session->history_length--;
    }
    char *copy = strdup(line);
    if (copy == NULL) return; /* a line that the user types again */
    session->history[session->history_length++] = copy;
}

static void recall_line(Session *session, int distance)
{
    int at = session->history_at + distance;
    if (at < 0 || at > session->history_length) return;
    session->history_at = at;
    const char *line = at == session->history_length ? "" : session->history[at];
    snprintf(session->ui.line, sizeof session->ui.line, "%s", line);
}

static void accept(Session *session)
{
    UiState *ui = &session->ui;
    UiMode mode = ui->mode;
    char line[UI_LINE];
    snprintf(line, sizeof line, "%s", ui->line);
    ui->mode = UI_KEYS;
    ui->line[0] = '\0';
    if (mode == UI_ANSWER) {
        session_answer(session, line);
    } else if (mode == UI_INPUT) {
        prompt_input(session, line);
    } else if (mode == UI_SEARCH) {
        if (line[0] != '\0') snprintf(ui->search, sizeof ui->search, "%s", line);
        session_act(session, ACTION_search_next, 0);
    } else if (line[0] != '\0') {
        remember(session, line);
        prompt_run(session, line);
    }
    session->history_at = session->history_length;
}

static void erase(char *line)
{
    size_t length = strlen(line);
    while (length > 0 && ((unsigned char)line[length - 1] & 0xC0) == 0x80) length--;
    if (length > 0) length--;
    line[length] = '\0';
}

void prompt_key(Session *session, int key)
{
    UiState *ui = &session->ui;
    char bytes[UTF8_MAX_BYTES];
    size_t length = strlen(ui->line);
    ui->candidates[0] = '\0';
    switch (key) {
    case KEYCODE_ENTER:
    case '\n': accept(session); return;
    case KEYCODE_ESC: ui->mode = UI_KEYS; return;
    case KEYCODE_TAB: prompt_complete(session); return;
    case KEYCODE_UP: recall_line(session, -1); return;
    case KEYCODE_DOWN: recall_line(session, 1); return;
    case 'U' - '@': ui->line[0] = '\0'; return;
    case 'D' - '@':
        if (ui->mode != UI_INPUT || length > 0) return;
        ui->mode = UI_KEYS;
        prompt_eof(session, "");
        return;
    case KEYCODE_BACKSPACE:
    case 'H' - '@':
        if (length == 0) ui->mode = UI_KEYS;
        erase(ui->line);
        return;
    }
    if (key < ' ' || key >= KEYCODE_UP) return;
    size_t size = utf8_encode((uint32_t)key, bytes);
    if (length + size + 1 > sizeof ui->line) return;
    memcpy(ui->line + length, bytes, size);
    ui->line[length + size] = '\0';
}
