/* A program's life: __main__ is made, its code runs, what escaped is reported, and everything
   is taken apart. */
#include "modules/program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "code/held_constants.h"
#include "code/pyc.h"
#include "compile/compile.h"
#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/finalize.h"
#include "modules/import.h"
#include "modules/io_module.h"
#include "modules/module_state.h"
#include "modules/posix_parts.h"
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
        program->is_package = program->unreadable == EISDIR || (program->size > 4 && memcmp(program->text, "PK\3\4", 4) == 0);
        if (program->is_package) program->unreadable = 0;
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
                 startup_is_needed(program->text, program->size) || io_encoding_is_foreign();
    return needs && program->unreadable == 0 ? startup_run(rt) : 0;
}

void program_fini(Program *program)
{
    free(program->text);
    program->text = NULL;
}

/* Does the module runpy run the program: -m, a folder, a zip file? */
static bool is_run_by_runpy(const Program *program)
{
    return program->options->kind == PROGRAM_MODULE || program->is_package;
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

/* sys.path[0]: where the program lies, "" when it comes from elsewhere. */
static int add_program_folder(Rt *rt, const Program *program)
{
    const ProgramOptions *options = program->options;
    Ref path = sys_peek(rt, "path");
    if (path == NULL || !is_list(path) || (rt->modules->config.flags[FLAG_safe_path] && !program->is_package)) return 0;
    char *real = NULL;
    if (options->kind == PROGRAM_MODULE) real = realpath(".", NULL);
    else if (program->is_package) real = absolute_path(options->source);
    else if (options->kind == PROGRAM_FILE) real = realpath(options->source, NULL);
    const char *file = real != NULL ? real : options->kind == PROGRAM_FILE ? options->source : "";
    const char *slash = is_run_by_runpy(program) ? file + strlen(file) : strrchr(file, '/');
    Own folder = posix_fs_decode(rt, file, slash == NULL ? 0 : (size_t)(slash - file));
    int status = folder == NULL ? -1 : list_insert(rt, path, 0, folder);
    free(real);
    release(rt, folder);
    return status;
}

/* It as a new str. */
static Own program_path(Rt *rt, const char *path)
{
    char *absolute = absolute_path(path);
    if (absolute == NULL) return error_no_memory(rt);
    Own text = posix_fs_decode(rt, absolute, strlen(absolute));
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
    if (program->options->kind == PROGRAM_FILE && !program->is_package) {
        file = program_path(rt, program->options->source);
        if (file == NULL || dict_set(rt, dict, RT_NAME(rt, __file__), file) < 0 ||
            dict_set_text(rt, dict, "__cached__", rt->none) < 0)
            goto done;
    }
    loader = main_loader(rt, program, file);
    if (loader != NULL) status = dict_set(rt, dict, RT_NAME(rt, __loader__), loader);
done:
    release_all(rt, annotations, file, loader);
    return status;
}

Ref program_begin(Rt *rt, const Program *program)
{
    if (add_program_folder(rt, program) < 0) return NULL;
    Own module = module_new(rt, RT_NAME(rt, __main__));
    Ref dict = NULL;
    if (module != NULL && fill_main(rt, program, module_dict(module)) == 0 &&
        dict_set(rt, rt->modules->modules, RT_NAME(rt, __main__), module) == 0)
        dict = module_dict(module); /* kept by sys.modules */
    release(rt, module);
    return dict;
}

/* Takes the FILENAME. */
static Own compile_program(Rt *rt, const char *text, size_t size, uint32_t flags, Own filename)
{
    if (filename == NULL) return NULL;
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = filename, .flags = flags, .optimize = rt->modules->optimize, .warn = warn_compile};
    Own code = compile_source(rt, text, size, &options);
    release(rt, filename);
    return code;
}

Own program_code(Rt *rt, const Program *program)
{
    const ProgramOptions *options = program->options;
    if (program->unreadable != 0) {
        Own path = posix_fs_decode(rt, options->source, strlen(options->source));
        if (path != NULL) error_raise_os(rt, program->unreadable, path);
        release(rt, path);
        return NULL;
    }
    if (program->text == NULL) return error_no_memory(rt);
    if (options->kind == PROGRAM_FILE && pyc_is_magic(program->text, program->size))
        return pyc_read(rt, program->text, program->size, options->source, NULL, MARSHAL_PROVE_NOW);
    Own name = options->kind == PROGRAM_TEXT    ? str_new(rt, "<string>")
               : options->kind == PROGRAM_STDIN ? str_new(rt, "<stdin>")
                                                : program_path(rt, options->source);
    uint32_t flags = options->kind == PROGRAM_TEXT ? COMPILE_SOURCE_IS_UTF8 : COMPILE_FROM_FILE;
    return compile_program(rt, program->text, program->size, flags, name);
}

