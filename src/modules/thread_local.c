/* threading.local: an object whose namespace each thread has for itself.  `dict` is the namespace of the
   thread that asked last, `owner`; `all` has those of all threads, by their numbers.  Every way to an
   attribute first makes the running thread the owner; a thread that comes for the first time runs __init__
   with the arguments that the object was made with.

   All such objects are linked, so that a thread that ends takes its namespaces with it. */
#include "memory/heap.h"
#include "modules/module_state.h"
#include "modules/thread_types.h"
#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/managed_dict.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/threads.h"

typedef struct LocalObj {
    Obj head;
    Own weakrefs; /* head of the list of weak references; borrowed links */
    Own dict;     /* or NULL: the owner has none yet */
    Own all;      /* dict; NULL after tp_clear */
    Own args, kwargs; /* for __init__; kwargs may be NULL */
    int64_t owner;    /* 0: nobody */
    Link link;        /* in ModuleState.locals */
} LocalObj;
#define AS_LOCAL(ref) ((LocalObj *)(uintptr_t)(ref))

static void set_owner(Rt *rt, LocalObj *local, int64_t owner, Own dict)
{
    local->owner = owner;
    release_replace(rt, &local->dict, dict);
    object_dict_tell_moved(rt, (Ref)local);
}

/* Takes the namespace of the thread IDENT out of LOCAL; NULL: there is none. */
static Own take_namespace(Rt *rt, LocalObj *local, int64_t ident)
{
    Own key = int_new(rt, ident), dict = NULL;
    if (key == NULL || local->all == NULL || dict_pop(rt, local->all, key, &dict) < 0) error_clear(rt);
    release(rt, key);
    if (local->owner == ident) set_owner(rt, local, 0, NULL);
    return dict;
}

/* The running thread sees LOCAL for the first time. */
static int begin_namespace(Rt *rt, LocalObj *local, int64_t ident, Ref key)
{
    Own dict = dict_new(rt);
    if (dict != NULL && local->all == NULL) local->all = dict_new(rt);
    if (dict == NULL || local->all == NULL || dict_set(rt, local->all, key, dict) < 0) return error_release_int(rt, dict);
    set_owner(rt, local, ident, dict);
    InitFn init = local->head.type->slots.tp_init;
    if (init == RT_TYPE(rt, object)->slots.tp_init || init(rt, (Ref)local, local->args, local->kwargs) == 0) return 0;
    Pending kept = error_fetch(rt);
    release(rt, take_namespace(rt, local, ident));
    error_restore(rt, kept);
    return -1;
}

static int be_owner(Rt *rt, LocalObj *local)
{
    int64_t ident = thread_ident(thread_current(rt));
    while (local->owner != ident) { /* __init__ may let other threads run, who become the owner */
        Own key = int_new(rt, ident), dict = NULL;
        int found = key == NULL ? -1 : local->all == NULL ? 0 : dict_lookup(rt, local->all, key, &dict);
        if (found > 0) set_owner(rt, local, ident, dict);
        else if (found == 0) found = begin_namespace(rt, local, ident, key);
        release(rt, key);
        if (found < 0) return -1;
    }
    return 0;
}

static Own local_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    bool given = tuple_length(args) > 0 || (kwargs != NULL && dict_length(kwargs) > 0);
    if (given && type->slots.tp_init == RT_TYPE(rt, object)->slots.tp_init)
        return error_raise(rt, TYPE_TypeError, "Initialization arguments are not supported");
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    LocalObj *local = AS_LOCAL(self);
    link_append(&rt->modules->locals, &local->link);
    int64_t ident = thread_ident(thread_current(rt));
    Own key = int_new(rt, ident), dict = dict_new(rt);
    local->args = new_ref(args);
    local->kwargs = new_ref_or_null(kwargs);
    local->all = dict_new(rt);
    bool is_made = key != NULL && dict != NULL && local->all != NULL && dict_set(rt, local->all, key, dict) == 0;
    release(rt, key);
    if (dict != NULL) set_owner(rt, local, ident, dict);
    if (!is_made) release_clear(rt, &self);
    return self;
}

static int local_clear(Rt *rt, Obj *self)
{
    LocalObj *local = AS_LOCAL(self);
    set_owner(rt, local, 0, NULL);
    release_clear(rt, &local->all);
    release_clear(rt, &local->args);
    release_clear(rt, &local->kwargs);
    return 0;
}

static void local_dealloc(Rt *rt, Obj *self)
{
    link_remove(&AS_LOCAL(self)->link);
    local_clear(rt, self);
    object_free(rt, self);
}

static Own local_getattro(Rt *rt, Ref self, Ref name)
{
    return be_owner(rt, AS_LOCAL(self)) < 0 ? NULL : object_generic_getattr(rt, self, name);
}

static int local_setattro(Rt *rt, Ref self, Ref name, Ref value_or_null)
{
    if (is_str(name) && str_equals_text(name, "__dict__"))
        return error_raise_int(rt, TYPE_AttributeError, "'%.50T' object attribute '%U' is read-only", self, name);
    return be_owner(rt, AS_LOCAL(self)) < 0 ? -1 : object_generic_setattr(rt, self, name, value_or_null);
}

const TypeSpec thread_local_type_spec = {
    .name = "_thread._local",
    .basicsize = sizeof(LocalObj),
    .dict_offset = offsetof(LocalObj, dict),
    .weaklist_offset = offsetof(LocalObj, weakrefs),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_GC | TYPE_FLAG_IMMUTABLE,
    .doc = "Thread-local data",
    .owned = OWNED(LocalObj, dict, kwargs),
    .slots = {.tp_dealloc = local_dealloc,
              .tp_traverse = owned_traverse,
              .tp_clear = local_clear,
              .tp_new = local_new,
              .tp_getattro = local_getattro,
              .tp_setattro = local_setattro},
    .members = MEMBERS(
        {"__dict__", MEMBER_OBJECT, offsetof(LocalObj, dict), true, NULL}),
};

/* What a namespace held may make or free such objects when it dies: the list is walked anew after each. */
void thread_locals_end(Rt *rt)
{
    Link *all = &rt->modules->locals, *link = all->next;
    int64_t ident = thread_ident(thread_current(rt));
    while (link != all) {
        LocalObj *local = CONTAINER_OF(link, LocalObj, link);
        Own dict = take_namespace(rt, local, ident);
        link = dict == NULL ? link->next : all->next;
        release(rt, dict);
    }
}
