/* Kept true: an event carries the number of the step during which it happened; an object is
   told of before it is named, a code before its first frame; nothing of the program is kept
   beyond the call of a hook but numbers, and pointers to objects that are known to live
   because their death would be heard. */
#include "timeline/recorder.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code/opcode.h"
#include "memory/gc.h"
#include "memory/rtinit.h"
#include "objects/excobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "timeline/generation.h"
#include "timeline/recorder_impl.h"
#include "timeline/render.h"

enum { MOST_GC_IDS = 10000 };

/* --- newborn objects */

/* Is it a tuple that is being filled?  It is told of when it is whole, as whether it is a simple value shows then. */
static bool is_unfinished(Ref object)
{
    if (!is_exact(object, TYPE_tuple)) return false;
    for (ptrdiff_t i = 0; i < tuple_length(object); i++) {
        if (tuple_peek(object, i) == NULL) return true;
    }
    return false;
}

/* Tells of what was made during the step that is over, and is still alive. */
static void tell_newborns(Recorder *recorder)
{
    size_t unfinished = 0;
    for (size_t i = 0; i < recorder->newborns.length; i++) {
        Newborn newborn = recorder->newborns.items[i];
        if (newborn.object == NULL) continue;
        if (is_unfinished(newborn.object)) recorder->newborns.items[unfinished++] = newborn;
        else record_object(recorder, newborn.object);
    }
    recorder->newborns.length = unfinished;
    for (size_t i = 0; i < recorder->reordered.length; i++) {
        Ref object = recorder->reordered.items[i];
        if (object != NULL && vec_push(&recorder->unfolded, object) < 0) recorder->has_failed = true;
    }
    recorder->reordered.length = 0;
}

/* Numbers, strings and bytes are never told of: they are values, not "@id". */
static bool is_always_simple(Ref object)
{
    switch (object->type->id) {
    case TYPE_int: case TYPE_float: case TYPE_complex: case TYPE_str: case TYPE_bytes: return true;
    default: return false;
    }
}

static void hear_allocated(Rt *rt UNUSED, void *context, Ref object)
{
    Recorder *recorder = context;
    if (recorder->is_quiet || is_always_simple(object)) return;
    if (vec_push(&recorder->newborns, ((Newborn){object, object->number})) < 0) recorder->has_failed = true;
}

/* Objects are numbered in order of birth, so the list is in order. */
static void forget_newborn(Recorder *recorder, Ref object)
{
    size_t low = 0, high = recorder->newborns.length;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (recorder->newborns.items[middle].number < object->number) low = middle + 1;
        else high = middle;
    }
    if (low < recorder->newborns.length && recorder->newborns.items[low].number == object->number)
        recorder->newborns.items[low].object = NULL;
}

static void hear_freeing(Rt *rt UNUSED, void *context, Ref object)
{
    Recorder *recorder = context;
    forget_newborn(recorder, object);
    if (!known_has(&recorder->told_objects, object)) return;
    for (size_t i = 0; i < recorder->reordered.length; i++) {
        if (recorder->reordered.items[i] == object) recorder->reordered.items[i] = NULL;
    }
    record_emit(recorder, &(Event){EVENT_free, .free_ = {recorder->n, ids_of(&recorder->ids, object)}});
    known_drop(&recorder->told_objects, object);
}

/* --- steps */

static void tell_moved(Recorder *recorder)
{
    if (recorder->moved.length == 0) return;
    Event event = {EVENT_move,
                   .move_ = {recorder->n, {recorder->moved.items, recorder->moved.length},
                             (uint64_t)recorder->moved_from, (uint64_t)recorder->moved_to}};
    record_emit(recorder, &event);
    recorder->moved.length = 0;
}

/* Tells what is known only when a step is over. */
static void tell_end_of_step(Recorder *recorder)
{
    record_open(recorder);
    tell_moved(recorder);
    if (recorder->cells_from < recorder->cells_to) record_cells(recorder, recorder->frame);
    recorder->cells_from = recorder->cells_to = 0;
    tell_newborns(recorder);
    record_close(recorder);
}

/* code_instr, which most often finds no prefix. */
static inline CodeInstr instr_at(const Frame *frame, int unit)
{
    CodeUnit at = FRAME_CODE(frame)->units[unit];
    if (UNLIKELY(at.op == OP_EXTENDED_ARG)) return code_instr(frame->code, unit);
    return (CodeInstr){.unit = unit, .op = at.op, .arg = at.arg};
}

