/* Searches in a trace, by walking.  Kept true: a leaf's `happened` is about what came between the
   stop before the present one and this one. */
#include <string.h>

#include "code/opcode.h"
#include "traces/player_impl.h"

static bool text_is(EventText text, const char *word)
{
    return word != NULL && text.length == strlen(word) && memcmp(text.bytes, word, text.length) == 0;
}

/* A key that is a str, without its quotes. */
static EventText bare(EventText at)
{
    bool is_quoted = at.length >= 2 && (at.bytes[0] == '\'' || at.bytes[0] == '"');
    return is_quoted ? (EventText){at.bytes + 1, at.length - 2} : at;
}

/* Does EVENT make PREDICATE, which is about what happens during a step, true? */
static bool makes_true(const Predicate *predicate, const Event *event)
{
    switch (predicate->kind) {
    case FIND_RAISE: return event->kind == EVENT_raise;
    case FIND_OUTPUT: return event->kind == EVENT_out;
    case FIND_SLOT_CHANGE:
        return event->kind == EVENT_var && event->var_.f == predicate->frame && text_is(event->var_.name, predicate->text);
    case FIND_FREE: return event->kind == EVENT_free && event->free_.id == predicate->object;
    case FIND_NEW: return event->kind == EVENT_new && event->new_.id == predicate->object;
    case FIND_PLACE_CHANGE:
        return event->kind == EVENT_set && event->set_.id == predicate->object &&
               (predicate->text == NULL || text_is(bare(event->set_.at), predicate->text));
    case FIND_RC_CHANGE:
        return (event->kind == EVENT_rc && event->rc_.id == predicate->object) ||
               (event->kind == EVENT_new && event->new_.id == predicate->object) ||
               (event->kind == EVENT_free && event->free_.id == predicate->object);
    default: return false;
    }
}

void player_notice(Player *player, const Event *event)
{
    for (size_t i = 0; i < player->leaves.length; i++) {
        if (makes_true(player->leaves.items[i].predicate, event)) player->leaves.items[i].happened = true;
    }
}

/* --- conditions at a stop */

static bool file_is(const Player *player, const ReplayFrame *frame, const char *file)
{
    const ReplaySource *source = library_source(&player->library, frame->code->event.source);
    size_t length = strlen(file);
    if (source == NULL || source->name.length < length) return false;
    const char *end = source->name.bytes + source->name.length - length;
    return memcmp(end, file, length) == 0 && (source->name.length == length || end[-1] == '/');
}

static bool holds_at_instruction(const Player *player, const Predicate *predicate, const ReplayFrame *frame)
{
    const ReplayInstr *instr = replay_instr(frame->code, frame->pc);
    if (instr == NULL) return false;
    bool is_start = instr->opcode == OP_RESUME && instr->op.arg == 0;
    switch (predicate->kind) {
    case FIND_LINE: return frame->begins_line;
    case FIND_LINE_AT:
        return frame->begins_line && frame->line == predicate->line &&
               (predicate->file == NULL || file_is(player, frame, predicate->file));
    case FIND_FUNCTION:
        return is_start && (text_is(frame->code->event.name, predicate->text) || text_is(frame->code->event.qualname, predicate->text));
    case FIND_OPCODE: return predicate->text != NULL && strcmp(instr->op.name, predicate->text) == 0;
    case FIND_OFFSET: return frame->code->event.id == predicate->code && frame->pc == predicate->offset;
    case FIND_DEPTH: return player->replay.thread == predicate->thread && player->replay.chain.length <= predicate->depth;
    case FIND_CALL: return is_start;
    case FIND_RETURN: return instr->opcode == OP_RETURN_VALUE || instr->opcode == OP_YIELD_VALUE;
    default: return false;
    }
}

