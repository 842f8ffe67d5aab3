/* A tree as text, exactly as Python's ast.dump writes it. */
#ifndef VIV_SYNTAX_AST_DUMP_H
#define VIV_SYNTAX_AST_DUMP_H

#include "base/buf.h"
#include "syntax/ast.h"

/* Adds ast.dump(TREE, include_attributes=ATTRIBUTES, indent=INDENT) to OUT. */
void ast_dump(const Node *tree, bool attributes, int indent, Buf *out);

#endif
