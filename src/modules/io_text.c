/* TextIOWrapper: text over a buffered file.  Kept true: text is encoded when it is written, and its bytes
   wait in `waiting` until there are chunk_size of them; nothing is read while some wait. */
#include "modules/io_text.h"

#include <string.h>

#include "modules/io_buffered.h"
#include "modules/io_file.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/object_reduce.h"
#include "objects/object_state.h"
#include "objects/owned.h"
#include "objects/str_codec.h"

/* --- may it be used? */

static int check_attached(Rt *rt, Ref self)
{
    const TextObj *text = AS_TEXT(self);
    if (text->ok) return 0;
    return error_raise_int(rt, TYPE_ValueError, text->detached ? "underlying buffer has been detached" : "I/O operation on uninitialized object");
}

/* The buffer's own kind, when C code may look into it. */
static bool is_plain_buffer(Ref buffer)
{
    return (is_exact(buffer, TYPE_io_BufferedWriter) || is_exact(buffer, TYPE_io_BufferedReader) || is_exact(buffer, TYPE_io_BufferedRandom)) &&
           AS_BUFFERED(buffer)->ok && AS_BUFFERED(buffer)->is_file;
}

int text_check(Rt *rt, Ref self)
{
    if (check_attached(rt, self) < 0) return -1;
    Ref buffer = AS_TEXT(self)->buffer;
    if (is_exact(self, TYPE_io_TextIOWrapper) && is_plain_buffer(buffer)) {
        if (AS_FILE(AS_BUFFERED(buffer)->raw)->fd >= 0) return 0;
        return error_raise_int(rt, TYPE_ValueError, "I/O operation on closed file.");
    }
    return io_check_closed(rt, is_exact(self, TYPE_io_TextIOWrapper) ? buffer : self, NULL);
}

/* --- writing */

static char *copy_piece(char *to, Ref piece)
{
    size_t size = (size_t)(is_str(piece) ? str_length(piece) : bytes_length(piece));
    memcpy(to, is_str(piece) ? AS_STR(piece)->data : AS_BYTES(piece)->bytes, size);
    return to + size;
}

int text_flush_waiting(Rt *rt, Ref self)
{
    TextObj *text = AS_TEXT(self);
    if (text->waiting == NULL) return 0;
    if (text->buffer == NULL) return check_attached(rt, self);
    Own bytes = is_bytes(text->waiting) ? new_ref(text->waiting) : bytes_new(rt, NULL, text->waiting_size), result = NULL;
    if (bytes == NULL) return -1;
    char *to = AS_BYTES(bytes)->bytes;
    if (is_str(text->waiting)) to = copy_piece(to, text->waiting);
    else if (is_list(text->waiting)) {
        for (ptrdiff_t i = 0; i < list_length(text->waiting); i++) to = copy_piece(to, list_peek(text->waiting, i));
    }
    text->waiting_size = 0;
    release_clear(rt, &text->waiting);
    if (is_exact(text->buffer, TYPE_io_BufferedWriter) && is_plain_buffer(text->buffer)) {
        result = buffered_write_bytes(rt, text->buffer, AS_BYTES(bytes)->bytes, bytes_length(bytes));
    } else {
        do result = io_call_one(rt, text->buffer, "write", bytes);
        while (result == NULL && error_clear_if(rt, TYPE_InterruptedError) && error_poll(rt) == 0);
    }
    release_all(rt, bytes, result);
    return result == NULL ? -1 : 0;
}

/* PIECE is taken.  As in CPython, one piece waits by itself and several in a list: the collector sees it, and a
   str that was printed is held until then. */
static int add_waiting(Rt *rt, TextObj *text, Own piece, size_t size)
{
    int status = 0;
    if (text->waiting == NULL) {
        text->waiting = STEAL(piece);
    } else if (is_list(text->waiting)) {
        status = list_append(rt, text->waiting, piece);
    } else {
        Ref both[] = {text->waiting, piece};
        Own list = list_from(rt, both, 2);
        if (list == NULL) status = -1;
        else release_replace(rt, &text->waiting, list);
    }
    if (status == 0) text->waiting_size += size;
    release(rt, piece);
    return status;
}

static bool has_char(Ref string, uint32_t c)
{
    TextView view = text_view(string);
    ptrdiff_t length = str_length(string);
    if (view.kind == 1) return length > 0 && memchr(view.data, (int)c, (size_t)length) != NULL;
    for (ptrdiff_t i = 0; i < length; i++) {
        if (text_at(view, i) == c) return true;
    }
    return false;
}

