/* BufferedReader, BufferedWriter and BufferedRandom: what they share, and writing.

   Kept true: while a method runs the object is `entered`, and whoever calls it again from inside a raw
   file is refused, so that the buffer stays where it is; the raw file gets bytes of its own, never a
   view of the buffer. */
#include "modules/io_buffered.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "memory/heap.h"
#include "modules/io_file.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytearrayobj.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/memoryobj.h"
#include "objects/object_reduce.h"
#include "objects/object_state.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- may it be used? */

static int check_ready(Rt *rt, Ref self)
{
    const BufferedObj *b = AS_BUFFERED(self);
    if (b->ok) return 0;
    return error_raise_int(rt, TYPE_ValueError, b->detached ? "raw stream has been detached" : "I/O operation on uninitialized object");
}

/* Does the running thread not work on it already? */
static int check_not_entered(Rt *rt, Ref self)
{
    if (!thread_holds(rt, &AS_BUFFERED(self)->lock)) return 0;
    return error_raise_int(rt, TYPE_RuntimeError, "reentrant call inside %R", self);
}

int buffered_enter(Rt *rt, Ref self)
{
    if (check_ready(rt, self) < 0) return -1;
    ThreadLock *lock = &AS_BUFFERED(self)->lock;
    if (check_not_entered(rt, self) < 0 || thread_lock(rt, lock, INT64_MAX) < 0) return -1;
    if (check_ready(rt, self) == 0) return 0;
    thread_unlock(rt, lock);
    return -1;
}

void buffered_leave(Rt *rt, Ref self)
{
    thread_unlock(rt, &AS_BUFFERED(self)->lock);
}

/* 1, 0, -1 */
static int is_closed(Rt *rt, const BufferedObj *b)
{
    return b->is_file ? AS_FILE(b->raw)->fd < 0 : io_attr_truth(rt, b->raw, "closed");
}

int buffered_check_open(Rt *rt, Ref self, const char *message)
{
    if (check_ready(rt, self) < 0) return -1;
    int closed = is_closed(rt, AS_BUFFERED(self));
    return closed <= 0 ? closed : error_raise_int(rt, TYPE_ValueError, "%s", message);
}

/* --- the raw file */

static int64_t position_of(Rt *rt, BufferedObj *b, Own position)
{
    if (position == NULL) return -1;
    int64_t value = number_as_size(rt, position, TYPE_ValueError);
    release(rt, position);
    if (value == -1 && rt_is_pending(rt)) return -1;
    if (value < 0) return error_raise_int(rt, TYPE_OSError, "Raw stream returned invalid position %zd", (ptrdiff_t)value);
    b->abs_pos = value;
    return value;
}

static int64_t buffered_raw_tell(Rt *rt, BufferedObj *b)
{
    if (b->is_file) {
        int64_t at = io_file_seek(rt, b->raw, 0, SEEK_CUR);
        if (at >= 0) b->abs_pos = at;
        return at;
    }
    return position_of(rt, b, io_call(rt, b->raw, "tell"));
}

/* Where the raw file is: asked only when it is not known. */
static int64_t raw_position(Rt *rt, BufferedObj *b)
{
    return b->abs_pos != -1 ? b->abs_pos : buffered_raw_tell(rt, b);
}

static int64_t buffered_raw_seek(Rt *rt, BufferedObj *b, int64_t target, int whence)
{
    if (b->is_file) {
        int64_t at = io_file_seek(rt, b->raw, target, whence);
        if (at >= 0) b->abs_pos = at;
        return at;
    }
    Own where = int_new(rt, target), from = int_new(rt, whence), name = str_interned(rt, "seek"), result = NULL;
    if (where != NULL && from != NULL && name != NULL) result = call_method(rt, name, (Ref[]){b->raw, where, from}, 3);
    release_all(rt, where, from, name);
    return position_of(rt, b, result);
}

