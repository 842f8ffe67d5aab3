/* Making a class: type(name, bases, namespace), which is what a class statement calls.

   The order of the steps shows: the metaclass is settled, the layout is checked, the
   type is made and its slots follow from its methods, then __set_name__ of its
   attributes and
   __init_subclass__ of its base may run Python code on a finished class. */
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/descrobj.h"
#include "objects/dict_keys.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/propertyobj.h"
#include "objects/slots.h"
#include "objects/strobj.h"
#include "objects/superobj.h"
#include "objects/tupleobj.h"
#include "objects/type_layout.h"
#include "objects/type_parts.h"
#include "objects/typeobj.h"
#include "objects/typestate.h"

/* --- bases */

/* The type, up the bases, whose instances have fields of their own. */
static Type *solid_base(Type *type)
{
    Type *base = type->base == NULL ? NULL : solid_base(AS_TYPE(type->base));
    if (base == NULL) return type;
    ptrdiff_t size = type->basicsize;
    if (type->itemsize != base->itemsize) return type;
    /* A weak list or dict at the end is no reason for another layout. */
    if ((type->flags & TYPE_FLAG_HEAP) && type->weaklist_offset != 0 &&
        base->weaklist_offset == 0 &&
        type->weaklist_offset + (ptrdiff_t)sizeof(Own) == size) {
        size -= (ptrdiff_t)sizeof(Own);
    }
    if ((type->flags & TYPE_FLAG_HEAP) && type->dict_offset != 0 &&
        base->dict_offset == 0 && !(type->flags & TYPE_FLAG_MANAGED_DICT)) {
        size -= (ptrdiff_t)sizeof(Own);
    }
    return size == base->basicsize ? base : type;
}

bool type_has_layout_of(const Type *type, const Type *other)
{
    return type_is_subtype(solid_base((Type *)(uintptr_t)type), solid_base((Type *)(uintptr_t)other));
}

static int check_base(Rt *rt, Ref base)
{
    if (!is_type(base))
        return error_raise_int(rt, TYPE_TypeError, "bases must be types");
    if (AS_TYPE(base)->flags & TYPE_FLAG_BASE) return 0;
    return error_raise_int(rt,
                           TYPE_TypeError,
                           "type '%.100s' is not an acceptable base type",
                           AS_TYPE(base)->name);
}

