/* The parts that events are made of: values, objects, codes and frames.  Kept true: whatever
   is named in an event was told of before that event is written; what an object holds is
   told right after it, before anything can change it. */
#include <stdlib.h>
#include <string.h>
#include <fnmatch.h>

#include "base/float_repr.h"
#include "base/hasher.h"
#include "code/exception_table.h"
#include "code/opcode.h"
#include "code/verifier.h"
#include "memory/gc.h"
#include "objects/bytesobj.h"
#include "objects/dictobj.h"
#include "objects/floatobj.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "timeline/generation.h"
#include "timeline/instance_fields.h"
#include "timeline/object_size.h"
#include "timeline/recorder_impl.h"
#include "timeline/render.h"

/* --- text and values */

EventText record_buf(Recorder *recorder)
{
    Buf *buf = &recorder->text;
    char *copy = arena_copy(recorder->arena, buf_text(buf), buf->length);
    EventText text = {copy == NULL ? "" : copy, copy == NULL ? 0 : buf->length};
    buf_clear(buf);
    return text;
}

/* Room for a small number in decimal. */
enum { DIGITS_SIZE = 16 };

/* A small number in decimal, in ROOM, which has DIGITS_SIZE bytes. */
static inline EventText digits_of(uint32_t value, bool is_negative, char *room)
{
    char *start = room + DIGITS_SIZE;
    do *--start = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    if (is_negative) *--start = '-';
    return (EventText){start, (size_t)(room + DIGITS_SIZE - start)};
}

EventText record_index(Recorder *recorder, ptrdiff_t index)
{
    char *room = arena_alloc(recorder->arena, DIGITS_SIZE);
    if (room == NULL) return (EventText){"", 0};
    if (index >= 0 && index <= INT32_MAX) return digits_of((uint32_t)index, false, room);
    buf_printf(&recorder->text, "%td", index);
    return record_buf(recorder);
}

/* An int of one digit, which most are; its text. */
static inline bool is_short_int(Ref object)
{
    return object->type->id == TYPE_int && (size_t)(AS_INT(object)->head.length + 1) <= 2;
}

static inline EventText short_int_text(Ref object, char *room)
{
    ptrdiff_t length = AS_INT(object)->head.length;
    return digits_of(length == 0 ? 0 : AS_INT(object)->digits[0], length < 0, room);
}

static EventValue short_int_value(Recorder *recorder, Ref object)
{
    char *room = arena_alloc(recorder->arena, DIGITS_SIZE);
    EventText text = room == NULL ? (EventText){"", 0} : short_int_text(object, room);
    return (EventValue){.kind = EVENT_VALUE_TEXT, .text = text, .is_plain = true};
}

static bool is_plain(EventText text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte < ' ' || byte >= 0x7F || byte == '"' || byte == '\\') return false;
    }
    return true;
}

/* How long the object is, where its text may change with it: a str that nobody else holds grows in place. */
static size_t value_size(Ref object)
{
    return is_exact(object, TYPE_str) ? (size_t)AS_STR(object)->length : 0;
}

/* The text that TABLE has for OBJECT, or NULL. */
static inline const ValueText *text_known(Recorder *recorder, ValueText *table, Ref object)
{
    ValueText *known = &table[object->number % VALUE_TEXTS];
    if (known->number != object->number || known->number == 0 || known->size != value_size(object)) return NULL;
    known->used = recorder->n;
    return known;
}

/* The place in TABLE for the text of OBJECT, or NULL when an event of this step may point to what lies there. */
static inline ValueText *text_place(Recorder *recorder, ValueText *table, Ref object)
{
    ValueText *place = &table[object->number % VALUE_TEXTS];
    if (place->number != 0 && place->used == recorder->n) return NULL;
    place->number = object->number;
    place->used = recorder->n;
    return place;
}

