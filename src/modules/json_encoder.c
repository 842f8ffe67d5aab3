/* Encoders: objects written as a JSON document, in one string and without indentation; what is no JSON value is
   given to the program's `default` first.  `markers` has the containers that are being written, by address. */
#include "modules/json_parts.h"

#include <math.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef struct EncoderObj {
    Obj head;
    Own markers, default_function, encoder, indent, key_separator, item_separator;
    bool sort_keys, skipkeys;
    int allow_nan;
    BinaryFn own; /* of the two functions of this module the one that `encoder` is, or NULL */
} EncoderObj;
#define AS_ENCODER(ref) ((EncoderObj *)(uintptr_t)(ref))

static int encode(Rt *rt, const EncoderObj *encoder, Buf *text, Ref value);

/* --- texts */

static int add_quoted(Rt *rt, const EncoderObj *encoder, Buf *text, Ref str)
{
    if (encoder->own != NULL) {
        json_add_quoted(text, str, encoder->own == json_encode_basestring_ascii);
        return 0;
    }
    Own encoded = call_one(rt, encoder->encoder, str);
    if (encoded == NULL || is_str(encoded)) return str_take_to_buf(rt, encoded, text);
    error_raise(rt, TYPE_TypeError, "encoder() must return a string, not %.80T", encoded);
    release(rt, encoded);
    return -1;
}

