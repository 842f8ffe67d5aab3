/* viv gc: runs a program and reports what the garbage collector did.  The program prints as it
   always does, before the report; with --json or --dot its output is left out. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/gc_report.h"
#include "cli/live_program.h"
#include "cli/traced_world.h"
#include "modules/signals.h"
#include "objects/dictobj.h"
#include "objects/strobj.h"

typedef struct GcArgs {
    MachineOptions program;
    bool json;
    const char *dot; /* the name to draw from; NULL: a report is wanted */
} GcArgs;

static int parse_args(GcArgs *args, int argc, char **argv)
{
    int at = 1;
    for (; at < argc && argv[at][0] == '-' && argv[at][1] != '\0'; at++) {
        if (strcmp(argv[at], "--json") == 0) args->json = true;
        else if (strcmp(argv[at], "--dot") == 0 && at + 1 < argc) args->dot = argv[++at];
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
    const char *dot;
    HeapGraph graph; /* without nodes: the program had no such name at its end */
} Watching;

/* Looks for the name as text: no object is made for it. */
static void draw_heap(void *context, const GcWatch *watch, Ref namespace)
{
    Watching *watching = context;
    ptrdiff_t position = 0;
    Ref key, value;
    if (namespace == NULL || !is_dict(namespace)) return;
    while (dict_next(namespace, &position, &key, &value)) {
        if (is_str(key) && str_equals_text(key, watching->dot))
            heap_graph_fill(&watching->graph, watch->rt, &watch->ids, value);
    }
}

static void watching_ready(void *context, uint32_t first_object)
{
    Watching *watching = context;
    if (watching->dot != NULL) {
        watching->watch.at_end = draw_heap;
        watching->watch.context = watching;
    }
    gc_watch_begin(&watching->watch, watching->rt, first_object);
}

/* Result: the exit status, for a drawing of a name that there is not. */
static int print_report(const GcArgs *args, const Watching *watching, int status)
{
    const char *program = args->program.path == NULL ? "<string>" : args->program.path;
    if (args->json) {
        JsonOut out = {0};
        gc_report_json(&watching->watch, program, status, &out);
        fwrite(out.bytes, 1, out.length, stdout);
        json_fini(&out);
        return status;
    }
    Buf out = BUF_INIT;
    if (args->dot == NULL) {
        gc_report_text(&watching->watch, program, &out);
    } else if (watching->graph.nodes.length > 0) {
        gc_report_dot(&watching->graph, program, args->dot, &out);
    } else {
        status = usage_error("gc", "the program has no global name \"%s\" when it ends", args->dot);
    }
    fwrite(buf_text(&out), 1, out.length, stdout);
    buf_fini(&out);
    return status;
}

int cmd_gc(int argc, char **argv)
{
    GcArgs args = {.json = false};
    int status = parse_args(&args, argc, argv);
    if (status != 0) return status;
    Watching watching = {.dot = args.dot};
    TracedWorld world;
    traced_world_init(&world, !args.json && args.dot == NULL);
    watching.rt = live_program.open(&args.program, &world.world);
    if (watching.rt == NULL) {
        fputs("viv gc: the runtime could not be started\n", stderr);
        return EXIT_EXCEPTION;
    }
    signals_attach(watching.rt);
    const char *reason = "exit";
    status = live_program.run(watching.rt, &args.program, watching_ready, &watching, &reason);
    bool has_run = watching.watch.rt != NULL;
    gc_watch_end(&watching.watch);
    if (has_run) status = print_report(&args, &watching, status);
    heap_graph_fini(&watching.graph);
    gc_watch_fini(&watching.watch);
    rt_free(watching.rt);
    return output_flush(status);
}
