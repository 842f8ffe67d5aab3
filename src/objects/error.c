/* The pending exception.  What stays true: rt->pending.type is a class derived from
   BaseException, or NULL and then nothing is pending.

   An exception is usually pending as a class and what its instance will be made from;
   the instance is made when somebody looks (error_normalize), or at once when another
   exception is being handled, whose __context__ link needs an instance. */
#include "objects/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/excobj.h"
#include "objects/intobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

enum { HEADROOM_CALLS = 50, HEADROOM_BYTES = 32 << 10, NORMALIZE_ATTEMPTS = 32 };

void error_restore(Rt *rt, Pending pending)
{
    Pending old = rt->pending;
    rt->pending = pending;
    release(rt, old.type);
    release(rt, old.value);
    release(rt, old.traceback);
}

void error_clear(Rt *rt)
{
    error_restore(rt, (Pending){0});
}

Pending error_fetch(Rt *rt)
{
    Pending pending = rt->pending;
    rt->pending = (Pending){0};
    return pending;
}

bool error_matches(const Rt *rt, TypeId type)
{
    return type_is_subtype(AS_TYPE(rt->pending.type), rt->types[type]);
}

bool error_clear_if(Rt *rt, TypeId type)
{
    if (!rt_is_pending(rt) || !error_matches(rt, type)) return false;
    error_clear(rt);
    return true;
}

/* --- instances */

/* The instance of CLASS made from VALUE: nothing, one argument, or a tuple of them. */
static Own instance_new(Rt *rt, Ref class, Ref value)
{
    Own instance;
    if (value == NULL || value == rt->none) {
        instance = call_none(rt, class);
    } else if (is_tuple(value)) {
        instance = call_tuple(rt, class, value, NULL);
    } else {
        instance = call_one(rt, class, value);
    }
    if (instance == NULL || is_exception(instance)) return instance;
    error_raise(rt,
                TYPE_TypeError,
                "calling %R should have returned an instance of BaseException, not %N",
                class,
                object_type(instance));
    release(rt, instance);
    return NULL;
}

static bool is_instance_of(Ref value, Ref class)
{
    return value != NULL && is_exception(value) &&
           type_is_subtype(value->type, AS_TYPE(class));
}

/* The last resort when making instances failed again and again: TYPE's, or another
   exception's, without arguments, for which no Python code runs. */
static Own instance_bare(Rt *rt, Ref type)
{
    bool memory = type == (Ref)RT_TYPE(rt, MemoryError);
    Type *bare = memory ? RT_TYPE(rt, MemoryError) : RT_TYPE(rt, RecursionError);
    return bare->slots.tp_new(rt, bare, rt->empty_tuple, NULL);
}

/* Making the instance may fail, and then the failure is normalized in its place: a
   MemoryError that meets no memory again is the end of that. */
void error_normalize(Rt *rt, Pending *pending)
{
    for (int attempts = 0; pending->type != NULL; attempts++) {
        if (is_instance_of(pending->value, pending->type)) {
            if ((Ref)pending->value->type != pending->type) {
                release_replace(
                    rt, &pending->type, new_ref(object_type(pending->value)));
            }
            return;
        }
        viv_assert(attempts < 2 * NORMALIZE_ATTEMPTS);
        /* The error may be that there was no room left: making it gets some of the reserve. */
        rt->recursion_left += HEADROOM_CALLS;
        rt->stack_limit -= HEADROOM_BYTES;
        Own instance = attempts < NORMALIZE_ATTEMPTS ? instance_new(rt, pending->type, pending->value)
                                                     : instance_bare(rt, pending->type);
        rt->recursion_left -= HEADROOM_CALLS;
        rt->stack_limit += HEADROOM_BYTES;
        if (instance != NULL) {
            if (!is_instance_of(instance, pending->type)) release_replace(rt, &pending->type, new_ref(object_type(instance)));
            release_replace(rt, &pending->value, instance);
            continue;
        }
        Pending failure = error_fetch(rt);
        release(rt, pending->type);
        release(rt, pending->value);
        if (failure.traceback == NULL) {
            failure.traceback = pending->traceback;
        } else {
            release(rt, pending->traceback);
        }
        *pending = failure;
    }
}

Own error_fetch_instance(Rt *rt)
{
    Pending pending = error_fetch(rt);
    error_normalize(rt, &pending);
    if (pending.traceback != NULL) {
        exception_set_traceback(rt, pending.value, pending.traceback);
    }
    release(rt, pending.type);
    release(rt, pending.traceback);
    return pending.value;
}

/* --- raising */

/* Makes HANDLED the context of INSTANCE, and cuts the chain where INSTANCE is already
   in it, lest it become a ring. */
static void link_context(Rt *rt, Ref instance, Ref handled)
{
    if (instance == handled) return;
    Ref link = handled;
    /* `slow` follows at half the pace: a program can make rings of its own. */
    Ref slow = handled;
    for (bool move_slow = false;; move_slow = !move_slow) {
        Ref context = AS_EXCEPTION(link)->context;
        if (context == NULL) break;
        if (context == instance) {
            exception_set_context(rt, link, NULL);
            break;
        }
        link = context;
        if (link == slow) break;
        if (move_slow) slow = AS_EXCEPTION(slow)->context;
    }
    exception_set_context(rt, instance, new_ref(handled));
}

