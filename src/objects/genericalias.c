/* types.GenericAlias: list[int].  Attributes and calls go to the origin; type variables
   among the arguments can be replaced by subscripting again. */
#include "objects/genericalias.h"

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
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

Own generic_alias_new(Rt *rt, Ref origin, Ref args)
{
    Own tuple = is_tuple(args) ? new_ref(args) : tuple_of(rt, 1, args);
    if (tuple == NULL) return NULL;
    GenericAliasObj *alias =
        (GenericAliasObj *)object_new(rt, RT_TYPE(rt, GenericAlias));
    if (alias == NULL) {
        release(rt, tuple);
        return NULL;
    }
    alias->origin = new_ref(origin);
    alias->args = tuple;
    gc_track(rt, (Ref)alias);
    return (Own)alias;
}

static void alias_dealloc(Rt *rt, Obj *self)
{
    GenericAliasObj *alias = (GenericAliasObj *)self;
    gc_untrack(rt, self);
    release_clear(rt, &alias->origin);
    release_clear(rt, &alias->args);
    release_clear(rt, &alias->parameters);
    self->type->slots.tp_free(rt, self);
}

static int alias_traverse(Ref self, VisitFn visit, void *context)
{
    const GenericAliasObj *alias = alias_of(self);
    Ref held[] = {alias->origin, alias->args, alias->parameters};
    for (size_t i = 0; i < ARRAY_LENGTH(held); i++) {
        int stop = held[i] == NULL ? 0 : visit(held[i], context);
        if (stop != 0) return stop;
    }
    return 0;
}

/* --- text: "list[int]", "dict[str, ...]" */

/* How an annotation shows OBJ: classes by name, others by repr. */
Own annotation_text(Rt *rt, Ref obj)
{
    Own qualname = NULL, module = NULL, text = NULL;
    if (obj == rt->ellipsis) return str_new(rt, "...");
    if (is_exact(obj, TYPE_GenericAlias) || !is_type(obj)) return object_repr(rt, obj);
    if (object_attr_lookup(rt, obj, RT_NAME(rt, __qualname__), &qualname) < 0 ||
        object_attr_lookup(rt, obj, RT_NAME(rt, __module__), &module) < 0) {
        release(rt, qualname);
        return NULL;
    }
    if (qualname == NULL || module == NULL || module == rt->none) {
        text = object_repr(rt, obj);
    } else if (is_str(module) && str_equals_text(module, "builtins")) {
        text = object_str(rt, qualname);
    } else {
        text = str_format(rt, "%S.%S", module, qualname);
    }
    release(rt, qualname);
    release(rt, module);
    return text;
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
    release(rt, parts);
    release(rt, separator);
    release(rt, origin);
    release(rt, all);
    return text;
}

/* --- behaving like the origin */

static Own alias_getattro(Rt *rt, Ref self, Ref name)
{
    static const char *const own[] = {"__origin__",
                                      "__args__",
                                      "__parameters__",
                                      "__mro_entries__",
                                      "__unpacked__",
                                      "__reduce_ex__",
                                      "__reduce__",
                                      "__copy__",
                                      "__deepcopy__",
                                      "__class__",
                                      "__typing_unpacked_tuple_args__"};
    for (size_t i = 0; is_str(name) && i < ARRAY_LENGTH(own); i++) {
        if (str_equals_text(name, own[i]))
            return object_generic_getattr(rt, self, name);
    }
    bool dunder = is_str(name) && str_length(name) > 4 && str_at(name, 0) == '_' &&
                  str_at(name, 1) == '_' && str_at(name, str_length(name) - 1) == '_';
    if (dunder && type_lookup_peek(rt, self->type, name) != NULL &&
        !str_equals_text(name, "__doc__") && !str_equals_text(name, "__new__") &&
        !str_equals_text(name, "__init__")) {
        return object_generic_getattr(rt, self, name);
    }
    return object_attr_get(rt, alias_of(self)->origin, name);
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

static Own alias_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if (op != COMPARE_EQ || !is_exact(other, TYPE_GenericAlias))
        return not_implemented_new(rt);
    const GenericAliasObj *one = alias_of(self), *two = alias_of(other);
    if (one->starred != two->starred) return bool_new(rt, false);
    int equal = object_compare_bool(rt, one->origin, two->origin, COMPARE_EQ);
    if (equal > 0) equal = object_compare_bool(rt, one->args, two->args, COMPARE_EQ);
    return equal < 0 ? NULL : bool_new(rt, equal);
}

