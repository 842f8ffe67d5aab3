/* The module _codecs: the registry, and each codec as a pair of functions, which return what they made and
   how much of their argument went into it. */
#include <string.h>

#include "modules/codecs_parts.h"
#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- the registry */

static Own codecs_register(Rt *rt, Ref self, Ref search)
{
    return codec_register(rt, search) < 0 ? NULL : none_new(rt);
}

static Own codecs_unregister(Rt *rt, Ref self, Ref search)
{
    return codec_unregister(rt, search) < 0 ? NULL : none_new(rt);
}

/* A name as C text: no NUL in it. */
static const char *name_text(Rt *rt, const char *function, const char *argument, Ref value)
{
    size_t size;
    if (!is_str(value)) {
        error_raise(rt, TYPE_TypeError, "%s() argument '%s' must be str, not %.50K", function, argument, value);
        return NULL;
    }
    const char *text = str_utf8(rt, value, &size);
    if (text == NULL || strlen(text) == size) return text;
    error_raise(rt, TYPE_ValueError, "embedded null character");
    return NULL;
}

static Own codecs_lookup(Rt *rt, Ref self, Ref encoding)
{
    const char *name = name_text(rt, "lookup", "encoding", encoding);
    return name == NULL ? NULL : codec_lookup(rt, name);
}

enum { DECODES, ENCODES };

static Own convert(Rt *rt, Ref self, Ref *given, const MethodDef *def)
{
    const char *encoding = given[1] == NULL ? "utf-8" : name_text(rt, def->name, "encoding", given[1]);
    const char *errors = given[2] == NULL || encoding == NULL ? NULL : name_text(rt, def->name, "errors", given[2]);
    if (rt_is_pending(rt)) return NULL;
    Own codec = codec_lookup(rt, encoding), result = NULL;
    if (codec != NULL) result = codec_convert(rt, codec, def->fn.which == ENCODES, given[0], errors, encoding);
    release(rt, codec);
    return result;
}

static Own codecs_lookup_error(Rt *rt, Ref self, Ref name)
{
    const char *text = name_text(rt, "lookup_error", "name", name);
    return text == NULL ? NULL : codec_error_handler(rt, text);
}

static Own codecs_register_error(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    const char *text = name_text(rt, "register_error", "errors", args[0]);
    return text == NULL || codec_register_error(rt, text, args[1]) < 0 ? NULL : none_new(rt);
}

static Own codecs_forget(Rt *rt, Ref self, Ref name)
{
    if (rt->modules->codec_cache == NULL || dict_delete(rt, rt->modules->codec_cache, name) == 0) return none_new(rt);
    return error_clear_if(rt, TYPE_KeyError) ? none_new(rt) : NULL;
}

/* --- arguments and results of the codecs */

/* (RESULT, COUNT); takes RESULT. */
static Own pair(Rt *rt, Own result, ptrdiff_t count)
{
    Own number = result == NULL ? NULL : int_new(rt, count);
    return tuple_build(rt, "NN", result, number);
}

static int errors_argument(Rt *rt, const char *function, Ref value, const char **errors)
{
    *errors = NULL;
    if (value == NULL || value == rt->none) return 0;
    if (!is_str(value)) return error_raise_int(rt, TYPE_TypeError, "%s() argument 2 must be str or None, not %.50K", function, value);
    *errors = name_text(rt, function, "errors", value);
    return *errors == NULL ? -1 : 0;
}

/* What a decoding function is called with. */
typedef struct Decoding {
    Buffer view;
    const char *errors;
    bool final;
    int order;
} Decoding;

/* (data, errors=None, final=False, /); text is taken as its UTF-8 where TEXT_TOO. */
static int decoding_begin(Rt *rt, Decoding *decoding, const char *function, const Ref *args, ptrdiff_t nargs, bool text_too)
{
    *decoding = (Decoding){0};
    if (args_count(rt, function, nargs, 1, 4) < 0) return -1;
    if (nargs > 1 && errors_argument(rt, function, args[1], &decoding->errors) < 0) return -1;
    if (nargs > 2 && args[2]->type == RT_TYPE(rt, bool)) {
        int final = object_is_true(rt, args[2]);
        if (final < 0) return -1;
        decoding->final = final;
    }
    if (text_too && is_str(args[0])) {
        size_t size;
        const char *text = str_utf8(rt, args[0], &size);
        return text == NULL ? -1 : buffer_fill(rt, &decoding->view, args[0], (void *)(uintptr_t)text, (ptrdiff_t)size, true, BUFFER_SIMPLE);
    }
    return buffer_get(rt, args[0], &decoding->view, BUFFER_SIMPLE);
}

static Own decoding_end(Rt *rt, Decoding *decoding, Own text, ptrdiff_t consumed)
{
    buffer_release(rt, &decoding->view);
    return pair(rt, text, consumed);
}

