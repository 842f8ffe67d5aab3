/* `from __future__ import …` changes how the rest is compiled, so it is looked for before
   anything else: only the docstring and other such imports may stand before it. */
#include <string.h>

#include "compile/compiler.h"

static const struct {
    const char *name;
    uint32_t bit; /* 0: in force in any case */
} features[] = {
    {"nested_scopes", 0},        {"generators", 0},
    {"division", 0},             {"absolute_import", 0},
    {"with_statement", 0},       {"print_function", 0},
    {"unicode_literals", 0},     {"barry_as_FLUFL", COMPILE_FUTURE_BARRY_AS_BDFL},
    {"generator_stop", 0},       {"annotations", COMPILE_FUTURE_ANNOTATIONS},
};

/* These errors know only where the statement starts; one of them counts columns from 0. */
static Span start_of(const Stmt *stmt, int shift)
{
    return (Span){stmt->span.lineno, stmt->span.col_offset - shift, stmt->span.lineno, -2};
}

static void future_check(Compiler *c, const Stmt *stmt)
{
    AliasSeq names = stmt->v.ImportFrom.names;
    for (size_t i = 0; i < names.length && !c->failed; i++) {
        const char *feature = names.items[i]->name->text;
        size_t known = 0;
        while (known < ARRAY_LENGTH(features) && strcmp(features[known].name, feature) != 0) known++;
        if (known < ARRAY_LENGTH(features)) {
            c->features |= features[known].bit;
        } else if (strcmp(feature, "braces") == 0) {
            compiler_symbol_error(c, start_of(stmt, 0), "not a chance");
        } else {
            compiler_symbol_error(c, start_of(stmt, 0), "future feature %.100s is not defined", feature);
        }
    }
}

static bool is_future_import(const Stmt *stmt)
{
    return stmt->kind == NODE_ImportFrom && stmt->v.ImportFrom.module != NULL &&
           strcmp(stmt->v.ImportFrom.module->text, "__future__") == 0;
}

void future_scan(Compiler *c, Mod *tree)
{
    c->future_lineno = -1;
    if (tree->kind == NODE_Expression) return;
    StmtSeq body = tree->kind == NODE_Module ? tree->v.Module.body : tree->v.Interactive.body;
    bool done = false; /* something else was met: an import on the same line is too late; those on later lines the generator refuses */
    int line = 0;
    for (size_t i = docstring_peek(body) == NULL ? 0 : 1; i < body.length && !c->failed; i++) {
        const Stmt *stmt = body.items[i];
        if (done && stmt->span.lineno > line) return;
        line = stmt->span.lineno;
        if (!is_future_import(stmt)) {
            done = true;
        } else if (done) {
            compiler_symbol_error(c, start_of(stmt, 1), "from __future__ imports must occur at the beginning of the file");
        } else {
            future_check(c, stmt);
            c->future_lineno = line;
        }
    }
}
