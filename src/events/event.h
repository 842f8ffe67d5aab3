/* Events as plain data: one struct a kind, made from event.def.  They hold numbers and text,
   never an object; everything they point to is borrowed, and valid during the call of the
   sink that gets them. */
#ifndef VIV_EVENTS_EVENT_H
#define VIV_EVENTS_EVENT_H

#include "base/base.h"

/* UTF-8, or WTF-8 where a program's own text holds surrogates; NULL bytes: absent. */
typedef struct EventText {
    const char *bytes;
    size_t length;
} EventText;

typedef struct EventValue {
    enum { EVENT_VALUE_NULL, EVENT_VALUE_TEXT, EVENT_VALUE_OBJECT } kind;
    uint32_t object; /* EVENT_VALUE_OBJECT: its number */
    EventText text;  /* EVENT_VALUE_TEXT */
    bool is_plain;   /* its text is known to be ASCII that JSON needs not escape */
} EventValue;

typedef struct EventSpan {
    int32_t line, column, end_line, end_column; /* -1: none; columns in UTF-8 bytes from 0, ends exclusive */
} EventSpan;

typedef struct EventOp {
    uint32_t offset;
    const char *name;
    int64_t arg; /* -1: takes none */
    EventText words;
    EventSpan span;
} EventOp;

typedef struct EventHandler {
    uint32_t start, end, target, depth;
    bool lasti;
} EventHandler;

typedef struct EventBinding {
    EventText name;
    EventValue value;
} EventBinding;

typedef struct EventCell {
    EventText name;
    uint32_t object;
} EventCell;

typedef struct EventField {
    const char *what; /* item, key or attr */
    EventText at;
    EventValue value;
} EventField;

#define EVENT_ARRAY(type) \
    struct {                                                                           \
        const type *items;                                                             \
        size_t length;                                                                 \
    }

typedef uint64_t EventType_STEP;
typedef uint64_t EventType_COUNT;
typedef int64_t EventType_NUMBER; /* OPTIONAL: absent when -1 */
typedef int64_t EventType_FRAME;  /* OPTIONAL: absent when -1 */
typedef uint32_t EventType_OBJECT; /* OPTIONAL: absent when 0 */
typedef uint32_t EventType_CODE;
typedef uint32_t EventType_SOURCE;
typedef const char *EventType_NAME;
typedef EventText EventType_TEXT;
typedef EventValue EventType_VALUE;
typedef EventSpan EventType_SPAN;
typedef bool EventType_BOOL;
typedef EVENT_ARRAY(EventValue) EventType_VALUES;
typedef EVENT_ARRAY(uint32_t) EventType_OBJECTS;
typedef EVENT_ARRAY(uint64_t) EventType_COUNTS;
typedef EVENT_ARRAY(EventText) EventType_TEXTS;
typedef EVENT_ARRAY(EventBinding) EventType_BINDINGS;

/* A frame as a key record has it. */
typedef struct EventFrame {
    int64_t f, back; /* back: -1: none */
    uint32_t code;
    const char *kind;
    int64_t pc, line; /* of the instruction it is at; -1: none */
    bool runs;        /* not suspended */
    EventType_VALUES stack;
    EventType_BINDINGS locals;
    EVENT_ARRAY(EventCell) cells;
    uint32_t globals, names; /* 0: none */
} EventFrame;

/* An object as a key record has it. */
typedef struct EventState {
    uint32_t id;
    EventText type;
    uint64_t size;
    int64_t gen; /* -1: not tracked */
    EventText repr;
    EVENT_ARRAY(EventField) fields;
} EventState;

typedef EVENT_ARRAY(EventFrame) EventType_FRAMES;
typedef EVENT_ARRAY(EventState) EventType_STATES;
typedef EVENT_ARRAY(EventOp) EventType_OPS;
typedef EVENT_ARRAY(EventHandler) EventType_HANDLERS;

typedef enum EventKind {
#define EVENT(kind, doc) EVENT_##kind,
#define FIELD(type, name, doc)
#define OPTIONAL(type, name, doc)
#define EVENT_END(kind)
#include "events/event.def"
#undef EVENT
#undef FIELD
#undef OPTIONAL
#undef EVENT_END
    EVENT_KIND_COUNT
} EventKind;

#define EVENT(kind, doc) typedef struct Event_##kind {
#define FIELD(type, name, doc) EventType_##type name;
#define OPTIONAL(type, name, doc) EventType_##type name;
#define EVENT_END(kind) } Event_##kind;
#include "events/event.def"
#undef EVENT
#undef FIELD
#undef OPTIONAL
#undef EVENT_END

typedef struct Event {
    EventKind kind;
    uint32_t site; /* of an op, a number of its own for the instruction of the code, from 1; 0: none was given */
    uint32_t same; /* of an op: so many of its stack's first values are those of the op event before this one, at least */
    union {
#define EVENT(kind, doc) Event_##kind kind##_;
#define FIELD(type, name, doc)
#define OPTIONAL(type, name, doc)
#define EVENT_END(kind)
#include "events/event.def"
#undef EVENT
#undef FIELD
#undef OPTIONAL
#undef EVENT_END
    };
} Event;

/* "op", "call", …; and one sentence about the kind, from the table. */
const char *event_kind_name(EventKind kind);
const char *event_kind_doc(EventKind kind);

#endif
