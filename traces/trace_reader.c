/* Kept true: memory is bounded by the longest line that is accepted. */
#include "traces/trace_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "traces/json_line.h"

int reader_open(TraceReader *reader, const char *path, char *message, size_t size)
{
    *reader = (TraceReader){.file = fopen(path, "r")};
    if (reader->file != NULL) return 0;
    snprintf(message, size, "%s", strerror(errno));
    return -1;
}

void reader_close(TraceReader *reader)
{
    if (reader->file != NULL) fclose(reader->file);
    buf_fini(&reader->line);
    buf_fini(&reader->scratch);
    *reader = (TraceReader){0};
}

int reader_next(TraceReader *reader)
{
    buf_clear(&reader->line);
    reader->line_number++;
    reader->offset = reader->next_offset;
    int byte = getc_unlocked(reader->file);
    if (byte == EOF) return ferror(reader->file) ? -1 : 0;
    for (; byte != '\n' && byte != EOF; byte = getc_unlocked(reader->file)) {
        if (reader->line.length > JSON_LINE_BYTES) break;
        buf_add_char(&reader->line, (char)byte);
    }
    reader->is_cut = byte == EOF;
    reader->next_offset += reader->line.length + !reader->is_cut;
    return reader->line.failed || ferror(reader->file) ? -1 : 1;
}

int reader_seek(TraceReader *reader, TracePlace place)
{
    reader->line_number = place.line_number - 1;
    reader->next_offset = place.offset;
    return fseeko(reader->file, (off_t)place.offset, SEEK_SET) < 0 ? -1 : 0;
}

cJSON *reader_tree(TraceReader *reader, char *message, size_t size)
{
    return json_line_parse(buf_text(&reader->line), reader->line.length, &reader->scratch, message, size);
}

/* Passes over TEXT at *AT, and blanks before it; false, and *AT as it was, when something else is there. */
static bool pass(const char **at, const char *text)
{
    const char *here = *at + strspn(*at, " \t");
    size_t length = strlen(text);
    if (strncmp(here, text, length) != 0) return false;
    *at = here + length;
    return true;
}

EventKind reader_glance(const TraceReader *reader, uint64_t *n)
{
    const char *at = buf_text(&reader->line);
    *n = UINT64_MAX;
    if (!pass(&at, "{") || !pass(&at, "\"t\"") || !pass(&at, ":") || !pass(&at, "\"")) return EVENT_KIND_COUNT;
    size_t length = strcspn(at, "\"");
    for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
        const char *name = event_kind_name((EventKind)kind);
        if (strlen(name) != length || memcmp(at, name, length) != 0) continue;
        at += length;
        if (pass(&at, "\"") && pass(&at, ",") && pass(&at, "\"n\"") && pass(&at, ":"))
            *n = strtoull(at + strspn(at, " \t"), NULL, 10);
        return (EventKind)kind;
    }
    return EVENT_KIND_COUNT;
}

bool reader_is_trace(const char *path)
{
    TraceReader reader;
    char message[80];
    uint64_t n;
    bool is_trace = reader_open(&reader, path, message, sizeof message) == 0 && reader_next(&reader) > 0 &&
                    reader_glance(&reader, &n) == EVENT_header;
    reader_close(&reader);
    return is_trace;
}