/* What a raw readinto() or write() answered (taken) to a request of SIZE bytes. */
static ptrdiff_t raw_count(Rt *rt, BufferedObj *b, Own answer, ptrdiff_t size, const char *what)
{
    if (answer == NULL) return -1;
    if (answer == rt->none) {
        release(rt, answer);
        return -2;
    }
    ptrdiff_t count = number_as_size(rt, answer, TYPE_ValueError);
    release(rt, answer);
    if (count == -1 && rt_is_pending(rt) && what[0] == 'r') {
        error_raise_from(rt, TYPE_OSError, "raw readinto() failed");
        return -1;
    }
    if (count < 0 || count > size) {
        error_raise(rt, TYPE_OSError, "raw %s returned invalid length %zd (should have been between 0 and %zd)", what, count, size);
        return -1;
    }
    if (count > 0 && b->abs_pos != -1) b->abs_pos += count;
    return count;
}

/* raw.NAME(ARG), again after InterruptedError. */
static Own raw_call(Rt *rt, BufferedObj *b, const char *name, Ref arg)
{
    for (;;) {
        Own result = io_call_one(rt, b->raw, name, arg);
        if (result != NULL || !error_clear_if(rt, TYPE_InterruptedError) || error_poll(rt) < 0) return result;
    }
}

/* As in CPython, the raw file gets a memoryview: two containers, which live meanwhile.  It is one of a copy, for
   the raw file may keep it; the C code of files needs nothing in it. */
ptrdiff_t buffered_raw_read(Rt *rt, BufferedObj *b, char *room, ptrdiff_t size)
{
    Own array = b->is_file ? bytes_new(rt, NULL, 0) : bytearray_new(rt, NULL, size);
    Own view = array == NULL ? NULL : bufview_new(rt, array);
    ptrdiff_t got = -1;
    if (view != NULL && b->is_file) {
        got = io_file_read(rt, b->raw, room, (size_t)size);
        if (got > 0 && b->abs_pos != -1) b->abs_pos += got;
    } else if (view != NULL) {
        got = raw_count(rt, b, raw_call(rt, b, "readinto", view), size, "readinto()");
        ptrdiff_t there = AS_BYTEARRAY(array)->head.length; /* fewer, when the raw file got hold of it */
        if (got > there) got = there;
        if (got > 0) memcpy(room, AS_BYTEARRAY(array)->start, (size_t)got);
    }
    release(rt, view);
    release(rt, array);
    return got;
}

static ptrdiff_t buffered_raw_write(Rt *rt, BufferedObj *b, const char *bytes, ptrdiff_t size)
{
    Own data = b->is_file ? bytes_new(rt, NULL, 0) : bytes_new(rt, bytes, (size_t)size);
    Own view = data == NULL ? NULL : bufview_new(rt, data);
    ptrdiff_t wrote = -1;
    if (view != NULL && b->is_file) {
        wrote = io_file_write(rt, b->raw, bytes, (size_t)size);
        if (wrote > 0 && b->abs_pos != -1) b->abs_pos += wrote;
    } else if (view != NULL) {
        wrote = raw_count(rt, b, raw_call(rt, b, "write", view), size, "write()");
    }
    release(rt, view);
    release(rt, data);
    return wrote;
}

ptrdiff_t buffered_fill(Rt *rt, BufferedObj *b)
{
    ptrdiff_t start = buffered_can_read(b) ? b->read_end : 0;
    ptrdiff_t got = buffered_raw_read(rt, b, b->buffer + start, b->size - start);
    if (got > 0) b->read_end = b->raw_pos = start + got;
    return got;
}

/* --- writing */

static int would_block(Rt *rt, ptrdiff_t written)
{
    Own number = int_new(rt, EAGAIN), text = str_new(rt, "write could not complete without blocking"), count = int_new(rt, written), args = NULL;
    if (number != NULL && text != NULL && count != NULL) args = tuple_of(rt, 3, number, text, count);
    if (args != NULL) error_raise_obj(rt, TYPE_BlockingIOError, args);
    release_all(rt, number, text, count, args);
    return -1;
}

