/* Types made from specs, in two steps.

   A type's dict holds strings and descriptors, whose own types must be there first; so
   at start-up every type gets its shell (sizes, flags, slots: all that is needed to
   make instances), then the singletons are made, then the shells are filled.  Types
   that come later go through both steps at once.

   What stays true of a ready type: `mro` starts with itself and ends with object;
   `base` is in it; every slot is either set or really absent, so that no operation
   needs to ask the base. */
#include "objects/typeobj.h"

#include <stdlib.h>
#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/descrobj.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/propertyobj.h"
#include "objects/slots.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/type_parts.h"
#include "objects/typestate.h"
#include "objects/weakrefobj.h"

const char *type_short_name(const Type *type)
{
    if (type->flags & TYPE_FLAG_HEAP) return type->name;
    const char *dot = strrchr(type->name, '.');
    return dot == NULL ? type->name : dot + 1;
}

/* --- the first step */

static Type *base_of_spec(const Rt *rt, const TypeSpec *spec)
{
    if (spec->id == TYPE_object) return NULL;
    return rt->types[spec->base == TYPE_other ? TYPE_object : spec->base];
}

enum {
    INHERITED_FLAGS = TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING | TYPE_FLAG_MATCH_SELF |
                      TYPE_FLAG_INT_SUBCLASS | TYPE_FLAG_LIST_SUBCLASS |
                      TYPE_FLAG_TUPLE_SUBCLASS | TYPE_FLAG_BYTES_SUBCLASS |
                      TYPE_FLAG_STR_SUBCLASS | TYPE_FLAG_DICT_SUBCLASS |
                      TYPE_FLAG_EXCEPTION_SUBCLASS,
};

/* A type that says what it holds (tp_traverse) says so for itself; one that does not is
   collected as its base is. */
static void inherit_from_base(Type *type, const Type *base)
{
    const TypeSpec *spec = type->spec;
    if (type->basicsize == 0) type->basicsize = base->basicsize;
    if (type->itemsize == 0) type->itemsize = base->itemsize;
    if (type->dict_offset == 0) type->dict_offset = base->dict_offset;
    if (type->weaklist_offset == 0) type->weaklist_offset = base->weaklist_offset;
    type->flags |= base->flags & (INHERITED_FLAGS | TYPE_FLAG_TYPE_SUBCLASS);
    if (!(type->flags & TYPE_FLAG_GC) && spec->slots.tp_traverse == NULL) {
        type->flags |= base->flags & TYPE_FLAG_GC;
    }
    slots_inherit(type, base);
    if (type->slots.tp_hash == NULL) type->slots.tp_hash = slot_hash_not_implemented;
    if (spec->slots.tp_new == NULL && base->id == TYPE_object) {
        type->slots.tp_new = NULL;
        type->flags |= TYPE_FLAG_DISALLOW_INSTANTIATION;
    }
}

static int remember(Rt *rt, Type *type)
{
    TypeState *state = rt->objects->types;
    if (state->spec_count == state->spec_room) {
        size_t room = state->spec_room * 2 + 64;
        Type **specs = realloc(state->specs, room * sizeof *specs);
        if (specs == NULL) return -1;
        state->specs = specs;
        state->spec_room = room;
    }
    state->specs[state->spec_count++] = type;
    return 0;
}

Own type_shell_new(Rt *rt, const TypeSpec *spec)
{
    Type *type = heap_alloc(rt, sizeof *type);
    if (type == NULL) return NULL;
    memset(type, 0, sizeof *type);
    Type *metatype = RT_TYPE(rt, type) == NULL ? type : RT_TYPE(rt, type);
    type->id = spec->id;
    type->spec = spec;
    type->name = spec->name;
    object_begin(rt, (Obj *)type, metatype);
    type->flags = spec->flags;
    if (!(spec->flags & TYPE_FLAG_HEAP)) type->flags |= TYPE_FLAG_IMMUTABLE;
    type->basicsize = (ptrdiff_t)spec->basicsize;
    type->itemsize = (ptrdiff_t)spec->itemsize;
    type->dict_offset = spec->dict_offset;
    type->weaklist_offset = spec->weaklist_offset;
    type->slots = spec->slots;
    Type *base = base_of_spec(rt, spec);
    if (base != NULL) {
        type->base = new_ref((Ref)base);
        inherit_from_base(type, base);
    }
    if (remember(rt, type) < 0) {
        object_forget(rt);
        heap_free(rt, type);
        return error_no_memory(rt);
    }
    if (spec->id != TYPE_other) rt->types[spec->id] = type;
    return (Own)type;
}

