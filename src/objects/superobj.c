/* super(): attribute lookup that starts after a given class in the MRO of an object's
 * type. */
#include "objects/superobj.h"

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/object_state.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef struct SuperObj {
    Obj head;
    Own obj;      /* or NULL: unbound */
    Own type;     /* the class after which the lookup starts; NULL before __init__ */
    Own obj_type; /* whose MRO counts */
} SuperObj;

/* A class itself, too, counts only where its MRO has it: a mro() may have left it out. */
static bool is_in_mro(const Type *type, const Type *of)
{
    if (type != of || type->mro == NULL) return type_is_subtype(type, of);
    for (ptrdiff_t i = 0; i < tuple_length(type->mro); i++) {
        if (tuple_peek(type->mro, i) == (Ref)of) return true;
    }
    return false;
}

/* The type whose MRO is to be followed for OBJ: OBJ itself when it is a subclass of
   TYPE, its type, or what it claims as __class__.  New; NULL + TypeError. */
static Own type_to_follow(Rt *rt, Type *type, Ref obj)
{
    if (is_type(obj) && is_in_mro(AS_TYPE(obj), type)) return new_ref(obj);
    if (type_is_subtype(obj->type, type)) return new_ref(object_type(obj));
    Own claimed = NULL;
    if (object_attr_lookup(rt, obj, RT_NAME(rt, __class__), &claimed) < 0) return NULL;
    if (claimed != NULL && is_type(claimed) && claimed != (Own)obj->type &&
        type_is_subtype(AS_TYPE(claimed), type)) {
        return claimed;
    }
    release(rt, claimed);
    return error_raise(rt,
                       TYPE_TypeError,
                       "super(type, obj): obj must be an instance or subtype of type");
}

static int super_set(Rt *rt, Ref self, Ref type, Ref obj_or_null)
{
    SuperObj *super = (SuperObj *)self;
    Own obj_type = NULL;
    if (obj_or_null != NULL) {
        obj_type = type_to_follow(rt, AS_TYPE(type), obj_or_null);
        if (obj_type == NULL) return -1;
    }
    release_replace(rt, &super->type, new_ref(type));
    release_replace(rt, &super->obj, new_ref_or_null(obj_or_null));
    release_replace(rt, &super->obj_type, obj_type);
    return 0;
}

Own super_new(Rt *rt, Ref type, Ref object)
{
    Own self = plain_tp_new(rt, RT_TYPE(rt, super), rt->empty_tuple, NULL);
    if (self != NULL && super_set(rt, self, type, object) < 0) return error_release(rt, self);
    return self;
}

static int super_from_frame(Rt *rt, Ref self)
{
    int (*arguments)(Rt *, Own *, Own *) = rt->objects->upcalls.super_arguments;
    Own type = NULL, obj = NULL;
    if (arguments == NULL) {
        return error_raise_int(rt, TYPE_RuntimeError, "super(): no current frame");
    }
    if (arguments(rt, &type, &obj) < 0) return -1;
    int result = super_set(rt, self, type, obj);
    release_all(rt, type, obj);
    return result;
}

/* What super() does with its 0 to 2 arguments. */
static int super_bind(Rt *rt, Ref self, const Ref *args, ptrdiff_t count)
{
    if (args_count(rt, "super()", count, 0, 2) < 0) return -1;
    if (count == 0) return super_from_frame(rt, self);
    Ref type = args[0], obj = count > 1 ? args[1] : NULL;
    if (!is_type(type)) {
        return error_raise_int(
            rt, TYPE_TypeError, "super() argument 1 must be a type, not %.200T", type);
    }
    return super_set(rt, self, type, obj == rt->none ? NULL : obj);
}

static int super_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (args_no_keywords(rt, "super", kwargs_or_null) < 0) return -1;
    return super_bind(rt, self, as_refs(AS_TUPLE(args)->items), tuple_length(args));
}