/* An exception that no handler took is dealt with, by functions written in C or by the library, when an instruction runs
   that is written. */
static inline void note_swallowed(Recorder *recorder)
{
    if (UNLIKELY(recorder->is_raised)) buf_clear(&recorder->exception);
    recorder->is_raised = false;
}

/* Else it is when the frame goes on behind its POP_EXCEPT. */
static inline void note_dealing(Recorder *recorder, const Frame *frame, uint8_t op)
{
    if (UNLIKELY(recorder->dealing_frame == frame->number && recorder->dealing_frame != 0)) {
        buf_clear(&recorder->exception);
        recorder->dealing_frame = 0;
    }
    if (UNLIKELY(op == OP_POP_EXCEPT)) recorder->dealing_frame = frame->number;
}

static void tell_op(Recorder *recorder, Frame *frame)
{
    const CodeFacts *facts = record_facts(recorder, frame->code);
    int unit = code_unit_of(frame->code, frame->prev_instr);
    CodeInstr instr = instr_at(frame, unit);
    Own *stack = frame_stack_base(frame);
    Event event;
    event.kind = EVENT_op;
    event.site = facts == NULL ? 0 : facts->site + (uint32_t)unit;
    event.op_ = (Event_op){.n = recorder->n,
                           .f = record_frame_number(recorder, frame),
                           .pc = (uint64_t)unit * sizeof(CodeUnit),
                           .op = opcode_table[instr.op].name,
                           .arg = opcode_has_arg(instr.op) ? (int64_t)instr.arg : -1,
                           .line = facts == NULL ? -1 : facts->lines[unit],
                           .stack = record_stack(recorder, stack, frame->localsplus + frame->stack_top - stack, &event.same)};
    if (UNLIKELY(instr.op == OP_MAKE_CELL || instr.op == OP_COPY_FREE_VARS)) record_expect_cells(recorder, frame, &instr);
    if (UNLIKELY(recorder->unfolded.length > 0)) { /* what was told of just now: its contents belong before the instruction, too */
        record_unfold(recorder);
        recorder->stack_length = 0;
        event.op_.stack = record_stack(recorder, stack, frame->localsplus + frame->stack_top - stack, &event.same);
    }
    if (UNLIKELY(recorder->options->full)) {
        event.op_.chain = record_chain(recorder, frame);
        event.op_.locals = record_locals(recorder, frame);
        event.op_.heap = record_reachable(recorder, frame);
    }
    note_dealing(recorder, frame, instr.op);
    record_emit(recorder, &event);
}

/* Begins and ends the part of the run that is written. */
static void enter_window(Recorder *recorder, uint64_t n)
{
    const RecorderOptions *options = recorder->options;
    recorder->young_from = recorder->rt->next_number; /* of what collections did before nothing was heard */
    recorder->is_begun = n >= options->from && n < options->to;
    rt_hear(recorder->rt, recorder->is_begun ? recorder->hooks.hears : (uint32_t)HEAR_STEPS);
    if (recorder->is_begun) rt_stop_at(recorder->rt, n + 1);
    else rt_stop_at(recorder->rt, n < options->from ? options->from : UINT64_MAX);
}

/* Are counts told of before FRAME's instruction?  What frames that are not written did to them is when that is over. */
static bool is_counted(const Recorder *recorder, const Frame *frame)
{
    return !recorder->is_quiet || (frame != NULL && number_is_in(&recorder->told_frames, frame->number));
}

static void hear_step(Rt *rt, void *context, Frame *frame)
{
    Recorder *recorder = context;
    bool has_more = (recorder->newborns.length | recorder->moved.length | recorder->reordered.length) != 0 ||
                    recorder->cells_from < recorder->cells_to;
    if (has_more) tell_end_of_step(recorder);
    if (UNLIKELY(recorder->options->refcounts) && is_counted(recorder, frame)) record_refcounts(recorder);
    recorder->n = rt_step(rt);
    if (frame != NULL && !recorder->has_first_frame) record_first_frame(recorder, frame);
    if (LIKELY(recorder->is_begun && recorder->n + 1 < recorder->options->to)) rt->stop_at = recorder->n + 1; /* as rt_stop_at, within the hook */
    else enter_window(recorder, recorder->n);
    if (frame == NULL || !recorder->is_begun) return; /* a phase of the collector tells of itself */
    recorder->frame = frame;
    record_open(recorder);
    if (frame != recorder->last_frame || frame->number != recorder->last_number) {
        recorder->is_quiet = !record_frame(recorder, frame);
        recorder->last_frame = frame;
        recorder->last_number = frame->number;
    }
    if (!recorder->is_quiet) {
        note_swallowed(recorder);
        if (record_weight(recorder) >= recorder->next_key) record_key(recorder);
        tell_op(recorder, frame);
    }
    record_close(recorder);
}

