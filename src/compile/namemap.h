/* Names and maps for the compiler's own books.  A Name is a name of the program, interned:
   one text, one pointer, so that maps compare pointers.  Everything lives in the compile's
   arena and dies with it. */
#ifndef VIV_COMPILE_NAMEMAP_H
#define VIV_COMPILE_NAMEMAP_H

#include "memory/rt.h"
#include "syntax/ast.h"

typedef struct Compiler Compiler;

typedef struct Name {
    const char *text; /* UTF-8, NUL-terminated */
    size_t length;    /* bytes */
    uint32_t hash;
    Ref object;        /* the str, made when first asked for; kept by the compiler */
    struct Name *next; /* in the table's chain */
} Name;

typedef struct NameTable {
    Name **slots;
    uint32_t slot_count; /* a power of two, or 0 */
    uint32_t count;
} NameTable;

/* The Name of LENGTH bytes at TEXT; never NULL (after a failure: some name). */
const Name *name_of(Compiler *c, const char *text, size_t length);
const Name *name_of_text(Compiler *c, const char *text);
const Name *name_of_identifier(Compiler *c, const Identifier *identifier);

/* The str object of a name, borrowed; NULL after a failure. */
Ref name_object(Compiler *c, const Name *name);

/* The name as it is really stored within the class CLASS_NAME (or NULL): `__x` becomes
   `_Class__x`, so that a subclass's `__x` cannot clash with it. */
const Name *name_mangled(Compiler *c, const Name *class_name, const Name *name);

/* By code point, as Python sorts strings. */
int name_compare(const Name *left, const Name *right);

/* A map from pointers to numbers that remembers the order of insertion. */
typedef struct MapEntry {
    const void *key;
    intptr_t value;
} MapEntry;

typedef struct PtrMap {
    MapEntry *entries;
    uint32_t count, capacity;
    uint32_t *slots; /* index + 1 of an entry, 0: free */
    uint32_t slot_count;
} PtrMap;

/* The entry of KEY, or NULL; do not keep it over a map_set of a new key. */
MapEntry *map_find(const PtrMap *map, const void *key);

/* The value of KEY, or 0. */
intptr_t map_get(const PtrMap *map, const void *key);

/* Adds or changes. */
void map_set(Compiler *c, PtrMap *map, const void *key, intptr_t value);

/* The value of KEY; when it is new: the count of entries before it, which is stored. */
int map_index(Compiler *c, PtrMap *map, const void *key);

/* Sets are maps whose members have the value 1. */
void set_insert(Compiler *c, PtrMap *set, const void *key);
void set_remove(PtrMap *set, const void *key);
bool set_has(const PtrMap *set, const void *key);
void set_insert_all(Compiler *c, PtrMap *set, const PtrMap *from);

#endif