Own error_raise_class(Rt *rt, Ref class, Ref value_or_null)
{
    if (!is_exception_class(class)) {
        return error_raise(rt,
                           TYPE_SystemError,
                           "exception %R is not a BaseException subclass",
                           class);
    }
    Pending pending = {.type = new_ref(class), .value = new_ref_or_null(value_or_null)};
    Ref handled = NULL;
    if (rt->objects->upcalls.handled_exception != NULL) {
        handled = rt->objects->upcalls.handled_exception(rt);
    }
    if (handled != NULL && handled != rt->none) {
        Own held = new_ref(handled);
        error_clear(rt);
        error_normalize(rt, &pending);
        link_context(rt, pending.value, held);
        release(rt, held);
    }
    if (pending.value != NULL && is_exception(pending.value)) {
        pending.traceback = new_ref_or_null(AS_EXCEPTION(pending.value)->traceback);
    }
    error_restore(rt, pending);
    return NULL;
}

Own error_raise_obj(Rt *rt, TypeId type, Ref value_or_null)
{
    return error_raise_class(rt, (Ref)rt->types[type], value_or_null);
}

Own error_raise_key(Rt *rt, Ref key)
{
    Own args = tuple_of(rt, 1, key);
    if (args != NULL) error_raise_obj(rt, TYPE_KeyError, args);
    release(rt, args);
    return NULL;
}

Own error_raise_none(Rt *rt, TypeId type)
{
    return error_raise_obj(rt, type, NULL);
}

static void raise_formatted(Rt *rt, TypeId type, const char *format, va_list args)
{
    /* The arguments' __str__ may run, and must not meet the exception that is replaced.
     */
    error_clear(rt);
    Own message = str_vformat(rt, format, args);
    if (message == NULL) return;
    error_raise_obj(rt, type, message);
    release(rt, message);
}

Own error_raise(Rt *rt, TypeId type, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_formatted(rt, type, format, args);
    va_end(args);
    return NULL;
}

int error_raise_int(Rt *rt, TypeId type, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_formatted(rt, type, format, args);
    va_end(args);
    return -1;
}

Own error_raise_from(Rt *rt, TypeId type, const char *format, ...)
{
    Own cause = error_fetch_instance(rt);
    va_list args;
    va_start(args, format);
    raise_formatted(rt, type, format, args);
    va_end(args);
    Pending pending = error_fetch(rt);
    error_normalize(rt, &pending);
    exception_set_cause(rt, pending.value, new_ref(cause));
    exception_set_context(rt, pending.value, cause);
    error_restore(rt, pending);
    return NULL;
}

Own error_no_memory(Rt *rt)
{
    heap_no_memory(rt);
    return NULL;
}

Own error_raise_os(Rt *rt, int error_number, Ref filename_or_null)
{
    Own number = NULL, text = NULL, args = NULL, instance = NULL;
    number = int_new(rt, error_number);
    if (number == NULL) goto done;
    text = str_new(rt, strerror(error_number));
    if (text == NULL) goto done;
    args = filename_or_null == NULL ? tuple_of(rt, 2, number, text)
                                    : tuple_of(rt, 3, number, text, filename_or_null);
    if (args == NULL) goto done;
    instance = call_tuple(rt, (Ref)RT_TYPE(rt, OSError), args, NULL);
    if (instance != NULL) error_raise_class(rt, object_type(instance), instance);
done:
    release_all(rt, number, text, args, instance);
    return NULL;
}

/* --- interrupts */

int error_poll(Rt *rt)
{
    if (LIKELY(rt->interrupts == 0)) return 0;
    if (rt->interrupts & INTERRUPT_TIME) rt_limit_reached(rt, LIMIT_TIME);
    if (rt->objects->upcalls.interrupted != NULL) return rt->objects->upcalls.interrupted(rt);
    if (!(rt->interrupts & INTERRUPT_SIGNAL)) return 0;
    rt->interrupts &= ~(uint32_t)INTERRUPT_SIGNAL;
    error_raise_none(rt, TYPE_KeyboardInterrupt);
    return -1;
}

/* --- exceptions that nobody can receive */

/* Without a machine there is no sys.stderr: say it to the process's own. */
static void report_plainly(Rt *rt, Ref exception)
{
    Buf line = BUF_INIT;
    Own text = object_repr(rt, exception);
    if (text != NULL) str_add_to_buf(text, &line);
    fprintf(stderr, "Exception ignored: %s\n", buf_text(&line));
    release(rt, text);
    buf_fini(&line);
    error_clear(rt);
}

void error_unraisable_message(Rt *rt, const char *message_or_null, Ref where_or_null)
{
    Own exception = error_fetch_instance(rt);
    if (rt->objects->upcalls.unraisable != NULL) {
        rt->objects->upcalls.unraisable(rt, exception, message_or_null, where_or_null);
    } else {
        report_plainly(rt, exception);
    }
    viv_assert(!rt_is_pending(rt));
    release(rt, exception);
}

void error_unraisable(Rt *rt, Ref where_or_null)
{
    error_unraisable_message(rt, NULL, where_or_null);
}

int error_warn(Rt *rt, TypeId category, int level, const char *format, ...)
{
    if (rt->objects->upcalls.warn == NULL) return 0;
    va_list args;
    va_start(args, format);
    Own message = str_vformat(rt, format, args);
    va_end(args);
    int status = message == NULL ? -1 : rt->objects->upcalls.warn(rt, category, message, level);
    release(rt, message);
    return status;
}
