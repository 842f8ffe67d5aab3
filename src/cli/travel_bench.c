/* Kept true: each figure is the time until the View is there, with all that the user would wait for. */
#include "cli/travel_bench.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/live_program.h"

typedef struct Times {
    double *items, *busy; /* owned; milliseconds; and of processor time that the machine ran in them */
    size_t length;
} Times;

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare_times(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static void put_times(const char *what, Times *times)
{
    qsort(times->items, times->length, sizeof *times->items, compare_times);
    qsort(times->busy, times->length, sizeof *times->busy, compare_times);
    if (times->length == 0) return;
    printf("  %-22s median %8.2f ms, p99 %8.2f ms; the machine ran %.2f and %.2f ms of them\n", what, times->items[times->length / 2],
           times->items[times->length * 99 / 100], times->busy[times->length / 2], times->busy[times->length * 99 / 100]);
}

static bool look(Timeline *timeline, TimelineStatus status)
{
    static const ViewRequest request = {.frame = -1};
    if (status == TIMELINE_NOT_FOUND) status = TIMELINE_OK;
    if (status == TIMELINE_OK && timeline_view(timeline, &request) != NULL) return true;
    fprintf(stderr, "viv trace: step %" PRIu64 ": %s\n", timeline->n, timeline->message);
    return false;
}

static bool note(Times *times, const Timeline *timeline, double start, double busy)
{
    times->items[times->length] = milliseconds() - start;
    times->busy[times->length++] = ((double)machine_busy(timeline) - busy) / 1e6;
    return true;
}

/* Adds how long it took to go to N and look. */
static bool timed_seek(Timeline *timeline, uint64_t n, Times *times)
{
    double start = milliseconds(), busy = (double)machine_busy(timeline);
    return look(timeline, timeline_seek(timeline, n)) && note(times, timeline, start, busy);
}

static bool timed_find(Timeline *timeline, Times *times)
{
    static const Predicate line = {.kind = FIND_LINE};
    double start = milliseconds(), busy = (double)machine_busy(timeline);
    return look(timeline, timeline_find(timeline, &line, BACKWARDS)) && note(times, timeline, start, busy);
}

/* The most that was seen. */
typedef struct Use {
    size_t checkpoints;
    uint64_t memory;
} Use;

static void note_use(const Timeline *timeline, Use *use)
{
    size_t checkpoints = machine_checkpoints(timeline);
    uint64_t memory = machine_memory(timeline);
    if (checkpoints > use->checkpoints) use->checkpoints = checkpoints;
    if (memory > use->memory) use->memory = memory;
}

static bool travel(Timeline *timeline, size_t count, Times *seeks, Times *backs, Times *finds, Use *use)
{
    uint64_t random = 88172645463325252u, length = timeline->known_length;
    for (size_t i = 0; i < count; i++) {
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        uint64_t n = 2 + random % (length - 1);
        if (!timed_seek(timeline, n, seeks) || !timed_seek(timeline, timeline->n - 1, backs) || !timed_find(timeline, finds)) return false;
        if (i % 16 == 0) note_use(timeline, use);
    }
    return true;
}

int travel_bench(const MachineOptions *program, const char *text)
{
    char message[256];
    size_t count = strtoul(text, NULL, 10);
    Use use = {0};
    Times times[3];
    bool has_memory = true;
    for (size_t i = 0; i < ARRAY_LENGTH(times); i++) {
        times[i] = (Times){calloc(count + 1, sizeof(double)), calloc(count + 1, sizeof(double)), 0};
        has_memory = has_memory && times[i].items != NULL && times[i].busy != NULL;
    }
    Timeline *timeline = machine_timeline_open(&live_program, program, message, sizeof message);
    if (timeline == NULL || !has_memory) {
        fprintf(stderr, "viv trace: %s\n", timeline == NULL ? message : "no memory");
        return EXIT_EXCEPTION;
    }
    double start = milliseconds();
    bool done = timeline_seek(timeline, UINT64_MAX) == TIMELINE_OK && timeline->known_length > 2;
    double run = milliseconds() - start, ran = (double)machine_busy(timeline) / 1e6;
    done = done && travel(timeline, count, &times[0], &times[1], &times[2], &use);
    if (done) {
        printf("%" PRIu64 " steps, first run %.0f ms with its checkpoints; the machine ran %.0f ms of them\n", timeline->known_length,
               run, ran);
        put_times("random seek", &times[0]);
        put_times("step back", &times[1]);
        put_times("back to a line's begin", &times[2]);
        printf("  at most %zu checkpoints, %.1f MB in all processes\n", use.checkpoints, (double)use.memory / (1 << 20));
    }
    for (size_t i = 0; i < ARRAY_LENGTH(times); i++) free(times[i].items), free(times[i].busy);
    timeline_close(timeline);
    return done ? EXIT_OK : EXIT_EXCEPTION;
}
