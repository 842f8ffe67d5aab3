/* str.format: "{name.attribute[index]!conversion:spec}", where the spec may hold fields itself, one
   level deep.  Text is read as code points of the template; what comes out is gathered as WTF-8. */
#include <string.h>

#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/format.h"
#include "objects/intobj.h"
#include "objects/str_impl.h"
#include "objects/tupleobj.h"

typedef enum Numbering { NUMBERING_OPEN, NUMBERING_AUTO, NUMBERING_MANUAL } Numbering;

typedef struct Formatter {
    Rt *rt;
    Ref args, kwargs; /* or NULL */
    Numbering numbering;
    ptrdiff_t next;
} Formatter;

static int render(Formatter *f, Ref text, ptrdiff_t start, ptrdiff_t end, int depth, Buf *buf);

static int fail(Formatter *f, const char *message)
{
    return error_raise_int(f->rt, TYPE_ValueError, "%s", message);
}

/* The number written in text[start..end), or -1 when it is none; -2 + ValueError. */
static ptrdiff_t as_number(Rt *rt, Ref text, ptrdiff_t start, ptrdiff_t end)
{
    ptrdiff_t number = 0;
    if (start == end) return -1;
    for (ptrdiff_t i = start; i < end; i++) {
        int digit = point_decimal(str_at(text, i));
        if (digit < 0) return -1;
        if (number > (PTRDIFF_MAX - digit) / 10) {
            (void)error_raise(rt, TYPE_ValueError, "Too many decimal digits in format string");
            return -2;
        }
        number = number * 10 + digit;
    }
    return number;
}

static int set_numbering(Formatter *f, Numbering wanted)
{
    if (f->numbering == NUMBERING_OPEN) f->numbering = wanted;
    if (f->numbering == wanted) return 0;
    return fail(f, wanted == NUMBERING_AUTO ? "cannot switch from manual field specification to automatic field numbering" : "cannot switch from automatic field numbering to manual field specification");
}

/* What the first part of a field name stands for; new. */
static Own first_value(Formatter *f, Ref text, ptrdiff_t start, ptrdiff_t end)
{
    Rt *rt = f->rt;
    ptrdiff_t index = as_number(rt, text, start, end);
    if (index == -2) return NULL;
    if (start == end || index >= 0) {
        if (set_numbering(f, start == end ? NUMBERING_AUTO : NUMBERING_MANUAL) < 0) return NULL;
        if (start == end) index = f->next++;
        if (f->args == NULL) return error_raise(rt, TYPE_ValueError, "Format string contains positional fields");
        if (index < tuple_length(f->args)) return new_ref(tuple_peek(f->args, index));
        return error_raise(rt, TYPE_IndexError, "Replacement index %zd out of range for positional args tuple", index);
    }
    Own key = str_slice(rt, text, start, end), value = NULL;
    if (key == NULL) return NULL;
    if (f->kwargs == NULL) (void)error_raise_obj(rt, TYPE_KeyError, key);
    else value = object_item_get(rt, f->kwargs, key);
    release(rt, key);
    return value;
}

static ptrdiff_t find_any(Ref text, ptrdiff_t at, ptrdiff_t end, uint32_t a, uint32_t b)
{
    while (at < end && str_at(text, at) != a && str_at(text, at) != b) at++;
    return at;
}

/* value.attribute */
static int take_attribute(Rt *rt, Ref text, ptrdiff_t start, ptrdiff_t end, Own *value)
{
    if (start == end) return error_raise_int(rt, TYPE_ValueError, "Empty attribute in format string");
    Own name = str_slice(rt, text, start, end);
    if (name == NULL) return -1;
    release_replace(rt, value, object_attr_get(rt, *value, name));
    release(rt, name);
    return *value == NULL ? -1 : 0;
}

/* value[index] or value[text] */
static int take_item(Rt *rt, Ref text, ptrdiff_t start, ptrdiff_t end, Own *value)
{
    if (start == end) return error_raise_int(rt, TYPE_ValueError, "Empty attribute in format string");
    ptrdiff_t index = as_number(rt, text, start, end);
    if (index == -2) return -1;
    Own key = index >= 0 ? int_new(rt, index) : str_slice(rt, text, start, end);
    if (key == NULL) return -1;
    release_replace(rt, value, object_item_get(rt, *value, key));
    release(rt, key);
    return *value == NULL ? -1 : 0;
}

/* The object that text[start..end) names; new. */
static Own field_value(Formatter *f, Ref text, ptrdiff_t start, ptrdiff_t end)
{
    ptrdiff_t at = find_any(text, start, end, '.', '[');
    Own value = first_value(f, text, start, at);
    int status = value == NULL ? -1 : 0;
    while (status == 0 && at < end) {
        uint32_t c = str_at(text, at++);
        if (c == '.') {
            ptrdiff_t stop = find_any(text, at, end, '.', '[');
            status = take_attribute(f->rt, text, at, stop, &value);
            at = stop;
        } else if (c == '[') {
            ptrdiff_t stop = find_any(text, at, end, ']', ']');
            status = stop == end ? fail(f, "Missing ']' in format string") : take_item(f->rt, text, at, stop, &value);
            at = stop + 1;
        } else {
            status = fail(f, "Only '.' or '[' may follow ']' in format field specifier");
        }
    }
    if (status < 0) release_clear(f->rt, &value);
    return value;
}

