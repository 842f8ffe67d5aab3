/* str methods that look for parts: find, index, count, startswith, replace … */
#include "objects/str_methods.h"

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/str_impl.h"
#include "objects/tupleobj.h"

typedef struct SearchRange {
    Ref part;
    ptrdiff_t start, end;
} SearchRange;

/* part[, start[, end]] of METHOD. */
static int read_range(Rt *rt, const char *method, Ref self, const Ref *args, ptrdiff_t nargs, SearchRange *out)
{
    if (args_count_parsed(rt, method, nargs, 1, 3) < 0) return -1;
    if (!is_str(args[0])) return error_raise_int(rt, TYPE_TypeError, "must be str, not %.100T", args[0]);
    ptrdiff_t length = str_length(self);
    *out = (SearchRange){args[0], 0, length};
    if (slice_bounds(rt, args + 1, nargs - 1, length, &out->start, &out->end) < 0) return -1;
    if (out->end > length) out->end = length;
    return 0;
}

static ptrdiff_t find_in(Ref self, const SearchRange *range, bool last)
{
    if (range->start > range->end) return -1;
    return last ? str_find_last(self, range->part, range->start, range->end) : str_find(self, range->part, range->start, range->end);
}

Own str_method_search(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    SearchRange range;
    ptrdiff_t found;
    if (read_range(rt, def->name, self, args, nargs, &range) < 0) return NULL;
    if (def->fn.which == SEARCH_COUNT) found = str_count_parts(self, range.part, range.start, range.end, PTRDIFF_MAX);
    else found = find_in(self, &range, def->fn.which & SEARCH_LAST);
    if (found < 0 && def->fn.which & SEARCH_MUST) return error_raise(rt, TYPE_ValueError, "substring not found");
    return int_new(rt, found);
}

static bool matches_at(Ref self, Ref part, const SearchRange *range, bool at_end)
{
    ptrdiff_t length = str_length(part);
    if (range->end - range->start < length) return false;
    if (length == 0) return true;
    return str_has_at(self, at_end ? range->end - length : range->start, part);
}

/* startswith and endswith take one str or a tuple of them. */
Own str_method_starts_or_ends(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    bool at_end = def->fn.which == AT_END;
    if (args_count_parsed(rt, def->name, nargs, 1, 3) < 0) return NULL;
    ptrdiff_t length = str_length(self);
    SearchRange range = {args[0], 0, length};
    if (slice_bounds(rt, args + 1, nargs - 1, length, &range.start, &range.end) < 0) return NULL;
    if (range.end > length) range.end = length;
    if (is_str(args[0])) return bool_new(rt, matches_at(self, args[0], &range, at_end));
    if (!is_tuple(args[0])) {
        return error_raise(rt, TYPE_TypeError, "%s first arg must be str or a tuple of str, not %.100T", def->name, args[0]);
    }
    for (ptrdiff_t i = 0; i < tuple_length(args[0]); i++) {
        Ref part = tuple_peek(args[0], i);
        if (!is_str(part)) {
            return error_raise(rt, TYPE_TypeError, "tuple for %s must only contain str, not %.100T", def->name, part);
        }
        if (matches_at(self, part, &range, at_end)) return bool_new(rt, true);
    }
    return bool_new(rt, false);
}

/* COUNT times at most; an empty OLD stands before each code point and at the end. */
static Own replaced(Rt *rt, Ref self, Ref old, Ref new, ptrdiff_t limit)
{
    ptrdiff_t length = str_length(self), gone = str_length(old), come = str_length(new);
    ptrdiff_t count = str_count_parts(self, old, 0, length, limit);
    if (count == 0 || (gone == 0 && come == 0)) return object_str(rt, self);
    if (come > 0 && count > (PTRDIFF_MAX - length) / come) return error_raise(rt, TYPE_OverflowError, "replace string is too long");
    uint32_t max_char = str_max_char(self, 0, length) | str_max_char(new, 0, come);
    ptrdiff_t total = length + count * (come - gone), from = 0, to = 0;
    if (total == 0) return new_ref(rt->empty_str);
    Own raw = str_alloc(rt, total, max_char);
    if (raw == NULL) return NULL;
    for (ptrdiff_t i = 0; i < count; i++) {
        ptrdiff_t at = gone == 0 ? (i == 0 ? 0 : from + 1) : str_find(self, old, from, length);
        str_copy_points(raw, to, self, from, at - from);
        to += at - from;
        str_copy_points(raw, to, new, 0, come);
        to += come;
        from = at + gone;
    }
    str_copy_points(raw, to, self, from, length - from);
    return str_narrow(rt, raw);
}

Own str_method_replace(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    for (int i = 0; i < 2; i++) {
        if (!is_str(args[i])) return error_raise(rt, TYPE_TypeError, "replace() argument %d must be str, not %.50K", i + 1, args[i]);
    }
    ptrdiff_t limit = nargs < 3 ? -1 : number_as_size(rt, args[2], TYPE_OverflowError);
    if (limit == -1 && rt_is_pending(rt)) return NULL;
    if (is_exact(self, TYPE_str) && str_equal(args[0], args[1])) return new_ref(self);
    return replaced(rt, self, args[0], args[1], limit < 0 ? PTRDIFF_MAX : limit);
}

Own str_method_removeprefix(Rt *rt, Ref self, Ref part)
{
    if (!is_str(part)) return error_raise(rt, TYPE_TypeError, "removeprefix() argument must be str, not %.50K", part);
    if (!str_has_at(self, 0, part)) return object_str(rt, self);
    return str_slice(rt, self, str_length(part), str_length(self));
}

Own str_method_removesuffix(Rt *rt, Ref self, Ref part)
{
    if (!is_str(part)) return error_raise(rt, TYPE_TypeError, "removesuffix() argument must be str, not %.50K", part);
    ptrdiff_t at = str_length(self) - str_length(part);
    if (str_length(part) == 0 || !str_has_at(self, at, part)) return object_str(rt, self);
    return str_slice(rt, self, 0, at);
}
