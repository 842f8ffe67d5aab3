/* Time travel without Python: a toy machine that counts, writes, reads, crashes and hangs
   under the pilot, and a herd that must show the same state at a step however it got there. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/unit/suite.h"
#include "timeline/herd.h"

enum { NEVER = 1 << 30 };

typedef struct Puppet {
    uint64_t length, crash_at, hang_at, read_at; /* NEVER: does not */
    uint64_t n, state;
    bool wrote;
    bool searches;
} Puppet;

static uint64_t state_after(uint64_t state, uint64_t n)
{
    return state * 6364136223846793005u + n + 1442695040888963407u;
}

/* What the puppet's state must be before step N. */
static uint64_t state_at(uint64_t n)
{
    uint64_t state = 1;
    for (uint64_t i = 0; i < n; i++) state = state_after(state, i);
    return state;
}

static void puppet_step(Pilot *pilot, Puppet *puppet)
{
    puppet->state = state_after(puppet->state, puppet->n);
    puppet->wrote = puppet->n % 1000 == 7;
    if (puppet->wrote) shared_write(pilot->shared, &pilot->cursor, puppet->n, 1, "tick ", 5);
    if (puppet->n == puppet->crash_at) raise(SIGSEGV);
    while (puppet->n == puppet->hang_at) sleep(1);
    if (puppet->n == puppet->read_at) {
        pilot_await_input(pilot);
        puppet->state += pilot->cursor.input < pilot->shared->input_length ? (uint64_t)pilot->shared->input[0] : 0;
    }
}

static int puppet_run(Pilot *pilot, void *context)
{
    Puppet *puppet = context;
    uint64_t stop_at = 0;
    puppet->state = 1;
    for (puppet->n = 0; puppet->n < puppet->length; puppet->n++) {
        if (puppet->n == stop_at) stop_at = pilot_arrive(pilot, puppet->n);
        puppet_step(pilot, puppet);
    }
    pilot->shared->end_reason = "exit";
    return 3;
}

static uint64_t puppet_position(void *context)
{
    return ((Puppet *)context)->n;
}

static void puppet_search(void *context, const Predicate *predicate)
{
    ((Puppet *)context)->searches = predicate != NULL;
}

/* FIND_OUTPUT as it is; FIND_STEP at every step; FIND_DEPTH where `depth` divides the state. */
static bool puppet_holds(void *context, const Predicate *predicate)
{
    const Puppet *puppet = context;
    ck_assert(puppet->searches);
    if (predicate->kind == FIND_OUTPUT) return puppet->wrote;
    return predicate->kind == FIND_STEP || puppet->state % predicate->depth == 0;
}

static bool puppet_inspect(void *context, View *view, const ViewRequest *request, Arena *arena)
{
    view->live_objects = ((const Puppet *)context)->state;
    view->heap_bytes = request->object_count > 0 ? request->objects[0] : 0;
    return arena_alloc(arena, 1) != NULL;
}

static const PilotOps puppet_ops = {puppet_run, puppet_position, puppet_search, puppet_holds, puppet_inspect};

static const Puppet plain_puppet = {.length = 1000000, .crash_at = NEVER, .hang_at = NEVER, .read_at = NEVER};

static const View *view_at_present(Herd *herd)
{
    static const ViewRequest request = {.frame = -1};
    const View *view = herd_view(herd, &request);
    ck_assert_ptr_nonnull(view);
    ck_assert_uint_eq(view->n, herd->current.n);
    return view;
}

static void check_at(Herd *herd, uint64_t n)
{
    ck_assert_uint_eq(herd->current.n, n);
    ck_assert_uint_eq(view_at_present(herd)->live_objects, state_at(n));
}

static void open_puppet(Herd *herd, Puppet *puppet)
{
    ck_assert_int_eq(herd_open(herd, &puppet_ops, puppet), TIMELINE_OK);
    check_at(herd, 0);
}

static void no_process_is_left(void)
{
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
}

START_TEST(goes_anywhere)
{
    Herd herd;
    Puppet puppet = plain_puppet;
    open_puppet(&herd, &puppet);
    static const uint64_t places[] = {1, 2, 1, 0, 999999, 999998, 999997, 500000, 499999, 70000, 0, 65536, 250001};
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++) {
        ck_assert_int_eq(herd_seek(&herd, places[i]), TIMELINE_OK);
        check_at(&herd, places[i]);
    }
    for (int i = 0; i < 100; i++) {
        uint64_t n = (uint64_t)(i * 7919 % 9973) * 100;
        ck_assert_int_eq(herd_seek(&herd, n), TIMELINE_OK);
        check_at(&herd, n);
        ck_assert_uint_le(herd.count, HERD_CHECKPOINTS);
    }
    ck_assert_uint_gt(herd.count, 8);
    herd_close(&herd);
    no_process_is_left();
}
END_TEST

