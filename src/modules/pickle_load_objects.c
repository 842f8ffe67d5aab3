/* Loading what the program has names for: classes and functions, objects made by calling them, their state. */
#include "modules/pickle_parts.h"

#include "modules/import.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

#define LOADER(name) int pickle_load_##name(Rt *rt, UnpicklerObj *unpickler, UNUSED int argument)

/* --- globals */

/* Unpickler.find_class(module_name, global_name) */
Own pickle_find_class(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    const UnpicklerObj *unpickler = AS_UNPICKLER(self);
    const PickleState *state = PICKLE_STATE(rt);
    (void)kwnames;
    if (args_count(rt, "find_class", nargs, 2, 2) < 0) return NULL;
    if (audit_refs(rt, "pickle.find_class", args, 2) < 0) return NULL;
    Own module_name = new_ref(args[0]), name = new_ref(args[1]), module = NULL, found = NULL;
    int status = 0;
    if (unpickler->protocol < 3 && unpickler->fix_imports) status = pickle_rename(rt, state->names_2to3, state->imports_2to3, "", &module_name, &name);
    if (status >= 0 && !is_str(module_name)) error_raise(rt, TYPE_TypeError, "module name must be a string");
    else if (status >= 0) module = import_by_call(rt, module_name);
    if (module != NULL && !is_str(name)) error_raise(rt, TYPE_TypeError, "attribute name must be string, not '%.200T'", name);
    else if (module != NULL) {
        bool dotted = unpickler->protocol >= 4;
        int has = 0;
        if (dotted && pickle_is_local(name)) error_raise(rt, TYPE_AttributeError, "Can't pickle local attribute %R on %R", name, module);
        else has = dotted ? pickle_deep_get(rt, module, name, &found, NULL) : object_attr_lookup(rt, module, name, &found);
        if (has == 0 && !rt_is_pending(rt)) error_raise(rt, TYPE_AttributeError, "Can't get attribute %R on %R", name, module);
    }
    release_all(rt, module, module_name, name);
    return found;
}

/* By the method of that name, which a subclass may have. */
static Own find_class(Rt *rt, UnpicklerObj *unpickler, Ref module_name, Ref name)
{
    Ref args[] = {(Ref)unpickler, module_name, name};
    return call_method(rt, PICKLE_NAME(rt, find_class), args, 3);
}

/* What two lines name. */
static Own find_named(Rt *rt, UnpicklerObj *unpickler, NativeCodec codec)
{
    Own names[2] = {NULL, NULL}, found = NULL;
    for (int i = 0; i < 2; i++) {
        ptrdiff_t length;
        const char *line = pickle_read_line(rt, unpickler, 2, &length);
        if (line != NULL) names[i] = native_decode(rt, codec, line, (size_t)length - 1, NULL, NULL);
        if (names[i] == NULL) break;
    }
    if (names[1] != NULL) found = find_class(rt, unpickler, names[0], names[1]);
    release(rt, names[0]);
    release(rt, names[1]);
    return found;
}

LOADER(global)
{
    return pickle_push(rt, unpickler, find_named(rt, unpickler, NATIVE_UTF8));
}

LOADER(stack_global)
{
    Own name = pickle_pop(rt, unpickler), module_name = name == NULL ? NULL : pickle_pop(rt, unpickler), found = NULL;
    if (module_name != NULL && is_exact(module_name, TYPE_str) && is_exact(name, TYPE_str)) found = find_class(rt, unpickler, module_name, name);
    else pickle_fail(rt, UNPICKLING_ERROR, "STACK_GLOBAL requires str");
    release_all(rt, name, module_name);
    return pickle_push(rt, unpickler, found);
}

/* What copyreg has registered under CODE; NULL + ValueError. */
static Own find_extension(Rt *rt, UnpicklerObj *unpickler, Ref code, long value)
{
    const PickleState *state = PICKLE_STATE(rt);
    Own found = NULL, pair = NULL;
    int has = dict_lookup(rt, state->extension_cache, code, &found);
    if (has != 0) return found;
    has = dict_lookup(rt, state->inverted_registry, code, &pair);
    if (has == 0) error_raise(rt, TYPE_ValueError, "unregistered extension code %ld", value);
    if (has <= 0) return NULL;
    if (!is_tuple(pair) || tuple_length(pair) != 2 || !is_str(tuple_peek(pair, 0)) || !is_str(tuple_peek(pair, 1)))
        error_raise(rt, TYPE_ValueError, "_inverted_registry[%ld] isn't a 2-tuple of strings", value);
    else found = find_class(rt, unpickler, tuple_peek(pair, 0), tuple_peek(pair, 1));
    release(rt, pair);
    if (found != NULL && dict_set(rt, state->extension_cache, code, found) < 0) release_clear(rt, &found);
    return found;
}

