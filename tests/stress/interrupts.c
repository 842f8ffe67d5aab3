/* One Ctrl-C ends each program of a list (one on each line), with KeyboardInterrupt and then by SIGINT, as a
   shell wants it; and it takes at most MOST_MILLISECONDS of processor time after the signal, however long what it was in the middle of.
   Processor time is what the machine is answerable for; on a loaded host the clock on the wall says
   nothing.

     interrupts VIV LIST */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_MILLISECONDS = 200, WARM_MILLISECONDS = 200, PATIENCE_SECONDS = 30, LINE_SIZE = 1000 };

static void nap(void)
{
    usleep(10 * 1000);
}

/* Processor time of PID so far, in milliseconds; -1: it has ended. */
static long milliseconds_of(pid_t pid)
{
    char path[64], text[1000];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    if (file == NULL) return -1;
    size_t size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = '\0';
    char state;
    long user, system;
    const char *fields = strrchr(text, ')');
    if (fields == NULL || sscanf(fields, ") %c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %ld %ld", &state, &user, &system) != 3) return -1;
    return state == 'Z' ? -1 : (user + system) * 1000 / sysconf(_SC_CLK_TCK);
}

/* Starts VIV with LINE as its program, which says first that it is on the way: that is waited for. */
static pid_t start(const char *viv, const char *line, int *errors)
{
    char program[LINE_SIZE + 100], byte;
    int out[2], err[2];
    snprintf(program, sizeof program, "import sys; sys.stdout.write('.'); sys.stdout.flush()\n%s\n", line);
    if (pipe(out) < 0 || pipe(err) < 0) exit(2);
    pid_t pid = fork();
    if (pid == 0) {
        signal(SIGINT, SIG_DFL);
        dup2(out[1], 1);
        dup2(err[1], 2);
        close(out[0]);
        close(err[0]);
        execl(viv, viv, "-c", program, (char *)NULL);
        _exit(127);
    }
    close(out[1]);
    close(err[1]);
    if (read(out[0], &byte, 1) < 0) byte = '\0';
    close(out[0]);
    *errors = err[0];
    return pid;
}

/* Lets it work for a while, or wait, when it only waits. */
static void warm_up(pid_t pid)
{
    long begun = milliseconds_of(pid);
    for (int naps = 0; naps < 200; naps++) {
        long now = milliseconds_of(pid);
        if (now < 0 || now - begun >= WARM_MILLISECONDS) return;
        nap();
    }
}

/* True: it ended by itself. */
static int ends(pid_t pid, int *status, struct rusage *usage)
{
    for (int naps = 0; naps < PATIENCE_SECONDS * 100; naps++) {
        if (wait4(pid, status, WNOHANG, usage) == pid) return 1;
        nap();
    }
    kill(pid, SIGKILL);
    wait4(pid, status, 0, usage);
    return 0;
}

static long milliseconds_in(const struct timeval *time)
{
    return (long)time->tv_sec * 1000 + (long)time->tv_usec / 1000;
}

/* True: as it should be. */
static int interrupt(const char *viv, const char *line)
{
    struct rusage usage;
    char text[4096] = "";
    int errors, status;
    pid_t pid = start(viv, line, &errors);
    warm_up(pid);
    long before = milliseconds_of(pid);
    kill(pid, SIGINT);
    int ended = ends(pid, &status, &usage);
    long took = milliseconds_in(&usage.ru_utime) + milliseconds_in(&usage.ru_stime) - before;
    ssize_t size = 0, got;
    while ((got = read(errors, text + size, sizeof text - 1 - (size_t)size)) > 0) size += got;
    close(errors);
    int by_signal = ended && WIFSIGNALED(status) && WTERMSIG(status) == SIGINT;
    int is_clean = by_signal && strstr(text, "KeyboardInterrupt") != NULL;
    if (is_clean && before >= 0 && took <= MOST_MILLISECONDS) return 1;
    printf("FAIL interrupts: %s: %s after %ld ms\n", line,
           !ended ? "goes on" : is_clean ? "ended late," : "ended in another way", took);
    return 0;
}

int main(int argc, char **argv)
{
    char line[LINE_SIZE];
    int passed = 0, failed = 0;
    FILE *list = argc == 3 ? fopen(argv[2], "r") : NULL;
    if (list == NULL) {
        fputs("usage: interrupts VIV LIST\n", stderr);
        return 2;
    }
    while (fgets(line, sizeof line, list) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (interrupt(argv[1], line)) passed++;
        else failed++;
    }
    fclose(list);
    printf("interrupts: %d passed, %d failed\n", passed, failed);
    return failed > 0;
}