static void text_keep(Recorder *recorder, ValueText *table, Ref object, const EventValue *value)
{
    /* An iterator may fill the tuple that it gave out before anew, when nobody else holds it. */
    if (value->text.length > sizeof table->text || is_exact(object, TYPE_tuple)) return;
    ValueText *place = text_place(recorder, table, object);
    if (place == NULL) return;
    place->size = value_size(object);
    place->length = (uint8_t)value->text.length;
    place->is_plain = value->is_plain;
    memcpy(place->text, value->text.bytes, value->text.length);
}

/* Floats come in quick succession, each seen for the first time. */
static EventValue float_text_value(Recorder *recorder, Ref object)
{
    ValueText *place = text_place(recorder, recorder->values, object);
    char *room = place != NULL ? place->text : arena_alloc(recorder->arena, FLOAT_REPR_SIZE);
    size_t length = room == NULL ? 0 : float_repr_text(AS_FLOAT(object)->value, room);
    if (place != NULL) {
        place->size = 0;
        place->length = (uint8_t)length;
        place->is_plain = true;
    }
    return (EventValue){.kind = EVENT_VALUE_TEXT, .text = {room == NULL ? "" : room, length}, .is_plain = true};
}

static EventValue simple_value(Recorder *recorder, Ref object)
{
    const ValueText *known = text_known(recorder, recorder->values, object);
    if (known != NULL)
        return (EventValue){.kind = EVENT_VALUE_TEXT, .text = {known->text, known->length}, .is_plain = known->is_plain};
    if (is_exact(object, TYPE_float)) return float_text_value(recorder, object);
    render_simple(object, &recorder->text, RENDER_LIMIT);
    EventText text = record_buf(recorder);
    EventValue value = {.kind = EVENT_VALUE_TEXT, .text = text, .is_plain = is_plain(text)};
    text_keep(recorder, recorder->values, object, &value);
    return value;
}

EventText record_text(Recorder *recorder, Ref name)
{
    bool is_kept = name != NULL && is_exact(name, TYPE_str);
    const ValueText *known = is_kept ? text_known(recorder, recorder->names, name) : NULL;
    if (known != NULL) return (EventText){known->text, known->length};
    render_name(name, &recorder->text);
    EventValue value = {.text = record_buf(recorder)};
    if (is_kept) text_keep(recorder, recorder->names, name, &value);
    return value.text;
}

EventValue record_value(Recorder *recorder, Ref object)
{
    if (object == NULL) return (EventValue){.kind = EVENT_VALUE_NULL};
    if (is_short_int(object)) return short_int_value(recorder, object);
    if (is_exact(object, TYPE_float)) return simple_value(recorder, object);
    if (!known_has(&recorder->told_objects, object)) { /* what was told of is not simple */
        if (render_is_simple(object)) return simple_value(recorder, object);
        record_object(recorder, object);
    }
    return (EventValue){.kind = EVENT_VALUE_OBJECT, .object = ids_of(&recorder->ids, object)};
}

EventType_VALUES record_values(Recorder *recorder, Own const *items, ptrdiff_t count)
{
    EventType_VALUES values = {NULL, 0};
    EventValue *array = count <= 0 ? NULL : ARENA_ARRAY(recorder->arena, EventValue, count);
    if (array == NULL) return values;
    for (ptrdiff_t i = 0; i < count; i++) array[i] = record_value(recorder, items[i]);
    return (EventType_VALUES){array, (size_t)count};
}

/* --- the value stack */

/* Does SLOT still hold the object it held, in the same state? */
static inline bool slot_is_same(const StackSlot *slot, Ref object)
{
    if (slot->object != object || !slot->is_kept) return false;
    if (object == NULL) return true;
    return slot->number == object->number && (!slot->is_str || slot->size == (size_t)AS_STR(object)->length);
}

