/* A field tuple is a subclass of tuple without any state of its own: each field is a member descriptor
   that reads one of the items.  Kept true: memory is there for all fields of the type, and those from
   the tuple's length on are hidden; an item without a name shows itself by its index only. */
#include "modules/fieldtuple.h"

#include "base/buf.h"
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/typeobj.h"

static ptrdiff_t index_of_member(const MemberDef *member)
{
    return (member->offset - (ptrdiff_t)offsetof(TupleObj, items)) / (ptrdiff_t)sizeof(Own);
}

/* How many fields the type has, hidden ones included. */
static ptrdiff_t field_count(const TypeSpec *spec)
{
    ptrdiff_t count = 0;
    for (const MemberDef *member = spec->members; member->name != NULL; member++) {
        if (index_of_member(member) >= count) count = index_of_member(member) + 1;
    }
    return count;
}

static const char *field_name(const TypeSpec *spec, ptrdiff_t index)
{
    for (const MemberDef *member = spec->members; member->name != NULL; member++) {
        if (index_of_member(member) == index) return member->name;
    }
    return NULL;
}

static ptrdiff_t visible_count(Rt *rt, const Type *type)
{
    Ref visible = dict_peek_text(rt, type->dict, "n_sequence_fields");
    return visible == NULL || !is_int(visible) ? field_count(type->spec) : int_small_value(visible);
}

void fieldtuple_dealloc(Rt *rt, Obj *self)
{
    for (ptrdiff_t i = field_count(self->type->spec); i-- > 0;) release(rt, AS_TUPLE(self)->items[i]);
    object_free(rt, self);
}

int fieldtuple_traverse(Ref self, VisitFn visit, void *context)
{
    int stop = 0;
    for (ptrdiff_t i = field_count(self->type->spec); stop == 0 && i-- > 0;) {
        if (AS_TUPLE(self)->items[i] != NULL) stop = visit(AS_TUPLE(self)->items[i], context);
    }
    return stop;
}

Own fieldtuple_repr(Rt *rt, Ref self)
{
    Buf text = BUF_INIT;
    const TypeSpec *spec = self->type->spec;
    buf_printf(&text, "%s(", self->type->name);
    for (ptrdiff_t i = 0; i < tuple_length(self); i++) {
        const char *name = field_name(spec, i);
        if (name == NULL) name = spec->members[i].name; /* CPython lists names in order, whatever they stand for */
        Own repr = object_repr(rt, tuple_peek(self, i));
        if (repr == NULL) {
            buf_fini(&text);
            return NULL;
        }
        buf_printf(&text, "%s%s=", i > 0 ? ", " : "", name);
        str_add_to_buf(repr, &text);
        release(rt, repr);
    }
    buf_add_char(&text, ')');
    return str_take_buf(rt, &text);
}

/* An instance with room for all fields, of which none is there yet. */
static Own tuple_shell(Rt *rt, Type *type)
{
    Own self = object_new_var(rt, type, field_count(type->spec));
    if (self != NULL) AS_TUPLE(self)->head.length = visible_count(rt, type);
    return self;
}

Own fieldtuple_new(Rt *rt, Ref type_or_null, Own *items, ptrdiff_t count)
{
    bool complete = type_or_null != NULL;
    for (ptrdiff_t i = 0; i < count; i++) complete = complete && items[i] != NULL;
    Own self = complete ? tuple_shell(rt, AS_TYPE(type_or_null)) : NULL;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (self == NULL) release(rt, items[i]);
        else AS_TUPLE(self)->items[i] = items[i];
    }
    if (self != NULL) gc_track(rt, self);
    return self;
}

/* --- as a program makes them */

static Own wrong_length(Rt *rt, const Type *type, const char *bound, ptrdiff_t wanted, ptrdiff_t got)
{
    return error_raise(rt, TYPE_TypeError, "%.500s() takes %s %zd-sequence (%zd-sequence given)", type->name, bound, wanted, got);
}

/* The hidden fields from the dict, None where it says nothing. */
static int fill_hidden(Rt *rt, Ref self, Ref dict_or_null, ptrdiff_t from)
{
    const TypeSpec *spec = self->type->spec;
    for (ptrdiff_t i = from; i < field_count(spec); i++) {
        const char *name = field_name(spec, i);
        Ref value = dict_or_null == NULL || name == NULL ? NULL : dict_peek_text(rt, dict_or_null, name);
        AS_TUPLE(self)->items[i] = new_ref(value == NULL ? rt->none : value);
    }
    return 0;
}

