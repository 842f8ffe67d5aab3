/* Locks, and objects whose attributes each thread has for itself. */
#include "modules/thread_types.h"

#include "modules/timespan.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/threads.h"

typedef struct LockObj {
    Obj head;
    Own weakrefs; /* head of the list of weak references; borrowed links */
    ThreadLock lock;
} LockObj;
#define AS_LOCK(ref) (&((LockObj *)(uintptr_t)(ref))->lock)

/* acquire's arguments: *wait is how long to wait, 0 not at all, -1 for ever. */
static int wait_arguments(Rt *rt, const Ref *args, ptrdiff_t nargs, Ref kwnames, int64_t *wait)
{
    static const char *const names[] = {"blocking", "timeout", NULL};
    static const ArgSpec spec = {"acquire", names, 0, 2, 0};
    Ref given[2];
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return -1;
    int64_t blocking = 1;
    if (given[0] != NULL) {
        blocking = int_value(rt, given[0]);
        if (rt_is_pending(rt)) return -1;
    }
    *wait = -1;
    if (given[1] != NULL && timespan_from_seconds(rt, given[1], TIME_ROUND_CEILING, wait) < 0) return -1;
    bool is_forever = *wait == -1 || *wait == -1000000000;
    if (!blocking && !is_forever) return error_raise_int(rt, TYPE_ValueError, "can't specify a timeout for a non-blocking call");
    if (*wait < 0 && !is_forever) return error_raise_int(rt, TYPE_ValueError, "timeout value must be positive");
    if (is_forever) *wait = -1;
    if (!blocking) *wait = 0;
    return 0;
}

/* Takes LOCK as acquire's WAIT says: a bool. */
static Own lock_take(Rt *rt, ThreadLock *lock, int64_t wait)
{
    int64_t deadline = wait == 0 || lock->count == 0 ? 0 : thread_deadline(rt, wait);
    int taken = thread_lock(rt, lock, deadline);
    return taken < 0 ? NULL : bool_new(rt, taken);
}

static Own lock_acquire(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int64_t wait;
    return wait_arguments(rt, args, nargs, kwnames, &wait) < 0 ? NULL : lock_take(rt, AS_LOCK(self), wait);
}

static Own lock_enter(Rt *rt, Ref self)
{
    return lock_take(rt, AS_LOCK(self), -1);
}

static Own lock_release(Rt *rt, Ref self)
{
    if (AS_LOCK(self)->count == 0) return error_raise(rt, TYPE_RuntimeError, "release unlocked lock");
    thread_unlock(rt, AS_LOCK(self));
    return none_new(rt);
}

void lock_release_if_held(Rt *rt, Ref lock)
{
    if (AS_LOCK(lock)->count > 0) thread_unlock(rt, AS_LOCK(lock));
}

static Own lock_exit(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return lock_release(rt, self);
}

static Own lock_locked(Rt *rt, Ref self)
{
    return bool_new(rt, AS_LOCK(self)->count > 0);
}

static Own lock_reinit(Rt *rt, Ref self)
{
    *AS_LOCK(self) = (ThreadLock){0};
    return none_new(rt);
}

static Own lock_repr(Rt *rt, Ref self)
{
    char address[32];
    object_address_text(rt, self, address);
    return str_format(rt, "<%s %s object at %s>", AS_LOCK(self)->count > 0 ? "locked" : "unlocked", self->type->name, address);
}

static const char acquire_doc[] =
    "acquire(blocking=True, timeout=-1) -> bool\n"
    "(acquire_lock() is an obsolete synonym)\n\n"
    "Takes the lock, and tells whether that was possible.";
static const char release_doc[] = "release()\n(release_lock() is an obsolete synonym)\n\nGives the lock back.";
static const char locked_doc[] = "locked() -> bool\n(locked_lock() is an obsolete synonym)\n\nIs the lock held?";

const TypeSpec lock_type_spec = {
    .name = "_thread.lock",
    .basicsize = sizeof(LockObj),
    .weaklist_offset = offsetof(LockObj, weakrefs),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION | TYPE_FLAG_IMMUTABLE,
    .doc = "A lock object is a synchronization primitive.",
    .slots = {OWNED_SLOTS, .tp_repr = lock_repr},
    .methods = METHODS(
        {"acquire_lock", METHOD_FASTCALL_KEYWORDS, {.fast = lock_acquire}, acquire_doc, METHOD_TUPLE},
        {"acquire", METHOD_FASTCALL_KEYWORDS, {.fast = lock_acquire}, acquire_doc, METHOD_TUPLE},
        {"release_lock", METHOD_NOARGS, {.unary = lock_release}, release_doc, 0},
        {"release", METHOD_NOARGS, {.unary = lock_release}, release_doc, 0},
        {"locked_lock", METHOD_NOARGS, {.unary = lock_locked}, locked_doc, 0},
        {"locked", METHOD_NOARGS, {.unary = lock_locked}, locked_doc, 0},
        {"__enter__", METHOD_NOARGS, {.unary = lock_enter}, acquire_doc, 0},
        {"__exit__", METHOD_FASTCALL, {.fast = lock_exit}, release_doc, METHOD_TUPLE},
        {"_at_fork_reinit", METHOD_NOARGS, {.unary = lock_reinit}, NULL, 0}),
};

