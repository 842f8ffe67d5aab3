/* Kept true: bucket i is about the steps from i << shift on; when the run is longer than all buckets reach, two
   and two become one. */
#include "timeline/survey.h"

#include <limits.h>

static void halve(ViewSurvey *survey)
{
    enum { HALF = VIEW_SURVEY_BUCKETS / 2 };
    for (int i = 0; i < VIEW_SURVEY_BUCKETS; i++) {
        bool is_made = i < HALF;
        ViewBucket first = is_made ? survey->buckets[2 * i] : (ViewBucket){0}, second = is_made ? survey->buckets[2 * i + 1] : first;
        survey->buckets[i] = (ViewBucket){.marks = first.marks | second.marks,
                                          .deepest = first.deepest > second.deepest ? first.deepest : second.deepest,
                                          .depth = second.depth != 0 ? second.depth : first.depth};
    }
    survey->shift++;
}

void survey_note(ViewSurvey *survey, uint64_t n, int mark, int depth)
{
    if (n < survey->reached) return; /* somebody has been here */
    survey->reached = n;
    while (n >> survey->shift >= VIEW_SURVEY_BUCKETS) halve(survey);
    ViewBucket *bucket = &survey->buckets[n >> survey->shift];
    bucket->marks = (uint8_t)(bucket->marks | mark);
    if (depth <= 0) return;
    if (depth > VIEW_SURVEY_DEPTH) depth = VIEW_SURVEY_DEPTH;
    bucket->depth = (uint8_t)depth;
    if (bucket->deepest < depth) bucket->deepest = (uint8_t)depth;
}

static int depth_of(const Surveyor *surveyor, const Frame *frame)
{
    int depth = 0;
    for (; frame != NULL; frame = frame->previous, depth++) {
        if (surveyor->knows && frame->number == surveyor->frame) return depth + surveyor->depth;
    }
    return depth;
}

void survey_settle(Surveyor *surveyor)
{
    if (surveyor->knows) survey_note(surveyor->survey, surveyor->n, 0, surveyor->depth);
}

void survey_event(Surveyor *surveyor, uint64_t n, const Frame *frame, int mark)
{
    ViewSurvey *survey = surveyor->survey;
    if (n < survey->reached) return;
    int depth = depth_of(surveyor, frame);
    survey_settle(surveyor);
    survey_note(survey, n, mark, depth);
    surveyor->knows = frame != NULL;
    surveyor->frame = frame == NULL ? 0 : frame->number;
    surveyor->depth = depth;
    surveyor->deepest = survey->buckets[n >> survey->shift].deepest;
    if (surveyor->deepest == VIEW_SURVEY_DEPTH) surveyor->deepest = INT_MAX;
    surveyor->n = n;
    surveyor->bucket_end = ((n >> survey->shift) + 1) << survey->shift;
}
