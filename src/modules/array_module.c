/* The module array: the type array.array, a row of C's numbers or of code points. */
#include <string.h>

#include "memory/heap.h"
#include "modules/array_parts.h"
#include "modules/import.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

bool array_is(Rt *rt, Ref obj)
{
    return type_is_subtype(obj->type, RT_TYPE(rt, array));
}

static void array_dealloc(Rt *rt, Obj *self)
{
    heap_free(rt, AS_ARRAY(self)->items);
    self->type->slots.tp_free(rt, self);
}

/* --- making one */

/* Does the initializer go with the format?  Text goes only into 'u', which takes no other arrays. */
static int check_initial(Rt *rt, const ItemFormat *format, Ref initial)
{
    if (format->letter == 'u') return 0;
    const char *what = is_str(initial) ? "str" : array_is(rt, initial) && AS_ARRAY(initial)->format->letter == 'u' ? "unicode array" : NULL;
    if (what == NULL) return 0;
    return error_raise_int(rt, TYPE_TypeError, "cannot use a %s to initialize an array with typecode '%c'", what, format->letter);
}

static int fill(Rt *rt, Ref self, Ref initial)
{
    const ItemFormat *format = AS_ARRAY(self)->format;
    if (is_str(initial)) return array_add_text(rt, self, initial);
    if (is_bytes(initial) || type_is_subtype(initial->type, RT_TYPE(rt, bytearray))) return array_add_bytes(rt, self, initial);
    if (array_is(rt, initial) && AS_ARRAY(initial)->format == format) return array_extend(rt, self, initial);
    if (!is_list(initial) && !is_tuple(initial) && !array_is(rt, initial)) return array_extend(rt, self, initial);
    ptrdiff_t count = object_length(rt, initial);
    for (ptrdiff_t i = 0; i < count; i++) {
        Own item = sequence_item_get(rt, initial, i);
        int status = item == NULL || array_length(self) <= i ? -1 : array_store(rt, format, array_place(self, i), item);
        release(rt, item);
        if (status < 0) return -1;
    }
    return count < 0 ? -1 : 0;
}

static Own array_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (args_no_keywords_new(rt, "array.array", type, kwargs) < 0) return NULL;
    if (args_count_parsed(rt, "array", tuple_length(args), 1, 2) < 0) return NULL;
    Ref letter = tuple_peek(args, 0), initial = tuple_length(args) > 1 ? tuple_peek(args, 1) : NULL;
    if (!is_str(letter) || str_length(letter) != 1) return error_raise(rt, TYPE_TypeError, "array() argument 1 must be a unicode character, not %.50K", letter);
    const ItemFormat *format = array_format(str_at(letter, 0));
    if (format == NULL && (initial == NULL || !is_str(initial))) return error_raise(rt, TYPE_ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    if (format == NULL) return error_raise(rt, TYPE_TypeError, "cannot use a str to initialize an array with typecode '%c'", (int)str_at(letter, 0));
    if (initial != NULL && check_initial(rt, format, initial) < 0) return NULL;
    ptrdiff_t room = 0;
    if (initial != NULL && (is_list(initial) || is_tuple(initial))) room = ((const VarObj *)initial)->length;
    else if (initial != NULL && array_is(rt, initial) && AS_ARRAY(initial)->format != format) room = array_length(initial);
    Own self = array_new(rt, type, format, room);
    if (self != NULL && room > 0) memset(array_place(self, 0), 0, (size_t)room * format->native_size);
    if (self != NULL && initial != NULL && fill(rt, self, initial) < 0) release_clear(rt, &self);
    return self;
}

/* --- as a sequence */

static Own array_repr(Rt *rt, Ref self)
{
    char letter = AS_ARRAY(self)->format->letter;
    const char *name = type_short_name(self->type);
    if (array_length(self) == 0) return str_format(rt, "%s('%c')", name, letter);
    Own items = letter == 'u' ? array_to_text(rt, self) : array_to_list(rt, self);
    Own text = items == NULL ? NULL : str_format(rt, "%s('%c', %R)", name, letter, items);
    release(rt, items);
    return text;
}

