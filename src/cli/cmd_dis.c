/* viv dis: the bytecode of a program, as `python3.11 -m dis` prints it. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/code_file.h"
#include "code/disassemble.h"

int cmd_dis(int argc, char **argv)
{
    if (argc != 2 || (argv[1][0] == '-' && argv[1][1] != '\0')) {
        return usage_error("dis", "name one file");
    }
    Rt *rt = code_rt_new();
    if (rt == NULL) return EXIT_EXCEPTION;
    Buf out = BUF_INIT;
    Own code = code_file_load(rt, argv[1], 0);
    int status = EXIT_OK;
    if (code == NULL || disassemble(rt, code, &out) < 0) {
        status = exception_exit(rt, "dis");
    } else {
        fwrite(buf_text(&out), 1, out.length, stdout);
    }
    release(rt, code);
    buf_fini(&out);
    rt_free(rt);
    return output_flush(status);
}
