/* str methods that cut and join: split, partition, strip, splitlines, join. */
#include "objects/str_methods.h"

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/str_impl.h"
#include "objects/tupleobj.h"

static int add_piece(Rt *rt, Ref list, Ref self, ptrdiff_t start, ptrdiff_t end)
{
    Own piece = str_slice(rt, self, start, end);
    return piece == NULL ? -1 : list_append_take(rt, list, piece);
}

/* At runs of spaces, none at the ends; the last piece keeps those behind it when LIMIT was reached. */
static int split_spaces(Rt *rt, Ref self, ptrdiff_t limit, Ref list)
{
    ptrdiff_t length = str_length(self), at = 0;
    for (;;) {
        while (at < length && point_is_space(str_at(self, at))) at++;
        if (at == length) return 0;
        ptrdiff_t start = at;
        if (limit-- <= 0) return add_piece(rt, list, self, start, length);
        while (at < length && !point_is_space(str_at(self, at))) at++;
        if (add_piece(rt, list, self, start, at) < 0 || error_poll(rt) < 0) return -1;
    }
}

static int split_spaces_back(Rt *rt, Ref self, ptrdiff_t limit, Ref list)
{
    ptrdiff_t at = str_length(self);
    for (;;) {
        while (at > 0 && point_is_space(str_at(self, at - 1))) at--;
        if (at == 0) return 0;
        ptrdiff_t end = at;
        if (limit-- <= 0) return add_piece(rt, list, self, 0, end);
        while (at > 0 && !point_is_space(str_at(self, at - 1))) at--;
        if (add_piece(rt, list, self, at, end) < 0 || error_poll(rt) < 0) return -1;
    }
}

static int split_at(Rt *rt, Ref self, Ref separator, ptrdiff_t limit, Ref list)
{
    ptrdiff_t length = str_length(self), start = 0, at;
    while (limit-- > 0 && (at = str_find(self, separator, start, length)) >= 0) {
        if (add_piece(rt, list, self, start, at) < 0 || error_poll(rt) < 0) return -1;
        start = at + str_length(separator);
    }
    return add_piece(rt, list, self, start, length);
}

static int split_at_back(Rt *rt, Ref self, Ref separator, ptrdiff_t limit, Ref list)
{
    ptrdiff_t end = str_length(self), at;
    while (limit-- > 0 && (at = str_find_last(self, separator, 0, end)) >= 0) {
        if (add_piece(rt, list, self, at + str_length(separator), end) < 0 || error_poll(rt) < 0) return -1;
        end = at;
    }
    return add_piece(rt, list, self, 0, end);
}

Own str_method_split(Rt *rt, Ref self, Ref *parts, const MethodDef *def)
{
    bool from_end = def->fn.which == AT_END;
    ptrdiff_t limit = parts[1] == NULL ? -1 : number_as_size(rt, parts[1], TYPE_OverflowError);
    if (limit == -1 && rt_is_pending(rt)) return NULL;
    if (limit < 0) limit = PTRDIFF_MAX;
    bool spaces = parts[0] == NULL || parts[0] == rt->none;
    if (!spaces && !is_str(parts[0])) return error_raise(rt, TYPE_TypeError, "must be str or None, not %.100T", parts[0]);
    if (!spaces && str_length(parts[0]) == 0) return error_raise(rt, TYPE_ValueError, "empty separator");
    Own list = list_new(rt, 0);
    if (list == NULL) return NULL;
    int status;
    if (spaces) status = from_end ? split_spaces_back(rt, self, limit, list) : split_spaces(rt, self, limit, list);
    else status = from_end ? split_at_back(rt, self, parts[0], limit, list) : split_at(rt, self, parts[0], limit, list);
    if (status == 0 && from_end) status = list_reverse(rt, list);
    if (status < 0) release_clear(rt, &list);
    return list;
}

Own str_method_splitlines(Rt *rt, Ref self, Ref *given)
{
    int keep = args_truth(rt, given[0]);
    Own list = keep < 0 ? NULL : list_new(rt, 0);
    ptrdiff_t length = str_length(self);
    for (ptrdiff_t at = 0; list != NULL && at < length;) {
        ptrdiff_t start = at;
        while (at < length && !point_is_line_break(str_at(self, at))) at++;
        ptrdiff_t end = at;
        if (at < length) {
            bool pair = str_at(self, at) == '\r' && at + 1 < length && str_at(self, at + 1) == '\n';
            at += pair ? 2 : 1;
            if (keep) end = at;
        }
        if (add_piece(rt, list, self, start, end) < 0) release_clear(rt, &list);
    }
    return list;
}

Own str_method_partition(Rt *rt, Ref self, Ref separator, const MethodDef *def)
{
    bool from_end = def->fn.which == AT_END;
    if (!is_str(separator)) return error_raise(rt, TYPE_TypeError, "must be str, not %.100T", separator);
    ptrdiff_t length = str_length(self), gap = str_length(separator);
    if (gap == 0) return error_raise(rt, TYPE_ValueError, "empty separator");
    ptrdiff_t at = from_end ? str_find_last(self, separator, 0, length) : str_find(self, separator, 0, length);
    if (at >= 0) return tuple_build(rt, "NON", str_slice(rt, self, 0, at), separator, str_slice(rt, self, at + gap, length));
    Own whole = object_str(rt, self);
    Ref empty = rt->empty_str;
    return from_end ? tuple_build(rt, "OON", empty, empty, whole) : tuple_build(rt, "NOO", whole, empty, empty);
}

static bool is_stripped(Ref chars, uint32_t c)
{
    if (chars == NULL) return point_is_space(c);
    for (ptrdiff_t i = 0; i < str_length(chars); i++) {
        if (str_at(chars, i) == c) return true;
    }
    return false;
}

Own str_method_strip(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    bool left = def->fn.which != SIDE_RIGHT, right = def->fn.which != SIDE_LEFT;
    Ref chars = nargs == 0 || args[0] == rt->none ? NULL : args[0];
    if (chars != NULL && !is_str(chars)) return error_raise(rt, TYPE_TypeError, "%s arg must be None or str", def->name);
    ptrdiff_t start = 0, end = str_length(self);
    while (left && start < end && is_stripped(chars, str_at(self, start))) start++;
    while (right && end > start && is_stripped(chars, str_at(self, end - 1))) end--;
    return str_slice(rt, self, start, end);
}

Own str_method_join(Rt *rt, Ref self, Ref iterable)
{
    Own items = sequence_fast(rt, iterable, "can only join an iterable");
    if (items == NULL) return NULL;
    bool from_list = is_list(items);
    const Ref *array = as_refs(from_list ? AS_LIST(items)->items : AS_TUPLE(items)->items);
    Own result = str_join(rt, self, array, from_list ? list_length(items) : tuple_length(items));
    release(rt, items);
    return result;
}
