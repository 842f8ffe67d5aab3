/* Whole states: of frames and objects, for key records, --full, and cells.  Kept true: a key
   record names only what was told of before it, so reading may begin there or pass over it. */
#include <string.h>

#include "code/opcode.h"
#include "memory/gc.h"
#include "objects/bytesobj.h"
#include "objects/functionobj.h"
#include "objects/tupleobj.h"
#include "timeline/generation.h"
#include "timeline/object_size.h"
#include "timeline/recorder_impl.h"
#include "timeline/render.h"
#include "vm/generator.h"
#include "vm/threads.h"

enum {
    KEY_OBJECT = 12, KEY_FIELD = 4, /* so many more for each thing in it, so that keys stay a small share */
    MOST_INTERVAL = 100000, /* a reader keeps in memory what is between two keys */
    MOST_REACHABLE = 1000,
};

EventType_COUNTS record_counts(Recorder *recorder)
{
    const Gc *gc = recorder->rt->gc;
    uint64_t *counts = ARENA_ARRAY(recorder->arena, uint64_t, GENERATIONS);
    for (int i = 0; counts != NULL && i < GENERATIONS; i++) counts[i] = (uint64_t)gc->generations[i].count;
    return (EventType_COUNTS){counts, counts == NULL ? 0 : GENERATIONS};
}

/* --- frames */

/* The content of slot INDEX when it is a variable's cell, else NULL. */
static Ref cell_of(const Frame *frame, int index)
{
    const CodeObj *code = FRAME_CODE(frame);
    int kind = AS_BYTES(code->localspluskinds)->bytes[index];
    Ref content = frame->localsplus[index];
    bool is_shared = (kind & (LOCAL_KIND_CELL | LOCAL_KIND_FREE)) != 0;
    return is_shared && content != NULL && is_exact(content, TYPE_cell) ? content : NULL;
}

static EventText slot_name(Recorder *recorder, const Frame *frame, int index)
{
    return record_text(recorder, tuple_peek(FRAME_CODE(frame)->localsplusnames, index));
}

/* The variables that have values, in cells or not. */
EventType_BINDINGS record_locals(Recorder *recorder, Frame *frame)
{
    const CodeObj *code = FRAME_CODE(frame);
    EventType_BINDINGS bindings = {NULL, 0};
    EventBinding *array = ARENA_ARRAY(recorder->arena, EventBinding, code->nlocalsplus + 1);
    if (array == NULL) return bindings;
    for (int i = 0; i < code->nlocalsplus; i++) {
        Ref cell = cell_of(frame, i), value = cell == NULL ? frame->localsplus[i] : AS_CELL(cell)->contents;
        if (value == NULL) continue;
        EventText name = slot_name(recorder, frame, i);
        array[bindings.length++] = (EventBinding){name, record_value(recorder, value)};
    }
    bindings.items = array;
    return bindings;
}

static void fill_cells(Recorder *recorder, EventFrame *state, Frame *frame)
{
    int count = FRAME_CODE(frame)->nlocalsplus;
    EventCell *array = ARENA_ARRAY(recorder->arena, EventCell, count + 1);
    if (array == NULL) return;
    for (int i = 0; i < count; i++) {
        Ref cell = cell_of(frame, i);
        if (cell == NULL) continue;
        record_object(recorder, cell);
        array[state->cells.length++] = (EventCell){slot_name(recorder, frame, i), ids_of(&recorder->ids, cell)};
    }
    state->cells.items = array;
}

static EventFrame frame_state(Recorder *recorder, Frame *frame, bool runs, int64_t back)
{
    const CodeFacts *facts = facts_of(&recorder->facts, frame->code);
    Own *stack = frame_stack_base(frame);
    Ref names = frame_names_peek(frame);
    int lasti = frame_lasti(frame);
    EventFrame state = {
        .f = record_frame_number(recorder, frame),
        .back = back,
        .code = ids_of(&recorder->ids, frame->code),
        .kind = code_kind(frame->code),
        .pc = lasti < 0 ? -1 : lasti,
        .line = facts == NULL || lasti < 0 ? -1 : facts->lines[lasti / (int)sizeof(CodeUnit)],
        .runs = runs,
        .stack = record_values(recorder, stack, frame->localsplus + frame->stack_top - stack),
        .locals = record_locals(recorder, frame),
        .globals = ids_of(&recorder->ids, frame->globals),
        .names = names == NULL ? 0 : ids_of(&recorder->ids, names),
    };
    fill_cells(recorder, &state, frame);
    return state;
}

