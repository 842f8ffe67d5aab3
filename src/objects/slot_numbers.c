/* Slots of operators whose methods are written in Python.

   For `left op right` the slot of the left type asks left.__op__, and right.__rop__
   when that gives NotImplemented; where right's type is a subclass of left's with
   another __rop__, the latter comes first.  The same function is in both types' slots,
   so number_binary calls it once only. */
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/slot_functions.h"

/* A missing method is as good as NotImplemented. */
static Own ask(Rt *rt, SlotId method, Ref self, Ref other)
{
    Own result = NULL;
    Ref args[2] = {self, other};
    if (special_call(rt, slot_name(rt, method), args, 2, &result) > 0) return result;
    return not_implemented_new(rt);
}

/* Does RIGHT's type have another method NAME than LEFT's type?  1, 0, -1. */
static int is_overridden(Rt *rt, Ref left, Ref right, Ref name)
{
    Own theirs = NULL, mine = NULL;
    int found = object_attr_lookup(rt, object_type(right), name, &theirs);
    if (found <= 0) return found;
    found = object_attr_lookup(rt, object_type(left), name, &mine);
    int result = found < 0 ? -1 : 1;
    if (found > 0) result = object_compare_bool(rt, theirs, mine, COMPARE_NE);
    release_all(rt, theirs, mine);
    return result;
}

typedef struct BothSides {
    SlotId method, reflected;
    BinaryFn fn; /* the slot function itself */
} BothSides;

/* SELF_HAS, OTHER_HAS: is the slot function in the type of this one? */
static Own binary_sides(
    Rt *rt, const BothSides *sides, Ref self, Ref other, bool self_has, bool other_has)
{
    bool ask_other = self->type != other->type && other_has;
    if (self_has) {
        if (ask_other && type_is_subtype(other->type, self->type)) {
            int overridden =
                is_overridden(rt, self, other, slot_name(rt, sides->reflected));
            if (overridden < 0) return NULL;
            if (overridden) {
                Own result = ask(rt, sides->reflected, other, self);
                if (result != rt->not_implemented) return result;
                release(rt, result);
                ask_other = false;
            }
        }
        Own result = ask(rt, sides->method, self, other);
        if (result != rt->not_implemented || self->type == other->type) return result;
        release(rt, result);
    }
    return ask_other ? ask(rt, sides->reflected, other, self) : not_implemented_new(rt);
}

static Own binary(Rt *rt, const BothSides *sides, Ref self, Ref other)
{
    const SlotRow *row = &slot_rows[sides->method];
    return binary_sides(rt,
                        sides,
                        self,
                        other,
                        slot_get(self->type, row) == (SlotFn)sides->fn,
                        slot_get(other->type, row) == (SlotFn)sides->fn);
}

#define BINARY(name, method, reflected)                                                \
    SLOT_BINARY(name)                                                                  \
    {                                                                                  \
        static const BothSides sides = {                                               \
            SLOT_nb_##name##method, SLOT_nb_##name##reflected, slot_nb_##name};        \
        return binary(rt, &sides, self, other);                                        \
    }
BINARY(add, __add__, __radd__)
BINARY(subtract, __sub__, __rsub__)
BINARY(multiply, __mul__, __rmul__)
BINARY(remainder, __mod__, __rmod__)
BINARY(divmod, __divmod__, __rdivmod__)
BINARY(lshift, __lshift__, __rlshift__)
BINARY(rshift, __rshift__, __rrshift__)
BINARY(and, __and__, __rand__)
BINARY(xor, __xor__, __rxor__)
BINARY(or, __or__, __ror__)
BINARY(floor_divide, __floordiv__, __rfloordiv__)
BINARY(true_divide, __truediv__, __rtruediv__)
BINARY(matrix_multiply, __matmul__, __rmatmul__)

static Own inplace(Rt *rt, SlotId method, Ref self, Ref other)
{
    Ref args[2] = {self, other};
    return special_call_required(rt, slot_name(rt, method), args, 2);
}

#define INPLACE(name, method)                                                          \
    SLOT_BINARY(inplace_##name)                                                        \
    {                                                                                  \
        return inplace(rt, SLOT_nb_inplace_##name##method, self, other);               \
    }
INPLACE(add, __iadd__)
INPLACE(subtract, __isub__)
INPLACE(multiply, __imul__)
INPLACE(remainder, __imod__)
INPLACE(lshift, __ilshift__)
INPLACE(rshift, __irshift__)
INPLACE(and, __iand__)
INPLACE(xor, __ixor__)
INPLACE(or, __ior__)
INPLACE(floor_divide, __ifloordiv__)
INPLACE(true_divide, __itruediv__)
INPLACE(matrix_multiply, __imatmul__)

#define UNARY(name, method)                                                            \
    SLOT_UNARY(name)                                                                   \
    {                                                                                  \
        return special_call_required(                                                  \
            rt, slot_name(rt, SLOT_nb_##name##method), &self, 1);                      \
    }
UNARY(negative, __neg__)
UNARY(positive, __pos__)
UNARY(absolute, __abs__)
UNARY(invert, __invert__)
UNARY(int, __int__)
UNARY(float, __float__)
UNARY(index, __index__)

/* --- power: with two operands like the others, with three only the first is asked */

static bool has_power_slot(const Type *type)
{
    return type->slots.nb_power == slot_nb_power;
}

Own slot_nb_power(Rt *rt, Ref base, Ref exponent, Ref modulus)
{
    static const BothSides sides = {SLOT_nb_power__pow__, SLOT_nb_power__rpow__, NULL};
    if (modulus == rt->none) {
        return binary_sides(rt,
                            &sides,
                            base,
                            exponent,
                            has_power_slot(base->type),
                            has_power_slot(exponent->type));
    }
    if (!has_power_slot(base->type)) return not_implemented_new(rt);
    Ref args[3] = {base, exponent, modulus};
    return special_call_required(rt, slot_name(rt, SLOT_nb_power__pow__), args, 3);
}

Own slot_nb_inplace_power(Rt *rt, Ref self, Ref other, Ref unused)
{
    return inplace(rt, SLOT_nb_inplace_power__ipow__, self, other);
}

/* --- truth: __bool__, else __len__, else true */

int slot_nb_bool(Rt *rt, Ref self)
{
    Own answer = NULL;
    bool by_length = false;
    int found =
        special_call(rt, slot_name(rt, SLOT_nb_bool__bool__), &self, 1, &answer);
    if (found == 0) {
        by_length = true;
        found =
            special_call(rt, slot_name(rt, SLOT_mp_length__len__), &self, 1, &answer);
        if (found == 0) return 1;
    }
    if (answer == NULL) return -1;
    int truth;
    if (by_length || is_exact(answer, TYPE_bool)) {
        truth = object_is_true(rt, answer);
    } else {
        truth = error_raise_int(
            rt, TYPE_TypeError, "__bool__ should return bool, returned %T", answer);
    }
    release(rt, answer);
    return truth;
}
