/* The module time, over the clocks of rt->world. */
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"

static Own seconds(Rt *rt, WorldClock clock)
{
    return float_new(rt, (double)rt->world->clock_ns(rt->world, clock) * 1e-9);
}

static Own nanoseconds(Rt *rt, WorldClock clock)
{
    return int_new(rt, rt->world->clock_ns(rt->world, clock));
}

#define CLOCK_FUNCTIONS(name, clock)                                                   \
    static Own time_##name(Rt *rt, Ref self)                                           \
    {                                                                                  \
        (void)self;                                                                    \
        return seconds(rt, clock);                                                     \
    }                                                                                  \
    static Own time_##name##_ns(Rt *rt, Ref self)                                      \
    {                                                                                  \
        (void)self;                                                                    \
        return nanoseconds(rt, clock);                                                 \
    }

CLOCK_FUNCTIONS(time, WORLD_CLOCK_TIME)
CLOCK_FUNCTIONS(monotonic, WORLD_CLOCK_MONOTONIC)
CLOCK_FUNCTIONS(perf_counter, WORLD_CLOCK_MONOTONIC)
CLOCK_FUNCTIONS(process_time, WORLD_CLOCK_CPU)

static Own time_sleep(Rt *rt, Ref self, Ref duration)
{
    (void)self;
    double wanted = float_value(rt, duration);
    if (rt_is_pending(rt)) return NULL;
    if (!(wanted >= 0)) return error_raise(rt, TYPE_ValueError, "sleep length must be non-negative");
    if (rt->world->sleep_ns(rt->world, (int64_t)(wanted * 1e9)) < 0 && error_poll(rt) < 0) return NULL;
    return none_new(rt);
}

#define CLOCK_METHODS(name)                                                            \
    {#name, METHOD_NOARGS, {.unary = time_##name}, NULL, 0},                           \
    {#name "_ns", METHOD_NOARGS, {.unary = time_##name##_ns}, NULL, 0}

static const MethodDef time_methods[] = {
    CLOCK_METHODS(time),
    CLOCK_METHODS(monotonic),
    CLOCK_METHODS(perf_counter),
    CLOCK_METHODS(process_time),
    {"sleep", METHOD_O, {.binary = time_sleep}, "sleep(seconds)\n\nDelay execution for a given number of seconds.", 0},
    {NULL, 0, {NULL}, NULL, 0},
};

const ModuleSpec time_module_spec = {
    .name = "time",
    .doc = "This module provides various functions to manipulate time values.",
    .methods = time_methods,
};
