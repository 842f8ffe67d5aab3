/* Functions written in C take their arguments in one of a few ways (MethodKind).  Here an
   array of arguments, which is how calls arrive, is checked and brought into that form.
 */
#include "objects/methodcall.h"

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
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
    release_all(rt, module, name);
    return text;
}

static Own complain(Rt *rt, Ref callable, const char *format, ptrdiff_t nargs)
{
    Own text = callable_text(rt, callable);
    if (text != NULL) error_raise(rt, TYPE_TypeError, format, text, nargs);
    release(rt, text);
    return NULL;
}

static Own refuse_any(Rt *rt, Ref callable, ptrdiff_t nargs)
{
    return complain(rt, callable, "%U takes no arguments (%zd given)", nargs);
}

static Own refuse_not_one(Rt *rt, Ref callable, ptrdiff_t nargs)
{
    return complain(rt, callable, "%U takes exactly one argument (%zd given)", nargs);
}

static Own status_result(Rt *rt, int status)
{
    return status < 0 ? NULL : none_new(rt);
}

/* Are there as many arguments as the def wants, if it does?  0 or -1. */
static inline int check_count(Rt *rt, const MethodDef *def, ptrdiff_t nargs)
{
    if (def->fn.most == 0 || (nargs >= def->fn.least && nargs <= def->fn.most)) return 0;
    return args_count(rt, def->name, nargs, def->fn.least, def->fn.most);
}

static Own call_bound(Rt *rt, const MethodDef *def, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    const ArgSpec spec = {def->name, def->fn.names, def->fn.least, def->fn.most, 0};
    Ref given[METHOD_NAMES_MOST];
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    return def->kind == METHOD_BOUND ? def->fn.bound(rt, self, given) : def->fn.bound_of(rt, self, given, def);
}

static Own call_by_kind(Rt *rt,
                        Ref callable,
                        const MethodDef *def,
                        Ref self,
                        const Ref *args,
                        ptrdiff_t nargs,
                        Ref kwnames)
{
    const MethodFn *fn = &def->fn;
    switch (def->kind) {
    case METHOD_NOARGS: return nargs != 0 ? refuse_any(rt, callable, nargs) : fn->unary(rt, self);
    case METHOD_NOARGS_STATUS: return nargs != 0 ? refuse_any(rt, callable, nargs) : status_result(rt, fn->act(rt, self));
    case METHOD_NOARGS_OF: return nargs != 0 ? refuse_any(rt, callable, nargs) : fn->unary_of(rt, self, def);
    case METHOD_O: return nargs != 1 ? refuse_not_one(rt, callable, nargs) : fn->binary(rt, self, args[0]);
    case METHOD_O_STATUS: return nargs != 1 ? refuse_not_one(rt, callable, nargs) : status_result(rt, fn->act_on(rt, self, args[0]));
    case METHOD_O_OF: return nargs != 1 ? refuse_not_one(rt, callable, nargs) : fn->binary_of(rt, self, args[0], def);
    case METHOD_FASTCALL: return check_count(rt, def, nargs) < 0 ? NULL : fn->fast(rt, self, args, nargs, NULL);
    case METHOD_FASTCALL_OF: return check_count(rt, def, nargs) < 0 ? NULL : fn->fast_of(rt, self, args, nargs, NULL, def);
    case METHOD_FASTCALL_KEYWORDS: return fn->fast(rt, self, args, nargs, kwnames);
    case METHOD_BOUND:
    case METHOD_BOUND_OF: return call_bound(rt, def, self, args, nargs, kwnames);
    case METHOD_VARARGS:
    case METHOD_KEYWORDS: return call_as_tuple(rt, fn->call, self, args, nargs, kwnames);
    }
    viv_unreachable("unknown kind of method");
}

bool method_def_takes_tuple(const MethodDef *def)
{
    return def->kind == METHOD_VARARGS || def->kind == METHOD_KEYWORDS || (def->flags & METHOD_TUPLE) != 0;
}

/* METHOD_TUPLE. */
static Own call_packed(Rt *rt, Ref callable, const MethodDef *def, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own tuple, kwargs;
    if (call_pack(rt, args, nargs, kwnames, &tuple, &kwargs) < 0) return NULL;
    Own result = call_by_kind(rt, callable, def, self, args, nargs, kwnames);
    release_all(rt, tuple, kwargs);
    return result;
}

/* No keywords are taken, but some given. */
static Own refuse_keywords(Rt *rt, Ref callable, const MethodDef *def)
{
    bool plain = method_def_takes_tuple(def) && is_exact(callable, TYPE_builtin_function_or_method);
    if (plain) return error_raise(rt, TYPE_TypeError, "%s() takes no keyword arguments", def->name);
    return complain(rt, callable, "%U takes no keyword arguments", 0);
}

Own method_def_call_tuple(Rt *rt, Ref callable, const MethodDef *def, Ref self, Ref args, Ref kwargs_or_null)
{
    Ref kwargs = kwargs_or_null;
    if (kwargs != NULL && dict_length(kwargs) == 0) kwargs = NULL;
    if (kwargs != NULL && def->kind < METHOD_KEYWORDS) return refuse_keywords(rt, callable, def);
    if (def->kind != METHOD_VARARGS && def->kind != METHOD_KEYWORDS) {
        if (kwargs != NULL) return call_vectorcall(rt, callable, args, kwargs);
        return call_by_kind(rt, callable, def, self, as_refs(AS_TUPLE(args)->items), tuple_length(args), NULL);
    }
    return def->fn.call(rt, self, args, kwargs);
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
    if (kwnames != NULL && def->kind < METHOD_KEYWORDS) return refuse_keywords(rt, callable, def);
    if (call_enter(rt, " while calling a Python object") < 0) return NULL;
    bool packed = (def->flags & METHOD_TUPLE) != 0;
    Own result = packed ? call_packed(rt, callable, def, self, args, nargs, kwnames) : call_by_kind(rt, callable, def, self, args, nargs, kwnames);
    call_leave(rt);
    return result;
}