/* (str, errors=None, /) */
static int encoding_begin(Rt *rt, const char *function, const Ref *args, ptrdiff_t nargs, const char **errors)
{
    if (args_count(rt, function, nargs, 1, 3) < 0) return -1;
    if (!is_str(args[0])) return error_raise_int(rt, TYPE_TypeError, "%s() argument 1 must be str, not %.50K", function, args[0]);
    return errors_argument(rt, function, nargs > 1 ? args[1] : NULL, errors);
}

#define ENCODER(name, expression)                                                      \
    static Own codecs_##name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames) \
    {                                                                                  \
        const char *errors;                                                            \
        if (encoding_begin(rt, #name, args, nargs, &errors) < 0) return NULL;          \
        return pair(rt, expression, str_length(args[0]));                              \
    }

#define DECODER(name, text_too, expression)                                            \
    static Own codecs_##name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames) \
    {                                                                                  \
        Decoding d;                                                                    \
        if (decoding_begin(rt, &d, #name, args, nargs, text_too) < 0) return NULL;     \
        const char *bytes = d.view.bytes;                                              \
        ptrdiff_t size = d.view.length, used = size, *consumed UNUSED = d.final ? NULL : &used; \
        Own text = expression;                                                         \
        return decoding_end(rt, &d, text, used);                                       \
    }

ENCODER(utf_8_encode, native_encode(rt, NATIVE_UTF8, args[0], errors))
ENCODER(latin_1_encode, native_encode(rt, NATIVE_LATIN1, args[0], errors))
ENCODER(ascii_encode, native_encode(rt, NATIVE_ASCII, args[0], errors))

DECODER(utf_8_decode, false, str_decode_utf8(rt, bytes, (size_t)size, d.errors, (size_t *)consumed))
DECODER(latin_1_decode, false, native_decode(rt, NATIVE_LATIN1, bytes, (size_t)size, d.errors, NULL))
DECODER(ascii_decode, false, native_decode(rt, NATIVE_ASCII, bytes, (size_t)size, d.errors, NULL))

/* byteorder of utf_16_encode and utf_32_encode. */
static int order_argument(Rt *rt, const Ref *args, ptrdiff_t nargs, ptrdiff_t index)
{
    if (nargs <= index) return 0;
    Own number = number_index(rt, args[index]);
    int order = number == NULL ? 0 : int_sign(number);
    release(rt, number);
    return order;
}

#define WIDE_CODECS(bits)                                                              \
    ENCODER(utf_##bits##_le_encode, utf##bits##_encode(rt, args[0], errors, -1))       \
    ENCODER(utf_##bits##_be_encode, utf##bits##_encode(rt, args[0], errors, 1))        \
    ENCODER(utf_##bits##_encode, utf##bits##_encode_ordered(rt, args, nargs, errors))  \
    DECODER(utf_##bits##_decode, false, utf##bits##_decode(rt, bytes, size, d.errors, &d.order, consumed)) \
    DECODER(utf_##bits##_le_decode, false, (d.order = -1, utf##bits##_decode(rt, bytes, size, d.errors, &d.order, consumed))) \
    DECODER(utf_##bits##_be_decode, false, (d.order = 1, utf##bits##_decode(rt, bytes, size, d.errors, &d.order, consumed))) \
    static Own codecs_utf_##bits##_ex_decode(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames) \
    {                                                                                  \
        return ex_decode(rt, "utf_" #bits "_ex_decode", utf##bits##_decode, args, nargs); \
    }

static Own utf16_encode_ordered(Rt *rt, const Ref *args, ptrdiff_t nargs, const char *errors)
{
    int order = order_argument(rt, args, nargs, 2);
    return rt_is_pending(rt) ? NULL : utf16_encode(rt, args[0], errors, order);
}

static Own utf32_encode_ordered(Rt *rt, const Ref *args, ptrdiff_t nargs, const char *errors)
{
    int order = order_argument(rt, args, nargs, 2);
    return rt_is_pending(rt) ? NULL : utf32_encode(rt, args[0], errors, order);
}

/* (data, errors=None, byteorder=0, final=False, /): the byte order is the third result. */
static Own ex_decode(Rt *rt, const char *function, Own (*decode)(Rt *, const char *, ptrdiff_t, const char *, int *, ptrdiff_t *), const Ref *args, ptrdiff_t nargs)
{
    Decoding d;
    Own text = NULL, used = NULL, order = NULL;
    if (decoding_begin(rt, &d, function, args, nargs > 2 ? 2 : nargs, false) < 0) return NULL;
    ptrdiff_t consumed = d.view.length;
    d.order = order_argument(rt, args, nargs, 2);
    int final = nargs > 3 ? object_is_true(rt, args[3]) : 0;
    if (!rt_is_pending(rt)) text = decode(rt, d.view.bytes, d.view.length, d.errors, &d.order, final ? NULL : &consumed);
    buffer_release(rt, &d.view);
    if (text != NULL) used = int_new(rt, consumed), order = int_new(rt, d.order);
    return tuple_build(rt, "NNN", text, used, order);
}

WIDE_CODECS(16)
WIDE_CODECS(32)

ENCODER(utf_7_encode, utf7_encode(rt, args[0], errors))
DECODER(utf_7_decode, false, utf7_decode(rt, bytes, size, d.errors, consumed))
ENCODER(unicode_escape_encode, unicode_escape_encode(rt, args[0]))
ENCODER(raw_unicode_escape_encode, raw_unicode_escape_encode(rt, args[0]))
/* These two take the input to be complete unless told otherwise. */
DECODER(unicode_escape_decode, true, unicode_escape_decode(rt, bytes, size, d.errors, nargs > 2 ? consumed : NULL))
DECODER(raw_unicode_escape_decode, true, raw_unicode_escape_decode(rt, bytes, size, d.errors, nargs > 2 ? consumed : NULL))
DECODER(escape_decode, true, bytes_escape_decode(rt, bytes, size, d.errors))
DECODER(charmap_decode, false, charmap_decode(rt, bytes, size, d.errors, nargs > 2 ? args[2] : NULL))
ENCODER(charmap_encode, charmap_encode(rt, args[0], errors, nargs > 2 ? args[2] : NULL))

static Own codecs_escape_encode(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "escape_encode", nargs, 1, 2) < 0) return NULL;
    if (!is_bytes(args[0])) return error_raise(rt, TYPE_TypeError, "escape_encode() argument 1 must be bytes, not %.50K", args[0]);
    return pair(rt, bytes_escape_encode(rt, args[0]), bytes_length(args[0]));
}

static Own codecs_charmap_build(Rt *rt, Ref self, Ref map)
{
    if (!is_str(map)) return error_raise(rt, TYPE_TypeError, "charmap_build() argument must be str, not %.50K", map);
    return charmap_build(rt, map);
}

/* The bytes of anything that has some. */
static Own codecs_readbuffer_encode(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Decoding d;
    if (decoding_begin(rt, &d, "readbuffer_encode", args, nargs, true) < 0) return NULL;
    Own bytes = bytes_new(rt, d.view.bytes, (size_t)d.view.length);
    return decoding_end(rt, &d, bytes, d.view.length);
}

#define CODER(name) {#name, METHOD_FASTCALL, {.fast = codecs_##name}, NULL, 0}

const ModuleSpec _codecs_module_spec = {
    .name = "_codecs",
    .methods = METHODS(
        {"register", METHOD_O, {.binary = codecs_register}, "Register a codec search function.", 0},
        {"unregister", METHOD_O, {.binary = codecs_unregister}, "Unregister a codec search function and clear the registry's cache.", 0},
        {"lookup", METHOD_O, {.binary = codecs_lookup}, "Looks up a codec tuple in the Python codec registry and returns a CodecInfo object.", 0},
        {"encode", METHOD_BOUND_OF, {.bound_of = convert, .which = ENCODES, .least = 1, .most = 3, .names = NAMES("obj", "encoding", "errors")}, "encode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nEncodes obj using the codec registered for encoding.", 0},
        {"decode", METHOD_BOUND_OF, {.bound_of = convert, .which = DECODES, .least = 1, .most = 3, .names = NAMES("obj", "encoding", "errors")}, "decode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nDecodes obj using the codec registered for encoding.", 0},
        {"lookup_error", METHOD_O, {.binary = codecs_lookup_error}, NULL, 0},
        {"register_error", METHOD_FASTCALL, {.fast = codecs_register_error, .least = 2, .most = 2}, NULL, 0},
        {"_forget_codec", METHOD_O, {.binary = codecs_forget}, "Purge the named codec from the internal codec lookup cache", 0},
        CODER(utf_8_encode), CODER(utf_8_decode), CODER(latin_1_encode), CODER(latin_1_decode), CODER(ascii_encode), CODER(ascii_decode),
        CODER(utf_16_encode), CODER(utf_16_le_encode), CODER(utf_16_be_encode), CODER(utf_16_decode), CODER(utf_16_le_decode), CODER(utf_16_be_decode), CODER(utf_16_ex_decode),
        CODER(utf_32_encode), CODER(utf_32_le_encode), CODER(utf_32_be_encode), CODER(utf_32_decode), CODER(utf_32_le_decode), CODER(utf_32_be_decode), CODER(utf_32_ex_decode),
        CODER(utf_7_encode), CODER(utf_7_decode), CODER(unicode_escape_encode), CODER(unicode_escape_decode), CODER(raw_unicode_escape_encode), CODER(raw_unicode_escape_decode),
        CODER(escape_encode), CODER(escape_decode), CODER(charmap_encode), CODER(charmap_decode), CODER(readbuffer_encode),
        {"charmap_build", METHOD_O, {.binary = codecs_charmap_build}, NULL, 0}),
};
