/* The types of the module _thread. */
#ifndef VIV_MODULES_THREAD_TYPES_H
#define VIV_MODULES_THREAD_TYPES_H

#include "memory/rt.h"

extern const TypeSpec lock_type_spec, rlock_type_spec, thread_local_type_spec;

/* The running thread ends: its namespaces of _local objects are released, and its sentinel lock. */
void thread_ends(Rt *rt);
void thread_locals_end(Rt *rt);
/* Lets whoever waits for LOCK go on; nothing when nobody holds it. */
void lock_release_if_held(Rt *rt, Ref lock);

#endif
