/* Kept true: every frame that is opened is closed, in the reverse order, and times do not go back. */
#include "traces/profile_writer.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/vec.h"
#include "traces/number_map.h"
#include "traces/file_sink.h"

typedef struct ProfileCode {
    EventText name, file; /* owned */
    uint64_t line;
} ProfileCode;

typedef struct ProfileWriter {
    FileSink to;
    ProfileForm form;
    bool is_first;           /* no event was written yet */
    uint64_t now;
    VEC(ProfileCode) codes;  /* speedscope's shared frames */
    VEC(ProfileCode) sources; /* only `name` */
    NumberMap code_indexes, source_indexes, frames; /* from numbers of the trace; frames: to their code's index */
    VEC(uint64_t) open;      /* indexes of codes, the outermost first */
    bool is_collecting;
} ProfileWriter;

static EventText copy_of(EventText text)
{
    char *bytes = malloc(text.length + 1);
    if (bytes == NULL) return (EventText){NULL, 0};
    memcpy(bytes, text.bytes, text.length);
    bytes[text.length] = '\0';
    return (EventText){bytes, text.length};
}

static void begin_event(ProfileWriter *writer)
{
    json_raw(&writer->to.file.out, writer->is_first ? "\n" : ",\n", writer->is_first ? 1 : 2);
    writer->is_first = false;
}

static void put_name(ProfileWriter *writer, uint64_t index)
{
    const ProfileCode *code = &writer->codes.items[index];
    json_string(&writer->to.file.out, code->name.bytes, code->name.length);
}

/* One Chrome event of PHASE ("B", "E", "i") on thread LANE, up to its arguments. */
static void begin_chrome(ProfileWriter *writer, const char *phase, int lane)
{
    JsonOut *out = &writer->to.file.out;
    begin_event(writer);
    json_literal(out, "{\"ph\":");
    json_string(out, phase, strlen(phase));
    json_literal(out, ",\"pid\":1,\"tid\":");
    json_signed(out, lane);
    json_literal(out, ",\"ts\":");
    json_unsigned(out, writer->now);
    json_literal(out, ",\"name\":");
}

static int put_edge(ProfileWriter *writer, uint64_t index, bool opens)
{
    JsonOut *out = &writer->to.file.out;
    if (writer->form == PROFILE_CHROME) {
        begin_chrome(writer, opens ? "B" : "E", 1);
        put_name(writer, index);
        json_literal(out, "}");
    } else {
        begin_event(writer);
        json_raw(out, opens ? "{\"type\":\"O\",\"frame\":" : "{\"type\":\"C\",\"frame\":", 20);
        json_unsigned(out, index);
        json_literal(out, ",\"at\":");
        json_unsigned(out, writer->now);
        json_literal(out, "}");
    }
    return out_file_checkpoint(&writer->to.file);
}

static int frame_open(ProfileWriter *writer, uint64_t index)
{
    if (vec_push(&writer->open, index) < 0) return -1;
    return put_edge(writer, index, true);
}

static int frame_close(ProfileWriter *writer)
{
    if (writer->open.length == 0) return 0;
    uint64_t index = vec_pop(&writer->open);
    return put_edge(writer, index, false);
}

static int hear_source(ProfileWriter *writer, const Event_source *event)
{
    ProfileCode source = {.name = copy_of(event->name)};
    if (source.name.bytes == NULL || vec_push(&writer->sources, source) < 0) return -1;
    return number_map_put(&writer->source_indexes, event->id, writer->sources.length - 1);
}

static int hear_code(ProfileWriter *writer, const Event_code *event)
{
    const uint64_t *source = number_map_peek(&writer->source_indexes, event->source);
    ProfileCode code = {.name = copy_of(event->qualname), .line = event->firstlineno};
    if (source != NULL) code.file = copy_of(writer->sources.items[*source].name);
    if (code.name.bytes == NULL || vec_push(&writer->codes, code) < 0) return -1;
    return number_map_put(&writer->code_indexes, event->id, writer->codes.length - 1);
}

static int hear_call(ProfileWriter *writer, const Event_call *event)
{
    const uint64_t *index = number_map_peek(&writer->code_indexes, event->code);
    if (index == NULL) return -1;
    writer->now = event->n;
    if (number_map_put(&writer->frames, (uint64_t)event->f, *index) < 0) return -1;
    return frame_open(writer, *index);
}

static int hear_resume(ProfileWriter *writer, const Event_resume *event)
{
    const uint64_t *index = number_map_peek(&writer->frames, (uint64_t)event->f);
    writer->now = event->n;
    return index == NULL ? 0 : frame_open(writer, *index);
}

/* Calls nest within one thread only: those of the thread that stops end here, and go on when it does. */
static int hear_thread(ProfileWriter *writer, const Event_thread *event)
{
    writer->now = event->n;
    while (writer->open.length > 0) {
        if (frame_close(writer) < 0) return -1;
    }
    for (size_t i = 0; i < event->frames.length; i++) {
        const uint64_t *index = number_map_peek(&writer->frames, event->frames.items[i]);
        if (index != NULL && frame_open(writer, *index) < 0) return -1;
    }
    return 0;
}

