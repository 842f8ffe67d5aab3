/* The fake run behind the timeline interface: every state is kept, so that seeking is an
   assignment and finding a walk; Views are made of a state when they are asked for. */
#include "tests/unit/fake_timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/fake_machine.h"

typedef struct FakeTimeline {
    Timeline base;
    FakeRun run;
    Arena *arena; /* of the last View */
    bool interrupted;
} FakeTimeline;

static FakeTimeline *fake_of(Timeline *timeline)
{
    return CONTAINER_OF(timeline, FakeTimeline, base);
}

/* --- Predicates: each looks at a state and the one before. */

static const FakeFrame *newest(const FakeState *state)
{
    return state->frame_count == 0 ? NULL : &state->frames[state->frame_count - 1];
}

static int line_of(const FakeState *state)
{
    const FakeFrame *frame = newest(state);
    return frame == NULL || state->phase >= 0 ? -1 : fake_instr(frame)->span.line;
}

static bool line_begins(const FakeState *now, const FakeState *before)
{
    if (line_of(now) <= 0 || before->phase >= 0) return false;
    return now->entered || (line_of(now) != line_of(before) && now->frame_count == before->frame_count);
}

static bool slot_changes(const FakeState *now, const FakeState *before, const Predicate *predicate)
{
    if (strcmp(predicate->text, "fib") == 0) return now->has_fib && !before->has_fib;
    return strcmp(predicate->text, "n") == 0 && now->entered && newest(now)->number == predicate->frame;
}

static bool is_opcode(const FakeState *now, const char *text)
{
    return now->phase < 0 && newest(now) != NULL && strcmp(fake_instr(newest(now))->name, text) == 0;
}

static bool holds_here(const FakeState *now, const FakeState *before, const Predicate *predicate)
{
    switch (predicate->kind) {
    case FIND_STEP:
    case FIND_USER: return true;
    case FIND_LINE: return line_begins(now, before);
    case FIND_LINE_AT: return line_begins(now, before) && line_of(now) == predicate->line;
    case FIND_FUNCTION: return now->entered && newest(now)->number > 0 && strcmp(predicate->text, "fib") == 0;
    case FIND_OPCODE: return is_opcode(now, predicate->text);
    case FIND_OFFSET:
        return now->phase < 0 && newest(now) != NULL && newest(now)->code == predicate->code &&
               fake_instr(newest(now))->offset == predicate->offset;
    case FIND_DEPTH: return now->phase < 0 && now->frame_count <= predicate->depth;
    case FIND_CALL: return now->entered;
    case FIND_RETURN: return is_opcode(now, "RETURN_VALUE");
    case FIND_RAISE: return false;
    case FIND_GC: return now->phase == 0;
    case FIND_GC_PHASE: return now->phase >= 0;
    case FIND_OUTPUT: return now->has_written && !before->has_written;
    case FIND_SLOT_CHANGE: return slot_changes(now, before, predicate);
    case FIND_FREE: return predicate->object == 31 && now->has_collected && !before->has_collected;
    case FIND_NEW: return predicate->object == 20 && is_opcode(before, "MAKE_FUNCTION");
    case FIND_RC_CHANGE: return predicate->object == 20 && now->has_fib && !before->has_fib;
    case FIND_PLACE_CHANGE:
    case FIND_CONDITION:
    case FIND_BECOMES:
    case FIND_WATCH: return false; /* nothing is evaluated in a run that is made up */
    }
    return false;
}

static bool holds(const FakeState *now, const FakeState *before, const Predicate *predicate)
{
    for (const Predicate *choice = predicate; choice != NULL; choice = choice->any) {
        bool all = true;
        for (const Predicate *each = choice; each != NULL && all; each = each->also) {
            all = holds_here(now, before, each);
        }
        if (all) return true;
    }
    return false;
}

/* --- The operations */

static TimelineStatus fake_seek(Timeline *timeline, uint64_t n)
{
    FakeTimeline *fake = fake_of(timeline);
    timeline->n = n < fake->run.length ? n : fake->run.length;
    if (timeline->n > timeline->known_length) timeline->known_length = timeline->n;
    if (timeline->n == fake->run.length) timeline->length_is_final = true;
    return TIMELINE_OK;
}

