/* The Python type of code objects. */
#ifndef VIV_CODE_CODETYPE_H
#define VIV_CODE_CODETYPE_H

#include "code/code.h"

extern const TypeSpec code_type_spec;

#endif
