/* Python's threads.  Each is a fiber (base/fiber.h) with a frame chain, exceptions, a recursion count and a
   tracer of its own; one runs at a time, and hands over only

     - where the eval loop polls, when it has polled a certain number of times (thread_poll),
     - where it waits: for a lock, a moment, a descriptor (thread_wait),
     - when it ends.

   So the order in which threads run depends on nothing but the program, and on the clock where they wait for
   moments.  While there is one thread only, nothing here costs anything. */
#ifndef VIV_VM_THREADS_H
#define VIV_VM_THREADS_H

#include "vm/vm_state.h"

typedef struct Thread Thread;

MUST_USE int threads_init(Rt *rt);
/* Releases what the main thread still holds; the others have ended (threads_end). */
void threads_fini(Rt *rt);

/* A thread that calls FUNCTION(*ARGS, **KWARGS), some time later; NULL + pending. */
MUST_USE Thread *thread_start(Rt *rt, Ref function, Ref args, Ref kwargs_or_null);
/* Ends all threads but the main one, which calls this, where they are: no handler and no other Python code
   of theirs runs any more. */
void threads_end(Rt *rt);
/* The program is being taken apart: the others get no more turns by themselves. */
void threads_freeze(Rt *rt);
/* The process is a copy: the running thread is alone in it, and its main thread. */
void threads_forget_others(Rt *rt);

Thread *thread_current(const Rt *rt);
bool thread_is_main(const Rt *rt);
/* The running one must leave, and runs no Python code: see threads_end. */
bool thread_is_dying(const Rt *rt);
/* The one created before THREAD; before NULL, the newest; NULL before the first. */
Thread *thread_next(const Rt *rt, const Thread *thread_or_null);
int threads_count(const Rt *rt);

int64_t thread_ident(const Thread *thread); /* what get_ident() tells; the same in every run */
int thread_number(const Thread *thread);    /* in order of creation, from 0 */
Frame *thread_frame(const Rt *rt, const Thread *thread);       /* its innermost, or NULL */
Ref thread_handled(const Rt *rt, const Thread *thread);        /* the exception that it handles, or NULL */
/* Adds to the number of calls that each thread may still nest. */
void threads_add_recursion(Rt *rt, int change);

/* The object that upper layers keep for THREAD, released when it ends: a place, NULL at first. */
Own *thread_sentinel(Thread *thread);

/* Of threads that start from now on, in bytes; 0: the usual one. */
size_t thread_stack_size(const Rt *rt);
void thread_set_stack_size(Rt *rt, size_t size);
/* sys.setswitchinterval: a thread's turn is counted in polls, of which a microsecond has four. */
void threads_set_interval(Rt *rt, int64_t microseconds);

/* For the eval loop, between two instructions, when rt->interrupts is not 0: error_poll, and the turn of
   another thread when it has come. */
MUST_USE int thread_poll(Rt *rt);
/* A signal is to be served, which only the main thread does: lets it.  -1: the running one is dying. */
MUST_USE int thread_yield_to_main(Rt *rt);

/* A moment WAIT nanoseconds from now, of the monotonic clock; a negative WAIT: never. */
int64_t thread_deadline(Rt *rt, int64_t wait);
/* Waits until somebody wakes KEY (NULL: nobody will), or the moment DEADLINE is there: 1, or 0 when it is.
   Signals are served meanwhile in the main thread, after which it is 1 too: look again at what you wait
   for.  -1 + pending: a signal's handler raised, or the thread is to end. */
MUST_USE int thread_wait(Rt *rt, const void *key, int64_t deadline);
/* The thread that has waited for KEY longest can run again; NULL: none waits. */
Thread *thread_wake(Rt *rt, const void *key);

/* --- locks: those of programs, and of objects that C code works on while Python code may run */

typedef struct ThreadLock {
    int64_t count;    /* how often it is held; 0: free */
    int64_t owner;    /* the ident of the thread that took it; 0: nobody */
    int64_t given_to; /* the owner, when it waits and was given the lock, and does not know yet */
} ThreadLock;

/* Takes it when it is free; waits for that until DEADLINE (0: not at all): 1, or 0 not in time, -1. */
MUST_USE int thread_lock(Rt *rt, ThreadLock *lock, int64_t deadline);
/* Takes one step back; whoever waited longest may try next. */
void thread_unlock(Rt *rt, ThreadLock *lock);
/* Does the running thread hold it? */
bool thread_holds(const Rt *rt, const ThreadLock *lock);

#endif