/* Makes the value of what lies in a slot; a text is kept with the slot, where it fits. */
static void slot_fill(Recorder *recorder, StackSlot *slot, EventValue *value, Ref object)
{
    slot->object = object;
    slot->number = object == NULL ? 0 : object->number;
    slot->is_str = false;
    slot->is_kept = true;
    if (object != NULL && is_short_int(object)) {
        *value = (EventValue){.kind = EVENT_VALUE_TEXT, .text = short_int_text(object, slot->text), .is_plain = true};
        return;
    }
    *value = record_value(recorder, object);
    if (value->kind != EVENT_VALUE_TEXT) return;
    slot->is_str = is_exact(object, TYPE_str);
    slot->size = value_size(object);
    slot->is_kept = value->text.length <= sizeof slot->text && !is_exact(object, TYPE_tuple);
    if (!slot->is_kept) return;
    memcpy(slot->text, value->text.bytes, value->text.length);
    value->text.bytes = slot->text;
}

EventType_VALUES record_stack(Recorder *recorder, Own const *items, ptrdiff_t count, uint32_t *same)
{
    size_t length = count < 0 ? 0 : (size_t)count, common = 0, i = 0;
    *same = 0;
    if (length > STACK_VALUES) {
        recorder->stack_length = 0;
        return record_values(recorder, items, count);
    }
    while (i < length && slot_is_same(&recorder->slots[i], items[i])) i++;
    common = i < recorder->stack_length ? i : recorder->stack_length;
    for (; i < length; i++) {
        StackSlot *slot = &recorder->slots[i];
        if (!slot_is_same(slot, items[i])) slot_fill(recorder, slot, &recorder->stack[i], items[i]);
    }
    recorder->stack_length = length;
    *same = (uint32_t)common;
    return (EventType_VALUES){recorder->stack, length};
}

static EventType_TEXTS texts_of(Recorder *recorder, Ref names, const char *kinds, int mask)
{
    EventType_TEXTS texts = {NULL, 0};
    EventText *array = ARENA_ARRAY(recorder->arena, EventText, tuple_length(names));
    if (array == NULL) return texts;
    for (ptrdiff_t i = 0; i < tuple_length(names); i++) {
        if (kinds == NULL || (kinds[i] & mask) != 0) array[texts.length++] = record_text(recorder, tuple_peek(names, i));
    }
    texts.items = array;
    return texts;
}

/* --- objects */

/* generation_of, which may have to walk along a list of all objects; what was made since anything was moved is young. */
static int64_t generation(const Recorder *recorder, Ref object)
{
    bool is_young = object->number >= recorder->young_from && gc_is_container(object) && gc_is_tracked(object);
    return is_young ? 0 : generation_of(recorder->rt, object);
}

void record_object(Recorder *recorder, Ref object)
{
    if (known_has(&recorder->told_objects, object) || render_is_simple(object)) return;
    if (known_put(&recorder->told_objects, object) < 0) recorder->has_failed = true;
    render_object(&recorder->ids, object, &recorder->text, RENDER_LIMIT);
    EventText repr = record_buf(recorder);
    const char *name = render_type_name(object->type);
    Event event = {EVENT_new,
                   .new_ = {recorder->n, ids_of(&recorder->ids, object), {name, strlen(name)},
                            object_byte_size(object), generation(recorder, object), repr}};
    record_emit(recorder, &event);
    /* What existed before the program is not taken apart: modules and types hold thousands. */
    if (object->number < recorder->ids.first_object) return;
    if (vec_push(&recorder->unfolded, object) < 0) recorder->has_failed = true;
}

typedef struct Contents {
    Recorder *recorder;
    ContentFn visit;
    void *context;
} Contents;

static void visit_items(const Contents *contents, Ref object, Own const *items, ptrdiff_t length)
{
    Recorder *recorder = contents->recorder;
    for (ptrdiff_t i = 0; i < length; i++) {
        contents->visit(recorder, contents->context, object, "item", record_index(recorder, i), items[i]);
    }
}

static void visit_key(const Contents *contents, Ref object, Ref key, Ref value)
{
    Recorder *recorder = contents->recorder;
    render_key(&recorder->ids, key, &recorder->text);
    contents->visit(recorder, contents->context, object, "key", record_buf(recorder), value);
}

