/* The listing of a code object: a line for each instruction, prefixes among them, with the
   source line where one begins, ">>" where a jump arrives, and the exception table. */
#include "code/disassemble.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

#include "code/exception_table.h"
#include "code/opcode.h"

/* --- Operands */

static void add_flag_names(uint32_t arg, Buf *out)
{
    static const char *const names[] = {"defaults", "kwdefaults", "annotations", "closure"};
    const char *separator = "";
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (!(arg >> i & 1)) continue;
        buf_printf(out, "%s%s", separator, names[i]);
        separator = ", ";
    }
}

static void add_format(uint32_t arg, Buf *out)
{
    static const char *const conversions[] = {"", "str", "repr", "ascii"};
    const char *conversion = conversions[arg & 3];
    buf_add_text(out, conversion);
    if (arg & 4) buf_add_text(out, conversion[0] != '\0' ? ", with format" : "with format");
}

static void add_item(Ref names, uint32_t index, Buf *out)
{
    if (index < (uint32_t)tuple_length(names)) str_add_to_buf(tuple_peek(names, index), out);
}

static void add_optional(const char *text, Buf *out)
{
    if (text != NULL) buf_add_text(out, text);
}

void operand_describe(Ref ref, int op, uint32_t arg, int offset, Buf *out)
{
    const CodeObj *code = AS_CODE(ref);
    int next = offset / (int)sizeof(CodeUnit) + 1 + opcode_table[op].caches;
    switch (opcode_table[op].operand) {
    case OPERAND_NAME: add_item(code->names, arg, out); break;
    case OPERAND_NAME_NULL:
        if (arg & 1) buf_add_text(out, "NULL + ");
        add_item(code->names, arg >> 1, out);
        break;
    case OPERAND_LOCAL:
    case OPERAND_CELL: add_item(code->localsplusnames, arg, out); break;
    case OPERAND_JUMP:
        buf_printf(out, "to %d", opcode_jump_target(op, arg, next) * (int)sizeof(CodeUnit));
        break;
    case OPERAND_BINARY: add_optional(opcode_binary_name(arg), out); break;
    case OPERAND_COMPARE: add_optional(opcode_compare_name(arg), out); break;
    case OPERAND_FORMAT: add_format(arg, out); break;
    case OPERAND_FUNCTION: add_flag_names(arg, out); break;
    case OPERAND_NONE:
    case OPERAND_CONST:
    case OPERAND_STACK:
    case OPERAND_BELOW:
    case OPERAND_COUNT:
    case OPERAND_CALL:
    case OPERAND_CALL_EX:
    case OPERAND_UNPACK:
    case OPERAND_INVERT:
    case OPERAND_RESUME:
    case OPERAND_AWAIT:
    case OPERAND_PREFIX: break;
    }
}

/* --- What is known of each code unit before the listing begins */

typedef struct Marks {
    int32_t *line;  /* the source line that begins here, or -1 */
    bool *is_label; /* a jump or a handler arrives here */
    int line_width; /* 0: no line is known at all */
    int offset_width;
    OpcodeNamer namer; /* or NULL */
} Marks;

static int decimal_width(int number)
{
    return snprintf(NULL, 0, "%d", number);
}

static void mark_lines(Ref code, Marks *marks)
{
    LocationReader reader = code_locations(code);
    int32_t last = -1, largest = -1;
    while (location_next(&reader) && reader.start < AS_CODE(code)->head.length) {
        int32_t line = reader.span.line;
        if (line < 0 || line == last) continue;
        last = marks->line[reader.start] = line;
        if (line > largest) largest = line;
    }
    marks->line_width = largest < 0 ? 0 : largest < 1000 ? 3 : decimal_width(largest);
}

static void mark_labels(Ref code, Marks *marks)
{
    int count = (int)AS_CODE(code)->head.length;
    CodeInstr instr;
    for (int unit = 0; unit < count; unit = instr.next_unit) {
        instr = code_instr(code, unit);
        if (opcode_table[instr.op].operand != OPERAND_JUMP) continue;
        int target = opcode_jump_target(instr.op, instr.arg, instr.next_unit);
        if (target >= 0 && target < count) marks->is_label[target] = true;
    }
    Ref table = AS_CODE(code)->exception_table;
    ExceptionReader reader =
        exception_reader(AS_BYTES(table)->bytes, (size_t)bytes_length(table));
    ExceptionEntry entry;
    while (exception_next(&reader, &entry)) {
        if (entry.target < (uint32_t)count) marks->is_label[entry.target] = true;
    }
}

static int marks_init(Rt *rt, Ref code, Marks *marks)
{
    ptrdiff_t count = AS_CODE(code)->head.length;
    *marks = (Marks){.offset_width = 4};
    marks->line = calloc((size_t)count + 1, sizeof *marks->line);
    marks->is_label = calloc((size_t)count + 1, sizeof *marks->is_label);
    if (marks->line == NULL || marks->is_label == NULL) {
        error_no_memory(rt);
        return -1;
    }
    for (ptrdiff_t i = 0; i < count; i++) marks->line[i] = -1;
    int largest = (int)(count - 1) * (int)sizeof(CodeUnit);
    if (largest >= 10000) marks->offset_width = decimal_width(largest);
    mark_lines(code, marks);
    mark_labels(code, marks);
    return 0;
}

