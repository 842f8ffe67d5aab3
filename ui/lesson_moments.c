/* The moments of a lesson's questions in a run, and answers compared with the machine's state there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/lesson.h"
#include "ui/pane.h"
#include "ui/predict.h"

/* --- moments */

/* The line that ends in the comment "#: NAME"; 0: none. */
static int32_t marked_line(const View *view, const char *name)
{
    for (size_t i = 0; view != NULL && view->sources.length > 0 && i < view->sources.items[0].lines.length; i++) {
        EventText line = view->sources.items[0].lines.items[i];
        size_t length = strlen(name);
        bool ends = line.length > length + 3 && memcmp(line.bytes + line.length - length, name, length) == 0;
        if (ends && memcmp(line.bytes + line.length - length - 3, "#: ", 3) == 0) return (int32_t)i + 1;
    }
    return 0;
}

static Predicate predicate_of(const LessonQuestion *question, const View *view)
{
    if (question->phase != NULL) return (Predicate){.kind = FIND_GC_PHASE};
    if (question->op != NULL) return (Predicate){.kind = FIND_OPCODE, .text = question->op};
    if (question->marker != NULL) return (Predicate){.kind = FIND_LINE_AT, .line = marked_line(view, question->marker)};
    if (question->line > 0) return (Predicate){.kind = FIND_LINE_AT, .line = question->line};
    return (Predicate){.kind = FIND_FUNCTION, .text = question->function == NULL ? "" : question->function};
}

/* Is the step that was found one that counts? */
static bool is_visit(const LessonQuestion *question, const View *view)
{
    if (question->phase != NULL) return view->gc.phase != NULL && strcmp(view->gc.phase, question->phase) == 0;
    const ViewFrame *frame = view_focus(view);
    return question->function == NULL || (frame != NULL && strcmp(pane_frame_name(frame), question->function) == 0);
}

static void seek_moment(LessonQuestion *question, Timeline *timeline)
{
    static const ViewRequest request = {.frame = -1};
    int visits = 0;
    question->was_sought = true;
    if (timeline_seek(timeline, 0) != TIMELINE_OK) return;
    Predicate predicate = predicate_of(question, timeline_view(timeline, &request));
    while (visits < question->visit && timeline_find(timeline, &predicate, FORWARDS) == TIMELINE_OK) {
        const View *view = timeline_view(timeline, &request);
        if (view != NULL && is_visit(question, view)) visits++;
    }
    question->is_found = visits == question->visit;
    question->n = timeline->n + question->is_after;
}

void lesson_seek_moments(Lesson *lesson, Timeline *timeline)
{
    uint64_t n = timeline->n;
    bool has_moved = false;
    for (size_t i = 0; i < lesson->questions.length; i++) {
        if (lesson->questions.items[i].was_sought) continue;
        seek_moment(&lesson->questions.items[i], timeline);
        has_moved = true;
    }
    if (has_moved && timeline_seek(timeline, n) != TIMELINE_OK) return; /* the timeline says why when it is asked next */
}

int lesson_question_at(const Lesson *lesson, uint64_t n)
{
    for (size_t i = 0; lesson != NULL && i < lesson->questions.length; i++) {
        if (lesson->questions.items[i].is_found && lesson->questions.items[i].n == n) return (int)i;
    }
    return -1;
}

bool lesson_hides(const Lesson *lesson, uint64_t n, const char *what)
{
    int at = lesson_question_at(lesson, n);
    if (at < 0) return false;
    const LessonQuestion *question = &lesson->questions.items[at];
    if (question->is_solved || question->tries > question->hint_count) return false;
    bool is_about_frames = strcmp(question->ask, "depth") == 0 || strcmp(question->ask, "frames") == 0 || strncmp(question->ask, "back.", 5) == 0;
    bool is_about_stack = strncmp(question->ask, "stack", 5) == 0;
    return (is_about_frames && strcmp(what, "frames") == 0) || (is_about_stack && strcmp(what, "stack") == 0);
}

/* --- answers */

static void add_value(Buf *truth, const ViewValue *value)
{
    EventText text = pane_value_text(value);
    buf_add(truth, text.bytes, text.length);
}

/* "name(argument)": the argument, copied into ROOM; NULL: it is not of this form. */
static const char *argument_of(const char *ask, const char *name, char *room, size_t size)
{
    size_t length = strlen(name);
    if (strncmp(ask, name, length) != 0 || ask[length] != '(') return NULL;
    snprintf(room, size, "%.*s", (int)strcspn(ask + length + 1, ")"), ask + length + 1);
    return room;
}

