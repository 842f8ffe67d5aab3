/* The module sys: the machine as a program may see and set it. */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/io_module.h"
#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "modules/sys_hooks.h"
#include "modules/sys_info.h"
#include "modules/sys_trace.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/bytesobj.h"
#include "objects/audit.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/frameobj.h"
#include "vm/frames.h"
#include "vm/import_ops.h"
#include "vm/threads.h"
#include "vm/traceback.h"
#include "vm/unraisable.h"

static Own sys_exit(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return error_raise_obj(rt, TYPE_SystemExit, nargs == 0 ? NULL : args[0]);
}

/* --- references and sizes */

static Own sys_getrefcount(Rt *rt, Ref self, Ref obj)
{
    return int_new(rt, obj->refcount);
}

static Own sys_getsizeof(Rt *rt, Ref self, Ref *given)
{
    Own name = str_interned(rt, "__sizeof__"), method = NULL, result = NULL;
    if (name != NULL && object_special_get(rt, given[0], name, &method) > 0) result = call_none(rt, method);
    release(rt, name);
    release(rt, method);
    ptrdiff_t size = -1;
    if (result != NULL && !is_int(result)) error_raise(rt, TYPE_TypeError, "an integer is required");
    else if (result != NULL && args_size(rt, result, &size) < 0) size = -1;
    release(rt, result);
    if (rt_is_pending(rt)) return given[1] != NULL && error_clear_if(rt, TYPE_TypeError) ? new_ref(given[1]) : NULL;
    if (size < 0) return error_raise(rt, TYPE_ValueError, "__sizeof__() should return >= 0");
    uint32_t flags = given[0]->type->flags; /* also where this object has no such header: a type made in C */
    uint64_t header = (flags & TYPE_FLAG_GC ? sizeof(GcHead) : 0) + (flags & TYPE_FLAG_MANAGED_DICT ? 2 * sizeof(void *) : 0);
    return int_new_unsigned(rt, (uint64_t)size + header);
}

static Own sys_getallocatedblocks(Rt *rt, Ref self)
{
    return int_new_unsigned(rt, heap_blocks(rt));
}

static Own sys_intern(Rt *rt, Ref self, Ref text)
{
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "intern() argument must be str, not %T", text);
    if (!is_exact(text, TYPE_str)) return error_raise(rt, TYPE_TypeError, "can't intern %.400T", text);
    Own interned = new_ref(text);
    str_intern(rt, &interned);
    return interned;
}

/* --- frames and exceptions */

static Own sys_getframe(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int64_t depth = nargs == 0 ? 0 : int_value(rt, args[0]);
    if (rt_is_pending(rt)) return NULL;
    Frame *frame = frame_visible(rt->vm->frame);
    while (depth-- > 0 && frame != NULL) frame = frame_visible(frame->previous);
    if (frame == NULL) return error_raise(rt, TYPE_ValueError, "call stack is not deep enough");
    Ref object = frameobj_of(rt, frame);
    return object == NULL || audit(rt, "sys._getframe", "O", object) < 0 ? NULL : new_ref(object);
}

/* The exception being handled, borrowed, or None. */
static Ref handled_now(Rt *rt)
{
    for (Handled *item = rt->handled; item != NULL; item = item->previous) {
        if (item->value != NULL && item->value != rt->none) return item->value;
    }
    return rt->none;
}

static Own sys_exc_info(Rt *rt, Ref self)
{
    Ref value = handled_now(rt);
    if (value == rt->none) return tuple_of(rt, 3, rt->none, rt->none, rt->none);
    Ref traceback = AS_EXCEPTION(value)->traceback;
    return tuple_of(rt, 3, (Ref)value->type, value, traceback == NULL ? rt->none : traceback);
}

static Own sys_exception(Rt *rt, Ref self)
{
    return new_ref(handled_now(rt));
}

static Own sys_excepthook(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (!is_exception(args[1])) {
        Own line = str_format(rt, "TypeError: print_exception(): Exception expected for value, %T found\n", args[1]);
        if (line == NULL) return NULL;
        Buf text = BUF_INIT;
        str_add_to_buf(line, &text);
        stderr_write(rt, &text);
        buf_fini(&text);
        release(rt, line);
        return none_new(rt);
    }
    if (is_exact(args[2], TYPE_traceback) && AS_EXCEPTION(args[1])->traceback == NULL)
        exception_set_traceback(rt, args[1], args[2]);
    Buf text = BUF_INIT;
    traceback_print(rt, args[1], &text);
    stderr_write(rt, &text);
    buf_fini(&text);
    return none_new(rt);
}