/* What a number or a constant is as text; NULL and nothing pending: VALUE is neither. */
static Own plain_text(Rt *rt, const EncoderObj *encoder, Ref value)
{
    if (value == rt->none) return str_interned(rt, "null");
    if (value == rt->true_obj || value == rt->false_obj) return str_interned(rt, value == rt->true_obj ? "true" : "false");
    if (is_int(value)) return RT_TYPE(rt, int)->slots.tp_repr(rt, value);
    if (!type_is_subtype(value->type, RT_TYPE(rt, float))) return NULL;
    double number = AS_FLOAT(value)->value;
    if (isfinite(number)) return RT_TYPE(rt, float)->slots.tp_repr(rt, value);
    if (!encoder->allow_nan) return error_raise(rt, TYPE_ValueError, "Out of range float values are not JSON compliant");
    return str_interned(rt, isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
}

/* --- containers */

/* Notes that VALUE is being written: *mark is its key, or NULL when nobody looks for circles. */
static int mark(Rt *rt, const EncoderObj *encoder, Ref value, Own *key)
{
    *key = NULL;
    if (encoder->markers == rt->none) return 0;
    *key = int_new_unsigned(rt, heap_nominal(rt, value));
    int has = *key == NULL ? -1 : dict_contains(rt, encoder->markers, *key);
    if (has > 0) error_raise(rt, TYPE_ValueError, "Circular reference detected");
    if (has == 0 && dict_set(rt, encoder->markers, *key, value) == 0) return 0;
    release_clear(rt, key);
    return -1;
}

/* The mark goes when all is well (STATUS 0); after an error it stays, as in CPython. */
static int unmark(Rt *rt, const EncoderObj *encoder, Own key, int status)
{
    if (key != NULL && status == 0) status = dict_delete(rt, encoder->markers, key);
    release(rt, key);
    return status;
}

static ptrdiff_t count_of(Ref sequence)
{
    return is_list(sequence) ? list_length(sequence) : tuple_length(sequence);
}

/* Those of a list that are there when their turn comes. */
static int encode_items(Rt *rt, const EncoderObj *encoder, Buf *text, Ref items)
{
    for (ptrdiff_t i = 0; i < count_of(items); i++) {
        if (i > 0) str_add_to_buf(encoder->item_separator, text);
        Own item = new_ref(is_list(items) ? list_peek(items, i) : tuple_peek(items, i));
        int status = encode(rt, encoder, text, item);
        release(rt, item);
        if (status < 0 || error_poll(rt) < 0) return -1;
    }
    return 0;
}

static int encode_sequence(Rt *rt, const EncoderObj *encoder, Buf *text, Ref sequence)
{
    Own key;
    if (count_of(sequence) == 0) {
        buf_add_text(text, "[]");
        return 0;
    }
    if (mark(rt, encoder, sequence, &key) < 0) return -1;
    buf_add_char(text, '[');
    int status = unmark(rt, encoder, key, encode_items(rt, encoder, text, sequence));
    buf_add_char(text, ']');
    return status;
}

/* A key and its separator: 1; 0 when it is to be left out; -1. */
static int encode_key(Rt *rt, const EncoderObj *encoder, Buf *text, Ref key, bool is_first)
{
    Own name = is_str(key) ? new_ref(key) : plain_text(rt, encoder, key);
    if (name == NULL && rt_is_pending(rt)) return -1;
    if (name == NULL && encoder->skipkeys) return 0;
    if (name == NULL) return error_raise_int(rt, TYPE_TypeError, "keys must be str, int, float, bool or None, not %.100T", key);
    if (!is_first) str_add_to_buf(encoder->item_separator, text);
    int status = add_quoted(rt, encoder, text, name);
    release(rt, name);
    str_add_to_buf(encoder->key_separator, text);
    return status < 0 ? -1 : 1;
}

static int encode_pairs(Rt *rt, const EncoderObj *encoder, Buf *text, Ref pairs)
{
    bool is_first = true;
    for (ptrdiff_t i = 0; i < list_length(pairs); i++) {
        Own pair = new_ref(list_peek(pairs, i));
        int status = -1;
        if (!is_tuple(pair) || tuple_length(pair) != 2) error_raise(rt, TYPE_ValueError, "items must return 2-tuples");
        else status = encode_key(rt, encoder, text, tuple_peek(pair, 0), is_first);
        if (status > 0) {
            is_first = false;
            status = encode(rt, encoder, text, tuple_peek(pair, 1));
        }
        release(rt, pair);
        if (status < 0 || error_poll(rt) < 0) return -1;
    }
    return 0;
}

/* What the items() of a dict's subclass give, as a list. */
static Own items_by_method(Rt *rt, Ref dict)
{
    Own name = str_interned(rt, "items"), items = name == NULL ? NULL : call_method_none(rt, dict, name);
    Own iterator = items == NULL ? NULL : object_iter(rt, items);
    if (items != NULL && iterator == NULL && error_matches(rt, TYPE_TypeError))
        error_raise(rt, TYPE_TypeError, "%.200T.items() returned a non-iterable (type %.200T)", dict, items);
    Own pairs = iterator == NULL ? NULL : sequence_to_list(rt, iterator);
    release_all(rt, name, items, iterator);
    return pairs;
}

/* The items of a dict, in the order that is asked for. */
static Own pairs_of(Rt *rt, const EncoderObj *encoder, Ref dict)
{
    Own pairs = is_exact(dict, TYPE_dict) ? dict_items_list(rt, dict) : items_by_method(rt, dict);
    if (pairs != NULL && encoder->sort_keys && list_sort(rt, pairs, NULL, false) < 0) release_clear(rt, &pairs);
    return pairs;
}

static int encode_dict(Rt *rt, const EncoderObj *encoder, Buf *text, Ref dict)
{
    Own key;
    if (dict_length(dict) == 0) {
        buf_add_text(text, "{}");
        return 0;
    }
    if (mark(rt, encoder, dict, &key) < 0) return -1;
    buf_add_char(text, '{');
    Own pairs = pairs_of(rt, encoder, dict);
    int status = unmark(rt, encoder, key, pairs == NULL ? -1 : encode_pairs(rt, encoder, text, pairs));
    buf_add_char(text, '}');
    release(rt, pairs);
    return status;
}

/* --- any value */

/* By what the program's function makes of it. */
static int encode_by_default(Rt *rt, const EncoderObj *encoder, Buf *text, Ref value)
{
    Own key, instead = NULL;
    if (mark(rt, encoder, value, &key) < 0) return -1;
    instead = call_one(rt, encoder->default_function, value);
    int status = instead == NULL ? -1 : call_enter(rt, " while encoding a JSON object");
    if (status == 0) {
        status = encode(rt, encoder, text, instead);
        call_leave(rt);
    }
    release(rt, instead);
    return unmark(rt, encoder, key, status);
}

static int encode(Rt *rt, const EncoderObj *encoder, Buf *text, Ref value)
{
    if (is_str(value)) return add_quoted(rt, encoder, text, value);
    Own plain = plain_text(rt, encoder, value);
    if (plain != NULL || rt_is_pending(rt)) return str_take_to_buf(rt, plain, text);
    bool is_sequence = is_list(value) || is_tuple(value);
    if (!is_sequence && !is_dict(value)) return encode_by_default(rt, encoder, text, value);
    if (call_enter(rt, " while encoding a JSON object") < 0) return -1;
    int status = is_sequence ? encode_sequence(rt, encoder, text, value) : encode_dict(rt, encoder, text, value);
    call_leave(rt);
    return status;
}

/* --- the type */

typedef struct EncodeArgs {
    Ref value;
    ptrdiff_t level; /* of indentation, of which there is none */
} EncodeArgs;

static int take_value(Rt *rt, void *context, int index, Ref value)
{
    EncodeArgs *args = context;
    if (index == 1) return args_size(rt, value, &args->level);
    args->value = value;
    return 0;
}

/* encoder(obj, _current_indent_level): a list with the text. */
static Own encoder_call(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"obj", "_current_indent_level", NULL};
    static const ArgSpec spec = {"_iterencode", names, 2, 2, 0};
    EncodeArgs given = {NULL, 0};
    Buf text = BUF_INIT;
    if (args_parse(rt, &spec, args, kwargs, take_value, &given) < 0) return NULL;
    /* CPython gathers the pieces in a list, which the collector counts, and gives out another. */
    Own pieces = list_new(rt, 0), result = NULL, str = NULL;
    if (pieces == NULL) return NULL;
    if (encode(rt, AS_ENCODER(self), &text, given.value) == 0) str = str_from_buf(rt, &text);
    buf_fini(&text);
    if (str != NULL) result = list_new(rt, 0);
    if (result != NULL && list_append(rt, result, str) < 0) release_clear(rt, &result);
    release(rt, pieces);
    release(rt, str);
    return result;
}

