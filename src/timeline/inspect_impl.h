/* The inside of inspection, for its own files. */
#ifndef VIV_TIMELINE_INSPECT_IMPL_H
#define VIV_TIMELINE_INSPECT_IMPL_H

#include "timeline/inspect.h"
#include "vm/frame.h"

/* One View in the making. */
typedef struct Inspection {
    Rt *rt;
    Inspector *inspector;
    const Ids *ids;
    View *view;
    const ViewRequest *request;
    Arena *arena;
    Buf text;
    bool is_full; /* the arena: what is made from now on is thrown away */
} Inspection;

/* COUNT zeroed items, or NULL and is_full. */
void *inspect_array(Inspection *in, size_t count, size_t item_size);
#define INSPECT_ARRAY(in, array, count) ((array).items = inspect_array((in), (count), sizeof *(array).items))

EventText inspect_buf(Inspection *in);              /* what lies in in->text; empties it */
EventText inspect_name(Inspection *in, Ref name);   /* of a str */
const char *inspect_word(Inspection *in, const char *text);
uint32_t inspect_id(const Inspection *in, Ref object); /* 0 for NULL */
ViewValue inspect_value(Inspection *in, Ref object);
uint32_t inspect_frame_number(const Inspection *in, const Frame *frame);

static inline uint32_t inspect_limit(uint32_t asked, uint32_t otherwise)
{
    return asked != 0 ? asked : otherwise;
}

void inspect_frames(Inspection *in);            /* inspect_frames.c: frames, codes, sources, names */
Frame *inspect_focus(Inspection *in);           /* the frame in focus, or NULL */
void inspect_codes(Inspection *in);             /* inspect_codes.c */
uint32_t inspect_source_id(Inspection *in, Ref code);
void inspect_names(Inspection *in);             /* inspect_names.c */
void inspect_watches(Inspection *in);           /* inspect_watches.c */
void inspect_gc(Inspection *in);                /* inspect_gc.c */
void inspect_objects(Inspection *in);           /* inspect_objects.c */

#endif
