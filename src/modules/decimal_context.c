/* Contexts: precision, limits, rounding, flags and traps; which one is current; and localcontext(). */
#include "memory/heap.h"
#include "modules/contextvars_module.h"
#include "modules/decimal_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/moduleobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

enum { CPYTHON_CONTEXT_SIZE = 96 };

bool is_decimal_context(const Rt *rt, Ref obj)
{
    return type_is_subtype(obj->type, AS_TYPE(DECIMAL_STATE(rt)->context));
}

/* --- fields */

static int set_size(Rt *rt, Ref value, int64_t low, int64_t high, const char *message, int64_t *field)
{
    ptrdiff_t number = 0;
    if (!is_int(value)) return error_raise_int(rt, TYPE_TypeError, "an integer is required");
    if (args_size(rt, value, &number) < 0) return -1;
    if (number < low || number > high) return error_raise_int(rt, TYPE_ValueError, "%s", message);
    *field = number;
    return 0;
}

int decimal_rounding(Rt *rt, Ref name)
{
    for (int i = 0; is_str(name) && i < ROUNDING_COUNT; i++) {
        Ref known = DECIMAL_STATE(rt)->roundings[i];
        if (known == name || str_equal(known, name)) return i;
    }
    return error_raise_int(rt, TYPE_TypeError,
                           "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                           "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]");
}

#define NUMBER(name, field, low, high, message)                                                    \
    static Own get_##name(Rt *rt, Ref self)                                                        \
    {                                                                                              \
        return int_new(rt, AS_DECIMAL_CONTEXT(self)->field);                                       \
    }                                                                                              \
    static int set_##name(Rt *rt, Ref self, Ref value)                                             \
    {                                                                                              \
        int64_t number = 0;                                                                        \
        if (set_size(rt, value, low, high, message, &number) < 0) return -1;                       \
        AS_DECIMAL_CONTEXT(self)->field = number;                                                  \
        return 0;                                                                                  \
    }
NUMBER(prec, context.precision, 1, NUM_PRECISION_MAX, "valid range for prec is [1, MAX_PREC]")
NUMBER(emax, context.emax, 0, NUM_EMAX, "valid range for Emax is [0, MAX_EMAX]")
NUMBER(emin, context.emin, NUM_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]")
NUMBER(clamp, context.clamp, 0, 1, "valid values for clamp are 0 or 1")
NUMBER(capitals, capitals, 0, 1, "valid values for capitals are 0 or 1")
#undef NUMBER

static Own get_rounding(Rt *rt, Ref self)
{
    return new_ref(DECIMAL_STATE(rt)->roundings[AS_DECIMAL_CONTEXT(self)->context.rounding]);
}

static int set_rounding(Rt *rt, Ref self, Ref value)
{
    int rounding = decimal_rounding(rt, value);
    if (rounding < 0) return -1;
    AS_DECIMAL_CONTEXT(self)->context.rounding = (Rounding)rounding;
    return 0;
}

static int set_signals(Rt *rt, Ref signals, Ref value)
{
    return decimal_signals_read(rt, value, &AS_SIGNALS(signals)->bits);
}

int decimal_context_fill(Rt *rt, Ref self, const Ref *fields)
{
    static int (*const setters[])(Rt *, Ref, Ref) = {set_prec, set_rounding, set_emin, set_emax, set_capitals, set_clamp};
    for (size_t i = 0; i < ARRAY_LENGTH(setters); i++) {
        if (fields[i] != NULL && fields[i] != rt->none && setters[i](rt, self, fields[i]) < 0) return -1;
    }
    Ref flags = fields[ARRAY_LENGTH(setters)], traps = fields[ARRAY_LENGTH(setters) + 1];
    if (traps != NULL && traps != rt->none && set_signals(rt, AS_DECIMAL_CONTEXT(self)->traps, traps) < 0) return -1;
    return flags != NULL && flags != rt->none ? set_signals(rt, AS_DECIMAL_CONTEXT(self)->flags, flags) : 0;
}

