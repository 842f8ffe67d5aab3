/* The module posix: files by descriptor, the environment, limits, and what does not fit the table of
   posix_calls.def. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "modules/module_specs.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/module_types.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- descriptors */

static Own posix_open(Rt *rt, Ref self, Ref *given)
{
    PosixPath path;
    WorldReply reply = WORLD_REPLY_INIT;
    int flags, mode = 0777, dir_fd;
    Own result = NULL;
    if (posix_path_init(rt, &path, "open", "path", given[0], 0) < 0 || posix_int(rt, given[1], &flags) < 0 ||
        (given[2] != NULL && posix_int(rt, given[2], &mode) < 0) || posix_dir_fd(rt, given[3], &dir_fd) < 0)
        goto done;
    if (audit(rt, "open", "OOi", path.given, NULL, flags | O_CLOEXEC) < 0) goto done;
    WorldRequest request = {WORLD_OPEN, {flags | O_CLOEXEC, mode, dir_fd}, {{posix_path_bytes(&path), (size_t)bytes_length(path.bytes)}}};
    if (world_ask(rt, &request, &reply) < 0) posix_raise_path(rt, &reply, path.given, NULL);
    else result = int_new(rt, reply.value);
    world_reply_fini(&reply);
done:
    posix_path_fini(rt, &path);
    return result;
}

/* Reads at most SIZE bytes (at OFFSET, for PREAD) into new bytes. */
static Own read_bytes(Rt *rt, WorldOp op, int fd, int64_t size, int64_t offset)
{
    if (size < 0) return error_raise_os(rt, EINVAL, NULL);
    Own bytes = bytes_new(rt, NULL, (size_t)size), result = NULL;
    if (bytes == NULL) return NULL;
    WorldRequest request = {.op = op, .ints = {fd, size, offset}};
    WorldReply reply = {.room = AS_BYTES(bytes)->bytes, .capacity = (size_t)size};
    if (world_ask(rt, &request, &reply) < 0) posix_raise(rt, &reply);
    else if (reply.value == size) result = new_ref(bytes);
    else result = bytes_new(rt, reply.bytes, reply.size);
    world_reply_fini(&reply);
    release(rt, bytes);
    return result;
}

static Own posix_read(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int fd;
    int64_t size;
    if (posix_int(rt, args[0], &fd) < 0 || posix_offset(rt, args[1], &size) < 0) return NULL;
    return read_bytes(rt, WORLD_READ, fd, size, 0);
}

static Own posix_pread(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int fd;
    int64_t size, offset;
    if (posix_int(rt, args[0], &fd) < 0 || posix_offset(rt, args[1], &size) < 0 ||
        posix_offset(rt, args[2], &offset) < 0)
        return NULL;
    return read_bytes(rt, WORLD_PREAD, fd, size, offset);
}

static Own write_bytes(Rt *rt, WorldOp op, int fd, Ref data, int64_t offset)
{
    Buffer view = {0};
    if (buffer_get(rt, data, &view, BUFFER_SIMPLE) < 0) return NULL;
    WorldRequest request = {op, {fd, offset}, {{view.bytes, (size_t)view.length}}};
    WorldReply reply = WORLD_REPLY_INIT;
    int status = world_ask(rt, &request, &reply);
    buffer_release(rt, &view);
    return status < 0 ? posix_raise(rt, &reply) : int_new(rt, reply.value);
}

static Own posix_write(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int fd;
    if (posix_int(rt, args[0], &fd) < 0) return NULL;
    return write_bytes(rt, WORLD_WRITE, fd, args[1], 0);
}

static Own posix_pwrite(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int fd;
    int64_t offset;
    if (posix_int(rt, args[0], &fd) < 0 || posix_offset(rt, args[2], &offset) < 0) return NULL;
    return write_bytes(rt, WORLD_PWRITE, fd, args[1], offset);
}

