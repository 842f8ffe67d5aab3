/* What the files of the type array.array share. */
#ifndef VIV_MODULES_ARRAY_PARTS_H
#define VIV_MODULES_ARRAY_PARTS_H

#include "objects/item_format.h"

typedef struct ArrayObj {
    VarObj head; /* length: items */
    char *items; /* heap_alloc'd; NULL when there are none */
    ptrdiff_t allocated;
    const ItemFormat *format; /* letter 'u': a code point in 4 bytes */
    Own weakrefs;
    ptrdiff_t exports; /* views that are out: while there are any, the length may not change */
} ArrayObj;
#define AS_ARRAY(ref) ((ArrayObj *)(ref))

static inline ptrdiff_t array_length(Ref self)
{
    return ((const VarObj *)self)->length;
}
static inline int array_item_size(Ref self)
{
    return AS_ARRAY(self)->format->native_size;
}
static inline char *array_place(Ref self, ptrdiff_t index)
{
    return AS_ARRAY(self)->items + index * array_item_size(self);
}
bool array_is(Rt *rt, Ref obj); /* array.array, or of a subclass */

/* The format of a type code; NULL when there is none. */
const ItemFormat *array_format(uint32_t letter);
MUST_USE Own array_new(Rt *rt, Type *type, const ItemFormat *format, ptrdiff_t length); /* items not set */
MUST_USE Own array_get(Rt *rt, Ref self, ptrdiff_t index);
/* Stores VALUE at PLACE as FORMAT has it; TypeError, OverflowError. */
MUST_USE int array_store(Rt *rt, const ItemFormat *format, char *place, Ref value);
/* self[start:end] = COUNT items; BufferError, MemoryError. */
MUST_USE int array_splice(Rt *rt, Ref self, ptrdiff_t start, ptrdiff_t end, const char *items, ptrdiff_t count);
MUST_USE int array_insert(Rt *rt, Ref self, ptrdiff_t index, Ref value);
/* self += the items of an array of the same kind, or of any iterable. */
MUST_USE int array_extend(Rt *rt, Ref self, Ref iterable);
MUST_USE int array_add_bytes(Rt *rt, Ref self, Ref lender); /* frombytes */
MUST_USE int array_add_text(Rt *rt, Ref self, Ref text);    /* fromunicode */
MUST_USE Own array_to_bytes(Rt *rt, Ref self);
MUST_USE Own array_to_text(Rt *rt, Ref self);
MUST_USE Own array_to_list(Rt *rt, Ref self);

extern const MethodDef array_methods[];
/* _array_reconstructor(type, letter, machine format, bytes): what pickles of arrays call. */
MUST_USE Own array_reconstruct(Rt *rt, Ref module, const Ref *args, ptrdiff_t nargs, Ref kwnames);

#endif