/* Where on the machine a module lies is told to nobody. */
static bool is_place_name(Ref name)
{
    return is_exact(name, TYPE_str) && (str_equals_text(name, "__file__") || str_equals_text(name, "__cached__") ||
                                        str_equals_text(name, "__path__"));
}

static void visit_dict(const Contents *contents, Ref object)
{
    ptrdiff_t position = 0;
    Ref key, value;
    while (dict_next(object, &position, &key, &value)) {
        if (!is_place_name(key)) visit_key(contents, object, key, value);
    }
}

static void visit_set(const Contents *contents, Ref object)
{
    ptrdiff_t position = 0;
    Ref item;
    while (set_next(object, &position, &item)) visit_key(contents, object, item, item);
}

static void visit_attribute(void *context, Ref object, Ref name, Ref value)
{
    const Contents *contents = context;
    contents->visit(contents->recorder, contents->context, object, "attr", record_text(contents->recorder, name), value);
}

/* Attributes in a dict of their own are the dict's: changes are told of it. */
static void visit_attributes(Contents *contents, Ref object)
{
    Ref dict = instance_dict_peek(object);
    if (dict == NULL) instance_fields_walk(object, visit_attribute, contents);
    else contents->visit(contents->recorder, contents->context, object, "attr", (EventText){"__dict__", 8}, dict);
}

/* Of a container, or of a subclass's instance. */
static void visit_members(const Contents *contents, Ref object)
{
    const Rt *rt = contents->recorder->rt;
    if (is_list(object)) visit_items(contents, object, AS_LIST(object)->items, list_length(object));
    else if (is_tuple(object)) visit_items(contents, object, AS_TUPLE(object)->items, tuple_length(object));
    else if (is_dict(object)) visit_dict(contents, object);
    else if (is_any_set(object)) visit_set(contents, object);
}

void record_contents(Recorder *recorder, Ref object, ContentFn visit, void *context)
{
    Contents contents = {recorder, visit, context};
    switch (object->type->id) {
    case TYPE_list: case TYPE_tuple: case TYPE_dict: case TYPE_set: case TYPE_frozenset: visit_members(&contents, object); break;
    case TYPE_cell: visit(recorder, context, object, "attr", (EventText){"cell_contents", 13}, AS_CELL(object)->contents); break;
    default:
        /* What the machine set up for the program, as its loader, says where on this machine things lie. */
        if (object->number < recorder->began) return;
        visit_members(&contents, object);
        visit_attributes(&contents, object);
        break;
    }
}

static void tell_content(Recorder *recorder, void *context UNUSED, Ref object, const char *what, EventText at, Ref value)
{
    if (value == NULL) return;
    EventValue after = record_value(recorder, value);
    Event event = {EVENT_set, .set_ = {recorder->n, ids_of(&recorder->ids, object), what, at,
                                       {.kind = EVENT_VALUE_NULL}, after}};
    record_emit(recorder, &event);
}

void record_unfold(Recorder *recorder)
{
    for (size_t i = 0; i < recorder->unfolded.length; i++) {
        arena_reset(recorder->arena);
        record_contents(recorder, recorder->unfolded.items[i], tell_content, NULL);
    }
    recorder->unfolded.length = 0;
}

/* --- codes */

static EventType_OPS ops_of(Recorder *recorder, Ref code)
{
    EventType_OPS ops = {NULL, 0};
    int count = code_is_readable(code) ? (int)AS_CODE(code)->head.length : 0;
    EventOp *array = ARENA_ARRAY(recorder->arena, EventOp, count);
    if (array == NULL) return ops;
    for (int unit = 0; unit < count;) {
        CodeInstr instr = code_instr(code, unit);
        CodeSpan span = code_span(code, unit * (int)sizeof(CodeUnit));
        instr_words(code, &instr, &recorder->text);
        array[ops.length++] = (EventOp){(uint32_t)(unit * (int)sizeof(CodeUnit)), opcode_table[instr.op].name,
                                        opcode_has_arg(instr.op) ? (int64_t)instr.arg : -1, record_buf(recorder),
                                        {span.line, span.column, span.end_line, span.end_column}};
        unit = instr.next_unit;
    }
    ops.items = array;
    return ops;
}