static Own posix_closerange(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int low, high;
    if (posix_int(rt, args[0], &low) < 0 || posix_int(rt, args[1], &high) < 0) return NULL;
    WorldReply reply = WORLD_REPLY_INIT;
    return world_ask_ints(rt, WORLD_CLOSE_RANGE, low, high, &reply) < 0 ? NULL : none_new(rt);
}

/* sendfile(out_fd, in_fd, offset, count) */
static Own posix_sendfile(Rt *rt, Ref self, Ref *given)
{
    int out, in;
    int64_t offset = -1, count;
    if (posix_int(rt, given[0], &out) < 0 || posix_int(rt, given[1], &in) < 0 ||
        (given[2] != rt->none && posix_offset(rt, given[2], &offset) < 0) || posix_offset(rt, given[3], &count) < 0)
        return NULL;
    WorldRequest request = {.op = WORLD_SENDFILE, .ints = {out, in, offset, count}};
    WorldReply reply = WORLD_REPLY_INIT;
    return world_ask(rt, &request, &reply) < 0 ? posix_raise(rt, &reply) : int_new(rt, reply.value);
}

/* --- times of files */

/* A number of seconds as the system takes it. */
static int time_from_seconds(Rt *rt, Ref value, struct timespec *time)
{
    if (is_int(value)) {
        int64_t whole = int_value(rt, value);
        *time = (struct timespec){.tv_sec = whole};
        return rt_is_pending(rt) ? -1 : 0;
    }
    double seconds = float_value(rt, value);
    if (rt_is_pending(rt)) return -1;
    double whole = (double)(int64_t)seconds;
    if (!(seconds > -9e18 && seconds < 9e18)) return error_raise_int(rt, TYPE_OverflowError, "timestamp out of range for platform time_t");
    if (whole > seconds) whole -= 1;
    *time = (struct timespec){(time_t)whole, (long)((seconds - whole) * 1e9)};
    return 0;
}

static int time_from_nanoseconds(Rt *rt, Ref value, struct timespec *time)
{
    Own billion = int_new(rt, 1000000000), parts = billion == NULL ? NULL : number_divmod(rt, value, billion);
    int64_t seconds = 0, rest = 0;
    release(rt, billion);
    if (parts == NULL) return -1;
    if (!is_tuple(parts) || tuple_length(parts) != 2) {
        error_raise(rt, TYPE_TypeError, "%.200T.__divmod__() must return a 2-tuple, not %.200T", value, parts);
    } else if (posix_offset(rt, tuple_peek(parts, 0), &seconds) == 0 && posix_offset(rt, tuple_peek(parts, 1), &rest) == 0) {
        *time = (struct timespec){seconds, rest};
    }
    release(rt, parts);
    return rt_is_pending(rt) ? -1 : 0;
}

static int times_from(Rt *rt, Ref pair, const char *message, int (*convert)(Rt *, Ref, struct timespec *), struct timespec times[2])
{
    if (!is_tuple(pair) || tuple_length(pair) != 2) return error_raise_int(rt, TYPE_TypeError, "%s", message);
    return convert(rt, tuple_peek(pair, 0), &times[0]) < 0 ? -1 : convert(rt, tuple_peek(pair, 1), &times[1]);
}

static Own posix_utime(Rt *rt, Ref self, Ref *given)
{
    PosixPath path;
    struct timespec times[2] = {{0}, {0}};
    int dir_fd, follow = 1;
    Own result = NULL;
    bool has_times = given[1] != NULL && given[1] != rt->none;
    if (posix_path_init(rt, &path, "utime", "path", given[0], PATH_MAY_BE_FD) < 0 || posix_dir_fd(rt, given[3], &dir_fd) < 0 ||
        (given[4] != NULL && (follow = object_is_true(rt, given[4])) < 0))
        goto done;
    if (has_times && given[2] != NULL) {
        error_raise(rt, TYPE_ValueError, "utime: you may specify either 'times' or 'ns' but not both");
        goto done;
    }
    if (has_times && times_from(rt, given[1], "utime: 'times' must be either a tuple of two ints or None", time_from_seconds, times) < 0) goto done;
    if (given[2] != NULL && times_from(rt, given[2], "utime: 'ns' must be a tuple of two ints", time_from_nanoseconds, times) < 0) goto done;
    const char *bytes = posix_path_bytes(&path);
    if (audit(rt, "os.utime", "OOOi", path.given, given[1], given[2], dir_fd == AT_FDCWD ? -1 : dir_fd) < 0) goto done;
    WorldRequest request = {WORLD_SET_TIMES, {path.fd, !has_times && given[2] == NULL, dir_fd, follow},
                            {{bytes, bytes == NULL ? 0 : strlen(bytes)}, {(const char *)times, sizeof times}}};
    WorldReply reply = WORLD_REPLY_INIT;
    if (world_ask(rt, &request, &reply) < 0) posix_raise_path(rt, &reply, path.given, NULL);
    else result = none_new(rt);
done:
    posix_path_fini(rt, &path);
    return result;
}

