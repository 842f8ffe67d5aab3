/* The methods of str, by the file that has them; str_methods.c joins them in one table. */
#ifndef VIV_OBJECTS_STR_METHODS_H
#define VIV_OBJECTS_STR_METHODS_H

#include "memory/rt.h"
#include "objects/method_modes.h"

#define FAST_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
#define FAST_OF_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def);
#define UNARY_METHOD(name) MUST_USE Own name(Rt *rt, Ref self);
#define UNARY_OF_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, const MethodDef *def);
#define ARG_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, Ref arg);

/* str_search.c */
FAST_OF_METHOD(str_method_search) FAST_OF_METHOD(str_method_starts_or_ends)
FAST_METHOD(str_method_replace) ARG_METHOD(str_method_removeprefix) ARG_METHOD(str_method_removesuffix)
/* str_split.c */
MUST_USE Own str_method_split(Rt *rt, Ref self, Ref *given, const MethodDef *def);
MUST_USE Own str_method_splitlines(Rt *rt, Ref self, Ref *given);
MUST_USE Own str_method_partition(Rt *rt, Ref self, Ref separator, const MethodDef *def);
FAST_OF_METHOD(str_method_strip) ARG_METHOD(str_method_join)
/* str_case.c */
UNARY_OF_METHOD(str_method_convert) UNARY_OF_METHOD(str_method_is_case)
UNARY_METHOD(str_method_isalnum) UNARY_METHOD(str_method_isalpha) UNARY_METHOD(str_method_isascii) UNARY_METHOD(str_method_isdecimal)
UNARY_METHOD(str_method_isdigit) UNARY_METHOD(str_method_isnumeric)
UNARY_METHOD(str_method_istitle) UNARY_METHOD(str_method_isspace) UNARY_METHOD(str_method_isprintable) UNARY_METHOD(str_method_isidentifier)

#undef FAST_METHOD
#undef FAST_OF_METHOD
#undef UNARY_METHOD
#undef UNARY_OF_METHOD
#undef ARG_METHOD

#endif