static TimelineStatus fake_find(Timeline *timeline, const Predicate *predicate, Direction direction)
{
    FakeTimeline *fake = fake_of(timeline);
    if (fake->interrupted) {
        fake->interrupted = false;
        return TIMELINE_INTERRUPTED;
    }
    uint64_t n = timeline->n;
    while (direction == FORWARDS ? n < fake->run.length : n > 0) {
        n += direction == FORWARDS ? 1 : (uint64_t)-1;
        const FakeState *now = &fake->run.states[n];
        if (!now->ended && holds(now, n > 0 ? now - 1 : now, predicate)) {
            fake_seek(timeline, n);
            return TIMELINE_OK;
        }
    }
    fake_seek(timeline, n);
    return TIMELINE_NOT_FOUND;
}

static TimelineStatus fake_feed(Timeline *timeline, const char *bytes, size_t length, bool end_of_file)
{
    (void)bytes, (void)length, (void)end_of_file;
    snprintf(timeline->message, sizeof timeline->message, "the program does not read");
    return TIMELINE_FAILED;
}

static void fake_interrupt(Timeline *timeline)
{
    fake_of(timeline)->interrupted = true;
}

static void fake_close(Timeline *timeline)
{
    FakeTimeline *fake = fake_of(timeline);
    arena_free(fake->arena);
    free(fake);
}

/* --- Views */

static EventText text_of(const char *text)
{
    return (EventText){text, strlen(text)};
}

static void *array(Arena *arena, size_t count, size_t size)
{
    void *items = arena_alloc(arena, count * size);
    viv_assert(items != NULL);
    return items;
}

static int64_t count_references(const FakeState *state, FakeValue value)
{
    int64_t count = value.kind == FAKE_FUNCTION ? state->has_fib : 3;
    for (size_t i = 0; i < state->frame_count; i++) {
        const FakeFrame *frame = &state->frames[i];
        count += frame->code == FAKE_FIB && fake_object(frame->n) == fake_object(value);
        count += frame->code == FAKE_FIB && value.kind == FAKE_FUNCTION;
        for (size_t j = 0; j < frame->depth; j++) {
            count += fake_object(frame->stack[j]) == fake_object(value);
        }
    }
    return count;
}

static ViewValue value_view(Arena *arena, const FakeState *state, FakeValue value)
{
    static const char *const types[] = {"", "NoneType", "int", "bool", "code", "function", "builtin_function_or_method"};
    static const char *const texts[] = {"", "None", "", "False", "<code fib>", "<function fib>", "<built-in function print>"};
    ViewValue view = {.is_null = value.kind == FAKE_NULL, .object = fake_object(value), .type = types[value.kind]};
    if (view.is_null) return view;
    view.is_simple = value.kind == FAKE_INT || value.kind == FAKE_BOOL || value.kind == FAKE_NONE;
    const char *text = value.kind == FAKE_INT ? arena_printf(arena, "%d", value.number) : texts[value.kind];
    view.text = text_of(value.kind == FAKE_BOOL && value.number ? "True" : text);
    view.refcount = count_references(state, value);
    return view;
}

static void frame_view(Arena *arena, const FakeState *state, size_t index, ViewFrame *view)
{
    const FakeFrame *frame = &state->frames[index];
    const ViewInstr *instr = fake_instr(frame);
    *view = (ViewFrame){.number = frame->number, .code = frame->code, .owner = "data stack", .filename = "fib.py"};
    view->back = index == 0 ? -1 : (int64_t)state->frames[index - 1].number;
    view->kind = frame->code == FAKE_FIB ? "function" : "module";
    view->qualname = frame->code == FAKE_FIB ? "fib" : "<module>";
    view->is_entry = index == 0;
    view->lasti = index + 1 == state->frame_count && state->phase < 0 ? instr->offset : (instr - 1)->offset;
    view->span = view->lasti == instr->offset ? instr->span : (instr - 1)->span;
    view->line = view->span.line > 0 ? view->span.line : 1;
    view->stacksize = 5;
    view->handler = -1;
    view->f_globals = 30;
    if (frame->code == FAKE_FIB) {
        view->localsplus.items = array(arena, 1, sizeof *view->localsplus.items);
        view->localsplus.length = 1;
        view->localsplus.items[0] =
            (ViewSlot){.kind = VIEW_LOCAL, .name = text_of("n"), .value = value_view(arena, state, frame->n)};
    }
    view->stack.items = array(arena, frame->depth + 1, sizeof *view->stack.items);
    view->stack.length = frame->depth;
    for (size_t i = 0; i < frame->depth; i++) {
        view->stack.items[i] = value_view(arena, state, frame->stack[i]);
    }
}

