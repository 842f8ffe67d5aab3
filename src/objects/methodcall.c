/* Functions written in C take their arguments in one of six ways (MethodKind).  Here an
   array of arguments, which is how calls arrive, is checked and brought into that form.
 */
#include "objects/methodcall.h"

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

Own callable_text(Rt *rt, Ref callable)
{
    Own name = NULL, module = NULL, text = NULL;
    int found = object_attr_lookup(rt, callable, RT_NAME(rt, __qualname__), &name);
    if (found < 0) return NULL;
    if (found == 0) return object_str(rt, callable);
    found = object_attr_lookup(rt, callable, RT_NAME(rt, __module__), &module);
    if (found > 0 && is_str(module) && !str_equals_text(module, "builtins")) {
        text = str_format(rt, "%S.%S()", module, name);
    } else if (found >= 0) {
        text = str_format(rt, "%S()", name);
    }
    release(rt, module);
    release(rt, name);
    return text;
}

static Own complain(Rt *rt, Ref callable, const char *format, ptrdiff_t nargs)
{
    Own text = callable_text(rt, callable);
    if (text != NULL) error_raise(rt, TYPE_TypeError, format, text, nargs);
    release(rt, text);
    return NULL;
}

static Own call_by_kind(Rt *rt,
                        Ref callable,
                        const MethodDef *def,
                        Ref self,
                        const Ref *args,
                        ptrdiff_t nargs,
                        Ref kwnames)
{
    switch (def->kind) {
    case METHOD_NOARGS:
        if (nargs == 0) return def->fn.unary(rt, self);
        return complain(rt, callable, "%U takes no arguments (%zd given)", nargs);
    case METHOD_O:
        if (nargs == 1) return def->fn.binary(rt, self, args[0]);
        return complain(
            rt, callable, "%U takes exactly one argument (%zd given)", nargs);
    case METHOD_FASTCALL:
    case METHOD_FASTCALL_KEYWORDS: return def->fn.fast(rt, self, args, nargs, kwnames);
    case METHOD_VARARGS:
    case METHOD_KEYWORDS:
        return call_as_tuple(rt, def->fn.call, self, args, nargs, kwnames);
    }
    viv_unreachable("unknown kind of method");
}

Own method_def_call(Rt *rt,
                    Ref callable,
                    const MethodDef *def,
                    Ref self,
                    const Ref *args,
                    ptrdiff_t nargs,
                    Ref kwnames_or_null)
{
    Ref kwnames = kwnames_or_null;
    if (kwnames != NULL && tuple_length(kwnames) == 0) kwnames = NULL;
    bool keywords =
        def->kind == METHOD_KEYWORDS || def->kind == METHOD_FASTCALL_KEYWORDS;
    if (kwnames != NULL && !keywords) {
        bool tuple = def->kind == METHOD_VARARGS || (def->flags & METHOD_PLAIN_NAME) != 0, plain = tuple && is_exact(callable, TYPE_builtin_function_or_method);
        if (plain) return error_raise(rt, TYPE_TypeError, "%s() takes no keyword arguments", def->name);
        return complain(rt, callable, "%U takes no keyword arguments", 0);
    }
    if (call_enter(rt, " while calling a Python object") < 0) return NULL;
    Own result = call_by_kind(rt, callable, def, self, args, nargs, kwnames);
    call_leave(rt);
    return result;
}
