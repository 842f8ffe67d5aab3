/* The lines are a fixed text: keys in a fixed order, no spaces, ASCII only.  A constant is a
   list of its type and a form that tells apart all that differ: floats by their bits,
   integers in hexadecimal, frozensets sorted by the text of their items. */
#include "code/digest.h"

#include <stdlib.h>
#include <string.h>

#include "base/hasher.h"
#include "base/utf8.h"
#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

/* --- Text in JSON */

static void add_code_unit(uint32_t unit, Buf *out)
{
    static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (const char *letter = letters; *letter != '\0'; letter += 2) {
        if ((unsigned char)letter[0] != unit) continue;
        buf_add_char(out, '\\');
        buf_add_char(out, letter[1]);
        return;
    }
    if (unit >= ' ' && unit <= '~') {
        buf_add_char(out, (char)unit);
    } else {
        buf_printf(out, "\\u%04x", (unsigned)unit);
    }
}

static void add_code_point(uint32_t c, Buf *out)
{
    if (c < 0x10000) {
        add_code_unit(c, out);
        return;
    }
    add_code_unit(0xD800 + ((c - 0x10000) >> 10), out);
    add_code_unit(0xDC00 + ((c - 0x10000) & 0x3FF), out);
}

static void add_str(Ref str, Buf *out)
{
    buf_add_char(out, '"');
    for (ptrdiff_t i = 0; i < str_length(str); i++) add_code_point(str_at(str, i), out);
    buf_add_char(out, '"');
}

static void add_text(const char *text, Buf *out)
{
    size_t left = strlen(text);
    buf_add_char(out, '"');
    while (left > 0) {
        uint32_t code_point;
        size_t used = utf8_decode_wtf(text, left, &code_point);
        /* A file name's byte that is no UTF-8 is Python's surrogate for it. */
        if (used == 0) code_point = 0xDC00 + (unsigned char)*text, used = 1;
        add_code_point(code_point, out);
        text += used;
        left -= used;
    }
    buf_add_char(out, '"');
}

static void add_names(Ref names, Buf *out)
{
    buf_add_char(out, '[');
    for (ptrdiff_t i = 0; i < tuple_length(names); i++) {
        if (i > 0) buf_add_char(out, ',');
        add_str(tuple_peek(names, i), out);
    }
    buf_add_char(out, ']');
}

static void add_hex(const void *bytes, size_t size, Buf *out)
{
    const uint8_t *at = bytes;
    for (size_t i = 0; i < size; i++) buf_printf(out, "%02x", at[i]);
}

/* --- Constants */

static int add_constant(Rt *rt, Ref constant, const char *path, Buf *out);

static void add_double(double value, Buf *out)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    buf_printf(out, "\"%016llx\"", (unsigned long long)bits);
}

static int add_int(Rt *rt, Ref constant, Buf *out)
{
    Own text = int_to_text(rt, constant, 16);
    if (text == NULL) return -1;
    buf_add_text(out, "[\"int\",");
    add_str(text, out);
    buf_add_char(out, ']');
    release(rt, text);
    return 0;
}

static int add_tuple(Rt *rt, Ref constant, const char *path, Buf *out)
{
    buf_add_text(out, "[\"tuple\",[");
    for (ptrdiff_t i = 0; i < tuple_length(constant); i++) {
        if (i > 0) buf_add_char(out, ',');
        if (add_constant(rt, tuple_peek(constant, i), path, out) < 0) return -1;
    }
    buf_add_text(out, "]]");
    return 0;
}

static int text_order(const void *left, const void *right)
{
    return strcmp(buf_text(left), buf_text(right));
}

static int add_frozenset(Rt *rt, Ref constant, const char *path, Buf *out)
{
    ptrdiff_t position = 0, count = set_length(constant), filled = 0;
    Buf *texts = calloc((size_t)count + 1, sizeof *texts);
    int status = 0;
    if (texts == NULL) {
        error_no_memory(rt);
        return -1;
    }
    for (Ref item; status == 0 && filled < count && set_next(constant, &position, &item);) {
        status = add_constant(rt, item, path, &texts[filled++]);
    }
    qsort(texts, (size_t)filled, sizeof *texts, text_order);
    buf_add_text(out, "[\"frozenset\",[");
    for (ptrdiff_t i = 0; i < filled; i++) {
        if (i > 0) buf_add_char(out, ',');
        buf_add(out, buf_text(&texts[i]), texts[i].length);
        buf_fini(&texts[i]);
    }
    buf_add_text(out, "]]");
    free(texts);
    return status;
}

