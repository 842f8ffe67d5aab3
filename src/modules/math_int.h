/* The functions of the module math that work on ints, and on whole iterables. */
#ifndef VIV_MODULES_MATH_INT_H
#define VIV_MODULES_MATH_INT_H

#include "memory/rt.h"

Own math_factorial(Rt *rt, Ref self, Ref arg);
Own math_isqrt(Rt *rt, Ref self, Ref arg);
Own math_fsum(Rt *rt, Ref self, Ref iterable);
Own math_gcd(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
Own math_lcm(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
Own math_comb(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
Own math_perm(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
Own math_prod(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);

#endif
