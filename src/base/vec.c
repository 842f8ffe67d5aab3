/* Growth of the VEC arrays: capacity doubles, so n pushes cost O(n) moves.  A vector whose
   growth failed is as it was. */
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_COUNT = 8 };

/* ITEMS points to a typed pointer, so its bytes are copied instead of read as void *. */
int vec_grow(void **items, size_t *capacity, size_t count, size_t item_size)
{
    if (count <= *capacity) return 0;
    size_t wanted = *capacity > 0 ? *capacity : FIRST_COUNT;
    while (wanted < count && wanted <= SIZE_MAX / 2) wanted *= 2;
    if (wanted < count || wanted > SIZE_MAX / item_size) return -1;
    void *old;
    memcpy(&old, items, sizeof old);
    void *grown = realloc(old, wanted * item_size);
    if (grown == NULL) return -1;
    memcpy(items, &grown, sizeof grown);
    *capacity = wanted;
    return 0;
}

void vec_release(void **items, size_t *capacity)
{
    void *old;
    memcpy(&old, items, sizeof old);
    free(old);
    old = NULL;
    memcpy(items, &old, sizeof old);
    *capacity = 0;
}
