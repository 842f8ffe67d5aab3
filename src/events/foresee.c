/* Arithmetic on the texts of simple values.  Exact 64-bit ints and floats are computed, and short texts joined: they are
   what first programs count with, and their results are certain. */
#include "events/foresee.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/float_repr.h"

static bool text_equals(EventText text, const char *word)
{
    return text.length == strlen(word) && memcmp(text.bytes, word, text.length) == 0;
}

bool foresee_int(const ViewValue *value, int64_t *number)
{
    if (value->is_null || !value->is_simple || value->type == NULL) return false;
    if (strcmp(value->type, "bool") == 0) {
        *number = text_equals(value->text, "True");
        return true;
    }
    char digits[24];
    if (strcmp(value->type, "int") != 0 || value->text.length == 0 ||
        value->text.length >= sizeof digits) {
        return false;
    }
    memcpy(digits, value->text.bytes, value->text.length);
    digits[value->text.length] = '\0';
    char *end;
    errno = 0;
    *number = strtoll(digits, &end, 10);
    return *end == '\0' && errno == 0;
}

bool foresee_number(const ViewValue *value, double *number)
{
    int64_t whole;
    char text[FLOAT_REPR_SIZE], *end;
    if (foresee_int(value, &whole)) {
        *number = (double)whole;
        return whole <= INT64_C(1) << 53 && whole >= -(INT64_C(1) << 53);
    }
    if (value->is_null || value->type == NULL || strcmp(value->type, "float") != 0) return false;
    if (value->text.length == 0 || value->text.length >= sizeof text) return false;
    memcpy(text, value->text.bytes, value->text.length);
    text[value->text.length] = '\0';
    *number = strtod(text, &end);
    return *end == '\0';
}

int foresee_truth(const ViewValue *value)
{
    static const char *const empty[] = {"None", "False", "0",  "0.0", "-0.0", "0j",
                                        "''",   "b''",   "()", "[]",  "{}",   "set()"};
    static const char *const types[] = {"NoneType", "bool",  "int",  "float", "complex", "str",
                                        "bytes",    "tuple", "list", "dict",  "set"};
    if (value->is_null || value->type == NULL) return -1;
    bool known = false;
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++) known |= strcmp(value->type, types[i]) == 0;
    if (!known || value->text.length == 0 || value->text.bytes[0] == '<') return -1;
    for (size_t i = 0; i < ARRAY_LENGTH(empty); i++) {
        if (text_equals(value->text, empty[i])) return 0;
    }
    return 1;
}

/* --- Floor division and remainder: the remainder has the divisor's sign. */

static bool floor_divide(int64_t left, int64_t right, int64_t *quotient, int64_t *rest)
{
    if (right == 0 || (left == INT64_MIN && right == -1)) return false;
    *quotient = left / right;
    *rest = left % right;
    if (*rest != 0 && (*rest < 0) != (right < 0)) {
        *quotient -= 1;
        *rest += right;
    }
    return true;
}

static bool power(int64_t base, int64_t exponent, int64_t *result)
{
    if (exponent < 0 || exponent > 63) return false;
    for (*result = 1; exponent > 0; exponent--) {
        if (__builtin_mul_overflow(*result, base, result)) return false;
    }
    return true;
}

static bool shift_left(int64_t left, int64_t right, int64_t *result)
{
    if (right < 0 || right > 62) return false;
    return !__builtin_mul_overflow(left, INT64_C(1) << right, result);
}

/* The operator without the "=" of its in-place form: "+" for "+=". */
static bool is_operator(const char *operator, const char *plain)
{
    size_t length = strlen(plain);
    return strncmp(operator, plain, length) == 0 &&
           (operator[length] == '\0' || strcmp(operator + length, "=") == 0);
}

