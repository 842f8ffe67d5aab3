/* Saving classes and functions: by the names under which a module has them; and the names of Python 2 for those
   of Python 3. */
#include "modules/pickle_parts.h"

#include <string.h>

#include "modules/import.h"
#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- dotted names */

/* The end of the part of NAME that begins at START. */
static ptrdiff_t part_end(Ref name, ptrdiff_t start)
{
    while (start < str_length(name) && str_at(name, start) != '.') start++;
    return start;
}

/* NAME itself when it has no dot. */
static Own part_new(Rt *rt, Ref name, ptrdiff_t start, ptrdiff_t end)
{
    return start == 0 && end == str_length(name) ? new_ref(name) : str_slice(rt, name, start, end);
}

static Own last_part_new(Rt *rt, Ref name)
{
    ptrdiff_t start = 0, end;
    while ((end = part_end(name, start)) < str_length(name)) start = end + 1;
    return part_new(rt, name, start, end);
}

bool pickle_is_local(Ref name)
{
    static const char local[] = "<locals>";
    for (ptrdiff_t start = 0, end; start <= str_length(name); start = end + 1) {
        ptrdiff_t i = 0;
        end = part_end(name, start);
        if (end - start != (ptrdiff_t)strlen(local)) continue;
        while (local[i] != 0 && str_at(name, start + i) == (unsigned char)local[i]) i++;
        if (local[i] == 0) return true;
    }
    return false;
}

int pickle_deep_get(Rt *rt, Ref obj, Ref name, Own *out, Own *parent)
{
    Own path = list_new(rt, 0); /* CPython splits the name into a list */
    if (path == NULL) return -1;
    Own at = new_ref(obj), before = NULL;
    int found = 1;
    for (ptrdiff_t start = 0, end; found > 0 && start <= str_length(name); start = end + 1) {
        end = part_end(name, start);
        release_replace(rt, &before, STEAL(at));
        Own part = part_new(rt, name, start, end);
        found = part == NULL ? -1 : object_attr_lookup(rt, before, part, &at);
        release(rt, part);
    }
    if (found > 0 && parent != NULL) *parent = STEAL(before);
    release(rt, before);
    release(rt, path);
    *out = at;
    return found;
}

/* --- which module has an object that does not say so: any but __main__ */

/* 1, 0, -1 */
static int has_it(Rt *rt, Ref module_name, Ref module, Ref obj, Ref path)
{
    Own candidate = NULL;
    if (module == rt->none || (is_str(module_name) && str_equals_text(module_name, "__main__"))) return 0;
    int found = pickle_deep_get(rt, module, path, &candidate, NULL);
    bool same = candidate == obj;
    release(rt, candidate);
    return found > 0 ? same : found;
}

static Own find_module(Rt *rt, Ref modules, Ref obj, Ref path)
{
    Own names = is_exact(modules, TYPE_dict) ? dict_keys_list(rt, modules) : new_ref(modules), iterator = names == NULL ? NULL : object_iter(rt, names), name = NULL;
    int found = iterator == NULL ? -1 : 0;
    while (found == 0) {
        int more = object_next(rt, iterator, &name);
        if (more <= 0) {
            found = more < 0 ? -1 : 2;
            break;
        }
        Own module = object_item_get(rt, modules, name);
        found = module == NULL ? -1 : has_it(rt, name, module, obj, path);
        release(rt, module);
        if (found != 1) release_clear(rt, &name);
    }
    release_all(rt, names, iterator);
    return found == 2 ? new_ref(RT_NAME(rt, __main__)) : name;
}

static Own which_module(Rt *rt, Ref obj, Ref path)
{
    Own name = NULL, modules = NULL;
    if (object_attr_lookup(rt, obj, RT_NAME(rt, __module__), &name) < 0) return NULL;
    if (name != NULL && name != rt->none) return name;
    release_clear(rt, &name);
    int found = object_attr_lookup(rt, rt->modules->sys, RT_NAME(rt, modules), &modules);
    if (found == 0) error_raise(rt, TYPE_RuntimeError, "unable to get sys.modules");
    if (found > 0) name = find_module(rt, modules, obj, path);
    release(rt, modules);
    return name;
}

/* --- the names of Python 2 and 3 */

