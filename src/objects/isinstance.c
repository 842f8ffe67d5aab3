/* isinstance() and issubclass().  A class may answer for itself by __instancecheck__
   and
   __subclasscheck__; objects that are not types count as classes when they have
   __bases__. */
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/tupleobj.h"
#include "objects/unionobj.h"

bool type_is_subtype(const Type *type, const Type *of)
{
    if (type == of) return true;
    if (type->mro == NULL) { /* not ready yet: no multiple inheritance so early */
        for (const Type *base = type; base != NULL; base = AS_TYPE(base->base)) {
            if (base == of) return true;
        }
        return false;
    }
    ptrdiff_t count = tuple_length(type->mro);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (tuple_peek(type->mro, i) == (Ref)of) return true;
    }
    return false;
}

/* --- classes that are not types */

/* __bases__ when it is a tuple: 1, 0 or -1. */
static int bases_get(Rt *rt, Ref class, Own *bases)
{
    int found = object_attr_lookup(rt, class, RT_NAME(rt, __bases__), bases);
    if (found <= 0) return found;
    if (is_tuple(*bases)) return 1;
    release_clear(rt, bases);
    return 0;
}

static int check_is_class(Rt *rt, Ref class, const char *message)
{
    Own bases = NULL;
    int found = bases_get(rt, class, &bases);
    release(rt, bases);
    if (found == 0) return error_raise_int(rt, TYPE_TypeError, "%s", message);
    return found < 0 ? -1 : 0;
}

static int abstract_is_subclass(Rt *rt, Ref derived, Ref class)
{
    if (derived == class) return 1;
    Own bases = NULL;
    int answer = bases_get(rt, derived, &bases);
    if (answer <= 0) return answer;
    if (call_enter(rt, " in __issubclass__") < 0) return error_release_int(rt, bases);
    answer = 0;
    for (ptrdiff_t i = 0; i < tuple_length(bases) && answer == 0; i++) {
        answer = abstract_is_subclass(rt, tuple_peek(bases, i), class);
    }
    call_leave(rt);
    release(rt, bases);
    return answer;
}

/* --- isinstance */

/* An object may claim another __class__ than its type. */
static int claims_class(Rt *rt, Ref obj, Type *class)
{
    Own claimed = NULL;
    int found = object_attr_lookup(rt, obj, RT_NAME(rt, __class__), &claimed);
    if (found <= 0) return found;
    int answer = claimed != (Own)obj->type && is_type(claimed) &&
                 type_is_subtype(AS_TYPE(claimed), class);
    release(rt, claimed);
    return answer;
}

/* What type.__instancecheck__ does. */
int type_is_instance(Rt *rt, Ref obj, Ref class)
{
    if (is_type(class)) {
        if (type_is_subtype(obj->type, AS_TYPE(class))) return 1;
        return claims_class(rt, obj, AS_TYPE(class));
    }
    if (check_is_class(
            rt,
            class,
            "isinstance() arg 2 must be a type, a tuple of types, or a union") < 0) {
        return -1;
    }
    Own claimed = NULL;
    int answer = object_attr_lookup(rt, obj, RT_NAME(rt, __class__), &claimed);
    if (answer > 0) answer = abstract_is_subclass(rt, claimed, class);
    release(rt, claimed);
    return answer;
}

/* type.__subclasscheck__. */
int type_is_subclass(Rt *rt, Ref derived, Ref class)
{
    if (is_type(class) && is_type(derived)) {
        return type_is_subtype(AS_TYPE(derived), AS_TYPE(class));
    }
    if (check_is_class(rt, derived, "issubclass() arg 1 must be a class") < 0)
        return -1;
    if (!is_type(class) &&
        check_is_class(
            rt,
            class,
            "issubclass() arg 2 must be a class, a tuple of classes, or a union") < 0) {
        return -1;
    }
    return abstract_is_subclass(rt, derived, class);
}

/* Asks CLASS's own method NAME about WHAT; 2: it has none. */
static int ask_class(Rt *rt, Ref class, Ref name, Ref what, const char *where)
{
    Own checker = NULL;
    int found = object_special_get(rt, class, name, &checker);
    if (found <= 0) return found < 0 ? -1 : 2;
    Own answer = NULL;
    if (call_enter(rt, where) == 0) {
        answer = call_one(rt, checker, what);
        call_leave(rt);
    }
    release(rt, checker);
    if (answer == NULL) return -1;
    int truth = object_is_true(rt, answer);
    release(rt, answer);
    return truth;
}

typedef int (*ClassTest)(Rt *rt, Ref what, Ref class);

/* True for any item of TUPLE? */
static int any_class(Rt *rt, ClassTest test, Ref what, Ref tuple, const char *where)
{
    if (call_enter(rt, where) < 0) return -1;
    int answer = 0;
    for (ptrdiff_t i = 0; i < tuple_length(tuple) && answer == 0; i++) {
        answer = test(rt, what, tuple_peek(tuple, i));
    }
    call_leave(rt);
    return answer;
}

int object_is_instance(Rt *rt, Ref obj, Ref class)
{
    static const char where[] = " in __instancecheck__";
    if ((Ref)obj->type == class) return 1;
    if (is_exact(class, TYPE_type)) return type_is_instance(rt, obj, class);
    if (is_exact(class, TYPE_UnionType)) class = union_args(class);
    if (is_tuple(class)) return any_class(rt, object_is_instance, obj, class, where);
    int answer = ask_class(rt, class, RT_NAME(rt, __instancecheck__), obj, where);
    return answer == 2 ? type_is_instance(rt, obj, class) : answer;
}

int object_is_subclass(Rt *rt, Ref derived, Ref class)
{
    static const char where[] = " in __subclasscheck__";
    if (is_exact(class, TYPE_type)) {
        return derived == class ? 1 : type_is_subclass(rt, derived, class);
    }
    if (is_exact(class, TYPE_UnionType)) class = union_args(class);
    if (is_tuple(class))
        return any_class(rt, object_is_subclass, derived, class, where);
    int answer = ask_class(rt, class, RT_NAME(rt, __subclasscheck__), derived, where);
    return answer == 2 ? type_is_subclass(rt, derived, class) : answer;
}
