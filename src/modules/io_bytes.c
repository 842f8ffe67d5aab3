/* BytesIO: a file in memory.  Kept true: while somebody has a view of its bytes (getbuffer) they stay where
   they are. */
#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/io_parts.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/moduleobj.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"

typedef struct BytesIo {
    IoObj base;
    char *bytes; /* heap_alloc'd, or NULL */
    ptrdiff_t size, allocated, pos;
    ptrdiff_t exports; /* views that are out */
    bool closed;
} BytesIo;
#define AS_BYTESIO(ref) ((BytesIo *)(uintptr_t)(ref))

static int check_open(Rt *rt, Ref self)
{
    return AS_BYTESIO(self)->closed ? error_raise_int(rt, TYPE_ValueError, "I/O operation on closed file.") : 0;
}

static int check_exports(Rt *rt, Ref self)
{
    if (AS_BYTESIO(self)->exports == 0) return 0;
    return error_raise_int(rt, TYPE_BufferError, "Existing exports of data: object cannot be re-sized");
}

static int make_room(Rt *rt, BytesIo *io, ptrdiff_t size)
{
    if (size <= io->allocated && size >= io->allocated / 2) return 0;
    ptrdiff_t room = size < io->allocated ? size + 1 : size + (size >> 3) + (size < 9 ? 3 : 6);
    char *bytes = heap_realloc(rt, io->bytes, (size_t)room);
    if (bytes == NULL) return -1;
    io->bytes = bytes;
    io->allocated = room;
    return 0;
}

static ptrdiff_t write_bytes(Rt *rt, Ref self, Ref data)
{
    BytesIo *io = AS_BYTESIO(self);
    Buffer view = {0};
    ptrdiff_t wrote = -1;
    if (check_open(rt, self) < 0 || check_exports(rt, self) < 0 || buffer_get(rt, data, &view, BUFFER_SIMPLE) < 0) return -1;
    ptrdiff_t end;
    if (__builtin_add_overflow(io->pos, view.length, &end)) {
        error_raise(rt, TYPE_OverflowError, "new buffer size too large");
    } else if (check_open(rt, self) == 0 && check_exports(rt, self) == 0 && (view.length == 0 || end <= io->allocated || make_room(rt, io, end) == 0)) {
        if (view.length > 0) {
            if (io->pos > io->size) memset(io->bytes + io->size, 0, (size_t)(io->pos - io->size));
            memcpy(io->bytes + io->pos, view.bytes, (size_t)view.length);
            io->pos = end;
            if (io->size < end) io->size = end;
        }
        wrote = view.length;
    }
    buffer_release(rt, &view);
    return wrote;
}

static Own bytesio_write(Rt *rt, Ref self, Ref data)
{
    ptrdiff_t wrote = write_bytes(rt, self, data);
    return wrote < 0 ? NULL : int_new(rt, wrote);
}

static Own bytesio_writelines(Rt *rt, Ref self, Ref lines)
{
    if (check_open(rt, self) < 0) return NULL;
    Own iterator = object_iter(rt, lines), line = NULL;
    int got = iterator == NULL ? -1 : 0;
    while (got >= 0 && (got = object_next(rt, iterator, &line)) == 1) {
        if (write_bytes(rt, self, line) < 0) got = -1;
        release(rt, line);
    }
    release(rt, iterator);
    return got < 0 ? NULL : none_new(rt);
}

/* --- reading */

static ptrdiff_t left_of(const BytesIo *io)
{
    return io->pos < io->size ? io->size - io->pos : 0;
}

/* The next COUNT bytes, which are there. */
static Own take(Rt *rt, BytesIo *io, ptrdiff_t count)
{
    Own bytes = bytes_new(rt, count == 0 ? "" : io->bytes + io->pos, (size_t)count);
    if (bytes != NULL) io->pos += count;
    return bytes;
}

static Own bytesio_read(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t size;
    if (args_count(rt, "read", nargs, 0, 1) < 0 || io_size_argument(rt, nargs == 0 ? NULL : args[0], &size) < 0 || check_open(rt, self) < 0) return NULL;
    ptrdiff_t left = left_of(AS_BYTESIO(self));
    return take(rt, AS_BYTESIO(self), size < 0 || size > left ? left : size);
}

