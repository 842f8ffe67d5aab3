/* Prints exceptions as CPython 3.11 does: chained exceptions first, the innermost frame last,
   under each source line the carets that mark the failing expression.

   It must work whatever state the program is in: what fails on the way (a broken __str__,
   a missing source file) is left out or said in its place, never raised. */
#include "vm/traceback.h"

#include <stdio.h>

#include "base/vec.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/caret.h"
#include "vm/frameobj.h"
#include "vm/import_ops.h"
#include "vm/suggest.h"

enum { NOT_NONE = INT32_MIN };
enum { GROUP_MAX_WIDTH = 15, GROUP_MAX_DEPTH = 10, REPEATS_SHOWN = 3, FRAMES_SHOWN = 1000 };

typedef struct Printer {
    Rt *rt;
    Buf *out;
    int depth; /* of exception groups */
    bool need_close;
    VEC(Ref) seen; /* borrowed from the chain that is printed */
} Printer;

/* "  | " at depth 1: what precedes each line inside a group. */
static void margin_text(int depth, char *text, size_t size)
{
    snprintf(text, size, "%*s%s", 2 * depth, "", depth > 0 ? "| " : "");
}

static void add_margin(Printer *p)
{
    char margin[64];
    margin_text(p->depth, margin, sizeof margin);
    buf_add_text(p->out, margin);
}

/* Text that may have several lines, the margin before each but the first. */
static void add_with_margin(Printer *p, Ref text)
{
    Buf plain = BUF_INIT;
    str_add_to_buf(text, &plain);
    for (size_t i = 0; i < plain.length; i++) {
        buf_add_char(p->out, plain.bytes[i]);
        if (plain.bytes[i] == '\n' && p->depth > 0) add_margin(p);
    }
    buf_fini(&plain);
}

/* --- frames */

static void print_frame(Rt *rt, Ref traceback, const char *margin, Buf *out)
{
    const TracebackObj *entry = AS_TRACEBACK(traceback);
    const CodeObj *code = AS_CODE(AS_FRAME(entry->frame)->frame->code);
    buf_add_text(out, margin);
    buf_add_text(out, "  File \"");
    str_add_to_buf(code->filename, out);
    buf_printf(out, "\", line %d, in ", entry->line);
    str_add_to_buf(code->name, out);
    buf_add_char(out, '\n');
    caret_print(rt, (Ref)&code->head, entry->lasti, entry->line, margin, out);
}

static bool same_place(Ref a, Ref b)
{
    const TracebackObj *x = AS_TRACEBACK(a), *y = AS_TRACEBACK(b);
    const CodeObj *p = AS_CODE(AS_FRAME(x->frame)->frame->code), *q = AS_CODE(AS_FRAME(y->frame)->frame->code);
    return x->line == y->line && p->filename == q->filename && str_equal(p->name, q->name);
}

static void print_repeats(ptrdiff_t repeats, const char *margin, Buf *out)
{
    if (repeats <= REPEATS_SHOWN) return;
    repeats -= REPEATS_SHOWN;
    buf_printf(out, "%s  [Previous line repeated %td more time%s]\n", margin, repeats, repeats == 1 ? "" : "s");
}

void traceback_print_frames(Rt *rt, Ref traceback, ptrdiff_t limit, const char *margin, Buf *out)
{
    ptrdiff_t depth = 0, repeats = 0;
    for (Ref at = traceback; at != NULL; at = AS_TRACEBACK(at)->next) depth++;
    Ref last = NULL;
    for (Ref at = traceback; at != NULL; at = AS_TRACEBACK(at)->next) {
        if (depth-- > limit) continue;
        if (last == NULL || !same_place(last, at)) {
            print_repeats(repeats, margin, out);
            last = at;
            repeats = 0;
        }
        if (++repeats <= REPEATS_SHOWN) print_frame(rt, at, margin, out);
    }
    print_repeats(repeats, margin, out);
}

/* sys.tracebacklimit, or what CPython takes without one. */
static ptrdiff_t frames_limit(Rt *rt)
{
    Ref limit = sys_peek(rt, "tracebacklimit");
    if (limit == NULL || !is_int(limit)) return FRAMES_SHOWN;
    int overflow = 0;
    int64_t value = int_value_overflow(limit, &overflow);
    return overflow != 0 ? (overflow > 0 ? FRAMES_SHOWN : 0) : (ptrdiff_t)value;
}

