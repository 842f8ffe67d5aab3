/* Bound methods (a function and the object it is called on), functions written in C, and cells. */
#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/descrobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/methodcall.h"
#include "objects/object_reduce.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- bound methods */

Own method_new(Rt *rt, Ref func, Ref self)
{
    Own method = object_new(rt, RT_TYPE(rt, method));
    if (method == NULL) return NULL;
    AS_METHOD(method)->func = new_ref(func);
    AS_METHOD(method)->self = new_ref(self);
    gc_track(rt, method);
    return method;
}

static void method_dealloc(Rt *rt, Obj *self)
{
    release(rt, AS_METHOD(self)->func);
    release(rt, AS_METHOD(self)->self);
    object_free(rt, self);
}

static int method_traverse(Ref self, VisitFn visit, void *context)
{
    const MethodObj *method = AS_METHOD(self);
    int result = method->func == NULL ? 0 : visit(method->func, context);
    return result != 0 || method->self == NULL ? result : visit(method->self, context);
}

enum { ON_STACK = 8 };

/* The arguments with self before them: in args[-1] when the caller lends it, else in a copy. */
static Own method_vectorcall(Rt *rt, Ref callable, const Ref *args, size_t nargsf, Ref kwnames)
{
    const MethodObj *method = AS_METHOD(callable);
    ptrdiff_t nargs = vectorcall_count(nargsf);
    if ((nargsf & VECTORCALL_OFFSET) != 0) {
        const Ref *shifted = args - 1;
        Ref *lent = (Ref *)(uintptr_t)shifted, saved = *lent;
        *lent = method->self;
        Own result = call_vector(rt, method->func, shifted, (size_t)nargs + 1, kwnames);
        *lent = saved;
        return result;
    }
    ptrdiff_t total = nargs + (kwnames == NULL ? 0 : tuple_length(kwnames));
    Ref few[ON_STACK], *all = few;
    if (total + 1 > ON_STACK) {
        all = heap_alloc(rt, (size_t)(total + 1) * sizeof(Ref));
        if (all == NULL) return NULL;
    }
    all[0] = method->self;
    for (ptrdiff_t i = 0; i < total; i++) all[i + 1] = args[i];
    Own result = call_vector(rt, method->func, all, (size_t)nargs + 1, kwnames);
    if (all != few) heap_free(rt, all);
    return result;
}

static Own method_repr(Rt *rt, Ref self)
{
    const MethodObj *method = AS_METHOD(self);
    Own name = NULL;
    int found = object_attr_lookup(rt, method->func, RT_NAME(rt, __qualname__), &name);
    if (found == 0) found = object_attr_lookup(rt, method->func, RT_NAME(rt, __name__), &name);
    if (found < 0) return NULL;
    if (name == NULL || !is_str(name)) release_replace(rt, &name, str_new(rt, "?"));
    Own text = name == NULL ? NULL : str_format(rt, "<bound method %U of %R>", name, method->self);
    release(rt, name);
    return text;
}

static ptrdiff_t method_hash(Rt *rt, Ref self)
{
    ptrdiff_t a = object_identity_hash(rt, AS_METHOD(self)->self), b = object_hash(rt, AS_METHOD(self)->func);
    if (b == -1) return -1;
    ptrdiff_t hash = a ^ b;
    return hash == -1 ? -2 : hash;
}

static Own method_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    bool both = is_exact(left, TYPE_method) && is_exact(right, TYPE_method);
    if (!both || (op != COMPARE_EQ && op != COMPARE_NE)) return not_implemented_new(rt);
    int equal = object_compare_bool(rt, AS_METHOD(left)->func, AS_METHOD(right)->func, COMPARE_EQ);
    if (equal < 0) return NULL;
    equal = equal && AS_METHOD(left)->self == AS_METHOD(right)->self;
    return bool_new(rt, equal == (op == COMPARE_EQ));
}

/* A method has its own few attributes, and shows those of its function. */
static Own method_getattro(Rt *rt, Ref self, Ref name)
{
    if (is_str(name) && type_lookup_peek(rt, self->type, name) != NULL) return object_generic_getattr(rt, self, name);
    return object_attr_get(rt, AS_METHOD(self)->func, name);
}