/* --- limits */

static const struct LimitName {
    const char *name;
    int number;
} pathconf_names[] = {
#define PATHCONF(name) {#name, _##name},
#define SYSCONF(name)
#define CONFSTR(name)
#include "modules/posix_limits.def"
#undef PATHCONF
#undef SYSCONF
#undef CONFSTR
    {NULL, 0},
}, sysconf_names[] = {
#define PATHCONF(name)
#define SYSCONF(name) {#name, _##name},
#define CONFSTR(name)
#include "modules/posix_limits.def"
#undef PATHCONF
#undef SYSCONF
#undef CONFSTR
    {NULL, 0},
}, confstr_names[] = {
#define PATHCONF(name)
#define SYSCONF(name)
#define CONFSTR(name) {#name, _##name},
#include "modules/posix_limits.def"
#undef PATHCONF
#undef SYSCONF
#undef CONFSTR
    {NULL, 0},
};

/* The number that VALUE, a name or a number, stands for. */
static int limit_number(Rt *rt, const struct LimitName *names, Ref value, int *number)
{
    if (is_int(value)) return posix_int(rt, value, number);
    if (!is_str(value)) return error_raise_int(rt, TYPE_TypeError, "configuration names must be strings or integers");
    while (names->name != NULL && !str_equals_text(value, names->name)) names++;
    if (names->name == NULL) return error_raise_int(rt, TYPE_ValueError, "unrecognized configuration name");
    *number = names->number;
    return 0;
}

static Own limit_value(Rt *rt, const WorldReply *reply)
{
    long value;
    memcpy(&value, reply->bytes, sizeof value);
    return int_new(rt, value);
}

static Own posix_sysconf(Rt *rt, Ref self, Ref name)
{
    int number;
    WorldReply reply = WORLD_REPLY_INIT;
    if (limit_number(rt, sysconf_names, name, &number) < 0 || world_ask_ints(rt, WORLD_SYSCONF, number, 0, &reply) < 0) return NULL;
    Own result = limit_value(rt, &reply);
    world_reply_fini(&reply);
    return result;
}

static Own posix_confstr(Rt *rt, Ref self, Ref name)
{
    int number;
    WorldReply reply = WORLD_REPLY_INIT;
    if (limit_number(rt, confstr_names, name, &number) < 0 || world_ask_ints(rt, WORLD_CONFSTR, number, 0, &reply) < 0) return NULL;
    Own result = posix_fs_decode(rt, reply.bytes, reply.size);
    world_reply_fini(&reply);
    return result;
}

static Own posix_pathconf(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"path", "name", NULL};
    static const ArgSpec spec = {"pathconf", names, 2, 2, 0};
    Ref given[2];
    PosixPath path;
    int number;
    Own result = NULL;
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    if (posix_path_init(rt, &path, "pathconf", "path", given[0], PATH_MAY_BE_FD) < 0 || limit_number(rt, pathconf_names, given[1], &number) < 0) goto done;
    const char *bytes = posix_path_bytes(&path);
    WorldRequest request = {WORLD_PATHCONF, {path.fd, number}, {{bytes, bytes == NULL ? 0 : strlen(bytes)}}};
    WorldReply reply = WORLD_REPLY_INIT;
    if (world_ask(rt, &request, &reply) < 0) posix_raise_path(rt, &reply, path.given, NULL);
    else result = limit_value(rt, &reply);
    world_reply_fini(&reply);