static bool leaf_holds(const Player *player, const FindLeaf *leaf)
{
    const Replay *replay = &player->replay;
    bool is_phase = replay->state == VIEW_AT_GC_PHASE;
    switch (leaf->predicate->kind) {
    case FIND_STEP: case FIND_USER: return true;
    case FIND_GC: return is_phase && strcmp(replay->phase, "start") == 0;
    case FIND_GC_PHASE: return is_phase;
    case FIND_RAISE: case FIND_OUTPUT: case FIND_SLOT_CHANGE: case FIND_FREE: case FIND_NEW: case FIND_RC_CHANGE:
    case FIND_PLACE_CHANGE:
        return leaf->happened;
    default: break;
    }
    if (replay->state != VIEW_AT_INSTRUCTION || replay->chain.length == 0) return false;
    return holds_at_instruction(player, leaf->predicate, vec_last(&replay->chain));
}

static const FindLeaf *leaf_of(const Player *player, const Predicate *predicate)
{
    for (size_t i = 0; i < player->leaves.length; i++) {
        if (player->leaves.items[i].predicate == predicate) return &player->leaves.items[i];
    }
    return NULL;
}

static bool holds(const Player *player, const Predicate *predicate)
{
    for (; predicate != NULL; predicate = predicate->any) {
        const FindLeaf *leaf = leaf_of(player, predicate);
        if (leaf == NULL || !leaf_holds(player, leaf)) continue;
        if (predicate->also == NULL || holds(player, predicate->also)) return true;
    }
    return false;
}

static int add_leaves(Player *player, const Predicate *predicate)
{
    if (predicate == NULL) return 0;
    if (vec_push(&player->leaves, ((FindLeaf){predicate, false})) < 0) return -1;
    return add_leaves(player, predicate->also) < 0 ? -1 : add_leaves(player, predicate->any);
}

static void leaves_renew(Player *player)
{
    for (size_t i = 0; i < player->leaves.length; i++) player->leaves.items[i].happened = false;
}

/* --- searching */

static TimelineStatus find_forwards(Player *player, const Predicate *predicate)
{
    int got;
    leaves_renew(player);
    while ((got = player_next(player)) > 0 && player->replay.state != VIEW_ENDED) {
        if (holds(player, predicate)) return TIMELINE_OK;
        leaves_renew(player);
        if (player->is_interrupted != 0) return TIMELINE_INTERRUPTED;
    }
    return got < 0 ? TIMELINE_FAILED : TIMELINE_NOT_FOUND;
}

/* Walks from the beginning of segment INDEX to before step BEFORE; *HIT is the last place where it holds. */
static int search_segment(Player *player, const Predicate *predicate, size_t index, uint64_t before, uint64_t *hit)
{
    int got = player_load(player, index);
    leaves_renew(player);
    while (got >= 0 && (got = player_next(player)) > 0 && player->replay.n < before) {
        if (holds(player, predicate)) *hit = player->replay.n;
        leaves_renew(player);
        if (player->is_interrupted != 0) break;
    }
    return got;
}

static TimelineStatus find_backwards(Player *player, const Predicate *predicate)
{
    uint64_t hit = UINT64_MAX, before = player->replay.n, from = before;
    size_t index = player->segment;
    while (search_segment(player, predicate, index, before, &hit) >= 0) {
        if (player->is_interrupted != 0) break;
        if (hit != UINT64_MAX) return player_go(player, hit, FORWARDS);
        if (index == 0) return player_go(player, 0, FORWARDS) == TIMELINE_OK ? TIMELINE_NOT_FOUND : TIMELINE_FAILED;
        /* Its first stop was seen without what led to it. */
        if (player->segments.items[index].first + 1 < before) before = player->segments.items[index].first + 1;
        index--;
    }
    bool was_interrupted = player->is_interrupted != 0;
    player->is_interrupted = 0;
    player_go(player, from, FORWARDS);
    return was_interrupted ? TIMELINE_INTERRUPTED : TIMELINE_FAILED;
}

TimelineStatus player_find(Player *player, const Predicate *predicate, Direction direction)
{
    uint64_t from = player->replay.n;
    player->leaves.length = 0;
    if (add_leaves(player, predicate) < 0) return TIMELINE_FAILED;
    TimelineStatus status = direction == FORWARDS ? find_forwards(player, predicate) : find_backwards(player, predicate);
    player->leaves.length = 0;
    if (status == TIMELINE_INTERRUPTED) player_go(player, from, FORWARDS);
    return status;
}
