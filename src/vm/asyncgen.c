/* Asynchronous generators.  What one yields is wrapped, to tell it from what its awaits yield;
   the objects that __anext__, asend, athrow and aclose return drive it, and unwrap: an
   own value ends the await, by StopIteration. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/object_state.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"
#include "vm/gen_types.h"
#include "vm/generator.h"

typedef enum DriverState { DRIVER_NEW, DRIVER_RUNNING, DRIVER_CLOSED } DriverState;

/* What __anext__, asend (value: what to send, or NULL), athrow (its arguments) and aclose
   (NULL) return. */
typedef struct Driver {
    Obj head;
    Own generator; /* GenObj */
    Own value;
    DriverState state;
} Driver;
#define AS_DRIVER(ref) ((Driver *)(uintptr_t)(ref))

typedef struct WrappedValue {
    Obj head;
    Own value;
} WrappedValue;

static GenObj *driven(const Driver *driver)
{
    return AS_GENERATOR(driver->generator);
}

Own async_wrap(Rt *rt, Own value)
{
    Own wrapper = free_objects_take(rt, &rt->objects->free_async_values, RT_TYPE(rt, async_generator_wrapped_value));
    if (wrapper == NULL) return error_release(rt, value);
    ((WrappedValue *)wrapper)->value = value;
    gc_track(rt, wrapper);
    return wrapper;
}

static void wrapped_dealloc(Rt *rt, Obj *self)
{
    release_clear(rt, &((WrappedValue *)self)->value);
    free_objects_put(rt, &rt->objects->free_async_values, self);
}

const TypeSpec async_generator_wrapped_value_type_spec = {
    .name = "async_generator_wrapped_value",
    .id = TYPE_async_generator_wrapped_value,
    .basicsize = sizeof(WrappedValue),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .owned = OWNED(WrappedValue, value, value),
    .slots = {.tp_dealloc = wrapped_dealloc, .tp_traverse = owned_traverse},
};

/* --- what drives it */

static bool ended(const Rt *rt)
{
    return error_matches(rt, TYPE_StopAsyncIteration) || error_matches(rt, TYPE_GeneratorExit);
}

/* RESULT (taken) of running GEN, as the driver's caller is to see it. */
static Own unwrap(Rt *rt, GenObj *gen, Own result)
{
    if (result == NULL) {
        if (!rt_is_pending(rt)) error_raise_none(rt, TYPE_StopAsyncIteration);
        if (ended(rt)) gen->closed = true;
        gen->running_async = false;
        return NULL;
    }
    if (!is_exact(result, TYPE_async_generator_wrapped_value)) return result;
    stop_value_raise(rt, ((WrappedValue *)result)->value);
    release(rt, result);
    gen->running_async = false;
    return NULL;
}

static Own finish_step(Driver *driver, Own result)
{
    if (result == NULL) driver->state = DRIVER_CLOSED;
    return result;
}

