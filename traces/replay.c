/* Kept true: every change of what a walk can see is written to `undo` before it is made, the
   newest last, so that taking back is reading it from its end; what is dead stays where it is,
   so that it can live again. */
#include "traces/replay.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "traces/replay_impl.h"

int replay_refuse(Replay *replay, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(replay->message, sizeof replay->message, format, args);
    va_end(args);
    return -1;
}

int replay_no_memory(Replay *replay)
{
    return replay_refuse(replay, "no memory");
}

/* --- taking back */

typedef enum UndoKind {
    UNDO_BYTES,       /* `size` bytes at `place`, which follow */
    UNDO_FIELD,       /* field `index` of the object `place` was as follows */
    UNDO_ADDED,       /* field `index` of the object was added */
    UNDO_REMOVED,     /* field `index`, as follows, was removed */
    UNDO_CLEARED,     /* the object had the fields that follow */
    UNDO_ENTERED,     /* the chain got its last frame */
    UNDO_LEFT,        /* the chain lost the frame `place` */
} UndoKind;

typedef struct UndoEntry {
    UndoKind kind;
    uint32_t index;
    void *place;
    size_t size; /* of what lies before the entry */
} UndoEntry;

static int undo_put(Replay *replay, UndoEntry entry, const void *bytes)
{
    if (!replay->undoes) return 0;
    size_t length = replay->undo.length;
    if (vec_reserve(&replay->undo, length + entry.size + sizeof entry) < 0) return replay_no_memory(replay);
    if (entry.size > 0) memcpy(replay->undo.items + length, bytes, entry.size);
    memcpy(replay->undo.items + length + entry.size, &entry, sizeof entry);
    replay->undo.length = length + entry.size + sizeof entry;
    return 0;
}

int replay_save(Replay *replay, void *place, size_t size)
{
    return undo_put(replay, (UndoEntry){UNDO_BYTES, 0, place, size}, place);
}

static void field_remove(ReplayObject *object, size_t index)
{
    memmove(&object->fields.items[index], &object->fields.items[index + 1],
            (object->fields.length - index - 1) * sizeof(EventField));
    object->fields.length--;
}

/* There is room: the object had as many before. */
static void field_insert(ReplayObject *object, size_t index, const EventField *field)
{
    memmove(&object->fields.items[index + 1], &object->fields.items[index],
            (object->fields.length - index) * sizeof(EventField));
    object->fields.items[index] = *field;
    object->fields.length++;
}

static void undo_one(Replay *replay, const UndoEntry *entry, const char *bytes)
{
    ReplayObject *object = entry->place;
    EventField field;
    switch (entry->kind) {
    case UNDO_BYTES: memcpy(entry->place, bytes, entry->size); break;
    case UNDO_FIELD: memcpy(&object->fields.items[entry->index], bytes, sizeof field); break;
    case UNDO_ADDED: field_remove(object, entry->index); break;
    case UNDO_REMOVED:
        memcpy(&field, bytes, sizeof field);
        field_insert(object, entry->index, &field);
        break;
    case UNDO_CLEARED:
        vec_fini(&object->fields);
        memcpy(&object->fields, bytes, sizeof object->fields);
        break;
    case UNDO_ENTERED: replay->chain.length--; break;
    case UNDO_LEFT: replay->chain.items[replay->chain.length++] = entry->place; break;
    }
}

/* Reads the newest entry off the end. */
static UndoEntry undo_take(Replay *replay, const char **bytes)
{
    UndoEntry entry;
    replay->undo.length -= sizeof entry;
    memcpy(&entry, replay->undo.items + replay->undo.length, sizeof entry);
    replay->undo.length -= entry.size;
    *bytes = replay->undo.items + replay->undo.length;
    return entry;
}

void replay_undo(Replay *replay, size_t mark)
{
    const char *bytes;
    while (replay->undo.length > mark) {
        UndoEntry entry = undo_take(replay, &bytes);
        undo_one(replay, &entry, bytes);
    }
}

/* Forgets the history, and what only it kept. */
static void undo_forget(Replay *replay)
{
    const char *bytes;
    while (replay->undo.length > 0) {
        UndoEntry entry = undo_take(replay, &bytes);
        if (entry.kind != UNDO_CLEARED) continue;
        ReplayObject kept;
        memcpy(&kept.fields, bytes, sizeof kept.fields);
        vec_fini(&kept.fields);
    }
}

/* --- fields */

int replay_field_put(Replay *replay, ReplayObject *object, size_t index, const EventField *field)
{
    if (index == object->fields.length) {
        if (vec_reserve(&object->fields, index + 1) < 0) return replay_no_memory(replay);
        if (undo_put(replay, (UndoEntry){UNDO_ADDED, (uint32_t)index, object, 0}, NULL) < 0) return -1;
        object->fields.items[object->fields.length++] = *field;
        return 0;
    }
    UndoEntry entry = {UNDO_FIELD, (uint32_t)index, object, sizeof *field};
    if (undo_put(replay, entry, &object->fields.items[index]) < 0) return -1;
    object->fields.items[index] = *field;
    return 0;
}

int replay_field_insert(Replay *replay, ReplayObject *object, size_t index, const EventField *field)
{
    if (vec_reserve(&object->fields, object->fields.length + 1) < 0) return replay_no_memory(replay);
    if (undo_put(replay, (UndoEntry){UNDO_ADDED, (uint32_t)index, object, 0}, NULL) < 0) return -1;
    field_insert(object, index, field);
    return 0;
}

