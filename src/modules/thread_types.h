/* The types of the module _thread. */
#ifndef VIV_MODULES_THREAD_TYPES_H
#define VIV_MODULES_THREAD_TYPES_H

#include "memory/rt.h"

/* What get_ident() tells: there is one thread. */
#define THREAD_IDENT INT64_C(140737353975616)

extern const TypeSpec lock_type_spec, rlock_type_spec, thread_local_type_spec;

#endif
