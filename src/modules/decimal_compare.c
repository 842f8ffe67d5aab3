/* Comparing a Decimal with any number.  An int or a float becomes the Decimal of the same value; a rational number is
   compared without dividing. */
#include "modules/decimal_parts.h"
#include "objects/abstract.h"
#include "objects/floatobj.h"

/* A rational number p / q is compared as p with self * q. */
static int rational_operands(Rt *rt, Ref self, Ref other, Ref context, Own *left, Own *right)
{
    Own numerator = object_attr_get_text(rt, other, "numerator"), denominator = NULL;
    if (numerator != NULL) *right = decimal_from_int(rt, NULL, numerator, context);
    release(rt, numerator);
    if (*right == NULL) return -1;
    if (!num_is_finite(NUM_OF(self))) return 1;
    release_clear(rt, left);
    numerator = object_attr_get_text(rt, other, "denominator");
    if (numerator != NULL) denominator = decimal_from_int(rt, NULL, numerator, context);
    release(rt, numerator);
    if (denominator != NULL) *left = decimal_new(rt, NULL);
    if (*left != NULL) {
        Calc own = decimal_calc(rt, context), calc = calc_largest(&own);
        num_multiply_exact(&calc, NUM_OF(*left), NUM_OF(self), NUM_OF(denominator));
        if ((calc.status & COND_FAILED) != 0) release_clear(rt, left);
    }
    release(rt, denominator);
    return *left == NULL ? -1 : 1;
}

/* FLOAT as an operand of a comparison, which FloatOperation is told of; only an order raises it. */
static Own float_operand(Rt *rt, Ref value, CompareOp op, Ref context)
{
    if (op != COMPARE_EQ && op != COMPARE_NE && decimal_signal(rt, context, COND_FloatOperation) < 0) return NULL;
    AS_SIGNALS(AS_DECIMAL_CONTEXT(context)->flags)->bits |= COND_FloatOperation;
    return decimal_from_float(rt, NULL, value, context);
}

/* Both sides as Decimals that compare as self and other do: 1; 0: they cannot be compared; -1. */
static int compare_operands(Rt *rt, Ref self, Ref other, CompareOp op, Ref context, Own *left, Own *right)
{
    *left = new_ref(self);
    int status = decimal_operand(rt, other, context, right);
    if (status != 0) return status;
    if (type_is_subtype(other->type, RT_TYPE(rt, float))) {
        *right = float_operand(rt, other, op, context);
    } else if (type_is_subtype(other->type, RT_TYPE(rt, complex)) && (op == COMPARE_EQ || op == COMPARE_NE)) {
        if (AS_COMPLEX(other)->imag != 0.0) return 0;
        Own real = float_new(rt, AS_COMPLEX(other)->real);
        if (real != NULL) *right = float_operand(rt, real, op, context);
        release(rt, real);
    } else {
        int rational = object_is_instance(rt, other, DECIMAL_STATE(rt)->rational);
        return rational <= 0 ? rational : rational_operands(rt, self, other, context, left, right);
    }
    return *right == NULL ? -1 : 1;
}

/* The answer for two Decimals, of which NaNs are neither equal nor ordered. */
static Own compare_decimals(Rt *rt, Ref left, Ref right, CompareOp op, Ref context)
{
    const Num *a = NUM_OF(left), *b = NUM_OF(right);
    if (!num_is_nan(a) && !num_is_nan(b)) return order_answer(rt, num_order(a, b), op);
    bool signals = a->kind == NUM_SNAN || b->kind == NUM_SNAN || (op != COMPARE_EQ && op != COMPARE_NE);
    if (signals && decimal_signal(rt, context, COND_InvalidOperation) < 0) return NULL;
    return bool_new(rt, op == COMPARE_NE);
}

Own decimal_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    Own context = decimal_context_now(rt), left = NULL, right = NULL, result = NULL;
    if (context == NULL) return NULL;
    int status = compare_operands(rt, self, other, op, context, &left, &right);
    if (status == 1) result = compare_decimals(rt, left, right, op, context);
    else if (status == 0) result = not_implemented_new(rt);
    release_all(rt, left, right, context);
    return result;
}
