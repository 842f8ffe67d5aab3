/* The commands of prompt.def, one function each, and the line in which they are typed. */
#include "ui/prompt.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* --- Commands */

static const char *focused_file(const Session *session)
{
    const ViewFrame *frame = session->view == NULL ? NULL : view_focus(session->view);
    return frame == NULL ? NULL : frame->filename;
}

static void find_place(Session *session, const char *words, Direction direction)
{
    if (words[0] == '\0') {
        ui_complain(&session->ui, "next what?  a line's number, a function, an opcode, call, return, raise, yield, output, gc, phase");
        return;
    }
    /* The file's name belongs to the View, which the search replaces. */
    char *file = focused_file(session) == NULL ? NULL : strdup(focused_file(session));
    char *place_words = strdup(words);
    if (place_words == NULL) {
        free(file);
        return;
    }
    Stop place = stops_parse_with(place_words, file);
    Predicate predicate = stop_predicate(&place);
    bool is_found = session_find(session, &predicate, direction, true);
    free(place_words);
    free(file);
    if (is_found || session->ui.message[0] != '\0') return;
    ui_complain(&session->ui, "no %s %s this step", words, direction == FORWARDS ? "after" : "before");
}

static void prompt_next(Session *session, const char *argument) { find_place(session, argument, FORWARDS); }
static void prompt_prev(Session *session, const char *argument) { find_place(session, argument, BACKWARDS); }

/* "#12" or "12", "~12" for an object older than the program; 0 with a message when it is no number. */
static uint32_t object_parse(Session *session, const char *text)
{
    char *end;
    unsigned long earlier = *text == '~' ? VIEW_EARLIER : 0;
    if (*text == '#' || *text == '~') text++;
    unsigned long number = strtoul(text, &end, 10);
    if (end == text || *end != '\0' || number == 0 || number >= VIEW_EARLIER) {
        ui_complain(&session->ui, "an object is named by its number, as #12");
        return 0;
    }
    return (uint32_t)(number + earlier);
}

/* "#12": when it was made; "#12.next", "#12[3]", "#12['key']": when that place last changed. */
static void when_object(Session *session, const char *argument)
{
    char number[20], place[100];
    size_t digits = strcspn(argument, ".[");
    snprintf(number, sizeof number, "%.*s", (int)(digits < sizeof number ? digits : sizeof number - 1), argument);
    uint32_t object = object_parse(session, number);
    if (object == 0) return;
    Predicate change = {.kind = FIND_NEW, .object = object};
    if (argument[digits] != '\0') {
        snprintf(place, sizeof place, "%s", argument + digits + 1);
        size_t length = strlen(place);
        if (argument[digits] == '[' && length > 0 && place[length - 1] == ']') place[--length] = '\0';
        bool is_quoted = length > 1 && (place[0] == '\'' || place[0] == '"') && place[length - 1] == place[0];
        if (is_quoted) place[length - 1] = '\0';
        change = (Predicate){.kind = FIND_PLACE_CHANGE, .object = object, .text = place + is_quoted};
    }
    session_find_change(session, &change, BACKWARDS, argument);
}

static void prompt_when(Session *session, const char *argument)
{
    const ViewFrame *frame = session->view == NULL ? NULL : view_focus(session->view);
    if (argument[0] == '\0' || frame == NULL) {
        ui_complain(&session->ui, "when did which variable change?");
        return;
    }
    Predicate change = {.kind = FIND_SLOT_CHANGE, .text = argument, .frame = frame->number};
    if (argument[0] != '#') session_find_change(session, &change, BACKWARDS, argument);
    else when_object(session, argument);
}

static void prompt_who(Session *session, const char *argument)
{
    uint32_t object = object_parse(session, argument);
    char what[40];
    if (object == 0) return;
    snprintf(what, sizeof what, "the life of %s", argument);
    session->ui.object = object;
    session_refresh(session);
    bool lives = session->view != NULL && view_object(session->view, object) != NULL;
    session->ui.object = 0;
    Predicate dies = {.kind = FIND_FREE, .object = object};
    session_find_change(session, &dies, lives ? FORWARDS : BACKWARDS, what);
}

static void prompt_object(Session *session, const char *argument)
{
    uint32_t object = object_parse(session, argument);
    if (object == 0) return;
    session->ui.object = object;
    session->ui.cursor[PANE_heap] = -1;
    session_refresh(session);
    session_focus(session, PANE_heap);
}

static void prompt_break(Session *session, const char *argument)
{
    if (argument[0] == '\0') {
        session_act(session, ACTION_stop_list, 0);
        return;
    }
    char *words = strdup(argument);
    Buf buf = BUF_INIT;
    int added = -1;
    if (words != NULL) {
        Stop stop = stops_parse_with(words, focused_file(session));
        stop_write(&stop, &buf);
        added = stops_toggle(&session->ui.stops, stop);
    }
    free(words);
    if (added < 0) ui_complain(&session->ui, "no memory for another breakpoint");
    else ui_say(&session->ui, "breakpoint %s: %s", added ? "set" : "removed", buf_text(&buf));
    buf_fini(&buf);
}

static void prompt_shot(Session *session, const char *argument)
{
    UiState *ui = &session->ui;
    if (argument[0] == '\0') ui_complain(ui, "to which file?  .txt, .ansi, .svg and .html are known");
    else if (session_shot(session, argument) < 0) ui_complain(ui, "%s: %s", argument, strerror(errno));
    else ui_say(ui, "the screen is in %s", argument);
}

static void prompt_show(Session *session, const char *argument)
{
    PaneId pane;
    if (pane_find(argument, &pane)) session_focus(session, pane);
    else ui_complain(&session->ui, "no pane is called \"%s\"", argument);
}

