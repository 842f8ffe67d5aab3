/* A picture of the whole run so far, in a fixed number of buckets: where exceptions and collections were, and how
   deep the frames lay.  It lies in shared memory, and whoever runs farther than anybody before adds to it. */
#ifndef VIV_TIMELINE_SURVEY_H
#define VIV_TIMELINE_SURVEY_H

#include "events/view.h"
#include "vm/frame.h"

/* One who runs and adds.  How deep the frame is that was met last is remembered: the next is mostly its
   neighbour. */
typedef struct Surveyor {
    ViewSurvey *survey;
    bool knows; /* what follows */
    uint32_t frame; /* number */
    int depth;
} Surveyor;

/* At step N something of MARK (ViewSurveyMark, 0: nothing) happened in FRAME (NULL: below all frames), or
   FRAME was entered. */
void survey_entered(Surveyor *surveyor, uint64_t n, const Frame *frame, int mark);
/* At step N FRAME is left for its caller. */
void survey_left(Surveyor *surveyor, uint64_t n, const Frame *frame);

/* At step N something of MARK happened, and DEPTH frames lie there now. */
void survey_note(ViewSurvey *survey, uint64_t n, int mark, int depth);

#endif
