/* str.format: "{name.attribute[index]!conversion:spec}", where the spec may hold fields itself, one
   level deep.  Text is read as code points of the template; what comes out is gathered as WTF-8. */
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/format.h"
#include "objects/format_pieces.h"
#include "objects/intobj.h"
#include "objects/str_impl.h"
#include "objects/tupleobj.h"

typedef enum Numbering { NUMBERING_OPEN, NUMBERING_AUTO, NUMBERING_MANUAL } Numbering;

typedef struct Formatter {
    Rt *rt;
    Ref args, kwargs; /* or NULL */
    Numbering numbering;
    ptrdiff_t next;
} Formatter;

static int render(Formatter *f, Ref text, ptrdiff_t start, ptrdiff_t end, int depth, Buf *buf);

static int fail(Formatter *f, const char *message)
{
    return error_raise_int(f->rt, TYPE_ValueError, "%s", message);
}

static int set_numbering(Formatter *f, Numbering wanted)
{
    if (f->numbering == NUMBERING_OPEN) f->numbering = wanted;
    if (f->numbering == wanted) return 0;
    return fail(f, wanted == NUMBERING_AUTO ? "cannot switch from manual field specification to automatic field numbering" : "cannot switch from automatic field numbering to manual field specification");
}

/* What the first part of a field name stands for; new. */
static Own first_value(Formatter *f, Ref text, const FormatPart *part)
{
    Rt *rt = f->rt;
    ptrdiff_t index = part->number;
    bool empty = part->start == part->end;
    if (empty || index >= 0) {
        if (set_numbering(f, empty ? NUMBERING_AUTO : NUMBERING_MANUAL) < 0) return NULL;
        if (empty) index = f->next++;
        if (f->args == NULL) return error_raise(rt, TYPE_ValueError, "Format string contains positional fields");
        if (index < tuple_length(f->args)) return new_ref(tuple_peek(f->args, index));
        return error_raise(rt, TYPE_IndexError, "Replacement index %zd out of range for positional args tuple", index);
    }
    Own key = str_slice(rt, text, part->start, part->end), value = NULL;
    if (key == NULL) return NULL;
    if (f->kwargs == NULL) (void)error_raise_key(rt, key);
    else value = object_item_get(rt, f->kwargs, key);
    release(rt, key);
    return value;
}

/* value.attribute, value[index] or value[text]; new. */
static Own part_value(Rt *rt, Ref value, Ref text, const FormatPart *part)
{
    Own key = part->number >= 0 ? int_new(rt, part->number) : str_slice(rt, text, part->start, part->end), result = NULL;
    if (key != NULL) result = part->is_attribute ? object_attr_get(rt, value, key) : object_item_get(rt, value, key);
    release(rt, key);
    return result;
}

/* The object that text[at..end) names; new. */
static Own field_value(Formatter *f, Ref text, ptrdiff_t at, ptrdiff_t end)
{
    FormatPart part;
    int more = format_part_first(f->rt, text, &at, end, &part);
    Own value = more < 0 ? NULL : first_value(f, text, &part);
    while (value != NULL && (more = format_part_next(f->rt, text, &at, end, &part)) > 0)
        release_replace(f->rt, &value, part_value(f->rt, value, text, &part));
    if (more < 0) release_clear(f->rt, &value);
    return value;
}

static Own converted(Formatter *f, Own value, uint32_t conversion)
{
    Rt *rt = f->rt;
    Own result = NULL;
    switch (conversion) {
    case 0: return value;
    case 'r': result = object_repr(rt, value); break;
    case 's': result = object_str(rt, value); break;
    case 'a': result = object_ascii(rt, value); break;
    default:
        if (conversion > 32 && conversion < 127) (void)error_raise(rt, TYPE_ValueError, "Unknown conversion specifier %c", (int)conversion);
        else (void)error_raise(rt, TYPE_ValueError, "Unknown conversion specifier \\x%x", (unsigned)conversion);
    }
    release(rt, value);
    return result;
}

/* Formats the field of PIECE. */
static int render_field(Formatter *f, Ref text, const FormatPiece *piece, int depth, Buf *buf)
{
    Rt *rt = f->rt;
    Own value = field_value(f, text, piece->name_start, piece->name_end), spec = NULL, out = NULL;
    if (value != NULL) value = converted(f, value, piece->conversion);
    if (value == NULL) return -1;
    if (!piece->spec_has_fields) {
        spec = str_slice(rt, text, piece->spec_start, piece->spec_end);
    } else {
        Buf inner = BUF_INIT;
        if (render(f, text, piece->spec_start, piece->spec_end, depth - 1, &inner) == 0) spec = str_from_buf(rt, &inner);
        buf_fini(&inner);
    }
    if (spec != NULL) out = object_format(rt, value, spec);
    if (out != NULL) str_add_to_buf(out, buf);
    int status = out == NULL ? -1 : 0;
    release_all(rt, value, spec, out);
    return status;
}

static int render(Formatter *f, Ref text, ptrdiff_t start, ptrdiff_t end, int depth, Buf *buf)
{
    FormatPiece piece;
    int more;
    if (depth <= 0) return fail(f, "Max string recursion exceeded");
    while ((more = format_piece_next(f->rt, text, &start, end, &piece)) > 0) {
        for (ptrdiff_t i = piece.literal_start; i < piece.literal_end; i++) buf_add_utf8(buf, str_at(text, i));
        if (error_poll(f->rt) < 0 || (piece.has_field && render_field(f, text, &piece, depth, buf) < 0)) return -1;
    }
    return more;
}

Own format_same(Rt *rt, Own result, Ref format, Ref argument)
{
    Ref candidates[] = {argument, format};
    for (size_t i = 0; result != NULL && i < ARRAY_LENGTH(candidates); i++) {
        if (candidates[i] == NULL || !is_exact(candidates[i], TYPE_str) || !str_equal(candidates[i], result)) continue;
        release_replace(rt, &result, new_ref(candidates[i]));
        break;
    }
    return result;
}

Own format_template(Rt *rt, Ref template, Ref args, Ref kwargs)
{
    Formatter f = {.rt = rt, .args = args, .kwargs = kwargs};
    Buf buf = BUF_INIT;
    Own result = render(&f, template, 0, str_length(template), 2, &buf) < 0 ? NULL : str_from_buf(rt, &buf);
    buf_fini(&buf);
    return format_same(rt, result, template, args != NULL && tuple_length(args) > 0 ? tuple_peek(args, 0) : NULL);
}
