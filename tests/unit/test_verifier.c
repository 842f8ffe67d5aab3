/* The verifier: small programs that it must let through, and damaged ones that would harm
   the machine, each with the rule that it breaks. */
#include "tests/unit/suite.h"

#include <string.h>

#include "base/arena.h"
#include "code/exception_table.h"
#include "code/opcode.h"
#include "code/verifier.h"
#include "objects/bytesobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

enum { MAX_INSTRS = 16, END = 999 };

typedef struct Program {
    const char *refusal; /* part of the message; NULL: sound */
    struct {
        int op, arg;
    } instrs[MAX_INSTRS]; /* ended by END */
    const char *kinds;      /* localspluskinds, or NULL */
    int flags, stacksize;   /* stacksize 0: 10 */
    ExceptionEntry handler; /* end 0: none */
} Program;

/* Objects as far as the verifier looks: a type with an id, and contents. */
static Type types[TYPE_COUNT];
static Arena *arena;

static void *object_make(TypeId id, size_t size, ptrdiff_t length)
{
    VarObj *obj = arena_alloc(arena, size);
    types[id].id = id;
    if (id == TYPE_str) types[id].flags = TYPE_FLAG_STR_SUBCLASS;
    obj->head = (Obj){.refcount = 1, .type = &types[id]};
    obj->length = length;
    return obj;
}

static Own bytes_make(const void *bytes, size_t size)
{
    BytesObj *obj = object_make(TYPE_bytes, sizeof *obj + size + 1, (ptrdiff_t)size);
    if (size > 0) memcpy(obj->bytes, bytes, size);
    return &obj->head.head;
}

static Own tuple_make(ptrdiff_t length, Own first, Own second, Own third)
{
    TupleObj *obj = object_make(TYPE_tuple, sizeof *obj + 3 * sizeof(Own), length);
    obj->items[0] = first;
    obj->items[1] = second;
    obj->items[2] = third;
    return &obj->head.head;
}

static Own str_make(void)
{
    return &((StrObj *)object_make(TYPE_str, sizeof(StrObj), 0))->head;
}

/* Constants: 0 a str, 1 a tuple of one str, 2 a code object with one free variable. */
static Own constants_make(void)
{
    CodeObj *inner = object_make(TYPE_code, sizeof *inner, 0);
    inner->nfreevars = 1;
    Own names = tuple_make(1, str_make(), NULL, NULL);
    return tuple_make(3, str_make(), names, &inner->head.head);
}

static void count_kinds(CodeObj *code, const char *kinds)
{
    for (; *kinds != '\0'; kinds++) {
        code->nlocalsplus++;
        code->nlocals += (*kinds & LOCAL_KIND_LOCAL) != 0;
        code->ncellvars += (*kinds & LOCAL_KIND_CELL) != 0;
        code->nfreevars += (*kinds & LOCAL_KIND_FREE) != 0;
    }
}

static CodeObj *program_make(const Program *program)
{
    CodeObj *code = object_make(TYPE_code, sizeof *code + 256 * sizeof(CodeUnit), 0);
    const char *kinds = program->kinds != NULL ? program->kinds : "";
    Buf table = BUF_INIT;
    ptrdiff_t count = 0;
    for (int i = 0; program->instrs[i].op != END; i++) {
        code->units[count].op = (uint8_t)program->instrs[i].op;
        code->units[count].arg = (uint8_t)program->instrs[i].arg;
        count += 1 + opcode_table[program->instrs[i].op].caches;
    }
    if (program->handler.end > 0) exception_add(&table, &program->handler);
    code->head.length = count;
    code->consts = constants_make();
    code->names = tuple_make(1, str_make(), NULL, NULL);
    code->localspluskinds = bytes_make(kinds, strlen(kinds));
    code->exception_table = bytes_make(table.bytes, table.length);
    code->stacksize = program->stacksize > 0 ? program->stacksize : 10;
    code->flags = program->flags;
    count_kinds(code, kinds);
    buf_fini(&table);
    return code;
}

#define OP(name, arg) {OP_##name, arg}
#define RETURN OP(LOAD_CONST, 0), OP(RETURN_VALUE, 0)
#define STOP {END, 0}

