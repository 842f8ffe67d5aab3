/* Joins the pieces: the pilot stops the machine in its step hook; a Watch looks for predicates,
   an Inspector makes Views, a LoggedWorld stands between the program and the world, and the
   herd in the stepper's process keeps the processes.

   The first process is forked from the stepper, so what is set up here before that is there
   in every process of the machine. */
#include "timeline/machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "timeline/herd.h"
#include "timeline/inspect.h"
#include "timeline/logged_world.h"
#include "timeline/machine_save.h"
#include "timeline/watch.h"

enum { STATUS_LIMIT = 3 };

typedef struct Machine {
    Watch watch; /* first: its hooks get the machine as their context */
    MachineProgram program;
    MachineOptions options;
    Rt *rt; /* NULL until the program begins */
    Pilot *pilot;
    Inspector inspector;
    Tally tally;
    LoggedWorld world;
    Frame *frame;      /* whose instruction is about to run; NULL: a phase of the collector */
    bool is_at_step;   /* in the hook, before step rt_step(rt); else that step is running */
} Machine;

/* --- in the machine's processes */

static void machine_step(Rt *rt, void *context, Frame *frame)
{
    Machine *machine = context;
    machine->frame = frame;
    uint64_t n = rt_step(rt);
    if (n == 0) machine->inspector.ids.first_frame = frame->number;
    machine->is_at_step = true;
    survey_settle(&machine->watch.surveyor);
    uint64_t next = pilot_arrive(machine->pilot, n);
    if (machine->pilot->shared->tallies) {
        if (frame != NULL) tally_note(&machine->tally, &machine->watch.facts, frame->code, code_unit_of(frame->code, frame->prev_instr));
        next = n + 1;
    }
    rt_stop_at(rt, next);
    machine->is_at_step = false;
}

/* The program is about to begin: steps count from here. */
static void machine_ready(void *context, uint32_t first_object)
{
    Machine *machine = context;
    Rt *rt = machine->rt;
    machine->inspector.rt = rt;
    machine->inspector.ids = (Ids){first_object, 0};
    watch_init(&machine->watch, rt, &machine->inspector.ids, &machine->pilot->cursor, &machine->pilot->shared->survey,
               machine_step);
    const char *path = machine->options.path;
    machine->watch.facts.program = path == NULL ? "<string>" : strcmp(path, "-") == 0 ? "<stdin>" : path;
    rt_listen(rt, &machine->watch.hooks);
    rt_step_restart(rt, 0);
    rt_stop_at(rt, 0);
}

/* A limit is the end of the program, right before the step that would be too many. */
static void machine_limit(Rt *rt UNUSED, void *context, LimitKind kind UNUSED)
{
    Machine *machine = context;
    machine->is_at_step = true;
    machine->pilot->shared->end_reason = "limit";
    pilot_end(machine->pilot, STATUS_LIMIT);
}

static int machine_run(Pilot *pilot, void *context)
{
    Machine *machine = context;
    const char *reason = "exit";
    machine->pilot = pilot;
    logged_world_init(&machine->world, pilot);
    machine->options.limit_reached = machine_limit;
    machine->options.limit_context = machine;
    machine->rt = machine->program.open(&machine->options, &machine->world.world);
    if (machine->rt == NULL) return 1;
    int status = machine->program.run(machine->rt, &machine->options, machine_ready, machine, &reason);
    machine->is_at_step = true;
    pilot->shared->end_reason = reason;
    return status;
}

static uint64_t machine_position(void *context)
{
    const Machine *machine = context;
    uint64_t step = machine->rt == NULL ? 0 : rt_step(machine->rt);
    return machine->is_at_step || step == 0 ? step : step - 1;
}

static void machine_search(void *context, const Predicate *predicate)
{
    Machine *machine = context;
    if (machine->inspector.rt != NULL) watch_begin(&machine->watch, predicate, vm_current_frame(machine->rt), machine->pilot->target);
}

static bool machine_holds(void *context, const Predicate *predicate)
{
    Machine *machine = context;
    return watch_holds(&machine->watch, predicate, machine->frame);
}

static bool machine_inspect(void *context, View *view, const ViewRequest *request, Arena *arena)
{
    Machine *machine = context;
    machine->inspector.tally = machine->pilot->shared->tallies ? &machine->tally : NULL;
    machine->inspector.facts = &machine->watch.facts;
    view->survey = &machine->pilot->shared->survey;
    /* A program that could not even be compiled has nothing to look at but its output. */
    return machine->inspector.rt == NULL || inspect(&machine->inspector, view, request, arena);
}

static const PilotOps machine_pilot = {machine_run, machine_position, machine_search, machine_holds, machine_inspect};

/* --- in the stepper */

typedef struct LiveTimeline {
    Timeline timeline;
    Herd herd;
    Machine machine; /* as it is before the first fork */
} LiveTimeline;

