/* A View of the state that a trace tells.  Kept true: what the trace has is as the live machine's
   View has it; what it has not is empty, zero, or -1. */
#include <stdlib.h>
#include <string.h>

#include "code/opcode.h"
#include "events/explain.h"
#include "traces/replay.h"

enum { MOST_FRAMES = 64, MOST_NAMES = 64, MOST_OBJECTS = 64, MOST_MEMBERS = 64, MOST_EDGES = 200, MOST_OUTPUT = 1 << 14 };

typedef struct Making {
    const Replay *replay;
    const ViewRequest *request;
    View *view;
    Arena *arena;
    Buf text;
    bool is_full;
} Making;

static void *make_array(Making *making, size_t count, size_t size)
{
    void *items = arena_alloc(making->arena, count * size + 1);
    if (items == NULL) making->is_full = true;
    return items;
}

#define MAKE_ARRAY(making, array, count) ((array).items = make_array((making), (count), sizeof *(array).items))

static size_t limit_of(uint32_t asked, size_t otherwise)
{
    return asked != 0 ? asked : otherwise;
}

static EventText take_text(Making *making)
{
    char *copy = arena_copy(making->arena, buf_text(&making->text), making->text.length);
    EventText text = {copy == NULL ? "" : copy, copy == NULL ? 0 : making->text.length};
    if (copy == NULL) making->is_full = true;
    buf_clear(&making->text);
    return text;
}

static const char *word_of(Making *making, EventText text)
{
    buf_add(&making->text, text.bytes, text.length);
    return take_text(making).bytes;
}

static ViewValue value_of(Making *making, EventValue value)
{
    if (value.kind == EVENT_VALUE_NULL) return (ViewValue){.is_null = true, .type = "", .refcount = -1};
    ViewValue view = {.refcount = -1};
    if (value.kind == EVENT_VALUE_TEXT) {
        view.is_simple = true;
        view.text = value.text;
        view.type = replay_simple_type(value.text);
        return view;
    }
    const ReplayObject *object = replay_object(making->replay, value.object);
    replay_text(making->replay, value, &making->text);
    view.text = take_text(making);
    view.object = value.object;
    view.type = object == NULL ? "?" : word_of(making, object->type);
    if (object != NULL) view.refcount = object->refcount;
    return view;
}

/* --- frames */

/* A Python function that is called in the same loop takes its arguments from the caller's stack at
   once: what CALL had of them is gone while the call lasts. */
static size_t depth_during_call(const Replay *replay, const ReplayFrame *frame)
{
    size_t depth = frame->stack.length;
    const ReplayInstr *instr = replay_instr(frame->code, frame->pc);
    if (instr == NULL || instr->opcode != OP_CALL || depth < (size_t)instr->op.arg + 2) return depth;
    size_t place = depth - (size_t)instr->op.arg - 2;
    EventValue callee = frame->stack.items[place];
    if (callee.kind == EVENT_VALUE_NULL) callee = frame->stack.items[place + 1];
    const ReplayObject *object = callee.kind == EVENT_VALUE_OBJECT ? replay_object(replay, callee.object) : NULL;
    if (object == NULL) return depth;
    bool is_python = object->type.length == 8 && memcmp(object->type.bytes, "function", 8) == 0;
    return is_python ? place : depth;
}

static void fill_slots(Making *making, ViewFrame *view, const ReplayFrame *frame, bool is_newest)
{
    const ReplayCode *code = frame->code;
    if (MAKE_ARRAY(making, view->localsplus, code->slot_count) == NULL) return;
    for (size_t i = 0; i < code->slot_count; i++) {
        view->localsplus.items[view->localsplus.length++] =
            (ViewSlot){code->kinds[i], code->slots[i], frame->slots[i].cell,
                       value_of(making, replay_slot_value(making->replay, &frame->slots[i]))};
    }
    size_t depth = is_newest ? frame->stack.length : depth_during_call(making->replay, frame);
    if (depth < frame->stack.length) view->lasti = replay_instr(code, frame->pc)->next - 2; /* behind CALL's caches */
    if (MAKE_ARRAY(making, view->stack, depth) == NULL) return;
    for (size_t i = 0; i < depth; i++) view->stack.items[view->stack.length++] = value_of(making, frame->stack.items[i]);
}

