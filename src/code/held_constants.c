/* None, Ellipsis and the truth values are not held: the parser takes them from elsewhere. */
#include "code/held_constants.h"

#include "code/code.h"
#include "objects/tupleobj.h"

static void hold(Rt *rt, Ref constant, HeldConstants *held);

static void hold_all(Rt *rt, Ref tuple, HeldConstants *held)
{
    for (ptrdiff_t i = 0; i < tuple_length(tuple); i++) hold(rt, tuple_peek(tuple, i), held);
}

static void hold(Rt *rt, Ref constant, HeldConstants *held)
{
    if (constant == rt->none || constant == rt->ellipsis || is_exact(constant, TYPE_bool)) return;
    if (is_exact(constant, TYPE_code)) {
        hold_all(rt, AS_CODE(constant)->consts, held);
        return;
    }
    if (is_exact(constant, TYPE_tuple)) hold_all(rt, constant, held);
    Own reference = new_ref(constant);
    if (vec_push(held, reference) < 0) release(rt, reference);
}

void constants_hold(Rt *rt, Ref code, HeldConstants *held)
{
    hold_all(rt, AS_CODE(code)->consts, held);
}

void constants_release(Rt *rt, HeldConstants *held)
{
    while (held->length > 0) release(rt, vec_pop(held));
    vec_fini(held);
}
