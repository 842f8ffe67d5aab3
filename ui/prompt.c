/* The commands of prompt.def that change what is shown or written, and how a line becomes a command. */
#include "ui/prompt_impl.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *prompt_file(const Session *session)
{
    const ViewFrame *frame = session->view == NULL ? NULL : view_focus(session->view);
    return frame == NULL ? NULL : frame->filename;
}

/* --- Commands */

void prompt_break(Session *session, const char *argument)
{
    if (argument[0] == '\0') {
        session_act(session, ACTION_stop_list, 0);
        return;
    }
    char *words = strdup(argument);
    Buf buf = BUF_INIT;
    int added = -1;
    if (words != NULL) {
        Stop stop = stops_parse_with(words, prompt_file(session));
        stop_write(&stop, &buf);
        added = stops_toggle(&session->ui.stops, stop);
    }
    free(words);
    if (added < 0) ui_complain(&session->ui, "no memory for another breakpoint");
    else ui_say(&session->ui, "breakpoint %s: %s", added ? "set" : "removed", buf_text(&buf));
    buf_fini(&buf);
}

void prompt_shot(Session *session, const char *argument)
{
    UiState *ui = &session->ui;
    if (argument[0] == '\0') ui_complain(ui, "to which file?  .txt, .ansi, .svg and .html are known");
    else if (session_shot(session, argument) < 0) ui_complain(ui, "%s: %s", argument, strerror(errno));
    else if (strcmp(argument, "-") != 0) ui_say(ui, "the screen is in %s", argument);
}

/* ":save! FILE" comes as "! FILE". */
void prompt_save(Session *session, const char *argument)
{
    UiState *ui = &session->ui;
    bool overwrites = argument[0] == '!';
    if (overwrites) argument += 1 + strspn(argument + 1, " ");
    if (session->timeline->ops->save == NULL) ui_complain(ui, "this run is a trace already");
    else if (argument[0] == '\0') ui_complain(ui, "to which file?  :save FILE.jsonl");
    else if (!overwrites && access(argument, F_OK) == 0) ui_complain(ui, "%s is there already; :save! writes over it", argument);
    else {
        TimelineStatus status = timeline_save(session->timeline, argument);
        const char *note = session->timeline->message;
        if (status == TIMELINE_OK && note[0] != '\0') ui_say(ui, "the first part is in %s: %s", argument, note);
        else if (status == TIMELINE_OK) ui_say(ui, "the run so far is in %s; viv step opens it", argument);
        else if (status == TIMELINE_INTERRUPTED) ui_say(ui, "stopped by ^C: nothing was saved");
        else ui_complain(ui, "%s", session->timeline->message);
    }
}

void prompt_show(Session *session, const char *argument)
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

void prompt_input(Session *session, const char *argument) { feed(session, argument, false); }
void prompt_eof(Session *session, const char *argument) { feed(session, "", true); }

void prompt_theme(Session *session, const char *argument)
{
    if (!theme_find(argument, &session->ui.theme)) ui_complain(&session->ui, "themes are mono, 16, dark and light");
}

void prompt_glyphs(Session *session, const char *argument)
{
    if (strcmp(argument, "ascii") == 0) session->ui.ascii = true;
    else if (strcmp(argument, "utf8") == 0) session->ui.ascii = false;
    else ui_complain(&session->ui, "glyphs are utf8 or ascii");
}

void prompt_detail(Session *session, const char *argument)
{
    int level = atoi(argument);
    if (level < 1 || level > UI_DETAILS) ui_complain(&session->ui, "levels are 1 to %d", UI_DETAILS);
    else session_act(session, ACTION_detail, level);
}

void prompt_help(Session *session, const char *argument) { session_act(session, ACTION_help, 0); }
void prompt_quit(Session *session, const char *argument) { session->quit = true; }

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
        session_jump(session, number);
        return true;
    }
    if (strcmp(end, "%") != 0) return false;
    session_note_jump(session);
    /* A part of the whole: the end must be known, or how far the program comes without input. */
    if (number >= 100 || !session->timeline->length_is_final) session_seek(session, UINT64_MAX);
    if (number < 100) session_seek(session, (uint64_t)((long double)session->timeline->known_length * number / 100));
    return true;
}

/* The command whose name WORD is, or begins alone; NULL with a message. */
static const PromptLine *command_find(Session *session, const char *word, size_t length)
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

/* To the moment of a lesson's question that is called WHERE. */
static bool go_to_question(Session *session, const char *where)
{
    Lesson *lesson = session->lesson;
    for (size_t i = 0; lesson != NULL && i < lesson->questions.length; i++) {
        LessonQuestion *question = &lesson->questions.items[i];
        if (strcmp(question->id, where) != 0) continue;
        lesson_seek_moments(lesson, session->timeline);
        session_refresh(session);
        if (question->is_found) session_jump(session, question->n);
        else ui_complain(&session->ui, "this run does not come to %s", where);
        return true;
    }
    return false;
}

bool prompt_go(Session *session, const char *where)
{
    session->ui.message[0] = '\0';
    if (!run_position(session, where) && !go_to_question(session, where)) prompt_find_place(session, where, FORWARDS);
    return session->ui.message[0] == '\0' || !session->ui.message_is_error;
}

void prompt_run(Session *session, const char *line)
{
    static const char display[] = "save-display"; /* what other steppers' scripts say */
    while (*line == ' ' || *line == ':') line++;
    if (*line == '\0' || run_position(session, line)) return;
    size_t length = strcspn(line, " !");
    const char *argument = line + length + strspn(line + length, " ");
    if (length == sizeof display - 1 && memcmp(line, display, length) == 0) {
        prompt_shot(session, argument);
        return;
    }
    const PromptLine *command = command_find(session, line, length);
    if (command != NULL) command->run(session, argument);
}
