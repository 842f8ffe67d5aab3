/* What the writers begin with: a sink that writes a file, and, of some, a replay beside it that knows the state. */
#ifndef VIV_TRACES_FILE_SINK_H
#define VIV_TRACES_FILE_SINK_H

#include "events/sink.h"
#include "traces/out_file.h"
#include "traces/replay.h"

typedef struct FileSink {
    Sink sink;
    OutFile file;
} FileSink;

typedef struct ReplaySink {
    FileSink to;
    ReplayLibrary library;
    Replay replay;
} ReplaySink;

/* A writer of SIZE bytes whose first member is a FileSink (a ReplaySink), all else zero; its file is open at PATH, NULL
   being standard output.  NULL with one line in MESSAGE, which has ROOM bytes. */
void *file_sink_new(size_t size, const char *path, Sink sink, char *message, size_t room);
void *replay_sink_new(size_t size, const char *path, Sink sink, char *message, size_t room);

/* Ends the file and the writer.  0, or -1 with errno when something was lost. */
MUST_USE int file_sink_close(FileSink *writer);
MUST_USE int replay_sink_close(ReplaySink *writer);

#endif
