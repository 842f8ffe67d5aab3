/* Kept true of a newline decoder: a "\r" at the end of a piece of text is held back until it is known
   whether a "\n" follows, so that "\r\n" is never torn apart. */
#include "modules/io_newline.h"

#include <string.h>

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"

int newline_read(Rt *rt, Ref value_or_null, Newline *newline)
{
    static const char *const known[] = {"", "\n", "\r", "\r\n"};
    if (value_or_null == NULL || value_or_null == rt->none) {
        *newline = (Newline){true, true, NULL, NULL};
        return 0;
    }
    if (!is_str(value_or_null)) return error_raise_int(rt, TYPE_TypeError, "newline must be str or None, not %.200T", value_or_null);
    for (size_t i = 0; i < ARRAY_LENGTH(known); i++) {
        if (!str_equals_text(value_or_null, known[i])) continue;
        *newline = (Newline){i == 0, false, known[i], known[i][0] == '\r' ? known[i] : NULL};
        return 0;
    }
    return error_raise_int(rt, TYPE_ValueError, "illegal newline value: %S", value_or_null);
}

static ptrdiff_t find_char(TextView text, ptrdiff_t start, ptrdiff_t end, char wanted)
{
    if (text.kind == 1) {
        const char *bytes = text.data, *found = start < end ? memchr(bytes + start, wanted, (size_t)(end - start)) : NULL;
        return found == NULL ? -1 : found - bytes;
    }
    for (ptrdiff_t i = start; i < end; i++) {
        if (text_at(text, i) == (unsigned char)wanted) return i;
    }
    return -1;
}

ptrdiff_t newline_find(const Newline *newline, TextView text, ptrdiff_t start, ptrdiff_t end, ptrdiff_t *searched)
{
    *searched = end;
    if (newline->translate || (!newline->universal && newline->read[1] == 0)) {
        ptrdiff_t at = find_char(text, start, end, newline->translate ? '\n' : newline->read[0]);
        return at < 0 ? -1 : at + 1;
    }
    for (ptrdiff_t i = start; i < end; i++) {
        uint32_t c = text_at(text, i);
        if (c == '\n' && newline->universal) return i + 1;
        if (c != '\r') continue;
        bool pair = i + 1 < end && text_at(text, i + 1) == '\n';
        if (pair) return i + 2;
        if (newline->universal) return i + 1;
        if (i + 1 == end) *searched = i;
    }
    return -1;
}

Own newline_write(Rt *rt, Ref str, const char *newline)
{
    Buf out = BUF_INIT;
    for (ptrdiff_t i = 0; i < str_length(str); i++) {
        uint32_t c = str_at(str, i);
        if (c == '\n') buf_add_text(&out, newline);
        else buf_add_utf8(&out, c);
    }
    return str_take_buf(rt, &out);
}

/* --- IncrementalNewlineDecoder */

enum { SEEN_CR = 1, SEEN_LF = 2, SEEN_CRLF = 4 };

typedef struct DecoderObj {
    Obj head;
    Own decoder; /* None, or what makes text of bytes first; NULL before __init__ */
    Own errors;
    bool pending_cr, translate;
    unsigned seen; /* SEEN_* */
} DecoderObj;
#define AS_DECODER(ref) ((DecoderObj *)(uintptr_t)(ref))

static int decoder_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"decoder", "translate", "errors", NULL};
    static const ArgSpec spec = {"IncrementalNewlineDecoder", names, 2, 3, 0};
    Ref given[3];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    int translate = object_is_true(rt, given[1]);
    if (translate < 0) return -1;
    DecoderObj *d = AS_DECODER(self);
    Own errors = given[2] == NULL ? str_interned(rt, "strict") : new_ref(given[2]);
    if (errors == NULL) return -1;
    release_replace(rt, &d->errors, errors);
    release_replace(rt, &d->decoder, new_ref(given[0]));
    d->translate = translate;
    d->pending_cr = false;
    d->seen = 0;
    return 0;
}

Own newline_decoder_new(Rt *rt, Ref decoder_or_none, bool translate)
{
    Ref given[] = {decoder_or_none, translate ? rt->true_obj : rt->false_obj};
    return call_vector(rt, (Ref)RT_TYPE(rt, io_IncrementalNewlineDecoder), given, 2, NULL);
}

static int check_decoder(Rt *rt, Ref self)
{
    if (AS_DECODER(self)->decoder != NULL) return 0;
    return error_raise_int(rt, TYPE_ValueError, "IncrementalNewlineDecoder.__init__() not called");
}

