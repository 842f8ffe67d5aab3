/* types.GenericAlias: list[int].  Attributes and calls go to the origin; type variables
   among the arguments can be replaced by subscripting again. */
#include "objects/genericalias.h"

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/iterobj.h"
#include "objects/listobj.h"
#include "objects/object_reduce.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeparams.h"
#include "objects/unionobj.h"

typedef struct GenericAliasObj {
    Obj head;
    Own origin, args, parameters; /* parameters: tuple, NULL until asked for */
    Own weakrefs;
    bool starred;       /* *list[int] */
    VectorcallFn spare; /* for CPython's size */
} GenericAliasObj;

static const GenericAliasObj *alias_of(Ref self)
{
    return (const GenericAliasObj *)self;
}

/* An alias of exactly TYPE. */
static Own alias_make(Rt *rt, Type *type, Ref origin, Ref args, bool starred)
{
    Own tuple = is_tuple(args) ? new_ref(args) : tuple_of(rt, 1, args);
    Own self = tuple == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return error_release(rt, tuple);
    GenericAliasObj *alias = (GenericAliasObj *)self;
    alias->origin = new_ref(origin);
    alias->args = tuple;
    alias->starred = starred;
    return self;
}

Own generic_alias_new(Rt *rt, Ref origin, Ref args)
{
    return alias_make(rt, RT_TYPE(rt, GenericAlias), origin, args, false);
}

bool is_generic_alias(Rt *rt, Ref obj)
{
    return type_is_subtype(obj->type, RT_TYPE(rt, GenericAlias));
}

/* --- text: "list[int]", "dict[str, ...]" */

/* Has OBJ the attribute NAME?  1, 0, -1. */
static int has_attribute(Rt *rt, Ref obj, const char *name)
{
    Own text = str_interned(rt, name), value = NULL;
    int found = text == NULL ? -1 : object_attr_lookup(rt, obj, text, &value);
    release_all(rt, text, value);
    return found;
}

/* "module.qualname" without "builtins.", or repr of what has no such name. */
static Own qualified_text(Rt *rt, Ref obj)
{
    Own qualname = NULL, module = NULL, text = NULL;
    if (object_attr_lookup(rt, obj, RT_NAME(rt, __qualname__), &qualname) < 0 ||
        (qualname != NULL && object_attr_lookup(rt, obj, RT_NAME(rt, __module__), &module) < 0))
        return error_release(rt, qualname);
    if (module == NULL || module == rt->none) text = object_repr(rt, obj);
    else if (is_str(module) && str_equals_text(module, "builtins")) text = object_str(rt, qualname);
    else text = str_format(rt, "%S.%S", module, qualname);
    release_all(rt, qualname, module);
    return text;
}

/* How an annotation shows OBJ: classes and functions by name, others by repr. */
Own annotation_text(Rt *rt, Ref obj)
{
    if (obj == rt->ellipsis) return str_new(rt, "...");
    int generic = has_attribute(rt, obj, "__origin__");
    if (generic > 0) generic = has_attribute(rt, obj, "__args__");
    if (generic < 0) return NULL;
    return generic ? object_repr(rt, obj) : qualified_text(rt, obj);
}

static Own alias_repr(Rt *rt, Ref self)
{
    const GenericAliasObj *alias = alias_of(self);
    Own parts = list_new(rt, 0), separator = str_new(rt, ", "), origin = NULL,
        all = NULL, text = NULL;
    if (parts == NULL || separator == NULL) goto done;
    for (ptrdiff_t i = 0; i < tuple_length(alias->args); i++) {
        Own part = annotation_text(rt, tuple_peek(alias->args, i));
        if (part == NULL || list_append_take(rt, parts, part) < 0) goto done;
    }
    all = str_join(rt, separator, as_refs(AS_LIST(parts)->items), list_length(parts));
    origin = annotation_text(rt, alias->origin);
    if (all == NULL || origin == NULL) goto done;
    text = str_format(rt,
                      "%s%U[%s]",
                      alias->starred ? "*" : "",
                      origin,
                      list_length(parts) == 0 ? "()" : "");
    if (text != NULL && list_length(parts) > 0) {
        release(rt, text);
        text = str_format(rt, "%s%U[%U]", alias->starred ? "*" : "", origin, all);
    }
done:
    release_all(rt, parts, separator, origin, all);
    return text;
}

/* --- behaving like the origin */

