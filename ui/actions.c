/* The actions of keys.def that do not move through time, and the table of all of them: one that is missing
   does not compile. */
#include "ui/actions.h"

#include <stdio.h>

#include "ui/layout.h"

uint64_t action_steps(int count)
{
    return count > 0 ? (uint64_t)count : 1;
}

/* What the selected row of PANE is about; the name is valid as long as the View is. */
Subject action_subject(Session *session, PaneId pane)
{
    Rows rows = {0};
    session_rows(session, pane, &rows);
    Subject subject = {0};
    if (rows.rows.length > 0) subject = rows.rows.items[pane_anchor(&rows, &session->ui, pane)].subject;
    rows_fini(&rows);
    return subject;
}

static const char *focused_file(const Session *session)
{
    const ViewFrame *frame = session->view == NULL ? NULL : view_focus(session->view);
    return frame == NULL ? NULL : frame->filename;
}

/* The place that the selected row names; false, with a message, when it names none. */
bool action_place(Session *session, Stop *place)
{
    Subject subject = action_subject(session, session->ui.focus);
    if (subject.kind != SUBJECT_LINE && subject.kind != SUBJECT_INSTR) subject = action_subject(session, PANE_source);
    if (subject.kind == SUBJECT_LINE) {
        const char *file = focused_file(session);
        *place = (Stop){.kind = FIND_LINE_AT, .line = subject.line, .text = (char *)(uintptr_t)file};
        return true;
    }
    if (subject.kind == SUBJECT_INSTR) {
        *place = (Stop){.kind = FIND_OFFSET, .code = subject.code, .offset = subject.offset};
        return true;
    }
    ui_complain(&session->ui, "select a line (1) or an instruction (2) first");
    return false;
}

static void edit_line(UiState *ui, UiMode mode)
{
    ui->mode = mode;
    ui->line[0] = '\0';
}

/* --- Place */

/* Moves the selection of the focused pane to ROW, as far as there are rows. */
static void select_row(Session *session, long row)
{
    Rows rows = {0};
    session_rows(session, session->ui.focus, &rows);
    long last = (long)rows.rows.length - 1;
    rows_fini(&rows);
    session->ui.cursor[session->ui.focus] = (int)(row < 0 ? 0 : row > last ? last : row);
}

static void move_row(Session *session, long distance)
{
    UiState *ui = &session->ui;
    if (ui->help) {
        int most = draw_help_most(ui);
        long top = ui->help_top + distance;
        ui->help_top = (int)(top < 0 ? 0 : top > most ? most : top);
        return;
    }
    Rows rows = {0};
    session_rows(session, ui->focus, &rows);
    long row = (long)pane_anchor(&rows, ui, ui->focus);
    rows_fini(&rows);
    bool is_first_press = ui->cursor[ui->focus] < 0 && (distance == 1 || distance == -1);
    select_row(session, is_first_press && row == 0 && distance > 0 ? 0 : row + distance);
}

void act_row_down(Session *session, int count) { move_row(session, (long)action_steps(count)); }
void act_row_up(Session *session, int count) { move_row(session, -(long)action_steps(count)); }
void act_page_down(Session *session, int count) { move_row(session, (long)action_steps(count) * (session->ui.rows / 2)); }
void act_page_up(Session *session, int count) { move_row(session, -(long)action_steps(count) * (session->ui.rows / 2)); }

void act_row_first(Session *session, int count)
{
    if (session->ui.help) session->ui.help_top = 0;
    else select_row(session, 0);
}

void act_row_last(Session *session, int count)
{
    if (session->ui.help) session->ui.help_top = draw_help_most(&session->ui);
    else select_row(session, INT32_MAX);
}

static void scroll_sideways(UiState *ui, int distance)
{
    enum { MOST = 400 };
    int columns = ui->sideways[ui->focus] + distance;
    ui->sideways[ui->focus] = columns < 0 ? 0 : columns > MOST ? MOST : columns;
}

enum { SIDEWAYS_STEP = 8 };

