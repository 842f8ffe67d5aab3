/* What holds of every tree that the parser makes, checked of one that a program made. */
#ifndef VIV_COMPILE_TREE_VALIDATE_H
#define VIV_COMPILE_TREE_VALIDATE_H

#include "compile/compiler.h"

/* Whether TREE may be compiled; false with CPython's ValueError or TypeError pending, and
   the compile failed.  Required fields are there already, but items of sequences of
   statements, expressions and patterns may be NULL. */
MUST_USE bool tree_validate(Compiler *c, const Mod *tree);

#endif