static int put_instant(ProfileWriter *writer, const char *name, EventText text)
{
    JsonOut *out = &writer->to.file.out;
    if (writer->form != PROFILE_CHROME) return 0;
    begin_chrome(writer, "i", 1);
    json_string(out, name, strlen(name));
    json_literal(out, ",\"s\":\"t\",\"args\":{\"text\":");
    json_string(out, text.bytes, text.length);
    json_literal(out, "}}");
    return 0;
}

static int hear_gc(ProfileWriter *writer, const Event_gc *event)
{
    bool starts = strcmp(event->phase, "start") == 0, ends = strcmp(event->phase, "end") == 0;
    writer->now = event->n;
    if (writer->form != PROFILE_CHROME || starts == ends || starts == writer->is_collecting) return 0;
    writer->is_collecting = starts;
    begin_chrome(writer, starts ? "B" : "E", 2);
    char name[60];
    int length = snprintf(name, sizeof name, "collection of generation %llu", (unsigned long long)event->gen);
    json_string(&writer->to.file.out, name, (size_t)length);
    json_literal(&writer->to.file.out, "}");
    return 0;
}

static int profile_event(Sink *sink, const Event *event)
{
    ProfileWriter *writer = CONTAINER_OF(sink, ProfileWriter, to.sink);
    switch (event->kind) {
    case EVENT_source: return hear_source(writer, &event->source_);
    case EVENT_code: return hear_code(writer, &event->code_);
    case EVENT_call: return hear_call(writer, &event->call_);
    case EVENT_resume: return hear_resume(writer, &event->resume_);
    case EVENT_op: writer->now = event->op_.n; return 0;
    case EVENT_return: writer->now = event->return_.n; return frame_close(writer);
    case EVENT_yield: writer->now = event->yield_.n; return frame_close(writer);
    case EVENT_unwind: writer->now = event->unwind_.n; return frame_close(writer);
    case EVENT_thread: return hear_thread(writer, &event->thread_);
    case EVENT_raise: return put_instant(writer, event->raise_.type, event->raise_.text);
    case EVENT_out: return put_instant(writer, "output", event->out_.text);
    case EVENT_gc: return hear_gc(writer, &event->gc_);
    case EVENT_end:
        if (event->end_.n > writer->now) writer->now = event->end_.n;
        return 0;
    default: return 0;
    }
}

static void put_shared(ProfileWriter *writer)
{
    JsonOut *out = &writer->to.file.out;
    json_literal(out, "],\"endValue\":");
    json_unsigned(out, writer->now);
    json_literal(out, "}],\n\"shared\":{\"frames\":[");
    for (size_t i = 0; i < writer->codes.length; i++) {
        const ProfileCode *code = &writer->codes.items[i];
        if (i > 0) json_literal(out, ",");
        json_literal(out, "\n{\"name\":");
        json_string(out, code->name.bytes, code->name.length);
        if (code->file.bytes != NULL) {
            json_literal(out, ",\"file\":");
            json_string(out, code->file.bytes, code->file.length);
        }
        json_literal(out, ",\"line\":");
        json_unsigned(out, code->line);
        json_literal(out, "}");
    }
    json_literal(out, "]}}\n");
}

static int profile_close(Sink *sink)
{
    ProfileWriter *writer = CONTAINER_OF(sink, ProfileWriter, to.sink);
    while (writer->open.length > 0) frame_close(writer);
    if (writer->form == PROFILE_CHROME) json_literal(&writer->to.file.out, "\n]}\n");
    else put_shared(writer);
    for (size_t i = 0; i < writer->codes.length; i++) {
        free((char *)(uintptr_t)writer->codes.items[i].name.bytes);
        free((char *)(uintptr_t)writer->codes.items[i].file.bytes);
    }
    for (size_t i = 0; i < writer->sources.length; i++) free((char *)(uintptr_t)writer->sources.items[i].name.bytes);
    vec_fini(&writer->codes);
    vec_fini(&writer->sources);
    vec_fini(&writer->open);
    number_map_fini(&writer->code_indexes);
    number_map_fini(&writer->source_indexes);
    number_map_fini(&writer->frames);
    return file_sink_close(&writer->to);
}

Sink *profile_writer_new(const char *path, ProfileForm form, char *message, size_t size)
{
    ProfileWriter *writer = file_sink_new(sizeof *writer, path, (Sink){profile_event, profile_close}, message, size);
    if (writer == NULL) return NULL;
    writer->form = form;
    writer->is_first = true;
    if (form == PROFILE_CHROME)
        json_literal(&writer->to.file.out, "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
    else
        json_literal(&writer->to.file.out, "{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\"exporter\":\"viv\",\n"
                                        "\"profiles\":[{\"type\":\"evented\",\"name\":\"calls, by step\",\"unit\":\"none\",\"startValue\":0,\"events\":[");
    return &writer->to.sink;
}
