/* Paths and descriptors as arguments, and questions to the world.  A str is encoded as UTF-8 with
   surrogateescape, so that every name a file may have goes there and back. */
#include <fcntl.h>
#include <limits.h>
#include <string.h>

#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- paths */

Own posix_fspath(Rt *rt, Ref obj)
{
    if (is_str(obj) || is_bytes(obj)) return new_ref(obj);
    Own name = str_interned(rt, "__fspath__"), method = NULL, path = NULL;
    int found = name == NULL ? -1 : object_special_get(rt, obj, name, &method);
    release(rt, name);
    if (found == 0) return error_raise(rt, TYPE_TypeError, "expected str, bytes or os.PathLike object, not %.200T", obj);
    if (found < 0) return NULL;
    path = call_none(rt, method);
    release(rt, method);
    if (path == NULL || is_str(path) || is_bytes(path)) return path;
    error_raise(rt, TYPE_TypeError, "expected %.200T.__fspath__() to return str or bytes, not %.200T", obj, path);
    release(rt, path);
    return NULL;
}

Own posix_fs_encode(Rt *rt, Ref obj)
{
    Own path = posix_fspath(rt, obj), bytes = NULL;
    if (path == NULL) return NULL;
    bytes = is_bytes(path) ? new_ref(path) : str_encode(rt, path, "utf-8", "surrogateescape");
    if (bytes != NULL && strlen(AS_BYTES(bytes)->bytes) != (size_t)bytes_length(bytes)) {
        error_raise(rt, TYPE_ValueError, "embedded null byte");
        release_clear(rt, &bytes);
    }
    release(rt, path);
    return bytes;
}

Own posix_fs_decode(Rt *rt, const char *bytes, size_t size)
{
    return str_decode_utf8(rt, bytes, size, "surrogateescape", NULL);
}

Own posix_text(Rt *rt, const char *bytes, size_t size, bool as_bytes)
{
    return as_bytes ? bytes_new(rt, bytes, size) : posix_fs_decode(rt, bytes, size);
}

static const char *const path_kinds[] = {
    "string, bytes or os.PathLike",
    "string, bytes, os.PathLike or integer",
    "string, bytes, os.PathLike or None",
    "string, bytes, os.PathLike, integer or None",
};

static int refuse_path(Rt *rt, const char *function, const char *argument, Ref obj, int allowed)
{
    return error_raise_int(rt, TYPE_TypeError, "%s: %s should be %s, not %.200T", function, argument, path_kinds[allowed], obj);
}

/* Old programs pass a bytearray: with a warning. */
static Own path_from_buffer(Rt *rt, const char *function, const char *argument, Ref obj, int allowed)
{
    Buffer view = {0};
    Own bytes = NULL;
    if (error_warn(rt, TYPE_DeprecationWarning, 1, "%s: %s should be %s, not %.200T", function, argument, path_kinds[allowed], obj) < 0) return NULL;
    if (buffer_get(rt, obj, &view, BUFFER_SIMPLE) == 0) bytes = bytes_new(rt, view.bytes, (size_t)view.length);
    buffer_release(rt, &view);
    return bytes;
}

int posix_path_init(Rt *rt, PosixPath *path, const char *function, const char *argument, Ref obj, int allowed)
{
    *path = (PosixPath){.fd = -1};
    if (obj == NULL || (obj == rt->none && (allowed & PATH_MAY_BE_NONE))) return 0;
    path->given = new_ref(obj);
    Own plain = NULL, name = NULL, method = NULL;
    if (is_str(obj) || is_bytes(obj)) {
        plain = new_ref(obj);
    } else if (buffer_is_supported(obj)) {
        plain = path_from_buffer(rt, function, argument, obj, allowed);
    } else if ((allowed & PATH_MAY_BE_FD) && number_has_index(obj)) {
        return posix_int(rt, obj, &path->fd);
    } else {
        name = str_interned(rt, "__fspath__");
        int found = name == NULL ? -1 : object_special_get(rt, obj, name, &method);
        release_all(rt, name, method);
        if (found == 0) return refuse_path(rt, function, argument, obj, allowed);
        if (found == 1) plain = posix_fspath(rt, obj);
    }
    if (plain == NULL) return -1;
    path->as_bytes = is_bytes(plain);
    path->bytes = path->as_bytes ? new_ref(plain) : posix_fs_encode(rt, plain);
    release(rt, plain);
    if (path->bytes == NULL) return -1;
    if (strlen(AS_BYTES(path->bytes)->bytes) == (size_t)bytes_length(path->bytes)) return 0;
    return error_raise_int(rt, TYPE_ValueError, "%s: embedded null character in %s", function, argument);
}

