/* Kept true: the copy writes nothing, reads no input, asks nothing of the world, is heard by nobody, and never
   returns.  A name whose value says all by its repr is looked up where it lies, without a copy: most watches
   are such names, and a search evaluates them often. */
#include "timeline/evaluate.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/world.h"
#include "compile/compile.h"
#include "memory/rtinit.h"
#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "timeline/code_facts.h"
#include "timeline/render.h"
#include "vm/calls.h"
#include "vm/frameobj.h"

enum { MOST_SECONDS = 1, MOST_WAITED = 20, MOST_BYTES = 400 }; /* of processor time, and in all */

/* --- names whose value lies open */

/* Is the str NAME this UTF-8 text? */
static bool name_is(Ref name, const char *text)
{
    bool is_ascii = true;
    for (const char *at = text; *at != '\0'; at++) is_ascii &= (unsigned char)*at < 0x80;
    if (is_ascii) return str_equals_text(name, text);
    Buf buf = BUF_INIT;
    render_name(name, &buf);
    bool is_same = strcmp(buf_text(&buf), text) == 0;
    buf_fini(&buf);
    return is_same;
}

/* A look-up by text would make a str in the program's heap: this one does not. */
static Ref namespace_peek(Ref namespace, const char *text)
{
    ptrdiff_t position = 0;
    Ref name, value;
    while (namespace != NULL && is_dict(namespace) && dict_next(namespace, &position, &name, &value)) {
        if (is_exact(name, TYPE_str) && name_is(name, text)) return value;
    }
    return NULL;
}

/* What NAME stands for in FRAME; NULL when that is not plain to see. */
static Ref name_peek(const Frame *frame, const char *name)
{
    const CodeObj *code = FRAME_CODE(frame);
    for (int i = 0; i < code->nlocalsplus; i++) {
        if (!name_is(tuple_peek(code->localsplusnames, i), name)) continue;
        Ref content = frame->localsplus[i];
        bool is_cell = (AS_BYTES(code->localspluskinds)->bytes[i] & (LOCAL_KIND_CELL | LOCAL_KIND_FREE)) != 0;
        return is_cell && content != NULL && is_exact(content, TYPE_cell) ? AS_CELL(content)->contents : content;
    }
    Ref value = namespace_peek(frame_names_peek(frame), name);
    return value != NULL ? value : namespace_peek(frame->globals, name);
}

static bool is_name(const char *expression)
{
    for (const char *at = expression; *at != '\0'; at++) {
        bool is_letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_';
        if (!is_letter && (at == expression || *at < '0' || *at > '9')) return false;
    }
    return expression[0] != '\0';
}

static Ref simple_peek(const Frame *frame, const char *expression)
{
    Ref value = is_name(expression) ? name_peek(frame, expression) : NULL;
    return value != NULL && render_is_simple(value) ? value : NULL;
}

/* --- in the copy */

static ssize_t write_nowhere(World *world UNUSED, int fd UNUSED, const void *bytes UNUSED, size_t size)
{
    return (ssize_t)size;
}

static ssize_t read_nothing(World *world UNUSED, int fd UNUSED, void *bytes UNUSED, size_t size UNUSED)
{
    return 0;
}

/* Text for the standard streams is taken, and goes nowhere; all else is refused. */
static int perform_nothing(World *world UNUSED, const WorldRequest *request, WorldReply *reply)
{
    bool is_output = request->op == WORLD_WRITE && (request->ints[0] == 1 || request->ints[0] == 2);
    reply->value = is_output ? (int64_t)request->texts[0].size : -1;
    return is_output ? 0 : world_reply_refuse(reply, EPERM);
}

/* The expression's value; NULL + pending. */
static Own value_of(Rt *rt, Frame *frame, const char *expression)
{
    CompileOptions options = {.mode = COMPILE_EVAL, .filename = str_new(rt, "<expression>"), .flags = COMPILE_SOURCE_IS_UTF8};
    Ref names = frame_names_peek(frame), locals = names != NULL ? names : frame_locals(rt, frame);
    if (options.filename == NULL || locals == NULL) return NULL;
    Own code = compile_source(rt, expression, strlen(expression), &options);
    return code == NULL ? NULL : code_run(rt, code, frame->globals, locals, NULL);
}

