/* list[int]: a class with arguments, for annotations; and int | str. */
#ifndef VIV_OBJECTS_GENERICALIAS_H
#define VIV_OBJECTS_GENERICALIAS_H

#include "memory/rt.h"

/* ORIGIN[ARGS]; ARGS other than a tuple is the one argument. */
MUST_USE Own generic_alias_new(Rt *rt, Ref origin, Ref args);

bool is_generic_alias(Rt *rt, Ref obj); /* or of a subclass */

/* How annotations show OBJ: what has a name by that, "..." for Ellipsis, others by repr; new str. */
MUST_USE Own annotation_text(Rt *rt, Ref obj);

#endif
