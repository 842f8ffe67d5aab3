/* The methods of str, by the file that has them; str_methods.c joins them in one table. */
#ifndef VIV_OBJECTS_STR_METHODS_H
#define VIV_OBJECTS_STR_METHODS_H

#include "objects/method_modes.h"

/* str_search.c */
FAST_OF_METHOD(str_method_search) FAST_OF_METHOD(str_method_starts_or_ends)
FAST_METHOD(str_method_replace) ARG_METHOD(str_method_removeprefix) ARG_METHOD(str_method_removesuffix)
/* str_split.c */
BOUND_OF_METHOD(str_method_split) BOUND_METHOD(str_method_splitlines) ARG_OF_METHOD(str_method_partition)
FAST_OF_METHOD(str_method_strip) ARG_METHOD(str_method_join)
/* str_case.c */
UNARY_OF_METHOD(str_method_convert) UNARY_OF_METHOD(str_method_is_case)
UNARY_METHOD(str_method_isalnum) UNARY_METHOD(str_method_isalpha) UNARY_METHOD(str_method_isascii) UNARY_METHOD(str_method_isdecimal)
UNARY_METHOD(str_method_isdigit) UNARY_METHOD(str_method_isnumeric)
UNARY_METHOD(str_method_istitle) UNARY_METHOD(str_method_isspace) UNARY_METHOD(str_method_isprintable) UNARY_METHOD(str_method_isidentifier)

#endif
