/* The lesson's text, with the questions where they belong; the one of the present step is marked. */
#include <stdio.h>
#include <string.h>

#include "ui/pane.h"

void pane_lesson_describe(const Scene *scene, Buf *buf)
{
    const Lesson *lesson = scene->ui->lesson;
    if (lesson != NULL && lesson->title != NULL) buf_add_text(buf, lesson->title);
}

/* Markdown's marks that only a renderer needs. */
static void add_plain(Buf *buf, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool is_mark = text[i] == '`' || (text[i] == '*' && i + 1 < length && (text[i + 1] == '*' || (i > 0 && text[i - 1] == '*')));
        if (!is_mark) buf_add_char(buf, text[i] == '\n' ? ' ' : text[i]);
    }
}

/* Wrapped rows that are all about SUBJECT. */
static void add_rows(const Scene *scene, Rows *rows, Role role, const char *text, Subject subject)
{
    size_t first = rows->rows.length;
    pane_add_wrapped(scene, rows, role, text);
    for (size_t i = first; i < rows->rows.length; i++) rows->rows.items[i].subject = subject;
}

static void add_question(const Scene *scene, Rows *rows, const LessonQuestion *question)
{
    Buf buf = BUF_INIT;
    bool is_here = question->is_found && question->n == scene->view->n;
    Subject subject = {.kind = question->is_found ? SUBJECT_STEP : SUBJECT_NONE, .step = question->n};
    buf_printf(&buf, "%s %s ", is_here ? ">" : question->is_solved ? "+" : "?", question->id);
    if (is_here) buf_add_text(&buf, "(here; :answer TEXT) ");
    else if (question->is_found) buf_printf(&buf, "(step %llu: Enter goes there) ", (unsigned long long)question->n);
    else if (question->was_sought) buf_add_text(&buf, "(this run does not come there) ");
    buf_add_text(&buf, question->prompt);
    size_t first = rows->rows.length;
    add_rows(scene, rows, is_here ? ROLE_accent : ROLE_normal, buf_text(&buf), subject);
    if (is_here && first < rows->rows.length) rows->rows.items[first].is_current = true;
    if (question->verdict != NULL) {
        buf_clear(&buf);
        buf_printf(&buf, "  %s", question->verdict);
        add_rows(scene, rows, question->is_solved ? ROLE_added : ROLE_changed, buf_text(&buf), subject);
    }
    buf_fini(&buf);
}

/* "- one of a list", "2. the same" */
static bool is_item(const LessonPart *part)
{
    if (part->question >= 0 || part->length < 3) return false;
    return memcmp(part->text, "- ", 2) == 0 || (part->text[0] >= '1' && part->text[0] <= '9' && part->text[1] == '.');
}

void pane_lesson_build(const Scene *scene, Rows *rows)
{
    const Lesson *lesson = scene->ui->lesson;
    if (lesson == NULL) {
        rows_line(rows, ROLE_dim, "(this program belongs to no lesson)");
        return;
    }
    for (size_t i = 0; i < lesson->parts.length; i++) {
        const LessonPart *part = &lesson->parts.items[i];
        bool goes_on = is_item(part) && i > 0 && is_item(part - 1);
        if (i > 0 && !goes_on) rows_line(rows, ROLE_normal, " ");
        if (part->question >= 0) {
            add_question(scene, rows, &lesson->questions.items[part->question]);
            continue;
        }
        Buf buf = BUF_INIT;
        size_t marks = strspn(part->text, "#");
        add_plain(&buf, part->text + marks, part->length - marks);
        pane_add_wrapped(scene, rows, marks > 0 ? ROLE_title : ROLE_normal, buf_text(&buf) + (marks > 0 && buf.length > 0));
        buf_fini(&buf);
    }
}
