/* viv cfg: the basic blocks of a program, before and after each pass of the optimiser. */
#include <stdio.h>
#include <string.h>

#include "compile/compile_inspect.h"
#include "cli/cli.h"
#include "cli/code_file.h"
#include "cli/source_file.h"

static int print_inspection(Rt *rt, const char *name, const Buf *source)
{
    Own filename = file_name_new(rt, strcmp(name, "-") == 0 ? "<stdin>" : name);
    if (filename == NULL) return exception_exit(rt, "cfg");
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = filename};
    Buf out = BUF_INIT;
    int status = EXIT_OK;
    if (inspect_flow(rt, buf_text(source), source->length, &options, &out) < 0) status = exception_exit(rt, "cfg");
    fwrite(buf_text(&out), 1, out.length, stdout);
    buf_fini(&out);
    release(rt, filename);
    return status;
}

int cmd_cfg(int argc, char **argv)
{
    if (argc != 2 || (argv[1][0] == '-' && argv[1][1] != '\0')) return usage_error("cfg", "name one file");
    Buf source = BUF_INIT;
    if (source_file_read(argv[1], &source) < 0) {
        fprintf(stderr, "viv cfg: cannot read %s\n", argv[1]);
        buf_fini(&source);
        return EXIT_EXCEPTION;
    }
    Rt *rt = code_rt_new();
    int status = rt == NULL ? EXIT_EXCEPTION : print_inspection(rt, argv[1], &source);
    if (rt != NULL) rt_free(rt);
    buf_fini(&source);
    return status;
}
