/* One compile: what all of its passes share.

   Errors are sticky.  The first failure leaves an exception in rt->pending and sets
   `failed`; from then on emitting, interning and visiting do nothing, and the door
   (compile.c) tests once at the end of each pass.  So the passes read like the grammar,
   without a test after every step. */
#ifndef VIV_COMPILE_COMPILER_H
#define VIV_COMPILE_COMPILER_H

#include "base/vec.h"
#include "compile/compile.h"
#include "compile/constants.h"
#include "compile/namemap.h"

typedef struct SymbolTable SymbolTable;
typedef struct Unit Unit;
typedef struct FlowUnit FlowUnit;
typedef struct Block Block;

/* What viv cfg listens to: called after each pass over a unit's flow graph. */
typedef void (*FlowObserver)(void *context, FlowUnit *unit, const char *pass);

struct Compiler {
    Rt *rt;
    Arena *arena;
    CompileOptions *options;
    const char *filename; /* UTF-8, for diagnostics */
    bool failed;

    NameTable names;
    VEC(Own) objects;      /* whatever must live as long as the compile */
    ConstTable cache;      /* equal constants of all units become one object */
    VEC(Literal *) literals; /* those filled in here, to be emptied at the end */

    uint32_t features;    /* __future__ bits in force */
    int future_lineno;    /* line of the last valid __future__ import */
    bool interactive;     /* values of expression statements are printed */
    int depth;            /* of recursion into the tree */
    int depth_limit;
    uintptr_t stack_end;  /* as far as the C stack may grow */

    SymbolTable *symbols;
    Unit *unit;           /* being generated, innermost */
    int nesting;          /* units open */

    FlowObserver observer; /* or NULL */
    void *observer_context;
};

enum { COMPILE_FUTURE_ANNOTATIONS = 0x1000000 };

static inline bool compiler_has_future_annotations(const Compiler *c)
{
    return (c->features & COMPILE_FUTURE_ANNOTATIONS) != 0;
}

static inline int compiler_optimize_level(const Compiler *c)
{
    return c->options->optimize;
}

/* SIZE zeroed bytes of the arena; NULL (and failed) without memory. */
void *compiler_alloc(Compiler *c, size_t size);
#define COMPILER_NEW(c, type) ((type *)compiler_alloc((c), sizeof(type)))
#define COMPILER_ARRAY(c, type, count)                                                 \
    ((type *)compiler_alloc((c), sizeof(type) * ((count) == 0 ? 1 : (size_t)(count))))

/* Notes that an exception is pending. */
void compiler_fail(Compiler *c);

/* Keeps OBJECT until the compile ends; NULL means that making it failed.  Returns it. */
Ref compiler_keep(Compiler *c, Own object);

/* The value of a literal, made when first asked for; NULL after a failure. */
Ref compiler_literal(Compiler *c, Literal *literal);
Ref compiler_constant(Compiler *c, Expr *expr); /* of a NODE_Constant */

/* Puts VALUE (borrowed; kept by the compiler already) where EXPR was; the span stays. */
void compiler_make_constant(Compiler *c, Expr *expr, Ref value);

/* False, with RecursionError, when the tree is nested too deeply; else true: every
   compiler_enter that returned true is to be followed by compiler_leave. */
bool compiler_too_deep(Compiler *c); /* raises it; false */
static inline bool compiler_enter(Compiler *c)
{
    char here;
    if (c->failed) return false;
    if (c->depth >= c->depth_limit || (uintptr_t)&here < c->stack_end) return compiler_too_deep(c);
    c->depth++;
    return true;
}

static inline void compiler_leave(Compiler *c)
{
    c->depth--;
}

/* SyntaxError at SPAN; the format is error.h's.  The two differ in the exception's args:
   code generation passes the place to the constructor, the symbol table only the message. */
void compiler_error(Compiler *c, Span span, const char *format, ...);
void compiler_symbol_error(Compiler *c, Span span, const char *format, ...);

/* SyntaxWarning on the line of SPAN. */
void compiler_warn(Compiler *c, Span span, const char *format, ...);

/* The passes, in order. */
void future_scan(Compiler *c, Mod *tree);       /* future.c */
void tree_optimize(Compiler *c, Mod *tree);     /* tree_optimize.c */
void symbols_build(Compiler *c, Mod *tree);     /* symbols.c */
MUST_USE Own codegen_module(Compiler *c, Mod *tree); /* codegen_unit.c */

/* The docstring's node of a body, or NULL. */
Expr *docstring_peek(StmtSeq body);

/* The source text of an expression, as `from __future__ import annotations` stores it: a new
   str; NULL with an exception pending. */
MUST_USE Own unparse_expr(Rt *rt, const Expr *expr);

/* --- a compile in steps, for those that want to look at what lies between */

/* The tree of a source, in ARENA; NULL with an exception pending. */
MUST_USE Mod *compiler_parse(Rt *rt, Arena *arena, const char *source, size_t length, const CompileOptions *options);

void compiler_init(Compiler *c, Rt *rt, Arena *arena, CompileOptions *options);
void compiler_fini(Compiler *c);
MUST_USE Own compiler_run(Compiler *c, Mod *tree);

/* Is one of them starred? (tree_fold.c) */
bool exprs_have_star(ExprSeq elts);

#endif