static int32_t handler_at(const ReplayCode *code, int64_t pc)
{
    for (size_t i = 0; i < code->event.handlers.length; i++) {
        const EventHandler *row = &code->event.handlers.items[i];
        if (row->start <= pc && pc < row->end) return (int32_t)row->target;
    }
    return -1;
}

static void fill_frame(Making *making, ViewFrame *view, const ReplayFrame *frame, bool is_newest)
{
    const ReplayCode *code = frame->code;
    const ReplayInstr *instr = replay_instr(code, frame->pc);
    const ReplaySource *source = library_source(making->replay->library, code->event.source);
    *view = (ViewFrame){
        .number = (uint32_t)frame->number,
        .back = frame->back,
        .code = code->event.id,
        .kind = word_of(making, (EventText){frame->kind, strlen(frame->kind)}),
        .owner = frame->is_generator ? "generator" : "data stack",
        .lasti = frame->pc < 0 ? -2 : (int32_t)frame->pc,
        .line = (int32_t)frame->line,
        .span = instr == NULL ? (EventSpan){-1, -1, -1, -1} : instr->op.span,
        .qualname = word_of(making, code->event.qualname),
        .filename = source == NULL ? "" : word_of(making, source->name),
        .stacksize = (int32_t)code->event.stacksize,
        .handler = frame->pc < 0 ? -1 : handler_at(code, frame->pc),
        .f_globals = frame->globals,
        .f_locals = frame->names,
        .f_code = code->event.id,
    };
    fill_slots(making, view, frame, is_newest);
}

static void fill_frames(Making *making)
{
    View *view = making->view;
    const Replay *replay = making->replay;
    size_t most = limit_of(making->request->max_frames, MOST_FRAMES), total = replay->chain.length;
    making->view->thread = (uint32_t)replay->thread;
    size_t count = total < most ? total : most;
    view->frames.total = total;
    if (MAKE_ARRAY(making, view->frames, count) == NULL) return;
    for (size_t i = 0; i < count; i++) {
        const ReplayFrame *frame = replay->chain.items[total - 1 - i];
        fill_frame(making, &view->frames.items[i], frame, i == 0);
        if (making->request->frame == frame->number) view->focus = i;
        view->frames.length++;
    }
}

/* --- codes and sources */

static void fill_code(Making *making, ViewCode *view, const ReplayCode *code)
{
    const ReplaySource *source = library_source(making->replay->library, code->event.source);
    *view = (ViewCode){.id = code->event.id,
                       .source = code->event.source,
                       .name = code->event.name,
                       .qualname = code->event.qualname,
                       .filename = source == NULL ? (EventText){"", 0} : source->name,
                       .firstlineno = (int32_t)code->event.firstlineno,
                       .flags = (int32_t)code->event.flags,
                       .stacksize = (int32_t)code->event.stacksize,
                       .arguments = (int32_t)code->event.arguments};
    size_t count = code->event.ops.length;
    if (MAKE_ARRAY(making, view->instrs, count) == NULL) return;
    for (size_t i = 0; i < count; i++) {
        const ReplayInstr *instr = &code->instrs[i];
        view->instrs.items[i] = (ViewInstr){.offset = (int32_t)instr->op.offset,
                                            .next = instr->next,
                                            .opcode = (uint8_t)instr->opcode,
                                            .arg = instr->op.arg,
                                            .target = instr->target,
                                            .is_target = instr->is_target,
                                            .name = instr->op.name,
                                            .words = instr->op.words.bytes,
                                            .span = instr->op.span};
    }
    view->instrs.length = count;
    view->handlers.items = (EventHandler *)(uintptr_t)code->event.handlers.items;
    view->handlers.length = code->event.handlers.length;
}

