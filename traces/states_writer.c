/* Kept true: what CPython's tracer does not see is left out: RESUME, what a frame runs before its first
   RESUME, frames of other files, and what runs after the program's own code has ended. */
#include "traces/states_writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "traces/file_sink.h"

typedef struct Seen {
    uint64_t number; /* of the frame, by its first line; 0: none yet */
    char *names;     /* owned: the variables of a body as they were at its last line, "name=value\t…" */
} Seen;

typedef struct StatesWriter {
    ReplaySink on;
    NumberMap begun; /* frames that have passed their first RESUME: to their index in `seen` */
    VEC(Seen) seen;
    uint64_t count;  /* of frames with lines */
    int64_t first;   /* the program's own frame */
    uint32_t source; /* and file */
    bool has_first, is_over;
    Buf names;
} StatesWriter;

static void put(StatesWriter *writer, const char *bytes, size_t length)
{
    json_raw(&writer->on.to.file.out, bytes, length);
}

static void put_number(StatesWriter *writer, int64_t number)
{
    if (number < 0) put(writer, "\t-", 2);
    else json_literal(&writer->on.to.file.out, "\t"), json_signed(&writer->on.to.file.out, number);
}

/* A tuple that was no simple value when it was told of is one now when an iterator filled it anew. */
static bool is_simple_now(const ReplayObject *object)
{
    enum { MOST = 20 };
    if (!replay_type_is(object, "tuple") || object->fields.length == 0 || object->fields.length > MOST) return false;
    for (size_t i = 0; i < object->fields.length; i++) {
        if (object->fields.items[i].value.kind != EVENT_VALUE_TEXT) return false;
    }
    return true;
}

static void add_fields(const ReplayObject *object, Buf *buf)
{
    size_t count = object->fields.length;
    buf_add_char(buf, '(');
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buf_add_text(buf, ", ");
        buf_add(buf, object->fields.items[i].value.text.bytes, object->fields.items[i].value.text.length);
    }
    buf_add_text(buf, count == 1 ? ",)" : ")");
}

static void add_value(const Replay *replay, EventValue value, Buf *buf)
{
    const ReplayObject *object = value.kind == EVENT_VALUE_OBJECT ? replay_object(replay, value.object) : NULL;
    if (value.kind == EVENT_VALUE_NULL) buf_add_text(buf, "NULL");
    else if (value.kind == EVENT_VALUE_TEXT) buf_add(buf, value.text.bytes, value.text.length);
    else if (object == NULL) buf_add_text(buf, "<?>");
    else if (is_simple_now(object)) add_fields(object, buf);
    else buf_printf(buf, "<%.*s>", (int)object->type.length, object->type.bytes);
}

static void put_value(StatesWriter *writer, EventValue value)
{
    Buf text = BUF_INIT;
    add_value(&writer->on.replay, value, &text);
    put(writer, "\t", 1);
    put(writer, buf_text(&text), text.length);
    buf_fini(&text);
}

static bool is_dunder(EventText repr)
{
    return repr.length > 6 && memcmp(repr.bytes + 1, "__", 2) == 0 && memcmp(repr.bytes + repr.length - 3, "__", 2) == 0;
}

/* Does "name=value" stand among the variables as they were? */
static bool was_there(const char *before, const char *binding, size_t length)
{
    for (const char *at = before; at != NULL && *at != '\0';) {
        const char *end = strchr(at, '\t');
        size_t size = end == NULL ? strlen(at) : (size_t)(end - at);
        if (size == length && memcmp(at, binding, length) == 0) return true;
        at = end == NULL ? NULL : end + 1;
    }
    return false;
}

/* The variables of a body that are new or have another value now. */
static int put_changes(StatesWriter *writer, const ReplayFrame *frame, Seen *seen)
{
    const ReplayObject *dict = replay_object(&writer->on.replay, frame->names);
    buf_clear(&writer->names);
    if (dict != NULL && !replay_type_is(dict, "dict")) dict = NULL; /* a namespace with a will of its own */
    for (size_t i = 0; dict != NULL && i < dict->fields.length; i++) {
        const EventField *field = &dict->fields.items[i];
        if (field->at.length < 2 || is_dunder(field->at)) continue;
        size_t start = writer->names.length;
        buf_printf(&writer->names, "%.*s=", (int)field->at.length - 2, field->at.bytes + 1);
        add_value(&writer->on.replay, field->value, &writer->names);
        bool is_old = was_there(seen->names, writer->names.bytes + start, writer->names.length - start);
        if (!is_old) {
            put(writer, "\t", 1);
            put(writer, writer->names.bytes + start, writer->names.length - start);
        }
        buf_add_char(&writer->names, '\t');
    }
    free(seen->names);
    seen->names = strdup(buf_text(&writer->names));
    return seen->names == NULL ? -1 : 0;
}

