/* The registry of codecs.  Kept true: the cache holds what a search function answered, under the name as
   search functions see it (lower case, "_" for all else); the standard error handlers are registered at
   the first question for any. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "memory/heap.h"
#include "modules/codecs_parts.h"
#include "modules/import.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/exc_struct.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- codecs */

static int prepare(Rt *rt)
{
    struct ModuleState *state = rt->modules;
    if (state->codec_searches == NULL && (state->codec_searches = list_new(rt, 0)) == NULL) return -1;
    if (state->codec_cache == NULL && (state->codec_cache = dict_new(rt)) == NULL) return -1;
    return 0;
}

int codec_register(Rt *rt, Ref search)
{
    if (!object_is_callable(search)) return error_raise_int(rt, TYPE_TypeError, "argument must be callable");
    return prepare(rt) < 0 ? -1 : list_append(rt, rt->modules->codec_searches, search);
}

int codec_unregister(Rt *rt, Ref search)
{
    Ref searches = rt->modules->codec_searches;
    for (ptrdiff_t i = 0; searches != NULL && i < list_length(searches); i++) {
        if (list_peek(searches, i) != search) continue;
        Own index = int_new(rt, i);
        int status = index == NULL ? -1 : object_item_delete(rt, searches, index);
        release(rt, index);
        return status < 0 ? -1 : dict_clear(rt, rt->modules->codec_cache);
    }
    return 0;
}

/* "UTF-16 le" as "utf_16_le". */
static Own plain_name(Rt *rt, const char *name)
{
    Buf plain = BUF_INIT;
    bool gap = false;
    for (; *name != 0; name++) {
        unsigned char c = (unsigned char)*name;
        if (isalnum(c) || c == '.') {
            if (gap && plain.length > 0) buf_add_char(&plain, '_');
            gap = false;
            buf_add_char(&plain, (char)tolower(c));
        } else {
            gap = true;
        }
    }
    Own text = str_from_buf(rt, &plain);
    buf_fini(&plain);
    if (text != NULL) str_intern(rt, &text);
    return text;
}

/* Has every search function been asked: 1 found, 0, -1. */
static int search(Rt *rt, Ref name, Own *codec)
{
    Ref searches = rt->modules->codec_searches;
    for (ptrdiff_t i = 0; i < list_length(searches); i++) {
        Own function = new_ref(list_peek(searches, i)), answer = call_one(rt, function, name);
        release(rt, function);
        if (answer == NULL) return -1;
        if (answer != rt->none) {
            *codec = answer;
            if (is_tuple(answer) && tuple_length(answer) == 4) return 1;
            release_clear(rt, codec);
            return error_raise_int(rt, TYPE_TypeError, "codec search functions must return 4-tuples");
        }
        release(rt, answer);
    }
    return 0;
}

Own codec_lookup(Rt *rt, const char *name)
{
    if (prepare(rt) < 0) return NULL;
    Own key = plain_name(rt, name), codec = NULL;
    if (key == NULL) return NULL;
    int found = dict_lookup(rt, rt->modules->codec_cache, key, &codec);
    if (found == 0 && !rt->modules->encodings_asked) {
        rt->modules->encodings_asked = true;
        if (rt->modules->importlib == NULL && import_boot(rt) < 0) error_clear(rt); /* a program without imports */
        Own package = import_text(rt, "encodings");
        if (package == NULL && !error_clear_if(rt, TYPE_ImportError)) found = -1;
        release(rt, package);
    }
    if (found == 0) {
        found = search(rt, key, &codec);
        if (found == 1 && dict_set(rt, rt->modules->codec_cache, key, codec) < 0) found = -1;
    }
    release(rt, key);
    if (found == 0) error_raise(rt, TYPE_LookupError, "unknown encoding: %s", name);
    if (found < 1) release_clear(rt, &codec);
    return codec;
}