static Own method_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (args_no_keywords(rt, "method", kwargs) < 0 || args_count(rt, "method", tuple_length(args), 2, 2) < 0) return NULL;
    Ref func = tuple_peek(args, 0), self = tuple_peek(args, 1);
    const Slots *slots = &func->type->slots;
    if (slots->tp_call == NULL && slots->tp_vectorcall == NULL) {
        return error_raise(rt, TYPE_TypeError, "first argument must be callable");
    }
    if (self == rt->none) return error_raise(rt, TYPE_TypeError, "instance must not be None");
    return method_new(rt, func, self);
}

static Own method_doc(Rt *rt, Ref self)
{
    return object_attr_get(rt, AS_METHOD(self)->func, RT_NAME(rt, __doc__));
}

/* (getattr, (self, name)) */
static Own method_reduce(Rt *rt, Ref self)
{
    Own name = object_attr_get(rt, AS_METHOD(self)->func, RT_NAME(rt, __name__)), result = NULL;
    if (name != NULL) result = reduced_to_builtin(rt, "getattr", tuple_of(rt, 2, AS_METHOD(self)->self, name), NULL);
    release(rt, name);
    return result;
}

const TypeSpec method_type_spec = {
    .name = "method",
    .id = TYPE_method,
    .basicsize = sizeof(MethodObj),
    .flags = TYPE_FLAG_GC,
    .weaklist_offset = offsetof(MethodObj, weakrefs),
    .doc = "method(function, instance)\n--\n\nMakes a bound method.",
    .slots = {
        .tp_dealloc = method_dealloc,
        .tp_traverse = method_traverse,
        .tp_new = method_type_new,
        .tp_repr = method_repr,
        .tp_hash = method_hash,
        .tp_richcompare = method_richcompare,
        .tp_call = call_vectorcall,
        .tp_vectorcall = method_vectorcall,
        .tp_getattro = method_getattro,
        .tp_setattro = object_generic_setattr,
    },
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = method_reduce}, NULL, 0}),
    .members = MEMBERS(
        {"__func__", MEMBER_OBJECT, offsetof(MethodObj, func), true, "the function (or other callable) that implements the method"},
        {"__self__", MEMBER_OBJECT, offsetof(MethodObj, self), true, "the instance to which the method is bound"}),
    .getset = GETSETS(
        {"__doc__", method_doc, NULL, NULL}),
};

/* --- functions written in C */

Own builtin_new(Rt *rt, const MethodDef *def, Ref self_or_null, Ref module_or_null)
{
    Own self = object_new(rt, RT_TYPE(rt, builtin_function_or_method));
    if (self == NULL) return NULL;
    AS_BUILTIN(self)->def = def;
    AS_BUILTIN(self)->self = new_ref_or_null(self_or_null);
    AS_BUILTIN(self)->module = new_ref_or_null(module_or_null);
    gc_track(rt, self);
    return self;
}

static void builtin_dealloc(Rt *rt, Obj *self)
{
    release(rt, AS_BUILTIN(self)->self);
    release(rt, AS_BUILTIN(self)->module);
    object_free(rt, self);
}

static int builtin_traverse(Ref self, VisitFn visit, void *context)
{
    const BuiltinObj *builtin = AS_BUILTIN(self);
    int result = builtin->self == NULL ? 0 : visit(builtin->self, context);
    return result != 0 || builtin->module == NULL ? result : visit(builtin->module, context);
}

static Own builtin_vectorcall(Rt *rt, Ref callable, const Ref *args, size_t nargsf, Ref kwnames)
{
    const BuiltinObj *builtin = AS_BUILTIN(callable);
    return method_def_call(rt, callable, builtin->def, builtin->self, args, vectorcall_count(nargsf), kwnames);
}

static Own builtin_call(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    const BuiltinObj *builtin = AS_BUILTIN(self);
    if (!method_def_takes_tuple(builtin->def)) return call_vectorcall(rt, self, args, kwargs_or_null);
    return method_def_call_tuple(rt, self, builtin->def, builtin->self, args, kwargs_or_null);
}

static bool is_function_of_module(Ref self)
{
    Ref owner = AS_BUILTIN(self)->self;
    return owner == NULL || is_exact(owner, TYPE_module);
}

static Own builtin_repr(Rt *rt, Ref self)
{
    const BuiltinObj *builtin = AS_BUILTIN(self);
    if (is_function_of_module(self)) return str_format(rt, "<built-in function %s>", builtin->def->name);
    char address[32];
    object_address_text(rt, builtin->self, address);
    return str_format(rt, "<built-in method %s of %T object at %s>", builtin->def->name, builtin->self, address);
}

