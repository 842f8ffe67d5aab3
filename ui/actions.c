/* One function for each action of keys.def; one that is missing does not compile.  COUNT is what was
   typed before the key, 0 when nothing was. */
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/prompt.h"
#include "ui/session.h"

enum { NAME_BYTES = 160, PREDICATES = 64 };

static uint64_t steps(int count)
{
    return count > 0 ? (uint64_t)count : 1;
}

static void find_times(Session *session, const Predicate *predicate, Direction direction, int count)
{
    for (uint64_t i = steps(count); i-- > 0;) {
        if (!session_find(session, predicate, direction, false)) return;
    }
}

/* How deep the focused frame lies: 1 is the first. */
static uint32_t depth_of_focus(const Session *session)
{
    const View *view = session->view;
    return view == NULL ? 0 : (uint32_t)(view->frames.total - view->focus);
}

/* --- Time */

static void edit_line(UiState *ui, UiMode mode)
{
    ui->mode = mode;
    ui->line[0] = '\0';
}

static void act_command(Session *session, UNUSED int count)
{
    edit_line(&session->ui, UI_COMMAND);
}

static void act_instr_forward(Session *session, int count)
{
    session_seek(session, session->timeline->n + steps(count));
}

static void act_instr_back(Session *session, int count)
{
    uint64_t n = session->timeline->n;
    if (n == 0) ui_say(&session->ui, "this is the beginning");
    else session_seek(session, n > steps(count) ? n - steps(count) : 0);
}

static const Predicate line_begins = {.kind = FIND_LINE};

static void act_line_forward(Session *session, int count) { find_times(session, &line_begins, FORWARDS, count); }
static void act_line_back(Session *session, int count) { find_times(session, &line_begins, BACKWARDS, count); }

static void step_over(Session *session, Direction direction, int count)
{
    Predicate depth = {.kind = FIND_DEPTH, .depth = depth_of_focus(session)};
    Predicate line = {.kind = FIND_LINE, .also = &depth};
    find_times(session, &line, direction, count);
}

static void act_over_forward(Session *session, int count) { step_over(session, FORWARDS, count); }
static void act_over_back(Session *session, int count) { step_over(session, BACKWARDS, count); }

static void step_out(Session *session, Direction direction, int count)
{
    uint32_t depth = depth_of_focus(session), out = (uint32_t)steps(count);
    Predicate caller = {.kind = FIND_DEPTH, .depth = depth > out ? depth - out : 0};
    session_find(session, &caller, direction, false);
}

static void act_out_forward(Session *session, int count) { step_out(session, FORWARDS, count); }
static void act_out_back(Session *session, int count) { step_out(session, BACKWARDS, count); }

static void run(Session *session, Direction direction)
{
    Predicate predicates[PREDICATES];
    const Predicate *stops = stops_predicate(&session->ui.stops, predicates, PREDICATES);
    if (stops != NULL) session_find(session, stops, direction, false);
    else if (direction == FORWARDS) session_seek(session, UINT64_MAX);
    else session_seek(session, 0);
}

static void act_run_forward(Session *session, UNUSED int count)
{
    run(session, FORWARDS);
}

static void act_run_back(Session *session, UNUSED int count)
{
    run(session, BACKWARDS);
}