/* MAPPING[KEY]: 1, 0, -1. */
static int renamed(Rt *rt, Ref mapping, const char *name, Ref key, Own *out)
{
    int found = dict_lookup(rt, mapping, key, out);
    if (found <= 0 || is_str(*out)) return found;
    error_raise(rt, TYPE_RuntimeError, "_compat_pickle.%sIMPORT_MAPPING values should be strings, not %.200T", name, *out);
    release_clear(rt, out);
    return -1;
}

static int renamed_pair(Rt *rt, Ref mapping, const char *direction, Ref module, Ref name, Own *out)
{
    Own key = tuple_of(rt, 2, module, name);
    int found = key == NULL ? -1 : dict_lookup(rt, mapping, key, out);
    release(rt, key);
    if (found <= 0) return found;
    if (!is_tuple(*out) || tuple_length(*out) != 2)
        error_raise(rt, TYPE_RuntimeError, "_compat_pickle.%sNAME_MAPPING values should be 2-tuples, not %.200T", direction, *out);
    else if (!is_str(tuple_peek(*out, 0)) || !is_str(tuple_peek(*out, 1)))
        error_raise(rt, TYPE_RuntimeError, "_compat_pickle.%sNAME_MAPPING values should be pairs of str, not (%.200T, %.200T)", direction,
            tuple_peek(*out, 0), tuple_peek(*out, 1));
    else return 1;
    release_clear(rt, out);
    return -1;
}

int pickle_rename(Rt *rt, Ref names, Ref imports, const char *direction, Own *module, Own *name)
{
    Own other = NULL;
    int found = renamed_pair(rt, names, direction, *module, *name, &other);
    if (found > 0) {
        release_replace(rt, module, new_ref(tuple_peek(other, 0)));
        release_replace(rt, name, new_ref(tuple_peek(other, 1)));
        release(rt, other);
    } else if (found == 0) {
        found = renamed(rt, imports, direction, *module, &other);
        if (found > 0) release_replace(rt, module, other);
    }
    return found;
}

/* --- writing one */

/* What is found while a global is being saved. */
typedef struct Global {
    Ref obj;
    Own name, module_name, module, parent; /* parent: what the last part of the name is an attribute of */
} Global;

static int find_in_module(Rt *rt, Global *global)
{
    global->module_name = which_module(rt, global->obj, global->name);
    if (global->module_name == NULL) return -1;
    if (is_str(global->module_name)) global->module = import_by_call(rt, global->module_name);
    if (global->module == NULL)
        return pickle_fail(rt, PICKLING_ERROR, "Can't pickle %R: import of module %R failed", global->obj, global->module_name);
    Own found = NULL;
    if (pickle_deep_get(rt, global->module, global->name, &found, &global->parent) <= 0)
        return pickle_fail(rt, PICKLING_ERROR, "Can't pickle %R: attribute lookup %S on %S failed", global->obj, global->name, global->module_name);
    bool same = found == global->obj;
    release(rt, found);
    if (same) return 0;
    return pickle_fail(rt, PICKLING_ERROR, "Can't pickle %R: it's not the same object as %S.%S", global->obj, global->module_name, global->name);
}

static int find_global(Rt *rt, Global *global)
{
    Own path = list_new(rt, 0); /* CPython splits the name into a list before it imports */
    int status = path == NULL ? -1 : find_in_module(rt, global);
    release(rt, path);
    return status;
}

/* As a code of copyreg's registry of extensions, if it has one: 1, 0, -1. */
static int save_extension(Rt *rt, PicklerObj *pickler, const Global *global)
{
    Own key = tuple_of(rt, 2, global->module_name, global->name), code_obj = NULL;
    int found = key == NULL ? -1 : dict_lookup(rt, PICKLE_STATE(rt)->extension_registry, key, &code_obj);
    release(rt, key);
    if (found <= 0) return found;
    int overflow = 0, status;
    if (!is_int(code_obj)) {
        status = pickle_fail(rt, PICKLING_ERROR, "Can't pickle %R: extension code %R isn't an integer", global->obj, code_obj);
        release(rt, code_obj);
        return status;
    }
    int64_t code = int_value_overflow(code_obj, &overflow);
    release(rt, code_obj);
    if (overflow != 0) return error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C long");
    if (code <= 0 || code > INT32_MAX) return pickle_fail(rt, PICKLING_ERROR, "Can't pickle %R: extension code %ld is out of range", global->obj, (long)code);
    int size = code <= 0xFF ? 1 : code <= 0xFFFF ? 2 : 4;
    status = pickle_write_op_value(rt, pickler, size == 1 ? PK_EXT1 : size == 2 ? PK_EXT2 : PK_EXT4, (uint64_t)code, size);
    return status < 0 ? -1 : 1;
}

