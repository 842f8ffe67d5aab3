/* Floats (C doubles) and complex numbers, with Python's text forms. */
#ifndef VIV_OBJECTS_FLOATOBJ_H
#define VIV_OBJECTS_FLOATOBJ_H

#include "memory/heap.h"
#include "objects/object_state.h"

typedef struct FloatObj {
    Obj head;
    double value;
} FloatObj;
#define AS_FLOAT(ref) ((FloatObj *)(ref))

typedef struct ComplexObj {
    Obj head;
    double real, imag;
} ComplexObj;
#define AS_COMPLEX(ref) ((ComplexObj *)(ref))

MUST_USE Own float_new_fresh(Rt *rt, double value); /* float_new, past the free list */

MUST_USE static inline Own float_new(Rt *rt, double value)
{
    ObjectState *state = rt->objects;
    if (UNLIKELY(state->free_float_count == 0)) return float_new_fresh(rt, value);
    Own self = object_revive(rt, state->free_floats[--state->free_float_count]);
    AS_FLOAT(self)->value = value;
    return self;
}

/* release() for an exact float. */
static inline void float_release(Rt *rt, Own number)
{
    ObjectState *state = rt->objects;
    if (--number->refcount != 0) return;
    if (UNLIKELY(state->free_float_count >= FREE_FLOATS || rt_hears(rt, HEAR_HEAP))) {
        object_dealloc(rt, number);
        return;
    }
    object_retire(rt, number);
    state->free_floats[state->free_float_count++] = number;
}

MUST_USE Own complex_new(Rt *rt, double real, double imag);
double float_by_slot(Rt *rt, Ref obj); /* what __float__ gives, which it has; -1.0 and pending */
double float_value(Rt *rt, Ref obj); /* of any object with __float__/__index__; -1.0 and pending */
/* The parts of a complex number, of what has __complex__, or of what float_value takes. */
MUST_USE int complex_value(Rt *rt, Ref obj, double *real, double *imag);
MUST_USE Own float_parse(Rt *rt, const char *text, size_t length); /* as float() takes it */

#endif
