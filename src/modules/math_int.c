/* Exact integer mathematics, written with the operators of ints of any size. */
#include "modules/math_int.h"

#include <math.h>

#include "base/vec.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/int_digits.h"

/* LEFT (taken) OP RIGHT, NULL when LEFT is. */
static Own fold(Rt *rt, Own left, BinaryOp op, Ref right)
{
    Own result = left == NULL || right == NULL ? NULL : number_binary(rt, op, left, right);
    release(rt, left);
    return result;
}

/* LEFT (taken) OP the small number RIGHT. */
static Own fold_small(Rt *rt, Own left, BinaryOp op, int64_t right)
{
    Own number = left == NULL ? NULL : int_new(rt, right);
    Own result = fold(rt, left, op, number);
    release(rt, number);
    return result;
}

/* FIRST * (FIRST+1) * … * LAST, by halves, so that the factors are of similar size. */
static Own product_range(Rt *rt, int64_t first, int64_t last)
{
    if (first > last) return int_new(rt, 1);
    if (error_poll(rt) < 0) return NULL;
    if (last - first < 4) {
        Own product = int_new(rt, first);
        for (int64_t i = first + 1; i <= last; i++) product = fold_small(rt, product, BINARY_MULTIPLY, i);
        return product;
    }
    int64_t middle = first + (last - first) / 2;
    Own left = product_range(rt, first, middle), right = left == NULL ? NULL : product_range(rt, middle + 1, last);
    Own product = fold(rt, left, BINARY_MULTIPLY, right);
    release(rt, right);
    return product;
}

Own math_factorial(Rt *rt, Ref self, Ref arg)
{
    Own number = number_index(rt, arg);
    if (number == NULL) return NULL;
    int overflow = 0;
    int64_t n = int_value_overflow(number, &overflow);
    int sign = int_sign(number);
    release(rt, number);
    if (sign < 0) return error_raise(rt, TYPE_ValueError, "factorial() not defined for negative values");
    if (overflow != 0) return error_raise(rt, TYPE_OverflowError, "factorial() argument should not exceed %ld", INT64_MAX);
    return product_range(rt, 2, n);
}

/* Newton's method from above: it falls until it meets the root. */
Own math_isqrt(Rt *rt, Ref self, Ref arg)
{
    Own n = number_index(rt, arg);
    if (n == NULL) return NULL;
    if (int_sign(n) <= 0) {
        if (int_sign(n) == 0) return n;
        release(rt, n);
        return error_raise(rt, TYPE_ValueError, "isqrt() argument must be nonnegative");
    }
    Own root = fold_small(rt, int_new(rt, 1), BINARY_LSHIFT, (int64_t)(int_bit_length(n) + 1) / 2);
    while (root != NULL) {
        Own next = fold(rt, new_ref(n), BINARY_FLOOR_DIVIDE, root);
        next = fold_small(rt, fold(rt, next, BINARY_ADD, root), BINARY_RSHIFT, 1);
        int smaller = next == NULL ? -1 : object_compare_bool(rt, next, root, COMPARE_LT);
        if (smaller <= 0) {
            release(rt, next);
            if (smaller < 0) release_clear(rt, &root);
            break;
        }
        release_replace(rt, &root, next);
    }
    release(rt, n);
    return root;
}

/* Euclid's algorithm; both taken. */
static Own gcd_of(Rt *rt, Own a, Own b)
{
    while (a != NULL && b != NULL && int_sign(b) != 0) {
        Own rest = error_poll(rt) < 0 ? NULL : number_binary(rt, BINARY_REMAINDER, a, b);
        release(rt, a);
        a = b;
        b = rest;
    }
    Own result = a == NULL || b == NULL ? NULL : number_absolute(rt, a);
    release_all(rt, a, b);
    return result;
}

Own math_gcd(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own result = int_new(rt, 0);
    for (ptrdiff_t i = 0; result != NULL && i < nargs; i++) {
        Own number = number_index(rt, args[i]);
        result = gcd_of(rt, result, number);
    }
    return result;
}

Own math_lcm(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own result = int_new(rt, 1);
    for (ptrdiff_t i = 0; result != NULL && i < nargs; i++) {
        Own number = number_index(rt, args[i]);
        if (number == NULL || int_sign(number) == 0) {
            release_replace(rt, &result, number);
            continue;
        }
        Own divisor = gcd_of(rt, new_ref(result), new_ref(number));
        Own quotient = divisor == NULL ? NULL : fold(rt, number, BINARY_FLOOR_DIVIDE, divisor);
        result = fold(rt, result, BINARY_MULTIPLY, quotient);
        release_all(rt, divisor, quotient);
        if (result != NULL) release_replace(rt, &result, number_absolute(rt, result));
    }
    return result;
}

/* The two arguments of comb and perm as non-negative ints that fit, *k -1 where it is greater than n: 0, or -1. */
static int two_counts(Rt *rt, const char *name, const Ref *args, ptrdiff_t nargs, Own *n, int64_t *k)
{
    Own number = number_index(rt, args[0]), count = number == NULL ? NULL : nargs > 1 ? number_index(rt, args[1]) : new_ref(number);
    int status = count == NULL ? -1 : 0, overflow = 0;
    if (status == 0 && int_sign(number) < 0)
        status = error_raise_int(rt, TYPE_ValueError, "n must be a non-negative integer");
    else if (status == 0 && int_sign(count) < 0)
        status = error_raise_int(rt, TYPE_ValueError, "k must be a non-negative integer");
    if (status == 0 && name[0] == 'c') {
        Own rest = int_subtract(rt, number, count);
        if (rest == NULL) status = -1;
        else if (int_sign(rest) >= 0 && int_order(rest, count) < 0) release_replace(rt, &count, STEAL(rest));
        release(rt, rest);
    }
    if (status == 0 && int_order(count, number) > 0) *k = -1;
    else if (status == 0) *k = int_value_overflow(count, &overflow);
    if (status == 0 && overflow != 0) {
        status = error_raise_int(rt, TYPE_OverflowError,
                                 name[0] == 'c' ? "min(n - k, k) must not exceed %ld" : "k must not exceed %ld", INT64_MAX);
    }
    release(rt, count);
    if (status == 0) *n = number;
    else release(rt, number);
    return status;
}

