/* Every move of a session goes through session_seek and session_find.  After a move, what was
   shown becomes what is compared with; a View is never kept over a call of the timeline. */
#include "ui/session.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "events/explain.h"
#include "ui/layout.h"
#include "ui/prompt.h"
#include "ui/shot.h"
#include "ui/watches.h"

#define NUMBER(n) ((unsigned long long)(n))

/* The machine is busy: says how far it is, if there is a screen to say it on. */
static void tell_progress(void *context, uint64_t n)
{
    Session *session = context;
    UiState *ui = &session->ui;
    if (session->paint == NULL) return;
    ui_say(ui, "at work: step %llu ... (^C stops)", NUMBER(n));
    session->paint(session, session->paint_context);
    ui->message[0] = '\0';
}

void session_init(Session *session, Timeline *timeline, int columns, int rows)
{
    *session = (Session){.timeline = timeline, .before = {.is_empty = true}, .shown = {.is_empty = true}};
    ui_state_init(&session->ui, columns, rows);
    timeline->progress = tell_progress;
    timeline->progress_context = session;
    session_refresh(session);
}

void session_fini(Session *session)
{
    recall_fini(&session->before);
    recall_fini(&session->shown);
    ui_state_fini(&session->ui);
    arena_free(session->tree_arena);
    lesson_free(session->lesson);
    vec_fini(&session->bindings);
    buf_fini(&session->clipboard);
    for (int i = 0; i < session->history_length; i++) free(session->history[i]);
}

/* The tree of the source that is looked at now; it is made once as long as the source stays the same. */
static void take_tree(Session *session)
{
    const ViewFrame *frame = view_focus(session->view);
    const ViewCode *code = frame == NULL ? NULL : view_code(session->view, frame->code);
    const ViewSource *source = code == NULL ? NULL : view_source(session->view, code->source);
    if (session->tree_arena == NULL || source == NULL || source->id == session->tree_source) return;
    arena_reset(session->tree_arena);
    session->ui.tree = (Tree){0};
    session->tree_source = source->id;
    if (!session->tree_make(session->tree_arena, source, &session->ui.tree)) session->ui.tree = (Tree){0};
}

void session_trees(Session *session, TreeFn make)
{
    session->tree_make = make;
    session->tree_arena = make == NULL ? NULL : arena_new();
    if (session->view != NULL) take_tree(session);
}

void session_lesson(Session *session, const char *program)
{
    char message[200];
    session->lesson = lesson_open(program, message, sizeof message);
    session->ui.lesson = session->lesson;
    if (message[0] != '\0') ui_complain(&session->ui, "%s", message);
    else if (session->lesson != NULL) ui_say(&session->ui, "L shows the lesson: %s", session->lesson->title == NULL ? "" : session->lesson->title);
}

void session_refresh(Session *session)
{
    UiState *ui = &session->ui;
    ViewRequest request = {.frame = ui->frame};
    if (ui->object != 0) {
        request.objects = &ui->object;
        request.object_count = 1;
    }
    ViewExpression expressions[UI_WATCHES];
    bool is_live = session->timeline->ops->save != NULL;
    request.expressions = expressions;
    request.expression_count = is_live ? watch_request(ui, expressions) : 0;
    session->view = timeline_view(session->timeline, &request);
    ui->known_length = session->timeline->known_length;
    ui->length_is_final = session->timeline->length_is_final;
    if (session->view == NULL) {
        ui_complain(ui, "%s", session->timeline->message);
        return;
    }
    ui->is_over = session->view->frames.length == 0;
    take_tree(session);
    if (recall_take(&session->shown, session->view) < 0) ui_complain(ui, "no memory to mark changes");
}

/* --- Sights: what a single step showed */

static void add_sight(UiState *ui, uint64_t n, char kind)
{
    size_t at = ui->sights.length;
    if (kind == '\0') return;
    while (at > 0 && ui->sights.items[at - 1].n >= n) at--;
    if (at < ui->sights.length && ui->sights.items[at].n == n) {
        if (kind == 'B' || kind == 'x' || kind == 'G') ui->sights.items[at].kind = kind;
        return;
    }
    if (vec_push(&ui->sights, ((Sight){n, kind})) < 0) return; /* one mark less on a bar */
    memmove(&ui->sights.items[at + 1], &ui->sights.items[at], (ui->sights.length - 1 - at) * sizeof(Sight));
    ui->sights.items[at] = (Sight){n, kind};
}

