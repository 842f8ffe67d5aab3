/* What a program asks of the operating system may make it wait: a read of an empty pipe, a write to a full
   one, poll, waitpid.  Then the system must not stop the whole process, of which another thread is perhaps
   the one that fills the pipe.  So while there are several threads, nothing that would wait is asked: the
   thread asks whether it would, and lets the others run until it would not. */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "modules/posix_parts.h"
#include "objects/error.h"
#include "vm/threads.h"

#define FIRST_PAUSE INT64_C(50000) /* nanoseconds */
#define LONGEST_PAUSE INT64_C(10000000)

/* Asks again as long as a signal interrupts. */
static int ask(Rt *rt, const WorldRequest *request, WorldReply *reply)
{
    for (;;) {
        if (rt->world->perform(rt->world, request, reply) == 0) return 0;
        if (reply->error != EINTR) return -1;
        if (error_poll(rt) < 0) return -1;
    }
}

/* Asks until the reply's value is not 0, or the moment DEADLINE is there. */
static int ask_repeatedly(Rt *rt, const WorldRequest *request, WorldReply *reply, int64_t deadline)
{
    int64_t pause = FIRST_PAUSE;
    for (;;) {
        int status = ask(rt, request, reply);
        if (status < 0 || reply->value != 0) return status;
        int64_t until = thread_deadline(rt, pause);
        if (deadline != INT64_MAX && until - pause >= deadline) return 0;
        WorldReply again = {.room = reply->room, .capacity = reply->capacity};
        world_reply_fini(reply);
        *reply = again;
        int woken = thread_wait(rt, NULL, until < deadline ? until : deadline);
        if (woken < 0) return -1;
        if (pause < LONGEST_PAUSE) pause *= 2;
    }
}

/* Waits until FD is ready for EVENTS, or can tell that it will never be. */
static int await_ready(Rt *rt, int fd, short events)
{
    struct pollfd item = {.fd = fd, .events = events};
    WorldRequest request = {WORLD_POLL, {0}, {{(const char *)&item, sizeof item}}};
    WorldReply reply = WORLD_REPLY_INIT;
    int status = ask_repeatedly(rt, &request, &reply, INT64_MAX);
    world_reply_fini(&reply);
    return status < 0 && rt_is_pending(rt) ? -1 : 0;
}

/* Does a write of more than PIPE_BUF bytes to FD wait though the descriptor is ready? */
static bool is_pipe(Rt *rt, int fd)
{
    struct stat state;
    WorldRequest request = {.op = WORLD_STAT, .ints = {fd}};
    WorldReply reply = {.room = (char *)&state, .capacity = sizeof state};
    return rt->world->perform(rt->world, &request, &reply) == 0 && (S_ISFIFO(state.st_mode) || S_ISSOCK(state.st_mode));
}

/* Writes to a pipe in pieces that fit. */
static int write_pieces(Rt *rt, const WorldRequest *request, WorldReply *reply)
{
    WorldRequest piece = *request;
    int64_t written = 0;
    for (size_t left = request->texts[0].size; left > 0;) {
        piece.texts[0].size = left < PIPE_BUF ? left : PIPE_BUF;
        if (await_ready(rt, (int)request->ints[0], POLLOUT) < 0) return -1;
        if (ask(rt, &piece, reply) < 0) return -1;
        written += reply->value;
        left -= (size_t)reply->value;
        piece.texts[0].bytes += reply->value;
        if (reply->value < (int64_t)piece.texts[0].size) break;
    }
    reply->value = written;
    return 0;
}

static bool is_blocking(Rt *rt, int fd)
{
    WorldRequest request = {.op = WORLD_IS_BLOCKING, .ints = {fd}};
    WorldReply reply = WORLD_REPLY_INIT;
    return rt->world->perform(rt->world, &request, &reply) == 0 && reply.value == 1;
}

static int ask_among_threads(Rt *rt, const WorldRequest *request, WorldReply *reply)
{
    WorldRequest at_once = *request;
    int fd = (int)request->ints[0];
    int64_t milliseconds = request->ints[0];
    switch (request->op) {
    case WORLD_POLL:
        at_once.ints[0] = 0;
        return ask_repeatedly(rt, &at_once, reply, thread_deadline(rt, milliseconds < 0 ? -1 : milliseconds * 1000000));
    case WORLD_WAIT:
        if ((request->ints[1] & WNOHANG) != 0) break;
        at_once.ints[1] |= WNOHANG;
        return ask_repeatedly(rt, &at_once, reply, INT64_MAX);
    case WORLD_READ:
        if (is_blocking(rt, fd) && await_ready(rt, fd, POLLIN) < 0) return -1;
        break;
    case WORLD_WRITE:
        if (!is_blocking(rt, fd)) break;
        if (request->texts[0].size > PIPE_BUF && is_pipe(rt, fd)) return write_pieces(rt, request, reply);
        if (await_ready(rt, fd, POLLOUT) < 0) return -1;
        break;
    default: break;
    }
    return ask(rt, request, reply);
}

/* A signal's handler may be what starts the second thread. */
int world_ask(Rt *rt, const WorldRequest *request, WorldReply *reply)
{
    for (;;) {
        if (threads_count(rt) > 1) return ask_among_threads(rt, request, reply);
        if (rt->world->perform(rt->world, request, reply) == 0) return 0;
        if (reply->error != EINTR || error_poll(rt) < 0) return -1;
    }
}
