/* Lets every allocation of a program fail, one run for each: once, and from then on.  What must come
   of it is MemoryError or a clean end: no signal, no endless run, no object left over.

     fail_alloc [--every K] PROGRAM.py...      K > 1: only each Kth allocation, for a quick look
     fail_alloc [--every K] --start            the same for the start of the machine itself
     fail_alloc --only N[+] PROGRAM.py         one case, in this process: for a debugger

   The machine is started once; a copy of the process runs the program for each allocation, so that a
   case costs what the program itself costs. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory/heap.h"
#include "modules/program.h"
#include "modules/runtime.h"
#include "vm/calls.h"

enum { DONE = 100, LEAK = 101, SECONDS = 20, MOST_SHOWN = 5 };

typedef struct Case {
    const char *program;
    uint64_t number; /* of the allocation that fails, counted from the program's first instruction */
    bool from_then_on;
} Case;

/* The machine ends; the exit status of the case: DONE when it had fewer allocations than that. */
static int end(Rt *rt, uint64_t failing)
{
    bool reached = heap_allocations(rt) >= failing;
    uint64_t alive = rt_free(rt);
    if (alive > 0) {
        fprintf(stderr, "%llu objects left\n", (unsigned long long)alive);
        return LEAK;
    }
    return reached ? 0 : DONE;
}

/* In a process of its own. */
static int run_program(Rt *rt, const Program *program, Ref namespace, Own code, const Case *now)
{
    rt->debug.fail_alloc = heap_allocations(rt) + now->number;
    rt->debug.fail_from = now->from_then_on;
    uint64_t failing = rt->debug.fail_alloc;
    Own result = code_run(rt, code, namespace, namespace, NULL);
    release_all(rt, code, result);
    (void)program_end(rt, program_report(rt));
    program_fini((Program *)(uintptr_t)program);
    return end(rt, failing);
}

static int run_start(const Case *now)
{
    Rt *rt = runtime_new(&(RtOptions){.debug = {.fail_alloc = now->number, .fail_from = now->from_then_on}});
    if (rt == NULL) return 0;
    (void)program_run(rt, &(ProgramOptions){.kind = PROGRAM_TEXT, .source = "pass"});
    return end(rt, now->number);
}

static void silence(void)
{
    if (freopen("/dev/null", "r", stdin) == NULL || freopen("/dev/null", "w", stdout) == NULL ||
        freopen("/dev/null", "w", stderr) == NULL)
        _exit(LEAK);
}

/* 1: it passed; 0: it failed, said why; -1: no allocation was left to fail. */
static int verdict(const Case *now, int status)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == DONE) return -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) != LEAK) return 1;
    printf("FAIL fail-alloc %s %llu%s: ", now->program, (unsigned long long)now->number, now->from_then_on ? "+" : "");
    if (WIFSIGNALED(status)) printf("%s\n", strsignal(WTERMSIG(status)));
    else printf("objects are left over\n");
    return 0;
}

typedef struct Totals {
    unsigned passed, failed;
} Totals;

/* All cases of one kind; RUN does the child's work. */
static void try_all(Case now, uint64_t step, int (*run)(const Case *now, void *context), void *context, Totals *totals)
{
    for (uint64_t number = 1, failures = 0; failures < MOST_SHOWN; number += step) {
        now.number = number;
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            alarm(SECONDS);
            silence();
            _exit(run(&now, context));
        }
        int status = 0;
        if (child < 0 || waitpid(child, &status, 0) < 0) {
            perror("fail_alloc");
            exit(2);
        }
        int passed = verdict(&now, status);
        if (passed < 0) break;
        if (passed) totals->passed++;
        else totals->failed++, failures++;
    }
}

typedef struct Ready {
    Rt *rt;
    Program program;
    Ref namespace;
    Own code;
} Ready;

static int program_case(const Case *now, void *context)
{
    Ready *ready = context;
    return run_program(ready->rt, &ready->program, ready->namespace, ready->code, now);
}

static int start_case(const Case *now, void *context)
{
    (void)context;
    return run_start(now);
}

static int try_program(const char *path, uint64_t step, const char *only, Totals *totals)
{
    char *argv[] = {(char *)(uintptr_t)path};
    ProgramOptions options = {.kind = PROGRAM_FILE, .source = path, .argc = 1, .argv = argv};
    Ready ready = {.rt = runtime_new(&(RtOptions){.debug = {.fail_alloc = UINT64_MAX}})}; /* they are counted */
    if (ready.rt == NULL || program_prepare(ready.rt, &ready.program, &options) < 0) return -1;
    ready.namespace = program_begin(ready.rt, &ready.program);
    ready.code = ready.namespace == NULL ? NULL : program_code(ready.rt, &ready.program);
    if (ready.code == NULL) return -1;
    program_settle(ready.rt, ready.namespace);
    if (only != NULL) {
        Case now = {path, strtoull(only, NULL, 10), strchr(only, '+') != NULL};
        exit(program_case(&now, &ready));
    }
    try_all((Case){.program = path}, step, program_case, &ready, totals);
    try_all((Case){.program = path, .from_then_on = true}, step, program_case, &ready, totals);
    release(ready.rt, ready.code);
    program_fini(&ready.program);
    rt_free(ready.rt);
    return 0;
}

int main(int argc, char **argv)
{
    uint64_t step = 1;
    const char *only = NULL;
    Totals totals = {0};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--every") == 0 && i + 1 < argc) {
            step = strtoull(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc) {
            only = argv[++i];
        } else if (strcmp(argv[i], "--start") == 0) {
            try_all((Case){.program = "start"}, step, start_case, NULL, &totals);
            try_all((Case){.program = "start", .from_then_on = true}, step, start_case, NULL, &totals);
        } else if (try_program(argv[i], step == 0 ? 1 : step, only, &totals) < 0) {
            printf("FAIL fail-alloc %s: it cannot be run\n", argv[i]);
            totals.failed++;
        }
    }
    printf("fail-alloc: %u passed, %u failed\n", totals.passed, totals.failed);
    return totals.failed > 0;
}
