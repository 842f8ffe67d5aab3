/* Damages traces, by bytes, by values and by lines, and reads them: the checker must say what is wrong or
   accept; the player must walk through what it can, forwards, backwards and to and fro, look and search;
   converters must end.  Nothing may crash, hang or leave memory behind.

   usage: fuzz_trace SECONDS SEED [COUNT]        (from the top folder) */
#include <string.h>

#include "fuzzing.h"
#include "traces/player.h"
#include "traces/profile_writer.h"
#include "traces/states_writer.h"
#include "traces/trace_file.h"
#include "traces/tutor_writer.h"
#include "traces/view_text.h"

/* Short ones more often. */
static const char *const samples[] = {
    "tests/damaged_traces/whole.jsonl", "tests/damaged_traces/whole.jsonl", "tests/damaged_traces/whole.jsonl",
    "tests/damaged_traces/keys.jsonl",  "tests/damaged_traces/keys.jsonl",  "tests/damaged_traces/keys.jsonl",
    "tests/damaged_traces/keys.jsonl",  "tests/damaged_traces/keys.jsonl",  "tests/damaged_traces/keys.jsonl",
    "tests/damaged_traces/keys.jsonl",  "tests/damaged_traces/keys.jsonl",  "tests/damaged_traces/keys.jsonl",
    "traces/samples/fib.jsonl",        "traces/samples/closures.jsonl",   "traces/samples/cycle.jsonl",
    "traces/samples/generators.jsonl", "traces/samples/exceptions.jsonl", "traces/samples/fib_full.jsonl",
};

static const char *const values[] = {
    "null", "-1", "0", "1", "2", "4294967295", "9007199254740993", "\"99999999999999999999\"", "1e9", "0.5", "true", "[]", "{}", "\"\"",
    "\"@0\"", "\"@1\"", "\"@4294967295\"", "\"op\"", "\"pop\"", "\"clear\"", "\"reorder\"", "\"insert\"", "\"item\"", "\"attr\"",
    "\"RESUME\"", "\"CALL\"", "[[0,\"RESUME\",0,\"\",[1,1,1,1]]]", "\"\\ud800\"", "\"(1, 2\"", "\"'\\\\\"", "[1,[2,[3,[4]]]]",
};

/* Puts TEXT in the place of LENGTH bytes at AT. */
static void replace(Buf *trace, size_t at, size_t length, const char *text, size_t size)
{
    Buf after = BUF_INIT;
    buf_add(&after, trace->bytes + at + length, trace->length - at - length);
    trace->length = at;
    buf_add(trace, text, size);
    buf_add(trace, buf_text(&after), after.length);
    buf_fini(&after);
}

/* The value behind a colon at or after AT: its bounds. */
static bool find_value(const Buf *trace, size_t at, size_t *start, size_t *length)
{
    const char *colon = memchr(trace->bytes + at, ':', trace->length - at);
    if (colon == NULL) return false;
    *start = (size_t)(colon - trace->bytes) + 1;
    *length = strcspn(trace->bytes + *start, ",}\n");
    return true;
}

static size_t line_begin(const Buf *trace, size_t at)
{
    while (at > 0 && trace->bytes[at - 1] != '\n') at--;
    return at;
}

static size_t line_size(const Buf *trace, size_t start)
{
    return strcspn(trace->bytes + start, "\n") + 1;
}

static void damage(Fuzzing *fuzzing, Buf *trace)
{
    size_t at = fuzzing_random(fuzzing, trace->length), other = fuzzing_random(fuzzing, trace->length), start, length;
    const char *value = values[fuzzing_random(fuzzing, ARRAY_LENGTH(values))];
    Buf line = BUF_INIT;
    switch (fuzzing_random(fuzzing, 8)) {
    case 0: trace->bytes[at] = (char)fuzzing_random(fuzzing, 256); break;
    case 1: trace->bytes[at] = (char)(trace->bytes[at] ^ (1 << fuzzing_random(fuzzing, 8))); break;
    case 2: case 3: case 4:
        if (find_value(trace, at, &start, &length)) replace(trace, start, length, value, strlen(value));
        break;
    case 5: /* a line goes */
        start = line_begin(trace, at);
        length = line_size(trace, start);
        if (start + length <= trace->length) replace(trace, start, length, "", 0);
        break;
    case 6: /* a line comes again, elsewhere */
        start = line_begin(trace, other);
        length = line_size(trace, start);
        if (start + length > trace->length) break;
        buf_add(&line, trace->bytes + start, length);
        replace(trace, line_begin(trace, at), 0, buf_text(&line), line.length);
        break;
    case 7:
        if (fuzzing_random(fuzzing, 4) == 0) trace->length = at + 1;
        break;
    }
    buf_fini(&line);
}