LOADER(extension)
{
    const char *bytes = pickle_read(rt, unpickler, argument);
    if (bytes == NULL) return -1;
    int32_t value = (int32_t)(uint32_t)pickle_number(bytes, argument);
    if (value <= 0) return pickle_fail(rt, UNPICKLING_ERROR, "EXT specifies code <= 0");
    Own code = int_new(rt, value), found = code == NULL ? NULL : find_extension(rt, unpickler, code, value);
    release(rt, code);
    return pickle_push(rt, unpickler, found);
}

/* --- persistent ids */

static int no_persistent_load(Rt *rt)
{
    return pickle_fail(rt, UNPICKLING_ERROR, "A load persistent id instruction was encountered,\nbut no persistent_load function was specified.");
}

/* Takes ID. */
static int push_persistent(Rt *rt, UnpicklerObj *unpickler, Own id)
{
    Own found = id == NULL ? NULL : pickle_method_call(rt, (Ref)unpickler, unpickler->persistent_load, unpickler->persistent_bound, id);
    release(rt, id);
    return pickle_push(rt, unpickler, found);
}

LOADER(persid)
{
    ptrdiff_t length;
    if (unpickler->persistent_load == NULL) return no_persistent_load(rt);
    const char *line = pickle_read_line(rt, unpickler, 1, &length);
    if (line == NULL) return -1;
    Own id = native_decode(rt, NATIVE_ASCII, line, (size_t)length - 1, NULL, NULL);
    if (id == NULL && error_matches(rt, TYPE_UnicodeDecodeError)) pickle_fail(rt, UNPICKLING_ERROR, "persistent IDs in protocol 0 must be ASCII strings");
    return push_persistent(rt, unpickler, id);
}

LOADER(binpersid)
{
    if (unpickler->persistent_load == NULL) return no_persistent_load(rt);
    return push_persistent(rt, unpickler, pickle_pop(rt, unpickler));
}

/* --- instances */

/* CLASS(*ARGS), of Python 2's opcodes: without arguments __new__ alone, as for its old classes.  Takes both. */
static int push_instance(Rt *rt, UnpicklerObj *unpickler, Own class_obj, Own args)
{
    Own obj = NULL, initargs = NULL;
    if (class_obj != NULL && args != NULL) {
        int found = 1;
        if (tuple_length(args) == 0 && is_type(class_obj)) found = object_attr_lookup(rt, class_obj, PICKLE_NAME(rt, __getinitargs__), &initargs);
        if (found > 0) obj = call_tuple(rt, class_obj, args, NULL);
        else if (found == 0) obj = call_method_one(rt, class_obj, RT_NAME(rt, __new__), class_obj);
        release(rt, initargs);
    }
    release_all(rt, class_obj, args);
    return pickle_push(rt, unpickler, obj);
}

LOADER(obj)
{
    ptrdiff_t start = pickle_mark_pop(rt, unpickler);
    if (start < 0) return -1;
    if (unpickler->depth - start < 1) return pickle_underflow(rt, unpickler);
    Own args = pickle_pop_tuple(rt, unpickler, start + 1), class_obj = args == NULL ? NULL : pickle_pop(rt, unpickler);
    return push_instance(rt, unpickler, class_obj, args);
}

LOADER(inst)
{
    ptrdiff_t start = pickle_mark_pop(rt, unpickler);
    Own class_obj = start < 0 ? NULL : find_named(rt, unpickler, NATIVE_ASCII);
    return push_instance(rt, unpickler, class_obj, class_obj == NULL ? NULL : pickle_pop_tuple(rt, unpickler, start));
}

