/* viv step: walks through a live program, forwards and backwards, in the terminal.  viv shot: one picture
   of the same screen. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/limit_options.h"
#include "cli/live_program.h"
#include "cli/tree_rows.h"
#include "traces/player.h"
#include "traces/trace_reader.h"
#include "ui/stepper.h"

/* Reads the command line of the command NAME: 0, or a usage error's status. */
static int parse_args(const char *name, int argc, char **argv, StepperOptions *stepper, MachineOptions *program)
{
    char message[200];
    int at = 1;
    for (; at < argc && argv[at][0] == '-' && argv[at][1] != '\0'; at++) {
        if (strcmp(argv[at], "-c") == 0) break;
        if (stepper->shot != NULL && strcmp(argv[at], "-o") == 0 && at + 1 < argc) {
            stepper->shot = argv[++at];
            continue;
        }
        int taken = limit_option(name, &program->limits, argc, argv, &at);
        if (taken < 0) return EXIT_USAGE;
        if (program->limits.given[LIMIT_TIME])
            return usage_error(name, "--max-time is for run and trace: a program that is stepped through waits");
        if (taken > 0) continue;
        taken = stepper_option(stepper, argc, argv, &at, message, sizeof message);
        if (taken < 0) return usage_error(name, "%s", message);
        if (taken == 0) return usage_error(name, "no option \"%s\"", argv[at]);
    }
    if (at >= argc) return usage_error(name, "which program?");
    if (strcmp(argv[at], "-c") == 0) {
        if (at + 1 >= argc) return usage_error(name, "-c wants the program's text");
        program->text = argv[++at];
        argv[at] = argv[at - 1];
    } else {
        program->path = argv[at];
        if (access(program->path, R_OK) != 0) return usage_error(name, "%s: %s", program->path, strerror(errno));
    }
    program->argc = argc - at;
    program->argv = argv + at;
    return 0;
}

static int step_or_shot(const char *name, int argc, char **argv, StepperOptions stepper)
{
    stepper.tree = tree_rows;
    MachineOptions program = {0};
    char message[256];
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        printf("usage: viv %s [OPTIONS] FILE.py [ARGUMENTS]\n       viv %s [OPTIONS] -c CODE [ARGUMENTS]\n"
               "       viv %s [OPTIONS] TRACE.jsonl\n\n", name, name, name);
        if (stepper.shot != NULL) puts("  -o FILE          .txt, .ansi, .svg or .html; text to standard output without it");
        stepper_help(stdout);
        return output_flush(EXIT_OK);
    }
    int status = parse_args(name, argc, argv, &stepper, &program);
    if (status == 0) status = live_program_debug(name, &program);
    if (status != 0) return status;
    bool is_trace = program.path != NULL && reader_is_trace(program.path);
    Timeline *timeline = is_trace ? player_open(program.path, message, sizeof message)
                                  : machine_timeline_open(&live_program, &program, message, sizeof message);
    if (timeline == NULL && is_trace) return usage_error(name, "%s: %s", program.path, message);
    if (timeline == NULL) {
        fprintf(stderr, "viv %s: %s\n", name, message);
        return EXIT_EXCEPTION;
    }
    stepper.program = program.path;
    status = stepper_run(timeline, &stepper);
    timeline_close(timeline);
    return output_flush(status);
}

int cmd_step(int argc, char **argv)
{
    return step_or_shot("step", argc, argv, stepper_defaults());
}

int cmd_shot(int argc, char **argv)
{
    StepperOptions stepper = stepper_defaults();
    stepper.shot = "-";
    return step_or_shot("shot", argc, argv, stepper);
}
