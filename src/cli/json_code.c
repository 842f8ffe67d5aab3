/* Bytecode as JSON: an object for each code object, those inside it among its constants. */
#include "cli/json_build.h"
#include "cli/json_stages.h"
#include "code/code.h"
#include "code/disassemble.h"
#include "code/exception_table.h"
#include "code/opcode.h"
#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static int add_code(Rt *rt, Ref code, JsonOut *out);

static void add_named_text(JsonOut *out, const char *key, Ref text)
{
    Buf buf = BUF_INIT;
    str_add_to_buf(text, &buf);
    json_key(out, key);
    json_string(out, buf_text(&buf), buf.length);
    buf_fini(&buf);
}

static void add_named_number(JsonOut *out, const char *key, int64_t value)
{
    json_key(out, key);
    json_natural(out, value);
}

static int meaning_of(Rt *rt, Ref code, const CodeInstr *instr, int offset, Buf *meaning)
{
    if (instr->op != OP_LOAD_CONST) {
        operand_describe(code, instr->op, instr->arg, offset, meaning);
        return 0;
    }
    return str_take_to_buf(rt, object_repr(rt, tuple_peek(AS_CODE(code)->consts, (ptrdiff_t)instr->arg)), meaning);
}

/* The instruction at UNIT, its prefixes taken into its argument. */
static int add_instruction(Rt *rt, Ref code, int unit, const CodeInstr *instr, int32_t line, JsonOut *out)
{
    int offset = (unit + instr->prefixes) * (int)sizeof(CodeUnit);
    Buf meaning = BUF_INIT;
    if (meaning_of(rt, code, instr, offset, &meaning) < 0) return -1;
    int target = opcode_jump_target(instr->op, instr->arg, instr->next_unit);
    json_open(out, '{');
    add_named_number(out, "offset", offset);
    add_named_number(out, "line", line);
    json_key(out, "opcode");
    json_text(out, opcode_name(instr->op));
    add_named_number(out, "argument", opcode_has_arg(instr->op) ? (int64_t)instr->arg : -1);
    json_key(out, "meaning");
    json_buf(out, &meaning);
    add_named_number(out, "target", target < 0 ? -1 : target * (int)sizeof(CodeUnit));
    json_close(out, '}');
    return 0;
}

static int add_instructions(Rt *rt, Ref code, JsonOut *out)
{
    LocationReader places = code_locations(code);
    CodeInstr instr;
    json_key(out, "instructions");
    json_open(out, '[');
    for (int unit = 0; unit < (int)AS_CODE(code)->head.length; unit = instr.next_unit) {
        instr = code_instr(code, unit);
        while (places.end <= unit && location_next(&places)) {}
        int32_t line = places.start <= unit && unit < places.end ? places.span.line : -1;
        if (add_instruction(rt, code, unit, &instr, line, out) < 0) return -1;
    }
    json_close(out, ']');
    return 0;
}

static void add_handlers(Ref code, JsonOut *out)
{
    Ref table = AS_CODE(code)->exception_table;
    ExceptionReader reader = exception_reader(AS_BYTES(table)->bytes, (size_t)bytes_length(table));
    ExceptionEntry entry;
    json_key(out, "handlers");
    json_open(out, '[');
    while (exception_next(&reader, &entry)) {
        json_open(out, '{');
        add_named_number(out, "start", entry.start * 2);
        add_named_number(out, "end", entry.end * 2);
        add_named_number(out, "target", entry.target * 2);
        add_named_number(out, "depth", entry.depth);
        json_key(out, "lasti");
        json_bool(out, entry.lasti);
        json_close(out, '}');
    }
    json_close(out, ']');
}

static int add_inner(Rt *rt, Ref code, JsonOut *out)
{
    Ref consts = AS_CODE(code)->consts;
    int status = 0;
    json_key(out, "inner");
    json_open(out, '[');
    for (ptrdiff_t i = 0; i < tuple_length(consts) && status == 0; i++) {
        Ref inner = tuple_peek(consts, i);
        if (is_exact(inner, TYPE_code)) status = add_code(rt, inner, out);
    }
    json_close(out, ']');
    return status;
}

static int add_code(Rt *rt, Ref ref, JsonOut *out)
{
    const CodeObj *code = AS_CODE(ref);
    json_open(out, '{');
    add_named_text(out, "name", code->name);
    add_named_text(out, "qualname", code->qualname);
    add_named_number(out, "line", code->firstlineno);
    add_named_number(out, "flags", code->flags);
    add_named_number(out, "arguments", code->argcount);
    add_named_number(out, "stack", code->stacksize);
    if (add_instructions(rt, ref, out) < 0) return -1;
    add_handlers(ref, out);
    if (add_inner(rt, ref, out) < 0) return -1;
    json_close(out, '}');
    return 0;
}

int json_code(Rt *rt, Ref code, Buf *result)
{
    JsonOut out = {0};
    json_open(&out, '{');
    add_named_text(&out, "file", AS_CODE(code)->filename);
    json_key(&out, "code");
    int status = add_code(rt, code, &out);
    json_close(&out, '}');
    if (status == 0) json_finish(&out, result);
    else json_fini(&out);
    return status;
}
