/* How deep the value stack is before each instruction, known without running the code:
   every path to an instruction must bring the same depth. */
#ifndef VIV_CODE_STACK_DEPTH_H
#define VIV_CODE_STACK_DEPTH_H

#include "code/code.h"

/* Why there is no such answer. */
typedef struct DepthFault {
    int unit;
    const char *what; /* static text */
} DepthFault;

/* Fills DEPTHS, one for each code unit: the depth before the instruction that begins there,
   also at its prefixes; -1 where none begins or none comes.  False with *fault when the
   code is not sound: an instruction takes more than there is, exceeds co_stacksize, has
   two depths, is not a stored opcode, or the path leaves the code.  A name or constant
   that does not exist is not its business. */
MUST_USE bool stack_depths(const CodeObj *code, int16_t *depths, DepthFault *fault);

#endif