/* 1, 0, -1: whether the first unequal items, or the lengths, are in the relation OP. */
static Own array_compare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!array_is(rt, left) || !array_is(rt, right)) return not_implemented_new(rt);
    bool lengths_differ = array_length(left) != array_length(right);
    if (lengths_differ && (op == COMPARE_EQ || op == COMPARE_NE)) return bool_new(rt, op == COMPARE_NE);
    for (ptrdiff_t i = 0; i < array_length(left) && i < array_length(right); i++) {
        Own a = array_get(rt, left, i), b = a == NULL ? NULL : array_get(rt, right, i), result = NULL;
        int equal = b == NULL || error_poll(rt) < 0 ? -1 : object_compare_bool(rt, a, b, COMPARE_EQ);
        bool decided = equal == 0;
        if (decided) result = op == COMPARE_EQ || op == COMPARE_NE ? bool_new(rt, op == COMPARE_NE) : object_compare(rt, a, b, op);
        release_all(rt, a, b);
        if (decided || equal < 0) return result;
    }
    return order_answer(rt, array_length(left) - array_length(right), op);
}

static ptrdiff_t array_tp_length(Rt *rt, Ref self)
{
    return array_length(self);
}

static Own array_item(Rt *rt, Ref self, ptrdiff_t index)
{
    if (index < 0 || index >= array_length(self)) return error_raise(rt, TYPE_IndexError, "array index out of range");
    return array_get(rt, self, index);
}

/* COUNT items of SELF as a new array. */
static Own array_part(Rt *rt, Ref self, ptrdiff_t start, ptrdiff_t step, ptrdiff_t count)
{
    size_t size = (size_t)array_item_size(self);
    Own part = array_new(rt, RT_TYPE(rt, array), AS_ARRAY(self)->format, count);
    for (ptrdiff_t i = 0; part != NULL && i < count; i++) memcpy(array_place(part, i), array_place(self, start + i * step), size);
    return part;
}

static Own array_concat(Rt *rt, Ref left, Ref right)
{
    if (!array_is(rt, right)) return error_raise(rt, TYPE_TypeError, "can only append array (not \"%.200T\") to array", right);
    if (AS_ARRAY(left)->format != AS_ARRAY(right)->format) return error_raise(rt, TYPE_TypeError, "bad argument type for built-in operation");
    Own sum = array_new(rt, RT_TYPE(rt, array), AS_ARRAY(left)->format, array_length(left) + array_length(right));
    size_t size = (size_t)array_item_size(left);
    if (sum != NULL && array_length(left) > 0) memcpy(array_place(sum, 0), array_place(left, 0), size * (size_t)array_length(left));
    if (sum != NULL && array_length(right) > 0) memcpy(array_place(sum, array_length(left)), array_place(right, 0), size * (size_t)array_length(right));
    return sum;
}

static Own array_inplace_concat(Rt *rt, Ref self, Ref other)
{
    if (!array_is(rt, other)) return error_raise(rt, TYPE_TypeError, "can only extend array with array (not \"%.200T\")", other);
    return array_extend(rt, self, other) < 0 ? NULL : new_ref(self);
}

static Own array_repeat(Rt *rt, Ref self, ptrdiff_t times)
{
    ptrdiff_t length = array_length(self);
    if (times < 0) times = 0;
    if (times > 0 && length > PTRDIFF_MAX / times) return error_no_memory(rt);
    Own result = array_new(rt, RT_TYPE(rt, array), AS_ARRAY(self)->format, length * times);
    size_t size = (size_t)(length * array_item_size(self));
    if (result == NULL || size == 0 || times == 0) return result;
    memcpy(array_place(result, 0), array_place(self, 0), size);
    if (buffer_repeat(rt, array_place(result, 0), size, size * (size_t)times) < 0) release_clear(rt, &result);
    return result;
}

static Own array_inplace_repeat(Rt *rt, Ref self, ptrdiff_t times)
{
    if (array_length(self) == 0 || times == 1) return new_ref(self);
    Own result = array_repeat(rt, self, times);
    if (result == NULL) return NULL;
    int status = array_splice(rt, self, 0, array_length(self), AS_ARRAY(result)->items, array_length(result));
    release(rt, result);
    return status < 0 ? NULL : new_ref(self);
}

static int array_contains(Rt *rt, Ref self, Ref value)
{
    int found = 0;
    for (ptrdiff_t i = 0; found == 0 && i < array_length(self); i++) {
        Own item = array_get(rt, self, i);
        found = item == NULL || error_poll(rt) < 0 ? -1 : object_compare_bool(rt, item, value, COMPARE_EQ);
        release(rt, item);
    }
    return found;
}

