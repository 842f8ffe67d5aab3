/* A picture of the whole run so far, in a fixed number of buckets: where exceptions and collections were, and how
   deep the frames lay.  It lies in shared memory, and whoever runs farther than anybody before adds to it. */
#ifndef VIV_TIMELINE_SURVEY_H
#define VIV_TIMELINE_SURVEY_H

#include "events/view.h"

/* At step N something of MARK (ViewSurveyMark, 0: nothing) happened, and DEPTH frames lie there now. */
void survey_note(ViewSurvey *survey, uint64_t n, int mark, int depth);

#endif
