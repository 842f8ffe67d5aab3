/* Reading through a buffer: what is there is given out first, large pieces go past the buffer, and the
   raw file is asked no oftener than needed. */
#include <string.h>

#include "base/buf.h"
#include "modules/io_buffered.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"

/* --- read */

/* data + raw.readall(), or raw.read() until there is nothing more. */
static Own read_all(Rt *rt, BufferedObj *b)
{
    Buf all = BUF_INIT;
    ptrdiff_t ahead = buffered_ahead(b);
    Own name = NULL, readall = NULL, pieces = NULL, result = NULL;
    if (ahead > 0) buf_add(&all, b->buffer + b->pos, (size_t)ahead);
    b->pos += ahead;
    if (b->writable && buffered_flush_and_rewind(rt, b) < 0) goto done;
    b->read_end = -1;
    name = str_interned(rt, "readall");
    if (name == NULL || object_attr_lookup(rt, b->raw, name, &readall) < 0) goto done;
    if (readall == NULL && (pieces = list_new(rt, 0)) == NULL) goto done; /* in which CPython gathers them */
    for (;;) {
        Own piece = readall != NULL ? call_none(rt, readall) : io_call(rt, b->raw, "read");
        if (piece == NULL) goto done;
        bool is_good = piece == rt->none || is_bytes(piece);
        if (!is_good) error_raise(rt, TYPE_TypeError, readall != NULL ? "readall() should return bytes" : "read() should return bytes");
        ptrdiff_t got = is_bytes(piece) ? bytes_length(piece) : 0;
        if (got > 0) buf_add(&all, AS_BYTES(piece)->bytes, (size_t)got);
        if (got > 0 && b->abs_pos != -1) b->abs_pos += got;
        if (is_good && piece == rt->none && all.length == 0) result = new_ref(piece);
        release(rt, piece);
        if (!is_good || result != NULL) goto done;
        if (got == 0 || readall != NULL) break;
    }
    result = bytes_new(rt, buf_text(&all), all.length);
done:
    buf_fini(&all);
    release(rt, name);
    release(rt, readall);
    release(rt, pieces);
    return result;
}

/* Fills OUT: the count, -1, or -2 when not a byte is there now. */
static ptrdiff_t read_into(Rt *rt, BufferedObj *b, char *out, ptrdiff_t size)
{
    ptrdiff_t done = buffered_ahead(b);
    if (done > 0) memcpy(out, b->buffer + b->pos, (size_t)done);
    b->pos += done;
    if (b->writable && buffered_flush_and_rewind(rt, b) < 0) return -1;
    b->read_end = -1;
    while (size - done >= b->size && b->size > 0) {
        ptrdiff_t left = size - done, got = buffered_raw_read(rt, b, out + done, left - left % b->size);
        if (got == -1) return -1;
        if (got <= 0) return got == 0 || done > 0 ? done : -2;
        done += got;
    }
    b->pos = b->raw_pos = b->read_end = 0;
    while (done < size && b->read_end < b->size) {
        ptrdiff_t got = buffered_fill(rt, b);
        if (got == -1) return -1;
        if (got <= 0) return got == 0 || done > 0 ? done : -2;
        ptrdiff_t used = size - done < got ? size - done : got;
        memcpy(out + done, b->buffer + b->pos, (size_t)used);
        b->pos += used;
        done += used;
    }
    return done;
}

static Own read_exactly(Rt *rt, BufferedObj *b, ptrdiff_t size)
{
    if (size <= buffered_ahead(b)) {
        Own quick = bytes_new(rt, b->buffer + b->pos, (size_t)size);
        if (quick != NULL) b->pos += size;
        return quick;
    }
    Own bytes = bytes_new(rt, NULL, (size_t)size);
    if (bytes == NULL) return NULL;
    ptrdiff_t got = read_into(rt, b, AS_BYTES(bytes)->bytes, size);
    if (got == size) return bytes;
    Own result = got == -1 ? NULL : got == -2 ? none_new(rt) : bytes_new(rt, AS_BYTES(bytes)->bytes, (size_t)got);
    release(rt, bytes);
    return result;
}

