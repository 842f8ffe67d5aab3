/* The heap, the life of objects, and the collector, with a type made up here: a pair. */
#include "tests/unit/suite.h"

#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "memory/rtinit.h"
#include "timeline/generation.h"

typedef struct Pair {
    Obj head;
    Own first, second;
} Pair;

static int pair_traverse(Ref self, VisitFn visit, void *context)
{
    const Pair *pair = (const Pair *)self;
    int stop = pair->first != NULL ? visit(pair->first, context) : 0;
    return stop != 0 || pair->second == NULL ? stop : visit(pair->second, context);
}

static int pair_clear(Rt *rt, Obj *self)
{
    Pair *pair = (Pair *)self;
    release_clear(rt, &pair->first);
    release_clear(rt, &pair->second);
    return 0;
}

static void pair_dealloc(Rt *rt, Obj *self)
{
    pair_clear(rt, self);
    object_free(rt, self);
}

static Type pair_type = {
    .name = "Pair",
    .flags = TYPE_FLAG_GC,
    .basicsize = sizeof(Pair),
    .slots = {.tp_traverse = pair_traverse,
              .tp_clear = pair_clear,
              .tp_dealloc = pair_dealloc},
};

static Pair *pair_new(Rt *rt, Own first, Own second)
{
    Pair *pair = (Pair *)object_new(rt, &pair_type);
    ck_assert_ptr_nonnull(pair);
    pair->first = first;
    pair->second = second;
    gc_track(rt, (Ref)pair);
    return pair;
}

static void ignore_obj(Rt *rt, Obj *obj)
{
    (void)rt, (void)obj;
}
static ptrdiff_t ignore_list(Rt *rt, GcHead *list, int older)
{
    (void)rt, (void)list, (void)older;
    return 0;
}
static void ignore_callback(Rt *rt, bool start, int generation, GcStats found)
{
    (void)rt, (void)start, (void)generation, (void)found;
}
static void ignore_text(Rt *rt, const char *text)
{
    (void)rt, (void)text;
}

static const GcUpcalls upcalls = {
    .clear_weakrefs = ignore_obj,
    .handle_weakrefs = ignore_list,
    .keep_garbage = ignore_obj,
    .callback = ignore_callback,
    .report = ignore_text,
    .unraisable = ignore_text,
};

static Rt *start(DebugFlags debug)
{
    RtOptions options = {.debug = debug};
    Rt *rt = rt_new(&options, NULL, 0);
    ck_assert_ptr_nonnull(rt);
    rt->gc->upcalls = &upcalls;
    return rt;
}

START_TEST(a_freed_block_is_the_next_one)
{
    Rt *rt = start((DebugFlags){0});
    for (size_t size = 0; size <= 5000; size += 7) {
        void *first = heap_alloc(rt, size), *second = heap_alloc(rt, size);
        ck_assert_uint_eq((uintptr_t)first % 16, 0);
        ck_assert_ptr_ne(first, second);
        memset(first, 1, size);
        memset(second, 2, size);
        heap_free(rt, second);
        heap_free(rt, first);
        ck_assert_ptr_eq(heap_alloc(rt, size), first);
        ck_assert_ptr_eq(heap_alloc(rt, size), second);
        heap_free(rt, first);
        heap_free(rt, second);
    }
    ck_assert_uint_eq(heap_bytes(rt), 0);
    ck_assert_uint_eq(heap_blocks(rt), 0);
    ck_assert_uint_eq(rt_free(rt), 0);
}
END_TEST

static bool is_pattern(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != i % 251) return false;
    }
    return true;
}

START_TEST(realloc_keeps_the_contents)
{
    Rt *rt = start((DebugFlags){.poison = true});
    unsigned char *block = NULL;
    for (size_t size = 1; size < 3000000; size = size * 3 / 2 + 1) {
        block = heap_realloc(rt, block, size);
        ck_assert(is_pattern(block, size / 2));
        for (size_t i = 0; i < size; i++) block[i] = (unsigned char)(i % 251);
    }
    block = heap_realloc(rt, block, 100);
    ck_assert(is_pattern(block, 100));
    heap_free(rt, block);
    ck_assert_uint_eq(heap_bytes(rt), 0);
    rt_free(rt);
}
END_TEST

START_TEST(pools_serve_many_blocks)
{
    Rt *rt = start((DebugFlags){0});
    enum { COUNT = 20000 };
    static void *blocks[COUNT];
    for (int i = 0; i < COUNT; i++) blocks[i] = heap_alloc(rt, (size_t)(i % 64) * 8 + 1);
    uint64_t bytes = heap_bytes(rt);
    for (int i = 0; i < COUNT; i += 3) heap_free(rt, blocks[i]);
    for (int i = 0; i < COUNT; i += 3) blocks[i] = heap_alloc(rt, (size_t)(i % 64) * 8 + 1);
    ck_assert_uint_eq(heap_bytes(rt), bytes);
    for (int i = 0; i < COUNT; i++) heap_free(rt, blocks[i]);
    ck_assert_uint_eq(heap_bytes(rt), 0);
    rt_free(rt);
}
END_TEST

