/* complex: a pair of doubles. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/float_methods.h"
#include "objects/floatobj.h"
#include "objects/format.h"
#include "objects/format_spec.h"
#include "objects/intobj.h"
#include "objects/str_text.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef struct Pair {
    double real, imag;
} Pair;

Own complex_new(Rt *rt, double real, double imag)
{
    Own self = object_new(rt, RT_TYPE(rt, complex));
    if (self == NULL) return NULL;
    AS_COMPLEX(self)->real = real;
    AS_COMPLEX(self)->imag = imag;
    return self;
}

static bool is_complex(Rt *rt, Ref obj)
{
    return type_is_subtype(obj->type, RT_TYPE(rt, complex));
}

/* An operand as complex: 1, 0 when it is no number, -1. */
static int operand(Rt *rt, Ref obj, Pair *out)
{
    *out = (Pair){0, 0};
    if (is_complex(rt, obj)) {
        *out = (Pair){AS_COMPLEX(obj)->real, AS_COMPLEX(obj)->imag};
    } else if (type_is_subtype(obj->type, RT_TYPE(rt, float))) {
        out->real = AS_FLOAT(obj)->value;
    } else if (is_int(obj)) {
        out->real = int_double(rt, obj);
        if (rt_is_pending(rt)) return -1;
    } else {
        return 0;
    }
    return 1;
}

#define OPERANDS(a, b)                                                                 \
    Pair a, b;                                                                         \
    int known_ = operand(rt, left, &a);                                                \
    if (known_ > 0) known_ = operand(rt, right, &b);                                   \
    if (known_ < 0) return NULL;                                                       \
    if (known_ == 0) return not_implemented_new(rt)

static Own complex_add(Rt *rt, Ref left, Ref right)
{
    OPERANDS(a, b);
    return complex_new(rt, a.real + b.real, a.imag + b.imag);
}

static Own complex_subtract(Rt *rt, Ref left, Ref right)
{
    OPERANDS(a, b);
    return complex_new(rt, a.real - b.real, a.imag - b.imag);
}

