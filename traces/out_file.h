/* A file that is written piece by piece and gets its name when it is complete: a regular file is
   written beside its place, as PATH.part; pipes, devices and standard output directly.  Only the process
   that opened it writes: a child that the traced program forks has a copy that it drops. */
#ifndef VIV_TRACES_OUT_FILE_H
#define VIV_TRACES_OUT_FILE_H

#include "traces/json_out.h"

typedef struct OutFile {
    JsonOut out; /* what is not written yet */
    size_t piece; /* so much is written at once */
    int fd;
    int process; /* that opened it */
    int error; /* errno of the write that failed; 0: none did */
    uint64_t written, lent; /* bytes; and how many the file system was asked for beforehand */
    char *path, *beside; /* owned; NULL when written in place */
} OutFile;

/* PATH NULL: standard output.  0, or -1 with one line in MESSAGE. */
MUST_USE int out_file_open(OutFile *file, const char *path, char *message, size_t size);

/* To be called between whole records: writes them when there are enough.  0, or -1: something was lost. */
int out_file_flush(OutFile *file);
static inline int out_file_checkpoint(OutFile *file)
{
    return file->out.length >= file->piece || file->out.failed ? out_file_flush(file) : 0;
}

/* Writes the rest, and gives the file its name when all of it was written.  0, or -1 with errno. */
MUST_USE int out_file_close(OutFile *file);

#endif
