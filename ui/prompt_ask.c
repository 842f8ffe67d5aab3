/* The commands that ask about time: when, who, where, how often. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/prompt_impl.h"
#include "ui/watches.h"

#define NUMBER(n) ((unsigned long long)(n))

void prompt_find_place(Session *session, const char *words, Direction direction)
{
    if (words[0] == '\0') {
        ui_complain(&session->ui, "next what?  a line's number, a function, an opcode, call, return, raise, yield, output, gc, phase");
        return;
    }
    /* The file's name belongs to the View, which the search replaces. */
    char *file = prompt_file(session) == NULL ? NULL : strdup(prompt_file(session));
    char *place_words = strdup(words);
    if (place_words == NULL) {
        free(file);
        return;
    }
    Stop place = stops_parse_with(place_words, file);
    Predicate predicate = stop_predicate(&place);
    session_note_jump(session);
    bool is_found = session_find(session, &predicate, direction, true);
    free(place_words);
    free(file);
    if (is_found || session->ui.message[0] != '\0') return;
    ui_complain(&session->ui, "no %s %s this step", words, direction == FORWARDS ? "after" : "before");
}

void prompt_next(Session *session, const char *argument) { prompt_find_place(session, argument, FORWARDS); }
void prompt_prev(Session *session, const char *argument) { prompt_find_place(session, argument, BACKWARDS); }

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

/* The name of a place as writes to it are told of: "next" for ".next", "3" for "[3]", "key" for "['key']".  The
   result lies in ROOM. */
static const char *place_name(const char *label, char *room, size_t size)
{
    snprintf(room, size, "%s", label + 1);
    size_t length = strlen(room);
    if (label[0] == '[' && length > 0 && room[length - 1] == ']') room[--length] = '\0';
    bool is_quoted = length > 1 && (room[0] == '\'' || room[0] == '"') && room[length - 1] == room[0];
    if (is_quoted) room[length - 1] = '\0';
    return room + is_quoted;
}

void prompt_find_place_change(Session *session, uint32_t object, const char *label, Direction direction)
{
    char room[100];
    Predicate change = {.kind = FIND_NEW, .object = object};
    Buf what = BUF_INIT;
    buf_printf(&what, "%s%u%s", object >= VIEW_EARLIER ? "~" : "#", object % VIEW_EARLIER, label);
    if (label[0] != '\0') change = (Predicate){.kind = FIND_PLACE_CHANGE, .object = object, .text = place_name(label, room, sizeof room)};
    session_find_change(session, &change, direction, buf_text(&what));
    buf_fini(&what);
}

/* "#12": when it was made; "#12.next", "#12[3]", "#12['key']": when that place last changed. */
static void when_object(Session *session, const char *argument)
{
    char number[20];
    size_t digits = strcspn(argument, ".[");
    snprintf(number, sizeof number, "%.*s", (int)(digits < sizeof number ? digits : sizeof number - 1), argument);
    uint32_t object = object_parse(session, number);
    if (object != 0) prompt_find_place_change(session, object, argument + digits, BACKWARDS);
}

void prompt_when(Session *session, const char *argument)
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

void prompt_who(Session *session, const char *argument)
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

void prompt_object(Session *session, const char *argument)
{
    uint32_t object = object_parse(session, argument);
    if (object == 0) return;
    session_select_object(session, object);
}

/* --- Expressions: only a live machine evaluates */

static bool is_live(Session *session)
{
    if (session->timeline->ops->save != NULL) return true;
    ui_complain(&session->ui, "this is a trace: there is no machine to ask");
    return false;
}

static void find_expression(Session *session, const char *expression, Direction direction)
{
    Predicate becomes = {.kind = FIND_BECOMES, .text = expression};
    if (!is_live(session)) return;
    if (expression[0] == '\0') {
        ui_complain(&session->ui, "find what?  a Python expression, as len(q) > 5");
        return;
    }
    session_note_jump(session);
    if (session_find(session, &becomes, direction, true) || session->ui.message[0] != '\0') return;
    ui_complain(&session->ui, "%s becomes true nowhere %s this step", expression, direction == FORWARDS ? "after" : "before");
}

void prompt_find(Session *session, const char *argument) { find_expression(session, argument, FORWARDS); }
void prompt_rfind(Session *session, const char *argument) { find_expression(session, argument, BACKWARDS); }

void prompt_print(Session *session, const char *argument)
{
    UiState *ui = &session->ui;
    ViewExpression expression = {.text = argument};
    ViewRequest request = {.frame = ui->frame, .expressions = &expression, .expression_count = 1};
    if (argument[0] == '\0') {
        ui_complain(ui, "which expression?");
        return;
    }
    if (!is_live(session)) return;
    const View *view = timeline_view(session->timeline, &request);
    char text[UI_LINE] = "there is no frame to evaluate it in";
    bool has_value = view != NULL && view->watches.length == 1 && view->watches.items[0].state == VIEW_WATCH_VALUE;
    bool is_told = view != NULL && view->watches.length == 1 && view->watches.items[0].text.length > 0;
    if (is_told) snprintf(text, sizeof text, "%.*s", (int)view->watches.items[0].text.length, view->watches.items[0].text.bytes);
    session_refresh(session);
    if (has_value) ui_say(ui, "%s", text);
    else ui_complain(ui, "%s", text);
}

