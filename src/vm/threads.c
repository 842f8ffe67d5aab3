/* A thread that does not run has its part of the runtime in `kept`; that of the running one is where all
   code looks for it, in rt and what hangs on it.  So a switch is: keep, fetch, and change the C stack.

   A thread is running, ready (in the list of those that can run, whose first runs next), waiting, or it has
   ended.  What has ended lies on `ended` until the next thread, on a stack of its own, frees it.

   When none is ready, the process sleeps until the first moment that one waits for; when none waits for a
   moment either, until a signal comes. */
#include "vm/threads.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "base/fiber.h"
#include "base/link.h"
#include "memory/gc.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/object_state.h"
#include "vm/trace.h"

/* What each thread has for itself: FIELD(type, name, place while it runs). */
#define KEPT_FIELDS(FIELD)                                                             \
    FIELD(Pending, pending, rt->pending)                                               \
    FIELD(Handled *, handled, rt->handled)                                             \
    FIELD(int, recursion_left, rt->recursion_left)                                     \
    FIELD(char *, stack_limit, rt->stack_limit)                                        \
    FIELD(Trash, trash, rt->gc->trash)                                                 \
    FIELD(Ref *, repr_running, rt->objects->repr_running)                              \
    FIELD(size_t, repr_count, rt->objects->repr_count)                                 \
    FIELD(size_t, repr_capacity, rt->objects->repr_capacity)                           \
    FIELD(Frame *, frame, rt->vm->frame)                                               \
    FIELD(Tracing, tracing, rt->vm->tracing)                                           \
    FIELD(DataChunk *, chunk, rt->vm->chunk)                                           \
    FIELD(Own *, data_top, rt->vm->data_top)                                           \
    FIELD(Own *, data_limit, rt->vm->data_limit)                                       \
    FIELD(Own, async_first_iteration, rt->vm->async_first_iteration)                   \
    FIELD(Own, async_finalizer, rt->vm->async_finalizer)                               \
    FIELD(int, coroutine_origin_depth, rt->vm->coroutine_origin_depth)                 \
    FIELD(Own, context, rt->vm->context)

typedef struct Kept {
#define FIELD(type, name, place) type name;
    KEPT_FIELDS(FIELD)
#undef FIELD
} Kept;

typedef enum ThreadState { THREAD_RUNNING, THREAD_READY, THREAD_WAITING, THREAD_ENDED } ThreadState;
typedef enum Outcome { OUTCOME_LATE, OUTCOME_WOKEN, OUTCOME_SIGNAL } Outcome;

struct Thread {
    Rt *rt;
    int number;
    ThreadState state;
    bool is_dying;
    bool is_in_vain; /* it was woken for a lock before, which somebody else took then */

    const void *key; /* what it waits for, */
    int64_t deadline; /* how long, */
    uint64_t since;  /* in this order, */
    Outcome outcome; /* and why it waits no more */

    Link by_age, turn; /* in Threads.all; in Threads.ready while it is ready */
    Fiber *fiber;
    Own function, args, kwargs; /* until they are called; kwargs may be NULL */
    Own sentinel;
    Handled bottom; /* of its chain of handled exceptions; the main thread's is rt->handled_bottom */
    Kept kept;
};

struct Threads {
    Link all, ready;
    Thread *current, *main;
    Thread *ended; /* to be freed by the next that runs; or NULL */
    int count;
    int next_number;
    uint64_t waits; /* how often one has begun to wait */
    int64_t polls_left, turn; /* of the running one's turn; of each */
    size_t stack_size;
    bool is_frozen;
};

enum {
    POLLS_PER_MICROSECOND = 4,
    USUAL_TURN = 5000 * POLLS_PER_MICROSECOND,
    MOST_STACK = 8 << 20,
    LEAST_STACK = 256 << 10, /* less is not enough for the C code of a single call */
    STACK_RESERVE = 96 << 10,
    NO_CALLS = INT32_MIN / 2, /* of recursion_left: no Python code begins any more */
};
#define STEP_OF_SLEEP INT64_C(100000000) /* nanoseconds */
/* Identifiers as if each thread had a stack of 8 MiB below the one before, as with CPython. */
#define FIRST_IDENT INT64_C(140737353975616)
#define IDENT_STEP INT64_C(8392704)

