/* Strings from the inside, for the str_*.c files. */
#ifndef VIV_OBJECTS_STR_IMPL_H
#define VIV_OBJECTS_STR_IMPL_H

#include "objects/str_char.h"
#include "objects/strobj.h"

/* The table of interned strings; it holds no reference to them. */
MUST_USE int str_intern_init(Rt *rt);
void str_intern_fini(Rt *rt);
void str_intern_forget(Rt *rt, Ref str); /* STR dies */

/* Writing into a str_alloc'd string that nobody else has seen. */
static inline void str_put(Ref str, ptrdiff_t index, uint32_t code_point)
{
    const StrObj *s = AS_STR(str);
    switch (s->kind) {
    case 1: ((uint8_t *)s->data)[index] = (uint8_t)code_point; break;
    case 2: ((uint16_t *)s->data)[index] = (uint16_t)code_point; break;
    default: ((uint32_t *)s->data)[index] = code_point; break;
    }
}
/* Copies COUNT code points; TO's kind is at least FROM's. */
/* A str of its own with the same text; those of one character are shared. */
MUST_USE Own str_copy(Rt *rt, Ref self);
void str_copy_points(Ref to, ptrdiff_t at, Ref from, ptrdiff_t start, ptrdiff_t count);
uint32_t str_max_char(Ref str, ptrdiff_t start, ptrdiff_t end); /* 127, 255, 65535 or 0x10FFFF at most: a bound */
/* The same text as narrow as it can be; takes STR. */
MUST_USE Own str_narrow(Rt *rt, Own str);
size_t str_header_size(const StrObj *str);
ptrdiff_t str_find_last(Ref str, Ref part, ptrdiff_t start, ptrdiff_t end); /* -1: absent */
bool str_has_at(Ref str, ptrdiff_t at, Ref part); /* do PART's code points lie there, all inside STR? */
/* How often PART occurs without overlapping, LIMIT times at most. */
ptrdiff_t str_count_parts(Ref str, Ref part, ptrdiff_t start, ptrdiff_t end, ptrdiff_t limit);

extern const MethodDef str_methods[];
MUST_USE Own str_sq_repeat(Rt *rt, Ref self, ptrdiff_t times);

#endif
