/* The type Decimal: the methods of decimal_operations.def, each with a context as its last argument, and the special
   ones. */
#include "modules/decimal_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

enum { OPERANDS_MOST = 2 };

/* The arguments of a method with COUNT operands and perhaps a context, which comes back as a new reference; the
   operands are borrowed. */
static Own take_context(Rt *rt, Ref args, Ref kwargs, int count, Ref *operands)
{
    static const char *const names[OPERANDS_MOST + 1][OPERANDS_MOST + 2] = {{"context"}, {"other", "context"}, {"other", "third", "context"}};
    const ArgSpec spec = {NULL, names[count], count, count + 1, 0};
    Ref given[OPERANDS_MOST + 1] = {NULL};
    if (args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)given) < 0) return NULL;
    for (int i = 0; i < count; i++) operands[i] = given[i];
    return decimal_context_argument(rt, given[count]);
}

static Own unary_method(Rt *rt, Ref self, Ref args, Ref kwargs, NumUnaryFn compute)
{
    Own context = take_context(rt, args, kwargs, 0, NULL);
    Own result = context == NULL ? NULL : decimal_unary(rt, self, context, compute);
    release(rt, context);
    return result;
}

static Own binary_method(Rt *rt, Ref self, Ref args, Ref kwargs, NumBinaryFn compute)
{
    Ref other;
    Own context = take_context(rt, args, kwargs, 1, &other);
    Own result = context == NULL ? NULL : decimal_binary(rt, self, other, context, compute, false);
    release(rt, context);
    return result;
}

static Own ternary_method(Rt *rt, Ref self, Ref args, Ref kwargs, NumTernaryFn compute)
{
    Ref others[2];
    Own context = take_context(rt, args, kwargs, 2, others);
    Own result = context == NULL ? NULL : decimal_ternary(rt, self, others[0], others[1], context, compute, false);
    release(rt, context);
    return result;
}

/* A quiet operation without a context. */
static Own plain_method(Rt *rt, Ref self, NumUnaryFn compute)
{
    Own context = decimal_context_now(rt), result = context == NULL ? NULL : decimal_unary(rt, self, context, compute);
    release(rt, context);
    return result;
}