static Own call_decode(Rt *rt, Ref decoder, Ref input, bool final)
{
    Own name = str_interned(rt, "decode"), text = NULL;
    if (name == NULL) return NULL;
    text = call_method(rt, name, (Ref[]){decoder, input, final ? rt->true_obj : rt->false_obj}, 3);
    release(rt, name);
    if (text == NULL || is_str(text)) return text;
    error_raise(rt, TYPE_TypeError, "decoder should return a string result, not '%.200T'", text);
    release(rt, text);
    return NULL;
}

/* The kinds of line ends of TEXT are noted; all become "\n" where that is asked for.  Takes TEXT. */
static Own note_newlines(Rt *rt, DecoderObj *d, Own text)
{
    TextView view = text_view(text);
    ptrdiff_t length = str_length(text), carriage = find_char(view, 0, length, '\r');
    if (carriage < 0) {
        if (find_char(view, 0, length, '\n') >= 0) d->seen |= SEEN_LF;
        return text;
    }
    Own result = d->translate ? str_alloc(rt, length, view.kind == 1 ? (AS_STR(text)->ascii ? 0x7F : 0xFF) : view.kind == 2 ? 0xFFFF : 0x10FFFF) : NULL;
    if (d->translate && result == NULL) return error_release(rt, text);
    ptrdiff_t out = 0;
    char *place = result == NULL ? NULL : AS_STR(result)->data;
    for (ptrdiff_t i = 0; i < length; i++) {
        uint32_t c = text_at(view, i);
        if (c == '\n') d->seen |= SEEN_LF;
        if (c == '\r') {
            bool pair = i + 1 < length && text_at(view, i + 1) == '\n';
            d->seen |= pair ? SEEN_CRLF : SEEN_CR;
            i += pair;
            c = '\n';
        }
        if (result == NULL) continue;
        if (view.kind == 1) ((uint8_t *)place)[out] = (uint8_t)c;
        else if (view.kind == 2) ((uint16_t *)(void *)place)[out] = (uint16_t)c;
        else ((uint32_t *)(void *)place)[out] = c;
        out++;
    }
    if (result == NULL) return text;
    release(rt, text);
    Own cut = str_slice(rt, result, 0, out);
    release(rt, result);
    return cut;
}

static Own newline_decode(Rt *rt, Ref self, Ref input, bool final)
{
    DecoderObj *d = AS_DECODER(self);
    if (check_decoder(rt, self) < 0) return NULL;
    Own text = d->decoder == rt->none ? new_ref(input) : decoder_decode(rt, d->decoder, input, final);
    if (text == NULL) return NULL;
    if (!is_str(text)) {
        error_raise(rt, TYPE_TypeError, "decoder should return a string result, not '%.200T'", text);
        release(rt, text);
        return NULL;
    }
    ptrdiff_t length = str_length(text);
    if (d->pending_cr && (final || length > 0)) {
        Own cr = str_from_char(rt, '\r'), joined = cr == NULL ? NULL : str_concat(rt, cr, text);
        release(rt, cr);
        release_replace(rt, &text, joined);
        if (text == NULL) return NULL;
        d->pending_cr = false;
        length++;
    }
    if (!final && length > 0 && str_at(text, length - 1) == '\r') {
        release_replace(rt, &text, str_slice(rt, text, 0, length - 1));
        if (text == NULL) return NULL;
        d->pending_cr = true;
    }
    return str_length(text) == 0 ? text : note_newlines(rt, d, text);
}

Own decoder_decode(Rt *rt, Ref decoder_or_null, Ref input, bool final)
{
    if (decoder_or_null == NULL) return error_raise(rt, TYPE_ValueError, "I/O operation on uninitialized object");
    Own held = new_ref(decoder_or_null); /* what it calls may give the file another */
    bool is_ours = is_exact(held, TYPE_io_IncrementalNewlineDecoder);
    Own text = is_ours ? newline_decode(rt, held, input, final) : call_decode(rt, held, input, final);
    release(rt, held);
    return text;
}

static Own decoder_decode_method(Rt *rt, Ref self, Ref *given)
{
    int final = given[1] == NULL ? 0 : object_is_true(rt, given[1]);
    return final < 0 ? NULL : newline_decode(rt, self, given[0], final);
}

