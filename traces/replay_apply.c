/* What each kind of event does to the state.  Kept true: an event is refused before it changed
   anything that could not be taken back. */
#include <string.h>

#include "code/opcode.h"
#include "traces/replay_impl.h"

/* --- what is kept of an event */

static EventText keep_text(Replay *replay, EventText text)
{
    if (!replay->copies || text.bytes == NULL) return text;
    const char *copy = arena_copy(replay->arena, text.bytes, text.length);
    return (EventText){copy == NULL ? "" : copy, copy == NULL ? 0 : text.length};
}

static const char *keep_word(Replay *replay, const char *word)
{
    return replay->copies ? keep_text(replay, (EventText){word, strlen(word)}).bytes : word;
}

static EventValue keep_value(Replay *replay, EventValue value)
{
    if (value.kind == EVENT_VALUE_TEXT) value.text = keep_text(replay, value.text);
    return value;
}

static EventType_VALUES keep_values(Replay *replay, EventType_VALUES values)
{
    if (!replay->copies) return values;
    EventValue *items = ARENA_ARRAY(replay->arena, EventValue, values.length);
    if (items == NULL) return (EventType_VALUES){NULL, 0};
    for (size_t i = 0; i < values.length; i++) items[i] = keep_value(replay, values.items[i]);
    return (EventType_VALUES){items, values.length};
}

/* --- frames */

static ReplayFrame *running_frame(Replay *replay, int64_t f)
{
    ReplayFrame *top = replay->chain.length == 0 ? NULL : vec_last(&replay->chain);
    if (top != NULL && top->number == f) return top;
    (void)!replay_refuse(replay, "frame %lld is not on top", (long long)f);
    return NULL;
}

/* The frame NUMBER, new and of CODE, its slots empty; NULL with a message. */
static ReplayFrame *frame_make(Replay *replay, int64_t number, uint32_t code_id)
{
    const ReplayCode *code = library_code(replay->library, code_id);
    if (code == NULL) {
        (void)!replay_refuse(replay, "code %u was not told of", code_id);
        return NULL;
    }
    ReplayFrame *frame = replay_frame_find(replay, number);
    if (frame != NULL && frame->is_alive) {
        (void)!replay_refuse(replay, "frame %lld was called before", (long long)number);
        return NULL;
    }
    if (frame == NULL) {
        frame = ARENA_NEW(replay->arena, ReplayFrame);
        if (frame == NULL || number_map_put(&replay->frames, (uint64_t)number, (uint64_t)(uintptr_t)frame) < 0) {
            (void)!replay_no_memory(replay);
            return NULL;
        }
    }
    /* A frame that was called here before, and taken back, has its slots already. */
    ReplaySlot *slots = frame->code == code ? frame->slots : ARENA_ARRAY(replay->arena, ReplaySlot, code->slot_count + 1);
    if (slots == NULL || replay_save(replay, frame, sizeof *frame) < 0) return NULL;
    memset(slots, 0, (code->slot_count + 1) * sizeof *slots);
    *frame = (ReplayFrame){.number = number, .back = -1, .code = code, .pc = -1, .line = -1, .last_line = -1, .slots = slots,
                           .kind = "function", .is_alive = true};
    return frame;
}

static void bind(Replay *replay, ReplayFrame *frame, EventType_BINDINGS locals)
{
    for (size_t i = 0; i < locals.length; i++) {
        ptrdiff_t index = replay_slot_index(frame->code, locals.items[i].name);
        if (index >= 0) frame->slots[index].value = keep_value(replay, locals.items[i].value);
    }
}

static int apply_call(Replay *replay, const Event_call *event)
{
    ReplayFrame *frame = frame_make(replay, event->f, event->code);
    if (frame == NULL) return -1;
    frame->back = event->back;
    frame->kind = keep_word(replay, event->kind);
    frame->globals = event->globals;
    frame->names = event->names;
    frame->func = event->func;
    bind(replay, frame, event->locals);
    return replay_enter(replay, frame);
}

