/* The bytecode of the focused frame: the current instruction marked, jumps drawn as arrows at
   the left, the handler that is in force named. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/pane.h"

enum { LANES_MOST = 3, LANE_NONE = -1 };

void pane_bytecode_describe(const Scene *scene, Buf *buf)
{
    const ViewFrame *frame = view_focus(scene->view);
    if (frame == NULL) return;
    buf_add_text(buf, pane_frame_name(frame));
    if (frame->handler >= 0) buf_printf(buf, "  try -> %d", (int)frame->handler);
}

/* An arrow goes from one instruction to another in a lane: 0 lies next to the text. */
typedef struct Arrow {
    size_t from, to; /* indices of instructions */
    int lane;        /* LANE_NONE: there was no room */
} Arrow;

typedef struct Arrows {
    Arrow *items; /* owned */
    size_t length;
    int lanes;
} Arrows;

static size_t arrow_low(const Arrow *arrow) { return arrow->from < arrow->to ? arrow->from : arrow->to; }
static size_t arrow_high(const Arrow *arrow) { return arrow->from < arrow->to ? arrow->to : arrow->from; }

/* Short arrows first: they lie inside the long ones, nearer to the text. */
static int arrow_compare(const void *left, const void *right)
{
    const Arrow *a = left, *b = right;
    size_t length_a = arrow_high(a) - arrow_low(a), length_b = arrow_high(b) - arrow_low(b);
    if (length_a != length_b) return length_a < length_b ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

static bool arrows_meet(const Arrow *a, const Arrow *b)
{
    return arrow_low(a) <= arrow_high(b) && arrow_low(b) <= arrow_high(a);
}

/* Gives each arrow the innermost lane in which it meets no other. */
static void choose_lanes(Arrows *arrows, int most)
{
    for (size_t i = 0; i < arrows->length; i++) {
        Arrow *arrow = &arrows->items[i];
        arrow->lane = 0;
        for (size_t j = 0; j < i && arrow->lane < most; j++) {
            const Arrow *other = &arrows->items[j];
            if (other->lane == arrow->lane && arrows_meet(arrow, other)) {
                arrow->lane++;
                j = (size_t)-1;
            }
        }
        if (arrow->lane >= most) arrow->lane = LANE_NONE;
        else if (arrow->lane >= arrows->lanes) arrows->lanes = arrow->lane + 1;
    }
}

static Arrows arrows_make(const ViewCode *code, int most)
{
    Arrows arrows = {.items = calloc(code->instrs.length + 1, sizeof(Arrow))};
    if (arrows.items == NULL) return arrows;
    for (size_t i = 0; i < code->instrs.length; i++) {
        const ViewInstr *target = view_instr(code, code->instrs.items[i].target);
        if (code->instrs.items[i].target < 0 || target == NULL) continue;
        arrows.items[arrows.length++] = (Arrow){i, (size_t)(target - code->instrs.items), 0};
    }
    qsort(arrows.items, arrows.length, sizeof(Arrow), arrow_compare);
    choose_lanes(&arrows, most);
    return arrows;
}

/* What is drawn of the arrows beside instruction INDEX in LANE, as the arms of a cell; *points: an
   arrow ends here. */
static int lane_arms(const Arrows *arrows, size_t index, int lane, bool *points)
{
    int arms = 0;
    for (size_t i = 0; i < arrows->length; i++) {
        const Arrow *arrow = &arrows->items[i];
        bool is_end = index == arrow->from || index == arrow->to;
        if (arrow->lane < lane || index < arrow_low(arrow) || index > arrow_high(arrow)) continue;
        if (is_end && index == arrow->to) *points = true;
        if (arrow->lane > lane) {
            if (is_end) arms |= GRID_LEFT | GRID_RIGHT;
        } else if (is_end) {
            arms |= GRID_RIGHT;
            if (index != arrow_high(arrow)) arms |= GRID_DOWN;
            if (index != arrow_low(arrow)) arms |= GRID_UP;
        } else {
            arms |= GRID_UP | GRID_DOWN;
        }
    }
    return arms;
}

static void add_lanes(Rows *rows, const Arrows *arrows, size_t index)
{
    Grid glyphs = {.ascii = rows->ascii};
    bool points = false;
    int arms = 0;
    for (int lane = arrows->lanes; lane-- > 0;) {
        arms = lane_arms(arrows, index, lane, &points);
        Cell cell = {.text = " ", .arms = (uint8_t)arms};
        rows_add(rows, ROLE_border, grid_glyph(&glyphs, &cell));
    }
    if (arrows->lanes == 0) return;
    Cell line = {.text = " ", .arms = GRID_LEFT | GRID_RIGHT};
    rows_add(rows, ROLE_border, points ? ">" : arms & GRID_RIGHT ? grid_glyph(&glyphs, &line) : " ");
}

/* "x12" at the right end of the row, which loses what is there. */
static void add_count(const Scene *scene, Rows *rows, uint64_t count)
{
    enum { COLUMNS = 6 };
    char text[24];
    if (count < 100000) snprintf(text, sizeof text, "x%llu", (unsigned long long)count);
    else if (count < 100000000) snprintf(text, sizeof text, "x%lluk", (unsigned long long)count / 1000);
    else snprintf(text, sizeof text, "x%lluM", (unsigned long long)count / 1000000);
    if (!scene->ui->plain) rows_cut(rows, scene->width - COLUMNS);
    rows_pad(rows, scene->ui->plain ? 0 : scene->width - (int)strlen(text));
    rows_add(rows, count > 0 ? ROLE_accent : ROLE_dim, text);
}

static void add_instr(const Scene *scene, Rows *rows, const ViewFrame *frame, const ViewCode *code, size_t index)
{
    const ViewInstr *instr = &code->instrs.items[index];
    bool is_current = instr->offset == frame->lasti;
    bool stops = stops_has_offset(&scene->ui->stops, code->id, instr->offset);
    Role role = is_current ? ROLE_accent : ROLE_normal;
    rows_add(rows, stops ? ROLE_error : ROLE_accent, stops ? "B" : is_current ? "=" : " ");
    rows_add(rows, ROLE_accent, is_current ? ">" : " ");
    rows_printf(rows, ROLE_dim, "%3d ", (int)instr->offset);
    rows_printf(rows, role, "%-13s", instr->name);
    if (instr->arg >= 0) rows_printf(rows, role, " %lld", (long long)instr->arg);
    if (instr->words != NULL && instr->words[0] != '\0') rows_printf(rows, role, " (%s)", instr->words);
    if (scene->ui->plain && instr->is_target) rows_add(rows, ROLE_dim, " <- jumped to");
    if (instr->offset == frame->handler) rows_add(rows, ROLE_error, " <- handler in force");
}

void pane_bytecode_build(const Scene *scene, Rows *rows)
{
    const ViewFrame *frame = view_focus(scene->view);
    const ViewCode *code = frame == NULL ? NULL : view_code(scene->view, frame->code);
    if (code == NULL) {
        rows_line(rows, ROLE_dim, "(no frame is left)");
        return;
    }
    Arrows arrows = arrows_make(code, scene->ui->plain ? 0 : scene->width < 30 ? 0 : scene->width < 40 ? 1 : LANES_MOST);
    int line = -1;
    bool is_narrow = scene->width < 30 && !scene->ui->plain; /* names need the room most */
    for (size_t i = 0; i < code->instrs.length; i++) {
        const ViewInstr *instr = &code->instrs.items[i];
        Subject subject = {.kind = SUBJECT_INSTR, .code = code->id, .offset = instr->offset, .frame = frame->number};
        rows_begin(rows, subject);
        bool begins_line = instr->span.line > 0 && instr->span.line != line;
        if (scene->ui->plain && begins_line) rows_printf(rows, ROLE_dim, "line %d:", instr->span.line);
        else if (is_narrow) rows_add(rows, ROLE_dim, "");
        else if (begins_line) rows_printf(rows, ROLE_dim, "%3d", instr->span.line);
        else rows_add(rows, ROLE_dim, "   ");
        if (instr->span.line > 0) line = instr->span.line;
        add_lanes(rows, &arrows, i);
        if (instr->offset == frame->lasti) rows_mark_current(rows);
        add_instr(scene, rows, frame, code, i);
        if (scene->view->has_tally) add_count(scene, rows, instr->executed);
    }
    free(arrows.items);
}
