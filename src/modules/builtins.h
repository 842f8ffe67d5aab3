/* The built-in functions: one prototype for each line of builtins.def. */
#ifndef VIV_MODULES_BUILTINS_H
#define VIV_MODULES_BUILTINS_H

#include "objects/moduleobj.h"

#define BUILTIN_TYPE_unary(name) Own name(Rt *rt, Ref self);
#define BUILTIN_TYPE_binary(name) Own name(Rt *rt, Ref self, Ref arg);
#define BUILTIN_TYPE_call(name) Own name(Rt *rt, Ref self, Ref args, Ref kwargs_or_null);
#define BUILTIN_TYPE_fast(name) Own name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
#define BUILTIN(name, kind, member, doc) BUILTIN_TYPE_##member(builtin_##name)
#define BUILTIN_COUNTED(name, least, most, doc) BUILTIN_TYPE_fast(builtin_##name)
#define BUILTIN_NAMED(name, least, most, names, doc) Own builtin_##name(Rt *rt, Ref self, Ref *given);
#include "modules/builtins.def"
#undef BUILTIN
#undef BUILTIN_COUNTED
#undef BUILTIN_NAMED

#endif
