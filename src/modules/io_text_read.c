/* Reading text: chunks of bytes are decoded as they come, and lines and characters are cut from them.

   Positions in text are cookies: where in the file a decoder may begin, its flags there, how many bytes it
   must be fed, and how many characters of what it gives are to be skipped.  To find one, the decoder is
   run again over the last chunk, from the state that it had before (`snapshot`). */
#include <stdio.h>
#include <string.h>

#include "modules/io_text.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/tupleobj.h"

/* --- chunks */

/* (bytes held back, flags) of the decoder: *bytes new, *flags. */
static int text_decoder_state(Rt *rt, TextObj *text, Own *bytes, int64_t *flags)
{
    Own state = io_call(rt, text->decoder, "getstate");
    if (state == NULL) return -1;
    int status = -1;
    if (!is_tuple(state) || tuple_length(state) != 2) {
        error_raise(rt, TYPE_TypeError, "illegal decoder state");
    } else if (!is_bytes(tuple_peek(state, 0)) || !is_int(tuple_peek(state, 1))) {
        error_raise(rt, TYPE_TypeError, "illegal decoder state: the first item should be a bytes object, not '%.200T'", tuple_peek(state, 0));
    } else {
        *flags = int_value(rt, tuple_peek(state, 1));
        if (!rt_is_pending(rt)) {
            *bytes = new_ref(tuple_peek(state, 0));
            status = 0;
        }
    }
    release(rt, state);
    return status;
}

/* The next chunk of bytes from the buffer. */
static Own chunk_read(Rt *rt, TextObj *text, int64_t size)
{
    const char *method = text->has_read1 ? "read1" : "read";
    Own count = int_new(rt, size), chunk = NULL;
    if (count == NULL) return NULL;
    do chunk = io_call_one(rt, text->buffer, method, count);
    while (chunk == NULL && error_clear_if(rt, TYPE_InterruptedError) && error_poll(rt) == 0);
    release(rt, count);
    if (chunk == NULL || is_bytes(chunk)) return chunk;
    Buffer view = {0};
    Own bytes = NULL;
    if (!buffer_is_supported(chunk)) {
        error_raise(rt, TYPE_TypeError, "underlying %s() should have returned a bytes-like object, not '%.200T'", method, chunk);
    } else if (buffer_get(rt, chunk, &view, BUFFER_SIMPLE) == 0) {
        bytes = bytes_new(rt, view.bytes, (size_t)view.length);
    }
    buffer_release(rt, &view);
    release(rt, chunk);
    return bytes;
}

/* The decoder's FLAGS before the last chunk, and that chunk (taken): as in CPython a tuple, which the collector sees. */
static int snapshot_set(Rt *rt, TextObj *text, int64_t flags, Own input)
{
    Own number = int_new(rt, flags), pair = number == NULL || input == NULL ? NULL : tuple_of(rt, 2, number, input);
    release(rt, number);
    release(rt, input);
    if (pair != NULL) release_replace(rt, &text->snapshot, pair);
    return pair == NULL ? -1 : 0;
}

static Own bytes_joined(Rt *rt, Ref left, Ref right)
{
    Own both = bytes_new(rt, NULL, (size_t)(bytes_length(left) + bytes_length(right)));
    if (both == NULL) return NULL;
    memcpy(AS_BYTES(both)->bytes, AS_BYTES(left)->bytes, (size_t)bytes_length(left));
    memcpy(AS_BYTES(both)->bytes + bytes_length(left), AS_BYTES(right)->bytes, (size_t)bytes_length(right));
    return both;
}

