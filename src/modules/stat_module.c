/* The module _stat: what the bits of st_mode say.  os and os.path import it, so that a program sees the
   frames that it sees under CPython. */
#include <sys/stat.h>

#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/strobj.h"

static const ModuleInt stat_ints[] = {
    {"S_IFDIR", S_IFDIR}, {"S_IFCHR", S_IFCHR}, {"S_IFBLK", S_IFBLK}, {"S_IFREG", S_IFREG}, {"S_IFIFO", S_IFIFO},
    {"S_IFLNK", S_IFLNK}, {"S_IFSOCK", S_IFSOCK}, {"S_IFDOOR", 0}, {"S_IFPORT", 0}, {"S_IFWHT", 0},
    {"S_ISUID", S_ISUID}, {"S_ISGID", S_ISGID}, {"S_ISVTX", S_ISVTX}, {"S_ENFMT", S_ISGID},
    {"S_IREAD", S_IRUSR}, {"S_IWRITE", S_IWUSR}, {"S_IEXEC", S_IXUSR},
    {"S_IRWXU", S_IRWXU}, {"S_IRUSR", S_IRUSR}, {"S_IWUSR", S_IWUSR}, {"S_IXUSR", S_IXUSR},
    {"S_IRWXG", S_IRWXG}, {"S_IRGRP", S_IRGRP}, {"S_IWGRP", S_IWGRP}, {"S_IXGRP", S_IXGRP},
    {"S_IRWXO", S_IRWXO}, {"S_IROTH", S_IROTH}, {"S_IWOTH", S_IWOTH}, {"S_IXOTH", S_IXOTH},
    {"UF_NODUMP", 0x1}, {"UF_IMMUTABLE", 0x2}, {"UF_APPEND", 0x4}, {"UF_OPAQUE", 0x8}, {"UF_NOUNLINK", 0x10},
    {"UF_COMPRESSED", 0x20}, {"UF_HIDDEN", 0x8000}, {"SF_ARCHIVED", 0x10000}, {"SF_IMMUTABLE", 0x20000},
    {"SF_APPEND", 0x40000}, {"SF_NOUNLINK", 0x100000}, {"SF_SNAPSHOT", 0x200000},
    {"ST_MODE", 0}, {"ST_INO", 1}, {"ST_DEV", 2}, {"ST_NLINK", 3}, {"ST_UID", 4}, {"ST_GID", 5}, {"ST_SIZE", 6},
    {"ST_ATIME", 7}, {"ST_MTIME", 8}, {"ST_CTIME", 9},
};

static int mode_of(Rt *rt, Ref number, mode_t *mode)
{
    if (!is_int(number)) return error_raise_int(rt, TYPE_TypeError, "an integer is required");
    if (int_sign(number) < 0) return error_raise_int(rt, TYPE_OverflowError, "can't convert negative value to unsigned int");
    if (int_bit_length(number) > 64) return error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C unsigned long");
    if (int_bit_length(number) > 32) return error_raise_int(rt, TYPE_OverflowError, "mode out of range");
    *mode = (mode_t)number_as_size(rt, number, TYPE_OverflowError);
    return rt_is_pending(rt) ? -1 : 0;
}

static Own kind_is(Rt *rt, Ref number, mode_t kind)
{
    mode_t mode;
    return mode_of(rt, number, &mode) < 0 ? NULL : bool_new(rt, kind != 0 && (mode & S_IFMT) == kind);
}

static Own stat_S_ISDIR(Rt *rt, Ref self, Ref mode) { return kind_is(rt, mode, S_IFDIR); }
static Own stat_S_ISCHR(Rt *rt, Ref self, Ref mode) { return kind_is(rt, mode, S_IFCHR); }
static Own stat_S_ISBLK(Rt *rt, Ref self, Ref mode) { return kind_is(rt, mode, S_IFBLK); }
static Own stat_S_ISREG(Rt *rt, Ref self, Ref mode) { return kind_is(rt, mode, S_IFREG); }
static Own stat_S_ISFIFO(Rt *rt, Ref self, Ref mode) { return kind_is(rt, mode, S_IFIFO); }
static Own stat_S_ISLNK(Rt *rt, Ref self, Ref mode) { return kind_is(rt, mode, S_IFLNK); }
static Own stat_S_ISSOCK(Rt *rt, Ref self, Ref mode) { return kind_is(rt, mode, S_IFSOCK); }
static Own stat_not_here(Rt *rt, Ref self, Ref mode) { return kind_is(rt, mode, 0); }