/* --- frames */

static void tell_resumed(Recorder *recorder, Frame *frame)
{
    number_drop(&recorder->suspended, frame->number);
    Event event = {EVENT_resume, .resume_ = {recorder->n, record_frame_number(recorder, frame),
                                             record_back(recorder, frame->previous)}};
    record_emit(recorder, &event);
}

/* What is thrown into a suspended frame makes it go on, and before it those that delegate to it: FRAME, or the first in its
   chain that is written. */
static void tell_woken(Recorder *recorder, Frame *frame)
{
    while (frame != NULL && !number_is_in(&recorder->told_frames, frame->number)) frame = frame->previous;
    if (frame == NULL || !number_is_in(&recorder->suspended, frame->number)) return;
    tell_woken(recorder, frame->previous);
    tell_resumed(recorder, frame);
}

static void hear_called(Rt *rt UNUSED, void *context, Frame *frame)
{
    Recorder *recorder = context;
    record_open(recorder);
    if (recorder->cells_from < recorder->cells_to) record_cells(recorder, recorder->frame);
    if (record_is_written(recorder, frame)) {
        tell_woken(recorder, frame->previous);
        record_frame(recorder, frame);
    }
    record_close(recorder);
}

/* Opens an event of FRAME; false when the frame is not written. */
static bool open_frame_event(Recorder *recorder, Frame *frame)
{
    record_open(recorder);
    return record_frame(recorder, frame);
}

static void hear_returned(Rt *rt UNUSED, void *context, Frame *frame, Ref value)
{
    Recorder *recorder = context;
    if (open_frame_event(recorder, frame)) {
        bool is_suspended = code_instr(frame->code, code_unit_of(frame->code, frame->prev_instr)).op == OP_RETURN_GENERATOR;
        if (is_suspended) number_put(&recorder->suspended, frame->number);
        EventValue result = record_value(recorder, value);
        Event event = {EVENT_return, .return_ = {recorder->n, record_frame_number(recorder, frame), result}};
        record_emit(recorder, &event);
    }
    record_close(recorder);
    if (frame->previous == NULL) recorder->is_quiet = true; /* what follows is the machine's own end */
    recorder->last_frame = NULL;
}

/* Does FRAME lie in the chain only because something was thrown through it into what it delegates to? */
static bool only_delegates(const Frame *frame)
{
    return frame != NULL && frame->owner == FRAME_OWNED_BY_GENERATOR && frame_lasti(frame) >= 0 &&
           frame->prev_instr->op == OP_YIELD_VALUE;
}

static void hear_yielded(Rt *rt UNUSED, void *context, Frame *frame, Ref value)
{
    Recorder *recorder = context;
    do {
        /* A value that comes out of what was thrown into passes through those that delegate, which do not run for it;
           whether they were told to go on depends on whether what happened behind them was told of. */
        bool runs = !number_is_in(&recorder->suspended, frame->number);
        number_put(&recorder->suspended, frame->number);
        if (open_frame_event(recorder, frame) && runs) {
            EventValue result = record_value(recorder, value);
            Event event = {EVENT_yield, .yield_ = {recorder->n, record_frame_number(recorder, frame), result}};
            record_emit(recorder, &event);
        }
        record_close(recorder);
        frame = frame->previous;
    } while (only_delegates(frame));
}

static void hear_resumed(Rt *rt UNUSED, void *context, Frame *frame)
{
    Recorder *recorder = context;
    /* One that delegates goes on as soon as what it delegates to does. */
    bool runs = number_is_in(&recorder->told_frames, frame->number) && !number_is_in(&recorder->suspended, frame->number);
    if (open_frame_event(recorder, frame) && !runs) tell_resumed(recorder, frame);
    record_close(recorder);
}