void act_sideways_right(Session *session, int count) { scroll_sideways(&session->ui, SIDEWAYS_STEP * (int)action_steps(count)); }
void act_sideways_left(Session *session, int count) { scroll_sideways(&session->ui, -SIDEWAYS_STEP * (int)action_steps(count)); }

/* To the question that is selected, else to the next one that is open; what it asks about is then looked at. */
static void follow_question(Session *session, Subject subject)
{
    const Lesson *lesson = session->lesson;
    uint64_t here = session->timeline->n, best = UINT64_MAX;
    for (size_t i = 0; i < lesson->questions.length; i++) {
        const LessonQuestion *question = &lesson->questions.items[i];
        bool is_open = question->is_found && !question->is_solved && question->n > here;
        if (is_open && question->n < best) best = question->n;
    }
    if (session->ui.cursor[PANE_lesson] >= 0 && subject.kind == SUBJECT_STEP) best = subject.step;
    if (best == UINT64_MAX) {
        ui_say(&session->ui, "no open question after this step");
        return;
    }
    if (session->zoom_is_lent) session_focus(session, PANE_stack);
    session_jump(session, best);
    if (session->ui.message[0] == '\0') ui_say(&session->ui, ":answer TEXT answers, L shows the lesson again");
}

void act_follow(Session *session, int count)
{
    UiState *ui = &session->ui;
    if (session->view != NULL && session->view->state == VIEW_WAITING_INPUT) {
        edit_line(ui, UI_INPUT);
        return;
    }
    Subject subject = action_subject(session, ui->focus);
    if (ui->focus == PANE_lesson && session->lesson != NULL) {
        follow_question(session, subject);
    } else if (subject.kind == SUBJECT_STEP) {
        session_jump(session, subject.step);
    } else if (subject.kind == SUBJECT_FRAME) {
        ui->frame = subject.frame;
        session_refresh(session);
    } else if (subject.object != 0) {
        session_select_object(session, subject.object);
    } else if (subject.kind == SUBJECT_INSTR || ui->focus == PANE_next) {
        ui->explain = true;
    } else {
        ui_say(ui, "nothing to follow from this row");
    }
}

static void select_frame(Session *session, int distance)
{
    const View *view = session->view;
    if (view == NULL || view->frames.length == 0) return;
    long focus = (long)view->focus + distance;
    if (focus < 0 || focus >= (long)view->frames.length) {
        ui_say(&session->ui, distance > 0 ? "this is the first frame" : "this is the newest frame");
        return;
    }
    session->ui.frame = focus == 0 ? -1 : (int64_t)view->frames.items[focus].number;
    session->ui.cursor[PANE_frames] = session->ui.cursor[PANE_source] = session->ui.cursor[PANE_bytecode] = -1;
    session_refresh(session);
}

void act_frame_outer(Session *session, int count) { select_frame(session, (int)action_steps(count)); }
void act_frame_inner(Session *session, int count) { select_frame(session, -(int)action_steps(count)); }

/* The next pane that is on the screen. */
static void focus_by(Session *session, int direction)
{
    Layout layout;
    layout_make(&session->ui, &layout);
    int pane = (int)session->ui.focus;
    for (int i = 0; i < PANE_COUNT; i++) {
        pane = (pane + direction + PANE_COUNT) % PANE_COUNT;
        bool is_there = session->ui.zoom ? pane_table[pane].key != 0 : layout_box(&layout, (PaneId)pane) != NULL;
        if (is_there) break;
    }
    session_focus(session, (PaneId)pane);
}

void act_focus_next(Session *session, int count)
{
    focus_by(session, 1);
}

void act_focus_back(Session *session, int count)
{
    focus_by(session, -1);
}

/* --- Screen */

void act_zoom(Session *session, int count)
{
    UiState *ui = &session->ui;
    if (session->zoom_is_lent) {
        session_focus(session, PANE_stack);
        return;
    }
    ui->zoom = !ui->zoom;
    session_rearrange(session);
}

enum { SHIFT_STEP = 4, SHIFT_MOST = 80 };

static void shift_columns(UiState *ui, int distance)
{
    int shift = ui->shift + distance;
    if (shift >= -SHIFT_MOST && shift <= SHIFT_MOST) ui->shift = shift;
}

