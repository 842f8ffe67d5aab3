/* The last resort for errors: they are printed, and the program goes on. */
#include "vm/unraisable.h"

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/strobj.h"
#include "vm/import_ops.h"
#include "vm/threads.h"
#include "vm/traceback.h"

enum { ALL_FRAMES = 1000 };

void text_file_write(Rt *rt, Ref file, const Buf *text)
{
    Pending kept = error_fetch(rt);
    Own held = new_ref(file), line = str_from_wtf8(rt, buf_text(text), text->length);
    Own result = line == NULL ? NULL : call_method_one(rt, held, RT_NAME(rt, write), line);
    release(rt, result);
    error_clear(rt);
    result = call_method_none(rt, held, RT_NAME(rt, flush));
    release_all(rt, result, line, held);
    error_clear(rt);
    error_restore(rt, kept);
}

void stderr_write(Rt *rt, const Buf *text)
{
    Ref file = sys_peek(rt, "stderr");
    if (file == NULL) rt->world->write(rt->world, 2, buf_text(text), text->length);
    else if (file != rt->none) text_file_write(rt, file, text);
}

/* repr or str of OBJ, or INSTEAD when that fails. */
static void add_text(Rt *rt, Own text, const char *instead, Buf *out)
{
    if (text != NULL) str_add_to_buf(text, out);
    else buf_add_text(out, instead);
    error_clear(rt);
    release(rt, text);
}

/* What it prints, into OUT. */
static void unraisable_print(Rt *rt, Ref exception, const char *message_or_null, Ref where_or_null, Buf *out)
{
    if (where_or_null != NULL && where_or_null != rt->none) {
        buf_add_text(out, message_or_null == NULL ? "Exception ignored in" : message_or_null);
        buf_add_text(out, ": ");
        add_text(rt, object_repr(rt, where_or_null), "<object repr() failed>", out);
        buf_add_char(out, '\n');
    } else if (message_or_null != NULL) {
        buf_printf(out, "%s:\n", message_or_null);
    }
    Ref traceback = AS_EXCEPTION(exception)->traceback;
    if (traceback != NULL && is_exact(traceback, TYPE_traceback)) {
        buf_add_text(out, "Traceback (most recent call last):\n");
        traceback_print_frames(rt, traceback, ALL_FRAMES, "", out);
    }
    Own module = object_attr_get_text(rt, (Ref)exception->type, "__module__");
    if (module == NULL || !is_str(module)) {
        buf_add_text(out, "<unknown>.");
    } else if (!str_equals_text(module, "builtins") && !str_equals_text(module, "__main__")) {
        str_add_to_buf(module, out);
        buf_add_char(out, '.');
    }
    error_clear(rt);
    release(rt, module);
    add_text(rt, object_attr_get_text(rt, (Ref)exception->type, "__qualname__"), "<unknown>", out);
    Own text = object_str(rt, exception);
    if (text == NULL || str_length(text) > 0) {
        buf_add_text(out, ": ");
        add_text(rt, text, "<exception str() failed>", out);
    } else release(rt, text);
    buf_add_char(out, '\n');
}

void unraisable_report(Rt *rt, Ref exception, const char *message_or_null, Ref where_or_null)
{
    if (thread_is_dying(rt)) return;
    Buf text = BUF_INIT;
    unraisable_print(rt, exception, message_or_null, where_or_null, &text);
    stderr_write(rt, &text);
    buf_fini(&text);
}
