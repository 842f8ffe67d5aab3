/* The file as segments.  Kept true: of a file of any length, only places and the texts of its codes and
   sources are kept, and the records of one segment; a segment that is too long is refused. */
#include <stdio.h>
#include <string.h>

#include "traces/json_event.h"
#include "traces/player_impl.h"

enum { MOST_EVENTS = 400000, MOST_BYTES = 256 << 20, MOST_OUTPUT = 1 << 14 };

/* The line as an event, which borrows from *TREE and ARENA.  1, 0: a kind of a later version; -1. */
static int read_event(TraceReader *reader, Arena *arena, Event *event, cJSON **tree, char *message, size_t size)
{
    char problem[160];
    JsonEventResult result = JSON_EVENT_WRONG;
    *tree = reader_tree(reader, problem, sizeof problem);
    if (*tree != NULL) result = json_event(*tree, arena, event, problem, sizeof problem);
    if (result == JSON_EVENT_READ) return 1;
    if (result == JSON_EVENT_WRONG) snprintf(message, size, "line %llu: %s", (unsigned long long)reader->line_number, problem);
    cJSON_Delete(*tree);
    *tree = NULL;
    return result == JSON_EVENT_UNKNOWN ? 0 : -1;
}

/* --- the index */

typedef struct Indexing {
    Player *player;
    Arena *arena;
    uint64_t records, last; /* seen; the step of the latest */
    bool has_end;
} Indexing;

/* What must be known from the beginning: codes and sources, and how the trace begins and ends. */
static int index_record(Indexing *indexing, EventKind kind, char *message, size_t size)
{
    Player *player = indexing->player;
    Event event;
    cJSON *tree;
    arena_reset(indexing->arena);
    int got = read_event(&player->reader, indexing->arena, &event, &tree, message, size);
    if (got <= 0) return got;
    int status = 0;
    bool is_header = event.kind == EVENT_header;
    snprintf(message, size, "line %llu: %s cannot be", (unsigned long long)player->reader.line_number, event_kind_name(event.kind));
    if (is_header != (indexing->records == 0)) {
        snprintf(message, size, "line %llu: %s", (unsigned long long)player->reader.line_number,
                 is_header ? "header: a second one" : "the first record is no header");
        status = -1;
    } else if (is_header) {
        bool is_known = strcmp(event.header_.format, "viv-trace") == 0 && event.header_.version.length == 2 &&
                        event.header_.version.items[0] == 1;
        if (!is_known) snprintf(message, size, "line 1: header: not a trace that this viv reads");
        status = is_known ? 0 : -1;
    } else if (event.kind == EVENT_source) {
        status = library_add_source(&player->library, &event.source_);
    } else if (event.kind == EVENT_code) {
        status = library_add_code(&player->library, &event.code_);
    } else if (event.kind == EVENT_end) {
        indexing->has_end = true;
        indexing->last = event.end_.n;
    }
    cJSON_Delete(tree);
    return status;
}

static int index_line(Indexing *indexing, char *message, size_t size)
{
    Player *player = indexing->player;
    uint64_t n;
    EventKind kind = reader_glance(&player->reader, &n);
    TracePlace place = {player->reader.offset, player->reader.line_number};
    bool is_first = indexing->records == 0;
    bool is_vital = is_first || kind == EVENT_header || kind == EVENT_source || kind == EVENT_code || kind == EVENT_end ||
                    kind == EVENT_KIND_COUNT;
    if (is_vital && index_record(indexing, kind, message, size) < 0) return -1;
    indexing->records++;
    if (n != UINT64_MAX && n > indexing->last && !indexing->has_end) indexing->last = n;
    if (kind == EVENT_out && vec_push(&player->writes, place) < 0) return -1;
    if (!is_first && kind != EVENT_key) return 0;
    Segment segment = {place, is_first || n == UINT64_MAX ? 0 : n, !is_first};
    bool is_late = player->segments.length > 0 && segment.first < vec_last(&player->segments).first;
    if (is_late) return 0; /* a key out of order is none */
    return vec_push(&player->segments, segment);
}

