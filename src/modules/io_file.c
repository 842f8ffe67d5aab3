/* FileIO: bytes by descriptor, without a buffer.  Kept true: fd is -1 once the file is closed; the
   descriptor is closed with it only when `closefd` says so. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory/heap.h"
#include "modules/io_file.h"
#include "modules/io_parts.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/object_reduce.h"
#include "objects/object_state.h"
#include "objects/strobj.h"

static Own file_closed_error(Rt *rt)
{
    return error_raise(rt, TYPE_ValueError, "I/O operation on closed file");
}

static Own mode_error(Rt *rt, const char *action)
{
    Buf text = BUF_INIT;
    buf_printf(&text, "File not open for %s", action);
    io_unsupported(rt, buf_text(&text));
    buf_fini(&text);
    return NULL;
}

/* --- opening */

/* The mode's letters into FILE and open's flags; -1: ValueError. */
static int read_mode(Rt *rt, FileObj *file, const char *mode, int *flags)
{
    static const char wrong[] = "Must have exactly one of create/read/write/append mode and at most one plus";
    bool rwa = false, plus = false;
    *flags = 0;
    for (const char *at = mode; *at != 0; at++) {
        if (strchr("xrwa", *at) != NULL && rwa) return error_raise_int(rt, TYPE_ValueError, wrong);
        switch (*at) {
        case 'x': rwa = file->created = file->writable = true, *flags |= O_EXCL | O_CREAT; break;
        case 'r': rwa = file->readable = true; break;
        case 'w': rwa = file->writable = true, *flags |= O_CREAT | O_TRUNC; break;
        case 'a': rwa = file->appending = file->writable = true, *flags |= O_APPEND | O_CREAT; break;
        case 'b': break;
        case '+':
            if (plus) return error_raise_int(rt, TYPE_ValueError, wrong);
            plus = file->readable = file->writable = true;
            break;
        default: return error_raise_int(rt, TYPE_ValueError, "invalid mode: %.200s", mode);
        }
    }
    if (!rwa) return error_raise_int(rt, TYPE_ValueError, wrong);
    *flags |= file->readable && file->writable ? O_RDWR : file->readable ? O_RDONLY : O_WRONLY;
    *flags |= O_CLOEXEC;
    return 0;
}

/* The mode as hooks are told it: without "b". */
static void mode_shown(const FileObj *file, char *text)
{
    *text++ = file->created ? 'x' : file->appending ? 'a' : file->writable && !file->readable ? 'w' : 'r';
    if (file->readable && file->writable) *text++ = '+';
    *text = '\0';
}

/* opener(NAME, FLAGS): a descriptor, not inherited. */
static int open_by_opener(Rt *rt, FileObj *file, Ref opener, Ref name, int flags)
{
    Own number = int_new(rt, flags), result = number == NULL ? NULL : call_two(rt, opener, name, number);
    release(rt, number);
    if (result == NULL) return -1;
    int fd = -1;
    if (!is_int(result)) error_raise(rt, TYPE_TypeError, "expected integer from opener");
    else if (posix_int(rt, result, &fd) == 0 && fd < 0) error_raise(rt, TYPE_ValueError, "opener returned %i", fd);
    release(rt, result);
    if (rt_is_pending(rt)) return -1;
    WorldReply reply = WORLD_REPLY_INIT;
    if (world_ask_ints(rt, WORLD_SET_INHERITABLE, fd, 0, &reply) < 0) return -1;
    file->fd = fd;
    return 0;
}

static int open_path(Rt *rt, FileObj *file, Ref name, int flags, bool closefd)
{
    if (!closefd) return error_raise_int(rt, TYPE_ValueError, "Cannot use closefd=False with file name");
    Own path = posix_fs_encode(rt, name);
    if (path == NULL) return -1;
    WorldRequest request = {WORLD_OPEN, {flags, 0666, AT_FDCWD}, {{AS_BYTES(path)->bytes, (size_t)bytes_length(path)}}};
    WorldReply reply = WORLD_REPLY_INIT;
    int status = world_ask(rt, &request, &reply);
    release(rt, path);
    if (status < 0) posix_raise_path(rt, &reply, name, NULL);
    else file->fd = (int)reply.value;
    return status;
}

