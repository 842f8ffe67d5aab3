/* The results of posix that are tuples with names, and the functions that give them. */
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <sys/utsname.h>

#include "modules/fieldtuple.h"
#include "modules/module_state.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/moduleobj.h"
#include "objects/typeobj.h"

/* Three items have no name: whole seconds, in the place of the old tuple.  Their names are those of the
   hidden fields, which are floats. */
static const MemberDef stat_fields[] = {
    FIELD_AT("st_mode", 0), FIELD_AT("st_ino", 1), FIELD_AT("st_dev", 2), FIELD_AT("st_nlink", 3), FIELD_AT("st_uid", 4),
    FIELD_AT("st_gid", 5), FIELD_AT("st_size", 6), FIELD_AT("st_atime", 10), FIELD_AT("st_mtime", 11), FIELD_AT("st_ctime", 12),
    FIELD_AT("st_atime_ns", 13), FIELD_AT("st_mtime_ns", 14), FIELD_AT("st_ctime_ns", 15), FIELD_AT("st_blksize", 16),
    FIELD_AT("st_blocks", 17), FIELD_AT("st_rdev", 18), FIELDS_END,
};
static const MemberDef statvfs_fields[] = {
    FIELD_AT("f_bsize", 0), FIELD_AT("f_frsize", 1), FIELD_AT("f_blocks", 2), FIELD_AT("f_bfree", 3), FIELD_AT("f_bavail", 4),
    FIELD_AT("f_files", 5), FIELD_AT("f_ffree", 6), FIELD_AT("f_favail", 7), FIELD_AT("f_flag", 8), FIELD_AT("f_namemax", 9),
    FIELD_AT("f_fsid", 10), FIELDS_END,
};
static const MemberDef terminal_fields[] = {FIELD_AT("columns", 0), FIELD_AT("lines", 1), FIELDS_END};
static const MemberDef uname_fields[] = {
    FIELD_AT("sysname", 0), FIELD_AT("nodename", 1), FIELD_AT("release", 2), FIELD_AT("version", 3), FIELD_AT("machine", 4), FIELDS_END,
};
static const MemberDef times_fields[] = {
    FIELD_AT("user", 0), FIELD_AT("system", 1), FIELD_AT("children_user", 2), FIELD_AT("children_system", 3), FIELD_AT("elapsed", 4), FIELDS_END,
};
static const MemberDef waitid_fields[] = {
    FIELD_AT("si_pid", 0), FIELD_AT("si_uid", 1), FIELD_AT("si_signo", 2), FIELD_AT("si_status", 3), FIELD_AT("si_code", 4), FIELDS_END,
};

/* The times that are not given otherwise are the old tuple's whole seconds. */
static Own stat_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    Own self = fieldtuple_tp_new(rt, type, args, kwargs_or_null);
    for (int i = 10; self != NULL && i < 13; i++) {
        if (AS_TUPLE(self)->items[i] == rt->none) release_replace(rt, &AS_TUPLE(self)->items[i], new_ref(AS_TUPLE(self)->items[i - 3]));
    }
    return self;
}

static const TypeSpec type_specs[POSIX_TYPES] = {
    [POSIX_stat_result] = FIELDTUPLE_SPEC_NEW("os.stat_result", stat_fields, stat_tp_new),
    [POSIX_statvfs_result] = FIELDTUPLE_SPEC("os.statvfs_result", statvfs_fields),
    [POSIX_terminal_size] = FIELDTUPLE_SPEC("os.terminal_size", terminal_fields),
    [POSIX_uname_result] = FIELDTUPLE_SPEC("posix.uname_result", uname_fields),
    [POSIX_times_result] = FIELDTUPLE_SPEC("posix.times_result", times_fields),
    [POSIX_waitid_result] = FIELDTUPLE_SPEC("posix.waitid_result", waitid_fields),
};

/* borrowed */
static Ref posix_type(Rt *rt, PosixType type)
{
    return rt->modules->posix_types[type];
}

int posix_add_types(Rt *rt, Ref module)
{
    static const ptrdiff_t visible[POSIX_TYPES] = {[POSIX_stat_result] = 10, [POSIX_statvfs_result] = 10};
    for (int i = 0; i < POSIX_TYPES; i++) {
        Own *type = &rt->modules->posix_types[i];
        if (*type == NULL) *type = fieldtuple_type(rt, &type_specs[i], visible[i]);
        if (*type == NULL || module_add(rt, module, type_short_name(AS_TYPE(*type)), new_ref(*type)) < 0) return -1;
    }
    return 0;
}

/* --- stat */

static Own nanoseconds(Rt *rt, struct timespec time)
{
    return int_new(rt, (int64_t)time.tv_sec * 1000000000 + time.tv_nsec);
}