int player_index(Player *player, char *message, size_t size)
{
    Indexing indexing = {.player = player, .arena = arena_new()};
    int got = 0, status = indexing.arena == NULL ? -1 : 0;
    snprintf(message, size, "no memory");
    while (status == 0 && (got = reader_next(&player->reader)) > 0) {
        status = index_line(&indexing, message, size);
        /* What a killed run leaves of its last line is no harm. */
        if (status < 0 && player->reader.is_cut && indexing.records > 0) status = 0;
    }
    if (got < 0) snprintf(message, size, "the file cannot be read");
    if (status == 0 && got == 0 && indexing.records == 0) snprintf(message, size, "line 1: the file is empty");
    player->timeline.known_length = indexing.last;
    player->timeline.length_is_final = true;
    arena_free(indexing.arena);
    return status < 0 || got < 0 || indexing.records == 0 ? -1 : 0;
}

/* --- one segment */

static void segment_drop(Player *player)
{
    for (size_t i = 0; i < player->trees.length; i++) cJSON_Delete(player->trees.items[i]);
    player->trees.length = player->events.length = player->at = 0;
    player->damage[0] = '\0';
    arena_reset(player->arena);
}

/* Reads one more event into memory.  1, 0 when the segment is over, -1. */
static int segment_read(Player *player, uint64_t end, char *message, size_t size)
{
    StoredEvent stored = {.mark = 0};
    cJSON *tree;
    if (player->reader.next_offset >= end) return 0;
    int got = reader_next(&player->reader);
    if (got <= 0) {
        if (got < 0) snprintf(message, size, "the file cannot be read");
        return got;
    }
    stored.line_number = player->reader.line_number;
    got = read_event(&player->reader, player->arena, &stored.event, &tree, message, size);
    if (got < 0 && player->reader.is_cut) return 0;
    if (got <= 0) return got < 0 ? -1 : 1;
    if (vec_push(&player->trees, tree) < 0) {
        cJSON_Delete(tree);
        return -1;
    }
    return vec_push(&player->events, stored) < 0 ? -1 : 1;
}

/* The output before the segment, as much as a View shows. */
static int load_output(Player *player, TracePlace before)
{
    size_t first = player->writes.length, bytes = 0;
    while (first > 0 && player->writes.items[first - 1].offset >= before.offset) first--;
    size_t end = first;
    while (first > 0 && bytes < MOST_OUTPUT && end - first < 256) {
        first--;
        bytes += 64; /* the text's length is not known yet */
    }
    for (; first < end; first++) {
        Event event;
        cJSON *tree;
        char message[200];
        if (reader_seek(&player->reader, player->writes.items[first]) < 0 || reader_next(&player->reader) <= 0) return -1;
        if (read_event(&player->reader, player->arena, &event, &tree, message, sizeof message) <= 0) continue;
        ViewOutput output = {event.out_.n, event.out_.fd > 2 ? 2 : (int32_t)event.out_.fd, event.out_.text};
        if (vec_push(&player->trees, tree) < 0) return -1;
        if (vec_push(&player->replay.outputs, output) < 0) return -1;
    }
    return 0;
}

int player_load(Player *player, size_t index)
{
    const Segment *segment = &player->segments.items[index];
    bool is_last = index + 1 == player->segments.length;
    uint64_t end = is_last ? UINT64_MAX : player->segments.items[index + 1].place.offset, start = segment->place.offset;
    char *message = player->timeline.message;
    size_t size = sizeof player->timeline.message;
    int got = 1;
    segment_drop(player);
    replay_clear(&player->replay);
    player->segment = index;
    if (load_output(player, segment->place) < 0 || reader_seek(&player->reader, segment->place) < 0) {
        snprintf(message, size, "the file cannot be read");
        return -1;
    }
    while (got > 0) {
        got = segment_read(player, end, player->damage, sizeof player->damage);
        bool is_too_long = player->events.length > MOST_EVENTS || player->reader.next_offset - start > MOST_BYTES;
        if (got > 0 && is_too_long) {
            snprintf(player->damage, sizeof player->damage, "line %llu: no key record for so long",
                     (unsigned long long)player->reader.line_number);
            break;
        }
    }
    if (!segment->has_key) return 0;
    if (player->events.length == 0 || player->events.items[0].event.kind != EVENT_key) {
        snprintf(message, size, "%s", player->damage);
        return -1;
    }
    VEC(ViewOutput) outputs = {player->replay.outputs.items, player->replay.outputs.length, player->replay.outputs.capacity};
    memset(&player->replay.outputs, 0, sizeof player->replay.outputs); /* the key's state has none of its own */
    int status = replay_key(&player->replay, &player->events.items[0].event.key_);
    memcpy(&player->replay.outputs, &outputs, sizeof player->replay.outputs);
    player->at = 1;
    if (status < 0)
        snprintf(message, size, "line %llu: %s", (unsigned long long)segment->place.line_number, player->replay.message);
    return status;
}
