/* Opcodes of match statements. */
#ifndef VIV_VM_OPS_MATCH_H
#define VIV_VM_OPS_MATCH_H

#include "objects/abstract.h"
#include "objects/intobj.h"
#include "vm/match.h"
#include "vm/regs.h"

HANDLER(GET_LEN)
{
    frame_sync(r);
    ptrdiff_t length = object_length(rt, peek(r, 1));
    return length < 0 ? THEN_RAISE : finish_push(r, int_new(rt, length));
}

HANDLER(MATCH_MAPPING)
{
    push(r, bool_new(rt, has_flag(peek(r, 1), TYPE_FLAG_MAPPING)));
    return THEN_NEXT;
}

HANDLER(MATCH_SEQUENCE)
{
    push(r, bool_new(rt, has_flag(peek(r, 1), TYPE_FLAG_SEQUENCE)));
    return THEN_NEXT;
}

HANDLER(MATCH_KEYS)
{
    frame_sync(r);
    return finish_push(r, match_keys(rt, peek(r, 2), peek(r, 1)));
}

HANDLER(MATCH_CLASS)
{
    Own names = peek(r, 1), class = peek(r, 2), subject = peek(r, 3);
    frame_sync(r);
    Own attributes = match_class(rt, subject, class, (ptrdiff_t)arg, names);
    if (attributes == NULL && !rt_is_pending(rt)) attributes = none_new(rt);
    r->sp -= 3;
    if (attributes != NULL) push(r, attributes);
    frame_sync(r);
    release_all(rt, names, class, subject);
    return attributes == NULL ? THEN_RAISE : THEN_NEXT;
}

#endif
