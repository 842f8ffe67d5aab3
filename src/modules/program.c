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
#include "modules/io_module.h"
#include "modules/module_state.h"
#include "modules/startup.h"
#include "modules/warn.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/moduleobj.h"
#include "objects/iterobj.h"
#include "objects/strobj.h"
#include "objects/typeobj.h"
#include "vm/calls.h"
#include "vm/import_ops.h"
#include "vm/traceback.h"
#include "vm/unraisable.h"

enum { STATUS_EXCEPTION = 1, STATUS_USAGE = 2, STATUS_INTERRUPT = 130 };

/* --- the beginning */

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

static void read_text(Rt *rt, Program *program)
{
    const char *source = program->options->source;
    if (program->options->kind == PROGRAM_STDIN) {
        program->text = read_stdin(rt, &program->size);
    } else if (program->options->kind == PROGRAM_TEXT) {
        program->text = strdup(source);
        program->size = strlen(source);
    } else if (program->options->kind == PROGRAM_FILE) {
        program->text = rt->world->file_read(rt->world, source, &program->size);
        if (program->text == NULL) program->unreadable = errno;
    }
}

int program_prepare(Rt *rt, Program *program, const ProgramOptions *options)
{
    /* A program that is watched leaves no .pyc behind: it would take another way the second time. */
    static const Config plain = {.flags = {[FLAG_dont_write_bytecode] = 1, [FLAG_int_max_str_digits] = -1}};
    *program = (Program){.options = options};
    const Config *config = options->config == NULL ? &plain : options->config;
    if (startup_configure(rt, config, options->argc, options->argv) < 0) return -1;
    read_text(rt, program);
    bool needs = program->text == NULL || pyc_is_magic(program->text, program->size) ||
                 startup_is_needed(program->text, program->size);
    return needs && program->unreadable == 0 ? startup_run(rt) : 0;
}

void program_fini(Program *program)
{
    free(program->text);
    program->text = NULL;
}

/* sys.path[0]: where the program lies, "" when it comes from elsewhere. */
static int add_program_folder(Rt *rt, const ProgramOptions *options)
{
    Ref path = sys_peek(rt, "path");
    if (path == NULL || !is_list(path) || rt->modules->config.flags[FLAG_safe_path]) return 0;
    char *real = options->kind == PROGRAM_FILE ? realpath(options->source, NULL) : NULL;
    const char *file = real != NULL ? real : options->kind == PROGRAM_FILE ? options->source : "";
    const char *slash = strrchr(file, '/');
    Own folder = str_from_wtf8(rt, file, slash == NULL ? 0 : (size_t)(slash - file));
    int status = folder == NULL ? -1 : list_insert(rt, path, 0, folder);
    free(real);
    release(rt, folder);
    return status;
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

/* The importer that would have loaded __main__: new; None where importing has not been set up. */
static Own main_loader(Rt *rt, const Program *program, Ref file_or_null)
{
    Ref importlib = rt->modules->importlib;
    if (importlib == NULL) return none_new(rt);
    if (file_or_null == NULL) return object_attr_get_text(rt, importlib, "BuiltinImporter");
    bool is_pyc = program->text != NULL && pyc_is_magic(program->text, program->size);
    Ref external = dict_peek_text(rt, rt->modules->modules, "_frozen_importlib_external");
    if (external == NULL) return none_new(rt);
    Own class_obj = object_attr_get_text(rt, external, is_pyc ? "SourcelessFileLoader" : "SourceFileLoader");
    Own loader = class_obj == NULL ? NULL : call_two(rt, class_obj, RT_NAME(rt, __main__), file_or_null);
    release(rt, class_obj);
    return loader;
}

static int fill_main(Rt *rt, const Program *program, Ref dict)
{
    Own annotations = dict_new(rt), file = NULL, loader = NULL;
    int status = -1;
    if (annotations == NULL || dict_set(rt, dict, RT_NAME(rt, __annotations__), annotations) < 0 ||
        dict_set(rt, dict, RT_NAME(rt, __builtins__), rt->modules->builtins) < 0)
        goto done;
    if (program->options->kind == PROGRAM_FILE) {
        file = program_path(rt, program->options->source);
        if (file == NULL || dict_set(rt, dict, RT_NAME(rt, __file__), file) < 0 ||
            dict_set_text(rt, dict, "__cached__", rt->none) < 0)
            goto done;
    }
    loader = main_loader(rt, program, file);
    if (loader != NULL) status = dict_set(rt, dict, RT_NAME(rt, __loader__), loader);
done:
    release(rt, annotations);
    release(rt, file);
    release(rt, loader);
    return status;
}

Ref program_begin(Rt *rt, const Program *program)
{
    if (add_program_folder(rt, program->options) < 0) return NULL;
    Own module = module_new(rt, RT_NAME(rt, __main__));
    Ref dict = NULL;
    if (module != NULL && fill_main(rt, program, module_dict(module)) == 0 &&
        dict_set(rt, rt->modules->modules, RT_NAME(rt, __main__), module) == 0)
        dict = module_dict(module); /* kept by sys.modules */
    release(rt, module);
    return dict;
}

/* Takes the FILENAME. */
static Own compile_program(Rt *rt, const char *text, size_t size, Own filename)
{
    if (filename == NULL) return NULL;
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = filename, .optimize = rt->modules->optimize, .warn = warn_compile};
    Own code = compile_source(rt, text, size, &options);
    release(rt, filename);
    return code;
}

