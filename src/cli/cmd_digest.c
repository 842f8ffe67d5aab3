/* viv digest: one line of JSON for each code object, to compare compilers by. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "cli/code_file.h"
#include "code/digest.h"
#include "objects/error.h"

typedef struct DigestOptions {
    const char *strip; /* cut from the front of file names, or NULL */
    const char *exclude[16];
    int exclude_count;
    int optimize;
    bool is_full;
} DigestOptions;

/* What the lines call the file. */
static const char *shown_name(const char *name, const DigestOptions *options)
{
    size_t length = options->strip == NULL ? 0 : strlen(options->strip);
    if (length == 0 || strncmp(name, options->strip, length) != 0) return name;
    name += length;
    return name + strspn(name, "/");
}

/* Errors of the program are lines as well; -1 only when there is nothing to print. */
static int digest_file(Rt *rt, const char *name, const DigestOptions *options)
{
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

/* --- Trees: the files of a folder first, then its folders, each sorted */

static int is_wanted(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
           strcmp(entry->d_name, "__pycache__") != 0;
}

static int name_order(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

static bool is_excluded(const char *folder, const DigestOptions *options)
{
    const char *below = shown_name(folder, options);
    for (int i = 0; i < options->exclude_count; i++) {
        if (strcmp(below, options->exclude[i]) == 0) return true;
    }
    return false;
}

static bool is_folder(const char *name)
{
    struct stat status;
    return stat(name, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_python(const char *name)
{
    size_t length = strlen(name);
    return length > 3 && strcmp(name + length - 3, ".py") == 0;
}

static int digest_tree(Rt *rt, const char *folder, const DigestOptions *options)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_wanted, name_order), status = 0;
    if (count < 0) {
        fprintf(stderr, "viv digest: cannot read %s\n", folder);
        return -1;
    }
    for (int i = 0; i < 2 * count; i++) {
        Buf path = BUF_INIT;
        buf_printf(&path, "%s/%s", folder, entries[i % count]->d_name);
        const char *name = buf_text(&path);
        bool goes_down = i >= count;
        if (status == 0 && is_folder(name) == goes_down) {
            if (goes_down && !is_excluded(name, options)) {
                status = digest_tree(rt, name, options);
            } else if (!goes_down && is_python(name)) {
                status = digest_file(rt, name, options);
            }
        }
        buf_fini(&path);
    }
    for (int i = 0; i < count; i++) free(entries[i]);
    free(entries);
    return status;
}

/* --- Arguments */

/* Reads the option at argv[*at]; 0, or the status of a usage error. */
static int read_option(int argc, char **argv, int *at, DigestOptions *options, const char **tree)
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
    DigestOptions options = {0};
    const char *tree = NULL;
    int at = 1, status = EXIT_OK;
    for (; at < argc && argv[at][0] == '-' && argv[at][1] != '\0'; at++) {
        status = read_option(argc, argv, &at, &options, &tree);
        if (status != EXIT_OK) return status;
    }
    if (tree == NULL && at == argc) return usage_error("digest", "name files, or --tree DIR");
    if (tree != NULL && options.strip == NULL) options.strip = tree;
    Rt *rt = code_rt_new();
    if (rt == NULL) return EXIT_EXCEPTION;
    if (tree != NULL) status = digest_tree(rt, tree, &options);
    for (; status == 0 && at < argc; at++) status = digest_file(rt, argv[at], &options);
    rt_free(rt);
    return output_flush(status < 0 ? EXIT_EXCEPTION : EXIT_OK);
}
