/* _posixsubprocess: fork_exec, which makes a child process, arranges its descriptors, and executes a program
   in it.  Kept true: all texts are ready before the fork; what fails in the child is written to a pipe as
   "OSError:errno:where", which the library turns into an exception of the parent. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/module_specs.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"

enum { P2C_READ, P2C_WRITE, C2P_READ, C2P_WRITE, ERR_READ, ERR_WRITE, PIPE_READ, PIPE_WRITE, FD_COUNT };

/* What the child is to do. */
typedef struct Spawn {
    char **arguments, **programs, **variables; /* NULL-terminated; variables NULL: inherited */
    const char *folder;                        /* NULL: stay */
    int fds[FD_COUNT];
    int *kept;                                 /* descriptors above 2 that stay open */
    size_t kept_count;
    bool close_fds, restore_signals, new_session, sets_user, sets_group, sets_groups, sets_umask;
    pid_t process_group; /* -1: the parent's */
    uid_t user;
    gid_t group;
    gid_t *groups;
    size_t group_count;
    int umask;
    Ref preexec; /* NULL: nothing is called */
} Spawn;

/* --- texts and numbers from Python objects */

/* The items of SEQUENCE (bytes, or paths) as C strings, malloc'd together; NULL with an exception. */
static char **text_array(Rt *rt, Ref sequence)
{
    Own items = sequence_to_list(rt, sequence);
    if (items == NULL) return NULL;
    size_t count = (size_t)list_length(items);
    char **array = calloc(count + 1, sizeof *array);
    for (size_t i = 0; array != NULL && i < count; i++) {
        Own text = posix_fs_encode(rt, list_peek(items, (ptrdiff_t)i));
        array[i] = text == NULL ? NULL : strdup(AS_BYTES(text)->bytes);
        release(rt, text);
        if (array[i] == NULL) break;
    }
    release(rt, items);
    if (array == NULL) error_no_memory(rt);
    return array;
}

static void text_array_free(char **array)
{
    for (size_t i = 0; array != NULL && array[i] != NULL; i++) free(array[i]);
    free(array);
}

/* The ints of SEQUENCE, malloc'd. */
static int *int_array(Rt *rt, Ref sequence, size_t *count)
{
    Own items = sequence_to_list(rt, sequence);
    *count = 0;
    int *array = items == NULL ? NULL : calloc((size_t)list_length(items) + 1, sizeof *array);
    for (ptrdiff_t i = 0; array != NULL && i < list_length(items); i++) {
        if (posix_int(rt, list_peek(items, i), &array[i]) < 0) break;
        ++*count;
    }
    release(rt, items);
    return array;
}

/* --- in the child */

static int make_inheritable(int fd)
{
    int flags = fcntl(fd, F_GETFD);
    return flags < 0 ? -1 : fcntl(fd, F_SETFD, flags & ~FD_CLOEXEC);
}

static void close_above(const Spawn *spawn, int lowest)
{
    long most = sysconf(_SC_OPEN_MAX);
    int from = lowest;
    for (size_t i = 0; i <= spawn->kept_count; i++) { /* the kept ones are sorted */
        int to = i < spawn->kept_count ? spawn->kept[i] : most > 0 && most < 1 << 20 ? (int)most : 1 << 16;
        if (to < from) continue;
        if (to > from) close_range((unsigned)from, i < spawn->kept_count ? (unsigned)to - 1 : ~0u, 0);
        from = to + 1;
    }
}

