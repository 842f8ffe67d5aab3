/* Between the two files that turn expressions into text. */
#ifndef VIV_COMPILE_UNPARSE_H
#define VIV_COMPILE_UNPARSE_H

#include "base/buf.h"
#include "memory/rt.h"
#include "syntax/ast.h"

/* How tightly an expression binds; looser ones in tighter places need parentheses. */
enum {
    LEVEL_TUPLE,
    LEVEL_TEST,
    LEVEL_OR,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_CMP,
    LEVEL_BOR,
    LEVEL_BXOR,
    LEVEL_BAND,
    LEVEL_SHIFT,
    LEVEL_ARITH,
    LEVEL_TERM,
    LEVEL_FACTOR,
    LEVEL_POWER,
    LEVEL_AWAIT,
    LEVEL_ATOM
};

typedef struct Unparser {
    Rt *rt;
    Buf out;
    bool failed; /* an exception is pending */
} Unparser;

/* Adds EXPR for a place that takes what binds at LEVEL or tighter. */
void unparse_add(Unparser *u, Expr *expr, int level);
/* Displays, comprehensions, f-strings, constants, attributes, subscripts. */
void unparse_atom(Unparser *u, Expr *expr, int level);
void unparse_literal_object(Unparser *u, Ref value);
void unparse_open(Unparser *u, bool parenthesised);
void unparse_close(Unparser *u, bool parenthesised);

/* A new object for a literal (compiler.c). */
MUST_USE Own literal_new(Rt *rt, const Literal *literal);

#endif
