/* Signals: the exceptions, the mapping that a context's flags and traps are, and what becomes of conditions that a
   computation met.  A context's bits live in its two SignalsObjs, which may outlive it. */
#include "modules/decimal_parts.h"
#include "modules/import.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/module_types.h"
#include "objects/moduleobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* The exceptions in the order of DecimalSignal: their bits, and what they are derived from: another of them (NO_PARENT:
   DecimalException), up to three, and a type of the language. */
enum { NO_PARENT = -1, PARENTS = 3 };

typedef struct SignalRow {
    const char *name;
    uint32_t bits;
    int parents[PARENTS];
    TypeId also; /* TYPE_other: none */
} SignalRow;

#define ALONE {NO_PARENT, NO_PARENT, NO_PARENT}
#define INVALID {DECIMAL_InvalidOperation, NO_PARENT, NO_PARENT}
static const SignalRow rows[EXCEPTION_COUNT] = {
    [DECIMAL_InvalidOperation] = {"InvalidOperation", COND_INVALID, ALONE, TYPE_other},
    [DECIMAL_FloatOperation] = {"FloatOperation", COND_FloatOperation, ALONE, TYPE_TypeError},
    [DECIMAL_DivisionByZero] = {"DivisionByZero", COND_DivisionByZero, ALONE, TYPE_ZeroDivisionError},
    [DECIMAL_Overflow] = {"Overflow", COND_Overflow, {DECIMAL_Inexact, DECIMAL_Rounded, NO_PARENT}, TYPE_other},
    [DECIMAL_Underflow] = {"Underflow", COND_Underflow, {DECIMAL_Inexact, DECIMAL_Rounded, DECIMAL_Subnormal}, TYPE_other},
    [DECIMAL_Subnormal] = {"Subnormal", COND_Subnormal, ALONE, TYPE_other},
    [DECIMAL_Inexact] = {"Inexact", COND_Inexact, ALONE, TYPE_other},
    [DECIMAL_Rounded] = {"Rounded", COND_Rounded, ALONE, TYPE_other},
    [DECIMAL_Clamped] = {"Clamped", COND_Clamped, ALONE, TYPE_other},
    [DECIMAL_ConversionSyntax] = {"ConversionSyntax", COND_ConversionSyntax, INVALID, TYPE_other},
    [DECIMAL_DivisionImpossible] = {"DivisionImpossible", COND_DivisionImpossible, INVALID, TYPE_other},
    [DECIMAL_DivisionUndefined] = {"DivisionUndefined", COND_DivisionUndefined, INVALID, TYPE_ZeroDivisionError},
    [DECIMAL_InvalidContext] = {"InvalidContext", COND_InvalidContext, INVALID, TYPE_other},
};

#define INVALID_SIGNALS                                                                                              \
    "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, "    \
    "Subnormal, Inexact, Rounded,\n   Clamped]"

static Ref exception_of(const Rt *rt, int signal)
{
    return DECIMAL_STATE(rt)->exceptions[signal];
}

/* --- exceptions */

static int make_exception(Rt *rt, int signal)
{
    const SignalRow *row = &rows[signal];
    Ref bases[PARENTS + 1];
    int count = 0;
    for (int i = 0; i < PARENTS && row->parents[i] != NO_PARENT; i++) bases[count++] = exception_of(rt, row->parents[i]);
    if (count == 0) bases[count++] = DECIMAL_STATE(rt)->base;
    if (row->also != TYPE_other) bases[count++] = (Ref)rt->types[row->also];
    Own tuple = tuple_from(rt, bases, count);
    if (tuple != NULL) DECIMAL_STATE(rt)->exceptions[signal] = module_class_new(rt, "decimal", row->name, tuple);
    release(rt, tuple);
    return DECIMAL_STATE(rt)->exceptions[signal] == NULL ? -1 : 0;
}

/* class SignalDict(SignalDictMixin, MutableMapping) */
static Own make_signal_dict(Rt *rt)
{
    Own abc = import_text(rt, "collections.abc"), mapping = NULL, mixin = NULL, result = NULL;
    if (abc != NULL) mapping = object_attr_get_text(rt, abc, "MutableMapping");
    if (mapping != NULL) mixin = module_type_get(rt, &decimal_signals_spec);
    Own name = mixin == NULL ? NULL : str_new(rt, "SignalDict"), bases = name == NULL ? NULL : tuple_of(rt, 2, mixin, mapping);
    Own namespace = bases == NULL ? NULL : dict_new(rt);
    if (namespace != NULL) result = call_vector(rt, (Ref)RT_TYPE(rt, type), (const Ref[]){name, bases, namespace}, 3, NULL);
    release_all(rt, abc, mapping, mixin, name, bases, namespace);
    return result;
}

