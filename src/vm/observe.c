/* Passes frame events on to the observer; none of them changes anything. */
#include "vm/observe.h"

#define OBSERVE(name, ...)                                                             \
    do {                                                                               \
        const Hooks *hooks = rt->hooks;                                                \
        if (hooks->name != NULL) hooks->name(rt, hooks->context, __VA_ARGS__);         \
    } while (0)

void observe_called(Rt *rt, Frame *frame)
{
    OBSERVE(called, frame);
}

void observe_returned(Rt *rt, Frame *frame, Ref value)
{
    OBSERVE(returned, frame, value);
}

void observe_yielded(Rt *rt, Frame *frame, Ref value)
{
    OBSERVE(yielded, frame, value);
}

void observe_resumed(Rt *rt, Frame *frame)
{
    OBSERVE(resumed, frame);
}

/* What is pending may not be an instance yet: then its class is passed. */
void observe_raised(Rt *rt, Frame *frame)
{
    bool is_instance = rt->pending.value != NULL && is_exception(rt->pending.value);
    OBSERVE(raised, frame, is_instance ? rt->pending.value : rt->pending.type);
}

void observe_caught(Rt *rt, Frame *frame, int handler_offset)
{
    OBSERVE(caught, frame, handler_offset);
}

void observe_unwound(Rt *rt, Frame *frame)
{
    OBSERVE(unwound, frame);
}

void observe_jumped(Rt *rt, Frame *frame, int offset)
{
    OBSERVE(jumped, frame, offset);
}

void observe_var(Rt *rt, Frame *frame, VarScope scope, Ref name, Ref old_or_null, Ref value_or_null)
{
    OBSERVE(var, frame, scope, name, old_or_null, value_or_null);
}
