/* Most sizes follow from the type's two numbers; a few objects keep blocks of their own. */
#include "timeline/object_size.h"

#include "memory/gc.h"
#include "objects/dict_keys.h"
#include "objects/listobj.h"
#include "objects/strobj.h"

static size_t str_byte_size(Ref object)
{
    const StrObj *str = AS_STR(object);
    size_t header = str->ascii ? sizeof(StrObj) : sizeof(WideStrObj);
    return header + (size_t)(str->length + 1) * str->kind;
}

static size_t by_type(Ref object)
{
    ptrdiff_t items = object->type->itemsize == 0 ? 0 : ((const VarObj *)object)->length;
    if (items < 0) items = -items;
    return (size_t)(object->type->basicsize + items * object->type->itemsize);
}

/* What lies before the object. */
static size_t before_object(Ref object)
{
    if (!gc_is_container(object)) return 0;
    return has_flag(object, TYPE_FLAG_MANAGED_DICT) ? sizeof(GcHead) + 2 * sizeof(void *) : sizeof(GcHead);
}

size_t object_byte_size(Ref object)
{
    size_t size = before_object(object);
    switch (object->type->id) {
    case TYPE_str: return size + str_byte_size(object);
    case TYPE_dict: return size + dict_size_in_bytes(object);
    case TYPE_list: return size + by_type(object) + (size_t)AS_LIST(object)->allocated * sizeof(Own);
    default: return size + by_type(object);
    }
}