/* Interactive results: remembered as builtins._ and shown, None excepted. */
/* Writes TEXT to OUT, after OUT has refused it for a character that its encoding does not have: with such
   characters as escapes, straight to its buffer when it has one.  Takes the pending UnicodeEncodeError away. */
static Own write_escaped(Rt *rt, Ref out, Ref text)
{
    Own encoding = NULL, buffer = NULL, bytes = NULL, escaped = NULL, written = NULL;
    Own names[2] = {str_interned(rt, "encoding"), str_interned(rt, "buffer")};
    error_clear(rt);
    if (names[0] != NULL && names[1] != NULL) encoding = object_attr_get(rt, out, names[0]);
    const char *name = encoding != NULL && is_str(encoding) ? str_utf8(rt, encoding, &(size_t){0}) : NULL;
    if (name != NULL) bytes = str_encode(rt, text, name, "backslashreplace");
    int has_buffer = bytes == NULL ? -1 : object_attr_lookup(rt, out, names[1], &buffer);
    if (has_buffer > 0) {
        written = call_method_one(rt, buffer, RT_NAME(rt, write), bytes);
    } else if (has_buffer == 0) {
        escaped = str_decode(rt, AS_BYTES(bytes)->bytes, (size_t)bytes_length(bytes), name, "strict");
        if (escaped != NULL) written = call_method_one(rt, out, RT_NAME(rt, write), escaped);
    } else if (!rt_is_pending(rt)) {
        error_raise(rt, TYPE_TypeError, "sys.stdout.encoding must be a str");
    }
    for (int i = 0; i < 2; i++) release(rt, names[i]);
    release_all(rt, encoding, buffer, bytes, escaped);
    return written;
}

static Own sys_displayhook(Rt *rt, Ref self, Ref value)
{
    Ref builtins = dict_peek_text(rt, rt->modules->modules, "builtins");
    if (builtins == NULL) return error_raise(rt, TYPE_RuntimeError, "lost builtins module");
    if (value == rt->none) return none_new(rt);
    Own underscore = str_interned(rt, "_"), repr = NULL, newline = NULL, result = NULL, written = NULL;
    Ref out = sys_peek(rt, "stdout");
    if (underscore == NULL || object_attr_set(rt, builtins, underscore, rt->none) < 0) goto done;
    if (out == NULL || out == rt->none) {
        error_raise(rt, TYPE_RuntimeError, "lost sys.stdout");
        goto done;
    }
    repr = object_repr(rt, value);
    newline = str_new(rt, "\n");
    if (repr == NULL || newline == NULL) goto done;
    written = call_method_one(rt, out, RT_NAME(rt, write), repr);
    if (written == NULL && error_matches(rt, TYPE_UnicodeEncodeError)) written = write_escaped(rt, out, repr);
    if (written == NULL) goto done;
    release_replace(rt, &written, call_method_one(rt, out, RT_NAME(rt, write), newline));
    if (written != NULL && object_attr_set(rt, builtins, underscore, value) == 0) result = none_new(rt);
done:
    release_all(rt, underscore, repr, newline, written);
    return result;
}

/* --- limits */

static Own sys_getrecursionlimit(Rt *rt, Ref self)
{
    return int_new(rt, rt->recursion_limit);
}

static Own sys_setrecursionlimit(Rt *rt, Ref self, Ref limit)
{
    int64_t wanted = int_value(rt, limit);
    if (rt_is_pending(rt)) return NULL;
    if (wanted < 1) return error_raise(rt, TYPE_ValueError, "recursion limit must be greater or equal than 1");
    if (wanted > INT_MAX) return error_raise(rt, TYPE_OverflowError, "Python int too large to convert to C int");
    int before = rt_recursion_room(rt, rt->recursion_limit), depth = before - rt->recursion_left;
    if (depth >= wanted) {
        return error_raise(rt, TYPE_RecursionError,
                           "cannot set the recursion limit to %i at the recursion depth %i: the limit is too low",
                           (int)wanted, depth);
    }
    threads_add_recursion(rt, rt_recursion_room(rt, (int)wanted) - before);
    rt->recursion_limit = (int)wanted;
    return none_new(rt);
}

static Own sys_getdefaultencoding(Rt *rt, Ref self)
{
    return str_new(rt, "utf-8");
}

static Own sys_getfilesystemencodeerrors(Rt *rt, Ref self)
{
    return str_new(rt, "surrogateescape");
}

static Own sys_is_finalizing(Rt *rt, Ref self)
{
    return bool_new(rt, rt->modules->finalizing);
}