Type *type_best_base(Rt *rt, Ref bases)
{
    Type *winner = NULL, *best = NULL;
    for (ptrdiff_t i = 0; i < tuple_length(bases); i++) {
        Ref base = tuple_peek(bases, i);
        if (check_base(rt, base) < 0) return NULL;
        Type *candidate = solid_base(AS_TYPE(base));
        if (winner == NULL ||
            (candidate != winner && type_is_subtype(candidate, winner))) {
            winner = candidate;
            best = AS_TYPE(base);
        } else if (!type_is_subtype(winner, candidate)) {
            error_raise(
                rt, TYPE_TypeError, "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return best;
}

Type *type_metaclass(Rt *rt, Type *metatype, Ref bases)
{
    Type *winner = metatype;
    for (ptrdiff_t i = 0; i < tuple_length(bases); i++) {
        Type *candidate = tuple_peek(bases, i)->type;
        if (type_is_subtype(winner, candidate)) continue;
        if (!type_is_subtype(candidate, winner)) {
            error_raise(
                rt,
                TYPE_TypeError,
                "metaclass conflict: the metaclass of a derived class must be a "
                "(non-strict) subclass of the metaclasses of all its bases");
            return NULL;
        }
        winner = candidate;
    }
    return winner;
}

/* Every base must be a type by now: class statements have resolved the others. */
static int check_resolved(Rt *rt, Ref bases)
{
    for (ptrdiff_t i = 0; i < tuple_length(bases); i++) {
        Ref base = tuple_peek(bases, i);
        if (is_type(base)) continue;
        Own entries = NULL;
        int found =
            object_attr_lookup(rt, base, RT_NAME(rt, __mro_entries__), &entries);
        release(rt, entries);
        if (found == 0) continue;
        return found < 0
                   ? -1
                   : error_raise_int(rt,
                                     TYPE_TypeError,
                                     "type() doesn't support MRO entry resolution; "
                                     "use types.new_class()");
    }
    return 0;
}

/* --- the type object */

static Type *type_alloc(Rt *rt,
                        Type *metatype,
                        Ref name,
                        Ref bases,
                        const Type *best,
                        ptrdiff_t fields)
{
    Type *type = (Type *)metatype->slots.tp_alloc(rt, metatype, fields);
    if (type == NULL) return NULL;
    /* HAVE_FINALIZE and its kin, which CPython keeps for old binaries, have no use
     * here. */
    type->flags = TYPE_FLAG_HEAP | TYPE_FLAG_BASE |
                  (best->flags & (TYPE_FLAG_GC | TYPE_FLAG_MANAGED_DICT));
    type->heap_name = new_ref(name);
    type->qualname = new_ref(name);
    type->bases = new_ref(bases);
    type->base = new_ref((Ref)best);
    type->itemsize = best->itemsize;
    type->dict_offset = best->dict_offset;
    type->weaklist_offset = best->weaklist_offset;
    type->name = str_utf8(rt, name, &(size_t){0});
    if (type->name == NULL) {
        release(rt, (Own)type);
        return NULL;
    }
    type->slots.tp_dealloc = instance_dealloc;
    type->slots.tp_traverse = instance_traverse;
    type->slots.tp_clear = instance_clear;
    type->slots.tp_alloc = instance_alloc;
    type->slots.tp_free = object_free;
    return type;
}

/* A name of the class that is a str without NUL: C code sees its bytes. */
static int check_name(Rt *rt, Ref name)
{
    for (ptrdiff_t i = 0; i < str_length(name); i++) {
        if (str_at(name, i) == 0) {
            return error_raise_int(
                rt, TYPE_ValueError, "type name must not contain null characters");
        }
    }
    return 0;
}

/* --- what the namespace says about the class */

/* The class's module is that of the code that makes it. */
static int set_module(Rt *rt, Type *type)
{
    int found = dict_contains(rt, type->dict, RT_NAME(rt, __module__));
    if (found != 0) return found < 0 ? -1 : 0;
    Ref (*globals_of)(Rt *) = rt->objects->upcalls.current_globals;
    Ref globals = globals_of == NULL ? NULL : globals_of(rt);
    Ref module = globals == NULL ? NULL : dict_peek(rt, globals, RT_NAME(rt, __name__));
    return module == NULL ? 0
                          : dict_set(rt, type->dict, RT_NAME(rt, __module__), module);
}

static int set_qualname(Rt *rt, Type *type)
{
    Own qualname = NULL;
    int found = dict_pop(rt, type->dict, RT_NAME(rt, __qualname__), &qualname);
    if (found <= 0) return found;
    if (!is_str(qualname)) {
        error_raise(
            rt, TYPE_TypeError, "type __qualname__ must be a str, not %T", qualname);
        release(rt, qualname);
        return -1;
    }
    release_replace(rt, &type->qualname, qualname);
    return 0;
}

/* Some special methods need no decorator: WRAP is what the decorator would do. */
static int wrap_method(Rt *rt, Type *type, Ref name, Own (*wrap)(Rt *, Ref))
{
    Ref function = dict_peek(rt, type->dict, name);
    if (function == NULL || !is_exact(function, TYPE_function)) return 0;
    Own wrapped = wrap(rt, function);
    if (wrapped == NULL) return -1;
    int result = dict_set(rt, type->dict, name, wrapped);
    release(rt, wrapped);
    return result;
}

/* Descriptors for the fields of __slots__; __dict__ and __weakref__ for what was added.
 */
static int add_descriptors(Rt *rt, Type *type, const ClassLayout *layout)
{
    for (const MemberDef *def = type->slot_members; def != NULL && def->name != NULL;
         def++) {
        Own descr = field_descr_new(rt, type, def);
        int result =
            descr == NULL ? -1 : dict_set_text(rt, type->dict, def->name, descr);
        release(rt, descr);
        if (result < 0) return -1;
    }
    const GetSetDef *both[] = {layout->adds_dict ? instance_dict_getset : NULL,
                               layout->adds_weak ? &instance_weakref_getset : NULL};
    for (size_t i = 0; i < ARRAY_LENGTH(both); i++) {
        if (both[i] == NULL) continue;
        Ref key = i == 0 ? RT_NAME(rt, __dict__) : RT_NAME(rt, __weakref__);
        if (dict_peek(rt, type->dict, key) != NULL) continue;
        Own descr = getset_descr_new(rt, type, both[i]);
        int result = descr == NULL ? -1 : dict_set(rt, type->dict, key, descr);
        release(rt, descr);
        if (result < 0) return -1;
    }
    return 0;
}

/* Takes the cell that the class body left for its methods' __class__; it is filled
 * last. */
static int take_class_cell(Rt *rt, Type *type)
{
    Own cell = NULL;
    int found = dict_pop(rt, type->dict, RT_NAME(rt, __classcell__), &cell);
    if (found <= 0) return found;
    if (!is_exact(cell, TYPE_cell)) {
        error_raise(
            rt,
            TYPE_TypeError,
            "__classcell__ must be a nonlocal cell, not %.200R",
            object_type(cell));
        release(rt, cell);
        return -1;
    }
    cell_set(rt, cell, (Ref)type);
    release(rt, cell);
    return 0;
}

static int read_namespace(Rt *rt, Type *type)
{
    if (set_module(rt, type) < 0 || set_qualname(rt, type) < 0) return -1;
    if (wrap_method(rt, type, RT_NAME(rt, __new__), staticmethod_new) < 0 ||
        wrap_method(rt, type, RT_NAME(rt, __init_subclass__), classmethod_new) < 0 ||
        wrap_method(rt, type, RT_NAME(rt, __class_getitem__), classmethod_new) < 0) {
        return -1;
    }
    return 0;
}

/* --- getting ready */

enum {
    FLAGS_FROM_BASES = TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING | TYPE_FLAG_MATCH_SELF |
                       TYPE_FLAG_INT_SUBCLASS | TYPE_FLAG_LIST_SUBCLASS |
                       TYPE_FLAG_TUPLE_SUBCLASS | TYPE_FLAG_BYTES_SUBCLASS |
                       TYPE_FLAG_STR_SUBCLASS | TYPE_FLAG_DICT_SUBCLASS |
                       TYPE_FLAG_EXCEPTION_SUBCLASS,
};

/* A class with __eq__ and without __hash__ has no hash. */
static int set_hash(Rt *rt, Type *type)
{
    Ref hash_name = slot_name(rt, SLOT_tp_hash__hash__);
    if (dict_peek(rt, type->dict, hash_name) != NULL) return 0;
    if (dict_peek(rt, type->dict, RT_NAME(rt, __eq__)) == NULL) return 0;
    return dict_set(rt, type->dict, hash_name, rt->none);
}

static int set_doc(Rt *rt, Type *type)
{
    Ref name = RT_NAME(rt, __doc__);
    Ref doc = dict_peek(rt, type->dict, name);
    if (doc != NULL && is_str(doc) && str_utf8(rt, doc, &(size_t){0}) == NULL) return -1;
    return doc != NULL ? 0 : dict_set(rt, type->dict, name, rt->none);
}

static int get_ready(Rt *rt, Type *type, const ClassLayout *layout)
{
    if (mro_set(rt, type) < 0 || add_descriptors(rt, type, layout) < 0 || set_doc(rt, type) < 0 ||
        set_hash(rt, type) < 0)
        return -1;
    /* How an instance is made depends on its layout, which is the base's, wherever that comes in the MRO. */
    type->slots.tp_new = AS_TYPE(type->base)->slots.tp_new;
    for (ptrdiff_t i = 1; i < tuple_length(type->mro); i++) {
        const Type *base = AS_TYPE(tuple_peek(type->mro, i));
        uint32_t given = base->flags & ((uint32_t)FLAGS_FROM_BASES | TYPE_FLAG_TYPE_SUBCLASS);
        uint32_t kinds = TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING; /* as a pattern sees it: the first that is one */
        type->flags |= (type->flags & kinds) != 0 ? given & ~kinds : given;
        slots_inherit(type, base);
    }
    type->flags |= TYPE_FLAG_READY;
    for (ptrdiff_t i = 0; i < tuple_length(type->bases); i++) {
        if (type_add_subclass(rt, AS_TYPE(tuple_peek(type->bases, i)), type) < 0)
            return -1;
    }
    slots_fix_all(rt, type);
    if (type->flags & TYPE_FLAG_MANAGED_DICT) {
        type->cached_keys = dict_keys_new_shared(rt);
        if (type->cached_keys == NULL) return -1;
    }
    return 0;
}

/* --- telling others */

/* attribute.__set_name__(class, name) for each attribute that has it. */
static int set_names(Rt *rt, Type *type)
{
    Own copy = dict_copy(rt, type->dict);
    if (copy == NULL) return -1;
    ptrdiff_t position = 0;
    Ref key, value;
    int result = 0;
    while (result == 0 && dict_next(copy, &position, &key, &value)) {
        Own method = NULL;
        int found = object_special_get(rt, value, RT_NAME(rt, __set_name__), &method);
        if (found <= 0) {
            result = found;
            continue;
        }
        Own answer = call_two(rt, method, (Ref)type, key);
        release_all(rt, method, answer);
        if (answer == NULL) {
            error_raise_from(
                rt,
                TYPE_RuntimeError,
                "Error calling __set_name__ on '%.100T' instance %R in '%.100s'",
                value,
                key,
                type->name);
            result = -1;
        }
    }
    release(rt, copy);
    return result;
}

/* super(class, class).__init_subclass__(**kwargs) */
static int init_subclass(Rt *rt, Type *type, Ref kwargs)
{
    Own super = super_new(rt, (Ref)type, (Ref)type), method = NULL, answer = NULL;
    if (super != NULL)
        method = object_attr_get(rt, super, RT_NAME(rt, __init_subclass__));
    if (method != NULL) answer = call_tuple(rt, method, rt->empty_tuple, kwargs);
    release_all(rt, super, method, answer);
    return answer == NULL ? -1 : 0;
}

/* --- all together */

static Own
type_make(Rt *rt, Type *metatype, Ref name, Ref bases, Ref namespace, Ref kwargs)
{
    Type *best = type_best_base(rt, bases), *type = NULL;
    ClassLayout layout = {0};
    if (best == NULL || check_name(rt, name) < 0) return NULL;
    Own dict = dict_copy(rt, namespace);
    if (dict == NULL) return NULL;
    if (layout_plan(rt, &layout, name, bases, best, namespace) < 0) goto failed;
    ptrdiff_t fields = layout.slots == NULL ? 0 : tuple_length(layout.slots);
    type = type_alloc(rt, metatype, name, bases, best, fields);
    if (type == NULL) goto failed;
    type->dict = STEAL(dict);
    if (layout_apply(rt, &layout, type, best) < 0 ||
        read_namespace(rt, type) < 0 || take_class_cell(rt, type) < 0 || get_ready(rt, type, &layout) < 0) {
        goto failed;
    }
    if (set_names(rt, type) < 0 || init_subclass(rt, type, kwargs) < 0) goto failed;
    release(rt, layout.slots);
    return (Own)type;
failed:
    release(rt, dict);
    release(rt, layout.slots);
    release(rt, (Own)type);
    return NULL;
}

Own type_new(
    Rt *rt, Type *metatype, Ref name, Ref bases, Ref namespace, Ref kwargs_or_null)
{
    if (tuple_length(bases) == 0) {
        Own only_object = tuple_of(rt, 1, (Ref)RT_TYPE(rt, object));
        if (only_object == NULL) return NULL;
        Own type =
            type_make(rt, metatype, name, only_object, namespace, kwargs_or_null);
        release(rt, only_object);
        return type;
    }
    return type_make(rt, metatype, name, bases, namespace, kwargs_or_null);
}

static int
check_argument(Rt *rt, Ref args, ptrdiff_t index, bool fits, const char *wanted)
{
    if (fits) return 0;
    return error_raise_int(rt,
                           TYPE_TypeError,
                           "type.__new__() argument %zd must be %s, not %T",
                           index + 1,
                           wanted,
                           tuple_peek(args, index));
}

Own type_tp_new(Rt *rt, Type *metatype, Ref args, Ref kwargs_or_null)
{
    if (tuple_length(args) != 3) {
        return error_raise(rt,
                           TYPE_TypeError,
                           "type.__new__() takes exactly 3 arguments (%zd given)",
                           tuple_length(args));
    }
    Ref name = tuple_peek(args, 0), bases = tuple_peek(args, 1),
        namespace = tuple_peek(args, 2);
    if (check_argument(rt, args, 0, is_str(name), "str") < 0 ||
        check_argument(rt, args, 1, is_tuple(bases), "tuple") < 0 ||
        check_argument(rt, args, 2, is_dict(namespace), "dict") < 0 ||
        check_resolved(rt, bases) < 0) {
        return NULL;
    }
    Type *winner = type_metaclass(rt, metatype, bases);
    if (winner == NULL) return NULL;
    if (winner != metatype && winner->slots.tp_new != type_tp_new) {
        return winner->slots.tp_new(rt, winner, args, kwargs_or_null);
    }
    return type_new(rt, winner, name, bases, namespace, kwargs_or_null);
}

int type_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    ptrdiff_t count = tuple_length(args);
    if (count == 1 && kwargs_or_null != NULL && dict_length(kwargs_or_null) > 0) {
        return error_raise_int(
            rt, TYPE_TypeError, "type.__init__() takes no keyword arguments");
    }
    if (count == 1 || count == 3) return 0;
    return error_raise_int(
        rt, TYPE_TypeError, "type.__init__() takes 1 or 3 arguments");
}
