/* The singletons None, NotImplemented and Ellipsis: objects without contents. */
#include "objects/error.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* NoneType() and its kin give the singleton. */
static Own singleton_new(Rt *rt, Type *type, Ref args, Ref kwargs, Ref singleton)
{
    if (tuple_length(args) > 0 || kwargs != NULL) {
        return error_raise(rt, TYPE_TypeError, "%s takes no arguments", type->name);
    }
    return new_ref(singleton);
}

static Own none_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return singleton_new(rt, type, args, kwargs, rt->none);
}

static Own not_implemented_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return singleton_new(rt, type, args, kwargs, rt->not_implemented);
}

static Own ellipsis_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return singleton_new(rt, type, args, kwargs, rt->ellipsis);
}

static Own none_repr(Rt *rt, Ref self)
{
    return str_interned(rt, "None");
}

static Own not_implemented_repr(Rt *rt, Ref self)
{
    return str_interned(rt, "NotImplemented");
}

static Own ellipsis_repr(Rt *rt, Ref self)
{
    return str_interned(rt, "Ellipsis");
}

static int none_bool(Rt *rt, Ref self)
{
    return 0;
}

/* The answer of an operator that does not know is no answer to `if`. */
static int not_implemented_bool(Rt *rt, Ref self)
{
    return error_warn(rt, TYPE_DeprecationWarning, 1, "NotImplemented should not be used in a boolean context") < 0 ? -1 : 1;
}

/* Pickle finds a singleton again by the name that __reduce__ gives. */
const TypeSpec NoneType_type_spec = {
    .name = "NoneType",
    .id = TYPE_NoneType,
    .basicsize = sizeof(Obj),
    .slots = {
        .tp_new = none_type_new,
        .tp_repr = none_repr,
        .nb_bool = none_bool,
    },
};

const TypeSpec NotImplementedType_type_spec = {
    .name = "NotImplementedType",
    .id = TYPE_NotImplementedType,
    .basicsize = sizeof(Obj),
    .slots = {
        .tp_new = not_implemented_type_new,
        .tp_repr = not_implemented_repr,
        .nb_bool = not_implemented_bool,
    },
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = not_implemented_repr}, NULL, 0}),
};

const TypeSpec ellipsis_type_spec = {
    .name = "ellipsis",
    .id = TYPE_ellipsis,
    .basicsize = sizeof(Obj),
    .slots = {
        .tp_new = ellipsis_type_new,
        .tp_repr = ellipsis_repr,
    },
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = ellipsis_repr}, NULL, 0}),
};
