/* The module gc: the collector as a program may see and drive it. */
#include "memory/gc.h"
#include "modules/gc_module.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/audit.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/module_types.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/unraisable.h"

static Own gc_collect_function(Rt *rt, Ref self, Ref *given)
{
    int64_t generation = given[0] == NULL ? GENERATIONS - 1 : int_value(rt, given[0]);
    if (rt_is_pending(rt)) return NULL;
    if (generation < 0 || generation >= GENERATIONS) return error_raise(rt, TYPE_ValueError, "invalid generation");
    return int_new(rt, rt->gc->collecting ? 0 : gc_collect(rt, (int)generation));
}

static Own gc_enable(Rt *rt, Ref self)
{
    rt->gc->enabled = true;
    return none_new(rt);
}

static Own gc_disable(Rt *rt, Ref self)
{
    rt->gc->enabled = false;
    return none_new(rt);
}

static Own gc_isenabled(Rt *rt, Ref self)
{
    return bool_new(rt, rt->gc->enabled);
}

/* A tuple of three ints, which are taken. */
static Own triple(Rt *rt, int64_t a, int64_t b, int64_t c)
{
    int64_t values[] = {a, b, c};
    Own tuple = tuple_new(rt, 3);
    for (int i = 0; tuple != NULL && i < 3; i++) {
        Own number = int_new(rt, values[i]);
        if (number == NULL) release_clear(rt, &tuple);
        else tuple_take(tuple, i, number);
    }
    return tuple;
}

static Own gc_get_count(Rt *rt, Ref self)
{
    const GcGeneration *g = rt->gc->generations;
    return triple(rt, g[0].count, g[1].count, g[2].count);
}

static Own gc_get_threshold(Rt *rt, Ref self)
{
    const GcGeneration *g = rt->gc->generations;
    return triple(rt, g[0].threshold, g[1].threshold, g[2].threshold);
}

static Own gc_set_threshold(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (tuple_length(args) < 1 || tuple_length(args) > GENERATIONS)
        return error_raise(rt, TYPE_TypeError, tuple_length(args) < 1 ? "set_threshold() takes at least 1 argument (%d given)"
                                                         : "set_threshold() takes at most 3 arguments (%d given)", (int)tuple_length(args));
    int64_t values[3];
    for (ptrdiff_t i = 0; i < tuple_length(args); i++) {
        values[i] = int_value(rt, tuple_peek(args, i));
        if (rt_is_pending(rt)) return NULL;
    }
    for (ptrdiff_t i = 0; i < tuple_length(args); i++) rt->gc->generations[i].threshold = (int)values[i];
    return none_new(rt);
}

static Own gc_get_debug(Rt *rt, Ref self)
{
    return int_new(rt, rt->gc->debug);
}

static Own gc_set_debug(Rt *rt, Ref self, Ref flags)
{
    int64_t value = int_value(rt, flags);
    if (rt_is_pending(rt)) return NULL;
    rt->gc->debug = (int)value;
    return none_new(rt);
}

static Own gc_is_tracked_function(Rt *rt, Ref self, Ref obj)
{
    return bool_new(rt, gc_is_container(obj) && gc_is_tracked(obj));
}

static Own gc_is_finalized_function(Rt *rt, Ref self, Ref obj)
{
    return bool_new(rt, gc_is_container(obj) && gc_is_finalized(obj));
}

/* The list of generation 0 to 2, or what existed before the program: to a program, that is in the
   oldest generation too. */
static GcHead *generation_head(Rt *rt, int generation)
{
    return generation < GENERATIONS ? &rt->gc->generations[generation].head : &rt->gc->startup;
}

/* Adds the objects of one generation, but for LIST itself. */
static int add_objects(Rt *rt, Ref list, int generation)
{
    GcHead *head = generation_head(rt, generation);
    for (GcHead *at = gc_next(head); at != head; at = gc_next(at)) {
        Ref obj = (Ref)(at + 1);
        if (obj != list && list_append(rt, list, obj) < 0) return -1;
    }
    return 0;
}

