/* viv symtable: the symbol table of a program, scope by scope. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/code_file.h"
#include "cli/json_stages.h"
#include "cli/stage_options.h"
#include "compile/compile_inspect.h"

static int print_inspection(Rt *rt, const StageSource *source, const StageOptions *stage)
{
    Own filename = file_name_new(rt, source->name);
    if (filename == NULL) return exception_exit(rt, "symtable");
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = filename, .optimize = stage->optimize};
    Buf out = BUF_INIT;
    int status = (stage->json ? json_symbols : inspect_symbols)(rt, buf_text(&source->text), source->text.length, &options, &out);
    status = status < 0 ? exception_exit(rt, "symtable") : EXIT_OK;
    fwrite(buf_text(&out), 1, out.length, stdout);
    buf_fini(&out);
    release(rt, filename);
    return status;
}

int cmd_symtable(int argc, char **argv)
{
    StageOptions options = {0};
    StageSource source;
    int status = options_read_single(argc, argv, &options);
    if (status == EXIT_OK) status = stage_source_open("symtable", argv[options.first_file], &options, &source);
    if (status != EXIT_OK) return status;
    Rt *rt = code_rt_new();
    status = rt == NULL ? EXIT_EXCEPTION : print_inspection(rt, &source, &options);
    if (rt != NULL) rt_free(rt);
    buf_fini(&source.text);
    return output_flush(status);
}