/* what waits goes to the raw file */
static int buffered_flush_writes(Rt *rt, BufferedObj *b)
{
    if (!buffered_has_writes(b) || b->write_pos == b->write_end) goto done;
    ptrdiff_t rewind = buffered_raw_offset(b) + (b->pos - b->write_pos);
    if (rewind != 0) {
        if (buffered_raw_seek(rt, b, -rewind, SEEK_CUR) < 0) return -1;
        b->raw_pos -= rewind;
    }
    while (b->write_pos < b->write_end) {
        ptrdiff_t wrote = buffered_raw_write(rt, b, b->buffer + b->write_pos, b->write_end - b->write_pos);
        if (wrote == -1) return -1;
        if (wrote == -2) return would_block(rt, 0);
        b->write_pos += wrote;
        b->raw_pos = b->write_pos;
        if (error_poll(rt) < 0) return -1;
    }
done:
    b->write_pos = 0;
    b->write_end = -1;
    return 0;
}

int buffered_flush_and_rewind(Rt *rt, BufferedObj *b)
{
    if (buffered_flush_writes(rt, b) < 0) return -1;
    if (!b->readable) return 0;
    int64_t at = buffered_raw_seek(rt, b, -buffered_raw_offset(b), SEEK_CUR);
    b->read_end = -1;
    return at < 0 ? -1 : 0;
}

/* The raw file took not all of what waits: SIZE more bytes wait too, as far as there is room. */
static ptrdiff_t keep_waiting(Rt *rt, BufferedObj *b, const char *bytes, ptrdiff_t size)
{
    Pending blocked = error_fetch(rt);
    if (b->readable) b->read_end = -1;
    memmove(b->buffer, b->buffer + b->write_pos, (size_t)(b->write_end - b->write_pos));
    b->write_end -= b->write_pos;
    b->raw_pos -= b->write_pos;
    b->pos -= b->write_pos;
    b->write_pos = 0;
    ptrdiff_t room = b->size - b->write_end, kept = size <= room ? size : room;
    memcpy(b->buffer + b->write_end, bytes, (size_t)kept);
    b->write_end += kept;
    b->pos += kept;
    release(rt, blocked.type);
    release(rt, blocked.value);
    release(rt, blocked.traceback);
    return kept == size ? size : would_block(rt, kept);
}

/* What does not fit into the buffer: blocks of its size go to the raw file, the rest waits. */
static ptrdiff_t write_through(Rt *rt, BufferedObj *b, const char *bytes, ptrdiff_t size)
{
    if (buffered_flush_writes(rt, b) < 0) {
        return error_matches(rt, TYPE_BlockingIOError) ? keep_waiting(rt, b, bytes, size) : -1;
    }
    ptrdiff_t offset = buffered_raw_offset(b), written = 0;
    if (offset != 0) {
        if (buffered_raw_seek(rt, b, -offset, SEEK_CUR) < 0) return -1;
        b->raw_pos -= offset;
    }
    while (size - written > b->size) {
        ptrdiff_t wrote = buffered_raw_write(rt, b, bytes + written, size - written);
        if (wrote == -1) return -1;
        if (wrote == -2) {
            memcpy(b->buffer, bytes + written, (size_t)b->size);
            b->raw_pos = 0;
            buffered_move_to(b, b->size);
            b->write_pos = 0;
            b->write_end = b->size;
            return would_block(rt, written + b->size);
        }
        written += wrote;
        if (error_poll(rt) < 0) return -1;
    }
    if (b->readable) b->read_end = -1;
    ptrdiff_t rest = size - written;
    if (rest > 0) memcpy(b->buffer, bytes + written, (size_t)rest);
    b->write_pos = 0;
    b->write_end = rest;
    buffered_move_to(b, rest);
    b->raw_pos = 0;
    return size;
}