done:
    posix_path_fini(rt, &path);
    return result;
}

/* --- environment: this process's own, which its children inherit */

static Own environ_dict(Rt *rt)
{
    extern char **environ;
    Own dict = dict_new(rt);
    for (char **at = environ; dict != NULL && at != NULL && *at != NULL; at++) {
        const char *equals = strchr(*at, '=');
        if (equals == NULL) continue;
        Own name = bytes_new(rt, *at, (size_t)(equals - *at)), value = bytes_new(rt, equals + 1, strlen(equals + 1)), kept = NULL;
        if (name != NULL && value != NULL) kept = dict_set_default(rt, dict, name, value);
        if (kept == NULL) release_clear(rt, &dict);
        release_all(rt, name, value, kept);
    }
    return dict;
}

static Own posix_putenv(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own name = posix_fs_encode(rt, args[0]), value = name == NULL ? NULL : posix_fs_encode(rt, args[1]), result = NULL;
    if (value != NULL && (bytes_length(name) == 0 || strchr(AS_BYTES(name)->bytes, '=') != NULL))
        error_raise(rt, TYPE_ValueError, "illegal environment variable name");
    else if (value != NULL && audit(rt, "os.putenv", "OO", name, value) < 0) result = NULL;
    else if (value != NULL && setenv(AS_BYTES(name)->bytes, AS_BYTES(value)->bytes, 1) < 0) error_raise_os(rt, errno, NULL);
    else if (value != NULL) result = none_new(rt);
    release_all(rt, name, value);
    return result;
}

static Own posix_unsetenv(Rt *rt, Ref self, Ref arg)
{
    Own name = posix_fs_encode(rt, arg), result = NULL;
    if (name != NULL && audit(rt, "os.unsetenv", "O", name) < 0) release_clear(rt, &name);
    if (name != NULL && unsetenv(AS_BYTES(name)->bytes) < 0) error_raise_os(rt, errno, NULL);
    else if (name != NULL) result = none_new(rt);
    release(rt, name);
    return result;
}

/* --- the rest */

static Own random_bytes(Rt *rt, int64_t size)
{
    if (size < 0) return error_raise(rt, TYPE_ValueError, "negative argument not allowed");
    Own bytes = bytes_new(rt, NULL, (size_t)size);
    if (bytes == NULL || rt->world->random_bytes(rt->world, AS_BYTES(bytes)->bytes, (size_t)size) == 0) return bytes;
    release(rt, bytes);
    return error_raise_os(rt, errno, NULL);
}

static Own posix_urandom(Rt *rt, Ref self, Ref size)
{
    int64_t count;
    return posix_offset(rt, size, &count) < 0 ? NULL : random_bytes(rt, count);
}

static Own posix_getrandom(Rt *rt, Ref self, Ref *given)
{
    int64_t count;
    if (posix_offset(rt, given[0], &count) < 0) return NULL;
    return count < 0 ? error_raise_os(rt, EINVAL, NULL) : random_bytes(rt, count);
}

static Own posix_strerror(Rt *rt, Ref self, Ref code)
{
    int number;
    return posix_int(rt, code, &number) < 0 ? NULL : str_new(rt, strerror(number));
}

static Own posix_fspath_function(Rt *rt, Ref self, Ref *given)
{
    return posix_fspath(rt, given[0]);
}

static Own posix_cpu_count(Rt *rt, Ref self)
{
    WorldReply reply = WORLD_REPLY_INIT;
    if (world_ask_ints(rt, WORLD_CPU_COUNT, 0, 0, &reply) < 0) return NULL;
    return reply.value < 1 ? none_new(rt) : int_new(rt, reply.value);
}

