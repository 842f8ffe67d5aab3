/* Emitting: each instruction gets the unit's current span, or none.  After a failure nothing
   is emitted, and block_new gives a block that is never used. */
#include "objects/intobj.h"
#include "compile/codegen.h"

static CodeSpan code_span_of(Span span)
{
    return (CodeSpan){span.lineno, span.end_lineno, span.col_offset, span.end_col_offset};
}

Block *block_new(Compiler *c)
{
    return c->failed ? NULL : flow_new_block(c, &c->unit->flow.flow);
}

void block_use(Compiler *c, Block *block)
{
    if (!c->failed) flow_use_next(c, &c->unit->flow.flow, block);
}

static void emit_at(Compiler *c, int opcode, int arg, Span span)
{
    if (!c->failed) flow_add(c, &c->unit->flow.flow, opcode, arg, code_span_of(span));
}

void emit(Compiler *c, int opcode)
{
    emit_at(c, opcode, 0, c->unit->span);
}

void emit_arg(Compiler *c, int opcode, int arg)
{
    emit_at(c, opcode, arg, c->unit->span);
}

void emit_jump(Compiler *c, int opcode, Block *target)
{
    if (!c->failed) flow_add_jump(c, &c->unit->flow.flow, opcode, target, code_span_of(c->unit->span));
}

void emit_no_line(Compiler *c, int opcode)
{
    emit_at(c, opcode, 0, no_span);
}

void emit_arg_no_line(Compiler *c, int opcode, int arg)
{
    emit_at(c, opcode, arg, no_span);
}

void emit_jump_no_line(Compiler *c, int opcode, Block *target)
{
    if (!c->failed) flow_add_jump(c, &c->unit->flow.flow, opcode, target, SPAN_NONE);
}

void emit_const(Compiler *c, Ref value)
{
    Ref shared = constant_share(c, value);
    if (shared != NULL) emit_arg(c, OP_LOAD_CONST, const_table_index(c, &c->unit->flow.consts, shared));
}

void emit_const_int(Compiler *c, int64_t value)
{
    if (!c->failed) emit_const(c, compiler_keep(c, int_new(c->rt, value)));
}

void emit_none(Compiler *c)
{
    emit_const(c, c->rt->none);
}

void emit_name(Compiler *c, int opcode, const Name *name)
{
    if (c->failed) return;
    emit_arg(c, opcode, map_index(c, &c->unit->flow.names, name_mangled(c, c->unit->class_name, name)));
}
