/* An option is a letter of the first words, several of which may stand together ("-IEs"); those that take
   a value take the rest of the word, or the next one.  -c and -m end the options; what follows is the
   program's.  The environment counts less than the options. */
#include "cli/run_options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/world.h"
#include "cli/cli.h"
#include "cli/limit_options.h"

/* Options that only set, or raise, a field of sys.flags. */
static const struct {
    char letter;
    FlagId flag;
    const char *variable; /* its environment variable, or NULL */
} switches[] = {
    {'b', FLAG_bytes_warning, NULL},
    {'B', FLAG_dont_write_bytecode, "PYTHONDONTWRITEBYTECODE"},
    {'d', FLAG_debug, "PYTHONDEBUG"},
    {'i', FLAG_inspect, "PYTHONINSPECT"},
    {'O', FLAG_optimize, "PYTHONOPTIMIZE"},
    {'P', FLAG_safe_path, "PYTHONSAFEPATH"},
    {'q', FLAG_quiet, NULL},
    {'s', FLAG_no_user_site, "PYTHONNOUSERSITE"},
    {'S', FLAG_no_site, NULL},
    {'v', FLAG_verbose, "PYTHONVERBOSE"},
};

static int set_switch(Config *config, char letter)
{
    for (size_t i = 0; i < ARRAY_LENGTH(switches); i++) {
        if (switches[i].letter != letter) continue;
        config->flags[switches[i].flag]++;
        return 0;
    }
    return -1;
}

static void keep_word(const char **words, int *count, const char *word)
{
    if (*count < CONFIG_WORDS) words[(*count)++] = word;
}

/* -X NAME[=VALUE] */
static int set_x_option(Config *config, const char *text)
{
    keep_word(config->x_options, &config->x_option_count, text);
    if (strcmp(text, "dev") == 0) config->flags[FLAG_dev_mode] = 1;
    else if (strcmp(text, "utf8") == 0 || strcmp(text, "utf8=1") == 0) config->flags[FLAG_utf8_mode] = 1;
    else if (strcmp(text, "warn_default_encoding") == 0) config->flags[FLAG_warn_default_encoding] = 1;
    else if (strcmp(text, "no_debug_ranges") == 0) config->no_columns = true;
    else if (strcmp(text, "frozen_modules=off") == 0) config->frozen_off = true;
    else if (strncmp(text, "pycache_prefix=", 15) == 0) config->pycache_prefix = text + 15;
    else if (strcmp(text, "pycache_prefix") == 0) config->pycache_prefix = ""; /* none, whatever the environment says */
    return 0;
}

/* Is the value of -X about the limit of digits? */
static bool names_digits(const char *option)
{
    size_t length = strcspn(option, "=");
    return length == strlen("int_max_str_digits") && strncmp(option, "int_max_str_digits", length) == 0;
}

/* A limit of digits, perhaps with a "=" before it: 0 or at least 640. */
static bool parse_digits(const char *text, int *value)
{
    char *end;
    if (*text == '=') text++;
    errno = 0;
    long number = strtol(text, &end, 10);
    *value = (int)number;
    return errno == 0 && *text != '\0' && *end == '\0' && (number == 0 || (number >= 640 && number <= INT32_MAX));
}

/* --- the environment */

/* The variable NAME, NULL when it is empty or not set. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value == NULL || value[0] == '\0' ? NULL : value;
}

/* "2" sets 2, anything else 1; what an option has set already may only grow. */
static void set_from_variable(int *flag, const char *name)
{
    const char *value = variable(name);
    if (value == NULL) return;
    char *end;
    long number = strtol(value, &end, 10);
    int level = *end == '\0' && number > 0 && number < INT32_MAX ? (int)number : 1;
    if (*flag < level) *flag = level;
}

/* All filters in the order in which they count more and more: what -X dev means, those of PYTHONWARNINGS (with
   commas between; FROM_ENVIRONMENT is NULL without it), those of -W, and what -b means. */
static void order_warnings(Config *config, char *from_environment)
{
    const char *given[CONFIG_WORDS];
    int count = config->warning_count, *kept = &config->warning_count, level = config->flags[FLAG_bytes_warning];
    memcpy(given, config->warnings, sizeof given);
    *kept = 0;
    if (config->flags[FLAG_dev_mode]) keep_word(config->warnings, kept, "default");
    for (char *word = from_environment == NULL ? NULL : strtok(from_environment, ","); word != NULL; word = strtok(NULL, ","))
        keep_word(config->warnings, kept, word);
    for (int i = 0; i < count; i++) keep_word(config->warnings, kept, given[i]);
    if (level > 0) keep_word(config->warnings, kept, level > 1 ? "error::BytesWarning" : "default::BytesWarning");
}

