/* Frames as x86 stack frames.  Each frame of a View, oldest first, becomes

       [ebp+8…]  arguments (i386 only: x86-64 passes them in registers and stores them as locals)
       [ebp+4]   return address = where the caller goes on
       [ebp]     saved ebp = f_back
       [ebp-4…]  locals, cells and free variables, in the order of localsplus
       …         the value stack, its top at esp

   so that addresses fall from row to row without a hole.  Addresses are nominal; what matters
   is their differences. */
#include "events/x86.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "code/opcode.h"

/* One drawing: where the next row goes, and the words of its mode. */
typedef struct Drawing {
    const View *view;
    X86Mode mode;
    Arena *arena;
    X86Stack *stack;
    size_t capacity;  /* of stack->rows.items */
    uint64_t address; /* of the row added last */
    bool failed;      /* the arena is full */
} Drawing;

static uint64_t word_size(X86Mode mode)
{
    return mode == X86_32 ? 4 : 8;
}

static char register_letter(X86Mode mode)
{
    return mode == X86_32 ? 'e' : 'r';
}

/* --- Texts */

static const char *copy_text(Drawing *drawing, EventText text)
{
    const char *copy = text.bytes == NULL ? "" : arena_copy(drawing->arena, text.bytes, text.length);
    if (copy == NULL) drawing->failed = true;
    return copy == NULL ? "" : copy;
}

static const char *value_text(Drawing *drawing, const ViewValue *value)
{
    if (value->is_null) return "NULL";
    if (value->text.length > 0) return copy_text(drawing, value->text);
    const char *text = arena_printf(drawing->arena, "<%s #%u>", value->type, value->object);
    if (text == NULL) drawing->failed = true;
    return text == NULL ? "" : text;
}

PRINTF_LIKE(2, 3) static const char *label(Drawing *drawing, const char *format, ...)
{
    char text[256];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return copy_text(drawing, (EventText){text, strlen(text)});
}

/* Code is drawn from here on, each code object 64 KiB after the one before; of those that 32 bits have no room for,
   some in the place of others. */
static uint64_t code_address(X86Mode mode, uint32_t code, int32_t offset)
{
    uint64_t base = mode == X86_32 ? 0x08048000 : 0x400000, place = mode == X86_32 ? code % 0x8000 : code;
    return base + place * 0x10000 + (uint64_t)(offset < 0 ? 0 : offset);
}

/* --- Rows */

static X86Row *add_row(Drawing *drawing, X86RowKind kind, uint32_t frame, const char *name, const char *text)
{
    viv_assert(drawing->stack->rows.length < drawing->capacity);
    X86Row *row = &drawing->stack->rows.items[drawing->stack->rows.length++];
    drawing->address -= word_size(drawing->mode);
    *row = (X86Row){.kind = kind, .address = drawing->address, .frame = frame, .label = name, .text = text};
    return row;
}

static int32_t argument_count(const Drawing *drawing, const ViewFrame *frame)
{
    const ViewCode *code = view_code(drawing->view, frame->code);
    if (drawing->mode != X86_32 || code == NULL) return 0;
    int32_t slots = (int32_t)frame->localsplus.length;
    return code->arguments < slots ? code->arguments : slots;
}

static void add_slot(Drawing *drawing, X86RowKind kind, const ViewFrame *frame, size_t index)
{
    const ViewSlot *slot = &frame->localsplus.items[index];
    const char *name = copy_text(drawing, slot->name);
    if (slot->kind == VIEW_CELL || slot->kind == VIEW_FREE) name = label(drawing, "cell of %s", name);
    add_row(drawing, kind, frame->number, name, value_text(drawing, &slot->value));
}

static const char *return_label(Drawing *drawing, const ViewFrame *frame)
{
    if (frame->back < 0) return "ret -> the machine";
    if (frame->is_entry) return "ret -> C code, then f_back";
    const ViewFrame *back = view_frame(drawing->view, (uint32_t)frame->back);
    if (back == NULL) return label(drawing, "ret -> frame #%lld", (long long)frame->back);
    return label(drawing, "ret -> %s#%u after pc %d", back->qualname, back->number, back->lasti);
}

static const char *saved_label(Drawing *drawing, const ViewFrame *frame)
{
    char letter = register_letter(drawing->mode);
    if (frame->back < 0) return label(drawing, "saved %cbp: none, f_back is None", letter);
    const ViewFrame *back = view_frame(drawing->view, (uint32_t)frame->back);
    return label(drawing, "saved %cbp = f_back %s#%lld", letter, back == NULL ? "" : back->qualname,
                 (long long)frame->back);
}

static const char *address_text(Drawing *drawing, uint64_t address)
{
    return label(drawing, "%llx", (unsigned long long)address);
}

/* Where the caller goes on: behind its call. */
static const char *return_text(Drawing *drawing, const ViewFrame *frame)
{
    const ViewFrame *back = frame->back < 0 || frame->is_entry ? NULL : view_frame(drawing->view, (uint32_t)frame->back);
    return back == NULL ? "" : address_text(drawing, code_address(drawing->mode, back->code, back->lasti + (int)sizeof(uint16_t)));
}

