/* StringIO: text in memory.  As long as it only grows, what was written lies in a list, as in CPython: the
   collector counts that list, and the strings are held.  When something else is wanted, the text becomes an
   array of code points for good. */
#include <string.h>

#include "memory/heap.h"
#include "modules/io_newline.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"

typedef struct StringIo {
    IoObj base;
    Own pieces;       /* list of what was written; NULL: the text is in `points` */
    Own older;        /* list of what many pieces were joined to; or NULL */
    uint32_t *points; /* heap_alloc'd, or NULL */
    ptrdiff_t size, allocated, pos;
    Newline newline;
    Own decoder;      /* of newlines, or NULL */
    bool ok, closed;
} StringIo;
#define AS_STRINGIO(ref) ((StringIo *)(uintptr_t)(ref))

static int check_usable(Rt *rt, Ref self)
{
    const StringIo *io = AS_STRINGIO(self);
    if (!io->ok) return error_raise_int(rt, TYPE_ValueError, "I/O operation on uninitialized object");
    return io->closed ? error_raise_int(rt, TYPE_ValueError, "I/O operation on closed file") : 0;
}

static int make_room(Rt *rt, StringIo *io, ptrdiff_t size)
{
    if (size <= io->allocated && size >= io->allocated / 2) return 0;
    ptrdiff_t room = size < io->allocated ? size + 1 : size + (size >> 3) + (size < 9 ? 3 : 6);
    if (room > PTRDIFF_MAX / 8) {
        error_raise(rt, TYPE_OverflowError, "new buffer size too large");
        return -1;
    }
    uint32_t *points = heap_realloc(rt, io->points, (size_t)room * sizeof *points);
    if (points == NULL) return -1;
    io->points = points;
    io->allocated = room;
    return 0;
}

/* --- the pieces */

enum { PIECES_MOST = 100000 };

static Own joined(Rt *rt, Ref list)
{
    return str_join(rt, rt->empty_str, as_refs(AS_LIST(list)->items), list_length(list));
}

/* Puts the pieces, joined, to the older ones. */
static int flush_pieces(Rt *rt, StringIo *io)
{
    if (io->older == NULL && (io->older = list_new(rt, 0)) == NULL) return -1;
    Own text = joined(rt, io->pieces);
    int status = text == NULL ? -1 : list_append(rt, io->older, text);
    release(rt, text);
    return status < 0 ? -1 : list_clear(rt, io->pieces);
}

static int add_piece(Rt *rt, StringIo *io, Ref text)
{
    if (list_append(rt, io->pieces, text) < 0) return -1;
    return list_length(io->pieces) < PIECES_MOST ? 0 : flush_pieces(rt, io);
}

/* All pieces as one text, new; there are none any more. */
static Own take_pieces(Rt *rt, StringIo *io)
{
    if (io->older != NULL && flush_pieces(rt, io) < 0) return NULL;
    Own list = io->older != NULL ? STEAL(io->older) : STEAL(io->pieces);
    release_clear(rt, &io->pieces);
    Own text = joined(rt, list);
    release(rt, list);
    return text;
}

/* The text is to be in `points`. */
static int settle(Rt *rt, StringIo *io)
{
    if (io->pieces == NULL) return 0;
    Own text = take_pieces(rt, io);
    if (text == NULL) return -1;
    ptrdiff_t length = str_length(text);
    int status = make_room(rt, io, length);
    TextView view = text_view(text);
    for (ptrdiff_t i = 0; status == 0 && i < length; i++) io->points[i] = text_at(view, i);
    io->size = status == 0 ? length : 0;
    release(rt, text);
    return status;
}

/* --- writing */

/* TEXT as it is kept: line ends read as the decoder says, then written as newline= says. */
static Own translate(Rt *rt, StringIo *io, Ref text)
{
    Own decoded = io->decoder == NULL ? new_ref(text) : decoder_decode(rt, io->decoder, text, true);
    if (decoded == NULL || io->newline.write == NULL) return decoded;
    Own written = newline_write(rt, decoded, io->newline.write);
    release(rt, decoded);
    return written;
}

