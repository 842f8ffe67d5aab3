/* The live machine evaluates any expression.  A trace has no machine: of it, only names can be watched, which the
   View tells. */
#include "ui/watches.h"

#include <stdlib.h>
#include <string.h>

static bool texts_equal(const char *left, const char *right)
{
    return left == right || (left != NULL && right != NULL && strcmp(left, right) == 0);
}

int watch_add(UiState *ui, const char *text, const char *function)
{
    for (int i = 0; i < ui->watch_count; i++) {
        if (strcmp(ui->watches[i].text, text) == 0 && texts_equal(ui->watches[i].function, function)) return 0;
    }
    if (ui->watch_count == UI_WATCHES) return -1;
    UiWatch watch = {strdup(text), function == NULL ? NULL : strdup(function)};
    if (watch.text == NULL || (function != NULL && watch.function == NULL)) {
        free(watch.text);
        free(watch.function);
        return -1;
    }
    ui->watches[ui->watch_count++] = watch;
    return 1;
}

void watch_remove(UiState *ui, int index)
{
    free(ui->watches[index].text);
    free(ui->watches[index].function);
    ui->watch_count--;
    memmove(&ui->watches[index], &ui->watches[index + 1], (size_t)(ui->watch_count - index) * sizeof ui->watches[0]);
}

int watch_find(const UiState *ui, const char *text)
{
    for (int i = 0; i < ui->watch_count; i++) {
        if (strcmp(ui->watches[i].text, text) == 0) return i;
    }
    char *end;
    long number = strtol(text, &end, 10);
    return end != text && *end == '\0' && number >= 1 && number <= ui->watch_count ? (int)number - 1 : -1;
}

size_t watch_request(const UiState *ui, ViewExpression *expressions)
{
    for (int i = 0; i < ui->watch_count; i++)
        expressions[i] = (ViewExpression){ui->watches[i].text, ui->watches[i].function};
    return (size_t)ui->watch_count;
}

/* The newest frame that runs the watch's function. */
static const ViewFrame *frame_of(const UiWatch *watch, const View *view)
{
    for (size_t i = view->focus; i < view->frames.length; i++) {
        if (watch->function == NULL || strcmp(view->frames.items[i].qualname, watch->function) == 0) return &view->frames.items[i];
    }
    return NULL;
}

Predicate watch_predicate(const UiState *ui, int index, const View *view)
{
    const UiWatch *watch = &ui->watches[index];
    if (view == NULL || !view->is_replayed) return (Predicate){.kind = FIND_WATCH, .text = watch->text, .file = watch->function};
    const ViewFrame *frame = frame_of(watch, view);
    if (frame == NULL) return (Predicate){.kind = FIND_CONDITION};
    return (Predicate){.kind = FIND_SLOT_CHANGE, .text = watch->text, .frame = frame->number};
}

static bool is_named(EventText name, const char *text)
{
    return name.length == strlen(text) && memcmp(name.bytes, text, name.length) == 0;
}

static const ViewValue *slot_value(const ViewFrame *frame, const char *name)
{
    for (size_t i = 0; i < frame->localsplus.length; i++) {
        const ViewSlot *slot = &frame->localsplus.items[i];
        if (is_named(slot->name, name)) return slot->value.is_null ? NULL : &slot->value;
    }
    return NULL;
}

static const ViewValue *named_value(const ViewNames *names, const char *name)
{
    for (size_t i = 0; i < names->items.length; i++) {
        if (is_named(names->items.items[i].name, name)) return &names->items.items[i].value;
    }
    return NULL;
}

static bool replayed_value(const UiWatch *watch, const View *view, EventText *text)
{
    static const char absent[] = "(not to be seen in this trace now)";
    const ViewFrame *frame = frame_of(watch, view);
    const ViewValue *value = frame == NULL ? NULL : slot_value(frame, watch->text);
    if (value == NULL && frame == view_focus(view)) value = named_value(&view->locals, watch->text);
    if (value == NULL) value = named_value(&view->globals, watch->text);
    *text = value == NULL ? (EventText){absent, sizeof absent - 1} : value->text;
    return value != NULL;
}

bool watch_value(const UiState *ui, int index, const View *view, EventText *text)
{
    static const char elsewhere[] = "(its function does not run now)";
    if (view->is_replayed) return replayed_value(&ui->watches[index], view, text);
    *text = (EventText){"", 0};
    if ((size_t)index >= view->watches.length) return false;
    const ViewWatch *watch = &view->watches.items[index];
    *text = watch->state == VIEW_WATCH_ABSENT ? (EventText){elsewhere, sizeof elsewhere - 1} : watch->text;
    return watch->state == VIEW_WATCH_VALUE;
}