static ptrdiff_t line_length(const BytesIo *io, ptrdiff_t limit)
{
    ptrdiff_t left = left_of(io);
    const char *start = left == 0 ? NULL : io->bytes + io->pos, *newline = left == 0 ? NULL : memchr(start, '\n', (size_t)left);
    ptrdiff_t length = newline == NULL ? left : newline - start + 1;
    return limit >= 0 && length > limit ? limit : length;
}

static Own bytesio_readline(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t limit;
    if (io_size_argument(rt, nargs == 0 ? NULL : args[0], &limit) < 0 || check_open(rt, self) < 0) return NULL;
    return take(rt, AS_BYTESIO(self), line_length(AS_BYTESIO(self), limit));
}

static Own bytesio_readlines(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t hint, total = 0, length;
    if (io_size_argument(rt, nargs == 0 ? NULL : args[0], &hint) < 0 || check_open(rt, self) < 0) return NULL;
    Own lines = list_new(rt, 0);
    while (lines != NULL && (length = line_length(AS_BYTESIO(self), -1)) > 0) {
        Own line = take(rt, AS_BYTESIO(self), length);
        if (line == NULL || list_append_take(rt, lines, line) < 0) release_clear(rt, &lines);
        total += length;
        if (hint > 0 && total >= hint) break;
    }
    return lines;
}

static int bytesio_next(Rt *rt, Ref self, Own *line)
{
    if (check_open(rt, self) < 0) return -1;
    ptrdiff_t length = line_length(AS_BYTESIO(self), -1);
    if (length == 0) return 0;
    *line = take(rt, AS_BYTESIO(self), length);
    return *line == NULL ? -1 : 1;
}

static Own bytesio_readinto(Rt *rt, Ref self, Ref target)
{
    BytesIo *io = AS_BYTESIO(self);
    Buffer view = {0};
    if (buffer_get_writable(rt, "readinto", target, &view) < 0) return NULL;
    if (check_open(rt, self) < 0) {
        buffer_release(rt, &view);
        return NULL;
    }
    ptrdiff_t count = left_of(io) < view.length ? left_of(io) : view.length;
    if (count > 0) memmove(view.bytes, io->bytes + io->pos, (size_t)count);
    io->pos += count;
    buffer_release(rt, &view);
    return int_new(rt, count);
}

/* --- positions */

static Own bytesio_seek(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    BytesIo *io = AS_BYTESIO(self);
    int whence = 0;
    int64_t pos;
    if (posix_offset(rt, args[0], &pos) < 0 || (nargs == 2 && posix_int(rt, args[1], &whence) < 0) || check_open(rt, self) < 0) return NULL;
    if (pos < 0 && whence == 0) return error_raise(rt, TYPE_ValueError, "negative seek value %zd", (ptrdiff_t)pos);
    if (whence < 0 || whence > 2) return error_raise(rt, TYPE_ValueError, "invalid whence (%i, should be 0, 1 or 2)", whence);
    ptrdiff_t from = whence == 0 ? 0 : whence == 1 ? io->pos : io->size;
    if (pos > PTRDIFF_MAX - from) return error_raise(rt, TYPE_OverflowError, "new position too large");
    pos += from;
    io->pos = pos < 0 ? 0 : pos;
    return int_new(rt, io->pos);
}

static Own bytesio_tell(Rt *rt, Ref self)
{
    return check_open(rt, self) < 0 ? NULL : int_new(rt, AS_BYTESIO(self)->pos);
}

static Own bytesio_truncate(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    BytesIo *io = AS_BYTESIO(self);
    if (check_open(rt, self) < 0 || check_exports(rt, self) < 0) return NULL;
    ptrdiff_t size = io->pos;
    if (nargs == 1 && args[0] != rt->none) {
        if (io_size_argument(rt, args[0], &size) < 0) return NULL;
        if (size < 0) return error_raise(rt, TYPE_ValueError, "negative size value %zd", size);
    }
    if (size < io->size) {
        io->size = size;
        if (make_room(rt, io, size) < 0) return NULL;
    }
    return int_new(rt, size);
}

/* --- the rest */

static Own bytesio_getvalue(Rt *rt, Ref self)
{
    return check_open(rt, self) < 0 ? NULL : bytes_new(rt, AS_BYTESIO(self)->size == 0 ? "" : AS_BYTESIO(self)->bytes, (size_t)AS_BYTESIO(self)->size);
}

static Own bytesio_true(Rt *rt, Ref self)
{
    return check_open(rt, self) < 0 ? NULL : bool_new(rt, true);
}