/* The exception's arguments, as a call would have them. */
static EventText exception_text(Recorder *recorder, Ref args)
{
    Buf *text = &recorder->text;
    if (args != NULL && is_exact(args, TYPE_tuple)) {
        for (ptrdiff_t i = 0; i < tuple_length(args); i++) {
            if (i > 0) buf_add(text, ", ", 2);
            if (tuple_peek(args, i) != NULL) render_object(&recorder->ids, tuple_peek(args, i), text, RENDER_LIMIT);
        }
    } else if (args != NULL) {
        render_object(&recorder->ids, args, text, RENDER_LIMIT);
    }
    return record_buf(recorder);
}

static void hear_raised(Rt *rt, void *context, Frame *frame, Ref exception)
{
    Recorder *recorder = context;
    if (open_frame_event(recorder, frame)) {
        tell_woken(recorder, frame);
        bool is_instance = !is_type(exception);
        const Type *type = is_instance ? exception->type : AS_TYPE(exception);
        if (is_instance) record_object(recorder, exception);
        EventText text = exception_text(recorder, is_instance ? AS_EXCEPTION(exception)->args : rt->pending.value);
        buf_clear(&recorder->exception);
        recorder->is_raised = true;
        buf_add_text(&recorder->exception, render_type_name(type));
        if (text.length > 0) buf_add_text(&recorder->exception, ": ");
        buf_add(&recorder->exception, text.bytes, text.length);
        Event event = {EVENT_raise,
                       .raise_ = {recorder->n, record_frame_number(recorder, frame), render_type_name(type),
                                  is_instance ? ids_of(&recorder->ids, exception) : 0, text}};
        record_emit(recorder, &event);
    }
    record_close(recorder);
}

static void hear_caught(Rt *rt UNUSED, void *context, Frame *frame, int handler)
{
    Recorder *recorder = context;
    if (open_frame_event(recorder, frame)) {
        recorder->is_raised = false;
        Event event = {EVENT_catch,
                       .catch_ = {recorder->n, record_frame_number(recorder, frame), (uint64_t)handler}};
        record_emit(recorder, &event);
    }
    record_close(recorder);
}

static void hear_unwound(Rt *rt UNUSED, void *context, Frame *frame)
{
    Recorder *recorder = context;
    if (open_frame_event(recorder, frame)) {
        Event event = {EVENT_unwind, .unwind_ = {recorder->n, record_frame_number(recorder, frame)}};
        record_emit(recorder, &event);
    }
    record_close(recorder);
}

static void hear_jumped(Rt *rt UNUSED, void *context, Frame *frame, int offset)
{
    Recorder *recorder = context;
    if (open_frame_event(recorder, frame)) {
        Event event = {EVENT_jump, .jump_ = {recorder->n, record_frame_number(recorder, frame), (uint64_t)offset}};
        record_emit(recorder, &event);
    }
    record_close(recorder);
}

/* The frame that runs now is somewhere within its instruction. */
static void hear_switched(Rt *rt UNUSED, void *context, int number, Frame *frame)
{
    Recorder *recorder = context;
    record_open(recorder);
    Event event = {EVENT_thread, .thread_ = {recorder->n, (uint64_t)number, record_chain(recorder, frame)}};
    record_emit(recorder, &event);
    record_close(recorder);
    recorder->frame = frame;
    recorder->last_frame = NULL;
    recorder->is_quiet = frame == NULL || !number_is_in(&recorder->told_frames, frame->number);
}

/* --- variables and containers */

static void hear_var(Rt *rt UNUSED, void *context, Frame *frame, VarScope scope, Ref name, Ref old, Ref value)
{
    static const char *const scopes[] = {
        [SCOPE_LOCAL] = "local", [SCOPE_CELL] = "cell", [SCOPE_GLOBAL] = "global", [SCOPE_NAME] = "name"};
    Recorder *recorder = context;
    /* What is written into a namespace that is more than a dict, if anything, is told of as such. */
    if (scope == SCOPE_NAME && !is_exact(frame->locals, TYPE_dict)) return;
    if (open_frame_event(recorder, frame)) {
        EventValue before = record_value(recorder, old), after = record_value(recorder, value);
        Event event = {EVENT_var, .var_ = {recorder->n, record_frame_number(recorder, frame), scopes[scope],
                                           record_text(recorder, name), before, after}};
        record_emit(recorder, &event);
    }
    record_close(recorder);
}