static int place_streams(const Spawn *spawn)
{
    int fds[FD_COUNT];
    memcpy(fds, spawn->fds, sizeof fds);
    if (fds[P2C_WRITE] >= 0) close(fds[P2C_WRITE]);
    if (fds[C2P_READ] >= 0) close(fds[C2P_READ]);
    if (fds[ERR_READ] >= 0) close(fds[ERR_READ]);
    close(fds[PIPE_READ]);
    /* A standard descriptor that is to be replaced must not be one that is still needed. */
    if (fds[C2P_WRITE] == 0 && (fds[C2P_WRITE] = dup(0)) < 0) return -1;
    while (fds[ERR_WRITE] == 0 || fds[ERR_WRITE] == 1) {
        if ((fds[ERR_WRITE] = dup(fds[ERR_WRITE])) < 0) return -1;
    }
    const int from[] = {fds[P2C_READ], fds[C2P_WRITE], fds[ERR_WRITE]};
    for (int fd = 0; fd < 3; fd++) {
        if (from[fd] == fd && make_inheritable(fd) < 0) return -1;
        if (from[fd] >= 0 && from[fd] != fd && dup2(from[fd], fd) < 0) return -1;
    }
    return 0;
}

static int change_identity(const Spawn *spawn)
{
    if (spawn->new_session && setsid() < 0) return -1;
    if (spawn->process_group >= 0 && setpgid(0, spawn->process_group) < 0) return -1;
    if (spawn->sets_groups && setgroups(spawn->group_count, spawn->groups) < 0) return -1;
    if (spawn->sets_group && setregid(spawn->group, spawn->group) < 0) return -1;
    return spawn->sets_user ? setreuid(spawn->user, spawn->user) : 0;
}

/* Executes the program, or returns with errno and *where: what did not work. */
static void child_run(Rt *rt, const Spawn *spawn, const char **where)
{
    *where = "noexec";
    for (size_t i = 0; i < spawn->kept_count; i++) {
        if (spawn->kept[i] != spawn->fds[PIPE_WRITE] && make_inheritable(spawn->kept[i]) < 0) return;
    }
    if (place_streams(spawn) < 0) return;
    if (spawn->folder != NULL && chdir(spawn->folder) < 0) return;
    if (spawn->sets_umask) umask((mode_t)spawn->umask);
    if (spawn->restore_signals) {
        signal(SIGPIPE, SIG_DFL);
        signal(SIGXFSZ, SIG_DFL);
    }
    if (change_identity(spawn) < 0) return;
    if (spawn->preexec != NULL) {
        Own result = call_none(rt, spawn->preexec);
        if (result == NULL) {
            *where = NULL;
            return;
        }
        release(rt, result);
    }
    if (spawn->close_fds) close_above(spawn, 3);
    *where = "";
    int kept_error = 0;
    for (size_t i = 0; spawn->programs[i] != NULL; i++) {
        if (spawn->variables != NULL) execve(spawn->programs[i], spawn->arguments, spawn->variables);
        else execv(spawn->programs[i], spawn->arguments);
        if (errno != ENOENT && errno != ENOTDIR && kept_error == 0) kept_error = errno;
    }
    if (kept_error != 0) errno = kept_error;
}

NO_RETURN static void child_fail(const Spawn *spawn, int error, const char *where)
{
    char text[128];
    if (where != NULL) snprintf(text, sizeof text, "OSError:%x:%s", (unsigned)error, where);
    else snprintf(text, sizeof text, "SubprocessError:0:Exception occurred in preexec_fn.");
    ssize_t ignored UNUSED = write(spawn->fds[PIPE_WRITE], text, strlen(text));
    _exit(255);
}

/* --- arguments */

static bool is_given(const Rt *rt, Ref value)
{
    return value != rt->none;
}

