/* Plays a user at a terminal of its own: types keys at the stepper, resizes its window, and waits for each
   repaint (the byte on --sync-fd), never for a time.

   usage: pty_keys monkey COUNT SEED COMMAND…     COUNT random keys and sizes, then q; the command's own status
          pty_keys latency COUNT KEYS COMMAND…    for each of KEYS, COUNT times: key to repaint, median and p99
   COMMAND gets "--sync-fd=3" as its last-but-one argument; times are printed in milliseconds. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SYNC_FD = 3, PATIENCE_MS = 120000, COUNT_MOST = 100000 };

typedef struct Player {
    int terminal, sync;
    pid_t child;
} Player;

static double now_ms(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec * 1e-6;
}

static void fail(const char *what)
{
    fprintf(stderr, "pty_keys: %s\n", what);
    exit(1);
}

/* Starts COMMAND (COUNT words) with the sync option before its last word. */
static Player start(char **command, int count)
{
    int ends[2];
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    Player player;
    if (pipe(ends) < 0) fail("no pipe");
    player.child = forkpty(&player.terminal, NULL, NULL, &size);
    if (player.child < 0) fail("no terminal");
    if (player.child == 0) {
        char **words = calloc((size_t)count + 2, sizeof *words);
        for (int i = 0; i < count - 1; i++) words[i] = command[i];
        words[count - 1] = (char[]){"--sync-fd=3"};
        words[count] = command[count - 1];
        if (ends[1] != SYNC_FD) {
            dup2(ends[1], SYNC_FD);
            close(ends[1]);
        }
        if (ends[0] != SYNC_FD) close(ends[0]);
        setenv("TERM", "xterm-256color", 1);
        execv(words[0], words);
        _exit(127);
    }
    close(ends[1]);
    player.sync = ends[0];
    fcntl(player.terminal, F_SETFL, O_NONBLOCK);
    return player;
}

/* Throws away what was painted, until a repaint is done: true; false when the stepper has ended. */
static bool wait_repaint(const Player *player)
{
    char bytes[65536];
    for (;;) {
        struct pollfd wanted[] = {{player->terminal, POLLIN, 0}, {player->sync, POLLIN, 0}};
        if (poll(wanted, 2, PATIENCE_MS) == 0) fail("the stepper hangs");
        if (wanted[0].revents & POLLIN) {
            if (read(player->terminal, bytes, sizeof bytes) < 0 && errno != EAGAIN) return false;
        }
        if (wanted[1].revents & POLLIN) return read(player->sync, bytes, 1) == 1;
        if ((wanted[0].revents | wanted[1].revents) & POLLHUP) return false;
    }
}

/* Repaints that nobody waited for: until it is quiet for a moment. */
static void drain(const Player *player)
{
    char bytes[65536];
    struct pollfd wanted[] = {{player->terminal, POLLIN, 0}, {player->sync, POLLIN, 0}};
    while (poll(wanted, 2, 30) > 0) {
        if (wanted[0].revents & POLLIN && read(player->terminal, bytes, sizeof bytes) <= 0) return;
        if (wanted[1].revents & POLLIN && read(player->sync, bytes, sizeof bytes) <= 0) return;
        if ((wanted[0].revents | wanted[1].revents) & POLLHUP) return;
    }
}

static void type(const Player *player, const char *keys)
{
    size_t length = strlen(keys);
    if (write(player->terminal, keys, length) != (ssize_t)length) fail("cannot type");
}