/* super(...) itself: without a tuple for the arguments. */
static Own
super_type_call(Rt *rt, Ref class, const Ref *args, size_t nargsf, Ref kwnames)
{
    if (args_no_keywords(rt, "super", kwnames) < 0) return NULL;
    Own self = plain_tp_new(rt, AS_TYPE(class), rt->empty_tuple, NULL);
    if (self != NULL && super_bind(rt, self, args, vectorcall_count(nargsf)) < 0) return error_release(rt, self);
    return self;
}

/* The value of NAME in the classes after super->type: new or NULL (absent). */
static Own find_after(Rt *rt, const SuperObj *super, Ref name)
{
    Ref mro = AS_TYPE(super->obj_type)->mro;
    if (mro == NULL) return NULL;
    ptrdiff_t i = 0, count = tuple_length(mro);
    while (i < count && tuple_peek(mro, i) != super->type) i++;
    for (i++; i < count; i++) {
        Ref value = dict_peek(rt, AS_TYPE(tuple_peek(mro, i))->dict, name);
        if (value != NULL) return new_ref(value);
    }
    return NULL;
}

static Own super_getattro(Rt *rt, Ref self, Ref name)
{
    const SuperObj *super = (const SuperObj *)self;
    bool is_class = is_str(name) && str_equals_text(name, "__class__");
    if (super->obj_type == NULL || is_class || !is_exact(name, TYPE_str)) {
        return object_generic_getattr(rt, self, name);
    }
    Own found = find_after(rt, super, name);
    if (found == NULL) return object_generic_getattr(rt, self, name);
    Own (*get)(Rt *, Ref, Ref, Ref) = found->type->slots.tp_descr_get;
    if (get == NULL) return found;
    /* For a class method OBJ is the class, and the result is not bound to it twice. */
    Ref instance = super->obj == super->obj_type ? NULL : super->obj;
    Own result = get(rt, found, instance, super->obj_type);
    release(rt, found);
    return result;
}

static Own super_descr_get(Rt *rt, Ref self, Ref instance_or_null, Ref owner_or_null)
{
    const SuperObj *super = (const SuperObj *)self;
    if (instance_or_null == NULL || instance_or_null == rt->none ||
        super->obj != NULL) {
        return new_ref(self);
    }
    if (is_exact(self, TYPE_super)) return super_new(rt, super->type, instance_or_null);
    Ref args[2] = {super->type, instance_or_null};
    return call_vector(rt, object_type(self), args, 2, NULL);
}

static Own super_repr(Rt *rt, Ref self)
{
    const SuperObj *super = (const SuperObj *)self;
    if (super->obj_type == NULL) {
        return super->type == NULL
                   ? str_new(rt, "<super: <class 'NULL'>, NULL>")
                   : str_format(rt, "<super: <class '%N'>, NULL>", super->type);
    }
    return str_format(
        rt, "<super: <class '%N'>, <%N object>>", super->type, super->obj_type);
}

const TypeSpec super_type_spec = {
    .name = "super",
    .id = TYPE_super,
    .basicsize = sizeof(SuperObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "super() -> same as super(__class__, <first argument>)\n"
           "super(type) -> unbound super object\n"
           "super(type, obj) -> bound super object; requires isinstance(obj, type)\n"
           "super(type, type2) -> bound super object; requires issubclass(type2, type)",
    .owned = OWNED(SuperObj, obj, obj_type),
    .slots = {.tp_dealloc = owned_dealloc,
              .tp_traverse = owned_traverse,
              .tp_new = plain_tp_new,
              .tp_init = super_init,
              .tp_type_vectorcall = super_type_call,
              .tp_repr = super_repr,
              .tp_getattro = super_getattro,
              .tp_descr_get = super_descr_get},
    .members = MEMBERS(
        {"__thisclass__",
         MEMBER_OBJECT,
         offsetof(SuperObj, type),
         true,
         "the class invoking super()"},
        {"__self__",
         MEMBER_OBJECT,
         offsetof(SuperObj, obj),
         true,
         "the instance invoking super(); may be None"},
        {"__self_class__",
         MEMBER_OBJECT,
         offsetof(SuperObj, obj_type),
         true,
         "the type of the instance invoking super(); may be None"}),
};