/* n * (n-1) * … of K factors; with DIVIDE, each partial product is divided by 1, 2, …: C(n, k). */
static Own falling_product(Rt *rt, Ref n, int64_t k, bool divide)
{
    Own result = int_new(rt, 1);
    for (int64_t i = 0; result != NULL && i < k; i++) {
        Own factor = error_poll(rt) < 0 ? NULL : fold_small(rt, new_ref(n), BINARY_SUBTRACT, i);
        result = fold(rt, result, BINARY_MULTIPLY, factor);
        release(rt, factor);
        if (divide) result = fold_small(rt, result, BINARY_FLOOR_DIVIDE, i + 1);
    }
    return result;
}

static Own count_choices(Rt *rt, const char *name, const Ref *args, ptrdiff_t nargs, bool unordered)
{
    Own n = NULL;
    int64_t k = 0;
    if (two_counts(rt, name, args, nargs, &n, &k) < 0) return NULL;
    int overflow = 0;
    int64_t small = int_value_overflow(n, &overflow);
    Own result;
    if (k < 0) result = int_new(rt, 0);
    else result = falling_product(rt, n, unordered && overflow == 0 && small - k < k ? small - k : k, unordered);
    release(rt, n);
    return result;
}

Own math_comb(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return args_count(rt, "comb", nargs, 2, 2) < 0 ? NULL : count_choices(rt, "comb", args, nargs, true);
}

Own math_perm(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "perm", nargs, 1, 2) < 0) return NULL;
    if (nargs == 2 && args[1] == rt->none) nargs = 1;
    return count_choices(rt, "perm", args, nargs, false);
}

Own math_prod(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"", "start", NULL};
    static const ArgSpec spec = {"prod", names, 1, 1, 0};
    Ref given[2];
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    Own iterator = object_iter(rt, given[0]), item = NULL;
    if (iterator == NULL) return NULL;
    Own product = given[1] == NULL ? int_new(rt, 1) : new_ref(given[1]);
    while (product != NULL && object_next(rt, iterator, &item) == 1) {
        product = fold(rt, product, BINARY_MULTIPLY, item);
        release(rt, item);
    }
    release(rt, iterator);
    if (rt_is_pending(rt)) release_clear(rt, &product);
    return product;
}

/* Adds X to PARTIALS, floats that do not overlap and whose exact sum is the sum so far. */
typedef VEC(double) Partials;
static int partials_add(Partials *partials, double x)
{
    size_t kept = 0;
    for (size_t i = 0; i < partials->length; i++) {
        double y = partials->items[i];
        if (fabs(x) < fabs(y)) {
            double swapped = x;
            x = y;
            y = swapped;
        }
        double high = x + y, low = y - (high - x);
        if (low != 0.0) partials->items[kept++] = low;
        x = high;
    }
    partials->length = kept;
    return x == 0.0 ? 0 : vec_push(partials, x);
}

/* The sum of partials, rounded once: half way cases go by the sign of the rest. */
static double partials_sum(const Partials *partials)
{
    size_t n = partials->length;
    if (n == 0) return 0.0;
    double high = partials->items[--n], low = 0.0;
    while (n > 0) {
        double x = high, y = partials->items[--n];
        high = x + y;
        low = y - (high - x);
        if (low != 0.0) break;
    }
    if (n > 0 && ((low < 0.0 && partials->items[n - 1] < 0.0) || (low > 0.0 && partials->items[n - 1] > 0.0))) {
        double y = low * 2.0, x = high + y;
        if (y == x - high) high = x;
    }
    return high;
}

Own math_fsum(Rt *rt, Ref self, Ref iterable)
{
    Own iterator = object_iter(rt, iterable), item = NULL;
    if (iterator == NULL) return NULL;
    Partials partials = {0};
    double special = 0.0, infinite = 0.0; /* sums of infinities and nans, and of infinities only */
    int got;
    while ((got = object_next(rt, iterator, &item)) == 1) {
        double x = float_value(rt, item);
        release(rt, item);
        if (rt_is_pending(rt)) break;
        if (!isfinite(x)) {
            special += x;
            if (isinf(x)) infinite += x;
        } else if (partials_add(&partials, x) < 0) {
            error_no_memory(rt);
            break;
        }
        if (partials.length > 0 && !isfinite(vec_last(&partials))) {
            (void)error_raise(rt, TYPE_OverflowError, "intermediate overflow in fsum");
            break;
        }
    }
    double sum = special != 0.0 || isnan(special) ? special : partials_sum(&partials);
    vec_fini(&partials);
    release(rt, iterator);
    if (rt_is_pending(rt)) return NULL;
    if (isnan(infinite)) return error_raise(rt, TYPE_ValueError, "-inf + inf in fsum");
    return float_new(rt, sum);
}