/* Reads and decodes one more chunk: 1, 0 at the end, -1. */
static int read_chunk(Rt *rt, TextObj *text, ptrdiff_t hint)
{
    Own held = NULL, chunk = NULL, decoded = NULL;
    int64_t flags = 0, size = text->chunk_size;
    int status = -1;
    if (text->decoder == NULL) {
        io_unsupported(rt, "not readable");
        return -1;
    }
    if (text->telling && text_decoder_state(rt, text, &held, &flags) < 0) return -1;
    if (hint > 0) {
        double wanted = (text->bytes_per_char > 1 ? text->bytes_per_char : 1) * (double)hint;
        if (wanted > (double)size && wanted < 1e18) size = (int64_t)wanted;
    }
    chunk = chunk_read(rt, text, size);
    if (chunk == NULL) goto done;
    bool at_end = bytes_length(chunk) == 0;
    decoded = decoder_decode(rt, text->decoder, chunk, at_end);
    if (decoded == NULL) goto done;
    if (!is_str(decoded)) {
        error_raise(rt, TYPE_TypeError, "decoder should return a string result, not '%.200T'", decoded);
        goto done;
    }
    ptrdiff_t length = str_length(decoded);
    text->bytes_per_char = length > 0 ? (double)bytes_length(chunk) / (double)length : 0;
    release_replace(rt, &text->decoded, STEAL(decoded));
    text->used = 0;
    if (length > 0) at_end = false;
    if (text->telling) {
        Own input = bytes_length(held) == 0 ? new_ref(chunk) : bytes_joined(rt, held, chunk);
        if (snapshot_set(rt, text, flags, input) < 0) goto done;
    }
    status = !at_end;
done:
    release_all(rt, held, chunk, decoded);
    return status;
}

static ptrdiff_t decoded_left(const TextObj *text)
{
    return text->decoded == NULL ? 0 : str_length(text->decoded) - text->used;
}

/* COUNT characters (-1: all) of what is decoded; fewer when there are fewer. */
static Own take_decoded(Rt *rt, TextObj *text, ptrdiff_t count)
{
    ptrdiff_t left = decoded_left(text);
    if (left == 0) return new_ref(rt->empty_str);
    if (count < 0 || count > left) count = left;
    Own piece = str_slice(rt, text->decoded, text->used, text->used + count);
    if (piece != NULL) text->used += count;
    return piece;
}

/* --- read.  CPython gathers pieces in a list, which is made here as well, since the collector counts it. */

static int pieces_begin(Rt *rt, Own *pieces)
{
    if (*pieces == NULL) *pieces = list_new(rt, 0);
    return *pieces == NULL ? -1 : 0;
}

static Own read_all(Rt *rt, Ref self)
{
    TextObj *text = AS_TEXT(self);
    Own bytes = io_call(rt, text->buffer, "read"), decoded = NULL, rest = NULL;
    if (bytes == NULL) return NULL;
    if (bytes == rt->none) {
        release(rt, bytes);
        return error_raise(rt, TYPE_TypeError, "a bytes-like object is required, not 'NoneType'");
    }
    decoded = decoder_decode(rt, text->decoder, bytes, true);
    release(rt, bytes);
    if (decoded != NULL && !is_str(decoded)) {
        error_raise(rt, TYPE_TypeError, "decoder should return a string result, not '%.200T'", decoded);
        release_clear(rt, &decoded);
    }
    if (decoded == NULL) return NULL;
    if (decoded_left(text) > 0) {
        rest = take_decoded(rt, text, -1);
        Own both = rest == NULL ? NULL : str_concat(rt, rest, decoded);
        release(rt, rest);
        release_replace(rt, &decoded, both);
    }
    text_forget_decoded(rt, text);
    return decoded;
}

static Own read_count(Rt *rt, TextObj *text, ptrdiff_t size)
{
    Own result = take_decoded(rt, text, size), pieces = NULL;
    while (result != NULL && str_length(result) < size) {
        int got = read_chunk(rt, text, size - str_length(result));
        if (got < 0 || (got > 0 && pieces_begin(rt, &pieces) < 0)) release_clear(rt, &result);
        if (got <= 0 || result == NULL) break;
        Own piece = take_decoded(rt, text, size - str_length(result));
        if (piece == NULL) release_clear(rt, &result);
        else str_append(rt, &result, piece);
        release(rt, piece);
    }
    release(rt, pieces);
    return result;
}

Own text_read_method(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t size;
    if (args_count(rt, "read", nargs, 0, 1) < 0 || io_size_argument(rt, nargs == 0 ? NULL : args[0], &size) < 0 || text_check(rt, self) < 0) return NULL;
    if (AS_TEXT(self)->decoder == NULL) return io_unsupported(rt, "not readable");
    if (text_flush_waiting(rt, self) < 0) return NULL;
    return size < 0 ? read_all(rt, self) : read_count(rt, AS_TEXT(self), size);
}

