/* The numbers by which traces and Views name objects and frames.  The program's own first
   object is 1 and its first frame 0; what existed before the program began (types, built-in
   functions, modules) has numbers from IDS_EARLIER up.  Nothing is looked up or remembered: the
   same program gives the same numbers, whatever is shown and in which order. */
#ifndef VIV_TIMELINE_IDS_H
#define VIV_TIMELINE_IDS_H

#include "events/view.h"
#include "memory/object.h"

enum { IDS_EARLIER = VIEW_EARLIER };

typedef struct Ids {
    uint32_t first_object; /* the number in Obj.number of the program's first object */
    uint32_t first_frame;
} Ids;

static inline uint32_t ids_of_number(const Ids *ids, uint32_t number)
{
    return number >= ids->first_object ? number - ids->first_object + 1 : IDS_EARLIER + number;
}

static inline uint32_t ids_of(const Ids *ids, Ref object)
{
    return ids_of_number(ids, object->number);
}

/* The object's own number again. */
static inline uint32_t ids_number(const Ids *ids, uint32_t id)
{
    return id > IDS_EARLIER ? id - IDS_EARLIER : id + ids->first_object - 1;
}

#endif
