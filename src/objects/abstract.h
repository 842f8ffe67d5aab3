/* Operations on any object, by its type's slots: what the instructions and the built-in
   functions are made of.  Names after CPython's PyObject_*, PyNumber_*, PySequence_*. */
#ifndef VIV_OBJECTS_ABSTRACT_H
#define VIV_OBJECTS_ABSTRACT_H

#include "memory/rt.h"

/* --- any object (object_ops.c) */
MUST_USE Own object_repr(Rt *rt, Ref obj);
MUST_USE Own object_str(Rt *rt, Ref obj);
MUST_USE Own object_ascii(Rt *rt, Ref obj);
MUST_USE Own object_bytes(Rt *rt, Ref obj);
/* What OBJ.__bytes__() gives: 1 and *bytes; 0 when it has no such method; -1. */
MUST_USE int object_special_bytes(Rt *rt, Ref obj, Own *bytes);
MUST_USE Own object_format(Rt *rt, Ref obj, Ref spec_or_null);
ptrdiff_t object_hash(Rt *rt, Ref obj);                    /* -1: error */
int object_is_true(Rt *rt, Ref obj);                       /* 1, 0, -1 */
MUST_USE Own object_compare(Rt *rt, Ref left, Ref right, CompareOp op);
int object_compare_bool(Rt *rt, Ref left, Ref right, CompareOp op); /* identity implies == */
MUST_USE Own order_answer(Rt *rt, ptrdiff_t order, CompareOp op); /* True or False: is ORDER (below, at, above 0) what OP asks for? */
MUST_USE Own object_dir(Rt *rt, Ref obj_or_null); /* NULL: the running frame's names */
/* "0x7f…", as id() and repr() show it, into TEXT of 32 bytes. */
void object_address_text(const Rt *rt, Ref obj, char text[32]);
ptrdiff_t object_identity_hash(Rt *rt, Ref obj); /* what object.__hash__ gives; never fails */
bool object_is_callable(Ref obj);
Ref object_type(Ref obj); /* its Type, as an object */
MUST_USE Own object_itself(Rt *rt, Ref self); /* a new reference to SELF: iter() of an iterator, copy() of what never changes */

/* --- attributes (attribute.c) */
MUST_USE Own object_attr_get(Rt *rt, Ref obj, Ref name);
/* 1 and *out; 0 when there is no such attribute (nothing pending); -1. */
int object_attr_lookup(Rt *rt, Ref obj, Ref name, Own *out);
int object_attr_set(Rt *rt, Ref obj, Ref name, Ref value_or_null);
MUST_USE Own object_attr_get_text(Rt *rt, Ref obj, const char *name);
/* The generic behaviours, for slots. */
MUST_USE Own object_generic_getattr(Rt *rt, Ref obj, Ref name);
int object_generic_setattr(Rt *rt, Ref obj, Ref name, Ref value_or_null);
/* What LOAD_METHOD does: *out is the function when it is an unbound method for OBJ (result 1:
   call it with OBJ first), else the attribute itself (result 0); -1. */
int object_method_get(Rt *rt, Ref obj, Ref name, Own *out);
/* The attribute of the type, not bound, through the MRO: borrowed, NULL when absent (never an error). */
Ref type_lookup_peek(Rt *rt, Type *type, Ref name);
/* The special method NAME bound to OBJ, looked up on its type: 1, 0 or -1. */
int object_special_get(Rt *rt, Ref obj, Ref name, Own *out);
/* Where the instance dict is kept (makes it when CREATE), borrowed; NULL when there is none. */
Ref object_dict_peek(Rt *rt, Ref obj, bool create);

/* A tp_new that makes an instance and leaves the arguments to tp_init (PyType_GenericNew). */
MUST_USE Own plain_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null);

