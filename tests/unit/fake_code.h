/* The two code objects of the fake run, as CPython 3.11 compiles the source below. */
#ifndef VIV_UNIT_FAKE_CODE_H
#define VIV_UNIT_FAKE_CODE_H

#include "code/opcode.h"
#include "events/view.h"

static const char *const fake_lines[] = {
    "def fib(n):",
    "    if n < 2:",
    "        return n",
    "    return fib(n-1) + fib(n-2)",
    "print(fib(3))",
};

static const ViewInstr fake_module[] = {
    {0, 2, OP_RESUME, 0, -1, false, "RESUME", "", {0, 0, 1, 0}, 0},
    {2, 4, OP_LOAD_CONST, 0, -1, false, "LOAD_CONST", "<code object fib>", {1, 0, 4, 30}, 0},
    {4, 6, OP_MAKE_FUNCTION, 0, -1, false, "MAKE_FUNCTION", "", {1, 0, 4, 30}, 0},
    {6, 8, OP_STORE_NAME, 0, -1, false, "STORE_NAME", "fib", {1, 0, 4, 30}, 0},
    {8, 10, OP_PUSH_NULL, -1, -1, false, "PUSH_NULL", "", {5, 0, 5, 5}, 0},
    {10, 12, OP_LOAD_NAME, 1, -1, false, "LOAD_NAME", "print", {5, 0, 5, 5}, 0},
    {12, 14, OP_PUSH_NULL, -1, -1, false, "PUSH_NULL", "", {5, 6, 5, 9}, 0},
    {14, 16, OP_LOAD_NAME, 0, -1, false, "LOAD_NAME", "fib", {5, 6, 5, 9}, 0},
    {16, 18, OP_LOAD_CONST, 1, -1, false, "LOAD_CONST", "3", {5, 10, 5, 11}, 0},
    {18, 22, OP_PRECALL, 1, -1, false, "PRECALL", "", {5, 6, 5, 12}, 0},
    {22, 32, OP_CALL, 1, -1, false, "CALL", "", {5, 6, 5, 12}, 0},
    {32, 36, OP_PRECALL, 1, -1, false, "PRECALL", "", {5, 0, 5, 13}, 0},
    {36, 46, OP_CALL, 1, -1, false, "CALL", "", {5, 0, 5, 13}, 0},
    {46, 48, OP_POP_TOP, -1, -1, false, "POP_TOP", "", {5, 0, 5, 13}, 0},
    {48, 50, OP_LOAD_CONST, 2, -1, false, "LOAD_CONST", "None", {5, 0, 5, 13}, 0},
    {50, 52, OP_RETURN_VALUE, -1, -1, false, "RETURN_VALUE", "", {5, 0, 5, 13}, 0},
};

static const ViewInstr fake_fib[] = {
    {0, 2, OP_RESUME, 0, -1, false, "RESUME", "", {1, 0, 1, 0}, 0},
    {2, 4, OP_LOAD_FAST, 0, -1, false, "LOAD_FAST", "n", {2, 7, 2, 8}, 0},
    {4, 6, OP_LOAD_CONST, 1, -1, false, "LOAD_CONST", "2", {2, 11, 2, 12}, 0},
    {6, 12, OP_COMPARE_OP, 0, -1, false, "COMPARE_OP", "<", {2, 7, 2, 12}, 0},
    {12, 14, OP_POP_JUMP_FORWARD_IF_FALSE, 2, 18, false, "POP_JUMP_FORWARD_IF_FALSE", "to 18", {2, 7, 2, 12}, 0},
    {14, 16, OP_LOAD_FAST, 0, -1, false, "LOAD_FAST", "n", {3, 15, 3, 16}, 0},
    {16, 18, OP_RETURN_VALUE, -1, -1, false, "RETURN_VALUE", "", {3, 8, 3, 16}, 0},
    {18, 30, OP_LOAD_GLOBAL, 1, -1, true, "LOAD_GLOBAL", "NULL + fib", {4, 11, 4, 14}, 0},
    {30, 32, OP_LOAD_FAST, 0, -1, false, "LOAD_FAST", "n", {4, 15, 4, 16}, 0},
    {32, 34, OP_LOAD_CONST, 2, -1, false, "LOAD_CONST", "1", {4, 17, 4, 18}, 0},
    {34, 38, OP_BINARY_OP, 10, -1, false, "BINARY_OP", "-", {4, 15, 4, 18}, 0},
    {38, 42, OP_PRECALL, 1, -1, false, "PRECALL", "", {4, 11, 4, 19}, 0},
    {42, 52, OP_CALL, 1, -1, false, "CALL", "", {4, 11, 4, 19}, 0},
    {52, 64, OP_LOAD_GLOBAL, 1, -1, false, "LOAD_GLOBAL", "NULL + fib", {4, 22, 4, 25}, 0},
    {64, 66, OP_LOAD_FAST, 0, -1, false, "LOAD_FAST", "n", {4, 26, 4, 27}, 0},
    {66, 68, OP_LOAD_CONST, 1, -1, false, "LOAD_CONST", "2", {4, 28, 4, 29}, 0},
    {68, 72, OP_BINARY_OP, 10, -1, false, "BINARY_OP", "-", {4, 26, 4, 29}, 0},
    {72, 76, OP_PRECALL, 1, -1, false, "PRECALL", "", {4, 22, 4, 30}, 0},
    {76, 86, OP_CALL, 1, -1, false, "CALL", "", {4, 22, 4, 30}, 0},
    {86, 90, OP_BINARY_OP, 0, -1, false, "BINARY_OP", "+", {4, 11, 4, 30}, 0},
    {90, 92, OP_RETURN_VALUE, -1, -1, false, "RETURN_VALUE", "", {4, 4, 4, 30}, 0},
};

enum { FAKE_MODULE = 1, FAKE_FIB = 2 };

static inline const ViewInstr *fake_code(uint32_t code, size_t *length)
{
    *length = code == FAKE_MODULE ? ARRAY_LENGTH(fake_module) : ARRAY_LENGTH(fake_fib);
    return code == FAKE_MODULE ? fake_module : fake_fib;
}

#endif
