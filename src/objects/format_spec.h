/* A parsed format specification, for the format_*.c files. */
#ifndef VIV_OBJECTS_FORMAT_SPEC_H
#define VIV_OBJECTS_FORMAT_SPEC_H

#include "base/buf.h"
#include "memory/rt.h"

typedef struct FormatSpec {
    uint32_t fill;
    char align;     /* '<' '>' '^' '=' */
    char sign;      /* '+' '-' ' ', or 0 */
    bool fill_given, align_given, alternate, no_negative_zero;
    ptrdiff_t width, precision; /* -1: none */
    char thousands; /* ',' or '_', or 0 */
    uint32_t type;  /* 0: none */
} FormatSpec;

/* Reads SPEC for formatting OBJ; DEFAULT_TYPE and DEFAULT_ALIGN stand where it says nothing. -1: ValueError. */
MUST_USE int format_spec_read(Rt *rt, Ref obj, Ref spec, uint32_t default_type, char default_align, FormatSpec *out);
/* "Unknown format code 'q' for object of type 'int'" */
int format_unknown_code(Rt *rt, uint32_t code, Ref obj);

/* The parts of a number, all ASCII but for the fill. */
typedef struct NumberText {
    const char *sign;   /* "", "-", "+", " " */
    const char *prefix; /* "", "0x" … */
    const char *digits; /* of the whole part, which is grouped */
    size_t digit_count;
    const char *rest; /* point, decimals, exponent, '%' */
    size_t rest_length;
} NumberText;
void format_add_number(const NumberText *number, const FormatSpec *spec, int group, Buf *buf);
/* Adds a double as SPEC says: for float, and for the parts of complex. */
MUST_USE int format_add_float(Rt *rt, double value, const FormatSpec *spec, Ref obj, Buf *buf);
/* TEXT of LENGTH code points between as much fill as SPEC's width asks for. */
void format_add_padded(const char *text, size_t size, const FormatSpec *spec, Buf *buf);

#endif
