/* The methods of Context: the operations under it, and the few that change it. */
#include "modules/decimal_parts.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* Exactly COUNT positional arguments; else NULL with TypeError. */
static const Ref *operands_of(Rt *rt, Ref args, ptrdiff_t count)
{
    return args_count_parsed(rt, NULL, tuple_length(args), count, count) < 0 ? NULL : as_refs(AS_TUPLE(args)->items);
}

static Own binary_method(Rt *rt, Ref self, Ref args, NumBinaryFn compute)
{
    const Ref *given = operands_of(rt, args, 2);
    return given == NULL ? NULL : decimal_binary(rt, given[0], given[1], self, compute, false);
}

static Own ternary_method(Rt *rt, Ref self, Ref args, NumTernaryFn compute)
{
    const Ref *given = operands_of(rt, args, 3);
    return given == NULL ? NULL : decimal_ternary(rt, given[0], given[1], given[2], self, compute, false);
}

#define UNARY(name, place, meaning)                                                      \
    static Own context_##name(Rt *rt, Ref self, Ref arg)                                 \
    {                                                                                    \
        return decimal_unary(rt, arg, self, num_##name);                                 \
    }
#define BINARY(name, place, meaning)                                                     \
    static Own context_##name(Rt *rt, Ref self, Ref args, Ref kwargs)             \
    {                                                                                    \
        return binary_method(rt, self, args, num_##name);                                \
    }
#define TERNARY(name, place, meaning)                                                    \
    static Own context_##name(Rt *rt, Ref self, Ref args, Ref kwargs)             \
    {                                                                                    \
        return ternary_method(rt, self, args, num_##name);                               \
    }
#define PREDICATE(name, place, truth, meaning)                                           \
    static Own context_##name(Rt *rt, Ref self, Ref arg)                                 \
    {                                                                                    \
        const NumContext *context UNUSED = &AS_DECIMAL_CONTEXT(self)->context;           \
        Own operand = decimal_operand_get(rt, arg, self);                                \
        if (operand == NULL) return NULL;                                                \
        const Num *a = NUM_OF(operand);                                                  \
        Own result = bool_new(rt, truth);                                                \
        release(rt, operand);                                                            \
        return result;                                                                   \
    }
#include "modules/decimal_operations.def"
#undef UNARY
#undef BINARY
#undef TERNARY
#undef PREDICATE

static Own context_divmod(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    const Ref *given = operands_of(rt, args, 2);
    return given == NULL ? NULL : decimal_divmod(rt, given[0], given[1], self, false);
}

static Own context_power(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"a", "b", "modulo", NULL};
    static const ArgSpec spec = {NULL, names, 2, 3, 0};
    Ref given[3] = {NULL, NULL, rt->none};
    if (args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)given) < 0) return NULL;
    return decimal_power(rt, given[0], given[1], given[2], self, false);
}

static Own context_same_quantum(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    const Ref *given = operands_of(rt, args, 2);
    Own a = given == NULL ? NULL : decimal_operand_get(rt, given[0], self), b = a == NULL ? NULL : decimal_operand_get(rt, given[1], self);
    Own result = b == NULL ? NULL : bool_new(rt, num_same_quantum(NUM_OF(a), NUM_OF(b)));
    release_all(rt, a, b);
    return result;
}

static Own refuse_other(Rt *rt, Ref arg)
{
    return is_decimal(rt, arg) ? new_ref(arg) : error_raise(rt, TYPE_TypeError, "argument must be a Decimal");
}

static Own context_canonical(Rt *rt, Ref self, Ref arg)
{
    return refuse_other(rt, arg);
}

static Own context_is_canonical(Rt *rt, Ref self, Ref arg)
{
    Own decimal = refuse_other(rt, arg), result = decimal == NULL ? NULL : bool_new(rt, true);
    release(rt, decimal);
    return result;
}

static Own context_apply(Rt *rt, Ref self, Ref arg)
{
    Own operand = decimal_operand_get(rt, arg, self), result = operand == NULL ? NULL : decimal_apply(rt, operand, self);
    release(rt, operand);
    return result;
}

static Own context_copy_decimal(Rt *rt, Ref self, Ref arg)
{
    return decimal_operand_get(rt, arg, self);
}

static Own context_number_class(Rt *rt, Ref self, Ref arg)
{
    Own operand = decimal_operand_get(rt, arg, self);
    Own result = operand == NULL ? NULL : str_new(rt, num_class(NUM_OF(operand), &AS_DECIMAL_CONTEXT(self)->context));
    release(rt, operand);
    return result;
}

static Own text_of(Rt *rt, Ref self, Ref arg, const MethodDef *def)
{
    int flags = def->fn.which;
    Own operand = decimal_operand_get(rt, arg, self), result = operand == NULL ? NULL : decimal_to_text(rt, operand, self, flags);
    release(rt, operand);
    return result;
}

static Own context_create_decimal(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    if (args_count_parsed(rt, NULL, tuple_length(args), 0, 1) < 0) return NULL;
    return decimal_create(rt, tuple_length(args) == 0 ? NULL : tuple_peek(args, 0), self);
}

