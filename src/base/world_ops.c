/* Each operation of world_ops.def in a few lines over the system's own function: the value is that
   function's result, -1 with errno when it fails.  Nothing is begun again after EINTR here: who asks
   decides, since a signal may have brought an exception. */
#include "base/world.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"

extern char **environ;

/* --- replies */

char *world_reply_bytes(WorldReply *reply, size_t size)
{
    if (reply->bytes != NULL && reply->bytes != reply->room) free(reply->bytes);
    bool fits = reply->room != NULL && size <= reply->capacity;
    reply->bytes = fits ? reply->room : malloc(size + 1);
    reply->size = reply->bytes == NULL ? 0 : size;
    return reply->bytes;
}

int world_reply_refuse(WorldReply *reply, int error)
{
    reply->value = -1;
    reply->error = errno = error;
    return -1;
}

void world_reply_fini(WorldReply *reply)
{
    if (reply->bytes != reply->room) free(reply->bytes);
    *reply = WORLD_REPLY_INIT;
}

static int64_t put(WorldReply *reply, const void *bytes, size_t size)
{
    char *place = world_reply_bytes(reply, size);
    if (place == NULL) return -1;
    memcpy(place, bytes, size);
    return 0;
}

/* A text that the system gives, or NULL with errno. */
static int64_t put_text(WorldReply *reply, const char *text)
{
    return text == NULL ? -1 : put(reply, text, strlen(text));
}

#define OP(name) static int64_t op_##name(const WorldRequest *request, WorldReply *reply)
#define INT(index) ((int)request->ints[index])
#define PATH(index) (request->texts[index].bytes)

/* --- descriptors */

OP(OPEN)
{
    return openat(INT(2), PATH(0), INT(0), (mode_t)request->ints[1]);
}

OP(CLOSE)
{
    return close(INT(0));
}

OP(CLOSE_RANGE)
{
    for (int fd = INT(0); fd < INT(1); fd++) close(fd);
    return 0;
}

OP(READ)
{
    char *place = world_reply_bytes(reply, (size_t)request->ints[1]);
    ssize_t got = place == NULL ? -1 : read(INT(0), place, (size_t)request->ints[1]);
    reply->size = got < 0 ? 0 : (size_t)got;
    return got;
}

OP(WRITE)
{
    return write(INT(0), request->texts[0].bytes, request->texts[0].size);
}

OP(PREAD)
{
    char *place = world_reply_bytes(reply, (size_t)request->ints[1]);
    ssize_t got = place == NULL ? -1 : pread(INT(0), place, (size_t)request->ints[1], request->ints[2]);
    reply->size = got < 0 ? 0 : (size_t)got;
    return got;
}

OP(PWRITE)
{
    return pwrite(INT(0), request->texts[0].bytes, request->texts[0].size, request->ints[1]);
}

OP(SEEK)
{
    return lseek(INT(0), request->ints[1], INT(2));
}

OP(DUP)
{
    return fcntl(INT(0), F_DUPFD_CLOEXEC, 0);
}

OP(DUP2)
{
    if (request->ints[2] != 0) return dup2(INT(0), INT(1));
    return dup3(INT(0), INT(1), O_CLOEXEC);
}

OP(PIPE)
{
    int ends[2];
    return pipe2(ends, INT(0)) < 0 ? -1 : put(reply, ends, sizeof ends);
}

OP(FCNTL)
{
    return fcntl(INT(0), INT(1), request->ints[2]);
}

OP(FCNTL_BYTES)
{
    if (put(reply, request->texts[0].bytes, request->texts[0].size) < 0) return -1;
    return fcntl(INT(0), INT(1), reply->bytes);
}

OP(IOCTL)
{
    return ioctl(INT(0), (unsigned long)request->ints[1], request->ints[2]);
}

OP(IOCTL_BYTES)
{
    if (put(reply, request->texts[0].bytes, request->texts[0].size) < 0) return -1;
    return ioctl(INT(0), (unsigned long)request->ints[1], reply->bytes);
}

OP(FLOCK)
{
    return flock(INT(0), INT(1));
}

OP(LOCKF)
{
    int kind = INT(1);
    struct flock lock = {.l_type = (kind & LOCK_UN) ? F_UNLCK : (kind & LOCK_SH) ? F_RDLCK : F_WRLCK,
                         .l_len = request->ints[2], .l_start = request->ints[3], .l_whence = (short)request->ints[4]};
    return fcntl(INT(0), (kind & LOCK_NB) ? F_SETLK : F_SETLKW, &lock);
}

