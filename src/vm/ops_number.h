/* Opcodes for operators, comparisons and items. */
#ifndef VIV_VM_OPS_NUMBER_H
#define VIV_VM_OPS_NUMBER_H

#include "code/opcode.h"
#include "objects/abstract.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "vm/inline_cache.h"
#include "vm/regs.h"

HANDLER(UNARY_POSITIVE)
{
    frame_sync(r);
    return finish_unary(rt, r, number_positive(rt, peek(r, 1)));
}

HANDLER(UNARY_NEGATIVE)
{
    frame_sync(r);
    return finish_unary(rt, r, number_negative(rt, peek(r, 1)));
}

HANDLER(UNARY_INVERT)
{
    frame_sync(r);
    return finish_unary(rt, r, number_invert(rt, peek(r, 1)));
}

HANDLER(UNARY_NOT)
{
    frame_sync(r);
    int truth = object_is_true(rt, peek(r, 1));
    return finish_unary(rt, r, truth < 0 ? NULL : bool_new(rt, !truth));
}

static ALWAYS_INLINE bool both_small_ints(const Rt *rt, Ref left, Ref right)
{
    const Type *type = RT_TYPE(rt, int);
    return left->type == type && right->type == type && int_is_small(left) && int_is_small(right);
}

/* Operators that are C's own where a >= 0 and b > 0. */
static ALWAYS_INLINE Own natural_binary(Rt *rt, unsigned op, int64_t a, int64_t b)
{
    switch (op) {
    case BINARY_FLOOR_DIVIDE:
    case BINARY_INPLACE_FIRST + BINARY_FLOOR_DIVIDE: return int_new(rt, a / b);
    case BINARY_REMAINDER:
    case BINARY_INPLACE_FIRST + BINARY_REMAINDER: return int_new(rt, a % b);
    case BINARY_AND: return int_new(rt, a & b);
    case BINARY_OR: return int_new(rt, a | b);
    case BINARY_XOR: return int_new(rt, a ^ b);
    default: return NULL;
    }
}

/* The commonest operators on small ints, in place; NULL: somebody else must do it. */
static ALWAYS_INLINE Own small_int_binary(Rt *rt, unsigned op, Ref left, Ref right)
{
    int64_t a = int_small_value(left), b = int_small_value(right);
    switch (op) {
    case BINARY_ADD:
    case BINARY_INPLACE_FIRST + BINARY_ADD: return int_new(rt, a + b);
    case BINARY_SUBTRACT:
    case BINARY_INPLACE_FIRST + BINARY_SUBTRACT: return int_new(rt, a - b);
    case BINARY_MULTIPLY:
    case BINARY_INPLACE_FIRST + BINARY_MULTIPLY: return int_new(rt, a * b);
    case BINARY_TRUE_DIVIDE: return b == 0 ? NULL : float_new(rt, (double)a / (double)b);
    default: return a >= 0 && b > 0 ? natural_binary(rt, op, a, b) : NULL;
    }
}

static ALWAYS_INLINE bool both_floats(const Rt *rt, Ref left, Ref right)
{
    const Type *type = RT_TYPE(rt, float);
    return left->type == type && right->type == type;
}

/* *value = a float, or a small int, which a double holds exactly. */
static ALWAYS_INLINE bool double_of(const Rt *rt, Ref obj, double *value)
{
    if (obj->type == RT_TYPE(rt, float)) *value = AS_FLOAT(obj)->value;
    else if (obj->type == RT_TYPE(rt, int) && int_is_small(obj)) *value = int_small_value(obj);
    else return false;
    return true;
}

/* The same on two doubles; NULL: somebody else must do it. */
static ALWAYS_INLINE Own float_binary_exact(Rt *rt, unsigned op, double a, double b)
{
    switch (op) {
    case BINARY_ADD:
    case BINARY_INPLACE_FIRST + BINARY_ADD: return float_new(rt, a + b);
    case BINARY_SUBTRACT:
    case BINARY_INPLACE_FIRST + BINARY_SUBTRACT: return float_new(rt, a - b);
    case BINARY_MULTIPLY:
    case BINARY_INPLACE_FIRST + BINARY_MULTIPLY: return float_new(rt, a * b);
    case BINARY_TRUE_DIVIDE:
    case BINARY_INPLACE_FIRST + BINARY_TRUE_DIVIDE: return b == 0 ? NULL : float_new(rt, a / b);
    default: return NULL;
    }
}

