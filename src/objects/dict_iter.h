/* Iterators and views of dicts. */
#ifndef VIV_OBJECTS_DICT_ITER_H
#define VIV_OBJECTS_DICT_ITER_H

#include "memory/rt.h"

/* TYPE is one of dict_keyiterator … dict_reverseitemiterator. */
MUST_USE Own dict_iterator_new(Rt *rt, TypeId type, Ref dict);
/* TYPE is dict_keys, dict_values or dict_items. */
MUST_USE Own dict_view_new(Rt *rt, TypeId type, Ref dict);

#endif
