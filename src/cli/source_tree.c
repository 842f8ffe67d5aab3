/* Walking a tree of sources.  Folders come after the files beside them, so that a package's
   own modules stand together in what is printed. */
#include "cli/source_tree.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"

static int is_wanted(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
           strcmp(entry->d_name, "__pycache__") != 0;
}

static int name_order(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

bool source_is_folder(const char *name)
{
    struct stat status;
    return stat(name, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_python(const char *name)
{
    size_t length = strlen(name);
    return length > 3 && strcmp(name + length - 3, ".py") == 0;
}

int source_tree_walk(const char *folder, SourceWanted *wanted, SourceVisit *visit, void *context)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_wanted, name_order), status = 0;
    if (count < 0) return -1;
    for (int i = 0; status == 0 && i < 2 * count; i++) {
        Buf path = BUF_INIT;
        buf_printf(&path, "%s/%s", folder, entries[i % count]->d_name);
        const char *name = buf_text(&path);
        bool goes_down = i >= count;
        if (source_is_folder(name) != goes_down) {
            /* It has its turn in the other half. */
        } else if (!goes_down) {
            if (is_python(name)) status = visit(context, name);
        } else if (wanted == NULL || wanted(context, name)) {
            status = source_tree_walk(name, wanted, visit, context);
        }
        buf_fini(&path);
    }
    for (int i = 0; i < count; i++) free(entries[i]);
    free(entries);
    return status;
}
