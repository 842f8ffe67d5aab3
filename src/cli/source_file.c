/* A file or standard input as one buffer. */
#include "cli/source_file.h"

#include <stdio.h>
#include <string.h>

int source_file_read(const char *name, Buf *out)
{
    bool standard = strcmp(name, "-") == 0;
    FILE *file = standard ? stdin : fopen(name, "rb");
    if (file == NULL) {
        return -1;
    }
    char block[4096];
    size_t size;
    while ((size = fread(block, 1, sizeof block, file)) > 0) {
        buf_add(out, block, size);
    }
    bool failed = ferror(file) != 0 || out->failed;
    if (!standard) {
        fclose(file);
    }
    return failed ? -1 : 0;
}
