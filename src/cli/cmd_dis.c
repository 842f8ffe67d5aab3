/* viv dis: the bytecode of a program, as `python3.11 -m dis` prints it. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/code_file.h"
#include "cli/json_stages.h"
#include "cli/stage_options.h"
#include "code/disassemble.h"
#include "modules/program.h"
#include "modules/runtime.h"
#include "objects/error.h"
#include "vm/calls.h"
#include "vm/inline_cache.h"

static int print_code(Rt *rt, const StageSource *source, const StageOptions *options)
{
    Buf out = BUF_INIT;
    Own code = code_bytes_load(rt, buf_text(&source->text), source->text.length, source->name, options->optimize);
    int status = code == NULL ? -1 : options->json ? json_code(rt, code, &out) : disassemble(rt, code, &out);
    if (status < 0) {
        status = exception_exit(rt, "dis");
    } else {
        fwrite(buf_text(&out), 1, out.length, stdout);
    }
    release(rt, code);
    buf_fini(&out);
    return status;
}

/* Runs the program, then shows its code as the run has left it. */
static void run_and_list(Rt *rt, const Program *program, Buf *out)
{
    Ref dict = program_begin(rt, program);
    Own code = dict == NULL ? NULL : program_code(rt, program);
    Own result = code == NULL ? NULL : code_run(rt, code, dict, dict, NULL);
    release(rt, result);
    Pending pending = error_fetch(rt);
    if (code != NULL && disassemble_named(rt, code, cache_name, out) < 0) error_clear(rt);
    error_restore(rt, pending);
    release(rt, code);
}

static int print_adaptive(const char *file, const StageOptions *options)
{
    char *argv[] = {(char *)(uintptr_t)(file == NULL ? "-c" : file)};
    ProgramOptions run = {.kind = file == NULL ? PROGRAM_TEXT : PROGRAM_FILE,
                          .source = file == NULL ? options->code : file, .argc = 1, .argv = argv};
    Rt *rt = runtime_new(&(RtOptions){0});
    if (rt == NULL) return EXIT_EXCEPTION;
    Program program;
    Buf out = BUF_INIT;
    if (program_prepare(rt, &program, &run) == 0) run_and_list(rt, &program, &out);
    int status = program_report(rt);
    program_fini(&program);
    status = program_end(rt, status);
    rt_free(rt);
    fwrite(buf_text(&out), 1, out.length, stdout);
    buf_fini(&out);
    return output_flush(status);
}

int cmd_dis(int argc, char **argv)
{
    StageOptions options = {0};
    StageSource source;
    int status = options_read_single(argc, argv, &options);
    if (status == EXIT_OK && options.adaptive) return print_adaptive(argv[options.first_file], &options);
    if (status == EXIT_OK) status = stage_source_open("dis", argv[options.first_file], &options, &source);
    if (status != EXIT_OK) return status;
    Rt *rt = code_rt_new();
    status = rt == NULL ? EXIT_EXCEPTION : print_code(rt, &source, &options);
    if (rt != NULL) rt_free(rt);
    buf_fini(&source.text);
    return output_flush(status);
}