static void marks_fini(Marks *marks)
{
    free(marks->line);
    free(marks->is_label);
}

/* --- Lines of the listing */

static void trim_spaces(Buf *out)
{
    while (out->length > 0 && out->bytes[out->length - 1] == ' ') {
        out->bytes[--out->length] = '\0';
    }
}

/* Like "(x)", or nothing when there is nothing to say. */
static int add_operand(Rt *rt, Ref code, int op, uint32_t arg, int offset, Buf *out)
{
    Buf text = BUF_INIT;
    int status = 0;
    if (op == OP_LOAD_CONST) {
        Own repr = object_repr(rt, tuple_peek(AS_CODE(code)->consts, (ptrdiff_t)arg));
        if (repr == NULL) {
            status = -1;
        } else {
            str_add_to_buf(repr, &text);
        }
        release(rt, repr);
    } else {
        operand_describe(code, op, arg, offset, &text);
    }
    if (text.length > 0) {
        buf_add_text(out, " (");
        buf_add(out, text.bytes, text.length);
        buf_add_char(out, ')');
    }
    buf_fini(&text);
    return status;
}

static int add_instruction(Rt *rt, Ref code, const Marks *marks, int unit, uint32_t arg, Buf *out)
{
    const CodeUnit *units = AS_CODE(code)->units;
    int op = units[unit].op, offset = unit * (int)sizeof(CodeUnit);
    const char *name = marks->namer == NULL || opcode_table[op].caches == 0 ? NULL : marks->namer(op, units + unit + 1);
    int32_t line = marks->line[unit];
    if (marks->line_width > 0) {
        if (line >= 0 && unit > 0) buf_add_char(out, '\n');
        if (line >= 0) {
            buf_printf(out, "%*d ", marks->line_width, line);
        } else {
            buf_printf(out, "%*s ", marks->line_width, "");
        }
    }
    buf_printf(out,
               "    %s %*d %-20s",
               marks->is_label[unit] ? ">>" : "  ",
               marks->offset_width,
               offset,
               name != NULL ? name : opcode_name(op));
    int status = 0;
    if (opcode_has_arg(op)) {
        buf_printf(out, " %5d", (int)arg);
        status = add_operand(rt, code, op, arg, offset, out);
    }
    trim_spaces(out);
    buf_add_char(out, '\n');
    return status;
}

static int add_instructions(Rt *rt, Ref code, const Marks *marks, Buf *out)
{
    const CodeUnit *units = AS_CODE(code)->units;
    uint32_t higher = 0;
    for (int unit = 0; unit < AS_CODE(code)->head.length; unit++) {
        uint32_t arg = higher | units[unit].arg;
        higher = units[unit].op == OP_EXTENDED_ARG ? arg << 8 : 0;
        if (add_instruction(rt, code, marks, unit, arg, out) < 0) return -1;
        unit += opcode_table[units[unit].op].caches;
    }
    return 0;
}

static void add_exception_table(Ref code, Buf *out)
{
    Ref table = AS_CODE(code)->exception_table;
    ExceptionReader reader =
        exception_reader(AS_BYTES(table)->bytes, (size_t)bytes_length(table));
    ExceptionEntry entry;
    if (bytes_length(table) > 0) buf_add_text(out, "ExceptionTable:\n");
    while (exception_next(&reader, &entry)) {
        buf_printf(out,
                   "  %u to %u -> %u [%u]%s\n",
                   entry.start * 2,
                   entry.end * 2 - 2,
                   entry.target * 2,
                   entry.depth,
                   entry.lasti ? " lasti" : "");
    }
}

static int add_one(Rt *rt, Ref code, OpcodeNamer namer, Buf *out)
{
    Marks marks;
    int status = marks_init(rt, code, &marks);
    marks.namer = namer;
    if (status == 0) status = add_instructions(rt, code, &marks, out);
    if (status == 0) add_exception_table(code, out);
    marks_fini(&marks);
    return status;
}

int disassemble_named(Rt *rt, Ref code, OpcodeNamer namer, Buf *out)
{
    if (add_one(rt, code, namer, out) < 0) return -1;
    Ref consts = AS_CODE(code)->consts;
    for (ptrdiff_t i = 0; i < tuple_length(consts); i++) {
        Ref inner = tuple_peek(consts, i);
        if (!is_exact(inner, TYPE_code)) continue;
        Own repr = object_repr(rt, inner);
        if (repr == NULL) return -1;
        buf_add_text(out, "\nDisassembly of ");
        str_add_to_buf(repr, out);
        buf_add_text(out, ":\n");
        release(rt, repr);
        if (disassemble_named(rt, inner, namer, out) < 0) return -1;
    }
    return 0;
}

int disassemble(Rt *rt, Ref code, Buf *out)
{
    return disassemble_named(rt, code, NULL, out);
}