static Own context_getattr(Rt *rt, Ref self, Ref name)
{
    if (is_str(name) && str_equals_text(name, "traps")) return new_ref(AS_DECIMAL_CONTEXT(self)->traps);
    if (is_str(name) && str_equals_text(name, "flags")) return new_ref(AS_DECIMAL_CONTEXT(self)->flags);
    return object_generic_getattr(rt, self, name);
}

/* The mapping itself stays: it takes over the bits.  A list of signals will do for the constructor only. */
static int context_setattr(Rt *rt, Ref self, Ref name, Ref value)
{
    if (value == NULL) return error_raise_int(rt, TYPE_AttributeError, "context attributes cannot be deleted");
    bool traps = is_str(name) && str_equals_text(name, "traps");
    if (!traps && !(is_str(name) && str_equals_text(name, "flags"))) return object_generic_setattr(rt, self, name, value);
    if (type_is_subtype(value->type, RT_TYPE(rt, list))) return error_raise_int(rt, TYPE_TypeError, "argument must be a signal dict");
    return set_signals(rt, traps ? AS_DECIMAL_CONTEXT(self)->traps : AS_DECIMAL_CONTEXT(self)->flags, value);
}

/* --- making them */

static const NumContext first_context = {28, 999999, -999999, ROUND_HALF_EVEN, false};
enum { FIRST_TRAPS = COND_INVALID | COND_DivisionByZero | COND_Overflow };

static void assign(Ref self, const NumContext *context, uint32_t traps, uint32_t flags, int capitals)
{
    DecimalContextObj *obj = AS_DECIMAL_CONTEXT(self);
    obj->context = *context;
    obj->capitals = capitals;
    AS_SIGNALS(obj->traps)->bits = traps;
    AS_SIGNALS(obj->flags)->bits = flags;
}

static Own context_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    Own self = decimal_ready(rt) < 0 ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    DecimalContextObj *obj = AS_DECIMAL_CONTEXT(self);
    obj->traps = decimal_signals_new(rt);
    if (obj->traps != NULL) obj->flags = decimal_signals_new(rt);
    if (obj->flags == NULL) return error_release(rt, self);
    Ref template = DECIMAL_STATE(rt)->templates[TEMPLATE_DEFAULT];
    if (template == NULL) assign(self, &first_context, FIRST_TRAPS, 0, 1);
    else assign(self, &AS_DECIMAL_CONTEXT(template)->context, AS_SIGNALS(AS_DECIMAL_CONTEXT(template)->traps)->bits,
                AS_SIGNALS(AS_DECIMAL_CONTEXT(template)->flags)->bits, 1);
    return self;
}

static int context_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps", NULL};
    static const ArgSpec spec = {NULL, names, 0, CONTEXT_FIELDS, 0};
    Ref given[CONTEXT_FIELDS] = {NULL};
    if (args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)given) < 0) return -1;
    return decimal_context_fill(rt, self, given);
}

Own decimal_context_copy(Rt *rt, Ref self)
{
    Own copy = call_none(rt, DECIMAL_STATE(rt)->context);
    if (copy == NULL) return NULL;
    const DecimalContextObj *from = AS_DECIMAL_CONTEXT(self);
    assign(copy, &from->context, AS_SIGNALS(from->traps)->bits, AS_SIGNALS(from->flags)->bits, from->capitals);
    return copy;
}

