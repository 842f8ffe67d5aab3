/* The instances of classes made by class statements: how they are made, walked and die.

   Such a class extends the layout of a base made in C by the fields of __slots__, a
   weak list and a managed dict; each function here handles what the classes added, then
   leaves the rest to the function of that base. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/managed_dict.h"
#include "objects/type_parts.h"

Own instance_alloc(Rt *rt, Type *type, ptrdiff_t items)
{
    Own self = type->itemsize == 0
                   ? object_new(rt, type)
                   : object_new_sized(rt, type, (size_t)type->itemsize, items);
    if (self == NULL) return NULL;
    /* Not gc_is_container: a class under construction does not know yet that it is one. */
    if (type->flags & TYPE_FLAG_GC) gc_track(rt, self);
    return self;
}

/* The field of __slots__ that DEF describes. */
static Own *slot_field(Ref self, const MemberDef *def)
{
    return (Own *)(void *)((char *)(uintptr_t)self + def->offset);
}

/* Calls ACTION for each filled __slots__ field that the classes from self's type up to
   one that is made in C added.  *base: that one.  Stops at a result other than 0. */
static ALWAYS_INLINE int
each_slot_field(Ref self, const Type **base, int (*action)(Own *field, void *context), void *context)
{
    const Type *type = self->type;
    int stop = 0;
    for (; type->flags & TYPE_FLAG_HEAP; type = AS_TYPE(type->base)) {
        for (const MemberDef *def = type->slot_members; def != NULL && def->name != NULL && stop == 0; def++) {
            Own *field = slot_field(self, def);
            if (*field != NULL) stop = action(field, context);
        }
    }
    *base = type;
    return stop;
}

typedef struct Walk {
    VisitFn visit;
    void *context;
} Walk;

static ALWAYS_INLINE int visit_field(Own *field, void *context)
{
    const Walk *walk = context;
    return walk->visit(*field, walk->context);
}

int instance_traverse(Ref self, VisitFn visit, void *context)
{
    Walk walk = {visit, context};
    const Type *base;
    int stop = each_slot_field(self, &base, visit_field, &walk);
    if (stop != 0) return stop;
    if (has_managed_dict(self)) {
        stop = managed_dict_traverse(self, visit, context);
    } else if (base->dict_offset == 0 && self->type->dict_offset != 0) {
        Own *field = object_dict_field(self);
        if (field != NULL && *field != NULL) stop = visit(*field, context);
    }
    if (stop == 0) stop = visit((Ref)self->type, context);
    if (stop == 0 && base->slots.tp_traverse != NULL) stop = base->slots.tp_traverse(self, visit, context);
    return stop;
}

static ALWAYS_INLINE int clear_field(Own *field, void *context)
{
    release_clear(context, field);
    return 0;
}

static void clear_dict(Rt *rt, Obj *self, const Type *base)
{
    if (has_managed_dict(self)) {
        managed_dict_clear(rt, self);
    } else if (base->dict_offset == 0 && self->type->dict_offset != 0) {
        Own *field = object_dict_field(self);
        if (field != NULL) release_clear(rt, field);
    }
}

int instance_clear(Rt *rt, Obj *self)
{
    const Type *base;
    each_slot_field(self, &base, clear_field, rt);
    clear_dict(rt, self, base);
    return base->slots.tp_clear == NULL ? 0 : base->slots.tp_clear(rt, self);
}

void instance_dealloc(Rt *rt, Obj *self)
{
    const Type *base;
    each_slot_field(self, &base, clear_field, rt);
    clear_dict(rt, self, base);
    base->slots.tp_dealloc(rt, self);
}