static Pair product(Pair a, Pair b)
{
    return (Pair){a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

static Own complex_multiply(Rt *rt, Ref left, Ref right)
{
    OPERANDS(a, b);
    Pair p = product(a, b);
    return complex_new(rt, p.real, p.imag);
}

/* Scaled by the larger part of the divisor, so that nothing overflows on the way. */
static Pair quotient(Pair a, Pair b)
{
    if (fabs(b.real) >= fabs(b.imag)) {
        double ratio = b.imag / b.real, scale = b.real + b.imag * ratio;
        return (Pair){(a.real + a.imag * ratio) / scale, (a.imag - a.real * ratio) / scale};
    }
    if (fabs(b.imag) >= fabs(b.real)) {
        double ratio = b.real / b.imag, scale = b.real * ratio + b.imag;
        return (Pair){(a.real * ratio + a.imag) / scale, (a.imag * ratio - a.real) / scale};
    }
    return (Pair){(double)NAN, (double)NAN};
}

static Own complex_true_divide(Rt *rt, Ref left, Ref right)
{
    OPERANDS(a, b);
    if (b.real == 0.0 && b.imag == 0.0) return error_raise(rt, TYPE_ZeroDivisionError, "complex division by zero");
    Pair q = quotient(a, b);
    return complex_new(rt, q.real, q.imag);
}

/* By squaring, for a whole exponent of at most 100. */
static Pair whole_power(Pair base, long exponent)
{
    Pair result = {1, 0};
    for (long bit = 1, rest = labs(exponent); bit <= rest; bit <<= 1) {
        if (rest & bit) result = product(result, base);
        base = product(base, base);
    }
    return exponent < 0 ? quotient((Pair){1, 0}, result) : result;
}

static Pair general_power(Pair a, Pair b)
{
    double length = hypot(a.real, a.imag), angle = atan2(a.imag, a.real);
    double size = pow(length, b.real), phase = angle * b.real;
    if (b.imag != 0.0) {
        size /= exp(angle * b.imag);
        phase += b.imag * log(length);
    }
    return (Pair){size * cos(phase), size * sin(phase)};
}

static Own complex_power(Rt *rt, Ref left, Ref right, Ref modulus)
{
    OPERANDS(a, b);
    if (modulus != NULL && modulus != rt->none) return error_raise(rt, TYPE_ValueError, "complex modulo");
    Pair p;
    if (b.real == 0.0 && b.imag == 0.0) {
        p = (Pair){1, 0};
    } else if (a.real == 0.0 && a.imag == 0.0) {
        if (b.imag != 0.0 || b.real < 0.0) {
            return error_raise(rt, TYPE_ZeroDivisionError, "0.0 to a negative or complex power");
        }
        p = (Pair){0, 0};
    } else if (b.imag == 0.0 && b.real == floor(b.real) && fabs(b.real) <= 100.0) {
        p = whole_power(a, (long)b.real);
    } else {
        p = general_power(a, b);
    }
    if (isinf(p.real) || isinf(p.imag)) return error_raise(rt, TYPE_OverflowError, "complex exponentiation");
    return complex_new(rt, p.real, p.imag);
}

static Own complex_negative(Rt *rt, Ref self)
{
    return complex_new(rt, -AS_COMPLEX(self)->real, -AS_COMPLEX(self)->imag);
}

static Own complex_positive(Rt *rt, Ref self)
{
    return is_exact(self, TYPE_complex) ? new_ref(self) : complex_new(rt, AS_COMPLEX(self)->real, AS_COMPLEX(self)->imag);
}

static Own complex_absolute(Rt *rt, Ref self)
{
    double real = AS_COMPLEX(self)->real, imag = AS_COMPLEX(self)->imag, size = hypot(real, imag);
    if (isinf(size) && isfinite(real) && isfinite(imag)) return error_raise(rt, TYPE_OverflowError, "absolute value too large");
    return float_new(rt, size);
}

static int complex_bool(Rt *rt, Ref self)
{
    return AS_COMPLEX(self)->real != 0.0 || AS_COMPLEX(self)->imag != 0.0;
}

static ptrdiff_t part_hash(Rt *rt, double part)
{
    Own number = float_new(rt, part);
    if (number == NULL) return -1;
    ptrdiff_t hash = object_hash(rt, number);
    release(rt, number);
    return hash;
}

static ptrdiff_t complex_hash(Rt *rt, Ref self)
{
    ptrdiff_t real = part_hash(rt, AS_COMPLEX(self)->real), imag = part_hash(rt, AS_COMPLEX(self)->imag);
    if (real == -1 || imag == -1) return -1;
    ptrdiff_t hash = (ptrdiff_t)((uint64_t)real + 1000003u * (uint64_t)imag);
    return hash == -1 ? -2 : hash;
}

static Own complex_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (op != COMPARE_EQ && op != COMPARE_NE) return not_implemented_new(rt);
    const ComplexObj *a = AS_COMPLEX(left);
    bool equal;
    if (is_complex(rt, right)) {
        equal = a->real == AS_COMPLEX(right)->real && a->imag == AS_COMPLEX(right)->imag;
    } else if (is_int(right) || type_is_subtype(right->type, RT_TYPE(rt, float))) {
        Own real = float_new(rt, a->real);
        int same = real == NULL ? -1 : object_compare_bool(rt, real, right, COMPARE_EQ);
        release(rt, real);
        if (same < 0) return NULL;
        equal = same && a->imag == 0.0;
    } else {
        return not_implemented_new(rt);
    }
    return bool_new(rt, equal == (op == COMPARE_EQ));
}

/* "3j" when the real part is a plain zero, else "(1+2j)". */
static Own complex_repr(Rt *rt, Ref self)
{
    const ComplexObj *value = AS_COMPLEX(self);
    Buf buf = BUF_INIT;
    bool short_form = value->real == 0.0 && !signbit(value->real);
    if (!short_form) {
        buf_add_char(&buf, '(');
        float_add_to_buf(value->real, 'r', 0, 0, &buf);
    }
    float_add_to_buf(value->imag, 'r', 0, short_form ? 0 : FLOAT_TEXT_SIGN, &buf);
    buf_add_text(&buf, short_form ? "j" : "j)");
    return str_take_buf(rt, &buf);
}

/* --- complex(text), complex(real, imag) */

/* How many characters of TEXT a float takes: the longest start that is one. */
static size_t float_prefix(const char *text, size_t length, double *value)
{
    for (size_t size = length; size > 0; size--) {
        if (float_scan(text, size, value)) return size;
    }
    return 0;
}

static bool scan(const char *text, size_t length, Pair *out)
{
    *out = (Pair){0, 0};
    while (length > 0 && strchr(" \t\n\r\f\v", text[0]) != NULL) text++, length--;
    while (length > 0 && strchr(" \t\n\r\f\v", text[length - 1]) != NULL) length--;
    if (length >= 2 && text[0] == '(' && text[length - 1] == ')') {
        text++;
        length -= 2;
        while (length > 0 && text[0] == ' ') text++, length--;
        while (length > 0 && text[length - 1] == ' ') length--;
    }
    if (length == 0) return false;
    if (text[length - 1] != 'j' && text[length - 1] != 'J') return float_prefix(text, length, &out->real) == length;
    length--;
    size_t split = length;
    while (split > 0 && !((text[split] == '+' || text[split] == '-') && split < length && (text[split - 1] | 32) != 'e')) split--;
    if (split > 0 && float_prefix(text, split, &out->real) != split) return false;
    text += split;
    length -= split;
    if (length == 0 || (length == 1 && (*text == '+' || *text == '-'))) {
        out->imag = length == 1 && *text == '-' ? -1.0 : 1.0;
        return true;
    }
    return float_prefix(text, length, &out->imag) == length;
}

static int from_text(Rt *rt, Ref text, Pair *out)
{
    Buf buf = BUF_INIT;
    str_add_decimal_ascii(text, &buf);
    bool good = !buf.failed && strlen(buf_text(&buf)) == buf.length && scan(buf_text(&buf), buf.length, out);
    buf_fini(&buf);
    return good ? 0 : error_raise_int(rt, TYPE_ValueError, "complex() arg is a malformed string");
}

/* OBJ by __complex__: 1, 0: it has none, -1. */
static int by_dunder(Rt *rt, Ref obj, Pair *out)
{
    if (is_exact(obj, TYPE_complex)) return operand(rt, obj, out);
    Own name = str_interned(rt, "__complex__"), method = NULL, value = NULL;
    int found = name == NULL ? -1 : object_special_get(rt, obj, name, &method);
    release(rt, name);
    if (found <= 0) return found;
    value = call_none(rt, method);
    release(rt, method);
    if (value == NULL) return -1;
    if (!is_complex(rt, value)) found = error_raise_int(rt, TYPE_TypeError, "__complex__ returned non-complex (type %.200T)", value);
    else if (is_exact(value, TYPE_complex) || warn_deprecated(rt, str_format(rt, "__complex__ returned non-complex (type %.200T)." STRICT_SUBCLASS_TEXT("complex"), value)) == 0) found = operand(rt, value, out);
    else found = -1;
    release(rt, value);
    return found;
}

int complex_value(Rt *rt, Ref obj, double *real, double *imag)
{
    Pair pair = {0};
    int found = is_complex(rt, obj) ? operand(rt, obj, &pair) : by_dunder(rt, obj, &pair);
    if (found < 0) return -1;
    if (found == 0) pair.real = float_value(rt, obj);
    *real = pair.real;
    *imag = pair.imag;
    return rt_is_pending(rt) ? -1 : 0;
}

static int part_value(Rt *rt, Ref obj, int number, Pair *out)
{
    int found = number == 1 ? by_dunder(rt, obj, out) : operand(rt, obj, out);
    if (found != 0) return found < 0 ? -1 : 0;
    if (obj->type->slots.nb_float == NULL && !number_has_index(obj)) {
        return error_raise_int(rt, TYPE_TypeError, number == 1 ? "complex() first argument must be a string or a number, not '%.200T'" : "complex() second argument must be a number, not '%.200T'", obj);
    }
    out->real = float_value(rt, obj);
    return rt_is_pending(rt) ? -1 : 0;
}

static Own complex_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"real", "imag", NULL};
    static const ArgSpec spec = {"complex", names, 0, 2, 0};
    Ref parts[2];
    if (args_bind_tuple(rt, &spec, args, kwargs, parts) < 0) return NULL;
    Pair real = {0, 0}, imag = {0, 0};
    if (parts[0] != NULL && parts[1] == NULL && type->id == TYPE_complex && is_exact(parts[0], TYPE_complex)) return new_ref(parts[0]);
    if (parts[0] != NULL && is_str(parts[0])) {
        if (parts[1] != NULL) return error_raise(rt, TYPE_TypeError, "complex() can't take second arg if first is a string");
        if (from_text(rt, parts[0], &real) < 0) return NULL;
    } else if (parts[0] != NULL && part_value(rt, parts[0], 1, &real) < 0) {
        return NULL;
    }
    if (parts[1] != NULL && is_str(parts[1])) return error_raise(rt, TYPE_TypeError, "complex() second arg can't be a string");
    if (parts[1] != NULL && part_value(rt, parts[1], 2, &imag) < 0) return NULL;
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    /* real + imag * 1j; zeros are not added, for they would lose a minus sign. */
    AS_COMPLEX(self)->real = imag.imag == 0.0 ? real.real : real.real - imag.imag;
    AS_COMPLEX(self)->imag = parts[1] == NULL ? real.imag : real.imag == 0.0 ? imag.real : real.imag + imag.real;
    return self;
}

