/* Kept true: only memory of the objects themselves is read; an object that is still being
   built (items that are NULL) is shown as far as it is there; the work for one text is
   bounded, however large the object. */
#include "timeline/render.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/float_repr.h"
#include "objects/bytesobj.h"
#include "objects/dictobj.h"
#include "objects/excobj.h"
#include "objects/floatobj.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/listobj.h"
#include "objects/moduleobj.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "code/code.h"

enum {
    TUPLE_ITEMS = 20,
    TUPLE_DEPTH = 3,
    DECIMAL_DIGITS = 480, /* ints of more 30-bit digits are shown in hexadecimal, as str() refuses them */
    PART_DIGITS = 9,      /* decimal digits that one division yields */
    PART = 1000000000,
};

const char *render_type_name(const Type *type)
{
    if (type->name == NULL) return "?";
    const char *dot = (type->flags & TYPE_FLAG_HEAP) != 0 ? NULL : strrchr(type->name, '.');
    return dot == NULL ? type->name : dot + 1;
}

/* --- simple values */

static bool is_simple_at(Ref object, int depth)
{
    switch (object->type->id) {
    case TYPE_NoneType: case TYPE_ellipsis: case TYPE_bool: case TYPE_int: case TYPE_float: case TYPE_complex:
    case TYPE_str: case TYPE_bytes: return true;
    case TYPE_tuple: break;
    default: return false;
    }
    if (depth >= TUPLE_DEPTH || tuple_length(object) > TUPLE_ITEMS) return false;
    for (ptrdiff_t i = 0; i < tuple_length(object); i++) {
        if (tuple_peek(object, i) == NULL || !is_simple_at(tuple_peek(object, i), depth + 1)) return false;
    }
    return true;
}

bool render_is_simple(Ref object)
{
    return is_simple_at(object, 0);
}

static void add_cut(Buf *buf, size_t more)
{
    if (more > 0) buf_printf(buf, "+%zu", more);
}

static void add_digits(Buf *buf, const char *digits, size_t length, size_t limit)
{
    size_t shown = length < limit ? length : limit;
    buf_add(buf, digits, shown);
    add_cut(buf, length - shown);
}

/* Divides NUMBER (COUNT digits of 30 bits, most significant last) by PART; returns the rest. */
static uint32_t divide_by_part(uint32_t *number, size_t count)
{
    uint64_t rest = 0;
    for (size_t i = count; i-- > 0;) {
        rest = rest << INT_DIGIT_BITS | number[i];
        number[i] = (uint32_t)(rest / PART);
        rest %= PART;
    }
    return (uint32_t)rest;
}

static void add_decimal(const uint32_t *digits, size_t count, Buf *buf, size_t limit)
{
    uint32_t number[DECIMAL_DIGITS];
    char text[DECIMAL_DIGITS * 10], *start = text + sizeof text;
    memcpy(number, digits, count * sizeof *digits);
    do {
        uint32_t part = divide_by_part(number, count);
        while (count > 0 && number[count - 1] == 0) count--;
        for (int i = 0; i < PART_DIGITS && (part != 0 || count > 0); i++, part /= 10) *--start = (char)('0' + part % 10);
    } while (count > 0);
    if (start == text + sizeof text) *--start = '0';
    add_digits(buf, start, (size_t)(text + sizeof text - start), limit);
}

/* The 4 bits at hexadecimal place PLACE. */
static unsigned nibble(const uint32_t *digits, size_t count, size_t place)
{
    size_t bit = place * 4, index = bit / INT_DIGIT_BITS, shift = bit % INT_DIGIT_BITS;
    uint64_t low = digits[index], high = index + 1 < count ? digits[index + 1] : 0;
    return (unsigned)((low | high << INT_DIGIT_BITS) >> shift) & 15;
}

static void add_hexadecimal(const uint32_t *digits, size_t count, Buf *buf, size_t limit)
{
    size_t places = (count * INT_DIGIT_BITS + 3) / 4;
    while (places > 1 && nibble(digits, count, places - 1) == 0) places--;
    size_t shown = places < limit ? places : limit;
    buf_add(buf, "0x", 2);
    for (size_t i = 0; i < shown; i++) buf_add_char(buf, "0123456789abcdef"[nibble(digits, count, places - 1 - i)]);
    add_cut(buf, places - shown);
}

