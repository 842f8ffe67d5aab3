/* From a finished flow graph to bytes: offsets, bytecode, the two tables, the code object. */
#ifndef VIV_COMPILE_ASSEMBLE_H
#define VIV_COMPILE_ASSEMBLE_H

#include "compile/flow_passes.h"

/* The code object of UNIT, whose graph has gone through all passes; NULL after a failure. */
MUST_USE Own assemble_code(Compiler *c, FlowUnit *unit, const ConstList *consts, int stacksize);

#endif
