/* Kept true: one line is in memory at a time, and no more of it than json_line.h accepts. */
#include "traces/trace_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "traces/json_event.h"
#include "traces/json_line.h"
#include "traces/trace_check.h"

typedef struct TraceReader {
    FILE *file;
    Buf line, scratch;
    Arena *arena;
    TraceCheck *check;
    uint64_t line_number;
    bool is_cut; /* the line has no end */
} TraceReader;

/* Reads the next line without its newline.  1, 0 at the end of the file, or -1. */
static int line_next(TraceReader *reader)
{
    buf_clear(&reader->line);
    reader->line_number++;
    int byte = getc_unlocked(reader->file);
    if (byte == EOF) return ferror(reader->file) ? -1 : 0;
    for (; byte != '\n' && byte != EOF; byte = getc_unlocked(reader->file)) {
        if (reader->line.length > JSON_LINE_BYTES) break;
        buf_add_char(&reader->line, (char)byte);
    }
    reader->is_cut = byte == EOF;
    return reader->line.failed || ferror(reader->file) ? -1 : 1;
}

/* Checks the line.  0, or -1 with MESSAGE. */
static int line_check(TraceReader *reader, char *message, size_t size)
{
    Event event;
    int status = -1;
    cJSON *tree = json_line_parse(buf_text(&reader->line), reader->line.length, &reader->scratch, message, size);
    if (tree == NULL) return -1;
    reader->is_cut = false; /* whole after all, but for its newline */
    arena_reset(reader->arena);
    switch (json_event(tree, reader->arena, &event, message, size)) {
    case JSON_EVENT_READ:
        status = trace_check_event(reader->check, &event);
        if (status < 0) snprintf(message, size, "%s", trace_check_message(reader->check));
        break;
    case JSON_EVENT_UNKNOWN:
        trace_check_skip(reader->check);
        status = 0;
        break;
    case JSON_EVENT_WRONG: break;
    }
    cJSON_Delete(tree);
    return status;
}

static void say_all_is_well(const TraceReader *reader, bool is_cut, char *message, size_t size)
{
    unsigned long long records = trace_check_records(reader->check), steps = trace_check_steps(reader->check);
    const char *state = trace_check_is_complete(reader->check) ? "complete" : "without its end: the run was cut off";
    if (is_cut) snprintf(message, size, "%llu records, %llu steps; line %llu is cut short", records, steps, records + 1);
    else snprintf(message, size, "%llu records, %llu steps, %s", records, steps, state);
}

static int read_all(TraceReader *reader, char *message, size_t size)
{
    char problem[200];
    int got;
    while ((got = line_next(reader)) > 0) {
        if (line_check(reader, problem, sizeof problem) == 0) continue;
        if (reader->is_cut && trace_check_records(reader->check) > 0) break;
        snprintf(message, size, "line %llu: %s", (unsigned long long)reader->line_number, problem);
        return -1;
    }
    if (got < 0 || trace_check_records(reader->check) == 0) {
        snprintf(message, size, "%s", got < 0 ? "the file cannot be read" : "line 1: the file is empty");
        return -1;
    }
    say_all_is_well(reader, got > 0, message, size);
    return 0;
}

int trace_file_check(const char *path, char *message, size_t size)
{
    TraceReader reader = {.file = fopen(path, "r"), .arena = arena_new(), .check = trace_check_new()};
    int status = -1;
    if (reader.file == NULL) snprintf(message, size, "%s", strerror(errno));
    else if (reader.arena == NULL || reader.check == NULL) snprintf(message, size, "no memory");
    else status = read_all(&reader, message, size);
    if (reader.file != NULL) fclose(reader.file);
    buf_fini(&reader.line);
    buf_fini(&reader.scratch);
    arena_free(reader.arena);
    trace_check_free(reader.check);
    return status;
}
