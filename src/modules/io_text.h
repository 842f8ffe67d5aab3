/* TextIOWrapper, in the parts of which it is written. */
#ifndef VIV_MODULES_IO_TEXT_H
#define VIV_MODULES_IO_TEXT_H

#include "modules/codecs_parts.h"
#include "modules/io_newline.h"

typedef struct TextObj {
    IoObj base;
    Own buffer;             /* NULL before __init__ and after detach() */
    Own encoding, errors;   /* str */
    Own encoder;            /* NULL: native, see `codec`, or it cannot write */
    Own idle_encoder;       /* stands for the one that CPython makes and does not use, when it is native; or NULL */
    Own decoder;            /* NULL: it cannot read */
    Own decoded;            /* str: text read but not given out; or NULL */
    Own snapshot;           /* (flags of the decoder before the last chunk, that chunk); NULL: there is none */
    Own waiting;            /* on its way to the buffer: bytes, or str of ASCII alone, or a list of those; or NULL */
    NativeCodec codec;      /* that C code knows; else encoder and decoder are the codec's own */
    Newline newline;
    int64_t chunk_size;
    bool ok, detached, finalizing, line_buffering, write_through, can_write;
    bool seekable, telling, has_read1, at_start; /* at_start: a byte order mark is still to be written */

    size_t waiting_size;    /* bytes */
    ptrdiff_t used;         /* characters of `decoded` that were given out */
    double bytes_per_char;  /* of the last chunk */
} TextObj;
#define AS_TEXT(ref) ((TextObj *)(uintptr_t)(ref))

extern const TypeSpec io_TextIOWrapper_type_spec;

MUST_USE int text_check(Rt *rt, Ref self);      /* is it attached and open? */
MUST_USE int text_flush_waiting(Rt *rt, Ref self);
void text_forget_decoded(Rt *rt, TextObj *text);
MUST_USE Own text_write(Rt *rt, Ref self, Ref string);
MUST_USE Own text_flush(Rt *rt, Ref self);
int text_next(Rt *rt, Ref self, Own *line);

Own text_read_method(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
Own text_readline_method(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
Own text_seek(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
Own text_tell(Rt *rt, Ref self);

/* TextIOWrapper(BUFFER, ENCODING, ERRORS, NEWLINE, LINE_BUFFERING, WRITE_THROUGH); NULL or None for defaults. */
typedef struct TextOptions {
    Ref buffer, encoding, errors, newline;
    bool line_buffering, write_through;
} TextOptions;
MUST_USE Own io_text_new(Rt *rt, const TextOptions *options);

#endif
