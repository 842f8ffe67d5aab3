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
};

/* The world as it is: a table of its own for each call's caller to keep. */
World world_real(void);

#endif
