/* Two machines are compared: one that jumps to and fro between its checkpoints, and one
   that only ever goes forward, through the same world.  The steps are "random", but the same on every run. */
#include "cli/seek_test.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/live_program.h"
#include "traces/player.h"

enum { BACK_STEPS = 50, INPUT_LINES = 1000 };

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

/* Gives the program all the input that it may ask for. */
static bool feed(Timeline *timeline)
{
    char line[32];
    TimelineStatus status = TIMELINE_OK;
    for (int i = 0; i < INPUT_LINES && status == TIMELINE_OK; i++) {
        int length = snprintf(line, sizeof line, "line %d\n", i);
        status = timeline_feed(timeline, line, (size_t)length, i + 1 == INPUT_LINES);
    }
    return status == TIMELINE_OK;
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

/* --- a trace beside the machine that it is of */

/* What the machine made before the program depends on the world that it starts in. */
static uint32_t blotted(uint32_t object)
{
    return object > VIEW_EARLIER ? VIEW_EARLIER : object;
}

/* What a trace does not hold of a value is blotted out. */
static void blot_value(ViewValue *value)
{
    bool is_container = value->text.length > 0 && strchr("[({<", value->text.bytes[0]) != NULL && !value->is_simple;
    value->refcount = 0;
    if (value->is_simple) value->object = 0;
    value->object = blotted(value->object);
    /* Containers are compared by their fields: of a value inside one, a trace has the number only when it is no
       simple value.  An iterator or exception is shown as it was when it was made. */
    if (is_container || !value->is_simple) value->text = (EventText){"", 0};
}

enum { MOST_NAMES = 64, MOST_FRAMES = 64 };

/* The names that a program gave itself; where a module lies is not in a trace. */
static void blot_names(ViewNames *names, ViewName *kept)
{
    size_t count = 0;
    for (size_t i = 0; i < names->items.length && count < MOST_NAMES; i++) {
        EventText name = names->items.items[i].name;
        if (name.length > 4 && name.bytes[0] == '_' && name.bytes[1] == '_') continue;
        kept[count] = names->items.items[i];
        blot_value(&kept[count++].value);
    }
    names->items.items = kept;
    names->items.length = names->total = count;
}

static uint64_t held_digest(const View *whole)
{
    View view = *whole;
    ViewName names[3][MOST_NAMES];
    ViewFrame frames[MOST_FRAMES];
    if (view.frames.length > MOST_FRAMES) view.frames.length = MOST_FRAMES;
    if (view.frames.length > 0) memcpy(frames, view.frames.items, view.frames.length * sizeof frames[0]);
    view.frames.items = frames;
    for (size_t i = 0; i < view.frames.length; i++) {
        ViewFrame *frame = &frames[i];
        frame->frame_object = 0;
        if (i > 0) frame->lasti = 0; /* within the call's caches, or not: as it was called */
        for (size_t j = 0; j < frame->localsplus.length; j++) blot_value(&frame->localsplus.items[j].value);
        for (size_t j = 0; j < frame->stack.length; j++) blot_value(&frame->stack.items[j]);
        /* A trace has the callers' stacks as they were before the instruction that called. */
        if (i > 0) frames[i].stack.length = 0;
    }
    blot_names(&view.locals, names[0]);
    blot_names(&view.globals, names[1]);
    blot_names(&view.enclosing, names[2]);
    view.builtins = (ViewNames){0};
    view.objects.length = 0;
    view.gc = (ViewGc){.collecting = view.gc.collecting, .phase = view.gc.phase};
    view.live_objects = view.heap_bytes = 0;
    view.exception = (EventText){"", 0};
    view.output.length = 0;
    return view_digest(&view);
}

static uint64_t output_digest(const View *view)
{
    uint64_t digest = 14695981039346656037u;
    for (size_t i = 0; i < view->output.length; i++) {
        for (size_t j = 0; j < view->output.items[i].text.length; j++)
            digest = (digest ^ (unsigned char)view->output.items[i].text.bytes[j]) * 1099511628211u;
    }
    return digest;
}

static bool is_row(const ViewObject *object)
{
    return strcmp(object->value.type, "list") == 0 || (strcmp(object->value.type, "tuple") == 0 && object->id < VIEW_EARLIER);
}

/* Do the lists and tuples that both Views describe hold the same? */
static bool rows_equal(const View *left, const View *right)
{
    for (size_t i = 0; i < left->objects.length; i++) {
        const ViewObject *one = &left->objects.items[i], *other = view_object(right, one->id);
        if (other == NULL || !is_row(one)) continue;
        if (one->fields.total != other->fields.total) return false;
        for (size_t j = 0; j < one->fields.length && j < other->fields.length; j++) {
            ViewValue mine = one->fields.items[j].value, theirs = other->fields.items[j].value;
            bool is_same = mine.is_simple ? mine.text.length == theirs.text.length &&
                                                memcmp(mine.text.bytes, theirs.text.bytes, mine.text.length) == 0
                                          : blotted(mine.object) == blotted(theirs.object);
            if (mine.is_simple != theirs.is_simple || !is_same) return false;
        }
    }
    return true;
}

/* Is it a collection that began in a frame of the library, which the trace does not have? */
static bool collects_elsewhere(const View *live, const View *trace)
{
    bool has_both = live->frames.length > 0 && trace->frames.length > 0;
    return live->state == VIEW_AT_GC_PHASE && has_both && live->frames.items[0].number != trace->frames.items[0].number;
}

/* LIVE without the frames that TRACE leaves out, as those of the library; KEPT has room for MOST_FRAMES. */
static View without_library(const View *live, const View *trace, ViewFrame *kept)
{
    View view = *live;
    size_t count = 0;
    for (size_t i = 0; i < live->frames.length && count < MOST_FRAMES; i++) {
        bool is_written = false;
        for (size_t j = 0; j < trace->frames.length; j++) is_written |= trace->frames.items[j].number == live->frames.items[i].number;
        if (is_written) kept[count++] = live->frames.items[i];
    }
    for (size_t i = 0; i < count; i++) kept[i].back = i + 1 < count ? kept[i + 1].number : trace->frames.items[trace->frames.length - 1].back;
    view.frames.items = kept;
    view.frames.length = view.frames.total = count;
    return view;
}

/* Where the two differ, in one word; NULL: nowhere. */
static const char *difference(const View *live, const View *right)
{
    ViewFrame kept[MOST_FRAMES];
    View view = without_library(live, right, kept), *left = &view;
    View only_left = {.n = left->n, .frames = left->frames}, only_right = {.n = right->n, .frames = right->frames};
    if (output_digest(left) != output_digest(right)) return "the output";
    if (left->state != right->state) return "the state";
    if (!rows_equal(left, right)) return "the objects";
    if (collects_elsewhere(live, right) || held_digest(left) == held_digest(right)) return NULL;
    if (held_digest(&only_left) != held_digest(&only_right)) return "the frames";
    only_left = (View){.locals = left->locals, .globals = left->globals, .enclosing = left->enclosing};
    only_right = (View){.locals = right->locals, .globals = right->globals, .enclosing = right->enclosing};
    if (held_digest(&only_left) != held_digest(&only_right)) return "the names";
    return "the collector";
}

int seek_test_trace(const MachineOptions *program, const char *path)
{
    ViewRequest request = {.frame = -1};
    char message[256];
    Timeline *live = open_program(program), *trace = player_open(path, message, sizeof message);
    uint64_t steps = 0, differ = 0;
    if (trace == NULL) fprintf(stderr, "viv trace: %s: %s\n", path, message);
    while (live != NULL && trace != NULL) {
        uint64_t n = trace->n;
        if (timeline_seek(live, n) != TIMELINE_OK) break;
        const View *left = timeline_view(live, &request), *right = timeline_view(trace, &request);
        if (left == NULL || right == NULL || left->state == VIEW_ENDED || right->state == VIEW_ENDED) break;
        const char *where = difference(left, right);
        if (where != NULL && differ++ == 0) printf("step %" PRIu64 " differs in %s\n", n, where);
        steps++;
        if (timeline_seek(trace, n + 1) != TIMELINE_OK || trace->n == n) break;
    }
    printf("%" PRIu64 " steps beside the machine, %" PRIu64 " differ\n", steps, differ);
    if (live != NULL) timeline_close(live);
    if (trace != NULL) timeline_close(trace);
    return steps > 0 && differ == 0 ? EXIT_OK : EXIT_EXCEPTION;
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

/* Visits PLACES in ascending order, in the world that the places were visited in; the number of digests that differ, or -1. */
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
    if (count > 0 && places != NULL && jumping != NULL && straight != NULL && feed(jumping) &&
        visit_to_and_fro(jumping, places, count)) {
        machine_remember(straight, jumping);
        differ = visit_forwards(straight, places, count);
    }
    if (differ >= 0) printf("%zu seeks, %ld differ\n", count, differ);
    if (jumping != NULL) timeline_close(jumping);
    if (straight != NULL) timeline_close(straight);
    free(places);
    return differ == 0 ? EXIT_OK : EXIT_EXCEPTION;
}