static const ViewValue *value_named(const View *view, const char *name)
{
    const ViewNames *all[] = {&view->locals, &view->enclosing, &view->globals};
    for (size_t i = 0; i < ARRAY_LENGTH(all); i++) {
        for (size_t j = 0; j < all[i]->items.length; j++) {
            const ViewName *item = &all[i]->items.items[j];
            if (item->name.length == strlen(name) && memcmp(item->name.bytes, name, item->name.length) == 0) return &item->value;
        }
    }
    return NULL;
}

static void add_stack(Buf *truth, const ViewFrame *frame)
{
    for (size_t i = frame->stack.length; i-- > 0;) {
        add_value(truth, &frame->stack.items[i]);
        if (i > 0) buf_add_text(truth, ", ");
    }
}

static void add_frames(Buf *truth, const View *view)
{
    for (size_t i = 0; i < view->frames.length; i++) buf_printf(truth, "%s%s", i == 0 ? "" : ", ", pane_frame_name(&view->frames.items[i]));
}

static bool add_count(Buf *truth, Timeline *timeline, const char *what)
{
    TimelineCount count;
    Predicate predicate = {.kind = FIND_OPCODE, .text = what};
    if (strncmp(what, "op=", 3) != 0 || timeline->ops->count == NULL) return false;
    predicate.text += 3;
    if (timeline_count(timeline, &predicate, &count) != TIMELINE_OK) return false;
    buf_printf(truth, "%llu", (unsigned long long)count.before);
    return true;
}

/* What QUESTION asks for, as VIEW has it; false: that cannot be told from here. */
static bool add_truth(const LessonQuestion *question, const View *view, Timeline *timeline, Buf *truth)
{
    const char *ask = question->ask, *argument;
    char room[60];
    const ViewFrame *frame = view == NULL ? NULL : view_focus(view);
    if (frame == NULL) return false;
    const ViewInstr *instr = view_instr(view_code(view, frame->code), frame->lasti);
    if (strcmp(ask, "stack") == 0) add_stack(truth, frame);
    else if (strcmp(ask, "stack[-1]") == 0 && frame->stack.length > 0) add_value(truth, &frame->stack.items[frame->stack.length - 1]);
    else if (strcmp(ask, "depth") == 0) buf_printf(truth, "%zu", view->frames.total);
    else if (strcmp(ask, "frames") == 0) add_frames(truth, view);
    else if (strcmp(ask, "back.func") == 0 && view->frames.length > 1) buf_add_text(truth, pane_frame_name(&view->frames.items[1]));
    else if (strcmp(ask, "next.op") == 0 && instr != NULL) buf_add_text(truth, instr->name);
    else if (strcmp(ask, "next.line") == 0) buf_printf(truth, "%d", (int)frame->line);
    else if (strncmp(ask, "frame.locals.", 13) == 0 && value_named(view, ask + 13) != NULL) add_value(truth, value_named(view, ask + 13));
    else if ((argument = argument_of(ask, "refcount", room, sizeof room)) != NULL && value_named(view, argument) != NULL)
        buf_printf(truth, "%lld", (long long)value_named(view, argument)->refcount);
    else if ((argument = argument_of(ask, "count", room, sizeof room)) != NULL) return add_count(truth, timeline, argument);
    else return false;
    return true;
}

/* Are both lists, separated by commas or blanks, the same item by item? */
static bool lists_agree(const char *answer, const char *truth)
{
    while (*truth != '\0') {
        char said[200], right[200];
        bool has_commas = strchr(answer, ',') != NULL;
        size_t length = strcspn(answer, has_commas ? "," : " "), part = strcspn(truth, ",");
        snprintf(said, sizeof said, "%.*s", (int)length, answer);
        snprintf(right, sizeof right, "%.*s", (int)part, truth);
        const char *item = said + strspn(said, " "), *item_right = right + strspn(right, " ");
        if (!predict_agrees(PREDICT_TOP, item, item_right)) return false;
        answer += length + strspn(answer + length, ", ");
        truth += part + strspn(truth + part, ", ");
    }
    return answer[strspn(answer, " ")] == '\0';
}

void lesson_answer(LessonQuestion *question, const View *view, Timeline *timeline, const char *answer)
{
    Buf truth = BUF_INIT, verdict = BUF_INIT;
    bool can_judge = add_truth(question, view, timeline, &truth);
    question->is_solved = can_judge && lists_agree(answer, buf_text(&truth));
    if (!can_judge) buf_printf(&verdict, "You say: %s.  Nobody judges this one: compare it with what you see.", answer);
    else if (question->is_solved) buf_printf(&verdict, "+ Right: %s.", buf_text(&truth));
    else if (question->tries < question->hint_count) buf_printf(&verdict, "! Not %s.  Hint: %s.", answer, question->hints[question->tries]);
    else buf_printf(&verdict, "! Not %s: the machine says %s.", answer, buf_text(&truth));
    question->tries++;
    free(question->verdict);
    question->verdict = buf_steal(&verdict);
    buf_fini(&truth);
}
