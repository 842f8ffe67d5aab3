/* viv dis: the bytecode of a program, as `python3.11 -m dis` prints it. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/code_file.h"
#include "cli/json_stages.h"
#include "cli/stage_options.h"
#include "code/disassemble.h"

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

int cmd_dis(int argc, char **argv)
{
    StageOptions options = {0};
    StageSource source;
    int status = options_read_single(argc, argv, &options);
    if (status == EXIT_OK) status = stage_source_open("dis", argv[options.first_file], &options, &source);
    if (status != EXIT_OK) return status;
    Rt *rt = code_rt_new();
    status = rt == NULL ? EXIT_EXCEPTION : print_code(rt, &source, &options);
    if (rt != NULL) rt_free(rt);
    buf_fini(&source.text);
    return output_flush(status);
}