static bool is_told(const Recorder *recorder, const Frame *frame)
{
    return number_is_in(&recorder->told_frames, frame->number);
}

/* The frame of a generator that was told of and, by what was told, is suspended (it may count as running while what it
   delegates to is closed), or NULL. */
static Frame *suspended_frame(const Recorder *recorder, Ref object)
{
    switch (object->type->id) {
    case TYPE_generator: case TYPE_coroutine: case TYPE_async_generator: break;
    default: return NULL;
    }
    Frame *frame = &AS_GENERATOR(object)->frame;
    return number_is_in(&recorder->suspended, frame->number) && is_told(recorder, frame) ? frame : NULL;
}

static size_t chain_length(const Recorder *recorder, const Frame *frame)
{
    size_t length = 0;
    for (; frame != NULL; frame = frame->previous) length += is_told(recorder, frame);
    return length;
}

EventType_COUNTS record_chain(Recorder *recorder, Frame *frame)
{
    size_t length = chain_length(recorder, frame);
    uint64_t *numbers = ARENA_ARRAY(recorder->arena, uint64_t, length);
    if (numbers == NULL) return (EventType_COUNTS){NULL, 0};
    for (size_t i = length; frame != NULL; frame = frame->previous) {
        if (is_told(recorder, frame)) numbers[--i] = (uint64_t)record_frame_number(recorder, frame);
    }
    return (EventType_COUNTS){numbers, length};
}

/* Those of THREAD that were told of, the first one first; how many. */
static size_t chain_states(Recorder *recorder, const Thread *thread, EventFrame *states)
{
    Frame *frame = thread_frame(recorder->rt, thread);
    bool runs = thread == thread_current(recorder->rt);
    size_t length = chain_length(recorder, frame), at = length;
    for (; frame != NULL; frame = frame->previous) {
        if (is_told(recorder, frame)) states[--at] = frame_state(recorder, frame, runs, record_back(recorder, frame->previous));
    }
    return length;
}

static EventType_FRAMES frame_states(Recorder *recorder, Ref const *objects, size_t count)
{
    Rt *rt = recorder->rt;
    const Thread *running = thread_current(rt), *thread = NULL;
    size_t length = 0, at = 0;
    while ((thread = thread_next(rt, thread)) != NULL) length += chain_length(recorder, thread_frame(rt, thread));
    for (size_t i = 0; i < count; i++) length += suspended_frame(recorder, objects[i]) != NULL;
    EventFrame *states = ARENA_ARRAY(recorder->arena, EventFrame, length);
    if (states == NULL) return (EventType_FRAMES){NULL, 0};
    at = chain_states(recorder, running, states);
    while ((thread = thread_next(rt, thread)) != NULL) at += thread == running ? 0 : chain_states(recorder, thread, states + at);
    for (size_t i = 0; i < count; i++) {
        Frame *frame = suspended_frame(recorder, objects[i]);
        if (frame != NULL) states[at++] = frame_state(recorder, frame, false, -1);
    }
    return (EventType_FRAMES){states, length};
}

void record_expect_cells(Recorder *recorder, const Frame *frame, const CodeInstr *instr)
{
    int count = FRAME_CODE(frame)->nlocalsplus;
    bool is_one = instr->op == OP_MAKE_CELL;
    recorder->cells_from = is_one ? (int)instr->arg : count - (int)instr->arg;
    recorder->cells_to = is_one ? recorder->cells_from + 1 : count;
}

