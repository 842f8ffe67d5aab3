/* The module _queue: SimpleQueue, a queue without bound whose put() may be called from anywhere, even from a
   destructor that runs within another put().  The pure version in queue.py cannot be that, and executors
   use it.

   As in CPython the items lie in a list, which the collector sees, from `first` on; those before are None, and
   go when they are more than half of it. */
#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "modules/timespan.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/list_impl.h"
#include "objects/module_types.h"
#include "objects/moduleobj.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"
#include "vm/threads.h"

typedef struct QueueObj {
    Obj head;
    Own items; /* list */
    Own weakrefs;
    ptrdiff_t first;
} QueueObj;
#define AS_QUEUE(ref) ((QueueObj *)(uintptr_t)(ref))

static bool is_empty(const QueueObj *queue)
{
    return queue->first == list_length(queue->items);
}

static Own queue_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (tuple_length(args) > 0) return error_raise(rt, TYPE_TypeError, "SimpleQueue() takes no arguments (%zd given)", tuple_length(args));
    Own self = args_no_keywords(rt, "SimpleQueue", kwargs) < 0 ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self != NULL && (AS_QUEUE(self)->items = list_new(rt, 0)) == NULL) release_clear(rt, &self);
    return self;
}

static Own queue_put(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"item", "block", "timeout", NULL};
    static const ArgSpec spec = {"put", names, 1, 3, 0};
    Ref given[3];
    QueueObj *queue = AS_QUEUE(self);
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0 || list_append(rt, queue->items, given[0]) < 0) return NULL;
    thread_wake(rt, self);
    return none_new(rt);
}

static Own queue_put_nowait(Rt *rt, Ref self, Ref *given)
{
    return queue_put(rt, self, given, 1, NULL);
}

static Own raise_empty(Rt *rt)
{
    return error_raise_class(rt, rt->modules->queue_empty, NULL);
}

/* Waits for an item until DEADLINE (0: not at all). */
static Own queue_take(Rt *rt, QueueObj *queue, int64_t deadline)
{
    while (is_empty(queue)) {
        if (deadline == 0) return raise_empty(rt);
        int woken = thread_wait(rt, queue, deadline);
        if (woken < 0) return NULL;
        if (woken == 0 && is_empty(queue)) return raise_empty(rt);
    }
    Own item = new_ref(list_peek(queue->items, queue->first));
    if (list_assign_item(rt, queue->items, queue->first++, rt->none) < 0) return error_release(rt, item);
    if (queue->first > list_length(queue->items) / 2) {
        if (list_assign_slice(rt, queue->items, 0, queue->first, NULL) < 0) release_clear(rt, &item);
        queue->first = 0;
    }
    return item;
}

static Own queue_get(Rt *rt, Ref self, Ref *given)
{
    int blocks = given[0] == NULL ? 1 : object_is_true(rt, given[0]);
    int64_t wait = -1;
    if (blocks < 0) return NULL;
    if (blocks && given[1] != NULL && given[1] != rt->none) {
        if (timespan_from_seconds(rt, given[1], TIME_ROUND_CEILING, &wait) < 0) return NULL;
        if (wait < 0) return error_raise(rt, TYPE_ValueError, "'timeout' must be a non-negative number");
    }
    return queue_take(rt, AS_QUEUE(self), !blocks || !is_empty(AS_QUEUE(self)) ? 0 : thread_deadline(rt, wait));
}

static Own queue_get_nowait(Rt *rt, Ref self)
{
    return queue_take(rt, AS_QUEUE(self), 0);
}

static Own queue_empty(Rt *rt, Ref self)
{
    return bool_new(rt, is_empty(AS_QUEUE(self)));
}

static Own queue_qsize(Rt *rt, Ref self)
{
    return int_new(rt, list_length(AS_QUEUE(self)->items) - AS_QUEUE(self)->first);
}

static const TypeSpec queue_type_spec = {
    .name = "_queue.SimpleQueue",
    .basicsize = sizeof(QueueObj),
    .weaklist_offset = offsetof(QueueObj, weakrefs),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_GC | TYPE_FLAG_IMMUTABLE,
    .doc = "SimpleQueue()\n--\n\nSimple, unbounded, reentrant FIFO queue.",
    .owned = OWNED(QueueObj, items, items),
    .slots = {OWNED_SLOTS, .tp_new = queue_new},
    .methods = METHODS(
        {"empty", METHOD_NOARGS, {.unary = queue_empty}, "empty($self, /)\n--\n\nAre there no items?  Another thread may put one at once.", 0},
        {"get", METHOD_BOUND, {.bound = queue_get, .most = 2, .names = NAMES("block", "timeout")}, "get($self, /, block=True, timeout=None)\n--\n\nTakes the first item, waiting for one if BLOCK, at most TIMEOUT seconds; Empty when there is none.", 0},
        {"get_nowait", METHOD_NOARGS, {.unary = queue_get_nowait}, "get_nowait($self, /)\n--\n\nThe same as get(block=False).", 0},
        {"put", METHOD_FASTCALL_KEYWORDS, {.fast = queue_put}, "put($self, /, item, block=True, timeout=None)\n--\n\nAdds an item at the end, which never waits.", 0},
        {"put_nowait", METHOD_BOUND, {.bound = queue_put_nowait, .least = 1, .most = 1, .names = NAMES("item")}, "put_nowait($self, /, item)\n--\n\nThe same as put(item).", 0},
        {"qsize", METHOD_NOARGS, {.unary = queue_qsize}, "qsize($self, /)\n--\n\nHow many items there are.", 0},
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS}),
};

static int queue_exec(Rt *rt, Ref module)
{
    Own *empty = &rt->modules->queue_empty;
    if (*empty == NULL && (*empty = module_error_new(rt, "_queue", "Empty", TYPE_Exception)) == NULL) return -1;
    return module_add(rt, module, "Empty", new_ref(*empty));
}

const ModuleSpec _queue_module_spec = {
    .name = "_queue",
    .doc = "What the module queue has in C.",
    .types = TYPES(&queue_type_spec),
    .exec = queue_exec,
};
