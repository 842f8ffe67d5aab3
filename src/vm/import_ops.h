/* What import statements do beside importing, and displaying of values. */
#ifndef VIV_VM_IMPORT_OPS_H
#define VIV_VM_IMPORT_OPS_H

#include "vm/frame.h"

MUST_USE Own import_by_name(Rt *rt, Frame *frame, Ref name, Ref fromlist, Ref level);
MUST_USE Own import_attribute(Rt *rt, Ref module, Ref name);
int import_all(Rt *rt, Frame *frame, Ref module);
int display_value(Rt *rt, Ref value); /* sys.displayhook(value) */

/* An attribute of the module sys, borrowed; NULL when there is none. */
Ref sys_peek(Rt *rt, const char *name);

#endif
