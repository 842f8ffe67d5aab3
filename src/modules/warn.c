/* CPython's default filters: a warning is shown at the first time for its text, category and
   line; DeprecationWarning only for code of __main__, and PendingDeprecationWarning, ImportWarning
   and ResourceWarning not at all. */
#include "modules/warn.h"

#include <stdlib.h>
#include <string.h>

#include "modules/module_state.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/caret.h"
#include "vm/frameobj.h"
#include "vm/frames.h"
#include "vm/unraisable.h"

static bool is_ignored(Rt *rt, TypeId category, Ref globals)
{
    switch ((int)category) {
    case TYPE_PendingDeprecationWarning:
    case TYPE_ImportWarning:
    case TYPE_ResourceWarning: return true;
    case TYPE_DeprecationWarning: {
        Ref name = globals == NULL ? NULL : dict_peek(rt, globals, RT_NAME(rt, __name__));
        return name == NULL || !is_str(name) || !str_equals_text(name, "__main__");
    }
    default: return false;
    }
}

/* 1 the first time that it is asked for this warning, 0, -1. */
static int is_first(Rt *rt, TypeId category, Ref message, int line)
{
    if (rt->modules->warned == NULL && (rt->modules->warned = dict_new(rt)) == NULL) return -1;
    Own number = int_new(rt, line), key = NULL;
    if (number != NULL) key = tuple_of(rt, 3, (Ref)rt->types[category], message, number);
    int known = key == NULL ? -1 : dict_contains(rt, rt->modules->warned, key);
    if (known == 0 && dict_set(rt, rt->modules->warned, key, rt->none) < 0) known = -1;
    release(rt, number);
    release(rt, key);
    return known < 0 ? -1 : !known;
}

static void print_warning(Rt *rt, Ref filename, int line, const char *category, Ref message, Ref code_or_null)
{
    Buf out = BUF_INIT;
    str_add_to_buf(filename, &out);
    buf_printf(&out, ":%d: %s: ", line, category);
    str_add_to_buf(message, &out);
    buf_add_char(&out, '\n');
    if (code_or_null != NULL) caret_print_line(rt, filename, line, 2, &out);
    stderr_write(rt, &out);
    buf_fini(&out);
}

int warn_show(Rt *rt, TypeId category, Ref message, int stack_level)
{
    Frame *frame = frame_visible(rt->vm->frame);
    for (int i = 1; i < stack_level && frame != NULL; i++) frame = frame_visible(frame->previous);
    if (is_ignored(rt, category, frame == NULL ? NULL : frame->globals)) return 0;
    int line = frame == NULL ? 1 : frame_line(frame), first = is_first(rt, category, message, line);
    if (first <= 0) return first;
    Own filename = frame == NULL ? str_new(rt, "sys") : new_ref(FRAME_CODE(frame)->filename);
    if (filename == NULL) return -1;
    print_warning(rt, filename, line, rt->types[category]->name, message, frame == NULL ? NULL : frame->code);
    release(rt, filename);
    return 0;
}

int warn_compile(Rt *rt, void *context, const Diagnostic *warning)
{
    (void)context;
    bool deprecation = warning->kind == DIAGNOSTIC_DEPRECATION_WARNING;
    TypeId category = deprecation ? TYPE_DeprecationWarning : TYPE_SyntaxWarning;
    Own message = str_new(rt, warning->message), filename = NULL;
    int status = message == NULL ? -1 : 0;
    if (status == 0 && !deprecation) {
        status = is_first(rt, category, message, warning->lineno);
        filename = status == 1 ? str_new(rt, warning->filename) : NULL;
        if (status == 1 && filename == NULL) status = -1;
        if (status == 1) print_warning(rt, filename, warning->lineno, rt->types[category]->name, message, filename);
    }
    release(rt, message);
    release(rt, filename);
    return status < 0 ? -1 : 0;
}
