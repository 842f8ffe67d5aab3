/* eval and exec: text to code, and code to effects. */
#include <string.h>

#include "code/held_constants.h"
#include "compile/compile.h"
#include "modules/builtins.h"
#include "modules/builtins_compile.h"
#include "modules/module_state.h"
#include "modules/warn.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/moduleobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/calls.h"
#include "vm/frameobj.h"
#include "vm/frames.h"
#include "vm/import_ops.h"

/* The namespaces that eval and exec run in: borrowed. */
static int namespaces(Rt *rt, const char *function, Ref *globals, Ref *locals)
{
    if (*globals == rt->none) *globals = NULL;
    if (*locals == rt->none) *locals = NULL;
    if (*locals != NULL && (*locals)->type->slots.mp_subscript == NULL) {
        const char *message = strcmp(function, "exec") == 0 ? "locals must be a mapping or None, not %.100T" : "locals must be a mapping";
        return error_raise_int(rt, TYPE_TypeError, message, *locals);
    }
    if (*globals != NULL && !is_dict(*globals)) {
        if (strcmp(function, "exec") == 0)
            return error_raise_int(rt, TYPE_TypeError, "exec() globals must be a dict, not %.100T", *globals);
        return error_raise_int(rt, TYPE_TypeError,
                               (*globals)->type->slots.mp_subscript != NULL
                                   ? "globals must be a real dict; try eval(code, {}, mapping)"
                                   : "globals must be a dict");
    }
    if (*globals == NULL) {
        Frame *frame = frame_visible(rt->vm->frame);
        if (frame == NULL) return error_raise_int(rt, TYPE_SystemError, "globals and locals cannot be NULL");
        *globals = frame->globals;
        if (*locals == NULL && (*locals = frame_locals(rt, frame)) == NULL) return -1;
    } else if (*locals == NULL) *locals = *globals;
    if (dict_peek(rt, *globals, RT_NAME(rt, __builtins__)) != NULL) return 0;
    Ref builtins = rt->objects->upcalls.current_builtins(rt);
    return dict_set(rt, *globals, RT_NAME(rt, __builtins__), builtins != NULL ? builtins : module_dict(rt->modules->builtins));
}

/* The code in SOURCE (a code object or text), new. */
static Own code_of(Rt *rt, Ref source, const char *function, CompileMode mode)
{
    if (is_exact(source, TYPE_code)) return new_ref(source);
    SourceArgument text;
    Own owner = source_text_get(rt, source, function, "string, bytes or code", &text);
    if (owner == NULL) return NULL;
    while (mode == COMPILE_EVAL && text.size > 0 && (*text.bytes == ' ' || *text.bytes == '\t')) {
        text.bytes++;
        text.size--;
    }
    Own filename = str_new(rt, "<string>"), code = NULL;
    if (filename != NULL && audit(rt, "compile", "yO", text.bytes, text.size, filename) == 0) {
        CompileOptions options = {
            .mode = mode,
            .filename = filename,
            .flags = compile_inherited_flags(rt) | (text.is_utf8 ? COMPILE_SOURCE_IS_UTF8 : 0),
            .warn = warn_compile,
        };
        code = compile_source(rt, text.bytes, text.size, &options);
    }
    release_all(rt, filename, owner);
    return code;
}

static Own run_code(Rt *rt, Ref code, const char *function, Ref globals, Ref locals, Ref closure)
{
    int wanted = AS_CODE(code)->nfreevars;
    if (audit(rt, "exec", "O", code) < 0) return NULL;
    if (closure == NULL && wanted > 0)
        return error_raise(rt, TYPE_TypeError, "code object passed to %s() may not contain free variables", function);
    return code_run(rt, code, globals, locals, closure);
}

Own builtin_eval(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Ref globals = nargs > 1 ? args[1] : NULL, locals = nargs > 2 ? args[2] : NULL;
    if (namespaces(rt, "eval", &globals, &locals) < 0) return NULL;
    Own code = code_of(rt, args[0], "eval", COMPILE_EVAL);
    if (code == NULL) return NULL;
    HeldConstants held = {0};
    if (!is_exact(args[0], TYPE_code)) constants_hold(rt, code, &held);
    Own result = run_code(rt, code, "eval", globals, locals, NULL);
    constants_release(rt, &held);
    release(rt, code);
    return result;
}

/* exec's closure must be as many cells as CODE has free variables. */
static int check_closure(Rt *rt, Ref code, Ref closure)
{
    int wanted = AS_CODE(code)->nfreevars;
    if (wanted == 0 && closure != NULL)
        return error_raise_int(rt, TYPE_TypeError, "cannot use a closure with this code object");
    bool fits = wanted == 0 || (closure != NULL && is_exact(closure, TYPE_tuple) && tuple_length(closure) == wanted);
    for (int i = 0; fits && i < wanted; i++) fits = is_exact(tuple_peek(closure, i), TYPE_cell);
    if (fits) return 0;
    return error_raise_int(rt, TYPE_TypeError, "code object requires a closure of exactly length %d", wanted);
}

Own builtin_exec(Rt *rt, Ref self, Ref *given)
{
    Ref globals = given[1], locals = given[2], closure = given[3] == rt->none ? NULL : given[3];
    if (namespaces(rt, "exec", &globals, &locals) < 0) return NULL;
    bool is_code = is_exact(given[0], TYPE_code);
    if (!is_code && closure != NULL)
        return error_raise(rt, TYPE_TypeError, "closure argument can only be used when source is a code object");
    Own code = code_of(rt, given[0], "exec", COMPILE_EXEC);
    Own result = NULL;
    HeldConstants held = {0};
    if (code != NULL && !is_code) constants_hold(rt, code, &held);
    if (code != NULL && (!is_code || check_closure(rt, code, closure) == 0))
        result = run_code(rt, code, "exec", globals, locals, closure);
    constants_release(rt, &held);
    release(rt, code);
    if (result == NULL) return NULL;
    release(rt, result);
    return none_new(rt);
}

Own builtin_breakpoint(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Ref hook = sys_peek(rt, "breakpointhook");
    if (hook == NULL) return error_raise(rt, TYPE_RuntimeError, "lost sys.breakpointhook");
    if (audit(rt, "builtins.breakpoint", "O", hook) < 0) return NULL;
    Own held = new_ref(hook), result = call_vector(rt, held, args, (size_t)nargs, kwnames);
    release(rt, held);
    return result;
}