static int apply_cell(Replay *replay, const Event_cell *event)
{
    ReplayFrame *frame = replay_frame_find(replay, event->f);
    ptrdiff_t index = frame == NULL ? -1 : replay_slot_index(frame->code, event->name);
    if (index < 0) return replay_refuse(replay, "cell: no such variable of frame %lld", (long long)event->f);
    ReplaySlot slot = {.cell = event->id};
    return REPLAY_SET(replay, frame->slots[index], slot);
}

static int set_exception(Replay *replay, EventText exception, bool is_raised)
{
    return REPLAY_SET(replay, replay->exception, exception) < 0 ? -1 : REPLAY_SET(replay, replay->is_raised, is_raised);
}

static int set_phase(Replay *replay, const char *phase, int collecting)
{
    return REPLAY_SET(replay, replay->phase, phase) < 0 ? -1 : REPLAY_SET(replay, replay->collecting, collecting);
}

static int apply_op(Replay *replay, const Event_op *event)
{
    ReplayFrame *frame = running_frame(replay, event->f);
    if (frame == NULL) return -1;
    const ReplayInstr *last = replay_instr(frame->code, frame->pc);
    if (replay_instr(frame->code, (int64_t)event->pc) == NULL)
        return replay_refuse(replay, "op: the code has no instruction at %llu", (unsigned long long)event->pc);
    bool is_over = replay->is_raised || (last != NULL && last->opcode == OP_POP_EXCEPT);
    if (is_over && replay->exception.length > 0 && set_exception(replay, (EventText){NULL, 0}, false) < 0) return -1;
    if (replay_save(replay, frame, sizeof *frame) < 0) return -1;
    frame->pc = (int64_t)event->pc;
    frame->line = event->line;
    frame->begins_line = event->line >= 0 && event->line != frame->last_line;
    if (event->line >= 0) frame->last_line = event->line;
    frame->stack = keep_values(replay, event->stack);
    if (replay->collecting < 0 || strcmp(replay->phase, "end") != 0) return 0;
    return set_phase(replay, NULL, -1);
}

static int frame_die(Replay *replay, ReplayFrame *frame)
{
    return replay_leave(replay, frame) < 0 ? -1 : REPLAY_SET(replay, frame->is_alive, false);
}

static int apply_return(Replay *replay, int64_t f)
{
    ReplayFrame *frame = running_frame(replay, f);
    if (frame == NULL) return -1;
    const ReplayInstr *last = replay_instr(frame->code, frame->pc);
    if (last == NULL || last->opcode != OP_RETURN_GENERATOR) return frame_die(replay, frame);
    if (REPLAY_SET(replay, frame->is_generator, true) < 0) return -1;
    return replay_leave(replay, frame);
}

static int apply_yield(Replay *replay, int64_t f)
{
    ReplayFrame *frame = running_frame(replay, f);
    return frame == NULL ? -1 : replay_leave(replay, frame);
}

/* A suspended frame goes on; a trace that begins later may tell so of a frame that runs. */
static int frame_wake(Replay *replay, int64_t f, int64_t back)
{
    ReplayFrame *frame = replay_frame_find(replay, f);
    if (frame == NULL || !frame->is_alive) return replay_refuse(replay, "no frame %lld is suspended", (long long)f);
    if (frame->runs) return running_frame(replay, f) == NULL ? -1 : 0;
    if (replay_save(replay, frame, sizeof *frame) < 0) return -1;
    frame->back = back;
    frame->last_line = -1;
    return replay_enter(replay, frame);
}

static int apply_raise(Replay *replay, const Event_raise *event)
{
    int64_t caller = replay->chain.length == 0 ? -1 : vec_last(&replay->chain)->number;
    if (frame_wake(replay, event->f, caller) < 0) return -1;
    size_t length = strlen(event->type) + event->text.length + 3;
    char *text = arena_alloc(replay->arena, length);
    if (text == NULL) return replay_no_memory(replay);
    strcpy(text, event->type);
    if (event->text.length > 0) {
        strcat(text, ": ");
        memcpy(text + strlen(text), event->text.bytes, event->text.length);
    }
    EventText exception = {text, strlen(event->type) + (event->text.length > 0 ? event->text.length + 2 : 0)};
    return set_exception(replay, exception, true);
}