Own buffered_read(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t size;
    if (args_count(rt, "read", nargs, 0, 1) < 0 || io_size_argument(rt, nargs == 0 ? NULL : args[0], &size) < 0) return NULL;
    if (size < -1) return error_raise(rt, TYPE_ValueError, "read length must be non-negative or -1");
    if (buffered_check_open(rt, self, "read of closed file") < 0 || buffered_enter(rt, self) < 0) return NULL;
    Own result = size == -1 ? read_all(rt, AS_BUFFERED(self)) : read_exactly(rt, AS_BUFFERED(self), size);
    buffered_leave(rt, self);
    return result;
}

Own buffered_read1(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    BufferedObj *b = AS_BUFFERED(self);
    if (args_count(rt, "read1", nargs, 0, 1) < 0) return NULL;
    ptrdiff_t size = nargs == 0 ? -1 : number_as_size(rt, args[0], TYPE_OverflowError);
    if (rt_is_pending(rt) || buffered_check_open(rt, self, "read of closed file") < 0) return NULL;
    if (size < 0) size = b->size;
    if (size == 0) return bytes_new(rt, "", 0);
    if (buffered_enter(rt, self) < 0) return NULL;
    ptrdiff_t ahead = buffered_ahead(b);
    Own result = NULL;
    if (ahead > 0) {
        result = read_exactly(rt, b, size < ahead ? size : ahead);
    } else {
        Own room = bytes_new(rt, NULL, (size_t)size);
        b->read_end = -1;
        ptrdiff_t got = room == NULL ? -1 : buffered_raw_read(rt, b, AS_BYTES(room)->bytes, size);
        if (got != -1) result = bytes_new(rt, AS_BYTES(room)->bytes, got < 0 ? 0 : (size_t)got);
        release(rt, room);
    }
    buffered_leave(rt, self);
    return result;
}

Own buffered_peek(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    BufferedObj *b = AS_BUFFERED(self);
    ptrdiff_t got = -1;
    if (args_count(rt, "peek", nargs, 0, 1) < 0) return NULL;
    if (nargs == 1 && number_as_size(rt, args[0], TYPE_OverflowError) == -1 && rt_is_pending(rt)) return NULL;
    if (buffered_check_open(rt, self, "peek of closed file") < 0 || buffered_enter(rt, self) < 0) return NULL;
    if (b->writable && buffered_flush_and_rewind(rt, b) < 0) goto done;
    got = buffered_ahead(b);
    if (got == 0) {
        b->read_end = -1;
        got = buffered_fill(rt, b);
        if (got == -2) got = 0;
        b->pos = 0;
    }
done:
    buffered_leave(rt, self);
    return got < 0 ? NULL : bytes_new(rt, b->buffer + b->pos, (size_t)got);
}

/* --- readinto */

/* ONCE: the raw file is asked at most one time. */
static ptrdiff_t fill_view(Rt *rt, BufferedObj *b, char *out, ptrdiff_t size, bool once)
{
    ptrdiff_t done = buffered_ahead(b) < size ? buffered_ahead(b) : size;
    if (done > 0) memcpy(out, b->buffer + b->pos, (size_t)done);
    b->pos += done;
    if (done == size) return done;
    if (b->writable && buffered_flush_and_rewind(rt, b) < 0) return -1;
    b->read_end = -1;
    b->pos = 0;
    while (done < size) {
        ptrdiff_t left = size - done, got = 0;
        if (left > b->size) {
            got = buffered_raw_read(rt, b, out + done, left);
        } else if (!(once && done > 0)) {
            got = buffered_fill(rt, b);
            if (got > 0) {
                if (got > left) got = left;
                memcpy(out + done, b->buffer + b->pos, (size_t)got);
                b->pos += got;
                done += got;
                if (once) break;
                continue;
            }
        }
        if (got == 0 || (got == -2 && done > 0)) break;
        if (got < 0) return got;
        done += got;
        if (once) break;
    }
    return done;
}

