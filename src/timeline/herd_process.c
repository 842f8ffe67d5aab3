/* Kept true: a process that is asked to run is either parked again when these return, or gone; of a process that
   has run, the age and the state are true. */
#include "timeline/herd_process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 200, /* so often is told how far a long run has come */
    PACED = 1 << 12,   /* a run of fewer steps says nothing about the pace */
    SEARCH = 8,        /* so many times slower a search is, about, than a run */
};

TimelineStatus process_failed(Herd *herd, const char *what)
{
    snprintf(herd->message, sizeof herd->message, "%s: %s", what, strerror(errno));
    return TIMELINE_FAILED;
}

/* Waits until PID has ended; how it did. */
static int wait_for_end(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    return status;
}

void process_end(Herd *herd, HerdProcess *process)
{
    if (process->pid == 0) return;
    kill(process->pid, SIGKILL);
    close(process->channel);
    if (herd->ending[herd->next_ending] != 0) wait_for_end(herd->ending[herd->next_ending]);
    herd->ending[herd->next_ending] = process->pid;
    herd->next_ending = (herd->next_ending + 1) % HERD_ENDING;
    *process = (HerdProcess){0};
}

void process_await_ends(Herd *herd)
{
    for (size_t i = 0; i < HERD_ENDING; i++) {
        if (herd->ending[i] != 0) wait_for_end(herd->ending[i]);
        herd->ending[i] = 0;
    }
}

TimelineStatus process_lost(Herd *herd, HerdProcess *process)
{
    close(process->channel);
    int status = wait_for_end(process->pid);
    *process = (HerdProcess){0};
    if (WIFSIGNALED(status)) {
        snprintf(herd->message, sizeof herd->message, "the machine was ended by signal %d (%s)", WTERMSIG(status),
                 strsignal(WTERMSIG(status)));
    } else {
        snprintf(herd->message, sizeof herd->message, "the machine ended by itself, with status %d", WEXITSTATUS(status));
    }
    return TIMELINE_CRASHED;
}

TimelineStatus process_copy(Herd *herd, HerdProcess *parent, HerdProcess *copy)
{
    Message message = {.kind = ASK_FORK};
    int fd;
    if (channel_send(parent->channel, &message, -1) < 0 || !channel_receive(parent->channel, &message, &fd))
        return process_lost(herd, parent);
    if (message.pid < 0) {
        snprintf(herd->message, sizeof herd->message, "cannot copy the machine: out of processes or memory");
        return TIMELINE_FAILED;
    }
    *copy = (HerdProcess){message.pid, fd, parent->n, parent->state, parent->age};
    herd->forks++;
    spacing_note_copy(&herd->spacing, message.took);
    return TIMELINE_OK;
}

int64_t milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* Says how far a long run has come, once in PATIENCE_MS; how long it is until the next time, or -1. */
static int tell_progress(Herd *herd, uint64_t n)
{
    if (herd->progress == NULL) return -1;
    int64_t left = herd->told_at + PATIENCE_MS - milliseconds_now();
    if (left > 0) return (int)left;
    herd->progress(herd->progress_context, n);
    herd->told_at = milliseconds_now();
    return PATIENCE_MS;
}

/* The next message of PROCESS, which does not survive an interrupt. */
static TimelineStatus process_listen(Herd *herd, HerdProcess *process, Message *answer)
{
    struct pollfd ready[] = {{.fd = process->channel, .events = POLLIN}, {.fd = herd->wake[0], .events = POLLIN}};
    for (;;) {
        int count = poll(ready, ARRAY_LENGTH(ready), tell_progress(herd, process->n));
        if (count > 0) break;
        if (count < 0 && errno != EINTR) return process_failed(herd, "cannot wait for the machine");
    }
    if (ready[1].revents != 0 && ready[0].revents == 0) {
        process_end(herd, process);
        process_await_ends(herd); /* what runs may still write to shared memory */
        return TIMELINE_INTERRUPTED;
    }
    int fd;
    return channel_receive(process->channel, answer, &fd) ? TIMELINE_OK : process_lost(herd, process);
}

/* Does what PROCESS has asked of the world. */
static TimelineStatus answer_world(Herd *herd, HerdProcess *process)
{
    Message go_on = {.kind = ASK_GO_ON};
    shared_perform(herd->shared);
    return channel_send(process->channel, &go_on, -1) < 0 ? process_lost(herd, process) : TIMELINE_OK;
}

TimelineStatus process_wait(Herd *herd, HerdProcess *process, Message *answer)
{
    for (;;) {
        TimelineStatus status = process_listen(herd, process, answer);
        if (status != TIMELINE_OK) return status;
        if (answer->kind != TELL_WORLD) break;
        status = answer_world(herd, process);
        if (status != TIMELINE_OK) return status;
    }
    process->n = answer->n;
    process->state = answer->state;
    if (answer->n > herd->furthest) herd->furthest = answer->n;
    if (answer->state == VIEW_ENDED) {
        herd->ended = true;
        herd->length = answer->n;
    }
    return TIMELINE_OK;
}

const Spacing *spacing_of(Herd *herd)
{
    herd->spacing.count = herd->count;
    for (size_t i = 0; i < herd->count; i++) herd->spacing.places[i] = place_of(&herd->checkpoints[i]);
    return &herd->spacing;
}

/* PROCESS has run STEPS, which took BUSY nanoseconds: its age is what they take when nothing is searched. */
static void process_age(Herd *herd, HerdProcess *process, uint64_t steps, uint64_t busy, bool searches)
{
    Spacing *spacing = &herd->spacing;
    if (!searches && steps >= PACED) spacing->pace = (double)busy / (double)steps;
    uint64_t plain = searches ? (uint64_t)(spacing->pace * (double)steps) : busy;
    if (searches && spacing->pace <= 0) plain = busy / SEARCH;
    process->age += plain < busy ? plain : busy;
    process->age = spacing_age(spacing_of(herd), place_of(process));
    if (process->n > spacing->end.n) spacing->end = place_of(process);
}

TimelineStatus process_run(Herd *herd, HerdProcess *process, const Message *ask, Message *answer)
{
    uint64_t n = process->n, busy = herd->shared->busy;
    if (channel_send(process->channel, ask, -1) < 0) return process_lost(herd, process);
    TimelineStatus status = process_wait(herd, process, answer);
    if (status == TIMELINE_OK) process_age(herd, process, process->n - n, herd->shared->busy - busy, ask->searches);
    return status;
}

TimelineStatus process_finish(Herd *herd, HerdProcess *process)
{
    Message answer = {0};
    TimelineStatus status;
    do status = process_listen(herd, process, &answer);
    while (status == TIMELINE_OK && answer.kind == TELL_WORLD && (status = answer_world(herd, process)) == TIMELINE_OK);
    process_end(herd, process);
    return status;
}

uint64_t process_memory(const HerdProcess *process)
{
    char path[64], line[200];
    unsigned long long kib = 0;
    if (process->pid == 0) return 0;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)process->pid);
    FILE *map = fopen(path, "re");
    while (map != NULL && fgets(line, sizeof line, map) != NULL && sscanf(line, "Pss: %llu", &kib) != 1) continue;
    if (map != NULL) fclose(map);
    return kib * 1024;
}