static void note_sights(Session *session)
{
    const View *view = session->view;
    if (view == NULL) return;
    bool starts = view->state == VIEW_AT_GC_PHASE && view->gc.phase != NULL && strcmp(view->gc.phase, "start") == 0;
    if (starts) add_sight(&session->ui, view->n, 'G');
    bool is_next = view->n == session->last_n + 1, is_previous = view->n + 1 == session->last_n;
    if (view->exception.length > 0) add_sight(&session->ui, view->n, 'x');
    size_t depth = view->frames.total, before = session->last_depth;
    if (is_next && view->output.length != session->last_output) add_sight(&session->ui, view->n, 'o');
    if ((is_next && depth > before) || (is_previous && depth < before)) {
        add_sight(&session->ui, is_next ? view->n : session->last_n, 'v');
    }
    if ((is_next && depth < before) || (is_previous && depth > before)) {
        add_sight(&session->ui, is_next ? view->n : session->last_n, '^');
    }
    session->last_n = view->n;
    session->last_depth = depth;
    session->last_output = view->output.length;
}

void session_sight(Session *session, char kind)
{
    add_sight(&session->ui, session->timeline->n, kind);
}

/* The position is another one: what was shown is the past now. */
static void session_moved(Session *session)
{
    Recall past = session->shown;
    session->shown = session->before;
    session->before = past;
    session->ui.frame = -1;
    session->ui.cursor[PANE_source] = session->ui.cursor[PANE_bytecode] = -1;
    session->ui.cursor[PANE_output] = -1;
    session->ui.verdict[0] = '\0';
    session_refresh(session);
    note_sights(session);
    bool waits = session->view != NULL && session->view->state == VIEW_WAITING_INPUT;
    if (waits && session->ui.message[0] == '\0') ui_say(&session->ui, "the program waits for input: Enter, and type it");
}

/* --- Moves */

static void say_status(Session *session, TimelineStatus status)
{
    switch (status) {
    case TIMELINE_OK: break;
    case TIMELINE_NOT_FOUND: break;
    case TIMELINE_INTERRUPTED: ui_say(&session->ui, "stopped by ^C"); break;
    case TIMELINE_CRASHED: ui_complain(&session->ui, "the machine died: %s", session->timeline->message); break;
    case TIMELINE_FAILED: ui_complain(&session->ui, "%s", session->timeline->message); break;
    }
}

/* Why there was no step to take. */
static void say_stuck(Session *session, bool forwards)
{
    const View *view = session->view;
    if (!forwards) ui_say(&session->ui, "this is the beginning");
    else if (view != NULL && view->state == VIEW_WAITING_INPUT) ui_say(&session->ui, "the program waits for input: press Enter and type it");
    else ui_say(&session->ui, "the program has ended; Left goes back");
}

void session_seek(Session *session, uint64_t n)
{
    uint64_t before = session->timeline->n;
    TimelineStatus status = timeline_seek(session->timeline, n);
    if (session->timeline->n != before) session_moved(session);
    else if (status == TIMELINE_OK && n != before) say_stuck(session, n > before);
    say_status(session, status);
}

void session_note_jump(Session *session)
{
    UiState *ui = &session->ui;
    uint64_t n = session->timeline->n;
    if (ui->jump_at < ui->jump_count) ui->jump_count = ui->jump_at; /* what lay ahead is another way */
    if (ui->jump_count > 0 && ui->jumps[ui->jump_count - 1] == n) ui->jump_count--;
    if (ui->jump_count == UI_JUMPS) {
        memmove(ui->jumps, ui->jumps + 1, (UI_JUMPS - 1) * sizeof ui->jumps[0]);
        ui->jump_count--;
    }
    ui->jumps[ui->jump_count++] = n;
    ui->jump_at = ui->jump_count;
}

void session_jump(Session *session, uint64_t n)
{
    session_note_jump(session);
    session_seek(session, n);
}

bool session_jump_along(Session *session, int direction)
{
    UiState *ui = &session->ui;
    int at = ui->jump_at + direction;
    if (direction < 0 && ui->jump_at == ui->jump_count) {
        session_note_jump(session); /* so that one can come back here */
        at = ui->jump_count - 2;
    }
    if (at < 0 || at >= ui->jump_count) {
        ui_say(ui, direction < 0 ? "no jump before" : "no jump after");
        return false;
    }
    ui->jump_at = at;
    session_seek(session, ui->jumps[at]);
    return true;
}

static char sight_of(PredicateKind kind)
{
    switch (kind) {
    case FIND_CALL: return 'v';
    case FIND_RETURN: return '^';
    case FIND_RAISE: return 'x';
    case FIND_GC: return 'G';
    case FIND_OUTPUT: return 'o';
    case FIND_LINE: case FIND_DEPTH: case FIND_STEP: case FIND_USER: case FIND_GC_PHASE: return '\0'; /* steps, not searches */
    default: return '/';
    }
}

