/* Kept true: whoever gets no writer has nothing to give back; a message is left only then. */
#include "traces/file_sink.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

void *file_sink_new(size_t size, const char *path, Sink sink, char *message, size_t room)
{
    FileSink *writer = calloc(1, size);
    if (writer == NULL) snprintf(message, room, "no memory");
    if (writer == NULL || out_file_open(&writer->file, path, message, room) < 0) {
        free(writer);
        return NULL;
    }
    writer->sink = sink;
    return writer;
}

int file_sink_close(FileSink *writer)
{
    int status = out_file_close(&writer->file), error = errno;
    free(writer);
    errno = error;
    return status;
}

static void give_back(ReplaySink *writer)
{
    replay_fini(&writer->replay);
    library_fini(&writer->library);
}

void *replay_sink_new(size_t size, const char *path, Sink sink, char *message, size_t room)
{
    ReplaySink *writer = calloc(1, size);
    bool has_replay = writer != NULL && library_init(&writer->library) == 0 &&
                      replay_init(&writer->replay, &writer->library, false, true) == 0;
    if (!has_replay) snprintf(message, room, "no memory");
    if (writer == NULL) return NULL;
    if (!has_replay || out_file_open(&writer->to.file, path, message, room) < 0) {
        give_back(writer);
        free(writer);
        return NULL;
    }
    writer->to.sink = sink;
    return writer;
}

int replay_sink_close(ReplaySink *writer)
{
    give_back(writer);
    return file_sink_close(&writer->to);
}