/* Adds the rows of FRAME and makes it the one that bp points to. */
static void add_frame(Drawing *drawing, const ViewFrame *frame)
{
    X86Stack *stack = drawing->stack;
    size_t first = stack->rows.length;
    int32_t arguments = argument_count(drawing, frame);
    for (int32_t i = arguments; i-- > 0;) add_slot(drawing, X86_ARGUMENT, frame, (size_t)i);
    const char *caller = first == 0 ? "" : address_text(drawing, stack->bp); /* drawn before: bp points to it still */
    add_row(drawing, X86_RETURN_ADDRESS, frame->number, return_label(drawing, frame), return_text(drawing, frame));
    X86Row *saved = add_row(drawing, X86_SAVED_FRAME_POINTER, frame->number, saved_label(drawing, frame), caller);
    stack->bp = saved->address;
    for (size_t i = (size_t)arguments; i < frame->localsplus.length; i++) {
        add_slot(drawing, X86_LOCAL, frame, i);
    }
    for (size_t i = 0; i < frame->stack.length; i++) {
        add_row(drawing, X86_TEMPORARY, frame->number, label(drawing, "stack[%zu]", i),
                value_text(drawing, &frame->stack.items[i]));
    }
    for (size_t i = first; i < stack->rows.length; i++) {
        stack->rows.items[i].offset = (int32_t)(stack->rows.items[i].address - stack->bp);
    }
}

static size_t count_rows(const View *view)
{
    size_t rows = 0;
    for (size_t i = 0; i < view->frames.length; i++) {
        rows += 2 + view->frames.items[i].localsplus.length + view->frames.items[i].stack.length;
    }
    return rows;
}

/* --- The instruction.  opcode.def writes e-registers and words of 8 bytes with {} for the
   operand; here they become the mode's, and the operand its address, number or name. */

/* "ebp-8" of the local INDEX: where add_frame put it. */
static const char *local_operand(Drawing *drawing, const ViewFrame *frame, int index)
{
    int arguments = argument_count(drawing, frame), word = (int)word_size(drawing->mode);
    if (index < arguments) return label(drawing, "ebp+%d", (index + 2) * word);
    return label(drawing, "%cbp-%d", register_letter(drawing->mode), (index - arguments + 1) * word);
}

static const char *operator_mnemonic(const char *operator)
{
    static const struct { const char *operator, *mnemonic; } mnemonics[] = {
        {"+", "add"}, {"-", "sub"},  {"*", "imul"},    {"//", "idiv"}, {"%", "idiv"}, {"/", "divsd"},
        {"&", "and"}, {"|", "or"},   {"^", "xor"},     {"<<", "shl"},  {">>", "sar"}, {"**", "pow"}, {"@", "matmul"},
    };
    size_t length = strlen(operator);
    if (length > 1 && operator[length - 1] == '=') length--;
    for (size_t i = 0; i < ARRAY_LENGTH(mnemonics); i++) {
        const char *candidate = mnemonics[i].operator;
        if (strlen(candidate) == length && memcmp(candidate, operator, length) == 0) return mnemonics[i].mnemonic;
    }
    return "op";
}

static const char *compare_suffix(int64_t arg)
{
    static const char *const suffixes[] = {"l", "le", "e", "ne", "g", "ge"};
    return arg >= 0 && arg < (int64_t)ARRAY_LENGTH(suffixes) ? suffixes[arg] : "e";
}

static const char *operand(Drawing *drawing, const ViewFrame *frame, const ViewInstr *instr)
{
    int word = (int)word_size(drawing->mode), arg = instr->arg < 0 ? 0 : (int)instr->arg;
    const char *words = instr->words == NULL ? "" : instr->words;
    switch (opcode_table[instr->opcode].operand) {
    case OPERAND_LOCAL:
    case OPERAND_CELL: return local_operand(drawing, frame, arg);
    case OPERAND_NAME_NULL: return strncmp(words, "NULL + ", 7) == 0 ? words + 7 : words;
    case OPERAND_NAME:
    case OPERAND_CONST: return words;
    case OPERAND_JUMP: return label(drawing, "L%d", instr->target);
    case OPERAND_STACK: return label(drawing, "%d", (arg - 1) * word);
    case OPERAND_CALL: return label(drawing, "%d", arg * word);
    case OPERAND_BINARY: return operator_mnemonic(words);
    case OPERAND_COMPARE: return compare_suffix(instr->arg);
    case OPERAND_NONE:
    case OPERAND_BELOW:
    case OPERAND_COUNT:
    case OPERAND_CALL_EX:
    case OPERAND_UNPACK:
    case OPERAND_INVERT:
    case OPERAND_FORMAT:
    case OPERAND_FUNCTION:
    case OPERAND_RESUME:
    case OPERAND_AWAIT:
    case OPERAND_PREFIX: break;
    }
    return label(drawing, "%d", arg);
}

