/* Calling a slot's C function as the special method that it stands for: int.__add__(1,
   2). Each wrapper takes the arguments apart, and casts the slot to the type it really
   has. */
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/slot_functions.h"
#include "objects/tupleobj.h"

/* Exactly COUNT arguments?  0 or -1. */
static int expect(Rt *rt, Ref args, ptrdiff_t count)
{
    if (tuple_length(args) == count) return 0;
    return error_raise_int(rt,
                           TYPE_TypeError,
                           "expected %zd argument%s, got %zd",
                           count,
                           count == 1 ? "" : "s",
                           tuple_length(args));
}

static Ref optional(Rt *rt, Ref args, ptrdiff_t index)
{
    return index < tuple_length(args) ? tuple_peek(args, index) : rt->none;
}

/* None for 0, NULL for -1. */
static Own status(Rt *rt, int result)
{
    return result < 0 ? NULL : none_new(rt);
}

WRAP(unary)
{
    return expect(rt, args, 0) < 0 ? NULL : ((UnaryFn)fn)(rt, self);
}

WRAP(binary)
{
    return expect(rt, args, 1) < 0 ? NULL
                                   : ((BinaryFn)fn)(rt, self, tuple_peek(args, 0));
}

WRAP(binary_left)
{
    return wrap_binary(rt, fn, self, args, kwargs_or_null);
}

WRAP(binary_right)
{
    return expect(rt, args, 1) < 0 ? NULL
                                   : ((BinaryFn)fn)(rt, tuple_peek(args, 0), self);
}

WRAP(power_left)
{
    if (args_count(rt, "", tuple_length(args), 1, 2) < 0) return NULL;
    return ((TernaryFn)fn)(rt, self, tuple_peek(args, 0), optional(rt, args, 1));
}

WRAP(power_right)
{
    if (args_count(rt, "", tuple_length(args), 1, 2) < 0) return NULL;
    return ((TernaryFn)fn)(rt, tuple_peek(args, 0), self, optional(rt, args, 1));
}

WRAP(inplace_power)
{
    return wrap_power_left(rt, fn, self, args, kwargs_or_null);
}

WRAP(hash)
{
    if (expect(rt, args, 0) < 0) return NULL;
    ptrdiff_t hash = ((ptrdiff_t(*)(Rt *, Ref))fn)(rt, self);
    return hash == -1 && rt_is_pending(rt) ? NULL : int_new(rt, hash);
}

WRAP(length)
{
    if (expect(rt, args, 0) < 0) return NULL;
    ptrdiff_t length = ((LengthFn)fn)(rt, self);
    return length < 0 ? NULL : int_new(rt, length);
}

WRAP(inquiry)
{
    if (expect(rt, args, 0) < 0) return NULL;
    int truth = ((InquiryFn)fn)(rt, self);
    return truth < 0 ? NULL : bool_new(rt, truth);
}

WRAP(call)
{
    return ((CallFn)fn)(rt, self, args, kwargs_or_null);
}

WRAP(init)
{
    return status(rt, ((InitFn)fn)(rt, self, args, kwargs_or_null));
}

WRAP(finalize)
{
    if (expect(rt, args, 0) < 0) return NULL;
    ((void (*)(Rt *, Obj *))fn)(rt, (Obj *)self);
    return none_new(rt);
}

/* object.__setattr__ must not get round what the C type of SELF forbids: the slot must
   be that of the type's nearest base made in C. */
static int check_setattr(Rt *rt, SlotFn fn, Ref self, const char *method)
{
    const Type *type = self->type;
    while (type->base != NULL && (type->flags & TYPE_FLAG_HEAP))
        type = AS_TYPE(type->base);
    if ((SlotFn)type->slots.tp_setattro == fn) return 0;
    return error_raise_int(
        rt, TYPE_TypeError, "can't apply this %s to %s object", method, self->type->name);
}

WRAP(setattr)
{
    if (expect(rt, args, 2) < 0 || check_setattr(rt, fn, self, "__setattr__") < 0)
        return NULL;
    return status(rt,
                  ((StoreFn)fn)(rt, self, tuple_peek(args, 0), tuple_peek(args, 1)));
}

WRAP(delattr)
{
    if (expect(rt, args, 1) < 0 || check_setattr(rt, fn, self, "__delattr__") < 0)
        return NULL;
    return status(rt, ((StoreFn)fn)(rt, self, tuple_peek(args, 0), NULL));
}

