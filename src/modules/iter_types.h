/* enumerate, reversed, zip, map and filter. */
#ifndef VIV_MODULES_ITER_TYPES_H
#define VIV_MODULES_ITER_TYPES_H

#include "memory/type_struct.h"

extern const TypeSpec enumerate_type_spec, reversed_type_spec, zip_type_spec, map_type_spec, filter_type_spec;

#endif
