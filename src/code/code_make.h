/* The two ways in which a Python program makes a code object. */
#ifndef VIV_CODE_CODE_MAKE_H
#define VIV_CODE_CODE_MAKE_H

#include "code/code.h"

/* CodeType(argcount, posonlyargcount, …): a NewFn. */
Own code_make(Rt *rt, Type *type, Ref args, Ref kwargs_or_null);
/* code.replace(co_name=…): a FastFn. */
Own code_replace(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames_or_null);

#endif
