/* The module time: clocks, over those of rt->world. */
#include <errno.h>
#include <time.h>

#include "modules/module_specs.h"
#include "modules/time_parts.h"
#include "modules/timespan.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/namespaceobj.h"
#include "objects/strobj.h"

/* Nanoseconds as seconds, rounded as CPython does: whole seconds are exact. */
static Own seconds_from(Rt *rt, int64_t ns)
{
    return float_new(rt, ns % 1000000000 == 0 ? (double)(ns / 1000000000) : (double)ns / 1e9);
}

#define CLOCK_FUNCTIONS(name, clock)                                                   \
    static Own time_##name(Rt *rt, Ref self)                                           \
    {                                                                                  \
        return seconds_from(rt, rt->world->clock_ns(rt->world, clock));                \
    }                                                                                  \
    static Own time_##name##_ns(Rt *rt, Ref self)                                      \
    {                                                                                  \
        return int_new(rt, rt->world->clock_ns(rt->world, clock));                     \
    }

CLOCK_FUNCTIONS(time, WORLD_CLOCK_TIME)
CLOCK_FUNCTIONS(monotonic, WORLD_CLOCK_MONOTONIC)
CLOCK_FUNCTIONS(perf_counter, WORLD_CLOCK_MONOTONIC)
CLOCK_FUNCTIONS(process_time, WORLD_CLOCK_CPU)
CLOCK_FUNCTIONS(thread_time, WORLD_CLOCK_CPU) /* there is one thread */

static Own time_sleep(Rt *rt, Ref self, Ref duration)
{
    int64_t wanted;
    if (timespan_from_seconds(rt, duration, TIME_ROUND_AWAY, &wanted) < 0) return NULL;
    if (wanted < 0) return error_raise(rt, TYPE_ValueError, "sleep length must be non-negative");
    return timespan_wait(rt, wanted) < 0 ? NULL : none_new(rt);
}

/* --- clocks by number and by name */

static const struct {
    const char *name;
    int id;
    WorldClock clock;
} clocks[] = {
    {"CLOCK_REALTIME", CLOCK_REALTIME, WORLD_CLOCK_TIME},
    {"CLOCK_MONOTONIC", CLOCK_MONOTONIC, WORLD_CLOCK_MONOTONIC},
    {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW, WORLD_CLOCK_MONOTONIC},
    {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID, WORLD_CLOCK_CPU},
    {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID, WORLD_CLOCK_CPU},
    {"CLOCK_BOOTTIME", CLOCK_BOOTTIME, WORLD_CLOCK_MONOTONIC},
    {"CLOCK_TAI", CLOCK_TAI, WORLD_CLOCK_TIME},
};

/* The clock that the program means: 0, or -1 with OSError. */
static int clock_by_number(Rt *rt, Ref number, WorldClock *clock)
{
    int64_t id = int_value(rt, number);
    if (rt_is_pending(rt)) return -1;
    for (size_t i = 0; i < ARRAY_LENGTH(clocks); i++) {
        if (clocks[i].id != id) continue;
        *clock = clocks[i].clock;
        return 0;
    }
    (void)error_raise_os(rt, EINVAL, NULL);
    return -1;
}

static Own time_clock_gettime(Rt *rt, Ref self, Ref number)
{
    WorldClock clock;
    return clock_by_number(rt, number, &clock) < 0 ? NULL : seconds_from(rt, rt->world->clock_ns(rt->world, clock));
}

static Own time_clock_gettime_ns(Rt *rt, Ref self, Ref number)
{
    WorldClock clock;
    return clock_by_number(rt, number, &clock) < 0 ? NULL : int_new(rt, rt->world->clock_ns(rt->world, clock));
}

static Own time_clock_getres(Rt *rt, Ref self, Ref number)
{
    WorldClock clock;
    return clock_by_number(rt, number, &clock) < 0 ? NULL : float_new(rt, 1e-9);
}