/* Looks at what was opened: no directory, and how large its blocks are. */
static int look_at(Rt *rt, FileObj *file, Ref name)
{
    struct stat state;
    WorldRequest request = {.op = WORLD_STAT, .ints = {file->fd}};
    WorldReply reply = {.room = (char *)&state, .capacity = sizeof state};
    if (world_ask(rt, &request, &reply) < 0) {
        if (rt_is_pending(rt)) return -1;
        if (reply.error != EBADF) return 0;
    } else if (S_ISDIR(state.st_mode)) {
        reply.error = EISDIR;
    } else {
        if (state.st_blksize > 1) file->block_size = (uint32_t)state.st_blksize;
        return 0;
    }
    posix_raise_path(rt, &reply, name, NULL);
    return -1;
}

static int close_descriptor(Rt *rt, FileObj *file)
{
    int fd = file->fd;
    WorldRequest request = {.op = WORLD_CLOSE, .ints = {fd}};
    WorldReply reply = WORLD_REPLY_INIT;
    file->fd = -1;
    if (fd < 0 || rt->world->perform(rt->world, &request, &reply) == 0) return 0;
    error_raise_os(rt, reply.error, NULL);
    return -1;
}

static int64_t seek_raw(Rt *rt, FileObj *file, int64_t offset, int whence, WorldReply *reply)
{
    WorldRequest request = {.op = WORLD_SEEK, .ints = {file->fd, offset, whence}};
    return rt->world->perform(rt->world, &request, reply) < 0 ? -1 : reply->value;
}

static int file_open(Rt *rt, Ref self, Ref name, const char *mode, bool closefd, Ref opener)
{
    FileObj *file = AS_FILE(self);
    int flags, given = -1;
    bool owns = file->fd >= 0 && file->closefd;
    if (owns && close_descriptor(rt, file) < 0) return -1;
    file->fd = -1;
    file->created = file->readable = file->writable = file->appending = false;
    file->seekable = -1;
    file->closefd = closefd;
    file->block_size = IO_BUFFER_SIZE;
    if (number_has_index(name)) {
        if (posix_int(rt, name, &given) < 0) return -1;
        if (given < 0) return error_raise_int(rt, TYPE_ValueError, "negative file descriptor");
    }
    if (read_mode(rt, file, mode, &flags) < 0) return -1;
    char shown[4];
    mode_shown(file, shown);
    if (audit(rt, "open", "Osi", name, shown, flags) < 0) return -1;
    bool opened = given < 0;
    if (given >= 0) file->fd = given;
    else if (opener != NULL && opener != rt->none) {
        if (!closefd) return error_raise_int(rt, TYPE_ValueError, "Cannot use closefd=False with file name");
        if (open_by_opener(rt, file, opener, name, flags) < 0) return -1;
    } else if (open_path(rt, file, name, flags, closefd) < 0) {
        return -1;
    }
    WorldReply reply = WORLD_REPLY_INIT;
    int status = look_at(rt, file, name);
    if (status == 0) status = object_attr_set(rt, self, RT_NAME(rt, name), name);
    if (status == 0 && file->appending && seek_raw(rt, file, 0, SEEK_END, &reply) < 0 && reply.error != ESPIPE) {
        error_raise_os(rt, reply.error, NULL);
        status = -1;
    }
    if (status < 0 && opened) {
        Pending kept = error_fetch(rt);
        if (close_descriptor(rt, file) < 0) error_clear(rt);
        error_restore(rt, kept);
    } else if (status < 0) {
        file->fd = -1;
    }
    return status;
}

static Own file_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_FILE(self)->fd = -1;
    AS_FILE(self)->seekable = -1;
    AS_FILE(self)->closefd = true;
    AS_FILE(self)->block_size = IO_BUFFER_SIZE;
    return self;
}

