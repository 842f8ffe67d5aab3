/* Kept true between calls: `current` is parked at the timeline's position, or there is none
   because the machine cannot get there again; checkpoints are parked, in ascending order, none
   twice at one step, the first at step 0.  A process that is asked to run is either parked
   again afterwards or gone: nothing ever runs while the stepper does something else. */
#include "timeline/herd.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "timeline/herd_process.h"

enum {
    COUNTED = 1 << 20, /* steps that are counted in one go */
};

/* --- checkpoints */

/* How many of them are at or before step N. */
static size_t checkpoints_until(const Herd *herd, uint64_t n)
{
    size_t count = 0;
    while (count < herd->count && herd->checkpoints[count].n <= n) count++;
    return count;
}

static void checkpoint_drop(Herd *herd, size_t index)
{
    process_end(herd, &herd->checkpoints[index]);
    memmove(&herd->checkpoints[index], &herd->checkpoints[index + 1],
            (herd->count - index - 1) * sizeof herd->checkpoints[0]);
    herd->count--;
}

/* A quarter of the computer's. */
static uint64_t allowed_memory(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    return pages <= 0 || size <= 0 ? UINT64_MAX : (uint64_t)pages / 4 * (uint64_t)size;
}

uint64_t herd_memory(const Herd *herd)
{
    uint64_t bytes = process_memory(&herd->current);
    for (size_t i = 0; i < herd->count; i++) bytes += process_memory(&herd->checkpoints[i]);
    return bytes;
}

/* Gives up checkpoints when all processes together may have more memory than they are allowed, and do: then there
   will be fewer from now on.  Measuring takes longer than counting the pages that are made. */
static void bound_memory(Herd *herd, Place present)
{
    uint64_t made = (herd->shared->pages - herd->measured_pages) * (uint64_t)sysconf(_SC_PAGESIZE);
    if (herd->measured + made <= herd->memory_limit) return;
    while ((herd->measured = herd_memory(herd)) > herd->memory_limit && herd->count > SPACING_LEAST) {
        for (size_t most = herd->count - herd->count / 4; herd->count > most;) checkpoint_drop(herd, spacing_least(spacing_of(herd), present));
        process_await_ends(herd);
        herd->spacing.most = herd->count;
    }
    herd->measured_pages = herd->shared->pages;
}

/* Makes PROCESS, which is parked before a step, a checkpoint, or ends it when there is one.  When there are too many,
   that which is missed least is given up. */
static void checkpoint_add(Herd *herd, HerdProcess process, Place present)
{
    size_t index = checkpoints_until(herd, process.n);
    bool is_new = index == 0 || herd->checkpoints[index - 1].n != process.n;
    if (!is_new || process.state == VIEW_WAITING_INPUT) {
        process_end(herd, &process);
        return;
    }
    memmove(&herd->checkpoints[index + 1], &herd->checkpoints[index],
            (herd->count - index) * sizeof herd->checkpoints[0]);
    herd->checkpoints[index] = process;
    herd->count++;
    if (herd->count > herd->spacing.most) checkpoint_drop(herd, spacing_least(spacing_of(herd), present));
    bound_memory(herd, present);
}

/* Leaves a copy of PROCESS behind as a checkpoint; that there is no room for one is no failure. */
static void checkpoint_leave(Herd *herd, HerdProcess *process)
{
    HerdProcess copy;
    if (process->state != VIEW_AT_INSTRUCTION) return;
    if (process_copy(herd, process, &copy) == TIMELINE_OK) checkpoint_add(herd, copy, place_of(process));
}

/* --- runs */