/* CLASS.__new__(CLASS, *ARGS, **KWARGS), if they are what they must be. */
static Own make_new(Rt *rt, const char *op, Ref class_obj, Ref args, Ref kwargs)
{
    if (!is_type(class_obj)) pickle_fail(rt, UNPICKLING_ERROR, "%s class argument must be a type, not %.200T", op, class_obj);
    else if (AS_TYPE(class_obj)->slots.tp_new == NULL)
        pickle_fail(rt, UNPICKLING_ERROR, "%s class argument '%.200T' doesn't have __new__", op, class_obj);
    else if (!is_tuple(args)) pickle_fail(rt, UNPICKLING_ERROR, "%s args argument must be a tuple, not %.200T", op, args);
    else if (kwargs != NULL && !is_dict(kwargs)) pickle_fail(rt, UNPICKLING_ERROR, "%s kwargs argument must be a dict, not %.200T", op, kwargs);
    else return AS_TYPE(class_obj)->slots.tp_new(rt, AS_TYPE(class_obj), args, kwargs);
    return NULL;
}

LOADER(newobj)
{
    bool with_kwargs = argument != 0;
    Own kwargs = with_kwargs ? pickle_pop(rt, unpickler) : NULL, args = NULL, class_obj = NULL, obj = NULL;
    if (!with_kwargs || kwargs != NULL) args = pickle_pop(rt, unpickler);
    if (args != NULL) class_obj = pickle_pop(rt, unpickler);
    if (class_obj != NULL) obj = make_new(rt, with_kwargs ? "NEWOBJ_EX" : "NEWOBJ", class_obj, args, kwargs);
    release_all(rt, kwargs, args, class_obj);
    return pickle_push(rt, unpickler, obj);
}

LOADER(reduce)
{
    Own args = pickle_pop(rt, unpickler), callable = args == NULL ? NULL : pickle_pop(rt, unpickler), obj = NULL;
    if (callable != NULL && !is_tuple(args)) error_raise(rt, TYPE_TypeError, "argument list must be a tuple");
    else if (callable != NULL) obj = call_tuple(rt, callable, args, NULL);
    release_all(rt, callable, args);
    return pickle_push(rt, unpickler, obj);
}

/* --- state */

/* One attribute: into DICT, or by setattr of OBJ when DICT is NULL. */
static int set_attribute(Rt *rt, Ref obj, Ref dict, Ref key, Ref value)
{
    Own name = new_ref(key), held = new_ref(value);
    if (dict != NULL && is_exact(name, TYPE_str)) str_intern(rt, &name);
    int status = dict == NULL ? object_attr_set(rt, obj, name, held) : object_item_set(rt, dict, name, held);
    release_all(rt, name, held);
    return status;
}

static int set_attributes(Rt *rt, Ref obj, Ref dict_or_null, Ref state)
{
    Ref key, value;
    ptrdiff_t position = 0;
    int status = 0;
    while (status == 0 && dict_next(state, &position, &key, &value)) {
        status = set_attribute(rt, obj, dict_or_null, key, value);
        if (status == 0) status = error_poll(rt);
    }
    return status;
}

/* STATE into the __dict__ of OBJ; of a pair, the second one's by setattr, for slots. */
static int set_state(Rt *rt, Ref obj, Ref state)
{
    Ref slots = NULL;
    if (is_tuple(state) && tuple_length(state) == 2) {
        slots = tuple_peek(state, 1);
        state = tuple_peek(state, 0);
    }
    if (state != rt->none) {
        if (!is_dict(state)) return pickle_fail(rt, UNPICKLING_ERROR, "state is not a dictionary");
        Own dict = object_attr_get(rt, obj, RT_NAME(rt, __dict__));
        int status = dict == NULL ? -1 : set_attributes(rt, obj, dict, state);
        release(rt, dict);
        if (status < 0) return -1;
    }
    if (slots == NULL) return 0;
    if (!is_dict(slots)) return pickle_fail(rt, UNPICKLING_ERROR, "slot state is not a dictionary");
    return set_attributes(rt, obj, NULL, slots);
}

LOADER(build)
{
    if (unpickler->depth - 2 < pickle_fence(unpickler)) return pickle_underflow(rt, unpickler);
    Own state = pickle_pop(rt, unpickler), setter = NULL;
    Ref obj = unpickler->stack[unpickler->depth - 1];
    int status = object_attr_lookup(rt, obj, PICKLE_NAME(rt, __setstate__), &setter);
    if (status == 0) status = set_state(rt, obj, state);
    else if (status > 0) {
        Own result = call_one(rt, setter, state);
        status = result == NULL ? -1 : 0;
        release(rt, result);
    }
    release_all(rt, setter, state);
    return status;
}
