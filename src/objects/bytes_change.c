/* Methods of bytes and bytearray that give changed copies. */
#include <ctype.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/buffer.h"
#include "objects/bytes_methods.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/tupleobj.h"

/* BUF's bytes as an object of SELF's kind; frees BUF. */
static Own finish(Rt *rt, Ref self, Buf *buf)
{
    Own result = buf->failed ? error_no_memory(rt) : bytes_like_new(rt, self, buf_text(buf), (ptrdiff_t)buf->length);
    buf_fini(buf);
    return result;
}

static void replace_into(ByteSpan text, ByteSpan old, ByteSpan new, ptrdiff_t limit, Buf *buf)
{
    ptrdiff_t from = 0;
    if (old.length == 0) {
        for (; limit > 0 && from <= text.length; limit--, from++) {
            buf_add(buf, new.bytes, (size_t)new.length);
            if (from < text.length) buf_add_char(buf, text.bytes[from]);
        }
    } else {
        for (ptrdiff_t at; limit > 0 && (at = span_find(text, old, from, text.length)) >= 0; limit--) {
            buf_add(buf, text.bytes + from, (size_t)(at - from));
            buf_add(buf, new.bytes, (size_t)new.length);
            from = at + old.length;
        }
    }
    if (from < text.length) buf_add(buf, text.bytes + from, (size_t)(text.length - from));
}

Own bytes_method_replace(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t limit = nargs < 3 ? -1 : number_as_size(rt, args[2], TYPE_OverflowError);
    if (limit == -1 && rt_is_pending(rt)) return NULL;
    Buffer view = {0}, old = {0}, new = {0};
    Own result = NULL;
    if (buffer_get(rt, args[0], &old, 0) == 0 && buffer_get(rt, args[1], &new, 0) == 0 && buffer_get(rt, self, &view, 0) == 0) {
        Buf buf = BUF_INIT;
        replace_into((ByteSpan){view.bytes, view.length}, (ByteSpan){old.bytes, old.length}, (ByteSpan){new.bytes, new.length}, limit < 0 ? PTRDIFF_MAX : limit, &buf);
        result = finish(rt, self, &buf);
    }
    buffer_release(rt, &view);
    buffer_release(rt, &old);
    buffer_release(rt, &new);
    return result;
}

Own bytes_method_removeaffix(Rt *rt, Ref self, Ref part, const MethodDef *def)
{
    bool at_end = def->fn.which == AT_END;
    Buffer view = {0}, affix = {0};
    Own result = NULL;
    if (buffer_get(rt, part, &affix, 0) == 0 && buffer_get(rt, self, &view, 0) == 0) {
        bool fits = affix.length <= view.length;
        ptrdiff_t at = at_end ? view.length - affix.length : 0;
        bool there = fits && memcmp(view.bytes + at, affix.bytes, (size_t)affix.length) == 0;
        ptrdiff_t cut = there ? affix.length : 0;
        result = bytes_like_new(rt, self, view.bytes + (at_end ? 0 : cut), view.length - cut);
    }
    buffer_release(rt, &view);
    buffer_release(rt, &affix);
    return result;
}

Own bytes_method_strip(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    bool left = def->fn.which != SIDE_RIGHT, right = def->fn.which != SIDE_LEFT;
    Buffer view = {0}, chars = {0};
    bool spaces = nargs == 0 || args[0] == rt->none;
    Own result = NULL;
    if ((spaces || buffer_get(rt, args[0], &chars, 0) == 0) && buffer_get(rt, self, &view, 0) == 0) {
        ptrdiff_t start = 0, end = view.length;
#define STRIPPED(c) (spaces ? isspace((unsigned char)(c)) != 0 : memchr(chars.bytes, (c), (size_t)chars.length) != NULL)
        while (left && start < end && STRIPPED(view.bytes[start])) start++;
        while (right && end > start && STRIPPED(view.bytes[end - 1])) end--;
#undef STRIPPED
        result = end - start == view.length && is_exact(self, TYPE_bytes) ? new_ref(self) : bytes_like_new(rt, self, view.bytes + start, end - start);
    }
    buffer_release(rt, &view);
    buffer_release(rt, &chars);
    return result;
}

Own bytes_method_join(Rt *rt, Ref self, Ref iterable)
{
    Own items = sequence_fast(rt, iterable, "can only join an iterable");
    Buffer gap = {0};
    if (items == NULL || buffer_get(rt, self, &gap, 0) < 0) return error_release(rt, items);
    Buf buf = BUF_INIT;
    bool from_list = is_list(items);
    ptrdiff_t count = from_list ? list_length(items) : tuple_length(items);
    int status = 0;
    for (ptrdiff_t i = 0; status == 0 && i < count; i++) {
        Ref item = from_list ? list_peek(items, i) : tuple_peek(items, i);
        Buffer view;
        if (i > 0) buf_add(&buf, gap.bytes, (size_t)gap.length);
        if (!buffer_try(rt, item, &view)) {
            status = error_raise_int(rt, TYPE_TypeError, "sequence item %zd: expected a bytes-like object, %.80T found", i, item);
        } else {
            buf_add(&buf, view.bytes, (size_t)view.length);
            buffer_release(rt, &view);
            status = error_poll(rt);
        }
    }
    buffer_release(rt, &gap);
    release(rt, items);
    if (status == 0) return finish(rt, self, &buf);
    buf_fini(&buf);
    return NULL;
}

