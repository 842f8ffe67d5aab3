/* Chunks of the data stack.  A frame never straddles two chunks; a chunk is given back when
   the first frame in it is popped, except the very first chunk, which stays. */
#include "vm/datastack.h"

#include "memory/heap.h"

enum { CHUNK_WORDS = 16 * 1024 / sizeof(Own) };

Frame *datastack_push_new_chunk(Rt *rt, size_t words)
{
    struct VmState *vm = rt->vm;
    size_t slots = CHUNK_WORDS - sizeof(DataChunk) / sizeof(Own);
    while (slots < words) slots *= 2;
    DataChunk *chunk = heap_alloc(rt, sizeof *chunk + slots * sizeof(Own));
    if (chunk == NULL) return NULL;
    chunk->slots = slots;
    chunk->previous = vm->chunk;
    if (vm->chunk != NULL) vm->chunk->top_kept = vm->data_top;
    vm->chunk = chunk;
    vm->data_top = chunk->items + words;
    vm->data_limit = chunk->items + slots;
    return (Frame *)(void *)chunk->items;
}

void datastack_drop_chunk(Rt *rt)
{
    struct VmState *vm = rt->vm;
    DataChunk *chunk = vm->chunk;
    vm->chunk = chunk->previous;
    heap_free(rt, chunk);
    vm->data_top = vm->chunk == NULL ? NULL : vm->chunk->top_kept;
    vm->data_limit = vm->chunk == NULL ? NULL : vm->chunk->items + vm->chunk->slots;
}
