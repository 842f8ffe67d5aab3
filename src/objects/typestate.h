/* What the type system keeps for one Rt. */
#ifndef VIV_OBJECTS_TYPESTATE_H
#define VIV_OBJECTS_TYPESTATE_H

#include "objects/object_state.h"
#include "objects/slots.h"

enum { METHOD_CACHE_SIZE = 1 << 12, SPARE_MEMORY_ERRORS = 16 };

/* What type_lookup_peek found: valid while the type has VERSION. */
typedef struct CachedMethod {
    uint32_t version;
    Own name;  /* interned str, or NULL */
    Ref value; /* kept alive by the class that has it; NULL: absent */
} CachedMethod;

typedef struct TypeState {
    Own slot_names[SLOT_COUNT];
    uint8_t slot_twins[SLOT_COUNT]; /* the next row with the same name, in a ring: most rows are alone */
    uint32_t next_version; /* to be given to a type; 0: used up */
    CachedMethod cache[METHOD_CACHE_SIZE];

    /* Instances of MemoryError made beforehand, to be raised when nothing can be made. */
    Obj *memory_errors[SPARE_MEMORY_ERRORS];
    int memory_error_count;
    bool keeps_memory_errors; /* until the runtime ends */

    bool has_values;      /* values_init was called, and values_fini must be */
    Type **specs;         /* every type made from a spec, in order; malloc'd */
    size_t spec_count, spec_room;
} TypeState;

#endif