/* What the table writes for 64-bit words, and how the modes spell it. */
static const struct {
    const char *table, *narrow, *wide;
} spellings[] = {
    {"eax", "eax", "rax"}, {"ebx", "ebx", "rbx"},     {"ecx", "ecx", "rcx"},     {"edx", "edx", "rdx"},
    {"esp", "esp", "rsp"}, {"ebp", "ebp", "rbp"},     {"movsq", "movsd", "movsq"}, {"scasq", "scasd", "scasq"},
    {"*8", "*4", "*8"},    {"esp, 8", "esp, 4", "rsp, 8"}, {"esp, 16", "esp, 8", "rsp, 16"},
};

/* The longest spelling that TEXT begins with; its length in *length. */
static const char *spell(X86Mode mode, const char *text, size_t *length)
{
    const char *found = NULL;
    *length = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(spellings); i++) {
        size_t size = strlen(spellings[i].table);
        if (size <= *length || strncmp(text, spellings[i].table, size) != 0) continue;
        *length = size;
        found = mode == X86_32 ? spellings[i].narrow : spellings[i].wide;
    }
    return found;
}

static const char *instruction(Drawing *drawing, const ViewFrame *frame, const ViewInstr *instr)
{
    Buf buf = BUF_INIT;
    for (const char *text = opcode_table[instr->opcode].x86; *text != '\0';) {
        size_t length;
        const char *spelling = spell(drawing->mode, text, &length);
        if (spelling != NULL) {
            buf_add_text(&buf, spelling);
            text += length;
        } else if (strncmp(text, "{}", 2) == 0) {
            buf_add_text(&buf, operand(drawing, frame, instr));
            text += 2;
        } else {
            buf_add_char(&buf, *text++);
        }
    }
    const char *result = copy_text(drawing, (EventText){buf_text(&buf), buf.length});
    buf_fini(&buf);
    return result;
}

/* --- Where the analogy ends: the most surprising thing that is true here. */
static const char *caveat(const ViewFrame *frame, const ViewInstr *instr)
{
    if (frame == NULL) return "No Python frame runs: this stack belongs to the machine's own C code.";
    if (frame->owner != NULL && strcmp(frame->owner, "generator") == 0) {
        return "Here the analogy breaks: a generator's frame lies inside the generator object, not on the stack, and "
               "outlives the call.";
    }
    if (instr != NULL && (instr->opcode == OP_RETURN_VALUE || instr->opcode == OP_YIELD_VALUE)) {
        return "Here the analogy breaks: the result is pushed on the caller's value stack; no register carries it.";
    }
    if (instr != NULL && instr->opcode == OP_CALL) {
        return "Here the analogy breaks: a new frame lies above the caller's, since Python's data stack grows up.";
    }
    for (size_t i = 0; i < frame->localsplus.length; i++) {
        if (frame->localsplus.items[i].cell != 0) {
            return "Here the analogy breaks: a cell is an object of its own in the heap, shared with inner functions.";
        }
    }
    return "The analogy: slots hold references to objects, not values, and Python's data stack grows up, not down.";
}

static const char *result_register(Drawing *drawing, const ViewFrame *frame, const ViewInstr *instr)
{
    if (instr == NULL || frame->stack.length == 0) return "";
    if (instr->opcode != OP_RETURN_VALUE && instr->opcode != OP_YIELD_VALUE) return "";
    return value_text(drawing, &frame->stack.items[frame->stack.length - 1]);
}

static void mark_pointers(X86Stack *stack)
{
    for (size_t i = 0; i < stack->rows.length; i++) {
        X86Row *row = &stack->rows.items[i];
        row->is_frame_pointer = row->address == stack->bp;
        row->is_stack_pointer = row->address == stack->sp;
    }
}

const X86Stack *x86_stack(const View *view, X86Mode mode, Arena *arena)
{
    X86Stack *stack = ARENA_NEW(arena, X86Stack);
    if (stack == NULL) return NULL;
    Drawing drawing = {.view = view, .mode = mode, .arena = arena, .stack = stack};
    drawing.capacity = count_rows(view);
    drawing.address = mode == X86_32 ? 0xFFFFD000 : 0x7FFFFFFFE000;
    stack->rows.items = ARENA_ARRAY(arena, X86Row, drawing.capacity);
    if (stack->rows.items == NULL) return NULL;
    for (size_t i = view->frames.length; i-- > 0;) add_frame(&drawing, &view->frames.items[i]);
    stack->sp = drawing.address;
    mark_pointers(stack);

    const ViewFrame *frame = view->frames.length > 0 ? &view->frames.items[0] : NULL;
    const ViewInstr *instr = frame == NULL ? NULL : view_instr(view_code(view, frame->code), frame->lasti);
    stack->ip = frame == NULL ? 0 : code_address(mode, frame->code, frame->lasti);
    stack->ax = result_register(&drawing, frame, instr);
    stack->instruction = instr == NULL ? "" : instruction(&drawing, frame, instr);
    stack->caveat = caveat(frame, instr);
    return drawing.failed ? NULL : stack;
}
