/* Weak references.  What stays true: a weak reference with an object is in that
   object's list; when the object dies, all of them are cleared first, and only then
   their callbacks run, so that no callback can reach the dying object. */
#include "objects/weakrefobj.h"

#include "memory/gc_lists.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/weakref_struct.h"

#define AS_WEAKREF(ref) ((WeakrefObj *)(ref))

/* The head of OBJECT's list; NULL when its type has none. */
static WeakrefObj **chain_of(Ref object)
{
    ptrdiff_t offset = object->type->weaklist_offset;
    if (offset <= 0) return NULL;
    return (WeakrefObj **)(void *)((char *)(uintptr_t)object + offset);
}

static void chain_remove(WeakrefObj *ref)
{
    if (ref->object == NULL) return;
    WeakrefObj **head = chain_of(ref->object);
    if (*head == ref) *head = ref->next;
    if (ref->previous != NULL) ref->previous->next = ref->next;
    if (ref->next != NULL) ref->next->previous = ref->previous;
    ref->previous = ref->next = NULL;
    ref->object = NULL;
}

static void chain_insert(WeakrefObj *ref, WeakrefObj *after, WeakrefObj **head)
{
    ref->previous = after;
    ref->next = after == NULL ? *head : after->next;
    if (ref->next != NULL) ref->next->previous = ref;
    if (after == NULL) {
        *head = ref;
    } else {
        after->next = ref;
    }
}

/* The plain weak reference and the plain proxy, which are shared: they are first. */
static WeakrefObj *plain_find(WeakrefObj *first, TypeId id, WeakrefObj **last_plain)
{
    WeakrefObj *found = NULL;
    *last_plain = NULL;
    for (WeakrefObj *ref = first; ref != NULL && ref->callback == NULL;
         ref = ref->next) {
        TypeId type = ref->head.type->id;
        if (type != TYPE_weakref && type != TYPE_weakproxy &&
            type != TYPE_weakcallableproxy)
            break;
        if (type == id) found = ref;
        *last_plain = ref;
    }
    return found;
}

Own weakref_make(Rt *rt, Type *type, Ref object, Ref callback_or_null)
{
    if (chain_of(object) == NULL) {
        return error_raise(
            rt, TYPE_TypeError, "cannot create weak reference to '%T' object", object);
    }
    Ref callback = callback_or_null == rt->none ? NULL : callback_or_null;
    WeakrefObj *last_plain;
    WeakrefObj *plain = plain_find(*chain_of(object), type->id, &last_plain);
    bool sharable = callback == NULL && type->id != TYPE_other;
    if (sharable && plain != NULL && ((Obj *)plain)->refcount > 0)
        return new_ref((Ref)plain);
    WeakrefObj *ref = AS_WEAKREF(type->slots.tp_alloc(rt, type, 0));
    if (ref == NULL) return NULL;
    ref->hash = -1;
    ref->callback = new_ref_or_null(callback);
    ref->object = object;
    /* The allocation may have collected, and changed the list. */
    plain_find(*chain_of(object), type->id, &last_plain);
    bool first = sharable && type->id == TYPE_weakref;
    chain_insert(ref, first ? NULL : last_plain, chain_of(object));
    return (Own)ref;
}

Own weakref_new(Rt *rt, Ref object, Ref callback_or_null)
{
    return weakref_make(rt, RT_TYPE(rt, weakref), object, callback_or_null);
}

Ref weakref_peek(Ref weakref)
{
    Ref object = ((const WeakrefObj *)weakref)->object;
    return object == NULL || object->refcount == 0 ? NULL : object;
}

Own weakref_list(Rt *rt, Ref object)
{
    Own list = list_new(rt, 0);
    WeakrefObj **head = chain_of(object);
    for (WeakrefObj *ref = head == NULL ? NULL : *head; list != NULL && ref != NULL;
         ref = ref->next) {
        if (list_append(rt, list, (Ref)ref) < 0) release_clear(rt, &list);
    }
    return list;
}

ptrdiff_t weakref_count(Ref object)
{
    WeakrefObj **head = chain_of(object);
    ptrdiff_t count = 0;
    for (WeakrefObj *ref = head == NULL ? NULL : *head; ref != NULL; ref = ref->next) count++;
    return count;
}