static int file_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"file", "mode", "closefd", "opener", NULL};
    static const ArgSpec spec = {"FileIO", names, 1, 4, 0};
    Ref given[4];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    if (given[1] != NULL && !is_str(given[1]))
        return error_raise_int(rt, TYPE_TypeError, "FileIO() argument 'mode' must be str, not %.50K", given[1]);
    size_t size = 1;
    const char *mode = given[1] == NULL ? "r" : str_utf8(rt, given[1], &size);
    if (mode == NULL) return -1;
    if (strlen(mode) != size) return error_raise_int(rt, TYPE_ValueError, "embedded null character");
    int closefd = given[2] == NULL ? 1 : object_is_true(rt, given[2]);
    return closefd < 0 ? -1 : file_open(rt, self, given[0], mode, closefd, given[3]);
}

Own io_file_open(Rt *rt, Ref file, const char *mode, bool closefd, Ref opener_or_none)
{
    Own text = str_new(rt, mode), self = NULL;
    Ref given[] = {file, text, closefd ? rt->true_obj : rt->false_obj, opener_or_none == NULL ? rt->none : opener_or_none};
    if (text != NULL) self = call_vector(rt, (Ref)RT_TYPE(rt, io_FileIO), given, ARRAY_LENGTH(given), NULL);
    release(rt, text);
    return self;
}

/* --- closing */

static Own file_dealloc_warn(Rt *rt, Ref self, Ref source)
{
    FileObj *file = AS_FILE(self);
    if (file->fd >= 0 && file->closefd) {
        Pending kept = error_fetch(rt);
        if (error_warn(rt, TYPE_ResourceWarning, 1, "unclosed file %R", source) < 0) {
            if (error_matches(rt, TYPE_Warning)) error_unraisable(rt, self);
            else error_clear(rt);
        }
        error_restore(rt, kept);
    }
    return none_new(rt);
}

static Own file_close(Rt *rt, Ref self)
{
    FileObj *file = AS_FILE(self);
    Own name = str_interned(rt, "close");
    Own base = name == NULL ? NULL : new_ref_or_null(type_lookup_peek(rt, RT_TYPE(rt, io_RawIOBase), name)), result = NULL;
    release(rt, name);
    if (base == NULL) return NULL;
    if (!file->closefd) {
        result = call_one(rt, base, self);
        file->fd = -1;
        release(rt, base);
        return result;
    }
    result = call_one(rt, base, self);
    release(rt, base);
    Pending kept = error_fetch(rt);
    if (file->finalizing) {
        Own nothing = file_dealloc_warn(rt, self, self);
        release(rt, nothing);
    }
    int status = close_descriptor(rt, file);
    io_chain(rt, &kept);
    if (status < 0) release_clear(rt, &result);
    return result;
}

/* --- reading and writing */

static int check_state(Rt *rt, const FileObj *file, bool can, const char *action)
{
    if (file->fd < 0) (void)file_closed_error(rt);
    else if (!can) (void)mode_error(rt, action);
    return rt_is_pending(rt) ? -1 : 0;
}

/* Reads into ROOM: the count, -1 with an exception, -2 when there is nothing now. */
static ptrdiff_t read_once(Rt *rt, FileObj *file, char *room, size_t size)
{
    WorldRequest request = {.op = WORLD_READ, .ints = {file->fd, (int64_t)size}};
    WorldReply reply = {.room = room, .capacity = size};
    if (world_ask(rt, &request, &reply) == 0) return reply.value;
    if (!rt_is_pending(rt) && reply.error == EAGAIN) return -2;
    posix_raise(rt, &reply);
    return -1;
}

ptrdiff_t io_file_read(Rt *rt, Ref self, char *room, size_t size)
{
    FileObj *file = AS_FILE(self);
    return check_state(rt, file, file->readable, "reading") < 0 ? -1 : read_once(rt, file, room, size);
}

