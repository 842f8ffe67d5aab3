/* A growing array of any element type.  VEC(Type) declares one in place:

       VEC(int) numbers = {0};
       if (vec_push(&numbers, 7) < 0) ...out of memory...
       numbers.items[0], numbers.length
       vec_fini(&numbers);

   Elements are moved by realloc: do not keep pointers to them over a push. */
#ifndef VIV_BASE_VEC_H
#define VIV_BASE_VEC_H

#include "base/base.h"

#define VEC(type)                                                                      \
    struct {                                                                           \
        type *items;                                                                   \
        size_t length;                                                                 \
        size_t capacity;                                                               \
    }

/* 0, or -1 when memory is exhausted (the vector is then unchanged). */
#define vec_push(vec, value)                                                           \
    (vec_reserve((vec), (vec)->length + 1) < 0                                         \
         ? -1                                                                          \
         : ((vec)->items[(vec)->length++] = (value), 0))

#define vec_reserve(vec, count)                                                        \
    ((count) <= (vec)->capacity                                                        \
         ? 0                                                                           \
         : vec_grow((void **)&(vec)->items, &(vec)->capacity, (count),                 \
                    sizeof *(vec)->items))

#define vec_pop(vec) ((vec)->items[--(vec)->length])
#define vec_last(vec) ((vec)->items[(vec)->length - 1])
#define vec_fini(vec) (vec_release((void **)&(vec)->items, &(vec)->capacity), (void)((vec)->length = 0))

/* The functions behind the macros. */
MUST_USE int vec_grow(void **items, size_t *capacity, size_t count, size_t item_size);
void vec_release(void **items, size_t *capacity);

#endif