/* bytes of STRING in the file's encoding; new. */
static Own encode(Rt *rt, TextObj *text, Ref string)
{
    size_t size;
    if (text->encoder == NULL) {
        const char *errors = str_utf8(rt, text->errors, &size);
        return errors == NULL ? NULL : native_encode(rt, text->codec, string, errors);
    }
    Own bytes = io_call_one(rt, text->encoder, "encode", string);
    text->at_start = false;
    if (bytes == NULL || is_bytes(bytes)) return bytes;
    error_raise(rt, TYPE_TypeError, "encoder should return a bytes object, not '%.200T'", bytes);
    release(rt, bytes);
    return NULL;
}

/* With more than a chunk, what waits goes first. */
static int put_string(Rt *rt, Ref self, Ref string)
{
    TextObj *text = AS_TEXT(self);
    bool as_it_is = text->encoder == NULL && AS_STR(string)->ascii && str_length(string) <= text->chunk_size;
    Own piece = as_it_is ? new_ref(string) : encode(rt, text, string);
    if (piece == NULL) return -1;
    size_t size = (size_t)(as_it_is ? str_length(string) : bytes_length(piece));
    if (text->waiting_size + size > (size_t)text->chunk_size && text_flush_waiting(rt, self) < 0)
        return error_release_int(rt, piece);
    return add_waiting(rt, text, piece, size);
}

void text_forget_decoded(Rt *rt, TextObj *text)
{
    release_clear(rt, &text->decoded);
    text->used = 0;
    release_clear(rt, &text->snapshot);
}

Own text_write(Rt *rt, Ref self, Ref string)
{
    TextObj *text = AS_TEXT(self);
    if (!is_str(string)) return error_raise(rt, TYPE_TypeError, "write() argument must be str, not %T", string);
    if (text_check(rt, self) < 0) return NULL;
    if (!text->can_write) return io_unsupported(rt, "not writable");
    bool flush = false;
    Own changed = NULL;
    if (text->line_buffering || text->newline.write != NULL) {
        bool has_newline = has_char(string, '\n');
        if (has_newline && text->newline.write != NULL && (changed = newline_write(rt, string, text->newline.write)) == NULL) return NULL;
        flush = text->line_buffering && (has_newline || has_char(string, '\r'));
    }
    ptrdiff_t length = str_length(string);
    int status = put_string(rt, self, changed != NULL ? changed : string);
    release(rt, changed);
    if (status == 0 && (text->waiting_size >= (size_t)text->chunk_size || flush || text->write_through)) status = text_flush_waiting(rt, self);
    if (status == 0 && flush) {
        Own flushed = io_call(rt, text->buffer, "flush");
        release(rt, flushed);
        status = flushed == NULL ? -1 : 0;
    }
    if (status < 0) return NULL;
    text_forget_decoded(rt, text);
    if (text->decoder != NULL) {
        Own reset = io_call(rt, text->decoder, "reset");
        release(rt, reset);
        if (reset == NULL) return NULL;
    }
    return int_new(rt, length);
}

Own text_flush(Rt *rt, Ref self)
{
    TextObj *text = AS_TEXT(self);
    if (text_check(rt, self) < 0) return NULL;
    text->telling = text->seekable;
    if (text_flush_waiting(rt, self) < 0) return NULL;
    return io_call(rt, text->buffer, "flush");
}

/* --- encoding and decoding */

/* The codec's own incremental coder. */
static Own make_coder(Rt *rt, Ref codec, const char *kind, Ref errors)
{
    Own factory = object_attr_get_text(rt, codec, kind), coder = NULL;
    if (factory != NULL) coder = call_one(rt, factory, errors);
    release(rt, factory);
    return coder;
}

