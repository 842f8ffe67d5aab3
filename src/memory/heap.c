/* Every byte of a program's objects comes from here.

   Two regions of address space are reserved at the start, and used from their low ends.
   In the first, each 16 KiB pool is cut into blocks of one size class (16, 32 … 512
   bytes).  What stays true: a pool with a free block is in the list of its class; a
   block freed last is given out first, and so is the pool that was full most recently.
   That is obmalloc's order, by which a program sees the same id() again.

   The second region holds blocks above 512 bytes, each after a header of 16 bytes, in
   classes that are a quarter of a power of two apart; free blocks wait in a list per
   class.

   A program starts with fresh pools (heap_settle).  Those made before it lie below
   `settled`; they are in no list any more and give no block out again.

   Neither region is ever given back before the end, but the pages of large free blocks
   are.  Since regions are only offsets, id() can show nominal addresses that do not
   depend on where the system put them. */
#include "memory/heap.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/link.h"

enum {
    ALIGNMENT = 16,
    SMALL_LIMIT = 512,
    SMALL_CLASSES = SMALL_LIMIT / ALIGNMENT,
    POOL_SIZE = 16 << 10,
    LARGE_CLASSES = 4 * 64,
    RETURN_PAGES_FROM = 32 << 20, /* free blocks this large give their pages back */
    SETTLED_ALIGNMENT = 16 << 20, /* of the address where a program's memory begins */
};

/* Where the regions seem to lie: 0x7f10… and 0x7f40… look like a real machine's. */
static const uint64_t nominal_small = 0x7f1000000000, nominal_large = 0x7f4000000000;

typedef struct Pool {
    Link link;  /* in used[class] while a block is free */
    void *free; /* the first free block, linked through their first words; NULL: full */
    uint32_t used_blocks;
    uint32_t size_class;
    uint32_t next_offset; /* of the first block that was never given out */
    uint32_t spare[3];
} Pool;
_Static_assert(sizeof(Pool) % ALIGNMENT == 0, "blocks are aligned");

typedef struct LargeBlock {
    uint64_t size_class;
    struct LargeBlock *next_free;
} LargeBlock;
_Static_assert(sizeof(LargeBlock) == ALIGNMENT, "large blocks are aligned");

typedef struct Region {
    char *base, *top, *end; /* [base, top) was given out */
} Region;

struct Heap {
    Region small, large;
    const char *settled; /* in `small`: pools below it are older than the program; NULL: none is */
    Link used[SMALL_CLASSES];
    Link free_pools; /* whole pools, the last one freed first */
    LargeBlock *free_large[LARGE_CLASSES];
    uint64_t bytes, blocks;
    uint64_t allocations; /* ever, for fail-alloc=N; counted only when watched */
    bool is_watched;      /* a limit or a test wants to hear of each allocation */
    DebugFlags debug;
};

/* --- regions */

static int region_reserve(Region *region, size_t size)
{
    for (; size >= (size_t)64 << 20; size /= 2) {
        void *base = mmap(NULL,
                          size,
                          PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                          -1,
                          0);
        if (base == MAP_FAILED) continue;
        region->base = base;
        region->end = region->base + size;
        /* Pools are found from their blocks by alignment. */
        uintptr_t aligned =
            ((uintptr_t)base + POOL_SIZE - 1) & ~(uintptr_t)(POOL_SIZE - 1);
        region->top = region->base + (aligned - (uintptr_t)base);
        return 0;
    }
    return -1;
}

static void *region_take(Region *region, size_t size)
{
    if (size > (size_t)(region->end - region->top)) return NULL;
    char *taken = region->top;
    region->top += size;
    return taken;
}

static bool region_has(const Region *region, const void *address)
{
    return (const char *)address >= region->base && (const char *)address < region->end;
}

static uint64_t region_offset(const Region *region, const void *address)
{
    uintptr_t start =
        ((uintptr_t)region->base + POOL_SIZE - 1) & ~(uintptr_t)(POOL_SIZE - 1);
    return (uintptr_t)address - start;
}

int heap_init(Rt *rt)
{
    Heap *heap = calloc(1, sizeof *heap);
    if (heap == NULL) return -1;
    if (region_reserve(&heap->small, (size_t)1 << 36) < 0 ||
        region_reserve(&heap->large, (size_t)1 << 38) < 0) {
        if (heap->small.base != NULL) {
            munmap(heap->small.base, (size_t)(heap->small.end - heap->small.base));
        }
        free(heap);
        return -1;
    }
    for (int i = 0; i < SMALL_CLASSES; i++) link_init(&heap->used[i]);
    link_init(&heap->free_pools);
    heap->debug = rt->debug;
    heap->is_watched = rt->debug.fail_alloc != 0 || rt->debug.poison || rt->limits.given[LIMIT_MEMORY];
    rt->heap = heap;
    return 0;
}

void heap_fini(Rt *rt)
{
    Heap *heap = rt->heap;
    munmap(heap->small.base, (size_t)(heap->small.end - heap->small.base));
    munmap(heap->large.base, (size_t)(heap->large.end - heap->large.base));
    free(heap);
    rt->heap = NULL;
}