static void code_views(Arena *arena, View *view)
{
    view->codes.items = array(arena, 2, sizeof *view->codes.items);
    view->codes.length = 2;
    for (uint32_t id = FAKE_MODULE; id <= FAKE_FIB; id++) {
        ViewCode *code = &view->codes.items[id - 1];
        size_t length;
        const ViewInstr *instrs = fake_code(id, &length);
        *code = (ViewCode){.id = id, .source = 1, .filename = text_of("fib.py"), .firstlineno = 1, .stacksize = 5};
        code->name = code->qualname = text_of(id == FAKE_FIB ? "fib" : "<module>");
        code->arguments = id == FAKE_FIB;
        code->instrs.items = array(arena, length, sizeof *code->instrs.items);
        code->instrs.length = length;
        memcpy(code->instrs.items, instrs, length * sizeof *instrs);
    }
    view->sources.items = array(arena, 1, sizeof *view->sources.items);
    view->sources.length = 1;
    view->sources.items[0] = (ViewSource){.id = 1, .name = text_of("fib.py")};
    view->sources.items[0].lines.items = array(arena, ARRAY_LENGTH(fake_lines), sizeof(EventText));
    view->sources.items[0].lines.length = ARRAY_LENGTH(fake_lines);
    for (size_t i = 0; i < ARRAY_LENGTH(fake_lines); i++) {
        view->sources.items[0].lines.items[i] = text_of(fake_lines[i]);
    }
}

static void name_views(Arena *arena, const FakeState *state, View *view)
{
    static const char *const builtins[] = {"len", "print", "range"};
    const ViewFrame *focus = view_focus(view);
    if (focus == NULL) return;
    view->globals.items.items = array(arena, 2, sizeof(ViewName));
    ViewNames *globals = &view->globals;
    globals->items.items[globals->items.length++] =
        (ViewName){text_of("__name__"), {.is_simple = true, .object = 22, .type = "str", .text = text_of("'__main__'"), .refcount = 2}};
    if (state->has_fib) {
        globals->items.items[globals->items.length++] =
            (ViewName){text_of("fib"), value_view(arena, state, (FakeValue){FAKE_FUNCTION, 0})};
    }
    globals->total = globals->items.length;
    view->builtins.items.items = array(arena, ARRAY_LENGTH(builtins), sizeof(ViewName));
    view->builtins.items.length = ARRAY_LENGTH(builtins);
    view->builtins.total = 158;
    for (size_t i = 0; i < ARRAY_LENGTH(builtins); i++) {
        view->builtins.items.items[i] = (ViewName){text_of(builtins[i]), value_view(arena, state, (FakeValue){FAKE_PRINT, 0})};
    }
    if (focus->code == FAKE_MODULE) view->locals = view->globals;
    if (focus->code != FAKE_FIB) return;
    view->locals.items.items = array(arena, 1, sizeof(ViewName));
    view->locals.items.length = view->locals.total = 1;
    view->locals.items.items[0] = (ViewName){text_of("n"), focus->localsplus.items[0].value};
}

static void object_views(Arena *arena, const FakeState *state, View *view)
{
    ViewObject *objects = array(arena, 3, sizeof *objects);
    view->objects.items = objects;
    bool collecting = state->phase >= 0, moved = state->phase > 6 || (state->has_collected && !collecting);
    if (state->has_fib) {
        ViewObject *fib = &objects[view->objects.length++];
        *fib = (ViewObject){.id = 20, .size = 152, .address = 0x10001400, .is_container = true, .gc_refs = -1};
        fib->value = value_view(arena, state, (FakeValue){FAKE_FUNCTION, 0});
        fib->generation = moved;
        if (collecting) fib->gc_refs = state->phase >= 2 ? 1 : fib->value.refcount;
        fib->fields.items = array(arena, 1, sizeof(ViewEdge));
        fib->fields.length = fib->fields.total = 1;
        fib->fields.items[0] = (ViewEdge){19, text_of(".__code__"), value_view(arena, state, (FakeValue){FAKE_CODE, 0})};
        fib->holders.items = array(arena, 1, sizeof(ViewEdge));
        fib->holders.length = fib->holders.total = 1;
        fib->holders.items[0] = (ViewEdge){30, text_of("['fib']"), {.object = 30, .type = "dict", .text = text_of("{...}"), .refcount = 2}};
    }
    if (!state->has_collected) {
        ViewObject *node = &objects[view->objects.length++];
        *node = (ViewObject){.id = 31, .size = 48, .address = 0x10001500, .is_container = true, .gc_refs = -1};
        node->value = (ViewValue){.object = 31, .type = "Node", .text = text_of("<Node #31>"), .refcount = 1};
        node->is_unreachable = state->phase >= 4;
        if (collecting) node->gc_refs = state->phase >= 2 ? 0 : 1;
        node->fields.items = array(arena, 1, sizeof(ViewEdge));
        node->fields.length = node->fields.total = 1;
        node->fields.items[0] = (ViewEdge){31, text_of(".next"), node->value};
    }
    objects[view->objects.length++] = (ViewObject){
        .id = 103, .size = 28, .address = 0x10000900, .generation = -1, .gc_refs = -1, .value = value_view(arena, state, (FakeValue){FAKE_INT, 3})};
}

