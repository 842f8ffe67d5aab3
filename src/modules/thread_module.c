/* The module _thread: threads as vm/threads.c runs them. */
#include <signal.h>
#include <string.h>

#include "memory/heap.h"
#include "modules/fieldtuple.h"
#include "modules/module_specs.h"
#include "modules/signals.h"
#include "modules/thread_types.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/strobj.h"
#include "objects/weakrefobj.h"
#include "vm/import_ops.h"
#include "vm/threads.h"
#include "vm/traceback.h"
#include "vm/unraisable.h"

enum { LEAST_STACK = 32768 };

static Own thread_allocate_lock(Rt *rt, Ref self)
{
    Ref type = dict_peek_text(rt, module_dict(self), "LockType");
    if (type == NULL || !is_type(type) || AS_TYPE(type)->spec != &lock_type_spec)
        return error_raise(rt, TYPE_RuntimeError, "can't allocate lock");
    return object_new(rt, AS_TYPE(type));
}

static Own thread_start_new_thread(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "start_new_thread", nargs, 2, 3) < 0) return NULL;
    if (args[0]->type->slots.tp_call == NULL && args[0]->type->slots.tp_vectorcall == NULL)
        return error_raise(rt, TYPE_TypeError, "first arg must be callable");
    if (!is_tuple(args[1])) return error_raise(rt, TYPE_TypeError, "2nd arg must be a tuple");
    if (nargs == 3 && !is_dict(args[2])) return error_raise(rt, TYPE_TypeError, "optional 3rd arg must be a dictionary");
    Thread *thread = thread_start(rt, args[0], args[1], nargs == 3 ? args[2] : NULL);
    return thread == NULL ? NULL : int_new(rt, thread_ident(thread));
}

static Own thread_exit(Rt *rt, Ref self)
{
    return error_raise_none(rt, TYPE_SystemExit);
}

static Own thread_interrupt_main(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int64_t number = nargs == 0 ? SIGINT : int_value(rt, args[0]);
    if (rt_is_pending(rt)) return NULL;
    if (number < 1 || number >= SIGNAL_COUNT) return error_raise(rt, TYPE_ValueError, "signal number out of range");
    signals_simulate(rt, (int)number);
    return none_new(rt);
}

static Own thread_get_ident(Rt *rt, Ref self)
{
    return int_new(rt, thread_ident(thread_current(rt)));
}

static Own thread_get_native_id(Rt *rt, Ref self)
{
    return int_new(rt, thread_number(thread_current(rt)) + 1);
}

static Own thread_count(Rt *rt, Ref self)
{
    return int_new(rt, threads_count(rt) - 1);
}

/* A lock for the running thread, released when it ends: until somebody else is told, by a weak reference. */
static Own thread_set_sentinel(Rt *rt, Ref self)
{
    Own lock = thread_allocate_lock(rt, self), weak = lock == NULL ? NULL : weakref_new(rt, lock, NULL);
    if (weak == NULL) return error_release(rt, lock);
    release_replace(rt, thread_sentinel(thread_current(rt)), weak);
    return lock;
}

void thread_ends(Rt *rt)
{
    thread_locals_end(rt);
    Ref weak = *thread_sentinel(thread_current(rt)), lock = weak == NULL ? NULL : weakref_peek(weak);
    if (lock != NULL) lock_release_if_held(rt, lock);
}

static Own stack_size(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "stack_size", nargs, 0, 1) < 0) return NULL;
    int64_t size = nargs == 0 ? 0 : int_value(rt, args[0]);
    if (rt_is_pending(rt)) return NULL;
    if (size < 0) return error_raise(rt, TYPE_ValueError, "size must be 0 or a positive value");
    if (size != 0 && size < LEAST_STACK) return error_raise(rt, TYPE_ValueError, "size not valid: %zd bytes", (ptrdiff_t)size);
    int64_t before = (int64_t)thread_stack_size(rt);
    if (nargs > 0) thread_set_stack_size(rt, (size_t)size);
    return int_new(rt, before);
}

static const MemberDef hook_fields[] = {
    FIELD_AT("exc_type", 0),
    FIELD_AT("exc_value", 1),
    FIELD_AT("exc_traceback", 2),
    FIELD_AT("thread", 3),
    FIELDS_END,
};
static const TypeSpec hook_args_spec = FIELDTUPLE_SPEC("_thread._ExceptHookArgs", hook_fields);

/* Where a thread's errors are told: sys.stderr, or what it was when the thread was made; NULL: nowhere. */
static Own error_file(Rt *rt, Ref thread)
{
    Ref file = sys_peek(rt, "stderr");
    if (file != NULL && file != rt->none) return new_ref(file);
    Own kept = thread == rt->none ? NULL : object_attr_get_text(rt, thread, "_stderr");
    error_clear(rt);
    if (kept == rt->none) release_clear(rt, &kept);
    return kept;
}