static LiveTimeline *live_of(Timeline *timeline)
{
    return CONTAINER_OF(timeline, LiveTimeline, timeline);
}

/* Lets the timeline say where the herd stands. */
static TimelineStatus live_renew(LiveTimeline *live, TimelineStatus status)
{
    const Herd *herd = &live->herd;
    live->timeline.n = herd->current.n;
    live->timeline.known_length = herd->ended ? herd->length : herd->furthest;
    live->timeline.length_is_final = herd->ended;
    snprintf(live->timeline.message, sizeof live->timeline.message, "%s", herd->message);
    return status;
}

static TimelineStatus live_seek(Timeline *timeline, uint64_t n)
{
    LiveTimeline *live = live_of(timeline);
    return live_renew(live, herd_seek(&live->herd, n));
}

static TimelineStatus live_find(Timeline *timeline, const Predicate *predicate, Direction direction)
{
    LiveTimeline *live = live_of(timeline);
    return live_renew(live, herd_find(&live->herd, predicate, direction));
}

static const View *live_view(Timeline *timeline, const ViewRequest *request)
{
    LiveTimeline *live = live_of(timeline);
    const View *view = herd_view(&live->herd, request);
    if (view == NULL) live_renew(live, TIMELINE_FAILED);
    return view;
}

static TimelineStatus live_feed(Timeline *timeline, const char *bytes, size_t length, bool end_of_file)
{
    Shared *shared = live_of(timeline)->herd.shared;
    if (shared->input_ended || length > SHARED_LOG_SIZE - shared->input_length) {
        snprintf(timeline->message, sizeof timeline->message, "no more input can be taken");
        return TIMELINE_FAILED;
    }
    if (length > 0) memcpy(shared->input + shared->input_length, bytes, length);
    shared->input_length += length;
    shared->input_ended = end_of_file;
    return TIMELINE_OK;
}

static TimelineStatus live_count(Timeline *timeline, const Predicate *predicate, TimelineCount *count)
{
    LiveTimeline *live = live_of(timeline);
    return live_renew(live, herd_count(&live->herd, predicate, count));
}

static TimelineStatus live_tally(Timeline *timeline, bool counts)
{
    LiveTimeline *live = live_of(timeline);
    return live_renew(live, herd_tally(&live->herd, counts));
}

static TimelineStatus live_save(Timeline *timeline, const char *path)
{
    LiveTimeline *live = live_of(timeline);
    return live_renew(live, machine_save(&live->herd, &live->machine.program, &live->machine.options, path));
}

static void live_progress(void *context, uint64_t n)
{
    LiveTimeline *live = context;
    if (live->timeline.progress != NULL) live->timeline.progress(live->timeline.progress_context, n);
}

static void live_interrupt(Timeline *timeline)
{
    herd_interrupt(&live_of(timeline)->herd);
}

static void live_close(Timeline *timeline)
{
    LiveTimeline *live = live_of(timeline);
    herd_close(&live->herd);
    free(live);
}

static const TimelineOps live_ops = {live_seek,  live_find,  live_view,  live_feed, live_interrupt,
                                     live_close, live_count, live_tally, live_save};

Timeline *machine_timeline_open(const MachineProgram *program, const MachineOptions *options, char *message,
                                size_t size)
{
    LiveTimeline *live = calloc(1, sizeof *live);
    if (live == NULL) {
        snprintf(message, size, "out of memory");
        return NULL;
    }
    live->timeline.ops = &live_ops;
    live->machine.program = *program;
    live->machine.options = *options;
    bool has_text = options->text == NULL || source_give(&live->machine.inspector.sources, "<string>", options->text,
                                                         strlen(options->text));
    TimelineStatus status = has_text ? herd_open(&live->herd, &machine_pilot, &live->machine) : TIMELINE_FAILED;
    inspector_fini(&live->machine.inspector); /* the processes have copies of their own */
    if (status != TIMELINE_OK) {
        snprintf(message, size, "%s", live->herd.message);
        free(live);
        return NULL;
    }
    live->herd.progress = live_progress;
    live->herd.progress_context = live;
    live_renew(live, TIMELINE_OK);
    return &live->timeline;
}

static const Herd *herd_of(const Timeline *timeline)
{
    return &live_of((Timeline *)(uintptr_t)timeline)->herd;
}

void machine_remember(Timeline *timeline, const Timeline *other)
{
    shared_remember(live_of(timeline)->herd.shared, herd_of(other)->shared);
}

uint64_t machine_busy(const Timeline *timeline)
{
    return herd_of(timeline)->shared->busy;
}

size_t machine_checkpoints(const Timeline *timeline)
{
    return herd_of(timeline)->count;
}

uint64_t machine_memory(const Timeline *timeline)
{
    return herd_memory(herd_of(timeline));
}