static void add_int(Ref object, Buf *buf, size_t limit)
{
    ptrdiff_t length = AS_INT(object)->head.length;
    size_t count = (size_t)(length < 0 ? -length : length);
    if (length < 0) buf_add_char(buf, '-');
    if (count <= DECIMAL_DIGITS) add_decimal(AS_INT(object)->digits, count, buf, limit);
    else add_hexadecimal(AS_INT(object)->digits, count, buf, limit);
}

/* A part of a complex number: as a float's repr, but without ".0". */
static void add_part(Buf *buf, double value, bool with_sign)
{
    char text[40];
    size_t length = float_repr_text(value, text);
    if (length > 2 && memcmp(text + length - 2, ".0", 2) == 0) length -= 2;
    if (with_sign && text[0] != '-') buf_add_char(buf, '+');
    buf_add(buf, text, length);
}

static void add_complex(Ref object, Buf *buf)
{
    double real = AS_COMPLEX(object)->real;
    bool is_imaginary = real == 0 && !signbit(real);
    if (!is_imaginary) {
        buf_add_char(buf, '(');
        add_part(buf, real, false);
    }
    add_part(buf, AS_COMPLEX(object)->imag, !is_imaginary);
    buf_add_text(buf, is_imaginary ? "j" : "j)");
}

static void add_float(Ref object, Buf *buf)
{
    char text[40];
    buf_add(buf, text, float_repr_text(AS_FLOAT(object)->value, text));
}

/* The repr of the first LIMIT code points: of a str that shares the same data. */
static void add_str(Ref object, Buf *buf, size_t limit)
{
    StrObj head = *AS_STR(object);
    size_t length = (size_t)head.length;
    if (length > limit) head.length = (ptrdiff_t)limit;
    str_repr_to_buf(&head.head, buf, 0);
    add_cut(buf, length - (size_t)head.length);
}

static void add_byte(unsigned char byte, char quote, Buf *buf)
{
    if (byte == (unsigned char)quote || byte == '\\') buf_printf(buf, "\\%c", byte);
    else if (byte == '\t') buf_add(buf, "\\t", 2);
    else if (byte == '\n') buf_add(buf, "\\n", 2);
    else if (byte == '\r') buf_add(buf, "\\r", 2);
    else if (byte < ' ' || byte >= 0x7F) buf_printf(buf, "\\x%02x", byte);
    else buf_add_char(buf, (char)byte);
}

static void add_bytes(Ref object, Buf *buf, size_t limit)
{
    const char *bytes = AS_BYTES(object)->bytes;
    size_t length = (size_t)bytes_length(object), shown = length < limit ? length : limit;
    bool has_single = memchr(bytes, '\'', shown) != NULL;
    char quote = has_single && memchr(bytes, '"', shown) == NULL ? '"' : '\'';
    buf_add_char(buf, 'b');
    buf_add_char(buf, quote);
    for (size_t i = 0; i < shown; i++) add_byte((unsigned char)bytes[i], quote, buf);
    buf_add_char(buf, quote);
    add_cut(buf, length - shown);
}

static void add_tuple(Ref object, Buf *buf, size_t limit)
{
    ptrdiff_t length = tuple_length(object);
    buf_add_char(buf, '(');
    for (ptrdiff_t i = 0; i < length; i++) {
        if (i > 0) buf_add(buf, ", ", 2);
        render_simple(tuple_peek(object, i), buf, limit);
    }
    buf_add_text(buf, length == 1 ? ",)" : ")");
}

void render_simple(Ref object, Buf *buf, size_t limit)
{
    switch (object->type->id) {
    case TYPE_NoneType: buf_add(buf, "None", 4); break;
    case TYPE_ellipsis: buf_add(buf, "Ellipsis", 8); break;
    case TYPE_bool: buf_add_text(buf, AS_INT(object)->head.length != 0 ? "True" : "False"); break;
    case TYPE_int: add_int(object, buf, limit); break;
    case TYPE_float: add_float(object, buf); break;
    case TYPE_complex: add_complex(object, buf); break;
    case TYPE_str: add_str(object, buf, limit); break;
    case TYPE_bytes: add_bytes(object, buf, limit); break;
    case TYPE_tuple: add_tuple(object, buf, limit); break;
    default: viv_unreachable("not a simple value");
    }
}

void render_name(Ref name, Buf *buf)
{
    if (name == NULL) return;
    if (is_exact(name, TYPE_str) || is_str(name)) str_add_to_buf(name, buf);
    else if (render_is_simple(name)) render_simple(name, buf, RENDER_LIMIT);
    else buf_add_char(buf, '?');
}

