/* Opcodes that build containers and strings, and take them apart. */
#ifndef VIV_VM_OPS_BUILD_H
#define VIV_VM_OPS_BUILD_H

#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/iterobj.h"
#include "objects/listobj.h"
#include "objects/setobj.h"
#include "vm/build.h"
#include "vm/regs.h"

/* Ends an instruction that made RESULT from the top COUNT values, and still owns these. */
static ALWAYS_INLINE OpResult finish_many(Rt *rt, Regs *r, unsigned count, Own result)
{
    for (unsigned i = 0; i < count; i++) pop_release(rt, r);
    return finish_push(r, result);
}

HANDLER(BUILD_TUPLE)
{
    frame_sync(r);
    Own tuple = arg == 0 ? new_ref(rt->empty_tuple) : tuple_new(rt, arg);
    if (UNLIKELY(tuple == NULL)) return THEN_RAISE;
    r->sp -= arg;
    for (unsigned i = 0; i < arg; i++) AS_TUPLE(tuple)->items[i] = r->sp[i];
    push(r, tuple);
    return THEN_NEXT;
}

HANDLER(BUILD_LIST)
{
    frame_sync(r);
    Own list = list_new(rt, arg);
    if (UNLIKELY(list == NULL)) return THEN_RAISE;
    r->sp -= arg;
    for (unsigned i = 0; i < arg; i++) AS_LIST(list)->items[i] = r->sp[i];
    push(r, list);
    return THEN_NEXT;
}

HANDLER(LIST_TO_TUPLE)
{
    frame_sync(r);
    return finish_unary(rt, r, list_to_tuple(rt, peek(r, 1)));
}

HANDLER(BUILD_SET)
{
    frame_sync(r);
    return finish_many(rt, r, arg, build_set(rt, r->sp - arg, arg));
}

HANDLER(BUILD_MAP)
{
    frame_sync(r);
    return finish_many(rt, r, 2 * arg, build_map(rt, r->sp - 2 * arg, arg));
}

HANDLER(BUILD_CONST_KEY_MAP)
{
    frame_sync(r);
    return finish_many(rt, r, arg + 1, build_const_key_map(rt, r->sp - arg - 1, arg));
}

HANDLER(BUILD_STRING)
{
    frame_sync(r);
    return finish_many(rt, r, arg, build_string(rt, r->sp - arg, arg));
}

HANDLER(BUILD_SLICE)
{
    frame_sync(r);
    unsigned count = arg == 3 ? 3 : 2;
    Own *first = r->sp - count;
    return finish_many(rt, r, count, slice_new(rt, first[0], first[1], count == 3 ? first[2] : NULL));
}

HANDLER(FORMAT_VALUE)
{
    frame_sync(r);
    bool has_spec = (arg & 4) != 0;
    Ref spec = has_spec ? peek(r, 1) : NULL;
    Own text = format_value(rt, peek(r, has_spec ? 2 : 1), arg & 3, spec);
    return finish_many(rt, r, has_spec ? 2 : 1, text);
}

HANDLER(LIST_APPEND)
{
    Own item = pop(r);
    frame_sync(r);
    return finish_status(list_append_take(rt, peek(r, arg), item));
}

HANDLER(SET_ADD)
{
    frame_sync(r);
    int status = set_add(rt, peek(r, arg + 1), peek(r, 1));
    pop_release(rt, r);
    return finish_status(status);
}

HANDLER(MAP_ADD)
{
    Own value = pop(r), key = pop(r);
    frame_sync(r); /* the dict takes them, also when it fails */
    return finish_status(dict_set_take(rt, peek(r, arg), key, value));
}

HANDLER(LIST_EXTEND)
{
    frame_sync(r);
    int status = display_extend(rt, peek(r, arg + 1), peek(r, 1));
    pop_release(rt, r);
    return finish_status(status);
}

HANDLER(SET_UPDATE)
{
    frame_sync(r);
    int status = set_update(rt, peek(r, arg + 1), peek(r, 1));
    pop_release(rt, r);
    return finish_status(status);
}

HANDLER(DICT_UPDATE)
{
    frame_sync(r);
    int status = display_update(rt, peek(r, arg + 1), peek(r, 1));
    pop_release(rt, r);
    return finish_status(status);
}

HANDLER(DICT_MERGE)
{
    frame_sync(r);
    int status = keywords_merge(rt, peek(r, arg + 3), peek(r, arg + 1), peek(r, 1));
    pop_release(rt, r);
    return finish_status(status);
}

HANDLER(UNPACK_SEQUENCE)
{
    frame_sync(r);
    Own source = pop(r);
    Own *end = r->sp + arg;
    skip_caches(r, 1);
    if (source->type == RT_TYPE(rt, tuple) && tuple_length(source) == (ptrdiff_t)arg) {
        for (unsigned i = 0; i < arg; i++) *--end = new_ref(tuple_peek(source, i));
    } else if (source->type == RT_TYPE(rt, list) && list_length(source) == (ptrdiff_t)arg) {
        for (unsigned i = 0; i < arg; i++) *--end = new_ref(list_peek(source, i));
    } else if (unpack_iterable(rt, source, (int)arg, -1, end) < 0) {
        frame_sync(r);
        release(rt, source);
        return THEN_RAISE;
    }
    r->sp += arg;
    frame_sync(r);
    release(rt, source);
    return THEN_NEXT;
}

HANDLER(UNPACK_EX)
{
    frame_sync(r);
    Own source = pop(r);
    int before = (int)(arg & 0xFF), after = (int)(arg >> 8), total = before + 1 + after;
    int status = unpack_iterable(rt, source, before, after, r->sp + total);
    if (status == 0) r->sp += total;
    frame_sync(r);
    release(rt, source);
    return finish_status(status);
}

#endif
