/* Kept true: `at` events of the segment in memory are applied; the timeline stands right behind one
   with which a step begins, or at the beginning or end of the trace. */
#include "traces/player_impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Player *player_of(Timeline *timeline)
{
    return CONTAINER_OF(timeline, Player, timeline);
}

static bool is_stop(const Event *event)
{
    return event->kind == EVENT_op || event->kind == EVENT_gc || event->kind == EVENT_end;
}

/* --- walking */

static int walk_failed(Player *player, uint64_t line_number, const char *what)
{
    snprintf(player->timeline.message, sizeof player->timeline.message, "line %llu: %s", (unsigned long long)line_number, what);
    return -1;
}

/* Applies the next event; goes over to the next segment.  1, 0 at the end, -1. */
static int forward_one(Player *player, const Event **applied)
{
    *applied = NULL;
    if (player->at == player->events.length) {
        if (player->damage[0] != '\0') {
            snprintf(player->timeline.message, sizeof player->timeline.message, "%s", player->damage);
            return -1;
        }
        if (player->segment + 1 == player->segments.length) return 0;
        return player_load(player, player->segment + 1) < 0 ? -1 : 1;
    }
    StoredEvent *stored = &player->events.items[player->at];
    stored->mark = replay_mark(&player->replay);
    if (replay_apply(&player->replay, &stored->event) < 0) {
        replay_undo(&player->replay, stored->mark);
        return walk_failed(player, stored->line_number, player->replay.message);
    }
    player->at++;
    *applied = &stored->event;
    if (player->leaves.length > 0) player_notice(player, &stored->event);
    return 1;
}

int player_next(Player *player)
{
    const Event *event;
    int got;
    do got = forward_one(player, &event);
    while (got > 0 && (event == NULL || !is_stop(event)));
    player->timeline.n = player->replay.n;
    return got;
}

/* Takes back to right behind the last stop before event INDEX of the segment; false: there is none. */
static bool back_to_stop(Player *player, size_t index)
{
    while (index > 0 && !is_stop(&player->events.items[index - 1].event)) index--;
    if (index == 0) return false;
    if (index < player->at) replay_undo(&player->replay, player->events.items[index].mark);
    player->at = index;
    return true;
}

int player_previous(Player *player)
{
    const Event *event;
    bool stands = player->at > 0 && is_stop(&player->events.items[player->at - 1].event);
    while (!back_to_stop(player, stands ? player->at - 1 : player->at)) {
        if (player->segment == 0) {
            player->timeline.n = player->replay.n;
            return 0;
        }
        if (player_load(player, player->segment - 1) < 0) return -1;
        while (player->at < player->events.length) {
            if (forward_one(player, &event) < 0) return -1;
        }
        stands = false;
    }
    player->timeline.n = player->replay.n;
    return 1;
}

static size_t segment_of(const Player *player, uint64_t n)
{
    size_t low = 0, high = player->segments.length;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (player->segments.items[middle].first <= n) low = middle;
        else high = middle;
    }
    return low;
}

static TimelineStatus interrupted(const Player *player)
{
    return player->is_interrupted != 0 ? TIMELINE_INTERRUPTED : TIMELINE_OK;
}

TimelineStatus player_go(Player *player, uint64_t n, Direction side)
{
    size_t segment = segment_of(player, n);
    int got = 1;
    if (segment != player->segment && player_load(player, segment) < 0) return TIMELINE_FAILED;
    bool stands = player->at > 0 && is_stop(&player->events.items[player->at - 1].event);
    while (stands && player->replay.n > n && (got = player_previous(player)) > 0) continue;
    if (got < 0) return TIMELINE_FAILED;
    if (!stands && (got = player_next(player)) < 0) return TIMELINE_FAILED;
    while (got > 0 && player->replay.n < n && player->replay.state != VIEW_ENDED) {
        if ((got = player_next(player)) < 0) return TIMELINE_FAILED;
        if (interrupted(player) != TIMELINE_OK) return TIMELINE_INTERRUPTED;
    }
    if (side == BACKWARDS && player->replay.n > n && player_previous(player) < 0) return TIMELINE_FAILED;
    if (player->at > 0 && !is_stop(&player->events.items[player->at - 1].event)) back_to_stop(player, player->at);
    player->timeline.n = player->replay.n;
    return TIMELINE_OK;
}

/* --- the timeline */