static Own bytesio_isatty(Rt *rt, Ref self)
{
    return check_open(rt, self) < 0 ? NULL : bool_new(rt, false);
}

static Own bytesio_close(Rt *rt, Ref self)
{
    BytesIo *io = AS_BYTESIO(self);
    if (check_exports(rt, self) < 0) return NULL;
    heap_free(rt, io->bytes);
    io->bytes = NULL;
    io->size = io->allocated = 0;
    io->closed = true;
    return none_new(rt);
}

static Own bytesio_closed(Rt *rt, Ref self)
{
    return bool_new(rt, AS_BYTESIO(self)->closed);
}

static int bytesio_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"initial_bytes", NULL};
    static const ArgSpec spec = {"BytesIO", names, 0, 1, 0};
    Ref given[1];
    BytesIo *io = AS_BYTESIO(self);
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0 || check_exports(rt, self) < 0) return -1;
    io->closed = false;
    io->size = io->pos = 0;
    if (given[0] == NULL || given[0] == rt->none) return 0;
    if (write_bytes(rt, self, given[0]) < 0) return -1;
    io->pos = 0;
    return 0;
}

static Own bytesio_getstate(Rt *rt, Ref self)
{
    Own value = bytesio_getvalue(rt, self), pos = NULL, dict = NULL;
    if (value == NULL) return NULL;
    pos = int_new(rt, AS_BYTESIO(self)->pos);
    dict = AS_IO(self)->dict == NULL ? none_new(rt) : dict_copy(rt, AS_IO(self)->dict);
    return tuple_build(rt, "NNN", value, pos, dict);
}

static Own bytesio_setstate(Rt *rt, Ref self, Ref state)
{
    BytesIo *io = AS_BYTESIO(self);
    if (!is_tuple(state) || tuple_length(state) < 3)
        return error_raise(rt, TYPE_TypeError, "%.200s.__setstate__ argument should be 3-tuple, got %.200T", self->type->name, state);
    if (check_exports(rt, self) < 0) return NULL;
    io->size = io->pos = 0;
    if (write_bytes(rt, self, tuple_peek(state, 0)) < 0) return NULL;
    Ref place = tuple_peek(state, 1), dict = tuple_peek(state, 2);
    if (!is_int(place)) return error_raise(rt, TYPE_TypeError, "second item of state must be an integer, not %.200T", place);
    int64_t pos = int_value(rt, place);
    if (rt_is_pending(rt)) return NULL;
    if (pos < 0) return error_raise(rt, TYPE_ValueError, "position value cannot be negative");
    io->pos = pos;
    if (dict == rt->none) return none_new(rt);
    if (!is_dict(dict)) return error_raise(rt, TYPE_TypeError, "third item of state should be a dict, got a %.200T", dict);
    if (AS_IO(self)->dict == NULL) AS_IO(self)->dict = new_ref(dict);
    else if (dict_update(rt, AS_IO(self)->dict, dict) < 0) return NULL;
    return none_new(rt);
}

static Own bytesio_sizeof(Rt *rt, Ref self)
{
    return int_new(rt, self->type->basicsize + AS_BYTESIO(self)->allocated);
}

static void bytesio_dealloc(Rt *rt, Obj *self)
{
    heap_free(rt, AS_BYTESIO(self)->bytes);
    owned_dealloc(rt, self);
}

/* --- getbuffer: a view, by an object that lends the bytes */

typedef struct Lender {
    Obj head;
    Own source; /* the BytesIO */
} Lender;
#define AS_LENDER(ref) ((Lender *)(uintptr_t)(ref))

static int lender_getbuffer(Rt *rt, Ref self, Buffer *view, int flags)
{
    BytesIo *io = AS_BYTESIO(AS_LENDER(self)->source);
    if (buffer_fill(rt, view, self, io->bytes == NULL ? (char *)(uintptr_t)"" : io->bytes, io->size, false, flags) < 0) return -1;
    io->exports++;
    return 0;
}

static void lender_releasebuffer(Rt *rt, Ref self, Buffer *view)
{
    AS_BYTESIO(AS_LENDER(self)->source)->exports--;
}

static int lender_traverse(Ref self, VisitFn visit, void *context)
{
    return AS_LENDER(self)->source == NULL ? 0 : visit(AS_LENDER(self)->source, context);
}

