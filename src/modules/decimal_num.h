/* Decimal numbers as the General Decimal Arithmetic Specification has them: sign, coefficient and exponent, or an
   infinity, or a NaN; and every operation on them.  No Python object here: decimal_convert.h leads from one to the other.

   An operation computes its exact result, or enough of it, and num_finish() fits that into the context.  What happened
   on the way goes to calc->status as COND_* bits.  COND_FAILED means that there is an exception pending in calc->rt (no
   memory, or an interrupt); then the result is a NaN and nothing more need be computed.  A result is never one of the
   operands, unless a comment allows it. */
#ifndef VIV_MODULES_DECIMAL_NUM_H
#define VIV_MODULES_DECIMAL_NUM_H

#include "base/buf.h"
#include "modules/decimal_words.h"

/* Conditions, with the bits that CPython's contexts have. */
enum {
#define CONDITION(name, bit, signal) COND_##name = bit,
#include "modules/decimal_conditions.def"
#undef CONDITION
    COND_INVALID = COND_ConversionSyntax | COND_DivisionImpossible | COND_DivisionUndefined | COND_InvalidContext | COND_InvalidOperation,
    COND_FAILED = 1 << 9,
    COND_ERRORS = COND_INVALID | COND_DivisionByZero | COND_FAILED,
};

/* In CPython's order, ROUND_UP first. */
typedef enum Rounding {
#define ROUNDING(name) ROUND_##name,
#define ROUNDINGS ROUNDING(UP) ROUNDING(DOWN) ROUNDING(CEILING) ROUNDING(FLOOR) ROUNDING(HALF_UP) ROUNDING(HALF_DOWN) ROUNDING(HALF_EVEN) ROUNDING(05UP)
    ROUNDINGS
#undef ROUNDING
    ROUNDING_COUNT
} Rounding;

#define NUM_PRECISION_MAX INT64_C(999999999999999999)
#define NUM_EMAX          INT64_C(999999999999999999)
#define NUM_EMIN          (-NUM_EMAX)
#define NUM_ETINY         (NUM_EMIN - (NUM_PRECISION_MAX - 1))
/* What larger exponents are cut to: they overflow, or become 0, in every context. */
#define NUM_EXPONENT_HUGE INT64_C(2000000000000000001)
#define NUM_EXPONENT_TINY INT64_C(-4000000000000000001)

typedef struct NumContext {
    int64_t precision, emax, emin;
    Rounding rounding;
    bool clamp;
} NumContext;

static inline int64_t num_etiny(const NumContext *context)
{
    return context->emin - (context->precision - 1);
}
static inline int64_t num_etop(const NumContext *context)
{
    return context->emax - (context->precision - 1);
}

/* A computation: where memory comes from, the context in force, and what it has signalled so far. */
typedef struct Calc {
    Rt *rt;
    NumContext context;
    uint32_t status;
} Calc;

typedef enum NumKind { NUM_FINITE, NUM_INFINITE, NUM_NAN, NUM_SNAN } NumKind;

enum { NUM_FEW = 11 };

typedef struct Num {
    uint8_t kind; /* NumKind */
    bool negative;
    uint32_t count; /* of words; 0 for an infinity and for a NaN without payload, else trimmed */
    int64_t exponent, digits; /* digits of the coefficient: 1 for zero, 0 when count is 0 */
    uint32_t *words; /* `few`, or a block of the heap */
    uint32_t room;
    uint32_t few[NUM_FEW];
} Num;

typedef void (*NumUnaryFn)(Calc *calc, Num *result, const Num *a);
typedef void (*NumBinaryFn)(Calc *calc, Num *result, const Num *a, const Num *b);
typedef void (*NumTernaryFn)(Calc *calc, Num *result, const Num *a, const Num *b, const Num *c);

static inline bool num_is_finite(const Num *a)
{
    return a->kind == NUM_FINITE;
}
static inline bool num_is_nan(const Num *a)
{
    return a->kind >= NUM_NAN;
}
static inline bool num_is_zero(const Num *a)
{
    return a->kind == NUM_FINITE && a->count == 1 && a->words[0] == 0;
}
/* The exponent of the first digit; of finite numbers. */
static inline int64_t num_adjusted(const Num *a)
{
    return a->exponent + a->digits - 1;
}

/* --- decimal_num.c: making, rounding, comparing */

