/* The names and meanings of the kinds of event, straight from event.def, so that no
   second list of them can exist. */
#include "events/event.h"

static const struct {
    const char *name, *doc;
} kinds[] = {
#define EVENT(kind, doc) {#kind, doc},
#define FIELD(type, name, doc)
#define OPTIONAL(type, name, doc)
#define EVENT_END(kind)
#include "events/event.def"
#undef EVENT
#undef FIELD
#undef OPTIONAL
#undef EVENT_END
};

const char *event_kind_name(EventKind kind)
{
    viv_assert((size_t)kind < ARRAY_LENGTH(kinds));
    return kinds[kind].name;
}

const char *event_kind_doc(EventKind kind)
{
    viv_assert((size_t)kind < ARRAY_LENGTH(kinds));
    return kinds[kind].doc;
}