/* Programs may not set the clocks of the machine that they run on. */
static Own time_clock_settime(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    WorldClock clock;
    int64_t wanted;
    if (args_count_parsed(rt, "clock_settime", nargs, 2, 2) < 0 || clock_by_number(rt, args[0], &clock) < 0) return NULL;
    if (timespan_from_seconds(rt, args[1], TIME_ROUND_FLOOR, &wanted) < 0) return NULL;
    return error_raise_os(rt, clock == WORLD_CLOCK_TIME ? EPERM : EINVAL, NULL);
}

static const struct {
    const char *name, *implementation;
    bool monotonic, adjustable;
} known_clocks[] = {
    {"time", "clock_gettime(CLOCK_REALTIME)", false, true},
    {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", true, false},
    {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true, false},
    {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false},
    {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false},
};

static int put(Rt *rt, Ref dict, const char *name, Own value)
{
    int status = value == NULL ? -1 : dict_set_text(rt, dict, name, value);
    release(rt, value);
    return status;
}

static Own time_get_clock_info(Rt *rt, Ref self, Ref name)
{
    if (!is_str(name)) return error_raise(rt, TYPE_TypeError, "get_clock_info() argument 1 must be str, not %T", name);
    size_t i = 0;
    while (i < ARRAY_LENGTH(known_clocks) && !str_equals_text(name, known_clocks[i].name)) i++;
    if (i == ARRAY_LENGTH(known_clocks)) return error_raise(rt, TYPE_ValueError, "unknown clock");
    Own dict = dict_new(rt), info = NULL;
    if (dict != NULL && put(rt, dict, "implementation", str_new(rt, known_clocks[i].implementation)) == 0 &&
        put(rt, dict, "monotonic", bool_new(rt, known_clocks[i].monotonic)) == 0 &&
        put(rt, dict, "adjustable", bool_new(rt, known_clocks[i].adjustable)) == 0 &&
        put(rt, dict, "resolution", float_new(rt, 1e-9)) == 0)
        info = namespace_new(rt, dict);
    release(rt, dict);
    return info;
}

#define CLOCK_METHODS(name, doc)                                                       \
    {#name, METHOD_NOARGS, {.unary = time_##name}, #name "() -> float\n\n" doc, 0},    \
    {#name "_ns", METHOD_NOARGS, {.unary = time_##name##_ns}, #name "_ns() -> int\n\n" doc, 0}

static int time_exec(Rt *rt, Ref module)
{
    for (size_t i = 0; i < ARRAY_LENGTH(clocks); i++) {
        if (module_add_int(rt, module, clocks[i].name, clocks[i].id) < 0) return -1;
    }
    return time_calendar_add(rt, module);
}

const ModuleSpec time_module_spec = {
    .name = "time",
    .doc = "This module provides various functions to manipulate time values.",
    .methods = METHODS(
        CLOCK_METHODS(time, "The time since 1970."),
        {"clock_gettime", METHOD_O, {.binary = time_clock_gettime}, "clock_gettime(clk_id) -> float\n\nWhat the clock shows.", METHOD_TUPLE},
        {"clock_gettime_ns", METHOD_O, {.binary = time_clock_gettime_ns}, "clock_gettime_ns(clk_id) -> int\n\nWhat the clock shows, in nanoseconds.", METHOD_TUPLE},
        {"clock_settime", METHOD_FASTCALL, {.fast = time_clock_settime}, "clock_settime(clk_id, time)\n\nSets a clock.", METHOD_TUPLE},
        {"clock_getres", METHOD_O, {.binary = time_clock_getres}, "clock_getres(clk_id) -> floating point number\n\nThe smallest step of the clock.", METHOD_TUPLE},
        {"sleep", METHOD_O, {.binary = time_sleep}, "sleep(seconds)\n\nWaits for so many seconds, or parts of one.", 0},
        CLOCK_METHODS(monotonic, "A clock that never goes back."),
        CLOCK_METHODS(process_time, "The CPU time of this process."),
        CLOCK_METHODS(thread_time, "The CPU time of this thread."),
        CLOCK_METHODS(perf_counter, "The finest clock there is."),
        {"get_clock_info", METHOD_O, {.binary = time_get_clock_info}, "get_clock_info(name: str) -> dict\n\nGet information of the specified clock.", METHOD_TUPLE}),
    .exec = time_exec,
};
