/* What dis, digest and compile share: a runtime without a machine, and code from files. */
#include "cli/code_file.h"

#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/source_file.h"
#include "code/code.h"
#include "code/pyc.h"
#include "compile/compile.h"
#include "memory/rtinit.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/exc_struct.h"
#include "objects/intobj.h"
#include "objects/objects_layer.h"
#include "objects/strobj.h"
#include "objects/typeobj.h"
#include "syntax/diagnostic.h"

enum { KEPT_MEMORY = 1 << 26 };

Rt *code_rt_new(void)
{
    static const LayerInit layers[] = {
        {"objects", objects_init, objects_fini},
        {"code", code_init, code_fini},
    };
    /* A file's memory is given back before that of the next is asked for: malloc is to keep
       it, for the kernel would have to clear each page again. */
    mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
    mallopt(M_MMAP_THRESHOLD, KEPT_MEMORY);
    RtOptions options = {.world = NULL};
    Rt *rt = rt_new(&options, layers, ARRAY_LENGTH(layers));
    if (rt == NULL) fputs("viv: no memory to start with\n", stderr);
    return rt;
}

Own file_name_new(Rt *rt, const char *name)
{
    Buf text = BUF_INIT;
    size_t left = strlen(name);
    while (left > 0) {
        uint32_t code_point;
        size_t used = utf8_decode(name, left, &code_point);
        if (used == 0) {
            code_point = 0xDC00 + (unsigned char)*name;
            used = 1;
        }
        buf_add_utf8(&text, code_point);
        name += used;
        left -= used;
    }
    return str_take_buf(rt, &text);
}

Own code_bytes_load(Rt *rt, const char *bytes, size_t size, const char *name, int optimize)
{
    if (pyc_is_magic(bytes, size)) return pyc_read(rt, bytes, size, name, NULL, MARSHAL_PROVE_NOW);
    Own filename = file_name_new(rt, strcmp(name, "-") == 0 ? "<stdin>" : name);
    if (filename == NULL) return NULL;
    CompileOptions options = {
        .mode = COMPILE_EXEC, .filename = filename, .optimize = optimize};
    Own code = compile_source(rt, bytes, size, &options);
    release(rt, filename);
    return code;
}

Own code_file_load(Rt *rt, const char *name, int optimize)
{
    Buf source = BUF_INIT;
    Own code = NULL;
    errno = 0;
    if (source_file_read(name, &source) < 0) {
        Own filename = file_name_new(rt, name);
        if (filename != NULL) error_raise_os(rt, errno != 0 ? errno : EIO, filename);
        release(rt, filename);
    } else {
        code = code_bytes_load(rt, buf_text(&source), source.length, name, optimize);
    }
    buf_fini(&source);
    return code;
}

static bool is_kind(const Rt *rt, Ref exception, TypeId kind)
{
    return type_is_subtype(exception->type, rt->types[kind]);
}

static void add_field_text(Ref value, Buf *out)
{
    if (value != NULL && is_exact(value, TYPE_str)) str_add_to_buf(value, out);
}

/* FIELD of a SyntaxError as a number; ABSENT when it is None. */
static int field_number(Rt *rt, Ref value, int absent)
{
    if (value == NULL || !is_exact(value, TYPE_int)) return absent;
    int64_t number = int_value(rt, value);
    if (rt_is_pending(rt)) error_clear(rt);
    return number >= -1 && number <= INT_MAX ? (int)number : absent;
}

/* A SyntaxError as Python shows it: the line it is about with carets below. */
static void add_syntax_error(Rt *rt, Ref exception, Buf *out)
{
    const SyntaxErrorObj *error = (const SyntaxErrorObj *)exception;
    Buf message = BUF_INIT, filename = BUF_INIT, text = BUF_INIT;
    add_field_text(error->msg, &message);
    add_field_text(error->filename, &filename);
    add_field_text(error->text, &text);
    Diagnostic diagnostic = {
        .kind = is_kind(rt, exception, TYPE_TabError)           ? DIAGNOSTIC_TAB_ERROR
                : is_kind(rt, exception, TYPE_IndentationError) ? DIAGNOSTIC_INDENTATION_ERROR
                                                                : DIAGNOSTIC_SYNTAX_ERROR,
        .message = buf_text(&message),
        .filename = buf_text(&filename),
        .lineno = field_number(rt, error->lineno, 0),
        .offset = field_number(rt, error->offset, 0),
        .end_lineno = field_number(rt, error->end_lineno, -1),
        .end_offset = field_number(rt, error->end_offset, -1),
        .text = text.length > 0 ? buf_text(&text) : NULL,
    };
    diagnostic_print(&diagnostic, out);
    buf_fini(&message);
    buf_fini(&filename);
    buf_fini(&text);
}

int exception_exit(Rt *rt, const char *command)
{
    Own exception = error_fetch_instance(rt);
    Buf lines = BUF_INIT;
    if (is_kind(rt, exception, TYPE_SyntaxError)) {
        add_syntax_error(rt, exception, &lines);
    } else {
        Own text = object_str(rt, exception);
        buf_printf(&lines, "viv %s: %s: ", command, type_short_name(exception->type));
        if (text != NULL) str_add_to_buf(text, &lines);
        buf_add_char(&lines, '\n');
        release(rt, text);
    }
    fputs(buf_text(&lines), stderr);
    error_clear(rt);
    buf_fini(&lines);
    release(rt, exception);
    return EXIT_EXCEPTION;
}