static void put_locals(StatesWriter *writer, const ReplayFrame *frame)
{
    Buf text = BUF_INIT;
    for (size_t i = 0; i < frame->code->slot_count; i++) {
        buf_clear(&text);
        buf_printf(&text, "\t%.*s=", (int)frame->code->slots[i].length, frame->code->slots[i].bytes);
        add_value(&writer->on.replay, replay_slot_value(&writer->on.replay, &frame->slots[i]), &text);
        put(writer, buf_text(&text), text.length);
    }
    buf_fini(&text);
}

static int put_line(StatesWriter *writer, const ReplayFrame *frame, const Event_op *op, Seen *seen)
{
    enum { OPTIMIZED = 1 };
    if (seen->number == 0) seen->number = ++writer->count;
    json_unsigned(&writer->on.to.file.out, seen->number);
    put(writer, "\t", 1);
    put(writer, frame->code->event.qualname.bytes, frame->code->event.qualname.length);
    put_number(writer, (int64_t)op->pc);
    put(writer, "\t", 1);
    put(writer, op->op, strlen(op->op));
    put_number(writer, op->arg);
    put_number(writer, op->line);
    for (size_t i = 0; i < op->stack.length; i++) put_value(writer, op->stack.items[i]);
    put(writer, "\t|", 2);
    if ((frame->code->event.flags & OPTIMIZED) != 0) put_locals(writer, frame);
    else if (put_changes(writer, frame, seen) < 0) return -1;
    put(writer, "\n", 1);
    return out_file_checkpoint(&writer->on.to.file);
}

static int hear_op(StatesWriter *writer, const Event_op *op)
{
    const ReplayFrame *frame = replay_frame(&writer->on.replay, op->f);
    uint64_t *index = number_map_peek(&writer->begun, (uint64_t)op->f);
    if (frame == NULL || writer->is_over) return 0;
    if (!writer->has_first) writer->first = op->f, writer->source = frame->code->event.source;
    writer->has_first = true;
    if (frame->code->event.source != writer->source) return 0;
    if (strcmp(op->op, "RESUME") == 0) {
        if (index != NULL) return 0;
        if (vec_push(&writer->seen, ((Seen){0, NULL})) < 0) return -1;
        return number_map_put(&writer->begun, (uint64_t)op->f, writer->seen.length - 1);
    }
    return index == NULL ? 0 : put_line(writer, frame, op, &writer->seen.items[*index]);
}

static int states_event(Sink *sink, const Event *event)
{
    StatesWriter *writer = CONTAINER_OF(sink, StatesWriter, on.to.sink);
    if (event->kind == EVENT_return && event->return_.f == writer->first) writer->is_over = true;
    if (event->kind == EVENT_unwind && event->unwind_.f == writer->first) writer->is_over = true;
    if (replay_apply(&writer->on.replay, event) < 0) {
        fprintf(stderr, "viv trace: %s\n", writer->on.replay.message);
        return -1;
    }
    return event->kind == EVENT_op ? hear_op(writer, &event->op_) : 0;
}

static int states_close(Sink *sink)
{
    StatesWriter *writer = CONTAINER_OF(sink, StatesWriter, on.to.sink);
    for (size_t i = 0; i < writer->seen.length; i++) free(writer->seen.items[i].names);
    vec_fini(&writer->seen);
    number_map_fini(&writer->begun);
    buf_fini(&writer->names);
    return replay_sink_close(&writer->on);
}

Sink *states_writer_new(const char *path, char *message, size_t size)
{
    StatesWriter *writer = replay_sink_new(sizeof *writer, path, (Sink){states_event, states_close}, message, size);
    return writer == NULL ? NULL : &writer->on.to.sink;
}