static Own seconds(Rt *rt, struct timespec time)
{
    return float_new(rt, (double)time.tv_sec + 1e-9 * (double)time.tv_nsec);
}

static Own posix_stat_new(Rt *rt, const void *stat_bytes)
{
    struct stat st;
    memcpy(&st, stat_bytes, sizeof st);
    Own items[] = {
        int_new(rt, st.st_mode), int_new_unsigned(rt, st.st_ino), int_new_unsigned(rt, st.st_dev), int_new_unsigned(rt, st.st_nlink),
        int_new(rt, st.st_uid), int_new(rt, st.st_gid), int_new(rt, st.st_size),
        int_new(rt, st.st_atim.tv_sec), int_new(rt, st.st_mtim.tv_sec), int_new(rt, st.st_ctim.tv_sec),
        seconds(rt, st.st_atim), seconds(rt, st.st_mtim), seconds(rt, st.st_ctim),
        nanoseconds(rt, st.st_atim), nanoseconds(rt, st.st_mtim), nanoseconds(rt, st.st_ctim),
        int_new(rt, st.st_blksize), int_new(rt, st.st_blocks), int_new_unsigned(rt, st.st_rdev),
    };
    return fieldtuple_new(rt, posix_type(rt, POSIX_stat_result), items, ARRAY_LENGTH(items));
}

Own posix_stat_of(Rt *rt, const PosixPath *path, int dir_fd, bool follow)
{
    const char *bytes = posix_path_bytes(path);
    WorldRequest request = {WORLD_STAT, {path->fd, dir_fd, follow}, {{bytes, bytes == NULL ? 0 : strlen(bytes)}}};
    struct stat room;
    WorldReply reply = {.room = (char *)&room, .capacity = sizeof room};
    Own result = NULL;
    if (world_ask(rt, &request, &reply) < 0) posix_raise_path(rt, &reply, path->given, NULL);
    else result = posix_stat_new(rt, reply.bytes);
    world_reply_fini(&reply);
    return result;
}

static Own posix_stat(Rt *rt, Ref self, Ref *given)
{
    PosixPath path;
    Own result = NULL;
    int dir_fd, follow = 1;
    if (posix_path_init(rt, &path, "stat", "path", given[0], PATH_MAY_BE_FD) < 0 || posix_dir_fd(rt, given[1], &dir_fd) < 0) goto done;
    if (given[2] != NULL && (follow = object_is_true(rt, given[2])) < 0) goto done;
    if (path.fd >= 0 && given[1] != NULL && given[1] != rt->none)
        error_raise(rt, TYPE_ValueError, "stat: can't specify dir_fd without matching path");
    else if (path.fd >= 0 && !follow) error_raise(rt, TYPE_ValueError, "stat: cannot use fd and follow_symlinks together");
    else result = posix_stat_of(rt, &path, dir_fd, follow);
done:
    posix_path_fini(rt, &path);
    return result;
}

static Own posix_lstat(Rt *rt, Ref self, Ref *given)
{
    PosixPath path;
    int dir_fd;
    Own result = NULL;
    if (posix_path_init(rt, &path, "lstat", "path", given[0], 0) == 0 && posix_dir_fd(rt, given[1], &dir_fd) == 0)
        result = posix_stat_of(rt, &path, dir_fd, false);
    posix_path_fini(rt, &path);
    return result;
}

static Own posix_fstat(Rt *rt, Ref self, Ref *given)
{
    PosixPath path = {0};
    if (posix_int(rt, given[0], &path.fd) < 0) return NULL;
    return posix_stat_of(rt, &path, 0, true);
}

static Own statvfs_of(Rt *rt, PosixPath *path)
{
    const char *bytes = posix_path_bytes(path);
    WorldRequest request = {WORLD_STATVFS, {path->fd}, {{bytes, bytes == NULL ? 0 : strlen(bytes)}}};
    struct statvfs st;
    WorldReply reply = {.room = (char *)&st, .capacity = sizeof st};
    if (world_ask(rt, &request, &reply) < 0) return posix_raise_path(rt, &reply, path->given, NULL);
    Own items[] = {
        int_new_unsigned(rt, st.f_bsize), int_new_unsigned(rt, st.f_frsize), int_new_unsigned(rt, st.f_blocks), int_new_unsigned(rt, st.f_bfree),
        int_new_unsigned(rt, st.f_bavail), int_new_unsigned(rt, st.f_files), int_new_unsigned(rt, st.f_ffree), int_new_unsigned(rt, st.f_favail),
        int_new_unsigned(rt, st.f_flag), int_new_unsigned(rt, st.f_namemax), int_new_unsigned(rt, st.f_fsid),
    };
    return fieldtuple_new(rt, posix_type(rt, POSIX_statvfs_result), items, ARRAY_LENGTH(items));
}