/* --- lines */

/* Cuts a line from what is decoded: 1 and *line (all of it), 0 and *line a part, more being needed. */
static int cut_line(Rt *rt, TextObj *text, ptrdiff_t limit, Own *line)
{
    ptrdiff_t length = str_length(text->decoded), searched;
    ptrdiff_t end = newline_find(&text->newline, text_view(text->decoded), text->used, length, &searched);
    bool whole = end >= 0;
    if (!whole) end = length;
    if (limit >= 0 && end - text->used >= limit) {
        end = text->used + limit;
        whole = true;
    }
    *line = text->used == 0 && end == length ? new_ref(text->decoded) : str_slice(rt, text->decoded, text->used, end);
    if (*line == NULL) return -1;
    text->used = end;
    return whole;
}

/* Does the line end of two characters lie across two chunks?  Then the line ends in the new one. */
static bool ends_across(const TextObj *text, Ref line)
{
    ptrdiff_t length = str_length(line);
    bool two = !text->newline.translate && (text->newline.universal || text->newline.read[1] != 0);
    return two && length > 0 && str_at(line, length - 1) == '\r' && decoded_left(text) > 0 && str_at(text->decoded, text->used) == '\n';
}

static Own read_line(Rt *rt, TextObj *text, ptrdiff_t limit, Own *pieces)
{
    Own line = NULL;
    for (;;) {
        int got = 1;
        while (decoded_left(text) == 0 && (got = read_chunk(rt, text, 0)) > 0) {
            if (error_poll(rt) < 0) got = -1;
            if (got < 0) break;
        }
        if (got < 0) return error_release(rt, line);
        if (got == 0) {
            text_forget_decoded(rt, text);
            return line != NULL ? line : new_ref(rt->empty_str);
        }
        if (limit == 0) return line != NULL ? line : new_ref(rt->empty_str);
        Own piece = NULL;
        int whole;
        if (line != NULL && ends_across(text, line)) {
            piece = str_from_char(rt, '\n');
            text->used++;
            whole = piece == NULL ? -1 : 1;
        } else {
            whole = cut_line(rt, text, limit, &piece);
        }
        if (piece != NULL && limit >= 0) limit -= str_length(piece);
        if (line == NULL) line = piece;
        else if (piece != NULL) str_append(rt, &line, piece), release(rt, piece);
        if (whole < 0 || line == NULL || (whole == 0 && pieces_begin(rt, pieces) < 0)) {
            release(rt, line);
            return NULL;
        }
        if (whole == 1) return line;
    }
}

static Own text_readline(Rt *rt, Ref self, ptrdiff_t limit)
{
    if (text_check(rt, self) < 0 || text_flush_waiting(rt, self) < 0) return NULL;
    Own pieces = NULL, line = read_line(rt, AS_TEXT(self), limit, &pieces);
    release(rt, pieces);
    return line;
}

Own text_readline_method(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t limit = -1;
    if (args_count(rt, "readline", nargs, 0, 1) < 0) return NULL;
    if (nargs == 1) limit = number_as_size(rt, args[0], TYPE_OverflowError);
    if (rt_is_pending(rt)) return NULL;
    return text_readline(rt, self, limit < 0 ? -1 : limit);
}

int text_next(Rt *rt, Ref self, Own *line)
{
    TextObj *text = AS_TEXT(self);
    text->telling = false;
    if (is_exact(self, TYPE_io_TextIOWrapper)) {
        *line = text_readline(rt, self, -1);
    } else {
        *line = io_call(rt, self, "readline");
        if (*line != NULL && !is_str(*line)) {
            error_raise(rt, TYPE_OSError, "readline() should have returned a str object, not '%.200T'", *line);
            release_clear(rt, line);
        }
    }
    if (*line == NULL) return -1;
    if (str_length(*line) > 0) return 1;
    release_clear(rt, line);
    release_clear(rt, &text->snapshot);
    text->telling = text->seekable;
    return 0;
}

/* --- cookies */

static int reset_decoder(Rt *rt, TextObj *text)
{
    if (text->decoder == NULL) return 0;
    Own result = io_call(rt, text->decoder, "reset");
    release(rt, result);
    return result == NULL ? -1 : 0;
}