/* What instructions write into the namespace of their frame is told of as variables, if the frame is. */
static bool is_variable_write(const Recorder *recorder, Ref container)
{
    const Frame *frame = recorder->frame;
    if (frame == NULL || recorder->is_quiet || (container != frame->locals && container != frame->globals)) return false;
    if (!is_exact(container, TYPE_dict)) return false;
    switch (frame->prev_instr->op) {
    case OP_STORE_NAME: case OP_DELETE_NAME: case OP_STORE_GLOBAL: case OP_DELETE_GLOBAL:
    case OP_SETUP_ANNOTATIONS: case OP_IMPORT_STAR: return true;
    default: return false;
    }
}

static EventText place_text(Recorder *recorder, WriteKind kind, ptrdiff_t index, Ref key)
{
    if (kind == WRITE_CLEAR || kind == WRITE_REORDER) return (EventText){NULL, 0};
    if (kind == WRITE_ATTR && key == NULL) return (EventText){"cell_contents", 13};
    if (key == NULL) return record_index(recorder, index);
    if (kind == WRITE_ATTR) render_name(key, &recorder->text);
    else render_key(&recorder->ids, key, &recorder->text);
    return record_buf(recorder);
}

/* Is it the object's own class that was written? */
static bool is_class_write(Ref container, WriteKind kind, Ref key, Ref old, Ref value)
{
    return kind == WRITE_ATTR && value == (Ref)container->type && key != NULL && str_equals_text(key, "__class__") && old != NULL && is_type(old);
}

static void tell_class(Recorder *recorder, Ref object, const Type *old)
{
    const char *before = render_type_name(old), *after = render_type_name(object->type);
    render_object(&recorder->ids, object, &recorder->text, RENDER_LIMIT);
    Event event = {EVENT_class, .class_ = {recorder->n, ids_of(&recorder->ids, object), {before, strlen(before)},
                                           {after, strlen(after)}, record_buf(recorder)}};
    record_emit(recorder, &event);
}

static void hear_written(Rt *rt UNUSED, void *context, Ref container, WriteKind kind, ptrdiff_t index, Ref key,
                         Ref old, Ref value)
{
    static const char *const kinds[] = {
        [WRITE_ITEM] = "item", [WRITE_ATTR] = "attr",   [WRITE_KEY] = "key", [WRITE_APPEND] = "append",
        [WRITE_INSERT] = "insert", [WRITE_POP] = "pop", [WRITE_CLEAR] = "clear", [WRITE_REORDER] = "reorder"};
    Recorder *recorder = context;
    /* What was not told of is not known to anybody: its new event will show how it is then. */
    if (is_variable_write(recorder, container) || !known_has(&recorder->told_objects, container)) return;
    record_open(recorder);
    if (UNLIKELY(is_class_write(container, kind, key, old, value))) {
        tell_class(recorder, container, AS_TYPE(old));
        record_close(recorder);
        return;
    }
    EventValue before = record_value(recorder, old), after = record_value(recorder, value);
    Event event = {EVENT_set, .set_ = {recorder->n, ids_of(&recorder->ids, container), kinds[kind],
                                       place_text(recorder, kind, index, key), before, after}};
    record_emit(recorder, &event);
    record_close(recorder);
    if (kind == WRITE_REORDER && vec_push(&recorder->reordered, container) < 0) recorder->has_failed = true;
}

/* --- the collector */

/* The numbers of the program's own objects in a list of the collector. */
static EventType_OBJECTS list_ids(Recorder *recorder, const GcHead *list)
{
    EventType_OBJECTS ids = {NULL, 0};
    if (list == NULL) return ids;
    size_t count = 0;
    for (GcHead *head = gc_next(list); head != list && count < MOST_GC_IDS; head = gc_next(head)) count++;
    uint32_t *items = ARENA_ARRAY(recorder->arena, uint32_t, count);
    if (items == NULL) return ids;
    for (GcHead *head = gc_next(list); count-- > 0; head = gc_next(head)) {
        if (gc_object(head)->number >= recorder->ids.first_object)
            items[ids.length++] = ids_of(&recorder->ids, gc_object(head));
    }
    ids.items = items;
    return ids;
}