Own codec_lookup_text(Rt *rt, const char *name, const char *alternative)
{
    Own codec = codec_lookup(rt, name), key = NULL, flag = NULL;
    if (codec == NULL || is_exact(codec, TYPE_tuple)) return codec;
    key = str_interned(rt, "_is_text_encoding");
    int found = key == NULL ? -1 : object_attr_lookup(rt, codec, key, &flag);
    int is_text = found == 1 ? object_is_true(rt, flag) : found == 0 ? 1 : -1;
    release_all(rt, key, flag);
    if (is_text == 0) error_raise(rt, TYPE_LookupError, "'%.400s' is not a text encoding; use %s to handle arbitrary codecs", name, alternative);
    if (is_text != 1) release_clear(rt, &codec);
    return codec;
}

/* A plain exception of a codec says which one it was: a new one of the same class, caused by it. */
static void explain_failure(Rt *rt, const char *operation, const char *name)
{
    Own cause = error_fetch_instance(rt), text = NULL, message = NULL, error = NULL;
    const Type *type = cause->type;
    const ExceptionObj *exception = AS_EXCEPTION(cause);
    ptrdiff_t count = tuple_length(exception->args);
    bool is_plain = type->slots.tp_new == RT_TYPE(rt, BaseException)->slots.tp_new && type->slots.tp_init == RT_TYPE(rt, BaseException)->slots.tp_init &&
                    count <= 1 && (count == 0 || is_str(tuple_peek(exception->args, 0))) && (exception->dict == NULL || dict_length(exception->dict) == 0);
    if (is_plain && (text = object_str(rt, cause)) != NULL)
        message = str_format(rt, "%s with '%s' codec failed (%T: %U)", operation, name, cause, text);
    if (message != NULL) error = call_one(rt, (Ref)type, message);
    if (error != NULL && is_exception(error)) {
        exception_set_cause(rt, error, new_ref(cause));
        exception_set_context(rt, error, new_ref(cause));
        error_raise_class(rt, (Ref)error->type, error);
    } else {
        error_clear(rt);
        error_raise_class(rt, (Ref)cause->type, cause);
    }
    release_all(rt, cause, text, message, error);
}

Own codec_convert(Rt *rt, Ref codec, bool encodes, Ref object, const char *errors_or_null, const char *name)
{
    Ref function = tuple_peek(codec, encodes ? 0 : 1);
    Own errors = errors_or_null == NULL ? NULL : str_new(rt, errors_or_null), pair = NULL, result = NULL;
    if (errors_or_null != NULL && errors == NULL) return NULL;
    Own args = errors == NULL ? tuple_of(rt, 1, object) : tuple_of(rt, 2, object, (Ref)errors);
    if (args != NULL) pair = call_tuple(rt, function, args, NULL);
    release(rt, args);
    release(rt, errors);
    if (args == NULL) return NULL;
    if (pair == NULL) {
        explain_failure(rt, encodes ? "encoding" : "decoding", name);
        return NULL;
    }
    if (is_tuple(pair) && tuple_length(pair) == 2) result = new_ref(tuple_peek(pair, 0));
    else error_raise(rt, TYPE_TypeError, encodes ? "encoder must return a tuple (object, integer)" : "decoder must return a tuple (object,integer)");
    release(rt, pair);
    return result;
}

/* UTF-16 and UTF-32 in this machine's order need no registry: 16, 32, or 0 for any other. */
static int wide_encoding(const char *name)
{
    bool is_wide = strlen(name) == 6 && strncasecmp(name, "utf", 3) == 0 && (name[3] == '-' || name[3] == '_');
    return !is_wide ? 0 : strcmp(name + 4, "16") == 0 ? 16 : strcmp(name + 4, "32") == 0 ? 32 : 0;
}

Own codec_encode_text(Rt *rt, Ref str, const char *encoding, const char *errors_or_null)
{
    int wide = wide_encoding(encoding);
    if (wide != 0) return (wide == 16 ? utf16_encode : utf32_encode)(rt, str, errors_or_null, 0);
    Own codec = codec_lookup_text(rt, encoding, "codecs.encode()"), result = NULL;
    if (codec != NULL) result = codec_convert(rt, codec, true, str, errors_or_null, encoding);
    release(rt, codec);
    if (result == NULL || is_bytes(result)) return result;
    if (is_exact(result, TYPE_bytearray)) {
        Own plain = object_bytes(rt, result);
        if (plain != NULL && error_warn(rt, TYPE_RuntimeWarning, 1, "encoder %s returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types", encoding) < 0)
            release_clear(rt, &plain);
        release(rt, result);
        return plain;
    }
    error_raise(rt, TYPE_TypeError, "'%.400s' encoder returned '%.400T' instead of 'bytes'; use codecs.encode() to encode to arbitrary types", encoding, result);
    release(rt, result);
    return NULL;
}

