/* What the files of the module time share. */
#ifndef VIV_MODULES_TIME_PARTS_H
#define VIV_MODULES_TIME_PARTS_H

#include "memory/rt.h"

extern const TypeSpec struct_time_spec;

/* struct_time, the functions that deal in it, and tzname, timezone, altzone, daylight. */
MUST_USE int time_calendar_add(Rt *rt, Ref module);

#endif
