/* The module _decimal, which stands in for the library's own classes so that a program shows no more frames than under
   CPython: its types, exceptions and constants, and what it keeps for them. */
#include <string.h>

#include "memory/heap.h"
#include "modules/contextvars_module.h"
#include "modules/decimal_parts.h"
#include "modules/import.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/module_types.h"
#include "objects/strobj.h"

/* The version of the library whose results and texts these are. */
#define LIBRARY_VERSION "2.5.1"

static const char *const rounding_names[ROUNDING_COUNT] = {
#define ROUNDING(name) "ROUND_" #name,
    ROUNDINGS
#undef ROUNDING
};

void decimal_state_fini(Rt *rt)
{
    DecimalState *state = DECIMAL_STATE(rt);
    if (state == NULL) return;
    for (int i = 0; i < TEMPLATE_COUNT; i++) release_clear(rt, &state->templates[i]);
    release_clear(rt, &state->variable);
    for (int i = 0; i < ROUNDING_COUNT; i++) release_clear(rt, &state->roundings[i]);
    release_clear(rt, &state->signals);
    for (int i = 0; i < EXCEPTION_COUNT; i++) release_clear(rt, &state->exceptions[i]);
    release_clear(rt, &state->base);
    release_clear(rt, &state->tuple);
    release_clear(rt, &state->rational);
    release_clear(rt, &state->signal_dict);
    release_clear(rt, &state->context);
    release_clear(rt, &state->decimal);
    DECIMAL_STATE(rt) = NULL;
    heap_free(rt, state);
}

int decimal_ready(Rt *rt)
{
    if (DECIMAL_STATE(rt) != NULL && DECIMAL_STATE(rt)->variable != NULL) return 0;
    return error_raise_int(rt, TYPE_ImportError, "the module _decimal could not be imported");
}

/* Decimal and Context say that they are of the module decimal; and Decimal is a numbers.Number. */
static int register_types(Rt *rt)
{
    DecimalState *state = DECIMAL_STATE(rt);
    Own where = str_new(rt, "decimal"), numbers = NULL, number = NULL, done = NULL;
    if (where == NULL || dict_set(rt, AS_TYPE(state->decimal)->dict, RT_NAME(rt, __module__), where) < 0 ||
        dict_set(rt, AS_TYPE(state->context)->dict, RT_NAME(rt, __module__), where) < 0)
        goto end;
    numbers = import_text(rt, "numbers");
    if (numbers != NULL) number = object_attr_get_text(rt, numbers, "Number");
    if (number == NULL) goto end;
    Own register_method = object_attr_get_text(rt, number, "register");
    if (register_method != NULL) done = call_one(rt, register_method, state->decimal);
    release(rt, register_method);
    if (done != NULL) state->rational = object_attr_get_text(rt, numbers, "Rational");
end:
    release_all(rt, where, numbers, number, done);
    return state->rational == NULL ? -1 : 0;
}

/* collections.namedtuple('DecimalTuple', 'sign digits exponent'), of the module decimal. */
static Own make_tuple_class(Rt *rt)
{
    Own collections = import_text(rt, "collections"), make = NULL, result = NULL;
    if (collections != NULL) make = object_attr_get_text(rt, collections, "namedtuple");
    Own name = make == NULL ? NULL : str_new(rt, "DecimalTuple"), fields = name == NULL ? NULL : str_new(rt, "sign digits exponent");
    Own where = fields == NULL ? NULL : str_new(rt, "decimal");
    if (where != NULL) result = call_two(rt, make, name, fields);
    if (result != NULL && object_attr_set(rt, result, RT_NAME(rt, __module__), where) < 0) release_clear(rt, &result);
    release_all(rt, collections, make, name, fields, where);
    return result;
}

static int make_state(Rt *rt)
{
    static const TypeSpec *const hidden[] = {&decimal_manager_spec, NULL};
    DecimalState *state = DECIMAL_STATE(rt) = heap_alloc(rt, sizeof *state);
    if (state == NULL) return -1;
    memset(state, 0, sizeof *state);
    state->decimal = module_type_get(rt, &decimal_type_spec);
    state->context = module_type_get(rt, &decimal_context_spec);
    if (state->decimal == NULL || state->context == NULL || module_make_types(rt, hidden) < 0 || register_types(rt) < 0) return -1;
    state->tuple = make_tuple_class(rt);
    if (state->tuple == NULL || decimal_make_signals(rt) < 0) return -1;
    for (int i = 0; i < ROUNDING_COUNT; i++) {
        state->roundings[i] = str_interned(rt, rounding_names[i]);
        if (state->roundings[i] == NULL) return -1;
    }
    state->variable = contextvar_new(rt, "decimal_context");
    return state->variable == NULL ? -1 : 0;
}

static int add_constants(Rt *rt, Ref module)
{
    static const ModuleInt limits[] = {
        {"MAX_PREC", NUM_PRECISION_MAX}, {"MAX_EMAX", NUM_EMAX}, {"MIN_EMIN", NUM_EMIN}, {"MIN_ETINY", NUM_ETINY},
    };
    if (module_add_ints(rt, module, limits, ARRAY_LENGTH(limits)) < 0) return -1;
    for (int i = 0; i < ROUNDING_COUNT; i++) {
        if (module_add(rt, module, rounding_names[i], new_ref(DECIMAL_STATE(rt)->roundings[i])) < 0) return -1;
    }
    if (module_add(rt, module, "__version__", str_new(rt, "1.70")) < 0) return -1;
    return module_add(rt, module, "__libmpdec_version__", str_new(rt, LIBRARY_VERSION));
}

static int decimal_exec(Rt *rt, Ref module)
{
    if (DECIMAL_STATE(rt) == NULL && make_state(rt) < 0) {
        decimal_state_fini(rt);
        return -1;
    }
    DecimalState *state = DECIMAL_STATE(rt);
    if (module_add(rt, module, "Decimal", new_ref(state->decimal)) < 0 || module_add(rt, module, "Context", new_ref(state->context)) < 0) return -1;
    if (module_add(rt, module, "DecimalTuple", new_ref(state->tuple)) < 0 || decimal_add_signals(rt, module) < 0) return -1;
    if (module_add(rt, module, "HAVE_CONTEXTVAR", bool_new(rt, true)) < 0 || module_add(rt, module, "HAVE_THREADS", bool_new(rt, true)) < 0) return -1;
    return decimal_add_templates(rt, module) < 0 ? -1 : add_constants(rt, module);
}

static Own decimal_getcontext(Rt *rt, Ref module)
{
    return decimal_context_now(rt);
}

static Own decimal_setcontext(Rt *rt, Ref module, Ref context)
{
    return decimal_context_set(rt, context) < 0 ? NULL : none_new(rt);
}

const ModuleSpec _decimal_module_spec = {
    .name = "_decimal",
    .doc = "C decimal arithmetic module",
    .methods = METHODS(
        {"getcontext", METHOD_NOARGS, {.unary = decimal_getcontext}, "getcontext($module, /)\n--\n\nThe current context.", 0},
        {"setcontext", METHOD_O, {.binary = decimal_setcontext}, "setcontext($module, context, /)\n--\n\nMakes another context the current one.", 0},
        {"localcontext", METHOD_KEYWORDS, {.call = decimal_localcontext}, "localcontext($module, /, ctx=None, **kwargs)\n--\n\nA context manager: inside it a copy of a context, or of the current one, is current.", 0}),
    .exec = decimal_exec,
};
