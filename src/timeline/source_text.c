/* Kept true: a file is read once; that it could not be read is remembered too, as an entry
   without text. */
#include "timeline/source_text.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/vec.h"

enum { SOURCE_MAX = 16 << 20 };

static SourceText *entry_new(SourceTable *table, const char *name)
{
    size_t size = strlen(name) + 1;
    SourceText *entry = calloc(1, sizeof *entry + size);
    if (entry == NULL) return NULL;
    entry->name = memcpy(entry + 1, name, size);
    if (vec_push(table, entry) < 0) {
        free(entry);
        return NULL;
    }
    return entry;
}

static SourceText *entry_find(const SourceTable *table, const char *name)
{
    for (size_t i = 0; i < table->length; i++) {
        if (strcmp(table->items[i]->name, name) == 0) return table->items[i];
    }
    return NULL;
}

static void file_load(SourceText *entry, const char *path)
{
    struct stat there;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return;
    if (fstat(fd, &there) == 0 && S_ISREG(there.st_mode) && there.st_size <= SOURCE_MAX) {
        entry->text = malloc((size_t)there.st_size + 1);
        ssize_t length = entry->text == NULL ? -1 : read(fd, entry->text, (size_t)there.st_size);
        if (length >= 0) {
            entry->length = (size_t)length;
            entry->text[length] = '\0';
        } else {
            free(entry->text);
            entry->text = NULL;
        }
    }
    close(fd);
}

/* "<frozen importlib._bootstrap>" is a file of the library. */
static void frozen_load(SourceText *entry)
{
    static const char opening[] = "<frozen ";
    const char *library = getenv("VIV_STDLIB"), *module = entry->name + sizeof opening - 1;
    Buf path = BUF_INIT;
    if (library == NULL || library[0] == '\0') library = "/usr/lib/python3.11";
    if (strncmp(entry->name, opening, sizeof opening - 1) != 0) return;
    buf_printf(&path, "%s/", library);
    for (; *module != '\0' && *module != '>'; module++) buf_add_char(&path, *module == '.' ? '/' : *module);
    buf_add_text(&path, ".py");
    file_load(entry, buf_text(&path));
    buf_fini(&path);
}

const SourceText *source_get(SourceTable *table, const char *name)
{
    SourceText *entry = entry_find(table, name);
    if (entry == NULL) {
        entry = entry_new(table, name);
        if (entry == NULL) return NULL;
        if (name[0] == '<') frozen_load(entry);
        else file_load(entry, name);
    }
    return entry->text == NULL ? NULL : entry;
}

bool source_give(SourceTable *table, const char *name, const char *text, size_t length)
{
    SourceText *entry = entry_new(table, name);
    if (entry == NULL) return false;
    entry->text = malloc(length + 1);
    if (entry->text == NULL) return false;
    memcpy(entry->text, text, length);
    entry->text[length] = '\0';
    entry->length = length;
    return true;
}

uint32_t source_number(const SourceTable *table, const SourceText *source)
{
    for (size_t i = 0; i < table->length; i++) {
        if (table->items[i] == source) return (uint32_t)i + 1;
    }
    return 0;
}

void source_fini(SourceTable *table)
{
    for (size_t i = 0; i < table->length; i++) {
        free(table->items[i]->text);
        free(table->items[i]);
    }
    vec_fini(table);
}
