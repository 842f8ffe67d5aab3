/* Starting and ending a runtime.  The memory layer is always there first and goes last;
   the layers above come up in the order of the table and go in the reverse one. */
#include "memory/rt.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "memory/rtinit.h"

enum { DEFAULT_RECURSION_LIMIT = 1000, STACK_RESERVE = 96 << 10, STACK_MAX = 64 << 20 };

/* The lowest address of the C stack that may be used: what the system allows for the
   stack, seen from here, less a reserve for functions that do not ask. */
static char *stack_limit_guess(void)
{
    struct rlimit limit;
    size_t size = STACK_MAX;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
        limit.rlim_cur < size) {
        size = (size_t)limit.rlim_cur;
    }
    size_t reserve = size / 4 < STACK_RESERVE ? size / 4 : STACK_RESERVE;
    char *here = __builtin_frame_address(0);
    return here - (size - reserve);
}

/* Instructions are counted only by the observed loop: a limit of steps makes it run. */
static const Hooks counting_hooks = {.hears = HEAR_STEPS};

void rt_listen(Rt *rt, const Hooks *hooks)
{
    if (hooks == NULL && rt->limits.given[LIMIT_STEPS]) hooks = &counting_hooks;
    rt->hooks = hooks;
    rt_hear(rt, hooks == NULL ? 0 : hooks->hears);
}

void rt_hear(Rt *rt, uint32_t bits)
{
    rt->hears = (rt->hears & HEAR_PROGRAM) | bits;
}

/* --- limits */

static uint64_t limit_value(const Limits *limits, LimitKind kind)
{
    return limits->given[kind] ? limits->most[kind] : UINT64_MAX;
}

/* A limit of depth below the usual one of calls takes its place. */
static void limits_begin(Rt *rt, const RtOptions *options)
{
    rt->limit_reached = options->limit_reached;
    rt->limit_context = options->limit_context;
    rt->limit_at = limit_value(&rt->limits, LIMIT_STEPS);
    rt->output_left = limit_value(&rt->limits, LIMIT_OUTPUT);
    rt->recursion_limit = DEFAULT_RECURSION_LIMIT;
    rt->recursion_left = rt_recursion_room(rt, DEFAULT_RECURSION_LIMIT);
}

int rt_recursion_room(const Rt *rt, int wanted)
{
    uint64_t most = limit_value(&rt->limits, LIMIT_DEPTH);
    return most < (uint64_t)wanted ? (int)most : wanted;
}

void rt_limit_reached(Rt *rt, LimitKind kind)
{
    if (rt->limit_reached != NULL) rt->limit_reached(rt, rt->limit_context, kind);
}

/* --- steps */

/* Winds the countdown up at step N, which has not begun: what lies before it is past.  A program that traces itself
   waits for every step. */
static void wind_up(Rt *rt, uint64_t n)
{
    rt->step_due = rt->stop_at >= n && rt->stop_at < rt->limit_at ? rt->stop_at : rt->limit_at;
    if ((rt->hears & HEAR_PROGRAM) != 0) rt->step_due = n;
    if (rt->step_due == UINT64_MAX) rt->step_due--; /* never, too */
    rt->countdown = rt->step_due + 1 - n;
}

void rt_hear_program(Rt *rt, bool is_heard)
{
    uint64_t now = rt_step(rt);
    rt->hears = (rt->hears & ~(uint32_t)HEAR_PROGRAM) | (is_heard ? HEAR_PROGRAM : 0u);
    wind_up(rt, now);
}

void rt_step_restart(Rt *rt, uint64_t n)
{
    uint64_t now = rt_step(rt);
    if (rt->limit_at != UINT64_MAX) rt->limit_at = rt->limit_at - now + n;
    if (rt->stop_at != UINT64_MAX) rt->stop_at = rt->stop_at - now + n;
    wind_up(rt, n);
}

void rt_stop_at(Rt *rt, uint64_t n)
{
    uint64_t now = rt_step(rt);
    rt->stop_at = n;
    wind_up(rt, now);
}

/* Tells the observer that stops at step N. */
static void stop_at_step(Rt *rt, uint64_t n, struct Frame *frame)
{
    if (rt->stop_at == n && rt->hooks->step != NULL) rt->hooks->step(rt, rt->hooks->context, frame);
    if (rt->stop_at <= n) rt->stop_at = UINT64_MAX;
}

void rt_step_due(Rt *rt, struct Frame *frame)
{
    uint64_t n = rt_step(rt);
    if (rt->limit_at == n) {
        rt_limit_reached(rt, LIMIT_STEPS);
        rt->limit_at = UINT64_MAX; /* nobody ends the run */
    }
    stop_at_step(rt, n, frame);
    wind_up(rt, n + 1);
}

void rt_phase_begin(Rt *rt)
{
    uint64_t n = rt_step(rt);
    if (rt->limit_at != UINT64_MAX) rt->limit_at++;
    stop_at_step(rt, n, NULL);
    wind_up(rt, n + 1);
}

Rt *rt_new(const RtOptions *options, const LayerInit *layers, size_t count)
{
    Rt *rt = calloc(1, sizeof *rt);
    if (rt == NULL) return NULL;
    rt->debug = options->debug;
    rt->limits = options->limits;
    rt->hash_key0 = options->hash_key0;
    rt->hash_key1 = options->hash_key1;
    rt->next_number = 1;
    limits_begin(rt, options);
    rt->countdown = 1; /* no step has begun */
    rt_stop_at(rt, UINT64_MAX);
    rt->stack_limit = stack_limit_guess();
    rt->handled = &rt->handled_bottom;
    rt->world_here = world_real();
    rt->world = options->world == NULL ? &rt->world_here : options->world;
    rt_listen(rt, options->hooks);
    if (heap_init(rt) < 0) goto no_heap;
    if (gc_init(rt) < 0) goto no_gc;
    rt->layers = layers;
    for (; rt->layer_count < count; rt->layer_count++) {
        if (layers[rt->layer_count].init(rt) < 0) {
            rt->layer_count++; /* its fini frees what it made so far */
            rt_free(rt);
            return NULL;
        }
    }
    return rt;
no_gc:
    heap_fini(rt);
no_heap:
    free(rt);
    return NULL;
}

uint64_t rt_free(Rt *rt)
{
    while (rt->layer_count > 0) rt->layers[--rt->layer_count].fini(rt);
    uint64_t alive = rt_live_objects(rt);
    gc_fini(rt);
    heap_fini(rt);
    free(rt);
    return alive;
}