/* What the selected row of PANE is about; the name is valid as long as the View is. */
static Subject selected(Session *session, PaneId pane)
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
static bool selected_place(Session *session, Stop *place)
{
    Subject subject = selected(session, session->ui.focus);
    if (subject.kind != SUBJECT_LINE && subject.kind != SUBJECT_INSTR) subject = selected(session, PANE_source);
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

static void act_run_to_cursor(Session *session, int count)
{
    Stop place;
    char file[512] = "";
    if (!selected_place(session, &place)) return;
    if (place.text != NULL) snprintf(file, sizeof file, "%s", place.text);
    Predicate there = {.kind = place.kind, .line = place.line, .offset = place.offset, .code = place.code};
    if (file[0] != '\0') there.file = file;
    find_times(session, &there, FORWARDS, count);
}

static void act_first(Session *session, UNUSED int count)
{
    session_seek(session, 0);
}

static void act_last(Session *session, UNUSED int count)
{
    session_seek(session, UINT64_MAX);
}

static void act_go_to(Session *session, int count)
{
    if (count > 0) session_seek(session, (uint64_t)count);
    else act_command(session, 0);
}

static void find_call(Session *session, Direction direction, int count)
{
    Predicate leaves = {.kind = FIND_RETURN}, enters = {.kind = FIND_CALL, .any = &leaves};
    find_times(session, &enters, direction, count);
}

static void act_call_next(Session *session, int count) { find_call(session, FORWARDS, count); }
static void act_call_back(Session *session, int count) { find_call(session, BACKWARDS, count); }

static void find_phase(Session *session, Direction direction)
{
    static const Predicate phase = {.kind = FIND_GC_PHASE};
    if (!session_find(session, &phase, direction, true) && session->ui.message[0] == '\0') {
        ui_say(&session->ui, "no collection %s this step", direction == FORWARDS ? "after" : "before");
    }
}

static void act_gc_next(Session *session, UNUSED int count)
{
    find_phase(session, FORWARDS);
}

static void act_gc_back(Session *session, UNUSED int count)
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
    Subject subject = selected(session, session->ui.focus);
    Predicate change = {.kind = FIND_SLOT_CHANGE, .text = name, .frame = subject.frame};
    if (subject.kind == SUBJECT_SLOT || subject.kind == SUBJECT_GLOBAL) {
        snprintf(name, sizeof name, "%.*s", (int)subject.name.length, subject.name.bytes);
        if (subject.kind == SUBJECT_GLOBAL) change.frame = globals_frame(session->view);
    } else if (subject.object != 0) {
        change = (Predicate){.kind = FIND_RC_CHANGE, .object = subject.object};
        snprintf(name, sizeof name, "the refcount of #%u", subject.object);
    } else {
        ui_complain(&session->ui, "select a name (5) or an object (3, 6) first: Tab, j, k");
        return;
    }
    session_find_change(session, &change, direction, name);
}

static void act_change_next(Session *session, UNUSED int count)
{
    find_change(session, FORWARDS);
}