/* --- RLock */

static Own rlock_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return type->slots.tp_alloc(rt, type, 0);
}

static Own rlock_take(Rt *rt, ThreadLock *lock, int64_t wait)
{
    if (!thread_holds(rt, lock)) return lock_take(rt, lock, wait);
    lock->count++;
    return bool_new(rt, true);
}

static Own rlock_acquire(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int64_t wait;
    return wait_arguments(rt, args, nargs, kwnames, &wait) < 0 ? NULL : rlock_take(rt, AS_LOCK(self), wait);
}

static Own rlock_enter(Rt *rt, Ref self)
{
    return rlock_take(rt, AS_LOCK(self), -1);
}

static Own rlock_release(Rt *rt, Ref self)
{
    if (!thread_holds(rt, AS_LOCK(self))) return error_raise(rt, TYPE_RuntimeError, "cannot release un-acquired lock");
    thread_unlock(rt, AS_LOCK(self));
    return none_new(rt);
}

static Own rlock_exit(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return rlock_release(rt, self);
}

static Own rlock_is_owned(Rt *rt, Ref self)
{
    return bool_new(rt, thread_holds(rt, AS_LOCK(self)));
}

static Own rlock_acquire_restore(Rt *rt, Ref self, Ref state)
{
    if (!is_tuple(state) || tuple_length(state) != 2)
        return error_raise(rt, TYPE_TypeError, "_acquire_restore() argument 1 must be 2-item tuple");
    int64_t count = int_value(rt, tuple_peek(state, 0));
    if (rt_is_pending(rt)) return NULL;
    int64_t owner = int_value(rt, tuple_peek(state, 1));
    if (rt_is_pending(rt)) return NULL;
    ThreadLock *lock = AS_LOCK(self);
    if (thread_lock(rt, lock, INT64_MAX) < 0) return NULL;
    lock->count = count;
    lock->owner = owner;
    return none_new(rt);
}

static Own rlock_release_save(Rt *rt, Ref self)
{
    ThreadLock *lock = AS_LOCK(self);
    if (lock->count == 0) return error_raise(rt, TYPE_RuntimeError, "cannot release un-acquired lock");
    Own count = int_new(rt, lock->count), owner = int_new(rt, lock->owner), state = NULL;
    if (count != NULL && owner != NULL) state = tuple_of(rt, 2, count, owner);
    if (state != NULL) {
        lock->count = 1;
        thread_unlock(rt, lock);
    }
    release_all(rt, count, owner);
    return state;
}

static Own rlock_repr(Rt *rt, Ref self)
{
    char address[32];
    const ThreadLock *lock = AS_LOCK(self);
    object_address_text(rt, self, address);
    return str_format(rt, "<%s %s object owner=%ld count=%ld at %s>", lock->count > 0 ? "locked" : "unlocked",
                      self->type->name, (long)lock->owner, (long)lock->count, address);
}

const TypeSpec rlock_type_spec = {
    .name = "_thread.RLock",
    .basicsize = sizeof(LockObj),
    .weaklist_offset = offsetof(LockObj, weakrefs),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE | TYPE_FLAG_IMMUTABLE,
    .slots = {OWNED_SLOTS, .tp_new = rlock_new, .tp_repr = rlock_repr},
    .methods = METHODS(
        {"acquire", METHOD_FASTCALL_KEYWORDS, {.fast = rlock_acquire}, "acquire(blocking=True) -> bool\n\nTakes the lock once more, and tells whether that was possible.", METHOD_TUPLE},
        {"release", METHOD_NOARGS, {.unary = rlock_release}, "release()\n\nGives the lock back once.", 0},
        {"_is_owned", METHOD_NOARGS, {.unary = rlock_is_owned}, "_is_owned() -> bool\n\nFor internal use by `threading.Condition`.", 0},
        {"_acquire_restore", METHOD_O, {.binary = rlock_acquire_restore}, "_acquire_restore(state) -> None\n\nFor internal use by `threading.Condition`.", METHOD_TUPLE},
        {"_release_save", METHOD_NOARGS, {.unary = rlock_release_save}, "_release_save() -> tuple\n\nFor internal use by `threading.Condition`.", 0},
        {"__enter__", METHOD_NOARGS, {.unary = rlock_enter}, NULL, 0},
        {"__exit__", METHOD_FASTCALL, {.fast = rlock_exit}, NULL, METHOD_TUPLE},
        {"_at_fork_reinit", METHOD_NOARGS, {.unary = lock_reinit}, NULL, 0}),
};