static EventType_HANDLERS handlers_of(Recorder *recorder, Ref code)
{
    enum { UNIT = sizeof(CodeUnit) };
    Ref table = AS_CODE(code)->exception_table;
    size_t size = (size_t)bytes_length(table);
    EventType_HANDLERS handlers = {NULL, 0};
    EventHandler *array = ARENA_ARRAY(recorder->arena, EventHandler, size / 4 + 1);
    if (array == NULL) return handlers;
    ExceptionReader reader = exception_reader(AS_BYTES(table)->bytes, size);
    ExceptionEntry entry;
    while (exception_next(&reader, &entry)) {
        array[handlers.length++] =
            (EventHandler){entry.start * UNIT, entry.end * UNIT, entry.target * UNIT, entry.depth, entry.lasti};
    }
    handlers.items = array;
    return handlers;
}

/* How the user calls the file: no trace tells where on a machine it was made. */
static EventText name_as_given(const Recorder *recorder, EventText name)
{
    const char *folder = recorder->options->folder;
    size_t length = folder == NULL ? 0 : strlen(folder);
    if (length == 0 || strncmp(name.bytes, folder, length) != 0 || name.bytes[length] != '/') return name;
    return (EventText){name.bytes + length + 1, name.length - length - 1};
}

/* Writes the source event of a file; its number, or 0 when there is no text. */
static uint32_t tell_source(Recorder *recorder, EventText name)
{
    const SourceText *source = source_get(&recorder->sources, name.bytes);
    if (source == NULL) return 0;
    uint32_t number = source_number(&recorder->sources, source);
    if (number_is_in(&recorder->told_sources, number)) return number;
    number_put(&recorder->told_sources, number);
    char digest[65];
    hasher_sha256_text(source->text, source->length, digest);
    record_emit(recorder, &(Event){EVENT_source, .source_ = {number, name_as_given(recorder, name), digest, {source->text, source->length}}});
    return number;
}

/* How many of the localsplus a call fills in. */
static int argument_count(const CodeObj *code)
{
    return code->argcount + code->kwonlyargcount + ((code->flags & CODE_VARARGS) != 0) +
           ((code->flags & CODE_VARKEYWORDS) != 0);
}

static void tell_code(Recorder *recorder, Ref ref)
{
    const CodeObj *code = AS_CODE(ref);
    const char *kinds = AS_BYTES(code->localspluskinds)->bytes;
    uint32_t source = tell_source(recorder, record_text(recorder, code->filename));
    EventType_TEXTS consts = {NULL, 0};
    EventText *array = ARENA_ARRAY(recorder->arena, EventText, tuple_length(code->consts));
    for (ptrdiff_t i = 0; array != NULL && i < tuple_length(code->consts); i++) {
        render_object(&recorder->ids, tuple_peek(code->consts, i), &recorder->text, RENDER_LIMIT);
        array[consts.length++] = record_buf(recorder);
    }
    consts.items = array;
    Event event = {EVENT_code,
                   .code_ = {.id = ids_of(&recorder->ids, ref),
                             .source = source,
                             .name = record_text(recorder, code->name),
                             .qualname = record_text(recorder, code->qualname),
                             .firstlineno = (uint64_t)code->firstlineno,
                             .flags = (uint64_t)code->flags,
                             .stacksize = (uint64_t)code->stacksize,
                             .arguments = (uint64_t)argument_count(code),
                             .locals = texts_of(recorder, code->localsplusnames, kinds, LOCAL_KIND_LOCAL),
                             .cells = texts_of(recorder, code->localsplusnames, kinds, LOCAL_KIND_CELL),
                             .free = texts_of(recorder, code->localsplusnames, kinds, LOCAL_KIND_FREE),
                             .names = texts_of(recorder, code->names, NULL, 0),
                             .consts = consts,
                             .ops = ops_of(recorder, ref),
                             .handlers = handlers_of(recorder, ref)}};
    record_emit(recorder, &event);
}