static int add_constant(Rt *rt, Ref constant, const char *path, Buf *out)
{
    switch ((int)constant->type->id) {
    case TYPE_NoneType: buf_add_text(out, "[\"none\"]"); return 0;
    case TYPE_ellipsis: buf_add_text(out, "[\"ellipsis\"]"); return 0;
    case TYPE_bool: buf_printf(out, "[\"bool\",%d]", constant == rt->true_obj); return 0;
    case TYPE_int: return add_int(rt, constant, out);
    case TYPE_float:
        buf_add_text(out, "[\"float\",");
        add_double(AS_FLOAT(constant)->value, out);
        break;
    case TYPE_complex:
        buf_add_text(out, "[\"complex\",");
        add_double(AS_COMPLEX(constant)->real, out);
        buf_add_char(out, ',');
        add_double(AS_COMPLEX(constant)->imag, out);
        break;
    case TYPE_str:
        buf_add_text(out, "[\"str\",");
        add_str(constant, out);
        break;
    case TYPE_bytes:
        buf_add_text(out, "[\"bytes\",\"");
        add_hex(AS_BYTES(constant)->bytes, (size_t)bytes_length(constant), out);
        buf_add_char(out, '"');
        break;
    case TYPE_tuple: return add_tuple(rt, constant, path, out);
    case TYPE_frozenset: return add_frozenset(rt, constant, path, out);
    case TYPE_code: buf_printf(out, "[\"code\",\"%s\"", path); break;
    default: buf_printf(out, "[\"other\",\"%s\"", constant->type->name); break;
    }
    buf_add_char(out, ']');
    return 0;
}

/* --- A line */

/* "name": the count of bytes, and their hash. */
static void add_bytes(const char *count_key, const char *hash_key, Ref bytes, Buf *out)
{
    char digest[2 * 32 + 1];
    hasher_sha256_text(AS_BYTES(bytes)->bytes, (size_t)bytes_length(bytes), digest);
    buf_printf(out,
               ",\"%s\":%zd,\"%s\":\"%s\"",
               count_key,
               bytes_length(bytes),
               hash_key,
               digest);
}

static void add_full_bytes(const char *key, Ref bytes, Buf *out)
{
    buf_printf(out, ",\"%s\":\"", key);
    add_hex(AS_BYTES(bytes)->bytes, (size_t)bytes_length(bytes), out);
    buf_add_char(out, '"');
}

static void add_numbers(const CodeObj *code, Buf *out)
{
    buf_printf(out,
               ",\"firstlineno\":%d,\"flags\":%d,\"argcount\":%d,\"posonly\":%d,"
               "\"kwonly\":%d,\"nlocals\":%d,\"stacksize\":%d",
               code->firstlineno,
               code->flags,
               code->argcount,
               code->posonlyargcount,
               code->kwonlyargcount,
               code->nlocals,
               code->stacksize);
}

static int add_variables(Rt *rt, Ref code, Buf *out)
{
    static const struct {
        const char *key;
        Own (*get)(Rt *, Ref);
    } kinds[] = {
        {"varnames", code_varnames},
        {"cellvars", code_cellvars},
        {"freevars", code_freevars},
    };
    buf_add_text(out, ",\"names\":");
    add_names(AS_CODE(code)->names, out);
    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
        Own names = kinds[i].get(rt, code);
        if (names == NULL) return -1;
        buf_printf(out, ",\"%s\":", kinds[i].key);
        add_names(names, out);
        release(rt, names);
    }
    return 0;
}

/* The path of the constant at INDEX inside the code object at PATH. */
static void path_join(const char *path, ptrdiff_t index, Buf *joined)
{
    buf_clear(joined);
    buf_printf(joined, path[0] == '\0' ? "%s%zd" : "%s.%zd", path, index);
}