static const Program programs[] = {
    {.instrs = {OP(RESUME, 0), RETURN, STOP}},
    {.instrs = {OP(PUSH_NULL, 0), OP(LOAD_NAME, 0), OP(LOAD_NAME, 0), OP(KW_NAMES, 1),
                OP(PRECALL, 1), OP(CALL, 1), OP(RETURN_VALUE, 0), STOP}},
    {.instrs = {OP(LOAD_NAME, 0), OP(POP_JUMP_FORWARD_IF_FALSE, 2), RETURN, RETURN, STOP}},
    {.instrs = {OP(COPY_FREE_VARS, 1), OP(MAKE_CELL, 0), OP(LOAD_DEREF, 1), OP(STORE_DEREF, 0),
                OP(LOAD_CLOSURE, 0), OP(BUILD_TUPLE, 1), OP(LOAD_CONST, 2), OP(MAKE_FUNCTION, 8),
                OP(RETURN_VALUE, 0), STOP}, .kinds = "\x60\x80"},
    {.instrs = {OP(RETURN_GENERATOR, 0), OP(POP_TOP, 0), OP(RESUME, 0), RETURN, STOP},
     .flags = CODE_GENERATOR},
    {.instrs = {OP(LOAD_NAME, 0), OP(POP_TOP, 0), RETURN, OP(PUSH_EXC_INFO, 0), OP(POP_TOP, 0),
                OP(POP_EXCEPT, 0), RETURN, STOP}, .handler = {0, 2, 4, 0, false}},
    {.instrs = {OP(BUILD_LIST, 0), OP(LOAD_CONST, 0), OP(LIST_APPEND, 1), OP(RETURN_VALUE, 0), STOP}},

    {.refusal = "is empty",
     .instrs = {STOP}},
    {.refusal = "is no instruction",
     .instrs = {{3, 0}, RETURN, STOP}},
    {.refusal = "is no instruction",
     .instrs = {OP(CACHE, 0), RETURN, STOP}},
    {.refusal = "is no instruction",
     .instrs = {RETURN, OP(EXTENDED_ARG, 1), STOP}},
    {.refusal = "too many prefixes",
     .instrs = {OP(EXTENDED_ARG, 0), OP(EXTENDED_ARG, 0), OP(EXTENDED_ARG, 0),
                OP(EXTENDED_ARG, 0), RETURN, STOP}},
    {.refusal = "leaves the code",
     .instrs = {OP(LOAD_CONST, 0), STOP}},
    {.refusal = "out of range",
     .instrs = {OP(LOAD_CONST, 3), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "out of range",
     .instrs = {OP(LOAD_GLOBAL, 2), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "out of range",
     .instrs = {OP(LOAD_FAST, 0), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "out of range",
     .instrs = {OP(MAKE_CELL, 0), OP(LOAD_FAST, 0), OP(RETURN_VALUE, 0), STOP},
     .kinds = "\x40"},
    {.refusal = "out of range",
     .instrs = {OP(LOAD_CONST, 0), OP(COPY, 0), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "more than is on the stack",
     .instrs = {OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "more than is on the stack",
     .instrs = {OP(LOAD_CONST, 0), OP(COPY, 2), RETURN, STOP}},
    {.refusal = "exceeds the stack",
     .instrs = {OP(LOAD_CONST, 0), RETURN, STOP}, .stacksize = 1},
    {.refusal = "exceeds the stack",
     .instrs = {OP(EXTENDED_ARG, 255), OP(EXTENDED_ARG, 255), OP(EXTENDED_ARG, 255),
                OP(BUILD_MAP, 255), RETURN, STOP}},
    {.refusal = "leaves values behind",
     .instrs = {OP(LOAD_CONST, 0), RETURN, STOP}},
    {.refusal = "different stack depths",
     .instrs = {OP(LOAD_NAME, 0), OP(POP_JUMP_FORWARD_IF_FALSE, 1),
                OP(LOAD_CONST, 0), RETURN, STOP}},
    {.refusal = "where no instruction begins",
     .instrs = {OP(LOAD_NAME, 0), OP(POP_JUMP_FORWARD_IF_FALSE, 1),
                OP(LOAD_GLOBAL, 0), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "where no instruction begins",
     .instrs = {OP(JUMP_FORWARD, 1), OP(EXTENDED_ARG, 0), RETURN, STOP}},
    {.refusal = "where no instruction begins",
     .instrs = {OP(JUMP_FORWARD, 100), RETURN, STOP}},
    {.refusal = "where no instruction begins",
     .instrs = {OP(MAKE_CELL, 0), OP(JUMP_BACKWARD, 2), STOP},
     .kinds = "\x40"},
    {.refusal = "half a call",
     .instrs = {OP(PUSH_NULL, 0), OP(LOAD_CONST, 0), OP(PRECALL, 0), OP(CALL, 1),
                OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "arguments that are not there",
     .instrs = {OP(PUSH_NULL, 0), OP(LOAD_CONST, 0), OP(KW_NAMES, 1),
                OP(PRECALL, 0), OP(CALL, 0), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "find a NULL",
     .instrs = {OP(PUSH_NULL, 0), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "find a NULL",
     .instrs = {OP(LOAD_CONST, 0), OP(PUSH_NULL, 0), OP(PRECALL, 0), OP(CALL, 0),
                OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "another kind",
     .instrs = {OP(LOAD_CONST, 0), OP(LOAD_CONST, 0), OP(LIST_APPEND, 1),
                OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "another kind",
     .instrs = {OP(LOAD_CONST, 0), OP(POP_EXCEPT, 0), RETURN, STOP}},
    {.refusal = "another kind",
     .instrs = {OP(LOAD_CONST, 0), OP(RERAISE, 0), STOP}},
    {.refusal = "another kind",
     .instrs = {OP(LOAD_CONST, 0), OP(MAKE_FUNCTION, 0), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "without its cells",
     .instrs = {OP(LOAD_CONST, 2), OP(MAKE_FUNCTION, 0), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "as many keys",
     .instrs = {OP(LOAD_CONST, 0), OP(LOAD_CONST, 0), OP(LOAD_CONST, 1),
                OP(BUILD_CONST_KEY_MAP, 2), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "generators only",
     .instrs = {OP(LOAD_CONST, 0), OP(YIELD_VALUE, 0), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "make its generator",
     .instrs = {OP(RESUME, 0), RETURN, STOP}, .flags = CODE_GENERATOR},
    {.refusal = "at the beginning",
     .instrs = {OP(RETURN_GENERATOR, 0), OP(RETURN_VALUE, 0), STOP}},
    {.refusal = "make its cells",
     .instrs = {OP(LOAD_DEREF, 0), OP(RETURN_VALUE, 0), STOP}, .kinds = "\x40"},
    {.refusal = "copy its free",
     .instrs = {OP(LOAD_DEREF, 0), OP(RETURN_VALUE, 0), STOP}, .kinds = "\x80"},
    {.refusal = "out of order",
     .instrs = {RETURN, STOP}, .kinds = "\x80\x20"},
    {.refusal = "out of order",
     .instrs = {RETURN, STOP}, .kinds = "\x01"},
    {.refusal = "table out of order",
     .instrs = {OP(NOP, 0), RETURN, OP(POP_TOP, 0), RETURN, STOP},
     .handler = {0, 9, 3, 0, false}},
    {.refusal = "handler where no",
     .instrs = {OP(LOAD_GLOBAL, 0), OP(RETURN_VALUE, 0), OP(POP_TOP, 0), RETURN, STOP},
     .handler = {1, 2, 7, 0, false}},
    {.refusal = "what its handler keeps",
     .instrs = {OP(LOAD_CONST, 0), OP(GET_ITER, 0), OP(RETURN_VALUE, 0),
                OP(POP_TOP, 0), OP(RETURN_VALUE, 0), STOP},
     .handler = {1, 2, 3, 1, false}},
};

START_TEST(program_is_judged)
{
    const Program *program = &programs[_i];
    arena = arena_new();
    CodeObj *code = program_make(program);
    DepthFault fault = {0, ""};
    bool is_sound = code_is_sound(code, &fault);
    if (program->refusal == NULL) {
        ck_assert_msg(is_sound, "program %d: offset %d %s", _i, 2 * fault.unit, fault.what);
    } else {
        ck_assert_msg(!is_sound, "program %d should be refused: %s", _i, program->refusal);
        ck_assert_msg(strstr(fault.what, program->refusal) != NULL,
                      "program %d is refused because it \"%s\", not \"%s\"", _i, fault.what,
                      program->refusal);
    }
    arena_free(arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("verifier");
    tcase_add_loop_test(tests, program_is_judged, 0, (int)ARRAY_LENGTH(programs));
    return suite_run_one("verifier", tests);
}
