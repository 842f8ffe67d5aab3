/* types.SimpleNamespace: repr and comparison show its attributes, in the order in which
   they were set. */
#include "objects/namespaceobj.h"

#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef struct NamespaceObj {
    Obj head;
    Own dict; /* always there, but for the moment of dying */
} NamespaceObj;

static Ref dict_of(Ref self)
{
    return ((const NamespaceObj *)self)->dict;
}

static Own make(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    Own dict = dict_new(rt);
    if (dict == NULL) return error_release(rt, self);
    ((NamespaceObj *)self)->dict = dict;
    return self;
}

Own namespace_new(Rt *rt, Ref dict_or_null)
{
    Own self = make(rt, RT_TYPE(rt, SimpleNamespace), rt->empty_tuple, NULL);
    if (self != NULL && dict_or_null != NULL &&
        dict_update(rt, dict_of(self), dict_or_null) < 0)
        return error_release(rt, self);
    return self;
}

static int init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (tuple_length(args) != 0) {
        return error_raise_int(rt, TYPE_TypeError, "no positional arguments expected");
    }
    ptrdiff_t position = 0;
    Ref key, value;
    while (kwargs_or_null != NULL && dict_next(kwargs_or_null, &position, &key, &value)) {
        if (!is_str(key)) return error_raise_int(rt, TYPE_TypeError, "keywords must be strings");
    }
    return kwargs_or_null == NULL ? 0 : dict_update(rt, dict_of(self), kwargs_or_null);
}

static void dealloc(Rt *rt, Obj *self)
{
    release_clear(rt, &((NamespaceObj *)self)->dict);
    self->type->slots.tp_free(rt, self);
}

static int traverse(Ref self, VisitFn visit, void *context)
{
    return dict_of(self) == NULL ? 0 : visit(dict_of(self), context);
}

static int clear(Rt *rt, Obj *self)
{
    release_clear(rt, &((NamespaceObj *)self)->dict);
    return 0;
}

/* "a=1, b=2" */
static Own attributes_text(Rt *rt, Ref self)
{
    Own parts = list_new(rt, 0), comma = str_new(rt, ", "), text = NULL;
    ptrdiff_t position = 0;
    Ref key, value;
    if (parts == NULL || comma == NULL) goto done;
    while (dict_next(dict_of(self), &position, &key, &value)) {
        if (!is_str(key) || str_length(key) == 0) continue;
        Own part = str_format(rt, "%S=%R", key, value);
        if (part == NULL || list_append_take(rt, parts, part) < 0) goto done;
    }
    text = str_join(rt, comma, as_refs(AS_LIST(parts)->items), list_length(parts));
done:
    release_all(rt, parts, comma);
    return text;
}

static Own repr(Rt *rt, Ref self)
{
    bool exact = is_exact(self, TYPE_SimpleNamespace);
    const char *name = exact ? "namespace" : self->type->name;
    int running = repr_enter(rt, self);
    if (running != 0) return running < 0 ? NULL : str_format(rt, "%s(...)", name);
    Own attributes = attributes_text(rt, self), text = NULL;
    if (attributes != NULL) text = str_format(rt, "%s(%U)", name, attributes);
    release(rt, attributes);
    repr_leave(rt, self);
    return text;
}

static Own compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    Type *type = RT_TYPE(rt, SimpleNamespace);
    if (!type_is_subtype(self->type, type) || !type_is_subtype(other->type, type)) {
        return not_implemented_new(rt);
    }
    return object_compare(rt, dict_of(self), dict_of(other), op);
}

static Own reduce(Rt *rt, Ref self)
{
    return tuple_of(rt, 3, object_type(self), rt->empty_tuple, dict_of(self));
}

static const MethodDef methods[] = {
    {"__reduce__",
     METHOD_NOARGS,
     {.unary = reduce},
     "Return state information for pickling",
     0},
    {0},
};

static const MemberDef members[] = {
    {"__dict__", MEMBER_OBJECT, offsetof(NamespaceObj, dict), true, NULL},
    {0},
};

const TypeSpec SimpleNamespace_type_spec = {
    .name = "types.SimpleNamespace",
    .id = TYPE_SimpleNamespace,
    .basicsize = sizeof(NamespaceObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .dict_offset = offsetof(NamespaceObj, dict),
    .doc = "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
    .slots = {.tp_dealloc = dealloc,
              .tp_traverse = traverse,
              .tp_clear = clear,
              .tp_new = make,
              .tp_init = init,
              .tp_repr = repr,
              .tp_richcompare = compare},
    .methods = methods,
    .members = members,
};