static Own posix_device_encoding(Rt *rt, Ref self, Ref *given)
{
    int fd;
    WorldReply reply = WORLD_REPLY_INIT;
    if (posix_int(rt, given[0], &fd) < 0 ||
        world_ask_ints(rt, WORLD_IS_TERMINAL, fd, 0, &reply) < 0)
        return NULL;
    return reply.value != 0 ? str_new(rt, "UTF-8") : none_new(rt);
}

/* PATH without empty, "." and ".." components, as os.path.normpath. */
static Own posix_path_normpath(Rt *rt, Ref self, Ref *given)
{
    if (!is_str(given[0])) return error_raise(rt, TYPE_TypeError, "_path_normpath() argument 'path' must be str, not %T", given[0]);
    Buf text = BUF_INIT, out = BUF_INIT;
    str_add_to_buf(given[0], &text);
    const char *at = buf_text(&text), *end = at + text.length;
    size_t slashes = strspn(at, "/"), root = slashes == 2 ? 2 : slashes > 0;
    buf_add(&out, "//", root);
    while (at < end) {
        at += strspn(at, "/");
        const char *slash = memchr(at, '/', (size_t)(end - at));
        size_t length = (size_t)((slash == NULL ? end : slash) - at);
        bool up = length == 2 && at[0] == '.' && at[1] == '.';
        if (length > 0 && !(length == 1 && at[0] == '.')) {
            size_t last = out.length; /* where the last component begins */
            while (last > root && out.bytes[last - 1] != '/') last--;
            bool last_is_up = out.length - last == 2 && memcmp(out.bytes + last, "..", 2) == 0;
            if (!up || (root == 0 && out.length == 0) || last_is_up) {
                if (out.length > root) buf_add_char(&out, '/');
                buf_add(&out, at, length);
            } else if (out.length > root) {
                out.length = last > root ? last - 1 : root;
            }
        }
        at += length;
    }
    Own result = str_from_buf(rt, &out);
    buf_fini(&text);
    buf_fini(&out);
    return result;
}

/* --- the module */

static int add_limits(Rt *rt, Ref module, const char *name, const struct LimitName *limits)
{
    Own dict = dict_new(rt);
    for (; dict != NULL && limits->name != NULL; limits++) {
        Own number = int_new(rt, limits->number);
        if (number == NULL || dict_set_text(rt, dict, limits->name, number) < 0) release_clear(rt, &dict);
        release(rt, number);
    }
    return module_add(rt, module, name, dict);
}

/* What os.supports_dir_fd and its kin are made of. */
static int add_have_functions(Rt *rt, Ref module)
{
    static const char *const names[] = {
        "HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FCHMODAT", "HAVE_FCHOWN", "HAVE_FCHOWNAT", "HAVE_FEXECVE",
        "HAVE_FDOPENDIR", "HAVE_FPATHCONF", "HAVE_FSTATAT", "HAVE_FSTATVFS", "HAVE_FTRUNCATE", "HAVE_FUTIMENS", "HAVE_FUTIMES",
        "HAVE_FUTIMESAT", "HAVE_LINKAT", "HAVE_LSTAT", "HAVE_LUTIMES", "HAVE_MKDIRAT", "HAVE_MKFIFOAT", "HAVE_MKNODAT",
        "HAVE_OPENAT", "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT", "HAVE_UNLINKAT", "HAVE_UTIMENSAT",
    };
    Own list = list_new(rt, 0);
    for (size_t i = 0; list != NULL && i < ARRAY_LENGTH(names); i++) {
        Own name = str_new(rt, names[i]);
        if (name == NULL || list_append_take(rt, list, name) < 0) release_clear(rt, &list);
    }
    return module_add(rt, module, "_have_functions", list);
}

static const ModuleInt constants[] = {
#define CONSTANT(name) {#name, (int)name},
#include "modules/posix_constants.def"
#undef CONSTANT
};

