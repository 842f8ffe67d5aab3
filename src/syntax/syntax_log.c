/* Keeps the first error and all warnings of a parse.  Nothing here can fail in a way
   the caller must handle: without memory the error becomes the static no_memory. */
#include "syntax/syntax_log.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/utf8.h"

static const Diagnostic no_memory = {.kind = DIAGNOSTIC_NO_MEMORY,
                                     .message = "out of memory"};

static const char *const kind_names[] = {
    [DIAGNOSTIC_SYNTAX_ERROR] = "SyntaxError",
    [DIAGNOSTIC_INDENTATION_ERROR] = "IndentationError",
    [DIAGNOSTIC_TAB_ERROR] = "TabError",
    [DIAGNOSTIC_VALUE_ERROR] = "ValueError",
    [DIAGNOSTIC_MEMORY_ERROR] = "MemoryError",
    [DIAGNOSTIC_RECURSION_ERROR] = "RecursionError",
    [DIAGNOSTIC_NO_MEMORY] = "MemoryError",
    [DIAGNOSTIC_DEPRECATION_WARNING] = "DeprecationWarning",
    [DIAGNOSTIC_SYNTAX_WARNING] = "SyntaxWarning",
};

const char *diagnostic_kind_name(DiagnosticKind kind)
{
    viv_assert((size_t)kind < ARRAY_LENGTH(kind_names));
    return kind_names[kind];
}

void log_no_memory(SyntaxLog *log)
{
    log->error = &no_memory;
}

void log_error(SyntaxLog *log, const Diagnostic *diagnostic)
{
    if (log->error != NULL) return;
    Diagnostic *copy = ARENA_NEW(log->arena, Diagnostic);
    if (copy == NULL) {
        log_no_memory(log);
        return;
    }
    *copy = *diagnostic;
    copy->filename = log->filename;
    log->error = copy;
}

void log_undecodable(SyntaxLog *log, char byte, int lineno)
{
    const char *message = arena_printf(
        log->arena,
        "Non-UTF-8 code starting with '\\x%.2x' in file %s on line %d, but no encoding "
        "declared; see https://peps.python.org/pep-0263/ for details",
        (unsigned char)byte,
        log->filename,
        lineno);
    log_error(log,
              &(Diagnostic){.kind = DIAGNOSTIC_SYNTAX_ERROR,
                            .message = message != NULL ? message : "",
                            .offset = -1,
                            .end_lineno = -1,
                            .end_offset = -1});
}

void log_error_clear(SyntaxLog *log)
{
    log->error = NULL;
}

void log_warning(
    SyntaxLog *log, DiagnosticKind kind, int lineno, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Diagnostic warning = {
        .kind = kind,
        .message = log_format(log, format, args),
        .filename = log->filename,
        .lineno = lineno,
    };
    va_end(args);
    if (vec_push(&log->warnings, warning) < 0) log_no_memory(log);
}

void *log_alloc(SyntaxLog *log, size_t size)
{
    void *memory = arena_alloc(log->arena, size);
    if (memory == NULL) log_no_memory(log);
    return memory;
}

const char *log_copy(SyntaxLog *log, const char *text, size_t length)
{
    char *copy = arena_copy(log->arena, text, length);
    if (copy == NULL) {
        log_no_memory(log);
        return "";
    }
    return copy;
}

const char *log_format(SyntaxLog *log, const char *format, va_list args)
{
    Buf buf = BUF_INIT;
    buf_vprintf(&buf, format, args);
    const char *text = log_copy(log, buf_text(&buf), buf.length);
    if (buf.failed) log_no_memory(log);
    buf_fini(&buf);
    return text;
}

const char *log_copy_replacing(SyntaxLog *log, const char *text, size_t length)
{
    if (utf8_check(text, length) == length) return log_copy(log, text, length);
    Buf buf = BUF_INIT;
    while (length > 0) {
        uint32_t code_point;
        size_t used = utf8_decode(text, length, &code_point);
        buf_add_utf8(&buf, used != 0 ? code_point : 0xFFFD);
        text += used != 0 ? used : 1;
        length -= used != 0 ? used : 1;
    }
    const char *copy = log_copy(log, buf_text(&buf), buf.length);
    buf_fini(&buf);
    return copy;
}