void record_cells(Recorder *recorder, Frame *frame)
{
    for (; recorder->cells_from < recorder->cells_to; recorder->cells_from++) {
        Ref cell = cell_of(frame, recorder->cells_from);
        if (cell == NULL) return;
        record_object(recorder, cell);
        Event event = {EVENT_cell, .cell_ = {recorder->n, record_frame_number(recorder, frame),
                                             slot_name(recorder, frame, recorder->cells_from), ids_of(&recorder->ids, cell)}};
        record_emit(recorder, &event);
    }
}

/* --- objects */

/* Which numbers each generation has, and the permanent one: found by one walk, for many questions.  What the
   start of the machine set aside, which are most, is walked along only during a collection, whose objects are in no
   generation: at other times it is what is in none of them. */
typedef struct Members {
    NumberSet sets[GENERATIONS + 1];
} Members;

static void add_members(NumberSet *set, const GcHead *list)
{
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) number_put(set, gc_object(head)->number);
}

static void list_members_init(Members *members, const Gc *gc)
{
    *members = (Members){0};
    for (int i = 0; i < GENERATIONS; i++) add_members(&members->sets[i], &gc->generations[i].head);
    add_members(&members->sets[GENERATIONS], &gc->permanent);
    if (gc->phase_generation >= 0) add_members(&members->sets[GENERATIONS], &gc->startup);
}

static void list_members_fini(Members *members)
{
    for (int i = 0; i <= GENERATIONS; i++) number_fini(&members->sets[i]);
}

/* As generation_of. */
static int64_t generation_of_member(const Members *members, const Recorder *recorder, Ref object)
{
    if (members == NULL) return generation_of(recorder->rt, object);
    if (!gc_is_container(object) || !gc_is_tracked(object)) return -1;
    for (int i = 0; i <= GENERATIONS; i++) {
        if (number_is_in(&members->sets[i], object->number)) return i;
    }
    int collected = recorder->rt->gc->phase_generation;
    return collected >= 0 ? collected : GENERATIONS;
}

typedef struct FieldList {
    VEC(EventField) fields;
    bool has_failed;
} FieldList;

static void add_field(Recorder *recorder, void *context, Ref object UNUSED, const char *what, EventText at, Ref value)
{
    FieldList *list = context;
    if (value == NULL) return;
    EventField field = {what, at, record_value(recorder, value)};
    if (vec_push(&list->fields, field) < 0) list->has_failed = true;
}

static EventState object_state(Recorder *recorder, Ref object, const Members *members)
{
    const char *type = render_type_name(object->type);
    FieldList list = {0};
    render_object(&recorder->ids, object, &recorder->text, RENDER_LIMIT);
    EventState state = {.id = ids_of(&recorder->ids, object),
                        .type = {type, strlen(type)},
                        .size = object_byte_size(object),
                        .gen = generation_of_member(members, recorder, object),
                        .repr = record_buf(recorder)};
    if (object->number < recorder->ids.first_object) return state;
    record_contents(recorder, object, add_field, &list);
    EventField *fields = ARENA_ARRAY(recorder->arena, EventField, list.fields.length);
    if (fields != NULL && list.fields.length > 0) {
        memcpy(fields, list.fields.items, list.fields.length * sizeof *fields);
        state.fields.items = fields;
        state.fields.length = list.fields.length;
    }
    if (list.has_failed) recorder->has_failed = true;
    vec_fini(&list.fields);
    return state;
}

/* The objects that were told of and live, in order of number; in the arena. */
static Ref *living_objects(Recorder *recorder, size_t *count)
{
    *count = recorder->told_objects.count;
    Ref *objects = ARENA_ARRAY(recorder->arena, Ref, *count);
    if (objects == NULL) *count = 0;
    else known_list(&recorder->told_objects, objects);
    return objects;
}

