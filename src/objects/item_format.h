/* Single values in memory: the letters by which struct, array and memoryview name C's types, and
   the bytes that stand for a value. */
#ifndef VIV_OBJECTS_ITEM_FORMAT_H
#define VIV_OBJECTS_ITEM_FORMAT_H

#include "memory/rt.h"

typedef enum ItemKind { ITEM_SIGNED, ITEM_UNSIGNED, ITEM_FLOAT, ITEM_BOOL, ITEM_CHAR } ItemKind;

typedef struct ItemFormat {
    char letter;
    ItemKind kind;
    uint8_t native_size;   /* which is also its alignment */
    uint8_t standard_size; /* 0: only native */
} ItemFormat;

/* What LETTER names; NULL when nothing. */
const ItemFormat *item_format_find(char letter);

/* The value in the SIZE bytes at BYTES, most significant first when BIG. */
MUST_USE Own item_unpack(Rt *rt, const ItemFormat *format, const char *bytes, int size, bool big);

/* SIZE bytes from a value: the lowest bytes of BITS, or the float nearest to VALUE (false: that is
   infinity, and VALUE is not). */
void item_store_bits(uint64_t bits, char *bytes, int size, bool big);
bool item_store_float(double value, char *bytes, int size, bool big);
double item_load_float(const char *bytes, int size, bool big);

/* The two's complement of the int NUMBER, if it fits SIZE bytes, signed or not. */
bool item_int_bits(Ref number, int size, bool is_signed, uint64_t *bits);

#endif
