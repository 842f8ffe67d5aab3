/* Kept true: a write(2) never ends inside a record; a file gets its name only after all of it
   reached the disk; once a write failed, nothing more is written. */
#include "traces/out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LEAST_PIECE = 1 << 16, MOST_PIECE = 1 << 19 };

/* Large pieces are cheaper, and few bytes are missing from a small file that is watched while it grows. */
static void grow_piece(OutFile *file)
{
    if (file->beside != NULL && file->piece < MOST_PIECE && file->written >= 4 * file->piece) file->piece *= 2;
}

/* Asks for room for what comes, in large pieces, which is cheaper than page by page; never for much more than was
   written, and without it the writes decide. */
static void borrow_room(OutFile *file)
{
    enum { LEAST = 1 << 20, MOST = 1 << 26 };
    if (file->beside == NULL || file->written + file->out.length <= file->lent) return;
    uint64_t more = file->written < LEAST ? LEAST : file->written > MOST ? MOST : file->written;
    (void)fallocate(file->fd, FALLOC_FL_KEEP_SIZE, (off_t)file->lent, (off_t)more);
    file->lent += more;
}

int out_file_flush(OutFile *file)
{
    size_t done = 0;
    if (file->out.failed) return -1;
    if (getpid() != file->process) {
        file->out.length = 0;
        return 0;
    }
    borrow_room(file);
    while (done < file->out.length) {
        ssize_t wrote = write(file->fd, file->out.bytes + done, file->out.length - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) {
            file->error = errno;
            file->out.failed = true;
            return -1;
        }
        done += (size_t)wrote;
    }
    file->written += done;
    file->out.length = 0;
    grow_piece(file);
    return 0;
}

/* Opens the file beside PATH, or PATH itself when that is a device or a pipe. */
static int open_path(OutFile *file, const char *path)
{
    struct stat there;
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode)) return open(path, O_WRONLY | O_CLOEXEC);
    size_t size = strlen(path) + sizeof ".part";
    file->path = strdup(path);
    file->beside = malloc(size);
    if (file->path == NULL || file->beside == NULL) return -1;
    snprintf(file->beside, size, "%s.part", path);
    return open(file->beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

static void file_fini(OutFile *file)
{
    json_fini(&file->out);
    free(file->path);
    free(file->beside);
}

int out_file_open(OutFile *file, const char *path, char *message, size_t size)
{
    *file = (OutFile){.fd = STDOUT_FILENO, .process = getpid(), .piece = LEAST_PIECE};
    if (path == NULL) return 0;
    file->fd = open_path(file, path);
    if (file->fd >= 0) return 0;
    snprintf(message, size, "%s: %s", path, strerror(errno));
    file_fini(file);
    return -1;
}

int out_file_close(OutFile *file)
{
    int status = out_file_flush(file);
    if (getpid() != file->process) {
        close(file->fd);
    } else if (file->beside != NULL) {
        if (status == 0 && file->lent > file->written) status = ftruncate(file->fd, (off_t)file->written); /* gives back the rest */
        if (status == 0) status = fsync(file->fd);
        if (close(file->fd) < 0) status = -1;
        if (status == 0) status = rename(file->beside, file->path);
    } else if (file->fd != STDOUT_FILENO) {
        if (close(file->fd) < 0) status = -1;
    }
    int error = file->error != 0 ? file->error : errno;
    file_fini(file);
    errno = error;
    return status;
}
