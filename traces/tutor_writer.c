/* Kept true: a step is written when its line (or instruction) is about to run, from the replayed state
   alone; frames are numbered from 1, in order of entry, the module being nobody's parent. */
#include "traces/tutor_writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "traces/file_sink.h"
#include "traces/tutor_heap.h"

typedef struct TutorWriter {
    ReplaySink on;
    TutorForm form;
    TutorHeap heap;
    NumberMap parents;        /* of functions: the frame that made them, numbered from 1 */
    VEC(int64_t) with_children; /* frames that made functions and are not the module */
    VEC(char) output;
    bool is_first, has_code;
    uint32_t source;          /* the program's own */
} TutorWriter;

/* --- who made which function */

static const ReplayFrame *newest(const TutorWriter *writer)
{
    return writer->on.replay.chain.length == 0 ? NULL : vec_last(&writer->on.replay.chain);
}

static bool is_module(const ReplayFrame *frame)
{
    return frame->kind[0] == 'm';
}

static int note_function(TutorWriter *writer, const Event_new *event)
{
    const ReplayFrame *frame = newest(writer);
    bool is_function = event->type.length == 8 && memcmp(event->type.bytes, "function", 8) == 0;
    if (!is_function || frame == NULL || is_module(frame) || event->id >= VIEW_EARLIER) return 0;
    if (number_map_put(&writer->parents, event->id, (uint64_t)frame->number + 1) < 0) return -1;
    for (size_t i = 0; i < writer->with_children.length; i++) {
        if (writer->with_children.items[i] == frame->number) return 0;
    }
    return vec_push(&writer->with_children, frame->number);
}

/* Is a function that FRAME made alive? */
static bool has_children(const TutorWriter *writer, const ReplayFrame *frame)
{
    for (size_t at = 0; at < writer->parents.capacity; at++) {
        const uint64_t *parent = number_map_at(&writer->parents, at);
        if (parent != NULL && *parent == (uint64_t)frame->number + 1) return true;
    }
    return false;
}

/* --- frames */

static void put_locals(TutorWriter *writer, const ReplayFrame *frame, const EventValue *result)
{
    JsonOut *out = &writer->on.to.file.out;
    bool is_first = true;
    json_literal(out, "\"encoded_locals\":{");
    for (size_t i = 0; i < frame->code->slot_count; i++) {
        EventValue value = replay_slot_value(&writer->on.replay, &frame->slots[i]);
        if (value.kind == EVENT_VALUE_NULL || frame->code->kinds[i] == VIEW_FREE) continue;
        if (!is_first) json_literal(out, ",");
        is_first = false;
        json_string(out, frame->code->slots[i].bytes, frame->code->slots[i].length);
        json_literal(out, ":");
        tutor_put_value(&writer->heap, value);
    }
    if (result != NULL) {
        if (!is_first) json_literal(out, ",");
        json_literal(out, "\"__return__\":");
        tutor_put_value(&writer->heap, *result);
    }
    json_literal(out, "},\"ordered_varnames\":[");
    is_first = true;
    for (size_t i = 0; i < frame->code->slot_count; i++) {
        EventValue value = replay_slot_value(&writer->on.replay, &frame->slots[i]);
        if (value.kind == EVENT_VALUE_NULL || frame->code->kinds[i] == VIEW_FREE) continue;
        if (!is_first) json_literal(out, ",");
        is_first = false;
        json_string(out, frame->code->slots[i].bytes, frame->code->slots[i].length);
    }
    if (result != NULL) json_raw(out, is_first ? "\"__return__\"" : ",\"__return__\"", is_first ? 12 : 13);
    json_literal(out, "]");
}