/* The whole state, in the arena; *THINGS says how much it is. */
static Event whole_state(Recorder *recorder, size_t *things)
{
    size_t count;
    Ref *objects = living_objects(recorder, &count);
    EventState *states = ARENA_ARRAY(recorder->arena, EventState, count);
    Members members;
    list_members_init(&members, recorder->rt->gc);
    if (states == NULL) count = 0;
    *things = 0;
    for (size_t i = 0; i < count; i++) {
        states[i] = object_state(recorder, objects[i], &members);
        *things += KEY_OBJECT + KEY_FIELD * states[i].fields.length;
    }
    list_members_fini(&members);
    Event event = {EVENT_key, .key_ = {.n = recorder->n, .thread = (uint64_t)thread_number(thread_current(recorder->rt)),
                                       .frames = frame_states(recorder, objects, count), .objects = {states, count}, .counts = record_counts(recorder), .gen = -1}};
    if (recorder->exception.length > 0)
        event.key_.exception = (EventText){buf_text(&recorder->exception), recorder->exception.length};
    if (recorder->phase != NULL) {
        event.key_.phase = recorder->phase;
        event.key_.gen = recorder->phase_generation;
        event.key_.ids = (EventType_OBJECTS){recorder->phase_ids.items, recorder->phase_ids.length};
    }
    return event;
}

uint64_t record_weight(const Recorder *recorder)
{
    return recorder->events + recorder->reached / 16;
}

void record_key(Recorder *recorder)
{
    size_t things, told;
    Event event;
    do { /* until everything that it names was told of before */
        record_close(recorder);
        record_open(recorder);
        told = recorder->told_objects.count;
        event = whole_state(recorder, &things);
    } while (recorder->told_objects.count != told && recorder->sink != NULL);
    record_emit(recorder, &event);
    uint64_t interval = recorder->options->key_interval;
    if (interval == 0) interval = things < RECORDER_KEY_INTERVAL ? RECORDER_KEY_INTERVAL : things < MOST_INTERVAL ? things : MOST_INTERVAL;
    recorder->next_key = record_weight(recorder) + interval;
}

/* --- reference counts */

void record_refcounts(Recorder *recorder)
{
    size_t count;
    record_open(recorder);
    if (!recorder->is_begun) return;
    Ref *objects = living_objects(recorder, &count);
    for (size_t i = 0; i < count && recorder->sink != NULL; i++) {
        uint64_t old;
        if (!refcounts_changed(&recorder->refcounts, objects[i], &old)) continue;
        Event event = {EVENT_rc, .rc_ = {recorder->n, ids_of(&recorder->ids, objects[i]), old, (uint64_t)objects[i]->refcount}};
        record_emit(recorder, &event);
    }
}

/* --- what can be reached */

typedef struct Reach {
    VEC(Ref) objects;
    NumberSet seen;
} Reach;

static void reach(Recorder *recorder, Reach *list, Ref object)
{
    if (object == NULL || render_is_simple(object) || number_is_in(&list->seen, object->number)) return;
    if (list->objects.length >= MOST_REACHABLE) return;
    number_put(&list->seen, object->number);
    if (vec_push(&list->objects, object) < 0) recorder->has_failed = true;
}

static void reach_content(Recorder *recorder, void *context, Ref object UNUSED, const char *what UNUSED,
                          EventText at UNUSED, Ref value)
{
    reach(recorder, context, value);
}

EventType_STATES record_reachable(Recorder *recorder, Frame *frame)
{
    Reach list = {0};
    for (; frame != NULL; frame = frame->previous) {
        if (!is_told(recorder, frame)) continue;
        for (int i = 0; i < frame->stack_top; i++) reach(recorder, &list, frame->localsplus[i]);
        if (frame->locals != NULL) record_contents(recorder, frame->locals, reach_content, &list);
    }
    for (size_t i = 0; i < list.objects.length; i++) {
        if (list.objects.items[i]->number >= recorder->ids.first_object)
            record_contents(recorder, list.objects.items[i], reach_content, &list);
    }
    EventState *states = ARENA_ARRAY(recorder->arena, EventState, list.objects.length + 1);
    size_t length = states == NULL ? 0 : list.objects.length;
    for (size_t i = 0; i < length; i++) {
        record_object(recorder, list.objects.items[i]);
        states[i] = object_state(recorder, list.objects.items[i], NULL);
    }
    recorder->reached += length;
    vec_fini(&list.objects);
    number_fini(&list.seen);
    return (EventType_STATES){states, length};
}