/* The same two words from which CPython makes the key of its hash function. */
static void set_hash_seed(RtOptions *runtime, unsigned long seed)
{
    if (seed == 0) return;
    uint64_t keys[2] = {0, 0};
    uint32_t x = (uint32_t)seed;
    for (int i = 0; i < 16; i++) {
        x = x * 214013u + 2531011u;
        keys[i / 8] |= (uint64_t)((x >> 16) & 0xff) << (8 * (i % 8));
    }
    runtime->hash_key0 = keys[0];
    runtime->hash_key1 = keys[1];
}

/* Without the variable every run is as with the seed 0. */
static int read_hash_seed(Config *config, RtOptions *runtime)
{
    const char *text = variable("PYTHONHASHSEED");
    if (text == NULL) return 0;
    if (strcmp(text, "random") == 0) {
        uint64_t keys[2];
        World world = world_real();
        if (world.random_bytes(&world, keys, sizeof keys) < 0) return usage_error("run", "no random numbers for PYTHONHASHSEED");
        runtime->hash_key0 = keys[0];
        runtime->hash_key1 = keys[1];
        config->flags[FLAG_hash_randomization] = 1;
        return 0;
    }
    char *end;
    errno = 0;
    unsigned long seed = strtoul(text, &end, 10);
    if (errno != 0 || *end != '\0' || seed > UINT32_MAX)
        return usage_error("run", "PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]");
    set_hash_seed(runtime, seed);
    config->flags[FLAG_hash_randomization] = seed != 0;
    return 0;
}

static int read_environment(Config *config, RtOptions *runtime, char **warnings)
{
    for (size_t i = 0; i < ARRAY_LENGTH(switches); i++) {
        if (switches[i].variable != NULL) set_from_variable(&config->flags[switches[i].flag], switches[i].variable);
    }
    if (variable("PYTHONUNBUFFERED") != NULL) config->unbuffered = true;
    if (variable("PYTHONNODEBUGRANGES") != NULL) config->no_columns = true;
    if (variable("PYTHONDEVMODE") != NULL) config->flags[FLAG_dev_mode] = 1;
    const char *utf8 = variable("PYTHONUTF8");
    if (utf8 != NULL && strcmp(utf8, "1") == 0) config->flags[FLAG_utf8_mode] = 1;
    config->python_path = variable("PYTHONPATH");
    if (config->pycache_prefix == NULL) config->pycache_prefix = variable("PYTHONPYCACHEPREFIX");
    const char *digits = variable("PYTHONINTMAXSTRDIGITS"), *filters = variable("PYTHONWARNINGS");
    if (digits != NULL && config->flags[FLAG_int_max_str_digits] < 0 && !parse_digits(digits, &config->flags[FLAG_int_max_str_digits]))
        return usage_error("run", "PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited.");
    if (filters != NULL) *warnings = strdup(filters);
    return read_hash_seed(config, runtime);
}

/* --- the command line */

/* A value of an option: the rest of its word, or the next word. */
static const char *take_value(const char *rest, int argc, char **argv, int *at)
{
    if (*rest != '\0') return rest;
    return *at + 1 < argc ? argv[++*at] : NULL;
}

static void set_program(RunOptions *options, ProgramKind kind, const char *source, int argc, char **argv)
{
    options->program.kind = kind;
    options->program.source = source;
    options->program.argc = argc;
    options->program.argv = argv;
}

/* -c TEXT or -m MODULE: the value's place in ARGV then holds what becomes sys.argv[0]. */
static int end_with_program(RunOptions *options, char letter, const char *rest, int argc, char **argv, int at)
{
    static char names[2][3] = {"-c", "-m"};
    const char *value = take_value(rest, argc, argv, &at);
    if (value == NULL) return usage_error("run", letter == 'c' ? "-c wants the program's text" : "-m wants a module's name");
    bool is_text = letter == 'c';
    argv[at] = names[is_text ? 0 : 1];
    set_program(options, is_text ? PROGRAM_TEXT : PROGRAM_MODULE, value, argc - at, argv + at);
    return -1;
}