/* Runs PROCESS to ASK->n, or until the predicate of ASK holds, leaving checkpoints behind. */
static TimelineStatus run_far(Herd *herd, HerdProcess *process, Message ask, Message *answer)
{
    const uint64_t target = ask.n;
    if (spacing_is_due(spacing_of(herd), place_of(process))) checkpoint_leave(herd, process);
    for (;;) {
        if (process->pid == 0) return TIMELINE_CRASHED;
        Stop stop = spacing_stop(spacing_of(herd), place_of(process), target);
        ask.n = stop.n;
        TimelineStatus status = process_run(herd, process, &ask, answer);
        bool is_there = status != TIMELINE_OK || answer->has_hit || answer->n >= target;
        if (is_there || answer->state == VIEW_ENDED || answer->state == VIEW_WAITING_INPUT) return status;
        if (spacing_wants(&herd->spacing, place_of(process), stop)) checkpoint_leave(herd, process);
    }
}

/* Makes the nearest process at or before N the current one, and keeps the old one if it can. */
static TimelineStatus stand_before(Herd *herd, uint64_t n)
{
    size_t index = checkpoints_until(herd, n);
    viv_assert(index > 0);
    HerdProcess *nearest = &herd->checkpoints[index - 1];
    HerdProcess *current = &herd->current;
    if (current->pid != 0 && current->n <= n && current->n >= nearest->n) return TIMELINE_OK;
    HerdProcess copy;
    TimelineStatus status = process_copy(herd, nearest, &copy);
    if (status != TIMELINE_OK) return status;
    if (current->pid != 0) checkpoint_add(herd, *current, place_of(&copy));
    *current = copy;
    return TIMELINE_OK;
}

/* Forgets interrupts that came while nothing ran, and crashes of processes that are gone. */
static void begin_search(Herd *herd)
{
    herd->told_at = milliseconds_now();
    char drained[16];
    while (read(herd->wake[0], drained, sizeof drained) > 0) continue;
    herd->shared->crash_n = UINT64_MAX;
}

/* After a crash or an interrupt: stands at N again, which was reached before. */
static TimelineStatus recover(Herd *herd, uint64_t n, TimelineStatus status)
{
    Message answer = {0};
    if (status == TIMELINE_CRASHED && herd->shared->crash_n != UINT64_MAX) n = herd->shared->crash_n;
    begin_search(herd);
    if (status == TIMELINE_CRASHED && n > herd->furthest) herd->furthest = n;
    process_end(herd, &herd->current);
    Message ask = {.kind = ASK_RUN, .n = n};
    if (stand_before(herd, n) != TIMELINE_OK) return status;
    if (n > herd->current.n) run_far(herd, &herd->current, ask, &answer);
    return status;
}

static bool needs_recovery(TimelineStatus status)
{
    return status == TIMELINE_CRASHED || status == TIMELINE_INTERRUPTED;
}

TimelineStatus herd_seek(Herd *herd, uint64_t n)
{
    uint64_t from = herd->current.n;
    Message answer = {0}, ask = {.kind = ASK_RUN, .n = n};
    if (herd->ended && n > herd->length) ask.n = n = herd->length;
    begin_search(herd);
    TimelineStatus status = stand_before(herd, n);
    if (status == TIMELINE_OK && herd->current.n < n) status = run_far(herd, &herd->current, ask, &answer);
    return needs_recovery(status) ? recover(herd, from, status) : status;
}

static TimelineStatus find_forwards(Herd *herd)
{
    Message answer = {0}, ask = {.kind = ASK_RUN, .n = UINT64_MAX, .searches = true, .before = UINT64_MAX};
    uint64_t from = herd->current.n;
    checkpoint_leave(herd, &herd->current);
    if (herd->current.pid == 0) return TIMELINE_CRASHED;
    TimelineStatus status = run_far(herd, &herd->current, ask, &answer);
    if (needs_recovery(status)) return recover(herd, from, status);
    return status == TIMELINE_OK && !answer.has_hit ? TIMELINE_NOT_FOUND : status;
}