static void put_frame(TutorWriter *writer, const ReplayFrame *frame, bool is_highlighted, const EventValue *result)
{
    JsonOut *out = &writer->on.to.file.out;
    bool is_parent = has_children(writer, frame), is_zombie = !frame->runs;
    const uint64_t *parent = frame->func == 0 ? NULL : number_map_peek(&writer->parents, frame->func);
    uint64_t id = (uint64_t)frame->number + 1;
    char hash[120];
    json_literal(out, "{\"func_name\":");
    json_string(out, frame->code->event.name.bytes, frame->code->event.name.length);
    json_literal(out, ",");
    put_locals(writer, frame, result);
    json_literal(out, ",\"parent_frame_id_list\":[");
    if (parent != NULL) json_unsigned(out, *parent);
    json_literal(out, "],\"frame_id\":");
    json_unsigned(out, id);
    int length = snprintf(hash, sizeof hash, ",\"is_highlighted\":%s,\"is_parent\":%s,\"is_zombie\":%s,\"unique_hash\":", is_highlighted ? "true" : "false",
                          is_parent ? "true" : "false", is_zombie ? "true" : "false");
    json_raw(out, hash, (size_t)length);
    length = snprintf(hash, sizeof hash, "%.40s_f%llu%s%s", frame->code->event.name.bytes, (unsigned long long)id,
                      is_parent ? "_p" : "", is_zombie ? "_z" : "");
    json_string(out, hash, (size_t)length);
    json_literal(out, "}");
}

/* The value stack of the newest frame, as a frame whose variables are its places. */
static void put_stack(TutorWriter *writer, const ReplayFrame *frame)
{
    JsonOut *out = &writer->on.to.file.out;
    json_literal(out, "{\"func_name\":\"value stack\",\"encoded_locals\":{");
    for (size_t i = 0; i < frame->stack.length; i++) {
        json_raw(out, i > 0 ? ",\"" : "\"", i > 0 ? 2 : 1);
        json_unsigned(out, i);
        json_literal(out, "\":");
        tutor_put_value(&writer->heap, frame->stack.items[i]);
    }
    json_literal(out, "},\"ordered_varnames\":[");
    for (size_t i = 0; i < frame->stack.length; i++) {
        json_raw(out, i > 0 ? ",\"" : "\"", i > 0 ? 2 : 1);
        json_unsigned(out, i);
        json_literal(out, "\"");
    }
    json_literal(out, "],\"parent_frame_id_list\":[],\"frame_id\":0,\"is_highlighted\":false,\"is_parent\":false,"
                      "\"is_zombie\":false,\"unique_hash\":\"value_stack_f0\"}");
}

static void put_frames(TutorWriter *writer, const EventValue *result)
{
    JsonOut *out = &writer->on.to.file.out;
    const Replay *replay = &writer->on.replay;
    bool is_first = true;
    json_literal(out, "\"stack_to_render\":[");
    for (size_t i = 0; i < writer->with_children.length; i++) {
        uint64_t *found = number_map_peek(&replay->frames, (uint64_t)writer->with_children.items[i]);
        const ReplayFrame *frame = found == NULL ? NULL : (const ReplayFrame *)(uintptr_t)*found;
        if (frame == NULL || frame->runs || !has_children(writer, frame)) continue;
        if (!is_first) json_literal(out, ",");
        is_first = false;
        put_frame(writer, frame, false, NULL);
    }
    for (size_t i = 0; i < replay->chain.length; i++) {
        const ReplayFrame *frame = replay->chain.items[i];
        if (is_module(frame)) continue;
        if (!is_first) json_literal(out, ",");
        is_first = false;
        bool is_newest = i + 1 == replay->chain.length;
        put_frame(writer, frame, is_newest, is_newest ? result : NULL);
    }
    if (writer->form == TUTOR_INSTRUCTIONS && replay->chain.length > 0) {
        if (!is_first) json_literal(out, ",");
        put_stack(writer, newest(writer));
    }
    json_literal(out, "]");
}

/* --- global names */

static bool is_shown(const EventField *field)
{
    EventText name = field->at;
    return name.length > 2 && !(name.length > 4 && memcmp(name.bytes + 1, "__", 2) == 0);
}