/* One function for each row of the table, as its PLACE asks for. */
#define UNARY_BOTH(name)                                                                 \
    static Own method_##name(Rt *rt, Ref self, Ref args, Ref kwargs)                     \
    {                                                                                    \
        return unary_method(rt, self, args, kwargs, num_##name);                         \
    }
#define UNARY_PLAIN(name)                                                                \
    static Own method_##name(Rt *rt, Ref self)                                           \
    {                                                                                    \
        return plain_method(rt, self, num_##name);                                       \
    }
#define UNARY_CONTEXT(name)
#define BINARY_BOTH(name)                                                                \
    static Own method_##name(Rt *rt, Ref self, Ref args, Ref kwargs)                     \
    {                                                                                    \
        return binary_method(rt, self, args, kwargs, num_##name);                        \
    }
#define BINARY_CONTEXT(name)
#define PREDICATE_PLAIN(name, truth)                                                     \
    static Own method_##name(Rt *rt, Ref self)                                           \
    {                                                                                    \
        const Num *a = NUM_OF(self);                                                     \
        return bool_new(rt, truth);                                                      \
    }
#define PREDICATE_BOTH(name, truth)                                                      \
    static Own method_##name(Rt *rt, Ref self, Ref args, Ref kwargs)                     \
    {                                                                                    \
        Own given = take_context(rt, args, kwargs, 0, NULL);                             \
        if (given == NULL) return NULL;                                                  \
        const NumContext *context = &AS_DECIMAL_CONTEXT(given)->context;                 \
        const Num *a = NUM_OF(self);                                                     \
        Own result = bool_new(rt, truth);                                                \
        release(rt, given);                                                              \
        return result;                                                                   \
    }
#define UNARY(name, place, meaning)            UNARY_##place(name)
#define BINARY(name, place, meaning)           BINARY_##place(name)
#define PREDICATE(name, place, truth, meaning) PREDICATE_##place(name, truth)
#define TERNARY(name, place, meaning)                                                    \
    static Own method_##name(Rt *rt, Ref self, Ref args, Ref kwargs)                     \
    {                                                                                    \
        return ternary_method(rt, self, args, kwargs, num_##name);                       \
    }
#include "modules/decimal_operations.def"
#undef UNARY
#undef BINARY
#undef TERNARY
#undef PREDICATE

/* --- methods with a rounding */

/* NUMBER rounded by COMPUTE, or quantized to OPERAND, by the rounding and under the context given. */
static Own round_by(Rt *rt, Ref self, Ref operand, Ref rounding, Ref context_arg, NumUnaryFn compute)
{
    Own context = decimal_context_argument(rt, context_arg), other = NULL, result = NULL;
    if (context == NULL) return NULL;
    Calc calc = decimal_calc(rt, context);
    int wanted = rounding == NULL || rounding == rt->none ? (int)calc.context.rounding : decimal_rounding(rt, rounding);
    if (wanted < 0) goto done;
    calc.context.rounding = (Rounding)wanted;
    if (operand != NULL && (other = decimal_operand_get(rt, operand, context)) == NULL) goto done;
    result = decimal_new(rt, NULL);
    if (result == NULL) goto done;
    if (other != NULL) num_quantize(&calc, NUM_OF(result), NUM_OF(self), NUM_OF(other));
    else compute(&calc, NUM_OF(result), NUM_OF(self));
    result = decimal_done(rt, context, &calc, result);
done:
    release_all(rt, other, context);
    return result;
}

static Own method_quantize(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"exp", "rounding", "context", NULL};
    static const ArgSpec spec = {NULL, names, 1, 3, 0};
    Ref given[3] = {NULL};
    if (args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)given) < 0) return NULL;
    return round_by(rt, self, given[0], given[1], given[2], NULL);
}

static Own to_integral(Rt *rt, Ref self, Ref args, Ref kwargs, NumUnaryFn compute)
{
    static const char *const names[] = {"rounding", "context", NULL};
    static const ArgSpec spec = {NULL, names, 0, 2, 0};
    Ref given[2] = {NULL};
    if (args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)given) < 0) return NULL;
    return round_by(rt, self, NULL, given[0], given[1], compute);
}

static Own method_to_integral_value(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    return to_integral(rt, self, args, kwargs, num_to_integral_value);
}

static Own method_to_integral_exact(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    return to_integral(rt, self, args, kwargs, num_to_integral_exact);
}

/* --- conversions */

static Own convert_int(Rt *rt, Ref self, Rounding rounding)
{
    Own context = decimal_context_now(rt), result = context == NULL ? NULL : decimal_to_int(rt, self, context, rounding);
    release(rt, context);
    return result;
}

static Own method_trunc(Rt *rt, Ref self)
{
    return convert_int(rt, self, ROUND_DOWN);
}

static Own method_floor(Rt *rt, Ref self)
{
    return convert_int(rt, self, ROUND_FLOOR);
}

static Own method_ceil(Rt *rt, Ref self)
{
    return convert_int(rt, self, ROUND_CEILING);
}

static Own method_round(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    ptrdiff_t places = 0;
    if (args_count_parsed(rt, NULL, tuple_length(args), 0, 1) < 0) return NULL;
    if (tuple_length(args) == 0) return convert_int(rt, self, ROUND_HALF_EVEN);
    Ref wanted = tuple_peek(args, 0);
    if (!is_int(wanted)) return error_raise(rt, TYPE_TypeError, "optional arg must be an integer");
    if (args_size(rt, wanted, &places) < 0) return NULL;
    Own context = decimal_context_now(rt), unit = context == NULL ? NULL : decimal_new(rt, NULL), result = NULL;
    if (unit != NULL) {
        num_set_small(NUM_OF(unit), false, 1, places == INT64_MIN ? INT64_MAX : -places);
        result = decimal_binary(rt, self, unit, context, num_quantize, false);
    }
    release_all(rt, unit, context);
    return result;
}

/* As repr() and str() write it, with the capitals of the current context. */
static Own current_text(Rt *rt, Ref self)
{
    Own context = decimal_context_now(rt), text = context == NULL ? NULL : decimal_to_text(rt, self, context, 0);
    release(rt, context);
    return text;
}

