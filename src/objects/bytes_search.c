/* Methods of bytes and bytearray that look for parts, cut and join.  Each works on a borrowed run of
   bytes; what it gives is of the kind of self. */
#include <ctype.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytes_methods.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/listobj.h"
#include "objects/tupleobj.h"

ptrdiff_t span_find(ByteSpan text, ByteSpan part, ptrdiff_t start, ptrdiff_t end)
{
    if (part.length == 0) return start <= end ? start : -1;
    if (end - start < part.length) return -1;
    const char *found = memmem(text.bytes + start, (size_t)(end - start), part.bytes, (size_t)part.length);
    return found == NULL ? -1 : found - text.bytes;
}

static ptrdiff_t span_find_last(ByteSpan text, ByteSpan part, ptrdiff_t start, ptrdiff_t end)
{
    for (ptrdiff_t i = end - part.length; i >= start; i--) {
        if (memcmp(text.bytes + i, part.bytes, (size_t)part.length) == 0) return i;
    }
    return -1;
}

/* What is looked for: bytes, or one byte by its number. */
typedef struct Part {
    ByteSpan span;
    Buffer view;
    char byte;
} Part;

static int part_read(Rt *rt, Ref arg, Part *out)
{
    *out = (Part){.byte = 0};
    if (buffer_is_supported(arg)) {
        if (buffer_get(rt, arg, &out->view, BUFFER_SIMPLE) < 0) return -1;
        out->span = (ByteSpan){out->view.bytes, out->view.length};
        return 0;
    }
    if (!number_has_index(arg)) {
        return error_raise_int(rt, TYPE_TypeError, "argument should be integer or bytes-like object, not '%.200T'", arg);
    }
    ptrdiff_t value = number_as_size(rt, arg, TYPE_other);
    if (value == -1 && rt_is_pending(rt)) return -1;
    if (value < 0 || value > 255) return error_raise_int(rt, TYPE_ValueError, "byte must be in range(0, 256)");
    out->byte = (char)value;
    out->span = (ByteSpan){NULL, 1};
    return 0;
}

static ByteSpan part_span(const Part *part)
{
    return part->span.bytes == NULL && part->view.owner == NULL ? (ByteSpan){&part->byte, 1} : part->span;
}

static ptrdiff_t count_parts(ByteSpan text, ByteSpan part, ptrdiff_t start, ptrdiff_t end)
{
    if (start > end) return 0;
    if (part.length == 0) return end - start + 1;
    ptrdiff_t count = 0;
    for (ptrdiff_t at = start; (at = span_find(text, part, at, end)) >= 0; at += part.length) count++;
    return count;
}

Own bytes_method_search(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    if (args_count_parsed(rt, def->name, nargs, 1, 3) < 0) return NULL;
    Part part;
    if (part_read(rt, args[0], &part) < 0) return NULL;
    Buffer view = {0};
    Own result = NULL;
    if (buffer_get(rt, self, &view, BUFFER_SIMPLE) < 0) goto done;
    ByteSpan text = {view.bytes, view.length};
    ptrdiff_t start = 0, end = text.length, found = -1;
    if (slice_bounds(rt, args + 1, nargs - 1, text.length, &start, &end) < 0) goto done;
    if (end > text.length) end = text.length;
    if (def->fn.which == SEARCH_COUNT) found = count_parts(text, part_span(&part), start, end);
    else if (start <= end && def->fn.which & SEARCH_LAST) found = span_find_last(text, part_span(&part), start, end);
    else if (start <= end) found = span_find(text, part_span(&part), start, end);
    if (found < 0 && def->fn.which & SEARCH_MUST) error_raise(rt, TYPE_ValueError, "subsection not found");
    else result = int_new(rt, found);
done:
    buffer_release(rt, &view);
    buffer_release(rt, &part.view);
    return result;
}

