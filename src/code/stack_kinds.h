/* What kind of value each stack slot can hold, as far as the machine relies on it: it does
   not test whether LIST_APPEND finds a list or POP_EXCEPT an exception. */
#ifndef VIV_CODE_STACK_KINDS_H
#define VIV_CODE_STACK_KINDS_H

#include "code/code_instr.h"
#include "code/stack_depth.h"

/* False with *fault when an instruction may find a NULL or a value that is not what it relies
   on.  Everything else about the code is verified but this. */
MUST_USE bool stack_kinds_check(const CodeMap *map, DepthFault *fault);

#endif