static ptrdiff_t write_some(Rt *rt, BufferedObj *b, const char *bytes, ptrdiff_t size)
{
    if (!buffered_can_read(b) && !buffered_has_writes(b)) b->pos = b->raw_pos = 0;
    if (size > b->size - b->pos || size >= b->size) return write_through(rt, b, bytes, size);
    if (size > 0) memcpy(b->buffer + b->pos, bytes, (size_t)size);
    if (!buffered_has_writes(b) || b->write_pos > b->pos) b->write_pos = b->pos;
    buffered_move_to(b, b->pos + size);
    if (b->write_end < b->pos) b->write_end = b->pos;
    return size;
}

Own buffered_write_bytes(Rt *rt, Ref self, const char *bytes, ptrdiff_t size)
{
    if (buffered_enter(rt, self) < 0) return NULL;
    ptrdiff_t wrote = -1;
    int closed = is_closed(rt, AS_BUFFERED(self));
    if (closed > 0) error_raise(rt, TYPE_ValueError, "write to closed file");
    if (closed == 0) wrote = write_some(rt, AS_BUFFERED(self), bytes, size);
    buffered_leave(rt, self);
    return wrote < 0 ? NULL : int_new(rt, wrote);
}

Own buffered_write_method(Rt *rt, Ref self, Ref data)
{
    Buffer view = {0};
    if (check_ready(rt, self) < 0 || buffer_get(rt, data, &view, BUFFER_SIMPLE) < 0) return NULL;
    Own result = buffered_write_bytes(rt, self, view.bytes, view.length);
    buffer_release(rt, &view);
    return result;
}

/* --- positions */

static Own buffered_seek(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    BufferedObj *b = AS_BUFFERED(self);
    int whence = 0;
    int64_t target, at = -1;
    if (check_ready(rt, self) < 0 || (nargs == 2 && posix_int(rt, args[1], &whence) < 0)) return NULL;
    if (whence < 0 || whence > SEEK_HOLE) return error_raise(rt, TYPE_ValueError, "whence value %i unsupported", whence);
    if (buffered_check_open(rt, self, "seek of closed file") < 0 || io_check(rt, b->raw, "seekable", "File or stream is not seekable.") < 0) return NULL;
    if (posix_offset(rt, args[0], &target) < 0 || buffered_enter(rt, self) < 0) return NULL;
    ptrdiff_t ahead = buffered_ahead(b);
    if (whence <= SEEK_CUR && b->readable && ahead > 0) {
        int64_t current = raw_position(rt, b);
        if (current == -1) goto done;
        int64_t offset = whence == SEEK_CUR ? target : target - (current - buffered_raw_offset(b));
        if (offset >= -b->pos && offset <= ahead) {
            b->pos += offset;
            at = current - ahead + offset;
            goto done;
        }
    }
    if (b->writable && buffered_flush_writes(rt, b) < 0) goto done;
    if (whence == SEEK_CUR) target -= buffered_raw_offset(b);
    at = buffered_raw_seek(rt, b, target, whence);
    b->raw_pos = -1;
    if (at >= 0 && b->readable) b->read_end = -1;
done:
    buffered_leave(rt, self);
    return at < 0 ? NULL : int_new(rt, at);
}

static Own buffered_tell(Rt *rt, Ref self)
{
    if (buffered_enter(rt, self) < 0) return NULL;
    int64_t at = buffered_raw_tell(rt, AS_BUFFERED(self));
    ptrdiff_t offset = buffered_raw_offset(AS_BUFFERED(self));
    buffered_leave(rt, self);
    return at < 0 ? NULL : int_new(rt, at - offset);
}

