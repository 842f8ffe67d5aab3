/* What the stage commands print under --json; the shapes are described in README.md. */
#ifndef VIV_CLI_JSON_STAGES_H
#define VIV_CLI_JSON_STAGES_H

#include "compile/compile.h"
#include "syntax/syntax_log.h"

/* Each adds one document and a line end to OUT. */

/* False: the error is in the log, and the document holds the tokens before it. */
MUST_USE bool json_tokens(SyntaxLog *log, const char *source, size_t length, Buf *out);

/* False: the tree is deeper than AST_DUMP_MAX_DEPTH. */
MUST_USE bool json_tree(const Node *tree, const char *filename, Buf *out);

/* 0, or -1 with an exception pending; nothing is added then. */
MUST_USE int json_symbols(Rt *rt, const char *source, size_t length, CompileOptions *options, Buf *out);
MUST_USE int json_flow(Rt *rt, const char *source, size_t length, CompileOptions *options, Buf *out);
MUST_USE int json_code(Rt *rt, Ref code, Buf *out);

#endif