/* Leaves the rest up to a round offset unused, but not the last of the room. */
static void region_settle(Region *region)
{
    size_t offset = (size_t)region_offset(region, region->top);
    size_t gap = (SETTLED_ALIGNMENT - offset % SETTLED_ALIGNMENT) % SETTLED_ALIGNMENT;
    if (gap < (size_t)(region->end - region->top) / 4) region->top += gap;
}

void heap_settle(Rt *rt)
{
    Heap *heap = rt->heap;
    region_settle(&heap->small);
    region_settle(&heap->large);
    heap->settled = heap->small.top;
    for (int i = 0; i < SMALL_CLASSES; i++) link_init(&heap->used[i]);
    link_init(&heap->free_pools);
    memset(heap->free_large, 0, sizeof heap->free_large);
}

/* --- small blocks */

static ALWAYS_INLINE size_t small_size(uint32_t size_class)
{
    return (size_class + 1) * (size_t)ALIGNMENT;
}

static void link_prepend(Link *head, Link *item)
{
    link_append(head->next, item);
}

static Pool *pool_of(const void *block)
{
    return (Pool *)((uintptr_t)block & ~(uintptr_t)(POOL_SIZE - 1));
}

/* A pool with one free block at least, made the first of its class. */
static Pool *pool_new(Heap *heap, uint32_t size_class)
{
    Pool *pool;
    if (link_is_empty(&heap->free_pools)) {
        pool = region_take(&heap->small, POOL_SIZE);
        if (pool == NULL) return NULL;
    } else {
        pool = CONTAINER_OF(heap->free_pools.next, Pool, link);
        link_remove(&pool->link);
    }
    pool->size_class = size_class;
    pool->used_blocks = 0;
    pool->free = (char *)pool + sizeof *pool;
    *(void **)pool->free = NULL;
    pool->next_offset = (uint32_t)(sizeof *pool + small_size(size_class));
    link_prepend(&heap->used[size_class], &pool->link);
    return pool;
}

/* The list of free blocks ran out: continue with the part never given out, or leave the
   class's list as a full pool. */
static ALWAYS_INLINE void pool_extend(Pool *pool)
{
    size_t size = small_size(pool->size_class);
    if (pool->next_offset + size <= POOL_SIZE) {
        pool->free = (char *)pool + pool->next_offset;
        *(void **)pool->free = NULL;
        pool->next_offset += (uint32_t)size;
    } else {
        link_remove(&pool->link);
    }
}

static ALWAYS_INLINE void *pool_take(Heap *heap, Pool *pool, size_t size_class)
{
    void *block = pool->free;
    pool->used_blocks++;
    heap->bytes += small_size((uint32_t)size_class);
    pool->free = *(void **)block;
    if (pool->free == NULL) pool_extend(pool);
    return block;
}

static void *small_alloc(Heap *heap, size_t size)
{
    uint32_t size_class = (uint32_t)((size - 1) / ALIGNMENT);
    Link *head = &heap->used[size_class];
    Pool *pool = link_is_empty(head) ? pool_new(heap, size_class) : CONTAINER_OF(head->next, Pool, link);
    if (pool == NULL) return NULL;
    return pool_take(heap, pool, size_class);
}

static ALWAYS_INLINE void small_free(Heap *heap, void *block)
{
    Pool *pool = pool_of(block);
    bool was_full = pool->free == NULL;
    *(void **)block = pool->free;
    pool->free = block;
    pool->used_blocks--;
    heap->bytes -= small_size(pool->size_class);
    if (LIKELY(!was_full && pool->used_blocks > 0) || (const char *)pool < heap->settled) return;
    if (was_full) {
        link_prepend(&heap->used[pool->size_class], &pool->link);
    } else {
        link_remove(&pool->link);
        link_prepend(&heap->free_pools, &pool->link);
    }
}

/* --- large blocks */

/* Class 4p + q holds blocks of (5 + q) quarters of 2^p bytes, header included. */
static uint32_t large_class(size_t size)
{
    uint32_t power = 63 - (uint32_t)__builtin_clzll(size - 1);
    return 4 * power + (uint32_t)(((size - 1) >> (power - 2)) & 3);
}

static size_t large_size(uint64_t size_class)
{
    return (5 + (size_class & 3)) << (size_class / 4 - 2);
}

static LargeBlock *large_header(const void *block)
{
    return (LargeBlock *)((uintptr_t)block - sizeof(LargeBlock));
}

static void *large_alloc(Heap *heap, size_t size)
{
    uint32_t size_class = large_class(size + sizeof(LargeBlock));
    LargeBlock *block = heap->free_large[size_class];
    if (block != NULL) {
        heap->free_large[size_class] = block->next_free;
    } else {
        block = region_take(&heap->large, large_size(size_class));
        if (block == NULL) return NULL;
    }
    block->size_class = size_class;
    heap->bytes += large_size(size_class);
    return block + 1;
}

/* Gives the whole pages inside a large free block back to the system. */
static void return_pages(LargeBlock *block, size_t size)
{
    uintptr_t page = 4096;
    uintptr_t start = ((uintptr_t)(block + 1) + page - 1) & ~(page - 1);
    uintptr_t end = ((uintptr_t)block + size) & ~(page - 1);
    madvise((void *)start, end - start, MADV_DONTNEED);
}

