/* The proof that bytecode is safe to run, whoever made it: the machine trusts its operands,
   stack depths and jump targets without looking. */
#ifndef VIV_CODE_VERIFIER_H
#define VIV_CODE_VERIFIER_H

#include "code/code.h"

/* 0, or -1 with a ValueError that names the offset and the rule.  Time and memory are linear
   in the code's length.  Code objects among the constants are not looked into: each was
   verified when it was made. */
MUST_USE int code_verify(Rt *rt, Ref code);

#endif
