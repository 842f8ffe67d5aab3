/* The module _string: the pieces of str.format's templates, for string.Formatter. */
#include "memory/heap.h"
#include "modules/itertools_parts.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/format_pieces.h"
#include "objects/intobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* Walks a template, or a field's name, from AT on. */
typedef struct PieceWalk {
    Obj head;
    Own text;
    ptrdiff_t at;
} PieceWalk;
#define AS_PIECE_WALK(ref) ((PieceWalk *)(uintptr_t)(ref))

static Own walk_new(Rt *rt, TypeId type, Ref text, ptrdiff_t at)
{
    Own walk = object_new(rt, rt->types[type]);
    if (walk == NULL) return NULL;
    AS_PIECE_WALK(walk)->text = new_ref(text);
    AS_PIECE_WALK(walk)->at = at;
    return walk;
}

/* (literal, name, spec, conversion), the last three None where no field follows. */
static int pieces_next(Rt *rt, Ref self, Own *item)
{
    PieceWalk *walk = AS_PIECE_WALK(self);
    FormatPiece piece;
    int more = format_piece_next(rt, walk->text, &walk->at, str_length(walk->text), &piece);
    if (more <= 0) return more;
    Own parts[4] = {str_slice(rt, walk->text, piece.literal_start, piece.literal_end)};
    parts[1] = piece.has_field ? str_slice(rt, walk->text, piece.name_start, piece.name_end) : none_new(rt);
    parts[2] = piece.has_field ? str_slice(rt, walk->text, piece.spec_start, piece.spec_end) : none_new(rt);
    parts[3] = piece.has_field && piece.conversion != 0 ? str_from_char(rt, piece.conversion) : none_new(rt);
    if (parts[0] != NULL && parts[1] != NULL && parts[2] != NULL && parts[3] != NULL) *item = tuple_from(rt, as_refs(parts), 4);
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) release(rt, parts[i]);
    return *item == NULL ? -1 : 1;
}

/* The number or text that a part of a name is. */
static Own part_key(Rt *rt, Ref text, const FormatPart *part)
{
    return part->number >= 0 ? int_new(rt, part->number) : str_slice(rt, text, part->start, part->end);
}

/* (is it an attribute?, its name or index) */
static int names_next(Rt *rt, Ref self, Own *item)
{
    PieceWalk *walk = AS_PIECE_WALK(self);
    FormatPart part;
    int more = format_part_next(rt, walk->text, &walk->at, str_length(walk->text), &part);
    if (more <= 0) return more;
    Own key = part_key(rt, walk->text, &part);
    if (key != NULL) *item = tuple_of(rt, 2, part.is_attribute ? (Ref)rt->true_obj : (Ref)rt->false_obj, (Ref)key);
    release(rt, key);
    return *item == NULL ? -1 : 1;
}

#define WALK_SPEC(short_name, next)                                                                                  \
    static const TypeSpec short_name##_type_spec = {                                                                 \
        .name = #short_name,                                                                                         \
        .id = TYPE_##short_name,                                                                                     \
        .basicsize = sizeof(PieceWalk),                                                                              \
        .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,                                                                   \
        .owned = OWNED(PieceWalk, text, text),                                                                       \
        .slots = {.tp_dealloc = owned_dealloc, .tp_iter = object_itself, .tp_iternext = next},                     \
    }
WALK_SPEC(formatteriterator, pieces_next);
WALK_SPEC(fieldnameiterator, names_next);

static Own formatter_parser(Rt *rt, Ref self, Ref text)
{
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "expected str, got %T", text);
    return walk_new(rt, TYPE_formatteriterator, text, 0);
}

static Own formatter_field_name_split(Rt *rt, Ref self, Ref text)
{
    FormatPart part;
    ptrdiff_t at = 0;
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "expected str, got %T", text);
    if (format_part_first(rt, text, &at, str_length(text), &part) < 0) return NULL;
    Own first = part_key(rt, text, &part), walk = NULL;
    if (first != NULL) walk = walk_new(rt, TYPE_fieldnameiterator, text, at);
    return tuple_build(rt, "NN", first, walk);
}

const ModuleSpec _string_module_spec = {
    .name = "_string",
    .doc = "string helper module",
    .methods = METHODS(
        {"formatter_field_name_split", METHOD_O, {.binary = formatter_field_name_split}, "split the argument as a field name", 0},
        {"formatter_parser", METHOD_O, {.binary = formatter_parser}, "parse the argument as a format string", 0}),
    .hidden = TYPES(&formatteriterator_type_spec, &fieldnameiterator_type_spec),
};
