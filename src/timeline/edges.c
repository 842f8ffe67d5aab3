/* Labels come from what the type is known to hold.  What a type holds beyond that is visited through
   its traverse function: then the label is the attribute of the same value, or the local variable,
   where there is one, and else "(inside)". */
#include "timeline/edges.h"

#include "objects/dictobj.h"
#include "objects/excobj.h"
#include "objects/functionobj.h"
#include "objects/listobj.h"
#include "objects/moduleobj.h"
#include "objects/setobj.h"
#include "objects/tupleobj.h"
#include "timeline/instance_fields.h"
#include "timeline/render.h"
#include "vm/frameobj.h"
#include "vm/generator.h"

static void visit_named(EdgeVisit *visit, const char *label, Ref child)
{
    if (child == NULL) return;
    buf_clear(&visit->label);
    buf_add_text(&visit->label, label);
    visit->visit(visit, child);
}

static size_t count_items(Own const *items, ptrdiff_t length)
{
    size_t count = 0;
    for (ptrdiff_t i = 0; i < length; i++) count += items[i] != NULL;
    return count;
}

static void visit_items(EdgeVisit *visit, Own const *items, ptrdiff_t length)
{
    for (ptrdiff_t i = 0; i < length && !visit->is_done; i++) {
        if (items[i] == NULL) continue;
        if (visit->rest != NULL) {
            *visit->rest += count_items(items + i, length - i);
            return;
        }
        buf_clear(&visit->label);
        if (!visit->unlabelled) buf_printf(&visit->label, "[%td]", i);
        visit->visit(visit, items[i]);
    }
}

static void visit_dict(EdgeVisit *visit, Ref dict)
{
    ptrdiff_t position = 0;
    Ref key, value;
    for (ptrdiff_t left = dict_length(dict); !visit->is_done && dict_next(dict, &position, &key, &value); left--) {
        if (visit->rest != NULL) {
            *visit->rest += 2 * (size_t)left;
            return;
        }
        visit_named(visit, "(key)", key);
        buf_clear(&visit->label);
        if (!visit->unlabelled) {
            buf_add_char(&visit->label, '[');
            render_object(visit->ids, key, &visit->label, RENDER_LIMIT);
            buf_add_char(&visit->label, ']');
        }
        visit->visit(visit, value);
    }
}

static void visit_set(EdgeVisit *visit, Ref set)
{
    ptrdiff_t position = 0;
    Ref item;
    for (ptrdiff_t left = set_length(set); !visit->is_done && set_next(set, &position, &item); left--) {
        if (visit->rest != NULL) {
            *visit->rest += (size_t)left;
            return;
        }
        visit_named(visit, "(member)", item);
    }
}

static void visit_field(void *context, Ref object UNUSED, Ref name, Ref value)
{
    EdgeVisit *visit = context;
    buf_clear(&visit->label);
    buf_add_char(&visit->label, '.');
    render_name(name, &visit->label);
    visit->visit(visit, value);
}

static void visit_function(EdgeVisit *visit, Ref object)
{
    const FunctionObj *function = AS_FUNCTION(object);
    visit_named(visit, ".__code__", function->code);
    visit_named(visit, ".__globals__", function->globals);
    visit_named(visit, ".__builtins__", function->builtins);
    visit_named(visit, ".__name__", function->name);
    visit_named(visit, ".__qualname__", function->qualname);
    visit_named(visit, ".__defaults__", function->defaults);
    visit_named(visit, ".__kwdefaults__", function->kwdefaults);
    visit_named(visit, ".__closure__", function->closure);
    visit_named(visit, ".__doc__", function->doc);
    visit_named(visit, ".__dict__", function->dict);
    visit_named(visit, ".__module__", function->module);
    visit_named(visit, ".__annotations__", function->annotations);
}

static void visit_exception(EdgeVisit *visit, Ref object)
{
    const ExceptionObj *exception = AS_EXCEPTION(object);
    visit_named(visit, ".__dict__", exception->dict);
    visit_named(visit, ".args", exception->args);
    visit_named(visit, ".__notes__", exception->notes);
    visit_named(visit, ".__traceback__", exception->traceback);
    visit_named(visit, ".__context__", exception->context);
    visit_named(visit, ".__cause__", exception->cause);
}

/* A walk through OBJECT by its traverse function. */
typedef struct Inside {
    EdgeVisit *visit;
    Ref object;
    int last; /* of the members that were met: a value that is held twice has two labels */
} Inside;