static Own asend_send(Rt *rt, Ref self, Ref value)
{
    Driver *driver = AS_DRIVER(self);
    GenObj *gen = driven(driver);
    if (driver->state == DRIVER_CLOSED)
        return error_raise(rt, TYPE_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
    if (driver->state == DRIVER_NEW) {
        if (gen->running_async)
            return error_raise(rt, TYPE_RuntimeError, "anext(): asynchronous generator is already running");
        if (value == NULL || value == rt->none) value = driver->value;
        driver->state = DRIVER_RUNNING;
    }
    gen->running_async = true;
    return finish_step(driver, unwrap(rt, gen, generator_resume(rt, gen, value, false, false)));
}

static Own asend_throw(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Driver *driver = AS_DRIVER(self);
    if (driver->state == DRIVER_CLOSED)
        return error_raise(rt, TYPE_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
    Own result = generator_throw_method(rt, driver->generator, args, nargs, kwnames);
    return finish_step(driver, unwrap(rt, driven(driver), result));
}

static Own driver_close(Rt *rt, Ref self)
{
    AS_DRIVER(self)->state = DRIVER_CLOSED;
    return none_new(rt);
}

static Own raise_ignored(Rt *rt, Driver *driver, Own yielded)
{
    release(rt, yielded);
    driven(driver)->running_async = false;
    driver->state = DRIVER_CLOSED;
    return error_raise(rt, TYPE_RuntimeError, "async generator ignored GeneratorExit");
}

/* The generator has raised: an aclose() is then done. */
static Own athrow_failed(Rt *rt, Driver *driver)
{
    driven(driver)->running_async = false;
    driver->state = DRIVER_CLOSED;
    if (driver->value == NULL && ended(rt)) {
        error_clear(rt);
        error_raise_none(rt, TYPE_StopIteration);
    }
    return NULL;
}

/* RESULT of running the generator for athrow or aclose. */
static Own athrow_result(Rt *rt, Driver *driver, Own result)
{
    if (driver->value != NULL) {
        result = unwrap(rt, driven(driver), result);
    } else if (result != NULL && is_exact(result, TYPE_async_generator_wrapped_value)) {
        return raise_ignored(rt, driver, result);
    }
    return result == NULL ? athrow_failed(rt, driver) : result;
}

static Own athrow_begin(Rt *rt, Driver *driver, Ref value)
{
    GenObj *gen = driven(driver);
    if (gen->running_async) {
        driver->state = DRIVER_CLOSED;
        return error_raise(rt, TYPE_RuntimeError, "%s(): asynchronous generator is already running",
                           driver->value == NULL ? "aclose" : "athrow");
    }
    if (gen->closed) {
        driver->state = DRIVER_CLOSED;
        return error_raise_none(rt, TYPE_StopAsyncIteration);
    }
    if (value != NULL && value != rt->none)
        return error_raise(rt, TYPE_RuntimeError, "can't send non-None value to a just-started coroutine");
    driver->state = DRIVER_RUNNING;
    gen->running_async = true;
    Ref args = driver->value, thrown[3] = {(Ref)RT_TYPE(rt, GeneratorExit), NULL, NULL};
    if (args == NULL) gen->closed = true;
    for (ptrdiff_t i = 0; args != NULL && i < tuple_length(args); i++) thrown[i] = tuple_peek(args, i);
    return athrow_result(rt, driver, generator_throw(rt, gen, false, thrown[0], thrown[1], thrown[2]));
}

static Own athrow_send(Rt *rt, Ref self, Ref value)
{
    Driver *driver = AS_DRIVER(self);
    GenObj *gen = driven(driver);
    if (driver->state == DRIVER_CLOSED)
        return error_raise(rt, TYPE_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
    if (gen->state >= GEN_COMPLETED) {
        driver->state = DRIVER_CLOSED;
        return error_raise_none(rt, TYPE_StopIteration);
    }
    if (driver->state == DRIVER_NEW) return athrow_begin(rt, driver, value);
    Own result = generator_resume(rt, gen, value, false, false);
    return driver->value != NULL ? unwrap(rt, gen, result) : athrow_result(rt, driver, result);
}

static Own athrow_throw(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Driver *driver = AS_DRIVER(self);
    if (driver->state == DRIVER_CLOSED)
        return error_raise(rt, TYPE_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
    Own result = generator_throw_method(rt, driver->generator, args, nargs, kwnames);
    return driver->value != NULL ? unwrap(rt, driven(driver), result) : athrow_result(rt, driver, result);
}

static int step_status(Own *item, Own result)
{
    *item = result;
    return result == NULL ? -1 : 1;
}

static int asend_next(Rt *rt, Ref self, Own *item)
{
    return step_status(item, asend_send(rt, self, NULL));
}

static int athrow_next(Rt *rt, Ref self, Own *item)
{
    return step_status(item, athrow_send(rt, self, rt->none));
}

static void driver_dealloc(Rt *rt, Obj *self)
{
    release_clear(rt, &AS_DRIVER(self)->generator);
    release_clear(rt, &AS_DRIVER(self)->value);
    if (is_exact(self, TYPE_async_generator_asend)) free_objects_put(rt, &rt->objects->free_async_sends, self);
    else object_free(rt, self);
}

static const MethodDef asend_methods[] = {
    {"send", METHOD_O, {.binary = asend_send}, GENERATOR_SEND_DOC, 0},
    {"throw", METHOD_FASTCALL, {.fast = asend_throw}, GENERATOR_THROW_DOC, 0},
    {"close", METHOD_NOARGS, {.unary = driver_close}, GENERATOR_CLOSE_DOC, 0},
    {0},
};

static const MethodDef athrow_methods[] = {
    {"send", METHOD_O, {.binary = athrow_send}, GENERATOR_SEND_DOC, 0},
    {"throw", METHOD_FASTCALL, {.fast = athrow_throw}, GENERATOR_THROW_DOC, 0},
    {"close", METHOD_NOARGS, {.unary = driver_close}, GENERATOR_CLOSE_DOC, 0},
    {0},
};

#define DRIVER_SPEC(kind)                                                              \
    .name = "async_generator_" #kind, .id = TYPE_async_generator_##kind, .base = TYPE_object,                          \
    .basicsize = sizeof(Driver), .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,                             \
    .methods = kind##_methods,                                                                                         \
    .owned = OWNED(Driver, generator, value),                                                                          \
    .slots = {.tp_dealloc = driver_dealloc, .tp_traverse = owned_traverse, .tp_iter = object_itself,                     \
              .tp_iternext = kind##_next, .am_await = object_itself}

const TypeSpec async_generator_asend_type_spec = {DRIVER_SPEC(asend)};
const TypeSpec async_generator_athrow_type_spec = {DRIVER_SPEC(athrow)};

/* --- the generator */

/* Tells the hooks of sys.set_asyncgen_hooks, once. */
static int first_iteration(Rt *rt, GenObj *gen)
{
    if (gen->hooks_inited) return 0;
    gen->hooks_inited = true;
    gen->origin_or_finalizer = new_ref_or_null(rt->vm->async_finalizer);
    if (rt->vm->async_first_iteration == NULL) return 0;
    Own result = call_one(rt, rt->vm->async_first_iteration, &gen->head);
    if (result == NULL) return -1;
    release(rt, result);
    return 0;
}

static Own driver_new(Rt *rt, Type *type, Ref generator, Ref value_or_null)
{
    if (first_iteration(rt, AS_GENERATOR(generator)) < 0) return NULL;
    bool is_send = type == RT_TYPE(rt, async_generator_asend);
    Own self = is_send ? free_objects_take(rt, &rt->objects->free_async_sends, type) : object_new(rt, type);
    if (self == NULL) return NULL;
    AS_DRIVER(self)->state = DRIVER_NEW;
    AS_DRIVER(self)->generator = new_ref(generator);
    AS_DRIVER(self)->value = new_ref_or_null(value_or_null);
    gc_track(rt, self);
    return self;
}

static Own asyncgen_anext(Rt *rt, Ref self)
{
    return driver_new(rt, RT_TYPE(rt, async_generator_asend), self, NULL);
}

static Own asyncgen_asend(Rt *rt, Ref self, Ref value)
{
    return driver_new(rt, RT_TYPE(rt, async_generator_asend), self, value);
}

static Own asyncgen_aclose(Rt *rt, Ref self)
{
    return driver_new(rt, RT_TYPE(rt, async_generator_athrow), self, NULL);
}

static Own asyncgen_athrow(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own tuple = tuple_from(rt, args, nargs);
    if (tuple == NULL) return NULL;
    Own driver = driver_new(rt, RT_TYPE(rt, async_generator_athrow), self, tuple);
    release(rt, tuple);
    return driver;
}

const TypeSpec async_generator_type_spec = {
    .name = "async_generator",
    .id = TYPE_async_generator,
    .basicsize = sizeof(GenObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .weaklist_offset = offsetof(GenObj, weakrefs),
    .slots = {.tp_dealloc = generator_dealloc, .tp_traverse = generator_traverse, .tp_finalize = generator_finalize,
              .tp_repr = generator_repr, .am_aiter = object_itself, .am_anext = asyncgen_anext},
    .methods = METHODS(
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS},
        {"asend", METHOD_O, {.binary = asyncgen_asend}, "asend(v) -> send 'v' in generator.", 0},
        {"athrow", METHOD_FASTCALL, {.fast = asyncgen_athrow, .least = 1, .most = 3}, "athrow(typ[,val[,tb]]) -> raise exception in generator.", METHOD_TUPLE},
        {"aclose", METHOD_NOARGS, {.unary = asyncgen_aclose}, "aclose() -> raise GeneratorExit inside generator.", 0},
        {"__sizeof__", METHOD_NOARGS, {.unary = generator_sizeof}, "gen.__sizeof__() -> size of gen in memory, in bytes", 0},
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS}),
    .members = MEMBERS(
        {"ag_code", MEMBER_OBJECT, offsetof(GenObj, code), true, NULL},
        {"ag_running", MEMBER_BOOL, offsetof(GenObj, running_async), true, NULL}),
    .getset = GETSETS(
        {"__name__", generator_name_get, generator_name_set, "name of the async generator"},
        {"__qualname__", generator_qualname_get, generator_qualname_set, "qualified name of the async generator"},
        {"ag_await", generator_delegate_get, NULL, "object being awaited on, or None"},
        {"ag_frame", generator_frame_get, NULL, NULL}),
};
