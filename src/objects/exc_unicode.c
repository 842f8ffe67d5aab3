/* UnicodeEncodeError(encoding, object, start, end, reason), its decoding counterpart,
   and UnicodeTranslateError, which has no encoding. */
#include "objects/abstract.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/exc_parts.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static int check(Rt *rt, bool fits, int position, const char *wanted, Ref given)
{
    if (fits) return 0;
    return error_raise_int(
        rt, TYPE_TypeError, "argument %d must be %s, not %T", position, wanted, given);
}

/* The bytes that could not be decoded: taken as they are now. */
static Own bytes_of(Rt *rt, Ref object)
{
    if (is_bytes(object)) return new_ref(object);
    Buffer view = {0};
    if (buffer_get(rt, object, &view, BUFFER_SIMPLE) < 0) return NULL;
    Own bytes = bytes_new(rt, view.bytes, (size_t)view.length);
    buffer_release(rt, &view);
    return bytes;
}

/* ARGS from FIRST on are object, start, end, reason. */
static int read_rest(Rt *rt, UnicodeErrorObj *error, Ref args, int first, bool decoding)
{
    Ref object = tuple_peek(args, first), reason = tuple_peek(args, first + 3);
    if (!decoding && check(rt, is_str(object), first + 1, "str", object) < 0) return -1;
    ptrdiff_t range[2];
    for (int i = 0; i < 2; i++) {
        range[i] =
            number_as_size(rt, tuple_peek(args, first + 1 + i), TYPE_OverflowError);
        if (range[i] == -1 && rt_is_pending(rt)) return -1;
    }
    if (check(rt, is_str(reason), first + 4, "str", reason) < 0) return -1;
    Own held = decoding ? bytes_of(rt, object) : new_ref(object);
    if (held == NULL) return -1;
    release_replace(rt, &error->object, held);
    error->start = range[0];
    error->end = range[1];
    release_replace(rt, &error->reason, new_ref(reason));
    return 0;
}

static int init_with_encoding(Rt *rt, Ref self, Ref args, Ref kwargs, bool decoding)
{
    UnicodeErrorObj *error = (UnicodeErrorObj *)self;
    if (exception_tp_init(rt, self, args, kwargs) < 0) return -1;
    if (tuple_length(args) != 5) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "function takes exactly 5 arguments (%zd given)",
                               tuple_length(args));
    }
    Ref encoding = tuple_peek(args, 0);
    if (check(rt, is_str(encoding), 1, "str", encoding) < 0) return -1;
    if (read_rest(rt, error, args, 1, decoding) < 0) return -1;
    release_replace(rt, &error->encoding, new_ref(encoding));
    return 0;
}

static int encode_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    return init_with_encoding(rt, self, args, kwargs_or_null, false);
}

static int decode_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    return init_with_encoding(rt, self, args, kwargs_or_null, true);
}

static int translate_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (exception_tp_init(rt, self, args, kwargs_or_null) < 0) return -1;
    if (tuple_length(args) != 4) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "function takes exactly 4 arguments (%zd given)",
                               tuple_length(args));
    }
    return read_rest(rt, (UnicodeErrorObj *)self, args, 0, false);
}

