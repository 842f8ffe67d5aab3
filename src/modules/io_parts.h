/* What the files of the module _io share. */
#ifndef VIV_MODULES_IO_PARTS_H
#define VIV_MODULES_IO_PARTS_H

#include "memory/rt.h"

enum { IO_BUFFER_SIZE = 8192 };

/* Every file begins so. */
typedef struct IoObj {
    Obj head;
    Own dict, weakrefs; /* the instance's; or NULL */
} IoObj;
#define AS_IO(ref) ((IoObj *)(uintptr_t)(ref))
#define IO_LAYOUT .dict_offset = offsetof(IoObj, dict), .weaklist_offset = offsetof(IoObj, weakrefs)

extern const TypeSpec io_IOBase_type_spec, io_RawIOBase_type_spec, io_BufferedIOBase_type_spec, io_TextIOBase_type_spec, io_FileIO_type_spec;

/* io.UnsupportedOperation(text). NULL. */
Own io_unsupported(Rt *rt, const char *text);

/* obj.name(args…), the name as C text.  NULL is a buffer that was taken away meanwhile: ValueError. */
MUST_USE Own io_call(Rt *rt, Ref obj_or_null, const char *name);
MUST_USE Own io_call_one(Rt *rt, Ref obj_or_null, const char *name, Ref arg);
/* The attribute's truth: 1, 0, -1. */
int io_attr_truth(Rt *rt, Ref obj, const char *name);
/* obj.name() as a truth: 1, 0, -1. */
int io_ask(Rt *rt, Ref obj, const char *name);
/* Is it closed?  -1 then, with ValueError. */
MUST_USE int io_check_closed(Rt *rt, Ref self, const char *message_or_null);
/* Can it NAME ("readable" …)?  -1 when not, with UnsupportedOperation. */
MUST_USE int io_check(Rt *rt, Ref self, const char *method, const char *message);
/* A count from None or an int: -1 for None. */
MUST_USE int io_size_argument(Rt *rt, Ref value_or_null, ptrdiff_t *size);
/* Keeps PENDING and what is pending now, the former as the latter's context. */
void io_chain(Rt *rt, Pending *before);

/* FileIO, from C. */
MUST_USE Own io_file_open(Rt *rt, Ref file, const char *mode, bool closefd, Ref opener_or_none);
/* open() with its arguments converted; NULL texts and BUFFERING -1 for the defaults. */
typedef struct IoOpen {
    Ref file;
    const char *mode;
    int64_t buffering;
    Ref encoding, errors, newline; /* NULL: None */
    bool closefd;
    Ref opener; /* NULL: None */
} IoOpen;
MUST_USE Own io_open(Rt *rt, const IoOpen *options);

#endif