static void hear_gc_phase(Rt *rt, void *context, GcPhase phase, int generation)
{
    static const char *const phases[] = {"start", "update_refs", "subtract_refs", "move_unreachable",
                                         "finalize", "clear", "move_survivors", "end"};
    Recorder *recorder = context;
    const Gc *gc = rt->gc;
    recorder->young_from = rt->next_number;
    const GcHead *about = phase == GC_FINALIZE || phase == GC_CLEAR ? gc->unreachable
                          : phase == GC_UPDATE_REFS                 ? gc->young
                                                                    : NULL;
    record_open(recorder);
    Event event = {EVENT_gc, .gc_ = {recorder->n, (uint64_t)generation, phases[phase], record_counts(recorder),
                                     list_ids(recorder, about)}};
    record_emit(recorder, &event);
    recorder->phase = phase == GC_END ? NULL : phases[phase];
    recorder->phase_generation = generation;
    recorder->phase_ids.length = 0;
    for (size_t i = 0; i < event.gc_.ids.length; i++) {
        if (vec_push(&recorder->phase_ids, event.gc_.ids.items[i]) < 0) recorder->has_failed = true;
    }
    record_close(recorder);
}

static void hear_moved(Rt *rt, void *context, Ref object, int from, int to)
{
    Recorder *recorder = context;
    recorder->young_from = rt->next_number;
    if (from < 0) from = generation_of(rt, object);
    if (from == to || !known_has(&recorder->told_objects, object)) return;
    if (recorder->moved_from != from || recorder->moved_to != to) tell_moved(recorder);
    recorder->moved_from = from;
    recorder->moved_to = to;
    if (vec_push(&recorder->moved, ids_of(&recorder->ids, object)) < 0) recorder->has_failed = true;
}

/* --- the world */

void recorder_output(Recorder *recorder, int fd, const char *bytes, size_t size)
{
    if (!recorder->is_begun) return;
    record_emit(recorder, &(Event){EVENT_out, .out_ = {recorder->n, (uint64_t)fd, {bytes, size}}});
}

void recorder_input(Recorder *recorder, const char *bytes, size_t size)
{
    if (!recorder->is_begun) return;
    record_emit(recorder, &(Event){EVENT_in, .in_ = {recorder->n, {bytes, size}}});
}

static Hooks recorder_hooks(Recorder *recorder)
{
    return (Hooks){
        .context = recorder,
        .hears = HEAR_STEPS | HEAR_FRAMES | HEAR_VARS | HEAR_HEAP | HEAR_WRITES | HEAR_GC,
        .step = hear_step, .called = hear_called, .returned = hear_returned, .yielded = hear_yielded,
        .resumed = hear_resumed, .raised = hear_raised, .caught = hear_caught, .unwound = hear_unwound, .jumped = hear_jumped, .switched = hear_switched,
        .var = hear_var, .allocated = hear_allocated, .freeing = hear_freeing, .written = hear_written,
        .gc_phase = hear_gc_phase, .moved = hear_moved,
    };
}

/* --- beginning and end */

Recorder *recorder_new(const RecorderOptions *options, Sink *sink)
{
    Recorder *recorder = calloc(1, sizeof *recorder);
    if (recorder == NULL) return NULL;
    recorder->options = options;
    recorder->next_key = options->key_interval != 0 ? options->key_interval : RECORDER_KEY_INTERVAL;
    recorder->sink = sink;
    recorder->hooks = recorder_hooks(recorder);
    recorder->arena = arena_new();
    recorder->facts.program = options->text == NULL && options->argc > 0 ? options->argv[0] : NULL;
    recorder->values = calloc(VALUE_TEXTS, sizeof *recorder->values);
    recorder->names = calloc(VALUE_TEXTS, sizeof *recorder->names);
    if (recorder->arena == NULL || recorder->values == NULL || recorder->names == NULL) {
        arena_free(recorder->arena);
        free(recorder->values);
        free(recorder->names);
        free(recorder);
        return NULL;
    }
    if (options->text != NULL && !source_give(&recorder->sources, "<string>", options->text, strlen(options->text)))
        recorder->has_failed = true;
    return recorder;
}

