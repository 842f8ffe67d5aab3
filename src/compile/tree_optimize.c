/* The tree optimiser: computes what is known before the program runs, so that 24 * 60 * 60
   costs nothing at run time.  Parts come before wholes.  It must not change what a program
   does: an operation that would fail is left for the program to fail in. */
#include "compile/tree_optimize.h"

#include <string.h>

#include "compile/compiler.h"

static void optimize_node(Compiler *c, Node *node);

static bool optimize_child(Node *child, void *context)
{
    optimize_node(context, child);
    return !((Compiler *)context)->failed;
}

static void optimize_seq(Compiler *c, const void *seq)
{
    const NodeSeq *nodes = seq;
    for (size_t i = 0; i < nodes->length; i++) {
        if (nodes->items[i] != NULL) optimize_node(c, nodes->items[i]);
    }
}

static void optimize_optional(Compiler *c, void *node)
{
    if (node != NULL) optimize_node(c, node);
}

/* A string that only becomes a constant here, as 'a' 'b' % () may, is not a docstring: it is
   hidden in an f-string of one part. */
static void optimize_body(Compiler *c, StmtSeq body)
{
    bool had_docstring = docstring_peek(body) != NULL;
    optimize_seq(c, &body);
    if (c->failed || had_docstring || docstring_peek(body) == NULL) return;
    Stmt *stmt = body.items[0];
    Expr *joined = COMPILER_NEW(c, Expr);
    Expr **values = COMPILER_ARRAY(c, Expr *, 1);
    if (joined == NULL || values == NULL) return;
    values[0] = stmt->v.Expr.value;
    joined->kind = NODE_JoinedStr;
    joined->span = stmt->span;
    joined->v.JoinedStr.values = (ExprSeq){values, 1};
    stmt->v.Expr.value = joined;
}

/* Under the annotations future an annotation is only text: it must stay as it was written. */
static void optimize_annotation(Compiler *c, Expr *annotation)
{
    if (!compiler_has_future_annotations(c)) optimize_optional(c, annotation);
}

static void optimize_function(Compiler *c, FunctionDef_Fields *function)
{
    optimize_node(c, (Node *)function->args);
    optimize_body(c, function->body);
    optimize_seq(c, &function->decorator_list);
    optimize_annotation(c, function->returns);
}

static void optimize_class(Compiler *c, ClassDef_Fields *class_def)
{
    optimize_seq(c, &class_def->bases);
    optimize_seq(c, &class_def->keywords);
    optimize_body(c, class_def->body);
    optimize_seq(c, &class_def->decorator_list);
}

static void optimize_name(Compiler *c, Expr *expr)
{
    if (expr->v.Name.ctx != CONTEXT_Load || strcmp(expr->v.Name.id->text, "__debug__") != 0) return;
    fold_to(c, expr, bool_new(c->rt, compiler_optimize_level(c) == 0));
}

/* What is to be done with a node after its children. */
static void optimize_whole(Compiler *c, Node *node)
{
    switch ((int)node->kind) {
    case NODE_BinOp: fold_binary(c, (Expr *)node); break;
    case NODE_UnaryOp: fold_unary(c, (Expr *)node); break;
    case NODE_Compare: fold_compare(c, (Expr *)node); break;
    case NODE_Subscript: fold_subscript(c, (Expr *)node); break;
    case NODE_Tuple: fold_tuple(c, (Expr *)node); break;
    case NODE_Name: optimize_name(c, (Expr *)node); break;
    case NODE_For: fold_iterable(c, ((Stmt *)node)->v.For.iter); break;
    case NODE_comprehension: fold_iterable(c, ((Comprehension *)node)->iter); break;
    case NODE_MatchSingleton: compiler_literal(c, &((Pattern *)node)->v.MatchSingleton.value); break;
    case NODE_Constant: compiler_constant(c, (Expr *)node); break;
    default: break;
    }
}

static void optimize_node(Compiler *c, Node *node)
{
    if (!compiler_enter(c)) return;
    switch ((int)node->kind) {
    case NODE_Module: optimize_body(c, ((Mod *)node)->v.Module.body); break;
    case NODE_FunctionDef: optimize_function(c, &((Stmt *)node)->v.FunctionDef); break;
    case NODE_AsyncFunctionDef:
        optimize_function(c, (FunctionDef_Fields *)&((Stmt *)node)->v.AsyncFunctionDef);
        break;
    case NODE_ClassDef: optimize_class(c, &((Stmt *)node)->v.ClassDef); break;
    case NODE_arg: optimize_annotation(c, ((Arg *)node)->annotation); break;
    case NODE_AnnAssign: {
        AnnAssign_Fields *assign = &((Stmt *)node)->v.AnnAssign;
        optimize_node(c, (Node *)assign->target);
        optimize_annotation(c, assign->annotation);
        optimize_optional(c, assign->value);
        break;
    }
    default:
        node_visit_children(node, optimize_child, c);
        if (!c->failed) optimize_whole(c, node);
    }
    compiler_leave(c);
}

void tree_optimize(Compiler *c, Mod *tree)
{
    optimize_node(c, (Node *)tree);
}
