/* The abstract syntax tree: C types made from ast.def.

   A tree lives in one arena and dies with it.  Expr, Stmt, Pattern and Mod are unions
   with a kind: an Expr may be overwritten by another kind of Expr in place, because all
   kinds have the same size.  Every node, whatever its type, begins with `kind` and
   `span`, so a generic walk may look at any of them through a Node pointer and find the
   fields by node_info().

       expr->kind == NODE_BinOp        expr->v.BinOp.left->span.lineno
       arg->arg->text                  call->v.Call.args.items[0] */
#ifndef VIV_SYNTAX_AST_H
#define VIV_SYNTAX_AST_H

#include "base/hash.h"
#include "base/arena.h"
#include "base/base.h"

struct Obj; /* a Python object; only the compiler knows what that is */

/* Where a node stands: lines count from 1, columns are UTF-8 bytes from 0, the end is
   exclusive. */
typedef struct Span {
    int lineno, col_offset, end_lineno, end_col_offset;
} Span;

typedef enum NodeKind {
#define UNION_NODE(type, name, positioned, ...) NODE_##name,
#define PLAIN_NODE(type, name, positioned, ...) NODE_##name,
#include "syntax/ast.def"
    NODE_KIND_COUNT
} NodeKind;

/* CONTEXT_Load, BOOLOP_And, OPERATOR_Add, UNARYOP_Not, CMPOP_Is ... numbered through,
   so that word_name() needs no second argument. */
typedef enum NodeWord {
#define ENUM_NODE(group, name) group##_##name,
#include "syntax/ast.def"
    NODE_WORD_COUNT
} NodeWord;
typedef NodeWord ExprContext, BoolOperator, Operator, UnaryOperator, CompareOperator;

/* A name of the program, NFKC-normalised UTF-8.  Equal names of one parse are the same
   pointer. */
typedef struct Identifier {
    const char *text; /* NUL-terminated */
    size_t length;
    uint32_t hash;                 /* identifier_hash of it */
    const struct Identifier *next; /* in the parser's table of names */
} Identifier;

/* By which names are found in tables, here and in the compiler. */
static inline uint32_t identifier_hash(const char *text, size_t length)
{
    return (uint32_t)hash_siphash13(0, 0, text, length);
}

typedef enum LiteralKind {
    LITERAL_NONE,
    LITERAL_TRUE,
    LITERAL_FALSE,
    LITERAL_ELLIPSIS,
    LITERAL_INT,     /* text: digits with their 0x 0o 0b prefix, without underscores */
    LITERAL_FLOAT,   /* text: as C's strtod reads it, without underscores */
    LITERAL_COMPLEX, /* an imaginary number; text: the float before the j */
    LITERAL_STR,     /* text: WTF-8, escapes resolved; may contain NUL */
    LITERAL_BYTES,   /* text: the bytes */
    LITERAL_OBJECT   /* made by the optimiser: only `value` says what it is */
} LiteralKind;

typedef struct Literal {
    LiteralKind kind;
    size_t length;     /* of text */
    const char *text;  /* NUL-terminated; NULL for the singletons */
    struct Obj *value; /* NULL from the parser; the compiler's to fill and to release */
} Literal;

typedef struct Node Node;
typedef struct Mod Mod;
typedef struct Stmt Stmt;
typedef struct Expr Expr;
typedef struct Pattern Pattern;
typedef struct Comprehension Comprehension;
typedef struct ExceptHandler ExceptHandler;
typedef struct Arguments Arguments;
typedef struct Arg Arg;
typedef struct Keyword Keyword;
typedef struct Alias Alias;
typedef struct WithItem WithItem;
typedef struct MatchCase MatchCase;
typedef struct TypeIgnore TypeIgnore;

/* A sequence of nodes: items is NULL when the length is 0. */
#define NODE_SEQUENCE(name, type)                                                      \
    typedef struct name {                                                              \
        type *items;                                                                   \
        size_t length;                                                                 \
    } name
NODE_SEQUENCE(NodeSeq, Node *);
NODE_SEQUENCE(StmtSeq, Stmt *);
NODE_SEQUENCE(ExprSeq, Expr *);
NODE_SEQUENCE(PatternSeq, Pattern *);
NODE_SEQUENCE(ComprehensionSeq, Comprehension *);
NODE_SEQUENCE(ExceptHandlerSeq, ExceptHandler *);
NODE_SEQUENCE(ArgSeq, Arg *);
NODE_SEQUENCE(KeywordSeq, Keyword *);
NODE_SEQUENCE(AliasSeq, Alias *);
NODE_SEQUENCE(WithItemSeq, WithItem *);
NODE_SEQUENCE(MatchCaseSeq, MatchCase *);
NODE_SEQUENCE(TypeIgnoreSeq, TypeIgnore *);
NODE_SEQUENCE(IdentifierSeq, const Identifier *);
NODE_SEQUENCE(CompareOperatorSeq, CompareOperator);
#undef NODE_SEQUENCE

