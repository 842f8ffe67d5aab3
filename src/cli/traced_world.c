/* Kept true: the program is answered as the real world answers, but that its output always
   counts as a terminal's: it is written line by line, wherever it goes, and so a trace is the
   same bytes whether it is watched or not. */
#include "cli/traced_world.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static TracedWorld *traced_of(World *world)
{
    return CONTAINER_OF(world, TracedWorld, world);
}

static ssize_t traced_write(World *world, int fd, const void *bytes, size_t size)
{
    TracedWorld *traced = traced_of(world);
    bool is_shown = fd != 1 || traced->shows_output;
    ssize_t wrote = is_shown ? traced->real.write(&traced->real, fd, bytes, size) : (ssize_t)size;
    if (wrote > 0 && (fd == 1 || fd == 2) && traced->recorder != NULL)
        recorder_output(traced->recorder, fd, bytes, (size_t)wrote);
    else if (wrote > 0 && fd == 2 && !traced->has_begun)
        buf_add(&traced->early, bytes, (size_t)wrote);
    return wrote;
}

static ssize_t traced_read(World *world, int fd, void *bytes, size_t size)
{
    TracedWorld *traced = traced_of(world);
    ssize_t got = traced->real.read(&traced->real, fd, bytes, size);
    if (got > 0 && fd == 0 && traced->recorder != NULL) recorder_input(traced->recorder, bytes, (size_t)got);
    return got;
}

static bool traced_is_terminal(World *world, int fd)
{
    return fd == 1 || fd == 2;
}

/* os._exit() ends the trace, too, unless a child calls it that the program forked. */
static void tell_exit(TracedWorld *traced, int status)
{
    Recorder *recorder = traced->recorder;
    traced->recorder = NULL;
    if (recorder == NULL || getpid() != traced->process) return;
    if (recorder_end(recorder, "exit", status & 0xFF) < 0)
        fprintf(stderr, "viv trace: the trace could not be written completely: %s\n", strerror(errno));
}

/* The three streams have functions of their own; the rest is the real world's. */
static int traced_perform(World *world, const WorldRequest *request, WorldReply *reply)
{
    int fd = (int)request->ints[0];
    bool is_stream = fd >= 0 && fd <= 2;
    if (request->op == WORLD_EXIT) tell_exit(traced_of(world), fd);
    if (is_stream && request->op == WORLD_WRITE) {
        reply->value = traced_write(world, fd, request->texts[0].bytes, request->texts[0].size);
    } else if (is_stream && request->op == WORLD_READ) {
        char *bytes = world_reply_bytes(reply, (size_t)request->ints[1]);
        reply->value = bytes == NULL ? -1 : traced_read(world, fd, bytes, (size_t)request->ints[1]);
        reply->size = reply->value < 0 ? 0 : (size_t)reply->value;
    } else if (is_stream && request->op == WORLD_IS_TERMINAL) {
        reply->value = traced_is_terminal(world, fd);
    } else {
        return world_perform_real(world, request, reply);
    }
    reply->error = reply->value < 0 ? errno : 0;
    return reply->value < 0 ? -1 : 0;
}

void traced_world_init(TracedWorld *traced, bool shows_output)
{
    *traced = (TracedWorld){.early = BUF_INIT, .real = world_real(), .shows_output = shows_output, .process = getpid()};
    traced->world = traced->real;
    traced->world.write = traced_write;
    traced->world.read = traced_read;
    traced->world.is_terminal = traced_is_terminal;
    traced->world.perform = traced_perform;
}

void traced_world_begin(TracedWorld *traced, Recorder *recorder)
{
    traced->recorder = recorder;
    traced->has_begun = true;
    if (traced->early.length > 0) recorder_output(recorder, 2, buf_text(&traced->early), traced->early.length);
    buf_fini(&traced->early);
}
