/* A field tuple is a subclass of tuple without any state of its own: each field is a
   member descriptor that reads one of the items. */
#include "modules/fieldtuple.h"

#include "base/buf.h"
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/strobj.h"
#include "objects/typeobj.h"

Own fieldtuple_repr(Rt *rt, Ref self)
{
    Buf text = BUF_INIT;
    buf_printf(&text, "%s(", self->type->name);
    for (ptrdiff_t i = 0; i < tuple_length(self); i++) {
        Own repr = object_repr(rt, tuple_peek(self, i));
        if (repr == NULL) {
            buf_fini(&text);
            return NULL;
        }
        buf_printf(&text, "%s%s=", i > 0 ? ", " : "", self->type->spec->members[i].name);
        str_add_to_buf(repr, &text);
        release(rt, repr);
    }
    buf_add_char(&text, ')');
    Own result = str_from_buf(rt, &text);
    buf_fini(&text);
    return result;
}

Own fieldtuple_new(Rt *rt, Ref type_or_null, Own *items, ptrdiff_t count)
{
    bool complete = type_or_null != NULL;
    for (ptrdiff_t i = 0; i < count; i++) complete = complete && items[i] != NULL;
    Own self = complete ? object_new_var(rt, AS_TYPE(type_or_null), count) : NULL;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (self == NULL) release(rt, items[i]);
        else AS_TUPLE(self)->items[i] = items[i];
    }
    if (self != NULL) gc_track(rt, self);
    return self;
}

Own fieldtuple_single(Rt *rt, const TypeSpec *spec, Own *items, ptrdiff_t count)
{
    Own type = type_from_spec(rt, spec, NULL);
    Own self = fieldtuple_new(rt, type, items, count);
    release(rt, type);
    return self;
}