/* Looks at the positions after BEGIN, up to and with END but before BEFORE, in a copy of checkpoint INDEX. */
static TimelineStatus find_in_piece(Herd *herd, size_t index, uint64_t begin, uint64_t end, uint64_t before, Message *answer)
{
    HerdProcess runner;
    Message go = {.kind = ASK_RUN, .n = begin};
    Message ask = {.kind = ASK_RUN, .n = end, .searches = true, .backwards = true, .before = before};
    TimelineStatus status = process_copy(herd, &herd->checkpoints[index], &runner);
    if (status != TIMELINE_OK) return status;
    if (begin > runner.n) status = process_run(herd, &runner, &go, answer);
    if (status == TIMELINE_OK) status = process_run(herd, &runner, &ask, answer);
    process_end(herd, &runner);
    return status;
}

/* Looks at the positions behind checkpoint INDEX likewise, the last ones first: searching is much slower than running. */
static TimelineStatus find_in_segment(Herd *herd, size_t index, uint64_t end, uint64_t before, Message *answer)
{
    const Place start = place_of(&herd->checkpoints[index]);
    TimelineStatus status = TIMELINE_OK;
    for (uint64_t piece = spacing_piece(spacing_of(herd), start, end); end > start.n; piece *= 8) {
        uint64_t begin = end - start.n > piece ? end - piece : start.n;
        status = find_in_piece(herd, index, begin, end, before, answer);
        if (status != TIMELINE_OK || answer->has_hit) break;
        end = begin;
    }
    return status;
}

static TimelineStatus find_backwards(Herd *herd)
{
    uint64_t from = herd->current.n, end = from;
    for (size_t index = checkpoints_until(herd, from); index-- > 0;) {
        Message answer = {0};
        if (herd->checkpoints[index].n >= end) continue;
        TimelineStatus status = find_in_segment(herd, index, end, from, &answer);
        if (needs_recovery(status)) return recover(herd, from, status);
        if (status != TIMELINE_OK) return status;
        if (answer.has_hit) return herd_seek(herd, answer.hit);
        end = herd->checkpoints[index].n;
    }
    TimelineStatus status = herd_seek(herd, 0);
    return status == TIMELINE_OK ? TIMELINE_NOT_FOUND : status;
}

TimelineStatus herd_find(Herd *herd, const Predicate *predicate, Direction direction)
{
    if (herd->current.pid == 0) return TIMELINE_CRASHED;
    if (!shared_put_predicate(herd->shared, predicate)) {
        snprintf(herd->message, sizeof herd->message, "the search is too long");
        return TIMELINE_FAILED;
    }
    begin_search(herd);
    return direction == FORWARDS ? find_forwards(herd) : find_backwards(herd);
}

/* --- counting */

/* Runs PROCESS on to step N; adds to *HITS how often the predicate held at those positions. */
static TimelineStatus count_until(Herd *herd, HerdProcess *process, uint64_t n, uint64_t *hits, Message *answer)
{
    const uint64_t target = n;
    for (;;) {
        uint64_t left = target - process->n, chunk = left < COUNTED ? left : COUNTED;
        Message ask = {.kind = ASK_RUN, .n = process->n + chunk, .searches = true, .counts = true, .before = UINT64_MAX};
        TimelineStatus status = process_run(herd, process, &ask, answer);
        if (status != TIMELINE_OK) return status;
        *hits += answer->hits;
        if (process->n >= target || answer->state == VIEW_ENDED || answer->state == VIEW_WAITING_INPUT) return status;
    }
}

static TimelineStatus count_all(Herd *herd, HerdProcess *process, TimelineCount *count)
{
    uint64_t present = herd->current.n;
    Message answer;
    TimelineStatus status = count_until(herd, process, 0, present == 0 ? &count->here : &count->before, &answer);
    if (status == TIMELINE_OK && present > 1) status = count_until(herd, process, present - 1, &count->before, &answer);
    if (status == TIMELINE_OK && present > 0) status = count_until(herd, process, present, &count->here, &answer);
    count->total = count->before + count->here;
    if (status == TIMELINE_OK && answer.state != VIEW_ENDED && answer.state != VIEW_WAITING_INPUT)
        status = count_until(herd, process, UINT64_MAX, &count->total, &answer);
    count->total_is_known = status == TIMELINE_OK && answer.state == VIEW_ENDED;
    return status;
}