static Own buffered_truncate(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    BufferedObj *b = AS_BUFFERED(self);
    Own result = NULL;
    if (buffered_check_open(rt, self, "truncate of closed file") < 0) return NULL;
    if (!b->writable) return io_unsupported(rt, "truncate");
    if (buffered_enter(rt, self) < 0) return NULL;
    if (buffered_flush_and_rewind(rt, b) == 0) result = io_call_one(rt, b->raw, "truncate", nargs == 0 ? rt->none : args[0]);
    if (result != NULL && buffered_raw_tell(rt, b) < 0) error_clear(rt);
    buffered_leave(rt, self);
    return result;
}

/* --- flush, close, detach */

static Own buffered_flush(Rt *rt, Ref self)
{
    BufferedObj *b = AS_BUFFERED(self);
    if (buffered_check_open(rt, self, "flush of closed file") < 0 || buffered_enter(rt, self) < 0) return NULL;
    int status = b->writable ? buffered_flush_and_rewind(rt, b) : 0;
    buffered_leave(rt, self);
    return status < 0 ? NULL : none_new(rt);
}

/* A reader passes it on. */
static Own reader_flush(Rt *rt, Ref self)
{
    return check_ready(rt, self) < 0 ? NULL : io_call(rt, AS_BUFFERED(self)->raw, "flush");
}

static Own buffered_close(Rt *rt, Ref self)
{
    BufferedObj *b = AS_BUFFERED(self);
    if (buffered_enter(rt, self) < 0) return NULL;
    int closed = is_closed(rt, b);
    buffered_leave(rt, self);
    if (closed != 0) return closed < 0 ? NULL : none_new(rt);
    if (b->finalizing) {
        Own warned = io_call_one(rt, b->raw, "_dealloc_warn", self);
        if (warned == NULL) error_clear(rt);
        release(rt, warned);
    }
    Own flushed = call_method_none(rt, self, RT_NAME(rt, flush));
    Pending kept = error_fetch(rt);
    Own result = NULL;
    if (thread_lock(rt, &b->lock, INT64_MAX) >= 0) {
        result = b->raw == NULL ? none_new(rt) : io_call(rt, b->raw, "close");
        heap_free(rt, b->buffer);
        b->buffer = NULL;
        b->size = 0; /* nothing is read or written any more */
        b->read_end = b->write_end = -1;
        buffered_leave(rt, self);
    }
    io_chain(rt, &kept);
    if (flushed == NULL) release_clear(rt, &result);
    release(rt, flushed);
    return result;
}

static Own buffered_detach(Rt *rt, Ref self)
{
    BufferedObj *b = AS_BUFFERED(self);
    if (check_ready(rt, self) < 0) return NULL;
    if (check_not_entered(rt, self) < 0) return NULL;
    Own flushed = call_method_none(rt, self, RT_NAME(rt, flush));
    release(rt, flushed);
    if (flushed == NULL || check_ready(rt, self) < 0) return NULL;
    b->detached = true;
    b->ok = b->is_file = false;
    return STEAL(b->raw);
}

static Own buffered_dealloc_warn(Rt *rt, Ref self, Ref source)
{
    const BufferedObj *b = AS_BUFFERED(self);
    if (b->ok && b->raw != NULL) {
        Own result = io_call_one(rt, b->raw, "_dealloc_warn", source);
        if (result == NULL) error_clear(rt);
        release(rt, result);
    }
    return none_new(rt);
}

/* --- what the raw file knows */

