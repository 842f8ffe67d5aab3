/* Directories: listdir, and scandir, whose entries know from the directory itself what kind of file they
   are, and ask the world only for what it does not say.  A directory is read at once. */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "memory/heap.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

/* --- one line of a WORLD_LIST reply */

typedef struct Entry {
    uint64_t inode;
    unsigned char kind; /* DT_* */
    const char *name;
    size_t length;
} Entry;

/* The entry at *AT, which goes on to the next. */
static Entry entry_next(const char *bytes, size_t *at)
{
    Entry entry;
    memcpy(&entry.inode, bytes + *at, sizeof entry.inode);
    entry.kind = (unsigned char)bytes[*at + sizeof entry.inode];
    entry.name = bytes + *at + sizeof entry.inode + 1;
    entry.length = strlen(entry.name);
    *at += sizeof entry.inode + 1 + entry.length + 1;
    return entry;
}

/* Reads the directory PATH (None: the current one). */
static int list_ask(Rt *rt, const PosixPath *path, WorldReply *reply)
{
    const char *bytes = posix_path_bytes(path);
    if (path->given == NULL) bytes = ".";
    WorldRequest request = {WORLD_LIST, {path->fd}, {{bytes, bytes == NULL ? 0 : strlen(bytes)}}};
    if (world_ask(rt, &request, reply) == 0) return 0;
    posix_raise_path(rt, reply, path->given, NULL);
    return -1;
}

static Own posix_listdir(Rt *rt, Ref self, Ref *given)
{
    PosixPath path;
    WorldReply reply = WORLD_REPLY_INIT;
    Own list = NULL;
    if (posix_path_init(rt, &path, "listdir", "path", given[0], PATH_MAY_BE_FD | PATH_MAY_BE_NONE) == 0 && audit(rt, "os.listdir", "O", path.given) == 0 && list_ask(rt, &path, &reply) == 0)
        list = list_new(rt, 0);
    for (size_t at = 0; list != NULL && at < reply.size;) {
        Entry entry = entry_next(reply.bytes, &at);
        Own name = posix_text(rt, entry.name, entry.length, path.as_bytes);
        if (name == NULL || list_append_take(rt, list, name) < 0) release_clear(rt, &list);
    }
    world_reply_fini(&reply);
    posix_path_fini(rt, &path);
    return list;
}

/* --- DirEntry */

typedef struct DirEntry {
    Obj head;
    Own name, path;
    Own stat, lstat; /* once they were asked for */
    uint64_t inode;
    int dir_fd; /* the directory, when a descriptor was scanned; else AT_FDCWD */
    unsigned char kind;
} DirEntry;
#define AS_ENTRY(ref) ((DirEntry *)(uintptr_t)(ref))

static Own entry_ask(Rt *rt, Ref self, bool follow)
{
    DirEntry *entry = AS_ENTRY(self);
    PosixPath path;
    Own result = NULL;
    Ref place = entry->dir_fd == AT_FDCWD ? entry->path : entry->name;
    if (posix_path_init(rt, &path, "stat", "path", place, 0) == 0) result = posix_stat_of(rt, &path, entry->dir_fd, follow);
    posix_path_fini(rt, &path);
    return result;
}

/* What stat or lstat says, remembered; borrowed. */
static Ref entry_stat_peek(Rt *rt, Ref self, bool follow)
{
    DirEntry *entry = AS_ENTRY(self);
    if (follow && entry->kind != DT_LNK && entry->kind != DT_UNKNOWN) follow = false; /* the same thing */
    Own *place = follow ? &entry->stat : &entry->lstat;
    if (*place == NULL) *place = entry_ask(rt, self, follow);
    return *place;
}

static int follow_option(Rt *rt, const char *function, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"follow_symlinks", NULL};
    ArgSpec spec = {function, names, 0, 0, 0};
    Ref given[1];
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return -1;
    return given[0] == NULL ? 1 : object_is_true(rt, given[0]);
}

static Own entry_stat(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int follow = follow_option(rt, "stat", args, nargs, kwnames);
    return follow < 0 ? NULL : new_ref_or_null(entry_stat_peek(rt, self, follow));
}

