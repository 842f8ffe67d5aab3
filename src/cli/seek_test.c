/* Two machines are compared: one that jumps to and fro between its checkpoints, and one
   that only ever goes forward.  The steps are "random", but the same on every run. */
#include "cli/seek_test.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/live_program.h"

enum { BACK_STEPS = 50 };

typedef struct Visit {
    uint64_t n, digest;
} Visit;

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static Timeline *open_program(const MachineOptions *program)
{
    char message[256];
    Timeline *timeline =
        machine_timeline_open(&live_program, program, message, sizeof message);
    if (timeline == NULL) fprintf(stderr, "viv trace: %s\n", message);
    return timeline;
}

/* The digest of the View at step N.  False with a line on stderr. */
static bool visit(Timeline *timeline, Visit *place)
{
    static const ViewRequest request = {.frame = -1};
    TimelineStatus status = timeline_seek(timeline, place->n);
    const View *view = status == TIMELINE_OK ? timeline_view(timeline, &request) : NULL;
    if (view == NULL) {
        fprintf(
            stderr, "viv trace: step %" PRIu64 ": %s\n", place->n, timeline->message);
        return false;
    }
    place->digest = view_digest(view);
    return true;
}

int seek_test_view(const MachineOptions *program, const char *text)
{
    Visit place = {.n = strtoull(text, NULL, 10)};
    Timeline *timeline = open_program(program);
    if (timeline == NULL) return EXIT_EXCEPTION;
    bool done = visit(timeline, &place);
    if (done) printf("%" PRIu64 " %016" PRIx64 "\n", timeline->n, place.digest);
    timeline_close(timeline);
    return done ? EXIT_OK : EXIT_EXCEPTION;
}

static int compare_visits(const void *left, const void *right)
{
    uint64_t a = ((const Visit *)left)->n, b = ((const Visit *)right)->n;
    return a < b ? -1 : a > b;
}

/* Visits COUNT places in an order without plan, after a run to the end. */
static bool visit_to_and_fro(Timeline *timeline, Visit *places, size_t count)
{
    uint64_t random = 88172645463325252u;
    double start = milliseconds();
    if (timeline_seek(timeline, UINT64_MAX) != TIMELINE_OK ||
        !timeline->length_is_final)
        return false;
    double run = milliseconds() - start;
    uint64_t length = timeline->known_length;
    start = milliseconds();
    for (size_t i = 0; i < count; i++) {
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        places[i].n = random % (length + 1);
        if (!visit(timeline, &places[i])) return false;
    }
    double seeks = milliseconds() - start;
    uint64_t from = length < BACK_STEPS ? length : length - length / 10;
    timeline_seek(timeline, from);
    start = milliseconds();
    uint64_t steps = from < BACK_STEPS ? from : BACK_STEPS;
    for (uint64_t i = 1; i <= steps; i++) timeline_seek(timeline, from - i);
    double back = steps == 0 ? 0 : (milliseconds() - start) / (double)steps;
    fprintf(stderr,
            "%" PRIu64 " steps, run in %.1f ms with their checkpoints; a seek with its "
                       "view takes %.2f ms, "
            "a step back (a copy of a checkpoint and a run to the step) %.2f ms\n",
            length,
            run,
            seeks / (double)count,
            back);
    return true;
}

/* Visits PLACES in ascending order; the number of digests that differ, or -1. */
static long visit_forwards(Timeline *timeline, Visit *places, size_t count)
{
    long differ = 0;
    qsort(places, count, sizeof *places, compare_visits);
    for (size_t i = 0; i < count; i++) {
        Visit again = {.n = places[i].n};
        if (!visit(timeline, &again)) return -1;
        if (again.digest == places[i].digest) continue;
        printf("step %" PRIu64 ": %016" PRIx64 " differs from %016" PRIx64 "\n",
               again.n,
               again.digest,
               places[i].digest);
        differ++;
    }
    return differ;
}

int seek_test_run(const MachineOptions *program, const char *text)
{
    size_t count = strtoul(text, NULL, 10);
    Visit *places = calloc(count + 1, sizeof *places);
    Timeline *jumping = open_program(program), *straight = open_program(program);
    long differ = -1;
    if (count > 0 && places != NULL && jumping != NULL && straight != NULL &&
        visit_to_and_fro(jumping, places, count)) {
        differ = visit_forwards(straight, places, count);
    }
    if (differ >= 0) printf("%zu seeks, %ld differ\n", count, differ);
    if (jumping != NULL) timeline_close(jumping);
    if (straight != NULL) timeline_close(straight);
    free(places);
    return differ == 0 ? EXIT_OK : EXIT_EXCEPTION;
}
