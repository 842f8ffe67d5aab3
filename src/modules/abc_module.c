/* The module _abc: what ABCMeta asks of C.  Each class has an _abc_data, as its _abc_impl, with weak sets
   of the classes that were registered, of those known to be subclasses, and of those known not to
   be; the last holds as long as no class is registered anywhere. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/owned.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/weakrefobj.h"

typedef struct AbcState {
    uint64_t registrations; /* the cache token */
} AbcState;

typedef struct AbcData {
    Obj head;
    Own registry, cache, negative; /* sets of weak references; NULL: empty */
    uint64_t negative_version;     /* the token that `negative` belongs to */
} AbcData;
#define AS_ABC_DATA(ref) ((AbcData *)(uintptr_t)(ref))

enum { COLLECTION_FLAGS = TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING };

static uint64_t *data_token(Ref module)
{
    return &((AbcState *)AS_MODULE(module)->state)->registrations;
}

static const TypeSpec abc_data_type_spec = {
    .name = "_abc._abc_data",
    .id = TYPE_abc_data,
    .basicsize = sizeof(AbcData),
    .flags = TYPE_FLAG_GC,
    .doc = "Internal state held by ABC machinery.",
    .owned = OWNED(AbcData, registry, negative),
    .slots = {OWNED_SLOTS, .tp_new = plain_tp_new},
};

/* The _abc_impl of CLASS, new. */
static Own data_of(Rt *rt, Ref class)
{
    Own data = object_attr_get_text(rt, class, "_abc_impl");
    if (data != NULL && !is_exact(data, TYPE_abc_data)) {
        release_clear(rt, &data);
        (void)error_raise(rt, TYPE_TypeError, "_abc_impl is set to a wrong type");
    }
    return data;
}

/* --- weak sets */

/* The callback of a weak reference in a set: SET_REF is a weak reference to the set. */
static Own forget(Rt *rt, Ref set_ref, Ref reference)
{
    Own set = new_ref_or_null(weakref_peek(set_ref));
    int status = set == NULL ? 0 : set_discard(rt, set, reference);
    release(rt, set);
    return status < 0 ? NULL : none_new(rt);
}

static const MethodDef forget_def = {"_destroy", METHOD_O, {.binary = forget}, NULL, 0};

static int weak_set_add(Rt *rt, Own *set, Ref obj)
{
    if (*set == NULL && (*set = set_new(rt, NULL)) == NULL) return -1;
    Own set_ref = weakref_new(rt, *set, NULL), callback = NULL, reference = NULL;
    if (set_ref != NULL) callback = builtin_new(rt, &forget_def, set_ref, NULL);
    if (callback != NULL) reference = weakref_new(rt, obj, callback);
    int status = reference == NULL ? -1 : set_add(rt, *set, reference);
    release_all(rt, reference, callback, set_ref);
    return status;
}

/* What no weak reference can be made to is in no set. */
static int weak_set_has(Rt *rt, Ref set, Ref obj)
{
    if (set == NULL || set_length(set) == 0) return 0;
    Own reference = weakref_new(rt, obj, NULL);
    if (reference == NULL) return error_clear_if(rt, TYPE_TypeError) ? 0 : -1;
    int has = set_contains(rt, set, reference);
    release(rt, reference);
    return has;
}

/* --- which methods are abstract */

static int is_abstract(Rt *rt, Ref value)
{
    Own name = str_interned(rt, "__isabstractmethod__"), flag = NULL;
    int found = name == NULL ? -1 : object_attr_lookup(rt, value, name, &flag);
    if (found > 0) found = object_is_true(rt, flag);
    release_all(rt, flag, name);
    return found;
}

/* The (name, value) pairs of a namespace, as a list. */
static Own pairs_of(Rt *rt, Ref namespace)
{
    Own name = str_interned(rt, "items"), items = NULL, list = NULL;
    if (name != NULL) items = call_method_none(rt, namespace, name);
    if (items != NULL) list = sequence_to_list(rt, items);
    release_all(rt, items, name);
    return list;
}

static int add_own_abstract(Rt *rt, Ref class, Ref names)
{
    Own namespace = object_attr_get(rt, class, RT_NAME(rt, __dict__)), items = NULL;
    if (namespace != NULL) items = pairs_of(rt, namespace);
    int status = items == NULL ? -1 : 0;
    for (ptrdiff_t i = 0; status == 0 && i < list_length(items); i++) {
        Own item = new_ref(list_peek(items, i));
        int abstract = is_abstract(rt, tuple_peek(item, 1));
        if (abstract != 0) status = abstract < 0 ? -1 : set_add(rt, names, tuple_peek(item, 0));
        release(rt, item);
    }
    release_all(rt, items, namespace);
    return status;
}