#define ASK_RAW(method)                                                                \
    static Own buffered_##method(Rt *rt, Ref self)                                     \
    {                                                                                  \
        return check_ready(rt, self) < 0 ? NULL : io_call(rt, AS_BUFFERED(self)->raw, #method); \
    }
#define RAW_ATTRIBUTE(name)                                                            \
    static Own buffered_get_##name(Rt *rt, Ref self)                                   \
    {                                                                                  \
        return check_ready(rt, self) < 0 ? NULL : object_attr_get_text(rt, AS_BUFFERED(self)->raw, #name); \
    }

ASK_RAW(seekable)
ASK_RAW(readable)
ASK_RAW(writable)
ASK_RAW(fileno)
ASK_RAW(isatty)
RAW_ATTRIBUTE(closed)
RAW_ATTRIBUTE(name)
RAW_ATTRIBUTE(mode)

static Own buffered_repr(Rt *rt, Ref self)
{
    Own name = NULL, result = NULL;
    int found = object_attr_lookup(rt, self, RT_NAME(rt, name), &name);
    if (found < 0 && error_clear_if(rt, TYPE_ValueError)) found = 0;
    if (found == 0) return str_format(rt, "<%s>", self->type->name);
    if (found < 0) return NULL;
    int entered = repr_enter(rt, self);
    if (entered > 0) error_raise(rt, TYPE_RuntimeError, "reentrant call inside %s.__repr__", self->type->name);
    if (entered == 0) {
        result = str_format(rt, "<%s name=%R>", self->type->name, name);
        repr_leave(rt, self);
    }
    release(rt, name);
    return result;
}

static Own buffered_sizeof(Rt *rt, Ref self)
{
    return int_new(rt, self->type->basicsize + AS_BUFFERED(self)->size);
}

/* --- memory and types */

static int buffered_clear(Rt *rt, Obj *self)
{
    AS_BUFFERED(self)->ok = AS_BUFFERED(self)->is_file = false;
    return owned_clear(rt, self);
}

static void buffered_dealloc(Rt *rt, Obj *self)
{
    release_clear(rt, &AS_BUFFERED(self)->raw);
    heap_free(rt, AS_BUFFERED(self)->buffer);
    owned_dealloc(rt, self);
}

static int buffered_begin(Rt *rt, Ref self, Ref raw, ptrdiff_t size)
{
    BufferedObj *b = AS_BUFFERED(self);
    if (check_not_entered(rt, self) < 0) return -1;
    b->ok = b->detached = false;
    b->readable = !type_is_subtype(self->type, RT_TYPE(rt, io_BufferedWriter));
    b->writable = !type_is_subtype(self->type, RT_TYPE(rt, io_BufferedReader));
    if (b->readable && b->writable && io_check(rt, raw, "seekable", "File or stream is not seekable.") < 0) return -1;
    if (b->readable && io_check(rt, raw, "readable", "File or stream is not readable.") < 0) return -1;
    if (b->writable && io_check(rt, raw, "writable", "File or stream is not writable.") < 0) return -1;
    release_replace(rt, &b->raw, new_ref(raw));
    if (size <= 0) return error_raise_int(rt, TYPE_ValueError, "buffer size must be strictly positive");
    char *buffer = heap_realloc(rt, b->buffer, (size_t)size);
    if (buffer == NULL) return -1;
    b->buffer = buffer;
    b->size = size;
    b->pos = b->raw_pos = b->write_pos = 0;
    b->read_end = b->write_end = -1;
    b->abs_pos = -1;
    b->is_file = is_exact(raw, TYPE_io_FileIO);
    if (buffered_raw_tell(rt, b) < 0) error_clear(rt);
    if (rt_is_pending(rt)) return -1;
    b->ok = true;
    return 0;
}

static int buffered_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"raw", "buffer_size", NULL};
    ArgSpec spec = {self->type->name, names, 1, 2, 0};
    Ref given[2];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    ptrdiff_t size = given[1] == NULL ? IO_BUFFER_SIZE : number_as_size(rt, given[1], TYPE_OverflowError);
    return rt_is_pending(rt) ? -1 : buffered_begin(rt, self, given[0], size);
}

Own io_buffered_new(Rt *rt, TypeId type, Ref raw, ptrdiff_t size)
{
    Own number = int_new(rt, size), self = NULL;
    if (number != NULL) self = call_vector(rt, (Ref)rt->types[type], (Ref[]){raw, number}, 2, NULL);
    release(rt, number);
    return self;
}