/* Waits for the stepper's own end. */
static int finish(Player *player)
{
    int status;
    while (wait_repaint(player)) {}
    close(player->terminal);
    waitpid(player->child, &status, 0);
    close(player->sync);
    if (WIFSIGNALED(status)) fprintf(stderr, "pty_keys: ended by signal %d\n", WTERMSIG(status));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* --- monkey */

static uint64_t random_next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Keys that mean something, commands, and noise.  Not q, ^C, ^Z, ^\, and nothing that writes files. */
static void random_key(uint64_t *state, char *key, size_t size)
{
    static const char *const words[] = {
        "\033[A", "\033[B", "\033[C", "\033[D", "\033[5~", "\033[6~", "\033[H", "\033[F", "\033[Z", "\t", "\r", "\033", "\x0c",
        ":next call\r", ":prev line\r", ":when x\r", ":who #60\r", ":object #60\r", ":break 3\r", ":50%\r", ":theme dark\r",
        ":detail 4\r", ":show x86\r", ":watch total\r", ":watch len(words)\r", ":unwatch\r", ":find total > 2\r", ":rfind total\r",
        ":count CALL\r", ":answer 3\r", ":sh\t\r", "\x0f", "\x0e", "\x7f", ":nonsense\r", "/LOAD\r", "\xc3\xa9", "\xe4\xb8\xad", "\033OP", "\033[15~", "\x04", "\x15",
    };
    static const char letters[] = "iIsSnNfFcCtbB^$()[]{}udjk/.,mz+-=yM'oDTx~epg?aA1234567890 hlwL#<>";
    uint64_t choice = random_next(state) % 100;
    if (choice < 25) snprintf(key, size, "%s", words[random_next(state) % (sizeof words / sizeof *words)]);
    else snprintf(key, size, "%c", letters[random_next(state) % (sizeof letters - 1)]);
}

static int play_monkey(long count, uint64_t seed, char **command, int words)
{
    uint64_t state = seed * 2654435761u + 88172645463325252u;
    char key[64];
    Player player = start(command, words);
    if (!wait_repaint(&player)) fail("no first screen");
    for (long i = 0; i < count; i++) {
        if (random_next(&state) % 40 == 0) {
            struct winsize size = {.ws_row = (unsigned short)(1 + random_next(&state) % 70),
                                   .ws_col = (unsigned short)(1 + random_next(&state) % 220)};
            ioctl(player.terminal, TIOCSWINSZ, &size);
        }
        random_key(&state, key, sizeof key);
        type(&player, key);
        if (!wait_repaint(&player)) {
            fprintf(stderr, "pty_keys: ended at key %ld of seed %llu\n", i, (unsigned long long)seed);
            finish(&player);
            return 1;
        }
    }
    drain(&player);
    type(&player, "\033");
    drain(&player);
    type(&player, "\033");
    drain(&player);
    type(&player, "qqq");
    return finish(&player);
}

/* --- latency */

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void report(const char *what, double *times, long count)
{
    qsort(times, (size_t)count, sizeof *times, compare);
    printf("%-12s median %7.2f ms, p99 %7.2f ms, most %7.2f ms\n", what, times[count / 2], times[count * 99 / 100], times[count - 1]);
}

static int play_latency(long count, const char *keys, char **command, int words)
{
    double *times = calloc((size_t)count, sizeof *times), began = now_ms();
    Player player = start(command, words);
    if (!wait_repaint(&player)) fail("no first screen");
    printf("%-12s %7.2f ms\n", "opened in", now_ms() - began);
    drain(&player);
    for (; *keys != '\0'; keys++) {
        char key[2] = {*keys, '\0'}, name[16];
        snprintf(name, sizeof name, "key %s", key);
        for (long i = 0; i < count; i++) {
            double pressed = now_ms();
            type(&player, key);
            if (!wait_repaint(&player)) fail("the stepper has ended");
            times[i] = now_ms() - pressed;
        }
        report(name, times, count);
    }
    free(times);
    type(&player, "q");
    return finish(&player);
}

int main(int argc, char **argv)
{
    long count = argc > 3 ? atol(argv[2]) : 0;
    signal(SIGPIPE, SIG_IGN);
    if (argc < 5 || count < 1 || count > COUNT_MOST) {
        fputs("usage: pty_keys monkey COUNT SEED COMMAND... | latency COUNT KEYS COMMAND...\n", stderr);
        return 2;
    }
    if (strcmp(argv[1], "monkey") == 0) return play_monkey(count, strtoull(argv[3], NULL, 10), argv + 4, argc - 4);
    if (strcmp(argv[1], "latency") == 0) return play_latency(count, argv[3], argv + 4, argc - 4);
    return 2;
}