/* --- facts */

static Thread *by_age(Link *link)
{
    return CONTAINER_OF(link, Thread, by_age);
}

Thread *thread_current(const Rt *rt)
{
    return rt->vm->threads->current;
}

bool thread_is_main(const Rt *rt)
{
    return rt->vm->threads->current == rt->vm->threads->main;
}

bool thread_is_dying(const Rt *rt)
{
    return rt->vm->threads->current->is_dying;
}

Thread *thread_next(const Rt *rt, const Thread *thread_or_null)
{
    Link *all = &rt->vm->threads->all, *next = thread_or_null == NULL ? all->next : thread_or_null->by_age.next;
    return next == all ? NULL : by_age(next);
}

int threads_count(const Rt *rt)
{
    return rt->vm->threads->count;
}

int64_t thread_ident(const Thread *thread)
{
    return FIRST_IDENT - thread->number * IDENT_STEP;
}

int thread_number(const Thread *thread)
{
    return thread->number;
}

Frame *thread_frame(const Rt *rt, const Thread *thread)
{
    return thread == thread_current(rt) ? rt->vm->frame : thread->kept.frame;
}

Ref thread_handled(const Rt *rt, const Thread *thread)
{
    const Handled *item = thread == thread_current(rt) ? rt->handled : thread->kept.handled;
    for (; item != NULL; item = item->previous) {
        if (item->value != NULL && item->value != rt->none) return item->value;
    }
    return NULL;
}

void threads_add_recursion(Rt *rt, int change)
{
    rt->recursion_left += change;
    for (Thread *thread = thread_next(rt, NULL); thread != NULL; thread = thread_next(rt, thread))
        if (thread != thread_current(rt)) thread->kept.recursion_left += change;
}

Own *thread_sentinel(Thread *thread)
{
    return &thread->sentinel;
}

/* As large as the system makes those of processes. */
size_t thread_stack_size(const Rt *rt)
{
    return rt->vm->threads->stack_size;
}

void thread_set_stack_size(Rt *rt, size_t size)
{
    rt->vm->threads->stack_size = size;
}

static size_t stack_size_wanted(const Rt *rt)
{
    struct rlimit limit;
    size_t size = thread_stack_size(rt);
    if (size == 0) {
        bool is_known = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < MOST_STACK;
        size = is_known ? (size_t)limit.rlim_cur : MOST_STACK;
    }
    return size < LEAST_STACK ? LEAST_STACK : size;
}

/* --- switching */

static void set_ready(Rt *rt, Thread *thread)
{
    thread->state = THREAD_READY;
    link_append(&rt->vm->threads->ready, &thread->turn);
}

static void wake(Rt *rt, Thread *thread, Outcome outcome)
{
    thread->outcome = outcome;
    set_ready(rt, thread);
}

/* Frees what has ended; called on another stack. */
static void bury(Rt *rt)
{
    Thread *thread = rt->vm->threads->ended;
    if (thread == NULL) return;
    rt->vm->threads->ended = NULL;
    fiber_free(thread->fiber);
    heap_free(rt, thread);
}

static void keep(const Rt *rt, Kept *kept)
{
#define FIELD(type, name, place) kept->name = place;
    KEPT_FIELDS(FIELD)
#undef FIELD
}

static void fetch(Rt *rt, const Kept *kept)
{
#define FIELD(type, name, place) place = kept->name;
    KEPT_FIELDS(FIELD)
#undef FIELD
    trace_renew(rt);
}

/* NEXT, which is in no list, runs; the caller goes on when it is its turn again. */
static void switch_to(Rt *rt, Thread *next)
{
    struct Threads *threads = rt->vm->threads;
    Thread *from = threads->current;
    next->state = THREAD_RUNNING;
    threads->polls_left = threads->turn;
    if (next == from) return;
    keep(rt, &from->kept);
    threads->current = next;
    fetch(rt, &next->kept);
    if (rt_hears(rt, HEAR_FRAMES) && rt->hooks->switched != NULL)
        rt->hooks->switched(rt, rt->hooks->context, next->number, rt->vm->frame);
    if (from->state == THREAD_ENDED) fiber_leave(from->fiber, next->fiber);
    fiber_switch(from->fiber, next->fiber);
    bury(rt);
}