OP(IS_INHERITABLE)
{
    int flags = fcntl(INT(0), F_GETFD);
    return flags < 0 ? -1 : (flags & FD_CLOEXEC) == 0;
}

OP(SET_INHERITABLE)
{
    int flags = fcntl(INT(0), F_GETFD);
    return flags < 0 ? -1 : fcntl(INT(0), F_SETFD, INT(1) ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC);
}

OP(IS_BLOCKING)
{
    int flags = fcntl(INT(0), F_GETFL);
    return flags < 0 ? -1 : (flags & O_NONBLOCK) == 0;
}

OP(SET_BLOCKING)
{
    int flags = fcntl(INT(0), F_GETFL);
    return flags < 0 ? -1 : fcntl(INT(0), F_SETFL, INT(1) ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

OP(FSYNC)
{
    return fsync(INT(0));
}

OP(FDATASYNC)
{
    return fdatasync(INT(0));
}

OP(SYNC)
{
    sync();
    return 0;
}

OP(FALLOCATE)
{
    int error = posix_fallocate(INT(0), request->ints[1], request->ints[2]);
    errno = error;
    return error == 0 ? 0 : -1;
}

OP(ADVISE)
{
    int error = posix_fadvise(INT(0), request->ints[1], request->ints[2], INT(3));
    errno = error;
    return error == 0 ? 0 : -1;
}

OP(SENDFILE)
{
    off_t offset = request->ints[2];
    return sendfile(INT(0), INT(1), offset < 0 ? NULL : &offset, (size_t)request->ints[3]);
}

OP(COPY_RANGE)
{
    off_t from = request->ints[3], to = request->ints[4];
    return copy_file_range(INT(0), from < 0 ? NULL : &from, INT(1), to < 0 ? NULL : &to, (size_t)request->ints[2], 0);
}

OP(IS_TERMINAL)
{
    return isatty(INT(0)) == 1;
}

OP(TERMINAL_NAME)
{
    return put_text(reply, ttyname(INT(0)));
}

OP(TERMINAL_SIZE)
{
    struct winsize size;
    if (ioctl(INT(0), TIOCGWINSZ, &size) < 0) return -1;
    int both[] = {size.ws_col, size.ws_row};
    return put(reply, both, sizeof both);
}

OP(TERMINAL_GET)
{
    struct termios state;
    return tcgetattr(INT(0), &state) < 0 ? -1 : put(reply, &state, sizeof state);
}

OP(TERMINAL_SET)
{
    struct termios state;
    memcpy(&state, request->texts[0].bytes, sizeof state);
    return tcsetattr(INT(0), INT(1), &state);
}

OP(POLL)
{
    if (put(reply, request->texts[0].bytes, request->texts[0].size) < 0) return -1;
    return poll((struct pollfd *)(void *)reply->bytes, request->texts[0].size / sizeof(struct pollfd), INT(0));
}

/* --- sockets */

OP(SOCKET)
{
    return socket(INT(0), INT(1) | SOCK_CLOEXEC, INT(2));
}

OP(SOCKET_PAIR)
{
    int ends[2];
    return socketpair(INT(0), INT(1) | SOCK_CLOEXEC, INT(2), ends) < 0 ? -1 : put(reply, ends, sizeof ends);
}

/* TEXT as an address, which the functions below want aligned; its length. */
static socklen_t address_of(const WorldRequest *request, int text, struct sockaddr_storage *address)
{
    size_t size = request->texts[text].size;
    if (size > sizeof *address) size = sizeof *address;
    if (size > 0) memcpy(address, request->texts[text].bytes, size);
    return (socklen_t)size;
}

OP(BIND)
{
    struct sockaddr_storage address;
    socklen_t size = address_of(request, 0, &address);
    return bind(INT(0), (struct sockaddr *)&address, size);
}

OP(CONNECT)
{
    struct sockaddr_storage address;
    socklen_t size = address_of(request, 0, &address);
    return connect(INT(0), (struct sockaddr *)&address, size);
}

OP(LISTEN)
{
    return listen(INT(0), INT(1));
}

OP(ACCEPT)
{
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    int fd = accept4(INT(0), (struct sockaddr *)&address, &size, SOCK_CLOEXEC);
    return fd < 0 || put(reply, &address, size) < 0 ? -1 : fd;
}

OP(SEND)
{
    struct sockaddr_storage address;
    socklen_t size = address_of(request, 1, &address);
    return sendto(INT(0), request->texts[0].bytes, request->texts[0].size, INT(1) | MSG_NOSIGNAL, size == 0 ? NULL : (struct sockaddr *)&address, size);
}

OP(RECEIVE)
{
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    size_t most = (size_t)request->ints[1];
    char *place = world_reply_bytes(reply, most + sizeof address);
    ssize_t got = place == NULL ? -1 : recvfrom(INT(0), place, most, INT(2), (struct sockaddr *)&address, &size);
    reply->size = 0;
    if (got < 0) return -1;
    if ((size_t)got > most) got = (ssize_t)most;
    memcpy(place + got, &address, size);
    reply->size = (size_t)got + size;
    return got;
}

OP(SOCKET_NAME)
{
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    int status = (INT(1) ? getpeername : getsockname)(INT(0), (struct sockaddr *)&address, &size);
    return status < 0 ? -1 : put(reply, &address, size);
}

OP(SHUTDOWN)
{
    return shutdown(INT(0), INT(1));
}

OP(OPTION_GET)
{
    socklen_t size = (socklen_t)request->ints[3];
    char *place = world_reply_bytes(reply, size);
    int status = place == NULL ? -1 : getsockopt(INT(0), INT(1), INT(2), place, &size);
    reply->size = status < 0 ? 0 : size;
    return status;
}

OP(OPTION_SET)
{
    return setsockopt(INT(0), INT(1), INT(2), request->texts[0].bytes, (socklen_t)request->texts[0].size);
}

OP(LOOK_UP)
{
    struct addrinfo hints = {.ai_family = INT(0), .ai_socktype = INT(1), .ai_protocol = INT(2), .ai_flags = INT(3)}, *answers = NULL;
    int code = getaddrinfo(PATH(0), PATH(1), &hints, &answers);
    if (code != 0) return code == EAI_SYSTEM ? -1 : -code;
    Buf all = BUF_INIT;
    for (const struct addrinfo *one = answers; one != NULL; one = one->ai_next) {
        size_t name = one->ai_canonname == NULL ? 0 : strlen(one->ai_canonname);
        int numbers[] = {one->ai_family, one->ai_socktype, one->ai_protocol, (int)one->ai_addrlen, (int)name};
        buf_add(&all, (const char *)numbers, sizeof numbers);
        buf_add(&all, (const char *)one->ai_addr, one->ai_addrlen);
        buf_add(&all, one->ai_canonname == NULL ? "" : one->ai_canonname, name);
    }
    freeaddrinfo(answers);
    if (all.failed) errno = ENOMEM;
    int64_t status = all.failed ? -1 : put(reply, buf_text(&all), all.length);
    buf_fini(&all);
    return status;
}

/* --- files and directories */

static int no_follow(int64_t follow)
{
    return follow != 0 ? 0 : AT_SYMLINK_NOFOLLOW;
}

OP(STAT)
{
    struct stat state;
    int status = PATH(0) == NULL ? fstat(INT(0), &state) : fstatat(INT(1), PATH(0), &state, no_follow(request->ints[2]));
    return status < 0 ? -1 : put(reply, &state, sizeof state);
}

OP(STATVFS)
{
    struct statvfs state;
    int status = PATH(0) == NULL ? fstatvfs(INT(0), &state) : statvfs(PATH(0), &state);
    return status < 0 ? -1 : put(reply, &state, sizeof state);
}

static void list_entries(DIR *folder, Buf *all)
{
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        uint64_t inode = entry->d_ino;
        buf_add(all, (const char *)&inode, sizeof inode);
        buf_add_char(all, (char)entry->d_type);
        buf_add(all, entry->d_name, strlen(entry->d_name) + 1);
    }
}

OP(LIST)
{
    int own = PATH(0) == NULL ? dup(INT(0)) : -1;
    if (PATH(0) == NULL && own < 0) return -1;
    DIR *folder = PATH(0) == NULL ? fdopendir(own) : opendir(PATH(0));
    if (folder == NULL) {
        int why = errno;
        if (own >= 0) close(own);
        errno = why;
        return -1;
    }
    Buf all = BUF_INIT;
    errno = 0;
    list_entries(folder, &all);
    if (own >= 0) rewinddir(folder);
    int why = all.failed ? ENOMEM : errno;
    closedir(folder);
    int64_t status = why == 0 ? put(reply, buf_text(&all), all.length) : -1;
    buf_fini(&all);
    if (why != 0) errno = why;
    return status;
}

OP(ACCESS)
{
    return faccessat(INT(1), PATH(0), INT(0), (request->ints[2] != 0 ? AT_EACCESS : 0) | no_follow(request->ints[3]));
}

OP(TRUNCATE)
{
    return PATH(0) == NULL ? ftruncate(INT(0), request->ints[1]) : truncate(PATH(0), request->ints[1]);
}

OP(MAKE_DIRECTORY)
{
    return mkdirat(INT(1), PATH(0), (mode_t)request->ints[0]);
}

OP(REMOVE_DIRECTORY)
{
    return unlinkat(INT(0), PATH(0), AT_REMOVEDIR);
}

OP(UNLINK)
{
    return unlinkat(INT(0), PATH(0), 0);
}

OP(RENAME)
{
    return renameat(INT(0), PATH(0), INT(1), PATH(1));
}

OP(LINK)
{
    return linkat(INT(0), PATH(0), INT(1), PATH(1), request->ints[2] != 0 ? AT_SYMLINK_FOLLOW : 0);
}

OP(SYMLINK)
{
    return symlinkat(PATH(0), INT(1), PATH(1));
}

OP(READ_LINK)
{
    char target[8192];
    ssize_t length = readlinkat(INT(0), PATH(0), target, sizeof target);
    return length < 0 ? -1 : put(reply, target, (size_t)length);
}

OP(CHANGE_MODE)
{
    mode_t mode = (mode_t)request->ints[1];
    if (PATH(0) == NULL) return fchmod(INT(0), mode);
    return fchmodat(INT(2), PATH(0), mode, no_follow(request->ints[3]));
}

OP(CHANGE_OWNER)
{
    uid_t user = (uid_t)request->ints[1];
    gid_t group = (gid_t)request->ints[2];
    if (PATH(0) == NULL) return fchown(INT(0), user, group);
    return fchownat(INT(3), PATH(0), user, group, no_follow(request->ints[4]));
}

OP(SET_TIMES)
{
    struct timespec times[2];
    if (request->ints[1] == 0) memcpy(times, request->texts[1].bytes, sizeof times);
    const struct timespec *given = request->ints[1] != 0 ? NULL : times;
    if (PATH(0) == NULL) return futimens(INT(0), given);
    return utimensat(INT(2), PATH(0), given, no_follow(request->ints[3]));
}

OP(MAKE_FIFO)
{
    return mkfifoat(INT(1), PATH(0), (mode_t)request->ints[0]);
}

OP(MAKE_NODE)
{
    return mknodat(INT(2), PATH(0), (mode_t)request->ints[0], (dev_t)request->ints[1]);
}

OP(CHANGE_DIRECTORY)
{
    return PATH(0) == NULL ? fchdir(INT(0)) : chdir(PATH(0));
}

OP(CURRENT_DIRECTORY)
{
    char *path = getcwd(NULL, 0);
    int64_t status = put_text(reply, path);
    free(path);
    return status;
}

OP(UMASK)
{
    return umask((mode_t)request->ints[0]);
}

/* A limit that does not exist is -1 without an error. */
static int64_t limit_reply(WorldReply *reply, long value)
{
    return value == -1 && errno != 0 ? -1 : put(reply, &value, sizeof value);
}

OP(PATHCONF)
{
    errno = 0;
    return limit_reply(reply, PATH(0) == NULL ? fpathconf(INT(0), INT(1)) : pathconf(PATH(0), INT(1)));
}

/* --- the system, and who one is */

OP(SYSCONF)
{
    errno = 0;
    return limit_reply(reply, sysconf(INT(0)));
}

OP(CONFSTR)
{
    char text[4096];
    errno = 0;
    size_t size = confstr(INT(0), text, sizeof text);
    if (size == 0) return errno != 0 ? -1 : put(reply, "", 0);
    return put(reply, text, size - 1);
}

OP(SYSTEM_NAME)
{
    struct utsname name;
    return uname(&name) < 0 ? -1 : put(reply, &name, sizeof name);
}

OP(LOAD_AVERAGE)
{
    double loads[3];
    return getloadavg(loads, 3) != 3 ? -1 : put(reply, loads, sizeof loads);
}

OP(CPU_COUNT)
{
    return sysconf(_SC_NPROCESSORS_ONLN);
}

OP(TIMES)
{
    struct tms used;
    double unit = (double)sysconf(_SC_CLK_TCK);
    clock_t elapsed = times(&used);
    if (elapsed == (clock_t)-1) return -1;
    double all[] = {(double)used.tms_utime / unit, (double)used.tms_stime / unit, (double)used.tms_cutime / unit,
                    (double)used.tms_cstime / unit, (double)elapsed / unit};
    return put(reply, all, sizeof all);
}

OP(LOGIN)
{
    return put_text(reply, getlogin());
}

OP(PID)
{
    return getpid();
}

OP(PARENT_PID)
{
    return getppid();
}

OP(USER)
{
    return request->ints[0] != 0 ? geteuid() : getuid();
}

OP(GROUP)
{
    return request->ints[0] != 0 ? getegid() : getgid();
}

OP(GROUPS)
{
    gid_t groups[1024];
    int count = getgroups(ARRAY_LENGTH(groups), groups);
    return count < 0 ? -1 : put(reply, groups, (size_t)count * sizeof *groups);
}

OP(PROCESS_GROUP)
{
    return getpgid(INT(0));
}

OP(SESSION)
{
    return getsid(INT(0));
}

static void add_password(Buf *out, const struct passwd *entry)
{
    const char *texts[] = {entry->pw_name, entry->pw_passwd, entry->pw_gecos, entry->pw_dir, entry->pw_shell};
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
        if (i == 2) {
            buf_printf(out, "%u%c%u", (unsigned)entry->pw_uid, 0, (unsigned)entry->pw_gid);
            buf_add_char(out, '\0');
        }
        buf_add(out, texts[i], strlen(texts[i]) + 1);
    }
}

