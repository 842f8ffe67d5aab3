/* What the files of the module _decimal share: its objects, its state, and the way from objects to numbers and back. */
#ifndef VIV_MODULES_DECIMAL_PARTS_H
#define VIV_MODULES_DECIMAL_PARTS_H

#include "memory/rt.h"
#include "modules/decimal_num.h"
#include "modules/module_state.h"

typedef struct DecimalObj {
    Obj head;
    ptrdiff_t hash; /* -1: not computed */
    Num num;
} DecimalObj;
#define AS_DECIMAL(ref) ((DecimalObj *)(uintptr_t)(ref))
#define NUM_OF(ref)     (&AS_DECIMAL(ref)->num)

/* A mapping from signals to truths: a context's flags, or its traps. */
typedef struct SignalsObj {
    Obj head;
    uint32_t bits; /* COND_* */
} SignalsObj;
#define AS_SIGNALS(ref) ((SignalsObj *)(uintptr_t)(ref))

typedef struct DecimalContextObj {
    Obj head;
    NumContext context;
    Own traps, flags; /* SignalsObjs */
    int capitals;
} DecimalContextObj;
#define AS_DECIMAL_CONTEXT(ref) ((DecimalContextObj *)(uintptr_t)(ref))

/* The signals, in the order in which they are looked at; then the conditions that InvalidOperation stands for. */
typedef enum DecimalSignal {
    DECIMAL_InvalidOperation, DECIMAL_FloatOperation, DECIMAL_DivisionByZero, DECIMAL_Overflow, DECIMAL_Underflow, DECIMAL_Subnormal,
    DECIMAL_Inexact, DECIMAL_Rounded, DECIMAL_Clamped, DECIMAL_SIGNALS,
    DECIMAL_ConversionSyntax = DECIMAL_SIGNALS, DECIMAL_DivisionImpossible, DECIMAL_DivisionUndefined, DECIMAL_InvalidContext, EXCEPTION_COUNT,
} DecimalSignal;

typedef enum DecimalTemplate { TEMPLATE_DEFAULT, TEMPLATE_BASIC, TEMPLATE_EXTENDED, TEMPLATE_COUNT } DecimalTemplate;

/* What the module keeps for one Rt, from its first import on. */
typedef struct DecimalState {
    Own decimal, context; /* the types */
    Own signal_dict;      /* the class of SignalsObjs */
    Own rational, tuple;  /* numbers.Rational; the class DecimalTuple */
    Own base, exceptions[EXCEPTION_COUNT]; /* DecimalException and what is derived from it */
    Own signals;          /* a tuple of the first DECIMAL_SIGNALS of them */
    Own roundings[ROUNDING_COUNT]; /* their names */
    Own variable;         /* the ContextVar of the current context */
    Own templates[TEMPLATE_COUNT];
} DecimalState;
#define DECIMAL_STATE(rt) ((rt)->modules->decimal)
void decimal_state_fini(Rt *rt);
/* 0; -1: the import of the module failed, or is not done yet, and a program got hold of one of its types. */
MUST_USE int decimal_ready(Rt *rt);

bool is_decimal(const Rt *rt, Ref obj);
bool is_decimal_context(const Rt *rt, Ref obj);

extern const TypeSpec decimal_type_spec, decimal_context_spec, decimal_signals_spec, decimal_manager_spec;

/* --- decimal_object.c: operands and operations */

/* A Decimal of value 0, of TYPE, or of Decimal itself. */
MUST_USE Own decimal_new(Rt *rt, Type *type_or_null);
/* A computation under the context object. */
Calc decimal_calc(Rt *rt, Ref context);
/* The end of a computation: its flags go to the context.  RESULT (taken), or NULL when a trapped signal was raised. */
MUST_USE Own decimal_done(Rt *rt, Ref context, const Calc *calc, Own result);
/* An operand as a Decimal: 1; 0, it is neither that nor an int; -1. */
MUST_USE int decimal_operand(Rt *rt, Ref value, Ref context, Own *out);
/* The same, TypeError instead of 0. */
MUST_USE Own decimal_operand_get(Rt *rt, Ref value, Ref context);
/* Each operation on operands of any kind; REFUSE: NotImplemented for a strange one, else TypeError. */
MUST_USE Own decimal_unary(Rt *rt, Ref a, Ref context, NumUnaryFn compute);
MUST_USE Own decimal_binary(Rt *rt, Ref a, Ref b, Ref context, NumBinaryFn compute, bool refuse);
MUST_USE Own decimal_ternary(Rt *rt, Ref a, Ref b, Ref c, Ref context, NumTernaryFn compute, bool refuse);
MUST_USE Own decimal_divmod(Rt *rt, Ref a, Ref b, Ref context, bool refuse);
/* MODULUS None: a ** b. */
MUST_USE Own decimal_power(Rt *rt, Ref a, Ref b, Ref modulus, Ref context, bool refuse);