/* --- when the object dies */

static void run_callback(Rt *rt, Ref weakref, Ref callback)
{
    if (rt->gc->ended) return;
    Own answer = call_one(rt, callback, weakref);
    if (answer == NULL) error_unraisable(rt, callback);
    release(rt, answer);
}

static bool any_callback(const WeakrefObj *first)
{
    for (; first != NULL; first = first->next) {
        if (first->callback != NULL) return true;
    }
    return false;
}

/* Takes OBJ's COUNT weak references off it, and tells those that want to hear of it: gathered before the first is told,
   in a tuple of them and their callbacks in turn. */
static void tell_all(Rt *rt, Ref obj, ptrdiff_t count)
{
    WeakrefObj **head = chain_of(obj);
    Own pairs = tuple_new(rt, 2 * count);
    if (pairs == NULL) error_clear(rt);
    for (ptrdiff_t at = 0; *head != NULL; at += 2) {
        WeakrefObj *ref = *head;
        Own callback = STEAL(ref->callback);
        chain_remove(ref);
        if (callback == NULL) continue;
        if (pairs != NULL && ((Obj *)ref)->refcount > 0) {
            tuple_take(pairs, at, new_ref((Ref)ref));
            tuple_take(pairs, at + 1, callback);
        } else release(rt, callback);
    }
    for (ptrdiff_t i = 0; pairs != NULL && i < 2 * count; i += 2) {
        if (tuple_peek(pairs, i) != NULL) run_callback(rt, tuple_peek(pairs, i), tuple_peek(pairs, i + 1));
    }
    release(rt, pairs);
}

static void tell_only(Rt *rt, WeakrefObj *ref)
{
    Own callback = STEAL(ref->callback);
    chain_remove(ref);
    if (((Obj *)ref)->refcount > 0) {
        Own held = new_ref((Ref)ref);
        run_callback(rt, held, callback);
        release(rt, held);
    }
    release(rt, callback);
}

void weakref_clear_all(Rt *rt, Obj *obj)
{
    WeakrefObj **head = chain_of(obj);
    bool tells = any_callback(*head);
    /* The reference and the proxy that all share, without a callback, come first. */
    while (*head != NULL && (!tells || (*head)->callback == NULL)) chain_remove(*head);
    if (*head == NULL) return;
    Pending error = error_fetch(rt);
    if ((*head)->next == NULL) tell_only(rt, *head);
    else tell_all(rt, obj, weakref_count(obj));
    error_restore(rt, error);
}

/* Takes OBJ's weak references off it; those that are to be told, not being garbage themselves, go to the list TOLD, held. */
static void gather(Rt *rt, Ref obj, GcHead *told, int older)
{
    WeakrefObj **list = chain_of(obj);
    while (list != NULL && *list != NULL) {
        WeakrefObj *ref = *list;
        chain_remove(ref);
        if (ref->callback == NULL || gc_is_collecting((Ref)ref)) continue;
        gc_tell_moved(rt, (Ref)ref, -1, older);
        list_move(gc_head(new_ref((Ref)ref)), told);
    }
}

ptrdiff_t weakref_handle_garbage(Rt *rt, GcHead *unreachable, int older)
{
    GcHead told;
    list_init(&told);
    for (GcHead *head = gc_next(unreachable); head != unreachable; head = gc_next(head)) gather(rt, gc_object(head), &told, older);
    ptrdiff_t freed = 0;
    while (!list_is_empty(&told)) {
        GcHead *head = gc_next(&told);
        Own ref = gc_object(head);
        run_callback(rt, ref, AS_WEAKREF(ref)->callback);
        release(rt, ref);
        if (gc_next(&told) == head) list_move(head, &rt->gc->generations[older].head);
        else freed++;
    }
    return freed;
}

/* --- the type */

void weakref_tp_dealloc(Rt *rt, Obj *self)
{
    chain_remove(AS_WEAKREF(self));
    release_clear(rt, &AS_WEAKREF(self)->callback);
    self->type->slots.tp_free(rt, self);
}