typedef struct Cookie {
    int64_t start;
    int32_t flags, feed, skip;
    bool needs_end;
} Cookie;

/* Brings the decoder to where the cookie has it begin. */
static int decoder_to(Rt *rt, TextObj *text, const Cookie *cookie)
{
    if (cookie->start == 0 && cookie->flags == 0) return reset_decoder(rt, text);
    Own number = int_new(rt, cookie->flags), state = number == NULL ? NULL : tuple_of(rt, 2, (Ref)rt->empty_bytes, number), result = NULL;
    Own args = state == NULL ? NULL : tuple_of(rt, 1, state); /* of CPython's format "((yi))" */
    if (args != NULL) result = io_call_one(rt, text->decoder, "setstate", state);
    release(rt, number);
    release(rt, state);
    release(rt, args);
    release(rt, result);
    return result == NULL ? -1 : 0;
}

enum { COOKIE_SIZE = 21 };

static Own cookie_pack(Rt *rt, const Cookie *cookie)
{
    unsigned char bytes[COOKIE_SIZE];
    memcpy(bytes, &cookie->start, 8);
    memcpy(bytes + 8, &cookie->flags, 4);
    memcpy(bytes + 12, &cookie->feed, 4);
    memcpy(bytes + 16, &cookie->skip, 4);
    bytes[20] = cookie->needs_end;
    return int_from_bytes(rt, bytes, sizeof bytes, true, false);
}

static int cookie_unpack(Rt *rt, Ref number, Cookie *cookie)
{
    unsigned char bytes[COOKIE_SIZE];
    if (int_to_bytes(rt, number, bytes, sizeof bytes, true, false) < 0) return -1;
    memcpy(&cookie->start, bytes, 8);
    memcpy(&cookie->flags, bytes + 8, 4);
    memcpy(&cookie->feed, bytes + 12, 4);
    memcpy(&cookie->skip, bytes + 16, 4);
    cookie->needs_end = bytes[20] != 0;
    return 0;
}

/* The length of what the decoder makes of BYTES[from:to]; -1. */
static ptrdiff_t decode_length(Rt *rt, TextObj *text, Ref bytes, ptrdiff_t from, ptrdiff_t to, bool final)
{
    Own piece = bytes_new(rt, AS_BYTES(bytes)->bytes + from, (size_t)(to - from)), decoded = NULL;
    if (piece != NULL) decoded = decoder_decode(rt, text->decoder, piece, final);
    ptrdiff_t length = decoded == NULL ? -1 : object_length(rt, decoded);
    release_all(rt, piece, decoded);
    return length;
}

/* A place in INPUT, near the wanted one, where the decoder holds nothing back: cookie->flags, ->skip and
   *skipped tell it. */
static int find_near(Rt *rt, TextObj *text, Ref input, Cookie *cookie, ptrdiff_t *skipped)
{
    ptrdiff_t at = (ptrdiff_t)(text->bytes_per_char * cookie->skip), back = 1;
    if (at > bytes_length(input)) at = bytes_length(input);
    while (at > 0) {
        if (decoder_to(rt, text, cookie) < 0) return -1;
        ptrdiff_t length = decode_length(rt, text, input, 0, at, false);
        if (length < 0) return -1;
        if (length > cookie->skip) {
            at -= back;
            back *= 2;
            continue;
        }
        Own held = NULL;
        int64_t flags;
        if (text_decoder_state(rt, text, &held, &flags) < 0) return -1;
        ptrdiff_t count = bytes_length(held);
        release(rt, held);
        if (count == 0) {
            cookie->flags = (int32_t)flags;
            cookie->skip -= (int32_t)length;
            break;
        }
        at -= count;
        back = 1;
    }
    *skipped = at > 0 ? at : 0;
    return at > 0 ? 0 : decoder_to(rt, text, cookie);
}

