/* The Python type of code objects. */
#ifndef VIV_CODE_CODETYPE_H
#define VIV_CODE_CODETYPE_H

#include "code/code.h"

extern const TypeSpec code_type_spec;

/* "<code object NAME at 0x…, file "FILE", line N>" */
MUST_USE Own code_repr(Rt *rt, Ref code);

#endif
