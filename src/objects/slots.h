/* Slots and special methods: the rows of slots.def, how a slot's function is found in a type,
   and the wrappers and slot functions that the rows name. */
#ifndef VIV_OBJECTS_SLOTS_H
#define VIV_OBJECTS_SLOTS_H

#include "memory/rt.h"

typedef enum SlotId {
#define SLOT(method, slot, wrapper, function, doc) SLOT_##slot##method,
#include "objects/slots.def"
#undef SLOT
    SLOT_COUNT
} SlotId;

/* Any slot's function; cast to its own type before it is called. */
typedef void (*SlotFn)(void);

/* Calls the slot function FN of SELF with the method's arguments. */
typedef Own (*WrapFn)(Rt *rt, SlotFn fn, Ref self, Ref args, Ref kwargs_or_null);

typedef struct SlotRow {
    const char *method;
    size_t offset;   /* in Slots */
    WrapFn wrapper;  /* NULL: the type shows no such method for a slot in C */
    SlotFn function; /* NULL: a method in Python does not fill this slot */
    const char *doc;
} SlotRow;
extern const SlotRow slot_rows[SLOT_COUNT];

SlotFn slot_get(const Type *type, const SlotRow *row);
/* The row's method name as an interned str, borrowed. */
Ref slot_name(const Rt *rt, SlotId id);

/* The slots of "there is none", which a type may have in place of NULL. */
int slot_next_not_implemented(Rt *rt, Ref self, Own *item);  /* -1 + TypeError */
ptrdiff_t slot_hash_not_implemented(Rt *rt, Ref self);       /* -1 + TypeError */

/* Fills in what a type takes over from BASE (CPython: inherit_slots), in C only. */
void slots_inherit(Type *type, const Type *base);

/* Sets all slots of a heap type by looking its special methods up; to be called when it is
   made, and (for itself and its subclasses) when the attribute NAME of it changed. */
void slots_fix_all(Rt *rt, Type *type);
int slots_fix_named(Rt *rt, Type *type, Ref name);

/* Adds wrapper_descriptors to the dict of a type made in C for the slots in it. */
MUST_USE int slots_add_wrappers(Rt *rt, Type *type);

/* Initialises the names; undoes it. */
MUST_USE int slots_init(Rt *rt);

#endif
