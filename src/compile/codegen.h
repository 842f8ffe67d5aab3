/* Code generation: the tree becomes instructions, unit by unit.  A unit is what will be one
   code object: the module, a function, a class body, a lambda or a comprehension. */
#ifndef VIV_COMPILE_CODEGEN_H
#define VIV_COMPILE_CODEGEN_H

#include "code/opcode.h"
#include "compile/flow.h"
#include "compile/symbols.h"

typedef enum UnitKind {
    UNIT_MODULE,
    UNIT_CLASS,
    UNIT_FUNCTION,
    UNIT_ASYNC_FUNCTION,
    UNIT_LAMBDA,
    UNIT_COMPREHENSION
} UnitKind;

/* What a break, continue or return has to leave on its way out. */
typedef enum FrameBlockKind {
    FRAME_WHILE_LOOP,
    FRAME_FOR_LOOP,
    FRAME_TRY_EXCEPT,
    FRAME_FINALLY_TRY,
    FRAME_FINALLY_END,
    FRAME_WITH,
    FRAME_ASYNC_WITH,
    FRAME_HANDLER_CLEANUP,
    FRAME_POP_VALUE,
    FRAME_EXCEPTION_HANDLER,
    FRAME_EXCEPTION_GROUP_HANDLER,
    FRAME_ASYNC_COMPREHENSION
} FrameBlockKind;

typedef struct FrameBlock {
    FrameBlockKind kind;
    Block *block; /* where continue goes */
    Block *exit;  /* where break goes */
    StmtSeq finally;      /* FINALLY_TRY: what is to be run */
    const Stmt *with;     /* WITH */
    const Name *name;     /* HANDLER_CLEANUP: the `as` name, or NULL */
} FrameBlock;

enum {
    FRAME_BLOCKS_MAX = 20,    /* "too many statically nested blocks" */
    STACK_USE_GUIDELINE = 30, /* longer displays and calls are built piecemeal */
};

struct Unit {
    FlowUnit flow; /* blocks, constants, variables: what the assembler needs */

    Unit *parent;
    Scope *scope;
    UnitKind kind;
    const Name *name;
    const Name *class_name; /* for mangling, or NULL */
    Span span;              /* of the instructions being emitted */

    FrameBlock frames[FRAME_BLOCKS_MAX];
    int frame_count;
};

/* --- emitting at the unit's current span (codegen_emit.c) */
static const Span no_span = {-1, -1, -1, -1};
Block *block_new(Compiler *c); /* not yet placed */
void block_use(Compiler *c, Block *block); /* placed behind the current one, and gone on in */
void emit(Compiler *c, int opcode);
void emit_arg(Compiler *c, int opcode, int arg);
void emit_jump(Compiler *c, int opcode, Block *target);
/* The same for code that belongs to no line. */
void emit_no_line(Compiler *c, int opcode);
void emit_arg_no_line(Compiler *c, int opcode, int arg);
void emit_jump_no_line(Compiler *c, int opcode, Block *target);
void emit_const(Compiler *c, Ref value);
void emit_const_int(Compiler *c, int64_t value);
void emit_none(Compiler *c);
/* An instruction whose argument is the index of NAME, mangled, among co_names. */
void emit_name(Compiler *c, int opcode, const Name *name);

/* --- units (codegen_unit.c) */
bool unit_enter(Compiler *c, UnitKind kind, const Name *name, const void *node, int lineno);
/* Closes the unit: its code object, kept by the compiler, or NULL. */
Ref unit_finish(Compiler *c, bool add_none);
/* Pushes a function made from CODE, its closure below; FLAGS as MAKE_FUNCTION's. */
void emit_closure(Compiler *c, Ref code, int flags);
bool unit_is_top_level_await(const Compiler *c);

/* --- frame blocks (codegen_unwind.c) */
void frame_push(Compiler *c, FrameBlock frame);
void frame_pop(Compiler *c, FrameBlockKind kind);
void emit_return(Compiler *c, Stmt *stmt);
void emit_break(Compiler *c);
void emit_continue(Compiler *c);
void emit_exit_call(Compiler *c); /* __exit__(None, None, None) */
void emit_yield_from(Compiler *c, bool is_await);
void emit_await(Compiler *c, int source); /* GET_AWAITABLE source … */

/* --- names */
void emit_load(Compiler *c, const Name *name);
void emit_store(Compiler *c, const Name *name);
void emit_delete(Compiler *c, const Name *name);
/* Refuses __debug__ as a target; true when it did. */
bool name_is_forbidden(Compiler *c, const Identifier *name, ExprContext context);

/* --- statements */
void visit_stmt(Compiler *c, Stmt *stmt);
void visit_stmts(Compiler *c, StmtSeq stmts);
void visit_body(Compiler *c, StmtSeq body); /* of a module or class */
bool stmts_have_annotation(StmtSeq stmts);
void emit_function(Compiler *c, Stmt *stmt);
void emit_class(Compiler *c, Stmt *stmt);
void emit_try(Compiler *c, Stmt *stmt);
void emit_try_star(Compiler *c, Stmt *stmt);
void emit_pop_except_and_reraise(Compiler *c);
void emit_with(Compiler *c, Stmt *stmt);
void emit_async_with(Compiler *c, Stmt *stmt);
void emit_match(Compiler *c, Stmt *stmt);
void emit_import(Compiler *c, Stmt *stmt);
void emit_import_from(Compiler *c, Stmt *stmt);
void emit_aug_assign(Compiler *c, Stmt *stmt);
void emit_ann_assign(Compiler *c, Stmt *stmt);

/* --- expressions */
void visit_expr(Compiler *c, Expr *expr);
void visit_exprs(Compiler *c, ExprSeq exprs);
void visit_annotation_text(Compiler *c, Expr *annotation);
void emit_jump_if(Compiler *c, Expr *expr, Block *target, bool condition);
void emit_yield_value(Compiler *c);
void emit_compare_op(Compiler *c, CompareOperator op);
void emit_binary_op(Compiler *c, Operator op, bool in_place);
void emit_lambda(Compiler *c, Expr *expr);
void emit_comprehension(Compiler *c, Expr *expr);
void emit_call(Compiler *c, Expr *expr);
/* The arguments and the call itself; PUSHED values are on the stack already. */
void emit_call_arguments(Compiler *c, int pushed, ExprSeq args, KeywordSeq keywords);
void emit_sequence(Compiler *c, Expr *expr); /* List, Tuple, Set */
void emit_elements(Compiler *c, ExprSeq elts, int pushed, NodeKind kind);
void emit_dict(Compiler *c, Expr *expr);
/* a, *b, c = …: UNPACK_EX with one before the STAR and one after it; WHERE is for messages. */
void emit_unpack(Compiler *c, Node *const *parts, size_t length, NodeKind star, const char *where);
/* A new tuple of the constants' values, kept; NULL after a failure. */
Ref constants_tuple(Compiler *c, ExprSeq exprs);
void span_to_attribute(Compiler *c, const Expr *attribute);

/* --- suspicious constructs (codegen_warn.c) */
void check_callable(Compiler *c, Expr *func);
void check_subscriptable(Compiler *c, Expr *value);
void check_index(Compiler *c, Expr *value, Expr *index);
void check_compare(Compiler *c, Expr *expr);

static inline void set_span(Compiler *c, Span span)
{
    c->unit->span = span;
}

#endif