START_TEST(keeps_to_its_memory)
{
    Herd herd;
    Puppet puppet = plain_puppet;
    open_puppet(&herd, &puppet);
    ck_assert_uint_gt(herd_memory(&herd), 1 << 16);
    ck_assert_uint_gt(herd.memory_limit, 1 << 20);
    herd.memory_limit = 1;
    for (int i = 0; i < 100; i++) {
        uint64_t n = (uint64_t)(i * 7919 % 9973) * 100;
        ck_assert_int_eq(herd_seek(&herd, n), TIMELINE_OK);
        check_at(&herd, n);
        ck_assert_uint_le(herd.count, SPACING_LEAST);
    }
    herd_close(&herd);
    no_process_is_left();
}
END_TEST

START_TEST(sees_the_end)
{
    Herd herd;
    Puppet puppet = plain_puppet;
    puppet.length = 5000;
    open_puppet(&herd, &puppet);
    ck_assert_int_eq(herd_seek(&herd, UINT64_MAX), TIMELINE_OK);
    check_at(&herd, 5000);
    ck_assert(herd.ended);
    const View *view = view_at_present(&herd);
    ck_assert_int_eq(view->state, VIEW_ENDED);
    ck_assert_int_eq(view->exit_status, 3);
    ck_assert_str_eq(view->end_reason, "exit");
    ck_assert_int_eq(herd_seek(&herd, 4999), TIMELINE_OK);
    check_at(&herd, 4999);
    ck_assert_int_eq(herd_seek(&herd, 6000), TIMELINE_OK);
    check_at(&herd, 5000);
    herd_close(&herd);
}
END_TEST

START_TEST(steps_back_quickly)
{
    Herd herd;
    Puppet puppet = plain_puppet;
    open_puppet(&herd, &puppet);
    herd_seek(&herd, 900000);
    uint64_t forks = herd.forks;
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (uint64_t n = 900000; n-- > 899900;) ck_assert_int_eq(herd_seek(&herd, n), TIMELINE_OK);
    clock_gettime(CLOCK_MONOTONIC, &end);
    check_at(&herd, 899900);
    double ms = (double)(end.tv_sec - start.tv_sec) * 1e3 + (double)(end.tv_nsec - start.tv_nsec) / 1e6;
    if (getenv("VIV_MEASURE") != NULL) printf("step back: %.2f ms, %g copies\n", ms / 100, (double)(herd.forks - forks) / 100);
    ck_assert_uint_lt(herd.forks - forks, 600);
    herd_close(&herd);
}
END_TEST

START_TEST(finds_both_ways)
{
    Herd herd;
    Puppet puppet = plain_puppet;
    open_puppet(&herd, &puppet);
    Predicate rare = {.kind = FIND_DEPTH, .depth = 50021};
    uint64_t hits[200], count = 0, state = 1;
    for (uint64_t n = 0; n < 200000 && count < 200; n++) {
        if (n > 0 && state % rare.depth == 0) hits[count++] = n;
        state = state_after(state, n);
    }
    ck_assert_uint_gt(count, 1);
    for (uint64_t i = 0; i < count; i++) {
        ck_assert_int_eq(herd_find(&herd, &rare, FORWARDS), TIMELINE_OK);
        check_at(&herd, hits[i]);
    }
    for (uint64_t i = count - 1; i-- > 0;) {
        ck_assert_int_eq(herd_find(&herd, &rare, BACKWARDS), TIMELINE_OK);
        check_at(&herd, hits[i]);
    }
    ck_assert_int_eq(herd_find(&herd, &rare, BACKWARDS), TIMELINE_NOT_FOUND);
    check_at(&herd, 0);
    Predicate never = {.kind = FIND_DEPTH, .depth = UINT32_MAX};
    puppet.length = 1000000;
    ck_assert_int_eq(herd_find(&herd, &never, FORWARDS), TIMELINE_NOT_FOUND);
    check_at(&herd, 1000000);
    herd_close(&herd);
    no_process_is_left();
}
END_TEST

