/* Kept true: attributes come in the order in which they were first set. */
#include "timeline/instance_fields.h"

#include "objects/managed_dict.h"

static void walk_values(Ref object, const DictValues *values, FieldFn visit, void *context)
{
    const DictKeys *keys = object->type->cached_keys;
    Own *items = dict_values_items(values);
    if (keys == NULL) return;
    for (int i = 0; i < values->used; i++) {
        int index = values->order[i];
        Ref name = keys_key_at(keys, index);
        if (name != NULL && items[index] != NULL) visit(context, object, name, items[index]);
    }
}

static void walk_dict(Ref object, Ref dict, FieldFn visit, void *context)
{
    ptrdiff_t position = 0;
    Ref name, value;
    if (dict == NULL || !is_dict(dict)) return;
    while (dict_next(dict, &position, &name, &value)) visit(context, object, name, value);
}

void instance_fields_walk(Ref object, FieldFn visit, void *context)
{
    if (has_managed_dict(object)) {
        const DictValues *values = *managed_values(object);
        if (values != NULL) walk_values(object, values, visit, context);
        walk_dict(object, *managed_dict(object), visit, context);
        return;
    }
    Own *field = object_dict_field(object);
    if (field != NULL) walk_dict(object, *field, visit, context);
}

Ref instance_dict_peek(Ref object)
{
    if (has_managed_dict(object)) return *managed_dict(object);
    Own *field = object_dict_field(object);
    return field == NULL ? NULL : *field;
}
