/* The proof that bytecode is safe to run, whoever made it: the machine trusts its operands,
   stack depths and jump targets without looking. */
#ifndef VIV_CODE_VERIFIER_H
#define VIV_CODE_VERIFIER_H

#include "code/code.h"
#include "code/stack_depth.h"

/* True, or false and which rule is broken where.  Time and memory are bounded by the code's
   length.  Code objects among the constants are not looked into: each is verified when it is made, or
   (is_unproved) before it runs first. */
MUST_USE bool code_is_sound(const CodeObj *code, DepthFault *fault);

/* May one read the instructions of CODE, with their operands?  Asks the verifier when nobody has yet. */
bool code_is_readable(Ref code);

/* The same as 0, or -1 with a ValueError. */
MUST_USE int code_verify(Rt *rt, Ref code);

#endif
