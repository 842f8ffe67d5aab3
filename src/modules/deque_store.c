/* Where a deque keeps its items.  Blocks that become empty wait, up to 16 of them, for the next one
   that is needed. */
#include "modules/deque.h"

#include "memory/heap.h"
#include "objects/error.h"

static DequeBlock *block_new(Rt *rt, DequeObj *deque)
{
    if (deque->spare_count > 0) return deque->spare[--deque->spare_count];
    return heap_alloc(rt, sizeof(DequeBlock));
}

static void block_free(Rt *rt, DequeObj *deque, DequeBlock *block)
{
    if (deque->spare_count < DEQUE_SPARE) deque->spare[deque->spare_count++] = block;
    else heap_free(rt, block);
}

static void center(DequeObj *deque)
{
    deque->first_index = DEQUE_CENTER + 1;
    deque->last_index = DEQUE_CENTER;
}

void deque_make_room(DequeObj *deque, bool at_front)
{
    deque->first_index = at_front ? DEQUE_BLOCK - 1 : 1;
    deque->last_index = deque->first_index - 1;
}

void deque_told(Rt *rt, const DequeObj *deque, WriteKind kind, ptrdiff_t index, Ref old, Ref value)
{
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL)
        rt->hooks->written(rt, rt->hooks->context, &deque->head.head, kind, index, NULL, old, value);
}

int deque_init_store(Rt *rt, DequeObj *deque)
{
    deque->first = deque->last = block_new(rt, deque);
    if (deque->first == NULL) return -1;
    deque->first->left = deque->first->right = NULL;
    center(deque);
    return 0;
}

int deque_push_last(Rt *rt, DequeObj *deque, Own item)
{
    if (deque->last_index == DEQUE_BLOCK - 1) {
        DequeBlock *block = block_new(rt, deque);
        if (block == NULL) return error_release_int(rt, item);
        block->left = deque->last;
        block->right = NULL;
        deque->last->right = block;
        deque->last = block;
        deque->last_index = -1;
    }
    deque->last->items[++deque->last_index] = item;
    deque->head.length++;
    deque->state++;
    deque_told(rt, deque, WRITE_APPEND, deque->head.length - 1, NULL, item);
    return 0;
}

int deque_push_first(Rt *rt, DequeObj *deque, Own item)
{
    if (deque->first_index == 0) {
        DequeBlock *block = block_new(rt, deque);
        if (block == NULL) return error_release_int(rt, item);
        block->right = deque->first;
        block->left = NULL;
        deque->first->left = block;
        deque->first = block;
        deque->first_index = DEQUE_BLOCK;
    }
    deque->first->items[--deque->first_index] = item;
    deque->head.length++;
    deque->state++;
    deque_told(rt, deque, WRITE_INSERT, 0, NULL, item);
    return 0;
}

Own deque_pop_last(Rt *rt, DequeObj *deque)
{
    Own item = deque->last->items[deque->last_index--];
    deque->head.length--;
    deque->state++;
    if (deque->head.length == 0) {
        center(deque);
    } else if (deque->last_index < 0) {
        DequeBlock *empty = deque->last;
        deque->last = empty->left;
        deque->last->right = NULL;
        deque->last_index = DEQUE_BLOCK - 1;
        block_free(rt, deque, empty);
    }
    deque_told(rt, deque, WRITE_POP, deque->head.length, item, NULL);
    return item;
}

Own deque_pop_first(Rt *rt, DequeObj *deque)
{
    Own item = deque->first->items[deque->first_index++];
    deque->head.length--;
    deque->state++;
    if (deque->head.length == 0) {
        center(deque);
    } else if (deque->first_index == DEQUE_BLOCK) {
        DequeBlock *empty = deque->first;
        deque->first = empty->right;
        deque->first->left = NULL;
        deque->first_index = 0;
        block_free(rt, deque, empty);
    }
    deque_told(rt, deque, WRITE_POP, 0, item, NULL);
    return item;
}

Own *deque_slot(const DequeObj *deque, ptrdiff_t index)
{
    if (index <= deque->head.length / 2) {
        ptrdiff_t at = deque->first_index + index;
        DequeBlock *block = deque->first;
        for (; at >= DEQUE_BLOCK; at -= DEQUE_BLOCK) block = block->right;
        return &block->items[at];
    }
    ptrdiff_t at = deque->last_index - (deque->head.length - 1 - index);
    DequeBlock *block = deque->last;
    for (; at < 0; at += DEQUE_BLOCK) block = block->left;
    return &block->items[at];
}

/* One item from the end to the front, or the other way; nothing is lost when there is no memory. */
static int rotate_one(Rt *rt, DequeObj *deque, bool forward)
{
    Ref item = *deque_slot(deque, forward ? deque->head.length - 1 : 0);
    int status = forward ? deque_push_first(rt, deque, new_ref(item)) : deque_push_last(rt, deque, new_ref(item));
    if (status == 0) release(rt, forward ? deque_pop_last(rt, deque) : deque_pop_first(rt, deque));
    return status;
}

int deque_rotate(Rt *rt, DequeObj *deque, ptrdiff_t times)
{
    ptrdiff_t length = deque->head.length;
    if (length <= 1) return 0;
    times %= length;
    if (times > length / 2) times -= length;
    else if (times < -(length / 2)) times += length;
    for (bool forward = times > 0; times != 0; times += forward ? -1 : 1) {
        if (rotate_one(rt, deque, forward) < 0 || error_poll(rt) < 0) return -1;
    }
    return 0;
}

/* The items are taken out one by one: releasing one may run code that looks at the deque. */
void deque_clear(Rt *rt, DequeObj *deque)
{
    if (deque->first == NULL) return;
    for (ptrdiff_t count = deque->head.length; count > 0 && deque->head.length > 0; count--)
        release(rt, deque_pop_first(rt, deque));
}

void deque_free_store(Rt *rt, DequeObj *deque)
{
    while (deque->head.length > 0) deque_clear(rt, deque);
    heap_free(rt, deque->first);
    deque->first = deque->last = NULL;
    while (deque->spare_count > 0) heap_free(rt, deque->spare[--deque->spare_count]);
}