static Own converted(Formatter *f, Own value, uint32_t conversion)
{
    Rt *rt = f->rt;
    Own result = NULL;
    switch (conversion) {
    case 0: return value;
    case 'r': result = object_repr(rt, value); break;
    case 's': result = object_str(rt, value); break;
    case 'a': result = object_ascii(rt, value); break;
    default:
        if (conversion > 32 && conversion < 127) (void)error_raise(rt, TYPE_ValueError, "Unknown conversion specifier %c", (int)conversion);
        else (void)error_raise(rt, TYPE_ValueError, "Unknown conversion specifier \\x%x", (unsigned)conversion);
    }
    release(rt, value);
    return result;
}

/* Formats text[start..end), the inside of a pair of braces. */
static int render_field(Formatter *f, Ref text, ptrdiff_t start, ptrdiff_t end, int depth, Buf *buf)
{
    Rt *rt = f->rt;
    ptrdiff_t name_end = start;
    for (bool bracket = false; name_end < end; name_end++) {
        uint32_t c = str_at(text, name_end);
        if (c == '{') return fail(f, "unexpected '{' in field name");
        if (c == '[') bracket = true;
        else if (c == ']') bracket = false;
        else if (!bracket && (c == '!' || c == ':')) break;
    }
    uint32_t conversion = 0;
    ptrdiff_t at = name_end;
    if (at < end && str_at(text, at) == '!') {
        if (at + 1 >= end) return fail(f, end + 1 < str_length(text) ? "expected ':' after conversion specifier" : "unmatched '{' in format spec");
        conversion = str_at(text, at + 1);
        at += 2;
        if (at < end && str_at(text, at) != ':') return fail(f, "expected ':' after conversion specifier");
    }
    if (at < end) at++;
    Own value = field_value(f, text, start, name_end), spec = NULL, out = NULL;
    if (value != NULL) value = converted(f, value, conversion);
    if (value == NULL) return -1;
    if (find_any(text, at, end, '{', '{') == end) {
        spec = str_slice(rt, text, at, end);
    } else {
        Buf inner = BUF_INIT;
        if (render(f, text, at, end, depth - 1, &inner) == 0) spec = str_from_buf(rt, &inner);
        buf_fini(&inner);
    }
    if (spec != NULL) out = object_format(rt, value, spec);
    if (out != NULL) str_add_to_buf(out, buf);
    int status = out == NULL ? -1 : 0;
    release(rt, value);
    release(rt, spec);
    release(rt, out);
    return status;
}

/* Where the brace opened before AT is closed; END: nowhere. */
static ptrdiff_t closing_brace(Ref text, ptrdiff_t at, ptrdiff_t end)
{
    int open = 1;
    bool bracket = false, in_name = true;
    for (; at < end; at++) {
        uint32_t c = str_at(text, at);
        if (in_name && c == '[') bracket = true;
        else if (in_name && c == ']') bracket = false;
        else if (in_name && !bracket && (c == ':' || c == '!')) in_name = false;
        if (bracket) continue;
        if (c == '{') open++;
        if (c == '}' && --open == 0) return at;
    }
    return end;
}

static int render(Formatter *f, Ref text, ptrdiff_t start, ptrdiff_t end, int depth, Buf *buf)
{
    if (depth <= 0) return fail(f, "Max string recursion exceeded");
    for (ptrdiff_t at = start; at < end; at++) {
        uint32_t c = str_at(text, at), next = at + 1 < end ? str_at(text, at + 1) : 0;
        if (c != '{' && c != '}') {
            buf_add_utf8(buf, c);
        } else if (next == c && at + 1 < end) {
            buf_add_char(buf, (char)c);
            at++;
        } else if (c == '}') {
            return fail(f, "Single '}' encountered in format string");
        } else {
            if (at + 1 >= end) return fail(f, "Single '{' encountered in format string");
            ptrdiff_t close = closing_brace(text, at + 1, end);
            if (close == end) return fail(f, "expected '}' before end of string");
            if (render_field(f, text, at + 1, close, depth, buf) < 0) return -1;
            at = close;
        }
    }
    return 0;
}

Own format_template(Rt *rt, Ref template, Ref args, Ref kwargs)
{
    Formatter f = {.rt = rt, .args = args, .kwargs = kwargs};
    Buf buf = BUF_INIT;
    Own result = render(&f, template, 0, str_length(template), 2, &buf) < 0 ? NULL : str_from_buf(rt, &buf);
    buf_fini(&buf);
    return result;
}