static int apply_jump(Replay *replay, const Event_jump *event)
{
    ReplayFrame *frame = replay_frame_find(replay, event->f);
    const ReplayInstr *instr = frame == NULL ? NULL : replay_instr(frame->code, (int64_t)event->to);
    if (instr == NULL) return replay_refuse(replay, "jump: no instruction at %llu", (unsigned long long)event->to);
    if (replay_save(replay, frame, sizeof *frame) < 0) return -1;
    frame->pc = (int64_t)event->to;
    frame->line = instr->op.span.line;
    return 0;
}

static int apply_unwind(Replay *replay, int64_t f)
{
    ReplayFrame *frame = running_frame(replay, f);
    return frame == NULL ? -1 : frame_die(replay, frame);
}

/* The frames that ran are set aside, as they are. */
static int apply_thread(Replay *replay, const Event_thread *event)
{
    while (replay->chain.length > 0) {
        if (replay_leave(replay, vec_last(&replay->chain)) < 0) return -1;
    }
    for (size_t i = 0; i < event->frames.length; i++) {
        ReplayFrame *frame = replay_frame_find(replay, (int64_t)event->frames.items[i]);
        if (frame == NULL || !frame->is_alive || frame->runs)
            return replay_refuse(replay, "thread: frame %llu cannot go on", (unsigned long long)event->frames.items[i]);
        if (replay_enter(replay, frame) < 0) return -1;
    }
    return REPLAY_SET(replay, replay->thread, event->thread);
}

/* --- objects */

static ReplayObject *object_make(Replay *replay, uint32_t id)
{
    ReplayObject *object = replay_object_find(replay, id);
    if (object != NULL && object->is_alive) {
        (void)!replay_refuse(replay, "object %u was told of before", id);
        return NULL;
    }
    if (object == NULL) {
        object = ARENA_NEW(replay->arena, ReplayObject);
        if (object == NULL || number_map_put(&replay->objects, id, (uint64_t)(uintptr_t)object) < 0) {
            (void)!replay_no_memory(replay);
            return NULL;
        }
        object->id = id;
    }
    bool is_alive = true;
    if (object->fields.length > 0 && replay_fields_clear(replay, object) < 0) return NULL;
    return REPLAY_SET(replay, object->is_alive, is_alive) < 0 ? NULL : object;
}

static int apply_new(Replay *replay, const Event_new *event)
{
    ReplayObject *object = object_make(replay, event->id);
    if (object == NULL) return -1;
    object->type = keep_text(replay, event->type);
    object->repr = keep_text(replay, event->repr);
    object->size = event->size;
    object->gen = event->gen;
    object->refcount = -1;
    return 0;
}

static int apply_class(Replay *replay, const Event_class *event)
{
    ReplayObject *object = replay_object_find(replay, event->id);
    if (object == NULL) return replay_refuse(replay, "class: object %u does not live", event->id);
    if (REPLAY_SET(replay, object->type, keep_text(replay, event->new)) < 0) return -1;
    return REPLAY_SET(replay, object->repr, keep_text(replay, event->repr));
}

static int apply_free(Replay *replay, uint32_t id)
{
    ReplayObject *object = replay_object_find(replay, id);
    if (object == NULL || !object->is_alive) return replay_refuse(replay, "free: object %u does not live", id);
    return REPLAY_SET(replay, object->is_alive, false);
}

/* The place of OBJECT called AT has VALUE now; null: there is no such place. */
static int place_put(Replay *replay, ReplayObject *object, const char *what, EventText at, EventValue value)
{
    ptrdiff_t index = replay_field_index(object, at, what[0] == 'a');
    if (value.kind == EVENT_VALUE_NULL) return index < 0 ? 0 : replay_field_remove(replay, object, (size_t)index);
    EventField field = {what, index < 0 ? keep_text(replay, at) : object->fields.items[index].at, keep_value(replay, value)};
    return replay_field_put(replay, object, index < 0 ? object->fields.length : (size_t)index, &field);
}

/* Is OBJECT of a type whose items are told when it is? */
static bool is_row(const ReplayObject *object)
{
    return (object->type.length == 4 && memcmp(object->type.bytes, "list", 4) == 0) ||
           (object->type.length == 5 && memcmp(object->type.bytes, "tuple", 5) == 0);
}