/* An index object's index in SELF, or -1 + exception with MESSAGE when there is no such item. */
static ptrdiff_t index_of(Rt *rt, Ref self, Ref key, const char *message)
{
    ptrdiff_t index = number_as_size(rt, key, TYPE_IndexError);
    if (index == -1 && rt_is_pending(rt)) return -1;
    if (index < 0) index += array_length(self);
    return index >= 0 && index < array_length(self) ? index : error_raise_int(rt, TYPE_IndexError, "%s", message);
}

static Own array_subscript(Rt *rt, Ref self, Ref key)
{
    if (number_has_index(key)) {
        ptrdiff_t index = index_of(rt, self, key, "array index out of range");
        return index < 0 ? NULL : array_get(rt, self, index);
    }
    if (!is_exact(key, TYPE_slice)) return error_raise(rt, TYPE_TypeError, "array indices must be integers");
    ptrdiff_t start, stop, step, count = slice_resolve(rt, key, array_length(self), &start, &stop, &step);
    return count < 0 ? NULL : array_part(rt, self, start, step, count);
}

/* self[KEY] = the items of OTHER, an array of the same format, or NULL: none. */
static int assign_slice(Rt *rt, Ref self, Ref key, Ref other)
{
    ptrdiff_t start, stop, step, count = slice_resolve(rt, key, array_length(self), &start, &stop, &step);
    if (count < 0) return -1;
    ptrdiff_t given = other == NULL ? 0 : array_length(other);
    const char *items = other == NULL ? NULL : AS_ARRAY(other)->items;
    if ((given == 0 || given != count) && AS_ARRAY(self)->exports > 0) {
        return error_raise_int(rt, TYPE_BufferError, "cannot resize an array that is exporting buffers");
    }
    if (step == 1) return array_splice(rt, self, start, start + count, items, given);
    if (given == 0) {
        for (ptrdiff_t i = count; i-- > 0;) {
            ptrdiff_t at = step > 0 ? start + i * step : start + (count - 1 - i) * step;
            if (array_splice(rt, self, at, at + 1, NULL, 0) < 0) return -1;
        }
        return 0;
    }
    if (given != count) return error_raise_int(rt, TYPE_ValueError, "attempt to assign array of size %zd to extended slice of size %zd", given, count);
    for (ptrdiff_t i = 0; i < count; i++) memcpy(array_place(self, start + i * step), array_place(other, i), (size_t)array_item_size(self));
    return 0;
}

static int array_assign(Rt *rt, Ref self, Ref key, Ref value)
{
    if (number_has_index(key)) {
        ptrdiff_t index = index_of(rt, self, key, "array assignment index out of range");
        if (index < 0) return -1;
        if (value == NULL) return array_splice(rt, self, index, index + 1, NULL, 0);
        char item[8];
        if (array_store(rt, AS_ARRAY(self)->format, item, value) < 0) return -1;
        if (index >= array_length(self)) return error_raise_int(rt, TYPE_IndexError, "array assignment index out of range");
        return array_splice(rt, self, index, index + 1, item, 1);
    }
    if (!is_exact(key, TYPE_slice)) return error_raise_int(rt, TYPE_TypeError, "array indices must be integers");
    if (value != NULL && !array_is(rt, value)) return error_raise_int(rt, TYPE_TypeError, "can only assign array (not \"%.200T\") to array slice", value);
    if (value != NULL && AS_ARRAY(value)->format != AS_ARRAY(self)->format) return error_raise_int(rt, TYPE_TypeError, "bad argument type for built-in operation");
    if (value != self) return assign_slice(rt, self, key, value);
    Own copy = array_part(rt, self, 0, 1, array_length(self));
    int status = copy == NULL ? -1 : assign_slice(rt, self, key, copy);
    release(rt, copy);
    return status;
}

/* --- the bytes */

static int array_getbuffer(Rt *rt, Ref self, Buffer *view, int flags)
{
    const ItemFormat *format = AS_ARRAY(self)->format;
    static const char texts[] = "b\0B\0h\0H\0i\0I\0l\0L\0q\0Q\0f\0d\0w";
    char *bytes = AS_ARRAY(self)->items == NULL ? (char *)(uintptr_t)"" : AS_ARRAY(self)->items;
    if (buffer_fill(rt, view, self, bytes, array_length(self) * format->native_size, false, flags) < 0) return -1;
    view->item_size = format->native_size;
    if ((flags & BUFFER_ND) != 0) view->shape = &((VarObj *)(uintptr_t)self)->length;
    if ((flags & BUFFER_FORMAT) != 0) view->format = memchr(texts, format->letter == 'u' ? 'w' : format->letter, sizeof texts);
    AS_ARRAY(self)->exports++;
    return 0;
}