START_TEST(nominal_addresses_repeat)
{
    Rt *one = start((DebugFlags){0}), *two = start((DebugFlags){0});
    for (size_t size = 1; size < 100000; size *= 3) {
        void *first = heap_alloc(one, size), *second = heap_alloc(two, size);
        ck_assert_uint_eq(heap_nominal(one, first), heap_nominal(two, second));
        ck_assert_uint_eq(heap_nominal(one, first) >> 40, 0x7f);
    }
    rt_free(one);
    rt_free(two);
}
END_TEST

START_TEST(limits_and_failures_are_exact)
{
    Rt *rt = start((DebugFlags){.fail_alloc = 3});
    ck_assert_ptr_nonnull(heap_alloc(rt, 1));
    ck_assert_ptr_nonnull(heap_alloc(rt, 1));
    ck_assert_ptr_null(heap_alloc(rt, 1));
    ck_assert_ptr_nonnull(heap_alloc(rt, 1));
    rt->limits.given[LIMIT_MEMORY] = true;
    rt->limits.most[LIMIT_MEMORY] = heap_bytes(rt) + 1000;
    ck_assert_ptr_null(heap_alloc(rt, 1001));
    ck_assert_ptr_null(heap_alloc(rt, SIZE_MAX));
    ck_assert_ptr_nonnull(heap_alloc(rt, 500));
    rt_free(rt);
}
END_TEST

START_TEST(a_cycle_is_collected)
{
    Rt *rt = start((DebugFlags){.heap_check = true, .poison = true});
    Pair *kept = pair_new(rt, NULL, NULL);
    Pair *one = pair_new(rt, NULL, NULL), *two = pair_new(rt, (Own)one, new_ref((Ref)kept));
    one->first = (Own)two;
    ck_assert_uint_eq(rt_live_objects(rt), 3);
    ck_assert_int_eq(gc_collect(rt, 0), 2);
    ck_assert_uint_eq(rt_live_objects(rt), 1);
    ck_assert_int_eq(generation_of(rt, (Ref)kept), 1);
    ck_assert_uint_eq(kept->head.refcount, 1);
    ck_assert_int_eq(gc_collect(rt, 2), 0);
    ck_assert_int_eq(generation_of(rt, (Ref)kept), 2);
    release(rt, (Own)kept);
    ck_assert_uint_eq(rt_free(rt), 0);
}
END_TEST

START_TEST(the_701st_allocation_collects)
{
    Rt *rt = start((DebugFlags){0});
    Own chain = NULL;
    for (int i = 0; i < 700; i++) chain = (Own)pair_new(rt, chain, NULL);
    ck_assert_int_eq(rt->gc->stats[0].collections, 0);
    ck_assert_int_eq(rt->gc->generations[0].count, 700);
    chain = (Own)pair_new(rt, chain, NULL);
    ck_assert_int_eq(rt->gc->stats[0].collections, 1);
    ck_assert_int_eq(rt->gc->generations[0].count, 0);
    ck_assert_int_eq(rt->gc->generations[1].count, 1);
    release(rt, chain);
    ck_assert_uint_eq(rt_free(rt), 0);
}
END_TEST

START_TEST(a_long_chain_dies_on_a_short_stack)
{
    Rt *rt = start((DebugFlags){.poison = true});
    Own chain = NULL;
    for (int i = 0; i < 300000; i++) chain = (Own)pair_new(rt, chain, NULL);
    release(rt, chain);
    ck_assert_uint_eq(rt_free(rt), 0);
}
END_TEST

static Own revived_by_finalizer;

static void pair_finalize(Rt *rt, Obj *self)
{
    (void)rt;
    revived_by_finalizer = new_ref(self);
}

START_TEST(a_finalizer_can_bring_back)
{
    Type mortal = pair_type;
    mortal.slots.tp_finalize = pair_finalize;
    Rt *rt = start((DebugFlags){0});
    Pair *pair = pair_new(rt, NULL, NULL);
    pair->head.type = &mortal;
    release(rt, (Own)pair);
    ck_assert_ptr_eq(revived_by_finalizer, pair);
    ck_assert_int_eq(generation_of(rt, (Ref)pair), 0);
    release(rt, STEAL(revived_by_finalizer));
    ck_assert_uint_eq(rt_live_objects(rt), 0);

    pair = pair_new(rt, NULL, NULL);
    pair->head.type = &mortal;
    pair->first = (Own)pair;
    ck_assert_int_eq(gc_collect(rt, 2), 0);
    ck_assert_ptr_eq(revived_by_finalizer, pair);
    release(rt, STEAL(revived_by_finalizer));
    ck_assert_int_eq(gc_collect(rt, 2), 1);
    ck_assert_uint_eq(rt_free(rt), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("memory");
    tcase_add_test(tests, a_freed_block_is_the_next_one);
    tcase_add_test(tests, realloc_keeps_the_contents);
    tcase_add_test(tests, pools_serve_many_blocks);
    tcase_add_test(tests, nominal_addresses_repeat);
    tcase_add_test(tests, limits_and_failures_are_exact);
    tcase_add_test(tests, a_cycle_is_collected);
    tcase_add_test(tests, the_701st_allocation_collects);
    tcase_add_test(tests, a_long_chain_dies_on_a_short_stack);
    tcase_add_test(tests, a_finalizer_can_bring_back);
    return suite_run_one("memory", tests);
}
