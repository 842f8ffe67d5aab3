/* A circular doubly linked list through a member of its elements, with a head that is
   an element of none.  An empty list is a head that points to itself. */
#ifndef VIV_BASE_LINK_H
#define VIV_BASE_LINK_H

#include "base/base.h"

typedef struct Link {
    struct Link *next, *previous;
} Link;

static inline void link_init(Link *head)
{
    head->next = head->previous = head;
}

static inline bool link_is_empty(const Link *head)
{
    return head->next == head;
}

static inline void link_append(Link *head, Link *item)
{
    item->previous = head->previous;
    item->next = head;
    head->previous->next = item;
    head->previous = item;
}

static inline void link_remove(Link *item)
{
    item->previous->next = item->next;
    item->next->previous = item->previous;
    item->next = item->previous = NULL;
}

#endif