static void put_globals(TutorWriter *writer)
{
    JsonOut *out = &writer->on.to.file.out;
    const ReplayFrame *first = writer->on.replay.chain.length == 0 ? NULL : writer->on.replay.chain.items[0];
    const ReplayObject *dict = first == NULL ? NULL : replay_object(&writer->on.replay, first->globals);
    size_t count = dict == NULL ? 0 : dict->fields.length;
    bool is_first = true;
    json_literal(out, "\"globals\":{");
    for (size_t i = 0; i < count; i++) {
        const EventField *field = &dict->fields.items[i];
        if (!is_shown(field)) continue;
        if (!is_first) json_literal(out, ",");
        is_first = false;
        json_string(out, field->at.bytes + 1, field->at.length - 2);
        json_literal(out, ":");
        tutor_put_value(&writer->heap, field->value);
    }
    json_literal(out, "},\"ordered_globals\":[");
    is_first = true;
    for (size_t i = 0; i < count; i++) {
        const EventField *field = &dict->fields.items[i];
        if (!is_shown(field)) continue;
        if (!is_first) json_literal(out, ",");
        is_first = false;
        json_string(out, field->at.bytes + 1, field->at.length - 2);
    }
    json_literal(out, "]");
}

/* --- steps */

static int put_step(TutorWriter *writer, const char *event, const EventValue *result, const char *exception)
{
    JsonOut *out = &writer->on.to.file.out;
    const ReplayFrame *frame = newest(writer);
    if (!writer->has_code || frame == NULL || frame->line <= 0) return 0;
    json_raw(out, writer->is_first ? "\n{" : ",\n{", writer->is_first ? 2 : 3);
    writer->is_first = false;
    json_literal(out, "\"event\":");
    json_string(out, event, strlen(event));
    json_literal(out, ",\"line\":");
    json_signed(out, frame->line);
    json_literal(out, ",\"func_name\":");
    json_string(out, frame->code->event.name.bytes, frame->code->event.name.length);
    if (exception != NULL) {
        json_literal(out, ",\"exception_msg\":");
        json_string(out, exception, strlen(exception));
    }
    json_literal(out, ",\"stdout\":");
    json_string(out, writer->output.items == NULL ? "" : writer->output.items, writer->output.length);
    json_literal(out, ",");
    put_globals(writer);
    json_literal(out, ",");
    put_frames(writer, result);
    json_literal(out, ",");
    tutor_put_heap(&writer->heap);
    json_literal(out, "}");
    if (writer->heap.failed) return -1;
    return out_file_checkpoint(&writer->on.to.file);
}

/* Where the newest frame was before an instruction. */
typedef struct Before {
    int64_t pc, line;
    const char *op; /* "" before the first */
} Before;

static Before before_op(const TutorWriter *writer)
{
    const ReplayFrame *frame = newest(writer);
    Before before = {-1, -1, ""};
    if (frame == NULL || frame->pc < 0) return before;
    const ReplayInstr *instr = replay_instr(frame->code, frame->pc);
    return (Before){frame->pc, frame->line, instr == NULL ? "" : instr->op.name};
}

/* Does CPython's tracer see a line begin here?  When the line is another one than the last instruction's, or
   a jump went back; not before the frame's RESUME. */
static bool begins_line(const ReplayFrame *frame, const Event_op *event, Before before)
{
    if (frame->line <= 0 || (before.pc < 0 && !is_module(frame))) return false;
    if (strcmp(before.op, "MAKE_CELL") == 0 || strcmp(before.op, "COPY_FREE_VARS") == 0) return false;
    if (strcmp(before.op, "RETURN_GENERATOR") == 0 || strcmp(event->op, "RESUME") == 0) return false;
    bool is_first = strcmp(before.op, "RESUME") == 0 && frame->is_fresh;
    return is_first || frame->line != before.line || (frame->pc < before.pc && strcmp(event->op, "SEND") != 0);
}