static TimelineStatus trace_seek(Timeline *timeline, uint64_t n)
{
    Player *player = player_of(timeline);
    player->is_interrupted = 0;
    timeline->message[0] = '\0';
    return player_go(player, n, n < timeline->n ? BACKWARDS : FORWARDS);
}

static TimelineStatus trace_find(Timeline *timeline, const Predicate *predicate, Direction direction)
{
    Player *player = player_of(timeline);
    player->is_interrupted = 0;
    timeline->message[0] = '\0';
    return player_find(player, predicate, direction);
}

static const View *trace_view(Timeline *timeline, const ViewRequest *request)
{
    Player *player = player_of(timeline);
    arena_reset(player->view_arena);
    View *view = ARENA_NEW(player->view_arena, View);
    if (view != NULL && replay_view(&player->replay, request, view, player->view_arena)) return view;
    snprintf(timeline->message, sizeof timeline->message, "no memory");
    return NULL;
}

static TimelineStatus trace_feed(Timeline *timeline, const char *bytes, size_t length, bool end)
{
    snprintf(timeline->message, sizeof timeline->message, "a trace has had its input");
    return TIMELINE_FAILED;
}

static void trace_interrupt(Timeline *timeline)
{
    player_of(timeline)->is_interrupted = 1;
}

static void trace_close(Timeline *timeline)
{
    Player *player = player_of(timeline);
    for (size_t i = 0; i < player->trees.length; i++) cJSON_Delete(player->trees.items[i]);
    vec_fini(&player->trees);
    vec_fini(&player->events);
    vec_fini(&player->segments);
    vec_fini(&player->writes);
    vec_fini(&player->leaves);
    replay_fini(&player->replay);
    library_fini(&player->library);
    reader_close(&player->reader);
    arena_free(player->arena);
    arena_free(player->view_arena);
    free(player);
}

static const TimelineOps trace_ops = {
    .seek = trace_seek,
    .find = trace_find,
    .view = trace_view,
    .feed = trace_feed,
    .interrupt = trace_interrupt,
    .close = trace_close,
};

static Player *player_new(const char *path, char *message, size_t size)
{
    Player *player = calloc(1, sizeof *player);
    if (player == NULL) {
        snprintf(message, size, "no memory");
        return NULL;
    }
    player->timeline.ops = &trace_ops;
    player->arena = arena_new();
    player->view_arena = arena_new();
    bool has_memory = player->arena != NULL && player->view_arena != NULL && library_init(&player->library) == 0 &&
                      replay_init(&player->replay, &player->library, true, false) == 0;
    if (!has_memory) snprintf(message, size, "no memory");
    if (has_memory && reader_open(&player->reader, path, message, size) == 0 && player_index(player, message, size) == 0) {
        if (player_load(player, 0) == 0 && player_next(player) >= 0) return player;
        snprintf(message, size, "%s", player->timeline.message);
    }
    trace_close(&player->timeline);
    return NULL;
}

Timeline *player_open(const char *path, char *message, size_t size)
{
    Player *player = player_new(path, message, size);
    return player == NULL ? NULL : &player->timeline;
}

/* --- there and back */

static bool note_digest(Player *player, uint64_t *digest)
{
    static const ViewRequest request = {.frame = -1};
    const View *view = trace_view(&player->timeline, &request);
    if (view != NULL) *digest = view_digest(view);
    return view != NULL;
}

int player_check(const char *path, char *message, size_t size)
{
    Player *player = player_new(path, message, size);
    VEC(uint64_t) digests = {0};
    uint64_t digest = 0, differ = 0;
    int got = 1;
    if (player == NULL) return -1;
    while (got > 0 && note_digest(player, &digest) && vec_push(&digests, digest) == 0) got = player_next(player);
    size_t steps = digests.length, at = steps;
    back_to_stop(player, player->at);
    while (got == 0 && at-- > 0) {
        if (!note_digest(player, &digest) || digest != digests.items[at]) differ++;
        if (at > 0 && player_previous(player) <= 0) break;
    }
    if (got != 0) snprintf(message, size, "%s", player->timeline.message);
    else snprintf(message, size, "%zu steps forwards and backwards, %llu differ", steps, (unsigned long long)differ);
    vec_fini(&digests);
    trace_close(&player->timeline);
    return got == 0 && differ == 0 ? 0 : -1;
}
