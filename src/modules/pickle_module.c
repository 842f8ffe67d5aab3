/* The module _pickle: its functions, and what it keeps of other modules. */
#include "modules/pickle_parts.h"

#include <string.h>

#include "memory/heap.h"
#include "modules/import.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/strobj.h"

int pickle_fail(Rt *rt, PickleError error, const char *format, ...)
{
    va_list args;
    error_clear(rt);
    va_start(args, format);
    Own text = str_vformat(rt, format, args);
    va_end(args);
    if (text != NULL) error_raise_class(rt, PICKLE_STATE(rt)->errors[error], text);
    release(rt, text);
    return -1;
}

bool pickle_failed(const Rt *rt, PickleError error)
{
    Ref wanted = PICKLE_STATE(rt)->errors[error], type = rt->pending.type;
    return type != NULL && is_type(type) && type_is_subtype(AS_TYPE(type), AS_TYPE(wanted));
}

int pickle_size(Rt *rt, Ref obj, ptrdiff_t *size)
{
    int overflow = 0;
    if (!is_int(obj)) return error_raise_int(rt, TYPE_TypeError, "an integer is required");
    *size = (ptrdiff_t)int_value_overflow(obj, &overflow);
    return overflow == 0 ? 0 : error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C ssize_t");
}

/* --- methods of a subclass */

int pickle_method_keep(Rt *rt, Ref self, Ref name, Own *function, bool *bound)
{
    Own method = NULL;
    int found = object_attr_lookup(rt, self, name, &method);
    *bound = found > 0 && is_exact(method, TYPE_method) && AS_METHOD(method)->self == self;
    if (*bound) release_replace(rt, &method, new_ref(AS_METHOD(method)->func));
    release_replace(rt, function, method);
    return found < 0 ? -1 : 0;
}

Own pickle_method_call(Rt *rt, Ref self, Ref function, bool bound, Ref argument)
{
    Own held = new_ref(function); /* the call may give SELF another */
    Own result = bound ? call_two(rt, held, self, argument) : call_one(rt, held, argument);
    release(rt, held);
    return result;
}

Own pickle_method_get(Rt *rt, Ref self, Ref function, bool bound, const char *name)
{
    if (function == NULL) return error_raise(rt, TYPE_AttributeError, "%s", name);
    return bound ? method_new(rt, function, self) : new_ref(function);
}

int pickle_method_set(Rt *rt, Own *function, bool *bound, Ref value, const char *name)
{
    if (value == NULL) return error_raise_int(rt, TYPE_TypeError, "attribute deletion is not supported");
    if (!object_is_callable(value)) return error_raise_int(rt, TYPE_TypeError, "%s must be a callable taking one argument", name);
    *bound = false;
    release_replace(rt, function, new_ref(value));
    return 0;
}

/* --- the state */

void pickle_state_fini(Rt *rt)
{
    PickleState *state = PICKLE_STATE(rt);
    if (state == NULL) return;
    PICKLE_STATE(rt) = NULL;
    for (Own *at = (Own *)(void *)state; at < (Own *)(void *)(state + 1); at++) release(rt, *at);
    heap_free(rt, state);
}

static Own error_class_new(Rt *rt, const PickleState *state, const char *name)
{
    Ref base = state->errors[PICKLE_ERROR];
    return module_error_under(rt, "_pickle", name, base != NULL ? base : (Ref)RT_TYPE(rt, Exception));
}

/* MODULE.ATTRIBUTE, which is to be a dict unless it is called. */
static Own given_new(Rt *rt, const char *module_name, const char *attribute, bool is_function)
{
    Own module = import_text(rt, module_name), given = module == NULL ? NULL : object_attr_get_text(rt, module, attribute);
    release(rt, module);
    if (given == NULL || is_function || is_exact(given, TYPE_dict)) return given;
    error_raise(rt, TYPE_RuntimeError, "%s.%s should be a dict, not %.200T", module_name, attribute, given);
    release(rt, given);
    return NULL;
}

static int fill_state(Rt *rt, PickleState *state)
{
    static const char *const errors[] = {"PickleError", "PicklingError", "UnpicklingError"};
    for (int i = 0; i < PICKLE_ERRORS; i++) {
        state->errors[i] = error_class_new(rt, state, errors[i]);
        if (state->errors[i] == NULL) return -1;
    }
#define NAME(name) if ((state->name_##name = str_interned(rt, #name)) == NULL) return -1;
    PICKLE_NAMES(NAME)
#undef NAME
    state->getattr = builtin_get(rt, "getattr");
    if (state->getattr == NULL) return -1;
#define GIVEN(name, module, attribute)                                                                                  \
    state->name = given_new(rt, module, attribute, &state->name >= &state->codecs_encode);                              \
    if (state->name == NULL) return -1;
    PICKLE_GIVEN(GIVEN)
#undef GIVEN
    return 0;
}

static int make_state(Rt *rt)
{
    PickleState *state = heap_alloc(rt, sizeof *state);
    if (state == NULL) return -1;
    memset(state, 0, sizeof *state);
    PICKLE_STATE(rt) = state;
    if (fill_state(rt, state) == 0) return 0;
    pickle_state_fini(rt);
    return -1;
}