void type_shell_free(Rt *rt, Type *type)
{
    object_forget(rt);
    heap_free(rt, type);
}

/* --- the second step */

/* Adds VALUE (taken; NULL: error) under NAME, unless the dict has that already. */
static int dict_add(Rt *rt, Type *type, const char *name, Own value)
{
    if (value == NULL) return -1;
    Own key = str_interned(rt, name);
    int result = -1;
    if (key != NULL) {
        result = dict_peek(rt, type->dict, key) != NULL
                     ? 0
                     : dict_set(rt, type->dict, key, value);
    }
    release_all(rt, key, value);
    return result;
}

static int add_methods(Rt *rt, Type *type)
{
    for (const MethodDef *def = type->spec->methods; def != NULL && def->name != NULL;
         def++) {
        Own method;
        if (def->flags & METHOD_STATIC) {
            Own function = builtin_new(rt, def, (Ref)type, NULL);
            method = function == NULL ? NULL : staticmethod_new(rt, function);
            release(rt, function);
        } else {
            method = method_descr_new(rt, type, def);
        }
        if (def->flags & METHOD_COEXIST) { /* replaces the slot's wrapper */
            int result =
                method == NULL ? -1 : dict_set_text(rt, type->dict, def->name, method);
            release(rt, method);
            if (result < 0) return -1;
        } else if (dict_add(rt, type, def->name, method) < 0) {
            return -1;
        }
    }
    return 0;
}

static int add_fields(Rt *rt, Type *type)
{
    const TypeSpec *spec = type->spec;
    for (const MemberDef *def = spec->members; def != NULL && def->name != NULL;
         def++) {
        if (dict_add(rt, type, def->name, field_descr_new(rt, type, def)) < 0)
            return -1;
    }
    for (const GetSetDef *def = spec->getset; def != NULL && def->name != NULL; def++) {
        if (dict_add(rt, type, def->name, getset_descr_new(rt, type, def)) < 0)
            return -1;
    }
    return 0;
}

static int add_doc_and_hash(Rt *rt, Type *type)
{
    const TypeSpec *spec = type->spec;
    if (dict_add(rt, type, "__doc__", doc_body(rt, type_short_name(type), spec->doc)) <
        0) {
        return -1;
    }
    if (type->slots.tp_hash == slot_hash_not_implemented) {
        return dict_add(rt, type, "__hash__", none_new(rt));
    }
    return 0;
}

/* A dotted name says the module; RT's own types are builtins, which needs no entry. */
static int add_module(Rt *rt, Type *type, Ref module_name_or_null)
{
    const char *dot = strrchr(type->name, '.');
    if (module_name_or_null != NULL) {
        return dict_set(rt, type->dict, RT_NAME(rt, __module__), module_name_or_null);
    }
    if (dot == NULL || !(type->flags & TYPE_FLAG_HEAP)) return 0;
    Own module = str_from_utf8(rt, type->name, (size_t)(dot - type->name));
    if (module == NULL) return -1;
    str_intern(rt, &module);
    int result = dict_set(rt, type->dict, RT_NAME(rt, __module__), module);
    release(rt, module);
    return result;
}

static int add_new_method(Rt *rt, Type *type)
{
    if (type->spec->slots.tp_new == NULL) return 0;
    return dict_add(rt, type, "__new__", new_wrapper_make(rt, type));
}