/* --- who runs next */

/* The thread that waits for the earliest moment; of several the one that began first; or NULL. */
static Thread *earliest(Rt *rt)
{
    Thread *found = NULL;
    for (Thread *thread = thread_next(rt, NULL); thread != NULL; thread = thread_next(rt, thread)) {
        if (thread->state != THREAD_WAITING || thread->deadline == INT64_MAX) continue;
        bool is_earlier = found == NULL || thread->deadline < found->deadline ||
                          (thread->deadline == found->deadline && thread->since < found->since);
        if (is_earlier) found = thread;
    }
    return found;
}

/* Wakes those whose time is over; how long until the next one's is, INT64_MAX: for ever. */
static int64_t wake_late(Rt *rt)
{
    Thread *thread = earliest(rt);
    if (thread == NULL) return INT64_MAX;
    int64_t now = rt->world->clock_ns(rt->world, WORLD_CLOCK_MONOTONIC);
    for (; thread != NULL && thread->deadline <= now; thread = earliest(rt)) wake(rt, thread, OUTCOME_LATE);
    return thread == NULL ? INT64_MAX : thread->deadline - now;
}

/* A signal is the main thread's matter, whatever it waits for. */
static void wake_for_signal(Rt *rt)
{
    Thread *main = rt->vm->threads->main;
    if ((rt->interrupts & INTERRUPT_SIGNAL) != 0 && main->state == THREAD_WAITING) wake(rt, main, OUTCOME_SIGNAL);
}

/* The next that can run, taken out of the list; sleeps when there is none. */
static Thread *choose(Rt *rt)
{
    struct Threads *threads = rt->vm->threads;
    for (;;) {
        wake_for_signal(rt);
        int64_t left = wake_late(rt);
        if (!link_is_empty(&threads->ready)) {
            Link *first = threads->ready.next;
            link_remove(first);
            return CONTAINER_OF(first, Thread, turn);
        }
        rt->world->sleep_ns(rt->world, left < STEP_OF_SLEEP ? left : STEP_OF_SLEEP);
        if (rt->interrupts & INTERRUPT_TIME) rt_limit_reached(rt, LIMIT_TIME);
    }
}

/* Lets the others that can run do so first. */
static void thread_yield(Rt *rt)
{
    struct Threads *threads = rt->vm->threads;
    if (threads->count == 1 || threads->is_frozen || thread_is_dying(rt)) return;
    set_ready(rt, thread_current(rt));
    switch_to(rt, choose(rt));
}

static int dying_raise(Rt *rt)
{
    error_raise_none(rt, TYPE_SystemExit);
    return -1;
}

int thread_poll(Rt *rt)
{
    struct Threads *threads = rt->vm->threads;
    if ((rt->interrupts & INTERRUPT_SWITCH) != 0) {
        if (--threads->polls_left < 0) thread_yield(rt);
        if (threads->current->is_dying) return dying_raise(rt);
    }
    return error_poll(rt);
}

int thread_yield_to_main(Rt *rt)
{
    struct Threads *threads = rt->vm->threads;
    Thread *self = threads->current, *main = threads->main;
    if (self->is_dying) return dying_raise(rt);
    wake_for_signal(rt);
    link_remove(&main->turn);
    set_ready(rt, self);
    switch_to(rt, main);
    return self->is_dying ? dying_raise(rt) : 0;
}

void threads_set_interval(Rt *rt, int64_t microseconds)
{
    int64_t polls;
    if (__builtin_mul_overflow(microseconds, POLLS_PER_MICROSECOND, &polls)) polls = INT64_MAX;
    rt->vm->threads->turn = polls < 1 ? 1 : polls;
    rt->vm->threads->polls_left = rt->vm->threads->turn;
}

/* --- waiting */

int64_t thread_deadline(Rt *rt, int64_t wait)
{
    int64_t deadline;
    if (wait < 0) return INT64_MAX;
    int64_t now = rt->world->clock_ns(rt->world, WORLD_CLOCK_MONOTONIC);
    return __builtin_add_overflow(now, wait, &deadline) ? INT64_MAX : deadline;
}