static Own decimal_repr(Rt *rt, Ref self)
{
    Own text = current_text(rt, self), result = text == NULL ? NULL : str_format(rt, "Decimal('%U')", text);
    release(rt, text);
    return result;
}

static Own decimal_float(Rt *rt, Ref self)
{
    const Num *num = NUM_OF(self);
    if (num->kind == NUM_SNAN) return error_raise(rt, TYPE_ValueError, "cannot convert signaling NaN to float");
    Buf text = BUF_INIT;
    if (num_is_nan(num)) buf_add_text(&text, num->negative ? "-nan" : "nan");
    else num_write(num, 0, &text);
    Own result = text.failed ? error_no_memory(rt) : float_parse(rt, buf_text(&text), text.length);
    buf_fini(&text);
    return result;
}

static Own method_complex(Rt *rt, Ref self)
{
    Own real = decimal_float(rt, self), result = real == NULL ? NULL : complex_new(rt, AS_FLOAT(real)->value, 0.0);
    release(rt, real);
    return result;
}

static Own method_to_eng_string(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    Own context = take_context(rt, args, kwargs, 0, NULL);
    Own result = context == NULL ? NULL : decimal_to_text(rt, self, context, NUM_TEXT_ENGINEERING);
    release(rt, context);
    return result;
}

static Own method_number_class(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    Own context = take_context(rt, args, kwargs, 0, NULL);
    Own result = context == NULL ? NULL : str_new(rt, num_class(NUM_OF(self), &AS_DECIMAL_CONTEXT(context)->context));
    release(rt, context);
    return result;
}

static Own method_same_quantum(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    Ref other;
    Own context = take_context(rt, args, kwargs, 1, &other);
    Own operand = context == NULL ? NULL : decimal_operand_get(rt, other, context);
    Own result = operand == NULL ? NULL : bool_new(rt, num_same_quantum(NUM_OF(self), NUM_OF(operand)));
    release_all(rt, operand, context);
    return result;
}

static Own method_as_integer_ratio(Rt *rt, Ref self)
{
    Own context = decimal_context_now(rt), result = context == NULL ? NULL : decimal_to_ratio(rt, self, context);
    release(rt, context);
    return result;
}

static Own method_from_float(Rt *rt, Ref self, Ref value)
{
    Own context = decimal_context_now(rt), result = NULL;
    if (context != NULL) result = decimal_from_float(rt, NULL, value, context);
    if (result != NULL && self != (Ref)DECIMAL_STATE(rt)->decimal) release_replace(rt, &result, call_one(rt, self, result));
    release(rt, context);
    return result;
}

static Own method_adjusted(Rt *rt, Ref self)
{
    const Num *num = NUM_OF(self);
    return int_new(rt, num_is_finite(num) ? num_adjusted(num) : 0);
}

static Own method_radix(Rt *rt, Ref self)
{
    Own result = decimal_new(rt, NULL);
    if (result != NULL) num_set_small(NUM_OF(result), false, 10, 0);
    return result;
}

static Own method_deepcopy(Rt *rt, Ref self, Ref memo)
{
    return new_ref(self);
}

static Own method_is_canonical(Rt *rt, Ref self)
{
    return bool_new(rt, true);
}

static Own method_reduce(Rt *rt, Ref self)
{
    return tuple_build(rt, "O(N)", (Ref)self->type, current_text(rt, self));
}

/* CPython's words have 19 digits, and four of them are part of the object. */
static Own method_sizeof(Rt *rt, Ref self)
{
    int64_t words = (NUM_OF(self)->digits + 18) / 19;
    return int_new(rt, self->type->basicsize + (words > 4 ? words * 8 : 0));
}

static Own decimal_imag(Rt *rt, Ref self)
{
    return decimal_new(rt, NULL);
}

/* --- operators */

static Own binary_operator(Rt *rt, Ref left, Ref right, NumBinaryFn compute)
{
    Own context = decimal_context_now(rt), result = context == NULL ? NULL : decimal_binary(rt, left, right, context, compute, true);
    release(rt, context);
    return result;
}

#define OPERATORS(OPERATOR)                                                                                         \
    OPERATOR(add) OPERATOR(subtract) OPERATOR(multiply) OPERATOR(remainder) OPERATOR(divide) OPERATOR(divide_int)
