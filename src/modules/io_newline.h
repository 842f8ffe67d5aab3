/* Line ends: "\n", "\r\n" and "\r", told apart, translated and searched for. */
#ifndef VIV_MODULES_IO_NEWLINE_H
#define VIV_MODULES_IO_NEWLINE_H

#include "modules/io_parts.h"
#include "objects/strobj.h"

/* Code points somewhere. */
typedef struct TextView {
    const void *data;
    int kind; /* bytes for each: 1, 2, 4 */
} TextView;

static inline uint32_t text_at(TextView text, ptrdiff_t index)
{
    switch (text.kind) {
    case 1: return ((const uint8_t *)text.data)[index];
    case 2: return ((const uint16_t *)text.data)[index];
    default: return ((const uint32_t *)text.data)[index];
    }
}

static inline TextView text_view(Ref str)
{
    return (TextView){AS_STR(str)->data, AS_STR(str)->kind};
}

/* What the argument newline= means. */
typedef struct Newline {
    bool universal;     /* None or "": every kind ends a line */
    bool translate;     /* None: all become "\n" when read */
    const char *read;   /* ends a line when not universal, "\n" by default; "" or NULL as given */
    const char *write;  /* what "\n" becomes when written; NULL: it stays */
} Newline;

/* From None (or NULL) or a str; -1: TypeError, ValueError.  FOR_TEXT_FILE: None writes the system's
   line end, which is "\n"; of a StringIO it stays what it is as well. */
MUST_USE int newline_read(Rt *rt, Ref value_or_null, Newline *newline);

/* The end of the line that begins at START: the index behind its line end.  -1: it does not end before
   END, and *searched is where to go on when there is more text. */
ptrdiff_t newline_find(const Newline *newline, TextView text, ptrdiff_t start, ptrdiff_t end, ptrdiff_t *searched);

/* STR with each "\n" as NEWLINE; new. */
MUST_USE Own newline_write(Rt *rt, Ref str, const char *newline);

/* --- IncrementalNewlineDecoder */

extern const TypeSpec io_IncrementalNewlineDecoder_type_spec;
MUST_USE Own newline_decoder_new(Rt *rt, Ref decoder_or_none, bool translate);
/* decode(INPUT, FINAL) of any decoder: quick for a newline decoder. */
MUST_USE Own decoder_decode(Rt *rt, Ref decoder_or_null, Ref input, bool final);
MUST_USE Own newline_decoder_newlines(Rt *rt, Ref self);

#endif
