/* The world outside: every byte that a program reads or writes, every clock, every random
   number comes through one table of functions, so that a log can stand between the machine
   and the world, and a run can be repeated exactly.

   Functions return -1 with errno set when the world refuses.  None of them raises. */
#ifndef VIV_BASE_WORLD_H
#define VIV_BASE_WORLD_H

#include <sys/types.h>

#include "base/base.h"

typedef enum WorldClock {
    WORLD_CLOCK_TIME,      /* nanoseconds since 1970 */
    WORLD_CLOCK_MONOTONIC, /* never goes back */
    WORLD_CLOCK_CPU,       /* of this process */
} WorldClock;

/* What else a program may ask of the operating system: world_ops.def says what each means. */
typedef enum WorldOp {
#define WORLD_OP(name, ...) WORLD_##name,
#include "base/world_ops.def"
#undef WORLD_OP
    WORLD_OP_COUNT
} WorldOp;

typedef enum WorldKind { WORLD_KIND_ASKS, WORLD_KIND_ACTS, WORLD_KIND_HOLDS, WORLD_KIND_PROCESS } WorldKind;

enum { WORLD_INTS = 5, WORLD_TEXTS = 2 };

/* A question as plain data: it can be sent to another process, or compared with a log. */
typedef struct WorldRequest {
    WorldOp op;
    int64_t ints[WORLD_INTS];
    struct WorldText {
        const char *bytes; /* a path ends with a NUL that SIZE does not count; NULL: not given */
        size_t size;
    } texts[WORLD_TEXTS];
} WorldRequest;

/* The answer: begin with WORLD_REPLY_INIT, end with world_reply_fini. */
typedef struct WorldReply {
    int64_t value; /* -1: the world refuses, for the reason `error` */
    int error;
    char *room; /* the asker's place for the bytes, or NULL */
    size_t capacity;
    char *bytes; /* in `room` when they fit there, else malloc'd; NULL: none */
    size_t size;
} WorldReply;

#define WORLD_REPLY_INIT ((WorldReply){0})

typedef struct World World;

struct World {
    void *context; /* the implementation's */
    ssize_t (*write)(World *world, int fd, const void *bytes, size_t size);
    ssize_t (*read)(World *world, int fd, void *bytes, size_t size);
    bool (*is_open)(World *world, int fd);
    bool (*is_terminal)(World *world, int fd);
    int64_t (*clock_ns)(World *world, WorldClock clock);
    int (*sleep_ns)(World *world, int64_t nanoseconds);
    int (*random_bytes)(World *world, void *bytes, size_t size); /* 0 or -1 */
    /* A whole file, malloc'd and ended by a NUL that SIZE does not count; NULL and errno. */
    char *(*file_read)(World *world, const char *path, size_t *size);
    /* Any WorldRequest.  0 or -1, as reply->value says; -1 sets reply->error and errno. */
    int (*perform)(World *world, const WorldRequest *request, WorldReply *reply);
};

/* The operating system's own answer (world_ops.c). */
int world_perform_real(World *world, const WorldRequest *request, WorldReply *reply);
WorldKind world_op_kind(WorldOp op);

/* For implementations: SIZE bytes to be filled as the reply's; NULL with errno. */
char *world_reply_bytes(WorldReply *reply, size_t size);
/* Refuses: sets errno too; -1. */
int world_reply_refuse(WorldReply *reply, int error);
void world_reply_fini(WorldReply *reply);

/* The world as it is: a table of its own for each call's caller to keep. */
World world_real(void);

#endif