static Own wrap_compare(Rt *rt, SlotFn fn, Ref self, Ref args, CompareOp op)
{
    if (expect(rt, args, 1) < 0) return NULL;
    return ((CompareFn)fn)(rt, self, tuple_peek(args, 0), op);
}

#define WRAP_COMPARE(name, op)                                                         \
    WRAP(name)                                                                         \
    {                                                                                  \
        return wrap_compare(rt, fn, self, args, op);                                   \
    }
WRAP_COMPARE(lt, COMPARE_LT)
WRAP_COMPARE(le, COMPARE_LE)
WRAP_COMPARE(eq, COMPARE_EQ)
WRAP_COMPARE(ne, COMPARE_NE)
WRAP_COMPARE(gt, COMPARE_GT)
WRAP_COMPARE(ge, COMPARE_GE)

WRAP(next)
{
    if (expect(rt, args, 0) < 0) return NULL;
    Own item = NULL;
    int next = ((NextFn)fn)(rt, self, &item);
    return next == 0 ? error_raise_none(rt, TYPE_StopIteration) : item;
}

WRAP(descr_get)
{
    if (args_count(rt, "", tuple_length(args), 1, 2) < 0) return NULL;
    Ref instance = tuple_peek(args, 0), owner = optional(rt, args, 1);
    if (instance == rt->none) instance = NULL;
    if (owner == rt->none) owner = NULL;
    if (instance == NULL && owner == NULL) {
        return error_raise(rt, TYPE_TypeError, "__get__(None, None) is invalid");
    }
    return ((Own(*)(Rt *, Ref, Ref, Ref))fn)(rt, self, instance, owner);
}

WRAP(descr_set)
{
    if (args_count(rt, "", tuple_length(args), 2, 2) < 0) return NULL;
    return status(rt,
                  ((StoreFn)fn)(rt, self, tuple_peek(args, 0), tuple_peek(args, 1)));
}

WRAP(descr_delete)
{
    if (expect(rt, args, 1) < 0) return NULL;
    return status(rt, ((StoreFn)fn)(rt, self, tuple_peek(args, 0), NULL));
}

WRAP(setitem)
{
    return wrap_descr_set(rt, fn, self, args, kwargs_or_null);
}

WRAP(delitem)
{
    return wrap_descr_delete(rt, fn, self, args, kwargs_or_null);
}

/* An index argument; below zero it counts from the end of SELF.  -1 may be an index:
   look for a pending exception. */
static ptrdiff_t index_of(Rt *rt, Ref self, Ref arg)
{
    ptrdiff_t index = number_as_size(rt, arg, TYPE_OverflowError);
    if (index >= 0 || rt_is_pending(rt) || self->type->slots.sq_length == NULL)
        return index;
    ptrdiff_t length = self->type->slots.sq_length(rt, self);
    return length < 0 ? -1 : index + length;
}

WRAP(sq_item)
{
    if (expect(rt, args, 1) < 0) return NULL;
    ptrdiff_t index = index_of(rt, self, tuple_peek(args, 0));
    if (index == -1 && rt_is_pending(rt)) return NULL;
    return ((IndexArgFn)fn)(rt, self, index);
}

WRAP(sq_setitem)
{
    if (args_count(rt, "", tuple_length(args), 2, 2) < 0) return NULL;
    ptrdiff_t index = index_of(rt, self, tuple_peek(args, 0));
    if (index == -1 && rt_is_pending(rt)) return NULL;
    return status(rt, ((IndexStoreFn)fn)(rt, self, index, tuple_peek(args, 1)));
}

WRAP(sq_delitem)
{
    if (expect(rt, args, 1) < 0) return NULL;
    ptrdiff_t index = index_of(rt, self, tuple_peek(args, 0));
    if (index == -1 && rt_is_pending(rt)) return NULL;
    return status(rt, ((IndexStoreFn)fn)(rt, self, index, NULL));
}

WRAP(index_argument)
{
    if (expect(rt, args, 1) < 0) return NULL;
    ptrdiff_t index = number_as_size(rt, tuple_peek(args, 0), TYPE_OverflowError);
    if (index == -1 && rt_is_pending(rt)) return NULL;
    return ((IndexArgFn)fn)(rt, self, index);
}

WRAP(contains)
{
    if (expect(rt, args, 1) < 0) return NULL;
    int found = ((ContainsFn)fn)(rt, self, tuple_peek(args, 0));
    return found < 0 ? NULL : bool_new(rt, found);
}
