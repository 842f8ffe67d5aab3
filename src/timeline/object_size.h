/* The size of any object as sys.getsizeof shows it for built-in types, without asking the
   object itself. */
#ifndef VIV_TIMELINE_OBJECT_SIZE_H
#define VIV_TIMELINE_OBJECT_SIZE_H

#include "memory/type_struct.h"

size_t object_byte_size(Ref object);

#endif
