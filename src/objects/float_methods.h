/* The methods of float, and texts as float() takes them. */
#ifndef VIV_OBJECTS_FLOAT_METHODS_H
#define VIV_OBJECTS_FLOAT_METHODS_H

#include "objects/floatobj.h"

extern const MethodDef float_methods[];
extern const GetSetDef float_getset[];

/* Any script's decimal digits and spaces around are accepted. */
MUST_USE Own float_from_str(Rt *rt, Ref str);
/* VALUE rounded to NDIGITS decimals (negative: tens, hundreds …), half to even. */
double float_round_decimal(double value, int ndigits);
/* The double that TEXT begins with ("1_000.5", "inf", "nan"); false when it is not all one. */
bool float_scan(const char *text, size_t length, double *value);

#endif
