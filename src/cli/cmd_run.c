/* viv run: runs a program as python3 does. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/limit_options.h"
#include "cli/line_editor.h"
#include "cli/run_options.h"
#include "modules/runtime.h"
#include "modules/signals.h"

/* Who started this process is to see that Ctrl-C ended it; a shell then ends its loop. */
static void end_by_signal(void)
{
    signal(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
}

int cmd_run(int argc, char **argv)
{
    RunOptions run;
    RtOptions options = {.limit_reached = limit_exit};
    char message[128];
    int status = run_options_read(&run, &options, argc, argv);
    if (status != 0) return status;
    if (run.asks_help) return command_help(command_find("run"));
    if (run.asks_version) {
        puts("viv " VIV_VERSION " (Python 3.11)");
        return EXIT_OK;
    }
    if (debug_parse(getenv("VIV_DEBUG"), &options.debug, message, sizeof message) < 0)
        return usage_error("run", "%s", message);
    Rt *rt = runtime_new(&options);
    if (rt == NULL) {
        fputs("viv: the runtime could not be started\n", stderr);
        return EXIT_EXCEPTION;
    }
    signals_attach(rt);
    limit_start_clock(rt);
    LineEditor editor = {0};
    if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) run.program.reader = (ReplReader){line_editor_read, &editor};
    status = program_run(rt, &run.program);
    line_editor_fini(&editor);
    bool interrupted = program_was_interrupted(rt);
    uint64_t alive = rt_free(rt);
    if (options.debug.heap_check && alive > 0) {
        fprintf(stderr, "viv: heap-check: %llu objects were never freed\n", (unsigned long long)alive);
        status = EXIT_LEAK;
    }
    if (interrupted && status != EXIT_LEAK) end_by_signal();
    return status;
}
