/* Floats as Python shows them. */
#ifndef VIV_BASE_FLOAT_REPR_H
#define VIV_BASE_FLOAT_REPR_H

#include "base/base.h"

enum { FLOAT_REPR_SIZE = 40 };

/* repr(VALUE) into OUT, which has room for FLOAT_REPR_SIZE bytes: "0.1", "1e+16", "nan", "-inf"; its length. */
size_t float_repr_text(double value, char *out);

#endif
