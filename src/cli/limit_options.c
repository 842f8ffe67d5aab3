/* Everything about a limit but its effect comes from memory/limits.def. */
#include "cli/limit_options.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "modules/program.h"

typedef struct LimitFacts {
    const char *option, *things;
    uint64_t least;
} LimitFacts;

static const LimitFacts facts[LIMIT_COUNT] = {
#define LIMIT(name, option, things, least) [LIMIT_##name] = {option, things, least},
#include "memory/limits.def"
#undef LIMIT
};

const char *limit_name(LimitKind kind)
{
    return facts[kind].option + 2;
}

/* --- reading */

/* Seconds, perhaps with a fraction, as milliseconds. */
static bool parse_seconds(const char *text, uint64_t *value)
{
    char *end;
    double seconds = strtod(text, &end);
    if (*end != '\0' || strspn(text, "0123456789.") != strlen(text) || !(seconds < 1e9)) return false;
    *value = (uint64_t)ceil(seconds * 1000);
    return true;
}

/* A whole number; K, M or G behind it multiply by 1024 and its powers. */
static bool parse_amount(const char *text, uint64_t *value)
{
    static const char units[] = "KMG";
    char *end;
    errno = 0;
    *value = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || errno != 0) return false;
    const char *unit = *end == '\0' ? NULL : strchr(units, *end);
    if (unit == NULL) return *end == '\0';
    unsigned shift = 10 * (unsigned)(unit - units + 1);
    bool fits = *value <= UINT64_MAX >> shift;
    *value <<= shift;
    return fits && end[1] == '\0';
}

static int set_limit(const char *command, Limits *limits, LimitKind kind, const char *text)
{
    uint64_t value;
    bool is_good = kind == LIMIT_TIME ? parse_seconds(text, &value) : parse_amount(text, &value);
    if (!is_good || value < facts[kind].least) {
        usage_error(command, "%s takes %s%s, not \"%s\"", facts[kind].option,
                    kind == LIMIT_TIME ? "seconds" : "a number", facts[kind].least > 0 ? " above 0" : "", text);
        return -1;
    }
    limits->given[kind] = true;
    limits->most[kind] = value;
    return 1;
}

int limit_option(const char *command, Limits *limits, int argc, char **argv, int *at)
{
    const char *word = argv[*at];
    for (int kind = 0; kind < LIMIT_COUNT; kind++) {
        size_t length = strlen(facts[kind].option);
        if (strncmp(word, facts[kind].option, length) != 0) continue;
        if (word[length] == '=') return set_limit(command, limits, (LimitKind)kind, word + length + 1);
        if (word[length] != '\0') continue;
        if (*at + 1 < argc) return set_limit(command, limits, (LimitKind)kind, argv[++*at]);
        usage_error(command, "nothing after %s", word);
        return -1;
    }
    return 0;
}

/* --- time */

/* Where the signal handler leaves its word; set before the handler is. */
static volatile uint32_t *interrupts;

static void on_alarm(int signal_number)
{
    __atomic_fetch_or(interrupts, INTERRUPT_TIME, __ATOMIC_SEQ_CST);
}

void limit_start_clock(Rt *rt)
{
    if (!rt->limits.given[LIMIT_TIME]) return;
    uint64_t milliseconds = rt->limits.most[LIMIT_TIME];
    struct itimerval timer = {.it_value = {.tv_sec = (time_t)(milliseconds / 1000),
                                           .tv_usec = (suseconds_t)(milliseconds % 1000 * 1000)}};
    interrupts = &rt->interrupts;
    sigaction(SIGALRM, &(struct sigaction){.sa_handler = on_alarm}, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

/* --- the end */

/* The value as it was given: time is kept in milliseconds, and told in seconds. */
void limit_report(Rt *rt, LimitKind kind)
{
    uint64_t most = rt->limits.most[kind];
    char line[160];
    if (kind == LIMIT_TIME)
        snprintf(line, sizeof line, "viv: stopped after %g seconds (%s)\n", (double)most / 1000, facts[kind].option);
    else
        snprintf(line, sizeof line, "viv: stopped: more than %" PRIu64 " %s (%s)\n", most, facts[kind].things,
                 facts[kind].option);
    rt->limits = (Limits){0}; /* what follows is not the program's doing */
    program_flush(rt);
    if (rt->world->write(rt->world, STDERR_FILENO, line, strlen(line)) < 0) return;
}

void limit_exit(Rt *rt, void *context, LimitKind kind)
{
    limit_report(rt, kind);
    fflush(NULL);
    _exit(EXIT_LIMIT);
}