static int64_t put_passwords(WorldReply *reply, Buf *all)
{
    int64_t status = put(reply, buf_text(all), all->length);
    buf_fini(all);
    return status;
}

static int64_t put_password(WorldReply *reply, const struct passwd *entry)
{
    Buf one = BUF_INIT;
    if (entry != NULL) add_password(&one, entry);
    return put_passwords(reply, &one);
}

OP(PASSWORD_NAME)
{
    return put_password(reply, getpwnam(PATH(0)));
}

OP(PASSWORD_USER)
{
    return put_password(reply, getpwuid((uid_t)request->ints[0]));
}

OP(PASSWORD_ALL)
{
    Buf all = BUF_INIT;
    const struct passwd *entry;
    setpwent();
    while ((entry = getpwent()) != NULL) add_password(&all, entry);
    endpwent();
    return put_passwords(reply, &all);
}

/* --- processes */

OP(FORK)
{
    return fork();
}

/* COUNT texts, one after the other at *AT, as an array that ends with NULL. */
static char **text_array(char **at, int64_t count)
{
    char **array = calloc((size_t)count + 1, sizeof *array);
    for (int64_t i = 0; array != NULL && i < count; i++) {
        array[i] = *at;
        *at += strlen(*at) + 1;
    }
    return array;
}

