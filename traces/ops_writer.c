/* Kept true: what CPython's tracer does not see is left out: RESUME and everything that a frame
   runs before its first RESUME. */
#include "traces/ops_writer.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

typedef struct ObjectType {
    uint32_t id;
    char *name; /* owned */
} ObjectType;

typedef struct OpsWriter {
    Sink sink;
    FILE *file;
    VEC(ObjectType) types;     /* of the living objects that were told of */
    VEC(uint64_t) begun;       /* frames that have passed their first RESUME */
} OpsWriter;

static void put_text(FILE *file, EventText text)
{
    fwrite(text.bytes, 1, text.length, file);
}

static const char *type_of(const OpsWriter *writer, uint32_t id)
{
    for (size_t i = writer->types.length; i-- > 0;) {
        if (writer->types.items[i].id == id) return writer->types.items[i].name;
    }
    return "?";
}

static void put_value(const OpsWriter *writer, const EventValue *value)
{
    switch (value->kind) {
    case EVENT_VALUE_NULL: fputs("NULL", writer->file); break;
    case EVENT_VALUE_TEXT: put_text(writer->file, value->text); break;
    case EVENT_VALUE_OBJECT: fprintf(writer->file, "<%s>", type_of(writer, value->object)); break;
    }
}

static bool has_begun(const OpsWriter *writer, uint64_t frame)
{
    for (size_t i = writer->begun.length; i-- > 0;) {
        if (writer->begun.items[i] == frame) return true;
    }
    return false;
}

static void put_number(FILE *file, int64_t number)
{
    if (number < 0) fputs("\t-", file);
    else fprintf(file, "\t%lld", (long long)number);
}

static int put_op(OpsWriter *writer, const Event_op *op)
{
    if (strcmp(op->op, "RESUME") == 0) {
        if (has_begun(writer, (uint64_t)op->f)) return 0;
        return vec_push(&writer->begun, (uint64_t)op->f);
    }
    if (!has_begun(writer, (uint64_t)op->f)) return 0;
    fprintf(writer->file, "%llu\t%s", (unsigned long long)op->pc, op->op);
    put_number(writer->file, op->arg);
    put_number(writer->file, op->line);
    for (size_t i = 0; i < op->stack.length; i++) {
        putc('\t', writer->file);
        put_value(writer, &op->stack.items[i]);
    }
    putc('\n', writer->file);
    return ferror(writer->file) ? -1 : 0;
}

static int note_type(OpsWriter *writer, uint32_t id, EventText name)
{
    ObjectType type = {id, strndup(name.bytes, name.length)};
    if (type.name != NULL && vec_push(&writer->types, type) == 0) return 0;
    free(type.name);
    return -1;
}

static void forget_type(OpsWriter *writer, uint32_t id)
{
    for (size_t i = writer->types.length; i-- > 0;) {
        if (writer->types.items[i].id != id) continue;
        free(writer->types.items[i].name);
        writer->types.items[i] = writer->types.items[--writer->types.length];
        return;
    }
}

static int ops_event(Sink *sink, const Event *event)
{
    OpsWriter *writer = CONTAINER_OF(sink, OpsWriter, sink);
    switch (event->kind) {
    case EVENT_op: return put_op(writer, &event->op_);
    case EVENT_new: return note_type(writer, event->new_.id, event->new_.type);
    case EVENT_class:
        forget_type(writer, event->class_.id);
        return note_type(writer, event->class_.id, event->class_.new);
    case EVENT_free: forget_type(writer, event->free_.id); return 0;
    default: return 0;
    }
}

static int ops_close(Sink *sink)
{
    OpsWriter *writer = CONTAINER_OF(sink, OpsWriter, sink);
    int status = fflush(writer->file);
    for (size_t i = 0; i < writer->types.length; i++) free(writer->types.items[i].name);
    vec_fini(&writer->types);
    vec_fini(&writer->begun);
    free(writer);
    return status;
}

Sink *ops_writer_new(FILE *file)
{
    OpsWriter *writer = calloc(1, sizeof *writer);
    if (writer == NULL) return NULL;
    writer->sink = (Sink){ops_event, ops_close};
    writer->file = file;
    return &writer->sink;
}
