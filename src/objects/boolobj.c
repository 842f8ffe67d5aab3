/* bool: the two ints True and False, which are singletons. */
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/int_digits.h"
#include "objects/strobj.h"

static Own bool_repr(Rt *rt, Ref self)
{
    return str_interned(rt, self == rt->true_obj ? "True" : "False");
}

static Own bool_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"", NULL};
    static const ArgSpec spec = {"bool", names, 0, 1, 0};
    Ref value;
    if (args_no_keywords(rt, "bool", kwargs) < 0 || args_bind_tuple(rt, &spec, args, NULL, &value) < 0) return NULL;
    int truth = value == NULL ? 0 : object_is_true(rt, value);
    return truth < 0 ? NULL : bool_new(rt, truth);
}

/* bool(…), without a tuple of the arguments. */
static Own bool_type_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = args_positional(rt, "bool", nargsf, kwnames, 0, 1);
    int truth = nargs <= 0 ? (int)nargs : object_is_true(rt, args[0]);
    return truth < 0 ? NULL : bool_new(rt, truth);
}

/* Of two bools a bool, else an int. */
static Own bool_bitwise(Rt *rt, BitOp op, Ref left, Ref right)
{
    if (!is_int(left) || !is_int(right)) return not_implemented_new(rt);
    Own number = int_bitwise(rt, op, left, right);
    if (number == NULL || !is_exact(left, TYPE_bool) || !is_exact(right, TYPE_bool)) return number;
    bool truth = int_sign(number) != 0;
    release(rt, number);
    return bool_new(rt, truth);
}

static Own bool_and(Rt *rt, Ref left, Ref right)
{
    return bool_bitwise(rt, BIT_AND, left, right);
}

static Own bool_or(Rt *rt, Ref left, Ref right)
{
    return bool_bitwise(rt, BIT_OR, left, right);
}

static Own bool_xor(Rt *rt, Ref left, Ref right)
{
    return bool_bitwise(rt, BIT_XOR, left, right);
}

const TypeSpec bool_type_spec = {
    .name = "bool",
    .id = TYPE_bool,
    .base = TYPE_int,
    .basicsize = offsetof(IntObj, digits),
    .itemsize = sizeof(uint32_t),
    .doc = "bool(x) -> bool\n\nTrue when x counts as true, else False.",
    .slots = {
        .tp_new = bool_type_new,
        .tp_type_vectorcall = bool_type_call,
        .tp_repr = bool_repr,
        .nb_and = bool_and,
        .nb_xor = bool_xor,
        .nb_or = bool_or,
    },
};
