/* Where events go.  A producer (the recorder over a live machine, the reader of a trace
   file) calls a sink in this order:

       header  { source | code | call | op | … }*  end

   A source comes before the codes compiled from it, a code before the first frame that runs
   it, a new before any other mention of the object as "@id".  `close` is called once, after
   the last event, also when the producer failed. */
#ifndef VIV_EVENTS_SINK_H
#define VIV_EVENTS_SINK_H

#include "events/event.h"

typedef struct Sink Sink;
struct Sink {
    /* 0, or -1 when the sink cannot take more (disk full, limit reached): the producer stops. */
    int (*event)(Sink *sink, const Event *event);
    /* 0, or -1 when something was lost. */
    int (*close)(Sink *sink);
};

#endif