static Own gc_get_objects(Rt *rt, Ref self, Ref *given)
{
    bool one = given[0] != NULL && given[0] != rt->none;
    if (one && given[0]->type->slots.nb_index == NULL)
        return error_raise(rt, TYPE_TypeError, "argument should be integer or None, not '%.200T'", given[0]);
    int64_t generation = one ? int_value(rt, given[0]) : -1;
    if (rt_is_pending(rt) || audit(rt, "gc.get_objects", "i", (int)generation) < 0) return NULL;
    if (generation == -1) { /* all */
        one = false;
        generation = 0;
    }
    if (generation >= GENERATIONS)
        return error_raise(rt, TYPE_ValueError, "generation parameter must be less than the number of available generations (%i)", GENERATIONS);
    if (generation < 0) return error_raise(rt, TYPE_ValueError, "generation parameter cannot be negative");
    Own list = list_new(rt, 0);
    int end = one ? (int)generation + 1 : GENERATIONS + 1;
    for (int g = (int)generation; list != NULL && g < end; g++) {
        if (add_objects(rt, list, g) < 0) release_clear(rt, &list);
    }
    return list;
}

/* --- who refers to whom */

typedef struct Search {
    const Ref *wanted;
    ptrdiff_t count;
} Search;

static int is_wanted(Ref child, void *context)
{
    const Search *search = context;
    for (ptrdiff_t i = 0; i < search->count; i++) {
        if (search->wanted[i] == child) return 1;
    }
    return 0;
}

static Own gc_get_referrers(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Search search = {as_refs(AS_TUPLE(args)->items), tuple_length(args)};
    if (audit(rt, "gc.get_referrers", "O", args) < 0) return NULL;
    Own list = list_new(rt, 0);
    for (int g = 0; list != NULL && g <= GENERATIONS; g++) {
        GcHead *head = generation_head(rt, g);
        for (GcHead *at = gc_next(head); list != NULL && at != head; at = gc_next(at)) {
            Ref obj = (Ref)(at + 1);
            if (obj == list || obj->type->slots.tp_traverse == NULL) continue;
            if (obj->type->slots.tp_traverse(obj, is_wanted, &search) == 1 && list_append(rt, list, obj) < 0)
                release_clear(rt, &list);
        }
    }
    return list;
}

typedef struct Collector {
    Rt *rt;
    Ref list;
} Collector;

static int collect_child(Ref child, void *context)
{
    const Collector *collector = context;
    return list_append(collector->rt, collector->list, child) < 0;
}

static Own gc_get_referents(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (audit(rt, "gc.get_referents", "O", args) < 0) return NULL;
    Own list = list_new(rt, 0);
    for (ptrdiff_t i = 0; list != NULL && i < tuple_length(args); i++) {
        Collector collector = {rt, list};
        if (!gc_is_container(tuple_peek(args, i)) || tuple_peek(args, i)->type->slots.tp_traverse == NULL) continue;
        if (tuple_peek(args, i)->type->slots.tp_traverse(tuple_peek(args, i), collect_child, &collector) != 0) release_clear(rt, &list);
    }
    return list;
}

static Own stats_dict(Rt *rt, const GcStats *stats)
{
    Own dict = dict_new(rt);
    const struct {
        const char *name;
        ptrdiff_t value;
    } rows[] = {{"collections", stats->collections}, {"collected", stats->collected}, {"uncollectable", stats->uncollectable}};
    for (size_t i = 0; dict != NULL && i < ARRAY_LENGTH(rows); i++) {
        Own number = int_new(rt, rows[i].value);
        if (number == NULL || dict_set_text(rt, dict, rows[i].name, number) < 0) release_clear(rt, &dict);
        release(rt, number);
    }
    return dict;
}

static Own gc_get_stats(Rt *rt, Ref self)
{
    Own list = list_new(rt, 0);
    for (int i = 0; list != NULL && i < GENERATIONS; i++) {
        Own dict = stats_dict(rt, &rt->gc->stats[i]);
        if (dict == NULL || list_append_take(rt, list, dict) < 0) release_clear(rt, &list);
    }
    return list;
}

static Own gc_freeze_function(Rt *rt, Ref self)
{
    gc_freeze(rt);
    return none_new(rt);
}

static Own gc_unfreeze_function(Rt *rt, Ref self)
{
    gc_unfreeze(rt);
    return none_new(rt);
}

static Own gc_get_freeze_count(Rt *rt, Ref self)
{
    return int_new(rt, gc_frozen_count(rt));
}

/* --- gc.callbacks: told of the start and the end of each collection */

