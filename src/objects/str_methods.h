/* The methods of str, by the file that has them; str_methods.c joins them in one table. */
#ifndef VIV_OBJECTS_STR_METHODS_H
#define VIV_OBJECTS_STR_METHODS_H

#include "memory/rt.h"

#define FAST_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
#define UNARY_METHOD(name) MUST_USE Own name(Rt *rt, Ref self);
#define ARG_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, Ref arg);

/* str_search.c */
FAST_METHOD(str_method_find) FAST_METHOD(str_method_rfind) FAST_METHOD(str_method_index) FAST_METHOD(str_method_rindex)
FAST_METHOD(str_method_count) FAST_METHOD(str_method_startswith) FAST_METHOD(str_method_endswith)
FAST_METHOD(str_method_replace) ARG_METHOD(str_method_removeprefix) ARG_METHOD(str_method_removesuffix)
/* str_split.c */
FAST_METHOD(str_method_split) FAST_METHOD(str_method_rsplit) FAST_METHOD(str_method_splitlines)
ARG_METHOD(str_method_partition) ARG_METHOD(str_method_rpartition)
FAST_METHOD(str_method_strip) FAST_METHOD(str_method_lstrip) FAST_METHOD(str_method_rstrip) ARG_METHOD(str_method_join)
/* str_case.c */
UNARY_METHOD(str_method_upper) UNARY_METHOD(str_method_lower) UNARY_METHOD(str_method_title) UNARY_METHOD(str_method_capitalize)
UNARY_METHOD(str_method_swapcase) UNARY_METHOD(str_method_casefold)
UNARY_METHOD(str_method_isalnum) UNARY_METHOD(str_method_isalpha) UNARY_METHOD(str_method_isascii) UNARY_METHOD(str_method_isdecimal)
UNARY_METHOD(str_method_isdigit) UNARY_METHOD(str_method_isnumeric) UNARY_METHOD(str_method_islower) UNARY_METHOD(str_method_isupper)
UNARY_METHOD(str_method_istitle) UNARY_METHOD(str_method_isspace) UNARY_METHOD(str_method_isprintable) UNARY_METHOD(str_method_isidentifier)

#undef FAST_METHOD
#undef UNARY_METHOD
#undef ARG_METHOD

#endif
