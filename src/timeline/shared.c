/* Kept true: nothing in a log changes once it was written, and write_count and the lengths
   only grow, after what they count is in place. */
#include "timeline/shared.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

Shared *shared_new(void)
{
    void *memory = mmap(NULL, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) return NULL;
    Shared *shared = memory;
    shared->crash_n = UINT64_MAX;
    return shared;
}

void shared_free(Shared *shared)
{
    if (shared != NULL) munmap(shared, sizeof *shared);
}

/* A copy of TEXT; *failed when there is no room.  NULL stays NULL. */
static const char *text_put(Arena *arena, const char *text, bool *failed)
{
    if (text == NULL) return NULL;
    const char *copy = arena_copy(arena, text, strlen(text));
    if (copy == NULL) *failed = true;
    return copy;
}

static const Predicate *predicate_put(Arena *arena, const Predicate *predicate, bool *failed)
{
    if (predicate == NULL || *failed) return NULL;
    Predicate *copy = ARENA_NEW(arena, Predicate);
    if (copy == NULL) {
        *failed = true;
        return NULL;
    }
    *copy = *predicate;
    copy->text = text_put(arena, predicate->text, failed);
    copy->file = text_put(arena, predicate->file, failed);
    copy->also = predicate_put(arena, predicate->also, failed);
    copy->any = predicate_put(arena, predicate->any, failed);
    return copy;
}

bool shared_put_predicate(Shared *shared, const Predicate *predicate)
{
    bool failed = false;
    Arena *arena = arena_new_within(shared->request_area, SHARED_REQUEST_SIZE);
    shared->predicate = predicate_put(arena, predicate, &failed);
    return !failed;
}

static bool put_expressions(Arena *arena, Shared *shared, const ViewRequest *request)
{
    ViewExpression *expressions = ARENA_ARRAY(arena, ViewExpression, request->expression_count);
    bool failed = expressions == NULL;
    for (size_t i = 0; i < request->expression_count && !failed; i++) {
        expressions[i].text = text_put(arena, request->expressions[i].text, &failed);
        expressions[i].function = text_put(arena, request->expressions[i].function, &failed);
    }
    shared->request.expressions = expressions;
    return !failed;
}

bool shared_put_request(Shared *shared, const ViewRequest *request)
{
    Arena *arena = arena_new_within(shared->request_area, SHARED_REQUEST_SIZE);
    uint32_t *objects = ARENA_ARRAY(arena, uint32_t, request->object_count);
    if (objects == NULL) return false;
    if (request->object_count > 0) memcpy(objects, request->objects, request->object_count * sizeof *objects);
    shared->request = *request;
    shared->request.objects = objects;
    return put_expressions(arena, shared, request);
}

bool shared_write(Shared *shared, SharedCursor *cursor, uint64_t n, int fd, const void *bytes, size_t size)
{
    bool is_new = cursor->writes == shared->write_count;
    if (is_new) {
        if (cursor->writes >= SHARED_WRITES || size > SHARED_LOG_SIZE - cursor->output) return false;
        memcpy(shared->output + cursor->output, bytes, size);
        shared->output_length = cursor->output + size;
        shared->writes[cursor->writes] = (SharedWrite){n, (uint32_t)cursor->output, (uint32_t)size, fd};
        shared->write_count++;
    }
    cursor->writes++;
    cursor->output += size;
    return true;
}

bool shared_answer_get(const Shared *shared, SharedCursor *cursor, void *answer, size_t size)
{
    if (cursor->answers + size > shared->answers_length) return false;
    memcpy(answer, shared->answers + cursor->answers, size);
    cursor->answers += size;
    return true;
}

bool shared_answer_put(Shared *shared, SharedCursor *cursor, const void *answer, size_t size)
{
    if (size > SHARED_LOG_SIZE - cursor->answers) return false;
    if (size > 0) memcpy(shared->answers + cursor->answers, answer, size);
    cursor->answers += size;
    shared->answers_length = cursor->answers;
    return true;
}

bool shared_put_world(Shared *shared, const WorldRequest *request)
{
    Arena *arena = arena_new_within(shared->world_area, SHARED_WORLD_SIZE);
    shared->world_request = *request;
    for (int i = 0; i < WORLD_TEXTS; i++) {
        struct WorldText *text = &shared->world_request.texts[i];
        if (text->bytes == NULL) continue;
        text->bytes = arena_copy(arena, text->bytes, text->size);
        if (text->bytes == NULL) return false;
    }
    return true;
}

void shared_remember(Shared *shared, const Shared *world)
{
    memcpy(shared->answers, world->answers, world->answers_length);
    memcpy(shared->input, world->input, world->input_length);
    shared->answers_length = world->answers_length;
    shared->input_length = world->input_length;
    shared->input_ended = world->input_ended;
}

/* A reply in the log; its bytes follow. */
typedef struct LoggedReply {
    int64_t value;
    int32_t error;
    uint32_t size;
} LoggedReply;

void shared_perform(Shared *shared)
{
    World real = world_real();
    WorldReply reply = WORLD_REPLY_INIT;
    SharedCursor front = {.answers = shared->answers_length};
    real.perform(&real, &shared->world_request, &reply);
    LoggedReply logged = {reply.value, reply.error, (uint32_t)reply.size};
    bool fits = reply.size < SHARED_LOG_SIZE - sizeof logged && front.answers < SHARED_LOG_SIZE - sizeof logged - reply.size;
    if (fits) fits = shared_answer_put(shared, &front, &logged, sizeof logged) && shared_answer_put(shared, &front, reply.bytes, reply.size);
    world_reply_fini(&reply);
}

bool shared_world_get(const Shared *shared, SharedCursor *cursor, WorldReply *reply)
{
    LoggedReply logged;
    if (!shared_answer_get(shared, cursor, &logged, sizeof logged)) return false;
    reply->value = logged.value;
    reply->error = logged.error;
    char *bytes = logged.size == 0 ? NULL : world_reply_bytes(reply, logged.size);
    if (bytes != NULL) memcpy(bytes, shared->answers + cursor->answers, logged.size);
    else if (logged.size > 0) world_reply_refuse(reply, ENOMEM);
    cursor->answers += logged.size;
    return true;
}

/* How many writes happened before step N. */
static uint64_t writes_before(const Shared *shared, uint64_t n)
{
    uint64_t low = 0, high = shared->write_count;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (shared->writes[middle].n < n) low = middle + 1;
        else high = middle;
    }
    return low;
}

bool shared_view_output(const Shared *shared, View *view, uint64_t n, size_t max_bytes, Arena *arena)
{
    /* What was written "during" step 0 came before it, from the compiler: the first instruction writes nothing. */
    uint64_t end = writes_before(shared, n == 0 ? 1 : n), start = end;
    size_t bytes = 0;
    while (start > 0 && bytes + shared->writes[start - 1].size <= max_bytes) bytes += shared->writes[--start].size;
    if (start > 0 && start == end) start--; /* one write longer than all that is asked for */
    view->output.items = arena_alloc(arena, (end - start) * sizeof *view->output.items);
    if (view->output.items == NULL) return false;
    for (uint64_t i = start; i < end; i++) {
        const SharedWrite *write = &shared->writes[i];
        size_t skip = write->size > max_bytes ? write->size - max_bytes : 0;
        view->output.items[view->output.length++] =
            (ViewOutput){write->n, write->fd, {shared->output + write->offset + skip, write->size - skip}};
    }
    return true;
}