/* --- methods */

static Own method_conjugate(Rt *rt, Ref self)
{
    return complex_new(rt, AS_COMPLEX(self)->real, -AS_COMPLEX(self)->imag);
}

static Own method_getnewargs(Rt *rt, Ref self)
{
    Own real = float_new(rt, AS_COMPLEX(self)->real), imag = float_new(rt, AS_COMPLEX(self)->imag);
    return tuple_build(rt, "NN", real, imag);
}

static Own method_format(Rt *rt, Ref self, Ref spec)
{
    if (!is_str(spec)) return error_raise(rt, TYPE_TypeError, "__format__() argument must be str, not %.50K", spec);
    return format_complex(rt, self, spec);
}

Own format_complex(Rt *rt, Ref number, Ref spec_text)
{
    if (str_length(spec_text) == 0) return object_str(rt, number);
    FormatSpec spec;
    if (format_spec_read(rt, number, spec_text, 0, '>', &spec) < 0) return NULL;
    if (spec.type != 0 && (spec.type >= 0x80 || strchr("eEfFgGn", (int)spec.type) == NULL)) {
        (void)format_unknown_code(rt, spec.type, number);
        return NULL;
    }
    if (spec.fill == '0') return error_raise(rt, TYPE_ValueError, "Zero padding is not allowed in complex format specifier");
    if (spec.align == '=') return error_raise(rt, TYPE_ValueError, "'=' alignment flag is not allowed in complex format specifier");
    const ComplexObj *value = AS_COMPLEX(number);
    FormatSpec part = spec;
    part.width = -1;
    bool plain = spec.type == 0, real_shown = !plain || value->real != 0.0 || signbit(value->real);
    if (plain) part.type = spec.precision >= 0 ? 'g' : 0;
    Buf text = BUF_INIT, buf = BUF_INIT;
    Own result = NULL;
    if (plain && real_shown) buf_add_char(&text, '(');
    if (real_shown && format_add_float(rt, value->real, &part, number, &text) < 0) goto done;
    if (real_shown) part.sign = '+';
    if (plain && part.type == 0 && text.length >= 2 && memcmp(text.bytes + text.length - 2, ".0", 2) == 0) text.length -= 2;
    if (format_add_float(rt, value->imag, &part, number, &text) < 0) goto done;
    if (plain && part.type == 0 && text.length >= 2 && memcmp(text.bytes + text.length - 2, ".0", 2) == 0) text.length -= 2;
    buf_add_text(&text, plain && real_shown ? "j)" : "j");
    format_add_padded(buf_text(&text), text.length, &spec, &buf);
    result = str_from_buf(rt, &buf);
done:
    buf_fini(&text);
    buf_fini(&buf);
    return result;
}