/* The attribute that keeps CHILD in a field: of __slots__, or of a type made in C; or NULL. */
static const char *field_name(Inside *inside, Ref child)
{
    Ref object = inside->object;
    const char *name = NULL;
    int at = 0;
    for (const Type *type = object->type; type != NULL; type = AS_TYPE(type->base)) {
        const MemberDef *def = type->spec == NULL ? type->slot_members : type->spec->members;
        for (; def != NULL && def->name != NULL; def++, at++) {
            if (def->kind != MEMBER_OBJECT && def->kind != MEMBER_OBJECT_EX) continue;
            if (*(Own *)(void *)((char *)(uintptr_t)object + def->offset) != child) continue;
            name = def->name;
            if (at < inside->last) continue;
            inside->last = at + 1;
            return name;
        }
    }
    if (name != NULL || !is_type(object)) return name;
    if (AS_TYPE(object)->dict == child) return "__dict__";
    return AS_TYPE(object)->bases == child ? "__bases__" : NULL;
}

/* The frame that OBJECT is, or that it keeps; or NULL. */
static Frame *frame_in(Ref object)
{
    switch (object->type->id) {
    case TYPE_frame: return AS_FRAME(object)->frame;
    case TYPE_generator: case TYPE_coroutine: case TYPE_async_generator:
        return AS_GENERATOR(object)->frame.code == NULL ? NULL : &AS_GENERATOR(object)->frame;
    default: return NULL;
    }
}

/* The local variable that keeps CHILD in FRAME; or NULL. */
static Ref local_name(const Frame *frame, Ref child)
{
    if (frame == NULL) return NULL;
    Ref names = FRAME_CODE(frame)->localsplusnames;
    for (ptrdiff_t i = 0; i < tuple_length(names) && i < frame->stack_top; i++) {
        if (frame->localsplus[i] == child) return tuple_peek(names, i);
    }
    return NULL;
}

static int visit_inside(Ref child, void *context)
{
    Inside *inside = context;
    EdgeVisit *visit = inside->visit;
    if (visit->rest != NULL) {
        ++*visit->rest;
        return 0;
    }
    const Frame *frame = frame_in(inside->object);
    const char *member = field_name(inside, child);
    Ref local = member == NULL ? local_name(frame, child) : NULL;
    buf_clear(&visit->label);
    if (member != NULL) {
        buf_printf(&visit->label, ".%s", member);
    } else if (local != NULL) {
        buf_add_text(&visit->label, "local ");
        render_name(local, &visit->label);
    } else if (frame != NULL && frame->func == child) {
        buf_add_text(&visit->label, "its function");
    } else {
        buf_add_text(&visit->label, child == (Ref)inside->object->type ? ".__class__" : "(inside)");
    }
    visit->visit(visit, child);
    return visit->is_done;
}

/* An instance of a class statement's type, or an object of a type without labels. */
static void visit_other(EdgeVisit *visit, Ref object)
{
    Type *type = object->type;
    if ((type->flags & TYPE_FLAG_HEAP) != 0 && (type->flags & TYPE_FLAG_MANAGED_DICT) != 0) {
        instance_fields_walk(object, visit_field, visit);
        visit_named(visit, ".__class__", (Ref)type);
    } else if (type->slots.tp_traverse != NULL) {
        Inside inside = {.visit = visit, .object = object};
        type->slots.tp_traverse(object, visit_inside, &inside);
    }
}

void edges_walk(Ref object, EdgeVisit *visit)
{
    switch (object->type->id) {
    case TYPE_list: visit_items(visit, AS_LIST(object)->items, list_length(object)); break;
    case TYPE_tuple: visit_items(visit, AS_TUPLE(object)->items, tuple_length(object)); break;
    case TYPE_dict: visit_dict(visit, object); break;
    case TYPE_set: case TYPE_frozenset: visit_set(visit, object); break;
    case TYPE_cell: visit_named(visit, ".cell_contents", AS_CELL(object)->contents); break;
    case TYPE_function: visit_function(visit, object); break;
    case TYPE_method:
        visit_named(visit, ".__func__", AS_METHOD(object)->func);
        visit_named(visit, ".__self__", AS_METHOD(object)->self);
        break;
    case TYPE_module: visit_named(visit, ".__dict__", AS_MODULE(object)->dict); break;
    default:
        if (is_exception(object)) visit_exception(visit, object);
        else visit_other(visit, object);
    }
}

static int visit_compare(Ref child, void *target)
{
    return child == target;
}

bool edges_has(Ref object, Ref target)
{
    if (object->type == AS_TYPE(target)) return true;
    return object->type->slots.tp_traverse != NULL &&
           object->type->slots.tp_traverse(object, visit_compare, (void *)(uintptr_t)target) != 0;
}
