/* Keys are built from tuples, so that a dict finds them: (type, value) where types must
   differ, with a third item for the sign of a zero. */
#include "code/constant_key.h"

#include <math.h>

#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/setobj.h"
#include "objects/tupleobj.h"

static bool is_negative_zero(double value)
{
    return value == 0.0 && signbit(value);
}

static Own complex_key(Rt *rt, Ref constant)
{
    bool real = is_negative_zero(AS_COMPLEX(constant)->real);
    bool imag = is_negative_zero(AS_COMPLEX(constant)->imag);
    Ref type = (Ref)constant->type;
    if (!real && !imag) return tuple_of(rt, 2, type, constant);
    Ref signs = real && imag ? rt->true_obj : imag ? rt->false_obj : rt->none;
    return tuple_of(rt, 3, type, constant, signs);
}

static Own tuple_key(Rt *rt, Ref constant)
{
    ptrdiff_t length = tuple_length(constant);
    Own keys = tuple_new(rt, length), result = NULL;
    if (keys == NULL) return NULL;
    for (ptrdiff_t i = 0; i < length; i++) {
        Own key = constant_key(rt, tuple_peek(constant, i));
        if (key == NULL) goto done;
        tuple_take(keys, i, STEAL(key));
    }
    result = tuple_of(rt, 2, keys, constant);
done:
    release(rt, keys);
    return result;
}

static Own frozenset_key(Rt *rt, Ref constant)
{
    Own keys = tuple_new(rt, set_length(constant)), set = NULL, result = NULL;
    if (keys == NULL) return NULL;
    ptrdiff_t position = 0, i = 0;
    for (Ref item; set_next(constant, &position, &item); i++) {
        Own key = constant_key(rt, item);
        if (key == NULL) goto done;
        tuple_take(keys, i, STEAL(key));
    }
    set = frozenset_new(rt, keys);
    if (set != NULL) result = tuple_of(rt, 2, set, constant);
done:
    release_all(rt, set, keys);
    return result;
}

static Own identity_key(Rt *rt, Ref constant)
{
    return tuple_build(rt, "NO", int_new_unsigned(rt, constant->number), constant);
}

Own constant_key(Rt *rt, Ref constant)
{
    switch ((int)constant->type->id) {
    case TYPE_NoneType:
    case TYPE_ellipsis:
    case TYPE_int:
    case TYPE_str:
    case TYPE_code: return new_ref(constant);
    case TYPE_bool:
    case TYPE_bytes: return tuple_of(rt, 2, (Ref)constant->type, constant);
    case TYPE_float:
        if (is_negative_zero(AS_FLOAT(constant)->value)) {
            return tuple_of(rt, 3, (Ref)constant->type, constant, rt->none);
        }
        return tuple_of(rt, 2, (Ref)constant->type, constant);
    case TYPE_complex: return complex_key(rt, constant);
    case TYPE_tuple: return tuple_key(rt, constant);
    case TYPE_frozenset: return frozenset_key(rt, constant);
    }
    return identity_key(rt, constant);
}