/* The number that AT is, whose bytes no NUL ends; beyond any row when it is too large. */
static size_t index_of(EventText at)
{
    size_t index = 0;
    for (size_t i = 0; i < at.length && at.bytes[i] >= '0' && at.bytes[i] <= '9'; i++) {
        if (index > SIZE_MAX / 20) return SIZE_MAX;
        index = index * 10 + (size_t)(at.bytes[i] - '0');
    }
    return index;
}

/* The item at an index of a list or tuple. */
static int item_put(Replay *replay, ReplayObject *object, const Event_set *event)
{
    static const EventText no_text = {"", 0};
    size_t index = index_of(event->at), length = object->fields.length;
    EventField field = {"item", no_text, keep_value(replay, event->new)};
    bool is_there = index < length;
    if (index > length && !is_row(object)) return 0; /* what it held before was not told */
    if (strcmp(event->what, "pop") == 0)
        return is_there ? replay_field_remove(replay, object, index) : !is_row(object) ? 0 : replay_refuse(replay, "set: no item %zu", index);
    if (index > length) return replay_refuse(replay, "set: no item %zu", index);
    if (strcmp(event->what, "insert") == 0) return replay_field_insert(replay, object, index, &field);
    return replay_field_put(replay, object, index, &field);
}

static int apply_set(Replay *replay, const Event_set *event)
{
    ReplayObject *object = replay_object_find(replay, event->id);
    if (object == NULL || !object->is_alive) return replay_refuse(replay, "set: object %u does not live", event->id);
    if (strcmp(event->what, "clear") == 0 || strcmp(event->what, "reorder") == 0)
        return object->fields.length == 0 ? 0 : replay_fields_clear(replay, object);
    if (event->at.bytes == NULL) return replay_refuse(replay, "set: where?");
    if (strcmp(event->what, "attr") == 0) return place_put(replay, object, "attr", event->at, event->new);
    bool is_cell = object->type.length == 4 && memcmp(object->type.bytes, "cell", 4) == 0;
    if (is_cell) return place_put(replay, object, "attr", (EventText){"cell_contents", 13}, event->new);
    if (strcmp(event->what, "key") == 0) return place_put(replay, object, "key", event->at, event->new);
    return item_put(replay, object, event);
}

static int apply_move(Replay *replay, const Event_move *event)
{
    for (size_t i = 0; i < event->ids.length; i++) {
        ReplayObject *object = replay_object_find(replay, event->ids.items[i]);
        if (object != NULL && REPLAY_SET(replay, object->gen, (int64_t)event->to) < 0) return -1;
    }
    return 0;
}

/* --- variables */

static int var_in_dict(Replay *replay, uint32_t dict, const Event_var *event)
{
    ReplayObject *object = replay_object_find(replay, dict);
    Buf key = BUF_INIT;
    if (object == NULL || !object->is_alive) return 0; /* it was not told of */
    buf_printf(&key, "'%.*s'", (int)event->name.length, event->name.bytes);
    /* The place outlives this call when it is new. */
    EventText at = {buf_text(&key), key.length};
    if (replay_field_index(object, at, false) < 0) at.bytes = arena_copy(replay->arena, at.bytes, at.length);
    int status = at.bytes == NULL ? replay_no_memory(replay) : place_put(replay, object, "key", at, event->new);
    buf_fini(&key);
    return status;
}

static int apply_var(Replay *replay, const Event_var *event)
{
    ReplayFrame *frame = replay_frame_find(replay, event->f);
    if (frame == NULL || !frame->is_alive) return replay_refuse(replay, "var: no frame %lld", (long long)event->f);
    if (strcmp(event->scope, "name") == 0 && frame->names != 0) return var_in_dict(replay, frame->names, event);
    if (strcmp(event->scope, "local") != 0 && strcmp(event->scope, "cell") != 0) return var_in_dict(replay, frame->globals, event);
    ptrdiff_t index = replay_slot_index(frame->code, event->name);
    if (index < 0) return replay_refuse(replay, "var: no variable %.*s", (int)(event->name.length % 100), event->name.bytes);
    ReplaySlot *slot = &frame->slots[index];
    ReplayObject *cell = slot->cell == 0 ? NULL : replay_object_find(replay, slot->cell);
    if (cell != NULL && cell->is_alive)
        return place_put(replay, cell, "attr", (EventText){"cell_contents", 13}, event->new);
    return REPLAY_SET(replay, slot->value, keep_value(replay, event->new));
}