static void lender_dealloc(Rt *rt, Obj *self)
{
    release(rt, AS_LENDER(self)->source);
    self->type->slots.tp_free(rt, self);
}

const TypeSpec io_BytesIOBuffer_type_spec = {
    .name = "_io._BytesIOBuffer",
    .id = TYPE_io_BytesIOBuffer,
    .basicsize = sizeof(Lender),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {.tp_dealloc = lender_dealloc, .tp_traverse = lender_traverse, .bf_getbuffer = lender_getbuffer, .bf_releasebuffer = lender_releasebuffer},
};

static Own bytesio_getbuffer(Rt *rt, Ref self)
{
    if (check_open(rt, self) < 0) return NULL;
    Own lender = object_new(rt, RT_TYPE(rt, io_BytesIOBuffer)), type = NULL, view = NULL;
    if (lender == NULL) return NULL;
    AS_LENDER(lender)->source = new_ref(self);
    gc_track(rt, lender);
    type = builtin_get(rt, "memoryview");
    if (type != NULL) view = call_one(rt, type, lender);
    release_all(rt, type, lender);
    return view;
}

const TypeSpec io_BytesIO_type_spec = {
    .name = "_io.BytesIO",
    .id = TYPE_io_BytesIO,
    .base = TYPE_io_BufferedIOBase,
    .basicsize = sizeof(BytesIo),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    IO_LAYOUT,
    .doc = "Buffered I/O implementation using an in-memory bytes buffer.",
    .slots = {.tp_dealloc = bytesio_dealloc, .tp_new = plain_tp_new,
              .tp_init = bytesio_init, .tp_iternext = bytesio_next},
    .methods = METHODS(
        {"readable", METHOD_NOARGS, {.unary = bytesio_true}, "Returns True if the IO object can be read.", 0},
        {"seekable", METHOD_NOARGS, {.unary = bytesio_true}, "Returns True if the IO object can be seeked.", 0},
        {"writable", METHOD_NOARGS, {.unary = bytesio_true}, "Returns True if the IO object can be written.", 0},
        {"close", METHOD_NOARGS, {.unary = bytesio_close}, "Disable all I/O operations.", 0},
        {"flush", METHOD_NOARGS_STATUS, {.act = check_open}, "Does nothing.", 0},
        {"isatty", METHOD_NOARGS, {.unary = bytesio_isatty}, "Always returns False.", 0},
        {"tell", METHOD_NOARGS, {.unary = bytesio_tell}, "Current file position, an integer.", 0},
        {"write", METHOD_O, {.binary = bytesio_write}, "Write bytes to file.", 0},
        {"writelines", METHOD_O, {.binary = bytesio_writelines}, "Write lines to the file.", 0},
        {"read", METHOD_FASTCALL, {.fast = bytesio_read}, "Read at most size bytes, returned as a bytes object.", 0},
        {"read1", METHOD_FASTCALL, {.fast = bytesio_read}, "Read at most size bytes, returned as a bytes object.", 0},
        {"readinto", METHOD_O, {.binary = bytesio_readinto}, "Read bytes into buffer.", 0},
        {"readline", METHOD_FASTCALL, {.fast = bytesio_readline, .most = 1}, "Next line from the file, as a bytes object.", 0},
        {"readlines", METHOD_FASTCALL, {.fast = bytesio_readlines, .most = 1}, "List of bytes objects, each a line from the file.", 0},
        {"getbuffer", METHOD_NOARGS, {.unary = bytesio_getbuffer}, "Get a read-write view over the contents of the BytesIO object.", 0},
        {"getvalue", METHOD_NOARGS, {.unary = bytesio_getvalue}, "Retrieve the entire contents of the BytesIO object.", 0},
        {"seek", METHOD_FASTCALL, {.fast = bytesio_seek, .least = 1, .most = 2}, "Change stream position.", 0},
        {"truncate", METHOD_FASTCALL, {.fast = bytesio_truncate, .most = 1}, "Truncate the file to at most size bytes.", 0},
        {"__getstate__", METHOD_NOARGS, {.unary = bytesio_getstate}, NULL, 0},
        {"__setstate__", METHOD_O, {.binary = bytesio_setstate}, NULL, 0},
        {"__sizeof__", METHOD_NOARGS, {.unary = bytesio_sizeof}, NULL, 0}),
    .getset = GETSETS(
        {"closed", bytesio_closed, NULL, "True if the file is closed."}),
};