static int write_text(Rt *rt, Ref self, Ref text)
{
    StringIo *io = AS_STRINGIO(self);
    Own kept = translate(rt, io, text);
    if (kept == NULL) return -1;
    ptrdiff_t length = str_length(kept), end;
    int status = 0;
    bool grows = io->pieces != NULL && io->pos == io->size;
    if (__builtin_add_overflow(io->pos, length, &end)) status = error_raise_int(rt, TYPE_OverflowError, "new position too large");
    else if (grows) status = add_piece(rt, io, kept);
    else if (settle(rt, io) < 0) status = -1;
    else if (end > io->size) status = make_room(rt, io, end);
    if (status == 0 && grows) {
        io->pos = io->size = end;
    } else if (status == 0 && length > 0) {
        if (io->pos > io->size) memset(io->points + io->size, 0, (size_t)(io->pos - io->size) * sizeof *io->points);
        TextView view = text_view(kept);
        for (ptrdiff_t i = 0; i < length; i++) io->points[io->pos + i] = text_at(view, i);
        io->pos = end;
        if (io->size < end) io->size = end;
    }
    release(rt, kept);
    return status;
}

static Own sio_write(Rt *rt, Ref self, Ref text)
{
    if (check_usable(rt, self) < 0) return NULL;
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "string argument expected, got '%T'", text);
    if (str_length(text) > 0 && write_text(rt, self, text) < 0) return NULL;
    return int_new(rt, str_length(text));
}

/* --- reading */

/* What was written so far, new; it stays as one piece. */
static Own peek_pieces(Rt *rt, StringIo *io)
{
    Own text = take_pieces(rt, io);
    if (text == NULL) return NULL;
    io->pieces = list_new(rt, 0);
    if (io->pieces == NULL || list_append(rt, io->pieces, text) < 0) release_clear(rt, &text);
    return text;
}

static Own take(Rt *rt, StringIo *io, ptrdiff_t end)
{
    Own text = str_from_points(rt, io->points + io->pos, end - io->pos);
    if (text != NULL) io->pos = end;
    return text;
}

static Own sio_read(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    StringIo *io = AS_STRINGIO(self);
    ptrdiff_t size;
    if (io_size_argument(rt, nargs == 0 ? NULL : args[0], &size) < 0 || check_usable(rt, self) < 0) return NULL;
    ptrdiff_t left = io->pos < io->size ? io->size - io->pos : 0;
    if (io->pieces != NULL && io->pos == 0 && (size < 0 || size >= left)) {
        io->pos = io->size;
        return peek_pieces(rt, io);
    }
    if (settle(rt, io) < 0) return NULL;
    if (left == 0) return new_ref(rt->empty_str);
    return take(rt, io, io->pos + (size < 0 || size > left ? left : size));
}

static Own read_line(Rt *rt, StringIo *io, ptrdiff_t limit)
{
    ptrdiff_t searched;
    if (settle(rt, io) < 0) return NULL;
    if (io->pos >= io->size) return new_ref(rt->empty_str);
    ptrdiff_t most = limit >= 0 && limit < io->size - io->pos ? io->pos + limit : io->size;
    ptrdiff_t end = newline_find(&io->newline, (TextView){io->points, 4}, io->pos, most, &searched);
    return take(rt, io, end < 0 ? most : end);
}

static Own sio_readline(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t limit;
    if (io_size_argument(rt, nargs == 0 ? NULL : args[0], &limit) < 0 || check_usable(rt, self) < 0) return NULL;
    return read_line(rt, AS_STRINGIO(self), limit);
}

