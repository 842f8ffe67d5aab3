/* A program's life: __main__ is made, its code runs, what escaped is reported, and everything
   is taken apart. */
#include "modules/program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "code/pyc.h"
#include "compile/compile.h"
#include "memory/gc.h"
#include "modules/finalize.h"
#include "modules/import.h"
#include "modules/module_state.h"
#include "modules/textfile.h"
#include "modules/warn.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/moduleobj.h"
#include "objects/strobj.h"
#include "vm/calls.h"
#include "vm/import_ops.h"
#include "vm/traceback.h"
#include "vm/unraisable.h"

enum { STATUS_EXCEPTION = 1, STATUS_USAGE = 2, STATUS_INTERRUPT = 130 };

/* --- the beginning */

static int append_text(Rt *rt, Ref list, const char *text, size_t length)
{
    Own item = str_from_wtf8(rt, text, length);
    return item == NULL ? -1 : list_append_take(rt, list, item);
}

/* sys.path[0]: where the program lies, "" when it comes from elsewhere. */
static int add_program_folder(Rt *rt, const ProgramOptions *options, Ref path)
{
    if (options->kind != PROGRAM_FILE) return append_text(rt, path, "", 0);
    char *real = realpath(options->source, NULL);
    const char *file = real == NULL ? options->source : real;
    const char *slash = strrchr(file, '/');
    int status = append_text(rt, path, file, slash == NULL ? 0 : (size_t)(slash - file));
    free(real);
    return status;
}

static int fill_sys(Rt *rt, const ProgramOptions *options)
{
    Ref argv = sys_peek(rt, "argv"), path = sys_peek(rt, "path");
    if (argv == NULL || path == NULL) {
        error_no_memory(rt);
        return -1;
    }
    for (int i = 0; i < options->argc; i++) {
        if (append_text(rt, argv, options->argv[i], strlen(options->argv[i])) < 0) return -1;
    }
    if (add_program_folder(rt, options, path) < 0) return -1;
    const char *library = getenv("VIV_STDLIB");
    if (library == NULL) library = "/usr/lib/python3.11";
    return append_text(rt, path, library, strlen(library));
}

/* The program's path as __file__ and tracebacks show it: absolute, malloc'd; NULL without memory. */
static char *absolute_path(const char *path)
{
    char folder[4096];
    if (path[0] == '/' || getcwd(folder, sizeof folder) == NULL) return strdup(path);
    while (path[0] == '.' && path[1] == '/') path += 2;
    Buf text = BUF_INIT;
    buf_printf(&text, "%s%s%s", folder, strcmp(folder, "/") == 0 ? "" : "/", path);
    return buf_steal(&text);
}

/* It as a new str. */
static Own program_path(Rt *rt, const char *path)
{
    char *absolute = absolute_path(path);
    if (absolute == NULL) return error_no_memory(rt);
    Own text = str_from_wtf8(rt, absolute, strlen(absolute));
    free(absolute);
    return text;
}

Ref program_begin(Rt *rt, const ProgramOptions *options)
{
    if (fill_sys(rt, options) < 0) return NULL;
    Own name = str_interned(rt, "__main__");
    Own module = name == NULL ? NULL : import_add_module(rt, name), annotations = NULL, file = NULL;
    Ref dict = NULL;
    if (module == NULL) goto done;
    annotations = dict_new(rt);
    if (annotations == NULL || dict_set(rt, module_dict(module), RT_NAME(rt, __annotations__), annotations) < 0) goto done;
    if (options->kind == PROGRAM_FILE) {
        file = program_path(rt, options->source);
        if (file == NULL || dict_set(rt, module_dict(module), RT_NAME(rt, __file__), file) < 0 ||
            dict_set_text(rt, module_dict(module), "__cached__", rt->none) < 0)
            goto done;
    }
    dict = module_dict(module); /* kept by sys.modules */
done:
    release(rt, name);
    release(rt, module);
    release(rt, annotations);
    release(rt, file);
    return dict;
}

/* All of standard input, malloc'd. */
static char *read_stdin(Rt *rt, size_t *size)
{
    Buf text = BUF_INIT;
    char chunk[8192];
    ssize_t got;
    while ((got = rt->world->read(rt->world, 0, chunk, sizeof chunk)) > 0) buf_add(&text, chunk, (size_t)got);
    *size = text.length;
    buf_add_char(&text, '\0');
    return buf_steal(&text);
}

/* Takes the FILENAME. */
static Own compile_program(Rt *rt, const char *text, size_t size, Own filename)
{
    if (filename == NULL) return NULL;
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = filename, .warn = warn_compile};
    Own code = compile_source(rt, text, size, &options);
    release(rt, filename);
    return code;
}

Own program_code(Rt *rt, const ProgramOptions *options)
{
    const char *source = options->source;
    size_t size = 0;
    if (options->kind == PROGRAM_TEXT) return compile_program(rt, source, strlen(source), str_new(rt, "<string>"));
    char *bytes = options->kind == PROGRAM_STDIN ? read_stdin(rt, &size) : rt->world->file_read(rt->world, source, &size);
    if (bytes == NULL) {
        int why = errno;
        Own path = str_from_wtf8(rt, source, strlen(source));
        if (path != NULL) error_raise_os(rt, why, path);
        release(rt, path);
        return NULL;
    }
    Own code;
    if (options->kind == PROGRAM_FILE && pyc_is_magic(bytes, size)) code = pyc_read(rt, bytes, size, source, NULL);
    else code = compile_program(rt, bytes, size, options->kind == PROGRAM_STDIN ? str_new(rt, "<stdin>") : program_path(rt, source));
    free(bytes);
    return code;
}

