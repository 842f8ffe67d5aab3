/* The real world: each function is the system's own, begun again when a signal ends it
   before anything was done. */
#include "base/world.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

static ssize_t real_write(World *world, int fd, const void *bytes, size_t size)
{
    return write(fd, bytes, size);
}

static ssize_t real_read(World *world, int fd, void *bytes, size_t size)
{
    return read(fd, bytes, size);
}

static bool real_is_open(World *world, int fd)
{
    return fcntl(fd, F_GETFD) != -1;
}

static bool real_is_terminal(World *world, int fd)
{
    return isatty(fd) == 1;
}

static int64_t real_clock_ns(World *world, WorldClock clock)
{
    static const clockid_t ids[] = {
        [WORLD_CLOCK_TIME] = CLOCK_REALTIME,
        [WORLD_CLOCK_MONOTONIC] = CLOCK_MONOTONIC,
        [WORLD_CLOCK_CPU] = CLOCK_PROCESS_CPUTIME_ID,
    };
    struct timespec now = {0};
    clock_gettime(ids[clock], &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int real_sleep_ns(World *world, int64_t nanoseconds)
{
    struct timespec wait = {.tv_sec = nanoseconds / 1000000000,
                            .tv_nsec = (long)(nanoseconds % 1000000000)};
    return nanosleep(&wait, NULL);
}

static int real_random_bytes(World *world, void *bytes, size_t size)
{
    char *at = bytes;
    while (size > 0) {
        ssize_t got = getrandom(at, size, 0);
        if (got < 0 && errno != EINTR) return -1;
        if (got < 0) continue;
        at += got;
        size -= (size_t)got;
    }
    return 0;
}

/* Reads in growing steps, since the length of a pipe is not known. */
static char *real_file_read(World *world, const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    char *bytes = NULL;
    size_t length = 0, capacity = 0, got = 0;
    do {
        if (capacity - length < 2) {
            capacity = capacity == 0 ? 16384 : capacity * 2;
            char *grown = realloc(bytes, capacity);
            if (grown == NULL) break;
            bytes = grown;
        }
        got = fread(bytes + length, 1, capacity - length - 1, file);
        length += got;
    } while (got > 0);
    int failed = ferror(file) ? errno : bytes == NULL ? ENOMEM : 0;
    fclose(file);
    if (failed != 0) {
        free(bytes);
        errno = failed;
        return NULL;
    }
    bytes[length] = '\0';
    *size = length;
    return bytes;
}

World world_real(void)
{
    return (World){
        .write = real_write,
        .read = real_read,
        .is_open = real_is_open,
        .is_terminal = real_is_terminal,
        .clock_ns = real_clock_ns,
        .sleep_ns = real_sleep_ns,
        .random_bytes = real_random_bytes,
        .file_read = real_file_read,
        .perform = world_perform_real,
    };
}
