/* Bringing up the types, in an order that lets them need each other:

     1. a shell for every type: from then on objects can be made
     2. values_init: singletons, caches, names (dicts and strings work)
     3. every shell is filled: dict, MRO, descriptors

   and down again: what the program left behind is collected, then the types empty each
   other, then their memory goes. */
#include "objects/objects_layer.h"

#include <stdlib.h>
#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/dictobj.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/type_parts.h"
#include "objects/typeobj.h"
#include "objects/typestate.h"
#include "objects/weakrefobj.h"

#define SPEC(name)                 extern const TypeSpec name##_type_spec;
#define EXCEPTION(name, base, doc) SPEC(name)
#include "objects/exceptions.def"
#include "objects/specs.def"
#undef EXCEPTION
#undef SPEC

/* The exceptions come last: they build on BaseException. */
static const TypeSpec *const specs[] = {
#define SPEC(name)                 &name##_type_spec,
#define EXCEPTION(name, base, doc) SPEC(name)
#include "objects/specs.def"

#include "objects/exceptions.def"
#undef EXCEPTION
#undef SPEC
};

/* --- what the collector asks of this layer */

static void upcall_keep_garbage(Rt *rt, Obj *obj)
{
    if (rt->gc->garbage == NULL) rt->gc->garbage = list_new(rt, 0);
    if (rt->gc->garbage == NULL || list_append(rt, rt->gc->garbage, obj) < 0)
        error_clear(rt);
}

static void upcall_callback(Rt *rt, bool start, int generation, GcStats found)
{
    if (rt->objects->upcalls.gc_callback == NULL) return;
    rt->objects->upcalls.gc_callback(
        rt, start, generation, found.collected, found.uncollectable);
}

static void upcall_report(Rt *rt, const char *text)
{
    if (rt->objects->upcalls.gc_report != NULL)
        rt->objects->upcalls.gc_report(rt, text);
}

static void upcall_unraisable(Rt *rt, const char *where)
{
    error_unraisable_message(rt, "Exception ignored in garbage collection", NULL);
}

static const GcUpcalls gc_upcalls = {
    .clear_weakrefs = weakref_clear_all,
    .handle_weakrefs = weakref_handle_garbage,
    .keep_garbage = upcall_keep_garbage,
    .callback = upcall_callback,
    .report = upcall_report,
    .unraisable = upcall_unraisable,
};

/* --- up */

static int make_shells(Rt *rt)
{
    for (size_t i = 0; i < ARRAY_LENGTH(specs); i++) {
        if (type_shell_new(rt, specs[i]) == NULL) return -1;
    }
    /* `object` was made before `type` was there. */
    ((Obj *)RT_TYPE(rt, object))->type = RT_TYPE(rt, type);
    return 0;
}

static int fill_shells(Rt *rt)
{
    TypeState *state = rt->objects->types;
    for (size_t i = 0; i < state->spec_count; i++) {
        if (type_shell_fill(rt, state->specs[i], NULL) < 0) return -1;
    }
    return 0;
}

/* ExceptionGroup has two bases, and so is made as a class statement's type is. */
static int make_exception_group(Rt *rt)
{
    Own name = str_interned(rt, "ExceptionGroup"), bases = NULL,
        namespace = dict_new(rt);
    Type *type = NULL;
    if (name == NULL || namespace == NULL) goto done;
    bases = tuple_of(
        rt, 2, (Ref)RT_TYPE(rt, BaseExceptionGroup), (Ref)RT_TYPE(rt, Exception));
    if (bases == NULL ||
        dict_set(rt, namespace, RT_NAME(rt, __module__), RT_NAME(rt, builtins)) < 0) {
        goto done;
    }
    type = (Type *)type_new(rt, RT_TYPE(rt, type), name, bases, namespace, NULL);
    if (type != NULL) type->id = TYPE_ExceptionGroup;
    RT_TYPE(rt, ExceptionGroup) = type;
done:
    release_all(rt, name, bases, namespace);
    return type == NULL ? -1 : 0;
}

/* Makes the MemoryErrors for the day when nothing can be made. */
static int spare_memory_errors(Rt *rt)
{
    Own spares[SPARE_MEMORY_ERRORS];
    int count = 0;
    for (; count < SPARE_MEMORY_ERRORS; count++) {
        Type *type = RT_TYPE(rt, MemoryError);
        spares[count] = type->slots.tp_new(rt, type, rt->empty_tuple, NULL);
        if (spares[count] == NULL) break;
    }
    rt->objects->types->keeps_memory_errors = true;
    bool complete = count == SPARE_MEMORY_ERRORS;
    while (count > 0) release(rt, spares[--count]);
    return complete ? 0 : -1;
}

int objects_init(Rt *rt)
{
    rt->objects = calloc(1, sizeof *rt->objects);
    if (rt->objects == NULL) return -1;
    TypeState *state = rt->objects->types = calloc(1, sizeof *state);
    if (state == NULL) return -1;
    state->next_version = 1;
    if (make_shells(rt) < 0) return -1;
    state->has_values = true;
    if (values_init(rt) < 0 || slots_init(rt) < 0) return -1;
    if (fill_shells(rt) < 0 || make_exception_group(rt) < 0 || type_prepare_subclasses(rt) < 0) return -1;
    rt->gc->upcalls = &gc_upcalls;
    return spare_memory_errors(rt);
}

/* --- down */

static void drop_type_contents(Rt *rt, Type *type)
{
    if (type->dict != NULL && dict_clear(rt, type->dict) < 0) error_clear(rt);
    release_clear(rt, &type->subclasses);
}

/* What a type holds that other types' memory must still be there for. */
static void drop_type_links(Rt *rt, Type *type)
{
    release_clear(rt, &type->dict);
    release_clear(rt, &type->mro);
    release_clear(rt, &type->bases);
}

static void drop_memory_errors(Rt *rt)
{
    TypeState *state = rt->objects->types;
    state->keeps_memory_errors = false;
    while (state->memory_error_count > 0) {
        Obj *error = state->memory_errors[--state->memory_error_count];
        object_free(rt, (Obj *)object_revive(rt, error));
    }
}

static void drop_types(Rt *rt)
{
    TypeState *state = rt->objects->types;
    for (size_t i = state->spec_count; i-- > 0;)
        drop_type_contents(rt, state->specs[i]);
    for (int id = 0; id < SLOT_COUNT; id++) release_clear(rt, &state->slot_names[id]);
    for (size_t i = state->spec_count; i-- > 0;) drop_type_links(rt, state->specs[i]);
}

/* Takes down what a program ran on; a start-up that failed half-way never got so far. */
static void drop_program(Rt *rt)
{
    error_clear(rt);
    rt->gc->ended = true;
    args_fini(rt);
    release_clear(rt, &rt->gc->callbacks);
    release_clear(rt, &rt->gc->garbage);
    type_cache_clear(rt);
    release(rt, (Own)RT_TYPE(rt, ExceptionGroup));
    RT_TYPE(rt, ExceptionGroup) = NULL;
    gc_collect(rt, GENERATIONS - 1);
    drop_memory_errors(rt);
    type_cache_clear(rt);
    drop_types(rt);
}

void objects_fini(Rt *rt)
{
    if (rt->objects == NULL) return;
    TypeState *state = rt->objects->types;
    if (state != NULL) {
        if (rt->gc->upcalls != NULL) drop_program(rt);
        if (state->has_values) values_fini(rt);
        for (size_t i = state->spec_count; i-- > 0;) type_shell_free(rt, state->specs[i]);
        free(state->specs);
    }
    free(state);
    free(rt->objects);
    rt->objects = NULL;
}