static void walk(Fuzzing *fuzzing, Timeline *timeline, FILE *nowhere)
{
    const ViewRequest request = {.frame = -1, .objects = &(uint32_t){1 + fuzzing_random(fuzzing, 120)}, .object_count = 1};
    const Predicate predicates[] = {{.kind = FIND_LINE}, {.kind = FIND_RAISE}, {.kind = FIND_GC}, {.kind = FIND_OPCODE, .text = "CALL"},
                                    {.kind = FIND_FREE, .object = 1 + fuzzing_random(fuzzing, 120)}};
    for (int i = 0; i < 3; i++) {
        timeline_seek(timeline, fuzzing_random(fuzzing, 400));
        const View *view = timeline_view(timeline, &request);
        if (view != NULL) view_text(view, 0, nowhere);
        const Predicate *predicate = &predicates[fuzzing_random(fuzzing, ARRAY_LENGTH(predicates))];
        timeline_find(timeline, predicate, fuzzing_random(fuzzing, 2) == 0 ? FORWARDS : BACKWARDS);
    }
    timeline_seek(timeline, UINT64_MAX);
    timeline_seek(timeline, 0);
}

static void convert(Fuzzing *fuzzing, const char *path)
{
    char message[300];
    Sink *sink = NULL;
    switch (fuzzing_random(fuzzing, 5)) {
    case 0: sink = tutor_writer_new("/dev/null", TUTOR_LINES, message, sizeof message); break;
    case 1: sink = tutor_writer_new("/dev/null", TUTOR_INSTRUCTIONS, message, sizeof message); break;
    case 2: sink = profile_writer_new("/dev/null", PROFILE_SPEEDSCOPE, message, sizeof message); break;
    case 3: sink = profile_writer_new("/dev/null", PROFILE_CHROME, message, sizeof message); break;
    case 4: sink = states_writer_new("/dev/null", message, sizeof message); break;
    }
    if (sink != NULL) (void)!trace_file_feed(path, sink, message, sizeof message);
}

static void try_trace(Fuzzing *fuzzing, const Buf *trace, FILE *nowhere)
{
    char message[300];
    fuzzing_keep(fuzzing, trace);
    if (trace_file_check(fuzzing->input_file, message, sizeof message) == 0) fuzzing->accepted++;
    if (strchr(message, '\n') != NULL) abort();
    Timeline *timeline = player_open(fuzzing->input_file, message, sizeof message);
    if (timeline != NULL) {
        walk(fuzzing, timeline, nowhere);
        timeline_close(timeline);
    }
    if (fuzzing_random(fuzzing, 4) == 0) (void)!player_check(fuzzing->input_file, message, sizeof message);
    if (fuzzing_random(fuzzing, 4) == 0) convert(fuzzing, fuzzing->input_file);
}

int main(int argc, char **argv)
{
    char path[] = "/tmp/viv_fuzz_trace_XXXXXX";
    int fd = mkstemp(path);
    Fuzzing fuzzing = fuzzing_begin(argc, argv, path);
    Buf whole[ARRAY_LENGTH(samples)] = {{0}};
    FILE *nowhere = fopen("/dev/null", "w");
    if (fd < 0 || nowhere == NULL) return 1;
    close(fd);
    if (freopen("/dev/null", "w", stderr) == NULL) return 1;
    for (size_t i = 0; i < ARRAY_LENGTH(samples); i++) {
        FILE *file = fopen(samples[i], "r");
        for (int byte; file != NULL && (byte = getc(file)) != EOF;) buf_add_char(&whole[i], (char)byte);
        if (file == NULL || whole[i].length == 0) return printf("%s cannot be read\n", samples[i]), 1;
        fclose(file);
    }
    while (fuzzing_goes_on(&fuzzing)) {
        Buf trace = BUF_INIT;
        const Buf *sample = &whole[fuzzing_random(&fuzzing, ARRAY_LENGTH(samples))];
        buf_add(&trace, sample->bytes, sample->length);
        for (uint32_t count = 1 + fuzzing_random(&fuzzing, 3); count > 0; count--) damage(&fuzzing, &trace);
        try_trace(&fuzzing, &trace, nowhere);
        buf_fini(&trace);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(samples); i++) buf_fini(&whole[i]);
    fclose(nowhere);
    remove(path);
    fuzzing_report(&fuzzing, "fuzz_trace");
    return 0;
}