static int add_constants(Rt *rt, Ref consts, const char *path, Buf *out)
{
    Buf joined = BUF_INIT;
    int status = 0;
    buf_add_text(out, ",\"consts\":[");
    for (ptrdiff_t i = 0; status == 0 && i < tuple_length(consts); i++) {
        if (i > 0) buf_add_char(out, ',');
        path_join(path, i, &joined);
        status = add_constant(rt, tuple_peek(consts, i), buf_text(&joined), out);
    }
    buf_add_char(out, ']');
    buf_fini(&joined);
    return status;
}

static int add_line(Rt *rt, Ref ref, const char *file, const char *path, bool is_full, Buf *out)
{
    const CodeObj *code = AS_CODE(ref);
    Own bytes = code_bytes(rt, ref);
    if (bytes == NULL) return -1;
    buf_add_text(out, "{\"file\":");
    add_text(file, out);
    buf_printf(out, ",\"id\":\"%s\",\"qualname\":", path);
    add_str(code->qualname, out);
    buf_add_text(out, ",\"name\":");
    add_str(code->name, out);
    add_numbers(code, out);
    int status = add_variables(rt, ref, out);
    if (status == 0) status = add_constants(rt, code->consts, path, out);
    add_bytes("ncode", "code", bytes, out);
    add_bytes("nlinetable", "linetable", code->linetable, out);
    add_bytes("nexc", "exc", code->exception_table, out);
    if (is_full) {
        add_full_bytes("code_hex", bytes, out);
        add_full_bytes("linetable_hex", code->linetable, out);
        add_full_bytes("exc_hex", code->exception_table, out);
    }
    buf_add_text(out, "}\n");
    release(rt, bytes);
    return status;
}

static int digest_at(Rt *rt, Ref code, const char *file, const char *path, bool is_full, Buf *out)
{
    Buf joined = BUF_INIT;
    int status = add_line(rt, code, file, path, is_full, out);
    Ref consts = AS_CODE(code)->consts;
    for (ptrdiff_t i = 0; status == 0 && i < tuple_length(consts); i++) {
        Ref inner = tuple_peek(consts, i);
        if (!is_exact(inner, TYPE_code)) continue;
        path_join(path, i, &joined);
        status = digest_at(rt, inner, file, buf_text(&joined), is_full, out);
    }
    buf_fini(&joined);
    return status;
}

int code_digest(Rt *rt, Ref code, const char *file, bool is_full, Buf *out)
{
    return digest_at(rt, code, file, "", is_full, out);
}

/* "key": the attribute NAME of OBJ, a str or an int or None. */
static int add_attribute(Rt *rt, const char *key, Ref obj, const char *name, Buf *out)
{
    Own value = object_attr_get_text(rt, obj, name), text = NULL;
    int status = 0;
    buf_printf(out, ",\"%s\":", key);
    if (value == NULL) {
        status = -1;
    } else if (is_str(value)) {
        add_str(value, out);
    } else if (value == rt->none) {
        buf_add_text(out, "null");
    } else {
        text = object_str(rt, value);
        if (text == NULL) {
            status = -1;
        } else {
            str_add_to_buf(text, out);
        }
    }
    release_all(rt, text, value);
    return status;
}

int code_digest_error(Rt *rt, Ref exception, const char *file, Buf *out)
{
    static const char *const places[] = {"lineno", "offset", "end_lineno", "end_offset"};
    buf_add_text(out, "{\"file\":");
    add_text(file, out);
    buf_printf(out, ",\"id\":\"\",\"error\":\"%s\"", type_short_name(exception->type));
    int status = 0;
    if (type_is_subtype(exception->type, RT_TYPE(rt, SyntaxError))) {
        status = add_attribute(rt, "msg", exception, "msg", out);
        for (size_t i = 0; status == 0 && i < ARRAY_LENGTH(places); i++) {
            status = add_attribute(rt, places[i], exception, places[i], out);
        }
    } else {
        Own text = object_str(rt, exception);
        status = text == NULL ? -1 : 0;
        buf_add_text(out, ",\"msg\":");
        if (text != NULL) add_str(text, out);
        release(rt, text);
    }
    buf_add_text(out, "}\n");
    return status;
}