int decimal_add_templates(Rt *rt, Ref module)
{
    static const char *const names[TEMPLATE_COUNT] = {"DefaultContext", "BasicContext", "ExtendedContext"};
    static const uint32_t traps[TEMPLATE_COUNT] = {FIRST_TRAPS, FIRST_TRAPS | COND_Underflow | COND_Clamped, 0};
    DecimalState *state = DECIMAL_STATE(rt);
    for (int i = 0; i < TEMPLATE_COUNT; i++) {
        if (state->templates[i] == NULL) {
            NumContext context = first_context;
            if (i != TEMPLATE_DEFAULT) context.precision = 9;
            if (i == TEMPLATE_BASIC) context.rounding = ROUND_HALF_UP;
            state->templates[i] = call_none(rt, state->context);
            if (state->templates[i] == NULL) return -1;
            assign(state->templates[i], &context, traps[i], 0, 1);
        }
        if (module_add(rt, module, names[i], new_ref(state->templates[i])) < 0) return -1;
    }
    return 0;
}

static Own context_repr(Rt *rt, Ref self)
{
    const DecimalContextObj *obj = AS_DECIMAL_CONTEXT(self);
    const NumContext *context = &obj->context;
    Buf text = BUF_INIT;
    buf_printf(&text, "Context(prec=%lld, rounding=", (long long)context->precision);
    str_add_to_buf(DECIMAL_STATE(rt)->roundings[context->rounding], &text);
    buf_printf(&text, ", Emin=%lld, Emax=%lld, capitals=%d, clamp=%d, flags=", (long long)context->emin, (long long)context->emax,
               obj->capitals, context->clamp);
    decimal_signals_write(AS_SIGNALS(obj->flags)->bits, &text);
    buf_add_text(&text, ", traps=");
    decimal_signals_write(AS_SIGNALS(obj->traps)->bits, &text);
    buf_add_char(&text, ')');
    return str_take_buf(rt, &text);
}

Own decimal_context_reduce(Rt *rt, Ref self)
{
    const DecimalContextObj *obj = AS_DECIMAL_CONTEXT(self);
    const NumContext *context = &obj->context;
    Own items[CONTEXT_FIELDS] = {
        int_new(rt, context->precision), new_ref(DECIMAL_STATE(rt)->roundings[context->rounding]),
        int_new(rt, context->emin), int_new(rt, context->emax), int_new(rt, obj->capitals), int_new(rt, context->clamp),
        decimal_signals_list(rt, AS_SIGNALS(obj->flags)->bits), decimal_signals_list(rt, AS_SIGNALS(obj->traps)->bits),
    };
    bool whole = true;
    for (int i = 0; i < CONTEXT_FIELDS; i++) whole = whole && items[i] != NULL;
    Own args = whole ? tuple_from(rt, as_refs(items), CONTEXT_FIELDS) : NULL;
    Own result = args == NULL ? NULL : tuple_of(rt, 2, (Ref)self->type, args);
    for (int i = 0; i < CONTEXT_FIELDS; i++) release(rt, items[i]);
    release(rt, args);
    return result;
}

/* --- the current one */

static bool is_template(const Rt *rt, Ref context)
{
    for (int i = 0; i < TEMPLATE_COUNT; i++) {
        if (DECIMAL_STATE(rt)->templates[i] == context) return true;
    }
    return false;
}

int decimal_context_set(Rt *rt, Ref context)
{
    if (!is_decimal_context(rt, context)) return error_raise_int(rt, TYPE_TypeError, "argument must be a context");
    Own own = is_template(rt, context) ? decimal_context_copy(rt, context) : new_ref(context);
    if (own == NULL) return -1;
    if (own != context) AS_SIGNALS(AS_DECIMAL_CONTEXT(own)->flags)->bits = 0;
    int status = contextvar_set(rt, DECIMAL_STATE(rt)->variable, own);
    release(rt, own);
    return status;
}

Own decimal_context_now(Rt *rt)
{
    Own context = NULL;
    if (contextvar_lookup(rt, DECIMAL_STATE(rt)->variable, &context) != 0) return context;
    context = decimal_context_copy(rt, DECIMAL_STATE(rt)->templates[TEMPLATE_DEFAULT]);
    if (context == NULL) return NULL;
    AS_SIGNALS(AS_DECIMAL_CONTEXT(context)->flags)->bits = 0;
    if (contextvar_set(rt, DECIMAL_STATE(rt)->variable, context) < 0) release_clear(rt, &context);
    return context;
}

