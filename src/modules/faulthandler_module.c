/* The module faulthandler: tracebacks written straight to a file descriptor, without a line of Python code. */
#include "base/buf.h"
#include "modules/module_specs.h"
#include "modules/posix_parts.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/strobj.h"
#include "vm/frameobj.h"
#include "vm/frames.h"
#include "vm/import_ops.h"
#include "vm/threads.h"

enum { MOST_FRAMES = 100, MOST_TEXT = 500 };

/* TEXT, cut, with what is not ASCII as escapes. */
static void add_ascii(Ref text, Buf *out)
{
    for (ptrdiff_t i = 0; i < str_length(text); i++) {
        if (i == MOST_TEXT) {
            buf_add_text(out, "...");
            return;
        }
        uint32_t at = str_at(text, i);
        if (at >= ' ' && at < 127) buf_add_char(out, (char)at);
        else buf_printf(out, at < 0x100 ? "\\x%02x" : at < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)at);
    }
}

static void add_thread(const Rt *rt, const Thread *thread, Buf *out)
{
    const char *which = thread == thread_current(rt) ? "Current thread" : "Thread";
    buf_printf(out, "%s 0x%016llx (most recent call first):\n", which, (unsigned long long)thread_ident(thread));
    Frame *frame = frame_visible(thread_frame(rt, thread));
    if (frame == NULL) buf_add_text(out, "  <no Python frame>\n");
    for (int depth = 0; frame != NULL; depth++, frame = frame_visible(frame->previous)) {
        if (depth == MOST_FRAMES) {
            buf_add_text(out, "  ...\n");
            return;
        }
        buf_add_text(out, "  File \"");
        add_ascii(FRAME_CODE(frame)->filename, out);
        int line = frame_line(frame);
        if (line >= 0) buf_printf(out, "\", line %d in ", line);
        else buf_add_text(out, "\", line ??? in ");
        add_ascii(FRAME_CODE(frame)->name, out);
        buf_add_char(out, '\n');
    }
}

/* The descriptor of FILE, or of sys.stderr; what FILE has buffered goes first. */
static int descriptor_of(Rt *rt, Ref file_or_null, int *fd)
{
    Ref file = file_or_null == NULL || file_or_null == rt->none ? sys_peek(rt, "stderr") : file_or_null;
    if (file == NULL) return error_raise_int(rt, TYPE_RuntimeError, "unable to get sys.stderr");
    if (file == rt->none) return error_raise_int(rt, TYPE_RuntimeError, "sys.stderr is None");
    if (is_int(file)) return posix_descriptor(rt, file, fd);
    Own held = new_ref(file);
    int status = posix_descriptor(rt, held, fd);
    if (status == 0) {
        Own flushed = call_method_none(rt, held, RT_NAME(rt, flush));
        if (flushed == NULL) error_clear(rt);
        release(rt, flushed);
    }
    release(rt, held);
    return status;
}

static Own dump_traceback(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"file", "all_threads", NULL};
    static const ArgSpec spec = {"dump_traceback", names, 0, 2, 0};
    Ref given[2];
    int fd, all = 1;
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    if ((given[1] != NULL && posix_int(rt, given[1], &all) < 0) || descriptor_of(rt, given[0], &fd) < 0) return NULL;
    Buf text = BUF_INIT;
    for (Thread *thread = thread_next(rt, NULL); thread != NULL; thread = thread_next(rt, thread)) {
        if (!all && thread != thread_current(rt)) continue;
        if (text.length > 0) buf_add_char(&text, '\n');
        add_thread(rt, thread, &text);
    }
    WorldRequest request = {WORLD_WRITE, {fd}, {{buf_text(&text), text.length}}};
    WorldReply reply = WORLD_REPLY_INIT;
    int status = world_ask(rt, &request, &reply);
    buf_fini(&text);
    return status < 0 ? posix_raise(rt, &reply) : none_new(rt);
}

const ModuleSpec faulthandler_module_spec = {
    .name = "faulthandler",
    .doc = "faulthandler module.",
    .methods = METHODS(
        {"dump_traceback", METHOD_FASTCALL_KEYWORDS, {.fast = dump_traceback}, "dump_traceback(file=sys.stderr, all_threads=True): dump the traceback of the current thread, or of all threads if all_threads is True, into file", METHOD_TUPLE}),
};