static Own decoder_getstate(Rt *rt, Ref self)
{
    DecoderObj *d = AS_DECODER(self);
    Own buffer = NULL, result = NULL;
    int64_t flag = 0;
    if (check_decoder(rt, self) < 0) return NULL;
    if (d->decoder == rt->none) {
        buffer = bytes_new(rt, "", 0);
    } else {
        Own state = io_call(rt, d->decoder, "getstate");
        if (state == NULL) return NULL;
        if (!is_tuple(state) || tuple_length(state) != 2 || !is_int(tuple_peek(state, 1))) {
            error_raise(rt, TYPE_TypeError, "illegal decoder state");
        } else {
            buffer = new_ref(tuple_peek(state, 0));
            flag = int_value(rt, tuple_peek(state, 1));
        }
        release(rt, state);
    }
    if (!rt_is_pending(rt) && buffer != NULL) {
        Own number = int_new_unsigned(rt, (uint64_t)flag << 1 | d->pending_cr);
        if (number != NULL) result = tuple_of(rt, 2, buffer, number);
        release(rt, number);
    }
    release(rt, buffer);
    return result;
}

static Own decoder_setstate(Rt *rt, Ref self, Ref state)
{
    DecoderObj *d = AS_DECODER(self);
    if (check_decoder(rt, self) < 0) return NULL;
    if (!is_tuple(state)) return error_raise(rt, TYPE_TypeError, "state argument must be a tuple");
    if (tuple_length(state) != 2 || !is_int(tuple_peek(state, 1))) return error_raise(rt, TYPE_TypeError, "setstate(): illegal state argument");
    int64_t flag = int_value(rt, tuple_peek(state, 1));
    if (rt_is_pending(rt)) return NULL;
    d->pending_cr = flag & 1;
    if (d->decoder == rt->none) return none_new(rt);
    Own number = int_new(rt, flag >> 1), inner = number == NULL ? NULL : tuple_of(rt, 2, tuple_peek(state, 0), number), result = NULL;
    Own args = inner == NULL ? NULL : tuple_of(rt, 1, inner); /* of CPython's format "((OK))" */
    if (args != NULL) result = io_call_one(rt, d->decoder, "setstate", inner);
    release(rt, number);
    release(rt, args);
    release(rt, inner);
    return result;
}

static Own decoder_reset(Rt *rt, Ref self)
{
    DecoderObj *d = AS_DECODER(self);
    if (check_decoder(rt, self) < 0) return NULL;
    d->seen = 0;
    d->pending_cr = false;
    return d->decoder == rt->none ? none_new(rt) : io_call(rt, d->decoder, "reset");
}

Own newline_decoder_newlines(Rt *rt, Ref self)
{
    static const char *const texts[] = {"\r", "\n", "\r\n"};
    unsigned seen = AS_DECODER(self)->seen;
    if (check_decoder(rt, self) < 0) return NULL;
    Own items[3] = {NULL}, result = NULL;
    ptrdiff_t count = 0;
    for (unsigned i = 0; i < 3; i++) {
        if ((seen & 1u << i) && (items[count++] = str_new(rt, texts[i])) == NULL) goto done;
    }
    if (count == 0) result = none_new(rt);
    else result = count == 1 ? new_ref(items[0]) : tuple_from(rt, as_refs(items), count);
done:
    for (int i = 0; i < 3; i++) release(rt, items[i]);
    return result;
}

const TypeSpec io_IncrementalNewlineDecoder_type_spec = {
    .name = "_io.IncrementalNewlineDecoder",
    .id = TYPE_io_IncrementalNewlineDecoder,
    .basicsize = sizeof(DecoderObj),
    .flags = TYPE_FLAG_BASE,
    .doc = "Codec used when reading a file in universal newlines mode.",
    .owned = OWNED(DecoderObj, decoder, errors),
    .slots = {.tp_dealloc = owned_dealloc, .tp_new = plain_tp_new, .tp_init = decoder_init},
    .methods = METHODS(
        {"decode", METHOD_BOUND, {.bound = decoder_decode_method, .least = 1, .most = 2, .names = NAMES("input", "final")}, NULL, 0},
        {"getstate", METHOD_NOARGS, {.unary = decoder_getstate}, NULL, 0},
        {"setstate", METHOD_O, {.binary = decoder_setstate}, NULL, 0},
        {"reset", METHOD_NOARGS, {.unary = decoder_reset}, NULL, 0}),
    .getset = GETSETS(
        {"newlines", newline_decoder_newlines, NULL, NULL}),
};
