/* Kept true: records are compared as bytes; headers and sources are passed over, as the question is what the
   programs did, and `key` records, as where they lie is up to who wrote them. */
#include "traces/trace_diff.h"

#include <stdlib.h>
#include <string.h>

#include "events/explain.h"
#include "traces/json_event.h"
#include "traces/player.h"
#include "traces/trace_reader.h"
#include "traces/view_text.h"

/* Reads the next record that counts.  As reader_next. */
static int next_record(TraceReader *reader, uint64_t *n)
{
    uint64_t step;
    int got;
    EventKind kind;
    do {
        got = reader_next(reader);
        kind = got > 0 ? reader_glance(reader, &step) : EVENT_KIND_COUNT;
        if (got > 0 && (kind == EVENT_op || kind == EVENT_gc) && step != UINT64_MAX) *n = step;
    } while (got > 0 && (kind == EVENT_key || kind == EVENT_header || kind == EVENT_source));
    return got;
}

static void put_sentence(TraceReader *reader, FILE *file)
{
    char message[200];
    Event event;
    Arena *arena = arena_new();
    cJSON *tree = reader_tree(reader, message, sizeof message);
    Buf text = BUF_INIT;
    if (arena != NULL && tree != NULL && json_event(tree, arena, &event, message, sizeof message) == JSON_EVENT_READ)
        explain_event(&event, &text);
    fprintf(file, "    %s\n", buf_text(&text));
    buf_fini(&text);
    cJSON_Delete(tree);
    arena_free(arena);
}

static void put_record(const char *path, TraceReader *reader, int got, FILE *file)
{
    enum { MOST = 500 };
    if (got <= 0) {
        fprintf(file, "%s ends\n", path);
        return;
    }
    fprintf(file, "%s, line %llu\n    %.*s%s\n", path, (unsigned long long)reader->line_number, MOST, buf_text(&reader->line),
            reader->line.length > MOST ? "…" : "");
    put_sentence(reader, file);
}

/* The state at step N, by the trace at PATH. */
static void put_state(const char *path, uint64_t n, FILE *file)
{
    char message[256];
    ViewRequest request = {.frame = -1};
    Timeline *timeline = player_open(path, message, sizeof message);
    if (timeline == NULL) return;
    const View *view = timeline_seek(timeline, n) == TIMELINE_OK ? timeline_view(timeline, &request) : NULL;
    fputs("the state before, by the first:\n", file);
    if (view != NULL) view_text(view, 0, file);
    timeline_close(timeline);
}

static TraceDiff read_both(TraceReader *left, TraceReader *right, const char *left_path, const char *right_path, FILE *file)
{
    uint64_t left_n = 0, right_n = 0, count = 0;
    for (;;) {
        int mine = next_record(left, &left_n), theirs = next_record(right, &right_n);
        bool is_equal = mine == theirs && (mine <= 0 || (left->line.length == right->line.length &&
                                                        memcmp(left->line.bytes, right->line.bytes, left->line.length) == 0));
        if (is_equal && mine <= 0) {
            fprintf(file, "%llu records are equal\n", (unsigned long long)count);
            return TRACES_EQUAL;
        }
        count++;
        if (is_equal) continue;
        fprintf(file, "record %llu differs, at step %llu\n", (unsigned long long)count, (unsigned long long)left_n);
        put_record(left_path, left, mine, file);
        put_record(right_path, right, theirs, file);
        if (left_n < right_n || mine <= 0) put_state(left_path, left_n, file);
        else put_state(left_path, right_n, file);
        return TRACES_DIFFER;
    }
}

TraceDiff trace_diff(const char *left, const char *right, FILE *file, char *message, size_t size)
{
    TraceReader one, other = {0};
    TraceDiff result = TRACES_WRONG;
    if (!reader_is_trace(left) || !reader_is_trace(right)) {
        snprintf(message, size, "%s: not a trace", reader_is_trace(left) ? right : left);
        return TRACES_WRONG;
    }
    if (reader_open(&one, left, message, size) == 0 && reader_open(&other, right, message, size) == 0)
        result = read_both(&one, &other, left, right, file);
    reader_close(&one);
    reader_close(&other);
    return result;
}
