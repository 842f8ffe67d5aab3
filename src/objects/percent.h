/* One run of the % operator: what str and bytes have in common, and the three things in which they
   differ (reading the format, cutting keys out of it, and text conversions). */
#ifndef VIV_OBJECTS_PERCENT_H
#define VIV_OBJECTS_PERCENT_H

#include "base/buf.h"
#include "memory/rt.h"

typedef struct Percent Percent;
struct Percent {
    Rt *rt;
    Buf *out; /* WTF-8, or bytes */
    bool is_bytes;
    Ref format;        /* str; NULL for bytes */
    const char *bytes; /* the format of bytes */
    ptrdiff_t at, end; /* in the format */

    uint32_t (*char_at)(const Percent *, ptrdiff_t index);
    Own (*slice)(const Percent *, ptrdiff_t start, ptrdiff_t end);
    int (*add_text)(Percent *, Ref argument, Buf *text); /* conversions other than numbers; 0 or -1 */

    Ref args;    /* a tuple; or NULL: */
    Ref single;  /* the only argument */
    Ref mapping; /* for %(key), or NULL */
    Own held;    /* the mapping's value in use */
    ptrdiff_t next;

    /* The conversion being made. */
    bool left, plus, space, alternate, zero;
    ptrdiff_t width, precision; /* -1: none */
    uint32_t letter;
};

void percent_arguments(Percent *p, Ref args);
MUST_USE int percent_run(Percent *p);
MUST_USE int percent_convert(Percent *p);
int percent_unsupported(Percent *p); /* -1 + ValueError */

#endif
