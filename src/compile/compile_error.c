/* From what is wrong to a pending exception.  The attributes of SyntaxError are CPython's:
   lines and offsets from 1; the offsets of errors found after parsing count bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "compile/compiler.h"

static TypeId diagnostic_type(DiagnosticKind kind)
{
    switch (kind) {
    case DIAGNOSTIC_SYNTAX_ERROR: return TYPE_SyntaxError;
    case DIAGNOSTIC_INDENTATION_ERROR: return TYPE_IndentationError;
    case DIAGNOSTIC_TAB_ERROR: return TYPE_TabError;
    case DIAGNOSTIC_VALUE_ERROR: return TYPE_ValueError;
    case DIAGNOSTIC_MEMORY_ERROR:
    case DIAGNOSTIC_NO_MEMORY: return TYPE_MemoryError;
    case DIAGNOSTIC_RECURSION_ERROR: return TYPE_RecursionError;
    case DIAGNOSTIC_DEPRECATION_WARNING: return TYPE_DeprecationWarning;
    case DIAGNOSTIC_SYNTAX_WARNING: return TYPE_SyntaxWarning;
    }
    viv_unreachable("unknown kind of diagnostic");
}

/* (filename, lineno, offset, text, end_lineno, end_offset), without the end when it is not
   known at all; NULL + pending. */
static Own place_new(Rt *rt, Ref filename, const int numbers[4], Ref text)
{
    static const int slots[4] = {1, 2, 4, 5};
    int known = numbers[2] < 0 ? 2 : 4;
    Own place = tuple_new(rt, known == 4 ? 6 : 4);
    if (place == NULL) return NULL;
    tuple_take(place, 0, new_ref(filename));
    tuple_take(place, 3, new_ref(text));
    for (int i = 0; i < known; i++) {
        Own number = int_new(rt, numbers[i]);
        if (number == NULL) number = none_new(rt);
        tuple_take(place, slots[i], number);
    }
    return place;
}

static void raise_with_place(Rt *rt, TypeId type, Ref message, Ref filename, const int numbers[4], Ref text)
{
    Own place = place_new(rt, filename, numbers, text);
    if (place == NULL) return;
    Own args = tuple_of(rt, 2, message, (Ref)place);
    release(rt, place);
    if (args == NULL) return;
    error_raise_obj(rt, type, args);
    release(rt, args);
}

void compile_raise(Rt *rt, const Diagnostic *diagnostic, Ref filename)
{
    TypeId type = diagnostic_type(diagnostic->kind);
    if (diagnostic->kind == DIAGNOSTIC_NO_MEMORY) {
        error_no_memory(rt);
        return;
    }
    if (diagnostic->kind == DIAGNOSTIC_MEMORY_ERROR) {
        error_raise_none(rt, TYPE_MemoryError);
        return;
    }
    if (type != TYPE_SyntaxError && type != TYPE_IndentationError && type != TYPE_TabError) {
        error_raise(rt, type, "%s", diagnostic->message);
        return;
    }
    const int numbers[4] = {diagnostic->lineno, diagnostic->offset, diagnostic->end_lineno,
                            diagnostic->end_offset};
    Own message = str_from_wtf8(rt, diagnostic->message, strlen(diagnostic->message));
    Own text = diagnostic->text == NULL
                   ? none_new(rt)
                   : str_from_wtf8(rt, diagnostic->text, strlen(diagnostic->text));
    if (message != NULL && text != NULL) raise_with_place(rt, type, message, filename, numbers, text);
    release_all(rt, message, text);
}

/* Line LINENO of the file that is compiled, as CPython shows it: None when there is no such file. */
static Own source_line(Compiler *c, int lineno)
{
    FILE *file = c->filename[0] == '\0' || c->filename[0] == '<' ? NULL : fopen(c->filename, "rb");
    if (file == NULL) return none_new(c->rt);
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length = -1;
    for (int i = 0; i < lineno; i++) {
        length = getline(&line, &capacity, file);
        if (length < 0) break;
    }
    Own text = NULL;
    if (length >= 0) {
        text = str_from_utf8(c->rt, line, (size_t)length);
        if (text == NULL) error_clear(c->rt);
    }
    free(line);
    fclose(file);
    return text == NULL ? none_new(c->rt) : text;
}

static Own error_message(Compiler *c, const char *format, va_list args)
{
    Own message = c->failed ? NULL : str_vformat(c->rt, format, args);
    if (message == NULL && !c->failed) compiler_fail(c);
    return message;
}

void compiler_error(Compiler *c, Span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Own message = error_message(c, format, args);
    va_end(args);
    if (message == NULL) return;
    const int numbers[4] = {span.lineno, span.col_offset + 1, span.end_lineno, span.end_col_offset + 1};
    Own text = source_line(c, span.lineno);
    raise_with_place(c->rt, TYPE_SyntaxError, message, c->options->filename, numbers, text);
    release(c->rt, text);
    release(c->rt, message);
    compiler_fail(c);
}

static int attr_set_number(Rt *rt, Ref obj, const char *name, int value)
{
    Own key = str_interned(rt, name), number = value < 0 ? none_new(rt) : int_new(rt, value);
    int status = key == NULL || number == NULL ? -1 : object_attr_set(rt, obj, key, number);
    release_all(rt, key, number);
    return status;
}

static int attr_set_object(Rt *rt, Ref obj, const char *name, Ref value)
{
    Own key = str_interned(rt, name);
    int status = key == NULL ? -1 : object_attr_set(rt, obj, key, value);
    release(rt, key);
    return status;
}

void compiler_symbol_error(Compiler *c, Span span, const char *format, ...)
{
    Rt *rt = c->rt;
    va_list args;
    va_start(args, format);
    Own message = error_message(c, format, args);
    va_end(args);
    if (message == NULL) return;
    error_raise_obj(rt, TYPE_SyntaxError, message);
    release(rt, message);
    compiler_fail(c);
    Own error = error_fetch_instance(rt);
    Own text = source_line(c, span.lineno);
    if (attr_set_number(rt, error, "lineno", span.lineno) == 0 &&
        attr_set_number(rt, error, "offset", span.col_offset + 1) == 0 &&
        attr_set_number(rt, error, "end_lineno", span.end_lineno) == 0 &&
        attr_set_number(rt, error, "end_offset", span.end_col_offset + 1) == 0 &&
        attr_set_object(rt, error, "filename", c->options->filename) == 0 &&
        attr_set_object(rt, error, "text", text) == 0) {
        error_raise_class(rt, object_type(error), error);
    }
    release_all(rt, text, error);
}

void compiler_warn(Compiler *c, Span span, const char *format, ...)
{
    if (c->failed || c->options->warn == NULL) return;
    va_list args;
    va_start(args, format);
    Own message = error_message(c, format, args);
    va_end(args);
    if (message == NULL) return;
    size_t size;
    const char *text = str_utf8(c->rt, message, &size);
    Diagnostic warning = {
        .kind = DIAGNOSTIC_SYNTAX_WARNING,
        .message = text,
        .filename = c->filename,
        .lineno = span.lineno,
        .offset = span.col_offset + 1,
        .end_lineno = span.end_lineno,
        .end_offset = span.end_col_offset + 1,
    };
    int answer = text == NULL ? -1 : c->options->warn(c->rt, c->options->warn_context, &warning);
    if (answer == 1) compiler_error(c, span, "%U", message);
    if (answer < 0) compiler_fail(c);
    release(c->rt, message);
}