Own program_code(Rt *rt, const Program *program)
{
    const ProgramOptions *options = program->options;
    if (program->unreadable != 0) {
        Own path = str_from_wtf8(rt, options->source, strlen(options->source));
        if (path != NULL) error_raise_os(rt, program->unreadable, path);
        release(rt, path);
        return NULL;
    }
    if (program->text == NULL) return error_no_memory(rt);
    if (options->kind == PROGRAM_FILE && pyc_is_magic(program->text, program->size))
        return pyc_read(rt, program->text, program->size, options->source, NULL);
    Own name = options->kind == PROGRAM_TEXT    ? str_new(rt, "<string>")
               : options->kind == PROGRAM_STDIN ? str_new(rt, "<stdin>")
                                                : program_path(rt, options->source);
    return compile_program(rt, program->text, program->size, name);
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
static int report_unreadable(Rt *rt, const Program *program)
{
    const ProgramOptions *options = program->options;
    char *path = absolute_path(options->source);
    error_clear(rt);
    Buf text = BUF_INIT;
    buf_printf(&text, "viv: can't open file '%s': [Errno %d] %s\n", path == NULL ? options->source : path, program->unreadable,
               strerror(program->unreadable));
    stderr_write(rt, &text);
    buf_fini(&text);
    free(path);
    return STATUS_USAGE;
}

void program_flush(Rt *rt)
{
    static const char *const names[] = {"__stdout__", "__stderr__"};
    if (rt->modules == NULL || rt->modules->sys == NULL) return;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        Ref file = dict_peek_text(rt, module_dict(rt->modules->sys), names[i]);
        bool is_ours = file != NULL && is_exact(file, TYPE_io_TextIOWrapper);
        if (is_ours && io_flush_text(rt, file) < 0) error_clear(rt);
    }
}

int program_end(Rt *rt, int status)
{
    return finalize_modules(rt) < 0 && status == 0 ? 120 : status;
}

void program_settle(Rt *rt, Ref namespace)
{
    gc_settle(rt, namespace);
    type_settle(rt);
    uint32_t number = rt->next_number;
    Own list = list_new(rt, 0), slice = slice_new(rt, rt->none, rt->none, rt->none);
    if (list == NULL || slice == NULL) error_clear(rt);
    release(rt, list);
    release(rt, slice);
    gc_settle_counts(rt);
    rt->next_number = number; /* nobody will see the two */
}

static void run_code(Rt *rt, const Program *program)
{
    Ref dict = program_begin(rt, program);
    Own code = dict == NULL ? NULL : program_code(rt, program);
    if (code == NULL) return;
    program_settle(rt, dict);
    Own result = code_run(rt, code, dict, dict, NULL);
    release(rt, code);
    release(rt, result);
}

int program_run(Rt *rt, const ProgramOptions *options)
{
    Program program;
    if (program_prepare(rt, &program, options) == 0) run_code(rt, &program);
    int status = program.unreadable != 0 ? report_unreadable(rt, &program) : program_report(rt);
    program_fini(&program);
    return program_end(rt, status);
}