/* Those of BASE that CLASS does not replace. */
static int add_inherited_abstract(Rt *rt, Ref class, Ref base, Ref names)
{
    Own inherited = NULL, name = NULL, value = NULL;
    int status = object_attr_lookup(rt, base, RT_NAME(rt, __abstractmethods__), &inherited);
    if (status <= 0) return status;
    Own walk = object_iter(rt, inherited);
    release(rt, inherited);
    status = walk == NULL ? -1 : 1;
    while (status > 0 && (status = object_next(rt, walk, &name)) > 0) {
        int abstract = object_attr_lookup(rt, class, name, &value);
        if (abstract > 0) {
            abstract = is_abstract(rt, value);
            release(rt, value);
        }
        if (abstract > 0) abstract = set_add(rt, names, name);
        if (abstract < 0) status = -1;
        release(rt, name);
    }
    release(rt, walk);
    return status;
}

static int compute_abstract_methods(Rt *rt, Ref class)
{
    Own names = frozenset_new(rt, NULL), bases = NULL;
    int status = names == NULL ? -1 : add_own_abstract(rt, class, names);
    if (status == 0 && (bases = object_attr_get(rt, class, RT_NAME(rt, __bases__))) == NULL) status = -1;
    if (status == 0 && !is_tuple(bases)) status = error_raise_int(rt, TYPE_TypeError, "__bases__ is not tuple");
    for (ptrdiff_t i = 0; status == 0 && i < tuple_length(bases); i++) status = add_inherited_abstract(rt, class, tuple_peek(bases, i), names);
    if (status == 0) status = object_attr_set(rt, class, RT_NAME(rt, __abstractmethods__), names);
    release_all(rt, bases, names);
    return status;
}

/* --- sequences and mappings, as patterns see them */

