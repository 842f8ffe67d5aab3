/* Processes: making, replacing, ending and waiting for them. */
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "modules/module_state.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/tupleobj.h"

/* --- fork, and who wants to hear of it */

enum { FORK_BEFORE, FORK_IN_CHILD, FORK_IN_PARENT };

/* Runs the hooks; those of before in reverse order.  Their errors are reported. */
static void run_hooks(Rt *rt, int when)
{
    Ref hooks = rt->modules->fork_hooks[when];
    Own copy = hooks == NULL ? NULL : list_from(rt, as_refs(AS_LIST(hooks)->items), list_length(hooks));
    ptrdiff_t count = copy == NULL ? 0 : list_length(copy);
    for (ptrdiff_t i = 0; i < count; i++) {
        Ref hook = list_peek(copy, when == FORK_BEFORE ? count - 1 - i : i);
        Own result = call_none(rt, hook);
        if (result == NULL) error_unraisable(rt, hook);
        release(rt, result);
    }
    release(rt, copy);
}

static Own posix_register_at_fork(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"before", "after_in_child", "after_in_parent", NULL};
    static const ArgSpec spec = {"register_at_fork", names, 0, 0, 0};
    Ref given[3];
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    if (given[0] == NULL && given[1] == NULL && given[2] == NULL) return error_raise(rt, TYPE_TypeError, "At least one argument is required.");
    for (int i = 0; i < 3; i++) {
        if (given[i] != NULL && !object_is_callable(given[i]))
            return error_raise(rt, TYPE_TypeError, "'%s' must be callable, not %.200T", names[i], given[i]);
    }
    for (int i = 0; i < 3; i++) {
        Own *hooks = &rt->modules->fork_hooks[i];
        if (given[i] == NULL) continue;
        if (*hooks == NULL && (*hooks = list_new(rt, 0)) == NULL) return NULL;
        if (list_append(rt, *hooks, given[i]) < 0) return NULL;
    }
    return none_new(rt);
}

static Own posix_fork(Rt *rt, Ref self)
{
    WorldReply reply = WORLD_REPLY_INIT;
    if (audit(rt, "os.fork", "") < 0) return NULL;
    run_hooks(rt, FORK_BEFORE);
    int status = world_ask_ints(rt, WORLD_FORK, 0, 0, &reply);
    if (status < 0) {
        Pending kept = error_fetch(rt);
        run_hooks(rt, FORK_IN_PARENT);
        error_restore(rt, kept);
        return NULL;
    }
    if (reply.value == 0) threads_forget_others(rt);
    run_hooks(rt, reply.value == 0 ? FORK_IN_CHILD : FORK_IN_PARENT);
    return int_new(rt, reply.value);
}

static Own posix_exit(Rt *rt, Ref self, Ref *given)
{
    int status;
    WorldReply reply = WORLD_REPLY_INIT;
    if (posix_int(rt, given[0], &status) < 0) return NULL;
    return world_ask_ints(rt, WORLD_EXIT, status, 0, &reply) < 0 ? NULL : none_new(rt);
}

static Own posix_abort(Rt *rt, Ref self)
{
    WorldReply reply = WORLD_REPLY_INIT;
    if (world_ask_ints(rt, WORLD_PID, 0, 0, &reply) < 0 || world_ask_ints(rt, WORLD_KILL, reply.value, SIGABRT, &reply) < 0) return NULL;
    return none_new(rt);
}

/* --- exec */

/* Each item of SEQUENCE with its NUL. */
static int64_t add_texts(Rt *rt, Ref sequence, Buf *out)
{
    Own items = sequence_to_list(rt, sequence);
    if (items == NULL) return -1;
    int64_t count = list_length(items);
    for (ptrdiff_t i = 0; count >= 0 && i < list_length(items); i++) {
        Own text = posix_fs_encode(rt, list_peek(items, i));
        if (text == NULL) count = -1;
        else buf_add(out, AS_BYTES(text)->bytes, (size_t)bytes_length(text) + 1);
        release(rt, text);
    }
    release(rt, items);
    return count;
}

