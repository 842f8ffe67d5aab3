/* Where an object keeps its attributes.

   An instance of an ordinary class has two pointers before its GcHead: `values`, its part of
   the table whose keys it shares with the class's other instances, and `dict`.  At first only
   `values` is there; asking for __dict__, or an attribute that the shared keys cannot hold, makes
   a dict that takes the values over.  So at most one of the two is not NULL.

   Objects of other types have a plain field for the dict, at the type's dict_offset. */
#ifndef VIV_OBJECTS_MANAGED_DICT_H
#define VIV_OBJECTS_MANAGED_DICT_H

#include "memory/gc.h"
#include "objects/dict_keys.h"

static inline bool has_managed_dict(Ref obj)
{
    return has_flag(obj, TYPE_FLAG_MANAGED_DICT);
}

static inline DictValues **managed_values(Ref obj)
{
    return (DictValues **)(void *)((char *)(uintptr_t)obj - sizeof(GcHead) - 2 * sizeof(void *));
}

static inline Own *managed_dict(Ref obj)
{
    return (Own *)(void *)((char *)(uintptr_t)obj - sizeof(GcHead) - sizeof(void *));
}

/* The plain field, or NULL when the type has none (or manages it). */
Own *object_dict_field(Ref obj);

/* Gives a new instance its values; -1 without memory. */
MUST_USE int managed_dict_begin(Rt *rt, Obj *obj);
/* For tp_traverse, tp_clear and tp_dealloc of a class's instances. */
int managed_dict_traverse(Ref obj, VisitFn visit, void *context);
void managed_dict_clear(Rt *rt, Obj *obj);

/* Has OBJ no attributes of its own, or no place for them? */
bool object_dict_is_empty(Ref obj);
/* obj.__dict__: made when it is not there.  NULL + AttributeError when OBJ can have none. */
MUST_USE Own object_dict_get(Rt *rt, Ref obj);
/* obj.__dict__ = DICT; NULL empties. */
int object_dict_replace(Rt *rt, Ref obj, Ref dict_or_null);
/* Tells who listens that the attributes of OBJ lie in another place now. */
void object_dict_tell_moved(Rt *rt, Ref obj);

/* 1 and *out (new), 0 absent, -1.  NAME is an exact str. */
int object_dict_lookup(Rt *rt, Ref obj, Ref name, Own *out);
/* Stores or (NULL) deletes: 0 done, 1 there was nothing to delete, 2 OBJ cannot have a dict, -1 error. */
int object_dict_store(Rt *rt, Ref obj, Ref name, Ref value_or_null);

#endif