enum { MARKERS, DEFAULT, ENCODER, INDENT, KEY_SEPARATOR, ITEM_SEPARATOR, SORT_KEYS, SKIPKEYS, ALLOW_NAN, ARGUMENTS };

static int take_argument(Rt *rt, void *context, int index, Ref value)
{
    ((Ref *)context)[index] = value;
    if (index != KEY_SEPARATOR && index != ITEM_SEPARATOR) return 0;
    return args_want(rt, "make_encoder", index + 1, is_str(value), "str", value);
}

/* Is FUNCTION one of this module's own?  Then no call is needed. */
static BinaryFn own_function(Ref function)
{
    if (!is_exact(function, TYPE_builtin_function_or_method) || AS_BUILTIN(function)->def->kind != METHOD_O) return NULL;
    BinaryFn fn = AS_BUILTIN(function)->def->fn.binary;
    return fn == json_encode_basestring || fn == json_encode_basestring_ascii ? fn : NULL;
}

static Own encoder_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"markers", "default", "encoder", "indent", "key_separator", "item_separator", "sort_keys", "skipkeys", "allow_nan", NULL};
    static const ArgSpec spec = {"make_encoder", names, ARGUMENTS, ARGUMENTS, 0};
    Ref given[ARGUMENTS] = {NULL};
    int truths[ARGUMENTS] = {0};
    if (args_parse(rt, &spec, args, kwargs, take_argument, (void *)given) < 0) return NULL;
    for (int i = SORT_KEYS; i < ARGUMENTS; i++) {
        truths[i] = object_is_true(rt, given[i]);
        if (truths[i] < 0) return NULL;
    }
    if (given[MARKERS] != rt->none && !is_dict(given[MARKERS]))
        return error_raise(rt, TYPE_TypeError, "make_encoder() argument 1 must be dict or None, not %.200T", given[MARKERS]);
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    EncoderObj *encoder = AS_ENCODER(self);
    Own *fields = &encoder->markers;
    for (int i = MARKERS; i <= ITEM_SEPARATOR; i++) fields[i] = new_ref(given[i]);
    encoder->sort_keys = truths[SORT_KEYS];
    encoder->skipkeys = truths[SKIPKEYS];
    encoder->allow_nan = truths[ALLOW_NAN];
    encoder->own = own_function(encoder->encoder);
    return self;
}

#define SETTING(name, field) {name, MEMBER_OBJECT, offsetof(EncoderObj, field), true, name}
const TypeSpec json_encoder_spec = {
    .name = "_json.Encoder",
    .basicsize = sizeof(EncoderObj),
    .flags = TYPE_FLAG_GC,
    .doc = "_iterencode(obj, _current_indent_level) -> iterable",
    .owned = OWNED(EncoderObj, markers, item_separator),
    .slots = {OWNED_SLOTS, .tp_new = encoder_tp_new, .tp_call = encoder_call},
    .members = MEMBERS(
        SETTING("markers", markers), SETTING("default", default_function), SETTING("encoder", encoder), SETTING("indent", indent),
        SETTING("key_separator", key_separator), SETTING("item_separator", item_separator),
        {"sort_keys", MEMBER_BOOL, offsetof(EncoderObj, sort_keys), true, "sort_keys"},
        {"skipkeys", MEMBER_BOOL, offsetof(EncoderObj, skipkeys), true, "skipkeys"}),
};
