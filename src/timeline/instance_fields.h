/* The attributes of an instance, wherever it keeps them: values beside the class's keys, a
   dict, slots.  In plain C, creating nothing. */
#ifndef VIV_TIMELINE_INSTANCE_FIELDS_H
#define VIV_TIMELINE_INSTANCE_FIELDS_H

#include "memory/type_struct.h"

/* Called with each attribute that has a value: NAME is a str. */
typedef void (*FieldFn)(void *context, Ref object, Ref name, Ref value);

void instance_fields_walk(Ref object, FieldFn visit, void *context);

/* The dict that holds them, borrowed; NULL when they lie in the object itself, or there are none. */
Ref instance_dict_peek(Ref object);

#endif