/* --- everything else */

/* "#" and the number of OBJECT. */
static void add_number_of(const Ids *ids, Ref object, Buf *buf)
{
    char text[16], *start = text + sizeof text;
    uint32_t id = ids_of(ids, object);
    do *--start = (char)('0' + id % 10);
    while ((id /= 10) != 0);
    *--start = '#';
    buf_add(buf, start, (size_t)(text + sizeof text - start));
}

/* Something inside a container: its repr, or its number. */
static void add_member(const Ids *ids, Ref object, Buf *buf)
{
    enum { MEMBER_LIMIT = 20 };
    if (object == NULL) buf_add(buf, "NULL", 4);
    else if (is_simple_at(object, TUPLE_DEPTH - 1)) render_simple(object, buf, MEMBER_LIMIT);
    else add_number_of(ids, object, buf);
}

/* Adds the comma before a member; false when the text is long enough, and says so. */
static bool begin_member(Buf *buf, size_t start, size_t limit, ptrdiff_t index)
{
    if (index > 0) buf_add(buf, ", ", 2);
    if (buf->length - start <= limit) return true;
    buf_add(buf, "...", 3);
    return false;
}

static void add_items(const Ids *ids, Own const *items, ptrdiff_t length, Buf *buf, size_t limit)
{
    size_t start = buf->length;
    for (ptrdiff_t i = 0; i < length && begin_member(buf, start, limit, i); i++) add_member(ids, items[i], buf);
}

static void add_dict(const Ids *ids, Ref object, Buf *buf, size_t limit)
{
    size_t start = buf->length;
    ptrdiff_t position = 0;
    Ref key, value;
    buf_add_char(buf, '{');
    for (ptrdiff_t i = 0; dict_next(object, &position, &key, &value); i++) {
        if (!begin_member(buf, start, limit, i)) break;
        add_member(ids, key, buf);
        buf_add(buf, ": ", 2);
        add_member(ids, value, buf);
    }
    buf_add_char(buf, '}');
}

static void add_set(const Ids *ids, Ref object, Buf *buf, size_t limit)
{
    size_t start = buf->length;
    ptrdiff_t position = 0;
    Ref item;
    bool is_frozen = is_exact(object, TYPE_frozenset), is_empty = set_length(object) == 0;
    buf_add_text(buf, is_frozen ? "frozenset(" : is_empty ? "set(" : "");
    if (!is_empty) buf_add_char(buf, '{');
    for (ptrdiff_t i = 0; set_next(object, &position, &item); i++) {
        if (!begin_member(buf, start, limit, i)) break;
        add_member(ids, item, buf);
    }
    if (!is_empty) buf_add_char(buf, '}');
    if (is_frozen || is_empty) buf_add_char(buf, ')');
}

static void add_sequence(const Ids *ids, Ref object, Buf *buf, size_t limit)
{
    bool is_a_list = is_exact(object, TYPE_list);
    ptrdiff_t length = ((const VarObj *)object)->length;
    buf_add_char(buf, is_a_list ? '[' : '(');
    add_items(ids, is_a_list ? AS_LIST(object)->items : AS_TUPLE(object)->items, length, buf, limit);
    if (!is_a_list && length == 1) buf_add_char(buf, ',');
    buf_add_char(buf, is_a_list ? ']' : ')');
}

/* "<WORD NAME>" */
static void add_named(Buf *buf, const char *word, Ref name)
{
    buf_add_char(buf, '<');
    buf_add_text(buf, word);
    buf_add_char(buf, ' ');
    render_name(name, buf);
    buf_add_char(buf, '>');
}

static void add_method(const Ids *ids, Ref object, Buf *buf)
{
    Ref function = AS_METHOD(object)->func;
    buf_add_text(buf, "<bound method ");
    if (is_exact(function, TYPE_function)) render_name(AS_FUNCTION(function)->qualname, buf);
    else add_member(ids, function, buf);
    buf_add_text(buf, " of ");
    add_member(ids, AS_METHOD(object)->self, buf);
    buf_add_char(buf, '>');
}

static void add_slice(const Ids *ids, Ref object, Buf *buf)
{
    buf_add_text(buf, "slice(");
    add_member(ids, AS_SLICE(object)->start, buf);
    buf_add(buf, ", ", 2);
    add_member(ids, AS_SLICE(object)->stop, buf);
    buf_add(buf, ", ", 2);
    add_member(ids, AS_SLICE(object)->step, buf);
    buf_add_char(buf, ')');
}

