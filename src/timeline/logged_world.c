/* Kept true: the same calls in the same order get the same answers in every process of the
   machine.  Files that are read whole (source texts) are read anew each time and taken to stay as they
   are while one steps; all else that the operating system is asked for, it is asked for once. */
#include "timeline/logged_world.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

static LoggedWorld *logged_of(World *world)
{
    return CONTAINER_OF(world, LoggedWorld, world);
}

static ssize_t logged_write(World *world, int fd, const void *bytes, size_t size)
{
    Pilot *pilot = logged_of(world)->pilot;
    if (fd != 1 && fd != 2) {
        errno = EBADF;
        return -1;
    }
    shared_write(pilot->shared, &pilot->cursor, pilot->ops->position(pilot->context), fd, bytes, size);
    if (logged_of(world)->recorder != NULL) recorder_output(logged_of(world)->recorder, fd, bytes, size);
    return (ssize_t)size;
}

static ssize_t logged_read(World *world, int fd, void *bytes, size_t size)
{
    Pilot *pilot = logged_of(world)->pilot;
    Shared *shared = pilot->shared;
    uint64_t length;
    if (fd != 0) {
        errno = EBADF;
        return -1;
    }
    if (!shared_answer_get(shared, &pilot->cursor, &length, sizeof length)) {
        pilot_await_input(pilot);
        length = shared->input_length - pilot->cursor.input;
        if (length > size) length = size;
        shared_answer_put(shared, &pilot->cursor, &length, sizeof length);
    }
    memcpy(bytes, shared->input + pilot->cursor.input, length);
    pilot->cursor.input += length;
    if (length > 0 && logged_of(world)->recorder != NULL) recorder_input(logged_of(world)->recorder, bytes, length);
    return (ssize_t)length;
}

static bool logged_is_open(World *world UNUSED, int fd)
{
    return fd >= 0 && fd <= 2;
}

/* Output as to a terminal: line by line, so that it is seen when it is written. */
static bool logged_is_terminal(World *world UNUSED, int fd)
{
    return fd == 1 || fd == 2;
}

static int64_t logged_clock(World *world, WorldClock clock)
{
    LoggedWorld *logged = logged_of(world);
    Pilot *pilot = logged->pilot;
    int64_t now;
    if (shared_answer_get(pilot->shared, &pilot->cursor, &now, sizeof now)) return now;
    World real = world_real();
    now = real.clock_ns(&real, clock) + (clock == WORLD_CLOCK_CPU ? 0 : logged->slept);
    shared_answer_put(pilot->shared, &pilot->cursor, &now, sizeof now);
    return now;
}

/* Nobody waits: the clocks go forward instead. */
static int logged_sleep(World *world, int64_t nanoseconds)
{
    logged_of(world)->slept += nanoseconds;
    return 0;
}

static int logged_random(World *world, void *bytes, size_t size)
{
    Pilot *pilot = logged_of(world)->pilot;
    if (shared_answer_get(pilot->shared, &pilot->cursor, bytes, size)) return 0;
    World real = world_real();
    if (real.random_bytes(&real, bytes, size) < 0) return -1;
    if (shared_answer_put(pilot->shared, &pilot->cursor, bytes, size)) return 0;
    errno = ENOMEM;
    return -1;
}

static char *logged_file(World *world UNUSED, const char *path, size_t *size)
{
    World real = world_real();
    return real.file_read(&real, path, size);
}

/* --- the operating system: asked by the stepper, once */

enum { MOST_AT_ONCE = 1 << 19 }; /* bytes of one read or write; the program goes on with the rest */