static int posix_exec(Rt *rt, Ref module)
{
    static const TypeSpec *const types[] = {&posix_DirEntry_type_spec, &posix_ScandirIterator_type_spec, NULL};
    static const MethodDef *const tables[] = {posix_stat_methods, posix_scan_methods, posix_call_methods, posix_process_methods};
    for (size_t i = 0; i < ARRAY_LENGTH(tables); i++) {
        if (module_add_functions(rt, module, tables[i]) < 0) return -1;
    }
    if (module_add_types(rt, module, types) < 0 || posix_add_types(rt, module) < 0 || module_add_ints(rt, module, constants, ARRAY_LENGTH(constants)) < 0) return -1;
    if (add_limits(rt, module, "pathconf_names", pathconf_names) < 0 || add_limits(rt, module, "sysconf_names", sysconf_names) < 0 ||
        add_limits(rt, module, "confstr_names", confstr_names) < 0)
        return -1;
    if (module_add(rt, module, "error", new_ref((Ref)RT_TYPE(rt, OSError))) < 0 || add_have_functions(rt, module) < 0) return -1;
    return module_add(rt, module, "environ", environ_dict(rt));
}

const ModuleSpec posix_module_spec = {
    .name = "posix",
    .doc = "What the module os has of the system: see its manual pages.",
    .methods = METHODS(
        {"open", METHOD_BOUND, {.bound = posix_open, .least = 2, .most = 3, .names = NAMES("path", "flags", "mode", "dir_fd")}, "open($module, /, path, flags, mode=511, *, dir_fd=None)\n--\n\nOpen a file for low level IO.  Returns a file descriptor (integer).", 0},
        {"read", METHOD_FASTCALL, {.fast = posix_read, .least = 2, .most = 2}, NULL, 0},
        {"pread", METHOD_FASTCALL, {.fast = posix_pread, .least = 3, .most = 3}, NULL, 0},
        {"write", METHOD_FASTCALL, {.fast = posix_write, .least = 2, .most = 2}, NULL, 0},
        {"pwrite", METHOD_FASTCALL, {.fast = posix_pwrite, .least = 3, .most = 3}, NULL, 0},
        {"closerange", METHOD_FASTCALL, {.fast = posix_closerange, .least = 2, .most = 2}, NULL, 0},
        {"sendfile", METHOD_BOUND, {.bound = posix_sendfile, .least = 4, .most = 4, .names = NAMES("out_fd", "in_fd", "offset", "count")}, NULL, 0},
        {"utime", METHOD_BOUND, {.bound = posix_utime, .least = 1, .most = 2, .names = NAMES("path", "times", "ns", "dir_fd", "follow_symlinks")}, NULL, 0},
        {"sysconf", METHOD_O, {.binary = posix_sysconf}, NULL, 0},
        {"confstr", METHOD_O, {.binary = posix_confstr}, NULL, 0},
        {"pathconf", METHOD_FASTCALL_KEYWORDS, {.fast = posix_pathconf}, NULL, 0},
        {"fpathconf", METHOD_FASTCALL_KEYWORDS, {.fast = posix_pathconf}, NULL, 0},
        {"putenv", METHOD_FASTCALL, {.fast = posix_putenv, .least = 2, .most = 2}, NULL, 0},
        {"unsetenv", METHOD_O, {.binary = posix_unsetenv}, NULL, 0},
        {"urandom", METHOD_O, {.binary = posix_urandom}, NULL, 0},
        {"getrandom", METHOD_BOUND, {.bound = posix_getrandom, .least = 1, .most = 2, .names = NAMES("size", "flags")}, NULL, 0},
        {"strerror", METHOD_O, {.binary = posix_strerror}, NULL, 0},
        {"fspath", METHOD_BOUND, {.bound = posix_fspath_function, .least = 1, .most = 1, .names = NAMES("path")}, NULL, 0},
        {"cpu_count", METHOD_NOARGS, {.unary = posix_cpu_count}, NULL, 0},
        {"device_encoding", METHOD_BOUND, {.bound = posix_device_encoding, .least = 1, .most = 1, .names = NAMES("fd")}, NULL, 0},
        {"_path_normpath", METHOD_BOUND, {.bound = posix_path_normpath, .least = 1, .most = 1, .names = NAMES("path")}, NULL, 0}),
    .exec = posix_exec,
};