static void feed(Session *session, const char *text, bool end_of_file)
{
    Buf buf = BUF_INIT;
    if (!end_of_file) buf_printf(&buf, "%s\n", text);
    TimelineStatus status = timeline_feed(session->timeline, buf_text(&buf), buf.length, end_of_file);
    buf_fini(&buf);
    session_refresh(session);
    if (status != TIMELINE_OK) ui_complain(&session->ui, "%s", session->timeline->message);
    else ui_say(&session->ui, end_of_file ? "the program's input ends here" : "the program has a line to read");
}

static void prompt_input(Session *session, const char *argument) { feed(session, argument, false); }
static void prompt_eof(Session *session, UNUSED const char *argument) { feed(session, "", true); }

static void prompt_theme(Session *session, const char *argument)
{
    if (!theme_find(argument, &session->ui.theme)) ui_complain(&session->ui, "themes are mono, 16, dark and light");
}

static void prompt_glyphs(Session *session, const char *argument)
{
    if (strcmp(argument, "ascii") == 0) session->ui.ascii = true;
    else if (strcmp(argument, "utf8") == 0) session->ui.ascii = false;
    else ui_complain(&session->ui, "glyphs are utf8 or ascii");
}

static void prompt_detail(Session *session, const char *argument)
{
    int level = atoi(argument);
    if (level < 1 || level > UI_DETAILS) ui_complain(&session->ui, "levels are 1 to %d", UI_DETAILS);
    else session_act(session, ACTION_detail, level);
}

static void prompt_help(Session *session, UNUSED const char *argument) { session_act(session, ACTION_help, 0); }
static void prompt_quit(Session *session, UNUSED const char *argument) { session->quit = true; }

const PromptLine prompt_table[] = {
#define PROMPT(name, synopsis, help) {#name, synopsis, help, prompt_##name},
#include "ui/prompt.def"
#undef PROMPT
};

const size_t prompt_table_length = ARRAY_LENGTH(prompt_table);

/* --- Command lines */

/* A position: "41" or "50%".  True when LINE is one. */
static bool run_position(Session *session, const char *line)
{
    char *end;
    if (line[0] < '0' || line[0] > '9') return false;
    unsigned long long number = strtoull(line, &end, 10);
    if (*end == '\0') {
        session_seek(session, number);
        return true;
    }
    if (strcmp(end, "%") != 0) return false;
    if (number >= 100) session_seek(session, UINT64_MAX);
    else session_seek(session, (uint64_t)((long double)session->timeline->known_length * number / 100));
    return true;
}

/* The command whose name WORD is, or begins alone; NULL with a message. */
static const PromptLine *prompt_find(Session *session, const char *word, size_t length)
{
    const PromptLine *found = NULL;
    int matches = 0;
    for (size_t i = 0; i < prompt_table_length; i++) {
        if (strncmp(prompt_table[i].name, word, length) != 0) continue;
        found = &prompt_table[i];
        matches++;
        if (strlen(found->name) == length) return found;
    }
    if (matches == 1) return found;
    ui_complain(&session->ui, matches == 0 ? "no command is called \"%.*s\"; ? lists them" : "\"%.*s\" may be more than one command",
                (int)length, word);
    return NULL;
}

bool prompt_go(Session *session, const char *where)
{
    session->ui.message[0] = '\0';
    if (!run_position(session, where)) find_place(session, where, FORWARDS);
    return session->ui.message[0] == '\0' || !session->ui.message_is_error;
}

void prompt_run(Session *session, const char *line)
{
    static const char display[] = "save-display"; /* what other steppers' scripts say */
    while (*line == ' ' || *line == ':') line++;
    if (*line == '\0' || run_position(session, line)) return;
    size_t length = strcspn(line, " ");
    const char *argument = line + length + strspn(line + length, " ");
    if (length == sizeof display - 1 && memcmp(line, display, length) == 0) {
        prompt_shot(session, argument);
        return;
    }
    const PromptLine *command = prompt_find(session, line, length);
    if (command != NULL) command->run(session, argument);
}

/* --- Editing */

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
    if (mode == UI_INPUT) {
        feed(session, line, false);
    } else if (mode == UI_SEARCH) {
        if (line[0] != '\0') snprintf(ui->search, sizeof ui->search, "%s", line);
        session_act(session, ACTION_search_next, 0);
    } else if (line[0] != '\0') {
        remember(session, line);
        prompt_run(session, line);
    }
    session->history_at = session->history_length;
}

/* Completes the name of a command when only one begins so. */
static void complete(Session *session)
{
    UiState *ui = &session->ui;
    size_t length = strlen(ui->line), matches = 0, found = 0;
    if (ui->mode != UI_COMMAND || strchr(ui->line, ' ') != NULL) return;
    for (size_t i = 0; i < prompt_table_length; i++) {
        if (strncmp(prompt_table[i].name, ui->line, length) != 0) continue;
        found = i;
        matches++;
    }
    if (matches == 1) snprintf(ui->line, sizeof ui->line, "%s ", prompt_table[found].name);
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
    switch (key) {
    case KEYCODE_ENTER:
    case '\n': accept(session); return;
    case KEYCODE_ESC: ui->mode = UI_KEYS; return;
    case KEYCODE_TAB: complete(session); return;
    case KEYCODE_UP: recall_line(session, -1); return;
    case KEYCODE_DOWN: recall_line(session, 1); return;
    case 'U' - '@': ui->line[0] = '\0'; return;
    case 'D' - '@':
        if (ui->mode != UI_INPUT || length > 0) return;
        ui->mode = UI_KEYS;
        feed(session, "", true);
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
