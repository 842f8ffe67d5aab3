/* The str type: slots and constructor. */
#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/error.h"
#include "objects/iterobj.h"
#include "objects/str_codec.h"
#include "objects/str_impl.h"

bool str_is_identifier(Ref str)
{
    ptrdiff_t length = str_length(str);
    if (length == 0 || !point_starts_name(str_at(str, 0))) return false;
    for (ptrdiff_t i = 1; i < length; i++) {
        if (!point_continues_name(str_at(str, i))) return false;
    }
    return true;
}

static void str_dealloc(Rt *rt, Obj *self)
{
    StrObj *str = AS_STR(self);
    if (str->interned == 1) str_intern_forget(rt, self);
    if (!str->ascii) heap_free(rt, ((WideStrObj *)str)->utf8);
    if (is_exact(self, TYPE_str)) {
        object_free_plain(rt, self);
        return;
    }
    heap_free(rt, str->data);
    object_free(rt, self);
}

static Own str_repr(Rt *rt, Ref self)
{
    Buf buf = BUF_INIT;
    str_repr_to_buf(self, &buf, 0);
    return str_take_buf(rt, &buf);
}

static Own str_str(Rt *rt, Ref self)
{
    return is_exact(self, TYPE_str) ? new_ref(self) : str_copy(rt, self);
}

Own str_copy(Rt *rt, Ref self)
{
    ptrdiff_t length = str_length(self);
    if (length == 1) return str_from_char(rt, str_at(self, 0));
    Own copy = str_alloc(rt, length, str_max_char(self, 0, length));
    if (copy != NULL && length > 0) str_copy_points(copy, 0, self, 0, length);
    return copy;
}

static Own str_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_str(left) || !is_str(right)) return not_implemented_new(rt);
    if (op == COMPARE_EQ || op == COMPARE_NE) return bool_new(rt, str_equal(left, right) == (op == COMPARE_EQ));
    int order = left == right ? 0 : str_compare_order(left, right);
    return order_answer(rt, order, op);
}

static ptrdiff_t str_sq_length(Rt *rt, Ref self)
{
    return str_length(self);
}

static Own str_sq_concat(Rt *rt, Ref left, Ref right)
{
    if (!is_str(right)) {
        return error_raise(rt, TYPE_TypeError, "can only concatenate str (not \"%.200T\") to str", right);
    }
    return str_concat(rt, left, right);
}

static Own str_item(Rt *rt, Ref self, ptrdiff_t index)
{
    if (index < 0 || index >= str_length(self)) {
        return error_raise(rt, TYPE_IndexError, "string index out of range");
    }
    return str_from_char(rt, str_at(self, index));
}

static int str_contains(Rt *rt, Ref self, Ref part)
{
    if (!is_str(part)) {
        return error_raise_int(rt, TYPE_TypeError, "'in <string>' requires string as left operand, not %.100T", part);
    }
    return str_find(self, part, 0, str_length(self)) >= 0;
}

static Own str_stepped(Rt *rt, Ref self, Ref slice)
{
    ptrdiff_t start, stop, step, count = slice_resolve(rt, slice, str_length(self), &start, &stop, &step);
    if (count < 0) return NULL;
    if (count == 0) return new_ref(rt->empty_str);
    if (step == 1) return str_slice(rt, self, start, start + count);
    uint32_t max_char = 0;
    for (ptrdiff_t i = 0; i < count; i++) max_char |= str_at(self, start + i * step);
    if (count == 1) return str_from_char(rt, max_char);
    Own str = str_alloc(rt, count, max_char);
    for (ptrdiff_t i = 0; str != NULL && i < count; i++) str_put(str, i, str_at(self, start + i * step));
    return str;
}