static void act_change_back(Session *session, UNUSED int count)
{
    find_change(session, BACKWARDS);
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

static void act_row_down(Session *session, int count) { move_row(session, (long)steps(count)); }
static void act_row_up(Session *session, int count) { move_row(session, -(long)steps(count)); }
static void act_page_down(Session *session, int count) { move_row(session, (long)steps(count) * (session->ui.rows / 2)); }
static void act_page_up(Session *session, int count) { move_row(session, -(long)steps(count) * (session->ui.rows / 2)); }

static void act_row_first(Session *session, UNUSED int count)
{
    if (session->ui.help) session->ui.help_top = 0;
    else select_row(session, 0);
}

static void act_row_last(Session *session, UNUSED int count)
{
    if (session->ui.help) session->ui.help_top = draw_help_most(&session->ui);
    else select_row(session, INT32_MAX);
}

static void act_follow(Session *session, UNUSED int count)
{
    UiState *ui = &session->ui;
    if (session->view != NULL && session->view->state == VIEW_WAITING_INPUT) {
        edit_line(ui, UI_INPUT);
        return;
    }
    Subject subject = selected(session, ui->focus);
    if (subject.kind == SUBJECT_FRAME) {
        ui->frame = subject.frame;
        session_refresh(session);
    } else if (subject.object != 0) {
        ui->object = subject.object;
        ui->cursor[PANE_heap] = -1;
        session_refresh(session);
        session_focus(session, PANE_heap);
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

static void act_frame_outer(Session *session, int count) { select_frame(session, (int)steps(count)); }
static void act_frame_inner(Session *session, int count) { select_frame(session, -(int)steps(count)); }

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

static void act_focus_next(Session *session, UNUSED int count)
{
    focus_by(session, 1);
}

static void act_focus_back(Session *session, UNUSED int count)
{
    focus_by(session, -1);
}

/* --- Screen */

static void act_zoom(Session *session, UNUSED int count)
{
    UiState *ui = &session->ui;
    if (session->zoom_is_lent) {
        session_focus(session, PANE_stack);
        return;
    }
    ui->zoom = !ui->zoom;
    session_rearrange(session);
}

static void act_preset(Session *session, int count)
{
    static const char *const names[UI_PRESETS] = {"frames and names", "memory", "x86"};
    UiState *ui = &session->ui;
    ui->preset = count > 0 ? (count - 1) % UI_PRESETS : (ui->preset + 1) % UI_PRESETS;
    session_rearrange(session);
    ui_say(ui, "arrangement: %s", names[ui->preset]);
}

static void act_detail(Session *session, int count)
{
    UiState *ui = &session->ui;
    ui->detail = count >= 1 && count <= UI_DETAILS ? count : ui->detail % UI_DETAILS + 1;
    if (pane_table[ui->focus].detail > ui->detail) ui->focus = PANE_source;
    session_rearrange(session);
    ui_say(ui, "level of detail: %d of %d", ui->detail, UI_DETAILS);
}

static void act_theme(Session *session, UNUSED int count)
{
    session->ui.theme = (Theme)((session->ui.theme + 1) % THEME_COUNT);
    ui_say(&session->ui, "theme: %s", theme_name(session->ui.theme));
}

static void act_glyphs(Session *session, UNUSED int count)
{
    session->ui.ascii = !session->ui.ascii;
}

static void act_x86(Session *session, UNUSED int count)
{
    UiState *ui = &session->ui;
    if (ui->focus == PANE_x86) ui->x86 = ui->x86 == X86_64 ? X86_32 : X86_64;
    else session_focus(session, PANE_x86);
}

/* Drawing the screen anew is done by whoever shows it: see screen.h. */
static void act_redraw(Session *session, UNUSED int count)
{
    session_refresh(session);
}

/* --- Ask and search */

static void act_explain(Session *session, UNUSED int count)
{
    session->ui.explain = !session->ui.explain;
}

static void act_predict(Session *session, UNUSED int count)
{
    session->ui.predict = !session->ui.predict;
}

static void act_search(Session *session, UNUSED int count)
{
    edit_line(&session->ui, UI_SEARCH);
}

static void search(Session *session, int direction)
{
    UiState *ui = &session->ui;
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

static void act_search_next(Session *session, UNUSED int count)
{
    search(session, 1);
}

static void act_search_back(Session *session, UNUSED int count)
{
    search(session, -1);
}

static void act_stop_toggle(Session *session, UNUSED int count)
{
    Stop stop;
    if (!selected_place(session, &stop)) return;
    Buf buf = BUF_INIT;
    stop_write(&stop, &buf);
    int added = stops_toggle(&session->ui.stops, stop);
    if (added < 0) ui_complain(&session->ui, "no memory for another breakpoint");
    else ui_say(&session->ui, "breakpoint %s: %s", added ? "set" : "removed", buf_text(&buf));
    buf_fini(&buf);
}

static void act_stop_list(Session *session, UNUSED int count)
{
    Buf buf = BUF_INIT;
    const Stops *stops = &session->ui.stops;
    for (size_t i = 0; i < stops->stops.length; i++) {
        buf_add_text(&buf, i == 0 ? "breakpoints: " : "; ");
        stop_write(&stops->stops.items[i], &buf);
    }
    ui_say(&session->ui, "%s", buf.length == 0 ? "no breakpoints; b sets one, :break fib too" : buf_text(&buf));
    buf_fini(&buf);
}

static void act_mark(Session *session, UNUSED int count)
{
    session->ui.mode = UI_MARK;
}

static void act_jump(Session *session, UNUSED int count)
{
    session->ui.mode = UI_JUMP;
}

static void act_cancel(Session *session, UNUSED int count)
{
    UiState *ui = &session->ui;
    if (ui->help || ui->explain) {
        ui->help = ui->explain = false;
    } else if (ui->zoom) {
        act_zoom(session, 0);
    } else {
        ui->cursor[ui->focus] = -1;
        ui->frame = -1;
        ui->object = 0;
        session_refresh(session);
    }
}

static void act_help(Session *session, UNUSED int count)
{
    session->ui.help = !session->ui.help;
    session->ui.help_top = 0;
}

static void act_quit(Session *session, UNUSED int count)
{
    if (session->ui.help || session->ui.explain) act_cancel(session, 0);
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
