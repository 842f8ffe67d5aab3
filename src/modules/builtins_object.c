/* Built-in functions that ask something of any object. */
#include "memory/heap.h"
#include "modules/builtins.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/tupleobj.h"
#include "vm/frameobj.h"
#include "vm/frames.h"
#include "vm/generator.h"

Own builtin_ascii(Rt *rt, Ref self, Ref arg)
{
    return object_ascii(rt, arg);
}

Own builtin_repr(Rt *rt, Ref self, Ref arg)
{
    return object_repr(rt, arg);
}

Own builtin_callable(Rt *rt, Ref self, Ref arg)
{
    return bool_new(rt, object_is_callable(arg));
}

Own builtin_hash(Rt *rt, Ref self, Ref arg)
{
    ptrdiff_t hash = object_hash(rt, arg);
    return hash == -1 ? NULL : int_new(rt, hash);
}

Own builtin_id(Rt *rt, Ref self, Ref arg)
{
    Own id = int_new_unsigned(rt, heap_nominal(rt, arg));
    if (id != NULL && audit(rt, "builtins.id", "O", id) < 0) release_clear(rt, &id);
    return id;
}

Own builtin_len(Rt *rt, Ref self, Ref arg)
{
    ptrdiff_t length = object_length(rt, arg);
    return length < 0 ? NULL : int_new(rt, length);
}

Own builtin_format(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (nargs == 2 && !is_str(args[1]))
        return error_raise(rt, TYPE_TypeError, "format() argument 2 must be str, not %.50K", args[1]);
    return object_format(rt, args[0], nargs == 2 ? args[1] : NULL);
}

/* --- attributes */

static int check_attribute_name(Rt *rt, Ref name, const char *function)
{
    if (is_str(name)) return 0;
    return error_raise_int(rt, TYPE_TypeError, "attribute name must be string, not '%.200T'", name);
}

Own builtin_getattr(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (check_attribute_name(rt, args[1], "getattr") < 0) return NULL;
    if (nargs == 2) return object_attr_get(rt, args[0], args[1]);
    Own value = NULL;
    int found = object_attr_lookup(rt, args[0], args[1], &value);
    return found == 0 ? new_ref(args[2]) : value;
}

Own builtin_hasattr(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (check_attribute_name(rt, args[1], "hasattr") < 0) return NULL;
    Own value = NULL;
    int found = object_attr_lookup(rt, args[0], args[1], &value);
    release(rt, value);
    return found < 0 ? NULL : bool_new(rt, found);
}

Own builtin_setattr(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (check_attribute_name(rt, args[1], "setattr") < 0) return NULL;
    return object_attr_set(rt, args[0], args[1], args[2]) < 0 ? NULL : none_new(rt);
}

Own builtin_delattr(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (check_attribute_name(rt, args[1], "delattr") < 0) return NULL;
    return object_attr_set(rt, args[0], args[1], NULL) < 0 ? NULL : none_new(rt);
}

Own builtin_isinstance(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int answer = object_is_instance(rt, args[0], args[1]);
    return answer < 0 ? NULL : bool_new(rt, answer);
}

Own builtin_issubclass(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int answer = object_is_subclass(rt, args[0], args[1]);
    return answer < 0 ? NULL : bool_new(rt, answer);
}

/* --- namespaces */

Own builtin_globals(Rt *rt, Ref self)
{
    Frame *frame = frame_visible(rt->vm->frame);
    return frame == NULL ? none_new(rt) : new_ref(frame->globals);
}

Own builtin_locals(Rt *rt, Ref self)
{
    Frame *frame = frame_visible(rt->vm->frame);
    if (frame == NULL) return error_raise(rt, TYPE_SystemError, "frame does not exist");
    return new_ref_or_null(frame_locals(rt, frame));
}

Own builtin_vars(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    ptrdiff_t nargs = tuple_length(args);
    if (args_count(rt, "vars", nargs, 0, 1) < 0) return NULL;
    if (nargs == 0) return builtin_locals(rt, self);
    Own dict = NULL;
    int found = object_attr_lookup(rt, tuple_peek(args, 0), RT_NAME(rt, __dict__), &dict);
    if (found == 0) return error_raise(rt, TYPE_TypeError, "vars() argument must have __dict__ attribute");
    return dict;
}

/* The sorted names of the running frame's namespace. */
static Own local_names(Rt *rt)
{
    Own locals = builtin_locals(rt, NULL), names = NULL, keys;
    if (locals == NULL) return NULL;
    keys = call_method_none(rt, locals, RT_NAME(rt, keys));
    if (keys != NULL) {
        Ref args[] = {keys};
        names = builtin_sorted(rt, NULL, args, 1, NULL);
    }
    release_all(rt, keys, locals);
    return names;
}

Own builtin_dir(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    ptrdiff_t nargs = tuple_length(args);
    if (args_count(rt, "dir", nargs, 0, 1) < 0) return NULL;
    return nargs == 0 ? local_names(rt) : object_dir(rt, tuple_peek(args, 0));
}

/* --- iteration */

Own builtin_iter(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (nargs == 1) return object_iter(rt, args[0]);
    if (args[0]->type->slots.tp_call == NULL && args[0]->type->slots.tp_vectorcall == NULL)
        return error_raise(rt, TYPE_TypeError, "iter(v, w): v must be callable");
    return callable_iterator_new(rt, args[0], args[1]);
}

Own builtin_next(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own item = NULL;
    if (!object_is_iterator(args[0])) return error_raise(rt, TYPE_TypeError, "'%.200T' object is not an iterator", args[0]);
    int got = object_next_raw(rt, args[0], &item);
    if (got == 1) return item;
    if (nargs == 2) {
        if (got < 0 && !error_clear_if(rt, TYPE_StopIteration)) return NULL;
        return new_ref(args[1]);
    }
    if (got == 0) error_raise_none(rt, TYPE_StopIteration);
    return NULL;
}

Own builtin_aiter(Rt *rt, Ref self, Ref arg)
{
    UnaryFn get = arg->type->slots.am_aiter;
    if (get == NULL) return error_raise(rt, TYPE_TypeError, "'%.200T' object is not an async iterable", arg);
    Own iterator = get(rt, arg);
    if (iterator == NULL || iterator->type->slots.am_anext != NULL) return iterator;
    error_raise(rt, TYPE_TypeError, "aiter() returned not an async iterator of type '%.200T'", iterator);
    release(rt, iterator);
    return NULL;
}

Own builtin_anext(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    UnaryFn get = args[0]->type->slots.am_anext;
    if (get == NULL) return error_raise(rt, TYPE_TypeError, "'%.200T' object is not an async iterator", args[0]);
    Own awaitable = get(rt, args[0]);
    return awaitable == NULL || nargs == 1 ? awaitable : anext_awaitable_new(rt, awaitable, args[1]);
}