static bool compute(int64_t left, const char *operator, int64_t right, int64_t *result)
{
    int64_t other;
    if (is_operator(operator, "+")) return !__builtin_add_overflow(left, right, result);
    if (is_operator(operator, "-")) return !__builtin_sub_overflow(left, right, result);
    if (is_operator(operator, "*")) return !__builtin_mul_overflow(left, right, result);
    if (is_operator(operator, "//")) return floor_divide(left, right, result, &other);
    if (is_operator(operator, "%")) return floor_divide(left, right, &other, result);
    if (is_operator(operator, "**")) return power(left, right, result);
    if (is_operator(operator, "<<")) return shift_left(left, right, result);
    if (is_operator(operator, ">>")) {
        if (right < 0 || right > 63) return false;
        *result = left >> right;
        return true;
    }
    if (is_operator(operator, "&")) *result = left & right;
    else if (is_operator(operator, "|")) *result = left | right;
    else if (is_operator(operator, "^")) *result = left ^ right;
    else return false;
    return true;
}

/* With a float on one side, or by "/". */
static bool float_binary(double left, const char *operator, double right, Buf *buf)
{
    char text[FLOAT_REPR_SIZE];
    if (is_operator(operator, "+")) left += right;
    else if (is_operator(operator, "-")) left -= right;
    else if (is_operator(operator, "*")) left *= right;
    else if (is_operator(operator, "/") && right != 0) left /= right;
    else return false;
    buf_add(buf, text, float_repr_text(left, text));
    return true;
}

/* The characters of a str whose repr is short and has no escapes; no bytes: of another value. */
static EventText plain_text(const ViewValue *value)
{
    EventText text = value->text;
    if (value->type == NULL || strcmp(value->type, "str") != 0 || text.length < 2 || text.length > 30) return (EventText){NULL, 0};
    bool is_whole = text.bytes[0] == '\'' && text.bytes[text.length - 1] == '\'' && memchr(text.bytes, '\\', text.length) == NULL;
    return is_whole ? (EventText){text.bytes + 1, text.length - 2} : (EventText){NULL, 0};
}

static bool join_texts(const ViewValue *left, const ViewValue *right, Buf *buf)
{
    EventText first = plain_text(left), second = plain_text(right);
    if (first.bytes == NULL || second.bytes == NULL) return false;
    buf_printf(buf, "'%.*s%.*s'", (int)first.length, first.bytes, (int)second.length, second.bytes);
    return true;
}

bool foresee_binary(const ViewValue *left, const char *operator, const ViewValue *right, Buf *buf)
{
    int64_t a, b, result;
    bool is_bool = left->type != NULL && right->type != NULL && strcmp(left->type, "bool") == 0 &&
                   strcmp(right->type, "bool") == 0;
    double x, y;
    bool are_ints = foresee_int(left, &a) && foresee_int(right, &b);
    if (is_operator(operator, "+") && join_texts(left, right, buf)) return true;
    if (!are_ints || is_operator(operator, "/"))
        return foresee_number(left, &x) && foresee_number(right, &y) && float_binary(x, operator, y, buf);
    if (is_bool || !compute(a, operator, b, &result)) return false;
    buf_printf(buf, "%lld", (long long)result);
    return true;
}

int foresee_compare(const ViewValue *left, const char *operator, const ViewValue *right)
{
    int64_t a, b;
    double x, y;
    int less, equal;
    if (foresee_int(left, &a) && foresee_int(right, &b)) less = a < b, equal = a == b;
    else if (foresee_number(left, &x) && foresee_number(right, &y) && !isnan(x) && !isnan(y)) less = x < y, equal = x == y;
    else return -1;
    if (strcmp(operator, "<") == 0) return less;
    if (strcmp(operator, "<=") == 0) return less || equal;
    if (strcmp(operator, "==") == 0) return equal;
    if (strcmp(operator, "!=") == 0) return !equal;
    if (strcmp(operator, ">") == 0) return !less && !equal;
    if (strcmp(operator, ">=") == 0) return !less;
    return -1;
}