void gc_tell_callbacks(Rt *rt, bool start, int generation, ptrdiff_t collected, ptrdiff_t uncollectable)
{
    Ref callbacks = rt->gc->callbacks;
    if (callbacks == NULL || !is_list(callbacks) || list_length(callbacks) == 0) return;
    static const char *const names[] = {"generation", "collected", "uncollectable"};
    const ptrdiff_t values[] = {generation, collected, uncollectable};
    Own phase = str_new(rt, start ? "start" : "stop"), info = dict_new(rt);
    bool ready = phase != NULL && info != NULL;
    for (size_t i = 0; ready && i < ARRAY_LENGTH(names); i++) {
        Own number = int_new(rt, values[i]);
        ready = number != NULL && dict_set_text(rt, info, names[i], number) == 0;
        release(rt, number);
    }
    if (!ready) error_unraisable(rt, NULL);
    for (ptrdiff_t i = 0; ready && i < list_length(callbacks); i++) {
        Own callback = new_ref(list_peek(callbacks, i)), result = call_two(rt, callback, phase, info);
        if (result == NULL) error_unraisable(rt, callback);
        release_all(rt, result, callback);
    }
    release_all(rt, phase, info);
}

void gc_tell_line(Rt *rt, const char *text)
{
    Buf line = BUF_INIT;
    buf_add_text(&line, text);
    stderr_write(rt, &line);
    buf_fini(&line);
}

static int gc_exec(Rt *rt, Ref module)
{
    static const ModuleInt flags[] = {{"DEBUG_STATS", 1}, {"DEBUG_COLLECTABLE", 2}, {"DEBUG_UNCOLLECTABLE", 4}, {"DEBUG_SAVEALL", 32}, {"DEBUG_LEAK", 38}};
    if (module_add_ints(rt, module, flags, ARRAY_LENGTH(flags)) < 0) return -1;
    Gc *gc = rt->gc;
    if (gc->garbage == NULL && (gc->garbage = list_new(rt, 0)) == NULL) return -1;
    if (gc->callbacks == NULL && (gc->callbacks = list_new(rt, 0)) == NULL) return -1;
    if (module_add(rt, module, "garbage", new_ref(gc->garbage)) < 0) return -1;
    return module_add(rt, module, "callbacks", new_ref(gc->callbacks));
}

const ModuleSpec gc_module_spec = {
    .name = "gc",
    .doc = "This module provides access to the garbage collector for reference cycles.",
    .methods = METHODS(
        {"collect", METHOD_BOUND, {.bound = gc_collect_function, .most = 1, .names = NAMES("generation")}, "collect($module, /, generation=2)\n--\n\nRun the garbage collector.", 0},
        {"enable", METHOD_NOARGS, {.unary = gc_enable}, "Enable automatic garbage collection.", 0},
        {"disable", METHOD_NOARGS, {.unary = gc_disable}, "Disable automatic garbage collection.", 0},
        {"isenabled", METHOD_NOARGS, {.unary = gc_isenabled}, "Returns true if automatic garbage collection is enabled.", 0},
        {"get_count", METHOD_NOARGS, {.unary = gc_get_count}, "Return a three-tuple of the current collection counts.", 0},
        {"get_threshold", METHOD_NOARGS, {.unary = gc_get_threshold}, "Return the current collection thresholds.", 0},
        {"set_threshold", METHOD_VARARGS, {.call = gc_set_threshold}, "Sets the collection thresholds.", 0},
        {"get_debug", METHOD_NOARGS, {.unary = gc_get_debug}, "Get the garbage collection debugging flags.", 0},
        {"set_debug", METHOD_O, {.binary = gc_set_debug}, "Set the garbage collection debugging flags.", 0},
        {"is_tracked", METHOD_O, {.binary = gc_is_tracked_function}, "Returns true if the object is tracked by the garbage collector.", 0},
        {"is_finalized", METHOD_O, {.binary = gc_is_finalized_function}, "Returns true if the object has been already finalized by the GC.", 0},
        {"get_objects", METHOD_BOUND, {.bound = gc_get_objects, .most = 1, .names = NAMES("generation")}, "Return a list of objects tracked by the collector (excluding the list returned).", 0},
        {"get_referrers", METHOD_VARARGS, {.call = gc_get_referrers}, "Return the list of objects that directly refer to any of objs.", 0},
        {"get_referents", METHOD_VARARGS, {.call = gc_get_referents}, "Return the list of objects that are directly referred to by objs.", 0},
        {"get_stats", METHOD_NOARGS, {.unary = gc_get_stats}, "Return a list of dictionaries containing per-generation statistics.", 0},
        {"freeze", METHOD_NOARGS, {.unary = gc_freeze_function}, "Freeze all current tracked objects and ignore them for future collections.", 0},
        {"unfreeze", METHOD_NOARGS, {.unary = gc_unfreeze_function}, "Unfreeze all objects in the permanent generation.", 0},
        {"get_freeze_count", METHOD_NOARGS, {.unary = gc_get_freeze_count}, "Return the number of objects in the permanent generation.", 0}),
    .exec = gc_exec,
};