bool session_find(Session *session, const Predicate *predicate, Direction direction, bool stays)
{
    uint64_t before = session->timeline->n;
    TimelineStatus status = timeline_find(session->timeline, predicate, direction);
    if (status == TIMELINE_NOT_FOUND && stays) status = timeline_seek(session->timeline, before);
    else if (status == TIMELINE_OK) stays = false;
    if (session->timeline->n != before) session_moved(session);
    else if (!stays && status != TIMELINE_INTERRUPTED) say_stuck(session, direction == FORWARDS);
    say_status(session, status);
    if (status == TIMELINE_OK && !stays) session_sight(session, sight_of(predicate->kind));
    return status == TIMELINE_OK && !stays;
}

/* --- Predictions */

void session_answer(Session *session, const char *answer)
{
    UiState *ui = &session->ui;
    Buf truth = BUF_INIT, sentence = BUF_INIT;
    PredictKind kind = ui->asked;
    const ViewFrame *frame = session->view == NULL ? NULL : view_focus(session->view);
    const ViewInstr *instr = frame == NULL ? NULL : view_instr(view_code(session->view, frame->code), frame->lasti);
    int32_t next = instr == NULL ? -1 : instr->next;
    uint64_t n = session->timeline->n;
    if (session->view != NULL) explain_next(session->view, &sentence);
    session_seek(session, n + 1);
    if (session->timeline->n == n + 1 && session->view != NULL) {
        predict_truth(kind, session->view, next, &truth);
        ui->was_right = predict_agrees(kind, answer, buf_text(&truth));
        ui->predicted++;
        ui->right += ui->was_right;
        if (ui->was_right) snprintf(ui->verdict, sizeof ui->verdict, "Right, %s.  %s", buf_text(&truth), buf_text(&sentence));
        else snprintf(ui->verdict, sizeof ui->verdict, "Not %s: it is %s.  %s", answer[0] == '\0' ? "known" : answer, buf_text(&truth), buf_text(&sentence));
        ui_say(ui, "%d of %d predictions right", ui->right, ui->predicted);
    }
    buf_fini(&truth);
    buf_fini(&sentence);
}

void session_find_change(Session *session, const Predicate *predicate, Direction direction, const char *what)
{
    session_note_jump(session);
    if (!session_find(session, predicate, direction, true)) {
        if (session->ui.message[0] == '\0') {
            ui_say(&session->ui, "no change of %s %s this step", what, direction == FORWARDS ? "after" : "before");
        }
        return;
    }
    uint64_t n = session->timeline->n;
    Buf buf = BUF_INIT;
    ViewRequest request = {.frame = -1};
    if (timeline_seek(session->timeline, n - 1) == TIMELINE_OK) {
        const View *view = timeline_view(session->timeline, &request);
        if (view != NULL) explain_next(view, &buf);
        /* The screen then marks what this one step has changed. */
        if (view != NULL && recall_take(&session->before, view) < 0) ui_complain(&session->ui, "no memory to mark changes");
    }
    TimelineStatus status = timeline_seek(session->timeline, n);
    session_refresh(session);
    ui_say(&session->ui, "step %llu did it: %s", NUMBER(n - 1), buf_text(&buf));
    say_status(session, status);
    buf_fini(&buf);
}

/* --- Focus */

void session_rearrange(Session *session)
{
    Layout layout;
    UiState *ui = &session->ui;
    if (session->zoom_is_lent) ui->zoom = false;
    session->zoom_is_lent = false;
    layout_make(ui, &layout);
    if (layout.too_small || layout_box(&layout, ui->focus) != NULL) return;
    ui->zoom = session->zoom_is_lent = true;
}

void session_focus(Session *session, PaneId pane)
{
    session->ui.focus = pane;
    session_rearrange(session);
}

void session_select_object(Session *session, uint32_t object)
{
    UiState *ui = &session->ui;
    if (ui->object != 0 && ui->object != object) {
        if (ui->trail_length == UI_TRAIL) {
            memmove(ui->trail, ui->trail + 1, (UI_TRAIL - 1) * sizeof ui->trail[0]);
            ui->trail_length--;
        }
        ui->trail[ui->trail_length++] = ui->object;
    }
    ui->object = object;
    ui->cursor[PANE_heap] = -1;
    session_refresh(session);
    session_focus(session, PANE_heap);
}