void act_wider(Session *session, int count) { shift_columns(&session->ui, SHIFT_STEP * (int)action_steps(count)); }
void act_narrower(Session *session, int count) { shift_columns(&session->ui, -SHIFT_STEP * (int)action_steps(count)); }
void act_even(Session *session, int count) { session->ui.shift = 0; }

void act_preset(Session *session, int count)
{
    static const char *const names[UI_PRESETS] = {"frames and names", "memory", "x86"};
    UiState *ui = &session->ui;
    ui->preset = count > 0 ? (count - 1) % UI_PRESETS : (ui->preset + 1) % UI_PRESETS;
    session_rearrange(session);
    ui_say(ui, "arrangement: %s", names[ui->preset]);
}

void act_detail(Session *session, int count)
{
    UiState *ui = &session->ui;
    ui->detail = count >= 1 && count <= UI_DETAILS ? count : ui->detail % UI_DETAILS + 1;
    if (pane_table[ui->focus].detail > ui->detail) ui->focus = PANE_source;
    session_rearrange(session);
    ui_say(ui, "level of detail: %d of %d", ui->detail, UI_DETAILS);
}

void act_theme(Session *session, int count)
{
    session->ui.theme = (Theme)((session->ui.theme + 1) % THEME_COUNT);
    ui_say(&session->ui, "theme: %s", theme_name(session->ui.theme));
}

void act_glyphs(Session *session, int count)
{
    session->ui.ascii = !session->ui.ascii;
}

void act_x86(Session *session, int count)
{
    UiState *ui = &session->ui;
    if (ui->focus == PANE_x86) ui->x86 = ui->x86 == X86_64 ? X86_32 : X86_64;
    else session_focus(session, PANE_x86);
}

void act_lesson(Session *session, int count)
{
    if (session->lesson == NULL) {
        ui_say(&session->ui, "this program belongs to no lesson");
        return;
    }
    lesson_seek_moments(session->lesson, session->timeline);
    session_refresh(session);
    session_focus(session, PANE_lesson);
}

void act_copy(Session *session, int count)
{
    UiState *ui = &session->ui;
    Rows rows = {0};
    buf_clear(&session->clipboard);
    session_rows(session, ui->focus, &rows);
    for (size_t i = 0; i < rows.rows.length; i++) {
        rows_write(&rows, i, &session->clipboard);
        buf_add_char(&session->clipboard, '\n');
    }
    ui_say(ui, "%zu rows are given to the terminal's clipboard", rows.rows.length);
    rows_fini(&rows);
}

void act_mouse(Session *session, int count)
{
    session->ui.mouse = !session->ui.mouse;
    ui_say(&session->ui, session->ui.mouse ? "clicks focus and select; M gives them back" : "the mouse is the terminal's again");
}

/* Drawing the screen anew is done by whoever shows it: see screen.h. */
void act_redraw(Session *session, int count)
{
    session_refresh(session);
}

/* --- Ask and search */

void act_command(Session *session, int count)
{
    edit_line(&session->ui, UI_COMMAND);
}

void act_explain(Session *session, int count)
{
    session->ui.explain = !session->ui.explain;
    session->ui.list = false;
}

void act_predict(Session *session, int count)
{
    session->ui.predict = !session->ui.predict;
}

void act_search(Session *session, int count)
{
    edit_line(&session->ui, UI_SEARCH);
}

static void search(Session *session, int direction)
{
    UiState *ui = &session->ui;
    if (ui->help) {
        int top = ui->search[0] == '\0' ? -1 : draw_help_search(ui, direction);
        if (top >= 0) ui->help_top = top;
        else ui_complain(ui, "\"%s\" is not in the help", ui->search);
        return;
    }
    Rows rows = {0};
    session_rows(session, ui->focus, &rows);
    long length = (long)rows.rows.length, row = (long)pane_anchor(&rows, ui, ui->focus);
    bool found = false;
    for (long i = 0; i < length && !found && ui->search[0] != '\0'; i++) {
        row = (row + direction + length) % length;
        found = rows_contain(&rows, (size_t)row, ui->search);
    }
    rows_fini(&rows);
    if (found) ui->cursor[ui->focus] = (int)row;
    else ui_complain(ui, "\"%s\" is not in this pane", ui->search);
}