static int read_numbers(Rt *rt, const Ref *args, Spawn *spawn)
{
    int group, user, truth[4];
    for (int i = 0; i < FD_COUNT; i++) {
        if (posix_int(rt, args[6 + i], &spawn->fds[i]) < 0) return -1;
    }
    truth[0] = object_is_true(rt, args[2]);
    truth[1] = object_is_true(rt, args[14]);
    truth[2] = object_is_true(rt, args[15]);
    if (truth[0] < 0 || truth[1] < 0 || truth[2] < 0) return -1;
    spawn->close_fds = truth[0];
    spawn->restore_signals = truth[1];
    spawn->new_session = truth[2];
    int process_group;
    if (posix_int(rt, args[16], &process_group) < 0) return -1;
    spawn->process_group = process_group;
    if ((spawn->sets_group = is_given(rt, args[17])) && posix_int(rt, args[17], &group) < 0) return -1;
    if (spawn->sets_group) spawn->group = (gid_t)group;
    if ((spawn->sets_groups = is_given(rt, args[18])) && (spawn->groups = (gid_t *)(void *)int_array(rt, args[18], &spawn->group_count)) == NULL) return -1;
    if ((spawn->sets_user = is_given(rt, args[19])) && posix_int(rt, args[19], &user) < 0) return -1;
    if (spawn->sets_user) spawn->user = (uid_t)user;
    if (posix_int(rt, args[20], &spawn->umask) < 0) return -1;
    spawn->sets_umask = spawn->umask >= 0;
    if (spawn->close_fds && spawn->fds[PIPE_WRITE] < 3) return error_raise_int(rt, TYPE_ValueError, "errpipe_write must be >= 3");
    return rt_is_pending(rt) ? -1 : 0;
}

static int check_kept(Rt *rt, const Spawn *spawn)
{
    for (size_t i = 0; i < spawn->kept_count; i++) {
        bool fits = spawn->kept[i] >= 0 && (i == 0 || spawn->kept[i] > spawn->kept[i - 1]);
        if (!fits) return error_raise_int(rt, TYPE_ValueError, "bad value(s) in fds_to_keep");
    }
    return rt_is_pending(rt) ? -1 : 0;
}

static int spawn_read(Rt *rt, const Ref *args, Spawn *spawn, Own *folder)
{
    if (!is_tuple(args[3])) return error_raise_int(rt, TYPE_TypeError, "fork_exec() argument 4 must be tuple, not %.50T", args[3]);
    if ((spawn->kept = int_array(rt, args[3], &spawn->kept_count)) == NULL || check_kept(rt, spawn) < 0) return -1;
    if ((spawn->programs = text_array(rt, args[1])) == NULL || rt_is_pending(rt)) return -1;
    if ((spawn->arguments = text_array(rt, args[0])) == NULL || rt_is_pending(rt)) return -1;
    if (is_given(rt, args[5]) && ((spawn->variables = text_array(rt, args[5])) == NULL || rt_is_pending(rt))) return -1;
    if (is_given(rt, args[4]) && (*folder = posix_fs_encode(rt, args[4])) == NULL) return -1;
    if (*folder != NULL) spawn->folder = AS_BYTES(*folder)->bytes;
    if (is_given(rt, args[21])) spawn->preexec = args[21];
    return read_numbers(rt, args, spawn);
}

static Own fork_exec(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Spawn spawn = {.process_group = -1};
    Own folder = NULL, result = NULL;
    WorldReply reply = WORLD_REPLY_INIT;
    if (args_count(rt, "fork_exec", nargs, 23, 23) < 0) return NULL;
    if (spawn_read(rt, args, &spawn, &folder) == 0 && world_ask_ints(rt, WORLD_FORK, 0, 0, &reply) == 0) {
        if (reply.value == 0) {
            const char *where;
            child_run(rt, &spawn, &where);
            child_fail(&spawn, errno, where);
        }
        result = int_new(rt, reply.value);
    }
    text_array_free(spawn.programs);
    text_array_free(spawn.arguments);
    text_array_free(spawn.variables);
    free(spawn.kept);
    free(spawn.groups);
    release(rt, folder);
    return result;
}

const ModuleSpec _posixsubprocess_module_spec = {
    .name = "_posixsubprocess",
    .doc = "A POSIX helper for the subprocess module.",
    .methods = METHODS(
        {"fork_exec", METHOD_FASTCALL, {.fast = fork_exec}, "Forks a child process, closes parent file descriptors as appropriate in the\nchild and dups the few that are needed before calling exec() in the child\nprocess.", METHOD_TUPLE}),
};
