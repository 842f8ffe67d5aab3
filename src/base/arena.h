/* An arena hands out memory that is freed all at once: for trees, tokens, flow graphs
   and Views, whose parts live and die together.  Blocks are zeroed and aligned for any
   type.  An arena never moves what it gave out. */
#ifndef VIV_BASE_ARENA_H
#define VIV_BASE_ARENA_H

#include <string.h>

#include "base/base.h"

typedef struct ArenaBlock ArenaBlock;

/* The fields are arena.c's; they stand here for arena_alloc. */
typedef struct Arena {
    char *next;         /* where the next piece begins */
    size_t room;        /* bytes from there to the end of the newest block */
    ArenaBlock *newest; /* NULL until the first allocation */
    size_t older_given; /* bytes given out of the blocks before that one */
    bool is_foreign;    /* lives inside memory that somebody else owns */
} Arena;

enum { ARENA_ALIGNMENT = 16 };

/* A new arena that grows by malloc, without limit other than memory; NULL when there
   is none. */
MUST_USE Arena *arena_new(void);

/* An arena over the SIZE bytes at MEMORY (kept, not owned), which never grows: for
   memory shared between processes.  The header lives inside MEMORY.  arena_alloc then
   returns NULL when it is full. */
MUST_USE Arena *arena_new_within(void *memory, size_t size);

/* What arena_alloc does when the newest block has no room, or SIZE is 0. */
MUST_USE void *arena_alloc_block(Arena *arena, size_t size);

/* SIZE zeroed bytes, or NULL when memory is exhausted. */
MUST_USE static inline void *arena_alloc(Arena *arena, size_t size)
{
    size_t rounded = (size + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
    if (rounded - 1 >= arena->room) return arena_alloc_block(arena, size);
    char *piece = arena->next;
    arena->next += rounded;
    arena->room -= rounded;
    return memset(piece, 0, rounded);
}

/* A NUL-terminated copy of LENGTH bytes (which may contain NUL), or NULL. */
MUST_USE char *arena_copy(Arena *arena, const char *bytes, size_t length);

/* snprintf into the arena, or NULL. */
MUST_USE PRINTF_LIKE(2, 3) char *arena_printf(Arena *arena, const char *format, ...);

/* Forgets everything given out and keeps the memory for reuse. */
void arena_reset(Arena *arena);

/* Bytes given out since the last reset. */
size_t arena_used(const Arena *arena);

/* Frees the arena and everything in it; NULL is fine.  Does nothing to the memory of
   an arena made by arena_new_within. */
void arena_free(Arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count)                                                \
    ((type *)arena_alloc((arena), sizeof(type) * (size_t)(count)))

#endif