Own fieldtuple_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    static const char *const names[] = {"sequence", "dict", NULL};
    ArgSpec signature = {type_short_name(type), names, 1, 2, 0};
    Ref given[2];
    if (type->flags & TYPE_FLAG_DISALLOW_INSTANTIATION) return error_raise(rt, TYPE_TypeError, "cannot create '%s' instances", type->name);
    if (args_bind_tuple(rt, &signature, args, kwargs_or_null, given) < 0) return NULL;
    Own items = sequence_fast(rt, given[0], "constructor requires a sequence"), tuple = NULL, self = NULL;
    if (items == NULL) return NULL;
    ptrdiff_t least = visible_count(rt, type), most = field_count(type->spec);
    if (given[1] != NULL && !is_dict(given[1])) {
        error_raise(rt, TYPE_TypeError, "%.500s() takes a dict as second arg, if any", type->name);
        goto done;
    }
    tuple = sequence_to_tuple(rt, items);
    ptrdiff_t count = tuple == NULL ? 0 : tuple_length(tuple);
    if (tuple == NULL) goto done;
    if (count < least) wrong_length(rt, type, least == most ? "a" : "an at least", least, count);
    else if (count > most) wrong_length(rt, type, least == most ? "a" : "an at most", most, count);
    else self = tuple_shell(rt, type);
    if (self == NULL) goto done;
    for (ptrdiff_t i = 0; i < count; i++) AS_TUPLE(self)->items[i] = new_ref(tuple_peek(tuple, i));
    if (fill_hidden(rt, self, given[1], count) < 0) release_clear(rt, &self);
    else gc_track(rt, self);
done:
    release_all(rt, items, tuple);
    return self;
}

/* (type, (visible items, {hidden name: item})) */
static Own fieldtuple_reduce(Rt *rt, Ref self)
{
    Own items = tuple_from(rt, as_refs(AS_TUPLE(self)->items), tuple_length(self)), hidden = dict_new(rt), both = NULL, result = NULL;
    const TypeSpec *spec = self->type->spec;
    if (items == NULL || hidden == NULL) goto done;
    for (ptrdiff_t i = tuple_length(self); i < field_count(spec); i++) {
        const char *name = field_name(spec, i);
        if (name != NULL && dict_set_text(rt, hidden, name, AS_TUPLE(self)->items[i]) < 0) goto done;
    }
    both = tuple_of(rt, 2, items, hidden);
    if (both != NULL) result = tuple_of(rt, 2, (Ref)self->type, both);
done:
    release_all(rt, items, hidden, both);
    return result;
}

const MethodDef fieldtuple_methods[] = {
    {"__reduce__", METHOD_NOARGS, {.unary = fieldtuple_reduce}, NULL, 0},
    {0},
};

/* --- types */

static int set_count(Rt *rt, Ref type, const char *name, ptrdiff_t count)
{
    Own value = int_new(rt, count);
    int status = value == NULL ? -1 : dict_set_text(rt, AS_TYPE(type)->dict, name, value);
    release(rt, value);
    return status;
}

/* __match_args__: the names of the visible items. */
static int set_match_args(Rt *rt, Ref type, ptrdiff_t visible)
{
    const TypeSpec *spec = AS_TYPE(type)->spec;
    ptrdiff_t named = 0, at = 0;
    for (ptrdiff_t i = 0; i < visible; i++) named += field_name(spec, i) != NULL;
    Own names = tuple_new(rt, named);
    for (ptrdiff_t i = 0; names != NULL && i < visible; i++) {
        if (field_name(spec, i) == NULL) continue;
        Own name = str_interned(rt, field_name(spec, i));
        if (name == NULL) release_clear(rt, &names);
        else tuple_take(names, at++, name);
    }
    int status = names == NULL ? -1 : dict_set_text(rt, AS_TYPE(type)->dict, "__match_args__", names);
    release(rt, names);
    return status;
}

Own fieldtuple_type(Rt *rt, const TypeSpec *spec, ptrdiff_t visible)
{
    Own type = type_from_spec(rt, spec, NULL);
    ptrdiff_t all = field_count(spec), nameless = 0;
    if (type == NULL) return NULL;
    if (visible == 0) visible = all;
    for (ptrdiff_t i = 0; i < all; i++) nameless += field_name(spec, i) == NULL;
    if (set_count(rt, type, "n_sequence_fields", visible) < 0 || set_count(rt, type, "n_fields", all) < 0 ||
        set_count(rt, type, "n_unnamed_fields", nameless) < 0 || set_match_args(rt, type, visible) < 0)
        release_clear(rt, &type);
    return type;
}

Own fieldtuple_single(Rt *rt, const TypeSpec *spec, Own *items, ptrdiff_t count)
{
    Own type = fieldtuple_type(rt, spec, 0);
    if (type != NULL) AS_TYPE(type)->flags |= TYPE_FLAG_DISALLOW_INSTANTIATION;
    Own self = fieldtuple_new(rt, type, items, count);
    release(rt, type);
    return self;
}