int decimal_make_signals(Rt *rt)
{
    DecimalState *state = DECIMAL_STATE(rt);
    state->base = module_error_new(rt, "decimal", "DecimalException", TYPE_ArithmeticError);
    if (state->base == NULL) return -1;
    for (int i = DECIMAL_SIGNALS - 1; i >= 0; i--) { /* what others are derived from comes first */
        if (make_exception(rt, i) < 0) return -1;
    }
    for (int i = DECIMAL_SIGNALS; i < EXCEPTION_COUNT; i++) {
        if (make_exception(rt, i) < 0) return -1;
    }
    state->signals = tuple_from(rt, as_refs(state->exceptions), DECIMAL_SIGNALS);
    state->signal_dict = make_signal_dict(rt);
    return state->signals == NULL || state->signal_dict == NULL ? -1 : 0;
}

int decimal_add_signals(Rt *rt, Ref module)
{
    if (module_add(rt, module, "DecimalException", new_ref(DECIMAL_STATE(rt)->base)) < 0) return -1;
    for (int i = 0; i < EXCEPTION_COUNT; i++) {
        int signal = i < DECIMAL_SIGNALS ? DECIMAL_SIGNALS - 1 - i : i;
        if (module_add(rt, module, rows[signal].name, new_ref(exception_of(rt, signal))) < 0) return -1;
    }
    return 0;
}

/* The conditions among BITS, those of InvalidOperation each by itself, as what the exception carries. */
static Own conditions_list(Rt *rt, uint32_t bits)
{
    Own list = list_new(rt, 0);
    for (int i = 0; i < EXCEPTION_COUNT && list != NULL; i++) {
        int which = i == 0 ? 0 : i < EXCEPTION_COUNT - DECIMAL_SIGNALS + 1 ? DECIMAL_SIGNALS + i - 1 : i - (EXCEPTION_COUNT - DECIMAL_SIGNALS);
        uint32_t mask = which == DECIMAL_InvalidOperation ? COND_InvalidOperation : rows[which].bits;
        if ((bits & mask) != 0 && list_append(rt, list, exception_of(rt, which)) < 0) release_clear(rt, &list);
    }
    return list;
}

int decimal_signal(Rt *rt, Ref context, uint32_t status)
{
    DecimalContextObj *self = AS_DECIMAL_CONTEXT(context);
    if (status == 0) return 0;
    if ((status & COND_FAILED) != 0) return -1;
    AS_SIGNALS(self->flags)->bits |= status;
    uint32_t trapped = status & AS_SIGNALS(self->traps)->bits;
    if (trapped == 0) return 0;
    int signal = 0;
    while ((trapped & rows[signal].bits) == 0) signal++;
    Own list = conditions_list(rt, trapped);
    if (list != NULL) error_raise_class(rt, exception_of(rt, signal), list);
    release(rt, list);
    return -1;
}

/* --- bits as objects, and objects as bits */

Own decimal_signals_list(Rt *rt, uint32_t bits)
{
    Own list = list_new(rt, 0);
    for (int i = 0; i < DECIMAL_SIGNALS && list != NULL; i++) {
        if ((bits & rows[i].bits) != 0 && list_append(rt, list, exception_of(rt, i)) < 0) release_clear(rt, &list);
    }
    return list;
}

/* In the order of the bits, as the library has it that CPython uses. */
void decimal_signals_write(uint32_t bits, Buf *buf)
{
    const char *separator = "";
    bool invalid = false;
    buf_add_char(buf, '[');
    for (uint32_t bit = 1; bit <= COND_Underflow; bit <<= 1) {
        if ((bits & bit) == 0 || (invalid && (bit & COND_INVALID) != 0)) continue;
        invalid = invalid || (bit & COND_INVALID) != 0;
        int signal = 0;
        while (signal < DECIMAL_SIGNALS - 1 && (rows[signal].bits & bit) == 0) signal++;
        buf_printf(buf, "%s%s", separator, rows[signal].name);
        separator = ", ";
    }
    buf_add_char(buf, ']');
}

/* The bits of one exception; -1: it is no signal. */
static int bits_of(Rt *rt, Ref exception, uint32_t *bits)
{
    for (int i = 0; i < DECIMAL_SIGNALS; i++) {
        if (exception_of(rt, i) != exception) continue;
        *bits = rows[i].bits;
        return 0;
    }
    return error_raise_int(rt, TYPE_KeyError, INVALID_SIGNALS);
}

static bool is_signals(const Rt *rt, Ref obj)
{
    return type_is_subtype(obj->type, AS_TYPE(DECIMAL_STATE(rt)->signal_dict));
}

static int read_list(Rt *rt, Ref list, uint32_t *bits)
{
    *bits = 0;
    for (ptrdiff_t i = 0; i < list_length(list); i++) {
        uint32_t one = 0;
        if (bits_of(rt, list_peek(list, i), &one) < 0) return -1;
        *bits |= one;
    }
    return 0;
}

