/* The operators.  One rule decides who answers `left op right`: the left type's slot is
   asked first, unless the right operand's type is a subclass of it that overrides the
   slot; NotImplemented passes the question on; when nobody answers, TypeError.

   A type implements an operator by one slot for both sides: the slot is called with the
   operands in their order, whichever of them is its own. */
#include <string.h>

#include "objects/abstract.h"
#include "objects/buffer.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/float_methods.h"
#include "objects/floatobj.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"

typedef struct Operator {
    size_t slot, inplace_slot; /* offsets in Slots of a BinaryFn */
    const char *sign, *inplace_sign;
} Operator;

#define OPERATOR(name, sign)                                                           \
    {                                                                                  \
        offsetof(Slots, nb_##name), offsetof(Slots, nb_inplace_##name), sign, sign "=" \
    }

/* In the order of BinaryOp. */
static const Operator operators[] = {
    [BINARY_ADD] = OPERATOR(add, "+"),
    [BINARY_AND] = OPERATOR(and, "&"),
    [BINARY_FLOOR_DIVIDE] = OPERATOR(floor_divide, "//"),
    [BINARY_LSHIFT] = OPERATOR(lshift, "<<"),
    [BINARY_MATRIX_MULTIPLY] = OPERATOR(matrix_multiply, "@"),
    [BINARY_MULTIPLY] = OPERATOR(multiply, "*"),
    [BINARY_REMAINDER] = OPERATOR(remainder, "%"),
    [BINARY_OR] = OPERATOR(or, "|"),
    [BINARY_POWER] = {0, 0, "** or pow()", "**="},
    [BINARY_RSHIFT] = OPERATOR(rshift, ">>"),
    [BINARY_SUBTRACT] = OPERATOR(subtract, "-"),
    [BINARY_TRUE_DIVIDE] = OPERATOR(true_divide, "/"),
    [BINARY_XOR] = OPERATOR(xor, "^"),
};

static BinaryFn binary_slot(Ref obj, size_t offset)
{
    BinaryFn fn;
    memcpy(&fn, (const char *)&obj->type->slots + offset, sizeof fn);
    return fn;
}

/* Passes the answer on; NotImplemented becomes "no answer" (0).  1: *result is the
   answer, or NULL with an exception. */
static int is_answer(Rt *rt, Own answer, Own *result)
{
    if (answer == rt->not_implemented) {
        release(rt, answer);
        return 0;
    }
    *result = answer;
    return 1;
}

/* Asks both sides.  1: *result is the answer or NULL (an exception); 0: nobody answers.
 */
static int ask_both(Rt *rt, size_t offset, Ref left, Ref right, Own *result)
{
    BinaryFn left_fn = binary_slot(left, offset), right_fn = NULL;
    if (left->type != right->type) {
        right_fn = binary_slot(right, offset);
        if (right_fn == left_fn) right_fn = NULL;
    }
    if (left_fn != NULL) {
        if (right_fn != NULL && type_is_subtype(right->type, left->type)) {
            if (is_answer(rt, right_fn(rt, left, right), result)) return 1;
            right_fn = NULL;
        }
        if (is_answer(rt, left_fn(rt, left, right), result)) return 1;
    }
    return right_fn != NULL && is_answer(rt, right_fn(rt, left, right), result);
}

static Own unsupported(Rt *rt, const char *sign, Ref left, Ref right)
{
    bool print_shift = strcmp(sign, ">>") == 0 &&
                       is_exact(left, TYPE_builtin_function_or_method) &&
                       strcmp(AS_BUILTIN(left)->def->name, "print") == 0;
    return error_raise(
        rt,
        TYPE_TypeError,
        "unsupported operand type(s) for %.100s: '%.100T' and '%.100T'%s",
        sign,
        left,
        right,
        print_shift ? ". Did you mean \"print(<message>, file=<output_stream>)\"?"
                    : "");
}

/* sequence * count. */
static Own repeat(Rt *rt, IndexArgFn fn, Ref sequence, Ref count)
{
    if (!number_has_index(count)) {
        return error_raise(rt,
                           TYPE_TypeError,
                           "can't multiply sequence by non-int of type '%.200T'",
                           count);
    }
    ptrdiff_t times = number_as_size(rt, count, TYPE_OverflowError);
    if (times == -1 && rt_is_pending(rt)) return NULL;
    return fn(rt, sequence, times);
}

/* What + and * mean for sequences, after numbers did not answer. */
static Own sequence_binary(
    Rt *rt, BinaryOp op, bool inplace, const char *sign, Ref left, Ref right)
{
    const Slots *mine = &left->type->slots;
    if (op == BINARY_ADD) {
        if (inplace && mine->sq_inplace_concat != NULL) {
            return mine->sq_inplace_concat(rt, left, right);
        }
        if (mine->sq_concat != NULL) return mine->sq_concat(rt, left, right);
    } else if (op == BINARY_MULTIPLY) {
        if (inplace && mine->sq_inplace_repeat != NULL) {
            return repeat(rt, mine->sq_inplace_repeat, left, right);
        }
        if (mine->sq_repeat != NULL) return repeat(rt, mine->sq_repeat, left, right);
        bool mine_only = inplace && type_has_sequence_slots(left->type); /* what is on the right is not to change */
        if (!mine_only && right->type->slots.sq_repeat != NULL) {
            return repeat(rt, right->type->slots.sq_repeat, right, left);
        }
    }
    return unsupported(rt, sign, left, right);
}

static Own power_inplace(Rt *rt, Ref left, Ref right);

Own number_binary(Rt *rt, BinaryOp op, Ref left, Ref right)
{
    bool inplace = op >= BINARY_INPLACE_FIRST;
    BinaryOp plain = inplace ? op - BINARY_INPLACE_FIRST : op;
    if (plain == BINARY_POWER) {
        return inplace ? power_inplace(rt, left, right)
                       : number_power(rt, left, right, rt->none);
    }
    const Operator *operator= & operators[plain];
    Own result;
    if (inplace) {
        BinaryFn fn = binary_slot(left, operator->inplace_slot);
        if (fn != NULL && is_answer(rt, fn(rt, left, right), &result)) return result;
    }
    if (ask_both(rt, operator->slot, left, right, &result)) return result;
    const char *sign = inplace ? operator->inplace_sign : operator->sign;
    return sequence_binary(rt, plain, inplace, sign, left, right);
}

/* --- power, the one operator with three operands */

static int ask_three(Rt *rt, Ref base, Ref exponent, Ref modulus, Own *result)
{
    TernaryFn base_fn = base->type->slots.nb_power, exponent_fn = NULL, modulus_fn;
    if (base->type != exponent->type) {
        exponent_fn = exponent->type->slots.nb_power;
        if (exponent_fn == base_fn) exponent_fn = NULL;
    }
    if (base_fn != NULL) {
        if (exponent_fn != NULL && type_is_subtype(exponent->type, base->type)) {
            if (is_answer(rt, exponent_fn(rt, base, exponent, modulus), result))
                return 1;
            exponent_fn = NULL;
        }
        if (is_answer(rt, base_fn(rt, base, exponent, modulus), result)) return 1;
    }
    if (exponent_fn != NULL &&
        is_answer(rt, exponent_fn(rt, base, exponent, modulus), result)) {
        return 1;
    }
    modulus_fn = modulus->type->slots.nb_power;
    if (modulus_fn == NULL || modulus_fn == base_fn ||
        modulus_fn == exponent->type->slots.nb_power) {
        return 0;
    }
    return is_answer(rt, modulus_fn(rt, base, exponent, modulus), result);
}

static Own power(Rt *rt, Ref base, Ref exponent, Ref modulus, const char *sign)
{
    Own result;
    if (ask_three(rt, base, exponent, modulus, &result)) return result;
    if (modulus == rt->none) return unsupported(rt, sign, base, exponent);
    return error_raise(
        rt,
        TYPE_TypeError,
        "unsupported operand type(s) for %.100s: '%.100T', '%.100T', '%.100T'",
        sign,
        base,
        exponent,
        modulus);
}

Own number_power(Rt *rt, Ref base, Ref exponent, Ref modulus)
{
    return power(rt, base, exponent, modulus, "** or pow()");
}

static Own power_inplace(Rt *rt, Ref left, Ref right)
{
    TernaryFn fn = left->type->slots.nb_inplace_power;
    Own result;
    if (fn != NULL && is_answer(rt, fn(rt, left, right, rt->none), &result))
        return result;
    return power(rt, left, right, rt->none, "**=");
}

Own number_divmod(Rt *rt, Ref left, Ref right)
{
    Own result;
    if (ask_both(rt, offsetof(Slots, nb_divmod), left, right, &result)) return result;
    return unsupported(rt, "divmod()", left, right);
}

/* --- one operand */

static Own unary(Rt *rt, UnaryFn fn, Ref obj, const char *sign)
{
    if (fn != NULL) return fn(rt, obj);
    return error_raise(
        rt, TYPE_TypeError, "bad operand type for %s: '%.200T'", sign, obj);
}

Own number_negative(Rt *rt, Ref obj)
{
    return unary(rt, obj->type->slots.nb_negative, obj, "unary -");
}

Own number_positive(Rt *rt, Ref obj)
{
    return unary(rt, obj->type->slots.nb_positive, obj, "unary +");
}

Own number_invert(Rt *rt, Ref obj)
{
    return unary(rt, obj->type->slots.nb_invert, obj, "unary ~");
}

Own number_absolute(Rt *rt, Ref obj)
{
    return unary(rt, obj->type->slots.nb_absolute, obj, "abs()");
}

/* --- conversions */

bool number_has_index(Ref obj)
{
    return obj->type->slots.nb_index != NULL;
}

bool number_check(const Rt *rt, Ref obj)
{
    const Slots *slots = &obj->type->slots;
    return slots->nb_index != NULL || slots->nb_int != NULL || slots->nb_float != NULL || type_is_subtype(obj->type, RT_TYPE(rt, complex));
}

/* The same number as an exact int; takes NUMBER. */
static Own int_exact(Rt *rt, Own number)
{
    if (number == NULL || is_exact(number, TYPE_int)) return number;
    Own exact = int_binary(rt, BINARY_ADD, number, rt->small_ints[-SMALL_INT_MIN]);
    release(rt, number);
    return exact;
}

int warn_deprecated(Rt *rt, Own message)
{
    int status = message == NULL ? -1 : 0;
    if (status == 0 && rt->objects->upcalls.warn != NULL)
        status = rt->objects->upcalls.warn(rt, TYPE_DeprecationWarning, message, 1);
    release(rt, message);
    return status;
}

/* An instance of a subclass of int still serves, with a warning.  Takes NUMBER. */
static Own warn_subclass(Rt *rt, Own number, const char *method)
{
    int status = warn_deprecated(rt, str_format(rt, "%s returned non-int (type %.200T)." STRICT_SUBCLASS_TEXT("int"), method, number));
    if (status == 0) return int_exact(rt, number);
    release(rt, number);
    return NULL;
}

/* Checks what __index__ or __int__ gave: an int it must be.  Takes NUMBER. */
static Own conversion_result(Rt *rt, Own number, const char *method)
{
    if (number == NULL || is_exact(number, TYPE_int)) return number;
    if (is_int(number)) return warn_subclass(rt, number, method);
    error_raise(
        rt, TYPE_TypeError, "%s returned non-int (type %.200T)", method, number);
    release(rt, number);
    return NULL;
}

Own number_index(Rt *rt, Ref obj)
{
    if (is_int(obj)) return int_exact(rt, new_ref(obj));
    if (!number_has_index(obj)) {
        return error_raise(rt,
                           TYPE_TypeError,
                           "'%.200T' object cannot be interpreted as an integer",
                           obj);
    }
    return conversion_result(rt, obj->type->slots.nb_index(rt, obj), "__index__");
}

ptrdiff_t number_as_size(Rt *rt, Ref obj, TypeId overflow)
{
    Own index = number_index(rt, obj);
    if (index == NULL) return -1;
    int over;
    int64_t value = int_value_overflow(index, &over);
    release(rt, index);
    if (over == 0) return (ptrdiff_t)value;
    if (overflow == TYPE_other) return over < 0 ? PTRDIFF_MIN : PTRDIFF_MAX;
    return error_raise_int(
        rt, overflow, "cannot fit '%.200T' into an index-sized integer", obj);
}

/* int() of text, bytes or anything else that shows its bytes; NULL without an exception
   when OBJ is none of these. */
static Own int_from_text(Rt *rt, Ref obj)
{
    if (is_str(obj)) {
        size_t size;
        const char *text = str_utf8(rt, obj, &size);
        return text == NULL ? NULL : int_parse(rt, text, size, 10);
    }
    if (!buffer_is_supported(obj)) return NULL;
    Buffer view = {0};
    if (buffer_get(rt, obj, &view, BUFFER_SIMPLE) < 0) return NULL;
    Own number = int_parse(rt, view.bytes, (size_t)view.length, 10);
    buffer_release(rt, &view);
    return number;
}

/* What int() takes from a type that has nothing but __trunc__.  Takes METHOD, bound. */
static Own int_by_trunc(Rt *rt, Own method)
{
    Own part = NULL, number = NULL;
    if (error_warn(rt, TYPE_DeprecationWarning, 1, "The delegation of int() to __trunc__ is deprecated.") == 0) part = call_none(rt, method);
    release(rt, method);
    if (part == NULL || is_int(part)) return part == NULL ? NULL : int_exact(rt, part);
    if (number_has_index(part)) number = number_index(rt, part);
    else error_raise(rt, TYPE_TypeError, "__trunc__ returned non-Integral (type %.200T)", part);
    release(rt, part);
    return number;
}

Own number_int(Rt *rt, Ref obj)
{
    if (is_exact(obj, TYPE_int)) return new_ref(obj);
    const Slots *slots = &obj->type->slots;
    if (slots->nb_int != NULL)
        return conversion_result(rt, slots->nb_int(rt, obj), "__int__");
    if (slots->nb_index != NULL) return number_index(rt, obj);
    Own number = NULL, method = NULL;
    int has_trunc = object_special_get(rt, obj, RT_NAME(rt, __trunc__), &method);
    if (has_trunc != 0) return has_trunc < 0 ? NULL : int_by_trunc(rt, method);
    number = int_from_text(rt, obj);
    if (number != NULL || rt_is_pending(rt)) return number;
    return error_raise(rt,
                       TYPE_TypeError,
                       "int() argument must be a string, a bytes-like object or a real "
                       "number, not '%.200T'",
                       obj);
}

static Own float_from_text(Rt *rt, Ref obj)
{
    if (is_str(obj)) return float_from_str(rt, obj);
    Buffer view;
    if (!buffer_try(rt, obj, &view)) return NULL;
    Own number = float_parse(rt, view.bytes, (size_t)view.length);
    buffer_release(rt, &view);
    if (number == NULL && error_clear_if(rt, TYPE_ValueError)) {
        return error_raise(rt, TYPE_ValueError, "could not convert string to float: %R", obj);
    }
    return number;
}

Own number_float(Rt *rt, Ref obj)
{
    if (is_exact(obj, TYPE_float)) return new_ref(obj);
    const Slots *slots = &obj->type->slots;
    bool overridden = slots->nb_float != NULL && slots->nb_float != RT_TYPE(rt, float)->slots.nb_float;
    if (slots->nb_float != NULL || slots->nb_index != NULL) {
        double value = overridden ? float_by_slot(rt, obj) : float_value(rt, obj);
        return value == -1.0 && rt_is_pending(rt) ? NULL : float_new(rt, value);
    }
    Own number = float_from_text(rt, obj);
    if (number != NULL || rt_is_pending(rt)) return number;
    return error_raise(
        rt,
        TYPE_TypeError,
        "float() argument must be a string or a real number, not '%.200T'",
        obj);
}
