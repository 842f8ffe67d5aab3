/* Kept true: the copy writes nothing, reads no input, is heard by nobody, and never returns. */
#include "timeline/condition.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/world.h"
#include "compile/compile.h"
#include "memory/rtinit.h"
#include "objects/abstract.h"
#include "objects/strobj.h"
#include "vm/calls.h"
#include "vm/frameobj.h"

enum { MOST_SECONDS = 1 };

static ssize_t write_nowhere(World *world UNUSED, int fd UNUSED, const void *bytes UNUSED, size_t size)
{
    return (ssize_t)size;
}

static ssize_t read_nothing(World *world UNUSED, int fd UNUSED, void *bytes UNUSED, size_t size UNUSED)
{
    return 0;
}

/* In the copy: the value's truth; false when it raises. */
static bool evaluate(Rt *rt, Frame *frame, const char *expression)
{
    CompileOptions options = {.mode = COMPILE_EVAL, .filename = str_new(rt, "<condition>"), .flags = COMPILE_SOURCE_IS_UTF8};
    Ref locals = frame->locals != NULL ? frame->locals : frame_locals(rt, frame);
    if (options.filename == NULL || locals == NULL) return false;
    Own code = compile_source(rt, expression, strlen(expression), &options);
    Own value = code == NULL ? NULL : code_run(rt, code, frame->globals, locals, NULL);
    return value != NULL && object_is_true(rt, value) > 0;
}

static void run_copy(Rt *rt, Frame *frame, const char *expression)
{
    rt_listen(rt, NULL);
    rt_stop_at(rt, UINT64_MAX);
    rt->world->write = write_nowhere;
    rt->world->read = read_nothing;
    signal(SIGALRM, SIG_DFL);
    alarm(MOST_SECONDS);
    _exit(evaluate(rt, frame, expression) ? 0 : 1);
}

bool condition_holds(Rt *rt, Frame *frame, const char *expression)
{
    int status = 1;
    pid_t pid = fork();
    if (pid == 0) run_copy(rt, frame, expression);
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
