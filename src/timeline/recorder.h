/* Turns what an observer of the machine hears (memory/hooks.h) into events for a Sink: the
   trace of a run.  Never runs Python code, takes no reference, allocates nothing in the
   program's heap.

   By default only what happens while frames of the user's own files run is written: library
   frames run unseen, and an object made there is told of when it is first seen outside. */
#ifndef VIV_TIMELINE_RECORDER_H
#define VIV_TIMELINE_RECORDER_H

#include "events/sink.h"
#include "memory/rt.h"

typedef struct Recorder Recorder;

typedef struct RecorderOptions {
    bool all;            /* library frames too */
    bool full;           /* with every instruction its frames, variables and reachable objects */
    bool refcounts;      /* each change of a reference count of what was told of */
    const char *only;    /* glob: only frames whose qualified name or file matches; NULL: any */
    uint64_t from, to;   /* steps: only from <= n < to */
    uint64_t max_events; /* 0: no limit */
    uint64_t key_interval; /* records between key records, at least; 0: 4096 */
    const char *viv_version;
    const char *const *argv;
    size_t argc;
    const char *text;   /* the program itself when it is no file (-c): named "<string>"; or NULL */
    const char *folder; /* files below it are named from there, as the user names them; or NULL */
    /* Called when max_events is reached, after the trace was closed: does not return. */
    void (*stop)(void *context);
    void *stop_context;
} RecorderOptions;

/* A recorder that writes to SINK, which it takes over.  OPTIONS must outlive it.  NULL: no memory. */
MUST_USE Recorder *recorder_new(const RecorderOptions *options, Sink *sink);

/* To be called when the program is about to begin; objects from the number FIRST_OBJECT on are its
   own, what has a lower one existed before it. */
void recorder_begin(Recorder *recorder, Rt *rt, uint32_t first_object);

/* The program wrote to FD, or read its standard input. */
void recorder_output(Recorder *recorder, int fd, const char *bytes, size_t size);
void recorder_input(Recorder *recorder, const char *bytes, size_t size);

/* The run ends at a limit, which the trace's last records tell, and then is complete. */
void recorder_limit(Recorder *recorder, const char *what);

/* The program has ended: writes the last record, closes the sink and frees the recorder; RT
   hears nothing any more.  REASON as event.def says.  -1, with errno: the trace is incomplete. */
int recorder_end(Recorder *recorder, const char *reason, int status);

#endif