static int sio_next(Rt *rt, Ref self, Own *line)
{
    if (check_usable(rt, self) < 0) return -1;
    if (is_exact(self, TYPE_io_StringIO)) {
        *line = read_line(rt, AS_STRINGIO(self), -1);
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
    return 0;
}

/* --- positions */

static Own sio_tell(Rt *rt, Ref self)
{
    return check_usable(rt, self) < 0 ? NULL : int_new(rt, AS_STRINGIO(self)->pos);
}

static Own sio_seek(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    StringIo *io = AS_STRINGIO(self);
    int whence = 0;
    int64_t pos;
    if (posix_offset(rt, args[0], &pos) < 0 || (nargs == 2 && posix_int(rt, args[1], &whence) < 0) || check_usable(rt, self) < 0) return NULL;
    if (whence < 0 || whence > 2) return error_raise(rt, TYPE_ValueError, "Invalid whence (%i, should be 0, 1 or 2)", whence);
    if (pos < 0 && whence == 0) return error_raise(rt, TYPE_ValueError, "Negative seek position %zd", (ptrdiff_t)pos);
    if (whence != 0 && pos != 0) return error_raise(rt, TYPE_OSError, "Can't do nonzero cur-relative seeks");
    if (whence == 0) io->pos = pos;
    else if (whence == 2) io->pos = io->size;
    return int_new(rt, io->pos);
}

static Own sio_truncate(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    StringIo *io = AS_STRINGIO(self);
    if (check_usable(rt, self) < 0) return NULL;
    ptrdiff_t size = io->pos;
    if (nargs == 1 && args[0] != rt->none) {
        if (io_size_argument(rt, args[0], &size) < 0) return NULL;
        if (size < 0) return error_raise(rt, TYPE_ValueError, "Negative size value %zd", size);
    }
    if (size < io->size) {
        if (settle(rt, io) < 0 || make_room(rt, io, size) < 0) return NULL;
        io->size = size;
    }
    return int_new(rt, size);
}

/* --- the rest */

static Own sio_getvalue(Rt *rt, Ref self)
{
    StringIo *io = AS_STRINGIO(self);
    if (check_usable(rt, self) < 0) return NULL;
    return io->pieces != NULL ? peek_pieces(rt, io) : str_from_points(rt, io->points, io->size);
}

static Own sio_true(Rt *rt, Ref self)
{
    return check_usable(rt, self) < 0 ? NULL : bool_new(rt, true);
}

static Own sio_false(Rt *rt, Ref self)
{
    return check_usable(rt, self) < 0 ? NULL : bool_new(rt, false);
}

static Own sio_newlines(Rt *rt, Ref self)
{
    if (check_usable(rt, self) < 0) return NULL;
    return AS_STRINGIO(self)->decoder == NULL ? none_new(rt) : newline_decoder_newlines(rt, AS_STRINGIO(self)->decoder);
}

static Own sio_closed(Rt *rt, Ref self)
{
    if (!AS_STRINGIO(self)->ok) return error_raise(rt, TYPE_ValueError, "I/O operation on uninitialized object");
    return bool_new(rt, AS_STRINGIO(self)->closed);
}

static void forget(Rt *rt, StringIo *io)
{
    release_clear(rt, &io->pieces);
    release_clear(rt, &io->older);
    heap_free(rt, io->points);
    io->points = NULL;
    io->size = io->allocated = 0;
}

static Own sio_close(Rt *rt, Ref self)
{
    StringIo *io = AS_STRINGIO(self);
    forget(rt, io);
    io->closed = true;
    return none_new(rt);
}

static int begin(Rt *rt, Ref self, Ref value, Ref newline)
{
    StringIo *io = AS_STRINGIO(self);
    io->ok = false;
    if (value != NULL && value != rt->none && !is_str(value))
        return error_raise_int(rt, TYPE_TypeError, "initial_value must be str or None, not %.200T", value);
    if (newline == NULL) io->newline = (Newline){false, false, "\n", NULL};
    else if (newline_read(rt, newline, &io->newline) < 0) return -1;
    release_clear(rt, &io->decoder);
    if (io->newline.universal && (io->decoder = newline_decoder_new(rt, rt->none, io->newline.translate)) == NULL) return -1;
    forget(rt, io);
    io->pos = 0;
    bool is_empty = value == NULL || value == rt->none || str_length(value) == 0;
    if (is_empty && (io->pieces = list_new(rt, 0)) == NULL) return -1;
    io->closed = false;
    io->ok = true;
    if (!is_empty && write_text(rt, self, value) < 0) return -1;
    io->pos = 0;
    return 0;
}

static int sio_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"initial_value", "newline", NULL};
    static const ArgSpec spec = {"StringIO", names, 0, 2, 0};
    Ref given[2];
    return args_bind_tuple(rt, &spec, args, kwargs, given) < 0 ? -1 : begin(rt, self, given[0], given[1]);
}

static Own sio_getstate(Rt *rt, Ref self)
{
    Own value = sio_getvalue(rt, self), newline = NULL, pos = NULL, dict = NULL;
    const StringIo *io = AS_STRINGIO(self);
    if (value == NULL) return NULL;
    newline = io->newline.read == NULL ? none_new(rt) : str_new(rt, io->newline.read);
    pos = int_new(rt, io->pos);
    dict = io->base.dict == NULL ? none_new(rt) : dict_copy(rt, io->base.dict);
    return tuple_build(rt, "NNNN", value, newline, pos, dict);
}

