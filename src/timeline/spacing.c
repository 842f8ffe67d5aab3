/* Kept true: the results depend on the arguments alone, and are right, if not the best, whatever ages and pace say. */
#include "timeline/spacing.h"

/* In nanoseconds.  A copy of the machine takes a quarter of a millisecond when it is small, and as long again when
   both go on and write to what they shared. */
static const uint64_t SHORTEST_PART = 8000000;  /* closer together is not worth a copy, */
static const uint64_t SHORTEST_FIRST = 32000000; /* nor this where nobody has asked for it yet */
static const uint64_t NEAR = 250000;            /* as close to its goal a run needs no checkpoint */
static const uint64_t SLICE = 4000000;          /* where nobody has been, the pace is measured on the way, but not more often */
static const uint64_t UNTRIED = 1 << 14;        /* steps that run while no pace is known */
enum { COPIES_A_PART = 32, COPIES_A_FIRST = 64 }; /* the same for large machines, in copies */

static uint64_t larger(uint64_t left, uint64_t right)
{
    return left > right ? left : right;
}

static uint64_t part_of_run(const Spacing *spacing)
{
    uint64_t shortest = larger(SHORTEST_PART, COPIES_A_PART * spacing->copy);
    return larger(shortest, spacing->end.age / (spacing->most - SPACING_NEAR));
}

/* As long may a run to its goal be that needs no checkpoint on the way: not much longer than making one. */
static uint64_t near_enough(const Spacing *spacing)
{
    return larger(NEAR, spacing->copy);
}

/* How many checkpoints are at or before step N. */
static size_t count_until(const Spacing *spacing, uint64_t n)
{
    size_t count = 0;
    while (count < spacing->count && spacing->places[count].n <= n) count++;
    return count;
}

static uint64_t distance(uint64_t left, uint64_t right)
{
    return left < right ? right - left : left - right;
}

/* --- on the way */

/* Nanoseconds a step from AT on: as it was when somebody came by, else as it was just now. */
static double pace_at(const Spacing *spacing, Place at)
{
    size_t next = count_until(spacing, at.n);
    if (next == 0 || at.n >= spacing->end.n) return spacing->pace;
    Place before = spacing->places[next - 1], after = next < spacing->count ? spacing->places[next] : spacing->end;
    return after.age > before.age ? (double)(after.age - before.age) / (double)(after.n - before.n) : spacing->pace;
}

/* The age that the next checkpoint after AT should have; UINT64_MAX: none is wanted. */
static uint64_t next_due(const Spacing *spacing, Place at)
{
    uint64_t part = part_of_run(spacing);
    size_t before = count_until(spacing, at.n);
    if (at.n >= spacing->end.n) { /* nobody knows how long the run is: parts grow with it */
        uint64_t first = larger(larger(SHORTEST_FIRST, COPIES_A_FIRST * spacing->copy), part + part / 2);
        return (before == 0 ? 0 : spacing->places[before - 1].age) + first;
    }
    for (uint64_t due = (at.age / part + 1) * part; due < spacing->end.age; due += part) {
        bool is_kept = false;
        for (size_t i = 0; i < spacing->count; i++) is_kept = is_kept || distance(spacing->places[i].age, due) < part / 16;
        if (!is_kept) return due;
    }
    return UINT64_MAX;
}

static uint64_t steps_in(double nanoseconds, double pace)
{
    double steps = nanoseconds / pace;
    return steps < 1 ? 1 : steps > 1e18 ? (uint64_t)1e18 : (uint64_t)steps;
}

static void stop_sooner(Stop *stop, uint64_t n, uint64_t due)
{
    if (n < stop->n) *stop = (Stop){n, due};
}

