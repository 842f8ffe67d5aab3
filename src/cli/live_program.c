/* A program that is watched is run by the same steps as `viv run` (modules/program.h); here they
   are taken one by one, so that whoever watches can begin between them. */
#include "cli/live_program.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "modules/program.h"
#include "modules/runtime.h"
#include "objects/error.h"
#include "traces/json_writer.h"

static Rt *program_open(const MachineOptions *options, World *world)
{
    return runtime_new(&(RtOptions){.debug = options->debug, .limits = options->limits,
                                     .limit_reached = options->limit_reached,
                                     .limit_context = options->limit_context,
                                     .world = world});
}

static ProgramOptions program_options(const MachineOptions *options)
{
    ProgramOptions program = {.kind = PROGRAM_FILE, .source = options->path, .argc = options->argc, .argv = options->argv};
    if (options->path == NULL) {
        program.kind = PROGRAM_TEXT;
        program.source = options->text;
    } else if (strcmp(options->path, "-") == 0) {
        program.kind = PROGRAM_STDIN;
    }
    return program;
}

/* Why the program has come to its end, by what it left pending. */
static const char *end_reason(const Rt *rt)
{
    if (!rt_is_pending(rt) || error_matches(rt, TYPE_SystemExit)) return "exit";
    return error_matches(rt, TYPE_KeyboardInterrupt) ? "interrupt" : "exception";
}

static int program_watch(Rt *rt, const MachineOptions *options, void (*ready)(void *context, uint32_t first_object),
                         void *context, const char **reason)
{
    ProgramOptions how = program_options(options);
    Program program;
    int status = program_prepare(rt, &program, &how);
    uint32_t first_object = rt->next_number;
    Ref namespace = status < 0 ? NULL : program_begin(rt, &program);
    Own code = namespace == NULL ? NULL : program_code(rt, &program);
    program_fini(&program);
    if (code != NULL) {
        program_settle(rt, namespace);
        ready(context, first_object);
        Own result = program_execute(rt, &program, code, namespace);
        release_all(rt, code, result);
    }
    *reason = end_reason(rt);
    return program_end(rt, program_report(rt));
}

static Recorder *program_record(const MachineOptions *options, const char *path, void (*stop)(void *context), void *context,
                                char *message, size_t size)
{
    RecorderOptions *recorder = calloc(1, sizeof *recorder);
    bool is_relative = options->path == NULL || options->path[0] != '/';
    Sink *sink = recorder == NULL ? NULL : json_writer_new(path, JSON_LINES, message, size);
    if (sink == NULL) {
        free(recorder);
        return NULL;
    }
    *recorder = (RecorderOptions){.to = UINT64_MAX,
                                  .max_events = TRACE_EVENTS_MOST,
                                  .stop = stop,
                                  .stop_context = context,
                                  .viv_version = VIV_VERSION,
                                  .argv = (const char *const *)options->argv,
                                  .argc = (size_t)options->argc,
                                  .text = options->text,
                                  .folder = is_relative ? getcwd(NULL, 0) : NULL};
    return recorder_new(recorder, sink);
}

const MachineProgram live_program = {program_open, program_watch, program_record};

int live_program_debug(const char *command, MachineOptions *options)
{
    char message[200];
    if (debug_parse(getenv("VIV_DEBUG"), &options->debug, message, sizeof message) == 0) return 0;
    return usage_error(command, "%s", message);
}