/* The same on floats, or one and a small int; NULL: somebody else must do it. */
static ALWAYS_INLINE Own float_binary(Rt *rt, unsigned op, Ref left, Ref right)
{
    double a, b;
    if (!double_of(rt, left, &a) || !double_of(rt, right, &b)) return NULL;
    return float_binary_exact(rt, op, a, b);
}

/* Ends an instruction whose two operands are exact floats. */
static ALWAYS_INLINE OpResult finish_floats(Rt *rt, Regs *r, Own result)
{
    Own right = pop(r), left = pop(r);
    push(r, result);
    frame_sync(r);
    float_release(rt, left);
    float_release(rt, right);
    return THEN_NEXT;
}

/* `text += more` of a long string that only a local variable and the stack hold, and which the
   next instruction stores there again: grows in place, so that a loop of them is not quadratic.
   Short ones are copied: it is as fast, and students see the new object. */
enum { TEXT_IS_LONG = 512 };
static ALWAYS_INLINE int text_grow(Rt *rt, Regs *r, unsigned op)
{
    Own *left = r->sp - 2;
    if (op % BINARY_INPLACE_FIRST != BINARY_ADD || (*left)->refcount != 2) return 0;
    if (str_length(*left) < TEXT_IS_LONG || r->next[1].op != OP_STORE_FAST) return 0;
    Own *local = &r->frame->localsplus[r->next[1].arg];
    return *local == *left ? str_append_held_twice(rt, left, local, peek(r, 1)) : 0;
}

HANDLER(BINARY_OP)
{
    Ref left = peek(r, 2), right = peek(r, 1);
    frame_sync(r);
    Own result = NULL;
    if (both_small_ints(rt, left, right)) {
        result = small_int_binary(rt, arg, left, right);
    } else if (both_floats(rt, left, right)) {
        result = float_binary_exact(rt, arg, AS_FLOAT(left)->value, AS_FLOAT(right)->value);
        if (LIKELY(result != NULL)) {
            skip_caches(r, 1);
            return finish_floats(rt, r, result);
        }
    } else if (left->type == RT_TYPE(rt, float) || right->type == RT_TYPE(rt, float)) {
        result = float_binary(rt, arg, left, right);
    } else if (left->type == RT_TYPE(rt, str)) {
        int grown = text_grow(rt, r, arg);
        if (grown > 0) {
            pop_release(rt, r);
            skip_caches(r, 1);
            return THEN_NEXT;
        }
    }
    if (result == NULL) {
        if (UNLIKELY(rt_is_pending(rt))) return THEN_RAISE;
        result = number_binary(rt, (BinaryOp)arg, left, right);
    }
    skip_caches(r, 1);
    return finish_binary(rt, r, result);
}

static ALWAYS_INLINE bool order_holds(int64_t a, int64_t b, unsigned op)
{
    switch (op) {
    case COMPARE_LT: return a < b;
    case COMPARE_LE: return a <= b;
    case COMPARE_EQ: return a == b;
    case COMPARE_NE: return a != b;
    case COMPARE_GT: return a > b;
    default: return a >= b;
    }
}

/* The same of floats: with a NaN, only != holds. */
static ALWAYS_INLINE bool float_order_holds(double a, double b, unsigned op)
{
    switch (op) {
    case COMPARE_LT: return a < b;
    case COMPARE_LE: return a <= b;
    case COMPARE_EQ: return a == b;
    case COMPARE_NE: return a != b;
    case COMPARE_GT: return a > b;
    default: return a >= b;
    }
}

HANDLER(COMPARE_OP)
{
    Ref left = peek(r, 2), right = peek(r, 1);
    frame_sync(r);
    Own result;
    if (both_small_ints(rt, left, right))
        result = bool_new(rt, order_holds(int_small_value(left), int_small_value(right), arg));
    else if (both_floats(rt, left, right)) {
        skip_caches(r, 2);
        return finish_floats(rt, r, bool_new(rt, float_order_holds(AS_FLOAT(left)->value, AS_FLOAT(right)->value, arg)));
    } else result = object_compare(rt, left, right, (CompareOp)arg);
    skip_caches(r, 2);
    return finish_binary(rt, r, result);
}

HANDLER(IS_OP)
{
    return finish_binary(rt, r, bool_new(rt, (peek(r, 2) == peek(r, 1)) != (arg != 0)));
}

