/* Bringing the machine up and down. */
#ifndef VIV_VM_VM_LAYER_H
#define VIV_VM_VM_LAYER_H

#include "memory/rt.h"

MUST_USE int vm_init(Rt *rt);
void vm_fini(Rt *rt);

#endif