int weakref_tp_traverse(Ref self, VisitFn visit, void *context)
{
    Ref callback = AS_WEAKREF(self)->callback;
    return callback == NULL ? 0 : visit(callback, context);
}

int weakref_tp_clear(Rt *rt, Obj *self)
{
    chain_remove(AS_WEAKREF(self));
    release_clear(rt, &AS_WEAKREF(self)->callback);
    return 0;
}

static Own ref_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    /* Keywords are let pass: a subclass's __init__ may want them. */
    if (args_count(rt, "__new__", tuple_length(args), 1, 2) < 0) return NULL;
    Ref callback = tuple_length(args) > 1 ? tuple_peek(args, 1) : NULL;
    return weakref_make(rt, type, tuple_peek(args, 0), callback);
}

static int ref_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (args_no_keywords(rt, "ref", kwargs_or_null) < 0) return -1;
    return args_count(rt, "__init__", tuple_length(args), 1, 2);
}

static Own ref_call(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (args_no_keywords(rt, "weakref", kwargs_or_null) < 0 ||
        args_count(rt, "weakref", tuple_length(args), 0, 0) < 0) {
        return NULL;
    }
    Ref object = weakref_peek(self);
    return new_ref(object == NULL ? rt->none : object);
}

static Own ref_repr(Rt *rt, Ref self)
{
    char address[32], object_address[32];
    Ref object = weakref_peek(self);
    object_address_text(rt, self, address);
    if (object == NULL) return str_format(rt, "<weakref at %s; dead>", address);
    object_address_text(rt, object, object_address);
    Own held = new_ref(object), name = NULL, text = NULL;
    if (object_attr_lookup(rt, held, RT_NAME(rt, __name__), &name) >= 0) {
        text = name != NULL && is_str(name)
                   ? str_format(rt,
                                "<weakref at %s; to '%T' at %s (%U)>",
                                address,
                                held,
                                object_address,
                                name)
                   : str_format(rt,
                                "<weakref at %s; to '%T' at %s>",
                                address,
                                held,
                                object_address);
    }
    release_all(rt, name, held);
    return text;
}

static ptrdiff_t ref_hash(Rt *rt, Ref self)
{
    WeakrefObj *ref = AS_WEAKREF(self);
    if (ref->hash != -1) return ref->hash;
    Ref object = weakref_peek(self);
    if (object == NULL)
        return error_raise_int(rt, TYPE_TypeError, "weak object has gone away");
    Own held = new_ref(object);
    ref->hash = object_hash(rt, held);
    release(rt, held);
    return ref->hash;
}

/* Live references compare as their objects do, dead ones by identity. */
static Own ref_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    bool refs = type_is_subtype(other->type, RT_TYPE(rt, weakref)) &&
                type_is_subtype(self->type, RT_TYPE(rt, weakref));
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !refs) return not_implemented_new(rt);
    Ref one = weakref_peek(self), two = weakref_peek(other);
    if (one == NULL || two == NULL)
        return bool_new(rt, (self == other) == (op == COMPARE_EQ));
    Own held_one = new_ref(one), held_two = new_ref(two);
    Own result = object_compare(rt, held_one, held_two, op);
    release_all(rt, held_one, held_two);
    return result;
}

const TypeSpec weakref_type_spec = {
    .name = "weakref.ReferenceType",
    .id = TYPE_weakref,
    .basicsize = sizeof(WeakrefObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .slots = {.tp_dealloc = weakref_tp_dealloc,
              .tp_traverse = weakref_tp_traverse,
              .tp_clear = weakref_tp_clear,
              .tp_new = ref_new,
              .tp_init = ref_init,
              .tp_repr = ref_repr,
              .tp_hash = ref_hash,
              .tp_call = ref_call,
              .tp_richcompare = ref_compare},
    .methods = METHODS(
        {"__class_getitem__",
         METHOD_O,
         {.binary = generic_alias_new},
         "See PEP 585",
         METHOD_CLASS}),
    .members = MEMBERS(
        {"__callback__", MEMBER_OBJECT, offsetof(WeakrefObj, callback), true, NULL}),
};
