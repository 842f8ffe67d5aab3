/* viv verify: runs a program under viv and under the CPython 3.11 of this machine, and compares what they do,
   instruction by instruction, with the value stack and the variables before each.  Stops at the first
   difference.  Anybody can so check that the picture is true. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/verify_tracer.h"

enum { CONTEXT = 3 };

/* One of the two that run, and its lines. */
typedef struct Runner {
    const char *name;
    pid_t pid;
    FILE *lines;
    char *line; /* owned; the latest, without its end; NULL at the end */
    size_t capacity;
} Runner;

/* In the child: standard streams to nowhere, the lines to descriptor OUT. */
static void leave_streams(void)
{
    int nowhere = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; fd++) dup2(nowhere, fd);
}

/* Starts ARGV, which writes its lines to descriptor 3.  0, or -1 with errno. */
static int runner_start(Runner *runner, const char *program, char *const *argv)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return -1;
    runner->pid = fork();
    if (runner->pid == 0) {
        leave_streams();
        dup2(ends[1], 3);
        setenv("PYTHONHASHSEED", "0", 1);
        execvp(program, argv);
        _exit(127);
    }
    close(ends[1]);
    if (runner->pid < 0) {
        close(ends[0]);
        return -1;
    }
    runner->lines = fdopen(ends[0], "r");
    return runner->lines == NULL ? -1 : 0;
}

/* Ends the process; its exit status. */
static int runner_end(Runner *runner)
{
    int status = 0;
    if (runner->pid > 0) {
        kill(runner->pid, SIGKILL);
        while (waitpid(runner->pid, &status, 0) < 0 && errno == EINTR) continue;
    }
    if (runner->lines != NULL) fclose(runner->lines);
    free(runner->line);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool runner_next(Runner *runner)
{
    ssize_t length = getline(&runner->line, &runner->capacity, runner->lines);
    if (length > 0 && runner->line[length - 1] == '\n') runner->line[length - 1] = '\0';
    if (length <= 0) {
        free(runner->line);
        runner->line = NULL;
        runner->capacity = 0;
    }
    return length > 0;
}

/* --- which CPython */

static bool is_python_311(const char *program)
{
    pid_t pid = fork();
    int status = 1;
    if (pid == 0) {
        leave_streams();
        execlp(program, program, "-I", "-S", "-c", "import sys; sys.exit(sys.version_info[:2] != (3, 11))", (char *)NULL);
        _exit(127);
    }
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static const char *find_python(void)
{
    static const char *const places[] = {"/usr/bin/python3.11", "python3.11", "/usr/bin/python3", "python3"};
    const char *chosen = getenv("VIV_PYTHON");
    if (chosen != NULL && chosen[0] != '\0') return is_python_311(chosen) ? chosen : NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++) {
        if (is_python_311(places[i])) return places[i];
    }
    return NULL;
}

/* --- comparing */

/* "frame 2, fib, line 4, 34 BINARY_OP 10; stack: …; variables: …" of a line of states. */
static void print_state(const char *name, const char *line)
{
    printf("%-8s ", name);
    if (line == NULL) {
        puts("has ended");
        return;
    }
    size_t field = 0;
    bool in_variables = false;
    for (const char *at = line;; field++) {
        size_t length = strcspn(at, "\t");
        if (length == 1 && *at == '|') {
            fputs(field == 6 ? " with nothing on the stack; variables:" : "; variables:", stdout);
            in_variables = true;
        } else {
            static const char *const before[] = {"frame ", ", ", ", ", " ", " ", ", line ", ", stack: "};
            fputs(in_variables ? " " : field < 6 ? before[field] : field == 6 ? before[6] : ", ", stdout);
            printf("%.*s", (int)length, at);
        }
        if (at[length] == '\0') break;
        at += length + 1;
    }
    putchar('\n');
}

static bool lines_equal(const Runner *left, const Runner *right)
{
    if (left->line == NULL || right->line == NULL) return left->line == right->line;
    return strcmp(left->line, right->line) == 0;
}

/* Reads both to the first difference.  0 when there is none. */
static int compare(Runner *viv, Runner *python)
{
    char *before[CONTEXT] = {NULL};
    unsigned long long count = 0;
    int status = 0;
    for (;;) {
        bool mine = runner_next(viv), theirs = runner_next(python);
        if (!lines_equal(viv, python)) {
            printf("after %llu equal instructions:\n", count);
            for (size_t i = 0; i < CONTEXT; i++) {
                if (before[(count + i) % CONTEXT] != NULL) print_state("both", before[(count + i) % CONTEXT]);
            }
            print_state("viv", viv->line);
            print_state("CPython", python->line);
            status = EXIT_EXCEPTION;
            break;
        }
        if (!mine || !theirs) break;
        free(before[count % CONTEXT]);
        before[count % CONTEXT] = strdup(viv->line);
        count++;
    }
    for (size_t i = 0; i < CONTEXT; i++) free(before[i]);
    if (status == 0) printf("%llu instructions, each with its stack and variables, are equal\n", count);
    return status == 0 && count == 0 ? EXIT_EXCEPTION : status;
}

static int run_both(const char *python_name, int argc, char **argv)
{
    Runner viv = {.name = "viv"}, python = {.name = "CPython"};
    char **mine = calloc((size_t)argc + 12, sizeof *mine), **theirs = calloc((size_t)argc + 12, sizeof *theirs);
    int status = EXIT_EXCEPTION;
    if (mine == NULL || theirs == NULL) goto done;
    const char *const mine_first[] = {"viv", "trace", "--format", "states", "--max-events", "0", "-o", "/dev/fd/3"};
    const char *const theirs_first[] = {"python3", "-S", "-c", verify_tracer, "3"};
    size_t mine_count = ARRAY_LENGTH(mine_first), theirs_count = ARRAY_LENGTH(theirs_first);
    memcpy(mine, mine_first, sizeof mine_first);
    memcpy(theirs, theirs_first, sizeof theirs_first);
    for (int i = 0; i < argc; i++) mine[mine_count + (size_t)i] = theirs[theirs_count + (size_t)i] = argv[i];
    if (runner_start(&viv, "/proc/self/exe", mine) < 0 || runner_start(&python, python_name, theirs) < 0)
        fprintf(stderr, "viv verify: %s\n", strerror(errno));
    else
        status = compare(&viv, &python);
done:
    runner_end(&viv);
    runner_end(&python);
    free(mine);
    free(theirs);
    return output_flush(status);
}

int cmd_verify(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        puts("usage: viv verify FILE.py [ARGUMENTS]\n\n"
             "Runs FILE under viv and under CPython 3.11 (VIV_PYTHON, or python3.11 or python3 of this machine), without\n"
             "input, and compares each instruction of the file, its value stack and its variables.\n\n"
             "  --tracer  print the tracer that CPython runs\n\n"
             "exit status: 0 all equal, 1 different, 2 usage, or no CPython 3.11");
        return output_flush(EXIT_OK);
    }
    if (argc == 2 && strcmp(argv[1], "--tracer") == 0) {
        fputs(verify_tracer, stdout);
        return output_flush(EXIT_OK);
    }
    if (argc < 2) return usage_error("verify", "which program?");
    if (argv[1][0] == '-') return usage_error("verify", "no option \"%s\"", argv[1]);
    if (access(argv[1], R_OK) != 0) return usage_error("verify", "%s: %s", argv[1], strerror(errno));
    const char *python = find_python();
    if (python == NULL) return usage_error("verify", "there is no CPython 3.11 on this machine; VIV_PYTHON may name one");
    return run_both(python, argc - 1, argv + 1);
}
