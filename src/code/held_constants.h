/* The constants of a program's text, as CPython's parser holds them. */
#ifndef VIV_CODE_HELD_CONSTANTS_H
#define VIV_CODE_HELD_CONSTANTS_H

#include "base/vec.h"
#include "memory/rt.h"

typedef VEC(Own) HeldConstants;

/* Adds a reference to each constant of CODE, and of the code and the tuples in it.  CPython runs a main
   program, and the text given to exec() or eval(), while the parser's arena still has its constants, and
   sys.getrefcount() tells.  Without memory some are left out. */
void constants_hold(Rt *rt, Ref code, HeldConstants *held);
void constants_release(Rt *rt, HeldConstants *held);

#endif