/* Sets encoding, errors and newline, and makes the coders of them. */
static int set_encoding(Rt *rt, Ref self, Ref encoding, Ref errors, const Newline *newline)
{
    TextObj *text = AS_TEXT(self);
    size_t size;
    const char *name = str_utf8(rt, encoding, &size);
    if (name == NULL) return -1;
    if (strlen(name) != size) return error_raise_int(rt, TYPE_ValueError, "embedded null character");
    NativeCodec native = native_codec(name);
    Own codec = native == NATIVE_NONE ? codec_lookup_text(rt, name, "codecs.open()") : NULL, encoder = NULL, decoder = NULL;
    if (native == NATIVE_NONE && codec == NULL) return -1;
    int writes = io_ask(rt, text->buffer, "writable"), reads = writes < 0 ? -1 : io_ask(rt, text->buffer, "readable"), status = -1;
    if (reads < 0) goto done;
    if (reads) {
        decoder = native == NATIVE_NONE ? make_coder(rt, codec, "incrementaldecoder", errors) : native_decoder_new(rt, native, errors);
        if (decoder == NULL) goto done;
        if (newline->universal) {
            Own outer = newline_decoder_new(rt, decoder, newline->translate);
            release_replace(rt, &decoder, outer);
            if (outer == NULL) goto done;
        }
    }
    if (writes) {
        encoder = native == NATIVE_NONE ? make_coder(rt, codec, "incrementalencoder", errors) : native_decoder_new(rt, native, errors);
        if (encoder == NULL) goto done;
    }
    text->codec = native;
    text->newline = *newline;
    text->can_write = writes;
    release_replace(rt, &text->idle_encoder, native == NATIVE_NONE ? NULL : STEAL(encoder));
    release_replace(rt, &text->encoder, STEAL(encoder));
    release_replace(rt, &text->decoder, STEAL(decoder));
    release_replace(rt, &text->encoding, new_ref(encoding));
    release_replace(rt, &text->errors, new_ref(errors));
    status = 0;
done:
    release_all(rt, codec, encoder, decoder);
    return status;
}

/* Not at the beginning of the file no byte order mark is written. */
static int fix_encoder(Rt *rt, TextObj *text)
{
    if (!text->seekable || text->encoder == NULL) return 0;
    Own position = io_call(rt, text->buffer, "tell");
    if (position == NULL) return -1;
    text->at_start = is_int(position) && int_sign(position) == 0;
    release(rt, position);
    if (text->at_start) return 0;
    Own zero = int_new(rt, 0), result = zero == NULL ? NULL : io_call_one(rt, text->encoder, "setstate", zero);
    release_all(rt, zero, result);
    return result == NULL ? -1 : 0;
}

/* Is there such an error handler?  Asked only by -X dev: otherwise an error tells. */
static int check_handler(Rt *rt, Ref errors)
{
    const char *name = str_utf8(rt, errors, NULL);
    Own handler = name == NULL ? NULL : codec_error_handler(rt, name);
    release(rt, handler);
    return handler == NULL ? -1 : 0;
}

static int begin(Rt *rt, Ref self, const TextOptions *options)
{
    TextObj *text = AS_TEXT(self);
    Newline newline;
    Own encoding = NULL, errors = NULL, name = NULL, method = NULL;
    int status = -1;
    text->ok = text->detached = false;
    if (options->encoding != NULL && options->encoding != rt->none && !is_str(options->encoding))
        return error_raise_int(rt, TYPE_TypeError, "TextIOWrapper() argument 'encoding' must be str or None, not %T", options->encoding);
    if (options->errors != NULL && options->errors != rt->none && !is_str(options->errors))
        return error_raise_int(rt, TYPE_TypeError, "TextIOWrapper() argument 'errors' must be str or None, not %T", options->errors);
    if (newline_read(rt, options->newline, &newline) < 0) return -1;
    const int *flags = rt->modules->config.flags;
    bool is_missing = options->encoding == NULL || options->encoding == rt->none;
    if (is_missing && flags[FLAG_warn_default_encoding] && error_warn(rt, TYPE_EncodingWarning, 1, "'encoding' argument not specified") < 0) return -1;
    if (flags[FLAG_dev_mode] && options->errors != NULL && options->errors != rt->none && check_handler(rt, options->errors) < 0) return -1;
    bool no_encoding = options->encoding == NULL || options->encoding == rt->none || str_equals_text(options->encoding, "locale");
    encoding = no_encoding ? str_interned(rt, "UTF-8") : new_ref(options->encoding);
    errors = options->errors == NULL || options->errors == rt->none ? str_interned(rt, "strict") : new_ref(options->errors);
    if (encoding == NULL || errors == NULL) goto done;
    release_replace(rt, &text->buffer, new_ref(options->buffer));
    text_forget_decoded(rt, text);
    release_clear(rt, &text->waiting);
    text->waiting_size = 0;
    text->chunk_size = IO_BUFFER_SIZE;
    text->line_buffering = options->line_buffering;
    text->write_through = options->write_through;
    if (set_encoding(rt, self, encoding, errors, &newline) < 0) goto done;
    int seekable = io_ask(rt, text->buffer, "seekable");
    if (seekable < 0) goto done;
    text->seekable = text->telling = seekable;
    name = str_interned(rt, "read1");
    int found = name == NULL ? -1 : object_attr_lookup(rt, options->buffer, name, &method);
    if (found < 0) goto done;
    text->has_read1 = found == 1;
    text->at_start = false;
    if (fix_encoder(rt, text) < 0) goto done;
    text->ok = true;
    status = 0;
done:
    release_all(rt, encoding, errors, name, method);
    return status;
}

