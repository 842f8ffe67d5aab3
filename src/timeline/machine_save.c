/* Kept true: the recorder hears the program from its first instruction, as when `viv trace` runs it, so both write
   the same bytes; what the session knows of the run's end is not touched. */
#include "timeline/machine_save.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "modules/program.h"
#include "timeline/logged_world.h"
#include "timeline/recorder.h"

typedef struct Saving {
    MachineProgram program;
    MachineOptions options;
    LoggedWorld world;
    Pilot *pilot;
    Rt *rt;
    Recorder *recorder;
} Saving;

/* --- in the process that is apart */

static uint64_t saving_position(void *context)
{
    const Saving *saving = context;
    uint64_t step = saving->rt == NULL ? 0 : rt_step(saving->rt);
    return step == 0 ? 0 : step - 1;
}

static void saving_ready(void *context, uint32_t first_object)
{
    Saving *saving = context;
    recorder_begin(saving->recorder, saving->rt, first_object);
    saving->world.recorder = saving->recorder;
}

/* The session has not been any farther: the trace ends here, and says why. */
static void saving_limit(Rt *rt, void *context, LimitKind kind UNUSED)
{
    Saving *saving = context;
    if (saving->world.recorder == NULL) saving_ready(saving, rt->next_number);
    program_flush(rt);
    saving->world.recorder = NULL;
    recorder_limit(saving->recorder, "max-steps");
    pilot_end(saving->pilot, 0);
}

static void saving_stop(void *context)
{
    Saving *saving = context;
    saving->pilot->shared->save_is_cut = true;
    pilot_end(saving->pilot, 0);
}

static int saving_run(Pilot *pilot, void *context)
{
    Saving *saving = context;
    const char *reason = "exit";
    char *message = pilot->shared->save_message;
    saving->pilot = pilot;
    saving->options.limit_reached = saving_limit;
    saving->options.limit_context = saving;
    saving->recorder = saving->program.record(&saving->options, pilot->shared->save_path, saving_stop, saving, message, SHARED_MESSAGE_SIZE);
    if (saving->recorder == NULL) return 1;
    logged_world_init(&saving->world, pilot);
    saving->rt = saving->program.open(&saving->options, &saving->world.world);
    if (saving->rt == NULL) {
        snprintf(message, SHARED_MESSAGE_SIZE, "the machine cannot be started");
        return 1;
    }
    int status = saving->program.run(saving->rt, &saving->options, saving_ready, saving, &reason);
    if (saving->world.recorder == NULL) saving_ready(saving, saving->rt->next_number);
    saving->world.recorder = NULL;
    if (recorder_end(saving->recorder, reason, status) < 0) snprintf(message, SHARED_MESSAGE_SIZE, "%s", strerror(errno));
    return 0;
}

static const PilotOps saving_pilot = {.run = saving_run, .position = saving_position};

/* --- in the stepper */

/* A writer that was ended leaves what it wrote beside PATH. */
static void remove_remains(const char *path)
{
    Buf beside = BUF_INIT;
    buf_printf(&beside, "%s.part", path);
    unlink(buf_text(&beside));
    buf_fini(&beside);
}

TimelineStatus machine_save(Herd *herd, const MachineProgram *program, const MachineOptions *options, const char *path)
{
    Saving saving = {.program = *program, .options = *options};
    Shared *shared = herd->shared;
    int exit_status = shared->exit_status;
    const char *end_reason = shared->end_reason;
    if (!herd->ended) {
        saving.options.limits.given[LIMIT_STEPS] = true;
        saving.options.limits.most[LIMIT_STEPS] = herd->furthest;
    }
    shared->save_path = path; /* the process that is forked now has the same memory */
    shared->save_message[0] = '\0';
    shared->save_is_cut = false;
    TimelineStatus status = herd_run_apart(herd, &saving_pilot, &saving);
    shared->save_path = NULL;
    shared->exit_status = exit_status;
    shared->end_reason = end_reason;
    if (status == TIMELINE_OK && shared->save_message[0] != '\0') {
        snprintf(herd->message, sizeof herd->message, "%s", shared->save_message);
        status = TIMELINE_FAILED;
    }
    if (status != TIMELINE_OK) remove_remains(path);
    else snprintf(herd->message, sizeof herd->message, "%s", shared->save_is_cut ? "the run is longer than a trace may be" : "");
    return status;
}