/* From there on byte by byte, until there are as many characters as were given out. */
static int find_exactly(Rt *rt, TextObj *text, Ref input, ptrdiff_t from, Cookie *cookie)
{
    ptrdiff_t decoded = 0;
    Cookie start = *cookie;
    start.feed = 0;
    for (ptrdiff_t i = from; i < bytes_length(input); i++) {
        Own held = NULL;
        int64_t flags;
        ptrdiff_t length = decode_length(rt, text, input, i, i + 1, false);
        if (length < 0 || text_decoder_state(rt, text, &held, &flags) < 0) return -1;
        decoded += length;
        start.feed++;
        if (bytes_length(held) == 0 && decoded <= start.skip) {
            start.start += start.feed;
            start.skip -= (int32_t)decoded;
            start.flags = (int32_t)flags;
            start.feed = 0;
            decoded = 0;
        }
        release(rt, held);
        if (decoded >= start.skip) {
            *cookie = start;
            return 0;
        }
    }
    ptrdiff_t length = decode_length(rt, text, input, 0, 0, true);
    if (length < 0) return -1;
    start.needs_end = true;
    *cookie = start;
    return decoded + length >= start.skip ? 0 : error_raise_int(rt, TYPE_OSError, "can't reconstruct logical file position");
}

static Own tell_within(Rt *rt, TextObj *text, int64_t position)
{
    Own input = new_ref(tuple_peek(text->snapshot, 1)), state = NULL, restored = NULL, result = NULL;
    Cookie cookie = {.start = position - bytes_length(input), .flags = (int32_t)int_value(rt, tuple_peek(text->snapshot, 0))};
    ptrdiff_t skipped;
    if (text->used == 0) {
        release(rt, input);
        return cookie_pack(rt, &cookie);
    }
    cookie.skip = (int32_t)text->used;
    state = io_call(rt, text->decoder, "getstate");
    if (state == NULL) {
        release(rt, input);
        return NULL;
    }
    int status = find_near(rt, text, input, &cookie, &skipped);
    if (status == 0) cookie.start += skipped;
    if (status == 0 && cookie.skip > 0) status = find_exactly(rt, text, input, skipped, &cookie);
    Pending kept = error_fetch(rt);
    restored = io_call_one(rt, text->decoder, "setstate", state);
    io_chain(rt, &kept);
    if (status == 0 && restored != NULL) result = cookie_pack(rt, &cookie);
    release(rt, input);
    release(rt, state);
    release(rt, restored);
    return result;
}

static int check_seekable(Rt *rt, Ref self)
{
    if (text_check(rt, self) < 0) return -1;
    if (AS_TEXT(self)->seekable) return 0;
    io_unsupported(rt, "underlying stream is not seekable");
    return -1;
}

static int flush_all(Rt *rt, Ref self)
{
    Own flushed = call_method_none(rt, self, RT_NAME(rt, flush));
    release(rt, flushed);
    return flushed == NULL ? -1 : 0;
}

Own text_tell(Rt *rt, Ref self)
{
    TextObj *text = AS_TEXT(self);
    if (check_seekable(rt, self) < 0) return NULL;
    if (!text->telling) return error_raise(rt, TYPE_OSError, "telling position disabled by next() call");
    if (text_flush_waiting(rt, self) < 0 || flush_all(rt, self) < 0) return NULL;
    Own position = io_call(rt, text->buffer, "tell");
    if (position == NULL || text->decoder == NULL || text->snapshot == NULL) return position;
    int64_t at;
    int status = posix_offset(rt, position, &at);
    release(rt, position);
    return status < 0 ? NULL : tell_within(rt, text, at);
}

/* --- seek */

static Own buffer_seek(Rt *rt, TextObj *text, Ref offset, int whence)
{
    if (text->buffer == NULL) return error_raise(rt, TYPE_ValueError, "underlying buffer has been detached");
    Own held = new_ref(text->buffer), from = int_new(rt, whence), name = str_interned(rt, "seek"), result = NULL;
    if (from != NULL && name != NULL) result = call_method(rt, name, (Ref[]){held, offset, from}, 3);
    release_all(rt, held, from, name);
    return result;
}

/* At the beginning of the file the encoder writes its mark again. */
static int reset_encoder(Rt *rt, TextObj *text, bool at_start)
{
    if (text->encoder == NULL) return 0;
    Own zero = int_new(rt, 0), result = NULL;
    if (at_start) result = io_call(rt, text->encoder, "reset");
    else if (zero != NULL) result = io_call_one(rt, text->encoder, "setstate", zero);
    text->at_start = at_start;
    release_all(rt, zero, result);
    return result == NULL ? -1 : 0;
}