/* A line with NAME: in UTF-8 for protocol 3, else in ASCII, for Python 2 may read it. */
static int write_name(Rt *rt, PicklerObj *pickler, const char *what, Ref name)
{
    Own bytes = is_str(name) ? native_encode(rt, pickler->protocol == 3 ? NATIVE_UTF8 : NATIVE_ASCII, name, NULL) : NULL;
    if (!is_str(name)) error_raise(rt, TYPE_TypeError, "bad argument type for built-in operation");
    if (bytes == NULL) {
        if (!error_matches(rt, TYPE_UnicodeEncodeError)) return -1;
        return pickle_fail(rt, PICKLING_ERROR, "can't pickle %s identifier '%S' using pickle protocol %i", what, name, pickler->protocol);
    }
    int status = pickle_write(rt, pickler, AS_BYTES(bytes)->bytes, bytes_length(bytes));
    release(rt, bytes);
    return status < 0 ? -1 : pickle_write(rt, pickler, "\n", 1);
}

static int write_global(Rt *rt, PicklerObj *pickler, Global *global)
{
    const PickleState *state = PICKLE_STATE(rt);
    Own last = last_part_new(rt, global->name);
    if (last == NULL) return -1;
    int status;
    if (global->parent == global->module) release_replace(rt, &global->name, new_ref(last));
    if (pickler->protocol >= 4) {
        status = pickle_save(rt, pickler, global->module_name);
        if (status == 0) status = pickle_save(rt, pickler, global->name);
        if (status == 0) status = pickle_write_op(rt, pickler, PK_STACK_GLOBAL);
    } else if (global->parent != global->module) {
        status = pickle_save_call(rt, pickler, NULL, state->getattr, 2, (Ref)global->parent, (Ref)last);
    } else {
        status = pickle_write_op(rt, pickler, PK_GLOBAL);
        if (status == 0 && pickler->fix_imports && pickle_rename(rt, state->names_3to2, state->imports_3to2, "REVERSE_", &global->module_name, &global->name) < 0) status = -1;
        if (status == 0) status = write_name(rt, pickler, "module", global->module_name);
        if (status == 0) status = write_name(rt, pickler, "global", global->name);
    }
    release(rt, last);
    return status < 0 ? -1 : pickle_memo_put(rt, pickler, global->obj);
}

/* By NAME when it is given, else by OBJ's __qualname__ or __name__. */
int pickle_save_global_named(Rt *rt, PicklerObj *pickler, Ref obj, Ref name)
{
    Global global = {.obj = obj, .name = new_ref_or_null(name)};
    int status = 0;
    if (name == NULL) {
        status = object_attr_lookup(rt, obj, RT_NAME(rt, __qualname__), &global.name);
        if (status == 0) global.name = object_attr_get(rt, obj, RT_NAME(rt, __name__));
        if (status >= 0) status = global.name == NULL ? -1 : 0;
    }
    if (status == 0 && !is_str(global.name)) status = error_raise_int(rt, TYPE_TypeError, "must be str, not %.100T", global.name);
    if (status == 0 && pickle_is_local(global.name)) status = error_raise_int(rt, TYPE_AttributeError, "Can't pickle local object %R", global.name);
    if (status == 0) status = find_global(rt, &global);
    if (status == 0 && pickler->protocol >= 2) status = save_extension(rt, pickler, &global);
    if (status == 0) status = write_global(rt, pickler, &global);
    release(rt, global.name);
    release(rt, global.module_name);
    release(rt, global.module);
    release(rt, global.parent);
    return status < 0 ? -1 : 0;
}

int pickle_save_global(Rt *rt, PicklerObj *pickler, Ref obj)
{
    return pickle_save_global_named(rt, pickler, obj, NULL);
}

/* The types of the three singletons have no names in a module. */
int pickle_save_type(Rt *rt, PicklerObj *pickler, Ref obj)
{
    Ref singletons[] = {rt->none, rt->ellipsis, rt->not_implemented};
    for (size_t i = 0; i < ARRAY_LENGTH(singletons); i++) {
        if (object_type(singletons[i]) == obj) return pickle_save_call(rt, pickler, obj, (Ref)RT_TYPE(rt, type), 1, singletons[i]);
    }
    return pickle_save_global(rt, pickler, obj);
}
