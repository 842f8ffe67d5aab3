/* The identity of constants.  Invariant: constant_equal implies equal constant_hash, and both
   look at exact types only, so they run no Python code. */
#include "compile/constants.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "objects/bytesobj.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "code/code.h"
#include "compile/compiler.h"

static uint32_t mix(uint32_t hash, uint64_t value)
{
    uint64_t mixed = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(mixed ^ (mixed >> 32));
}

static uint32_t double_hash(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return mix(0, bits);
}

/* Code and tables are long: eight bytes at a time. */
static uint32_t bytes_constant_hash(const void *bytes, size_t size)
{
    const char *at = bytes;
    uint64_t hash = size;
    for (; size > sizeof hash; size -= sizeof hash, at += sizeof hash) {
        uint64_t eight;
        memcpy(&eight, at, sizeof eight);
        hash = (hash ^ eight) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    uint64_t rest = 0;
    memcpy(&rest, at, size);
    hash = (hash ^ rest) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(hash ^ hash >> 32);
}

static uint32_t code_hash(Rt *rt, const CodeObj *code)
{
    uint32_t hash = constant_hash(rt, code->name);
    hash = mix(hash, constant_hash(rt, code->linetable));
    return mix(hash, (uint64_t)code->firstlineno);
}

uint32_t constant_hash(Rt *rt, Ref constant)
{
    uint32_t hash = (uint32_t)constant->type->id;
    switch (constant->type->id) {
    case TYPE_int: {
        size_t digits = (size_t)llabs(AS_INT(constant)->head.length);
        return mix(hash, bytes_constant_hash(AS_INT(constant)->digits, digits * sizeof(uint32_t)));
    }
    case TYPE_str: return mix(hash, (uint64_t)str_hash(rt, constant));
    case TYPE_bytes:
        return mix(hash, bytes_constant_hash(AS_BYTES(constant)->bytes, (size_t)bytes_length(constant)));
    case TYPE_float: return mix(hash, double_hash(AS_FLOAT(constant)->value));
    case TYPE_complex:
        return mix(double_hash(AS_COMPLEX(constant)->real), double_hash(AS_COMPLEX(constant)->imag));
    case TYPE_tuple:
        for (ptrdiff_t i = 0; i < tuple_length(constant); i++) {
            hash = mix(hash, constant_hash(rt, tuple_peek(constant, i)));
        }
        return hash;
    case TYPE_frozenset: {
        ptrdiff_t position = 0;
        Ref item;
        while (set_next(constant, &position, &item)) hash += constant_hash(rt, item);
        return hash;
    }
    case TYPE_code: return mix(hash, code_hash(rt, AS_CODE(constant)));
    default: return mix(hash, (uint64_t)(uintptr_t)constant);
    }
}

/* Not-a-number equals nothing, as in Python; the zeros are told apart by their sign. */
static bool double_equal(double left, double right)
{
    return left == right && signbit(left) == signbit(right);
}

static bool tuple_equal(Rt *rt, Ref left, Ref right)
{
    if (tuple_length(left) != tuple_length(right)) return false;
    for (ptrdiff_t i = 0; i < tuple_length(left); i++) {
        if (!constant_equal(rt, tuple_peek(left, i), tuple_peek(right, i))) return false;
    }
    return true;
}

static bool frozenset_has(Rt *rt, Ref set, Ref wanted)
{
    ptrdiff_t position = 0;
    Ref item;
    while (set_next(set, &position, &item)) {
        if (constant_equal(rt, item, wanted)) return true;
    }
    return false;
}

static bool frozenset_equal(Rt *rt, Ref left, Ref right)
{
    if (set_length(left) != set_length(right)) return false;
    ptrdiff_t position = 0;
    Ref item;
    while (set_next(left, &position, &item)) {
        if (!frozenset_has(rt, right, item)) return false;
    }
    return true;
}

/* The qualified name does not count: a function that is compiled twice, because a `finally`
   block is, becomes one constant. */
static bool code_equal(Rt *rt, const CodeObj *left, const CodeObj *right)
{
    return left->argcount == right->argcount && left->posonlyargcount == right->posonlyargcount &&
           left->kwonlyargcount == right->kwonlyargcount && left->flags == right->flags &&
           left->firstlineno == right->firstlineno && left->head.length == right->head.length &&
           str_equal(left->name, right->name) &&
           memcmp(left->units, right->units, (size_t)left->head.length * sizeof(CodeUnit)) == 0 &&
           tuple_equal(rt, left->consts, right->consts) && tuple_equal(rt, left->names, right->names) &&
           tuple_equal(rt, left->localsplusnames, right->localsplusnames) &&
           constant_equal(rt, left->linetable, right->linetable) &&
           constant_equal(rt, left->exception_table, right->exception_table);
}

bool constant_equal(Rt *rt, Ref left, Ref right)
{
    if (left == right) return true;
    if (left->type != right->type) return false;
    switch (left->type->id) {
    case TYPE_int: {
        ptrdiff_t length = AS_INT(left)->head.length;
        return length == AS_INT(right)->head.length &&
               memcmp(AS_INT(left)->digits, AS_INT(right)->digits,
                      (size_t)llabs(length) * sizeof(uint32_t)) == 0;
    }
    case TYPE_str: return str_equal(left, right);
    case TYPE_bytes:
        return bytes_length(left) == bytes_length(right) &&
               memcmp(AS_BYTES(left)->bytes, AS_BYTES(right)->bytes, (size_t)bytes_length(left)) == 0;
    case TYPE_float: return double_equal(AS_FLOAT(left)->value, AS_FLOAT(right)->value);
    case TYPE_complex:
        return double_equal(AS_COMPLEX(left)->real, AS_COMPLEX(right)->real) &&
               double_equal(AS_COMPLEX(left)->imag, AS_COMPLEX(right)->imag);
    case TYPE_tuple: return tuple_equal(rt, left, right);
    case TYPE_frozenset: return frozenset_equal(rt, left, right);
    case TYPE_code: return code_equal(rt, AS_CODE(left), AS_CODE(right));
    default: return false;
    }
}

static bool const_table_grow(Compiler *c, ConstTable *table)
{
    uint32_t capacity = table->capacity == 0 ? 16 : table->capacity * 2;
    Ref *items = COMPILER_ARRAY(c, Ref, capacity);
    uint32_t *hashes = COMPILER_ARRAY(c, uint32_t, capacity);
    uint32_t *slots = COMPILER_ARRAY(c, uint32_t, capacity * 2);
    if (items == NULL || hashes == NULL || slots == NULL) return false;
    uint32_t mask = capacity * 2 - 1;
    for (uint32_t i = 0; i < table->count; i++) {
        items[i] = table->items[i];
        hashes[i] = table->hashes[i];
        uint32_t slot = hashes[i] & mask;
        while (slots[slot] != 0) slot = (slot + 1) & mask;
        slots[slot] = i + 1;
    }
    table->items = items;
    table->hashes = hashes;
    table->slots = slots;
    table->slot_count = capacity * 2;
    table->capacity = capacity;
    return true;
}

int const_table_index(Compiler *c, ConstTable *table, Ref constant)
{
    if (c->failed) return 0;
    if (table->count == table->capacity && !const_table_grow(c, table)) return 0;
    uint32_t hash = constant_hash(c->rt, constant), mask = table->slot_count - 1;
    uint32_t slot = hash & mask;
    for (; table->slots[slot] != 0; slot = (slot + 1) & mask) {
        uint32_t index = table->slots[slot] - 1;
        if (table->hashes[index] == hash && constant_equal(c->rt, table->items[index], constant)) {
            return (int)index;
        }
    }
    table->items[table->count] = constant;
    table->hashes[table->count] = hash;
    table->slots[slot] = ++table->count;
    return (int)table->count - 1;
}

Ref constant_share_shallow(Compiler *c, Ref constant)
{
    if (c->failed || constant == NULL) return NULL;
    int index = const_table_index(c, &c->cache, constant); /* may move the items */
    return c->failed ? NULL : c->cache.items[index];
}

static void tuple_share_items(Compiler *c, Ref tuple)
{
    for (ptrdiff_t i = 0; i < tuple_length(tuple); i++) {
        Ref shared = constant_share(c, tuple_peek(tuple, i));
        if (shared == NULL) return;
        if (shared != tuple_peek(tuple, i)) {
            release_replace(c->rt, &AS_TUPLE(tuple)->items[i], new_ref(shared));
        }
    }
}

static Ref frozenset_share_items(Compiler *c, Ref set)
{
    Own items = tuple_new(c->rt, set_length(set));
    if (compiler_keep(c, items) == NULL) return NULL;
    ptrdiff_t position = 0;
    Ref item;
    for (ptrdiff_t i = 0; set_next(set, &position, &item); i++) {
        Ref shared = constant_share(c, item);
        if (shared == NULL) shared = c->rt->none;
        tuple_take(items, i, new_ref(shared));
    }
    return c->failed ? NULL : compiler_keep(c, frozenset_new(c->rt, items));
}

Ref constant_share(Compiler *c, Ref constant)
{
    if (c->failed || constant == NULL) return NULL;
    uint32_t before = c->cache.count;
    uint32_t index = (uint32_t)const_table_index(c, &c->cache, constant);
    if (c->failed) return NULL;
    if (index < before) return c->cache.items[index];
    if (is_exact(constant, TYPE_tuple)) tuple_share_items(c, constant);
    if (is_exact(constant, TYPE_frozenset)) {
        Ref rebuilt = frozenset_share_items(c, constant);
        if (rebuilt != NULL) c->cache.items[index] = rebuilt;
    }
    return c->failed ? NULL : c->cache.items[index];
}