static int text_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"buffer", "encoding", "errors", "newline", "line_buffering", "write_through", NULL};
    static const ArgSpec spec = {"TextIOWrapper", names, 1, 6, 0};
    Ref given[6];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    int lines = given[4] == NULL ? 0 : object_is_true(rt, given[4]), through = given[5] == NULL ? 0 : object_is_true(rt, given[5]);
    if (lines < 0 || through < 0) return -1;
    return begin(rt, self, &(TextOptions){given[0], given[1], given[2], given[3], lines, through});
}

Own io_text_new(Rt *rt, const TextOptions *options)
{
    Ref given[] = {options->buffer, options->encoding, options->errors, options->newline,
                   options->line_buffering ? rt->true_obj : rt->false_obj, rt->true_obj};
    for (int i = 1; i < 4; i++) {
        if (given[i] == NULL) given[i] = rt->none;
    }
    return call_vector(rt, (Ref)RT_TYPE(rt, io_TextIOWrapper), given, options->write_through ? 6 : 5, NULL);
}

/* A truth that None leaves as it is. */
static int option_truth(Rt *rt, Ref value, bool *option)
{
    if (value == NULL || value == rt->none) return 0;
    int truth = object_is_true(rt, value);
    if (truth >= 0) *option = truth;
    return truth < 0 ? -1 : 0;
}

static Own text_reconfigure(Rt *rt, Ref self, Ref *given)
{
    TextObj *text = AS_TEXT(self);
    if (check_attached(rt, self) < 0) return NULL;
    Ref encoding = given[0] == rt->none ? NULL : given[0], errors = given[1] == rt->none ? NULL : given[1];
    if (encoding != NULL && !is_str(encoding)) return error_raise(rt, TYPE_TypeError, "reconfigure() argument 'encoding' must be str or None, not %T", encoding);
    if (errors != NULL && !is_str(errors)) return error_raise(rt, TYPE_TypeError, "reconfigure() argument 'errors' must be str or None, not %T", errors);
    if (text->decoded != NULL && (encoding != NULL || errors != NULL || given[2] != NULL))
        return io_unsupported(rt, "It is not possible to set the encoding or newline of stream after the first read");
    Newline newline = text->newline;
    bool lines = text->line_buffering, through = text->write_through;
    if (given[2] != NULL && newline_read(rt, given[2], &newline) < 0) return NULL;
    if (option_truth(rt, given[3], &lines) < 0 || option_truth(rt, given[4], &through) < 0) return NULL;
    Own flushed = call_method_none(rt, self, RT_NAME(rt, flush)), strict = NULL;
    release(rt, flushed);
    if (flushed == NULL) return NULL;
    text->write_through = through;
    text->line_buffering = lines;
    if (encoding == NULL && errors == NULL && given[2] == NULL) return none_new(rt);
    strict = str_interned(rt, "strict");
    Own new_encoding = new_ref(encoding == NULL ? text->encoding : encoding);
    if (str_equals_text(new_encoding, "locale")) release_replace(rt, &new_encoding, str_interned(rt, "UTF-8"));
    Own new_errors = new_ref_or_null(errors != NULL ? errors : encoding != NULL ? strict : text->errors);
    int status = new_encoding == NULL || new_errors == NULL || set_encoding(rt, self, new_encoding, new_errors, &newline) < 0 ? -1 : fix_encoder(rt, text);
    release_all(rt, strict, new_encoding, new_errors);
    return status < 0 ? NULL : none_new(rt);
}

/* --- close and its kin */

static Own text_detach(Rt *rt, Ref self)
{
    TextObj *text = AS_TEXT(self);
    if (check_attached(rt, self) < 0) return NULL;
    Own flushed = call_method_none(rt, self, RT_NAME(rt, flush));
    release(rt, flushed);
    if (flushed == NULL || check_attached(rt, self) < 0) return NULL;
    text->detached = true;
    text->ok = false;
    return STEAL(text->buffer);
}

