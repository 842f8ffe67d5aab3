/* Opcodes for names: namespaces, globals, and the cells that closures share. */
#ifndef VIV_VM_OPS_NAMES_H
#define VIV_VM_OPS_NAMES_H

#include "vm/inline_cache.h"
#include "vm/names.h"
#include "vm/regs.h"

HANDLER(LOAD_NAME)
{
    frame_sync(r);
    return finish_push(r, name_load(rt, r->frame, name_at(r, arg)));
}

HANDLER(STORE_NAME)
{
    frame_sync(r);
    int status = name_store(rt, r->frame, name_at(r, arg), peek(r, 1));
    pop_release(rt, r);
    return finish_status(status);
}

HANDLER(DELETE_NAME)
{
    frame_sync(r);
    return finish_status(name_delete(rt, r->frame, name_at(r, arg)));
}

HANDLER(LOAD_GLOBAL)
{
    GlobalCache *cache = caches_of(r);
    Own value = new_ref_or_null(cached_global(rt, r->frame, cache));
    if (UNLIKELY(value == NULL)) {
        frame_sync(r);
        cache_learn_global(rt, r->frame, name_at(r, arg >> 1), cache);
        value = global_load(rt, r->frame, name_at(r, arg >> 1));
        if (UNLIKELY(value == NULL)) return THEN_RAISE;
    }
    if (arg & 1) push(r, NULL);
    push(r, value);
    skip_caches(r, 5);
    return THEN_NEXT;
}

HANDLER(STORE_GLOBAL)
{
    frame_sync(r);
    int status = global_store(rt, r->frame, name_at(r, arg), peek(r, 1));
    pop_release(rt, r);
    return finish_status(status);
}

HANDLER(DELETE_GLOBAL)
{
    frame_sync(r);
    return finish_status(global_delete(rt, r->frame, name_at(r, arg)));
}

HANDLER(MAKE_CELL)
{
    frame_sync(r);
    return finish_status(cell_make(rt, r->frame, arg));
}

HANDLER(COPY_FREE_VARS)
{
    Frame *frame = r->frame;
    const TupleObj *closure = (const TupleObj *)AS_FUNCTION(frame->func)->closure;
    Own *free_slots = frame->localsplus + FRAME_CODE(frame)->nlocalsplus - arg;
    for (unsigned i = 0; i < arg; i++) free_slots[i] = new_ref(closure->items[i]);
    return THEN_NEXT;
}

HANDLER(LOAD_CLOSURE)
{
    push(r, new_ref(r->frame->localsplus[arg]));
    return THEN_NEXT;
}

HANDLER(LOAD_DEREF)
{
    Own value = AS_CELL(r->frame->localsplus[arg])->contents;
    if (UNLIKELY(value == NULL)) {
        frame_sync(r);
        raise_unbound_cell(rt, r->frame, arg);
        return THEN_RAISE;
    }
    push(r, new_ref(value));
    return THEN_NEXT;
}

HANDLER(LOAD_CLASSDEREF)
{
    frame_sync(r);
    return finish_push(r, class_name_load(rt, r->frame, arg));
}

HANDLER(STORE_DEREF)
{
    CellObj *cell = AS_CELL(r->frame->localsplus[arg]);
    Own value = pop(r), old = cell->contents;
    if (rt_hears(rt, HEAR_VARS)) hear_cell(rt, r->frame, arg, value);
    cell->contents = value;
    frame_sync(r);
    release(rt, old);
    return THEN_NEXT;
}

HANDLER(DELETE_DEREF)
{
    CellObj *cell = AS_CELL(r->frame->localsplus[arg]);
    frame_sync(r);
    if (UNLIKELY(cell->contents == NULL)) {
        raise_unbound_cell(rt, r->frame, arg);
        return THEN_RAISE;
    }
    if (rt_hears(rt, HEAR_VARS)) hear_cell(rt, r->frame, arg, NULL);
    release_clear(rt, &cell->contents);
    return THEN_NEXT;
}

HANDLER(SETUP_ANNOTATIONS)
{
    frame_sync(r);
    return finish_status(annotations_set_up(rt, r->frame));
}

#endif
