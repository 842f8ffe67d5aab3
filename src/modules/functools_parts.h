/* The types of the module _functools that have a file of their own. */
#ifndef VIV_MODULES_FUNCTOOLS_PARTS_H
#define VIV_MODULES_FUNCTOOLS_PARTS_H

#include "memory/rt.h"

extern const TypeSpec functools_partial_type_spec, functools_lru_cache_type_spec, functools_lru_link_type_spec;

#endif
