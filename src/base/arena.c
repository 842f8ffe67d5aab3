/* An arena is a chain of blocks, of which only the last is being filled.  Kept true:
   what was given out never moves and is zeroed, every piece is aligned for any type,
   and an arena within foreign memory has exactly one block and never asks for more. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK_SIZE = 4096, LARGEST_STEP = 1 << 20 };

struct ArenaBlock {
    struct ArenaBlock *older; /* NULL in the first one */
    size_t size;              /* of data[] */
    alignas(ARENA_ALIGNMENT) char data[];
};

static size_t round_up(size_t size)
{
    return (size + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
}

Arena *arena_new(void)
{
    return calloc(1, sizeof(Arena));
}

/* Gives out of BLOCK from now on. */
static void block_open(Arena *arena, ArenaBlock *block, size_t size)
{
    block->size = size;
    arena->newest = block;
    arena->next = block->data;
    arena->room = size & ~(size_t)(ARENA_ALIGNMENT - 1);
}

Arena *arena_new_within(void *memory, size_t size)
{
    uintptr_t start = (uintptr_t)memory;
    size_t skip = round_up(start) - start;
    size_t headers = skip + round_up(sizeof(Arena)) + sizeof(ArenaBlock);
    if (size < headers) return NULL;
    char *base = (char *)memory + skip;
    Arena *arena = (Arena *)(void *)base;
    ArenaBlock *block = (ArenaBlock *)(void *)(base + round_up(sizeof(Arena)));
    *arena = (Arena){.is_foreign = true};
    block->older = NULL;
    block_open(arena, block, size - headers);
    return arena;
}

/* A new block with room for SIZE bytes; each is twice its elder, up to a limit. */
static bool block_add(Arena *arena, size_t size)
{
    size_t room = FIRST_BLOCK_SIZE;
    if (arena->newest != NULL) room = arena->newest->size * 2;
    if (room > LARGEST_STEP) room = LARGEST_STEP;
    if (room < size) room = size;
    ArenaBlock *block = malloc(sizeof(ArenaBlock) + room);
    if (block == NULL) return false;
    arena->older_given = arena_used(arena);
    block->older = arena->newest;
    block_open(arena, block, room);
    return true;
}

void *arena_alloc_block(Arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2) return NULL;
    size = round_up(size == 0 ? 1 : size);
    if (arena->room < size && (arena->is_foreign || !block_add(arena, size))) return NULL;
    return arena_alloc(arena, size);
}

char *arena_copy(Arena *arena, const char *bytes, size_t length)
{
    if (length == SIZE_MAX) return NULL;
    char *copy = arena_alloc(arena, length + 1);
    if (copy != NULL && length > 0) memcpy(copy, bytes, length);
    return copy;
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0) return NULL;
    char *text = arena_alloc(arena, (size_t)length + 1);
    if (text == NULL) return NULL;
    va_start(args, format);
    vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    return text;
}

/* Keeps the newest block, which is the largest but for outsized requests. */
void arena_reset(Arena *arena)
{
    arena->older_given = 0;
    if (arena->newest == NULL) return;
    while (arena->newest->older != NULL) {
        ArenaBlock *older = arena->newest->older;
        arena->newest->older = older->older;
        free(older);
    }
    block_open(arena, arena->newest, arena->newest->size);
}

size_t arena_used(const Arena *arena)
{
    if (arena->newest == NULL) return 0;
    return arena->older_given + (size_t)(arena->next - arena->newest->data);
}

void arena_free(Arena *arena)
{
    if (arena == NULL || arena->is_foreign) return;
    while (arena->newest != NULL) {
        ArenaBlock *block = arena->newest;
        arena->newest = block->older;
        free(block);
    }
    free(arena);
}