static void array_releasebuffer(Rt *rt, Ref self, Buffer *view)
{
    AS_ARRAY(self)->exports--;
}

/* --- iterating */

static Own array_iter(Rt *rt, Ref self)
{
    return index_iterator_new(rt, TYPE_arrayiterator, self, 0);
}

static int iterator_next(Rt *rt, Ref self, Own *item)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return 0;
    if (walk->index >= array_length(walk->sequence)) {
        release_clear(rt, &walk->sequence);
        return 0;
    }
    *item = array_get(rt, walk->sequence, walk->index++);
    return *item == NULL ? -1 : 1;
}

static const TypeSpec arrayiterator_type_spec = {
    .name = "array.arrayiterator",
    .id = TYPE_arrayiterator,
    .basicsize = sizeof(IndexIteratorObj) + sizeof(void *), /* CPython's also holds the function that gets items */
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {.tp_dealloc = index_iterator_dealloc, .tp_traverse = index_iterator_traverse, .tp_iter = object_itself, .tp_iternext = iterator_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = index_iterator_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = index_iterator_set_state}, "Set state information for unpickling.", 0}),
};

/* --- the type and the module */

static Own get_typecode(Rt *rt, Ref self)
{
    return str_from_char(rt, (unsigned char)AS_ARRAY(self)->format->letter);
}

static Own get_itemsize(Rt *rt, Ref self)
{
    return int_new(rt, array_item_size(self));
}

static const TypeSpec array_type_spec = {
    .name = "array.array",
    .id = TYPE_array,
    .basicsize = sizeof(ArrayObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE | TYPE_FLAG_SEQUENCE,
    .weaklist_offset = offsetof(ArrayObj, weakrefs),
    .doc = "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and\ninitialized from the optional initializer value, which must be a list,\nstring or iterable over elements of the appropriate type.",
    .slots = {
        .tp_dealloc = array_dealloc,
        .tp_traverse = owned_traverse,
        .tp_new = array_tp_new,
        .tp_repr = array_repr,
        .tp_richcompare = array_compare,
        .tp_iter = array_iter,
        .sq_length = array_tp_length,
        .sq_concat = array_concat,
        .sq_repeat = array_repeat,
        .sq_item = array_item,
        .sq_contains = array_contains,
        .sq_inplace_concat = array_inplace_concat,
        .sq_inplace_repeat = array_inplace_repeat,
        .mp_length = array_tp_length,
        .mp_subscript = array_subscript,
        .mp_ass_subscript = array_assign,
        .bf_getbuffer = array_getbuffer,
        .bf_releasebuffer = array_releasebuffer,
    },
    .methods = array_methods,
    .getset = GETSETS(
        {"typecode", get_typecode, NULL, "the typecode character used to create the array"},
        {"itemsize", get_itemsize, NULL, "the size, in bytes, of one array item"}),
};

/* Makes arrays instances of collections.abc.MutableSequence, when there is a library that has it. */
static int register_sequence(Rt *rt)
{
    Own abc = import_text(rt, "collections.abc"), sequence = NULL, register_method = NULL, result = NULL;
    if (abc == NULL) return error_clear_if(rt, TYPE_ImportError) ? 0 : -1;
    sequence = object_attr_get_text(rt, abc, "MutableSequence");
    if (sequence != NULL) register_method = object_attr_get_text(rt, sequence, "register");
    if (register_method != NULL) result = call_one(rt, register_method, (Ref)RT_TYPE(rt, array));
    release_all(rt, abc, sequence, register_method, result);
    return result == NULL ? -1 : 0;
}

static int array_exec(Rt *rt, Ref module)
{
    if (module_add(rt, module, "ArrayType", new_ref((Ref)RT_TYPE(rt, array))) < 0) return -1;
    if (module_add(rt, module, "typecodes", str_new(rt, "bBuhHiIlLqQfd")) < 0) return -1;
    return register_sequence(rt);
}

const ModuleSpec array_module_spec = {
    .name = "array",
    .doc = "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating point\nnumbers.",
    .methods = METHODS(
        {"_array_reconstructor", METHOD_FASTCALL, {.fast = array_reconstruct}, "_array_reconstructor($module, arraytype, typecode, mformat_code, items, /)\n--\n\nInternal. Used for pickling support.", 0}),
    .hidden = TYPES(&arrayiterator_type_spec),
    .types = TYPES(&array_type_spec),
    .exec = array_exec,
};
