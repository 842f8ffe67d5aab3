/* The module _contextvars.  A Context is a dict from variables to values; the one that runs now is
   rt->vm->context, made when a variable is first set.  A generator over a context sees it as it was
   when it began: it goes through a copy. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/contextvars_module.h"
#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/module_types.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

typedef struct ContextVarObj {
    Obj head;
    Own name, otherwise; /* otherwise: the default, or NULL */
} ContextVarObj;
#define AS_VARIABLE(ref) ((ContextVarObj *)(uintptr_t)(ref))

typedef struct ContextObj {
    Obj head;
    Own values;   /* dict */
    Own previous; /* while entered: the context that ran before; may be NULL */
    Own weakrefs;
    bool entered;
} ContextObj;
#define AS_CONTEXT(ref) ((ContextObj *)(uintptr_t)(ref))

typedef struct TokenObj {
    Obj head;
    Own variable, context, old; /* old: the value before, or NULL */
    bool used;
} TokenObj;
#define AS_TOKEN(ref) ((TokenObj *)(uintptr_t)(ref))

/* --- contexts */

/* A context with VALUES (taken; NULL: error). */
static Own context_over(Rt *rt, Own values)
{
    Own context = values == NULL ? NULL : object_new(rt, RT_TYPE(rt, Context));
    if (context == NULL) return error_release(rt, values);
    AS_CONTEXT(context)->values = values;
    gc_track(rt, context);
    return context;
}

/* The context that runs; borrowed, NULL on error. */
static Ref context_now(Rt *rt)
{
    if (rt->vm->context == NULL) rt->vm->context = context_over(rt, dict_new(rt));
    return rt->vm->context;
}

static Own context_copy(Rt *rt, Ref self)
{
    return context_over(rt, dict_copy(rt, AS_CONTEXT(self)->values));
}

static Own context_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (tuple_length(args) > 0 || (kwargs != NULL && dict_length(kwargs) > 0)) return error_raise(rt, TYPE_TypeError, "Context() does not accept any arguments");
    return context_over(rt, dict_new(rt));
}

static Own context_run(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ContextObj *context = AS_CONTEXT(self);
    if (nargs < 1) return error_raise(rt, TYPE_TypeError, "run() missing 1 required positional argument");
    if (context->entered) return error_raise(rt, TYPE_RuntimeError, "cannot enter context: %R is already entered", self);
    context->previous = rt->vm->context;
    context->entered = true;
    rt->vm->context = new_ref(self);
    Own result = call_vector(rt, args[0], args + 1, (size_t)(nargs - 1), kwnames);
    Own left = rt->vm->context;
    rt->vm->context = STEAL(context->previous);
    context->entered = false;
    release(rt, left);
    return result;
}

/* The value of the variable KEY: 1 and *value, 0, -1. */
static int context_find(Rt *rt, Ref self, Ref key, Own *value)
{
    if (!is_exact(key, TYPE_ContextVar)) return error_raise_int(rt, TYPE_TypeError, "a ContextVar key was expected, got %R", key);
    return dict_lookup(rt, AS_CONTEXT(self)->values, key, value);
}

static Own context_subscript(Rt *rt, Ref self, Ref key)
{
    Own value = NULL;
    return context_find(rt, self, key, &value) == 0 ? error_raise_obj(rt, TYPE_KeyError, key) : value;
}

static int context_contains(Rt *rt, Ref self, Ref key)
{
    Own value = NULL;
    int found = context_find(rt, self, key, &value);
    release(rt, value);
    return found;
}

static Own context_get(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own value = NULL;
    return context_find(rt, self, args[0], &value) == 0 ? new_ref(nargs > 1 ? args[1] : rt->none) : value;
}

static ptrdiff_t context_length(Rt *rt, Ref self)
{
    return dict_length(AS_CONTEXT(self)->values);
}

/* An iterator over LIST (taken). */
static Own walk_over(Rt *rt, Own list)
{
    Own walk = list == NULL ? NULL : object_iter(rt, list);
    release(rt, list);
    return walk;
}

static Own context_keys(Rt *rt, Ref self)
{
    return walk_over(rt, dict_keys_list(rt, AS_CONTEXT(self)->values));
}

static Own context_values(Rt *rt, Ref self)
{
    return walk_over(rt, dict_values_list(rt, AS_CONTEXT(self)->values));
}

static Own context_items(Rt *rt, Ref self)
{
    return walk_over(rt, dict_items_list(rt, AS_CONTEXT(self)->values));
}

static Own context_compare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_exact(left, TYPE_Context) || !is_exact(right, TYPE_Context) || (op != COMPARE_EQ && op != COMPARE_NE)) return not_implemented_new(rt);
    return object_compare(rt, AS_CONTEXT(left)->values, AS_CONTEXT(right)->values, op);
}

