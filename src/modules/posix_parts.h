/* What the files of the module posix share: paths, descriptors, questions to the world, and errors. */
#ifndef VIV_MODULES_POSIX_PARTS_H
#define VIV_MODULES_POSIX_PARTS_H

#include "memory/rt.h"

/* An argument that names a file: a path, or a descriptor where one is allowed. */
typedef struct PosixPath {
    Own bytes;     /* the path as bytes; NULL: a descriptor, or None */
    Own given;     /* the argument, for errors; NULL: none was given */
    int fd;        /* -1: a path */
    bool as_bytes; /* the answer's names are bytes, as the path was */
} PosixPath;

enum { PATH_MAY_BE_FD = 1, PATH_MAY_BE_NONE = 2 };

/* OBJ as a path; FUNCTION and ARGUMENT are named in TypeErrors.  PATH is to be ended also on failure. */
MUST_USE int posix_path_init(Rt *rt, PosixPath *path, const char *function, const char *argument, Ref obj, int allowed);
void posix_path_fini(Rt *rt, PosixPath *path);
const char *posix_path_bytes(const PosixPath *path); /* NULL for a descriptor */

/* os.fspath(OBJ): str or bytes. */
MUST_USE Own posix_fspath(Rt *rt, Ref obj);
/* A path as the system takes it: bytes; ValueError when it contains a NUL. */
MUST_USE Own posix_fs_encode(Rt *rt, Ref obj);
/* Text of the system as a str (or bytes). */
MUST_USE Own posix_fs_decode(Rt *rt, const char *bytes, size_t size);
MUST_USE Own posix_text(Rt *rt, const char *bytes, size_t size, bool as_bytes);

/* An int, or an object with fileno(). */
MUST_USE int posix_descriptor(Rt *rt, Ref obj, int *fd);
/* An int of C's type int; no float. */
MUST_USE int posix_int(Rt *rt, Ref obj, int *value);
MUST_USE int posix_offset(Rt *rt, Ref obj, int64_t *value);
/* None means the current directory. */
MUST_USE int posix_dir_fd(Rt *rt, Ref obj_or_null, int *fd);

/* Asks again as long as a signal interrupts and its handler does not raise; what would make the process wait,
   lets other threads run meanwhile (world_wait.c).  0; -1: reply->error says why, or with an exception pending. */
MUST_USE int world_ask(Rt *rt, const WorldRequest *request, WorldReply *reply);
/* The same for operations with one or two ints and nothing else; raises OSError. */
MUST_USE int world_ask_ints(Rt *rt, WorldOp op, int64_t first, int64_t second, WorldReply *reply);

struct pollfd;
/* Waits until some of the COUNT are ready, which their revents say: how many, 0 in time; -1. */
MUST_USE int posix_poll(Rt *rt, struct pollfd *items, size_t count, int milliseconds_or_minus_1);

/* OSError for what a reply says, unless an exception is pending already. NULL. */
Own posix_raise(Rt *rt, const WorldReply *reply);
Own posix_raise_path(Rt *rt, const WorldReply *reply, Ref given_or_null, Ref given2_or_null);

/* --- types (posix_types.c) */
enum { POSIX_TYPES = 6 };
typedef enum PosixType { POSIX_stat_result, POSIX_statvfs_result, POSIX_terminal_size, POSIX_uname_result, POSIX_times_result, POSIX_waitid_result } PosixType;
MUST_USE int posix_add_types(Rt *rt, Ref module);

/* What stat(PATH) answers; FOLLOW: through symbolic links. */
MUST_USE Own posix_stat_of(Rt *rt, const PosixPath *path, int dir_fd, bool follow);

extern const MethodDef posix_stat_methods[], posix_scan_methods[], posix_call_methods[], posix_process_methods[], posix_environ_methods[];
extern const TypeSpec posix_DirEntry_type_spec, posix_ScandirIterator_type_spec;

#endif