static int sys_exec(Rt *rt, Ref module)
{
    if (module_add_functions(rt, module, sys_hook_methods) < 0) return -1;
    if (module_add(rt, module, "modules", new_ref(rt->modules->modules)) < 0) return -1;
    static const char *const hooks[] = {"excepthook", "displayhook", "unraisablehook", "breakpointhook"};
    for (size_t i = 0; i < ARRAY_LENGTH(hooks); i++) {
        char original[32];
        snprintf(original, sizeof original, "__%s__", hooks[i]);
        if (module_add(rt, module, original, object_attr_get_text(rt, module, hooks[i])) < 0) return -1;
    }
    if (module_add(rt, module, "argv", list_new(rt, 0)) < 0 || module_add(rt, module, "path", list_new(rt, 0)) < 0) return -1;
    if (module_add(rt, module, "meta_path", list_new(rt, 0)) < 0 || module_add(rt, module, "path_hooks", list_new(rt, 0)) < 0) return -1;
    return io_add_streams(rt, module, false, false) < 0 ? -1 : sys_add_info(rt, module);
}

const ModuleSpec sys_module_spec = {
    .name = "sys",
    .doc = "This module provides access to some objects used or maintained by the\n"
           "interpreter and to functions that interact strongly with the interpreter.",
    .methods = METHODS(
        {"exit", METHOD_FASTCALL, {.fast = sys_exit, .most = 1}, "exit($module, status=None, /)\n--\n\nExit the interpreter by raising SystemExit(status).", 0},
        {"getrefcount", METHOD_O, {.binary = sys_getrefcount}, "getrefcount($module, object, /)\n--\n\nReturn the reference count of object.", 0},
        {"getsizeof", METHOD_BOUND, {.bound = sys_getsizeof, .least = 1, .most = 2, .names = NAMES("object", "default")}, "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.", METHOD_TUPLE},
        {"getallocatedblocks", METHOD_NOARGS, {.unary = sys_getallocatedblocks}, "Return the number of memory blocks currently allocated.", 0},
        {"intern", METHOD_O, {.binary = sys_intern}, "``Intern'' the given string.", 0},
        {"_getframe", METHOD_FASTCALL, {.fast = sys_getframe, .most = 1}, "Return a frame object from the call stack.", 0},
        {"exc_info", METHOD_NOARGS, {.unary = sys_exc_info}, "Return current exception information: (type, value, traceback).", 0},
        {"exception", METHOD_NOARGS, {.unary = sys_exception}, "Return the current exception.", 0},
        {"excepthook", METHOD_FASTCALL, {.fast = sys_excepthook, .least = 3, .most = 3}, "Handle an exception by displaying it with a traceback on sys.stderr.", 0},
        {"displayhook", METHOD_O, {.binary = sys_displayhook}, "Print an object to sys.stdout and also save it in builtins._", 0},
        {"getrecursionlimit", METHOD_NOARGS, {.unary = sys_getrecursionlimit}, "Return the current value of the recursion limit.", 0},
        {"setrecursionlimit", METHOD_O, {.binary = sys_setrecursionlimit}, "Set the maximum depth of the Python interpreter stack to n.", 0},
        {"getdefaultencoding", METHOD_NOARGS, {.unary = sys_getdefaultencoding}, NULL, 0},
        {"getfilesystemencoding", METHOD_NOARGS, {.unary = sys_getdefaultencoding}, NULL, 0},
        {"getfilesystemencodeerrors", METHOD_NOARGS, {.unary = sys_getfilesystemencodeerrors}, NULL, 0},
        {"is_finalizing", METHOD_NOARGS, {.unary = sys_is_finalizing}, "Return True if Python is exiting.", 0},
        {"settrace", METHOD_O, {.binary = sys_settrace}, "Set the global debug tracing function, which is called on each function call.", 0},
        {"gettrace", METHOD_NOARGS, {.unary = sys_gettrace}, "Return the global debug tracing function set with sys.settrace.", 0},
        {"setprofile", METHOD_O, {.binary = sys_setprofile}, "Set the profiling function, which is called on each function call and return.", 0},
        {"getprofile", METHOD_NOARGS, {.unary = sys_getprofile}, "Return the profiling function set with sys.setprofile.", 0},
        {"call_tracing", METHOD_FASTCALL, {.fast = sys_call_tracing}, "call_tracing($module, func, args, /)\n--\n\nCall func(*args), while tracing is enabled.", 0}),
    .exec = sys_exec,
};