static Own seek_to_end(Rt *rt, Ref self)
{
    TextObj *text = AS_TEXT(self);
    if (flush_all(rt, self) < 0) return NULL;
    text_forget_decoded(rt, text);
    if (reset_decoder(rt, text) < 0) return NULL;
    Own zero = int_new(rt, 0), position = zero == NULL ? NULL : buffer_seek(rt, text, zero, SEEK_END);
    release(rt, zero);
    if (position != NULL && is_int(position) && reset_encoder(rt, text, int_sign(position) == 0) < 0) release_clear(rt, &position);
    return position;
}

/* Brings the decoder to where the cookie says, the file being there. */
static int restore_decoder(Rt *rt, TextObj *text, const Cookie *cookie)
{
    if (text->decoder == NULL) return 0;
    if (decoder_to(rt, text, cookie) < 0) return -1;
    if (snapshot_set(rt, text, cookie->flags, new_ref(rt->empty_bytes)) < 0) return -1;
    if (cookie->skip == 0) return 0;
    Own count = int_new(rt, cookie->feed), input = count == NULL ? NULL : io_call_one(rt, text->buffer, "read", count), decoded = NULL;
    release(rt, count);
    if (input != NULL && !is_bytes(input)) {
        error_raise(rt, TYPE_TypeError, "underlying read() should have returned a bytes object, not '%.200T'", input);
        release_clear(rt, &input);
    }
    if (input == NULL) return -1;
    decoded = decoder_decode(rt, text->decoder, input, cookie->needs_end);
    if (snapshot_set(rt, text, cookie->flags, input) < 0) release_clear(rt, &decoded);
    if (decoded == NULL) return -1;
    ptrdiff_t length = is_str(decoded) ? str_length(decoded) : -1;
    release_replace(rt, &text->decoded, decoded);
    if (length < 0) {
        release_clear(rt, &text->decoded);
        return error_raise_int(rt, TYPE_TypeError, "decoder should return a string result");
    }
    text->used = cookie->skip < length ? cookie->skip : length;
    return cookie->skip <= length ? 0 : error_raise_int(rt, TYPE_OSError, "can't restore logical file position");
}

static Own seek_to_cookie(Rt *rt, Ref self, Ref number)
{
    TextObj *text = AS_TEXT(self);
    Cookie cookie;
    if (int_sign(number) < 0) return error_raise(rt, TYPE_ValueError, "negative seek position %R", number);
    if (flush_all(rt, self) < 0 || cookie_unpack(rt, number, &cookie) < 0) return NULL;
    Own start = int_new(rt, cookie.start), position = start == NULL ? NULL : buffer_seek(rt, text, start, SEEK_SET);
    release_all(rt, start, position);
    if (position == NULL) return NULL;
    text_forget_decoded(rt, text);
    if (restore_decoder(rt, text, &cookie) < 0) return NULL;
    if (reset_encoder(rt, text, cookie.start == 0 && cookie.flags == 0) < 0) return NULL;
    return new_ref(number);
}

Own text_seek(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int whence = 0;
    if (args_count(rt, "seek", nargs, 1, 2) < 0 || (nargs == 2 && posix_int(rt, args[1], &whence) < 0) || check_seekable(rt, self) < 0) return NULL;
    Own number = NULL, result = NULL;
    if (whence < 0 || whence > 2) return error_raise(rt, TYPE_ValueError, "invalid whence (%i, should be 0, 1 or 2)", whence);
    int is_zero = object_is_true(rt, args[0]);
    if (is_zero < 0) return NULL;
    if (whence != 0 && is_zero != 0)
        return io_unsupported(rt, whence == 1 ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks");
    if (whence == 2) return seek_to_end(rt, self);
    number = whence == 1 ? io_call(rt, self, "tell") : number_index(rt, args[0]);
    if (number != NULL && is_int(number)) result = seek_to_cookie(rt, self, number);
    else if (number != NULL) error_raise(rt, TYPE_TypeError, "an integer is required");
    release(rt, number);
    return result;
}
