/* viv compile: a program's bytecode as a .pyc file, which CPython 3.11 runs as well. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/code_file.h"
#include "code/pyc.h"

typedef struct CompileArguments {
    const char *source, *target; /* target NULL: where CPython would put it */
    int optimize;
} CompileArguments;

static int read_arguments(int argc, char **argv, CompileArguments *arguments)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
            arguments->target = argv[++i];
        } else if (strcmp(argv[i], "-O") == 0) {
            arguments->optimize = 1;
        } else if (strcmp(argv[i], "-OO") == 0) {
            arguments->optimize = 2;
        } else if (argv[i][0] == '-') {
            return usage_error("compile", "unknown option %s", argv[i]);
        } else if (arguments->source != NULL) {
            return usage_error("compile", "one file at a time");
        } else {
            arguments->source = argv[i];
        }
    }
    return arguments->source == NULL ? usage_error("compile", "name a file") : EXIT_OK;
}

/* FOLDER/__pycache__/NAME.cpython-311.pyc for FOLDER/NAME.py; makes the folder. */
static void target_choose(const CompileArguments *arguments, Buf *target)
{
    static const char *const optimised[] = {"", ".opt-1", ".opt-2"};
    const char *slash = strrchr(arguments->source, '/');
    const char *name = slash == NULL ? arguments->source : slash + 1;
    const char *dot = strrchr(name, '.');
    size_t length = dot == NULL ? strlen(name) : (size_t)(dot - name);
    buf_add(target, arguments->source, (size_t)(name - arguments->source));
    buf_add_text(target, "__pycache__");
    mkdir(buf_text(target), 0777);
    buf_printf(target, "/%.*s.cpython-311%s.pyc", (int)length, name, optimised[arguments->optimize]);
}

/* Writes beside the target and renames, so that the name never stands for half a file. */
static int file_replace(const char *name, const Buf *contents)
{
    Buf beside = BUF_INIT;
    buf_printf(&beside, "%s.%ld", name, (long)getpid());
    FILE *file = fopen(buf_text(&beside), "wb");
    bool failed = file == NULL;
    if (file != NULL) {
        failed = fwrite(contents->bytes, 1, contents->length, file) != contents->length;
        failed |= fflush(file) != 0 || fsync(fileno(file)) != 0;
        failed |= fclose(file) != 0;
        if (!failed) failed = rename(buf_text(&beside), name) != 0;
        if (failed) remove(buf_text(&beside));
    }
    buf_fini(&beside);
    return failed ? -1 : 0;
}

static int write_pyc(Rt *rt, Ref code, const CompileArguments *arguments)
{
    struct stat source;
    if (stat(arguments->source, &source) != 0) memset(&source, 0, sizeof source);
    PycHeader header = {
        .flags = PYC_TIMESTAMP,
        .mtime = (uint32_t)source.st_mtime,
        .source_size = (uint32_t)source.st_size,
    };
    Buf pyc = BUF_INIT, target = BUF_INIT;
    int status = EXIT_OK;
    if (arguments->target != NULL) {
        buf_add_text(&target, arguments->target);
    } else {
        target_choose(arguments, &target);
    }
    if (pyc_write(rt, code, &header, &pyc) < 0) {
        status = exception_exit(rt, "compile");
    } else if (file_replace(buf_text(&target), &pyc) < 0) {
        fprintf(stderr, "viv compile: %s: %s\n", buf_text(&target), strerror(errno));
        status = EXIT_EXCEPTION;
    }
    buf_fini(&pyc);
    buf_fini(&target);
    return status;
}

int cmd_compile(int argc, char **argv)
{
    CompileArguments arguments = {0};
    int status = read_arguments(argc, argv, &arguments);
    if (status != EXIT_OK) return status;
    Rt *rt = code_rt_new();
    if (rt == NULL) return EXIT_EXCEPTION;
    Own code = code_file_load(rt, arguments.source, arguments.optimize);
    status = code == NULL ? exception_exit(rt, "compile") : write_pyc(rt, code, &arguments);
    release(rt, code);
    rt_free(rt);
    return status;
}