static void gc_view(Arena *arena, const FakeState *state, View *view)
{
    static const int thresholds[] = {700, 10, 10};
    view->gc = (ViewGc){.enabled = true, .collecting = -1, .long_lived_total = 300};
    for (size_t i = 0; i < 3; i++) {
        ViewGeneration *generation = &view->gc.generations[i];
        generation->threshold = thresholds[i];
        generation->members.items = array(arena, 3, sizeof(uint32_t));
    }
    for (size_t i = 0; i < view->objects.length; i++) {
        const ViewObject *object = &view->objects.items[i];
        if (object->generation < 0 || object->is_unreachable) continue;
        ViewGeneration *generation = &view->gc.generations[object->generation];
        generation->members.items[generation->members.length++] = object->id;
        generation->size++;
    }
    view->gc.generations[0].count = state->has_collected ? 0 : 312;
    view->gc.generations[1].count = state->has_collected;
    view->gc.generations[0].collections = state->has_collected;
    view->gc.generations[0].collected = state->has_collected;
    if (state->phase < 0) return;
    view->gc.collecting = 0;
    view->gc.phase = fake_phases[state->phase];
    view->gc.unreachable.items = array(arena, 1, sizeof(uint32_t));
    view->gc.unreachable.items[0] = 31;
    view->gc.unreachable.length = state->phase >= 4 && !state->has_collected;
}

static const View *fake_view(Timeline *timeline, const ViewRequest *request)
{
    FakeTimeline *fake = fake_of(timeline);
    const FakeState *state = &fake->run.states[timeline->n];
    arena_reset(fake->arena);
    View *view = array(fake->arena, 1, sizeof *view);
    view->n = timeline->n;
    view->state = state->ended ? VIEW_ENDED : state->phase >= 0 ? VIEW_AT_GC_PHASE : VIEW_AT_INSTRUCTION;
    view->end_reason = "exit";
    view->frames.items = array(fake->arena, FAKE_FRAMES, sizeof(ViewFrame));
    view->frames.length = view->frames.total = state->frame_count;
    for (size_t i = 0; i < state->frame_count; i++) {
        frame_view(fake->arena, state, state->frame_count - 1 - i, &view->frames.items[i]);
        if ((int64_t)view->frames.items[i].number == request->frame) view->focus = i;
    }
    code_views(fake->arena, view);
    name_views(fake->arena, state, view);
    object_views(fake->arena, state, view);
    gc_view(fake->arena, state, view);
    view->live_objects = 2040 + view->objects.length;
    view->heap_bytes = 183000;
    if (state->has_written) {
        view->output.items = array(fake->arena, 1, sizeof(ViewOutput));
        view->output.length = 1;
        view->output.items[0] = (ViewOutput){timeline->n, 1, text_of("2\n")};
    }
    return view;
}

static const TimelineOps fake_ops = {
    .seek = fake_seek,
    .find = fake_find,
    .view = fake_view,
    .feed = fake_feed,
    .interrupt = fake_interrupt,
    .close = fake_close,
};

Timeline *fake_timeline_new(void)
{
    FakeTimeline *fake = calloc(1, sizeof *fake);
    if (fake == NULL) return NULL;
    fake->base.ops = &fake_ops;
    fake->arena = arena_new();
    if (fake->arena == NULL) {
        free(fake);
        return NULL;
    }
    fake_run(&fake->run);
    return &fake->base;
}

const View *fake_view_at(Timeline *timeline, uint64_t n)
{
    static const ViewRequest request = {.frame = -1};
    return timeline_seek(timeline, n) == TIMELINE_OK ? timeline_view(timeline, &request) : NULL;
}