void posix_path_fini(Rt *rt, PosixPath *path)
{
    release_clear(rt, &path->bytes);
    release_clear(rt, &path->given);
}

const char *posix_path_bytes(const PosixPath *path)
{
    return path->bytes == NULL ? NULL : AS_BYTES(path->bytes)->bytes;
}

/* --- numbers */

int posix_offset(Rt *rt, Ref obj, int64_t *value)
{
    *value = int_value(rt, obj);
    return rt_is_pending(rt) ? -1 : 0;
}

int posix_int(Rt *rt, Ref obj, int *value)
{
    Own index = number_index(rt, obj);
    if (index == NULL) return -1;
    int overflow;
    int64_t wide = int_value_overflow(index, &overflow);
    release(rt, index);
    if (overflow > 0 || (overflow == 0 && wide > INT_MAX)) return error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C int");
    if (overflow < 0 || wide < INT_MIN) return error_raise_int(rt, TYPE_OverflowError, "Python int too small to convert to C int");
    *value = (int)wide;
    return 0;
}

int posix_dir_fd(Rt *rt, Ref obj_or_null, int *fd)
{
    *fd = AT_FDCWD;
    if (obj_or_null == NULL || obj_or_null == rt->none) return 0;
    if (number_has_index(obj_or_null)) return posix_int(rt, obj_or_null, fd);
    return error_raise_int(rt, TYPE_TypeError, "argument should be integer or None, not %.200T", obj_or_null);
}

int posix_descriptor(Rt *rt, Ref obj, int *fd)
{
    if (is_int(obj)) {
        if (posix_int(rt, obj, fd) < 0) return -1;
    } else {
        Own name = str_interned(rt, "fileno"), method = NULL, number = NULL;
        int found = name == NULL ? -1 : object_attr_lookup(rt, obj, name, &method);
        release(rt, name);
        if (found == 0) return error_raise_int(rt, TYPE_TypeError, "argument must be an int, or have a fileno() method.");
        if (found == 1) number = call_none(rt, method);
        release(rt, method);
        if (number == NULL) return -1;
        int status = 0;
        if (!is_int(number)) status = error_raise_int(rt, TYPE_TypeError, "fileno() returned a non-integer");
        else status = posix_int(rt, number, fd);
        release(rt, number);
        if (status < 0) return -1;
    }
    if (*fd >= 0) return 0;
    return error_raise_int(rt, TYPE_ValueError, "file descriptor cannot be a negative integer (%i)", *fd);
}

/* --- questions and errors */

int world_ask_ints(Rt *rt, WorldOp op, int64_t first, int64_t second, WorldReply *reply)
{
    WorldRequest request = {.op = op, .ints = {first, second}};
    if (world_ask(rt, &request, reply) == 0) return 0;
    posix_raise(rt, reply);
    world_reply_fini(reply);
    return -1;
}

Own posix_raise(Rt *rt, const WorldReply *reply)
{
    return rt_is_pending(rt) ? NULL : error_raise_os(rt, reply->error, NULL);
}

Own posix_raise_path(Rt *rt, const WorldReply *reply, Ref given_or_null, Ref given2_or_null)
{
    if (rt_is_pending(rt)) return NULL;
    if (given_or_null == NULL || given2_or_null == NULL) return error_raise_os(rt, reply->error, given_or_null);
    Own number = int_new(rt, reply->error), text = str_new(rt, strerror(reply->error)), all = NULL;
    if (number != NULL && text != NULL) all = tuple_of(rt, 5, number, text, given_or_null, rt->none, given2_or_null);
    if (all != NULL) error_raise_obj(rt, TYPE_OSError, all);
    release_all(rt, number, text, all);
    return NULL;
}
