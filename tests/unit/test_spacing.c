/* Where checkpoints lie, without any process: a walker obeys timeline/spacing.h in runs whose steps take different
   times, and what is left after runs and seeks must be few, spread evenly over the time, and dense near the present. */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/suite.h"
#include "timeline/spacing.h"

static const uint64_t MS = 1000000;

typedef struct Walker {
    Spacing spacing;
    Place at;
    uint64_t length;
    uint64_t slow_from, fast, slow; /* nanoseconds a step, before and from that step on */
    size_t copies;
} Walker;

static uint64_t age_at(const Walker *walker, uint64_t n)
{
    uint64_t quick = n < walker->slow_from ? n : walker->slow_from;
    return quick * walker->fast + (n - quick) * walker->slow;
}

static void leave(Walker *walker)
{
    Spacing *spacing = &walker->spacing;
    size_t index = 0;
    while (index < spacing->count && spacing->places[index].n < walker->at.n) index++;
    if (index < spacing->count && spacing->places[index].n == walker->at.n) return;
    memmove(&spacing->places[index + 1], &spacing->places[index], (spacing->count - index) * sizeof spacing->places[0]);
    spacing->places[index] = walker->at;
    spacing->count++;
    walker->copies++;
    if (spacing->count <= SPACING_MOST) return;
    index = spacing_least(spacing, walker->at);
    ck_assert_uint_gt(index, 0);
    ck_assert_uint_lt(index, spacing->count);
    memmove(&spacing->places[index], &spacing->places[index + 1], (spacing->count - index - 1) * sizeof spacing->places[0]);
    spacing->count--;
}

static void walk(Walker *walker, uint64_t target)
{
    const uint64_t end = target < walker->length ? target : walker->length;
    if (spacing_is_due(&walker->spacing, walker->at)) leave(walker);
    while (walker->at.n < end) {
        Stop stop = spacing_stop(&walker->spacing, walker->at, target);
        ck_assert_uint_gt(stop.n, walker->at.n);
        ck_assert_uint_le(stop.n, target);
        uint64_t n = stop.n < end ? stop.n : end, took = age_at(walker, n) - age_at(walker, walker->at.n);
        walker->spacing.pace = (double)took / (double)(n - walker->at.n);
        walker->at = (Place){n, walker->at.age + took};
        walker->at.age = spacing_age(&walker->spacing, walker->at);
        if (n > walker->spacing.end.n) walker->spacing.end = walker->at;
        if (n < end && spacing_wants(&walker->spacing, walker->at, stop)) leave(walker);
    }
}

/* How long it takes to get from the nearest checkpoint to step N. */
static uint64_t way_to(const Walker *walker, uint64_t n, size_t *nearest)
{
    *nearest = walker->spacing.count;
    while (walker->spacing.places[*nearest - 1].n > n) --*nearest;
    return age_at(walker, n) - age_at(walker, walker->spacing.places[--*nearest].n);
}

static void go(Walker *walker, uint64_t n)
{
    size_t nearest;
    way_to(walker, n, &nearest);
    if (walker->at.n > n || walker->at.n < walker->spacing.places[nearest].n) walker->at = walker->spacing.places[nearest];
    walk(walker, n);
}

static Walker walker_at_start(uint64_t length)
{
    return (Walker){.spacing = SPACING_INIT, .length = length, .slow_from = length, .fast = 10, .slow = 10};
}

/* The longest way from a checkpoint to a step, in nanoseconds. */
static uint64_t longest_way(const Walker *walker)
{
    uint64_t longest = 0;
    for (size_t i = 0; i < walker->spacing.count; i++) {
        uint64_t end = i + 1 < walker->spacing.count ? walker->spacing.places[i + 1].n : walker->length;
        uint64_t way = age_at(walker, end) - age_at(walker, walker->spacing.places[i].n);
        if (way > longest) longest = way;
    }
    return longest;
}

static void seek_at_random(Walker *walker, int count)
{
    uint64_t random = 88172645463325252u;
    for (int i = 0; i < count; i++) {
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        go(walker, 1 + random % (walker->length - 1));
        size_t nearest;
        /* A step back begins close by. */
        ck_assert_uint_le(way_to(walker, walker->at.n - 1, &nearest), 3 * MS / 2);
    }
}

START_TEST(short_runs_leave_none)
{
    Walker walker = walker_at_start(2000000);
    walk(&walker, UINT64_MAX);
    ck_assert_uint_eq(walker.copies, 0);
}
END_TEST

START_TEST(first_runs_leave_few)
{
    for (uint64_t length = 3000000; length < UINT64_C(3000000000); length += length / 3) {
        Walker walker = walker_at_start(length);
        walk(&walker, UINT64_MAX);
        uint64_t total = age_at(&walker, length), most = 2 * total / SPACING_MOST;
        ck_assert_uint_le(longest_way(&walker), (most > 32 * MS ? most : 32 * MS) + 8 * MS);
        /* A copy costs a millisecond or two. */
        ck_assert_uint_le(walker.copies * 20 * MS, total);
    }
}
END_TEST

START_TEST(seeks_even_them_out)
{
    Walker walker = walker_at_start(100000000);
    walk(&walker, UINT64_MAX);
    seek_at_random(&walker, 1000);
    ck_assert_uint_le(longest_way(&walker), age_at(&walker, walker.length) / (SPACING_MOST - SPACING_NEAR) * 5 / 4);
}
END_TEST

START_TEST(time_counts_not_steps)
{
    Walker walker = walker_at_start(11000000);
    walker.slow_from = 10000000; /* a tenth of the steps takes eleven twelfths of the time */
    walker.slow = 1000;
    walk(&walker, UINT64_MAX);
    seek_at_random(&walker, 1000);
    ck_assert_uint_le(longest_way(&walker), age_at(&walker, walker.length) / (SPACING_MOST - SPACING_NEAR) * 3 / 2);
}
END_TEST

START_TEST(single_steps_leave_some)
{
    Walker walker = walker_at_start(100000000);
    walker.fast = walker.slow = 100000;
    for (uint64_t n = 1; n < 10000; n++) walk(&walker, n);
    ck_assert_uint_gt(walker.spacing.count, 20);
}
END_TEST

START_TEST(ages_stay_in_order)
{
    Walker walker = walker_at_start(100000000);
    walk(&walker, UINT64_MAX);
    const Spacing *spacing = &walker.spacing;
    Place early = {spacing->places[3].n + 1, 0}, late = {spacing->places[3].n + 1, UINT64_MAX};
    ck_assert_uint_eq(spacing_age(spacing, early), spacing->places[3].age);
    ck_assert_uint_eq(spacing_age(spacing, late), spacing->places[4].age);
    Place beyond = {spacing->end.n + 1, spacing->end.age + 5};
    ck_assert_uint_eq(spacing_age(spacing, beyond), beyond.age);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("spacing");
    tcase_add_test(tests, short_runs_leave_none);
    tcase_add_test(tests, first_runs_leave_few);
    tcase_add_test(tests, seeks_even_them_out);
    tcase_add_test(tests, time_counts_not_steps);
    tcase_add_test(tests, single_steps_leave_some);
    tcase_add_test(tests, ages_stay_in_order);
    return suite_run_one("spacing", tests);
}