/* --- the functions */

enum { DUMP_OBJ, DUMP_FILE, DUMP_PROTOCOL, DUMP_FIX_IMPORTS, DUMP_CALLBACK, DUMP_ARGUMENTS };

/* A Pickler for GIVEN, which wrote the object: to the file, if there is one. */
static Own dump_given(Rt *rt, Ref *given)
{
    int fix_imports = given[DUMP_FIX_IMPORTS] == NULL ? 1 : object_is_true(rt, given[DUMP_FIX_IMPORTS]);
    Own self = fix_imports < 0 ? NULL : pickle_pickler_new(rt);
    if (self == NULL) return NULL;
    PicklerObj *pickler = AS_PICKLER(self);
    int status = pickle_set_protocol(rt, pickler, given[DUMP_PROTOCOL] == NULL ? rt->none : given[DUMP_PROTOCOL], fix_imports);
    if (status == 0 && given[DUMP_FILE] != NULL) status = pickle_set_file(rt, pickler, given[DUMP_FILE]);
    if (status == 0) status = pickle_set_callback(rt, pickler, given[DUMP_CALLBACK] == NULL ? rt->none : given[DUMP_CALLBACK]);
    if (status == 0) status = pickle_dump(rt, pickler, given[DUMP_OBJ]);
    if (status < 0) release_clear(rt, &self);
    return self;
}

static Own pickle_dump_function(Rt *rt, Ref module, Ref *given)
{
    Own pickler = dump_given(rt, given);
    int status = pickler == NULL ? -1 : pickle_write_flush(rt, AS_PICKLER(pickler));
    release(rt, pickler);
    return status < 0 ? NULL : none_new(rt);
}

static Own pickle_dumps(Rt *rt, Ref module, Ref *bound)
{
    Ref given[DUMP_ARGUMENTS] = {bound[0], NULL, bound[1], bound[2], bound[3]};
    Own pickler = dump_given(rt, given), result = pickler == NULL ? NULL : pickle_write_result(rt, AS_PICKLER(pickler));
    release(rt, pickler);
    return result;
}

enum { FROM_BYTES, FROM_FILE };

static Own load_from(Rt *rt, Ref module, Ref *given, const MethodDef *def)
{
    bool is_file = def->fn.which == FROM_FILE;
    Own self = pickle_unpickler_new(rt), result = NULL;
    if (self == NULL) return NULL;
    UnpicklerObj *unpickler = AS_UNPICKLER(self);
    const UnpickleOptions options = {def->name, given[1], given[2], given[3], given[4]};
    int status = pickle_check_options(rt, &options);
    if (status == 0) status = is_file ? pickle_set_input_file(rt, unpickler, given[0]) : pickle_set_input(rt, unpickler, given[0]);
    if (status == 0) status = pickle_set_options(rt, unpickler, &options);
    if (status == 0) result = pickle_load(rt, unpickler);
    release(rt, self);
    return result;
}

static int pickle_exec(Rt *rt, Ref module)
{
    if (PICKLE_STATE(rt) == NULL && make_state(rt) < 0) return -1;
    const PickleState *state = PICKLE_STATE(rt);
    for (int i = 0; i < PICKLE_ERRORS; i++) {
        if (module_add(rt, module, AS_TYPE(state->errors[i])->name, new_ref(state->errors[i])) < 0) return -1;
    }
    return 0;
}

const ModuleSpec _pickle_module_spec = {
    .name = "_pickle",
    .doc = "What the module pickle has in C.",
    .methods = METHODS(
        {"dump", METHOD_BOUND, {.bound = pickle_dump_function, .least = 2, .most = 3, .names = NAMES("obj", "file", "protocol", "fix_imports", "buffer_callback")},
         "dump($module, /, obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)\n--\n\n"
         "Pickles obj into a file, which needs a write() for bytes.", 0},
        {"dumps", METHOD_BOUND, {.bound = pickle_dumps, .least = 1, .most = 2, .names = NAMES("obj", "protocol", "fix_imports", "buffer_callback")},
         "dumps($module, /, obj, protocol=None, *, fix_imports=True, buffer_callback=None)\n--\n\n"
         "The pickle of obj, as bytes.", 0},
        {"load", METHOD_BOUND_OF, {.bound_of = load_from, .which = FROM_FILE, .least = 1, .most = 1, .names = NAMES("file", "fix_imports", "encoding", "errors", "buffers")},
         "load($module, /, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())\n--\n\n"
         "The object of the pickle that comes next in a file, which needs read() and readline().", 0},
        {"loads", METHOD_BOUND_OF, {.bound_of = load_from, .which = FROM_BYTES, .least = 1, .most = 1, .names = NAMES("", "fix_imports", "encoding", "errors", "buffers")},
         "loads($module, data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())\n--\n\n"
         "The object of the pickle with which data begins.", 0}),
    .hidden = TYPES(&pickle_pickler_memo_spec, &pickle_unpickler_memo_spec),
    .types = TYPES(&pickle_pickler_spec, &pickle_unpickler_spec, &pickle_buffer_spec),
    .exec = pickle_exec,
};