/* --- the end */

/* SystemExit's code as an exit status; a text is printed.  An exception that nobody has looked at may still
   be the value alone that sys.exit() was given. */
static int exit_status(Rt *rt, Ref exception)
{
    Own code = is_exception(exception) ? object_attr_get_text(rt, exception, "code") : new_ref(exception);
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
        if (sys_peek(rt, "stderr") == rt->none) rt->world->write(rt->world, 2, buf_text(&text), text.length);
        else stderr_write(rt, &text);
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

/* sys.last_type and its kin, for debuggers that come later. */
static void remember_last(Rt *rt, Ref exception)
{
    Ref dict = module_dict(rt->modules->sys), traceback = AS_EXCEPTION(exception)->traceback;
    if (dict_set_text(rt, dict, "last_type", (Ref)exception->type) < 0 || dict_set_text(rt, dict, "last_value", exception) < 0 ||
        dict_set_text(rt, dict, "last_traceback", traceback == NULL ? rt->none : traceback) < 0)
        error_clear(rt);
}

/* sys.excepthook, or when that fails both exceptions. */
static void call_hook(Rt *rt, Ref exception)
{
    remember_last(rt, exception);
    Ref hook = sys_peek(rt, "excepthook"), traceback = AS_EXCEPTION(exception)->traceback;
    if (hook == NULL) {
        Buf text = BUF_INIT;
        buf_add_text(&text, "sys.excepthook is missing\n");
        stderr_write(rt, &text);
        buf_fini(&text);
        print_plainly(rt, exception);
        return;
    }
    Own held = new_ref(hook);
    Ref args[] = {(Ref)exception->type, exception, traceback == NULL ? rt->none : traceback};
    Own result = call_vector(rt, held, args, ARRAY_LENGTH(args), NULL);
    release_all(rt, held, result);
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
    bool leaves = rt->pending.type == (Own)RT_TYPE(rt, SystemExit) && !rt->modules->config.flags[FLAG_inspect];
    Own code = leaves && rt->pending.value != NULL && is_tuple(rt->pending.value) ? new_ref(rt->pending.value) : NULL;
    Own exception = error_fetch_instance(rt);
    int status = STATUS_EXCEPTION;
    Ref out = sys_peek(rt, "stdout");
    if (out != NULL && out != rt->none) {
        Own flushed = call_method_none(rt, out, RT_NAME(rt, flush));
        if (flushed == NULL) error_clear(rt);
        release(rt, flushed);
    }
    if (type_is_subtype(exception->type, RT_TYPE(rt, SystemExit)) && !rt->modules->config.flags[FLAG_inspect]) {
        status = exit_status(rt, code != NULL ? code : exception);
    } else {
        call_hook(rt, exception);
        if (type_is_subtype(exception->type, RT_TYPE(rt, KeyboardInterrupt))) {
            status = STATUS_INTERRUPT;
            rt->modules->interrupted = true;
        }
    }
    release_all(rt, exception, code);
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
    return finalize_modules(rt) < 0 ? 120 : status;
}

void program_settle(Rt *rt, Ref namespace)
{
    gc_settle(rt, namespace);
    heap_settle(rt);
    type_settle(rt);
    uint32_t number = rt->next_number;
    Own list = list_new(rt, 0), slice = slice_new(rt, rt->none, rt->none, rt->none);
    if (list == NULL || slice == NULL) error_clear(rt);
    release_all(rt, list, slice);
    gc_settle_counts(rt);
    rt->next_number = number; /* nobody will see the two */
}

/* runpy._run_module_as_main(NAME, whether sys.argv[0] is to be the module's file) */
static void run_by_runpy(Rt *rt, const Program *program)
{
    bool by_name = program->options->kind == PROGRAM_MODULE;
    Own module = import_text(rt, "runpy"), name = NULL, result = NULL;
    Own function = module == NULL ? NULL : object_attr_get_text(rt, module, "_run_module_as_main");
    if (function != NULL)
        name = by_name ? posix_fs_decode(rt, program->options->source, strlen(program->options->source)) : new_ref(RT_NAME(rt, __main__));
    if (name != NULL) result = call_two(rt, function, name, by_name ? rt->true_obj : rt->false_obj);
    release_all(rt, module, function, name, result);
}

/* The greeting, the user's start-up file, and the hook that site sets. */
static void begin_session(Rt *rt, Ref dict)
{
    const Config *config = &rt->modules->config;
    const char *startup = config->flags[FLAG_ignore_environment] ? NULL : getenv("PYTHONSTARTUP");
    Buf text = BUF_INIT;
    if (!config->flags[FLAG_quiet]) {
        buf_add_text(&text, "viv (Python 3.11.2) on linux\n");
        if (!config->flags[FLAG_no_site]) buf_add_text(&text, "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n");
        stderr_write(rt, &text);
    }
    buf_fini(&text);
    size_t size;
    char *source = startup == NULL || startup[0] == '\0' ? NULL : rt->world->file_read(rt->world, startup, &size);
    if (source != NULL) {
        Own code = compile_program(rt, source, size, COMPILE_FROM_FILE, posix_fs_decode(rt, startup, strlen(startup)));
        Own result = code == NULL ? NULL : code_run(rt, code, dict, dict, NULL);
        if (result == NULL) (void)program_report(rt);
        release_all(rt, code, result);
        free(source);
    }
    Ref hook = config->flags[FLAG_isolated] ? NULL : sys_peek(rt, "__interactivehook__");
    if (hook == NULL) return;
    Own held = new_ref(hook), result = call_none(rt, held);
    if (result == NULL) (void)program_report(rt);
    release_all(rt, held, result);
}

/* A session, after which SystemExit may be pending. */
static void talk(Rt *rt, const Program *program, Ref dict)
{
    Own held = new_ref(dict);
    rt->modules->config.flags[FLAG_inspect] = 0;
    rt->modules->has_talked = true;
    if (repl_run(rt, held, program->options->reader) < 0 && !rt_is_pending(rt)) error_no_memory(rt);
    release(rt, held);
}

Own program_execute(Rt *rt, const Program *program, Ref code, Ref namespace)
{
    HeldConstants held = {0};
    if (program->text != NULL && !pyc_is_magic(program->text, program->size)) constants_hold(rt, code, &held);
    Own result = code_run(rt, code, namespace, namespace, NULL);
    constants_release(rt, &held);
    return result;
}

static void run_code(Rt *rt, const Program *program)
{
    Ref dict = program_begin(rt, program);
    if (dict != NULL && is_run_by_runpy(program)) {
        run_by_runpy(rt, program);
        return;
    }
    if (dict != NULL && program->options->kind == PROGRAM_TALK) {
        begin_session(rt, dict);
        talk(rt, program, dict);
        return;
    }
    Own code = dict == NULL ? NULL : program_code(rt, program);
    if (code == NULL) return;
    program_settle(rt, dict);
    Own result = program_execute(rt, program, code, dict);
    release_all(rt, code, result);
}

/* -i, or PYTHONINSPECT, which a program may set at the last moment. */
static bool wants_session(const Rt *rt)
{
    const Config *config = &rt->modules->config;
    const char *asked = config->flags[FLAG_ignore_environment] ? NULL : getenv("PYTHONINSPECT");
    return config->flags[FLAG_inspect] != 0 || (asked != NULL && asked[0] != '\0' && !rt->modules->has_talked);
}

bool program_was_interrupted(const Rt *rt)
{
    return rt->modules->interrupted;
}

int program_run(Rt *rt, const ProgramOptions *options)
{
    Program program;
    if (program_prepare(rt, &program, options) == 0) run_code(rt, &program);
    int status = program.unreadable != 0 ? report_unreadable(rt, &program) : program_report(rt);
    Ref main = wants_session(rt) ? dict_peek(rt, rt->modules->modules, RT_NAME(rt, __main__)) : NULL;
    if (main != NULL && program.unreadable == 0 && is_exact(main, TYPE_module)) {
        talk(rt, &program, module_dict(main));
        status = program_report(rt);
    }
    program_fini(&program);
    return program_end(rt, status);
}