int bytes_like_contains(Rt *rt, Ref self, Ref item)
{
    Part part;
    if (!buffer_is_supported(item) && !number_has_index(item)) {
        return error_raise_int(rt, TYPE_TypeError, "a bytes-like object is required, not '%.100T'", item);
    }
    if (part_read(rt, item, &part) < 0) return -1;
    Buffer view = {0};
    int found = -1;
    if (buffer_get(rt, self, &view, BUFFER_SIMPLE) == 0) {
        found = span_find((ByteSpan){view.bytes, view.length}, part_span(&part), 0, view.length) >= 0;
    }
    buffer_release(rt, &view);
    buffer_release(rt, &part.view);
    return found;
}

/* 1, 0, -1: does text[start..end) begin (end) with PREFIX? */
static int matches(Rt *rt, ByteSpan text, Ref prefix, ptrdiff_t start, ptrdiff_t end, bool at_end)
{
    Buffer view = {0};
    if (buffer_get(rt, prefix, &view, BUFFER_SIMPLE) < 0) return -1;
    bool fits = end - start >= view.length;
    int result = fits && memcmp(text.bytes + (at_end ? end - view.length : start), view.bytes, (size_t)view.length) == 0;
    buffer_release(rt, &view);
    return result;
}

Own bytes_method_starts_or_ends(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    bool at_end = def->fn.which == AT_END;
    if (args_count_parsed(rt, def->name, nargs, 1, 3) < 0) return NULL;
    if (!is_tuple(args[0]) && !buffer_is_supported(args[0])) {
        return error_raise(rt, TYPE_TypeError, "%s first arg must be bytes or a tuple of bytes, not %.100T", def->name, args[0]);
    }
    Buffer view = {0};
    if (buffer_get(rt, self, &view, BUFFER_SIMPLE) < 0) return NULL;
    ByteSpan text = {view.bytes, view.length};
    ptrdiff_t start = 0, end = text.length;
    int answer = slice_bounds(rt, args + 1, nargs - 1, text.length, &start, &end) < 0 ? -1 : 0;
    if (end > text.length) end = text.length;
    if (answer == 0 && !is_tuple(args[0])) answer = matches(rt, text, args[0], start, end, at_end);
    for (ptrdiff_t i = 0; answer == 0 && is_tuple(args[0]) && i < tuple_length(args[0]); i++) {
        answer = matches(rt, text, tuple_peek(args[0], i), start, end, at_end);
    }
    buffer_release(rt, &view);
    return answer < 0 ? NULL : bool_new(rt, answer);
}

/* --- pieces */

static int add_piece(Rt *rt, Ref list, Ref self, ByteSpan text, ptrdiff_t start, ptrdiff_t end)
{
    Own piece = bytes_like_new(rt, self, text.bytes + start, end - start);
    return piece == NULL ? -1 : list_append_take(rt, list, piece);
}

static int split_spaces(Rt *rt, Ref list, Ref self, ByteSpan text, ptrdiff_t limit, bool back)
{
    ptrdiff_t low = 0, high = text.length;
    for (;;) {
        while (low < high && isspace((unsigned char)text.bytes[back ? high - 1 : low])) back ? high-- : low++;
        if (low == high) return 0;
        ptrdiff_t start = low, end = high;
        if (limit-- <= 0) return add_piece(rt, list, self, text, start, end);
        if (back) {
            for (start = end; start > low && !isspace((unsigned char)text.bytes[start - 1]);) start--;
            high = start;
        } else {
            for (end = start; end < high && !isspace((unsigned char)text.bytes[end]);) end++;
            low = end;
        }
        if (add_piece(rt, list, self, text, start, end) < 0 || error_poll(rt) < 0) return -1;
    }
}

static int split_at(Rt *rt, Ref list, Ref self, ByteSpan text, ByteSpan separator, ptrdiff_t limit, bool back)
{
    ptrdiff_t low = 0, high = text.length, at;
    while (limit-- > 0) {
        at = back ? span_find_last(text, separator, low, high) : span_find(text, separator, low, high);
        if (at < 0) break;
        if (add_piece(rt, list, self, text, back ? at + separator.length : low, back ? high : at) < 0) return -1;
        if (back) high = at;
        else low = at + separator.length;
    }
    return add_piece(rt, list, self, text, low, high);
}