static void print_traceback(Printer *p, Ref exception)
{
    Ref traceback = AS_EXCEPTION(exception)->traceback;
    if (traceback == NULL || !is_exact(traceback, TYPE_traceback)) return;
    ptrdiff_t limit = frames_limit(p->rt);
    if (limit <= 0) return;
    bool group = p->depth > 0 && type_is_subtype(exception->type, RT_TYPE(p->rt, BaseExceptionGroup));
    char margin[64];
    margin_text(p->depth, margin, sizeof margin);
    if (group) {
        buf_printf(p->out, "%*s%s", 2 * p->depth, "", p->depth == 1 ? "+ " : "| ");
        buf_add_text(p->out, "Exception Group Traceback (most recent call last):\n");
    } else {
        buf_add_text(p->out, margin);
        buf_add_text(p->out, "Traceback (most recent call last):\n");
    }
    traceback_print_frames(p->rt, traceback, limit, margin, p->out);
}

/* --- the exception itself */

/* An attribute or NULL, nothing pending. */
static Own attribute(Rt *rt, Ref obj, const char *name)
{
    Own value = object_attr_get_text(rt, obj, name);
    if (value == NULL) error_clear(rt);
    return value;
}

/* The attribute NAME, an int, or OTHERWISE for None: false when it is anything else, or missing. */
static bool attribute_int(Rt *rt, Ref obj, const char *name, int otherwise, int *number)
{
    Own value = attribute(rt, obj, name);
    int overflow = 0;
    bool is_none = value == rt->none && otherwise != NOT_NONE;
    *number = is_none ? otherwise : value != NULL && is_int(value) ? (int)int_value_overflow(value, &overflow) : 0;
    bool good = is_none || (value != NULL && is_int(value) && overflow == 0);
    release(rt, value);
    return good;
}

/* A SyntaxError shows where the source is wrong, as if it were a frame.  False, and nothing is shown, when
   its attributes do not say where. */
static bool print_syntax_place(Printer *p, Ref exception)
{
    Rt *rt = p->rt;
    int line = 0, offset = 0, end_line = 0, end_offset = 0;
    Own filename = attribute(rt, exception, "filename"), text = attribute(rt, exception, "text"), message = attribute(rt, exception, "msg");
    bool good = filename != NULL && message != NULL && text != NULL && attribute_int(rt, exception, "lineno", NOT_NONE, &line) &&
                attribute_int(rt, exception, "offset", -1, &offset) && attribute_int(rt, exception, "end_lineno", line, &end_line) &&
                attribute_int(rt, exception, "end_offset", -1, &end_offset);
    if (good) {
        Own shown = filename == rt->none ? NULL : object_str(rt, filename);
        add_margin(p);
        buf_add_text(p->out, "  File \"");
        if (shown != NULL) str_add_to_buf(shown, p->out);
        else buf_add_text(p->out, "<string>");
        buf_printf(p->out, "\", line %d\n", line);
        error_clear(rt);
        release(rt, shown);
    }
    if (!is_exact(exception, TYPE_SyntaxError)) end_line = line, end_offset = offset; /* a place, not a range */
    if (good && is_str(text)) caret_print_syntax(text, line, offset, end_line, end_offset, p->out);
    release_all(rt, filename, text, message);
    return good;
}

static void print_class(Printer *p, Ref exception)
{
    Rt *rt = p->rt;
    Ref class = (Ref)exception->type;
    Own module = attribute(rt, class, "__module__"), qualname = attribute(rt, class, "__qualname__");
    if (module == NULL || !is_str(module)) {
        buf_add_text(p->out, "<unknown>.");
    } else if (!str_equals_text(module, "builtins") && !str_equals_text(module, "__main__")) {
        str_add_to_buf(module, p->out);
        buf_add_char(p->out, '.');
    }
    if (qualname != NULL && is_str(qualname)) str_add_to_buf(qualname, p->out);
    else buf_add_text(p->out, "<unknown>");
    release_all(rt, module, qualname);
}

static void print_message(Printer *p, Ref exception, bool syntax)
{
    add_margin(p);
    print_class(p, exception);
    Own text = syntax ? attribute(p->rt, exception, "msg") : object_str(p->rt, exception);
    if (syntax && text == p->rt->none) release_replace(p->rt, &text, new_ref(p->rt->empty_str));
    if (text != NULL && !is_str(text)) release_replace(p->rt, &text, object_str(p->rt, text));
    if (text == NULL) {
        error_clear(p->rt);
        buf_add_text(p->out, ": <exception str() failed>");
    } else if (str_length(text) > 0) {
        buf_add_text(p->out, ": ");
        str_add_to_buf(text, p->out);
    }
    release(p->rt, text);
    text = suggestion_for(p->rt, exception);
    if (text != NULL) {
        buf_add_text(p->out, ". Did you mean: '");
        str_add_to_buf(text, p->out);
        buf_add_text(p->out, "'?");
    }
    buf_add_char(p->out, '\n');
    release(p->rt, text);
}

