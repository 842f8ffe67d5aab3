/* The four base classes of io.  Kept true: a file made in Python on these classes works through its own
   methods only; `closed` of such a file is the attribute __IOBase_closed of its instance. */
#include <string.h>

#include "modules/io_parts.h"
#include "modules/io_module.h"
#include "objects/abstract.h"
#include "objects/buffer.h"
#include "objects/bytearrayobj.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"

/* --- memory */

/* A tp_finalize: closes the file. */
static void io_finalize(Rt *rt, Obj *self)
{
    /* A file of CPython's in memory has nothing to close, and is not asked. */
    if (is_exact(self, TYPE_io_BytesIO) || is_exact(self, TYPE_io_StringIO)) return;
    Pending kept = error_fetch(rt);
    int closed = io_attr_truth(rt, self, "closed");
    if (closed < 0) error_clear(rt);
    if (closed <= 0) {
        Own name = str_interned(rt, "_finalizing");
        if (name == NULL || object_attr_set(rt, self, name, rt->true_obj) < 0) error_clear(rt);
        release(rt, name);
        Own result = io_call(rt, self, "close");
        if (result == NULL) error_clear(rt);
        release(rt, result);
    }
    error_restore(rt, kept);
}

/* --- helpers */

/* obj.name(ARG or nothing).  OBJ is held: what it calls may take it away from the file that has it. */
static Own call_held(Rt *rt, Ref obj_or_null, const char *name, Ref arg_or_null)
{
    if (obj_or_null == NULL) return error_raise(rt, TYPE_ValueError, "underlying buffer has been detached");
    Own held = new_ref(obj_or_null), text = str_interned(rt, name), result = NULL;
    if (text != NULL) result = arg_or_null == NULL ? call_method_none(rt, held, text) : call_method_one(rt, held, text, arg_or_null);
    release_all(rt, text, held);
    return result;
}

Own io_call(Rt *rt, Ref obj_or_null, const char *name)
{
    return call_held(rt, obj_or_null, name, NULL);
}

Own io_call_one(Rt *rt, Ref obj_or_null, const char *name, Ref arg)
{
    return call_held(rt, obj_or_null, name, arg);
}

static int truth_take(Rt *rt, Own value)
{
    int truth = value == NULL ? -1 : object_is_true(rt, value);
    release(rt, value);
    return truth;
}

int io_attr_truth(Rt *rt, Ref obj, const char *name)
{
    return truth_take(rt, object_attr_get_text(rt, obj, name));
}

int io_ask(Rt *rt, Ref obj, const char *name)
{
    return truth_take(rt, io_call(rt, obj, name));
}

Own io_unsupported(Rt *rt, const char *text)
{
    Own message = str_new(rt, text);
    Ref class = message == NULL ? NULL : io_unsupported_peek(rt);
    if (class != NULL) error_raise_class(rt, class, message);
    release(rt, message);
    return NULL;
}

int io_check_closed(Rt *rt, Ref self, const char *message_or_null)
{
    int closed = io_attr_truth(rt, self, "closed");
    if (closed <= 0) return closed;
    return error_raise_int(rt, TYPE_ValueError, "%s", message_or_null == NULL ? "I/O operation on closed file." : message_or_null);
}

int io_check(Rt *rt, Ref self, const char *method, const char *message)
{
    Own answer = io_call(rt, self, method);
    if (answer == NULL) return -1;
    bool can = answer == rt->true_obj;
    release(rt, answer);
    if (can) return 0;
    io_unsupported(rt, message);
    return -1;
}

int io_size_argument(Rt *rt, Ref value_or_null, ptrdiff_t *size)
{
    *size = -1;
    if (value_or_null == NULL || value_or_null == rt->none) return 0;
    if (!number_has_index(value_or_null))
        return error_raise_int(rt, TYPE_TypeError, "argument should be integer or None, not '%.200T'", value_or_null);
    *size = number_as_size(rt, value_or_null, TYPE_OverflowError);
    return *size == -1 && rt_is_pending(rt) ? -1 : 0;
}

void io_chain(Rt *rt, Pending *before)
{
    if (before->type == NULL) return;
    if (!rt_is_pending(rt)) {
        error_restore(rt, *before);
    } else {
        Pending now = error_fetch(rt);
        error_normalize(rt, before);
        error_normalize(rt, &now);
        exception_set_context(rt, now.value, STEAL(before->value));
        release(rt, before->type);
        release(rt, before->traceback);
        error_restore(rt, now);
    }
    *before = (Pending){0};
}

