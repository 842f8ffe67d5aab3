/* Constant folding on the tree: the pieces shared by the walk and the folders. */
#ifndef VIV_COMPILE_TREE_OPTIMIZE_H
#define VIV_COMPILE_TREE_OPTIMIZE_H

#include "compile/compiler.h"

/* Each looks at one expression whose parts are folded already, and may replace it in place. */
void fold_unary(Compiler *c, Expr *expr);
void fold_binary(Compiler *c, Expr *expr);
void fold_compare(Compiler *c, Expr *expr);
void fold_subscript(Compiler *c, Expr *expr);
void fold_tuple(Compiler *c, Expr *expr);
/* What is only iterated over or searched: [a, b] becomes (a, b), {1, 2} a frozenset. */
void fold_iterable(Compiler *c, Expr *expr);

/* '%s: %r' % (a, b) becomes f'{a!s}: {b!r}'; FORMAT is the string. */
void fold_percent_format(Compiler *c, Expr *expr, Ref format);

/* Replaces EXPR by VALUE, which is taken; a failed computation (NULL + pending) is forgotten:
   the program will raise the same exception when it gets there. */
void fold_to(Compiler *c, Expr *expr, Own value);

#endif
