/* "Did you mean: 'colour'?": the name most like one that does not exist. */
#ifndef VIV_VM_SUGGEST_H
#define VIV_VM_SUGGEST_H

#include "memory/rt.h"

/* What EXCEPTION, an AttributeError or NameError, may have meant: a new str, or NULL without anything
   pending when there is nothing like it. */
Own suggestion_for(Rt *rt, Ref exception);

#endif