static Own posix_statvfs(Rt *rt, Ref self, Ref arg)
{
    PosixPath path;
    Own result = NULL;
    if (posix_path_init(rt, &path, "statvfs", "path", arg, PATH_MAY_BE_FD) == 0) result = statvfs_of(rt, &path);
    posix_path_fini(rt, &path);
    return result;
}

/* --- the others */

static Own posix_uname(Rt *rt, Ref self)
{
    struct utsname name;
    WorldReply reply = {.room = (char *)&name, .capacity = sizeof name};
    if (world_ask_ints(rt, WORLD_SYSTEM_NAME, 0, 0, &reply) < 0) return NULL;
    const char *texts[] = {name.sysname, name.nodename, name.release, name.version, name.machine};
    Own items[ARRAY_LENGTH(texts)];
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) items[i] = posix_fs_decode(rt, texts[i], strlen(texts[i]));
    return fieldtuple_new(rt, posix_type(rt, POSIX_uname_result), items, ARRAY_LENGTH(items));
}

static Own posix_times(Rt *rt, Ref self)
{
    double times[5];
    WorldReply reply = {.room = (char *)times, .capacity = sizeof times};
    if (world_ask_ints(rt, WORLD_TIMES, 0, 0, &reply) < 0) return NULL;
    Own items[ARRAY_LENGTH(times)];
    for (size_t i = 0; i < ARRAY_LENGTH(times); i++) items[i] = float_new(rt, times[i]);
    return fieldtuple_new(rt, posix_type(rt, POSIX_times_result), items, ARRAY_LENGTH(items));
}

static Own posix_get_terminal_size(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int fd = 1, size[2];
    if (nargs == 1 && posix_int(rt, args[0], &fd) < 0) return NULL;
    WorldReply reply = {.room = (char *)size, .capacity = sizeof size};
    if (world_ask_ints(rt, WORLD_TERMINAL_SIZE, fd, 0, &reply) < 0) return NULL;
    Own items[] = {int_new(rt, size[0]), int_new(rt, size[1])};
    return fieldtuple_new(rt, posix_type(rt, POSIX_terminal_size), items, ARRAY_LENGTH(items));
}

/* A device number and its two parts. */
static int device_read(Rt *rt, Ref obj, int64_t *number)
{
    if (posix_offset(rt, obj, number) < 0) return -1;
    return *number >= 0 ? 0 : error_raise_int(rt, TYPE_OverflowError, "can't convert negative int to unsigned");
}

static Own posix_major(Rt *rt, Ref self, Ref device)
{
    int64_t number;
    return device_read(rt, device, &number) < 0 ? NULL : int_new(rt, major((dev_t)number));
}

static Own posix_minor(Rt *rt, Ref self, Ref device)
{
    int64_t number;
    return device_read(rt, device, &number) < 0 ? NULL : int_new(rt, minor((dev_t)number));
}

static Own posix_makedev(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int parts[2];
    if (posix_int(rt, args[0], &parts[0]) < 0 || posix_int(rt, args[1], &parts[1]) < 0) return NULL;
    return int_new_unsigned(rt, makedev((unsigned)parts[0], (unsigned)parts[1]));
}

const MethodDef posix_stat_methods[] = {
    {"stat", METHOD_BOUND, {.bound = posix_stat, .least = 1, .most = 1, .names = NAMES("path", "dir_fd", "follow_symlinks")}, "stat($module, /, path, *, dir_fd=None, follow_symlinks=True)\n--\n\nPerform a stat system call on the given path.", 0},
    {"lstat", METHOD_BOUND, {.bound = posix_lstat, .least = 1, .most = 1, .names = NAMES("path", "dir_fd")}, "lstat($module, /, path, *, dir_fd=None)\n--\n\nPerform a stat system call on the given path, without following symbolic links.", 0},
    {"fstat", METHOD_BOUND, {.bound = posix_fstat, .least = 1, .most = 1, .names = NAMES("fd")}, "fstat($module, /, fd)\n--\n\nPerform a stat system call on the given file descriptor.", 0},
    {"statvfs", METHOD_O, {.binary = posix_statvfs}, NULL, 0},
    {"fstatvfs", METHOD_O, {.binary = posix_statvfs}, NULL, 0},
    {"uname", METHOD_NOARGS, {.unary = posix_uname}, NULL, 0},
    {"times", METHOD_NOARGS, {.unary = posix_times}, NULL, 0},
    {"get_terminal_size", METHOD_FASTCALL, {.fast = posix_get_terminal_size, .most = 1}, NULL, 0},
    {"major", METHOD_O, {.binary = posix_major}, NULL, 0},
    {"minor", METHOD_O, {.binary = posix_minor}, NULL, 0},
    {"makedev", METHOD_FASTCALL, {.fast = posix_makedev, .least = 2, .most = 2}, NULL, 0},
    {0},
};
