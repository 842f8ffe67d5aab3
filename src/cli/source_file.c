/* A file or standard input as one buffer. */
#include "cli/source_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* More is no program: a device without an end. */
enum { SOURCE_MOST = 1 << 30 };

int source_file_read(const char *name, Buf *out)
{
    bool standard = strcmp(name, "-") == 0;
    FILE *file = standard ? stdin : fopen(name, "rb");
    if (file == NULL) return -1;
    char block[1 << 14];
    size_t size;
    int reason = 0;
    while (reason == 0 && (size = fread(block, 1, sizeof block, file)) > 0) {
        buf_add(out, block, size);
        reason = out->failed ? ENOMEM : out->length > SOURCE_MOST ? EFBIG : 0;
    }
    if (reason == 0 && ferror(file)) reason = errno;
    if (!standard) fclose(file);
    errno = reason;
    return reason != 0 ? -1 : 0;
}