/* --- frames */

/* Does --only name the code's qualified name or file? */
static bool is_wanted(Recorder *recorder, const CodeObj *code)
{
    const char *only = recorder->options->only;
    if (only == NULL) return true;
    render_name(code->qualname, &recorder->text);
    bool is_match = fnmatch(only, buf_text(&recorder->text), 0) == 0;
    buf_clear(&recorder->text);
    render_name(code->filename, &recorder->text);
    is_match = is_match || fnmatch(only, buf_text(&recorder->text), 0) == 0;
    buf_clear(&recorder->text);
    return is_match;
}

static CodeFacts *facts_chosen(Recorder *recorder, const Frame *frame)
{
    CodeFacts *facts = (CodeFacts *)(uintptr_t)record_facts(recorder, frame->code);
    if (facts == NULL) {
        recorder->has_failed = true;
    } else if (!facts->is_recorded) {
        facts->is_chosen = (recorder->options->all || facts->is_user) && is_wanted(recorder, AS_CODE(frame->code));
        facts->is_recorded = true;
        if (facts->is_chosen) tell_code(recorder, frame->code);
    }
    return facts;
}

int64_t record_back(Recorder *recorder, Frame *frame)
{
    for (; frame != NULL; frame = frame->previous) {
        if (record_frame(recorder, frame)) return record_frame_number(recorder, frame);
    }
    return -1;
}

/* The arguments that a call filled in: a class or module body has none. */
static EventType_BINDINGS arguments_of(Recorder *recorder, Frame *frame)
{
    const CodeObj *code = FRAME_CODE(frame);
    EventType_BINDINGS bindings = {NULL, 0};
    int count = argument_count(code);
    EventBinding *array = ARENA_ARRAY(recorder->arena, EventBinding, count);
    if (array == NULL) return bindings;
    for (int i = 0; i < count; i++) {
        if (frame->localsplus[i] == NULL) continue;
        EventText name = record_text(recorder, tuple_peek(code->localsplusnames, i));
        array[bindings.length++] = (EventBinding){name, record_value(recorder, frame->localsplus[i])};
    }
    bindings.items = array;
    return bindings;
}

void record_first_frame(Recorder *recorder, const Frame *frame)
{
    if (recorder->has_first_frame) return;
    recorder->has_first_frame = true;
    recorder->ids.first_frame = frame->number;
}

bool record_is_written(Recorder *recorder, Frame *frame)
{
    record_first_frame(recorder, frame);
    const CodeFacts *facts = facts_chosen(recorder, frame);
    return facts != NULL && facts->is_chosen;
}

bool record_frame(Recorder *recorder, Frame *frame)
{
    if (!record_is_written(recorder, frame)) return false;
    if (number_is_in(&recorder->told_frames, frame->number)) return true;
    number_put(&recorder->told_frames, frame->number);
    int64_t back = record_back(recorder, frame->previous);
    record_object(recorder, frame->globals);
    Ref names = frame_names_peek(frame);
    if (names != NULL) record_object(recorder, names);
    bool is_function = (FRAME_CODE(frame)->flags & CODE_OPTIMIZED) != 0 && frame->func != NULL;
    if (is_function) record_object(recorder, frame->func);
    EventType_BINDINGS locals = arguments_of(recorder, frame);
    Event event = {EVENT_call, .call_ = {recorder->n, record_frame_number(recorder, frame), back,
                                         ids_of(&recorder->ids, frame->code), record_facts(recorder, frame->code)->kind, locals,
                                         ids_of(&recorder->ids, frame->globals),
                                         names == NULL ? 0 : ids_of(&recorder->ids, names),
                                         is_function ? ids_of(&recorder->ids, frame->func) : 0}};
    record_emit(recorder, &event);
    return true;
}
