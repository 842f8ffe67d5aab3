/* Kept true: one line is in memory at a time, and no more of it than json_line.h accepts. */
#include "traces/trace_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "traces/json_event.h"

#include "traces/trace_check.h"
#include "traces/trace_reader.h"

typedef struct FileCheck {
    TraceReader reader;
    Arena *arena;
    TraceCheck *check;
} FileCheck;

/* Checks the line.  0, or -1 with MESSAGE. */
static int line_check(FileCheck *file, char *message, size_t size)
{
    Event event;
    int status = -1;
    cJSON *tree = reader_tree(&file->reader, message, size);
    if (tree == NULL) return -1;
    file->reader.is_cut = false; /* whole after all, but for its newline */
    arena_reset(file->arena);
    switch (json_event(tree, file->arena, &event, message, size)) {
    case JSON_EVENT_READ:
        status = trace_check_event(file->check, &event);
        if (status < 0) snprintf(message, size, "%s", trace_check_message(file->check));
        break;
    case JSON_EVENT_UNKNOWN:
        trace_check_skip(file->check);
        status = 0;
        break;
    case JSON_EVENT_WRONG: break;
    }
    cJSON_Delete(tree);
    return status;
}

static void say_all_is_well(const FileCheck *file, bool is_cut, char *message, size_t size)
{
    unsigned long long records = trace_check_records(file->check), steps = trace_check_steps(file->check);
    const char *state = trace_check_is_complete(file->check) ? "complete" : "without its end: the run was cut off";
    if (is_cut) snprintf(message, size, "%llu records, %llu steps; line %llu is cut short", records, steps, records + 1);
    else snprintf(message, size, "%llu records, %llu steps, %s", records, steps, state);
}

static int read_all(FileCheck *file, char *message, size_t size)
{
    char problem[200];
    int got;
    while ((got = reader_next(&file->reader)) > 0) {
        if (line_check(file, problem, sizeof problem) == 0) continue;
        if (file->reader.is_cut && trace_check_records(file->check) > 0) break;
        snprintf(message, size, "line %llu: %s", (unsigned long long)file->reader.line_number, problem);
        return -1;
    }
    if (got < 0 || trace_check_records(file->check) == 0) {
        snprintf(message, size, "%s", got < 0 ? "the file cannot be read" : "line 1: the file is empty");
        return -1;
    }
    say_all_is_well(file, got > 0, message, size);
    return 0;
}

int trace_file_check(const char *path, char *message, size_t size)
{
    FileCheck file = {.arena = arena_new(), .check = trace_check_new()};
    int status = reader_open(&file.reader, path, message, size);
    if (file.arena == NULL || file.check == NULL) snprintf(message, size, "no memory");
    else if (status == 0) status = read_all(&file, message, size);
    reader_close(&file.reader);
    arena_free(file.arena);
    trace_check_free(file.check);
    return status;
}

/* --- to a sink */

/* 1, 0 at the end, or -1 with MESSAGE. */
static int feed_line(FileCheck *file, Sink *sink, char *message, size_t size)
{
    Event event;
    char problem[200];
    int got = reader_next(&file->reader);
    if (got <= 0) return got;
    cJSON *tree = reader_tree(&file->reader, problem, sizeof problem);
    arena_reset(file->arena);
    JsonEventResult result = tree == NULL ? JSON_EVENT_WRONG : json_event(tree, file->arena, &event, problem, sizeof problem);
    bool is_lost = result == JSON_EVENT_READ && trace_check_event(file->check, &event) < 0;
    if (is_lost) snprintf(problem, sizeof problem, "%s", trace_check_message(file->check));
    if (result == JSON_EVENT_UNKNOWN) trace_check_skip(file->check);
    bool is_taken = result != JSON_EVENT_READ || is_lost || sink->event(sink, &event) == 0;
    cJSON_Delete(tree);
    if (result == JSON_EVENT_WRONG && file->reader.is_cut && trace_check_records(file->check) > 0) return 0;
    if (result != JSON_EVENT_WRONG && !is_lost && is_taken) return 1;
    if (!is_taken) snprintf(problem, sizeof problem, "the output cannot be written");
    snprintf(message, size, "line %llu: %s", (unsigned long long)file->reader.line_number, problem);
    return -1;
}

int trace_file_feed(const char *path, Sink *sink, char *message, size_t size)
{
    FileCheck file = {.arena = arena_new(), .check = trace_check_new()};
    int got = reader_open(&file.reader, path, message, size);
    if (got == 0 && (file.arena == NULL || file.check == NULL)) {
        snprintf(message, size, "no memory");
        got = -1;
    }
    if (got == 0) do got = feed_line(&file, sink, message, size);
        while (got > 0);
    if (sink->close(sink) < 0 && got == 0) {
        snprintf(message, size, "the output cannot be written");
        got = -1;
    }
    reader_close(&file.reader);
    arena_free(file.arena);
    trace_check_free(file.check);
    return got;
}