/* Is it a file of type KIND (S_IFDIR …)?  One that has vanished is of no type. */
static Own entry_is(Rt *rt, Ref self, int follow, unsigned char kind, mode_t mode)
{
    const DirEntry *entry = AS_ENTRY(self);
    if (follow < 0) return NULL;
    bool is_known = entry->kind != DT_UNKNOWN && !(follow && entry->kind == DT_LNK);
    if (is_known) return bool_new(rt, entry->kind == kind);
    Ref stat = entry_stat_peek(rt, self, follow);
    if (stat == NULL) return error_clear_if(rt, TYPE_FileNotFoundError) ? bool_new(rt, false) : NULL;
    int64_t found = int_value(rt, tuple_peek(stat, 0));
    return bool_new(rt, ((mode_t)found & S_IFMT) == mode);
}

static Own entry_is_dir(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return entry_is(rt, self, follow_option(rt, "is_dir", args, nargs, kwnames), DT_DIR, S_IFDIR);
}

static Own entry_is_file(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return entry_is(rt, self, follow_option(rt, "is_file", args, nargs, kwnames), DT_REG, S_IFREG);
}

static Own entry_is_symlink(Rt *rt, Ref self)
{
    return entry_is(rt, self, 0, DT_LNK, S_IFLNK);
}

static Own entry_inode(Rt *rt, Ref self)
{
    return int_new_unsigned(rt, AS_ENTRY(self)->inode);
}

static Own entry_fspath(Rt *rt, Ref self)
{
    return new_ref(AS_ENTRY(self)->path);
}

static Own entry_repr(Rt *rt, Ref self)
{
    return str_format(rt, "<%s %R>", type_short_name(self->type), AS_ENTRY(self)->name);
}

const TypeSpec posix_DirEntry_type_spec = {
    .name = "posix.DirEntry",
    .id = TYPE_posix_DirEntry,
    .basicsize = sizeof(DirEntry),
    .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,
    .owned = OWNED(DirEntry, name, lstat),
    .slots = {.tp_dealloc = owned_dealloc, .tp_repr = entry_repr},
    .methods = METHODS(
        {"is_dir", METHOD_FASTCALL_KEYWORDS, {.fast = entry_is_dir}, NULL, 0},
        {"is_file", METHOD_FASTCALL_KEYWORDS, {.fast = entry_is_file}, NULL, 0},
        {"is_symlink", METHOD_NOARGS, {.unary = entry_is_symlink}, NULL, 0},
        {"stat", METHOD_FASTCALL_KEYWORDS, {.fast = entry_stat}, NULL, 0},
        {"inode", METHOD_NOARGS, {.unary = entry_inode}, NULL, 0},
        {"__fspath__", METHOD_NOARGS, {.unary = entry_fspath}, NULL, 0},
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, NULL, METHOD_CLASS}),
    .members = MEMBERS(
        {"name", MEMBER_OBJECT_EX, offsetof(DirEntry, name), true, "the entry's base filename, relative to scandir() \"path\" argument"},
        {"path", MEMBER_OBJECT_EX, offsetof(DirEntry, path), true, "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)"}),
};

/* --- scandir's iterator */

typedef struct Scan {
    Obj head;
    Own path;       /* as it was given: str or bytes; NULL: the current directory, or a descriptor */
    int fd;         /* the directory's descriptor, or -1 */
    bool as_bytes;
    char *entries;  /* malloc'd; NULL once closed */
    size_t size, at;
} Scan;
#define AS_SCAN(ref) ((Scan *)(uintptr_t)(ref))

static void scan_end(Scan *scan)
{
    free(scan->entries);
    scan->entries = NULL;
    scan->size = scan->at = 0;
}

static void scan_finalize(Rt *rt, Obj *self)
{
    const Scan *scan = AS_SCAN(self);
    if (scan->at >= scan->size) return;
    Pending kept = error_fetch(rt);
    if (error_warn(rt, TYPE_ResourceWarning, 1, "unclosed scandir iterator %R", self) < 0) error_unraisable(rt, self);
    error_restore(rt, kept);
}

static void scan_dealloc(Rt *rt, Obj *self)
{
    scan_end(AS_SCAN(self));
    release(rt, AS_SCAN(self)->path);
    self->type->slots.tp_free(rt, self);
}

