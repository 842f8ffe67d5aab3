/* Order, objects, and which part looks at which event.  Kept true: `objects` has exactly the
   objects whose `new` was seen and whose `free` was not. */
#include "traces/trace_check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "traces/trace_check_impl.h"

enum { FORMAT_MAJOR = 1, GENERATION_COUNT = 4 };

int check_refuse(TraceCheck *check, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(check->message, sizeof check->message, format, args);
    va_end(args);
    return -1;
}

int check_no_memory(TraceCheck *check)
{
    return check_refuse(check, "no memory");
}

/* --- objects */

int check_object(TraceCheck *check, uint32_t id)
{
    if (number_map_peek(&check->objects, id) != NULL) return 0;
    return check_refuse(check, "object %u was not told of, or died", id);
}

int check_value(TraceCheck *check, EventValue value)
{
    return value.kind == EVENT_VALUE_OBJECT ? check_object(check, value.object) : 0;
}

static int check_new(TraceCheck *check, const Event_new *event)
{
    if (number_map_peek(&check->objects, event->id) != NULL)
        return check_refuse(check, "new: object %u was told of before", event->id);
    return number_map_put(&check->objects, event->id, 0) < 0 ? check_no_memory(check) : 0;
}

static int check_free(TraceCheck *check, uint32_t id)
{
    if (check_object(check, id) < 0) return -1;
    number_map_drop(&check->objects, id);
    return 0;
}

static int check_move(TraceCheck *check, const Event_move *event)
{
    if (event->from >= GENERATION_COUNT || event->to >= GENERATION_COUNT)
        return check_refuse(check, "move: there is no such generation");
    return 0;
}

static int check_raised(TraceCheck *check, const Event_raise *event)
{
    if (event->id != 0 && check_object(check, event->id) < 0) return -1;
    return check_raise(check, event->f);
}

/* --- order */

static int check_header(TraceCheck *check, const Event_header *event)
{
    if (check->has_header) return check_refuse(check, "header: a second one");
    if (strcmp(event->format, "viv-trace") != 0) return check_refuse(check, "header: not a viv trace");
    if (event->version.length != 2 || event->version.items[0] != FORMAT_MAJOR)
        return check_refuse(check, "header: a version that this viv does not read");
    check->has_header = true;
    return 0;
}

static int check_source(TraceCheck *check, const Event_source *event)
{
    if (number_map_peek(&check->sources, event->id) != NULL)
        return check_refuse(check, "source: %u was told of before", event->id);
    return number_map_put(&check->sources, event->id, 0) < 0 ? check_no_memory(check) : 0;
}

static int check_end(TraceCheck *check, const Event_end *event)
{
    if (event->events != check->records)
        return check_refuse(check, "end: %llu records came before, not %llu", (unsigned long long)check->records,
                            (unsigned long long)event->events);
    check->has_end = true;
    return 0;
}

static void take_step(const char *type, const void *field, uint64_t *n)
{
    if (strcmp(type, "STEP") == 0) *n = *(const uint64_t *)field;
}

/* The event's step: *N is left alone when it has none. */
static void event_step(const Event *event, uint64_t *n)
{
    switch (event->kind) {
#define EVENT(kind, doc) case EVENT_##kind: { const Event_##kind *fields = &event->kind##_;
#define FIELD(type, name, doc) take_step(#type, &fields->name, n);
#define OPTIONAL(type, name, doc) FIELD(type, name, doc)
#define EVENT_END(kind) break; }
#include "events/event.def"
#undef EVENT
#undef FIELD
#undef OPTIONAL
#undef EVENT_END
    case EVENT_KIND_COUNT: break;
    }
}

static int check_order(TraceCheck *check, const Event *event)
{
    uint64_t n = check->now;
    if (check->has_end) return check_refuse(check, "a record after the end");
    if (!check->has_header && event->kind != EVENT_header) return check_refuse(check, "the first record is no header");
    event_step(event, &n);
    bool is_step = event->kind == EVENT_op || event->kind == EVENT_gc;
    if (n < check->now || (is_step && n < check->next_step))
        return check_refuse(check, "%s: step %llu comes after step %llu", event_kind_name(event->kind),
                            (unsigned long long)n, (unsigned long long)check->now);
    check->now = n;
    if (is_step) check->next_step = n + 1;
    return 0;
}

/* --- events */

static int check_one(TraceCheck *check, const Event *event)
{
    switch (event->kind) {
    case EVENT_header: return check_header(check, &event->header_);
    case EVENT_source: return check_source(check, &event->source_);
    case EVENT_code: return check_code(check, &event->code_);
    case EVENT_call: return check_call(check, &event->call_);
    case EVENT_cell: return check_cell(check, &event->cell_);
    case EVENT_op: return check_op(check, &event->op_);
    case EVENT_key: return check_key(check, &event->key_);
    case EVENT_var: return check_var(check, &event->var_);
    case EVENT_return: return check_value(check, event->return_.value) < 0 ? -1 : check_return(check, event->return_.f);
    case EVENT_yield: return check_value(check, event->yield_.value) < 0 ? -1 : check_yield(check, event->yield_.f);
    case EVENT_resume: return check_resume(check, &event->resume_);
    case EVENT_raise: return check_raised(check, &event->raise_);
    case EVENT_catch: return check_catch(check, &event->catch_);
    case EVENT_jump: return check_jump(check, &event->jump_);
    case EVENT_thread: return check_thread(check, &event->thread_);
    case EVENT_unwind: return check_unwind(check, event->unwind_.f);
    case EVENT_new: return check_new(check, &event->new_);
    case EVENT_free: return check_free(check, event->free_.id);
    case EVENT_set: return check_set(check, &event->set_);
    case EVENT_class: return check_object(check, event->class_.id);
    case EVENT_rc: return check_object(check, event->rc_.id);
    case EVENT_move: return check_move(check, &event->move_);
    case EVENT_end: return check_end(check, &event->end_);
    case EVENT_gc: case EVENT_out: case EVENT_in: case EVENT_limit: case EVENT_KIND_COUNT: break;
    }
    return 0;
}

int trace_check_event(TraceCheck *check, const Event *event)
{
    if (check_order(check, event) < 0 || check_one(check, event) < 0) return -1;
    check->records++;
    return 0;
}

void trace_check_skip(TraceCheck *check)
{
    check->records++;
}

TraceCheck *trace_check_new(void)
{
    return calloc(1, sizeof(TraceCheck));
}

void trace_check_free(TraceCheck *check)
{
    if (check == NULL) return;
    check_frames_fini(check);
    number_map_fini(&check->sources);
    number_map_fini(&check->objects);
    number_map_fini(&check->codes);
    number_map_fini(&check->frames);
    number_map_fini(&check->places);
    free(check);
}

const char *trace_check_message(const TraceCheck *check)
{
    return check->message;
}

uint64_t trace_check_records(const TraceCheck *check)
{
    return check->records;
}

uint64_t trace_check_steps(const TraceCheck *check)
{
    return check->next_step;
}

bool trace_check_is_complete(const TraceCheck *check)
{
    return check->has_end;
}
