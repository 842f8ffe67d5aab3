/* The format mini-language, "[[fill]align][sign][z][#][0][width][,][.precision][type]", of
   numbers and strings, and the engines of str.format and of the % operator. */
#ifndef VIV_OBJECTS_FORMAT_H
#define VIV_OBJECTS_FORMAT_H

#include "base/buf.h"
#include "memory/rt.h"

/* What __format__ of the type returns for the str SPEC. */
MUST_USE Own format_int(Rt *rt, Ref number, Ref spec);
MUST_USE Own format_float(Rt *rt, Ref number, Ref spec);
MUST_USE Own format_complex(Rt *rt, Ref number, Ref spec);
MUST_USE Own format_str(Rt *rt, Ref str, Ref spec);

/* RESULT, of formatting; where it repeats all of ARGUMENT or FORMAT, that object itself.  Takes RESULT; ARGUMENT may be NULL. */
MUST_USE Own format_same(Rt *rt, Own result, Ref format, Ref argument);
/* str.format(*args, **kwargs): ARGS a tuple or NULL (format_map: none), KWARGS any mapping or NULL. */
MUST_USE Own format_template(Rt *rt, Ref template, Ref args, Ref kwargs);

/* A double in style 'e' 'f' 'g' 'r' (shortest) or an upper-case one, as CPython's PyOS_double_to_string:
   FLAGS are these.  Adds to BUF. */
enum { FLOAT_TEXT_SIGN = 1, FLOAT_TEXT_DOT_ZERO = 2, FLOAT_TEXT_ALTERNATE = 4 };
void float_add_to_buf(double value, char style, int precision, int flags, Buf *buf);

/* bytes % args: KIND names the type of the result. */
MUST_USE Own bytes_percent(Rt *rt, const char *format, ptrdiff_t length, Ref args, TypeId kind);

/* A piece of a template of str.format: literal text, then perhaps a field. */
typedef struct Markup {
    ptrdiff_t literal_start, literal_end;
    bool has_field, nested; /* nested: the spec has fields itself */
    ptrdiff_t name_start, name_end, spec_start, spec_end;
    uint32_t conversion; /* 0: none */
} Markup;
#endif
