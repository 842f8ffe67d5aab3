/* Tuples whose items have names, such as sys.version_info and os.stat_result (CPython: struct
   sequences).  Behind the items that a tuple shows there may be hidden ones, which only have names. */
#ifndef VIV_MODULES_FIELDTUPLE_H
#define VIV_MODULES_FIELDTUPLE_H

#include "objects/tupleobj.h"

/* A field's line in the type's array of members. */
#define FIELD_AT(name, index)                                                      \
    {name, MEMBER_OBJECT, offsetof(TupleObj, items) + (index) * sizeof(Own), true, NULL}
#define FIELDS_END                                                                     \
    {NULL, 0, 0, false, NULL}

/* The spec of such a type. */
#define FIELDTUPLE_SPEC(full_name, fields) FIELDTUPLE_SPEC_NEW(full_name, fields, fieldtuple_tp_new)
#define FIELDTUPLE_SPEC_NEW(full_name, fields, new_function)                                                 \
    {                                                                                  \
        .name = full_name, .base = TYPE_tuple, .basicsize = sizeof(TupleObj), .itemsize = sizeof(Own),                 \
        .flags = TYPE_FLAG_GC, .slots = {.tp_dealloc = fieldtuple_dealloc, .tp_traverse = fieldtuple_traverse, \
        .tp_repr = fieldtuple_repr, .tp_new = new_function}, .methods = fieldtuple_methods, .members = fields     \
    }

extern const MethodDef fieldtuple_methods[];
Own fieldtuple_repr(Rt *rt, Ref self);
void fieldtuple_dealloc(Rt *rt, Obj *self);
int fieldtuple_traverse(Ref self, VisitFn visit, void *context);
Own fieldtuple_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null);

/* The type made from SPEC, whose first VISIBLE items are the tuple's (0: all). */
MUST_USE Own fieldtuple_type(Rt *rt, const TypeSpec *spec, ptrdiff_t visible);

/* An instance of TYPE with COUNT items (taken, also on failure; a NULL among them means that
   making it has failed).  NULL TYPE: an error is pending already. */
MUST_USE Own fieldtuple_new(Rt *rt, Ref type_or_null, Own *items, ptrdiff_t count);

/* The only instance of a type made from SPEC for it. */
MUST_USE Own fieldtuple_single(Rt *rt, const TypeSpec *spec, Own *items, ptrdiff_t count);

#endif