/* A class says by __abc_tpflags__ that it is one. */
static int take_collection_flag(Rt *rt, Type *class)
{
    Own name = str_interned(rt, "__abc_tpflags__");
    if (name == NULL) return -1;
    Ref flags = dict_peek(rt, class->dict, name);
    int status = 0, overflow;
    if (flags != NULL && is_exact(flags, TYPE_int)) {
        uint32_t given = (uint32_t)int_value_overflow(flags, &overflow) & COLLECTION_FLAGS;
        if (given == COLLECTION_FLAGS) status = error_raise_int(rt, TYPE_TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
        else class->flags |= given;
        if (status == 0) status = dict_delete(rt, class->dict, name);
    }
    release(rt, name);
    return status;
}

/* CLASS, registered with one of them, is one too, and so are its subclasses. */
static int set_collection_flag(Rt *rt, Type *class, uint32_t flag)
{
    if (call_check_stack(rt) < 0) return -1;
    if ((class->flags & COLLECTION_FLAGS) == flag || (class->flags & TYPE_FLAG_IMMUTABLE)) return 0;
    class->flags = (class->flags & ~(uint32_t)COLLECTION_FLAGS) | flag;
    Ref key, reference;
    for (ptrdiff_t position = 0; class->subclasses != NULL && dict_next(class->subclasses, &position, &key, &reference);) {
        Ref derived = weakref_peek(reference);
        if (derived != NULL && set_collection_flag(rt, AS_TYPE(derived), flag) < 0) return -1;
    }
    return 0;
}

/* --- the functions */

static Own abc_get_cache_token(Rt *rt, Ref self)
{
    return int_new(rt, (int64_t)*data_token(self));
}

static Own abc_init(Rt *rt, Ref self, Ref class)
{
    if (compute_abstract_methods(rt, class) < 0) return NULL;
    Own data = object_new(rt, RT_TYPE(rt, abc_data)), name = NULL;
    if (data == NULL) return NULL;
    AS_ABC_DATA(data)->negative_version = *data_token(self);
    gc_track(rt, data);
    int status = -1;
    if ((name = str_interned(rt, "_abc_impl")) != NULL) status = object_attr_set(rt, class, name, data);
    release_all(rt, name, data);
    if (status == 0 && is_type(class)) status = take_collection_flag(rt, AS_TYPE(class));
    return status < 0 ? NULL : none_new(rt);
}

static Own abc_register(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Ref class = args[0], subclass = args[1];
    if (!is_type(subclass)) return error_raise(rt, TYPE_TypeError, "Can only register classes");
    int already = object_is_subclass(rt, subclass, class);
    if (already != 0) return already < 0 ? NULL : new_ref(subclass);
    int circle = object_is_subclass(rt, class, subclass);
    if (circle > 0) return error_raise(rt, TYPE_RuntimeError, "Refusing to create an inheritance cycle");
    Own data = circle < 0 ? NULL : data_of(rt, class);
    if (data == NULL) return NULL;
    int status = weak_set_add(rt, &AS_ABC_DATA(data)->registry, subclass);
    release(rt, data);
    if (status < 0) return NULL;
    ++*data_token(self);
    uint32_t flag = is_type(class) ? AS_TYPE(class)->flags & COLLECTION_FLAGS : 0;
    if (flag != 0 && set_collection_flag(rt, AS_TYPE(subclass), flag) < 0) return NULL;
    return new_ref(subclass);
}

static int ask_subclasscheck(Rt *rt, Ref class, Ref subclass)
{
    Own answer = call_method_one(rt, class, RT_NAME(rt, __subclasscheck__), subclass);
    int truth = answer == NULL ? -1 : object_is_true(rt, answer);
    release(rt, answer);
    return truth;
}

/* Is an instance of SUBCLASS, whose type is TYPE, one of CLASS?  Through the caches first. */
static int check_instance(Rt *rt, Ref module, Ref class, const AbcData *data, Ref subclass, Ref type)
{
    int known = weak_set_has(rt, data->cache, subclass);
    if (known != 0) return known;
    if (subclass != type) {
        int answer = ask_subclasscheck(rt, class, subclass);
        return answer != 0 ? answer : ask_subclasscheck(rt, class, type);
    }
    if (data->negative_version == *data_token(module)) {
        int refused = weak_set_has(rt, data->negative, subclass);
        if (refused != 0) return refused < 0 ? -1 : 0;
    }
    return ask_subclasscheck(rt, class, subclass);
}

static Own abc_instancecheck(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own data = data_of(rt, args[0]), subclass = NULL;
    if (data != NULL) subclass = object_attr_get(rt, args[1], RT_NAME(rt, __class__));
    Own type = new_ref((Ref)args[1]->type);
    int answer = subclass == NULL ? -1 : check_instance(rt, self, args[0], AS_ABC_DATA(data), subclass, type);
    release_all(rt, type, subclass, data);
    return answer < 0 ? NULL : bool_new(rt, answer);
}

/* Is SUBCLASS, or a base of it, registered?  The set may change meanwhile: its items are copied. */
static int check_registry(Rt *rt, AbcData *data, Ref subclass)
{
    int found = weak_set_has(rt, data->registry, subclass);
    if (found != 0 || data->registry == NULL) return found;
    Own references = sequence_to_list(rt, data->registry);
    if (references == NULL) return -1;
    for (ptrdiff_t i = 0; found == 0 && i < list_length(references); i++) {
        Own registered = new_ref_or_null(weakref_peek(list_peek(references, i)));
        if (registered != NULL) found = object_is_subclass(rt, subclass, registered);
        release(rt, registered);
        if (found > 0 && weak_set_add(rt, &data->cache, subclass) < 0) found = -1;
    }
    release(rt, references);
    return found;
}

/* Is SUBCLASS a subclass of a subclass of CLASS? */
static int check_subclasses(Rt *rt, Ref class, Ref subclass)
{
    Own name = str_interned(rt, "__subclasses__"), list = NULL;
    int found = 0;
    if (name != NULL) list = call_method_none(rt, class, name);
    release(rt, name);
    if (list == NULL) return -1;
    if (!is_list(list)) found = error_raise_int(rt, TYPE_TypeError, "__subclasses__() must return a list");
    for (ptrdiff_t i = 0; found == 0 && i < list_length(list); i++) {
        Own derived = new_ref(list_peek(list, i));
        found = object_is_subclass(rt, subclass, derived);
        release(rt, derived);
        if (error_poll(rt) < 0) found = -1;
    }
    release(rt, list);
    return found;
}

/* What CLASS's own __subclasshook__ says: 1, 0, 2 when it leaves it open, -1. */
static int ask_hook(Rt *rt, Ref class, Ref subclass)
{
    Own answer = call_method_one(rt, class, RT_NAME(rt, __subclasshook__), subclass);
    int result = answer == NULL ? -1 : answer == rt->true_obj ? 1 : answer == rt->false_obj ? 0 : 2;
    if (result == 2 && answer != rt->not_implemented)
        result = error_raise_int(rt, TYPE_AssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
    release(rt, answer);
    return result;
}

static int check_subclass(Rt *rt, Ref module, Ref class, AbcData *data, Ref subclass)
{
    int answer = weak_set_has(rt, data->cache, subclass);
    if (answer != 0) return answer;
    if (data->negative_version < *data_token(module)) {
        release_clear(rt, &data->negative);
        data->negative_version = *data_token(module);
    } else if ((answer = weak_set_has(rt, data->negative, subclass)) != 0) {
        return answer < 0 ? -1 : 0;
    }
    answer = ask_hook(rt, class, subclass);
    if (answer == 2) {
        answer = is_type(class) && type_is_subtype(AS_TYPE(subclass), AS_TYPE(class));
        if (answer == 0 && (answer = check_registry(rt, data, subclass)) > 0) return answer;
        if (answer == 0) answer = check_subclasses(rt, class, subclass);
    }
    if (answer >= 0 && weak_set_add(rt, answer ? &data->cache : &data->negative, subclass) < 0) return -1;
    return answer;
}

static Own abc_subclasscheck(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (!is_type(args[1])) return error_raise(rt, TYPE_TypeError, "issubclass() arg 1 must be a class");
    Own data = data_of(rt, args[0]);
    int answer = data == NULL ? -1 : check_subclass(rt, self, args[0], AS_ABC_DATA(data), args[1]);
    release(rt, data);
    return answer < 0 ? NULL : bool_new(rt, answer);
}

static Own abc_reset_registry(Rt *rt, Ref self, Ref class)
{
    Own data = data_of(rt, class);
    if (data == NULL) return NULL;
    release_clear(rt, &AS_ABC_DATA(data)->registry);
    release(rt, data);
    return none_new(rt);
}

static Own abc_reset_caches(Rt *rt, Ref self, Ref class)
{
    Own data = data_of(rt, class);
    if (data == NULL) return NULL;
    release_clear(rt, &AS_ABC_DATA(data)->cache);
    release_clear(rt, &AS_ABC_DATA(data)->negative);
    release(rt, data);
    return none_new(rt);
}

/* Copies of the three sets, and the token of the last. */
static Own abc_get_dump(Rt *rt, Ref self, Ref class)
{
    Own data = data_of(rt, class), parts[4] = {NULL}, result = NULL;
    if (data == NULL) return NULL;
    Ref const sets[] = {AS_ABC_DATA(data)->registry, AS_ABC_DATA(data)->cache, AS_ABC_DATA(data)->negative};
    for (size_t i = 0; i < 3; i++) parts[i] = rt_is_pending(rt) ? NULL : set_new(rt, sets[i]);
    if (parts[2] != NULL) parts[3] = int_new(rt, (int64_t)AS_ABC_DATA(data)->negative_version);
    if (parts[3] != NULL) result = tuple_of(rt, 4, (Ref)parts[0], (Ref)parts[1], (Ref)parts[2], (Ref)parts[3]);
    for (size_t i = 0; i < 4; i++) release(rt, parts[i]);
    release(rt, data);
    return result;
}

const ModuleSpec _abc_module_spec = {
    .name = "_abc",
    .doc = "Module contains faster C implementation of abc.ABCMeta",
    .methods = METHODS(
        {"get_cache_token", METHOD_NOARGS, {.unary = abc_get_cache_token}, "get_cache_token($module, /)\n--\n\nA value that is another after each register() of any ABC.", 0},
        {"_abc_init", METHOD_O, {.binary = abc_init}, "_abc_init($module, self, /)\n--\n\nBegins the rules of a class; for the module abc alone.", 0},
        {"_abc_register", METHOD_FASTCALL, {.fast = abc_register, .least = 2, .most = 2}, "_abc_register($module, self, subclass, /)\n--\n\nMakes a class a subclass by decree; for the module abc alone.", 0},
        {"_abc_instancecheck", METHOD_FASTCALL, {.fast = abc_instancecheck, .least = 2, .most = 2}, "_abc_instancecheck($module, self, instance, /)\n--\n\nIs it an instance?  For the module abc alone.", 0},
        {"_abc_subclasscheck", METHOD_FASTCALL, {.fast = abc_subclasscheck, .least = 2, .most = 2}, "_abc_subclasscheck($module, self, subclass, /)\n--\n\nIs it a subclass?  For the module abc alone.", 0},
        {"_get_dump", METHOD_O, {.binary = abc_get_dump}, "_get_dump($module, self, /)\n--\n\nInternal ABC helper for cache and registry debugging.", 0},
        {"_reset_registry", METHOD_O, {.binary = abc_reset_registry}, "_reset_registry($module, self, /)\n--\n\nInternal ABC helper to reset registry of a given class.", 0},
        {"_reset_caches", METHOD_O, {.binary = abc_reset_caches}, "_reset_caches($module, self, /)\n--\n\nInternal ABC helper to reset both caches of a given class.", 0}),
    .state_size = sizeof(AbcState),
    .hidden = TYPES(&abc_data_type_spec),
};
