/* How a type's slots follow from its special methods.

   Types made in C take over the slots of their base where they leave them NULL
   (slots_inherit).  For a class statement's type each slot is then decided by what
   lookup finds for the methods that belong to it (slots_fix_all): one wrapper of a C
   slot, and the slot is that C function itself; a Python function anywhere, and the
   slot is the function that looks the method up and calls it. */
#include <string.h>

#include "objects/abstract.h"
#include "objects/descrobj.h"
#include "objects/dictobj.h"
#include "objects/listobj.h"
#include "objects/slot_functions.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/type_parts.h"
#include "objects/typestate.h"
#include "objects/weakrefobj.h"

const SlotRow slot_rows[SLOT_COUNT] = {
#define SLOT(method, slot, wrapper, function, doc)                                     \
    {#method, offsetof(Slots, slot), wrap_##wrapper, (SlotFn)slot_##function, doc},
#include "objects/slots.def"
#undef SLOT
};

SlotFn slot_get(const Type *type, const SlotRow *row)
{
    SlotFn fn;
    memcpy(&fn, (const char *)&type->slots + row->offset, sizeof fn);
    return fn;
}

static void slot_set(Type *type, const SlotRow *row, SlotFn fn)
{
    memcpy((char *)&type->slots + row->offset, &fn, sizeof fn);
}

Ref slot_name(const Rt *rt, SlotId id)
{
    return rt->objects->types->slot_names[id];
}

int slots_init(Rt *rt)
{
    for (int id = 0; id < SLOT_COUNT; id++) {
        Own name = str_interned(rt, slot_rows[id].method);
        if (name == NULL) return -1;
        rt->objects->types->slot_names[id] = name;
        int twin = id; /* closes the ring: the first row of the name now follows this one */
        while (twin > 0 && slot_name(rt, twin - 1) != name) twin--;
        uint8_t *twins = rt->objects->types->slot_twins;
        twins[id] = twin > 0 ? twins[twin - 1] : (uint8_t)id;
        if (twin > 0) twins[twin - 1] = (uint8_t)id;
    }
    return 0;
}

/* --- inheritance */

static bool slot_is_null(const Slots *slots, size_t offset)
{
    SlotFn fn;
    memcpy(&fn, (const char *)slots + offset, sizeof fn);
    return fn == NULL;
}

static void slot_copy(Slots *to, const Slots *from, size_t offset)
{
    memcpy((char *)to + offset, (const char *)from + offset, sizeof(SlotFn));
}

/* Slots that are taken over one by one.  The others go together, since half of a pair
   would contradict the other half, or are never inherited (tp_type_vectorcall). */
static bool inherited_alone(size_t offset)
{
    switch (offset) {
    case offsetof(Slots, tp_traverse):
    case offsetof(Slots, tp_clear):
    case offsetof(Slots, tp_hash):
    case offsetof(Slots, tp_richcompare):
    case offsetof(Slots, tp_vectorcall):
    case offsetof(Slots, tp_new): /* the layout's, which is the base's and no other class's of the MRO */
    case offsetof(Slots, tp_type_vectorcall): return false;
    default: return true;
    }
}

void slots_inherit(Type *type, const Type *base)
{
    Slots *mine = &type->slots;
    const Slots *theirs = &base->slots;
    bool own_compare = mine->tp_richcompare != NULL || mine->tp_hash != NULL;
    if (!own_compare) {
        mine->tp_richcompare = theirs->tp_richcompare;
        mine->tp_hash = theirs->tp_hash;
    }
    if (mine->tp_traverse == NULL && mine->tp_clear == NULL &&
        (base->flags & TYPE_FLAG_GC)) {
        mine->tp_traverse = theirs->tp_traverse;
        mine->tp_clear = theirs->tp_clear;
    }
    if (mine->tp_new == NULL && type->base == (Ref)base) mine->tp_new = theirs->tp_new;
    if (mine->tp_vectorcall == NULL && mine->tp_call == NULL) {
        mine->tp_vectorcall = theirs->tp_vectorcall;
    }
    for (size_t offset = 0; offset < sizeof(Slots); offset += sizeof(SlotFn)) {
        if (inherited_alone(offset) && slot_is_null(mine, offset)) {
            slot_copy(mine, theirs, offset);
        }
    }
}

/* --- from methods to slots */

/* Of the rows with the method name of row ID: the only one whose slot is filled in TYPE, or
 * NULL. */
static const SlotRow *only_filled_row(const Rt *rt, const Type *type, int id)
{
    const SlotRow *filled = NULL;
    int other = id;
    do {
        if (slot_get(type, &slot_rows[other]) != NULL) {
            if (filled != NULL) return NULL;
            filled = &slot_rows[other];
        }
        other = rt->objects->types->slot_twins[other];
    } while (other != id);
    return filled;
}

/* What the methods of one slot ask for, gathered over its rows. */
typedef struct SlotChoice {
    SlotFn specific; /* a C function that does it */
    SlotFn generic;  /* the function that calls the Python method */
    bool use_generic;
} SlotChoice;

static void
consider_wrapper(const Rt *rt, const Type *type, int id, Ref found, SlotChoice *choice)
{
    const SlotRow *row = &slot_rows[id];
    const WrapperDescrObj *wrapper = (const WrapperDescrObj *)found;
    const SlotRow *only = only_filled_row(rt, type, id);
    if (only == NULL || only->offset == row->offset) choice->generic = row->function;
    if ((choice->specific == NULL || choice->specific == wrapper->wrapped) &&
        wrapper->row->wrapper == row->wrapper &&
        type_is_subtype(type, AS_TYPE(wrapper->descr.type))) {
        choice->specific = wrapper->wrapped;
    } else {
        choice->use_generic = true;
    }
}

/* SHOWN shows the same methods of this name as TYPE: the type itself, or its base. */
static void consider_row(Rt *rt, Type *type, Type *shown, int id, SlotChoice *choice)
{
    const SlotRow *row = &slot_rows[id];
    Ref found = type_lookup_peek(rt, shown, slot_name(rt, id));
    if (found == NULL) {
        if (row->offset == offsetof(Slots, tp_iternext)) {
            choice->specific = (SlotFn)slot_next_not_implemented;
        }
    } else if (is_exact(found, TYPE_wrapper_descriptor) &&
               slot_name(rt, (int)(((const WrapperDescrObj *)found)->row - slot_rows)) == slot_name(rt, id)) {
        consider_wrapper(rt, type, id, found, choice);
    } else if (row->offset == offsetof(Slots, tp_new) && new_wrapper_is(found)) {
        choice->specific = slot_get(type, row);
    } else if (found == rt->none && row->offset == offsetof(Slots, tp_hash)) {
        choice->specific = (SlotFn)slot_hash_not_implemented;
    } else {
        choice->use_generic = true;
        choice->generic = row->function;
    }
}

/* Decides the slot of the rows from ID on that share it; returns the first row after
   them.  BASE, unless it is NULL, shows every method that is not `own` to the type. */
static int fix_slot(Rt *rt, Type *type, Type *base, const bool *own, int id)
{
    size_t offset = slot_rows[id].offset;
    int first = id;
    SlotChoice choice = {0};
    for (; id < SLOT_COUNT && slot_rows[id].offset == offset; id++) {
        consider_row(rt, type, base == NULL || own[id] ? type : base, id, &choice);
    }
    bool specific = choice.specific != NULL && !choice.use_generic;
    slot_set(type, &slot_rows[first], specific ? choice.specific : choice.generic);
    if (offset == offsetof(Slots, tp_call) && !specific)
        type->slots.tp_vectorcall = NULL;
    return id;
}

/* Its base, when TYPE's MRO is only the type itself and its base's MRO; else NULL. */
static Type *only_base(const Type *type)
{
    Type *base = AS_TYPE(type->base);
    if (base->mro == NULL || tuple_length(type->mro) != tuple_length(base->mro) + 1) return NULL;
    for (ptrdiff_t i = 0; i < tuple_length(base->mro); i++) {
        if (tuple_peek(type->mro, i + 1) != tuple_peek(base->mro, i)) return NULL;
    }
    return base;
}

/* Marks the rows whose names are keys of the type's own dict; false when a key may be equal to a
   name without being that object. */
static bool mark_own_rows(Rt *rt, const Type *type, bool *own)
{
    ptrdiff_t position = 0;
    Ref key, value;
    while (dict_next(type->dict, &position, &key, &value)) {
        if (!is_exact(key, TYPE_str) || !AS_STR(key)->interned) return false;
        if (str_length(key) < 5 || str_at(key, 0) != '_' || str_at(key, 1) != '_') continue;
        for (int id = 0; id < SLOT_COUNT; id++) own[id] |= slot_name(rt, id) == key;
    }
    return true;
}

/* Most classes have one base and few special methods; the base's answers are in the cache. */
void slots_fix_all(Rt *rt, Type *type)
{
    bool own[SLOT_COUNT] = {false};
    Type *base = only_base(type);
    if (base != NULL && !mark_own_rows(rt, type, own)) base = NULL;
    for (int id = 0; id < SLOT_COUNT;) id = fix_slot(rt, type, base, own, id);
}

/* The first row of the slot that row ID belongs to. */
static int first_row_of_slot(int id)
{
    while (id > 0 && slot_rows[id - 1].offset == slot_rows[id].offset) id--;
    return id;
}

static int fix_named_below(Rt *rt, Type *type, Ref name);

static int fix_subclasses(Rt *rt, Type *type, Ref name)
{
    if (type->subclasses == NULL) return 0;
    Own list = dict_values_list(rt, type->subclasses);
    if (list == NULL) return -1;
    int result = 0;
    for (ptrdiff_t i = 0; i < list_length(list) && result == 0; i++) {
        Ref subclass = weakref_peek(list_peek(list, i));
        if (subclass == NULL) continue;
        /* A subclass that has the method itself does not see the change. */
        Ref dict = AS_TYPE(subclass)->dict;
        if (dict != NULL && dict_peek(rt, dict, name) != NULL) continue;
        result = fix_named_below(rt, AS_TYPE(subclass), name);
    }
    release(rt, list);
    return result;
}

static int fix_named_below(Rt *rt, Type *type, Ref name)
{
    for (int id = 0; id < SLOT_COUNT; id++) {
        if (slot_name(rt, id) == name) fix_slot(rt, type, NULL, NULL, first_row_of_slot(id));
    }
    return fix_subclasses(rt, type, name);
}

int slots_fix_named(Rt *rt, Type *type, Ref name)
{
    ptrdiff_t length = str_length(name);
    if (length < 5 || str_at(name, 0) != '_' || str_at(name, length - 1) != '_')
        return 0;
    for (int id = 0; id < SLOT_COUNT; id++) {
        if (slot_name(rt, id) == name) return fix_named_below(rt, type, name);
    }
    return 0;
}

/* --- from slots to methods */

int slots_add_wrappers(Rt *rt, Type *type)
{
    const TypeSpec *spec = type->spec;
    for (int id = 0; id < SLOT_COUNT; id++) {
        const SlotRow *row = &slot_rows[id];
        if (row->wrapper == NULL || slot_is_null(&spec->slots, row->offset)) continue;
        Ref name = slot_name(rt, id);
        if (dict_peek(rt, type->dict, name) != NULL) continue;
        if (slot_get(type, row) == (SlotFn)slot_hash_not_implemented) {
            /* "No hash" shows as __hash__ = None. */
            if (dict_set(rt, type->dict, name, rt->none) < 0) return -1;
            continue;
        }
        Own wrapper = wrapper_descr_new(rt, type, row, slot_get(type, row));
        if (wrapper == NULL) return -1;
        int stored = dict_set(rt, type->dict, name, wrapper);
        release(rt, wrapper);
        if (stored < 0) return -1;
    }
    return 0;
}
