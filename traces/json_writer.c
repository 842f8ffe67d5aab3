/* Kept true: a write(2) never ends inside a record; a file gets its name only after all of it
   reached the disk; once a write failed, every later event is refused. */
#include "traces/json_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "traces/json_record.h"

enum { FLUSH_SIZE = 1 << 16 };

typedef struct JsonWriter {
    Sink sink;
    JsonOut out;
    int fd;
    JsonForm form;
    bool is_first;       /* nothing was recorded yet */
    char *path, *beside; /* owned; NULL when written in place */
} JsonWriter;

static int flush(JsonWriter *writer)
{
    size_t done = 0;
    if (writer->out.failed) return -1;
    while (done < writer->out.length) {
        ssize_t wrote = write(writer->fd, writer->out.bytes + done, writer->out.length - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) {
            writer->out.failed = true;
            return -1;
        }
        done += (size_t)wrote;
    }
    writer->out.length = 0;
    return 0;
}

static int writer_event(Sink *sink, const Event *event)
{
    JsonWriter *writer = CONTAINER_OF(sink, JsonWriter, sink);
    JsonOut *out = &writer->out;
    if (writer->form == JSON_DOCUMENT && !writer->is_first) json_literal(out, ",\n");
    writer->is_first = false;
    json_record(out, event);
    if (writer->form == JSON_LINES) json_literal(out, "\n");
    return out->length >= FLUSH_SIZE || out->failed ? flush(writer) : 0;
}

static void writer_free(JsonWriter *writer)
{
    json_fini(&writer->out);
    free(writer->path);
    free(writer->beside);
    free(writer);
}

static int writer_close(Sink *sink)
{
    JsonWriter *writer = CONTAINER_OF(sink, JsonWriter, sink);
    if (writer->form == JSON_DOCUMENT) json_literal(&writer->out, "\n]}\n");
    int status = flush(writer);
    if (writer->beside != NULL) {
        if (status == 0) status = fsync(writer->fd);
        if (close(writer->fd) < 0) status = -1;
        if (status == 0) status = rename(writer->beside, writer->path);
    } else if (writer->fd != STDOUT_FILENO) {
        if (close(writer->fd) < 0) status = -1;
    }
    writer_free(writer);
    return status;
}

/* Opens the file beside PATH, or PATH itself when that is a device or a pipe. */
static int writer_open(JsonWriter *writer, const char *path)
{
    struct stat there;
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode)) {
        writer->fd = open(path, O_WRONLY | O_CLOEXEC);
        return writer->fd;
    }
    size_t size = strlen(path) + sizeof ".part";
    writer->path = strdup(path);
    writer->beside = malloc(size);
    if (writer->path == NULL || writer->beside == NULL) return -1;
    snprintf(writer->beside, size, "%s.part", path);
    writer->fd = open(writer->beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return writer->fd;
}

Sink *json_writer_new(const char *path, JsonForm form, char *message, size_t size)
{
    JsonWriter *writer = calloc(1, sizeof *writer);
    if (writer == NULL) {
        snprintf(message, size, "out of memory");
        return NULL;
    }
    writer->sink = (Sink){writer_event, writer_close};
    writer->form = form;
    writer->is_first = true;
    writer->fd = STDOUT_FILENO;
    if (path != NULL && writer_open(writer, path) < 0) {
        snprintf(message, size, "%s: %s", path, strerror(errno));
        writer_free(writer);
        return NULL;
    }
    if (form == JSON_DOCUMENT) json_literal(&writer->out, "{\"records\":[\n");
    return &writer->sink;
}
