/* Kept true: a lesson is text that a stranger wrote: what is not understood is left out, and nothing of it is
   trusted but as text to show. */
#include "ui/lesson.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "traces/json_line.h"

enum { LESSON_BYTES = 1 << 18 };

/* --- reading */

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = file == NULL ? NULL : malloc(LESSON_BYTES + 1);
    size_t length = text == NULL ? 0 : fread(text, 1, LESSON_BYTES, file);
    if (text != NULL) text[length] = '\0';
    if (file != NULL) fclose(file);
    return text;
}

/* The value of "KEY: value" in the front matter, to the end of its line; NULL. */
static const char *front_value(const char *text, const char *key)
{
    size_t length = strlen(key);
    for (const char *line = text; line != NULL && strncmp(line, "---\n", 4) != 0; line = strchr(line, '\n'), line += line != NULL) {
        if (strncmp(line, key, length) == 0 && line[length] == ':') return line + length + 1 + strspn(line + length + 1, " ");
    }
    return NULL;
}

static char *line_copy(const char *text)
{
    return text == NULL ? NULL : strndup(text, strcspn(text, "\n"));
}

/* Is WORD among the words of the line at TEXT? */
static bool line_names(const char *text, const char *word)
{
    size_t length = strlen(word);
    while (text != NULL && *text != '\n' && *text != '\0') {
        size_t part = strcspn(text, " ,\n");
        if (part == length && memcmp(text, word, length) == 0) return true;
        text += part;
        text += strspn(text, " ,");
    }
    return false;
}

/* --- questions */

static char *json_text(const cJSON *tree, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(tree, name);
    return cJSON_IsString(item) ? strdup(item->valuestring) : NULL;
}

static int json_number(const cJSON *tree, const char *name, int otherwise)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(tree, name);
    return cJSON_IsNumber(item) ? item->valueint : otherwise;
}

static void question_fini(LessonQuestion *question)
{
    char *texts[] = {question->id,    question->prompt, question->ask,    question->op,
                     question->function, question->phase, question->marker, question->verdict};
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) free(texts[i]);
    for (int i = 0; i < question->hint_count; i++) free(question->hints[i]);
}

static void take_hints(LessonQuestion *question, const cJSON *hints)
{
    for (int i = 0; i < cJSON_GetArraySize(hints) && question->hint_count < LESSON_HINTS; i++) {
        const cJSON *hint = cJSON_GetArrayItem(hints, i);
        char *text = cJSON_IsString(hint) ? strdup(hint->valuestring) : NULL;
        if (text != NULL) question->hints[question->hint_count++] = text;
    }
}

/* A question from its JSON, which may be written over several lines; false: it is none. */
static bool question_read(const char *text, size_t length, LessonQuestion *question)
{
    char message[100], *line = strndup(text, length);
    Buf scratch = BUF_INIT;
    *question = (LessonQuestion){0};
    for (char *at = line; at != NULL && *at != '\0'; at++) {
        if (*at == '\n') *at = ' ';
    }
    cJSON *tree = line == NULL ? NULL : json_line_parse(line, strlen(line), &scratch, message, sizeof message);
    const cJSON *at = cJSON_GetObjectItemCaseSensitive(tree, "at");
    buf_fini(&scratch);
    free(line);
    question->id = json_text(tree, "id");
    question->prompt = json_text(tree, "prompt");
    question->ask = json_text(tree, "ask");
    question->op = json_text(at, "op");
    question->function = json_text(at, "func");
    question->phase = json_text(at, "gc");
    question->marker = json_text(at, "marker");
    question->line = json_number(at, "line", 0);
    question->visit = json_number(at, "visit", 1);
    char *when = json_text(at, "when");
    question->is_after = when != NULL && strcmp(when, "after") == 0;
    free(when);
    take_hints(question, cJSON_GetObjectItemCaseSensitive(tree, "hints"));
    cJSON_Delete(tree);
    return question->id != NULL && question->prompt != NULL && question->ask != NULL;
}

/* --- parts */

static bool add_part(Lesson *lesson, const char *text, size_t length, int question)
{
    return vec_push(&lesson->parts, ((LessonPart){text, length, question})) == 0;
}

/* The fenced block at TEXT; the text behind it.  Questions are read, other blocks are shown as they are. */
static const char *take_block(Lesson *lesson, const char *text)
{
    static const char fence[] = "```viv-question";
    const char *body = strchr(text, '\n'), *end = body == NULL ? NULL : strstr(body, "\n```");
    if (end == NULL) return text + strlen(text);
    body++;
    LessonQuestion question;
    if (strncmp(text, fence, sizeof fence - 1) != 0) {
        add_part(lesson, body, (size_t)(end - body), -1);
    } else if (!question_read(body, (size_t)(end - body), &question) || vec_push(&lesson->questions, question) < 0) {
        question_fini(&question);
    } else {
        add_part(lesson, body, 0, (int)lesson->questions.length - 1);
    }
    end += sizeof "\n```" - 1;
    return end + strcspn(end, "\n");
}

/* A paragraph ends at an empty line, before a block, and where a list's next item or a heading begins. */
static size_t paragraph_length(const char *text)
{
    size_t length = strcspn(text, "\n");
    while (text[length] == '\n') {
        const char *next = text + length + 1;
        bool begins = *next == '\n' || *next == '\0' || *next == '#' || strncmp(next, "```", 3) == 0 || strncmp(next, "- ", 2) == 0 ||
                      strncmp(next, "    ", 4) == 0 || (*next >= '1' && *next <= '9' && next[1] == '.');
        if (begins || text[0] == '#') break;
        length += 1 + strcspn(next, "\n");
    }
    return length;
}

static void take_parts(Lesson *lesson, const char *text)
{
    while (*text != '\0') {
        if (*text == '\n') {
            text++;
        } else if (strncmp(text, "```", 3) == 0) {
            text = take_block(lesson, text);
        } else {
            size_t length = paragraph_length(text);
            add_part(lesson, text, length, -1);
            text += length;
        }
    }
}

Lesson *lesson_open(const char *program, char *message, size_t size)
{
    static const char opening[] = "---\nviv-lesson:";
    const char *slash = strrchr(program, '/'), *name = slash == NULL ? program : slash + 1;
    Buf path = BUF_INIT;
    message[0] = '\0';
    buf_printf(&path, "%.*slesson.md", (int)(name - program), program);
    char *text = read_text(buf_text(&path));
    bool is_lesson = text != NULL && strncmp(text, opening, sizeof opening - 1) == 0 && line_names(front_value(text + 4, "programs"), name);
    bool is_known = is_lesson && atoi(front_value(text + 4, "viv-lesson")) == 1;
    if (is_lesson && !is_known) snprintf(message, size, "%s is of another format than viv-lesson 1", buf_text(&path));
    buf_fini(&path);
    Lesson *lesson = is_known ? calloc(1, sizeof *lesson) : NULL;
    if (lesson == NULL) {
        free(text);
        return NULL;
    }
    lesson->text = text;
    lesson->title = line_copy(front_value(text + 4, "title"));
    const char *body = strstr(text + 4, "\n---\n");
    if (body != NULL) take_parts(lesson, body + 5);
    return lesson;
}

void lesson_free(Lesson *lesson)
{
    if (lesson == NULL) return;
    for (size_t i = 0; i < lesson->questions.length; i++) question_fini(&lesson->questions.items[i]);
    vec_fini(&lesson->questions);
    vec_fini(&lesson->parts);
    free(lesson->title);
    free(lesson->text);
    free(lesson);
}
