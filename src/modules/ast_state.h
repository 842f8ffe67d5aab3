/* The classes of the module _ast, one set for each Rt, and the ways between trees and objects. */
#ifndef VIV_MODULES_AST_STATE_H
#define VIV_MODULES_AST_STATE_H

#include "compile/compile.h"
#include "memory/rt.h"
#include "syntax/ast.h"

/* The types of the abstract grammar, in its order: sums, whose alternatives are classes
   below them, and products, which are classes themselves.  Named as Python names them. */
#define AST_GROUPS(SUM, WORDS, PRODUCT)                                                                     \
    SUM(mod, Module, FunctionType)                                                                          \
    SUM(stmt, FunctionDef, Continue)                                                                        \
    SUM(expr, BoolOp, Slice)                                                                                \
    WORDS(expr_context, CONTEXT_Load, CONTEXT_Del)                                                          \
    WORDS(boolop, BOOLOP_And, BOOLOP_Or)                                                                    \
    WORDS(operator, OPERATOR_Add, OPERATOR_FloorDiv)                                                        \
    WORDS(unaryop, UNARYOP_Invert, UNARYOP_USub)                                                            \
    WORDS(cmpop, CMPOP_Eq, CMPOP_NotIn)                                                                     \
    PRODUCT(comprehension)                                                                                  \
    SUM(excepthandler, ExceptHandler, ExceptHandler)                                                        \
    PRODUCT(arguments)                                                                                      \
    PRODUCT(arg)                                                                                            \
    PRODUCT(keyword)                                                                                        \
    PRODUCT(alias)                                                                                          \
    PRODUCT(withitem)                                                                                       \
    PRODUCT(match_case)                                                                                     \
    SUM(pattern, MatchValue, MatchOr)                                                                       \
    SUM(type_ignore, TypeIgnore, TypeIgnore)

typedef enum AstGroupId {
    AST_NO_GROUP,
#define SUM(name, first, last)   AST_GROUP_##name,
#define WORDS(name, first, last) AST_GROUP_##name,
#define PRODUCT(name)            AST_GROUP_##name,
    AST_GROUPS(SUM, WORDS, PRODUCT)
#undef SUM
#undef WORDS
#undef PRODUCT
    AST_GROUP_COUNT
} AstGroupId;

typedef struct AstGroup {
    const char *name;
    enum { AST_SUM, AST_WORDS, AST_PRODUCT } shape;
    int first, last; /* NodeKind, or NodeWord */
} AstGroup;

extern const AstGroup ast_groups[AST_GROUP_COUNT]; /* [AST_NO_GROUP] is empty */

/* What the abstract grammar says of a field: "expr*" and the group that is meant, if any. */
typedef struct AstFieldType {
    const char *text;
    AstGroupId group;
} AstFieldType;

extern const AstFieldType ast_field_types[];

static inline bool ast_field_is_optional(FieldKind kind)
{
    const char *text = ast_field_types[kind].text;
    while (text[1] != '\0') text++;
    return *text == '?';
}

enum { AST_ATTRIBUTES = 4 }; /* lineno, col_offset, end_lineno, end_col_offset: a Span's ints in order */

struct AstState {
    Own base; /* class AST */
    Own groups[AST_GROUP_COUNT];
    Own nodes[NODE_KIND_COUNT];
    Own fields[NODE_KIND_COUNT]; /* tuples of str: the _fields, whatever a program does to those */
    Own words[NODE_WORD_COUNT];
    Own singletons[NODE_WORD_COUNT]; /* the one instance of each */
    Own attributes;                  /* tuple of their names */
};
typedef struct AstState AstState;

/* An instance of any of the classes. */
typedef struct AstObj {
    Obj head;
    Own dict; /* or NULL */
} AstObj;

/* The classes, made when first asked for; NULL with an exception pending. */
const AstState *ast_state(Rt *rt);
void ast_state_fini(Rt *rt);

/* 1: OBJ is an instance of AST; 0, -1. */
int ast_is_node(Rt *rt, Ref obj);

/* The objects that stand for TREE. */
MUST_USE Own ast_export(Rt *rt, const Mod *tree);

/* The code of the program that OBJ, an instance of AST, stands for. */
MUST_USE Own ast_compile(Rt *rt, Ref obj, CompileOptions *options);

#endif