static Own sio_setstate(Rt *rt, Ref self, Ref state)
{
    StringIo *io = AS_STRINGIO(self);
    if (io->ok && check_usable(rt, self) < 0) return NULL;
    if (!is_tuple(state) || tuple_length(state) < 4)
        return error_raise(rt, TYPE_TypeError, "%.200s.__setstate__ argument should be 4-tuple, got %.200T", self->type->name, state);
    Ref value = tuple_peek(state, 0), place = tuple_peek(state, 2), dict = tuple_peek(state, 3);
    if (value != rt->none && !is_str(value)) return error_raise(rt, TYPE_TypeError, "initial_value must be str or None, not %.200T", value);
    if (begin(rt, self, rt->none, tuple_peek(state, 1)) < 0) return NULL;
    if (is_str(value) && str_length(value) > 0) { /* as it was kept: nothing is translated again */
        if (settle(rt, io) < 0 || make_room(rt, io, str_length(value)) < 0) return NULL;
        for (ptrdiff_t i = 0; i < str_length(value); i++) io->points[i] = str_at(value, i);
        io->size = str_length(value);
    }
    if (!is_int(place)) return error_raise(rt, TYPE_TypeError, "third item of state must be an integer, got %.200T", place);
    int64_t pos = int_value(rt, place);
    if (rt_is_pending(rt)) return NULL;
    if (pos < 0) return error_raise(rt, TYPE_ValueError, "position value cannot be negative");
    io->pos = pos;
    if (dict == rt->none) return none_new(rt);
    if (!is_dict(dict)) return error_raise(rt, TYPE_TypeError, "fourth item of state should be a dict, got a %.200T", dict);
    if (io->base.dict == NULL) io->base.dict = new_ref(dict);
    else if (dict_update(rt, io->base.dict, dict) < 0) return NULL;
    return none_new(rt);
}

static void sio_dealloc(Rt *rt, Obj *self)
{
    forget(rt, AS_STRINGIO(self));
    owned_dealloc(rt, self);
}

const TypeSpec io_StringIO_type_spec = {
    .name = "_io.StringIO",
    .id = TYPE_io_StringIO,
    .base = TYPE_io_TextIOBase,
    .basicsize = sizeof(StringIo),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    IO_LAYOUT,
    .doc = "Text I/O implementation using an in-memory buffer.",
    .owned = OWNED(StringIo, decoder, decoder),
    .slots = {.tp_dealloc = sio_dealloc, .tp_traverse = owned_traverse, .tp_clear = owned_clear, .tp_new = plain_tp_new,
              .tp_init = sio_init, .tp_iternext = sio_next},
    .methods = METHODS(
        {"close", METHOD_NOARGS, {.unary = sio_close}, "Close the IO object.", 0},
        {"getvalue", METHOD_NOARGS, {.unary = sio_getvalue}, "Retrieve the entire contents of the object.", 0},
        {"read", METHOD_FASTCALL, {.fast = sio_read, .most = 1}, "Read at most size characters, returned as a string.", 0},
        {"readline", METHOD_FASTCALL, {.fast = sio_readline, .most = 1}, "Read until newline or EOF.", 0},
        {"tell", METHOD_NOARGS, {.unary = sio_tell}, "Tell the current file position.", 0},
        {"truncate", METHOD_FASTCALL, {.fast = sio_truncate, .most = 1}, "Truncate size to pos.", 0},
        {"seek", METHOD_FASTCALL, {.fast = sio_seek, .least = 1, .most = 2}, "Change stream position.", 0},
        {"write", METHOD_O, {.binary = sio_write}, "Write string to file.", 0},
        {"seekable", METHOD_NOARGS, {.unary = sio_true}, "Returns True if the IO object can be seeked.", 0},
        {"readable", METHOD_NOARGS, {.unary = sio_true}, "Returns True if the IO object can be read.", 0},
        {"writable", METHOD_NOARGS, {.unary = sio_true}, "Returns True if the IO object can be written.", 0},
        {"__getstate__", METHOD_NOARGS, {.unary = sio_getstate}, NULL, 0},
        {"__setstate__", METHOD_O, {.binary = sio_setstate}, NULL, 0}),
    .getset = GETSETS(
        {"closed", sio_closed, NULL, NULL},
        {"newlines", sio_newlines, NULL, NULL},
        {"line_buffering", sio_false, NULL, NULL}),
};