static ptrdiff_t builtin_hash(Rt *rt, Ref self)
{
    const BuiltinObj *builtin = AS_BUILTIN(self);
    ptrdiff_t hash = builtin->self == NULL ? 0 : object_identity_hash(rt, builtin->self);
    hash ^= (ptrdiff_t)((uintptr_t)builtin->def >> 4);
    return hash == -1 ? -2 : hash;
}

/* The methods that one function serves are told apart by their names. */
static bool is_same_function(const MethodDef *a, const MethodDef *b)
{
    bool one_of_several = a->kind == METHOD_NOARGS_OF || a->kind == METHOD_O_OF || a->kind == METHOD_FASTCALL_OF || a->kind == METHOD_BOUND_OF;
    return a->fn.unary == b->fn.unary && (!one_of_several || strcmp(a->name, b->name) == 0);
}

static Own builtin_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    bool both = is_exact(left, TYPE_builtin_function_or_method) && is_exact(right, TYPE_builtin_function_or_method);
    if (!both || (op != COMPARE_EQ && op != COMPARE_NE)) return not_implemented_new(rt);
    const BuiltinObj *a = AS_BUILTIN(left), *b = AS_BUILTIN(right);
    bool equal = a->self == b->self && is_same_function(a->def, b->def);
    return bool_new(rt, equal == (op == COMPARE_EQ));
}

static Own builtin_name(Rt *rt, Ref self)
{
    return str_interned(rt, AS_BUILTIN(self)->def->name);
}

static Own builtin_qualname(Rt *rt, Ref self)
{
    if (is_function_of_module(self)) return builtin_name(rt, self);
    Ref owner = AS_BUILTIN(self)->self;
    Own type = object_attr_get(rt, is_type(owner) ? owner : (Ref)owner->type, RT_NAME(rt, __qualname__));
    Own name = type == NULL ? NULL : str_format(rt, "%S.%s", type, AS_BUILTIN(self)->def->name);
    release(rt, type);
    return name;
}

static Own builtin_self(Rt *rt, Ref self)
{
    bool is_static = (AS_BUILTIN(self)->def->flags & METHOD_STATIC) != 0;
    Ref owner = is_static ? NULL : AS_BUILTIN(self)->self;
    return new_ref(owner == NULL ? rt->none : owner);
}

static Own builtin_doc(Rt *rt, Ref self)
{
    return doc_body(rt, AS_BUILTIN(self)->def->name, AS_BUILTIN(self)->def->doc);
}

static Own builtin_signature(Rt *rt, Ref self)
{
    return doc_signature(rt, AS_BUILTIN(self)->def->name, AS_BUILTIN(self)->def->doc);
}

/* Its name, when it is a module's; else (getattr, (self, name)). */
static Own builtin_reduce(Rt *rt, Ref self)
{
    Own name = builtin_name(rt, self);
    if (name == NULL || is_function_of_module(self)) return name;
    Own result = reduced_to_builtin(rt, "getattr", tuple_of(rt, 2, AS_BUILTIN(self)->self, name), NULL);
    release(rt, name);
    return result;
}

const TypeSpec builtin_function_or_method_type_spec = {
    .name = "builtin_function_or_method",
    .id = TYPE_builtin_function_or_method,
    .basicsize = sizeof(BuiltinObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .weaklist_offset = offsetof(BuiltinObj, weakrefs),
    .slots = {
        .tp_dealloc = builtin_dealloc,
        .tp_traverse = builtin_traverse,
        .tp_repr = builtin_repr,
        .tp_hash = builtin_hash,
        .tp_richcompare = builtin_richcompare,
        .tp_call = builtin_call,
        .tp_vectorcall = builtin_vectorcall,
    },
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = builtin_reduce}, NULL, 0}),
    .members = MEMBERS(
        {"__module__", MEMBER_OBJECT, offsetof(BuiltinObj, module), false, NULL}),
    .getset = GETSETS(
        {"__doc__", builtin_doc, NULL, NULL},
        {"__name__", builtin_name, NULL, NULL},
        {"__qualname__", builtin_qualname, NULL, NULL},
        {"__self__", builtin_self, NULL, NULL},
        {"__text_signature__", builtin_signature, NULL, NULL}),
};