Stop spacing_stop(const Spacing *spacing, Place at, uint64_t target)
{
    Stop stop = {target, UINT64_MAX};
    const uint64_t left = target - at.n;
    const double pace = pace_at(spacing, at);
    if (pace <= 0) {
        if (left > UNTRIED) stop_sooner(&stop, at.n + UNTRIED, UINT64_MAX);
        return stop;
    }
    /* Ages are not exact: what would take hardly any time by them may take long at the pace just now. */
    const double slower = pace > spacing->pace ? pace : spacing->pace;
    if (target != UINT64_MAX && (double)left * slower > (double)near_enough(spacing)) stop_sooner(&stop, target - left / 16, 0);
    uint64_t due = next_due(spacing, at);
    const uint64_t until_due = due <= at.age ? 0 : due - at.age;
    if (due != UINT64_MAX) stop_sooner(&stop, at.n + steps_in((double)until_due, pace), due);
    if (at.n >= spacing->end.n) stop_sooner(&stop, at.n + steps_in((double)larger(SLICE, until_due / 4 * 3), pace), due);
    else stop_sooner(&stop, spacing->end.n, UINT64_MAX);
    return stop;
}

bool spacing_is_due(const Spacing *spacing, Place at)
{
    return at.n >= spacing->end.n && next_due(spacing, at) <= at.age;
}

bool spacing_wants(const Spacing *spacing, Place at, Stop stop)
{
    return stop.due != UINT64_MAX && at.age + part_of_run(spacing) / 8 >= stop.due;
}

void spacing_note_copy(Spacing *spacing, uint64_t took)
{
    uint64_t before = spacing->copy;
    spacing->copy = before == 0 || took < before ? took : before + (took - before) / 8;
}

uint64_t spacing_piece(const Spacing *spacing, Place begin, uint64_t end)
{
    uint64_t steps = end - begin.n;
    return (double)steps * pace_at(spacing, begin) < (double)near_enough(spacing) ? steps : steps / 64 + 1;
}

/* --- which to keep */

uint64_t spacing_age(const Spacing *spacing, Place at)
{
    size_t next = count_until(spacing, at.n);
    if (next == 0) return at.age;
    Place before = spacing->places[next - 1], after = next < spacing->count ? spacing->places[next] : spacing->end;
    if (at.age < before.age) at.age = before.age;
    if (at.n >= after.n || after.age <= before.age) return at.age;
    double took = (double)(at.age - before.age), part = (double)(at.n - before.n) / (double)(after.n - before.n);
    double expected = part * (double)(after.age - before.age);
    if (took > expected / 2 && took < expected * 2) return before.age + (uint64_t)expected;
    return at.age > after.age ? after.age : at.age;
}

/* Is place INDEX one of those right before PRESENT? */
static bool is_near(const Spacing *spacing, size_t index, Place present)
{
    size_t before = count_until(spacing, present.n);
    return index < before && index + SPACING_NEAR >= before &&
           distance(spacing->places[index].age, present.age) < part_of_run(spacing) / 8;
}

/* Is place INDEX the one that keeps the part's beginning that it is nearest to? */
static bool is_keeper(const Spacing *spacing, size_t index, Place present)
{
    const uint64_t part = part_of_run(spacing), number = (spacing->places[index].age + part / 2) / part;
    const uint64_t mine = distance(spacing->places[index].age, number * part);
    for (size_t i = 0; i < spacing->count; i++) {
        if (i == index || (spacing->places[i].age + part / 2) / part != number || is_near(spacing, i, present)) continue;
        uint64_t other = distance(spacing->places[i].age, number * part);
        if (other < mine || (other == mine && i < index)) return false;
    }
    return true;
}

size_t spacing_least(const Spacing *spacing, Place present)
{
    size_t least = 1;
    uint64_t least_gap = UINT64_MAX;
    bool least_is_keeper = true;
    for (size_t i = 1; i < spacing->count; i++) {
        if (is_near(spacing, i, present)) continue;
        uint64_t end = i + 1 < spacing->count ? spacing->places[i + 1].age : spacing->end.age;
        uint64_t gap = distance(spacing->places[i - 1].age, end);
        bool keeps = is_keeper(spacing, i, present);
        if (keeps && !least_is_keeper) continue;
        if (keeps == least_is_keeper && gap >= least_gap) continue;
        least = i;
        least_gap = gap;
        least_is_keeper = keeps;
    }
    return least;
}