/* What threading.excepthook does by itself: "Exception in thread NAME:" and the traceback. */
static Own thread_excepthook(Rt *rt, Ref self, Ref details)
{
    if (details->type->spec != &hook_args_spec)
        return error_raise(rt, TYPE_TypeError, "_thread.excepthook argument type must be ExceptHookArgs");
    Ref type = tuple_peek(details, 0), value = tuple_peek(details, 1), thread = tuple_peek(details, 3);
    if (type == (Ref)RT_TYPE(rt, SystemExit)) return none_new(rt);
    Own file = error_file(rt, thread);
    if (file == NULL) return none_new(rt);
    Own name = thread == rt->none ? NULL : object_attr_get(rt, thread, RT_NAME(rt, name));
    error_clear(rt);
    Buf text = BUF_INIT;
    buf_add_text(&text, "Exception in thread ");
    if (name != NULL && is_str(name)) str_add_to_buf(name, &text);
    else buf_printf(&text, "%lld", (long long)thread_ident(thread_current(rt)));
    buf_add_text(&text, ":\n");
    if (is_exception(value)) traceback_print(rt, value, &text);
    text_file_write(rt, file, &text);
    buf_fini(&text);
    release_all(rt, name, file);
    return none_new(rt);
}

static const char start_doc[] =
    "start_new_thread(function, args[, kwargs])\n(start_new() is an obsolete synonym)\n\nStarts a thread that calls the function; tells its identifier.";
static const char allocate_doc[] = "allocate_lock() -> lock object\n(allocate() is an obsolete synonym)\n\nA new lock that nobody holds.";
static const char exit_doc[] = "exit()\n(exit_thread() is an obsolete synonym)\n\nThe same as ``raise SystemExit``.";

static int thread_exec(Rt *rt, Ref module)
{
    const struct {
        const char *name;
        const TypeSpec *spec;
    } types[] = {
        {"LockType", &lock_type_spec}, {"RLock", &rlock_type_spec}, {"_local", &thread_local_type_spec}, {"_ExceptHookArgs", &hook_args_spec},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++) {
        if (module_add(rt, module, types[i].name, module_type_get(rt, types[i].spec)) < 0) return -1;
    }
    if (module_add(rt, module, "error", new_ref((Ref)RT_TYPE(rt, RuntimeError))) < 0) return -1;
    return module_add(rt, module, "TIMEOUT_MAX", float_new(rt, 9223372036.0));
}

const ModuleSpec _thread_module_spec = {
    .name = "_thread",
    .doc = "Threads and locks, on which the module threading is built.",
    .methods = METHODS(
        {"start_new_thread", METHOD_FASTCALL, {.fast = thread_start_new_thread}, start_doc, METHOD_TUPLE},
        {"start_new", METHOD_FASTCALL, {.fast = thread_start_new_thread}, start_doc, METHOD_TUPLE},
        {"allocate_lock", METHOD_NOARGS, {.unary = thread_allocate_lock}, allocate_doc, 0},
        {"allocate", METHOD_NOARGS, {.unary = thread_allocate_lock}, allocate_doc, 0},
        {"exit_thread", METHOD_NOARGS, {.unary = thread_exit}, exit_doc, 0},
        {"exit", METHOD_NOARGS, {.unary = thread_exit}, exit_doc, 0},
        {"interrupt_main", METHOD_FASTCALL, {.fast = thread_interrupt_main, .most = 1}, "interrupt_main(signum=signal.SIGINT, /)\n\nAs if the signal had come.", METHOD_TUPLE},
        {"get_ident", METHOD_NOARGS, {.unary = thread_get_ident}, "get_ident() -> integer\n\nA number that stands for the running thread.", 0},
        {"get_native_id", METHOD_NOARGS, {.unary = thread_get_native_id}, "get_native_id() -> integer\n\nThe running thread's number.", 0},
        {"_count", METHOD_NOARGS, {.unary = thread_count}, "_count() -> integer\n\nHow many threads there are beside the main thread.", 0},
        {"stack_size", METHOD_FASTCALL, {.fast = stack_size}, "stack_size([size]) -> size\n\nThe stack size of new threads.", METHOD_TUPLE},
        {"_set_sentinel", METHOD_NOARGS, {.unary = thread_set_sentinel}, "_set_sentinel() -> lock\n\nA lock that is released when the thread ends.", 0},
        {"_excepthook", METHOD_O, {.binary = thread_excepthook}, "excepthook(exc_type, exc_value, exc_traceback, thread)\n\nPrints the exception that ended a thread.", 0}),
    .exec = thread_exec,
};
