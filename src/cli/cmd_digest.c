/* viv digest: one line of JSON for each code object, to compare compilers by. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/code_file.h"
#include "cli/source_tree.h"
#include "code/digest.h"
#include "objects/error.h"

typedef struct Digest {
    Rt *rt;
    const char *strip; /* cut from the front of file names, or NULL */
    const char *exclude[16];
    int exclude_count;
    int optimize;
    bool is_full;
} Digest;

/* What the lines call the file. */
static const char *shown_name(const char *name, const Digest *options)
{
    size_t length = options->strip == NULL ? 0 : strlen(options->strip);
    if (length == 0 || strncmp(name, options->strip, length) != 0) return name;
    name += length;
    return name + strspn(name, "/");
}

/* Errors of the program are lines as well; -1 only when there is nothing to print. */
static int digest_file(void *context, const char *name)
{
    const Digest *options = context;
    Rt *rt = options->rt;
    Buf out = BUF_INIT;
    const char *shown = shown_name(name, options);
    Own code = code_file_load(rt, name, options->optimize);
    int status = 0;
    if (code == NULL) {
        Own exception = error_fetch_instance(rt);
        status = code_digest_error(rt, exception, shown, &out);
        release(rt, exception);
    } else {
        status = code_digest(rt, code, shown, options->is_full, &out);
    }
    release(rt, code);
    fwrite(buf_text(&out), 1, out.length, stdout);
    if (out.failed) status = -1;
    buf_fini(&out);
    if (status < 0 && rt_is_pending(rt)) exception_exit(rt, "digest");
    return status;
}

static bool is_included(void *context, const char *folder)
{
    const Digest *options = context;
    const char *below = shown_name(folder, options);
    for (int i = 0; i < options->exclude_count; i++) {
        if (strcmp(below, options->exclude[i]) == 0) return false;
    }
    return true;
}

static int digest_tree(Digest *options, const char *tree)
{
    errno = 0;
    int status = source_tree_walk(tree, is_included, digest_file, options);
    if (status < 0 && errno != 0) fprintf(stderr, "viv digest: %s: %s\n", tree, strerror(errno));
    return status;
}

/* --- Arguments */

/* Reads the option at argv[*at]; 0, or the status of a usage error. */
static int read_option(int argc, char **argv, int *at, Digest *options, const char **tree)
{
    const char *option = argv[*at];
    if (strcmp(option, "--full") == 0) {
        options->is_full = true;
        return EXIT_OK;
    }
    const char *value = *at + 1 < argc ? argv[++*at] : NULL;
    if (value == NULL) return usage_error("digest", "%s wants a value, or is unknown", option);
    if (strcmp(option, "--tree") == 0) {
        *tree = value;
    } else if (strcmp(option, "--strip") == 0) {
        options->strip = value;
    } else if (strcmp(option, "-O") == 0) {
        options->optimize = atoi(value);
    } else if (strcmp(option, "--exclude") == 0 &&
               options->exclude_count < (int)ARRAY_LENGTH(options->exclude)) {
        options->exclude[options->exclude_count++] = value;
    } else {
        return usage_error("digest", "unknown option %s", option);
    }
    return EXIT_OK;
}

int cmd_digest(int argc, char **argv)
{
    Digest options = {0};
    const char *tree = NULL;
    int at = 1, status = EXIT_OK;
    for (; at < argc && argv[at][0] == '-' && argv[at][1] != '\0'; at++) {
        status = read_option(argc, argv, &at, &options, &tree);
        if (status != EXIT_OK) return status;
    }
    if (tree == NULL && at == argc) return usage_error("digest", "name files, or --tree DIR");
    if (tree != NULL && options.strip == NULL) options.strip = tree;
    options.rt = code_rt_new();
    if (options.rt == NULL) return EXIT_EXCEPTION;
    if (tree != NULL) status = digest_tree(&options, tree);
    for (; status == 0 && at < argc; at++) status = digest_file(&options, argv[at]);
    rt_free(options.rt);
    return output_flush(status < 0 ? EXIT_EXCEPTION : EXIT_OK);
}
