/* A tree as text, exactly as Python's ast.dump writes it. */
#ifndef VIV_SYNTAX_AST_DUMP_H
#define VIV_SYNTAX_AST_DUMP_H

#include "base/buf.h"
#include "syntax/ast.h"

enum { AST_DUMP_MAX_DEPTH = 3000 };

/* Adds ast.dump(TREE, include_attributes=ATTRIBUTES, indent=INDENT) to OUT.  False when
   the tree nests deeper than AST_DUMP_MAX_DEPTH, as a sum of many terms does. */
MUST_USE bool ast_dump(const Node *tree, bool attributes, int indent, Buf *out);

#endif