void num_init(Num *num); /* 0 */
void num_fini(Rt *rt, Num *num);
/* Room for COUNT words, what was there kept; false: failed, NUM a NaN. */
MUST_USE bool num_reserve(Calc *calc, Num *num, uint64_t count);
void num_set_small(Num *num, bool negative, uint64_t coefficient, int64_t exponent);
void num_set_special(Num *num, bool negative, NumKind kind);
void num_copy(Calc *calc, Num *result, const Num *a); /* RESULT may be A */
void num_swap(Num *a, Num *b);
/* Counts words and digits after the first COUNT words were written. */
void num_settle(Num *num, size_t count);
/* A NaN, and the condition. */
void num_fail(Calc *calc, Num *result, uint32_t condition);
/* coefficient *= 10**digits, or //=, in place; the exponent stays.  The second answers as words_shift_right. */
MUST_USE bool num_shift_left(Calc *calc, Num *num, int64_t digits);
unsigned num_shift_right(Num *num, int64_t digits);
/* One unit more in the last place, if the rounding asks for it after CUT was cut off. */
void num_round(Calc *calc, Num *num, unsigned cut);
/* Fits NUM into the context. */
void num_finish(Calc *calc, Num *num);
/* Is one a NaN?  Then the result is it (a signaling one first), and true.  B may be NULL. */
bool num_take_nan(Calc *calc, Num *result, const Num *a, const Num *b_or_null);
/* -1, 0, 1; no NaNs. */
int num_order(const Num *a, const Num *b);
int num_order_magnitude(const Num *a, const Num *b);
int num_order_total(const Num *a, const Num *b);
int num_order_total_magnitude(const Num *a, const Num *b);
bool num_is_integer(const Num *a);
bool num_is_odd(const Num *a); /* of an integer */
bool num_is_ten_power(const Num *a); /* 1, 10, 100 … times any power of ten */
/* The value as an int64_t, but not beyond plus or minus NUM_CLIP; of an integer. */
#define NUM_CLIP INT64_C(4500000000000000000)
int64_t num_clipped(const Num *a);
bool num_is_normal(const Num *a, const NumContext *context);
bool num_is_subnormal(const Num *a, const NumContext *context);
const char *num_class(const Num *a, const NumContext *context);
bool num_same_quantum(const Num *a, const Num *b);
/* The same computation under the largest context there is, rounding half even. */
Calc calc_largest(const Calc *calc);
/* Takes over what SUB signalled of KEPT conditions; COND_FAILED always. */
void calc_join(Calc *calc, const Calc *sub, uint32_t kept);

/* --- decimal_arith.c, decimal_root.c, decimal_power.c, decimal_misc.c: the operations, by the names of Context's methods */

#define UNARY(name, ...) void num_##name(Calc *calc, Num *result, const Num *a);
#define BINARY(name, ...) void num_##name(Calc *calc, Num *result, const Num *a, const Num *b);
#define TERNARY(name, ...) void num_##name(Calc *calc, Num *result, const Num *a, const Num *b, const Num *c);
#define PREDICATE(...)
#include "modules/decimal_operations.def"
#undef UNARY
#undef BINARY
#undef TERNARY
#undef PREDICATE
void num_divmod(Calc *calc, Num *quotient, Num *rest, const Num *a, const Num *b);
void num_power(Calc *calc, Num *result, const Num *a, const Num *b);
void num_power_modulo(Calc *calc, Num *result, const Num *a, const Num *b, const Num *modulus);
/* As num_multiply and num_divide, but not fitted into the context; the second gives a digit more than the precision. */
void num_multiply_exact(Calc *calc, Num *result, const Num *a, const Num *b);
/* A with the exponent given, rounded, whatever the context allows; a special stays as it is. */
void num_rescale(Calc *calc, Num *result, const Num *a, int64_t exponent);

/* --- decimal_text.c */

/* TEXT as the specification's numeric string. */
void num_read(Calc *calc, Num *result, const char *text, size_t length);
enum { NUM_TEXT_LOWER = 1, NUM_TEXT_ENGINEERING = 2, NUM_TEXT_SCIENTIFIC = 4, NUM_TEXT_FIXED = 8, NUM_TEXT_PERCENT = 16 };
void num_write(const Num *a, int flags, Buf *buf);
/* The same with the point before digit PLACE, for NUM_TEXT_SCIENTIFIC; 1 is usual. */
void num_write_at(const Num *a, int flags, int64_t place, Buf *buf);

#endif