static void tell_header(Recorder *recorder)
{
    static const uint64_t version[] = {1, 0};
    const RecorderOptions *options = recorder->options;
    EventText *argv = ARENA_ARRAY(recorder->arena, EventText, options->argc);
    EventBinding bindings[4];
    size_t count = 0;
    if (argv == NULL) return;
    for (size_t i = 0; i < options->argc; i++) argv[i] = (EventText){options->argv[i], strlen(options->argv[i])};
    static const EventText yes = {"True", 4};
    if (options->all) bindings[count++] = (EventBinding){{"all", 3}, {.kind = EVENT_VALUE_TEXT, .text = yes}};
    if (options->full) bindings[count++] = (EventBinding){{"full", 4}, {.kind = EVENT_VALUE_TEXT, .text = yes}};
    if (options->refcounts) bindings[count++] = (EventBinding){{"refcounts", 9}, {.kind = EVENT_VALUE_TEXT, .text = yes}};
    if (options->only != NULL)
        bindings[count++] = (EventBinding){{"only", 4}, {.kind = EVENT_VALUE_TEXT, .text = {options->only, strlen(options->only)}}};
    Event event = {EVENT_header, .header_ = {"viv-trace", {version, 2}, options->viv_version, "3.11",
                                             {argv, options->argc}, recorder->rt->hash_key0, {bindings, count}}};
    record_emit(recorder, &event);
}

void recorder_begin(Recorder *recorder, Rt *rt, uint32_t first_object)
{
    recorder->rt = rt;
    recorder->ids = (Ids){first_object, 0};
    recorder->began = rt->next_number;
    rt_listen(rt, &recorder->hooks);
    tell_header(recorder);
    arena_reset(recorder->arena);
    enter_window(recorder, 0);
    rt_step_restart(rt, 0);
    rt_stop_at(rt, 0); /* to see the first frame, whatever is written */
}

/* Writes the end event and closes the sink. */
static int close_trace(Recorder *recorder, const char *reason, int status)
{
    if (recorder->sink == NULL) return recorder->has_failed ? -1 : 0;
    Event event = {EVENT_end, .end_ = {recorder->events, rt_step(recorder->rt), reason, status}};
    if (recorder->sink->event(recorder->sink, &event) < 0) recorder->has_failed = true;
    if (recorder->sink->close(recorder->sink) < 0) recorder->has_failed = true, recorder->error = errno;
    recorder->sink = NULL;
    return recorder->has_failed ? -1 : 0;
}

static void end_at_limit(Recorder *recorder, uint64_t n, const char *what)
{
    record_emit(recorder, &(Event){EVENT_limit, .limit_ = {n, what}});
    recorder->newborns.length = recorder->moved.length = recorder->reordered.length = 0;
    recorder->unfolded.length = 0;
    recorder->cells_from = recorder->cells_to = 0;
    close_trace(recorder, "limit", 3);
}

void record_emit(Recorder *recorder, const Event *event)
{
    const RecorderOptions *options = recorder->options;
    if (recorder->sink == NULL || recorder->has_failed) return;
    if (recorder->sink->event(recorder->sink, event) < 0) recorder->has_failed = true;
    recorder->events++;
    if (options->max_events == 0 || recorder->events < options->max_events || event->kind == EVENT_limit) return;
    end_at_limit(recorder, recorder->n, "max-events");
    options->stop(options->stop_context);
}

void recorder_limit(Recorder *recorder, const char *what)
{
    end_at_limit(recorder, rt_step(recorder->rt), what);
}

int recorder_end(Recorder *recorder, const char *reason, int status)
{
    if (!recorder->is_begun) recorder->newborns.length = recorder->reordered.length = 0;
    tell_end_of_step(recorder);
    if (recorder->options->refcounts) record_refcounts(recorder);
    int result = close_trace(recorder, reason, status);
    rt_listen(recorder->rt, NULL);
    facts_fini(&recorder->facts);
    source_fini(&recorder->sources);
    number_fini(&recorder->told_sources);
    number_fini(&recorder->told_frames);
    number_fini(&recorder->suspended);
    known_fini(&recorder->told_objects);
    refcounts_fini(&recorder->refcounts);
    vec_fini(&recorder->reordered);
    vec_fini(&recorder->newborns);
    vec_fini(&recorder->unfolded);
    vec_fini(&recorder->moved);
    arena_free(recorder->arena);
    free(recorder->values);
    free(recorder->names);
    buf_fini(&recorder->text);
    buf_fini(&recorder->exception);
    vec_fini(&recorder->phase_ids);
    int error = recorder->error;
    free(recorder);
    errno = error;
    return result;
}
