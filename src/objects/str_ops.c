/* Joining, searching and repeating strings. */
#include <string.h>

#include "memory/heap.h"
#include "objects/buffer.h"
#include "objects/error.h"
#include "objects/str_impl.h"

Own str_concat(Rt *rt, Ref left, Ref right)
{
    ptrdiff_t a = str_length(left), b = str_length(right);
    if (b == 0 && is_exact(left, TYPE_str)) return new_ref(left);
    if (a == 0 && is_exact(right, TYPE_str)) return new_ref(right);
    if (a > PTRDIFF_MAX - b) return error_raise(rt, TYPE_OverflowError, "strings are too large to concat");
    uint32_t max_char = str_max_char(left, 0, a) | str_max_char(right, 0, b);
    Own str = str_alloc(rt, a + b, max_char);
    if (str == NULL || a + b == 0) return str;
    str_copy_points(str, 0, left, 0, a);
    str_copy_points(str, a, right, 0, b);
    return str;
}

/* May LEFT, whose only holders are HOLDERS variables of the caller, be changed in place? */
static bool is_ours(Ref left, Ref right, uint32_t holders)
{
    const StrObj *a = AS_STR(left), *b = AS_STR(right);
    return left->refcount == holders && a->hash == -1 && a->interned == 0 && is_exact(left, TYPE_str) &&
           is_exact(right, TYPE_str) && a->length > 0 && b->length > 0 && b->kind <= a->kind &&
           !(a->ascii && !b->ascii);
}

/* *left += right; -1: *left is as it was. */
static int grow_in_place(Rt *rt, Own *left, Ref right)
{
    StrObj *self = AS_STR(*left);
    ptrdiff_t a = self->length, b = str_length(right);
    size_t header = str_header_size(self);
    if (b > PTRDIFF_MAX / 8 - a)
        return error_raise_int(rt, TYPE_OverflowError, "strings are too large to concat");
    if (!self->ascii && ((WideStrObj *)self)->utf8 != NULL) {
        heap_free(rt, ((WideStrObj *)self)->utf8);
        ((WideStrObj *)self)->utf8 = NULL;
    }
    size_t size = (header + ((size_t)(a + b) + 1) * self->kind + 7) & ~(size_t)7;
    StrObj *grown = heap_realloc(rt, self, size);
    if (grown == NULL) return -1;
    grown->data = (char *)grown + header;
    grown->length = a + b;
    *left = &grown->head;
    str_copy_points(*left, a, right, 0, b);
    str_put(*left, a + b, 0);
    return 0;
}

void str_append(Rt *rt, Own *left, Ref right)
{
    if (!is_ours(*left, right, 1)) release_replace(rt, left, str_concat(rt, *left, right));
    else if (grow_in_place(rt, left, right) < 0) release_clear(rt, left);
}

int str_append_held_twice(Rt *rt, Own *left, Own *same, Ref right)
{
    if (!is_ours(*left, right, 2)) return 0;
    if (grow_in_place(rt, left, right) < 0) return -1;
    *same = *left;
    return 1;
}

static int join_item(Rt *rt, Ref item, ptrdiff_t index)
{
    if (is_str(item)) return 0;
    return error_raise_int(rt, TYPE_TypeError, "sequence item %zd: expected str instance, %.80T found", index, item);
}

Own str_join(Rt *rt, Ref separator, const Ref *items, ptrdiff_t count)
{
    if (count == 0) return new_ref(rt->empty_str);
    if (count == 1 && is_exact(items[0], TYPE_str)) return new_ref(items[0]);
    ptrdiff_t gap = str_length(separator), total = 0;
    uint32_t max_char = count > 1 ? str_max_char(separator, 0, gap) : 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (join_item(rt, items[i], i) < 0 || error_poll(rt) < 0) return NULL;
        ptrdiff_t length = str_length(items[i]) + (i > 0 ? gap : 0);
        if (total > PTRDIFF_MAX - length) return error_raise(rt, TYPE_OverflowError, "join() result is too long for a Python string");
        total += length;
        max_char |= str_max_char(items[i], 0, str_length(items[i]));
    }
    Own str = str_alloc(rt, total, max_char);
    if (str == NULL || total == 0) return str;
    ptrdiff_t at = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (i > 0) {
            str_copy_points(str, at, separator, 0, gap);
            at += gap;
        }
        str_copy_points(str, at, items[i], 0, str_length(items[i]));
        at += str_length(items[i]);
    }
    return str;
}

bool str_has_at(Ref str, ptrdiff_t at, Ref part)
{
    const StrObj *a = AS_STR(str), *b = AS_STR(part);
    if (at < 0 || at > a->length - b->length || b->kind > a->kind) return false;
    if (a->kind == b->kind) {
        return memcmp((const char *)a->data + at * a->kind, b->data, (size_t)(b->length * b->kind)) == 0;
    }
    for (ptrdiff_t i = 0; i < b->length; i++) {
        if (str_at(str, at + i) != str_at(part, i)) return false;
    }
    return true;
}

ptrdiff_t str_find(Ref str, Ref part, ptrdiff_t start, ptrdiff_t end)
{
    const StrObj *a = AS_STR(str), *b = AS_STR(part);
    if (b->length == 0) return start <= end ? start : -1;
    if (b->kind > a->kind) return -1;
    if (a->kind == 1) {
        if (end - start < b->length) return -1;
        const char *data = a->data;
        const char *found = memmem(data + start, (size_t)(end - start), b->data, (size_t)b->length);
        return found == NULL ? -1 : found - data;
    }
    uint32_t first = str_at(part, 0);
    for (ptrdiff_t i = start; i <= end - b->length; i++) {
        if (str_at(str, i) == first && str_has_at(str, i, part)) return i;
    }
    return -1;
}

ptrdiff_t str_find_last(Ref str, Ref part, ptrdiff_t start, ptrdiff_t end)
{
    for (ptrdiff_t i = end - str_length(part); i >= start; i--) {
        if (str_has_at(str, i, part)) return i;
    }
    return -1;
}

ptrdiff_t str_count_parts(Ref str, Ref part, ptrdiff_t start, ptrdiff_t end, ptrdiff_t limit)
{
    if (start > end || limit <= 0) return 0;
    if (str_length(part) == 0) return end - start + 1 < limit ? end - start + 1 : limit;
    ptrdiff_t count = 0;
    for (ptrdiff_t at = start; count < limit && (at = str_find(str, part, at, end)) >= 0; at += str_length(part)) count++;
    return count;
}

Own str_sq_repeat(Rt *rt, Ref self, ptrdiff_t times)
{
    ptrdiff_t length = str_length(self);
    if (times <= 0 || length == 0) return new_ref(rt->empty_str);
    if (times == 1 && is_exact(self, TYPE_str)) return new_ref(self);
    if (length > PTRDIFF_MAX / times) return error_raise(rt, TYPE_OverflowError, "repeated string is too long");
    Own str = str_alloc(rt, length * times, str_max_char(self, 0, length));
    if (str == NULL) return NULL;
    str_copy_points(str, 0, self, 0, length);
    size_t unit = (size_t)AS_STR(str)->kind;
    if (buffer_repeat(rt, AS_STR(str)->data, (size_t)length * unit, (size_t)(length * times) * unit) < 0) release_clear(rt, &str);
    return str;
}