/* What an alias has of its own; everything else is the origin's. */
static const char *const alias_own[] = {
    "__class__", "__origin__", "__args__", "__unpacked__", "__parameters__", "__typing_unpacked_tuple_args__",
    "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__", NULL};

static Own alias_getattro(Rt *rt, Ref self, Ref name)
{
    for (const char *const *own = alias_own; is_str(name) && *own != NULL; own++) {
        if (str_equals_text(name, *own)) return object_generic_getattr(rt, self, name);
    }
    return object_attr_get(rt, alias_of(self)->origin, name);
}

/* The origin's names and those of alias_own, each once. */
static Own alias_dir(Rt *rt, Ref self)
{
    Own names = object_dir(rt, alias_of(self)->origin);
    for (const char *const *own = alias_own; names != NULL && *own != NULL; own++) {
        Own name = str_interned(rt, *own);
        int status = name == NULL ? -1 : object_contains(rt, names, name);
        if (status == 0) status = list_append(rt, names, name);
        release(rt, name);
        if (status < 0) release_clear(rt, &names);
    }
    return names;
}

/* The instance is told of the alias, when it can be. */
static Own alias_call(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Own obj = call_tuple(rt, alias_of(self)->origin, args, kwargs_or_null);
    if (obj == NULL) return NULL;
    Own name = str_interned(rt, "__orig_class__");
    if (name == NULL || object_attr_set(rt, obj, name, self) < 0) {
        bool ignore = error_clear_if(rt, TYPE_AttributeError) ||
                      error_clear_if(rt, TYPE_TypeError);
        if (!ignore) release_clear(rt, &obj);
    }
    release(rt, name);
    return obj;
}

static ptrdiff_t alias_hash(Rt *rt, Ref self)
{
    ptrdiff_t origin = object_hash(rt, alias_of(self)->origin);
    if (origin == -1) return -1;
    ptrdiff_t args = object_hash(rt, alias_of(self)->args);
    return args == -1 ? -1 : (origin ^ args) == -1 ? -2 : origin ^ args;
}

/* 1, 0, -1 */
static int alias_equal(Rt *rt, const GenericAliasObj *one, const GenericAliasObj *two)
{
    if (one->starred != two->starred) return 0;
    int equal = object_compare_bool(rt, one->origin, two->origin, COMPARE_EQ);
    return equal > 0 ? object_compare_bool(rt, one->args, two->args, COMPARE_EQ) : equal;
}

static Own alias_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_generic_alias(rt, other)) return not_implemented_new(rt);
    int equal = alias_equal(rt, alias_of(self), alias_of(other));
    return equal < 0 ? NULL : bool_new(rt, equal == (op == COMPARE_EQ));
}

/* As a base class it stands for its origin. */
static Own alias_mro_entries(Rt *rt, Ref self, Ref bases)
{
    return tuple_of(rt, 1, alias_of(self)->origin);
}

static Own alias_instance_check(Rt *rt, Ref self, Ref obj)
{
    return error_raise(rt,
                       TYPE_TypeError,
                       "isinstance() argument 2 cannot be a parameterized generic");
}

static Own alias_subclass_check(Rt *rt, Ref self, Ref class)
{
    return error_raise(rt,
                       TYPE_TypeError,
                       "issubclass() argument 2 cannot be a parameterized generic");
}

static Own alias_get_parameters(Rt *rt, Ref self)
{
    GenericAliasObj *alias = (GenericAliasObj *)self;
    if (alias->parameters == NULL) alias->parameters = typeparams_of(rt, alias->args);
    return new_ref_or_null(alias->parameters);
}

static Own alias_subscript(Rt *rt, Ref self, Ref item)
{
    const GenericAliasObj *alias = alias_of(self);
    Own parameters = alias_get_parameters(rt, self), args = NULL, result = NULL;
    if (parameters != NULL) args = typeparams_replace(rt, self, alias->args, parameters, item);
    if (args != NULL) result = alias_make(rt, RT_TYPE(rt, GenericAlias), alias->origin, args, alias->starred);
    release_all(rt, parameters, args);
    return result;
}

/* *tuple[int, str] stands for its arguments where type variables are replaced; others for themselves. */
static Own alias_get_unpacked_args(Rt *rt, Ref self)
{
    const GenericAliasObj *alias = alias_of(self);
    return new_ref(alias->starred && alias->origin == (Ref)RT_TYPE(rt, tuple) ? (Ref)alias->args : rt->none);
}