HANDLER(CONTAINS_OP)
{
    frame_sync(r);
    int found = object_contains(rt, peek(r, 1), peek(r, 2));
    return finish_binary(rt, r, found < 0 ? NULL : bool_new(rt, found != (int)arg));
}

/* Is KEY an index, not negative, within LENGTH items? */
static ALWAYS_INLINE bool is_index_of(const Rt *rt, Ref key, ptrdiff_t length)
{
    return key->type == RT_TYPE(rt, int) && int_is_small(key) && (size_t)int_small_value(key) < (size_t)length;
}

HANDLER(BINARY_SUBSCR)
{
    Ref container = peek(r, 2), key = peek(r, 1);
    frame_sync(r);
    Own result;
    if (container->type == RT_TYPE(rt, list) && is_index_of(rt, key, list_length(container)))
        result = new_ref(list_peek(container, int_small_value(key)));
    else if (container->type == RT_TYPE(rt, tuple) && is_index_of(rt, key, tuple_length(container)))
        result = new_ref(tuple_peek(container, int_small_value(key)));
    else result = object_item_get(rt, container, key);
    skip_caches(r, 4);
    return finish_binary(rt, r, result);
}

HANDLER(STORE_SUBSCR)
{
    Own key = peek(r, 1), container = peek(r, 2), value = peek(r, 3);
    frame_sync(r);
    int status = 0;
    if (container->type == RT_TYPE(rt, list) && !rt_hears(rt, HEAR_WRITES) && is_index_of(rt, key, list_length(container)))
        release_replace(rt, &AS_LIST(container)->items[int_small_value(key)], new_ref(value));
    else status = object_item_set(rt, container, key, value);
    r->sp -= 3;
    frame_sync(r);
    release_all(rt, value, container, key);
    skip_caches(r, 1);
    return finish_status(status);
}

HANDLER(DELETE_SUBSCR)
{
    Own key = peek(r, 1), container = peek(r, 2);
    frame_sync(r);
    int status = object_item_delete(rt, container, key);
    r->sp -= 2;
    frame_sync(r);
    release_all(rt, container, key);
    return finish_status(status);
}

HANDLER(LOAD_ATTR)
{
    Ref owner = peek(r, 1);
    AttrCache *cache = caches_of(r);
    Own value = new_ref_or_null(cached_attr(rt, owner, cache));
    skip_caches(r, 4);
    if (UNLIKELY(value == NULL)) {
        frame_sync(r);
        cache_learn_load(rt, owner, name_at(r, arg), cache);
        value = object_attr_get(rt, owner, name_at(r, arg));
    }
    return finish_unary(rt, r, value);
}

/* STORE_ATTR where the cache knows the place, and nobody wants to hear of it. */
static ALWAYS_INLINE bool attr_store_cached(Rt *rt, Regs *r, Own owner, Own value, const AttrCache *cache)
{
    if (cache->kind == CACHED_NOTHING || rt_hears(rt, HEAR_WRITES)) return false;
    Own *place = cached_place(owner, cache, CACHED_STORE_ATTR_INSTANCE_VALUE, CACHED_STORE_ATTR_SLOT);
    if (place == NULL) return false;
    Own old = *place;
    if (old == NULL && cache->kind == CACHED_STORE_ATTR_INSTANCE_VALUE) {
        DictValues *values = *managed_values(owner);
        values->order[values->used++] = (uint8_t)cache->place;
    }
    *place = value;
    r->sp -= 2;
    skip_caches(r, 4);
    frame_sync(r);
    release_all(rt, old, owner);
    return true;
}

HANDLER(STORE_ATTR)
{
    Own owner = peek(r, 1), value = peek(r, 2);
    AttrCache *cache = caches_of(r);
    if (LIKELY(attr_store_cached(rt, r, owner, value, cache))) return THEN_NEXT;
    frame_sync(r);
    int status = object_attr_set(rt, owner, name_at(r, arg), value);
    if (LIKELY(status == 0)) cache_learn_store(rt, owner, name_at(r, arg), cache);
    r->sp -= 2;
    frame_sync(r);
    release_all(rt, value, owner);
    skip_caches(r, 4);
    return finish_status(status);
}

HANDLER(DELETE_ATTR)
{
    frame_sync(r);
    int status = object_attr_set(rt, peek(r, 1), name_at(r, arg), NULL);
    pop_release(rt, r);
    return finish_status(status);
}

#endif