/* "'\xe9'", as the messages show the character that did not fit. */
static Own one_character(Rt *rt, Ref text, ptrdiff_t index)
{
    uint32_t c = str_at(text, index);
    if (c < 0x100) return str_format(rt, "\\x%02x", (unsigned)c);
    return str_format(rt, c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
}

/* A field as the messages show it: a program may have put any object there, or taken it away. */
static Own shown(Rt *rt, Ref field_or_null)
{
    return field_or_null == NULL ? str_new(rt, "<NULL>") : object_str(rt, field_or_null);
}

/* "'ascii' codec can't encode character '\\xe9' in position 0: reason"; ITEM names the one that did not
   fit ("character '%U'"), and is NULL when there are several. */
static Own message(Rt *rt, const UnicodeErrorObj *error, bool has_encoding, const char *verb, const char *items, Own item)
{
    Own reason = shown(rt, error->reason), encoding = has_encoding ? shown(rt, error->encoding) : NULL, who = NULL, text = NULL;
    if (reason == NULL || (has_encoding && encoding == NULL)) goto done;
    who = has_encoding ? str_format(rt, "'%U' codec ", encoding) : new_ref(rt->empty_str);
    if (who == NULL) goto done;
    if (item != NULL) text = str_format(rt, "%Ucan't %s %U in position %zd: %U", who, verb, item, error->start, reason);
    else text = str_format(rt, "%Ucan't %s %s in position %zd-%zd: %U", who, verb, items, error->start, error->end - 1, reason);
done:
    release_all(rt, reason, encoding, who, item);
    return text;
}

static bool is_one_item(const UnicodeErrorObj *error, ptrdiff_t length)
{
    return error->start >= 0 && error->start < length && error->end == error->start + 1;
}

/* VERB is "encode" or "translate". */
static Own text_message(Rt *rt, const UnicodeErrorObj *error, bool has_encoding, const char *verb)
{
    Own character = NULL, item = NULL;
    if (is_str(error->object) && is_one_item(error, str_length(error->object))) {
        character = one_character(rt, error->object, error->start);
        if (character != NULL) item = str_format(rt, "character '%U'", character);
        release(rt, character);
        if (item == NULL) return NULL;
    }
    return message(rt, error, has_encoding, verb, "characters", item);
}

static Own encode_str(Rt *rt, Ref self)
{
    const UnicodeErrorObj *error = (const UnicodeErrorObj *)self;
    if (error->object == NULL) return new_ref(rt->empty_str);
    return text_message(rt, error, true, "encode");
}

static Own translate_str(Rt *rt, Ref self)
{
    const UnicodeErrorObj *error = (const UnicodeErrorObj *)self;
    if (error->object == NULL) return new_ref(rt->empty_str);
    return text_message(rt, error, false, "translate");
}

static Own decode_str(Rt *rt, Ref self)
{
    const UnicodeErrorObj *error = (const UnicodeErrorObj *)self;
    Own item = NULL;
    if (error->object == NULL) return new_ref(rt->empty_str);
    if (is_bytes(error->object) && is_one_item(error, bytes_length(error->object))) {
        item = str_format(rt, "byte 0x%02x", (unsigned)(unsigned char)AS_BYTES(error->object)->bytes[error->start]);
        if (item == NULL) return NULL;
    }
    return message(rt, error, true, "decode", "bytes", item);
}

static const MemberDef unicode_members[] = {
    EXCEPTION_FIELD(UnicodeErrorObj, "encoding", encoding, "exception encoding"),
    EXCEPTION_FIELD(UnicodeErrorObj, "object", object, "exception object"),
    {"start", MEMBER_SIZE, offsetof(UnicodeErrorObj, start), false, "exception start"},
    {"end", MEMBER_SIZE, offsetof(UnicodeErrorObj, end), false, "exception end"},
    EXCEPTION_FIELD(UnicodeErrorObj, "reason", reason, "exception reason"),
    {0},
};

#define UNICODE_SPEC(class, label, class_doc)                                          \
    const TypeSpec class##_type_spec = {                                               \
        .name = #class,                                                                \
        .id = TYPE_##class,                                                            \
        .base = TYPE_UnicodeError,                                                     \
        .basicsize = sizeof(UnicodeErrorObj),                                          \
        .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,                                        \
        .doc = class_doc,                                                              \
        .owned = OWNED(UnicodeErrorObj, encoding, reason),                             \
        .slots = {OWNED_SLOTS,                                                         \
                  .tp_new = exception_tp_new,                                          \
                  .tp_init = label##_init,                                             \
                  .tp_str = label##_str},                                              \
        .members = unicode_members,                                                    \
    }
UNICODE_SPEC(UnicodeEncodeError, encode, "Unicode encoding error.");
UNICODE_SPEC(UnicodeDecodeError, decode, "Unicode decoding error.");
UNICODE_SPEC(UnicodeTranslateError, translate, "Unicode translation error.");