Own codec_decode_text(Rt *rt, Ref bytes, const char *encoding, const char *errors_or_null)
{
    int wide = wide_encoding(encoding), order = 0;
    if (wide != 0) return (wide == 16 ? utf16_decode : utf32_decode)(rt, AS_BYTES(bytes)->bytes, bytes_length(bytes), errors_or_null, &order, NULL);
    Own codec = codec_lookup_text(rt, encoding, "codecs.decode()"), result = NULL;
    if (codec != NULL) result = codec_convert(rt, codec, false, bytes, errors_or_null, encoding);
    release(rt, codec);
    if (result == NULL || is_str(result)) return result;
    error_raise(rt, TYPE_TypeError, "'%.400s' decoder returned '%.400T' instead of 'str'; use codecs.decode() to decode to arbitrary types", encoding, result);
    release(rt, result);
    return NULL;
}

/* --- error handlers, as functions of the exception */

static Own answer(Rt *rt, const Buf *text, bool raw, ptrdiff_t next)
{
    Own replacement = raw ? bytes_new(rt, buf_text(text), text->length) : str_from_buf(rt, text), position = int_new(rt, next);
    return tuple_build(rt, "NN", replacement, position);
}

/* START and END of ERROR, inside an object of SIZE items. */
static void clip(const UnicodeErrorObj *error, ptrdiff_t size, ptrdiff_t *start, ptrdiff_t *end)
{
    *start = error->start < 0 ? 0 : error->start >= size ? (size == 0 ? 0 : size - 1) : error->start;
    *end = error->end < 1 ? 1 : error->end;
    if (*end > size) *end = size;
}

static bool is_kind(const Rt *rt, Ref error, TypeId class)
{
    return is_exception(error) && type_is_subtype(error->type, rt->types[class]);
}

static Own handle(Rt *rt, CodecHandler handler, Ref error)
{
    const UnicodeErrorObj *e = (const UnicodeErrorObj *)error;
    Buf text = BUF_INIT;
    bool raw = false, done = false, known = true;
    ptrdiff_t start, end, next = 0;
    if (handler == HANDLE_STRICT) {
        if (is_exception(error)) error_raise_class(rt, (Ref)error->type, error);
        else error_raise(rt, TYPE_TypeError, "codec must pass exception instance");
        return NULL;
    }
    bool names_one = is_kind(rt, error, TYPE_UnicodeEncodeError) || is_kind(rt, error, TYPE_UnicodeDecodeError);
    const char *encoding = names_one && e->encoding != NULL && is_str(e->encoding) ? str_utf8(rt, e->encoding, NULL) : "";
    if (encoding == NULL) return NULL;
    if (is_kind(rt, error, TYPE_UnicodeEncodeError) && e->object != NULL && is_str(e->object)) {
        clip(e, str_length(e->object), &start, &end);
        done = codec_replace_encode(handler, encoding, e->object, start, end, &text, &raw, &next);
    } else if (is_kind(rt, error, TYPE_UnicodeDecodeError) && e->object != NULL && is_bytes(e->object)) {
        clip(e, bytes_length(e->object), &start, &end);
        known = handler != HANDLE_XMLCHARREFREPLACE && handler != HANDLE_NAMEREPLACE;
        done = known && codec_replace_decode(handler, encoding, AS_BYTES(e->object)->bytes, bytes_length(e->object), start, end, &text, &next);
    } else if (is_kind(rt, error, TYPE_UnicodeTranslateError) && e->object != NULL && is_str(e->object)) {
        clip(e, str_length(e->object), &start, &end);
        next = end;
        done = codec_replace_translate(handler, e->object, start, end, &text);
        known = done;
    } else {
        known = false;
    }
    Own result = NULL;
    if (done) result = answer(rt, &text, raw, next);
    else if (known) error_raise_class(rt, (Ref)error->type, error);
    else error_raise(rt, TYPE_TypeError, "don't know how to handle %.200T in error callback", error);
    buf_fini(&text);
    return result;
}