int thread_wait(Rt *rt, const void *key, int64_t deadline)
{
    struct Threads *threads = rt->vm->threads;
    Thread *self = threads->current;
    if (self->is_dying) return dying_raise(rt);
    self->state = THREAD_WAITING;
    self->key = key;
    self->deadline = deadline;
    self->since = threads->waits++;
    switch_to(rt, choose(rt));
    self->key = NULL;
    if (self->is_dying) return dying_raise(rt);
    if (self->outcome == OUTCOME_SIGNAL && error_poll(rt) < 0) return -1;
    return self->outcome != OUTCOME_LATE;
}

Thread *thread_wake(Rt *rt, const void *key)
{
    Thread *found = NULL;
    for (Thread *thread = thread_next(rt, NULL); thread != NULL; thread = thread_next(rt, thread)) {
        if (thread->state == THREAD_WAITING && thread->key == key && (found == NULL || thread->since < found->since)) found = thread;
    }
    if (found != NULL) wake(rt, found, OUTCOME_WOKEN);
    return found;
}

/* --- locks.  Who runs may take a lock that is free though others have waited for it: that saves switches.
   But only once: a thread that was woken in vain is given the lock when it is free again. */

int thread_lock(Rt *rt, ThreadLock *lock, int64_t deadline)
{
    Thread *self = thread_current(rt);
    int64_t ident = thread_ident(self);
    bool was_woken = false;
    while (lock->count > 0) {
        if (deadline == 0) return 0;
        self->is_in_vain = was_woken;
        int woken = thread_wait(rt, lock, deadline);
        if (woken < 0) return -1;
        if (lock->given_to == ident) {
            lock->given_to = 0;
            return 1;
        }
        if (woken == 0 && lock->count > 0) return 0;
        was_woken = true;
    }
    lock->count = 1;
    lock->owner = ident;
    return 1;
}

void thread_unlock(Rt *rt, ThreadLock *lock)
{
    if (--lock->count > 0) return;
    lock->owner = 0;
    if (rt->vm->threads->count == 1) return;
    Thread *next = thread_wake(rt, lock);
    if (next == NULL || !next->is_in_vain) return;
    lock->count = 1;
    lock->owner = lock->given_to = thread_ident(next);
}

bool thread_holds(const Rt *rt, const ThreadLock *lock)
{
    return lock->count > 0 && lock->owner == thread_ident(thread_current(rt));
}

/* --- a thread's life */

/* Releases all that the running thread has for itself. */
static void release_own(Rt *rt, Thread *thread)
{
    struct VmState *vm = rt->vm;
    error_clear(rt);
    release_clear(rt, &thread->function);
    release_clear(rt, &thread->args);
    release_clear(rt, &thread->kwargs);
    release_clear(rt, &vm->tracing.trace);
    release_clear(rt, &vm->tracing.profile);
    trace_renew(rt);
    release_clear(rt, &vm->async_first_iteration);
    release_clear(rt, &vm->async_finalizer);
    release_clear(rt, &vm->context);
    release_clear(rt, &rt->handled->value);
    if (vm->thread_ends != NULL) vm->thread_ends(rt);
    release_clear(rt, &thread->sentinel);
    while (vm->chunk != NULL) {
        DataChunk *chunk = vm->chunk;
        vm->chunk = chunk->previous;
        heap_free(rt, chunk);
    }
    vm->data_top = vm->data_limit = NULL;
}

/* What the thread's function raised has nobody to go to. */
static void report(Rt *rt, Thread *thread)
{
    if (thread->is_dying || error_clear_if(rt, TYPE_SystemExit)) return;
    error_unraisable_message(rt, "Exception ignored in thread started by", thread->function);
}

/* A process whose main thread was made by a fork in another thread ends with it. */
static void end_process(Rt *rt)
{
    WorldReply reply = WORLD_REPLY_INIT;
    WorldRequest request = {.op = WORLD_EXIT, .ints = {0}};
    rt->world->perform(rt->world, &request, &reply);
}