/* --- the collector and the world */

static int take_counts(Replay *replay, EventType_COUNTS counts)
{
    if (replay_save(replay, replay->counts, sizeof replay->counts) < 0) return -1;
    for (size_t i = 0; i < counts.length && i < ARRAY_LENGTH(replay->counts); i++) replay->counts[i] = counts.items[i];
    return 0;
}

static int take_phase(Replay *replay, const char *phase, uint64_t generation, EventType_OBJECTS ids)
{
    int collecting = generation < 3 ? (int)generation : 2;
    if (replay->copies) {
        uint32_t *items = ARENA_ARRAY(replay->arena, uint32_t, ids.length + 1);
        if (items == NULL) return replay_no_memory(replay);
        if (ids.length > 0) memcpy(items, ids.items, ids.length * sizeof *items);
        ids.items = items;
    }
    if (set_phase(replay, keep_word(replay, phase), collecting) < 0) return -1;
    return REPLAY_SET(replay, replay->phase_ids, ids);
}

static int apply_gc(Replay *replay, const Event_gc *event)
{
    if (take_phase(replay, event->phase, event->gen, event->ids) < 0) return -1;
    return take_counts(replay, event->counts);
}

static int apply_out(Replay *replay, const Event_out *event)
{
    ViewOutput output = {event->n, event->fd > 2 ? 2 : (int32_t)event->fd, keep_text(replay, event->text)};
    if (replay_save(replay, &replay->outputs.length, sizeof replay->outputs.length) < 0) return -1;
    return vec_push(&replay->outputs, output) < 0 ? replay_no_memory(replay) : 0;
}

static int apply_end(Replay *replay, const Event_end *event)
{
    if (REPLAY_SET(replay, replay->end_reason, keep_word(replay, event->reason)) < 0) return -1;
    if (REPLAY_SET(replay, replay->exit_status, (int)event->status) < 0) return -1;
    bool is_dealt_with = strcmp(event->reason, "exception") != 0;
    if (is_dealt_with && set_exception(replay, (EventText){NULL, 0}, false) < 0) return -1;
    if (set_phase(replay, NULL, -1) < 0) return -1;
    return REPLAY_SET(replay, replay->state, VIEW_ENDED);
}

/* --- the whole state */

static int key_frame(Replay *replay, const EventFrame *state)
{
    ReplayFrame *frame = frame_make(replay, state->f, state->code);
    if (frame == NULL) return -1;
    frame->back = state->back;
    frame->kind = keep_word(replay, state->kind);
    frame->globals = state->globals;
    frame->names = state->names;
    frame->pc = state->pc;
    frame->line = frame->last_line = state->line;
    frame->stack = keep_values(replay, state->stack);
    bind(replay, frame, state->locals);
    for (size_t i = 0; i < state->cells.length; i++) {
        ptrdiff_t index = replay_slot_index(frame->code, state->cells.items[i].name);
        if (index >= 0) frame->slots[index] = (ReplaySlot){.cell = state->cells.items[i].object};
    }
    int64_t end = state->runs ? frame->pc : frame->pc + 1; /* what it is at was run, when it is suspended */
    for (size_t i = 0; i < frame->code->event.ops.length && frame->code->instrs[i].op.offset < end; i++) {
        if (frame->code->instrs[i].opcode == OP_RETURN_GENERATOR) frame->is_generator = true;
    }
    return state->runs ? replay_enter(replay, frame) : 0;
}

static int key_object(Replay *replay, const EventState *state)
{
    ReplayObject *object = object_make(replay, state->id);
    if (object == NULL) return -1;
    object->type = keep_text(replay, state->type);
    object->repr = keep_text(replay, state->repr);
    object->size = state->size;
    object->gen = state->gen;
    object->refcount = -1;
    for (size_t i = 0; i < state->fields.length; i++) {
        EventField field = state->fields.items[i];
        field.what = keep_word(replay, field.what);
        field.at = keep_text(replay, field.at);
        field.value = keep_value(replay, field.value);
        if (replay_field_put(replay, object, i, &field) < 0) return -1;
    }
    return 0;
}