#define HANDLER_FUNCTION(name, handler)                                                \
    static Own name##_errors(Rt *rt, Ref self, Ref error)                              \
    {                                                                                  \
        return handle(rt, handler, error);                                             \
    }

HANDLER_FUNCTION(strict, HANDLE_STRICT)
HANDLER_FUNCTION(ignore, HANDLE_IGNORE)
HANDLER_FUNCTION(replace, HANDLE_REPLACE)
HANDLER_FUNCTION(surrogateescape, HANDLE_SURROGATEESCAPE)
HANDLER_FUNCTION(surrogatepass, HANDLE_SURROGATEPASS)
HANDLER_FUNCTION(backslashreplace, HANDLE_BACKSLASHREPLACE)
HANDLER_FUNCTION(xmlcharrefreplace, HANDLE_XMLCHARREFREPLACE)
HANDLER_FUNCTION(namereplace, HANDLE_NAMEREPLACE)

static const MethodDef handlers[HANDLE_OTHER] = {
    [HANDLE_STRICT] = {"strict_errors", METHOD_O, {.binary = strict_errors}, NULL, 0},
    [HANDLE_IGNORE] = {"ignore_errors", METHOD_O, {.binary = ignore_errors}, NULL, 0},
    [HANDLE_REPLACE] = {"replace_errors", METHOD_O, {.binary = replace_errors}, NULL, 0},
    [HANDLE_SURROGATEESCAPE] = {"surrogateescape", METHOD_O, {.binary = surrogateescape_errors}, NULL, 0},
    [HANDLE_SURROGATEPASS] = {"surrogatepass", METHOD_O, {.binary = surrogatepass_errors}, NULL, 0},
    [HANDLE_BACKSLASHREPLACE] = {"backslashreplace_errors", METHOD_O, {.binary = backslashreplace_errors}, NULL, 0},
    [HANDLE_XMLCHARREFREPLACE] = {"xmlcharrefreplace_errors", METHOD_O, {.binary = xmlcharrefreplace_errors}, NULL, 0},
    [HANDLE_NAMEREPLACE] = {"namereplace_errors", METHOD_O, {.binary = namereplace_errors}, NULL, 0},
};

static int prepare_handlers(Rt *rt)
{
    if (rt->modules->codec_handlers != NULL) return 0;
    Own dict = dict_new(rt);
    for (int i = 0; dict != NULL && i < HANDLE_OTHER; i++) {
        Own function = builtin_new(rt, &handlers[i], NULL, NULL);
        if (function == NULL || dict_set_text(rt, dict, codec_handler_names[i], function) < 0) release_clear(rt, &dict);
        release(rt, function);
    }
    rt->modules->codec_handlers = dict;
    return dict == NULL ? -1 : 0;
}

Own codec_error_handler(Rt *rt, const char *name)
{
    if (prepare_handlers(rt) < 0) return NULL;
    Ref handler = dict_peek_text(rt, rt->modules->codec_handlers, name);
    return handler != NULL ? new_ref(handler) : error_raise(rt, TYPE_LookupError, "unknown error handler name '%.400s'", name);
}

int codec_register_error(Rt *rt, const char *name, Ref handler)
{
    if (!object_is_callable(handler)) return error_raise_int(rt, TYPE_TypeError, "handler must be callable");
    return prepare_handlers(rt) < 0 ? -1 : dict_set_text(rt, rt->modules->codec_handlers, name, handler);
}

void codecs_fini(Rt *rt)
{
    release_clear(rt, &rt->modules->codec_searches);
    release_clear(rt, &rt->modules->codec_cache);
    release_clear(rt, &rt->modules->codec_handlers);
}

/* --- the incremental decoder of a native encoding */

typedef struct NativeDecoder {
    Obj head;
    Own errors;
    NativeCodec codec;
    unsigned char held[4]; /* the beginning of a sequence whose end is still to come */
    size_t held_size;
} NativeDecoder;
#define AS_NATIVE(ref) ((NativeDecoder *)(uintptr_t)(ref))