static const TypeSpec context_type_spec = {
    .name = "_contextvars.Context",
    .id = TYPE_Context,
    .basicsize = sizeof(ContextObj),
    .flags = TYPE_FLAG_GC,
    .weaklist_offset = offsetof(ContextObj, weakrefs),
    .owned = OWNED(ContextObj, values, previous),
    .slots = {
        OWNED_SLOTS,
        .tp_new = context_new,
        .tp_richcompare = context_compare,
        .tp_iter = context_keys,
        .sq_contains = context_contains,
        .mp_length = context_length,
        .mp_subscript = context_subscript,
    },
    .methods = METHODS(
        {"run", METHOD_FASTCALL_KEYWORDS, {.fast = context_run}, NULL, 0},
        {"copy", METHOD_NOARGS, {.unary = context_copy}, "copy($self, /)\n--\n\nReturn a shallow copy of the context object.", 0},
        {"get", METHOD_FASTCALL, {.fast = context_get, .least = 1, .most = 2}, "get($self, key, default=None, /)\n--\n\nWhat a variable is worth in this context, or default.", 0},
        {"keys", METHOD_NOARGS, {.unary = context_keys}, "keys($self, /)\n--\n\nReturn a list of all variables in the context object.", 0},
        {"values", METHOD_NOARGS, {.unary = context_values}, "values($self, /)\n--\n\nReturn a list of all variables' values in the context object.", 0},
        {"items", METHOD_NOARGS, {.unary = context_items}, "items($self, /)\n--\n\nThe variables with their values, as pairs.", 0}),
};

/* --- tokens */

static Own contexttoken_repr(Rt *rt, Ref self)
{
    char address[32];
    object_address_text(rt, self, address);
    return str_format(rt, "<Token%s var=%R at %s>", AS_TOKEN(self)->used ? " used" : "", AS_TOKEN(self)->variable, address);
}

static Own contexttoken_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return error_raise(rt, TYPE_RuntimeError, "Tokens can only be created by ContextVars");
}

/* Token.MISSING */
static Own contexttoken_missing(Rt *rt)
{
    Own name = str_interned(rt, "MISSING"), missing = NULL;
    if (name != NULL) missing = new_ref_or_null(type_lookup_peek(rt, RT_TYPE(rt, Token), name));
    release(rt, name);
    return missing;
}

static Own contexttoken_old_value(Rt *rt, Ref self)
{
    return AS_TOKEN(self)->old == NULL ? contexttoken_missing(rt) : new_ref(AS_TOKEN(self)->old);
}

static const TypeSpec contexttoken_type_spec = {
    .name = "_contextvars.Token",
    .id = TYPE_Token,
    .basicsize = sizeof(TokenObj),
    .flags = TYPE_FLAG_GC,
    .owned = OWNED(TokenObj, variable, old),
    .slots = {OWNED_SLOTS, .tp_new = contexttoken_new, .tp_repr = contexttoken_repr},
    .methods = METHODS(
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS}),
    .members = MEMBERS(
        {"var", MEMBER_OBJECT, offsetof(TokenObj, variable), true, NULL}),
    .getset = GETSETS(
        {"old_value", contexttoken_old_value, NULL, NULL}),
};

static Own missing_repr(Rt *rt, Ref self)
{
    return str_new(rt, "<Token.MISSING>");
}

static const TypeSpec missing_type_spec = {
    .name = "Token.MISSING",
    .id = TYPE_TokenMissing,
    .basicsize = sizeof(Obj),
    .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {.tp_repr = missing_repr},
};

/* --- variables */

static Own variable_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"", "default", NULL};
    static const ArgSpec spec = {"ContextVar", names, 1, 1, 0};
    Ref given[2];
    if (tuple_length(args) != 1) return error_raise(rt, TYPE_TypeError, "ContextVar() takes %s 1 positional argument (%zd given)", tuple_length(args) == 0 ? "exactly" : "at most", tuple_length(args));
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    if (!is_str(given[0])) return error_raise(rt, TYPE_TypeError, "context variable name must be a str");
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_VARIABLE(self)->name = new_ref(given[0]);
    AS_VARIABLE(self)->otherwise = new_ref_or_null(given[1]);
    return self;
}

static Own variable_get(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own value = NULL;
    int found = contextvar_lookup(rt, self, &value);
    if (found != 0) return value;
    Ref otherwise = nargs > 0 ? args[0] : AS_VARIABLE(self)->otherwise;
    return otherwise == NULL ? error_raise_obj(rt, TYPE_LookupError, self) : new_ref(otherwise);
}

static Own variable_set(Rt *rt, Ref self, Ref value)
{
    Own context = new_ref_or_null(context_now(rt)), old = NULL, token = NULL;
    if (context == NULL) return NULL;
    if (dict_lookup(rt, AS_CONTEXT(context)->values, self, &old) >= 0) token = object_new(rt, RT_TYPE(rt, Token));
    if (token != NULL) {
        AS_TOKEN(token)->variable = new_ref(self);
        AS_TOKEN(token)->context = new_ref(context);
        AS_TOKEN(token)->old = new_ref_or_null(old);
        gc_track(rt, token);
        if (dict_set(rt, AS_CONTEXT(context)->values, self, value) < 0) release_clear(rt, &token);
    }
    release_all(rt, old, context);
    return token;
}

