/* When two constants are one: equal is not enough, for 0 == 0.0 == False and 0.0 == -0.0. */
#ifndef VIV_CODE_CONSTANT_KEY_H
#define VIV_CODE_CONSTANT_KEY_H

#include "memory/rt.h"

/* An object that equals that of another constant exactly when one may stand for the other:
   same type, same sign of zero, item by item; what is no constant type equals itself only. */
MUST_USE Own constant_key(Rt *rt, Ref constant);

#endif