static Own native_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (args_no_keywords(rt, "NativeDecoder", kwargs) < 0 || args_count(rt, "NativeDecoder", tuple_length(args), 1, 1) < 0) return NULL;
    if (!is_str(tuple_peek(args, 0))) return error_raise(rt, TYPE_TypeError, "errors must be str, not %T", tuple_peek(args, 0));
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self != NULL) AS_NATIVE(self)->errors = new_ref(tuple_peek(args, 0));
    return self;
}

/* The type is called, with a tuple for the arguments, as CPython calls the class of the package `encodings`. */
Own native_decoder_new(Rt *rt, NativeCodec codec, Ref errors)
{
    Own self = call_one(rt, (Ref)RT_TYPE(rt, codecs_NativeDecoder), errors);
    if (self != NULL) AS_NATIVE(self)->codec = codec;
    return self;
}

static Own native_decode_method(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    NativeDecoder *d = AS_NATIVE(self);
    int final = nargs < 2 ? 0 : object_is_true(rt, args[1]);
    const char *errors = str_utf8(rt, d->errors, NULL);
    if (errors == NULL || final < 0) return NULL;
    if (nargs < 1 || !is_bytes(args[0])) return error_raise(rt, TYPE_TypeError, "a bytes-like object is required, not '%.100T'", nargs < 1 ? rt->none : args[0]);
    size_t size = (size_t)bytes_length(args[0]), all = d->held_size + size, used = all;
    const char *bytes = AS_BYTES(args[0])->bytes;
    Own joined = NULL, text = NULL;
    if (d->held_size > 0) {
        joined = bytes_new(rt, NULL, all);
        if (joined == NULL) return NULL;
        memcpy(AS_BYTES(joined)->bytes, d->held, d->held_size);
        memcpy(AS_BYTES(joined)->bytes + d->held_size, bytes, size);
        bytes = AS_BYTES(joined)->bytes;
    }
    text = native_decode(rt, d->codec, bytes, all, errors, final ? NULL : &used);
    if (text != NULL) {
        d->held_size = all - used < sizeof d->held ? all - used : 0;
        memcpy(d->held, bytes + used, d->held_size);
        /* The pair that utf_8_decode() and its kin return in CPython. */
        release_replace(rt, &joined, tuple_of(rt, 2, text, rt->none));
        if (joined == NULL) release_clear(rt, &text);
    }
    release(rt, joined);
    return text;
}

static Own native_getstate(Rt *rt, Ref self)
{
    Own held = bytes_new(rt, AS_NATIVE(self)->held, AS_NATIVE(self)->held_size), zero = int_new(rt, 0);
    return tuple_build(rt, "NN", held, zero);
}

static Own native_setstate(Rt *rt, Ref self, Ref state)
{
    NativeDecoder *d = AS_NATIVE(self);
    bool fits = is_tuple(state) && tuple_length(state) == 2 && is_bytes(tuple_peek(state, 0)) && bytes_length(tuple_peek(state, 0)) <= (ptrdiff_t)sizeof d->held;
    if (!fits) return error_raise(rt, TYPE_TypeError, "illegal decoder state");
    d->held_size = (size_t)bytes_length(tuple_peek(state, 0));
    memcpy(d->held, AS_BYTES(tuple_peek(state, 0))->bytes, d->held_size);
    return none_new(rt);
}

static Own native_reset(Rt *rt, Ref self)
{
    AS_NATIVE(self)->held_size = 0;
    return none_new(rt);
}

const TypeSpec codecs_NativeDecoder_type_spec = {
    .name = "_codecs.NativeDecoder",
    .id = TYPE_codecs_NativeDecoder,
    .basicsize = sizeof(NativeDecoder),
    .flags = TYPE_FLAG_GC,
    .owned = OWNED(NativeDecoder, errors, errors),
    .slots = {OWNED_SLOTS, .tp_new = native_tp_new},
    .methods = METHODS(
        {"decode", METHOD_FASTCALL, {.fast = native_decode_method}, NULL, 0},
        {"getstate", METHOD_NOARGS, {.unary = native_getstate}, NULL, 0},
        {"setstate", METHOD_O, {.binary = native_setstate}, NULL, 0},
        {"reset", METHOD_NOARGS, {.unary = native_reset}, NULL, 0}),
};
