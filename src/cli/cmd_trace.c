/* viv trace: runs a program and writes what happened as JSON.  With --check, reads such a trace
   and says whether it is right; with --schema or --fields, tells what it holds; with --view and --seek-test, exercises time travel instead. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/limit_options.h"
#include "cli/live_program.h"
#include "cli/seek_test.h"
#include "cli/traced_world.h"
#include "modules/signals.h"
#include "cli/travel_bench.h"
#include "modules/program.h"
#include "timeline/recorder.h"
#include "traces/describe.h"
#include "traces/json_writer.h"
#include "traces/ops_writer.h"
#include "traces/player.h"
#include "traces/profile_writer.h"
#include "traces/states_writer.h"
#include "traces/trace_diff.h"
#include "traces/trace_file.h"
#include "traces/trace_reader.h"
#include "traces/tutor_writer.h"
#include "traces/view_text.h"

typedef struct TraceArgs {
    RecorderOptions recorder;
    MachineOptions program;
    const char *output; /* NULL: standard output */
    const char *diff;   /* a trace to be compared with the one that is named next */
    const char *replay; /* a trace to walk through there and back */
    const char *check;  /* a trace to look at instead of a program to run */
    const char *format; /* jsonl, json or ops */
    const char *view;   /* a step, whose View is to be printed */
    const char *seeks, *travels, *beside; /* tests: how many random seeks; a trace to be compared with the machine */
    bool schema, fields;
    char folder[4096]; /* the working folder, when the program is named from there */
} TraceArgs;

/* --- the command line */

typedef struct NumberOption {
    const char *name;
    uint64_t *value;
} NumberOption;

typedef struct TextOption {
    const char *name;
    const char **value;
} TextOption;

static int parse_number(const char *name, const char *text, uint64_t *value)
{
    char *end;
    *value = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0') return usage_error("trace", "%s takes a number, not \"%s\"", name, text);
    return 0;
}

/* The text of option NAME at argv[*at]: "--name=text" or the next argument; NULL: another option. */
static const char *option_text(int argc, char **argv, int *at, const char *name)
{
    size_t length = strlen(name);
    if (strncmp(argv[*at], name, length) != 0) return NULL;
    if (argv[*at][length] == '=') return argv[*at] + length + 1;
    if (argv[*at][length] != '\0' || *at + 1 >= argc) return NULL;
    return argv[++*at];
}

enum { OPTION_UNKNOWN = -1 };

/* Takes the option at argv[*at].  0, the exit status of a usage error, or OPTION_UNKNOWN. */
static int parse_option(TraceArgs *args, int argc, char **argv, int *at)
{
    const NumberOption numbers[] = {{"--from", &args->recorder.from},
                                    {"--to", &args->recorder.to},
                                    {"--max-events", &args->recorder.max_events},
                                    {"--key-interval", &args->recorder.key_interval}};
    const TextOption texts[] = {{"-o", &args->output},        {"--only", &args->recorder.only},
                                {"--format", &args->format},  {"--view", &args->view},
                                {"--seek-test", &args->seeks}, {"--beside", &args->beside},
                                {"--travel-bench", &args->travels}, {"--check", &args->check},
                                {"--replay", &args->replay}, {"--diff", &args->diff},
                                {"-c", &args->program.text}};
    const char *option = argv[*at], *text;
    if (strcmp(option, "--all") == 0) args->recorder.all = true;
    else if (strcmp(option, "--full") == 0) args->recorder.full = true;
    else if (strcmp(option, "--refcounts") == 0) args->recorder.refcounts = true;
    else if (strcmp(option, "--schema") == 0) args->schema = true;
    else if (strcmp(option, "--fields") == 0) args->fields = true;
    else {
        for (size_t i = 0; i < ARRAY_LENGTH(numbers); i++) {
            text = option_text(argc, argv, at, numbers[i].name);
            if (text != NULL) return parse_number(numbers[i].name, text, numbers[i].value);
        }
        for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
            text = option_text(argc, argv, at, texts[i].name);
            if (text == NULL) continue;
            *texts[i].value = text;
            return 0;
        }
        return OPTION_UNKNOWN;
    }
    return 0;
}

/* The options before the file, or right behind it, where "--" ends them.  0 or an exit status. */
static int parse_options(TraceArgs *args, int argc, char **argv, int *at, bool is_behind)
{
    for (; *at < argc && argv[*at][0] == '-' && argv[*at][1] != '\0' && args->program.text == NULL; (*at)++) {
        int taken = limit_option("trace", &args->program.limits, argc, argv, at);
        if (taken < 0) return EXIT_USAGE;
        if (taken > 0) continue;
        bool is_end = strcmp(argv[*at], "--") == 0;
        int status = is_end ? OPTION_UNKNOWN : parse_option(args, argc, argv, at);
        *at += is_end;
        if (status == OPTION_UNKNOWN && (is_end || is_behind)) return 0; /* the program's own */
        if (status == OPTION_UNKNOWN)
            return usage_error("trace", "no option \"%s\", or nothing after it", argv[*at]);
        if (status != 0) return status;
    }
    return 0;
}