static Own alias_iter(Rt *rt, Ref self)
{
    return index_iterator_new(rt, TYPE_generic_alias_iterator, self, 0);
}

/* (type, (origin, args)), or for *list[int] (next, (iter(list[int]),)). */
static Own alias_reduce(Rt *rt, Ref self)
{
    const GenericAliasObj *alias = alias_of(self);
    if (!alias->starred) return tuple_build(rt, "O(OO)", (Ref)self->type, alias->origin, alias->args);
    Own plain = generic_alias_new(rt, alias->origin, alias->args), iterator = plain == NULL ? NULL : alias_iter(rt, plain);
    release(rt, plain);
    return reduced_to_builtin(rt, "next", tuple_build(rt, "N", iterator), NULL);
}

static Own alias_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    if (args_no_keywords(rt, "GenericAlias", kwargs_or_null) < 0 ||
        args_count(rt, "GenericAlias", tuple_length(args), 2, 2) < 0) {
        return NULL;
    }
    return alias_make(rt, type, tuple_peek(args, 0), tuple_peek(args, 1), false);
}

const TypeSpec GenericAlias_type_spec = {
    .name = "types.GenericAlias",
    .id = TYPE_GenericAlias,
    .basicsize = sizeof(GenericAliasObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .weaklist_offset = offsetof(GenericAliasObj, weakrefs),
    .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ "
           "is list "
           "and t.__args__ is (int,).",
    .owned = OWNED(GenericAliasObj, origin, parameters),
    .slots = {.tp_dealloc = owned_dealloc,
              .tp_traverse = owned_traverse,
              .tp_new = alias_new,
              .tp_repr = alias_repr,
              .tp_hash = alias_hash,
              .tp_call = alias_call,
              .tp_richcompare = alias_compare,
              .tp_getattro = alias_getattro,
              .tp_iter = alias_iter,
              .mp_subscript = alias_subscript,
              .nb_or = union_or},
    .methods = METHODS(
        {"__dir__", METHOD_NOARGS, {.unary = alias_dir}, NULL, 0},
        {"__reduce__", METHOD_NOARGS, {.unary = alias_reduce}, NULL, 0},
        {"__mro_entries__", METHOD_O, {.binary = alias_mro_entries}, NULL, 0},
        {"__instancecheck__", METHOD_O, {.binary = alias_instance_check}, NULL, 0},
        {"__subclasscheck__", METHOD_O, {.binary = alias_subclass_check}, NULL, 0}),
    .members = MEMBERS(
        {"__origin__", MEMBER_OBJECT, offsetof(GenericAliasObj, origin), true, NULL},
        {"__args__", MEMBER_OBJECT, offsetof(GenericAliasObj, args), true, NULL},
        {"__unpacked__", MEMBER_BOOL, offsetof(GenericAliasObj, starred), true, NULL}),
    .getset = GETSETS(
        {"__parameters__",
         alias_get_parameters,
         NULL,
         "Type variables in the GenericAlias."},
        {"__typing_unpacked_tuple_args__", alias_get_unpacked_args, NULL, NULL}),
};

/* --- iterating: list[int] gives *list[int], once */

static int alias_iterator_next(Rt *rt, Ref self, Own *item)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return 0;
    const GenericAliasObj *alias = alias_of(walk->sequence);
    *item = alias_make(rt, RT_TYPE(rt, GenericAlias), alias->origin, alias->args, true);
    if (*item == NULL) return -1;
    release_clear(rt, &walk->sequence);
    return 1;
}

static Own alias_iterator_reduce(Rt *rt, Ref self)
{
    Ref left = AS_INDEX_ITERATOR(self)->sequence;
    return reduced_to_builtin(rt, "iter", tuple_of(rt, 1, left == NULL ? (Ref)rt->empty_tuple : left), NULL);
}

const TypeSpec generic_alias_iterator_type_spec = {
    .name = "generic_alias_iterator",
    .id = TYPE_generic_alias_iterator,
    .basicsize = sizeof(IndexIteratorObj),
    .flags = TYPE_FLAG_GC,
    .slots = {.tp_dealloc = index_iterator_dealloc,
              .tp_traverse = index_iterator_traverse,
              .tp_iter = object_itself,
              .tp_iternext = alias_iterator_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = alias_iterator_reduce}, NULL, 0}),
};
