/* Messages between the stepper and a machine process, over a socket of their own.  Either
   side sees the other's death as the end of the stream. */
#ifndef VIV_TIMELINE_CHANNEL_H
#define VIV_TIMELINE_CHANNEL_H

#include <sys/types.h>

#include "events/view.h"

typedef enum MessageKind {
    /* from the stepper */
    ASK_RUN,  /* to step `n`, looking for the predicate in shared memory when `searches` */
    ASK_FORK, /* for a copy of the process, parked at the same place */
    ASK_VIEW, /* for a View of the request in shared memory */
    ASK_GO_ON, /* the world has answered TELL_WORLD: the reply is in the log */

    /* from the machine */
    TELL_PARKED, /* it stands at `n` in `state`; `has_hit`: the predicate held at `hit` */
    TELL_WORLD, /* it waits for a reply to shared memory's world_request */
    TELL_FORKED, /* the copy is process `pid`; its socket comes with the message */
    TELL_VIEW,   /* at `view`, in shared memory; NULL: it did not fit */
} MessageKind;

typedef struct Message {
    MessageKind kind;
    uint64_t n;
    bool searches, backwards;
    bool counts;     /* searches: does not stop where the predicate holds */
    uint64_t hits;   /* how often it held */
    uint64_t before; /* searches: positions from here on do not count */
    bool has_hit;
    uint64_t hit;
    ViewState state;
    pid_t pid;
    uint64_t took; /* making it: nanoseconds of processor time */
    const View *view;
} Message;

/* Two connected ends, closed on exec; -1 with errno. */
MUST_USE int channel_pair(int ends[2]);

/* Sends MESSAGE and, when FD is not -1, that file descriptor.  -1: the other side is gone. */
MUST_USE int channel_send(int channel, const Message *message, int fd);

/* Waits for a message.  1, or 0 when the other side is gone.  *fd is what came with it, or -1. */
MUST_USE int channel_receive(int channel, Message *message, int *fd);

#endif