#define OPERATOR(name)                                                                   \
    static Own operator_##name(Rt *rt, Ref left, Ref right)                              \
    {                                                                                    \
        return binary_operator(rt, left, right, num_##name);                             \
    }
OPERATORS(OPERATOR)
#undef OPERATOR
#define OPERATOR(name)                                                                   \
    static Own operator_##name(Rt *rt, Ref self)                                         \
    {                                                                                    \
        return plain_method(rt, self, num_##name);                                       \
    }
OPERATOR(minus) OPERATOR(plus) OPERATOR(abs)
#undef OPERATOR

static Own operator_divmod(Rt *rt, Ref left, Ref right)
{
    Own context = decimal_context_now(rt), result = context == NULL ? NULL : decimal_divmod(rt, left, right, context, true);
    release(rt, context);
    return result;
}

static Own operator_power(Rt *rt, Ref base, Ref exponent, Ref modulus)
{
    Own context = decimal_context_now(rt), result = NULL;
    if (context != NULL) result = decimal_power(rt, base, exponent, modulus, context, true);
    release(rt, context);
    return result;
}

static int decimal_bool(Rt *rt, Ref self)
{
    return !num_is_zero(NUM_OF(self));
}

static void decimal_dealloc(Rt *rt, Obj *self)
{
    num_fini(rt, NUM_OF(self));
    self->type->slots.tp_free(rt, self);
}

/* --- the type */

#define ROW_UNARY_BOTH(name, doc)     {#name, METHOD_KEYWORDS, {.call = method_##name}, #name "($self, /, context=None)\n--\n\n" doc, 0},
#define ROW_UNARY_PLAIN(name, doc)    {#name, METHOD_NOARGS, {.unary = method_##name}, #name "($self, /)\n--\n\n" doc, 0},
#define ROW_UNARY_CONTEXT(name, doc)
#define ROW_BINARY_BOTH(name, doc)    {#name, METHOD_KEYWORDS, {.call = method_##name}, #name "($self, /, other, context=None)\n--\n\n" doc, 0},
#define ROW_BINARY_CONTEXT(name, doc)
#define ROW_PREDICATE_PLAIN(name, doc) ROW_UNARY_PLAIN(name, doc)
#define ROW_PREDICATE_BOTH(name, doc)  ROW_UNARY_BOTH(name, doc)

static const MethodDef decimal_methods[] = {
#define UNARY(name, place, doc)            ROW_UNARY_##place(name, doc)
#define BINARY(name, place, doc)           ROW_BINARY_##place(name, doc)
#define TERNARY(name, place, doc)          {#name, METHOD_KEYWORDS, {.call = method_##name}, #name "($self, /, other, third, context=None)\n--\n\n" doc, 0},
#define PREDICATE(name, place, truth, doc) ROW_PREDICATE_##place(name, doc)
#include "modules/decimal_operations.def"
#undef UNARY
#undef BINARY
#undef TERNARY
#undef PREDICATE
    {"quantize", METHOD_KEYWORDS, {.call = method_quantize}, "quantize($self, /, exp, rounding=None, context=None)\n--\n\nThe number rounded to the exponent of another.", 0},
    {"to_integral", METHOD_KEYWORDS, {.call = method_to_integral_value}, "to_integral($self, /, rounding=None, context=None)\n--\n\nThe same as to_integral_value().", 0},
    {"to_integral_exact", METHOD_KEYWORDS, {.call = method_to_integral_exact}, "to_integral_exact($self, /, rounding=None, context=None)\n--\n\nThe nearest integer; signals Inexact and Rounded.", 0},
    {"to_integral_value", METHOD_KEYWORDS, {.call = method_to_integral_value}, "to_integral_value($self, /, rounding=None, context=None)\n--\n\nThe nearest integer; signals neither Inexact nor Rounded.", 0},
    {"is_canonical", METHOD_NOARGS, {.unary = method_is_canonical}, "is_canonical($self, /)\n--\n\nTrue: every Decimal is.", 0},
    {"adjusted", METHOD_NOARGS, {.unary = method_adjusted}, "adjusted($self, /)\n--\n\nThe exponent of the first digit.", 0},
    {"canonical", METHOD_NOARGS, {.unary = object_itself}, "canonical($self, /)\n--\n\nThe number itself.", 0},
    {"conjugate", METHOD_NOARGS, {.unary = object_itself}, "conjugate($self, /)\n--\n\nThe number itself.", 0},
    {"radix", METHOD_NOARGS, {.unary = method_radix}, "radix($self, /)\n--\n\nDecimal(10).", 0},
    {"number_class", METHOD_KEYWORDS, {.call = method_number_class}, "number_class($self, /, context=None)\n--\n\nOne of ten names, such as '+Normal' or 'NaN'.", 0},
    {"to_eng_string", METHOD_KEYWORDS, {.call = method_to_eng_string}, "to_eng_string($self, /, context=None)\n--\n\nThe number as text whose exponent is a multiple of three.", 0},
    {"same_quantum", METHOD_KEYWORDS, {.call = method_same_quantum}, "same_quantum($self, /, other, context=None)\n--\n\nHave both the same exponent, or are both NaNs, or both infinities?", 0},
    {"from_float", METHOD_O, {.binary = method_from_float}, "from_float($type, f, /)\n--\n\nThe exact value of a float.", METHOD_CLASS},
    {"as_tuple", METHOD_NOARGS, {.unary = decimal_to_tuple}, "as_tuple($self, /)\n--\n\nSign, digits and exponent.", 0},
    {"as_integer_ratio", METHOD_NOARGS, {.unary = method_as_integer_ratio}, "as_integer_ratio($self, /)\n--\n\nDecimal.as_integer_ratio() -> (int, int)\n\nNumerator and denominator, in lowest terms.", 0},
    {"__copy__", METHOD_NOARGS, {.unary = object_itself}, NULL, 0},
    {"__deepcopy__", METHOD_O, {.binary = method_deepcopy}, NULL, 0},
    {"__format__", METHOD_VARARGS, {.call = decimal_format}, NULL, 0},
    {"__reduce__", METHOD_NOARGS, {.unary = method_reduce}, NULL, 0},
    {"__round__", METHOD_VARARGS, {.call = method_round}, NULL, 0},
    {"__ceil__", METHOD_NOARGS, {.unary = method_ceil}, NULL, 0},
    {"__floor__", METHOD_NOARGS, {.unary = method_floor}, NULL, 0},
    {"__trunc__", METHOD_NOARGS, {.unary = method_trunc}, NULL, 0},
    {"__complex__", METHOD_NOARGS, {.unary = method_complex}, NULL, 0},
    {"__sizeof__", METHOD_NOARGS, {.unary = method_sizeof}, NULL, 0},
    {0},
};

const TypeSpec decimal_type_spec = {
    .name = "decimal.Decimal",
    .basicsize = sizeof(DecimalObj),
    .flags = TYPE_FLAG_BASE,
    .doc = "Decimal(value=\"0\", context=None)\n--\n\nA decimal number of the value of an int, a text, a float, a tuple (sign, digits, exponent)\n"
           "or another Decimal, exactly; 0 without a value.  The context is only asked what to do about\na text that is no number.",
    .slots = {
        .tp_new = decimal_tp_new,
        .tp_dealloc = decimal_dealloc,
        .tp_repr = decimal_repr,
        .tp_str = current_text,
        .tp_hash = decimal_hash,
        .tp_richcompare = decimal_compare,
        .tp_getattro = object_generic_getattr,
        .nb_add = operator_add,
        .nb_subtract = operator_subtract,
        .nb_multiply = operator_multiply,
        .nb_remainder = operator_remainder,
        .nb_divmod = operator_divmod,
        .nb_power = operator_power,
        .nb_negative = operator_minus,
        .nb_positive = operator_plus,
        .nb_absolute = operator_abs,
        .nb_bool = decimal_bool,
        .nb_int = method_trunc,
        .nb_float = decimal_float,
        .nb_floor_divide = operator_divide_int,
        .nb_true_divide = operator_divide,
    },
    .methods = decimal_methods,
    .getset = GETSETS(
        {"real", object_itself, NULL, NULL},
        {"imag", decimal_imag, NULL, NULL}),
};