static int parse_args(TraceArgs *args, int argc, char **argv)
{
    int at = 1, status = parse_options(args, argc, argv, &at, false);
    if (status != 0 || args->schema || args->fields || args->check != NULL || args->replay != NULL) return status;
    if (args->program.text != NULL) argv[--at] = (char *)(uintptr_t)"-c";
    else if (at < argc) args->program.path = argv[at++];
    else return usage_error("trace", "which program?");
    if (args->program.path != NULL) {
        status = parse_options(args, argc, argv, &at, true);
        if (status != 0) return status;
        argv[--at] = (char *)(uintptr_t)args->program.path;
    }
    if (args->program.path != NULL && strcmp(args->program.path, "-") != 0 && access(args->program.path, R_OK) != 0)
        return usage_error("trace", "%s: %s", args->program.path, strerror(errno));
    args->program.argc = argc - at;
    args->program.argv = argv + at;
    args->recorder.argc = (size_t)args->program.argc;
    args->recorder.argv = (const char *const *)args->program.argv;
    args->recorder.text = args->program.text;
    bool is_relative = args->program.path == NULL || args->program.path[0] != '/';
    if (is_relative && getcwd(args->folder, sizeof args->folder) != NULL) args->recorder.folder = args->folder;
    return 0;
}

/* --- recording */

typedef struct Recording {
    Recorder *recorder;
    Rt *rt;
    TracedWorld world;
} Recording;

static void recording_ready(void *context, uint32_t first_object)
{
    Recording *recording = context;
    recorder_begin(recording->recorder, recording->rt, first_object);
    traced_world_begin(&recording->world, recording->recorder);
}

/* The trace is as long as was asked for: the program need not go on. */
static void recording_stop(void *context)
{
    fflush(NULL);
    _exit(EXIT_LIMIT);
}

/* The program is over one of its limits: the trace is complete nevertheless. */
static void recording_limit(Rt *rt, void *context, LimitKind kind)
{
    Recording *recording = context;
    if (recording->world.recorder == NULL) recorder_begin(recording->recorder, rt, rt->next_number);
    recording->world.recorder = recording->recorder;
    program_flush(rt);
    recording->world.recorder = NULL;
    limit_report(rt, kind);
    recorder_limit(recording->recorder, limit_name(kind));
    recording_stop(NULL);
}

/* The formats, each with what makes its sink. */
static Sink *open_lines(const char *path, char *message, size_t size)
{
    return json_writer_new(path, JSON_LINES, message, size);
}

static Sink *open_document(const char *path, char *message, size_t size)
{
    return json_writer_new(path, JSON_DOCUMENT, message, size);
}

static Sink *open_tutor(const char *path, char *message, size_t size)
{
    return tutor_writer_new(path, TUTOR_LINES, message, size);
}

static Sink *open_tutor_ops(const char *path, char *message, size_t size)
{
    return tutor_writer_new(path, TUTOR_INSTRUCTIONS, message, size);
}

static Sink *open_speedscope(const char *path, char *message, size_t size)
{
    return profile_writer_new(path, PROFILE_SPEEDSCOPE, message, size);
}

static Sink *open_chrome(const char *path, char *message, size_t size)
{
    return profile_writer_new(path, PROFILE_CHROME, message, size);
}

static Sink *open_ops(const char *path, char *message, size_t size)
{
    return ops_writer_new(stdout);
}

static const struct Format {
    const char *name;
    Sink *(*open)(const char *path, char *message, size_t size);
} formats[] = {
    {"jsonl", open_lines},       {"json", open_document},         {"pytutor", open_tutor}, {"pytutor-ops", open_tutor_ops},
    {"speedscope", open_speedscope}, {"chrome", open_chrome},     {"ops", open_ops},
    {"states", states_writer_new},
};

/* NULL with a message on standard error. */
static Sink *sink_open(const TraceArgs *args)
{
    char message[200] = "no memory";
    Sink *sink = NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++) {
        if (strcmp(formats[i].name, args->format) == 0) sink = formats[i].open(args->output, message, sizeof message);
    }
    if (sink == NULL) fprintf(stderr, "viv trace: %s\n", message);
    return sink;
}

static bool is_format(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++) {
        if (strcmp(formats[i].name, name) == 0) return true;
    }
    return false;
}