/* What concerns the standard streams, which belong to the stepper: done here; true: REPLY says how. */
static bool standard_stream(World *world, const WorldRequest *request, WorldReply *reply)
{
    int fd = (int)request->ints[0];
    if (fd < 0 || fd > 2) return false;
    switch (request->op) {
    case WORLD_WRITE: reply->value = logged_write(world, fd, request->texts[0].bytes, request->texts[0].size); break;
    case WORLD_READ: {
        char *bytes = world_reply_bytes(reply, (size_t)request->ints[1]);
        reply->value = bytes == NULL ? -1 : logged_read(world, fd, bytes, (size_t)request->ints[1]);
        reply->size = reply->value < 0 ? 0 : (size_t)reply->value;
        break;
    }
    case WORLD_IS_TERMINAL: reply->value = logged_is_terminal(world, fd); break;
    case WORLD_SEEK:
    case WORLD_TRUNCATE: reply->value = -1, errno = ESPIPE; break;
    default:
        if (world_op_kind(request->op) != WORLD_KIND_HOLDS) return false;
        reply->value = -1, errno = EPERM;
    }
    reply->error = reply->value < 0 ? errno : 0;
    return true;
}

/* May the program go on with the standard streams that a poll asks for?  It may: it waits when it reads. */
static bool standard_poll(const WorldRequest *request, WorldReply *reply)
{
    struct pollfd items[3];
    size_t size = request->texts[0].size, count = size / sizeof *items;
    if (request->op != WORLD_POLL || count == 0 || count > ARRAY_LENGTH(items)) return false;
    memcpy(items, request->texts[0].bytes, size);
    for (size_t i = 0; i < count; i++) {
        if (items[i].fd < 0 || items[i].fd > 2) return false;
        items[i].revents = items[i].events;
    }
    char *bytes = world_reply_bytes(reply, size);
    if (bytes == NULL) return false;
    memcpy(bytes, items, size);
    reply->value = (int64_t)count;
    return true;
}

static bool has_path(const WorldRequest *request)
{
    return request->texts[0].bytes != NULL && request->op != WORLD_WRITE;
}

/* The run ends here; does not return. */
static void end_run(LoggedWorld *logged, int status)
{
    Pilot *pilot = logged->pilot;
    if (logged->recorder != NULL && recorder_end(logged->recorder, "exit", status) < 0)
        snprintf(pilot->shared->save_message, SHARED_MESSAGE_SIZE, "%s", strerror(errno));
    pilot->shared->end_reason = "exit";
    pilot_end(pilot, status);
}

static int logged_perform(World *world, const WorldRequest *request, WorldReply *reply)
{
    Pilot *pilot = logged_of(world)->pilot;
    WorldRequest smaller = *request;
    if (request->op == WORLD_EXIT) end_run(logged_of(world), (int)request->ints[0] & 0xFF);
    if (world_op_kind(request->op) == WORLD_KIND_PROCESS) return world_reply_refuse(reply, ENOSYS);
    if (standard_poll(request, reply)) return 0;
    if (!has_path(request) && standard_stream(world, request, reply)) return reply->value < 0 ? -1 : 0;
    if (request->op == WORLD_WRITE && smaller.texts[0].size > MOST_AT_ONCE) smaller.texts[0].size = MOST_AT_ONCE;
    if (request->op == WORLD_READ && smaller.ints[1] > MOST_AT_ONCE) smaller.ints[1] = MOST_AT_ONCE;
    if (!shared_world_get(pilot->shared, &pilot->cursor, reply)) {
        if (!shared_put_world(pilot->shared, &smaller)) return world_reply_refuse(reply, ENAMETOOLONG);
        pilot_ask_world(pilot);
        if (!shared_world_get(pilot->shared, &pilot->cursor, reply)) return world_reply_refuse(reply, ENOMEM);
    }
    errno = reply->error;
    return reply->value < 0 ? -1 : 0;
}

void logged_world_init(LoggedWorld *logged, Pilot *pilot)
{
    *logged = (LoggedWorld){.pilot = pilot,
                            .world = {.context = logged,
                                      .write = logged_write,
                                      .read = logged_read,
                                      .is_open = logged_is_open,
                                      .is_terminal = logged_is_terminal,
                                      .clock_ns = logged_clock,
                                      .sleep_ns = logged_sleep,
                                      .random_bytes = logged_random,
                                      .file_read = logged_file,
                                      .perform = logged_perform}};
}