/* "NAME=value" for each item of a mapping. */
static int64_t add_variables(Rt *rt, Ref mapping, Buf *out)
{
    Own dict = dict_new(rt);
    if (dict == NULL || dict_update(rt, dict, mapping) < 0) return error_release_int(rt, dict);
    int64_t count = 0;
    ptrdiff_t position = 0;
    Ref key, value;
    while (count >= 0 && dict_next(dict, &position, &key, &value)) {
        Own name = posix_fs_encode(rt, key), text = name == NULL ? NULL : posix_fs_encode(rt, value);
        if (text != NULL && strchr(AS_BYTES(name)->bytes + (bytes_length(name) > 0), '=') != NULL) {
            error_raise(rt, TYPE_ValueError, "illegal environment variable name");
            release_clear(rt, &text);
        }
        if (text == NULL) {
            count = -1;
        } else {
            buf_add_text(out, AS_BYTES(name)->bytes);
            buf_add_char(out, '=');
            buf_add(out, AS_BYTES(text)->bytes, (size_t)bytes_length(text) + 1);
            count++;
        }
        release_all(rt, name, text);
    }
    release(rt, dict);
    return count;
}

static Own execute(Rt *rt, const char *function, Ref program, Ref arguments, Ref variables_or_null)
{
    PosixPath path;
    Buf texts = BUF_INIT;
    WorldReply reply = WORLD_REPLY_INIT;
    int64_t count, variables = -1;
    if (posix_path_init(rt, &path, function, "path", program, variables_or_null == NULL ? 0 : PATH_MAY_BE_FD) < 0) goto done;
    if (!is_list(arguments) && !is_tuple(arguments)) {
        error_raise(rt, TYPE_TypeError, variables_or_null == NULL ? "execv() arg 2 must be a tuple or list" : "execve: argv must be a tuple or list");
        goto done;
    }
    count = add_texts(rt, arguments, &texts);
    if (count < 0) goto done;
    if (count == 0 || texts.bytes[0] == 0) {
        const char *what = count == 0 ? "must not be empty" : "first element cannot be empty";
        error_raise(rt, TYPE_ValueError, variables_or_null == NULL ? "execv() arg 2 %s" : "execve: argv %s", what);
        goto done;
    }
    if (variables_or_null != NULL && (variables = add_variables(rt, variables_or_null, &texts)) < 0) goto done;
    const char *bytes = posix_path_bytes(&path);
    WorldRequest request = {WORLD_EXECUTE, {path.fd, count, variables}, {{bytes, bytes == NULL ? 0 : strlen(bytes)}, {texts.bytes, texts.length}}};
    if (world_ask(rt, &request, &reply) < 0) posix_raise_path(rt, &reply, variables_or_null == NULL ? NULL : path.given, NULL);
done:
    buf_fini(&texts);
    posix_path_fini(rt, &path);
    return NULL;
}

static Own posix_execv(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return execute(rt, "execv", args[0], args[1], NULL);
}

static Own posix_execve(Rt *rt, Ref self, Ref *given)
{
    return execute(rt, "execve", given[0], given[1], given[2]);
}

/* --- wait */

static int wait_ask(Rt *rt, int64_t pid, int options, int *status, struct rusage *usage, int64_t *ended)
{
    WorldReply reply = WORLD_REPLY_INIT;
    if (world_ask_ints(rt, WORLD_WAIT, pid, options, &reply) < 0) return -1;
    memcpy(status, reply.bytes, sizeof *status);
    memcpy(usage, reply.bytes + reply.size - sizeof *usage, sizeof *usage);
    *ended = reply.value;
    world_reply_fini(&reply);
    return 0;
}

static Own wait_result(Rt *rt, int64_t pid, int options)
{
    int status;
    struct rusage usage;
    int64_t ended;
    if (wait_ask(rt, pid, options, &status, &usage, &ended) < 0) return NULL;
    Own first = int_new(rt, ended), second = int_new(rt, status);
    return tuple_build(rt, "NN", first, second);
}

static Own posix_waitpid(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int pid, options;
    if (posix_int(rt, args[0], &pid) < 0 || posix_int(rt, args[1], &options) < 0) return NULL;
    return wait_result(rt, pid, options);
}

