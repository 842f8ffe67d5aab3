/* The grammar of str.format's templates, "text {name.attribute[index]!conversion:spec} text", for
   whoever formats one and for the module _string, which shows its pieces. */
#ifndef VIV_OBJECTS_FORMAT_PIECES_H
#define VIV_OBJECTS_FORMAT_PIECES_H

#include "memory/rt.h"

/* Literal text and the field behind it, as ranges of the template. */
typedef struct FormatPiece {
    ptrdiff_t literal_start, literal_end;
    bool has_field; /* if not, the rest is not set */
    ptrdiff_t name_start, name_end, spec_start, spec_end;
    bool spec_has_fields;
    uint32_t conversion; /* 0: none */
} FormatPiece;

/* The piece of TEXT at *AT, which moves behind it: 1, 0 at END, -1 + ValueError. */
MUST_USE int format_piece_next(Rt *rt, Ref text, ptrdiff_t *at, ptrdiff_t end, FormatPiece *piece);

/* A part of a field's name: the first, ".attribute" or "[index]". */
typedef struct FormatPart {
    ptrdiff_t start, end;
    ptrdiff_t number; /* that the text of the first part or of an index is, or -1 */
    bool is_attribute;
} FormatPart;

/* The part at *AT up to END, the end of the name: 1, 0 at the end, -1 + ValueError. */
MUST_USE int format_part_first(Rt *rt, Ref text, ptrdiff_t *at, ptrdiff_t end, FormatPart *part); /* never 0 */
MUST_USE int format_part_next(Rt *rt, Ref text, ptrdiff_t *at, ptrdiff_t end, FormatPart *part);

#endif