OP(EXECUTE)
{
    char *at = (char *)(uintptr_t)request->texts[1].bytes;
    char **arguments = text_array(&at, request->ints[1]);
    char **variables = request->ints[2] < 0 ? environ : text_array(&at, request->ints[2]);
    if (arguments == NULL || variables == NULL) return -1;
    int status = PATH(0) == NULL ? fexecve(INT(0), arguments, variables) : execve(PATH(0), arguments, variables);
    free(arguments);
    if (variables != environ) free(variables);
    return status;
}

OP(EXIT)
{
    _exit(INT(0));
}

OP(WAIT)
{
    struct {
        int status;
        struct rusage usage;
    } result;
    memset(&result, 0, sizeof result);
    pid_t pid = wait4((pid_t)request->ints[0], &result.status, INT(1), &result.usage);
    return pid < 0 || put(reply, &result, sizeof result) < 0 ? -1 : pid;
}

OP(KILL)
{
    return kill((pid_t)request->ints[0], INT(1));
}

OP(KILL_GROUP)
{
    return killpg((pid_t)request->ints[0], INT(1));
}

OP(SYSTEM)
{
    return system(PATH(0));
}

OP(SET_SESSION)
{
    return setsid();
}

OP(SET_PROCESS_GROUP)
{
    return setpgid((pid_t)request->ints[0], (pid_t)request->ints[1]);
}

OP(NICE)
{
    errno = 0;
    int value = nice(INT(0));
    if (value == -1 && errno != 0) return -1;
    return put(reply, &value, sizeof value);
}

/* --- all of them */

static const struct {
    int64_t (*perform)(const WorldRequest *request, WorldReply *reply);
    WorldKind kind;
} ops[] = {
#define WORLD_OP(name, kind, ...) [WORLD_##name] = {op_##name, WORLD_KIND_##kind},
#include "base/world_ops.def"
#undef WORLD_OP
};

WorldKind world_op_kind(WorldOp op)
{
    return ops[op].kind;
}

int world_perform_real(World *world, const WorldRequest *request, WorldReply *reply)
{
    errno = 0;
    reply->value = ops[request->op].perform(request, reply);
    reply->error = reply->value < 0 ? errno : 0;
    return reply->value < 0 ? -1 : 0;
}
