/* Kept true: one record a line, or one document of all; files as out_file.h says. */
#include "traces/json_writer.h"

#include "traces/file_sink.h"
#include "traces/json_op.h"
#include "traces/json_record.h"

typedef struct JsonWriter {
    FileSink to;
    JsonForm form;
    bool is_first; /* nothing was recorded yet */
    JsonOps ops;
} JsonWriter;

static int writer_event(Sink *sink, const Event *event)
{
    JsonWriter *writer = CONTAINER_OF(sink, JsonWriter, to.sink);
    JsonOut *out = &writer->to.file.out;
    if (writer->form == JSON_DOCUMENT && !writer->is_first) json_literal(out, ",\n");
    writer->is_first = false;
    if (LIKELY(json_op_is_for(event))) {
        json_op(out, &writer->ops, event);
    } else {
        if (event->kind == EVENT_op) json_op_missed(&writer->ops);
        json_record(out, event);
    }
    if (writer->form == JSON_LINES) json_literal(out, "\n");
    return out_file_checkpoint(&writer->to.file);
}

static int writer_close(Sink *sink)
{
    JsonWriter *writer = CONTAINER_OF(sink, JsonWriter, to.sink);
    if (writer->form == JSON_DOCUMENT) json_literal(&writer->to.file.out, "\n]}\n");
    json_ops_fini(&writer->ops);
    return file_sink_close(&writer->to);
}

Sink *json_writer_new(const char *path, JsonForm form, char *message, size_t size)
{
    JsonWriter *writer = file_sink_new(sizeof *writer, path, (Sink){writer_event, writer_close}, message, size);
    if (writer == NULL) return NULL;
    writer->form = form;
    writer->is_first = true;
    if (form == JSON_DOCUMENT) json_literal(&writer->to.file.out, "{\"records\":[\n");
    return &writer->to.sink;
}
