/* Interned names, mangling, and the ordered pointer maps.  A Name is never freed or changed
   before its arena is; a map's entries keep their order for ever. */
#include "compile/namemap.h"

#include <string.h>

#include "objects/strobj.h"
#include "code/code.h"
#include "compile/compiler.h"

static void name_table_grow(Compiler *c, NameTable *table)
{
    uint32_t count = table->slot_count == 0 ? 256 : table->slot_count * 2;
    Name **slots = COMPILER_ARRAY(c, Name *, count);
    if (slots == NULL) return;
    for (uint32_t i = 0; i < table->slot_count; i++) {
        Name *next;
        for (Name *name = table->slots[i]; name != NULL; name = next) {
            next = name->next;
            name->next = slots[name->hash & (count - 1)];
            slots[name->hash & (count - 1)] = name;
        }
    }
    table->slots = slots;
    table->slot_count = count;
}

static const Name *find_or_add(Compiler *c, const char *text, size_t length, uint32_t hash)
{
    static const Name nobody = {"", 0, 0, NULL, NULL};
    NameTable *table = &c->names;
    if (table->count >= table->slot_count) name_table_grow(c, table);
    if (table->slot_count == 0) return &nobody;
    Name **slot = &table->slots[hash & (table->slot_count - 1)];
    for (Name *name = *slot; name != NULL; name = name->next) {
        if (name->hash == hash && name->length == length &&
            memcmp(name->text, text, length) == 0) {
            return name;
        }
    }
    Name *name = COMPILER_NEW(c, Name);
    char *copy = name == NULL ? NULL : compiler_alloc(c, length + 1);
    if (copy == NULL) return &nobody;
    memcpy(copy, text, length);
    *name = (Name){copy, length, hash, NULL, *slot};
    *slot = name;
    table->count++;
    return name;
}

const Name *name_of(Compiler *c, const char *text, size_t length)
{
    return find_or_add(c, text, length, identifier_hash(text, length));
}

const Name *name_of_text(Compiler *c, const char *text)
{
    return name_of(c, text, strlen(text));
}

const Name *name_of_identifier(Compiler *c, const Identifier *identifier)
{
    return find_or_add(c, identifier->text, identifier->length, identifier->hash);
}

Ref name_object(Compiler *c, const Name *name)
{
    if (c->failed) return NULL;
    Name *filled = (Name *)name;
    if (filled->object == NULL) {
        bool is_anonymous = name->text[0] == '<';
        Own text = is_anonymous ? code_anonymous_name(c->rt, name->text)
                                : str_from_wtf8(c->rt, name->text, name->length);
        if (text != NULL && !is_anonymous) str_intern(c->rt, &text);
        filled->object = compiler_keep(c, text);
    }
    return filled->object;
}

const Name *name_mangled(Compiler *c, const Name *class_name, const Name *name)
{
    if (class_name == NULL || name->length < 2 || memcmp(name->text, "__", 2) != 0) return name;
    /* Not __dunder__ names, nor the dotted ones of import statements. */
    if (memcmp(name->text + name->length - 2, "__", 2) == 0) return name;
    if (memchr(name->text, '.', name->length) != NULL) return name;
    size_t skip = 0;
    while (skip < class_name->length && class_name->text[skip] == '_') skip++;
    if (skip == class_name->length) return name;
    size_t length = 1 + (class_name->length - skip) + name->length;
    char *text = compiler_alloc(c, length + 1);
    if (text == NULL) return name;
    text[0] = '_';
    memcpy(text + 1, class_name->text + skip, class_name->length - skip);
    memcpy(text + 1 + class_name->length - skip, name->text, name->length);
    return name_of(c, text, length);
}

int name_compare(const Name *left, const Name *right)
{
    size_t shorter = left->length < right->length ? left->length : right->length;
    int order = memcmp(left->text, right->text, shorter);
    if (order != 0) return order;
    return (left->length > right->length) - (left->length < right->length);
}

static uint32_t pointer_hash(const void *key)
{
    uint64_t bits = (uint64_t)(uintptr_t)key;
    return (uint32_t)((bits * 0x9e3779b97f4a7c15u) >> 32);
}

/* The slot in which KEY is, or the free one in which it belongs. */
static uint32_t *map_slot(const PtrMap *map, const void *key)
{
    uint32_t mask = map->slot_count - 1;
    uint32_t i = pointer_hash(key) & mask;
    while (map->slots[i] != 0 && map->entries[map->slots[i] - 1].key != key) i = (i + 1) & mask;
    return &map->slots[i];
}

MapEntry *map_find(const PtrMap *map, const void *key)
{
    if (map->slot_count == 0) {
        for (uint32_t i = 0; i < map->count; i++) {
            if (map->entries[i].key == key) return &map->entries[i];
        }
        return NULL;
    }
    uint32_t slot = *map_slot(map, key);
    return slot == 0 ? NULL : &map->entries[slot - 1];
}

intptr_t map_get(const PtrMap *map, const void *key)
{
    const MapEntry *entry = map_find(map, key);
    return entry == NULL ? 0 : entry->value;
}

/* Small maps are searched from one end to the other; the index comes with the ninth entry. */
enum { MAP_UNINDEXED = 8 };

static bool map_grow(Compiler *c, PtrMap *map)
{
    uint32_t capacity = map->capacity == 0 ? MAP_UNINDEXED : map->capacity * 2;
    MapEntry *entries = COMPILER_ARRAY(c, MapEntry, capacity);
    if (entries == NULL) return false;
    if (map->count > 0) memcpy(entries, map->entries, map->count * sizeof *entries);
    if (capacity > MAP_UNINDEXED) {
        uint32_t *slots = COMPILER_ARRAY(c, uint32_t, capacity * 2);
        if (slots == NULL) return false;
        map->slots = slots;
        map->slot_count = capacity * 2;
        map->entries = entries;
        for (uint32_t i = 0; i < map->count; i++) *map_slot(map, entries[i].key) = i + 1;
    }
    map->entries = entries;
    map->capacity = capacity;
    return true;
}

void map_set(Compiler *c, PtrMap *map, const void *key, intptr_t value)
{
    MapEntry *entry = map_find(map, key);
    if (entry != NULL) {
        entry->value = value;
        return;
    }
    if (map->count == map->capacity && !map_grow(c, map)) return;
    map->entries[map->count] = (MapEntry){key, value};
    map->count++;
    if (map->slot_count != 0) *map_slot(map, key) = map->count;
}

int map_index(Compiler *c, PtrMap *map, const void *key)
{
    const MapEntry *entry = map_find(map, key);
    if (entry != NULL) return (int)entry->value;
    int index = (int)map->count;
    map_set(c, map, key, index);
    return index;
}

void set_insert(Compiler *c, PtrMap *set, const void *key)
{
    map_set(c, set, key, 1);
}

void set_remove(PtrMap *set, const void *key)
{
    MapEntry *entry = map_find(set, key);
    if (entry != NULL) entry->value = 0;
}

bool set_has(const PtrMap *set, const void *key)
{
    return map_get(set, key) != 0;
}

void set_insert_all(Compiler *c, PtrMap *set, const PtrMap *from)
{
    for (uint32_t i = 0; i < from->count; i++) {
        if (from->entries[i].value != 0) set_insert(c, set, from->entries[i].key);
    }
}
