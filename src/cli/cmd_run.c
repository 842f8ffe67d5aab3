/* viv run: runs a program as python3 does. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/limit_options.h"
#include "modules/program.h"
#include "modules/runtime.h"

/* Where the signal handler leaves its word.  A handler is given nothing but the signal's number, so
   this is the one variable that no Rt can hold; it is set before the handler is. */
static volatile uint32_t *interrupts;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    __atomic_fetch_or(interrupts, INTERRUPT_SIGNAL, __ATOMIC_SEQ_CST);
}

static void catch_interrupts(Rt *rt)
{
    struct sigaction action = {.sa_handler = on_interrupt};
    interrupts = &rt->interrupts;
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

/* Options that change nothing here, but that programs are started with. */
static bool is_accepted_option(const char *word)
{
    return strspn(word + 1, "IESBOuqs") == strlen(word + 1);
}

/* Reads the command line: 0, or a usage error's status. */
static int read_options(int argc, char **argv, ProgramOptions *options, Limits *limits)
{
    int at = 1;
    options->kind = PROGRAM_STDIN;
    options->source = "<stdin>";
    while (at < argc && argv[at][0] == '-' && argv[at][1] != '\0') {
        const char *word = argv[at];
        if (strcmp(word, "-c") == 0) {
            if (at + 1 == argc) return usage_error("run", "-c wants the program's text");
            options->kind = PROGRAM_TEXT;
            options->source = argv[at + 1];
            argv[at + 1] = argv[at];
            options->argc = argc - at - 1;
            options->argv = argv + at + 1;
            return 0;
        }
        int taken = limit_option("run", limits, argc, argv, &at);
        if (taken < 0) return EXIT_USAGE;
        if (taken > 0) {
            at++;
            continue;
        }
        if (strcmp(word, "-W") == 0 || strcmp(word, "-X") == 0) at++;
        else if (!is_accepted_option(word)) return usage_error("run", "unknown option %s", word);
        at++;
    }
    if (at < argc && strcmp(argv[at], "-") != 0) {
        options->kind = PROGRAM_FILE;
        options->source = argv[at];
    }
    options->argc = at < argc ? argc - at : 0;
    options->argv = argv + at;
    return 0;
}

int cmd_run(int argc, char **argv)
{
    ProgramOptions program = {0};
    RtOptions options = {.limit_reached = limit_exit};
    char message[128];
    int status = read_options(argc, argv, &program, &options.limits);
    if (status != 0) return status;
    if (debug_parse(getenv("VIV_DEBUG"), &options.debug, message, sizeof message) < 0)
        return usage_error("run", "%s", message);
    Rt *rt = runtime_new(&options);
    if (rt == NULL) {
        fputs("viv: the runtime could not be started\n", stderr);
        return EXIT_EXCEPTION;
    }
    catch_interrupts(rt);
    limit_start_clock(rt);
    status = program_run(rt, &program);
    uint64_t alive = rt_free(rt);
    if (options.debug.heap_check && alive > 0) {
        fprintf(stderr, "viv: heap-check: %llu objects were never freed\n", (unsigned long long)alive);
        status = EXIT_LEAK;
    }
    return status;
}
