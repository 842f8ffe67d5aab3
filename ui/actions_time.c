/* The actions that move through time: each says what it looks for, and leaves the search to the
   timeline. */
#include <stdio.h>

#include "ui/actions.h"
#include "ui/prompt_impl.h"
#include "ui/watches.h"

enum { NAME_BYTES = 160, PREDICATES = 64 };

static void find_times(Session *session, const Predicate *predicate, Direction direction, int count)
{
    for (uint64_t i = action_steps(count); i-- > 0;) {
        if (!session_find(session, predicate, direction, false)) return;
    }
}

/* How deep the focused frame lies: 1 is the first. */
static uint32_t depth_of_focus(const Session *session)
{
    const View *view = session->view;
    return view == NULL ? 0 : (uint32_t)(view->frames.total - view->focus);
}

static uint32_t thread_of_focus(const Session *session)
{
    return session->view == NULL ? 0 : session->view->thread;
}

/* While the student predicts, a single step begins with a question. */
void act_instr_forward(Session *session, int count)
{
    UiState *ui = &session->ui;
    ui->asked = ui->predict && action_steps(count) == 1 ? predict_kind(session->view) : PREDICT_NOTHING;
    if (ui->asked == PREDICT_NOTHING) {
        session_seek(session, session->timeline->n + action_steps(count));
        return;
    }
    ui->mode = UI_ANSWER;
    ui->line[0] = '\0';
}

void act_instr_back(Session *session, int count)
{
    uint64_t n = session->timeline->n;
    if (n == 0) ui_say(&session->ui, "this is the beginning");
    else session_seek(session, n > action_steps(count) ? n - action_steps(count) : 0);
}

/* Where lines are stopped at: in the user's files, and in the library when one asked for that or is there. */
static Predicate line_begins(const Session *session)
{
    const ViewFrame *frame = session->view == NULL ? NULL : view_focus(session->view);
    bool is_there = frame != NULL && frame->filename != NULL && view_is_library(frame->filename);
    return (Predicate){.kind = FIND_LINE, .library = session->ui.library || is_there};
}

static void step_line(Session *session, Direction direction, int count)
{
    Predicate line = line_begins(session);
    find_times(session, &line, direction, count);
}

void act_line_forward(Session *session, int count) { step_line(session, FORWARDS, count); }
void act_line_back(Session *session, int count) { step_line(session, BACKWARDS, count); }

void act_library(Session *session, int count)
{
    session->ui.library = !session->ui.library;
    ui_say(&session->ui, session->ui.library ? "s goes into the library's functions" : "s goes over the library's functions again");
}

static void step_over(Session *session, Direction direction, int count)
{
    Predicate depth = {.kind = FIND_DEPTH, .depth = depth_of_focus(session), .thread = thread_of_focus(session)};
    Predicate line = line_begins(session);
    line.also = &depth;
    find_times(session, &line, direction, count);
}

void act_over_forward(Session *session, int count) { step_over(session, FORWARDS, count); }
void act_over_back(Session *session, int count) { step_over(session, BACKWARDS, count); }

static void step_out(Session *session, Direction direction, int count)
{
    uint32_t depth = depth_of_focus(session), out = (uint32_t)action_steps(count);
    Predicate caller = {.kind = FIND_DEPTH, .depth = depth > out ? depth - out : 0, .thread = thread_of_focus(session)};
    session_find(session, &caller, direction, false);
}

void act_out_forward(Session *session, int count) { step_out(session, FORWARDS, count); }
void act_out_back(Session *session, int count) { step_out(session, BACKWARDS, count); }

/* Says which watch made a run stop: one whose value is another than it was a step before. */
static void say_watches(Session *session, const Recall *before)
{
    const UiState *ui = &session->ui;
    for (int i = 0; i < ui->watch_count && session->view != NULL; i++) {
        EventText text;
        uint64_t old;
        bool has_value = watch_value(ui, i, session->view, &text);
        if (!recall_find(before, recall_watch(i, ui->watches[i].text), &old) || old == recall_text(text)) continue;
        if (has_value) ui_say(&session->ui, "%s is %.*s now", ui->watches[i].text, (int)text.length, text.bytes);
        else ui_say(&session->ui, "%s has no value now", ui->watches[i].text);
        return;
    }
}

static void run_to(Session *session, const Predicate *stops, Direction direction)
{
    if (!session_find(session, stops, direction, false)) return;
    session_sight(session, 'B');
    if (session->ui.message[0] == '\0') say_watches(session, &session->before);
}

static void run(Session *session, Direction direction)
{
    Predicate predicates[PREDICATES + UI_WATCHES];
    session_note_jump(session);
    size_t used = stops_predicates(&session->ui.stops, predicates, PREDICATES);
    for (int i = 0; i < session->ui.watch_count; i++) {
        predicates[used] = watch_predicate(&session->ui, i, session->view);
        if (used > 0) predicates[used - 1].any = &predicates[used];
        used++;
    }
    if (used > 0) run_to(session, predicates, direction);
    else if (direction == FORWARDS) session_seek(session, UINT64_MAX);
    else session_seek(session, 0);
}