Own bytes_method_justify(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    ptrdiff_t width = number_as_size(rt, args[0], TYPE_OverflowError);
    if (width == -1 && rt_is_pending(rt)) return NULL;
    Buffer view = {0}, fill = {0};
    if (nargs > 1 && (!buffer_is_supported(args[1]) || buffer_get(rt, args[1], &fill, 0) < 0 || fill.length != 1)) {
        buffer_release(rt, &fill);
        error_clear(rt);
        return error_raise(rt, TYPE_TypeError, "%s() argument 2 must be a byte string of length 1, not %.50K", def->name, args[1]);
    }
    char byte = nargs > 1 ? fill.bytes[0] : ' ';
    buffer_release(rt, &fill);
    if (buffer_get(rt, self, &view, 0) < 0) return NULL;
    ptrdiff_t missing = width > view.length ? width - view.length : 0;
    ptrdiff_t left = def->fn.which == SIDE_LEFT ? missing : def->fn.which == SIDE_RIGHT ? 0 : missing / 2 + (missing & width & 1);
    Buf buf = BUF_INIT;
    buf_add_repeated(&buf, byte, (size_t)left);
    buf_add(&buf, view.bytes, (size_t)view.length);
    buf_add_repeated(&buf, byte, (size_t)(missing - left));
    buffer_release(rt, &view);
    return finish(rt, self, &buf);
}

Own bytes_method_zfill(Rt *rt, Ref self, Ref width_obj)
{
    ptrdiff_t width = number_as_size(rt, width_obj, TYPE_OverflowError);
    Buffer view = {0};
    if ((width == -1 && rt_is_pending(rt)) || buffer_get(rt, self, &view, 0) < 0) return NULL;
    Buf buf = BUF_INIT;
    ptrdiff_t sign = view.length > 0 && (view.bytes[0] == '+' || view.bytes[0] == '-');
    buf_add(&buf, view.bytes, (size_t)sign);
    if (width > view.length) buf_add_repeated(&buf, '0', (size_t)(width - view.length));
    buf_add(&buf, view.bytes + sign, (size_t)(view.length - sign));
    buffer_release(rt, &view);
    return finish(rt, self, &buf);
}

Own bytes_method_expandtabs(Rt *rt, Ref self, Ref *given)
{
    ptrdiff_t size = given[0] == NULL ? 8 : number_as_size(rt, given[0], TYPE_OverflowError), column = 0;
    Buffer view = {0};
    if ((size == -1 && rt_is_pending(rt)) || buffer_get(rt, self, &view, 0) < 0) return NULL;
    Buf buf = BUF_INIT;
    for (ptrdiff_t i = 0; i < view.length; i++) {
        char c = view.bytes[i];
        ptrdiff_t spaces = c == '\t' && size > 0 ? size - column % size : 0;
        column = c == '\n' || c == '\r' ? 0 : column + (c == '\t' ? spaces : 1);
        if (c != '\t') buf_add_char(&buf, c);
        buf_add_repeated(&buf, ' ', (size_t)spaces);
    }
    buffer_release(rt, &view);
    return finish(rt, self, &buf);
}

Own bytes_method_translate(Rt *rt, Ref self, Ref *parts)
{
    Buffer view = {0}, table = {0}, gone = {0};
    Own result = NULL;
    bool mapped = parts[0] != rt->none;
    if (mapped && buffer_get(rt, parts[0], &table, 0) < 0) return NULL;
    if (mapped && table.length != 256) {
        (void)error_raise(rt, TYPE_ValueError, "translation table must be 256 characters long");
    } else if ((parts[1] == NULL || buffer_get(rt, parts[1], &gone, 0) == 0) && buffer_get(rt, self, &view, 0) == 0) {
        Buf buf = BUF_INIT;
        for (ptrdiff_t i = 0; i < view.length; i++) {
            char c = view.bytes[i];
            if (gone.length > 0 && memchr(gone.bytes, c, (size_t)gone.length) != NULL) continue;
            buf_add_char(&buf, mapped ? table.bytes[(unsigned char)c] : c);
        }
        result = finish(rt, self, &buf);
    }
    buffer_release(rt, &view);
    buffer_release(rt, &table);
    buffer_release(rt, &gone);
    return result;
}

Own bytes_method_convert(Rt *rt, Ref self, const MethodDef *def)
{
    int style = def->fn.which;
    Buffer view = {0};
    if (buffer_get(rt, self, &view, 0) < 0) return NULL;
    Buf buf = BUF_INIT;
    bool in_word = false;
    for (ptrdiff_t i = 0; i < view.length; i++) {
        unsigned char c = (unsigned char)view.bytes[i];
        bool letter = c < 0x80 && isalpha(c) != 0, up = style == STYLE_UPPER;
        if (style == STYLE_SWAP) up = islower(c) != 0;
        if (style == STYLE_TITLE) up = !in_word;
        if (style == STYLE_CAPITALIZE) up = i == 0;
        buf_add_char(&buf, (char)(!letter ? c : up ? c & ~32 : c | 32));
        in_word = letter;
    }
    buffer_release(rt, &view);
    return finish(rt, self, &buf);
}