/* A dict that has each signal, and nothing else; *FITS: is it one? */
static int read_dict(Rt *rt, Ref dict, uint32_t *bits, bool *fits)
{
    *bits = 0;
    *fits = dict_length(dict) == DECIMAL_SIGNALS;
    for (int i = 0; i < DECIMAL_SIGNALS && *fits; i++) {
        Own value = NULL;
        int found = dict_lookup(rt, dict, exception_of(rt, i), &value), truth = found == 1 ? object_is_true(rt, value) : found;
        release(rt, value);
        if (found < 0 || truth < 0) return -1;
        *fits = found == 1;
        if (truth > 0) *bits |= rows[i].bits;
    }
    return 0;
}

int decimal_signals_read(Rt *rt, Ref value, uint32_t *bits)
{
    bool fits = true;
    if (is_list(value)) return read_list(rt, value, bits);
    if (is_signals(rt, value)) {
        *bits = AS_SIGNALS(value)->bits;
        return 0;
    }
    if (!is_dict(value)) return error_raise_int(rt, TYPE_TypeError, "argument must be a signal dict");
    if (read_dict(rt, value, bits, &fits) < 0) return -1;
    return fits ? 0 : error_raise_int(rt, TYPE_KeyError, "invalid signal dict");
}

Own decimal_signals_new(Rt *rt)
{
    return call_none(rt, DECIMAL_STATE(rt)->signal_dict);
}

/* --- the mapping */

static ptrdiff_t signals_length(Rt *rt, Ref self)
{
    return DECIMAL_SIGNALS;
}

static Own signals_iter(Rt *rt, Ref self)
{
    return object_iter(rt, DECIMAL_STATE(rt)->signals);
}

static Own signals_item(Rt *rt, Ref self, Ref key)
{
    uint32_t bits = 0;
    return bits_of(rt, key, &bits) < 0 ? NULL : bool_new(rt, (AS_SIGNALS(self)->bits & bits) != 0);
}

static int signals_set_item(Rt *rt, Ref self, Ref key, Ref value)
{
    uint32_t bits = 0;
    if (value == NULL) return error_raise_int(rt, TYPE_ValueError, "signal keys cannot be deleted");
    if (bits_of(rt, key, &bits) < 0) return -1;
    int truth = object_is_true(rt, value);
    if (truth > 0) AS_SIGNALS(self)->bits |= bits;
    else if (truth == 0) AS_SIGNALS(self)->bits &= ~bits;
    return truth < 0 ? -1 : 0;
}

static Own signals_repr(Rt *rt, Ref self)
{
    Buf text = BUF_INIT;
    for (int i = 0; i < DECIMAL_SIGNALS; i++) {
        bool set = (AS_SIGNALS(self)->bits & rows[i].bits) != 0;
        buf_printf(&text, "%s<class 'decimal.%s'>:%s", i == 0 ? "{" : ", ", rows[i].name, set ? "True" : "False");
    }
    buf_add_char(&text, '}');
    return str_take_buf(rt, &text);
}

static Own signals_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    uint32_t bits = 0;
    bool fits = is_signals(rt, other);
    if (op != COMPARE_EQ && op != COMPARE_NE) return not_implemented_new(rt);
    if (fits) bits = AS_SIGNALS(other)->bits;
    else if (is_dict(other) && read_dict(rt, other, &bits, &fits) < 0) return NULL;
    return fits ? bool_new(rt, (AS_SIGNALS(self)->bits == bits) == (op == COMPARE_EQ)) : not_implemented_new(rt);
}

static Own signals_copy(Rt *rt, Ref self)
{
    Own dict = dict_new(rt);
    for (int i = 0; i < DECIMAL_SIGNALS && dict != NULL; i++) {
        bool set = (AS_SIGNALS(self)->bits & rows[i].bits) != 0;
        if (dict_set(rt, dict, exception_of(rt, i), set ? rt->true_obj : rt->false_obj) < 0) release_clear(rt, &dict);
    }
    return dict;
}

static Own signals_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return decimal_ready(rt) < 0 ? NULL : plain_tp_new(rt, type, args, kwargs);
}

static int signals_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    AS_SIGNALS(self)->bits = 0;
    return 0;
}

const TypeSpec decimal_signals_spec = {
    .name = "decimal.SignalDictMixin",
    .basicsize = sizeof(SignalsObj),
    .flags = TYPE_FLAG_BASE,
    .slots = {
        .tp_new = signals_tp_new,
        .tp_init = signals_init,
        .tp_repr = signals_repr,
        .tp_richcompare = signals_compare,
        .tp_getattro = object_generic_getattr,
        .tp_iter = signals_iter,
        .mp_length = signals_length,
        .mp_subscript = signals_item,
        .mp_ass_subscript = signals_set_item,
    },
    .methods = METHODS(
        {"copy", METHOD_NOARGS, {.unary = signals_copy}, NULL, 0}),
};
