/* The two halves of slots.def: wrap_* call a slot's C function as a method; slot_* fill a
   slot by calling the method written in Python.  Named by slots.def only. */
#ifndef VIV_OBJECTS_SLOT_FUNCTIONS_H
#define VIV_OBJECTS_SLOT_FUNCTIONS_H

#include "objects/slots.h"

/* --- slot_wrappers.c */
#define wrap_none NULL
#define WRAP(name) Own wrap_##name(Rt *rt, SlotFn fn, Ref self, Ref args, Ref kwargs_or_null)
WRAP(unary);
WRAP(binary);
WRAP(binary_left);
WRAP(binary_right);
WRAP(power_left);
WRAP(power_right);
WRAP(inplace_power);
WRAP(hash);
WRAP(length);
WRAP(inquiry);
WRAP(call);
WRAP(init);
WRAP(finalize);
WRAP(setattr);
WRAP(delattr);
WRAP(lt);
WRAP(le);
WRAP(eq);
WRAP(ne);
WRAP(gt);
WRAP(ge);
WRAP(next);
WRAP(descr_get);
WRAP(descr_set);
WRAP(descr_delete);
WRAP(setitem);
WRAP(delitem);
WRAP(sq_item);
WRAP(sq_setitem);
WRAP(sq_delitem);
WRAP(index_argument);
WRAP(contains);

/* --- slot_functions.c and slot_numbers.c */
#define slot_none NULL
Own slot_tp_repr(Rt *rt, Ref self);
Own slot_tp_str(Rt *rt, Ref self);
ptrdiff_t slot_tp_hash(Rt *rt, Ref self);
Own slot_tp_call(Rt *rt, Ref self, Ref args, Ref kwargs_or_null);
Own slot_tp_getattr_hook(Rt *rt, Ref self, Ref name);
int slot_tp_setattro(Rt *rt, Ref self, Ref name, Ref value_or_null);
Own slot_tp_richcompare(Rt *rt, Ref self, Ref other, CompareOp op);
Own slot_tp_iter(Rt *rt, Ref self);
int slot_tp_iternext(Rt *rt, Ref self, Own *item);
Own slot_tp_descr_get(Rt *rt, Ref self, Ref instance_or_null, Ref owner_or_null);
int slot_tp_descr_set(Rt *rt, Ref self, Ref instance, Ref value_or_null);
int slot_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null);
Own slot_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null);
void slot_tp_finalize(Rt *rt, Obj *self);
Own slot_am_await(Rt *rt, Ref self);
Own slot_am_aiter(Rt *rt, Ref self);
Own slot_am_anext(Rt *rt, Ref self);
ptrdiff_t slot_mp_length(Rt *rt, Ref self);
Own slot_mp_subscript(Rt *rt, Ref self, Ref key);
int slot_mp_ass_subscript(Rt *rt, Ref self, Ref key, Ref value_or_null);
Own slot_sq_item(Rt *rt, Ref self, ptrdiff_t index);
int slot_sq_ass_item(Rt *rt, Ref self, ptrdiff_t index, Ref value_or_null);
int slot_sq_contains(Rt *rt, Ref self, Ref item);

int slot_nb_bool(Rt *rt, Ref self);
Own slot_nb_power(Rt *rt, Ref base, Ref exponent, Ref modulus);
Own slot_nb_inplace_power(Rt *rt, Ref self, Ref other, Ref unused);
#define SLOT_UNARY(name) Own slot_nb_##name(Rt *rt, Ref self)
SLOT_UNARY(negative);
SLOT_UNARY(positive);
SLOT_UNARY(absolute);
SLOT_UNARY(invert);
SLOT_UNARY(int);
SLOT_UNARY(float);
SLOT_UNARY(index);
#define SLOT_BINARY(name) Own slot_nb_##name(Rt *rt, Ref self, Ref other)
#define SLOT_BINARY_BOTH(name)                                                         \
    SLOT_BINARY(name);                                                                 \
    SLOT_BINARY(inplace_##name)
SLOT_BINARY_BOTH(add);
SLOT_BINARY_BOTH(subtract);
SLOT_BINARY_BOTH(multiply);
SLOT_BINARY_BOTH(remainder);
SLOT_BINARY(divmod);
SLOT_BINARY_BOTH(lshift);
SLOT_BINARY_BOTH(rshift);
SLOT_BINARY_BOTH(and);
SLOT_BINARY_BOTH(xor);
SLOT_BINARY_BOTH(or);
SLOT_BINARY_BOTH(floor_divide);
SLOT_BINARY_BOTH(true_divide);
SLOT_BINARY_BOTH(matrix_multiply);

/* Calls the special method NAME of args[0]'s type with ARGS.  1 and *result (NULL: it raised);
   0: the type has no such method. */
int special_call(Rt *rt, Ref name, const Ref *args, size_t count, Own *result);
/* The same where a missing method is AttributeError. */
MUST_USE Own special_call_required(Rt *rt, Ref name, const Ref *args, size_t count);

#endif