/* The letters of one word: 0 to go on, -1 when the options end with it, else a usage error's status. */
static int read_letters(RunOptions *options, int argc, char **argv, int *at)
{
    Config *config = &options->config;
    for (const char *letter = argv[*at] + 1; *letter != '\0'; letter++) {
        const char *value = NULL;
        switch (*letter) {
        case 'c':
        case 'm': return end_with_program(options, *letter, letter + 1, argc, argv, *at);
        case 'W':
        case 'X':
            value = take_value(letter + 1, argc, argv, at);
            if (value == NULL) return usage_error("run", "-%c wants a value", *letter);
            if (*letter == 'W') keep_word(config->warnings, &config->warning_count, value);
            else if (names_digits(value) && !parse_digits(value + strcspn(value, "="), &config->flags[FLAG_int_max_str_digits]))
                return usage_error("run", "-X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.");
            else set_x_option(config, value);
            return 0;
        case 'E': config->flags[FLAG_ignore_environment] = 1; break;
        case 'I':
            config->flags[FLAG_isolated] = config->flags[FLAG_ignore_environment] = 1;
            config->flags[FLAG_no_user_site] = config->flags[FLAG_safe_path] = 1;
            break;
        case 'R': break;
        case 'h':
        case '?': options->asks_help = true; break;
        case 'V': options->asks_version = true; break;
        case 'u': config->unbuffered = true; break;
        case 'x': config->skip_first_line = true; break;
        default:
            if (set_switch(config, *letter) < 0) return usage_error("run", "unknown option -%c", *letter);
        }
    }
    return 0;
}

/* A word of two dashes: as read_letters. */
static int read_long(RunOptions *options, int argc, char **argv, int *at)
{
    const char *word = argv[*at];
    if (strcmp(word, "--help") == 0) options->asks_help = true;
    else if (strcmp(word, "--version") == 0) options->asks_version = true;
    else if (strcmp(word, "--check-hash-based-pycs") == 0 && *at + 1 < argc) options->config.check_pycs = argv[++*at];
    else return usage_error("run", "unknown option %s", word);
    return 0;
}

static int read_words(RunOptions *options, RtOptions *runtime, int argc, char **argv, int *at)
{
    for (; *at < argc && argv[*at][0] == '-' && argv[*at][1] != '\0'; ++*at) {
        int status = limit_option("run", &runtime->limits, argc, argv, at);
        if (status < 0) return EXIT_USAGE;
        if (status > 0) continue;
        if (strcmp(argv[*at], "--") == 0) {
            ++*at;
            return 0;
        }
        status = argv[*at][1] == '-' ? read_long(options, argc, argv, at) : read_letters(options, argc, argv, at);
        if (status != 0) return status;
    }
    return 0;
}

/* The words as they are now: what becomes sys.argv is written over some of them. */
static char **arguments_kept(int argc, char **argv)
{
    static char **kept; /* as long as the process */
    free(kept);
    kept = malloc((size_t)(argc + 1) * sizeof *kept);
    if (kept == NULL) return argv;
    memcpy(kept, argv, (size_t)(argc + 1) * sizeof *kept);
    return kept;
}

int run_options_read(RunOptions *options, RtOptions *runtime, int argc, char **argv)
{
    static char *environment_warnings; /* split in place: kept as long as the process */
    Config *config = &options->config;
    *options = (RunOptions){.config.flags[FLAG_int_max_str_digits] = -1};
    options->program.config = config;
    config->orig_argc = argc;
    config->orig_argv = arguments_kept(argc, argv);
    int at = 1, status = read_words(options, runtime, argc, argv, &at);
    if (status > 0) return status;
    if (status == 0) {
        bool is_file = at < argc && strcmp(argv[at], "-") != 0, talks = isatty(0) == 1 || config->flags[FLAG_inspect] != 0;
        static char empty[1];
        static char *nobody[] = {empty, NULL};
        char **words = at < argc ? argv + at : nobody;
        set_program(options, is_file ? PROGRAM_FILE : talks ? PROGRAM_TALK : PROGRAM_STDIN, is_file ? argv[at] : "<stdin>",
                    at < argc ? argc - at : 1, words);
    }
    status = config->flags[FLAG_ignore_environment] ? 0 : read_environment(config, runtime, &environment_warnings);
    if (config->flags[FLAG_safe_path]) config->flags[FLAG_safe_path] = 1;
    order_warnings(config, environment_warnings);
    if (config->flags[FLAG_dont_write_bytecode]) config->flags[FLAG_dont_write_bytecode] = 1;
    if (config->flags[FLAG_no_user_site]) config->flags[FLAG_no_user_site] = 1;
    if (config->flags[FLAG_inspect]) config->flags[FLAG_interactive] = config->flags[FLAG_inspect] = 1;
    return status;
}
