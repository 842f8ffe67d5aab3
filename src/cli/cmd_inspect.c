/* viv symtable: the symbol table of a program, scope by scope; viv cfg: its basic blocks,
   before and after each pass of the optimiser.  One command with two printers. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/code_file.h"
#include "cli/json_stages.h"
#include "cli/stage_options.h"
#include "compile/compile_inspect.h"

/* Adds what a compile of the source shows to OUT; 0, or -1 with an exception pending. */
typedef int Printer(Rt *rt, const char *source, size_t length, CompileOptions *options, Buf *out);

static int print_inspection(
    Rt *rt, const char *command, const StageSource *source, const StageOptions *stage, Printer *print)
{
    Own filename = file_name_new(rt, source->name);
    if (filename == NULL) return exception_exit(rt, command);
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = filename, .optimize = stage->optimize};
    Buf out = BUF_INIT;
    int status = print(rt, buf_text(&source->text), source->text.length, &options, &out);
    status = status < 0 ? exception_exit(rt, command) : EXIT_OK;
    fwrite(buf_text(&out), 1, out.length, stdout);
    buf_fini(&out);
    release(rt, filename);
    return status;
}

static int inspect(int argc, char **argv, Printer *print_text, Printer *print_json)
{
    StageOptions options = {0};
    StageSource source;
    int status = options_read_single(argc, argv, &options);
    if (status == EXIT_OK) status = stage_source_open(argv[0], argv[options.first_file], &options, &source);
    if (status != EXIT_OK) return status;
    Rt *rt = code_rt_new();
    status = EXIT_EXCEPTION;
    if (rt != NULL) {
        status = print_inspection(rt, argv[0], &source, &options, options.json ? print_json : print_text);
        rt_free(rt);
    }
    buf_fini(&source.text);
    return output_flush(status);
}

int cmd_cfg(int argc, char **argv)
{
    return inspect(argc, argv, inspect_flow, json_flow);
}

int cmd_symtable(int argc, char **argv)
{
    return inspect(argc, argv, inspect_symbols, json_symbols);
}