static Own file_readinto(Rt *rt, Ref self, Ref target)
{
    FileObj *file = AS_FILE(self);
    Buffer view = {0};
    if (buffer_get_writable(rt, "readinto", target, &view) < 0) return NULL;
    ptrdiff_t got = check_state(rt, file, file->readable, "reading") < 0 ? -1 : read_once(rt, file, view.bytes, (size_t)view.length);
    buffer_release(rt, &view);
    return got == -1 ? NULL : got == -2 ? none_new(rt) : int_new(rt, got);
}

/* How much is probably left of the file. */
static size_t rest_size(Rt *rt, FileObj *file)
{
    struct stat state;
    WorldRequest request = {.op = WORLD_STAT, .ints = {file->fd}};
    WorldReply reply = {.room = (char *)&state, .capacity = sizeof state}, place = WORLD_REPLY_INIT;
    int64_t at = seek_raw(rt, file, 0, SEEK_CUR, &place);
    if (at < 0 || rt->world->perform(rt->world, &request, &reply) < 0 || state.st_size <= at) return IO_BUFFER_SIZE;
    return (size_t)(state.st_size - at) + 1;
}

static Own file_readall(Rt *rt, Ref self)
{
    FileObj *file = AS_FILE(self);
    if (file->fd < 0) return file_closed_error(rt);
    size_t capacity = rest_size(rt, file), length = 0;
    Own result = NULL;
    char *all = heap_alloc(rt, capacity);
    while (all != NULL) {
        if (length == capacity) {
            size_t more = capacity < 65536 ? capacity + 8192 : capacity + (capacity >> 2);
            char *grown = heap_realloc(rt, all, more);
            if (grown == NULL) break;
            all = grown;
            capacity = more;
        }
        ptrdiff_t got = read_once(rt, file, all + length, capacity - length);
        if (got > 0) {
            length += (size_t)got;
            continue;
        }
        if (got == -2 && length == 0) result = none_new(rt);
        else if (got != -1) result = bytes_new(rt, all, length);
        break;
    }
    heap_free(rt, all);
    return result;
}

static Own file_read(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    FileObj *file = AS_FILE(self);
    ptrdiff_t size;
    if (io_size_argument(rt, nargs == 0 ? NULL : args[0], &size) < 0) return NULL;
    if (check_state(rt, file, file->readable, "reading") < 0) return NULL;
    if (size < 0) return file_readall(rt, self);
    Own bytes = bytes_new(rt, NULL, (size_t)size);
    if (bytes == NULL) return NULL;
    ptrdiff_t got = read_once(rt, file, AS_BYTES(bytes)->bytes, (size_t)size);
    if (got == size) return bytes;
    Own result = got == -1 ? NULL : got == -2 ? none_new(rt) : bytes_new(rt, AS_BYTES(bytes)->bytes, (size_t)got);
    release(rt, bytes);
    return result;
}

/* How many of SIZE bytes the limit of --max-output still allows to standard output and error.  What is
   flushed after the limit was told of is cut without a word. */
static size_t count_output(Rt *rt, int fd, size_t size)
{
    if ((fd != 1 && fd != 2) || rt->output_left == UINT64_MAX || rt->limit_reached == NULL) return size;
    size_t allowed = size < rt->output_left ? size : rt->output_left;
    rt->output_left -= allowed;
    return allowed;
}

ptrdiff_t io_file_write(Rt *rt, Ref self, const char *bytes, size_t size)
{
    FileObj *file = AS_FILE(self);
    if (check_state(rt, file, file->writable, "writing") < 0) return -1;
    size_t allowed = count_output(rt, file->fd, size);
    WorldRequest request = {WORLD_WRITE, {file->fd}, {{bytes, allowed}}};
    WorldReply reply = WORLD_REPLY_INIT;
    int status = allowed == 0 && size > 0 ? 0 : world_ask(rt, &request, &reply);
    if (allowed < size && rt->limits.given[LIMIT_OUTPUT]) rt_limit_reached(rt, LIMIT_OUTPUT);
    if (status == 0) return allowed < size ? (ptrdiff_t)size : reply.value;
    if (!rt_is_pending(rt) && reply.error == EAGAIN) return -2;
    posix_raise(rt, &reply);
    return -1;
}

