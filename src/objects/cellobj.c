/* Cells: one variable that several functions share. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

Own cell_new(Rt *rt, Ref contents_or_null)
{
    Own self = object_new(rt, RT_TYPE(rt, cell));
    if (self == NULL) return NULL;
    AS_CELL(self)->contents = new_ref_or_null(contents_or_null);
    gc_track(rt, self);
    return self;
}

static void cell_dealloc(Rt *rt, Obj *self)
{
    release(rt, AS_CELL(self)->contents);
    object_free(rt, self);
}

static int cell_traverse(Ref self, VisitFn visit, void *context)
{
    Ref contents = AS_CELL(self)->contents;
    return contents == NULL ? 0 : visit(contents, context);
}

static int cell_clear(Rt *rt, Obj *self)
{
    release_clear(rt, &AS_CELL(self)->contents);
    return 0;
}

static Own cell_repr(Rt *rt, Ref self)
{
    char address[32], held[32];
    Ref contents = AS_CELL(self)->contents;
    object_address_text(rt, self, address);
    if (contents == NULL) return str_format(rt, "<cell at %s: empty>", address);
    object_address_text(rt, contents, held);
    return str_format(rt, "<cell at %s: %.80T object at %s>", address, contents, held);
}

/* An empty cell is less than any other. */
static Own cell_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_exact(left, TYPE_cell) || !is_exact(right, TYPE_cell)) return not_implemented_new(rt);
    Ref a = AS_CELL(left)->contents, b = AS_CELL(right)->contents;
    if (a != NULL && b != NULL) return object_compare(rt, a, b, op);
    Own x = bool_new(rt, a != NULL), y = bool_new(rt, b != NULL), result = object_compare(rt, x, y, op);
    release_all(rt, x, y);
    return result;
}

void cell_set(Rt *rt, Ref cell, Ref contents_or_null)
{
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL) {
        rt->hooks->written(rt, rt->hooks->context, cell, WRITE_ATTR, -1, NULL, AS_CELL(cell)->contents, contents_or_null);
    }
    release_replace(rt, &AS_CELL(cell)->contents, new_ref_or_null(contents_or_null));
}

static Own cell_get_contents(Rt *rt, Ref self)
{
    Ref contents = AS_CELL(self)->contents;
    return contents == NULL ? error_raise(rt, TYPE_ValueError, "Cell is empty") : new_ref(contents);
}

static int cell_set_contents(Rt *rt, Ref self, Ref value)
{
    cell_set(rt, self, value);
    return 0;
}

static Own cell_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (args_no_keywords(rt, "cell", kwargs) < 0 || args_count(rt, "cell", tuple_length(args), 0, 1) < 0) return NULL;
    return cell_new(rt, tuple_length(args) == 0 ? NULL : tuple_peek(args, 0));
}

const TypeSpec cell_type_spec = {
    .name = "cell",
    .id = TYPE_cell,
    .basicsize = sizeof(CellObj),
    .flags = TYPE_FLAG_GC,
    .doc = "cell([contents])\n--\n\nMakes a new cell object.",
    .slots = {
        .tp_dealloc = cell_dealloc,
        .tp_traverse = cell_traverse,
        .tp_clear = cell_clear,
        .tp_new = cell_type_new,
        .tp_repr = cell_repr,
        .tp_richcompare = cell_richcompare,
    },
    .getset = GETSETS(
        {"cell_contents", cell_get_contents, cell_set_contents, NULL}),
};
