/* Which generation holds an object, found by walking from the object to the end of its list:
   quick for what is young. */
#ifndef VIV_TIMELINE_GENERATION_H
#define VIV_TIMELINE_GENERATION_H

#include "memory/rt.h"

/* 0, 1, 2, 3 (permanent), or -1: not tracked.  During a collection, an object of a list that
   is none of these belongs to the generation that is being collected. */
int generation_of(const Rt *rt, Ref object);

/* GENERATIONS[i] becomes the generation of OBJECTS[i]: for many objects without as many walks.  It is the quicker when
   it is true that the oldest generation has more members than there are permanent ones, or not. */
void generations_of(const Rt *rt, const Ref *objects, size_t count, bool oldest_is_longest, int *generations);

#endif