static void fill_source(Making *making, ViewSource *view, const ReplaySource *source)
{
    size_t count = 1;
    const char *at = source->text.bytes, *end = at + source->text.length;
    for (size_t i = 0; i < source->text.length; i++) count += at[i] == '\n';
    *view = (ViewSource){.id = source->id, .name = source->name};
    if (MAKE_ARRAY(making, view->lines, count) == NULL) return;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL) stop = end;
        size_t length = (size_t)(stop - at);
        if (length > 0 && at[length - 1] == '\r') length--;
        view->lines.items[view->lines.length++] = (EventText){at, length};
        at = stop + 1;
    }
}

static void fill_codes(Making *making)
{
    View *view = making->view;
    size_t count = view->frames.length;
    if (MAKE_ARRAY(making, view->codes, count) == NULL || MAKE_ARRAY(making, view->sources, count) == NULL) return;
    for (size_t i = 0; i < count && !making->is_full; i++) {
        if (view_code(view, view->frames.items[i].code) != NULL) continue;
        const ReplayCode *code = library_code(making->replay->library, view->frames.items[i].code);
        fill_code(making, &view->codes.items[view->codes.length++], code);
        const ReplaySource *source = library_source(making->replay->library, code->event.source);
        if (source == NULL || view_source(view, source->id) != NULL) continue;
        fill_source(making, &view->sources.items[view->sources.length++], source);
    }
}

/* --- names */

/* A key's repr without its quotes. */
static EventText bare_name(EventText repr)
{
    bool is_quoted = repr.length >= 2 && (repr.bytes[0] == '\'' || repr.bytes[0] == '"');
    return is_quoted ? (EventText){repr.bytes + 1, repr.length - 2} : repr;
}

static void names_of_dict(Making *making, ViewNames *names, uint32_t id)
{
    const ReplayObject *dict = id == 0 ? NULL : replay_object(making->replay, id);
    size_t most = limit_of(making->request->max_names, MOST_NAMES);
    if (dict == NULL) return;
    names->total = dict->fields.length;
    if (MAKE_ARRAY(making, names->items, names->total) == NULL) return;
    for (size_t i = 0; i < names->total && i < most; i++) {
        const EventField *field = &dict->fields.items[i];
        names->items.items[names->items.length++] = (ViewName){bare_name(field->at), value_of(making, field->value)};
    }
}

static void names_of_slots(Making *making, ViewNames *names, const ViewFrame *frame, bool is_free)
{
    if (MAKE_ARRAY(making, names->items, frame->localsplus.length) == NULL) return;
    for (size_t i = 0; i < frame->localsplus.length; i++) {
        const ViewSlot *slot = &frame->localsplus.items[i];
        if ((slot->kind == VIEW_FREE) != is_free || slot->value.is_null) continue;
        names->items.items[names->items.length++] = (ViewName){slot->name, slot->value};
    }
    names->total = names->items.length;
}

static void fill_names(Making *making)
{
    View *view = making->view;
    const ViewFrame *focus = view_focus(view);
    if (focus == NULL) return;
    if (focus->f_locals != 0) names_of_dict(making, &view->locals, focus->f_locals);
    else names_of_slots(making, &view->locals, focus, false);
    names_of_slots(making, &view->enclosing, focus, true);
    names_of_dict(making, &view->globals, focus->f_globals);
}

/* --- objects */

static void fill_fields(Making *making, ViewObject *view, const ReplayObject *object)
{
    size_t count = object->fields.length < MOST_EDGES ? object->fields.length : MOST_EDGES;
    view->fields.total = object->fields.length;
    if (MAKE_ARRAY(making, view->fields, count) == NULL) return;
    for (size_t i = 0; i < count; i++) {
        const EventField *field = &object->fields.items[i];
        if (field->what[0] == 'a') buf_printf(&making->text, ".%.*s", (int)field->at.length, field->at.bytes);
        else if (field->what[0] == 'k') buf_printf(&making->text, "[%.*s]", (int)field->at.length, field->at.bytes);
        else buf_printf(&making->text, "[%zu]", i);
        EventText label = take_text(making);
        uint32_t other = field->value.kind == EVENT_VALUE_OBJECT ? field->value.object : 0;
        view->fields.items[view->fields.length++] = (ViewEdge){other, label, value_of(making, field->value)};
    }
}

