/* types.UnionType: int | str.  Its members are types, None's type and generic aliases,
   flat and without duplicates. */
#include "objects/unionobj.h"

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/listobj.h"
#include "objects/owned.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeparams.h"

typedef struct UnionObj {
    Obj head;
    Own args, parameters; /* tuple; parameters: NULL until asked for */
} UnionObj;

Ref union_args(Ref union_type)
{
    return ((const UnionObj *)union_type)->args;
}

static bool can_be_member(Rt *rt, Ref obj)
{
    return obj == rt->none || is_type(obj) || is_generic_alias(rt, obj) ||
           is_exact(obj, TYPE_UnionType);
}

/* The members that OBJ stands for: its own, or itself, of which *SINGLE keeps the place. */
static const Ref *parts_of(Rt *rt, Ref obj, Ref *single, ptrdiff_t *count)
{
    bool is_union = is_exact(obj, TYPE_UnionType);
    *single = obj == rt->none ? object_type(obj) : obj;
    *count = is_union ? tuple_length(union_args(obj)) : 1;
    return is_union ? as_refs(AS_TUPLE(union_args(obj))->items) : single;
}

/* 1, 0, -1 */
static int is_among(Rt *rt, Ref obj, const Ref *members, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        int same = members[i] == obj;
        if (!same && is_generic_alias(rt, obj) && is_generic_alias(rt, members[i])) same = object_compare_bool(rt, members[i], obj, COMPARE_EQ);
        if (same != 0) return same;
    }
    return 0;
}

/* Those of A and what B adds, or *tuple NULL when it adds nothing.  0 or -1. */
static int merge_members(Rt *rt, const Ref *a, ptrdiff_t a_count, const Ref *b, ptrdiff_t b_count, Own *tuple)
{
    ptrdiff_t used = 0;
    for (ptrdiff_t i = 0; i < b_count; i++) {
        int known = is_among(rt, b[i], a, a_count);
        if (known < 0) return -1;
        if (known) continue;
        if (*tuple == NULL) {
            *tuple = tuple_new(rt, a_count + b_count - i);
            if (*tuple == NULL) return -1;
            while (used < a_count) tuple_take(*tuple, used, new_ref(a[used])), used++;
        }
        tuple_take(*tuple, used++, new_ref(b[i]));
    }
    return *tuple == NULL ? 0 : tuple_resize(rt, tuple, used);
}

Own union_or(Rt *rt, Ref left, Ref right)
{
    if (!can_be_member(rt, left) || !can_be_member(rt, right))
        return not_implemented_new(rt);
    Ref left_single, right_single;
    ptrdiff_t left_count, right_count;
    const Ref *ours = parts_of(rt, left, &left_single, &left_count), *theirs = parts_of(rt, right, &right_single, &right_count);
    Own args = NULL, result = NULL;
    if (merge_members(rt, ours, left_count, theirs, right_count, &args) < 0) goto done;
    if (args == NULL) return new_ref(left == rt->none ? left_single : left);
    result = object_new(rt, RT_TYPE(rt, UnionType));
    if (result != NULL) {
        ((UnionObj *)result)->args = STEAL(args);
        gc_track(rt, result);
    }
done:
    release(rt, args);
    return result;
}

static Own union_repr(Rt *rt, Ref self)
{
    Own parts = list_new(rt, 0), bar = str_new(rt, " | "), text = NULL;
    if (parts == NULL || bar == NULL) goto done;
    for (ptrdiff_t i = 0; i < tuple_length(union_args(self)); i++) {
        Ref member = tuple_peek(union_args(self), i);
        Own part = member == object_type(rt->none) ? str_new(rt, "None")
                                                   : annotation_text(rt, member);
        if (part == NULL || list_append_take(rt, parts, part) < 0) goto done;
    }
    text = str_join(rt, bar, as_refs(AS_LIST(parts)->items), list_length(parts));
done:
    release_all(rt, parts, bar);
    return text;
}

static ptrdiff_t union_hash(Rt *rt, Ref self)
{
    Own set = frozenset_new(rt, union_args(self));
    if (set == NULL) return -1;
    ptrdiff_t hash = object_hash(rt, set);
    release(rt, set);
    return hash;
}

static Own union_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_exact(other, TYPE_UnionType)) {
        return not_implemented_new(rt);
    }
    Own one = frozenset_new(rt, union_args(self)), two = NULL, result = NULL;
    if (one != NULL) two = frozenset_new(rt, union_args(other));
    if (two != NULL) result = object_compare(rt, one, two, op);
    release_all(rt, one, two);
    return result;
}

static Own union_instance_check(Rt *rt, Ref self, Ref obj)
{
    int answer = object_is_instance(rt, obj, union_args(self));
    return answer < 0 ? NULL : bool_new(rt, answer);
}

static Own union_subclass_check(Rt *rt, Ref self, Ref class)
{
    if (!is_type(class)) {
        return error_raise(rt, TYPE_TypeError, "issubclass() arg 1 must be a class");
    }
    int answer = object_is_subclass(rt, class, union_args(self));
    return answer < 0 ? NULL : bool_new(rt, answer);
}

static Own union_get_parameters(Rt *rt, Ref self)
{
    UnionObj *both = (UnionObj *)self;
    if (both->parameters == NULL) both->parameters = typeparams_of(rt, both->args);
    return new_ref_or_null(both->parameters);
}

/* (T | list[T])[int]: the union of its members with the type variables replaced. */
static Own union_subscript(Rt *rt, Ref self, Ref item)
{
    Own parameters = union_get_parameters(rt, self), args = NULL, result = NULL;
    if (parameters != NULL) args = typeparams_replace(rt, self, union_args(self), parameters, item);
    if (args != NULL && tuple_length(args) > 0) result = new_ref(tuple_peek(args, 0));
    for (ptrdiff_t i = 1; result != NULL && i < tuple_length(args); i++) {
        Own wider = number_binary(rt, BINARY_OR, result, tuple_peek(args, i));
        release(rt, result);
        result = wider;
    }
    release_all(rt, parameters, args);
    return result;
}

/* __module__ is the type's, as for instances of classes. */
static Own union_getattro(Rt *rt, Ref self, Ref name)
{
    bool of_type = is_str(name) && str_equals_text(name, "__module__");
    return of_type ? object_attr_get(rt, (Ref)self->type, name) : object_generic_getattr(rt, self, name);
}

const TypeSpec UnionType_type_spec = {
    .name = "types.UnionType",
    .id = TYPE_UnionType,
    .basicsize = sizeof(UnionObj),
    .flags = TYPE_FLAG_GC,
    .doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
    .owned = OWNED(UnionObj, args, parameters),
    .slots = {.tp_dealloc = owned_dealloc,
              .tp_traverse = owned_traverse,
              .tp_repr = union_repr,
              .tp_hash = union_hash,
              .tp_richcompare = union_compare,
              .tp_getattro = union_getattro,
              .mp_subscript = union_subscript,
              .nb_or = union_or},
    .methods = METHODS(
        {"__instancecheck__", METHOD_O, {.binary = union_instance_check}, NULL, 0},
        {"__subclasscheck__", METHOD_O, {.binary = union_subclass_check}, NULL, 0}),
    .getset = GETSETS(
        {"__parameters__", union_get_parameters, NULL, "Type variables in the types.UnionType."}),
    .members = MEMBERS(
        {"__args__", MEMBER_OBJECT, offsetof(UnionObj, args), true, NULL}),
};