static Own variable_reset(Rt *rt, Ref self, Ref arg)
{
    if (!is_exact(arg, TYPE_Token)) return error_raise(rt, TYPE_TypeError, "expected an instance of Token, got %R", arg);
    TokenObj *token = AS_TOKEN(arg);
    if (token->used) return error_raise(rt, TYPE_RuntimeError, "%R has already been used once", arg);
    if (token->variable != self) return error_raise(rt, TYPE_ValueError, "%R was created by a different ContextVar", arg);
    if (token->context != rt->vm->context) return error_raise(rt, TYPE_ValueError, "%R was created in a different Context", arg);
    token->used = true;
    Ref values = AS_CONTEXT(token->context)->values;
    int status = token->old == NULL ? dict_delete(rt, values, self) : dict_set(rt, values, self, token->old);
    return status < 0 ? NULL : none_new(rt);
}

static Own variable_repr(Rt *rt, Ref self)
{
    char address[32];
    const ContextVarObj *variable = AS_VARIABLE(self);
    object_address_text(rt, self, address);
    if (variable->otherwise == NULL) return str_format(rt, "<ContextVar name=%R at %s>", variable->name, address);
    return str_format(rt, "<ContextVar name=%R default=%R at %s>", variable->name, variable->otherwise, address);
}

static const TypeSpec variable_type_spec = {
    .name = "_contextvars.ContextVar",
    .id = TYPE_ContextVar,
    .basicsize = sizeof(ContextVarObj),
    .flags = TYPE_FLAG_GC,
    .owned = OWNED(ContextVarObj, name, otherwise),
    .slots = {OWNED_SLOTS, .tp_new = variable_new, .tp_repr = variable_repr},
    .methods = METHODS(
        {"get", METHOD_FASTCALL, {.fast = variable_get, .most = 1}, "get($self, default=<unrepresentable>, /)\n--\n\nThe value in the current context, else the default given here, else the variable's own; else LookupError.", 0},
        {"set", METHOD_O, {.binary = variable_set}, "set($self, value, /)\n--\n\nGives the variable a value in the current context.  The token that comes back is for reset().", 0},
        {"reset", METHOD_O, {.binary = variable_reset}, "reset($self, token, /)\n--\n\nGives the variable back the value, or none, from before the set() that made the token.", 0},
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS}),
    .members = MEMBERS(
        {"name", MEMBER_OBJECT, offsetof(ContextVarObj, name), true, NULL}),
};

/* --- the module */

static Own contextvars_copy_context(Rt *rt, Ref self)
{
    Ref context = context_now(rt);
    return context == NULL ? NULL : context_copy(rt, context);
}

static int make_types(Rt *rt)
{
    static const TypeSpec *const all[] = {&variable_type_spec, &context_type_spec, &contexttoken_type_spec, &missing_type_spec, NULL};
    return module_make_types(rt, all);
}

Own contextvar_new(Rt *rt, const char *name)
{
    Own text = make_types(rt) < 0 ? NULL : str_new(rt, name), self = text == NULL ? NULL : object_new(rt, RT_TYPE(rt, ContextVar));
    if (self == NULL) return error_release(rt, text);
    AS_VARIABLE(self)->name = text;
    gc_track(rt, self);
    return self;
}

int contextvar_lookup(Rt *rt, Ref variable, Own *value)
{
    return rt->vm->context == NULL ? 0 : dict_lookup(rt, AS_CONTEXT(rt->vm->context)->values, variable, value);
}

int contextvar_set(Rt *rt, Ref variable, Ref value)
{
    Own token = variable_set(rt, variable, value);
    release(rt, token);
    return token == NULL ? -1 : 0;
}

static int contextvars_exec(Rt *rt, Ref module)
{
    static const TypeSpec *const shown[] = {&variable_type_spec, &context_type_spec, &contexttoken_type_spec, NULL};
    if (make_types(rt) < 0 || module_add_types(rt, module, shown) < 0) return -1;
    Type *token = RT_TYPE(rt, Token);
    Own name = str_interned(rt, "MISSING"), missing = name == NULL ? NULL : object_new(rt, RT_TYPE(rt, TokenMissing));
    int status = missing == NULL ? -1 : dict_set(rt, token->dict, name, missing);
    if (status == 0) status = type_modified(rt, token, name);
    release_all(rt, missing, name);
    return status;
}

const ModuleSpec _contextvars_module_spec = {
    .name = "_contextvars",
    .doc = "Context Variables",
    .methods = METHODS(
        {"copy_context", METHOD_NOARGS, {.unary = contextvars_copy_context}, "copy_context($module, /)\n--\n\n", 0}),
    .exec = contextvars_exec,
};