/* The kinds of field: FIELD_KIND(KIND, C type). */
#define FIELD_KINDS(FIELD_KIND)                                                        \
    FIELD_KIND(INT, int)                                                               \
    FIELD_KIND(INT_OPT, int)                                                           \
    FIELD_KIND(IDENTIFIER, const Identifier *)                                         \
    FIELD_KIND(IDENTIFIER_OPT, const Identifier *)                                     \
    FIELD_KIND(IDENTIFIER_SEQ, IdentifierSeq)                                          \
    FIELD_KIND(STRING, const char *)                                                   \
    FIELD_KIND(STRING_OPT, const char *)                                               \
    FIELD_KIND(LITERAL, Literal)                                                       \
    FIELD_KIND(CONTEXT, ExprContext)                                                   \
    FIELD_KIND(BOOLOP, BoolOperator)                                                   \
    FIELD_KIND(OPERATOR, Operator)                                                     \
    FIELD_KIND(UNARYOP, UnaryOperator)                                                 \
    FIELD_KIND(CMPOP_SEQ, CompareOperatorSeq)                                          \
    FIELD_KIND(EXPR, Expr *)                                                           \
    FIELD_KIND(EXPR_OPT, Expr *)                                                       \
    FIELD_KIND(EXPR_SEQ, ExprSeq)                                                      \
    FIELD_KIND(EXPR_OPT_SEQ, ExprSeq)                                                  \
    FIELD_KIND(STMT_SEQ, StmtSeq)                                                      \
    FIELD_KIND(PATTERN, Pattern *)                                                     \
    FIELD_KIND(PATTERN_OPT, Pattern *)                                                 \
    FIELD_KIND(PATTERN_SEQ, PatternSeq)                                                \
    FIELD_KIND(COMPREHENSION_SEQ, ComprehensionSeq)                                    \
    FIELD_KIND(HANDLER_SEQ, ExceptHandlerSeq)                                          \
    FIELD_KIND(ARGUMENTS, Arguments *)                                                 \
    FIELD_KIND(ARG_OPT, Arg *)                                                         \
    FIELD_KIND(ARG_SEQ, ArgSeq)                                                        \
    FIELD_KIND(KEYWORD_SEQ, KeywordSeq)                                                \
    FIELD_KIND(ALIAS_SEQ, AliasSeq)                                                    \
    FIELD_KIND(WITHITEM_SEQ, WithItemSeq)                                              \
    FIELD_KIND(CASE_SEQ, MatchCaseSeq)                                                 \
    FIELD_KIND(TYPE_IGNORE_SEQ, TypeIgnoreSeq)

#define FIELD_KIND(kind, type) typedef type NodeField_##kind;
FIELD_KINDS(FIELD_KIND)
#undef FIELD_KIND

typedef enum FieldKind {
#define FIELD_KIND(kind, type) FIELD_##kind,
    FIELD_KINDS(FIELD_KIND)
#undef FIELD_KIND
} FieldKind;

#define NODE_HEADER                                                                    \
    NodeKind kind;                                                                     \
    Span span /* zero for kinds without a position */

struct Node {
    NODE_HEADER;
};

/* The plain nodes. */
#define FIELD(node, kind, name) NodeField_##kind name;
#define PLAIN_NODE(type, name, positioned, ...)                                        \
    struct type {                                                                      \
        NODE_HEADER;                                                                   \
        __VA_ARGS__                                                                    \
    };
#include "syntax/ast.def"

/* The alternatives of the unions: BinOp_Fields and so on. */
#define FIELD(node, kind, name) NodeField_##kind name;
#define FIELD_NONE              char unused;
#define UNION_NODE(type, name, positioned, ...)                                        \
    typedef struct name##_Fields {                                                     \
        __VA_ARGS__                                                                    \
    } name##_Fields;
#include "syntax/ast.def"

struct Mod {
    NODE_HEADER;
    union {
#define MOD_NODE(name, ...) name##_Fields name;
#include "syntax/ast.def"
    } v;
};

struct Stmt {
    NODE_HEADER;
    union {
#define STMT_NODE(name, ...) name##_Fields name;
#include "syntax/ast.def"
    } v;
};

struct Expr {
    NODE_HEADER;
    union {
#define EXPR_NODE(name, ...) name##_Fields name;
#include "syntax/ast.def"
    } v;
};

struct Pattern {
    NODE_HEADER;
    union {
#define PATTERN_NODE(name, ...) name##_Fields name;
#include "syntax/ast.def"
    } v;
};
#undef NODE_HEADER

/* What a generic walk finds at a field. */
typedef enum FieldShape {
    SHAPE_INT,
    SHAPE_IDENTIFIER, /* const Identifier *, may be NULL */
    SHAPE_IDENTIFIER_SEQ,
    SHAPE_STRING, /* const char *, may be NULL */
    SHAPE_LITERAL,
    SHAPE_WORD, /* NodeWord */
    SHAPE_WORD_SEQ,
    SHAPE_NODE,    /* Node *, may be NULL */
    SHAPE_NODE_SEQ /* NodeSeq, whose items may be NULL */
} FieldShape;

typedef struct NodeField {
    const char *name; /* NULL ends the list */
    FieldKind kind;
    size_t offset;
} NodeField;

enum { NODE_FIELDS_MAX = 7 };

/* What ast.def says about a kind of node. */
typedef struct NodeInfo {
    const char *name; /* Python's, as "BinOp" */
    bool positioned;  /* span means something */
    size_t base;      /* from here the offsets of the fields count */
    size_t size;      /* of the struct, which all nodes of a union share */
    NodeField fields[NODE_FIELDS_MAX];
} NodeInfo;

/* The description of KIND; lives for ever. */
const NodeInfo *node_info(NodeKind kind);

FieldShape field_shape(FieldKind kind);

/* The address of FIELD (one of node_info(node->kind)->fields) within NODE. */
const void *node_field(const Node *node, const NodeField *field);

/* "Load", "Add", "NotIn" ... */
const char *word_name(NodeWord word);

/* Calls VISIT with every direct child of NODE, in field order, absent ones left out.
   Stops and returns false as soon as VISIT returns false. */
typedef bool NodeVisitor(Node *child, void *context);
bool node_visit_children(const Node *node, NodeVisitor *visit, void *context);

#endif