Own bytes_method_split(Rt *rt, Ref self, Ref *parts, const MethodDef *def)
{
    bool back = def->fn.which == AT_END;
    ptrdiff_t limit = parts[1] == NULL ? -1 : number_as_size(rt, parts[1], TYPE_OverflowError);
    if (limit == -1 && rt_is_pending(rt)) return NULL;
    if (limit < 0) limit = PTRDIFF_MAX;
    Buffer view = {0}, separator = {0};
    Own list = NULL;
    bool spaces = parts[0] == NULL || parts[0] == rt->none;
    if (!spaces && buffer_get(rt, parts[0], &separator, BUFFER_SIMPLE) < 0) return NULL;
    int status = 0;
    if (!spaces && separator.length == 0) status = error_raise_int(rt, TYPE_ValueError, "empty separator");
    if (status == 0) status = buffer_get(rt, self, &view, BUFFER_SIMPLE);
    if (status == 0) list = list_new(rt, 0);
    if (list != NULL) {
        ByteSpan text = {view.bytes, view.length}, gap = {separator.bytes, separator.length};
        status = spaces ? split_spaces(rt, list, self, text, limit, back) : split_at(rt, list, self, text, gap, limit, back);
        if (status == 0 && back) status = list_reverse(rt, list);
        if (status < 0) release_clear(rt, &list);
    }
    buffer_release(rt, &view);
    buffer_release(rt, &separator);
    return list;
}

Own bytes_method_splitlines(Rt *rt, Ref self, Ref *given)
{
    int keep = args_truth(rt, given[0]);
    Buffer view = {0};
    if (keep < 0 || buffer_get(rt, self, &view, BUFFER_SIMPLE) < 0) return NULL;
    ByteSpan text = {view.bytes, view.length};
    Own list = list_new(rt, 0);
    for (ptrdiff_t at = 0; list != NULL && at < text.length;) {
        ptrdiff_t start = at;
        while (at < text.length && text.bytes[at] != '\n' && text.bytes[at] != '\r') at++;
        ptrdiff_t end = at;
        if (at < text.length) {
            bool pair = text.bytes[at] == '\r' && at + 1 < text.length && text.bytes[at + 1] == '\n';
            at += pair ? 2 : 1;
            if (keep) end = at;
        }
        if (add_piece(rt, list, self, text, start, end) < 0) release_clear(rt, &list);
    }
    buffer_release(rt, &view);
    return list;
}

Own bytes_method_partition(Rt *rt, Ref self, Ref separator, const MethodDef *def)
{
    bool back = def->fn.which == AT_END;
    Buffer view = {0}, gap = {0};
    Own a = NULL, b = NULL, c = NULL, result = NULL;
    if (buffer_get(rt, separator, &gap, BUFFER_SIMPLE) < 0 || buffer_get(rt, self, &view, BUFFER_SIMPLE) < 0) goto done;
    if (gap.length == 0) {
        (void)error_raise(rt, TYPE_ValueError, "empty separator");
        goto done;
    }
    ByteSpan text = {view.bytes, view.length}, part = {gap.bytes, gap.length};
    ptrdiff_t at = back ? span_find_last(text, part, 0, text.length) : span_find(text, part, 0, text.length);
    ptrdiff_t head = at >= 0 ? at : back ? 0 : text.length, tail = at >= 0 ? at + part.length : head;
    a = bytes_like_new(rt, self, text.bytes, head);
    if (at >= 0 && is_bytes(self)) b = new_ref(separator);
    else b = bytes_like_new(rt, self, part.bytes, at >= 0 ? part.length : 0);
    c = bytes_like_new(rt, self, text.bytes + tail, text.length - tail);
    if (a != NULL && b != NULL && c != NULL) result = tuple_of(rt, 3, a, b, c);
done:
    release_all(rt, a, b, c);
    buffer_release(rt, &view);
    buffer_release(rt, &gap);
    return result;
}
