/* Kept true: everything that a code or source points to is in the library's own arena. */
#include <string.h>

#include "code/opcode.h"
#include "traces/replay.h"

int library_init(ReplayLibrary *library)
{
    *library = (ReplayLibrary){.arena = arena_new()};
    return library->arena == NULL ? -1 : 0;
}

void library_fini(ReplayLibrary *library)
{
    arena_free(library->arena);
    number_map_fini(&library->codes);
    number_map_fini(&library->sources);
    *library = (ReplayLibrary){0};
}

const ReplayCode *library_code(const ReplayLibrary *library, uint32_t id)
{
    uint64_t *found = number_map_peek(&library->codes, id);
    return found == NULL ? NULL : (const ReplayCode *)(uintptr_t)*found;
}

const ReplaySource *library_source(const ReplayLibrary *library, uint32_t id)
{
    uint64_t *found = number_map_peek(&library->sources, id);
    return found == NULL ? NULL : (const ReplaySource *)(uintptr_t)*found;
}

static bool keep_text(ReplayLibrary *library, EventText *text)
{
    const char *copy = arena_copy(library->arena, text->bytes, text->length);
    text->bytes = copy;
    return copy != NULL;
}

int library_add_source(ReplayLibrary *library, const Event_source *event)
{
    ReplaySource *source = ARENA_NEW(library->arena, ReplaySource);
    if (source == NULL) return -1;
    *source = (ReplaySource){event->id, event->name, event->text};
    if (!keep_text(library, &source->name) || !keep_text(library, &source->text)) return -1;
    return number_map_put(&library->sources, event->id, (uint64_t)(uintptr_t)source);
}

static bool keep_texts(ReplayLibrary *library, EventType_TEXTS *texts)
{
    EventText *items = ARENA_ARRAY(library->arena, EventText, texts->length + 1);
    if (items == NULL) return false;
    for (size_t i = 0; i < texts->length; i++) {
        items[i] = texts->items[i];
        if (!keep_text(library, &items[i])) return false;
    }
    texts->items = items;
    return true;
}

static bool is_among(EventType_TEXTS texts, EventText name)
{
    for (size_t i = 0; i < texts.length; i++) {
        if (texts.items[i].length == name.length && memcmp(texts.items[i].bytes, name.bytes, name.length) == 0) return true;
    }
    return false;
}

/* localsplus: the locals, of which some live in cells, then the other cells, then what is free. */
static bool make_slots(ReplayLibrary *library, ReplayCode *code)
{
    const Event_code *event = &code->event;
    size_t most = event->locals.length + event->cells.length + event->free.length + 1;
    code->slots = ARENA_ARRAY(library->arena, EventText, most);
    code->kinds = ARENA_ARRAY(library->arena, ViewSlotKind, most);
    if (code->slots == NULL || code->kinds == NULL) return false;
    for (size_t i = 0; i < event->locals.length; i++) {
        code->kinds[code->slot_count] = is_among(event->cells, event->locals.items[i]) ? VIEW_CELL : VIEW_LOCAL;
        code->slots[code->slot_count++] = event->locals.items[i];
    }
    for (size_t i = 0; i < event->cells.length; i++) {
        if (is_among(event->locals, event->cells.items[i])) continue;
        code->kinds[code->slot_count] = VIEW_CELL;
        code->slots[code->slot_count++] = event->cells.items[i];
    }
    for (size_t i = 0; i < event->free.length; i++) {
        code->kinds[code->slot_count] = VIEW_FREE;
        code->slots[code->slot_count++] = event->free.items[i];
    }
    return true;
}

static void mark_target(ReplayCode *code, int64_t offset)
{
    ReplayInstr *instr = (ReplayInstr *)(uintptr_t)replay_instr(code, offset);
    if (instr != NULL) instr->is_target = true;
}

static bool make_instrs(ReplayLibrary *library, ReplayCode *code)
{
    size_t count = code->event.ops.length;
    code->instrs = ARENA_ARRAY(library->arena, ReplayInstr, count + 1);
    if (code->instrs == NULL) return false;
    for (size_t i = 0; i < count; i++) {
        ReplayInstr *instr = &code->instrs[i];
        const EventOp *op = &code->event.ops.items[i];
        *instr = (ReplayInstr){.op = *op, .target = -1};
        if (!opcode_find(op->name, &instr->opcode) || !opcode_is_stored(instr->opcode)) return false;
        if (opcode_has_arg(instr->opcode) != (op->arg >= 0) || op->arg > INT32_MAX) return false;
        if (i > 0 && op->offset <= instr[-1].op.offset) return false;
        instr->op.name = opcode_table[instr->opcode].name;
        bool is_last = i + 1 == count;
        instr->next = is_last ? (int32_t)op->offset + 2 + 2 * opcode_table[instr->opcode].caches
                              : (int32_t)code->event.ops.items[i + 1].offset;
        if (!keep_text(library, &instr->op.words)) return false;
        int target = op->arg < 0 ? -1 : opcode_jump_target(instr->opcode, (uint32_t)op->arg, instr->next / 2);
        if (target >= 0 && target < INT32_MAX / 2) instr->target = target * 2;
    }
    for (size_t i = 0; i < count; i++) {
        if (code->instrs[i].target >= 0) mark_target(code, code->instrs[i].target);
    }
    for (size_t i = 0; i < code->event.handlers.length; i++) mark_target(code, code->event.handlers.items[i].target);
    return true;
}

int library_add_code(ReplayLibrary *library, const Event_code *event)
{
    ReplayCode *code = ARENA_NEW(library->arena, ReplayCode);
    EventHandler *handlers = ARENA_ARRAY(library->arena, EventHandler, event->handlers.length + 1);
    if (code == NULL || handlers == NULL) return -1;
    code->event = *event;
    for (size_t i = 0; i < event->handlers.length; i++) handlers[i] = event->handlers.items[i];
    code->event.handlers.items = handlers;
    bool is_kept = keep_text(library, &code->event.name) && keep_text(library, &code->event.qualname) &&
                   keep_texts(library, &code->event.locals) && keep_texts(library, &code->event.cells) &&
                   keep_texts(library, &code->event.free) && make_instrs(library, code) && make_slots(library, code);
    code->event.names = code->event.consts = (EventType_TEXTS){NULL, 0};
    code->event.ops.items = NULL; /* `instrs` has them */
    return is_kept ? number_map_put(&library->codes, event->id, (uint64_t)(uintptr_t)code) : -1;
}