TimelineStatus herd_count(Herd *herd, const Predicate *predicate, TimelineCount *count)
{
    HerdProcess runner;
    *count = (TimelineCount){0};
    if (!shared_put_predicate(herd->shared, predicate)) return process_failed(herd, "the search is too long");
    begin_search(herd);
    TimelineStatus status = process_copy(herd, &herd->checkpoints[0], &runner);
    if (status != TIMELINE_OK) return status;
    status = count_all(herd, &runner, count);
    process_end(herd, &runner);
    return status;
}

TimelineStatus herd_tally(Herd *herd, bool counts)
{
    uint64_t n = herd->current.n;
    herd->shared->tallies = counts;
    while (herd->count > 1) checkpoint_drop(herd, herd->count - 1);
    process_end(herd, &herd->current);
    herd->spacing = (Spacing)SPACING_INIT; /* it runs at another pace */
    return herd_seek(herd, n);
}

const View *herd_view(Herd *herd, const ViewRequest *request)
{
    Message message = {.kind = ASK_VIEW};
    int fd;
    if (herd->current.pid == 0) return NULL;
    if (!shared_put_request(herd->shared, request)) {
        snprintf(herd->message, sizeof herd->message, "the request names too many objects");
        return NULL;
    }
    HerdProcess *current = &herd->current;
    if (channel_send(current->channel, &message, -1) < 0 || !channel_receive(current->channel, &message, &fd)) {
        process_lost(herd, current);
        return NULL;
    }
    if (message.view == NULL) snprintf(herd->message, sizeof herd->message, "the view is too large");
    return message.view;
}

/* --- beginning and end */

static TimelineStatus start_first(Herd *herd, const PilotOps *ops, void *context)
{
    int ends[2];
    if (channel_pair(ends) < 0) return process_failed(herd, "cannot start the machine");
    pid_t pid = fork();
    if (pid < 0) {
        close(ends[0]), close(ends[1]);
        return process_failed(herd, "cannot start the machine");
    }
    if (pid == 0) {
        close(ends[0]);
        pilot_main(ops, context, herd->shared, ends[1]);
    }
    close(ends[1]);
    herd->current = (HerdProcess){.pid = pid, .channel = ends[0]};
    return TIMELINE_OK;
}

TimelineStatus herd_run_apart(Herd *herd, const PilotOps *ops, void *context)
{
    HerdProcess apart = {0}, current = herd->current;
    begin_search(herd);
    TimelineStatus status = start_first(herd, ops, context);
    if (status != TIMELINE_OK) return status;
    apart = herd->current;
    herd->current = current;
    return process_finish(herd, &apart);
}

TimelineStatus herd_open(Herd *herd, const PilotOps *ops, void *context)
{
    Message answer;
    *herd = (Herd){.wake = {-1, -1}, .spacing = SPACING_INIT, .memory_limit = allowed_memory()};
    herd->shared = shared_new();
    if (herd->shared == NULL || pipe2(herd->wake, O_CLOEXEC | O_NONBLOCK) < 0) {
        herd_close(herd);
        return process_failed(herd, "cannot start the machine");
    }
    TimelineStatus status = start_first(herd, ops, context);
    if (status == TIMELINE_OK) status = process_wait(herd, &herd->current, &answer);
    if (status == TIMELINE_OK) status = process_copy(herd, &herd->current, &herd->checkpoints[0]);
    if (status == TIMELINE_OK) herd->count = 1;
    else herd_close(herd);
    return status;
}

void herd_close(Herd *herd)
{
    process_end(herd, &herd->current);
    while (herd->count > 0) process_end(herd, &herd->checkpoints[--herd->count]);
    process_await_ends(herd);
    if (herd->wake[0] >= 0) close(herd->wake[0]), close(herd->wake[1]);
    shared_free(herd->shared);
    herd->shared = NULL;
}

void herd_interrupt(const Herd *herd)
{
    char byte = 0;
    ssize_t ignored UNUSED = write(herd->wake[1], &byte, 1);
}