static void large_free(Heap *heap, void *address)
{
    LargeBlock *block = large_header(address);
    size_t size = large_size(block->size_class);
    heap->bytes -= size;
    block->next_free = heap->free_large[block->size_class];
    heap->free_large[block->size_class] = block;
    if (size >= RETURN_PAGES_FROM) return_pages(block, size);
}

/* --- the public functions */

void heap_no_memory(Rt *rt)
{
    Type *type = RT_TYPE(rt, MemoryError);
    if (type == NULL) return;
    Pending old = rt->pending;
    rt->pending = (Pending){.type = new_ref((Ref)type)};
    release(rt, old.type);
    release(rt, old.value);
    release(rt, old.traceback);
}

/* Must this allocation fail, for the limit's sake or a test's? */
static bool heap_refuses(Rt *rt, size_t size)
{
    Heap *heap = rt->heap;
    if (!heap->is_watched) return size > (size_t)PTRDIFF_MAX / 2;
    uint64_t number = ++heap->allocations;
    const DebugFlags *debug = &rt->debug;
    if (UNLIKELY(debug->fail_alloc != 0) &&
        (number == debug->fail_alloc ||
         (debug->fail_from && number > debug->fail_alloc))) {
        return true;
    }
    if (UNLIKELY(rt->limits.given[LIMIT_MEMORY])) {
        uint64_t limit = rt->limits.most[LIMIT_MEMORY];
        if (size > limit || heap->bytes > limit - size) {
            rt_limit_reached(rt, LIMIT_MEMORY);
            return true;
        }
    }
    return size > (size_t)PTRDIFF_MAX / 2;
}

/* The bytes that a block can hold. */
static size_t block_room(const Heap *heap, const void *block)
{
    if (region_has(&heap->small, block)) return small_size(pool_of(block)->size_class);
    return large_size(large_header(block)->size_class) - sizeof(LargeBlock);
}

static void *block_take(Heap *heap, size_t size)
{
    void *block =
        size <= SMALL_LIMIT ? small_alloc(heap, size) : large_alloc(heap, size);
    if (block != NULL) {
        heap->blocks++;
        if (UNLIKELY(heap->debug.poison)) memset(block, 0xCD, size);
    }
    return block;
}

static NEVER_INLINE void *heap_alloc_any(Rt *rt, size_t size)
{
    if (size == 0) size = 1;
    void *block = heap_refuses(rt, size) ? NULL : block_take(rt->heap, size);
    if (UNLIKELY(block == NULL)) heap_no_memory(rt);
    return block;
}

/* Nearly always a pool of the class has a free block: that needs no call. */
void *heap_alloc(Rt *rt, size_t size)
{
    Heap *heap = rt->heap;
    size_t size_class = (size - 1) / ALIGNMENT;
    if (UNLIKELY(size_class >= SMALL_CLASSES || heap->is_watched)) return heap_alloc_any(rt, size);
    Link *head = &heap->used[size_class];
    if (UNLIKELY(link_is_empty(head))) return heap_alloc_any(rt, size);
    heap->blocks++;
    return pool_take(heap, CONTAINER_OF(head->next, Pool, link), size_class);
}

void heap_free(Rt *rt, void *block)
{
    if (block == NULL) return;
    Heap *heap = rt->heap;
    if (UNLIKELY(heap->debug.poison)) memset(block, 0xDD, block_room(heap, block));
    heap->blocks--;
    if (LIKELY(region_has(&heap->small, block))) {
        small_free(heap, block);
    } else {
        large_free(heap, block);
    }
}

/* As obmalloc: a block stays where it is when it can hold SIZE and at most a quarter of
   it would be wasted. */
void *heap_realloc(Rt *rt, void *block, size_t size)
{
    if (block == NULL) return heap_alloc(rt, size);
    if (size == 0) size = 1;
    size_t room = block_room(rt->heap, block);
    if (size <= room && size > room / 4 * 3) return block;
    void *moved = UNLIKELY(heap_refuses(rt, size)) ? NULL : block_take(rt->heap, size);
    if (UNLIKELY(moved == NULL)) {
        if (size <= room) return block;
        heap_no_memory(rt);
        return NULL;
    }
    memcpy(moved, block, size < room ? size : room);
    heap_free(rt, block);
    return moved;
}

uint64_t heap_nominal(const Rt *rt, const void *address)
{
    const Heap *heap = rt->heap;
    if (region_has(&heap->small, address)) {
        return nominal_small + region_offset(&heap->small, address);
    }
    if (region_has(&heap->large, address)) {
        return nominal_large + region_offset(&heap->large, address);
    }
    return (uint64_t)(uintptr_t)address;
}

uint64_t heap_bytes(const Rt *rt)
{
    return rt->heap->bytes;
}

uint64_t heap_blocks(const Rt *rt)
{
    return rt->heap->blocks;
}

uint64_t heap_allocations(const Rt *rt)
{
    return rt->heap->allocations;
}
