/* Kept true: one record a line, or one document of all; files as out_file.h says. */
#include "traces/json_writer.h"

#include <stdio.h>
#include <stdlib.h>

#include "traces/json_op.h"
#include "traces/json_record.h"
#include "traces/out_file.h"

typedef struct JsonWriter {
    Sink sink;
    OutFile file;
    JsonForm form;
    bool is_first; /* nothing was recorded yet */
    JsonOps ops;
} JsonWriter;

static int writer_event(Sink *sink, const Event *event)
{
    JsonWriter *writer = CONTAINER_OF(sink, JsonWriter, sink);
    JsonOut *out = &writer->file.out;
    if (writer->form == JSON_DOCUMENT && !writer->is_first) json_literal(out, ",\n");
    writer->is_first = false;
    if (LIKELY(json_op_is_for(event))) {
        json_op(out, &writer->ops, event);
    } else {
        if (event->kind == EVENT_op) json_op_missed(&writer->ops);
        json_record(out, event);
    }
    if (writer->form == JSON_LINES) json_literal(out, "\n");
    return out_file_checkpoint(&writer->file);
}

static int writer_close(Sink *sink)
{
    JsonWriter *writer = CONTAINER_OF(sink, JsonWriter, sink);
    if (writer->form == JSON_DOCUMENT) json_literal(&writer->file.out, "\n]}\n");
    int status = out_file_close(&writer->file);
    json_ops_fini(&writer->ops);
    free(writer);
    return status;
}

Sink *json_writer_new(const char *path, JsonForm form, char *message, size_t size)
{
    JsonWriter *writer = calloc(1, sizeof *writer);
    if (writer == NULL) {
        snprintf(message, size, "no memory");
        return NULL;
    }
    if (out_file_open(&writer->file, path, message, size) < 0) {
        free(writer);
        return NULL;
    }
    writer->sink = (Sink){writer_event, writer_close};
    writer->form = form;
    writer->is_first = true;
    if (form == JSON_DOCUMENT) json_literal(&writer->file.out, "{\"records\":[\n");
    return &writer->sink;
}
