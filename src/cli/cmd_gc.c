/* viv gc: runs a program and reports what the garbage collector did.  The program prints as it
   always does, before the report; with --json its output is left out. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/gc_report.h"
#include "cli/live_program.h"
#include "cli/traced_world.h"

typedef struct GcArgs {
    MachineOptions program;
    bool json;
} GcArgs;

static int parse_args(GcArgs *args, int argc, char **argv)
{
    int at = 1;
    for (; at < argc && argv[at][0] == '-' && argv[at][1] != '\0'; at++) {
        if (strcmp(argv[at], "--json") == 0) args->json = true;
        else if (strcmp(argv[at], "-c") == 0 && at + 1 < argc) {
            args->program.text = argv[at + 1];
            argv[++at] = (char *)(uintptr_t)"-c";
            break;
        } else return usage_error("gc", "no option \"%s\", or nothing after it", argv[at]);
    }
    if (args->program.text == NULL) {
        if (at >= argc) return usage_error("gc", "which program?");
        args->program.path = argv[at];
    }
    args->program.argc = argc - at;
    args->program.argv = argv + at;
    return live_program_debug("gc", &args->program);
}

typedef struct Watching {
    GcWatch watch;
    Rt *rt;
} Watching;

static void watching_ready(void *context, uint32_t first_object)
{
    Watching *watching = context;
    gc_watch_begin(&watching->watch, watching->rt, first_object);
}

static void print_report(const GcArgs *args, const GcWatch *watch, int status)
{
    const char *program = args->program.path == NULL ? "<string>" : args->program.path;
    if (args->json) {
        JsonOut out = {0};
        gc_report_json(watch, program, status, &out);
        fwrite(out.bytes, 1, out.length, stdout);
        json_fini(&out);
    } else {
        Buf out = BUF_INIT;
        gc_report_text(watch, program, &out);
        fwrite(buf_text(&out), 1, out.length, stdout);
        buf_fini(&out);
    }
}

int cmd_gc(int argc, char **argv)
{
    GcArgs args = {.json = false};
    int status = parse_args(&args, argc, argv);
    if (status != 0) return status;
    Watching watching = {.rt = NULL};
    TracedWorld world;
    traced_world_init(&world, !args.json);
    watching.rt = live_program.open(&args.program, &world.world);
    if (watching.rt == NULL) {
        fputs("viv gc: the runtime could not be started\n", stderr);
        return EXIT_EXCEPTION;
    }
    const char *reason = "exit";
    status = live_program.run(watching.rt, &args.program, watching_ready, &watching, &reason);
    bool has_run = watching.watch.rt != NULL;
    gc_watch_end(&watching.watch);
    if (has_run) print_report(&args, &watching.watch, status);
    gc_watch_fini(&watching.watch);
    rt_free(watching.rt);
    return output_flush(status);
}