static Own posix_wait(Rt *rt, Ref self)
{
    return wait_result(rt, -1, 0);
}

/* W…(status): 1, 0 or a number. */
#define STATUS_FUNCTION(name, make)                                                    \
    static Own posix_##name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames) \
    {                                                                                  \
        static const char *const names[] = {"status", NULL};                           \
        static const ArgSpec spec = {#name, names, 1, 1, 0};                           \
        Ref given[1];                                                                  \
        int status;                                                                    \
        if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0 || posix_int(rt, given[0], &status) < 0) return NULL; \
        return make(rt, name(status));                                                 \
    }

STATUS_FUNCTION(WCOREDUMP, bool_new)
STATUS_FUNCTION(WIFCONTINUED, bool_new)
STATUS_FUNCTION(WIFSTOPPED, bool_new)
STATUS_FUNCTION(WIFSIGNALED, bool_new)
STATUS_FUNCTION(WIFEXITED, bool_new)
STATUS_FUNCTION(WEXITSTATUS, int_new)
STATUS_FUNCTION(WTERMSIG, int_new)
STATUS_FUNCTION(WSTOPSIG, int_new)

static Own posix_waitstatus_to_exitcode(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"status", NULL};
    static const ArgSpec spec = {"waitstatus_to_exitcode", names, 1, 1, 0};
    Ref given[1];
    int status;
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0 || posix_int(rt, given[0], &status) < 0) return NULL;
    if (WIFEXITED(status)) return int_new(rt, WEXITSTATUS(status));
    if (WIFSIGNALED(status)) return int_new(rt, -WTERMSIG(status));
    if (WIFSTOPPED(status)) return error_raise(rt, TYPE_ValueError, "process stopped by delivery of signal %i", WSTOPSIG(status));
    return error_raise(rt, TYPE_ValueError, "invalid wait status: %i", status);
}

static Own posix_nice(Rt *rt, Ref self, Ref arg)
{
    int increment, value;
    if (posix_int(rt, arg, &increment) < 0) return NULL;
    WorldReply reply = {.room = (char *)&value, .capacity = sizeof value};
    return world_ask_ints(rt, WORLD_NICE, increment, 0, &reply) < 0 ? NULL : int_new(rt, value);
}

#define STATUS_METHOD(name) {#name, METHOD_FASTCALL_KEYWORDS, {.fast = posix_##name}, NULL, 0}

const MethodDef posix_process_methods[] = {
    {"fork", METHOD_NOARGS, {.unary = posix_fork}, NULL, 0},
    {"register_at_fork", METHOD_FASTCALL_KEYWORDS, {.fast = posix_register_at_fork}, NULL, 0},
    {"_exit", METHOD_BOUND, {.bound = posix_exit, .least = 1, .most = 1, .names = NAMES("status")}, NULL, 0},
    {"abort", METHOD_NOARGS, {.unary = posix_abort}, NULL, 0},
    {"execv", METHOD_FASTCALL, {.fast = posix_execv, .least = 2, .most = 2}, NULL, 0},
    {"execve", METHOD_BOUND, {.bound = posix_execve, .least = 3, .most = 3, .names = NAMES("path", "argv", "env")}, NULL, 0},
    {"waitpid", METHOD_FASTCALL, {.fast = posix_waitpid, .least = 2, .most = 2}, NULL, 0},
    {"wait", METHOD_NOARGS, {.unary = posix_wait}, NULL, 0},
    {"nice", METHOD_O, {.binary = posix_nice}, NULL, 0},
    STATUS_METHOD(WCOREDUMP),
    STATUS_METHOD(WIFCONTINUED),
    STATUS_METHOD(WIFSTOPPED),
    STATUS_METHOD(WIFSIGNALED),
    STATUS_METHOD(WIFEXITED),
    STATUS_METHOD(WEXITSTATUS),
    STATUS_METHOD(WTERMSIG),
    STATUS_METHOD(WSTOPSIG),
    STATUS_METHOD(waitstatus_to_exitcode),
    {0},
};