static Own str_subscript(Rt *rt, Ref self, Ref key)
{
    if (is_exact(key, TYPE_slice)) return str_stepped(rt, self, key);
    if (!number_has_index(key)) {
        return error_raise(rt, TYPE_TypeError, "string indices must be integers, not '%.200T'", key);
    }
    ptrdiff_t index = number_as_size(rt, key, TYPE_IndexError);
    if (index == -1 && rt_is_pending(rt)) return NULL;
    return str_item(rt, self, index < 0 ? index + str_length(self) : index);
}

static Own str_iter(Rt *rt, Ref self)
{
    return index_iterator_new(rt, AS_STR(self)->ascii ? TYPE_str_ascii_iterator : TYPE_str_iterator, self, 0);
}

static Own str_remainder(Rt *rt, Ref left, Ref right)
{
    return is_str(left) ? str_percent(rt, left, right) : not_implemented_new(rt);
}

/* An instance of a subclass keeps its code points in a block of its own. */
static Own as_subclass(Rt *rt, Type *type, Own str)
{
    if (str == NULL || type->id == TYPE_str) return str;
    const StrObj *from = AS_STR(str);
    size_t size = ((size_t)from->length + 1) * from->kind;
    void *data = heap_alloc(rt, size);
    Own self = data == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) {
        heap_free(rt, data);
    } else {
        memcpy(data, from->data, size);
        StrObj *to = AS_STR(self);
        to->length = from->length;
        to->hash = from->hash;
        to->kind = from->kind;
        to->ascii = from->ascii;
        to->data = data;
    }
    release(rt, str);
    return self;
}

/* str(object), or str(bytes, encoding, errors). */
static Own make_exact(Rt *rt, Ref object, Ref encoding, Ref errors)
{
    if (object == NULL) return new_ref(rt->empty_str);
    if (encoding == NULL && errors == NULL) return object_str(rt, object);
    if ((encoding != NULL && !is_str(encoding)) || (errors != NULL && !is_str(errors))) {
        Ref wrong = encoding != NULL && !is_str(encoding) ? encoding : errors;
        return error_raise(rt, TYPE_TypeError, "str() argument '%s' must be str, not %.50K", wrong == encoding ? "encoding" : "errors", wrong);
    }
    if (is_str(object)) return error_raise(rt, TYPE_TypeError, "decoding str is not supported");
    Buffer view;
    if (!buffer_try(rt, object, &view)) {
        return error_raise(rt, TYPE_TypeError, "decoding to str: need a bytes-like object, %.80T found", object);
    }
    const char *encoding_text = encoding == NULL ? NULL : str_utf8(rt, encoding, NULL);
    const char *errors_text = errors == NULL ? NULL : str_utf8(rt, errors, NULL);
    Own result = rt_is_pending(rt) ? NULL : str_decode(rt, view.bytes, (size_t)view.length, encoding_text, errors_text);
    buffer_release(rt, &view);
    return result;
}

static Own str_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"object", "encoding", "errors", NULL};
    static const ArgSpec spec = {"str", names, 0, 3, 0};
    Ref parts[3];
    if (args_bind_tuple(rt, &spec, args, kwargs, parts) < 0) return NULL;
    return as_subclass(rt, type, make_exact(rt, parts[0], parts[1], parts[2]));
}

const TypeSpec str_type_spec = {
    .name = "str",
    .id = TYPE_str,
    .basicsize = sizeof(WideStrObj) + sizeof(void *),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_STR_SUBCLASS | TYPE_FLAG_MATCH_SELF,
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nThe object as text; or bytes decoded.",
    .slots = {
        .tp_dealloc = str_dealloc,
        .tp_new = str_type_new,
        .tp_repr = str_repr,
        .tp_str = str_str,
        .tp_hash = str_hash,
        .tp_richcompare = str_richcompare,
        .tp_iter = str_iter,
        .nb_remainder = str_remainder,
        .sq_length = str_sq_length,
        .sq_concat = str_sq_concat,
        .sq_repeat = str_sq_repeat,
        .sq_item = str_item,
        .sq_contains = str_contains,
        .mp_length = str_sq_length,
        .mp_subscript = str_subscript,
    },
    .methods = str_methods,
};