int replay_key(Replay *replay, const Event_key *key)
{
    replay_clear(replay);
    bool undoes = replay->undoes;
    int status = 0;
    replay->undoes = false; /* there is no way back beyond this */
    for (size_t i = 0; i < key->objects.length && status == 0; i++) status = key_object(replay, &key->objects.items[i]);
    for (size_t i = 0; i < key->frames.length && status == 0; i++) status = key_frame(replay, &key->frames.items[i]);
    if (status == 0 && key->exception.bytes != NULL) replay->exception = keep_text(replay, key->exception);
    if (status == 0 && key->phase != NULL) status = take_phase(replay, key->phase, (uint64_t)key->gen, key->ids);
    replay->undoes = undoes;
    replay->n = key->n;
    replay->thread = key->thread;
    return status < 0 ? -1 : take_counts(replay, key->counts);
}

/* --- events */

static int apply_one(Replay *replay, const Event *event)
{
    switch (event->kind) {
    case EVENT_source: return library_add_source(replay->library, &event->source_);
    case EVENT_code:
        if (library_code(replay->library, event->code_.id) != NULL) return 0;
        return library_add_code(replay->library, &event->code_) < 0 ? replay_refuse(replay, "code: no such code can be") : 0;
    case EVENT_call: return apply_call(replay, &event->call_);
    case EVENT_cell: return apply_cell(replay, &event->cell_);
    case EVENT_op: return apply_op(replay, &event->op_);
    case EVENT_var: return apply_var(replay, &event->var_);
    case EVENT_return: return apply_return(replay, event->return_.f);
    case EVENT_yield: return apply_yield(replay, event->yield_.f);
    case EVENT_resume: return frame_wake(replay, event->resume_.f, event->resume_.back);
    case EVENT_raise: return apply_raise(replay, &event->raise_);
    case EVENT_unwind: return apply_unwind(replay, event->unwind_.f);
    case EVENT_jump: return apply_jump(replay, &event->jump_);
    case EVENT_thread: return apply_thread(replay, &event->thread_);
    case EVENT_new: return apply_new(replay, &event->new_);
    case EVENT_free: return apply_free(replay, event->free_.id);
    case EVENT_set: return apply_set(replay, &event->set_);
    case EVENT_class: return apply_class(replay, &event->class_);
    case EVENT_rc: {
        ReplayObject *object = replay_object_find(replay, event->rc_.id);
        return object == NULL ? 0 : REPLAY_SET(replay, object->refcount, (int64_t)event->rc_.new);
    }
    case EVENT_gc: return apply_gc(replay, &event->gc_);
    case EVENT_move: return apply_move(replay, &event->move_);
    case EVENT_out: return apply_out(replay, &event->out_);
    case EVENT_limit: return REPLAY_SET(replay, replay->limit, keep_word(replay, event->limit_.what));
    case EVENT_end: return apply_end(replay, &event->end_);
    case EVENT_catch: return REPLAY_SET(replay, replay->is_raised, false);
    case EVENT_header: case EVENT_in: case EVENT_key: case EVENT_KIND_COUNT: return 0;
    }
    return 0;
}

/* Where in time the event is: a step begins with its op or gc record. */
static uint64_t step_of(const Event *event, uint64_t n)
{
    if (event->kind == EVENT_op) return event->op_.n;
    if (event->kind == EVENT_gc) return event->gc_.n;
    return event->kind == EVENT_end ? event->end_.n : n;
}

int replay_apply(Replay *replay, const Event *event)
{
    if (event->kind == EVENT_key && replay->copies && !replay->keeps) return replay_key(replay, &event->key_);
    uint64_t n = step_of(event, replay->n);
    if (n != replay->n && REPLAY_SET(replay, replay->n, n) < 0) return -1;
    if (event->kind == EVENT_op || event->kind == EVENT_gc) {
        ViewState state = event->kind == EVENT_gc ? VIEW_AT_GC_PHASE : VIEW_AT_INSTRUCTION;
        if (state != replay->state && REPLAY_SET(replay, replay->state, state) < 0) return -1;
    }
    return apply_one(replay, event);
}