/* a tp_iter and an __enter__: after the check that it is open */
static Own io_itself(Rt *rt, Ref self)
{
    return io_check_closed(rt, self, NULL) < 0 ? NULL : new_ref(self);
}

/* --- _IOBase */

/* Has close() been called?  1, 0, -1. */
static int base_is_closed(Rt *rt, Ref self)
{
    Own name = str_interned(rt, "__IOBase_closed"), value = NULL;
    int found = name == NULL ? -1 : object_attr_lookup(rt, self, name, &value);
    release_all(rt, name, value);
    return found;
}

static Own base_flush(Rt *rt, Ref self)
{
    int closed = base_is_closed(rt, self);
    if (closed > 0) error_raise(rt, TYPE_ValueError, "I/O operation on closed file.");
    return closed != 0 ? NULL : none_new(rt);
}

static Own base_close(Rt *rt, Ref self)
{
    int closed = base_is_closed(rt, self);
    if (closed != 0) return closed < 0 ? NULL : none_new(rt);
    Own flushed = call_method_none(rt, self, RT_NAME(rt, flush)), name = NULL;
    Pending kept = error_fetch(rt);
    name = str_interned(rt, "__IOBase_closed");
    int status = name == NULL ? -1 : object_attr_set(rt, self, name, rt->true_obj);
    io_chain(rt, &kept);
    release(rt, name);
    bool failed = flushed == NULL || status < 0;
    release(rt, flushed);
    return failed ? NULL : none_new(rt);
}

static Own base_get_closed(Rt *rt, Ref self)
{
    int closed = base_is_closed(rt, self);
    return closed < 0 ? NULL : bool_new(rt, closed);
}

static Own base_false(Rt *rt, Ref self)
{
    return bool_new(rt, false);
}

static Own base_isatty(Rt *rt, Ref self)
{
    return io_check_closed(rt, self, NULL) < 0 ? NULL : bool_new(rt, false);
}