/* --- items (item_ops.c) */
MUST_USE Own object_item_get(Rt *rt, Ref obj, Ref key);
int object_item_set(Rt *rt, Ref obj, Ref key, Ref value);
int object_item_delete(Rt *rt, Ref obj, Ref key);
ptrdiff_t object_length(Rt *rt, Ref obj);                         /* -1: error */
ptrdiff_t object_length_hint(Rt *rt, Ref obj, ptrdiff_t otherwise); /* -1: error */
int object_contains(Rt *rt, Ref container, Ref item);
/* By iterating: the index of the first item equal to WANTED, or ValueError; else how many there are. */
MUST_USE Own object_search(Rt *rt, Ref iterable, Ref wanted, bool first);
int object_contains_by_search(Rt *rt, Ref iterable, Ref item); /* by iterating */
/* Has TYPE any of the slots of sequences?  A class always has them, if only to be filled. */
bool type_has_sequence_slots(const Type *type);
MUST_USE Own sequence_item_get(Rt *rt, Ref obj, ptrdiff_t index);
MUST_USE Own sequence_to_list(Rt *rt, Ref iterable);
MUST_USE Own sequence_to_tuple(Rt *rt, Ref iterable);
/* A list or tuple with the items of ITERABLE (itself when it is one); MESSAGE is TypeError's. */
MUST_USE Own sequence_fast(Rt *rt, Ref iterable, const char *message);

/* --- iteration */
MUST_USE Own object_iter(Rt *rt, Ref iterable);
/* 1 and *item; 0 at the end, StopIteration cleared; -1. */
int object_next(Rt *rt, Ref iterator, Own *item);
/* The raw slot's answer, StopIteration left pending: for iterators made of iterators.  Both look
   whether the C stack ends and whether the program is to stop: endless iterators can be stopped. */
int object_next_raw(Rt *rt, Ref iterator, Own *item);
bool object_is_iterator(Ref obj);

/* --- numbers (number_ops.c).  The operation codes are BINARY_OP's arguments. */
typedef enum BinaryOp {
    BINARY_ADD, BINARY_AND, BINARY_FLOOR_DIVIDE, BINARY_LSHIFT, BINARY_MATRIX_MULTIPLY, BINARY_MULTIPLY,
    BINARY_REMAINDER, BINARY_OR, BINARY_POWER, BINARY_RSHIFT, BINARY_SUBTRACT, BINARY_TRUE_DIVIDE, BINARY_XOR,
    BINARY_INPLACE_FIRST, /* += is BINARY_INPLACE_FIRST + BINARY_ADD, and so on */
} BinaryOp;
MUST_USE Own number_binary(Rt *rt, BinaryOp op, Ref left, Ref right);
MUST_USE Own number_power(Rt *rt, Ref base, Ref exponent, Ref modulus);
MUST_USE Own number_negative(Rt *rt, Ref obj);
MUST_USE Own number_positive(Rt *rt, Ref obj);
MUST_USE Own number_invert(Rt *rt, Ref obj);
MUST_USE Own number_absolute(Rt *rt, Ref obj);
MUST_USE Own number_divmod(Rt *rt, Ref left, Ref right);
/* An exact int by __index__; the second gives a ptrdiff_t, and clips instead of OverflowError
   when OVERFLOW is TYPE_other; -1 with an exception pending (test rt_is_pending). */
MUST_USE Own number_index(Rt *rt, Ref obj);
/* DeprecationWarning with MESSAGE, which it takes (NULL: an error is pending); 0 or -1. */
MUST_USE int warn_deprecated(Rt *rt, Own message);
#define STRICT_SUBCLASS_TEXT(type)                                                     \
    "  The ability to return an instance of a strict subclass of " type " is deprecated, and may be removed in a future version of Python."
ptrdiff_t number_as_size(Rt *rt, Ref obj, TypeId overflow);
MUST_USE Own number_int(Rt *rt, Ref obj);   /* int(obj) */
MUST_USE Own number_float(Rt *rt, Ref obj); /* float(obj) */
bool number_has_index(Ref obj);
bool number_check(const Rt *rt, Ref obj); /* PyNumber_Check: may int(), float() or complex() take it? */

/* --- class tests (isinstance.c) */
int object_is_instance(Rt *rt, Ref obj, Ref class_or_tuple);
int object_is_subclass(Rt *rt, Ref class_obj, Ref class_or_tuple);
/* What type's own __instancecheck__ and __subclasscheck__ answer: no further hooks are asked. */
int type_is_instance(Rt *rt, Ref obj, Ref class_obj);
int type_is_subclass(Rt *rt, Ref derived, Ref class_obj);
bool type_is_subtype(const Type *type, const Type *of); /* by MRO; no Python code */

#endif