static void add_exception(const Ids *ids, Ref object, Buf *buf, size_t limit)
{
    Ref args = AS_EXCEPTION(object)->args;
    buf_printf(buf, "%s(", render_type_name(object->type));
    if (args != NULL && is_exact(args, TYPE_tuple))
        add_items(ids, AS_TUPLE(args)->items, tuple_length(args), buf, limit);
    buf_add_char(buf, ')');
}

static void add_class(Ref object, Buf *buf)
{
    buf_printf(buf, "<class %s>", render_type_name(AS_TYPE(object)));
}

static void add_cell(const Ids *ids, Ref object, Buf *buf)
{
    buf_add_text(buf, "<cell: ");
    if (AS_CELL(object)->contents == NULL) buf_add_text(buf, "empty");
    else add_member(ids, AS_CELL(object)->contents, buf);
    buf_add_char(buf, '>');
}

/* "<TYPE #NUMBER>" */
static void add_anonymous(const Ids *ids, Ref object, Buf *buf)
{
    buf_add_char(buf, '<');
    buf_add_text(buf, render_type_name(object->type));
    buf_add_char(buf, ' ');
    add_number_of(ids, object, buf);
    buf_add_char(buf, '>');
}

void render_object(const Ids *ids, Ref object, Buf *buf, size_t limit)
{
    if (render_is_simple(object)) {
        render_simple(object, buf, limit);
        return;
    }
    switch (object->type->id) {
    case TYPE_list: case TYPE_tuple: add_sequence(ids, object, buf, limit); return;
    case TYPE_dict: add_dict(ids, object, buf, limit); return;
    case TYPE_set: case TYPE_frozenset: add_set(ids, object, buf, limit); return;
    case TYPE_function: add_named(buf, "function", AS_FUNCTION(object)->qualname); return;
    case TYPE_module: add_named(buf, "module", AS_MODULE(object)->name); return;
    case TYPE_code: add_named(buf, "code", AS_CODE(object)->qualname); return;
    case TYPE_builtin_function_or_method:
        buf_printf(buf, "<built-in function %s>", AS_BUILTIN(object)->def->name);
        return;
    case TYPE_method: add_method(ids, object, buf); return;
    case TYPE_cell: add_cell(ids, object, buf); return;
    case TYPE_slice: add_slice(ids, object, buf); return;
    case TYPE_NotImplementedType: buf_add_text(buf, "NotImplemented"); return;
    default: break;
    }
    if (is_type(object)) add_class(object, buf);
    else if (is_exception(object)) add_exception(ids, object, buf, limit);
    else add_anonymous(ids, object, buf);
}

/* Does the text of a simple value leave something out, or stand for values that are not equal? */
static bool is_inexact(Ref object)
{
    enum { CERTAIN_DIGITS = 6 }; /* of 30 bits: at most RENDER_LIMIT decimal ones */
    switch (object->type->id) {
    case TYPE_str: return AS_STR(object)->length > RENDER_LIMIT;
    case TYPE_bytes: return bytes_length(object) > RENDER_LIMIT;
    case TYPE_int: return imaxabs(AS_INT(object)->head.length) > CERTAIN_DIGITS;
    case TYPE_float: return isnan(AS_FLOAT(object)->value);
    case TYPE_complex: return isnan(AS_COMPLEX(object)->real) || isnan(AS_COMPLEX(object)->imag);
    case TYPE_tuple: break;
    default: return false;
    }
    for (ptrdiff_t i = 0; i < tuple_length(object); i++) {
        if (is_inexact(tuple_peek(object, i))) return true;
    }
    return false;
}

/* Is it shown by nothing but its number? */
static bool is_anonymous(Ref object)
{
    switch (object->type->id) {
    case TYPE_tuple: case TYPE_frozenset: case TYPE_function: case TYPE_module: case TYPE_code: case TYPE_builtin_function_or_method:
    case TYPE_method: case TYPE_cell: case TYPE_slice: return false;
    case TYPE_NotImplementedType: return true; /* there is one */
    default: return !is_type(object) && !is_exception(object);
    }
}

void render_key(const Ids *ids, Ref key, Buf *buf)
{
    render_object(ids, key, buf, RENDER_LIMIT);
    if (render_is_simple(key) ? !is_inexact(key) : is_anonymous(key)) return;
    buf_add_char(buf, '~');
    add_number_of(ids, key, buf);
}
