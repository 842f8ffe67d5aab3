/* What all passes share: memory, the sticky failure, literals, and the order of the passes.
   Objects made on the way are kept in c->objects, so that the passes may hold them borrowed. */
#include "compile/compiler.h"

#include <string.h>

#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "compile/symbols.h"
#include "compile/unparse.h"

/* CPython counts three levels of its own stack for one of the tree. */
enum { LEVELS_PER_CALL = 3, C_STACK_RESERVE = 64 * 1024 };

void compiler_init(Compiler *c, Rt *rt, Arena *arena, CompileOptions *options)
{
    memset(c, 0, sizeof *c);
    c->rt = rt;
    c->arena = arena;
    c->options = options;
    c->features = options->flags & COMPILE_FUTURE_MASK;
    c->depth = (rt_recursion_room(rt, rt->recursion_limit) - rt->recursion_left) * LEVELS_PER_CALL;
    c->depth_limit = rt->recursion_limit * LEVELS_PER_CALL;
    c->stack_end = (uintptr_t)rt->stack_limit + C_STACK_RESERVE;
    size_t size;
    const char *filename = str_utf8(rt, options->filename, &size);
    if (filename == NULL) error_clear(rt); /* lone surrogates: shown by nobody but messages */
    c->filename = filename == NULL ? "" : filename;
}

void compiler_fini(Compiler *c)
{
    for (size_t i = 0; i < c->literals.length; i++) c->literals.items[i]->value = NULL;
    for (size_t i = c->objects.length; i-- > 0;) release(c->rt, c->objects.items[i]);
    symbols_free(c->symbols);
    vec_fini(&c->literals);
    vec_fini(&c->objects);
}

Own compiler_run(Compiler *c, Mod *tree)
{
    future_scan(c, tree);
    if (!c->failed) tree_optimize(c, tree);
    if (!c->failed) symbols_build(c, tree);
    Own code = c->failed ? NULL : codegen_module(c, tree);
    viv_assert((code == NULL) == rt_is_pending(c->rt));
    c->options->flags |= c->features;
    return code;
}

void *compiler_alloc(Compiler *c, size_t size)
{
    void *memory = arena_alloc(c->arena, size);
    if (memory == NULL && !c->failed) {
        error_no_memory(c->rt);
        c->failed = true;
    }
    return memory;
}

void compiler_fail(Compiler *c)
{
    viv_assert(rt_is_pending(c->rt));
    c->failed = true;
}

Ref compiler_keep(Compiler *c, Own object)
{
    if (object == NULL) {
        compiler_fail(c);
        return NULL;
    }
    if (vec_push(&c->objects, object) < 0) {
        release(c->rt, object);
        error_no_memory(c->rt);
        compiler_fail(c);
        return NULL;
    }
    return object;
}

static Own complex_parse_imaginary(Rt *rt, const Literal *literal)
{
    Own imaginary = float_parse(rt, literal->text, literal->length);
    if (imaginary == NULL) return NULL;
    Own result = complex_new(rt, 0.0, AS_FLOAT(imaginary)->value);
    release(rt, imaginary);
    return result;
}

Own literal_new(Rt *rt, const Literal *literal)
{
    switch (literal->kind) {
    case LITERAL_NONE: return none_new(rt);
    case LITERAL_TRUE: return bool_new(rt, true);
    case LITERAL_FALSE: return bool_new(rt, false);
    case LITERAL_ELLIPSIS: return new_ref(rt->ellipsis);
    case LITERAL_INT: return int_parse(rt, literal->text, literal->length, 0);
    case LITERAL_FLOAT: return float_parse(rt, literal->text, literal->length);
    case LITERAL_COMPLEX: return complex_parse_imaginary(rt, literal);
    case LITERAL_STR: return str_from_wtf8(rt, literal->text, literal->length);
    case LITERAL_BYTES: return bytes_new(rt, literal->text, literal->length);
    case LITERAL_OBJECT: break;
    }
    viv_unreachable("a literal without a value");
}

Ref compiler_literal(Compiler *c, Literal *literal)
{
    if (literal->value != NULL) return literal->value;
    if (c->failed) return NULL;
    Ref value = compiler_keep(c, literal_new(c->rt, literal));
    if (value == NULL) return NULL;
    if (vec_push(&c->literals, literal) < 0) {
        error_no_memory(c->rt);
        compiler_fail(c);
        return NULL;
    }
    literal->value = (Own)value;
    return value;
}

Ref compiler_constant(Compiler *c, Expr *expr)
{
    viv_assert(expr->kind == NODE_Constant);
    return compiler_literal(c, &expr->v.Constant.value);
}

void compiler_make_constant(Compiler *c, Expr *expr, Ref value)
{
    if (c->failed || value == NULL) return;
    memset(&expr->v, 0, sizeof expr->v);
    expr->kind = NODE_Constant;
    expr->v.Constant.value = (Literal){.kind = LITERAL_OBJECT, .value = (Own)value};
}

bool compiler_too_deep(Compiler *c)
{
    error_raise(c->rt, TYPE_RecursionError, "maximum recursion depth exceeded during compilation");
    c->failed = true;
    return false;
}

Expr *docstring_peek(StmtSeq body)
{
    if (body.length == 0 || body.items[0]->kind != NODE_Expr) return NULL;
    Expr *expr = body.items[0]->v.Expr.value;
    if (expr->kind != NODE_Constant) return NULL;
    const Literal *literal = &expr->v.Constant.value;
    if (literal->value != NULL) return is_exact(literal->value, TYPE_str) ? expr : NULL;
    return literal->kind == LITERAL_STR ? expr : NULL;
}