static Own file_write(Rt *rt, Ref self, Ref data)
{
    if (check_state(rt, AS_FILE(self), AS_FILE(self)->writable, "writing") < 0) return NULL;
    Buffer view = {0};
    if (buffer_get(rt, data, &view, BUFFER_SIMPLE) < 0) return NULL;
    ptrdiff_t wrote = io_file_write(rt, self, view.bytes, (size_t)view.length);
    buffer_release(rt, &view);
    return wrote == -1 ? NULL : wrote == -2 ? none_new(rt) : int_new(rt, wrote);
}

/* --- positions */

int64_t io_file_seek(Rt *rt, Ref self, int64_t offset, int whence)
{
    FileObj *file = AS_FILE(self);
    WorldReply reply = WORLD_REPLY_INIT;
    if (file->fd < 0) {
        (void)file_closed_error(rt);
        return -1;
    }
    int64_t at = seek_raw(rt, file, offset, whence, &reply);
    if (file->seekable < 0) file->seekable = at >= 0;
    if (at < 0) error_raise_os(rt, reply.error, NULL);
    return at;
}

static Own file_seek(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int64_t offset;
    int whence = 0;
    if (AS_FILE(self)->fd < 0) return file_closed_error(rt);
    if (posix_offset(rt, args[0], &offset) < 0 || (nargs == 2 && posix_int(rt, args[1], &whence) < 0)) return NULL;
    int64_t at = io_file_seek(rt, self, offset, whence);
    return at < 0 ? NULL : int_new(rt, at);
}

static Own file_tell(Rt *rt, Ref self)
{
    int64_t at = io_file_seek(rt, self, 0, SEEK_CUR);
    return at < 0 ? NULL : int_new(rt, at);
}

static Own file_truncate(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    FileObj *file = AS_FILE(self);
    if (check_state(rt, file, file->writable, "writing") < 0) return NULL;
    Own size = nargs == 0 || args[0] == rt->none ? file_tell(rt, self) : new_ref(args[0]);
    int64_t length;
    if (size == NULL || posix_offset(rt, size, &length) < 0) return error_release(rt, size);
    WorldRequest request = {.op = WORLD_TRUNCATE, .ints = {file->fd, length}};
    WorldReply reply = WORLD_REPLY_INIT;
    if (world_ask(rt, &request, &reply) == 0) return size;
    release(rt, size);
    return posix_raise(rt, &reply);
}

/* --- questions */

static Own file_seekable(Rt *rt, Ref self)
{
    FileObj *file = AS_FILE(self);
    if (file->fd < 0) return file_closed_error(rt);
    if (file->seekable < 0 && io_file_seek(rt, self, 0, SEEK_CUR) < 0) error_clear(rt);
    return bool_new(rt, file->seekable == 1);
}

static Own file_readable(Rt *rt, Ref self)
{
    return AS_FILE(self)->fd < 0 ? file_closed_error(rt) : bool_new(rt, AS_FILE(self)->readable);
}

static Own file_writable(Rt *rt, Ref self)
{
    return AS_FILE(self)->fd < 0 ? file_closed_error(rt) : bool_new(rt, AS_FILE(self)->writable);
}

static Own file_fileno(Rt *rt, Ref self)
{
    return AS_FILE(self)->fd < 0 ? file_closed_error(rt) : int_new(rt, AS_FILE(self)->fd);
}

static Own file_isatty(Rt *rt, Ref self)
{
    WorldReply reply = WORLD_REPLY_INIT;
    if (AS_FILE(self)->fd < 0) return file_closed_error(rt);
    return world_ask_ints(rt, WORLD_IS_TERMINAL, AS_FILE(self)->fd, 0, &reply) < 0 ? NULL : bool_new(rt, reply.value != 0);
}

static const char *mode_text(const FileObj *file)
{
    if (file->created) return file->readable ? "xb+" : "xb";
    if (file->appending) return file->readable ? "ab+" : "ab";
    if (file->readable) return file->writable ? "rb+" : "rb";
    return "wb";
}

static Own file_mode(Rt *rt, Ref self)
{
    return str_new(rt, mode_text(AS_FILE(self)));
}

