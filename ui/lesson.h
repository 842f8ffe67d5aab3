/* A lesson beside the program: the text of lesson.md, and its questions, each of which belongs to a moment of the
   run.  Moments are named by meaning (the second CALL in fib), never by a step's number, and are looked for in the
   run itself. */
#ifndef VIV_UI_LESSON_H
#define VIV_UI_LESSON_H

#include "base/buf.h"
#include "base/vec.h"
#include "events/timeline.h"

enum { LESSON_HINTS = 4 };

typedef struct LessonQuestion {
    char *id, *prompt, *ask; /* owned, as all texts here */
    char *op, *function, *phase, *marker; /* which say when; NULL: not asked for */
    int32_t line;
    int visit;     /* the how manieth time, from 1 */
    bool is_after; /* the step after that */
    char *hints[LESSON_HINTS];
    int hint_count;

    bool was_sought, is_found;
    uint64_t n;     /* its step, when it was found */
    int tries;      /* answers so far */
    bool is_solved;
    char *verdict;  /* on the last of them; or NULL */
} LessonQuestion;

typedef struct LessonPart {
    const char *text; /* in the lesson's text; a paragraph, a list's item, or a heading with its marks */
    size_t length;
    int question;     /* -1: text; else it stands here */
} LessonPart;

typedef struct Lesson {
    char *text;  /* owned; all of lesson.md */
    char *title; /* owned */
    VEC(LessonPart) parts;
    VEC(LessonQuestion) questions;
} Lesson;

/* The lesson that lies in PROGRAM's folder and names it; NULL when there is none, with one line in MESSAGE when
   there is one that cannot be read. */
MUST_USE Lesson *lesson_open(const char *program, char *message, size_t size);
void lesson_free(Lesson *lesson);

/* Looks for the moments of all questions; the timeline is back where it was afterwards. */
void lesson_seek_moments(Lesson *lesson, Timeline *timeline);

/* The question of step N; -1: none. */
int lesson_question_at(const Lesson *lesson, uint64_t n);

/* Does a question of step N ask about WHAT ("stack", "frames"), and has it not been answered yet?  Then that is
   not shown. */
bool lesson_hides(const Lesson *lesson, uint64_t n, const char *what);

/* Judges ANSWER by the machine's state and keeps the verdict with the question. */
void lesson_answer(LessonQuestion *question, const View *view, Timeline *timeline, const char *answer);

#endif