/* __notes__: each note as lines of its own. */
static void print_notes(Printer *p, Ref exception)
{
    Rt *rt = p->rt;
    Own notes = attribute(rt, exception, "__notes__");
    if (notes == NULL) return;
    if (notes->type->slots.sq_item == NULL || is_dict(notes)) {
        Own text = object_repr(rt, notes);
        add_margin(p);
        if (text != NULL) add_with_margin(p, text);
        else buf_add_text(p->out, "<__notes__ repr() failed>");
        error_clear(rt);
        release_all(rt, text, notes);
        return;
    }
    Own list = sequence_to_list(rt, notes);
    for (ptrdiff_t i = 0; list != NULL && i < list_length(list); i++) {
        Own text = object_str(rt, list_peek(list, i));
        add_margin(p);
        if (text != NULL) add_with_margin(p, text);
        else buf_add_text(p->out, "<note str() failed>");
        error_clear(rt);
        buf_add_char(p->out, '\n');
        release(rt, text);
    }
    error_clear(rt);
    release_all(rt, list, notes);
}

static void print_one(Printer *p, Ref exception)
{
    Own place = attribute(p->rt, exception, "print_file_and_line");
    bool syntax = place != NULL;
    release(p->rt, place);
    print_traceback(p, exception);
    syntax = syntax && print_syntax_place(p, exception);
    print_message(p, exception, syntax);
    if (!syntax) print_notes(p, exception); /* CPython 3.11 looks for them on the message */
}

/* --- groups and chains */

static void print_chain(Printer *p, Ref exception);

/* The members of a group, each in a frame of its own. */
static void print_members(Printer *p, Ref members)
{
    ptrdiff_t total = tuple_length(members), shown = total <= GROUP_MAX_WIDTH ? total : GROUP_MAX_WIDTH + 1;
    p->need_close = false;
    for (ptrdiff_t i = 0; i < shown; i++) {
        bool last = i == shown - 1, cut = i >= GROUP_MAX_WIDTH;
        if (last) p->need_close = true;
        buf_printf(p->out, "%*s%s", 2 * p->depth, "", i == 0 ? "+-" : "  ");
        if (cut) buf_add_text(p->out, "+---------------- ... ----------------\n");
        else buf_printf(p->out, "+---------------- %td ----------------\n", i + 1);
        p->depth++;
        if (cut) {
            ptrdiff_t rest = total - GROUP_MAX_WIDTH;
            add_margin(p);
            buf_printf(p->out, "and %td more exception%s\n", rest, rest > 1 ? "s" : "");
        } else print_chain(p, tuple_peek(members, i));
        if (last && p->need_close) {
            buf_printf(p->out, "%*s+------------------------------------\n", 2 * p->depth, "");
            p->need_close = false;
        }
        p->depth--;
    }
}

static void print_group(Printer *p, Ref exception)
{
    if (p->depth > GROUP_MAX_DEPTH) {
        add_margin(p);
        buf_printf(p->out, "... (max_group_depth is %d)\n", GROUP_MAX_DEPTH);
        return;
    }
    bool outermost = p->depth == 0;
    if (outermost) p->depth = 1;
    print_one(p, exception);
    Own members = attribute(p->rt, exception, "exceptions");
    if (members != NULL && is_tuple(members)) print_members(p, members);
    release(p->rt, members);
    if (outermost) p->depth = 0;
}

static bool is_seen(const Printer *p, Ref exception)
{
    for (size_t i = 0; i < p->seen.length; i++) {
        if (p->seen.items[i] == exception) return true;
    }
    return false;
}

/* What led to EXCEPTION, and how. */
static void print_origin(Printer *p, Ref exception)
{
    const ExceptionObj *e = AS_EXCEPTION(exception);
    Ref origin = e->cause != NULL ? e->cause : e->suppress_context ? NULL : e->context;
    if (origin == NULL || !is_exception(origin) || is_seen(p, origin)) return;
    print_chain(p, origin);
    const char *how = e->cause != NULL
                          ? "The above exception was the direct cause of the following exception:"
                          : "During handling of the above exception, another exception occurred:";
    add_margin(p);
    buf_add_char(p->out, '\n');
    add_margin(p);
    buf_add_text(p->out, how);
    buf_add_char(p->out, '\n');
    add_margin(p);
    buf_add_char(p->out, '\n');
}

static void print_chain(Printer *p, Ref exception)
{
    if (vec_push(&p->seen, exception) < 0) return;
    print_origin(p, exception);
    if (type_is_subtype(exception->type, RT_TYPE(p->rt, BaseExceptionGroup))) print_group(p, exception);
    else print_one(p, exception);
}

void traceback_print(Rt *rt, Ref exception, Buf *out)
{
    Printer printer = {.rt = rt, .out = out};
    print_chain(&printer, exception);
    vec_fini(&printer.seen);
}