static Own file_closed(Rt *rt, Ref self)
{
    return bool_new(rt, AS_FILE(self)->fd < 0);
}

static Own file_repr(Rt *rt, Ref self)
{
    const FileObj *file = AS_FILE(self);
    const char *type = self->type->name, *mode = mode_text(file), *closefd = file->closefd ? "True" : "False";
    const char *dot = strrchr(type, '.');
    if (dot == NULL || type == self->type->name) type = self->type->name;
    if (file->fd < 0) return str_format(rt, "<%.200s [closed]>", type);
    Own name = NULL, result = NULL;
    int found = object_attr_lookup(rt, self, RT_NAME(rt, name), &name);
    if (found == 0) return str_format(rt, "<%.200s fd=%i mode='%s' closefd=%s>", type, file->fd, mode, closefd);
    if (found < 0) return NULL;
    int entered = repr_enter(rt, self);
    if (entered > 0) error_raise(rt, TYPE_RuntimeError, "reentrant call inside %.200s.__repr__", type);
    if (entered == 0) {
        result = str_format(rt, "<%.200s name=%R mode='%s' closefd=%s>", type, name, mode, closefd);
        repr_leave(rt, self);
    }
    release(rt, name);
    return result;
}

const TypeSpec io_FileIO_type_spec = {
    .name = "_io.FileIO",
    .id = TYPE_io_FileIO,
    .base = TYPE_io_RawIOBase,
    .basicsize = sizeof(FileObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    IO_LAYOUT,
    .doc = "Open a file.",
    .slots = {.tp_repr = file_repr,
              .tp_new = file_new, .tp_init = file_init},
    .methods = METHODS(
        {"read", METHOD_FASTCALL, {.fast = file_read, .most = 1}, "Read at most size bytes, returned as bytes.", 0},
        {"readall", METHOD_NOARGS, {.unary = file_readall}, "Read all data from the file, returned as bytes.", 0},
        {"readinto", METHOD_O, {.binary = file_readinto}, "Same as RawIOBase.readinto().", 0},
        {"write", METHOD_O, {.binary = file_write}, "Write buffer b to file, return number of bytes written.", 0},
        {"seek", METHOD_FASTCALL, {.fast = file_seek, .least = 1, .most = 2}, "Move to new file position and return the file position.", 0},
        {"tell", METHOD_NOARGS, {.unary = file_tell}, "Current file position.", 0},
        {"truncate", METHOD_FASTCALL, {.fast = file_truncate, .most = 1}, "Truncate the file to at most size bytes and return the truncated size.", 0},
        {"close", METHOD_NOARGS, {.unary = file_close}, "Close the file.", 0},
        {"seekable", METHOD_NOARGS, {.unary = file_seekable}, "True if file supports random-access.", 0},
        {"readable", METHOD_NOARGS, {.unary = file_readable}, "True if file was opened in a read mode.", 0},
        {"writable", METHOD_NOARGS, {.unary = file_writable}, "True if file was opened in a write mode.", 0},
        {"fileno", METHOD_NOARGS, {.unary = file_fileno}, "Return the underlying file descriptor (an integer).", 0},
        {"isatty", METHOD_NOARGS, {.unary = file_isatty}, "True if the file is connected to a TTY device.", 0},
        {"_dealloc_warn", METHOD_O, {.binary = file_dealloc_warn}, NULL, 0},
        {"__getstate__", METHOD_NOARGS, {.unary = object_refuse_pickling}, NULL, 0}),
    .members = MEMBERS(
        {"_blksize", MEMBER_UINT, offsetof(FileObj, block_size), false, NULL},
        {"_finalizing", MEMBER_BOOL, offsetof(FileObj, finalizing), false, NULL},
        {"closefd", MEMBER_BOOL, offsetof(FileObj, closefd), true, "True if the file descriptor will be closed by close()."}),
    .getset = GETSETS(
        {"closed", file_closed, NULL, "True if the file is closed"},
        {"mode", file_mode, NULL, "String giving the file mode"}),
};
