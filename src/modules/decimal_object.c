/* A Decimal as an object, and the frame around every operation: operands are converted, the number computed, the signals
   raised. */
#include "modules/decimal_parts.h"
#include "objects/abstract.h"
#include "objects/tupleobj.h"

_Static_assert(sizeof(DecimalObj) == 104, "a Decimal is as large as CPython's");

bool is_decimal(const Rt *rt, Ref obj)
{
    Type *type = AS_TYPE(DECIMAL_STATE(rt)->decimal);
    return obj->type == type || type_is_subtype(obj->type, type);
}

Own decimal_new(Rt *rt, Type *type_or_null)
{
    Type *type = type_or_null != NULL ? type_or_null : AS_TYPE(DECIMAL_STATE(rt)->decimal);
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_DECIMAL(self)->hash = -1;
    num_init(NUM_OF(self));
    return self;
}

Calc decimal_calc(Rt *rt, Ref context)
{
    return (Calc){rt, AS_DECIMAL_CONTEXT(context)->context, 0};
}

Own decimal_done(Rt *rt, Ref context, const Calc *calc, Own result)
{
    if (decimal_signal(rt, context, calc->status) == 0) return result;
    release(rt, result);
    return NULL;
}

/* --- operations */

int decimal_operand(Rt *rt, Ref value, Ref context, Own *out)
{
    *out = NULL;
    if (is_decimal(rt, value)) *out = new_ref(value);
    else if (!is_int(value)) return 0;
    else *out = decimal_from_int(rt, NULL, value, context);
    return *out == NULL ? -1 : 1;
}

Own decimal_operand_get(Rt *rt, Ref value, Ref context)
{
    Own operand;
    return decimal_operand(rt, value, context, &operand) == 0 ? decimal_unsupported(rt, value) : operand;
}

/* All operands, or none: 1; 0 when one is not of a kind that can be computed with; -1. */
static int take_operands(Rt *rt, const Ref *values, int count, Ref context, bool refuse, Own *operands)
{
    int status = 1;
    for (int i = 0; i < count; i++) operands[i] = NULL;
    for (int i = 0; i < count && status == 1; i++) {
        status = decimal_operand(rt, values[i], context, &operands[i]);
        if (status == 0 && !refuse) {
            decimal_unsupported(rt, values[i]);
            status = -1;
        }
    }
    for (int i = 0; i < count && status != 1; i++) release_clear(rt, &operands[i]);
    return status;
}

static void drop_operands(Rt *rt, Own *operands, int count)
{
    for (int i = 0; i < count; i++) release(rt, operands[i]);
}

Own decimal_unary(Rt *rt, Ref a, Ref context, NumUnaryFn compute)
{
    Own operand = decimal_operand_get(rt, a, context), result = operand == NULL ? NULL : decimal_new(rt, NULL);
    if (result != NULL) {
        Calc calc = decimal_calc(rt, context);
        compute(&calc, NUM_OF(result), NUM_OF(operand));
        result = decimal_done(rt, context, &calc, result);
    }
    release(rt, operand);
    return result;
}

Own decimal_binary(Rt *rt, Ref a, Ref b, Ref context, NumBinaryFn compute, bool refuse)
{
    Own operands[2];
    int status = take_operands(rt, (const Ref[]){a, b}, 2, context, refuse, operands);
    if (status != 1) return status == 0 ? not_implemented_new(rt) : NULL;
    Own result = decimal_new(rt, NULL);
    if (result != NULL) {
        Calc calc = decimal_calc(rt, context);
        compute(&calc, NUM_OF(result), NUM_OF(operands[0]), NUM_OF(operands[1]));
        result = decimal_done(rt, context, &calc, result);
    }
    drop_operands(rt, operands, 2);
    return result;
}

Own decimal_ternary(Rt *rt, Ref a, Ref b, Ref c, Ref context, NumTernaryFn compute, bool refuse)
{
    Own operands[3];
    int status = take_operands(rt, (const Ref[]){a, b, c}, 3, context, refuse, operands);
    if (status != 1) return status == 0 ? not_implemented_new(rt) : NULL;
    Own result = decimal_new(rt, NULL);
    if (result != NULL) {
        Calc calc = decimal_calc(rt, context);
        compute(&calc, NUM_OF(result), NUM_OF(operands[0]), NUM_OF(operands[1]), NUM_OF(operands[2]));
        result = decimal_done(rt, context, &calc, result);
    }
    drop_operands(rt, operands, 3);
    return result;
}

Own decimal_power(Rt *rt, Ref a, Ref b, Ref modulus, Ref context, bool refuse)
{
    if (modulus == rt->none) return decimal_binary(rt, a, b, context, num_power, refuse);
    return decimal_ternary(rt, a, b, modulus, context, num_power_modulo, refuse);
}

Own decimal_divmod(Rt *rt, Ref a, Ref b, Ref context, bool refuse)
{
    Own operands[2], pair = NULL;
    int status = take_operands(rt, (const Ref[]){a, b}, 2, context, refuse, operands);
    if (status != 1) return status == 0 ? not_implemented_new(rt) : NULL;
    Own quotient = decimal_new(rt, NULL), rest = quotient == NULL ? NULL : decimal_new(rt, NULL);
    if (rest != NULL) {
        Calc calc = decimal_calc(rt, context);
        num_divmod(&calc, NUM_OF(quotient), NUM_OF(rest), NUM_OF(operands[0]), NUM_OF(operands[1]));
        if (decimal_signal(rt, context, calc.status) == 0) pair = tuple_of(rt, 2, quotient, rest);
    }
    release_all(rt, quotient, rest);
    drop_operands(rt, operands, 2);
    return pair;
}
