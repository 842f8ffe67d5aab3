/* The functions of math that C's library would round otherwise than CPython does. */
#ifndef VIV_MODULES_MATH_GAMMA_H
#define VIV_MODULES_MATH_GAMMA_H

#include <stddef.h>

/* The gamma function and the logarithm of its absolute value.  At a pole: infinity or a nan, where the
   caller says "math domain error"; too large: infinity. */
double math_gamma_of(double x);
double math_lgamma_of(double x);

/* The length of a vector of COUNT components, none of them negative (they are changed), to within an ulp. */
double math_vector_length(double *components, ptrdiff_t count);

#endif