/* --- decimal_convert.c */

Own decimal_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs);
/* VALUE, of any kind that the constructor takes, exactly; NULL VALUE: 0. */
MUST_USE Own decimal_from_object(Rt *rt, Type *type, Ref value_or_null, Ref context);
/* The same rounded to CONTEXT, as Context.create_decimal(). */
MUST_USE Own decimal_create(Rt *rt, Ref value_or_null, Ref context);
/* An int or a float, exactly. */
MUST_USE Own decimal_from_int(Rt *rt, Type *type_or_null, Ref value, Ref context);
MUST_USE Own decimal_from_float(Rt *rt, Type *type_or_null, Ref value, Ref context);
/* A copy fitted into CONTEXT. */
MUST_USE Own decimal_apply(Rt *rt, Ref value, Ref context);
/* The value as an int, rounded. */
MUST_USE Own decimal_to_int(Rt *rt, Ref value, Ref context, Rounding rounding);
MUST_USE Own decimal_to_ratio(Rt *rt, Ref value, Ref context);
MUST_USE Own decimal_to_text(Rt *rt, Ref value, Ref context, int flags);
MUST_USE Own decimal_to_tuple(Rt *rt, Ref value);
ptrdiff_t decimal_hash(Rt *rt, Ref self);
/* TypeError about a value that no Decimal is made from; NULL. */
Own decimal_unsupported(Rt *rt, Ref value);

/* --- decimal_compare.c */

/* tp_richcompare */
Own decimal_compare(Rt *rt, Ref self, Ref other, CompareOp op);

/* --- decimal_format.c */

/* __format__(spec[, override]) */
Own decimal_format(Rt *rt, Ref self, Ref args, Ref kwargs);

/* --- decimal_context.c */

/* The current context; new. */
MUST_USE Own decimal_context_now(Rt *rt);
MUST_USE int decimal_context_set(Rt *rt, Ref context);
MUST_USE Own decimal_context_copy(Rt *rt, Ref context);
Own decimal_context_reduce(Rt *rt, Ref context); /* __reduce__() */
extern const MethodDef decimal_context_methods[]; /* decimal_context_methods.c */
/* An argument that is a context or None, or NULL: the context meant; "optional argument must be a context". */
MUST_USE Own decimal_context_argument(Rt *rt, Ref arg_or_null);
/* The fields of a context, in the order of its keywords: those that are neither NULL nor None are set. */
enum { CONTEXT_FIELDS = 8 };
MUST_USE int decimal_context_fill(Rt *rt, Ref context, const Ref *fields);
/* A Rounding by its name, or -1 with TypeError. */
int decimal_rounding(Rt *rt, Ref name);
MUST_USE int decimal_add_templates(Rt *rt, Ref module);
Own decimal_localcontext(Rt *rt, Ref module, Ref args, Ref kwargs);

/* --- decimal_signals.c */

/* Makes the exceptions and the class of SignalsObjs. */
MUST_USE int decimal_make_signals(Rt *rt);
MUST_USE int decimal_add_signals(Rt *rt, Ref module);
/* Adds STATUS to the context's flags; -1: one of them is trapped, and raised, or the computation failed. */
MUST_USE int decimal_signal(Rt *rt, Ref context, uint32_t status);
MUST_USE Own decimal_signals_new(Rt *rt);
/* The bits that a list, a dict or a SignalsObj stands for; -1 with an exception. */
MUST_USE int decimal_signals_read(Rt *rt, Ref value, uint32_t *bits);
/* A list of the exceptions; "[InvalidOperation, …]". */
MUST_USE Own decimal_signals_list(Rt *rt, uint32_t bits);
void decimal_signals_write(uint32_t bits, Buf *buf);

#endif
