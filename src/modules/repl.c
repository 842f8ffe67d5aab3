/* A statement is complete when it compiles; when the compiler says that the input ends too early, another
   line is asked for.  A block ends with an empty line. */
#include "modules/repl.h"

#include <errno.h>
#include <string.h>

#include "compile/compile.h"
#include "modules/module_state.h"
#include "modules/program.h"
#include "modules/warn.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/moduleobj.h"
#include "objects/strobj.h"
#include "vm/calls.h"
#include "vm/import_ops.h"
#include "vm/unraisable.h"

static int read_plain(void *context, Rt *rt, const char *prompt, Buf *line)
{
    if (rt->world->write(rt->world, 2, prompt, strlen(prompt)) < 0) return 0;
    for (;;) {
        char byte;
        ssize_t got = rt->world->read(rt->world, 0, &byte, 1);
        if (got < 0 && errno == EINTR) {
            if (rt->interrupts != 0) return -1;
            continue;
        }
        if (got <= 0) return line->length > 0;
        buf_add_char(line, byte);
        if (byte == '\n') return 1;
    }
}

/* sys.ps1 or sys.ps2 as text; it may be any object, whose str() is taken each time. */
static void prompt_text(Rt *rt, const char *name, const char *usual, Buf *prompt)
{
    Ref value = sys_peek(rt, name);
    if (value == NULL) {
        Own text = str_new(rt, usual);
        if (text == NULL || dict_set_text(rt, module_dict(rt->modules->sys), name, text) < 0) error_clear(rt);
        release(rt, text);
        buf_add_text(prompt, usual);
        return;
    }
    Own held = new_ref(value), text = object_str(rt, held);
    if (text != NULL) str_add_to_buf(text, prompt);
    error_clear(rt);
    release_all(rt, held, text);
}

/* The code of the LENGTH bytes: NULL and *more when they end too early, NULL + pending when they are wrong. */
static Own compile_part(Rt *rt, const char *source, size_t length, bool *more)
{
    Own filename = str_new(rt, "<stdin>");
    if (filename == NULL) return NULL;
    CompileOptions options = {.mode = COMPILE_SINGLE, .filename = filename, .warn = warn_compile, .optimize = rt->modules->optimize};
    options.flags = COMPILE_ALLOW_INCOMPLETE | COMPILE_DONT_IMPLY_DEDENT | rt->modules->repl_flags;
    Own code = compile_source(rt, source, length, &options);
    rt->modules->repl_flags |= options.flags & COMPILE_FUTURE_MASK;
    release(rt, filename);
    *more = false;
    if (code != NULL || !error_matches(rt, TYPE_SyntaxError)) return code;
    Pending pending = error_fetch(rt);
    error_normalize(rt, &pending);
    Own text = object_str(rt, pending.value);
    if (text != NULL) {
        Buf message = BUF_INIT;
        str_add_to_buf(text, &message);
        *more = strstr(buf_text(&message), "incomplete input") != NULL;
        buf_fini(&message);
    }
    error_clear(rt);
    release(rt, text);
    error_restore(rt, pending);
    if (*more) error_clear(rt);
    return NULL;
}

/* A statement's code, as compile_part.  It is complete when it is so without its last newline: a block
   then still waits for an empty line. */
static Own compile_statement(Rt *rt, const Buf *source, bool *more)
{
    bool ends = source->length > 0 && source->bytes[source->length - 1] == '\n';
    Own code = compile_part(rt, buf_text(source), source->length - ends, more);
    if (!*more) return code;
    code = compile_part(rt, buf_text(source), source->length, more);
    *more = *more || code != NULL;
    if (code != NULL) release_clear(rt, &code);
    return code;
}

/* Does the last line end with a backslash, so that it goes on? */
static bool is_continued(const Buf *source)
{
    size_t end = source->length, start;
    if (end < 2 || source->bytes[end - 1] != '\n' || source->bytes[end - 2] != '\\') return false;
    for (start = end - 1; start > 0 && source->bytes[start - 1] != '\n'; start--) continue;
    return memchr(source->bytes + start, '#', end - start) == NULL;
}

static bool is_blank(const Buf *source)
{
    const char *text = buf_text(source);
    text += strspn(text, " \t\f\r\n");
    return *text == '\0' || *text == '#';
}

/* Reads a whole statement: 1 and its code (NULL: there is nothing to run, or an exception is pending); 0 at the
   end of input; -1 interrupted. */
static int read_statement(Rt *rt, ReplReader reader, Own *code)
{
    Buf source = BUF_INIT, prompt = BUF_INIT;
    bool more = false;
    int status;
    *code = NULL;
    do {
        buf_clear(&prompt);
        prompt_text(rt, more ? "ps2" : "ps1", more ? "... " : ">>> ", &prompt);
        size_t before = source.length;
        status = reader.read(reader.context, rt, buf_text(&prompt), &source);
        if (status == 0 && more) status = source.length > before ? 1 : 0;
        if (status <= 0) break;
        if (!more && is_blank(&source)) break;
        more = is_continued(&source);
        if (!more) *code = compile_statement(rt, &source, &more);
    } while (more);
    buf_fini(&source);
    buf_fini(&prompt);
    return status;
}

/* The exception that a statement let escape: shown, unless it ends the session (-1). */
static int show_error(Rt *rt)
{
    if (error_matches(rt, TYPE_SystemExit)) return -1;
    (void)program_report(rt);
    return 0;
}

static void say(Rt *rt, const char *line)
{
    Buf text = BUF_INIT;
    buf_add_text(&text, line);
    stderr_write(rt, &text);
    buf_fini(&text);
}

int repl_run(Rt *rt, Ref namespace, ReplReader reader)
{
    if (reader.read == NULL) reader.read = read_plain;
    for (;;) {
        Own code;
        int status = read_statement(rt, reader, &code);
        if (status == 0) break;
        if (status < 0) {
            if (error_poll(rt) < 0) error_clear(rt);
            say(rt, "\nKeyboardInterrupt\n");
            continue;
        }
        Own result = code == NULL ? NULL : code_run(rt, code, namespace, namespace, NULL);
        release_all(rt, code, result);
        if (rt_is_pending(rt) && show_error(rt) < 0) return -1;
        Ref out = sys_peek(rt, "stdout");
        Own flushed = out == NULL || out == rt->none ? NULL : call_method_none(rt, out, RT_NAME(rt, flush));
        if (flushed == NULL) error_clear(rt);
        release(rt, flushed);
    }
    say(rt, "\n");
    return 0;
}