static int hear_op(TutorWriter *writer, const Event *event)
{
    Before before = before_op(writer);
    bool is_start = strcmp(event->op_.op, "RESUME") == 0 && event->op_.arg == 0;
    if (replay_apply(&writer->on.replay, event) < 0) return -1;
    ReplayFrame *frame = vec_last(&writer->on.replay.chain);
    bool is_step = writer->form == TUTOR_INSTRUCTIONS || begins_line(frame, &event->op_, before);
    frame->is_fresh = is_start;
    if (is_step) return put_step(writer, "step_line", NULL, NULL);
    return is_start && !is_module(frame) ? put_step(writer, "call", NULL, NULL) : 0;
}

static int hear_raise(TutorWriter *writer, const Event *event)
{
    char text[200];
    snprintf(text, sizeof text, "%s: %.*s", event->raise_.type, (int)(event->raise_.text.length < 150 ? event->raise_.text.length : 150),
             event->raise_.text.bytes);
    if (replay_apply(&writer->on.replay, event) < 0) return -1;
    return put_step(writer, "exception", NULL, text);
}

/* The program's text comes first in the document. */
static int hear_source(TutorWriter *writer, const Event_source *event)
{
    JsonOut *out = &writer->on.to.file.out;
    if (writer->has_code) return 0;
    writer->has_code = true;
    writer->source = event->id;
    json_literal(out, "{\"code\":");
    json_string(out, event->text.bytes, event->text.length);
    json_literal(out, ",\n\"trace\":[");
    return 0;
}

static int hear_out(TutorWriter *writer, const Event_out *event)
{
    size_t length = writer->output.length;
    if (vec_reserve(&writer->output, length + event->text.length) < 0) return -1;
    memcpy(writer->output.items + length, event->text.bytes, event->text.length);
    writer->output.length = length + event->text.length;
    return 0;
}

static int tutor_event(Sink *sink, const Event *event)
{
    TutorWriter *writer = CONTAINER_OF(sink, TutorWriter, on.to.sink);
    switch (event->kind) {
    case EVENT_op: return hear_op(writer, event);
    case EVENT_raise: return hear_raise(writer, event);
    case EVENT_return:
        if (newest(writer) != NULL && !is_module(newest(writer)) && writer->form == TUTOR_LINES &&
            put_step(writer, "return", &event->return_.value, NULL) < 0)
            return -1;
        break;
    case EVENT_yield:
        if (writer->form == TUTOR_LINES && put_step(writer, "return", &event->yield_.value, NULL) < 0) return -1;
        break;
    case EVENT_source:
        if (hear_source(writer, &event->source_) < 0) return -1;
        break;
    case EVENT_new:
        if (note_function(writer, &event->new_) < 0) return -1;
        break;
    case EVENT_free: number_map_drop(&writer->parents, event->free_.id); break;
    case EVENT_out:
        if (hear_out(writer, &event->out_) < 0) return -1;
        break;
    default: break;
    }
    return replay_apply(&writer->on.replay, event);
}

static int tutor_close(Sink *sink)
{
    TutorWriter *writer = CONTAINER_OF(sink, TutorWriter, on.to.sink);
    if (!writer->has_code) json_literal(&writer->on.to.file.out, "{\"code\":\"\",\"trace\":[");
    json_literal(&writer->on.to.file.out, "\n]}\n");
    tutor_heap_fini(&writer->heap);
    number_map_fini(&writer->parents);
    vec_fini(&writer->with_children);
    vec_fini(&writer->output);
    return replay_sink_close(&writer->on);
}

Sink *tutor_writer_new(const char *path, TutorForm form, char *message, size_t size)
{
    TutorWriter *writer = replay_sink_new(sizeof *writer, path, (Sink){tutor_event, tutor_close}, message, size);
    if (writer == NULL) return NULL;
    writer->on.replay.keeps = true;
    writer->form = form;
    writer->is_first = true;
    writer->heap = (TutorHeap){.replay = &writer->on.replay, .out = &writer->on.to.file.out, .parents = &writer->parents};
    return &writer->on.to.sink;
}