static Own read_to_view(Rt *rt, Ref self, Ref target, bool once)
{
    Buffer view = {0};
    if (buffer_get_writable(rt, once ? "readinto1" : "readinto", target, &view) < 0) return NULL;
    ptrdiff_t got = -1;
    if (buffered_check_open(rt, self, "readinto of closed file") == 0 && buffered_enter(rt, self) == 0) {
        got = fill_view(rt, AS_BUFFERED(self), view.bytes, view.length, once);
        buffered_leave(rt, self);
    }
    buffer_release(rt, &view);
    return got == -1 ? NULL : got == -2 ? none_new(rt) : int_new(rt, got);
}

Own buffered_readinto(Rt *rt, Ref self, Ref target)
{
    return read_to_view(rt, self, target, false);
}

Own buffered_readinto1(Rt *rt, Ref self, Ref target)
{
    return read_to_view(rt, self, target, true);
}

/* --- lines */

static Own read_line(Rt *rt, BufferedObj *b, ptrdiff_t limit)
{
    ptrdiff_t ahead = buffered_ahead(b), count = limit >= 0 && limit < ahead ? limit : ahead;
    const char *start = b->buffer + b->pos, *newline = count > 0 ? memchr(start, '\n', (size_t)count) : NULL;
    if (newline != NULL || count == limit) {
        if (newline != NULL) count = newline - start + 1;
        Own quick = bytes_new(rt, start, (size_t)count);
        if (quick != NULL) b->pos += count;
        return quick;
    }
    Buf line = BUF_INIT;
    Own pieces = list_new(rt, 0), result = NULL; /* CPython gathers them in a list */
    if (pieces == NULL) return NULL;
    if (count > 0) buf_add(&line, start, (size_t)count);
    b->pos += count;
    if (b->writable && buffered_flush_and_rewind(rt, b) < 0) goto done;
    for (;;) {
        b->read_end = -1;
        ptrdiff_t got = buffered_fill(rt, b);
        if (got == -1) goto done;
        if (got <= 0) break;
        if (limit >= 0 && got > limit - (ptrdiff_t)line.length) got = limit - (ptrdiff_t)line.length;
        newline = memchr(b->buffer, '\n', (size_t)got);
        if (newline != NULL) got = newline - b->buffer + 1;
        buf_add(&line, b->buffer, (size_t)got);
        b->pos = got;
        if (newline != NULL || (ptrdiff_t)line.length == limit) break;
        if (error_poll(rt) < 0) goto done;
    }
    result = bytes_new(rt, buf_text(&line), line.length);
done:
    buf_fini(&line);
    release(rt, pieces);
    return result;
}

static Own buffered_readline(Rt *rt, Ref self, ptrdiff_t limit)
{
    if (buffered_check_open(rt, self, "readline of closed file") < 0 || buffered_enter(rt, self) < 0) return NULL;
    Own line = read_line(rt, AS_BUFFERED(self), limit);
    buffered_leave(rt, self);
    return line;
}

Own buffered_readline_method(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t limit;
    if (args_count(rt, "readline", nargs, 0, 1) < 0 || io_size_argument(rt, nargs == 0 ? NULL : args[0], &limit) < 0) return NULL;
    return buffered_readline(rt, self, limit < 0 ? -1 : limit);
}

int buffered_next(Rt *rt, Ref self, Own *line)
{
    bool plain = is_exact(self, TYPE_io_BufferedReader) || is_exact(self, TYPE_io_BufferedRandom);
    *line = plain ? buffered_readline(rt, self, -1) : io_call(rt, self, "readline");
    if (*line == NULL) return -1;
    if (!is_bytes(*line)) {
        error_raise(rt, TYPE_OSError, "readline() should have returned a bytes object, not '%.200T'", *line);
        release_clear(rt, line);
        return -1;
    }
    if (bytes_length(*line) > 0) return 1;
    release_clear(rt, line);
    return 0;
}
