/* PickleBuffer: an object's bytes, to be handed over beside a pickle instead of being written into it. */
#include "modules/pickle_parts.h"

#include "memory/gc.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/memoryobj.h"
#include "objects/weakrefobj.h"

typedef struct PickleBufferObj {
    Obj head;
    Buffer view; /* its owner NULL: released */
    Own weakrefs;
} PickleBufferObj;
#define AS_PICKLE_BUFFER(ref) ((PickleBufferObj *)(uintptr_t)(ref))

const Buffer *pickle_buffer_view(Rt *rt, Ref self)
{
    if (AS_PICKLE_BUFFER(self)->view.owner != NULL) return &AS_PICKLE_BUFFER(self)->view;
    error_raise(rt, TYPE_ValueError, "operation forbidden on released PickleBuffer object");
    return NULL;
}

static Own pickle_buffer_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"", NULL};
    static const ArgSpec spec = {"PickleBuffer", names, 1, 1, 0};
    Ref obj;
    if (args_bind_tuple(rt, &spec, args, kwargs, &obj) < 0) return NULL;
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self != NULL && buffer_get(rt, obj, &AS_PICKLE_BUFFER(self)->view, BUFFER_FULL_RO) < 0) release_clear(rt, &self);
    return self;
}

static int pickle_buffer_traverse(Ref self, VisitFn visit, void *context)
{
    Ref owner = AS_PICKLE_BUFFER(self)->view.owner;
    return owner == NULL ? 0 : visit(owner, context);
}

static int pickle_buffer_clear(Rt *rt, Obj *self)
{
    buffer_release(rt, &AS_PICKLE_BUFFER(self)->view);
    AS_PICKLE_BUFFER(self)->view.owner = NULL;
    return 0;
}

static void pickle_buffer_dealloc(Rt *rt, Obj *self)
{
    gc_untrack(rt, self);
    if (AS_PICKLE_BUFFER(self)->weakrefs != NULL) weakref_clear_all(rt, self);
    pickle_buffer_clear(rt, self);
    self->type->slots.tp_free(rt, self);
}

static int pickle_buffer_getbuffer(Rt *rt, Ref self, Buffer *view, int flags)
{
    const Buffer *own = pickle_buffer_view(rt, self);
    return own == NULL ? -1 : buffer_get(rt, own->owner, view, flags);
}

/* All the bytes, as they lie, as one row. */
static Own pickle_buffer_raw(Rt *rt, Ref self)
{
    const Buffer *own = pickle_buffer_view(rt, self);
    if (own == NULL) return NULL;
    if (!buffer_is_contiguous(own, 'A')) return error_raise(rt, TYPE_BufferError, "cannot extract raw buffer from non-contiguous buffer");
    Own loan = bufview_new(rt, self);
    if (loan == NULL) return NULL;
    Own raw = bufview_on_loan(rt, AS_MEMORY(loan)->loan, &AS_MEMORY(loan)->view, 1);
    release(rt, loan);
    if (raw == NULL) return NULL;
    Buffer *view = &AS_MEMORY(raw)->view;
    view->format = "B";
    view->item_size = 1;
    view->shape[0] = view->length;
    view->strides[0] = 1;
    return raw;
}

static Own pickle_buffer_release(Rt *rt, Ref self)
{
    pickle_buffer_clear(rt, (Obj *)(uintptr_t)self);
    return none_new(rt);
}

const TypeSpec pickle_buffer_spec = {
    .name = "pickle.PickleBuffer",
    .basicsize = sizeof(PickleBufferObj),
    .flags = TYPE_FLAG_GC,
    .weaklist_offset = offsetof(PickleBufferObj, weakrefs),
    .doc = "Memory that a pickle may leave to others to carry.",
    .slots = {
        .tp_new = pickle_buffer_tp_new,
        .tp_traverse = pickle_buffer_traverse,
        .tp_clear = pickle_buffer_clear,
        .tp_dealloc = pickle_buffer_dealloc,
        .bf_getbuffer = pickle_buffer_getbuffer,
    },
    .methods = METHODS(
        {"raw", METHOD_NOARGS, {.unary = pickle_buffer_raw}, "raw($self, /)\n--\n\nIts memory as one row of bytes; BufferError when that has gaps.", 0},
        {"release", METHOD_NOARGS, {.unary = pickle_buffer_release}, "release($self, /)\n--\n\nGives the memory back to its owner.", 0}),
};