void act_search_next(Session *session, int count)
{
    search(session, 1);
}

void act_search_back(Session *session, int count)
{
    search(session, -1);
}

void act_watch(Session *session, int count)
{
    Subject subject = action_subject(session, session->ui.focus);
    edit_line(&session->ui, UI_COMMAND);
    bool is_name = subject.kind == SUBJECT_SLOT || subject.kind == SUBJECT_GLOBAL;
    bool is_selected = is_name && session->ui.cursor[session->ui.focus] >= 0;
    snprintf(session->ui.line, sizeof session->ui.line, "watch %.*s", is_selected ? (int)subject.name.length : 0,
             is_selected ? subject.name.bytes : "");
}

void act_tally(Session *session, int count)
{
    UiState *ui = &session->ui;
    if (session->timeline->ops->tally == NULL) {
        ui_complain(ui, "this is a trace: only a live machine counts");
        return;
    }
    ui->tally = !ui->tally;
    TimelineStatus status = timeline_tally(session->timeline, ui->tally);
    session_refresh(session);
    if (status != TIMELINE_OK) ui_complain(ui, "%s", session->timeline->message);
    else ui_say(ui, ui->tally ? "pane 2 shows how often each instruction was executed before this step" : "nothing is counted");
}

void act_stop_toggle(Session *session, int count)
{
    Stop stop;
    if (!action_place(session, &stop)) return;
    Buf buf = BUF_INIT;
    stop_write(&stop, &buf);
    int added = stops_toggle(&session->ui.stops, stop);
    if (added < 0) ui_complain(&session->ui, "no memory for another breakpoint");
    else ui_say(&session->ui, "breakpoint %s: %s", added ? "set" : "removed", buf_text(&buf));
    buf_fini(&buf);
}

void act_stop_list(Session *session, int count)
{
    UiState *ui = &session->ui;
    if (ui->stops.stops.length == 0 && ui->watch_count == 0) ui_say(ui, "no breakpoints; b sets one, :break fib too");
    else ui->list = !ui->list, ui->explain = false;
}

void act_mark(Session *session, int count)
{
    session->ui.mode = UI_MARK;
}

void act_jump(Session *session, int count)
{
    session->ui.mode = UI_JUMP;
}

void act_jump_back(Session *session, int count)
{
    for (uint64_t i = action_steps(count); i-- > 0;) {
        if (!session_jump_along(session, -1)) return;
    }
}

void act_jump_forward(Session *session, int count)
{
    for (uint64_t i = action_steps(count); i-- > 0;) {
        if (!session_jump_along(session, 1)) return;
    }
}

void act_cancel(Session *session, int count)
{
    UiState *ui = &session->ui;
    if (ui->help || ui->explain || ui->list) {
        ui->help = ui->explain = ui->list = false;
    } else if (ui->focus == PANE_heap && ui->object != 0) {
        ui->object = ui->trail_length > 0 ? ui->trail[--ui->trail_length] : 0;
        ui->cursor[PANE_heap] = -1;
        session_refresh(session);
    } else if (ui->zoom) {
        act_zoom(session, 0);
    } else {
        ui->cursor[ui->focus] = -1;
        ui->sideways[ui->focus] = 0;
        ui->frame = -1;
        ui->object = 0;
        ui->trail_length = 0;
        session_refresh(session);
    }
}

void act_help(Session *session, int count)
{
    session->ui.help = !session->ui.help;
    session->ui.help_top = 0;
}

void act_quit(Session *session, int count)
{
    if (session->ui.help || session->ui.explain || session->ui.list) act_cancel(session, 0);
    else session->quit = true;
}

static void (*const handlers[ACTION_COUNT])(Session *session, int count) = {
#define GROUP(title)
#define KEY(action, keys, footer, help) act_##action,
#include "ui/keys.def"
#undef GROUP
#undef KEY
};

void session_act(Session *session, Action action, int count)
{
    handlers[action](session, count);
}
