/* Tuples whose items have names, such as sys.version_info and time.struct_time. */
#ifndef VIV_MODULES_FIELDTUPLE_H
#define VIV_MODULES_FIELDTUPLE_H

#include "objects/tupleobj.h"

/* A field's line in the type's array of members. */
#define FIELD_AT(name, index)                                                      \
    {name, MEMBER_OBJECT, offsetof(TupleObj, items) + (index) * sizeof(Own), true, NULL}
#define FIELDS_END                                                                     \
    {NULL, 0, 0, false, NULL}

/* The spec of such a type. */
#define FIELDTUPLE_SPEC(full_name, fields)                                                 \
    {                                                                                  \
        .name = full_name, .base = TYPE_tuple, .basicsize = sizeof(TupleObj), .itemsize = sizeof(Own),                 \
        .flags = TYPE_FLAG_GC, .slots = {.tp_repr = fieldtuple_repr}, .members = fields                                 \
    }

Own fieldtuple_repr(Rt *rt, Ref self);

/* An instance of TYPE with COUNT items (taken, also on failure; a NULL among them means that
   making it has failed).  NULL TYPE: an error is pending already. */
MUST_USE Own fieldtuple_new(Rt *rt, Ref type_or_null, Own *items, ptrdiff_t count);

/* The only instance of a type made from SPEC for it. */
MUST_USE Own fieldtuple_single(Rt *rt, const TypeSpec *spec, Own *items, ptrdiff_t count);

#endif