static int compare_ids(const void *left, const void *right)
{
    uint32_t a = (*(const ReplayObject *const *)left)->id, b = (*(const ReplayObject *const *)right)->id;
    return a < b ? -1 : a > b;
}

static void reverse(uint32_t *items, size_t length)
{
    for (size_t i = 0; i < length / 2; i++) {
        uint32_t item = items[i];
        items[i] = items[length - 1 - i];
        items[length - 1 - i] = item;
    }
}

/* The living objects in the order of their numbers, in the arena. */
static const ReplayObject **living_objects(Making *making, size_t *count)
{
    const NumberMap *map = &making->replay->objects;
    const ReplayObject **items = make_array(making, map->count, sizeof *items);
    *count = 0;
    for (size_t at = 0; items != NULL && at < map->capacity; at++) {
        uint64_t *found = number_map_at(map, at);
        const ReplayObject *object = found == NULL ? NULL : (const ReplayObject *)(uintptr_t)*found;
        if (object != NULL && object->is_alive) items[(*count)++] = object;
    }
    if (items != NULL) qsort(items, *count, sizeof *items, compare_ids);
    return items;
}

/* Who is told to hold the object. */
static void fill_holders(Making *making, ViewObject *view)
{
    size_t count;
    const ReplayObject **objects = living_objects(making, &count);
    if (MAKE_ARRAY(making, view->holders, MOST_EDGES) == NULL) return;
    for (size_t at = 0; at < count; at++) {
        const ReplayObject *holder = objects[at];
        for (size_t i = 0; i < holder->fields.length && view->holders.length < MOST_EDGES; i++) {
            const EventField *field = &holder->fields.items[i];
            if (field->value.kind != EVENT_VALUE_OBJECT || field->value.object != view->id) continue;
            buf_printf(&making->text, "%s%.*s%s", field->what[0] == 'a' ? "." : "[", (int)field->at.length, field->at.bytes,
                       field->what[0] == 'a' ? "" : "]");
            EventText label = take_text(making);
            EventValue value = {.kind = EVENT_VALUE_OBJECT, .object = holder->id};
            view->holders.items[view->holders.length++] = (ViewEdge){holder->id, label, value_of(making, value)};
        }
    }
    view->holders.total = view->holders.length;
}

static void add_object(Making *making, uint32_t id, bool with_holders)
{
    View *view = making->view;
    const ReplayObject *object = id == 0 ? NULL : replay_object(making->replay, id);
    size_t most = limit_of(making->request->max_objects, MOST_OBJECTS);
    if (object == NULL || making->is_full || view->objects.length >= most || view_object(view, id) != NULL) return;
    ViewObject *item = &view->objects.items[view->objects.length++];
    *item = (ViewObject){.id = id,
                         .value = value_of(making, (EventValue){.kind = EVENT_VALUE_OBJECT, .object = id}),
                         .size = object->size,
                         .generation = (int32_t)object->gen,
                         .is_container = object->gen >= 0,
                         .gc_refs = -1};
    fill_fields(making, item, object);
    if (with_holders) fill_holders(making, item);
}

static void add_names(Making *making, const ViewNames *names)
{
    for (size_t i = 0; i < names->items.length; i++) {
        const ViewValue *value = &names->items.items[i].value;
        bool is_data = value->object != 0 && value->object < VIEW_EARLIER && strcmp(value->type, "function") != 0 &&
                       strcmp(value->type, "type") != 0 && strcmp(value->type, "module") != 0;
        if (is_data) add_object(making, value->object, false);
    }
}

static void fill_objects(Making *making)
{
    View *view = making->view;
    if (MAKE_ARRAY(making, view->objects, limit_of(making->request->max_objects, MOST_OBJECTS)) == NULL) return;
    for (size_t i = 0; i < making->request->object_count; i++) add_object(making, making->request->objects[i], true);
    for (size_t i = 0; i < view->frames.length; i++) {
        const ViewFrame *frame = &view->frames.items[i];
        for (size_t j = 0; j < frame->localsplus.length; j++) {
            add_object(making, frame->localsplus.items[j].cell, false);
            if (frame->localsplus.items[j].cell == 0) add_object(making, frame->localsplus.items[j].value.object, false);
        }
        for (size_t j = 0; j < frame->stack.length; j++) add_object(making, frame->stack.items[j].object, false);
    }
    add_names(making, &view->locals);
    add_names(making, &view->globals);
    for (size_t i = 0; i < view->objects.length; i++) {
        const ViewObject *object = &view->objects.items[i];
        for (size_t j = 0; j < object->fields.length; j++) {
            if (object->fields.items[j].object < VIEW_EARLIER) add_object(making, object->fields.items[j].object, false);
        }
    }
}