static Own text_close(Rt *rt, Ref self)
{
    TextObj *text = AS_TEXT(self);
    if (check_attached(rt, self) < 0) return NULL;
    int closed = io_attr_truth(rt, self, "closed");
    if (closed != 0) return closed < 0 ? NULL : none_new(rt);
    if (text->finalizing) {
        Own warned = io_call_one(rt, text->buffer, "_dealloc_warn", self);
        if (warned == NULL) error_clear(rt);
        release(rt, warned);
    }
    Own flushed = call_method_none(rt, self, RT_NAME(rt, flush));
    Pending kept = error_fetch(rt);
    Own result = text->buffer == NULL ? none_new(rt) : io_call(rt, text->buffer, "close");
    io_chain(rt, &kept);
    if (flushed == NULL) release_clear(rt, &result);
    release(rt, flushed);
    return result;
}

static Own text_truncate(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (check_attached(rt, self) < 0) return NULL;
    Own flushed = call_method_none(rt, self, RT_NAME(rt, flush));
    release(rt, flushed);
    return flushed == NULL ? NULL : io_call_one(rt, AS_TEXT(self)->buffer, "truncate", nargs == 0 ? rt->none : args[0]);
}

/* --- what the buffer knows */

#define ASK_BUFFER(method)                                                             \
    static Own text_##method(Rt *rt, Ref self)                                         \
    {                                                                                  \
        return check_attached(rt, self) < 0 ? NULL : io_call(rt, AS_TEXT(self)->buffer, #method); \
    }

ASK_BUFFER(fileno)
ASK_BUFFER(seekable)
ASK_BUFFER(readable)
ASK_BUFFER(writable)
ASK_BUFFER(isatty)

static Own text_get_name(Rt *rt, Ref self)
{
    return check_attached(rt, self) < 0 ? NULL : object_attr_get(rt, AS_TEXT(self)->buffer, RT_NAME(rt, name));
}

static Own text_get_closed(Rt *rt, Ref self)
{
    return check_attached(rt, self) < 0 ? NULL : object_attr_get_text(rt, AS_TEXT(self)->buffer, "closed");
}

static Own text_get_newlines(Rt *rt, Ref self)
{
    if (check_attached(rt, self) < 0) return NULL;
    Ref decoder = AS_TEXT(self)->decoder;
    Own name = str_interned(rt, "newlines"), value = NULL;
    if (name != NULL && decoder != NULL && object_attr_lookup(rt, decoder, name, &value) == 0) value = none_new(rt);
    else if (name != NULL && decoder == NULL) value = none_new(rt);
    release(rt, name);
    return value;
}

static Own text_get_errors(Rt *rt, Ref self)
{
    if (AS_TEXT(self)->errors == NULL) return error_raise(rt, TYPE_ValueError, "I/O operation on uninitialized object");
    return new_ref(AS_TEXT(self)->errors);
}

static Own text_get_chunk_size(Rt *rt, Ref self)
{
    return check_attached(rt, self) < 0 ? NULL : int_new(rt, AS_TEXT(self)->chunk_size);
}

static int text_set_chunk_size(Rt *rt, Ref self, Ref value_or_null)
{
    if (check_attached(rt, self) < 0) return -1;
    if (value_or_null == NULL) return error_raise_int(rt, TYPE_AttributeError, "cannot delete attribute");
    ptrdiff_t size = number_as_size(rt, value_or_null, TYPE_ValueError);
    if (rt_is_pending(rt)) return -1;
    if (size <= 0) return error_raise_int(rt, TYPE_ValueError, "a strictly positive integer is required");
    AS_TEXT(self)->chunk_size = size;
    return 0;
}

/* " NAME=value" of an attribute that need not be there. */
static int add_attribute(Rt *rt, Ref self, const char *name, Buf *out)
{
    Own key = str_interned(rt, name), value = NULL, repr = NULL;
    int found = key == NULL ? -1 : object_attr_lookup(rt, self, key, &value);
    if (found < 0 && error_clear_if(rt, TYPE_ValueError)) found = 0;
    if (found == 1) repr = object_repr(rt, value);
    if (repr != NULL) {
        buf_printf(out, " %s=", name);
        str_add_to_buf(repr, out);
    }
    bool failed = found < 0 || (found == 1 && repr == NULL);
    release_all(rt, key, value, repr);
    return failed ? -1 : 0;
}

static Own text_repr(Rt *rt, Ref self)
{
    static const char *const attributes[] = {"name", "mode", "encoding"};
    if (!AS_TEXT(self)->detached && check_attached(rt, self) < 0) return NULL;
    int entered = repr_enter(rt, self);
    if (entered > 0) return error_raise(rt, TYPE_RuntimeError, "reentrant call inside %s.__repr__", self->type->name);
    if (entered < 0) return NULL;
    Buf out = BUF_INIT;
    Own result = NULL;
    buf_printf(&out, "<%s", "_io.TextIOWrapper");
    size_t i = 0;
    while (i < ARRAY_LENGTH(attributes) && add_attribute(rt, self, attributes[i], &out) == 0) i++;
    buf_add_char(&out, '>');
    if (i == ARRAY_LENGTH(attributes)) result = str_from_buf(rt, &out);
    buf_fini(&out);
    repr_leave(rt, self);
    return result;
}

/* --- memory and the type */

static int text_clear(Rt *rt, Obj *self)
{
    TextObj *text = AS_TEXT(self);
    text->ok = false;
    text_forget_decoded(rt, text);
    return owned_clear(rt, self);
}

static void text_dealloc(Rt *rt, Obj *self)
{
    text_clear(rt, self);
    owned_dealloc(rt, self);
}

const TypeSpec io_TextIOWrapper_type_spec = {
    .name = "_io.TextIOWrapper",
    .id = TYPE_io_TextIOWrapper,
    .base = TYPE_io_TextIOBase,
    .basicsize = sizeof(TextObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    IO_LAYOUT,
    .doc = "Character and line based layer over a BufferedIOBase object, buffer.",
    .owned = OWNED(TextObj, buffer, waiting),
    .slots = {.tp_dealloc = text_dealloc, .tp_traverse = owned_traverse, .tp_clear = text_clear, .tp_repr = text_repr,
              .tp_new = plain_tp_new, .tp_init = text_init, .tp_iternext = text_next},
    .methods = METHODS(
        {"detach", METHOD_NOARGS, {.unary = text_detach}, NULL, 0},
        {"reconfigure", METHOD_BOUND, {.bound = text_reconfigure, .most = 0, .names = NAMES("encoding", "errors", "newline", "line_buffering", "write_through")}, "Reconfigure the text stream with new parameters.", 0},
        {"write", METHOD_O, {.binary = text_write}, NULL, 0},
        {"read", METHOD_FASTCALL, {.fast = text_read_method}, NULL, 0},
        {"readline", METHOD_FASTCALL, {.fast = text_readline_method}, NULL, 0},
        {"flush", METHOD_NOARGS, {.unary = text_flush}, NULL, 0},
        {"close", METHOD_NOARGS, {.unary = text_close}, NULL, 0},
        {"fileno", METHOD_NOARGS, {.unary = text_fileno}, NULL, 0},
        {"seekable", METHOD_NOARGS, {.unary = text_seekable}, NULL, 0},
        {"readable", METHOD_NOARGS, {.unary = text_readable}, NULL, 0},
        {"writable", METHOD_NOARGS, {.unary = text_writable}, NULL, 0},
        {"isatty", METHOD_NOARGS, {.unary = text_isatty}, NULL, 0},
        {"seek", METHOD_FASTCALL, {.fast = text_seek}, NULL, 0},
        {"tell", METHOD_NOARGS, {.unary = text_tell}, NULL, 0},
        {"truncate", METHOD_FASTCALL, {.fast = text_truncate, .most = 1}, NULL, 0},
        {"__getstate__", METHOD_NOARGS, {.unary = object_refuse_pickling}, NULL, 0}),
    .members = MEMBERS(
        {"encoding", MEMBER_OBJECT, offsetof(TextObj, encoding), true, NULL},
        {"buffer", MEMBER_OBJECT, offsetof(TextObj, buffer), true, NULL},
        {"line_buffering", MEMBER_BOOL, offsetof(TextObj, line_buffering), true, NULL},
        {"write_through", MEMBER_BOOL, offsetof(TextObj, write_through), true, NULL},
        {"_finalizing", MEMBER_BOOL, offsetof(TextObj, finalizing), false, NULL}),
    .getset = GETSETS(
        {"name", text_get_name, NULL, NULL},
        {"closed", text_get_closed, NULL, NULL},
        {"newlines", text_get_newlines, NULL, NULL},
        {"errors", text_get_errors, NULL, NULL},
        {"_CHUNK_SIZE", text_get_chunk_size, text_set_chunk_size, NULL}),
};
