/* The exceptions that have fields of their own.  Sizes as CPython's. */
#ifndef VIV_OBJECTS_EXC_STRUCT_H
#define VIV_OBJECTS_EXC_STRUCT_H

#include "objects/excobj.h"

typedef struct AttributeErrorObj {
    ExceptionObj base;
    Own obj, name; /* or NULL */
} AttributeErrorObj;

typedef struct NameErrorObj {
    ExceptionObj base;
    Own name; /* or NULL */
} NameErrorObj;

typedef struct ImportErrorObj {
    ExceptionObj base;
    Own msg, name, path; /* or NULL */
} ImportErrorObj;

typedef struct SyntaxErrorObj {
    ExceptionObj base;
    Own msg, filename, lineno, offset, end_lineno, end_offset, text; /* or NULL */
    Own print_file_and_line;
} SyntaxErrorObj;

typedef struct UnicodeErrorObj {
    ExceptionObj base;
    Own encoding, object, reason; /* or NULL */
    ptrdiff_t start, end;
} UnicodeErrorObj;

typedef struct OSErrorObj {
    ExceptionObj base;
    Own error_number, text, filename, filename2; /* or NULL */
    ptrdiff_t written;                           /* BlockingIOError's characters_written; -1: none */
} OSErrorObj;

typedef struct ExceptionGroupObj {
    ExceptionObj base;
    Own msg, exceptions; /* str, tuple */
} ExceptionGroupObj;

#endif