static void list_watches(UiState *ui)
{
    Buf buf = BUF_INIT;
    for (int i = 0; i < ui->watch_count; i++) buf_printf(&buf, "%s%d %s", i == 0 ? "watches: " : "; ", i + 1, ui->watches[i].text);
    ui_say(ui, "%s", buf.length == 0 ? "nothing is watched; :watch EXPR does" : buf_text(&buf));
    buf_fini(&buf);
}

void prompt_watch(Session *session, const char *argument)
{
    UiState *ui = &session->ui;
    const ViewFrame *frame = session->view == NULL ? NULL : view_focus(session->view);
    if (argument[0] == '\0') {
        list_watches(ui);
        return;
    }
    bool is_name = strspn(argument, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == strlen(argument);
    if (session->timeline->ops->save == NULL && !is_name) {
        ui_complain(ui, "in a trace only names can be watched: there is no machine to ask");
        return;
    }
    int added = watch_add(ui, argument, frame == NULL ? NULL : frame->qualname);
    session_refresh(session);
    if (added < 0) ui_complain(ui, "%d expressions can be watched at once; :unwatch makes room", UI_WATCHES);
    else if (added == 0) ui_say(ui, "%s is watched already", argument);
    else ui_say(ui, "%s is watched: Names (5) shows it, c and C stop where it changes", argument);
}

void prompt_unwatch(Session *session, const char *argument)
{
    UiState *ui = &session->ui;
    int index = argument[0] == '\0' ? -1 : watch_find(ui, argument);
    if (argument[0] != '\0' && index < 0) {
        ui_complain(ui, "%s is not watched", argument);
        return;
    }
    if (index >= 0) watch_remove(ui, index);
    while (index < 0 && ui->watch_count > 0) watch_remove(ui, ui->watch_count - 1);
    session_refresh(session);
    list_watches(ui);
}

/* --- Counting */

/* A trace is walked through; a machine counts by itself. */
static TimelineStatus count_in_trace(Timeline *timeline, const Predicate *predicate, TimelineCount *count)
{
    uint64_t present = timeline->n;
    TimelineStatus status = timeline_seek(timeline, 0);
    *count = (TimelineCount){.total_is_known = true};
    while (status == TIMELINE_OK && (status = timeline_find(timeline, predicate, FORWARDS)) == TIMELINE_OK) {
        if (timeline->n < present) count->before++;
        else if (timeline->n == present) count->here++;
        count->total++;
    }
    TimelineStatus back = timeline_seek(timeline, present);
    return status == TIMELINE_NOT_FOUND ? back : status;
}

static void say_count(Session *session, const char *what, const TimelineCount *count)
{
    ui_say(&session->ui, "%s: %llu before this step%s, %llu %s", what, NUMBER(count->before), count->here > 0 ? ", one here" : "",
           NUMBER(count->total), count->total_is_known ? "in all" : "up to where the program waits for input");
}

void prompt_count(Session *session, const char *argument)
{
    if (argument[0] == '\0') {
        ui_complain(&session->ui, "count what?  an opcode, a function, a line's number, call, return, raise, output, gc");
        return;
    }
    char *file = prompt_file(session) == NULL ? NULL : strdup(prompt_file(session)), *words = strdup(argument);
    if (words != NULL) {
        Timeline *timeline = session->timeline;
        Stop place = stops_parse_with(words, file);
        Predicate predicate = stop_predicate(&place);
        TimelineCount count;
        bool is_trace = timeline->ops->count == NULL;
        TimelineStatus status = is_trace ? count_in_trace(timeline, &predicate, &count) : timeline_count(timeline, &predicate, &count);
        session_refresh(session);
        if (status == TIMELINE_OK) say_count(session, argument, &count);
        else if (status == TIMELINE_INTERRUPTED) ui_say(&session->ui, "stopped by ^C");
        else ui_complain(&session->ui, "%s", timeline->message);
    }
    free(words);
    free(file);
}

/* --- Lessons */

void prompt_answer(Session *session, const char *argument)
{
    UiState *ui = &session->ui;
    int at = lesson_question_at(session->lesson, session->timeline->n);
    if (at < 0) {
        ui_complain(ui, session->lesson == NULL ? "this program belongs to no lesson" : "no question belongs to this step; L shows them");
        return;
    }
    LessonQuestion *question = &session->lesson->questions.items[at];
    lesson_answer(question, session->view, session->timeline, argument);
    session_refresh(session);
    ui_say(ui, "%s", question->verdict == NULL ? "" : question->verdict);
}