START_TEST(keeps_output_with_its_step)
{
    Herd herd;
    Puppet puppet = plain_puppet;
    Predicate wrote = {.kind = FIND_OUTPUT};
    open_puppet(&herd, &puppet);
    ck_assert_int_eq(herd_find(&herd, &wrote, FORWARDS), TIMELINE_OK);
    check_at(&herd, 8);
    ck_assert_uint_eq(view_at_present(&herd)->output.length, 1);
    herd_seek(&herd, 2500);
    ck_assert_uint_eq(view_at_present(&herd)->output.length, 3);
    herd_seek(&herd, 7);
    ck_assert_uint_eq(view_at_present(&herd)->output.length, 0);
    herd_seek(&herd, 4000);
    const View *view = view_at_present(&herd);
    ck_assert_uint_eq(view->output.length, 4);
    ck_assert_uint_eq(view->output.items[3].n, 3007);
    ck_assert_mem_eq(view->output.items[3].text.bytes, "tick ", 5);
    herd_close(&herd);
}
END_TEST

START_TEST(survives_a_crash)
{
    Herd herd;
    Puppet puppet = plain_puppet;
    puppet.crash_at = 123456;
    open_puppet(&herd, &puppet);
    ck_assert_int_eq(herd_seek(&herd, 200000), TIMELINE_CRASHED);
    ck_assert_ptr_nonnull(strstr(herd.message, "signal 11"));
    check_at(&herd, 123456);
    ck_assert_int_eq(herd_seek(&herd, 123457), TIMELINE_CRASHED);
    check_at(&herd, 123456);
    ck_assert_int_eq(herd_seek(&herd, 123000), TIMELINE_OK);
    check_at(&herd, 123000);
    herd_close(&herd);
    no_process_is_left();
}
END_TEST

static void *interrupt_soon(void *herd)
{
    usleep(50000);
    herd_interrupt(herd);
    return NULL;
}

START_TEST(stops_when_interrupted)
{
    Herd herd;
    Puppet puppet = plain_puppet;
    puppet.hang_at = 5000;
    open_puppet(&herd, &puppet);
    ck_assert_int_eq(herd_seek(&herd, 4000), TIMELINE_OK);
    pthread_t thread;
    pthread_create(&thread, NULL, interrupt_soon, &herd);
    ck_assert_int_eq(herd_seek(&herd, 6000), TIMELINE_INTERRUPTED);
    pthread_join(thread, NULL);
    check_at(&herd, 4000);
    herd_interrupt(&herd); /* with nothing to interrupt */
    ck_assert_int_eq(herd_seek(&herd, 5000), TIMELINE_OK);
    check_at(&herd, 5000);
    herd_close(&herd);
}
END_TEST

START_TEST(waits_for_input)
{
    Herd herd;
    Puppet puppet = plain_puppet;
    puppet.read_at = 300;
    open_puppet(&herd, &puppet);
    ck_assert_int_eq(herd_seek(&herd, 1000), TIMELINE_OK);
    ck_assert_uint_eq(herd.current.n, 300);
    ck_assert_int_eq(view_at_present(&herd)->state, VIEW_WAITING_INPUT);
    ck_assert_int_eq(herd_seek(&herd, 299), TIMELINE_OK);
    check_at(&herd, 299);
    herd.shared->input[0] = 'A';
    herd.shared->input_length = 1;
    ck_assert_int_eq(herd_seek(&herd, 301), TIMELINE_OK);
    ck_assert_uint_eq(view_at_present(&herd)->live_objects, state_at(301) + 'A');
    herd_close(&herd);
    no_process_is_left();
}
END_TEST

START_TEST(ends_with_the_stepper)
{
    int pipe_ends[2];
    ck_assert_int_eq(pipe(pipe_ends), 0);
    pid_t stepper = fork();
    if (stepper == 0) {
        Herd herd;
        Puppet puppet = plain_puppet;
        herd_open(&herd, &puppet_ops, &puppet);
        herd_seek(&herd, 100000);
        kill(getpid(), SIGKILL);
    }
    /* Every process of the machine holds the pipe open: it ends when the last of them does. */
    close(pipe_ends[1]);
    waitpid(stepper, NULL, 0);
    char byte;
    alarm(10);
    ck_assert_int_eq(read(pipe_ends[0], &byte, 1), 0);
    alarm(0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("herd");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, goes_anywhere);
    tcase_add_test(tests, keeps_to_its_memory);
    tcase_add_test(tests, sees_the_end);
    tcase_add_test(tests, steps_back_quickly);
    tcase_add_test(tests, finds_both_ways);
    tcase_add_test(tests, keeps_output_with_its_step);
    tcase_add_test(tests, survives_a_crash);
    tcase_add_test(tests, stops_when_interrupted);
    tcase_add_test(tests, waits_for_input);
    tcase_add_test(tests, ends_with_the_stepper);
    return suite_run_one("herd", tests);
}