Own decimal_context_argument(Rt *rt, Ref arg)
{
    if (arg == NULL || arg == rt->none) return decimal_context_now(rt);
    return is_decimal_context(rt, arg) ? new_ref(arg) : error_raise(rt, TYPE_TypeError, "optional argument must be a context");
}

/* --- localcontext() */

typedef struct ManagerObj {
    Obj head;
    Own inner, outer; /* contexts */
} ManagerObj;
#define AS_MANAGER(ref) ((ManagerObj *)(uintptr_t)(ref))

Own decimal_localcontext(Rt *rt, Ref module, Ref args, Ref kwargs)
{
    static const char *const names[] = {"ctx", "prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps", NULL};
    static const ArgSpec spec = {NULL, names, 0, 1 + CONTEXT_FIELDS, 0};
    Ref given[1 + CONTEXT_FIELDS] = {NULL};
    Own outer = decimal_context_now(rt), inner = NULL, from = NULL, self = NULL;
    if (outer == NULL || args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)given) < 0) goto done;
    from = decimal_context_argument(rt, given[0]);
    if (from != NULL) inner = decimal_context_copy(rt, from);
    if (inner != NULL && decimal_context_fill(rt, inner, given + 1) == 0) self = object_new(rt, AS_TYPE(module_type_peek(rt, &decimal_manager_spec)));
    if (self != NULL) {
        AS_MANAGER(self)->inner = STEAL(inner);
        AS_MANAGER(self)->outer = STEAL(outer);
    }
done:
    release_all(rt, outer, inner, from);
    return self;
}

static Own manager_enter(Rt *rt, Ref self)
{
    return decimal_context_set(rt, AS_MANAGER(self)->inner) < 0 ? NULL : new_ref(AS_MANAGER(self)->inner);
}

static Own manager_exit(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    return decimal_context_set(rt, AS_MANAGER(self)->outer) < 0 ? NULL : none_new(rt);
}

const TypeSpec decimal_manager_spec = {
    .name = "decimal.ContextManager",
    .basicsize = sizeof(ManagerObj),
    .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,
    .owned = OWNED(ManagerObj, inner, outer),
    .slots = {.tp_dealloc = owned_dealloc, .tp_getattro = object_generic_getattr},
    .methods = METHODS(
        {"__enter__", METHOD_NOARGS, {.unary = manager_enter}, NULL, 0},
        {"__exit__", METHOD_VARARGS, {.call = manager_exit}, NULL, 0}),
};

/* --- the type */

const TypeSpec decimal_context_spec = {
    .name = "decimal.Context",
    .basicsize = CPYTHON_CONTEXT_SIZE,
    .owned = OWNED(DecimalContextObj, traps, flags),
    .flags = TYPE_FLAG_BASE,
    .doc = "Context(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)\n--\n\n"
           "How operations are carried out: with how many digits, within which exponents, how they are\n"
           "rounded, and which signals are raised.  What is not given is as in DefaultContext.",
    .slots = {
        .tp_new = context_tp_new,
        .tp_init = context_init,
        .tp_dealloc = owned_dealloc,
        .tp_repr = context_repr,
        .tp_getattro = context_getattr,
        .tp_setattro = context_setattr,
    },
    .methods = decimal_context_methods,
    .getset = GETSETS(
        {"prec", get_prec, set_prec, NULL},
        {"Emax", get_emax, set_emax, NULL},
        {"Emin", get_emin, set_emin, NULL},
        {"rounding", get_rounding, set_rounding, NULL},
        {"capitals", get_capitals, set_capitals, NULL},
        {"clamp", get_clamp, set_clamp, NULL}),
};

_Static_assert(sizeof(DecimalContextObj) <= CPYTHON_CONTEXT_SIZE, "a Context is as large as CPython's");