static Own context_create_decimal_from_float(Rt *rt, Ref self, Ref arg)
{
    Own exact = decimal_from_float(rt, NULL, arg, self), result = exact == NULL ? NULL : decimal_apply(rt, exact, self);
    release(rt, exact);
    return result;
}

static Own context_radix(Rt *rt, Ref self)
{
    Own result = decimal_new(rt, NULL);
    if (result != NULL) num_set_small(NUM_OF(result), false, 10, 0);
    return result;
}

static Own context_etiny(Rt *rt, Ref self)
{
    return int_new(rt, num_etiny(&AS_DECIMAL_CONTEXT(self)->context));
}

static Own context_etop(Rt *rt, Ref self)
{
    return int_new(rt, num_etop(&AS_DECIMAL_CONTEXT(self)->context));
}

static Own context_clear_flags(Rt *rt, Ref self)
{
    AS_SIGNALS(AS_DECIMAL_CONTEXT(self)->flags)->bits = 0;
    return none_new(rt);
}

static Own context_clear_traps(Rt *rt, Ref self)
{
    AS_SIGNALS(AS_DECIMAL_CONTEXT(self)->traps)->bits = 0;
    return none_new(rt);
}

#define X  "($self, x, /)\n--\n\n"
#define XY "($self, x, y, /)\n--\n\n"

const MethodDef decimal_context_methods[] = {
#define UNARY(name, place, doc)            {#name, METHOD_O, {.binary = context_##name}, #name X doc, 0},
#define BINARY(name, place, doc)           {#name, METHOD_VARARGS, {.call = context_##name}, #name XY doc, 0},
#define TERNARY(name, place, doc)          {#name, METHOD_VARARGS, {.call = context_##name}, #name "($self, x, y, z, /)\n--\n\n" doc, 0},
#define PREDICATE(name, place, truth, doc) UNARY(name, place, doc)
#include "modules/decimal_operations.def"
#undef UNARY
#undef BINARY
#undef TERNARY
#undef PREDICATE
    {"divmod", METHOD_VARARGS, {.call = context_divmod}, "divmod" XY "The whole part of x / y, and what is left.", 0},
    {"power", METHOD_KEYWORDS, {.call = context_power}, "power($self, /, a, b, modulo=None)\n--\n\na ** b, or the same modulo an integer.", 0},
    {"same_quantum", METHOD_VARARGS, {.call = context_same_quantum}, "same_quantum" XY "Have both the same exponent, or are both NaNs, or both infinities?", 0},
    {"is_canonical", METHOD_O, {.binary = context_is_canonical}, "is_canonical" X "True: every Decimal is.", 0},
    {"_apply", METHOD_O, {.binary = context_apply}, NULL, 0},
    {"canonical", METHOD_O, {.binary = context_canonical}, "canonical" X "The number itself.", 0},
    {"copy_decimal", METHOD_O, {.binary = context_copy_decimal}, "copy_decimal" X "The number as a Decimal.", 0},
    {"number_class", METHOD_O, {.binary = context_number_class}, "number_class" X "One of ten names, such as '+Normal' or 'NaN'.", 0},
    {"to_sci_string", METHOD_O_OF, {.binary_of = text_of}, "to_sci_string" X "The number as text.", 0},
    {"to_eng_string", METHOD_O_OF, {.binary_of = text_of, .which = NUM_TEXT_ENGINEERING}, "to_eng_string" X "The number as text whose exponent is a multiple of three.", 0},
    {"radix", METHOD_NOARGS, {.unary = context_radix}, "radix($self, /)\n--\n\nDecimal(10).", 0},
    {"Etiny", METHOD_NOARGS, {.unary = context_etiny}, "Etiny($self, /)\n--\n\nEmin - prec + 1, the least exponent.", 0},
    {"Etop", METHOD_NOARGS, {.unary = context_etop}, "Etop($self, /)\n--\n\nEmax - prec + 1, the largest exponent of a number with all its digits.", 0},
    {"clear_flags", METHOD_NOARGS, {.unary = context_clear_flags}, "clear_flags($self, /)\n--\n\nSets all flags to False.", 0},
    {"clear_traps", METHOD_NOARGS, {.unary = context_clear_traps}, "clear_traps($self, /)\n--\n\nSets all traps to False.", 0},
    {"__copy__", METHOD_NOARGS, {.unary = decimal_context_copy}, NULL, 0},
    {"__reduce__", METHOD_NOARGS, {.unary = decimal_context_reduce}, NULL, 0},
    {"copy", METHOD_NOARGS, {.unary = decimal_context_copy}, "copy($self, /)\n--\n\nAnother context like this one.", 0},
    {"create_decimal", METHOD_VARARGS, {.call = context_create_decimal}, "create_decimal($self, num=\"0\", /)\n--\n\nA Decimal of the value, rounded to this context.", 0},
    {"create_decimal_from_float", METHOD_O, {.binary = context_create_decimal_from_float}, "create_decimal_from_float($self, f, /)\n--\n\nA Decimal of a float's value, rounded to this context.", 0},
    {0},
};
