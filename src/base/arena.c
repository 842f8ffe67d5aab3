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

typedef struct Block {
    struct Block *older; /* NULL in the first one */
    size_t size;         /* of data[] */
    size_t used;
    alignas(max_align_t) char data[];
} Block;

struct Arena {
    Block *newest;   /* NULL until the first allocation */
    size_t given;    /* bytes given out since the last reset, rounded up to alignment */
    bool is_foreign; /* lives inside memory that somebody else owns */
};

static size_t round_up(size_t size)
{
    return (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
}

Arena *arena_new(void)
{
    return calloc(1, sizeof(Arena));
}

Arena *arena_new_within(void *memory, size_t size)
{
    uintptr_t start = (uintptr_t)memory;
    size_t skip = round_up(start) - start;
    size_t headers = skip + round_up(sizeof(Arena)) + sizeof(Block);
    if (size < headers) return NULL;
    char *base = (char *)memory + skip;
    Arena *arena = (Arena *)(void *)base;
    Block *block = (Block *)(void *)(base + round_up(sizeof(Arena)));
    *arena = (Arena){.newest = block, .is_foreign = true};
    block->older = NULL;
    block->size = size - headers;
    block->used = 0;
    return arena;
}

/* A new block with room for SIZE bytes; each is twice its elder, up to a limit. */
static Block *block_add(Arena *arena, size_t size)
{
    size_t room = FIRST_BLOCK_SIZE;
    if (arena->newest != NULL) room = arena->newest->size * 2;
    if (room > LARGEST_STEP) room = LARGEST_STEP;
    if (room < size) room = size;
    if (room > SIZE_MAX - sizeof(Block)) return NULL;
    Block *block = malloc(sizeof(Block) + room);
    if (block == NULL) return NULL;
    block->older = arena->newest;
    block->size = room;
    block->used = 0;
    arena->newest = block;
    return block;
}

void *arena_alloc(Arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2) return NULL;
    size = round_up(size == 0 ? 1 : size);
    Block *block = arena->newest;
    if (block == NULL || block->size - block->used < size) {
        block = arena->is_foreign ? NULL : block_add(arena, size);
        if (block == NULL) return NULL;
    }
    void *piece = block->data + block->used;
    block->used += size;
    arena->given += size;
    return memset(piece, 0, size);
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
    arena->given = 0;
    if (arena->newest == NULL) return;
    while (arena->newest->older != NULL) {
        Block *older = arena->newest->older;
        arena->newest->older = older->older;
        free(older);
    }
    arena->newest->used = 0;
}

size_t arena_used(const Arena *arena)
{
    return arena->given;
}

void arena_free(Arena *arena)
{
    if (arena == NULL || arena->is_foreign) return;
    while (arena->newest != NULL) {
        Block *block = arena->newest;
        arena->newest = block->older;
        free(block);
    }
    free(arena);
}