static Own stat_S_IMODE(Rt *rt, Ref self, Ref number)
{
    mode_t mode;
    return mode_of(rt, number, &mode) < 0 ? NULL : int_new(rt, mode & 07777);
}

static Own stat_S_IFMT(Rt *rt, Ref self, Ref number)
{
    mode_t mode;
    return mode_of(rt, number, &mode) < 0 ? NULL : int_new(rt, mode & S_IFMT);
}

static char kind_letter(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFREG: return '-';
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFBLK: return 'b';
    case S_IFCHR: return 'c';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    }
    return '?';
}

/* "-rwxr-xr-x": a set-id or sticky bit stands in the place of the x that it goes with. */
static Own stat_filemode(Rt *rt, Ref self, Ref number)
{
    static const struct { mode_t bit; char alone, with_x; } special[] = {{S_ISUID, 'S', 's'}, {S_ISGID, 'S', 's'}, {S_ISVTX, 'T', 't'}};
    mode_t mode;
    if (mode_of(rt, number, &mode) < 0) return NULL;
    char text[] = "?rwxrwxrwx";
    text[0] = kind_letter(mode);
    for (int i = 0; i < 9; i++) {
        if ((mode & (0400u >> i)) == 0) text[i + 1] = '-';
    }
    for (int i = 0; i < 3; i++) {
        char *place = &text[3 * i + 3];
        if (mode & special[i].bit) *place = *place == 'x' ? special[i].with_x : special[i].alone;
    }
    return str_new(rt, text);
}

#define ABOUT(name, doc) {#name, METHOD_O, {.binary = stat_##name}, doc, 0}
static const MethodDef stat_methods[] = {
    ABOUT(S_ISDIR, "S_ISDIR(mode) -> bool\n\nIs it a directory?"),
    ABOUT(S_ISCHR, "S_ISCHR(mode) -> bool\n\nIs it a character device?"),
    ABOUT(S_ISBLK, "S_ISBLK(mode) -> bool\n\nIs it a block device?"),
    ABOUT(S_ISREG, "S_ISREG(mode) -> bool\n\nIs it a regular file?"),
    ABOUT(S_ISFIFO, "S_ISFIFO(mode) -> bool\n\nIs it a named pipe?"),
    ABOUT(S_ISLNK, "S_ISLNK(mode) -> bool\n\nIs it a symbolic link?"),
    ABOUT(S_ISSOCK, "S_ISSOCK(mode) -> bool\n\nIs it a socket?"),
    {"S_ISDOOR", METHOD_O, {.binary = stat_not_here}, "S_ISDOOR(mode) -> bool\n\nIs it a door?", 0},
    {"S_ISPORT", METHOD_O, {.binary = stat_not_here}, "S_ISPORT(mode) -> bool\n\nIs it an event port?", 0},
    {"S_ISWHT", METHOD_O, {.binary = stat_not_here}, "S_ISWHT(mode) -> bool\n\nIs it a whiteout?", 0},
    ABOUT(S_IMODE, "The bits of a mode that chmod() can set."),
    ABOUT(S_IFMT, "The bits of a mode that say what kind of file it is."),
    ABOUT(filemode, "A mode as ls shows it: '-rwxrwxrwx'."),
    {0},
};

static int stat_exec(Rt *rt, Ref module)
{
    return module_add_ints(rt, module, stat_ints, ARRAY_LENGTH(stat_ints));
}

const ModuleSpec _stat_module_spec = {.name = "_stat", .doc = "The bits of st_mode, and constants for them.", .methods = stat_methods, .exec = stat_exec};
