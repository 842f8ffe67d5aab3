/* viv compile: the bytecode of a program, or of all in a folder, as .pyc files, which
   CPython 3.11 runs as well. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/code_file.h"
#include "cli/source_tree.h"
#include "code/pyc.h"

typedef struct Compile {
    Rt *rt;
    const char *target; /* a file, or a folder where the source is one; or NULL */
    const char *folder; /* the folder that is being walked, or NULL */
    int optimize;
    bool writes_nothing;
    int failures;
} Compile;

/* Makes the folders that PATH leads through; that they cannot be made shows when the file
   is opened. */
static void folders_make(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
}

/* The target where one was named, as FOLDER/sub/NAME.pyc for FOLDER's source sub/NAME.py;
   else where CPython looks for it: __pycache__/NAME.cpython-311.pyc beside NAME.py. */
static void target_choose(const Compile *compile, const char *source, Buf *target)
{
    static const char *const optimised[] = {"", ".opt-1", ".opt-2"};
    if (compile->target != NULL) {
        buf_add_text(target, compile->target);
        if (compile->folder != NULL) {
            buf_printf(target, "/%sc", source + strlen(compile->folder) + 1);
        }
    } else {
        const char *slash = strrchr(source, '/');
        const char *name = slash == NULL ? source : slash + 1;
        const char *dot = strrchr(name, '.');
        size_t length = dot == NULL ? strlen(name) : (size_t)(dot - name);
        buf_add(target, source, (size_t)(name - source));
        buf_printf(target, "__pycache__/%.*s.cpython-311%s.pyc", (int)length, name,
                   optimised[compile->optimize]);
    }
    if (!target->failed) folders_make(target->bytes);
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

static int write_pyc(const Compile *compile, const char *name, Ref code)
{
    struct stat source;
    if (stat(name, &source) != 0) memset(&source, 0, sizeof source);
    PycHeader header = {
        .flags = PYC_TIMESTAMP,
        .mtime = (uint32_t)source.st_mtime,
        .source_size = (uint32_t)source.st_size,
    };
    Buf pyc = BUF_INIT, target = BUF_INIT;
    int status = EXIT_OK;
    target_choose(compile, name, &target);
    if (pyc_write(compile->rt, code, &header, &pyc) < 0) {
        status = exception_exit(compile->rt, "compile");
    } else if (file_replace(buf_text(&target), &pyc) < 0) {
        fprintf(stderr, "viv compile: %s: %s\n", buf_text(&target), strerror(errno));
        status = EXIT_EXCEPTION;
    }
    buf_fini(&pyc);
    buf_fini(&target);
    return status;
}

/* What fails is told and counted, and the walk goes on. */
static int compile_file(void *context, const char *name)
{
    Compile *compile = context;
    Own code = code_file_load(compile->rt, name, compile->optimize);
    int status = EXIT_OK;
    if (code == NULL) {
        status = exception_exit(compile->rt, "compile");
    } else if (!compile->writes_nothing) {
        status = write_pyc(compile, name, code);
    }
    compile->failures += status != EXIT_OK;
    release(compile->rt, code);
    return 0;
}

static void compile_name(Compile *compile, const char *name)
{
    compile->folder = source_is_folder(name) ? name : NULL;
    if (compile->folder == NULL) {
        compile_file(compile, name);
    } else if (source_tree_walk(name, NULL, compile_file, compile) < 0) {
        fprintf(stderr, "viv compile: %s: %s\n", name, strerror(errno));
        compile->failures++;
    }
}

/* The index of the first name in ARGV, or -1 after a message. */
static int read_options(int argc, char **argv, Compile *compile)
{
    int at = 1;
    for (; at < argc && argv[at][0] == '-' && argv[at][1] != '\0'; at++) {
        if (strcmp(argv[at], "-o") == 0 && at + 1 < argc) {
            compile->target = argv[++at];
        } else if (strcmp(argv[at], "-O") == 0) {
            compile->optimize = 1;
        } else if (strcmp(argv[at], "-OO") == 0) {
            compile->optimize = 2;
        } else if (strcmp(argv[at], "-n") == 0) {
            compile->writes_nothing = true;
        } else {
            usage_error("compile", "unknown option %s", argv[at]);
            return -1;
        }
    }
    if (at == argc) {
        usage_error("compile", "name a file or a folder");
        return -1;
    }
    if (compile->target != NULL && at + 1 < argc) {
        usage_error("compile", "-o goes with one file or folder");
        return -1;
    }
    return at;
}

int cmd_compile(int argc, char **argv)
{
    Compile compile = {0};
    int at = read_options(argc, argv, &compile);
    if (at < 0) return EXIT_USAGE;
    compile.rt = code_rt_new();
    if (compile.rt == NULL) return EXIT_EXCEPTION;
    for (; at < argc; at++) compile_name(&compile, argv[at]);
    rt_free(compile.rt);
    return compile.failures > 0 ? EXIT_EXCEPTION : EXIT_OK;
}