static void send_text(Rt *rt, int to, char kind, Ref text, const char *before)
{
    size_t size = 0;
    const char *bytes = text == NULL ? "" : str_utf8(rt, text, &size);
    Buf buf = BUF_INIT;
    if (bytes == NULL) size = 0;
    buf_add_char(&buf, kind);
    buf_add_text(&buf, before);
    buf_add(&buf, bytes, size < MOST_BYTES ? size : MOST_BYTES);
    ssize_t ignored UNUSED = write(to, buf_text(&buf), buf.length);
}

/* "NameError: name 'x' is not defined" */
static void send_error(Rt *rt, int to)
{
    Own instance = error_fetch_instance(rt);
    Own text = object_str(rt, instance);
    Buf before = BUF_INIT;
    buf_printf(&before, "%s%s", render_type_name(instance->type), text != NULL && str_length(text) > 0 ? ": " : "");
    send_text(rt, to, 'e', text, buf_text(&before));
}

/* Never returns.  TO gets 'v' and the repr, 't' or 'f' when only the truth is wanted, or 'e' and what is wrong. */
static void run_copy(Rt *rt, Frame *frame, const char *expression, bool wants_text, int to)
{
    static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS, SIGXCPU, SIGALRM, SIGPROF};
    for (size_t i = 0; i < ARRAY_LENGTH(signals); i++) signal(signals[i], SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setitimer(ITIMER_PROF, &(struct itimerval){.it_value.tv_sec = MOST_SECONDS}, NULL);
    alarm(MOST_WAITED);
    rt_listen(rt, NULL);
    rt_stop_at(rt, UINT64_MAX);
    rt->world->write = write_nowhere;
    rt->world->read = read_nothing;
    rt->world->perform = perform_nothing;
    if (rt_is_pending(rt)) error_clear(rt);
    Own value = value_of(rt, frame, expression);
    int truth = value == NULL || wants_text ? 0 : object_is_true(rt, value);
    Own text = value == NULL || !wants_text ? NULL : object_repr(rt, value);
    if (rt_is_pending(rt)) send_error(rt, to);
    else send_text(rt, to, wants_text ? 'v' : truth > 0 ? 't' : 'f', text, "");
    _exit(0);
}

/* --- in the machine */

/* Lets a copy evaluate; TEXT gets what it says.  False: it said nothing. */
static bool ask_copy(Rt *rt, Frame *frame, const char *expression, bool wants_text, Buf *text)
{
    int ends[2], status;
    char bytes[MOST_BYTES + 100];
    if (pipe(ends) < 0) return false;
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        run_copy(rt, frame, expression, wants_text, ends[1]);
    }
    close(ends[1]);
    for (;;) {
        ssize_t got = read(ends[0], bytes, sizeof bytes);
        if (got > 0) buf_add(text, bytes, (size_t)got);
        else if (got == 0 || errno != EINTR) break;
    }
    close(ends[0]);
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    return text->length > 0;
}

Evaluation evaluate(Rt *rt, Frame *frame, const char *expression, Buf *text)
{
    Ref simple = simple_peek(frame, expression);
    if (simple != NULL) {
        render_simple(simple, text, MOST_BYTES);
        return EVALUATION_VALUE;
    }
    Buf answer = BUF_INIT;
    bool has_answer = ask_copy(rt, frame, expression, true, &answer);
    if (has_answer) buf_add(text, answer.bytes + 1, answer.length - 1);
    else buf_add_text(text, "it takes too long, or crashes");
    bool is_value = has_answer && answer.bytes[0] == 'v';
    buf_fini(&answer);
    return is_value ? EVALUATION_VALUE : EVALUATION_ERROR;
}

bool evaluate_truth(Rt *rt, Frame *frame, const char *expression)
{
    Buf answer = BUF_INIT;
    bool is_true = ask_copy(rt, frame, expression, false, &answer) && answer.bytes[0] == 't';
    buf_fini(&answer);
    return is_true;
}

Frame *evaluate_frame(Frame *frame, const char *qualname)
{
    while (frame != NULL && qualname != NULL && !name_is(FRAME_CODE(frame)->qualname, qualname)) frame = frame->previous;
    return frame;
}