int type_shell_fill(Rt *rt, Type *type, Ref module_name_or_null)
{
    type->dict = dict_new(rt);
    if (type->dict == NULL) return -1;
    type->bases =
        type->base == NULL ? new_ref(rt->empty_tuple) : tuple_of(rt, 1, type->base);
    if (type->bases == NULL || mro_set(rt, type) < 0) return -1;
    type->flags |= TYPE_FLAG_READY;
    if (add_new_method(rt, type) < 0 || slots_add_wrappers(rt, type) < 0 ||
        add_methods(rt, type) < 0 || add_fields(rt, type) < 0 ||
        add_doc_and_hash(rt, type) < 0 ||
        add_module(rt, type, module_name_or_null) < 0) {
        return -1;
    }
    return type->base == NULL ? 0 : type_add_subclass(rt, AS_TYPE(type->base), type);
}

Own type_from_spec(Rt *rt, const TypeSpec *spec, Ref module_name_or_null)
{
    Type *type = (Type *)type_shell_new(rt, spec);
    if (type == NULL || type_shell_fill(rt, type, module_name_or_null) < 0) return NULL;
    return new_ref((Ref)type); /* the shell's own reference ends with the runtime */
}

int type_register(Rt *rt, const TypeSpec *const *specs)
{
    for (; *specs != NULL; specs++) {
        Own type = type_from_spec(rt, *specs, NULL);
        if (type == NULL) return -1;
        release(rt, type);
    }
    return 0;
}

/* --- subclasses: weak references, by the subclass's address */

static Own subclass_key(Rt *rt, const Type *type)
{
    return int_new_unsigned(rt, heap_nominal(rt, type));
}

int type_add_subclass(Rt *rt, Type *base, Type *type)
{
    Own key = subclass_key(rt, type), weak = key == NULL ? NULL : weakref_new(rt, (Ref)type, NULL);
    int result = -1;
    if (weak != NULL && (base->subclasses != NULL || (base->subclasses = dict_new(rt)) != NULL))
        result = dict_set(rt, base->subclasses, key, weak);
    release_all(rt, key, weak);
    return result;
}

/* Subclassed by what CPython imports at its start: abc, os, collections. */
static const TypeId always_subclassed[] = {TYPE_dict, TYPE_property, TYPE_staticmethod, TYPE_classmethod, TYPE_type};

static bool is_always_subclassed(const Type *type)
{
    for (size_t i = 0; i < ARRAY_LENGTH(always_subclassed); i++) {
        if (type->id == always_subclassed[i]) return true;
    }
    return false;
}

int type_prepare_subclasses(Rt *rt)
{
    for (size_t i = 0; i < ARRAY_LENGTH(always_subclassed); i++) {
        Type *type = rt->types[always_subclassed[i]];
        if (type->subclasses == NULL && (type->subclasses = dict_new(rt)) == NULL) return -1;
    }
    return 0;
}

enum { VERSIONS_AT_START = (1 << 16) - 1 }; /* more than the start gives out */

void type_settle(Rt *rt)
{
    for (size_t i = 0; i < ARRAY_LENGTH(always_subclassed); i++)
        gc_set_aside(rt, rt->types[always_subclassed[i]]->subclasses);
    TypeState *state = rt->objects->types;
    type_cache_clear(rt);
    if (state->next_version != 0) state->next_version = (state->next_version | VERSIONS_AT_START) + 1;
}

void type_remove_subclass(Rt *rt, Type *base, Type *type)
{
    if (base->subclasses == NULL) return;
    Pending pending = error_fetch(rt);
    Own key = subclass_key(rt, type), weak = NULL;
    if (key == NULL || dict_pop(rt, base->subclasses, key, &weak) < 0) error_clear(rt);
    release_all(rt, weak, key);
    if (dict_length(base->subclasses) == 0 && !is_always_subclassed(base)) release_clear(rt, &base->subclasses);
    error_restore(rt, pending);
}