/* PATH/NAME */
static Own join_path(Rt *rt, const Scan *scan, Ref name)
{
    if (scan->fd >= 0) return new_ref(name);
    if (scan->path == NULL) return str_format(rt, "./%U", name);
    if (!scan->as_bytes) {
        ptrdiff_t length = str_length(scan->path);
        bool has_slash = length > 0 && str_at(scan->path, length - 1) == '/';
        return str_format(rt, "%U%s%U", scan->path, has_slash || length == 0 ? "" : "/", name);
    }
    Buf text = BUF_INIT;
    buf_add(&text, AS_BYTES(scan->path)->bytes, (size_t)bytes_length(scan->path));
    if (text.length > 0 && text.bytes[text.length - 1] != '/') buf_add_char(&text, '/');
    buf_add(&text, AS_BYTES(name)->bytes, (size_t)bytes_length(name));
    Own joined = bytes_new(rt, buf_text(&text), text.length);
    buf_fini(&text);
    return joined;
}

static int scan_next(Rt *rt, Ref self, Own *item)
{
    Scan *scan = AS_SCAN(self);
    if (scan->at >= scan->size) {
        scan_end(scan);
        return 0;
    }
    Entry found = entry_next(scan->entries, &scan->at);
    Own entry = object_new(rt, RT_TYPE(rt, posix_DirEntry));
    if (entry == NULL) return -1;
    AS_ENTRY(entry)->inode = found.inode;
    AS_ENTRY(entry)->kind = found.kind;
    AS_ENTRY(entry)->dir_fd = scan->fd >= 0 ? scan->fd : AT_FDCWD;
    AS_ENTRY(entry)->name = posix_text(rt, found.name, found.length, scan->as_bytes);
    if (AS_ENTRY(entry)->name != NULL) AS_ENTRY(entry)->path = join_path(rt, scan, AS_ENTRY(entry)->name);
    if (AS_ENTRY(entry)->path == NULL) release_clear(rt, &entry);
    *item = entry;
    return entry == NULL ? -1 : 1;
}

static Own scan_close(Rt *rt, Ref self)
{
    scan_end(AS_SCAN(self));
    return none_new(rt);
}

static Own scan_exit(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return scan_close(rt, self);
}

const TypeSpec posix_ScandirIterator_type_spec = {
    .name = "posix.ScandirIterator",
    .id = TYPE_posix_ScandirIterator,
    .basicsize = sizeof(Scan),
    .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {.tp_dealloc = scan_dealloc, .tp_finalize = scan_finalize, .tp_iter = object_itself, .tp_iternext = scan_next},
    .methods = METHODS(
        {"close", METHOD_NOARGS, {.unary = scan_close}, NULL, 0},
        {"__enter__", METHOD_NOARGS, {.unary = object_itself}, NULL, 0},
        {"__exit__", METHOD_FASTCALL, {.fast = scan_exit}, NULL, METHOD_TUPLE}),
};

static Own posix_scandir(Rt *rt, Ref self, Ref *given)
{
    PosixPath path;
    WorldReply reply = WORLD_REPLY_INIT;
    Own scan = NULL;
    if (posix_path_init(rt, &path, "scandir", "path", given[0], PATH_MAY_BE_FD | PATH_MAY_BE_NONE) == 0 && audit(rt, "os.scandir", "O", path.given) == 0 && list_ask(rt, &path, &reply) == 0)
        scan = object_new(rt, RT_TYPE(rt, posix_ScandirIterator));
    if (scan != NULL) {
        AS_SCAN(scan)->fd = path.fd;
        AS_SCAN(scan)->as_bytes = path.as_bytes;
        if (path.bytes != NULL) AS_SCAN(scan)->path = path.as_bytes ? new_ref(path.bytes) : posix_fspath(rt, path.given);
        AS_SCAN(scan)->entries = reply.bytes;
        AS_SCAN(scan)->size = reply.size;
        reply.bytes = NULL;
        if (path.bytes != NULL && AS_SCAN(scan)->path == NULL) release_clear(rt, &scan);
    }
    world_reply_fini(&reply);
    posix_path_fini(rt, &path);
    return scan;
}

const MethodDef posix_scan_methods[] = {
    {"listdir", METHOD_BOUND, {.bound = posix_listdir, .most = 1, .names = NAMES("path")}, NULL, 0},
    {"scandir", METHOD_BOUND, {.bound = posix_scandir, .most = 1, .names = NAMES("path")}, NULL, 0},
    {0},
};