int replay_field_remove(Replay *replay, ReplayObject *object, size_t index)
{
    UndoEntry entry = {UNDO_REMOVED, (uint32_t)index, object, sizeof(EventField)};
    if (undo_put(replay, entry, &object->fields.items[index]) < 0) return -1;
    field_remove(object, index);
    return 0;
}

int replay_fields_clear(Replay *replay, ReplayObject *object)
{
    if (replay->undoes) {
        UndoEntry entry = {UNDO_CLEARED, 0, object, sizeof object->fields};
        if (undo_put(replay, entry, &object->fields) < 0) return -1;
        memset(&object->fields, 0, sizeof object->fields); /* the history owns them now */
    }
    object->fields.length = 0;
    return 0;
}

/* --- the chain */

int replay_enter(Replay *replay, ReplayFrame *frame)
{
    if (vec_reserve(&replay->chain, replay->chain.length + 1) < 0) return replay_no_memory(replay);
    if (replay_save(replay, &frame->runs, sizeof frame->runs) < 0) return -1;
    if (undo_put(replay, (UndoEntry){UNDO_ENTERED, 0, NULL, 0}, NULL) < 0) return -1;
    frame->runs = true;
    replay->chain.items[replay->chain.length++] = frame;
    return 0;
}

int replay_leave(Replay *replay, ReplayFrame *frame)
{
    if (replay_save(replay, &frame->runs, sizeof frame->runs) < 0) return -1;
    if (undo_put(replay, (UndoEntry){UNDO_LEFT, 0, frame, 0}, NULL) < 0) return -1;
    frame->runs = false;
    replay->chain.length--;
    return 0;
}

/* --- beginning and end */

int replay_init(Replay *replay, ReplayLibrary *library, bool undoes, bool copies)
{
    *replay = (Replay){.library = library, .undoes = undoes, .copies = copies, .collecting = -1};
    replay->arena = arena_new();
    return replay->arena == NULL ? replay_no_memory(replay) : 0;
}

void replay_clear(Replay *replay)
{
    undo_forget(replay);
    for (size_t at = 0; at < replay->objects.capacity; at++) {
        uint64_t *object = number_map_at(&replay->objects, at);
        if (object != NULL) vec_fini(&((ReplayObject *)(uintptr_t)*object)->fields);
    }
    number_map_fini(&replay->objects);
    number_map_fini(&replay->frames);
    vec_fini(&replay->chain);
    vec_fini(&replay->outputs);
    arena_reset(replay->arena);
    replay->n = 0;
    replay->state = VIEW_AT_INSTRUCTION;
    replay->end_reason = replay->limit = replay->phase = NULL;
    replay->exit_status = 0;
    replay->exception = (EventText){NULL, 0};
    replay->is_raised = false;
    replay->collecting = -1;
    replay->phase_ids = (EventType_OBJECTS){NULL, 0};
    memset(replay->counts, 0, sizeof replay->counts);
}

void replay_fini(Replay *replay)
{
    if (replay->arena == NULL) return;
    replay_clear(replay);
    vec_fini(&replay->undo);
    arena_free(replay->arena);
    replay->arena = NULL;
}

/* --- looking things up */

ReplayFrame *replay_frame_find(const Replay *replay, int64_t number)
{
    uint64_t *found = number_map_peek(&replay->frames, (uint64_t)number);
    return found == NULL ? NULL : (ReplayFrame *)(uintptr_t)*found;
}

ReplayObject *replay_object_find(const Replay *replay, uint32_t id)
{
    uint64_t *found = number_map_peek(&replay->objects, id);
    return found == NULL ? NULL : (ReplayObject *)(uintptr_t)*found;
}

const ReplayFrame *replay_frame(const Replay *replay, int64_t number)
{
    const ReplayFrame *frame = replay_frame_find(replay, number);
    return frame != NULL && frame->is_alive ? frame : NULL;
}

const ReplayObject *replay_object(const Replay *replay, uint32_t id)
{
    const ReplayObject *object = replay_object_find(replay, id);
    return object != NULL && object->is_alive ? object : NULL;
}

ptrdiff_t replay_field_index(const ReplayObject *object, EventText at, bool is_attribute)
{
    for (size_t i = object->fields.length; i-- > 0;) {
        const EventField *field = &object->fields.items[i];
        if (field->at.length != at.length || memcmp(field->at.bytes, at.bytes, at.length) != 0) continue;
        if ((field->what[0] == 'a') == is_attribute) return (ptrdiff_t)i;
    }
    return -1;
}

EventValue replay_slot_value(const Replay *replay, const ReplaySlot *slot)
{
    const ReplayObject *cell = slot->cell == 0 ? NULL : replay_object(replay, slot->cell);
    if (cell == NULL) return slot->value;
    ptrdiff_t index = replay_field_index(cell, (EventText){"cell_contents", 13}, true);
    return index < 0 ? (EventValue){.kind = EVENT_VALUE_NULL} : cell->fields.items[index].value;
}

ptrdiff_t replay_slot_index(const ReplayCode *code, EventText name)
{
    for (size_t i = 0; i < code->slot_count; i++) {
        if (code->slots[i].length == name.length && memcmp(code->slots[i].bytes, name.bytes, name.length) == 0)
            return (ptrdiff_t)i;
    }
    return -1;
}

const ReplayInstr *replay_instr(const ReplayCode *code, int64_t pc)
{
    size_t low = 0, high = code->event.ops.length;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code->instrs[middle].op.offset < pc) low = middle + 1;
        else high = middle;
    }
    return low < code->event.ops.length && code->instrs[low].op.offset == pc ? &code->instrs[low] : NULL;
}