/* --- the collector */

static void fill_members(Making *making, size_t most)
{
    ViewGeneration *generations = making->view->gc.generations;
    size_t count;
    const ReplayObject **objects = living_objects(making, &count);
    for (size_t i = count; i-- > 0;) {
        const ReplayObject *object = objects[i];
        if (object->id >= VIEW_EARLIER) continue;
        making->view->live_objects++;
        making->view->heap_bytes += object->size;
        if (object->gen < 0 || object->gen > 2) continue;
        ViewGeneration *generation = &generations[object->gen];
        generation->size++;
        if (generation->members.length < most) generation->members.items[generation->members.length++] = object->id;
    }
    for (size_t i = 0; i < 3; i++) reverse(generations[i].members.items, generations[i].members.length);
}

static void fill_gc(Making *making)
{
    const Replay *replay = making->replay;
    ViewGc *gc = &making->view->gc;
    size_t most = limit_of(making->request->max_members, MOST_MEMBERS);
    gc->enabled = true;
    gc->collecting = replay->collecting;
    gc->phase = replay->phase;
    for (size_t i = 0; i < ARRAY_LENGTH(gc->generations); i++) {
        gc->generations[i].count = (int32_t)replay->counts[i];
        if (MAKE_ARRAY(making, gc->generations[i].members, most) == NULL) return;
    }
    fill_members(making, most);
    bool is_young = replay->phase != NULL && strcmp(replay->phase, "update_refs") == 0;
    if (replay->phase == NULL || replay->phase_ids.length == 0) return;
    size_t count = replay->phase_ids.length < most ? replay->phase_ids.length : most;
    uint32_t *ids = make_array(making, count, sizeof *ids);
    if (ids == NULL) return;
    memcpy(ids, replay->phase_ids.items, count * sizeof *ids);
    if (is_young) gc->young.items = ids, gc->young.length = count;
    else gc->unreachable.items = ids, gc->unreachable.length = count;
}

/* --- output */

static void fill_output(Making *making)
{
    const Replay *replay = making->replay;
    View *view = making->view;
    size_t most = limit_of(making->request->max_output, MOST_OUTPUT), first = replay->outputs.length, bytes = 0;
    while (first > 0 && bytes < most) bytes += replay->outputs.items[--first].text.length;
    if (MAKE_ARRAY(making, view->output, replay->outputs.length - first) == NULL) return;
    for (size_t i = first; i < replay->outputs.length; i++) view->output.items[view->output.length++] = replay->outputs.items[i];
    if (bytes <= most || view->output.length == 0) return;
    EventText *text = &view->output.items[0].text;
    text->bytes += bytes - most;
    text->length -= bytes - most;
}

bool replay_view(const Replay *replay, const ViewRequest *request, View *view, Arena *arena)
{
    Making making = {.replay = replay, .request = request, .view = view, .arena = arena};
    *view = (View){.n = replay->n,
                   .state = replay->collecting >= 0 && replay->state == VIEW_AT_INSTRUCTION ? VIEW_AT_GC_PHASE : replay->state,
                   .end_reason = replay->end_reason,
                   .exit_status = replay->exit_status,
                   .exception = replay->exception,
                   .is_replayed = true};
    fill_gc(&making);
    fill_frames(&making);
    fill_codes(&making);
    fill_names(&making);
    fill_objects(&making);
    fill_output(&making);
    if (!making.is_full) {
        explain_next(view, &making.text);
        view->sentence = take_text(&making).bytes;
    }
    bool fits = !making.is_full && !making.text.failed;
    buf_fini(&making.text);
    return fits;
}