void act_run_forward(Session *session, int count)
{
    run(session, FORWARDS);
}

void act_run_back(Session *session, int count)
{
    run(session, BACKWARDS);
}

static void play(Session *session, int steps_a_second, int direction)
{
    enum { USUAL = 5, MOST = 60 };
    int speed = steps_a_second == 0 ? USUAL : steps_a_second > MOST ? MOST : steps_a_second;
    session->ui.play = speed * direction;
    ui_say(&session->ui, "playing %s, %d steps a second; any key stops", direction > 0 ? "forwards" : "backwards", speed);
}

void act_play_forward(Session *session, int count) { play(session, count, 1); }
void act_play_back(Session *session, int count) { play(session, count, -1); }

void act_run_to_cursor(Session *session, int count)
{
    Stop place;
    char file[512] = "";
    if (!action_place(session, &place)) return;
    if (place.text != NULL) snprintf(file, sizeof file, "%s", place.text);
    Predicate there = {.kind = place.kind, .line = place.line, .offset = place.offset, .code = place.code};
    if (file[0] != '\0') there.file = file;
    find_times(session, &there, FORWARDS, count);
}

void act_first(Session *session, int count)
{
    session_jump(session, 0);
}

void act_last(Session *session, int count)
{
    session_jump(session, UINT64_MAX);
}

void act_go_to(Session *session, int count)
{
    if (count > 0) session_jump(session, (uint64_t)count);
    else act_command(session, 0);
}

static void find_call(Session *session, Direction direction, int count)
{
    static const Predicate user = {.kind = FIND_USER}; /* what the library calls is passed over */
    Predicate leaves = {.kind = FIND_RETURN, .also = &user}, enters = {.kind = FIND_CALL, .any = &leaves, .also = &user};
    find_times(session, &enters, direction, count);
}

void act_call_next(Session *session, int count) { find_call(session, FORWARDS, count); }
void act_call_back(Session *session, int count) { find_call(session, BACKWARDS, count); }

static void find_phase(Session *session, Direction direction)
{
    static const Predicate phase = {.kind = FIND_GC_PHASE};
    if (!session_find(session, &phase, direction, true) && session->ui.message[0] == '\0') {
        ui_say(&session->ui, "no collection %s this step", direction == FORWARDS ? "after" : "before");
    }
}

void act_gc_next(Session *session, int count)
{
    find_phase(session, FORWARDS);
}

void act_gc_back(Session *session, int count)
{
    find_phase(session, BACKWARDS);
}

/* The frame whose instructions bind the globals that the focused frame sees: its module's. */
static uint32_t globals_frame(const View *view)
{
    const ViewFrame *focus = view_focus(view), *found = focus;
    for (size_t i = 0; i < view->frames.length; i++) {
        const ViewFrame *frame = &view->frames.items[i];
        if (frame->f_globals == focus->f_globals) found = frame;
    }
    return found->number;
}

static void find_change(Session *session, Direction direction)
{
    char name[NAME_BYTES];
    Subject subject = action_subject(session, session->ui.focus);
    Predicate change = {.kind = FIND_SLOT_CHANGE, .text = name, .frame = subject.frame};
    if (subject.kind == SUBJECT_SLOT || subject.kind == SUBJECT_GLOBAL) {
        snprintf(name, sizeof name, "%.*s", (int)subject.name.length, subject.name.bytes);
        if (subject.kind == SUBJECT_GLOBAL) change.frame = globals_frame(session->view);
    } else if (subject.kind == SUBJECT_PLACE) {
        snprintf(name, sizeof name, "%.*s", (int)subject.name.length, subject.name.bytes);
        prompt_find_place_change(session, subject.holder, name, direction);
        return;
    } else if (subject.kind == SUBJECT_WATCH) {
        change = watch_predicate(&session->ui, subject.offset, session->view);
        snprintf(name, sizeof name, "%s", session->ui.watches[subject.offset].text);
        if (change.kind == FIND_SLOT_CHANGE) change.text = name;
    } else if (subject.object != 0) {
        change = (Predicate){.kind = FIND_RC_CHANGE, .object = subject.object};
        bool is_earlier = subject.object >= VIEW_EARLIER;
        snprintf(name, sizeof name, "the refcount of %s%u", is_earlier ? "~" : "#", subject.object % VIEW_EARLIER);
    } else {
        ui_complain(&session->ui, "select a name (5) or an object (3, 6) first: Tab, j, k");
        return;
    }
    session_find_change(session, &change, direction, name);
}

void act_change_next(Session *session, int count)
{
    find_change(session, FORWARDS);
}

void act_change_back(Session *session, int count)
{
    find_change(session, BACKWARDS);
}