static void run_thread(void *argument)
{
    Thread *thread = argument;
    Rt *rt = thread->rt;
    struct Threads *threads = rt->vm->threads;
    bury(rt);
    Own result = thread->is_dying ? NULL : call_tuple(rt, thread->function, thread->args, thread->kwargs);
    if (result == NULL) report(rt, thread);
    release(rt, result);
    release_own(rt, thread);
    if (thread == threads->main) end_process(rt);
    free(rt->objects->repr_running);
    rt->objects->repr_running = NULL;
    link_remove(&thread->by_age);
    if (--threads->count == 1) __atomic_fetch_and(&rt->interrupts, ~(uint32_t)INTERRUPT_SWITCH, __ATOMIC_SEQ_CST);
    thread->state = THREAD_ENDED;
    threads->ended = thread;
    switch_to(rt, thread->is_dying ? threads->main : choose(rt));
}

Thread *thread_start(Rt *rt, Ref function, Ref args, Ref kwargs_or_null)
{
    struct Threads *threads = rt->vm->threads;
    Thread *thread = heap_alloc(rt, sizeof *thread);
    if (thread == NULL) return NULL;
    *thread = (Thread){.rt = rt, .number = threads->next_number};
    size_t size = stack_size_wanted(rt);
    thread->fiber = fiber_new(size, run_thread, thread);
    if (thread->fiber == NULL) {
        heap_free(rt, thread);
        error_raise(rt, TYPE_RuntimeError, "can't start new thread");
        return NULL;
    }
    threads->next_number++;
    threads->count++;
    thread->function = new_ref(function);
    thread->args = new_ref(args);
    thread->kwargs = new_ref_or_null(kwargs_or_null);
    thread->kept.handled = &thread->bottom;
    thread->kept.recursion_left = rt_recursion_room(rt, rt->recursion_limit);
    thread->kept.stack_limit = fiber_stack(thread->fiber) + (size / 4 < STACK_RESERVE ? size / 4 : STACK_RESERVE);
    link_append(threads->all.next, &thread->by_age); /* before the one that was the newest */
    set_ready(rt, thread);
    __atomic_fetch_or(&rt->interrupts, (uint32_t)INTERRUPT_SWITCH, __ATOMIC_SEQ_CST);
    return thread;
}

void threads_end(Rt *rt)
{
    struct Threads *threads = rt->vm->threads;
    for (Thread *thread = thread_next(rt, NULL); thread != threads->main; thread = thread_next(rt, NULL)) {
        thread->is_dying = true;
        thread->kept.recursion_left = NO_CALLS;
        if (thread->state == THREAD_READY) link_remove(&thread->turn);
        switch_to(rt, thread);
    }
    release_clear(rt, &threads->main->sentinel);
}

void threads_freeze(Rt *rt)
{
    rt->vm->threads->is_frozen = true;
}

/* The others' frames are not run to their end, and what they hold is never released: as with CPython. */
void threads_forget_others(Rt *rt)
{
    struct Threads *threads = rt->vm->threads;
    for (Thread *thread = thread_next(rt, NULL), *next; thread != NULL; thread = next) {
        next = thread_next(rt, thread);
        if (thread == threads->current) continue;
        link_remove(&thread->by_age);
        if (thread->state == THREAD_READY) link_remove(&thread->turn);
        fiber_free(thread->fiber);
        if (thread != threads->main) heap_free(rt, thread);
    }
    threads->main = threads->current;
    threads->count = 1;
    __atomic_fetch_and(&rt->interrupts, ~(uint32_t)INTERRUPT_SWITCH, __ATOMIC_SEQ_CST);
}

int threads_init(Rt *rt)
{
    struct Threads *threads = heap_alloc(rt, sizeof *threads);
    Thread *main = threads == NULL ? NULL : heap_alloc(rt, sizeof *main);
    if (main == NULL) {
        heap_free(rt, threads);
        return -1;
    }
    rt->vm->threads = threads;
    *main = (Thread){.rt = rt, .fiber = fiber_new_first()};
    *threads = (struct Threads){.current = main, .main = main, .count = 1, .next_number = 1, .turn = USUAL_TURN};
    link_init(&threads->all);
    link_init(&threads->ready);
    link_append(&threads->all, &main->by_age);
    return main->fiber == NULL ? -1 : 0;
}

void threads_fini(Rt *rt)
{
    struct Threads *threads = rt->vm->threads;
    if (threads == NULL) return;
    fiber_free(threads->main->fiber);
    heap_free(rt, threads->main);
    heap_free(rt, threads);
    rt->vm->threads = NULL;
}
