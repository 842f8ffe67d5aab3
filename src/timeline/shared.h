/* Memory that the stepper and all processes of its machine see: requests, Views, and what
   passed between the program and the world.  Mapped before the first fork, so it lies at the
   same address everywhere, and pointers into it (and to static data) may be passed around.

   The logs are append-only and the same for every re-execution: a process carries its own
   Cursor, reads what is already there, and appends only where nobody has been before.  One
   process runs at a time, so no locks are needed. */
#ifndef VIV_TIMELINE_SHARED_H
#define VIV_TIMELINE_SHARED_H

#include "base/arena.h"
#include "base/world.h"
#include "events/timeline.h"

enum {
    SHARED_REQUEST_SIZE = 1 << 16,
    SHARED_VIEW_SIZE = 1 << 25,
    SHARED_LOG_SIZE = 1 << 26,
    SHARED_WRITES = 1 << 20,
    SHARED_WORLD_SIZE = 1 << 20,
    SHARED_MESSAGE_SIZE = 200,
};

/* One write of the program: SIZE bytes at OFFSET of the output log. */
typedef struct SharedWrite {
    uint64_t n;
    uint32_t offset, size;
    int32_t fd;
} SharedWrite;

typedef struct Shared {
    /* Written by the stepper before it asks. */
    ViewRequest request;
    const Predicate *predicate; /* in request_area */

    /* Written by the machine. */
    uint64_t crash_n;  /* the step at which a signal ended it; UINT64_MAX: none did */
    int exit_status;   /* of the program, once it ended */
    const char *end_reason;
    uint64_t busy; /* nanoseconds of processor time that runs have taken */
    uint64_t pages; /* of memory that they made, or had to copy */

    ViewSurvey survey;
    bool tallies; /* written by the stepper: the machine counts how often each instruction is executed */
    const char *save_path; /* written by the stepper: what runs now writes its trace there; NULL */
    bool save_is_cut; /* the trace ends before the run */
    char save_message[SHARED_MESSAGE_SIZE]; /* why that went wrong; "": it did not */

    uint64_t write_count, output_length; /* of writes[] and output[] */
    uint64_t answers_length;             /* of answers[] */
    uint64_t input_length;               /* of input[] */
    bool input_ended;                    /* there will be no more than input_length */

    WorldRequest world_request; /* what the stepper is to ask of the world; its texts in world_area */

    char request_area[SHARED_REQUEST_SIZE];
    char world_area[SHARED_WORLD_SIZE];
    char view_area[SHARED_VIEW_SIZE];
    SharedWrite writes[SHARED_WRITES];
    char output[SHARED_LOG_SIZE];
    char answers[SHARED_LOG_SIZE]; /* clocks, random numbers, lengths of reads, the world's replies, in order of asking */
    char input[SHARED_LOG_SIZE];   /* what was fed to standard input */
} Shared;

/* How far one process has come in each log. */
typedef struct SharedCursor {
    uint64_t writes, output, answers, input;
} SharedCursor;

MUST_USE Shared *shared_new(void); /* NULL with errno; memory is used only as it is touched */
void shared_free(Shared *shared);

/* Puts copies of what the stepper asks into the request area; false when they do not fit. */
MUST_USE bool shared_put_predicate(Shared *shared, const Predicate *predicate);
MUST_USE bool shared_put_request(Shared *shared, const ViewRequest *request);

/* The program writes at step N.  False when the log is full: the bytes are dropped. */
bool shared_write(Shared *shared, SharedCursor *cursor, uint64_t n, int fd, const void *bytes, size_t size);

/* The next answer of the world: when it is in the log already, ANSWER is replaced by it and
   the result is true; else false, and the caller asks the world and calls shared_answer_put.
   Both are given the same SIZE on every run. */
bool shared_answer_get(const Shared *shared, SharedCursor *cursor, void *answer, size_t size);
bool shared_answer_put(Shared *shared, SharedCursor *cursor, const void *answer, size_t size);

/* SHARED, whose machine stands at its beginning, will meet the world that WORLD has met. */
void shared_remember(Shared *shared, const Shared *world);

/* Puts a copy of REQUEST where the stepper finds it; false when it does not fit. */
MUST_USE bool shared_put_world(Shared *shared, const WorldRequest *request);
/* In the stepper: performs that request, once, and appends the reply to the answers. */
void shared_perform(Shared *shared);
/* The next reply of the log; false: nobody has asked yet. */
bool shared_world_get(const Shared *shared, SharedCursor *cursor, WorldReply *reply);

/* The output before step N as a View shows it, its last MAX_BYTES.  False: the arena is full. */
MUST_USE bool shared_view_output(const Shared *shared, View *view, uint64_t n, size_t max_bytes, Arena *arena);

#endif