#define COMMON_METHODS                                                                 \
    {"detach", METHOD_NOARGS, {.unary = buffered_detach}, NULL, 0},                    \
    {"close", METHOD_NOARGS, {.unary = buffered_close}, NULL, 0},                      \
    {"seekable", METHOD_NOARGS, {.unary = buffered_seekable}, NULL, 0},                \
    {"fileno", METHOD_NOARGS, {.unary = buffered_fileno}, NULL, 0},                    \
    {"isatty", METHOD_NOARGS, {.unary = buffered_isatty}, NULL, 0},                    \
    {"tell", METHOD_NOARGS, {.unary = buffered_tell}, NULL, 0},                        \
    {"truncate", METHOD_FASTCALL, {.fast = buffered_truncate, .most = 1}, NULL, 0},               \
    {"seek", METHOD_FASTCALL, {.fast = buffered_seek, .least = 1, .most = 2}, NULL, 0},                       \
    {"_dealloc_warn", METHOD_O, {.binary = buffered_dealloc_warn}, NULL, 0},           \
    {"__getstate__", METHOD_NOARGS, {.unary = object_refuse_pickling}, NULL, 0},            \
    {"__sizeof__", METHOD_NOARGS, {.unary = buffered_sizeof}, NULL, 0}
#define READABLE {"readable", METHOD_NOARGS, {.unary = buffered_readable}, NULL, 0}
#define WRITABLE {"writable", METHOD_NOARGS, {.unary = buffered_writable}, NULL, 0}
#define WRITE_METHODS                                                                  \
    {"write", METHOD_O, {.binary = buffered_write_method}, NULL, 0}, {"flush", METHOD_NOARGS, {.unary = buffered_flush}, NULL, 0}

static const MethodDef reader_methods[] = {
    COMMON_METHODS, READ_METHODS, READABLE, {"flush", METHOD_NOARGS, {.unary = reader_flush}, NULL, 0}, {0},
};
static const MethodDef writer_methods[] = {COMMON_METHODS, WRITE_METHODS, WRITABLE, {0}};
static const MethodDef random_methods[] = {COMMON_METHODS, READ_METHODS, WRITE_METHODS, READABLE, WRITABLE, {0}};

static const MemberDef buffered_members[] = {
    {"raw", MEMBER_OBJECT, offsetof(BufferedObj, raw), true, NULL},
    {"_finalizing", MEMBER_BOOL, offsetof(BufferedObj, finalizing), false, NULL},
    {NULL, 0, 0, false, NULL},
};

static const GetSetDef buffered_getset[] = {
    {"closed", buffered_get_closed, NULL, NULL},
    {"name", buffered_get_name, NULL, NULL},
    {"mode", buffered_get_mode, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

#define BUFFERED_SPEC(short_name, method_table, next, text)                            \
    {                                                                                  \
        .name = "_io." #short_name, .id = TYPE_io_##short_name, .base = TYPE_io_BufferedIOBase, .basicsize = sizeof(BufferedObj), \
        .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE, IO_LAYOUT, .doc = #short_name "(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\n" text, \
        .owned = OWNED(BufferedObj, raw, raw),                                         \
        .slots = {.tp_dealloc = buffered_dealloc, .tp_traverse = owned_traverse, .tp_clear = buffered_clear, \
                  .tp_repr = buffered_repr, .tp_new = plain_tp_new, .tp_init = buffered_init, .tp_iternext = next}, \
        .methods = method_table, .members = buffered_members, .getset = buffered_getset \
    }

const TypeSpec io_BufferedReader_type_spec = BUFFERED_SPEC(BufferedReader, reader_methods, buffered_next, "Create a new buffered reader using the given readable raw IO object.");
const TypeSpec io_BufferedWriter_type_spec = BUFFERED_SPEC(BufferedWriter, writer_methods, NULL, "A buffer for a writeable sequential RawIO object.");
const TypeSpec io_BufferedRandom_type_spec = BUFFERED_SPEC(BufferedRandom, random_methods, buffered_next, "A buffered interface to random access streams.");