/* As a base class it stands for its origin. */
static Own alias_mro_entries(Rt *rt, Ref self, Ref bases)
{
    (void)bases;
    return tuple_of(rt, 1, alias_of(self)->origin);
}

static Own alias_instance_check(Rt *rt, Ref self, Ref obj)
{
    (void)self, (void)obj;
    return error_raise(rt,
                       TYPE_TypeError,
                       "isinstance() argument 2 cannot be a parameterized generic");
}

static Own alias_subclass_check(Rt *rt, Ref self, Ref class)
{
    (void)self, (void)class;
    return error_raise(rt,
                       TYPE_TypeError,
                       "issubclass() argument 2 cannot be a parameterized generic");
}

/* The type variables among the arguments, each once: those that know how to be
 * replaced. */
static Own alias_get_parameters(Rt *rt, Ref self)
{
    GenericAliasObj *alias = (GenericAliasObj *)self;
    if (alias->parameters != NULL) return new_ref(alias->parameters);
    Own list = list_new(rt, 0), name = str_interned(rt, "__typing_subst__");
    if (list == NULL || name == NULL) goto failed;
    for (ptrdiff_t i = 0; i < tuple_length(alias->args); i++) {
        Ref arg = tuple_peek(alias->args, i);
        if (is_type(arg)) continue;
        Own method = NULL;
        int found = object_attr_lookup(rt, arg, name, &method);
        release(rt, method);
        if (found > 0) found = object_contains(rt, list, arg) == 0;
        if (found < 0 || (found > 0 && list_append(rt, list, arg) < 0)) goto failed;
    }
    alias->parameters = list_to_tuple(rt, list);
    release(rt, list);
    release(rt, name);
    return new_ref_or_null(alias->parameters);
failed:
    release(rt, list);
    release(rt, name);
    return NULL;
}

static const MethodDef alias_methods[] = {
    {"__mro_entries__", METHOD_O, {.binary = alias_mro_entries}, NULL, 0},
    {"__instancecheck__", METHOD_O, {.binary = alias_instance_check}, NULL, 0},
    {"__subclasscheck__", METHOD_O, {.binary = alias_subclass_check}, NULL, 0},
    {0},
};

static const MemberDef alias_members[] = {
    {"__origin__", MEMBER_OBJECT, offsetof(GenericAliasObj, origin), true, NULL},
    {"__args__", MEMBER_OBJECT, offsetof(GenericAliasObj, args), true, NULL},
    {"__unpacked__", MEMBER_BOOL, offsetof(GenericAliasObj, starred), true, NULL},
    {0},
};

static const GetSetDef alias_getset[] = {
    {"__parameters__",
     alias_get_parameters,
     NULL,
     "Type variables in the GenericAlias."},
    {0},
};

static Own alias_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    (void)type;
    if (args_no_keywords(rt, "GenericAlias", kwargs_or_null) < 0 ||
        args_count(rt, "GenericAlias", tuple_length(args), 2, 2) < 0) {
        return NULL;
    }
    return generic_alias_new(rt, tuple_peek(args, 0), tuple_peek(args, 1));
}

const TypeSpec GenericAlias_type_spec = {
    .name = "types.GenericAlias",
    .id = TYPE_GenericAlias,
    .base = TYPE_object,
    .basicsize = sizeof(GenericAliasObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .weaklist_offset = offsetof(GenericAliasObj, weakrefs),
    .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ "
           "is list "
           "and t.__args__ is (int,).",
    .slots = {.tp_dealloc = alias_dealloc,
              .tp_traverse = alias_traverse,
              .tp_new = alias_new,
              .tp_repr = alias_repr,
              .tp_hash = alias_hash,
              .tp_call = alias_call,
              .tp_richcompare = alias_compare,
              .tp_getattro = alias_getattro,
              .nb_or = union_or},
    .methods = alias_methods,
    .members = alias_members,
    .getset = alias_getset,
};