#define UNSUPPORTED(name)                                                              \
    static Own base_##name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames) \
    {                                                                                  \
        return io_unsupported(rt, #name);                                              \
    }

UNSUPPORTED(seek)
UNSUPPORTED(truncate)
UNSUPPORTED(fileno)
UNSUPPORTED(read)
UNSUPPORTED(read1)
UNSUPPORTED(write)
UNSUPPORTED(detach)
UNSUPPORTED(readline)

static Own base_tell(Rt *rt, Ref self)
{
    Own zero = int_new(rt, 0), one = int_new(rt, 1), name = str_interned(rt, "seek"), result = NULL;
    if (zero != NULL && one != NULL && name != NULL) result = call_method(rt, name, (Ref[]){self, zero, one}, 3);
    release_all(rt, zero, one, name);
    return result;
}

#define CHECKER(name, method, message)                                                 \
    static Own base_##name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames) \
    {                                                                                  \
        return io_check(rt, self, method, message) < 0 ? NULL : bool_new(rt, true);    \
    }

CHECKER(checkSeekable, "seekable", "File or stream is not seekable.")
CHECKER(checkReadable, "readable", "File or stream is not readable.")
CHECKER(checkWritable, "writable", "File or stream is not writable.")

static Own base_checkClosed(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return io_check_closed(rt, self, NULL) < 0 ? NULL : none_new(rt);
}

static Own base_exit(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return call_method_none(rt, self, RT_NAME(rt, close));
}

/* How many bytes to read for a line: up to the newline that can be peeked at, else 1. */
static int peek_count(Rt *rt, Ref self, Ref peek, ptrdiff_t limit, ptrdiff_t have, ptrdiff_t *count)
{
    *count = 1;
    if (peek == NULL) return 0;
    Own one = int_new(rt, 1), readahead = NULL;
    if (one != NULL) readahead = call_one(rt, peek, one);
    release(rt, one);
    if (readahead == NULL) return error_matches(rt, TYPE_InterruptedError) ? (error_clear(rt), 0) : -1;
    if (!is_bytes(readahead)) {
        error_raise(rt, TYPE_OSError, "peek() should have returned a bytes object, not '%.200T'", readahead);
        release(rt, readahead);
        return -1;
    }
    ptrdiff_t length = bytes_length(readahead);
    const char *bytes = AS_BYTES(readahead)->bytes, *newline = length == 0 ? NULL : memchr(bytes, '\n', (size_t)length);
    if (length > 0) *count = newline == NULL ? length : newline - bytes + 1;
    if (limit >= 0 && *count > limit - have) *count = limit - have;
    release(rt, readahead);
    return 0;
}

static Own base_readline_limit(Rt *rt, Ref self, ptrdiff_t limit)
{
    Buf line = BUF_INIT;
    Own name = str_interned(rt, "peek"), read = str_interned(rt, "read"), peek = NULL, result = NULL;
    if (name == NULL || read == NULL || object_attr_lookup(rt, self, name, &peek) < 0) goto done;
    while (limit < 0 || (ptrdiff_t)line.length < limit) {
        ptrdiff_t count;
        if (peek_count(rt, self, peek, limit, (ptrdiff_t)line.length, &count) < 0) goto done;
        Own number = int_new(rt, count), piece = number == NULL ? NULL : call_method_one(rt, self, read, number);
        release(rt, number);
        if (piece == NULL && error_clear_if(rt, TYPE_InterruptedError) && error_poll(rt) == 0) continue;
        if (piece == NULL) goto done;
        bool is_good = is_bytes(piece);
        ptrdiff_t got = is_good ? bytes_length(piece) : 0;
        if (is_good) buf_add(&line, AS_BYTES(piece)->bytes, (size_t)got);
        else error_raise(rt, TYPE_OSError, "read() should have returned a bytes object, not '%.200T'", piece);
        release(rt, piece);
        if (!is_good) goto done;
        if (got == 0 || line.bytes[line.length - 1] == '\n') break;
    }
    result = bytes_new(rt, buf_text(&line), line.length);
done:
    buf_fini(&line);
    release_all(rt, name, read, peek);
    return result;
}

static Own iobase_readline(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t limit;
    if (io_size_argument(rt, nargs == 0 ? NULL : args[0], &limit) < 0) return NULL;
    return base_readline_limit(rt, self, limit);
}

static int base_next(Rt *rt, Ref self, Own *line)
{
    *line = io_call(rt, self, "readline");
    if (*line == NULL) return -1;
    ptrdiff_t length = object_length(rt, *line);
    if (length > 0) return 1;
    release_clear(rt, line);
    return length < 0 ? -1 : 0;
}

static Own base_readlines(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t hint, length = 0;
    if (io_size_argument(rt, nargs == 0 ? NULL : args[0], &hint) < 0) return NULL;
    if (hint <= 0) return sequence_to_list(rt, self);
    Own lines = list_new(rt, 0), iterator = object_iter(rt, self), line = NULL;
    int got = lines == NULL || iterator == NULL ? -1 : 0;
    while (got == 0 && length <= hint && (got = object_next(rt, iterator, &line)) == 1) {
        ptrdiff_t size = object_length(rt, line);
        got = list_append_take(rt, lines, line) < 0 || size < 0 ? -1 : 0;
        if (got == 0 && size > hint - length) break;
        length += size;
    }
    release(rt, iterator);
    if (rt_is_pending(rt)) release_clear(rt, &lines);
    return lines;
}

static Own base_writelines(Rt *rt, Ref self, Ref lines)
{
    if (io_check_closed(rt, self, NULL) < 0) return NULL;
    Own iterator = object_iter(rt, lines), line = NULL;
    int got = iterator == NULL ? -1 : 0;
    while (got >= 0 && (got = object_next(rt, iterator, &line)) == 1) {
        Own result;
        do result = call_method_one(rt, self, RT_NAME(rt, write), line);
        while (result == NULL && error_clear_if(rt, TYPE_InterruptedError) && error_poll(rt) == 0);
        if (result == NULL) got = -1;
        release_all(rt, result, line);
    }
    release(rt, iterator);
    return got < 0 ? NULL : none_new(rt);
}

static Own base_get_dict(Rt *rt, Ref self)
{
    return new_ref_or_null(object_dict_peek(rt, self, true));
}

const TypeSpec io_IOBase_type_spec = {
    .name = "_io._IOBase",
    .id = TYPE_io_IOBase,
    .basicsize = sizeof(IoObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    IO_LAYOUT,
    .doc = "The abstract base class for all I/O classes.",
    .owned = OWNED(IoObj, dict, dict),
    .slots = {OWNED_SLOTS, .tp_finalize = io_finalize,
              .tp_new = plain_tp_new, .tp_iter = io_itself, .tp_iternext = base_next},
    .methods = METHODS(
        {"seek", METHOD_FASTCALL, {.fast = base_seek}, "Change stream position.", METHOD_TUPLE},
        {"tell", METHOD_NOARGS, {.unary = base_tell}, "Return current stream position.", 0},
        {"truncate", METHOD_FASTCALL, {.fast = base_truncate}, "Truncate file to size bytes.", METHOD_TUPLE},
        {"flush", METHOD_NOARGS, {.unary = base_flush}, "Flush write buffers, if applicable.", 0},
        {"close", METHOD_NOARGS, {.unary = base_close}, "Flush and close the IO object.", 0},
        {"seekable", METHOD_NOARGS, {.unary = base_false}, "Return whether object supports random access.", 0},
        {"readable", METHOD_NOARGS, {.unary = base_false}, "Return whether object was opened for reading.", 0},
        {"writable", METHOD_NOARGS, {.unary = base_false}, "Return whether object was opened for writing.", 0},
        {"_checkClosed", METHOD_FASTCALL, {.fast = base_checkClosed}, NULL, 0},
        {"_checkSeekable", METHOD_FASTCALL, {.fast = base_checkSeekable}, NULL, 0},
        {"_checkReadable", METHOD_FASTCALL, {.fast = base_checkReadable}, NULL, 0},
        {"_checkWritable", METHOD_FASTCALL, {.fast = base_checkWritable}, NULL, 0},
        {"fileno", METHOD_FASTCALL, {.fast = base_fileno}, "Returns underlying file descriptor if one exists.", 0},
        {"isatty", METHOD_NOARGS, {.unary = base_isatty}, "Return whether this is an 'interactive' stream.", 0},
        {"__enter__", METHOD_NOARGS, {.unary = io_itself}, NULL, 0},
        {"__exit__", METHOD_FASTCALL, {.fast = base_exit}, NULL, METHOD_TUPLE},
        {"readline", METHOD_FASTCALL, {.fast = iobase_readline, .most = 1}, "Read and return a line from the stream.", 0},
        {"readlines", METHOD_FASTCALL, {.fast = base_readlines, .most = 1}, "Return a list of lines from the stream.", 0},
        {"writelines", METHOD_O, {.binary = base_writelines}, "Write a list of lines to stream.", 0}),
    .getset = GETSETS(
        {"__dict__", base_get_dict, NULL, NULL},
        {"closed", base_get_closed, NULL, NULL}),
};

/* --- _RawIOBase: read and readall by readinto */

static Own raw_readall(Rt *rt, Ref self)
{
    Buf all = BUF_INIT;
    Own size = int_new(rt, IO_BUFFER_SIZE), read = str_interned(rt, "read"), result = NULL;
    while (size != NULL && read != NULL) {
        Own piece = call_method_one(rt, self, read, size);
        if (piece == NULL && error_clear_if(rt, TYPE_InterruptedError) && error_poll(rt) == 0) continue;
        if (piece == NULL) break;
        bool is_end = piece == rt->none || (is_bytes(piece) && bytes_length(piece) == 0);
        if (piece == rt->none && all.length == 0) result = new_ref(piece);
        else if (is_end) result = bytes_new(rt, buf_text(&all), all.length);
        else if (is_bytes(piece)) buf_add(&all, AS_BYTES(piece)->bytes, (size_t)bytes_length(piece));
        else error_raise(rt, TYPE_TypeError, "read() should return bytes");
        release(rt, piece);
        if (is_end || rt_is_pending(rt)) break;
    }
    buf_fini(&all);
    release_all(rt, size, read);
    return result;
}

static Own raw_read(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t size = -1;
    if (nargs == 1) size = number_as_size(rt, args[0], TYPE_OverflowError);
    if (rt_is_pending(rt)) return NULL;
    if (size < 0) return io_call(rt, self, "readall");
    Own array = bytearray_new(rt, NULL, size), count = NULL, result = NULL;
    if (array != NULL) count = io_call_one(rt, self, "readinto", array);
    if (count == rt->none) {
        result = new_ref(count);
    } else if (count != NULL) {
        ptrdiff_t got = number_as_size(rt, count, TYPE_ValueError);
        if (!rt_is_pending(rt) && (got < 0 || got > AS_BYTEARRAY(array)->head.length))
            error_raise(rt, TYPE_ValueError, "Raw readinto() returned invalid length %zd (should have been between 0 and %zd)", got, size);
        if (!rt_is_pending(rt)) result = bytes_new(rt, got == 0 ? "" : AS_BYTEARRAY(array)->start, (size_t)got);
    }
    release_all(rt, array, count);
    return result;
}

/* What a class of raw files must have itself. */
static Own raw_missing(Rt *rt, Ref self, Ref data)
{
    return error_raise_none(rt, TYPE_NotImplementedError);
}

const TypeSpec io_RawIOBase_type_spec = {
    .name = "_io._RawIOBase",
    .id = TYPE_io_RawIOBase,
    .base = TYPE_io_IOBase,
    .basicsize = sizeof(IoObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    IO_LAYOUT,
    .doc = "Base class for raw binary I/O.",
    .methods = METHODS(
        {"readinto", METHOD_O, {.binary = raw_missing}, NULL, METHOD_TUPLE},
        {"write", METHOD_O, {.binary = raw_missing}, NULL, METHOD_TUPLE},
        {"read", METHOD_FASTCALL, {.fast = raw_read, .most = 1}, NULL, 0},
        {"readall", METHOD_NOARGS, {.unary = raw_readall}, "Read until EOF, using multiple read() call.", 0}),
};

/* --- _BufferedIOBase: readinto by read */

static Own read_into(Rt *rt, Ref self, Ref target, const MethodDef *def)
{
    Buffer view = {0};
    if (buffer_get_writable(rt, def->name, target, &view) < 0) return NULL;
    Own size = int_new(rt, view.length), data = size == NULL ? NULL : io_call_one(rt, self, def->fn.which ? "read1" : "read", size), result = NULL;
    if (data != NULL && !is_bytes(data)) {
        error_raise(rt, TYPE_TypeError, "read() should return bytes");
    } else if (data != NULL && bytes_length(data) > view.length) {
        error_raise(rt, TYPE_ValueError, "read() returned too much data: %zd bytes requested, %zd returned", view.length, bytes_length(data));
    } else if (data != NULL) {
        memcpy(view.bytes, AS_BYTES(data)->bytes, (size_t)bytes_length(data));
        result = int_new(rt, bytes_length(data));
    }
    buffer_release(rt, &view);
    release_all(rt, size, data);
    return result;
}

const TypeSpec io_BufferedIOBase_type_spec = {
    .name = "_io._BufferedIOBase",
    .id = TYPE_io_BufferedIOBase,
    .base = TYPE_io_IOBase,
    .basicsize = sizeof(IoObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    IO_LAYOUT,
    .doc = "Base class for buffered IO objects.",
    .methods = METHODS(
        {"detach", METHOD_FASTCALL, {.fast = base_detach}, "Disconnect this buffer from its underlying raw stream and return it.", 0},
        {"read", METHOD_FASTCALL, {.fast = base_read}, "Read and return up to n bytes.", METHOD_TUPLE},
        {"read1", METHOD_FASTCALL, {.fast = base_read1}, "Read and return up to n bytes, with at most one read() call to the underlying raw stream.", METHOD_TUPLE},
        {"readinto", METHOD_O_OF, {.binary_of = read_into}, NULL, 0},
        {"readinto1", METHOD_O_OF, {.binary_of = read_into, .which = true}, NULL, 0},
        {"write", METHOD_FASTCALL, {.fast = base_write}, "Write the given buffer to the IO stream.", METHOD_TUPLE}),
};

/* --- _TextIOBase */

static Own text_base_none(Rt *rt, Ref self)
{
    return none_new(rt);
}

const TypeSpec io_TextIOBase_type_spec = {
    .name = "_io._TextIOBase",
    .id = TYPE_io_TextIOBase,
    .base = TYPE_io_IOBase,
    .basicsize = sizeof(IoObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    IO_LAYOUT,
    .doc = "Base class for text I/O.",
    .methods = METHODS(
        {"detach", METHOD_FASTCALL, {.fast = base_detach}, "Separate the underlying buffer from the TextIOBase and return it.", 0},
        {"read", METHOD_FASTCALL, {.fast = base_read}, "Read at most n characters from stream.", METHOD_TUPLE},
        {"readline", METHOD_FASTCALL, {.fast = base_readline}, "Read until newline or EOF.", METHOD_TUPLE},
        {"write", METHOD_FASTCALL, {.fast = base_write}, "Write string to stream.", METHOD_TUPLE}),
    .getset = GETSETS(
        {"encoding", text_base_none, NULL, "Encoding of the text stream."},
        {"newlines", text_base_none, NULL, "Line endings translated so far."},
        {"errors", text_base_none, NULL, "The error setting of the decoder or encoder."}),
};
