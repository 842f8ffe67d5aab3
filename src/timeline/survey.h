/* A picture of the whole run so far, in a fixed number of buckets: where exceptions and collections were, and how
   deep the frames lay.  It lies in shared memory, and whoever runs farther than anybody before adds to it. */
#ifndef VIV_TIMELINE_SURVEY_H
#define VIV_TIMELINE_SURVEY_H

#include "events/view.h"
#include "vm/frame.h"

/* One who runs and adds.  The next event is mostly in the caller of the last one's frame or in what that calls, and
   changes nothing that is to be seen: then only what is here changes. */
typedef struct Surveyor {
    ViewSurvey *survey;
    bool knows; /* what follows */
    uint32_t frame; /* number of the frame that the last event was in */
    int depth; /* of that frame */
    int deepest; /* that the bucket knows of */
    uint64_t n, bucket_end; /* the step of the last event, and where the next bucket begins */
} Surveyor;

/* At step N something of MARK (ViewSurveyMark, 0: nothing) happened in FRAME (NULL: below all frames), or
   FRAME was entered: the slow way. */
void survey_event(Surveyor *surveyor, uint64_t n, const Frame *frame, int mark);
/* Adds what the surveyor has kept to itself: before others look, or run on. */
void survey_settle(Surveyor *surveyor);

/* At step N FRAME is entered. */
static inline void survey_entered(Surveyor *surveyor, uint64_t n, const Frame *frame)
{
    bool is_near = surveyor->knows && frame->previous != NULL && frame->previous->number == surveyor->frame;
    if (!is_near || n >= surveyor->bucket_end || surveyor->depth >= surveyor->deepest) {
        survey_event(surveyor, n, frame, 0);
        return;
    }
    surveyor->n = n;
    surveyor->frame = frame->number;
    surveyor->depth++;
}

/* At step N FRAME is left for its caller. */
static inline void survey_left(Surveyor *surveyor, uint64_t n, const Frame *frame)
{
    if (!surveyor->knows || frame->number != surveyor->frame || n >= surveyor->bucket_end || frame->previous == NULL) {
        survey_event(surveyor, n, frame->previous, 0);
        return;
    }
    surveyor->n = n;
    surveyor->frame = frame->previous->number;
    surveyor->depth--;
}

/* At step N something of MARK happened, and DEPTH frames lie there now. */
void survey_note(ViewSurvey *survey, uint64_t n, int mark, int depth);

#endif