/* Runs the program under the recorder; the trace is closed when this returns. */
static int record(const TraceArgs *args, Sink *sink)
{
    Recording recording = {.recorder = recorder_new(&args->recorder, sink)};
    const char *reason = "exit";
    if (recording.recorder == NULL) return EXIT_EXCEPTION;
    traced_world_init(&recording.world, args->output != NULL);
    MachineOptions program = args->program;
    program.limit_reached = recording_limit;
    program.limit_context = &recording;
    recording.rt = live_program.open(&program, &recording.world.world);
    if (recording.rt == NULL) return EXIT_EXCEPTION;
    signals_attach(recording.rt);
    limit_start_clock(recording.rt);
    int status = live_program.run(recording.rt, &args->program, recording_ready, &recording, &reason);
    if (recording.world.recorder == NULL) recorder_begin(recording.recorder, recording.rt, recording.rt->next_number);
    recording.world.recorder = NULL;
    if (recorder_end(recording.recorder, reason, status) < 0) {
        fprintf(stderr, "viv trace: the trace could not be written completely: %s\n", strerror(errno));
        status = status == 0 ? EXIT_EXCEPTION : status;
    }
    rt_free(recording.rt);
    return status;
}

/* Writes the trace at PATH in another form. */
static int convert(const char *path, Sink *sink)
{
    char message[300];
    if (trace_file_feed(path, sink, message, sizeof message) == 0) return EXIT_OK;
    fprintf(stderr, "viv trace: %s: %s\n", path, message);
    return EXIT_USAGE;
}

static int check_file(const char *path, int (*check)(const char *path, char *message, size_t size))
{
    char message[300];
    int status = check(path, message, sizeof message);
    fprintf(status < 0 ? stderr : stdout, "%s%s: %s\n", status < 0 ? "viv trace: " : "", path, message);
    return status < 0 ? EXIT_USAGE : EXIT_OK;
}

static int compare_traces(const char *left, const char *right)
{
    char message[300];
    if (right == NULL) return usage_error("trace", "--diff compares two traces");
    TraceDiff diff = trace_diff(left, right, stdout, message, sizeof message);
    if (diff == TRACES_WRONG) return usage_error("trace", "%s", message);
    return output_flush(diff == TRACES_EQUAL ? EXIT_OK : EXIT_EXCEPTION);
}

/* Prints the View at a step of a trace or a program. */
static int show_view(const TraceArgs *args)
{
    ViewRequest request = {.frame = -1};
    uint64_t n;
    char message[256];
    if (parse_number("--view", args->view, &n) != 0) return EXIT_USAGE;
    bool is_trace = args->program.path != NULL && reader_is_trace(args->program.path);
    Timeline *timeline = is_trace ? player_open(args->program.path, message, sizeof message)
                                  : machine_timeline_open(&live_program, &args->program, message, sizeof message);
    const char *name = is_trace ? args->program.path : "the machine";
    if (timeline == NULL) {
        fprintf(stderr, "viv trace: %s: %s\n", name, message);
        return is_trace ? EXIT_USAGE : EXIT_EXCEPTION;
    }
    const View *view = timeline_seek(timeline, n) == TIMELINE_OK ? timeline_view(timeline, &request) : NULL;
    if (view == NULL) fprintf(stderr, "viv trace: %s: %s\n", name, timeline->message);
    else view_text(view, timeline->length_is_final ? timeline->known_length : 0, stdout);
    int status = view != NULL ? EXIT_OK : is_trace ? EXIT_USAGE : EXIT_EXCEPTION;
    timeline_close(timeline);
    return output_flush(status);
}

int cmd_trace(int argc, char **argv)
{
    TraceArgs args = {.format = "jsonl",
                      .recorder = {.to = UINT64_MAX,
                                   .max_events = TRACE_EVENTS_MOST,
                                   .viv_version = VIV_VERSION,
                                   .stop = recording_stop}};
    signal(SIGPIPE, SIG_IGN); /* as CPython: a write that cannot be is an error, which is told */
    signal(SIGXFSZ, SIG_IGN);
    int status = parse_args(&args, argc, argv);
    if (status == 0) status = live_program_debug("trace", &args.program);
    if (status != 0) return status;
    if (args.schema) describe_schema(stdout);
    if (args.fields) describe_records(stdout);
    if (args.schema || args.fields) return EXIT_OK;
    if (args.check != NULL) return check_file(args.check, trace_file_check);
    if (args.replay != NULL) return check_file(args.replay, player_check);
    if (args.diff != NULL) return compare_traces(args.diff, args.program.path);
    if (args.view != NULL) return show_view(&args);
    if (args.travels != NULL) return travel_bench(&args.program, args.travels);
    if (args.beside != NULL) return seek_test_trace(&args.program, args.beside);
    if (args.seeks != NULL) return seek_test_run(&args.program, args.seeks);
    if (!is_format(args.format))
        return usage_error("trace", "no format \"%s\": jsonl, json, pytutor, pytutor-ops, speedscope or chrome", args.format);
    if (strcmp(args.format, "ops") == 0) args.recorder.max_events = 0;
    Sink *sink = sink_open(&args);
    if (sink == NULL) return EXIT_EXCEPTION;
    bool is_trace = args.program.path != NULL && reader_is_trace(args.program.path);
    return is_trace ? convert(args.program.path, sink) : record(&args, sink);
}
