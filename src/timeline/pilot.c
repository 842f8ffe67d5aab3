/* Kept true: a process that is not running a request of the stepper is blocked in park(); when
   the stepper is gone it ends at once; a copy of the process is a child of the stepper, not of
   the process it was copied from, so that each lives and dies by itself. */
#include "timeline/pilot.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* --- a process of the machine */

/* What a fatal signal must be able to find. */
static Pilot *volatile crash_pilot;

/* Notes at which step the machine crashed, then lets the signal end it. */
static void crash(int number)
{
    Pilot *pilot = crash_pilot;
    pilot->shared->crash_n = pilot->ops->position(pilot->context);
    signal(number, SIG_DFL);
    raise(number);
}

static void handle_crashes(Pilot *pilot)
{
    static char stack[1 << 14];
    static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS, SIGXCPU};
    crash_pilot = pilot;
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    struct sigaction action = {.sa_handler = crash, .sa_flags = SA_ONSTACK};
    for (size_t i = 0; i < ARRAY_LENGTH(signals); i++) sigaction(signals[i], &action, NULL);
}

/* Ends this process when its parent, the stepper, ends. */
static void die_with_stepper(pid_t stepper)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != stepper) _exit(0);
}

/* --- parked */

static uint64_t processor_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* How many pages of memory this process got or had to copy. */
static uint64_t pages_made(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (uint64_t)usage.ru_minflt;
}

/* Makes a copy of this process with a channel of its own, and sends the stepper its end. */
static void make_copy(Pilot *pilot)
{
    int ends[2];
    pid_t stepper = getppid();
    Message answer = {.kind = TELL_FORKED, .pid = -1, .n = pilot->n};
    uint64_t began = processor_time();
    if (channel_pair(ends) == 0) {
        answer.pid = (pid_t)syscall(SYS_clone, (unsigned long)(CLONE_PARENT | SIGCHLD), NULL, NULL, NULL, 0UL);
        if (answer.pid == 0) {
            die_with_stepper(stepper);
            close(pilot->channel);
            close(ends[0]);
            pilot->channel = ends[1];
            return;
        }
        close(ends[1]);
        if (answer.pid < 0) close(ends[0]);
    }
    answer.took = processor_time() - began;
    if (channel_send(pilot->channel, &answer, answer.pid < 0 ? -1 : ends[0]) < 0) _exit(0);
    if (answer.pid >= 0) close(ends[0]);
}

static void make_view(Pilot *pilot, ViewState state)
{
    Shared *shared = pilot->shared;
    Arena *arena = arena_new_within(shared->view_area, SHARED_VIEW_SIZE);
    View *view = ARENA_NEW(arena, View);
    view->n = pilot->n;
    view->state = state;
    view->end_reason = state == VIEW_ENDED ? shared->end_reason : NULL;
    view->exit_status = state == VIEW_ENDED ? shared->exit_status : 0;
    size_t max_output = shared->request.max_output != 0 ? shared->request.max_output : 1 << 14;
    uint64_t written_before = state == VIEW_AT_INSTRUCTION || state == VIEW_AT_GC_PHASE ? pilot->n : pilot->n + 1;
    bool fits = shared_view_output(shared, view, written_before, max_output, arena) &&
                pilot->ops->inspect(pilot->context, view, &shared->request, arena);
    Message answer = {.kind = TELL_VIEW, .view = fits ? view : NULL};
    if (channel_send(pilot->channel, &answer, -1) < 0) _exit(0);
}

static void begin_run(Pilot *pilot, const Message *ask)
{
    pilot->began = processor_time();
    pilot->pages = pages_made();
    pilot->asked = *ask;
    pilot->target = ask->n;
    pilot->has_hit = false;
    pilot->hits = 0;
    pilot->searches = ask->searches;
    pilot->ops->search(pilot->context, ask->searches ? pilot->shared->predicate : NULL);
    bool counts_here = ask->counts && ask->n == pilot->n; /* where a run begins, nobody has arrived yet */
    if (counts_here && pilot->ops->holds(pilot->context, pilot->shared->predicate)) pilot->hits++;
}

/* Tells the stepper where the machine stands and serves it until it asks to run on. */
static void park(Pilot *pilot, ViewState state)
{
    pilot->shared->busy += processor_time() - pilot->began;
    pilot->shared->pages += pages_made() - pilot->pages;
    Message message = {.kind = TELL_PARKED, .n = pilot->n, .state = state, .has_hit = pilot->has_hit, .hit = pilot->hit, .hits = pilot->hits};
    if (channel_send(pilot->channel, &message, -1) < 0) _exit(0);
    for (;;) {
        int fd;
        if (!channel_receive(pilot->channel, &message, &fd)) _exit(0);
        if (message.kind == ASK_FORK) make_copy(pilot);
        else if (message.kind == ASK_VIEW) make_view(pilot, state);
        else if (message.kind == ASK_RUN) break;
    }
    begin_run(pilot, &message);
}

/* --- running */

uint64_t pilot_arrive(Pilot *pilot, uint64_t n)
{
    pilot->n = n;
    bool is_found = false;
    if (pilot->searches && pilot->ops->holds(pilot->context, pilot->shared->predicate) && n < pilot->asked.before) {
        pilot->has_hit = is_found = true;
        pilot->hit = n;
        pilot->hits++;
    }
    if (n >= pilot->target || (is_found && !pilot->asked.backwards && !pilot->asked.counts)) {
        do park(pilot, VIEW_AT_INSTRUCTION);
        while (pilot->target <= n);
    }
    return pilot->searches ? n + 1 : pilot->target;
}

void pilot_ask_world(Pilot *pilot)
{
    Message message = {.kind = TELL_WORLD, .n = pilot->ops->position(pilot->context)};
    int fd;
    if (channel_send(pilot->channel, &message, -1) < 0) _exit(0);
    do {
        if (!channel_receive(pilot->channel, &message, &fd)) _exit(0);
    } while (message.kind != ASK_GO_ON);
}

void pilot_await_input(Pilot *pilot)
{
    pilot->n = pilot->ops->position(pilot->context);
    while (pilot->cursor.input == pilot->shared->input_length && !pilot->shared->input_ended)
        park(pilot, VIEW_WAITING_INPUT);
}

void pilot_end(Pilot *pilot, int status)
{
    pilot->shared->exit_status = status;
    pilot->n = pilot->ops->position(pilot->context);
    for (;;) park(pilot, VIEW_ENDED);
}

void pilot_main(const PilotOps *ops, void *context, Shared *shared, int channel)
{
    Pilot pilot = {.ops = ops, .context = context, .shared = shared, .channel = channel};
    die_with_stepper(getppid());
    setpgid(0, 0); /* the terminal's ^C is the stepper's, not the program's */
    signal(SIGPIPE, SIG_IGN);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    handle_crashes(&pilot);
    pilot_end(&pilot, ops->run(&pilot, context));
}