void session_rows(Session *session, PaneId pane, Rows *rows)
{
    Layout layout;
    layout_make(&session->ui, &layout);
    const LayoutBox *box = layout_box(&layout, pane);
    int width = box == NULL ? session->ui.columns : box->width - 2;
    rows->ascii = session->ui.ascii;
    if (session->view == NULL) return;
    draw_rows(session->view, &session->before, &session->ui, pane, width, box == NULL ? 20 : box->height - 2, rows);
}

int session_shot(Session *session, const char *path)
{
    const UiState *ui = &session->ui;
    Grid grid;
    if (grid_init(&grid, ui->columns, ui->rows, ui->ascii) < 0) {
        errno = ENOMEM;
        return -1;
    }
    draw_screen(session->view, &session->before, ui, &grid);
    int status = shot_write(&grid, ui->theme, path);
    int error = errno;
    grid_fini(&grid);
    errno = error;
    return status;
}

void session_click(Session *session, int x, int y)
{
    Layout layout;
    layout_make(&session->ui, &layout);
    for (int i = 0; i < layout.count && !layout.too_small; i++) {
        const LayoutBox *box = &layout.boxes[i];
        int inset = layout.has_borders ? 1 : 0, row = y - box->y - inset, height = box->height - 2 * inset;
        if (x < box->x + inset || x >= box->x + box->width - inset || row < 0 || row >= height) continue;
        PaneId pane = box->pane;
        Rows rows = {0};
        session_rows(session, pane, &rows);
        size_t first = draw_first_row(pane_anchor(&rows, &session->ui, pane), rows.rows.length, height);
        if (first + (size_t)row < rows.rows.length) session->ui.cursor[pane] = (int)first + row;
        rows_fini(&rows);
        session_focus(session, pane);
        return;
    }
}

/* --- Keys */

static void take_digit(Session *session, int digit)
{
    UiState *ui = &session->ui;
    session->count = session->count > 100000000 ? session->count : session->count * 10 + digit;
    session->digits++;
    if (session->digits == 1) {
        session->focus_before = ui->focus;
        session->zoom_before = session->zoom_is_lent;
        for (int i = 0; i < PANE_COUNT; i++) {
            if (pane_table[i].key == '0' + digit) session_focus(session, (PaneId)i);
        }
    } else if (session->digits == 2) {
        session_focus(session, session->focus_before);
    }
    if (session->digits > 1) ui_say(ui, "%d", session->count);
}

static void take_mark(Session *session, int key)
{
    UiState *ui = &session->ui;
    bool sets = ui->mode == UI_MARK;
    ui->mode = UI_KEYS;
    if (!sets && key == '\'') {
        uint64_t target = ui->jump_count == 0 ? 0 : ui->jumps[ui->jump_count - 1];
        session_jump(session, target);
    } else if (key < 'a' || key > 'z') {
        ui_say(ui, "marks are letters from a to z");
    } else if (sets) {
        ui->marks[key - 'a'] = session->timeline->n + 1;
        ui_say(ui, "step %llu is marked %c: '%c goes back to it", NUMBER(session->timeline->n), key, key);
    } else if (ui->marks[key - 'a'] == 0) {
        ui_complain(ui, "no step is marked %c", key);
    } else {
        session_jump(session, ui->marks[key - 'a'] - 1);
    }
}

static Action action_of(const Session *session, int key)
{
    for (size_t i = session->bindings.length; i-- > 0;) {
        if (session->bindings.items[i].key == key) return session->bindings.items[i].action;
    }
    return key_action(key);
}

void session_play(Session *session)
{
    UiState *ui = &session->ui;
    uint64_t n = session->timeline->n;
    session_act(session, ui->play > 0 ? ACTION_instr_forward : ACTION_instr_back, 0);
    if (session->timeline->n == n) ui->play = 0;
}

void session_key(Session *session, int key)
{
    UiState *ui = &session->ui;
    if (key == KEYCODE_RESIZE || key == KEYCODE_NONE) return;
    ui->message[0] = '\0';
    if (ui->play != 0) {
        ui->play = 0;
        ui_say(ui, "stopped playing");
        return;
    }
    if (ui->mode == UI_MARK || ui->mode == UI_JUMP) {
        take_mark(session, key);
    } else if (ui->mode != UI_KEYS) {
        prompt_key(session, key);
    } else if (key >= '0' && key <= '9') {
        take_digit(session, key - '0');
    } else {
        int count = session->digits > 1 || key == 'g' ? session->count : 0;
        session->count = session->digits = 0;
        Action action = action_of(session, key);
        if (action < ACTION_COUNT) session_act(session, action, count);
        else ui_say(ui, "no such key; ? lists the keys");
    }
}