/* --- the end */

/* SystemExit's code as an exit status; a text is printed. */
static int exit_status(Rt *rt, Ref exception)
{
    Own code = object_attr_get_text(rt, exception, "code");
    int status = STATUS_EXCEPTION;
    if (code == NULL) error_clear(rt);
    else if (code == rt->none) status = 0;
    else if (is_int(code)) {
        int overflow = 0;
        int64_t value = int_value_overflow(code, &overflow);
        status = overflow != 0 ? 255 : (int)(value & 0xff);
    } else {
        Buf text = BUF_INIT;
        Own shown = object_str(rt, code);
        if (shown != NULL) str_add_to_buf(shown, &text);
        buf_add_char(&text, '\n');
        error_clear(rt);
        stderr_write(rt, &text);
        buf_fini(&text);
        release(rt, shown);
    }
    release(rt, code);
    return status;
}

static void print_plainly(Rt *rt, Ref exception)
{
    Buf text = BUF_INIT;
    traceback_print(rt, exception, &text);
    stderr_write(rt, &text);
    buf_fini(&text);
}

/* sys.excepthook, or when that fails both exceptions. */
static void call_hook(Rt *rt, Ref exception)
{
    Ref hook = sys_peek(rt, "excepthook"), traceback = AS_EXCEPTION(exception)->traceback;
    if (hook == NULL) {
        print_plainly(rt, exception);
        return;
    }
    Own held = new_ref(hook);
    Ref args[] = {(Ref)exception->type, exception, traceback == NULL ? rt->none : traceback};
    Own result = call_vector(rt, held, args, ARRAY_LENGTH(args), NULL);
    release(rt, held);
    release(rt, result);
    if (result != NULL) return;
    Own error = error_fetch_instance(rt);
    Buf text = BUF_INIT;
    buf_add_text(&text, "Error in sys.excepthook:\n");
    traceback_print(rt, error, &text);
    buf_add_text(&text, "\nOriginal exception was:\n");
    traceback_print(rt, exception, &text);
    stderr_write(rt, &text);
    buf_fini(&text);
    release(rt, error);
}

int program_report(Rt *rt)
{
    if (!rt_is_pending(rt)) return 0;
    Own exception = error_fetch_instance(rt);
    int status = STATUS_EXCEPTION;
    Ref out = sys_peek(rt, "stdout");
    if (out != NULL && out != rt->none) {
        Own flushed = call_method_none(rt, out, RT_NAME(rt, flush));
        if (flushed == NULL) error_clear(rt);
        release(rt, flushed);
    }
    if (type_is_subtype(exception->type, RT_TYPE(rt, SystemExit))) {
        status = exit_status(rt, exception);
    } else {
        call_hook(rt, exception);
        if (type_is_subtype(exception->type, RT_TYPE(rt, KeyboardInterrupt))) status = STATUS_INTERRUPT;
    }
    release(rt, exception);
    return status;
}

/* The program cannot be read: said as CPython does. */
static int report_unreadable(Rt *rt, const ProgramOptions *options)
{
    char *path = absolute_path(options->source);
    Own error = error_fetch_instance(rt);
    Own number = object_attr_get_text(rt, error, "errno");
    int overflow, code = number != NULL && is_int(number) ? (int)int_value_overflow(number, &overflow) : EIO;
    error_clear(rt);
    Buf text = BUF_INIT;
    buf_printf(&text, "viv: can't open file '%s': [Errno %d] %s\n", path == NULL ? options->source : path, code,
               strerror(code));
    stderr_write(rt, &text);
    buf_fini(&text);
    free(path);
    release(rt, number);
    release(rt, error);
    return STATUS_USAGE;
}

void program_flush(Rt *rt)
{
    static const char *const names[] = {"__stdout__", "__stderr__"};
    if (rt->modules == NULL || rt->modules->sys == NULL) return;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        Ref file = dict_peek_text(rt, module_dict(rt->modules->sys), names[i]);
        bool is_ours = file != NULL && (Ref)file->type == rt->modules->text_file_type;
        if (is_ours && text_file_flush(rt, file) < 0) error_clear(rt);
    }
}

int program_end(Rt *rt, int status)
{
    return finalize_modules(rt) < 0 && status == 0 ? 120 : status;
}

int program_run(Rt *rt, const ProgramOptions *options)
{
    Ref dict = program_begin(rt, options);
    Own code = dict == NULL ? NULL : program_code(rt, options);
    if (code == NULL && dict != NULL && options->kind == PROGRAM_FILE && error_matches(rt, TYPE_OSError))
        return program_end(rt, report_unreadable(rt, options));
    if (code != NULL) {
        gc_settle(rt);
        Own result = code_run(rt, code, dict, dict, NULL);
        release(rt, code);
        release(rt, result);
    }
    return program_end(rt, program_report(rt));
}
