/* FileIO as the other files of _io use it, without a call through Python. */
#ifndef VIV_MODULES_IO_FILE_H
#define VIV_MODULES_IO_FILE_H

#include "modules/io_parts.h"

typedef struct FileObj {
    IoObj base;
    int fd; /* -1: closed */
    uint32_t block_size;
    int seekable; /* 1, 0; -1: not known yet */
    bool created, readable, writable, appending, closefd, finalizing;
} FileObj;
#define AS_FILE(ref) ((FileObj *)(uintptr_t)(ref))

/* The count; -1 with an exception pending; -2: it would have to wait. */
ptrdiff_t io_file_read(Rt *rt, Ref self, char *room, size_t size);
ptrdiff_t io_file_write(Rt *rt, Ref self, const char *bytes, size_t size);
int64_t io_file_seek(Rt *rt, Ref self, int64_t offset, int whence); /* -1 with an exception */

#endif
