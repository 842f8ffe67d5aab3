/* The compiler's door: source text or a tree in, a code object out, or NULL with an
   exception (mostly SyntaxError) pending. */
#ifndef VIV_COMPILE_COMPILE_H
#define VIV_COMPILE_COMPILE_H

#include "base/arena.h"
#include "memory/rt.h"
#include "syntax/ast.h"
#include "syntax/diagnostic.h"

typedef enum CompileMode {
    COMPILE_EXEC,   /* a whole file */
    COMPILE_EVAL,   /* one expression, whose value the code returns */
    COMPILE_SINGLE, /* one interactive statement, whose value is printed */
    COMPILE_FUNCTION_TYPE, /* `(int) -> str`: can be parsed, not compiled */
} CompileMode;

/* The bits of compile()'s flags; CPython's values. */
enum {
    COMPILE_SOURCE_IS_UTF8 = 0x100, /* the source was a str: no encoding cookie is obeyed */
    COMPILE_DONT_IMPLY_DEDENT = 0x200,
    COMPILE_ONLY_AST = 0x400, /* compile() is to give the tree */
    COMPILE_TYPE_COMMENTS = 0x1000,
    COMPILE_TOP_LEVEL_AWAIT = 0x2000,
    COMPILE_ALLOW_INCOMPLETE = 0x4000,
    COMPILE_FROM_FILE = 0x1, /* the source is a file that is run: no bit of a program's flags */
    COMPILE_FUTURE_BARRY_AS_BDFL = 0x400000,
    COMPILE_FUTURE_MASK = 0x1fe0000, /* every feature of __future__ */
    /* What a program may pass: those above and the bit of the old `nested_scopes`. */
    COMPILE_FLAGS_KNOWN = COMPILE_FUTURE_MASK | 0x10 | COMPILE_DONT_IMPLY_DEDENT | COMPILE_ONLY_AST |
                          COMPILE_TYPE_COMMENTS | COMPILE_TOP_LEVEL_AWAIT | COMPILE_ALLOW_INCOMPLETE,
};

/* Told of each warning, in the order in which they are found.  0: go on; 1: the warning is
   to be an error (the compiler raises SyntaxError); -1: an exception is pending. */
typedef int (*CompileWarnFn)(Rt *rt, void *context, const Diagnostic *warning);

typedef struct CompileOptions {
    CompileMode mode;
    Ref filename;      /* str */
    uint32_t flags;    /* COMPILE_*; on return also the __future__ features of the source */
    int optimize;      /* 0; 1 without assert and __debug__; 2 without docstrings as well */
    int feature_version; /* the minor version of the syntax; 0: the newest */
    CompileWarnFn warn; /* NULL: warnings are dropped */
    void *warn_context;
} CompileOptions;

/* Compiles the LENGTH bytes at SOURCE. */
MUST_USE Own compile_source(Rt *rt, const char *source, size_t length, CompileOptions *options);

/* Compiles a tree that did not come from the parser, and checks it first; options->mode must be
   the tree's.  The tree is used up: the optimiser rewrites it in place, with new nodes from ARENA.
   A Literal that comes with a value keeps it alive by its maker; those that come without are
   filled in and emptied. */
MUST_USE Own compile_made_tree(Rt *rt, Arena *arena, Mod *tree, CompileOptions *options);

/* Raises the exception that DIAGNOSTIC describes (of an error's kind). */
void compile_raise(Rt *rt, const Diagnostic *diagnostic, Ref filename);

#endif