const TypeSpec complex_type_spec = {
    .name = "complex",
    .id = TYPE_complex,
    .basicsize = sizeof(ComplexObj),
    .flags = TYPE_FLAG_BASE,
    .doc = "complex(real=0, imag=0)\n--\n\nMakes a complex number of one or two numbers, or of a text.",
    .slots = {
        .tp_new = complex_type_new,
        .tp_repr = complex_repr,
        .tp_hash = complex_hash,
        .tp_richcompare = complex_richcompare,
        .nb_add = complex_add,
        .nb_subtract = complex_subtract,
        .nb_multiply = complex_multiply,
        .nb_power = complex_power,
        .nb_negative = complex_negative,
        .nb_positive = complex_positive,
        .nb_absolute = complex_absolute,
        .nb_bool = complex_bool,
        .nb_true_divide = complex_true_divide,
    },
    .methods = METHODS(
        {"conjugate", METHOD_NOARGS, {.unary = method_conjugate}, "conjugate($self, /)\n--\n\nThe number with the sign of its imaginary part changed.", 0},
        {"__complex__", METHOD_NOARGS, {.unary = complex_positive}, "__complex__($self, /)\n--\n\nThe number as complex.", 0},
        {"__getnewargs__", METHOD_NOARGS, {.unary = method_getnewargs}, NULL, 0},
        {"__format__", METHOD_O, {.binary = method_format}, "__format__($self, format_spec, /)\n--\n\nThe value as text in the given format.", 0}),
    .members = MEMBERS(
        {"real", MEMBER_DOUBLE, offsetof(ComplexObj, real), true, "the real part of a complex number"},
        {"imag", MEMBER_DOUBLE, offsetof(ComplexObj, imag), true, "the imaginary part of a complex number"}),
};
