/* The standard streams as Python text files. */
#ifndef VIV_MODULES_TEXTFILE_H
#define VIV_MODULES_TEXTFILE_H

#include "memory/type_struct.h"

extern const TypeSpec text_file_type_spec;

/* A file over the descriptor FD; NAME and MODE are what its attributes show. */
MUST_USE Own text_file_new(Rt *rt, int fd, const char *name, const char *mode, bool line_buffered, const char *errors);

/* Writes what is buffered: 0, or -1 + OSError. */
int text_file_flush(Rt *rt, Ref file);

#endif
