/* Facts are hashes: 64 bits are enough that two things never meet on one screen. */
#include "ui/recall.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

static uint64_t thing(char kind, uint64_t number, uint64_t index)
{
    uint64_t words[3] = {(unsigned char)kind, number, index};
    return hash_siphash13(0, 0, words, sizeof words);
}

uint64_t recall_stack(uint32_t frame, size_t index) { return thing('s', frame, index); }
uint64_t recall_slot(uint32_t frame, size_t index) { return thing('l', frame, index); }
uint64_t recall_refcount(uint32_t object) { return thing('r', object, 0); }
uint64_t recall_contents(uint32_t object) { return thing('c', object, 0); }
uint64_t recall_generation(uint32_t object) { return thing('g', object, 0); }
uint64_t recall_frame(uint32_t frame) { return thing('f', frame, 0); }
uint64_t recall_gc_count(int generation) { return thing('n', (uint64_t)generation, 0); }

uint64_t recall_watch(int index, const char *expression)
{
    return thing('w', (uint64_t)index, hash_siphash13(0, 0, expression, strlen(expression)));
}

uint64_t recall_text(EventText text)
{
    return hash_siphash13(0, 0, text.bytes, text.length);
}

uint64_t recall_name(char scope, uint32_t frame, EventText name)
{
    return thing(scope, frame, hash_siphash13(0, 0, name.bytes, name.length));
}

uint64_t recall_value(const ViewValue *value)
{
    if (value->is_null) return 0;
    uint64_t text = hash_siphash13(0, 0, value->text.bytes, value->text.length);
    return thing('v', value->object, text);
}

uint64_t recall_fields(const ViewObject *object)
{
    uint64_t value = recall_value(&object->value);
    for (size_t i = 0; i < object->fields.length; i++) {
        const ViewEdge *field = &object->fields.items[i];
        value = thing('e', value, recall_value(&field->value));
        value = thing('e', value, hash_siphash13(0, 0, field->label.bytes, field->label.length));
    }
    return value;
}

static int note(Recall *recall, uint64_t name, uint64_t value)
{
    return vec_push(&recall->facts, ((RecallFact){name, value}));
}

static int note_frame(Recall *recall, const ViewFrame *frame)
{
    if (note(recall, recall_frame(frame->number), (uint64_t)frame->lasti) < 0) return -1;
    for (size_t i = 0; i < frame->localsplus.length; i++) {
        uint64_t value = recall_value(&frame->localsplus.items[i].value);
        if (note(recall, recall_slot(frame->number, i), value) < 0) return -1;
        if (note(recall, recall_name('L', frame->number, frame->localsplus.items[i].name), value) < 0) return -1;
    }
    for (size_t i = 0; i < frame->stack.length; i++) {
        uint64_t value = recall_value(&frame->stack.items[i]);
        if (note(recall, recall_stack(frame->number, i), value) < 0) return -1;
    }
    return 0;
}

static int note_names(Recall *recall, char scope, uint32_t frame, const ViewNames *names)
{
    for (size_t i = 0; i < names->items.length; i++) {
        const ViewName *name = &names->items.items[i];
        if (note(recall, recall_name(scope, frame, name->name), recall_value(&name->value)) < 0) return -1;
    }
    return 0;
}

static int note_objects(Recall *recall, const View *view)
{
    for (size_t i = 0; i < view->objects.length; i++) {
        const ViewObject *object = &view->objects.items[i];
        if (note(recall, recall_refcount(object->id), (uint64_t)object->value.refcount) < 0) return -1;
        if (note(recall, recall_contents(object->id), recall_fields(object)) < 0) return -1;
    }
    for (int i = 0; i < 3; i++) {
        const ViewGeneration *generation = &view->gc.generations[i];
        if (note(recall, recall_gc_count(i), (uint64_t)generation->count) < 0) return -1;
        for (size_t j = 0; j < generation->members.length; j++) {
            if (note(recall, recall_generation(generation->members.items[j]), (uint64_t)i) < 0) return -1;
        }
    }
    return 0;
}

static int compare_facts(const void *left, const void *right)
{
    const RecallFact *a = left, *b = right;
    return (a->thing > b->thing) - (a->thing < b->thing);
}

int recall_take(Recall *recall, const View *view)
{
    const ViewFrame *focus = view_focus(view);
    uint32_t frame = focus == NULL ? 0 : focus->number;
    recall->facts.length = 0;
    recall->n = view->n;
    recall->is_empty = false;
    bool failed = false;
    for (size_t i = 0; i < view->frames.length; i++) {
        failed |= note_frame(recall, &view->frames.items[i]) < 0;
    }
    failed |= note_names(recall, 'E', frame, &view->enclosing) < 0;
    failed |= note_names(recall, 'G', focus == NULL ? 0 : focus->f_globals, &view->globals) < 0;
    failed |= note_objects(recall, view) < 0;
    for (size_t i = 0; i < view->watches.length; i++) {
        const ViewWatch *watch = &view->watches.items[i];
        failed |= note(recall, recall_watch((int)i, watch->expression), recall_text(watch->text)) < 0;
    }
    if (failed) {
        recall->facts.length = 0;
        recall->is_empty = true;
        return -1;
    }
    if (recall->facts.length > 0) {
        qsort(recall->facts.items, recall->facts.length, sizeof(RecallFact), compare_facts);
    }
    return 0;
}

void recall_fini(Recall *recall)
{
    vec_fini(&recall->facts);
}

bool recall_find(const Recall *recall, uint64_t name, uint64_t *value)
{
    RecallFact key = {name, 0};
    if (recall->facts.length == 0) return false;
    const RecallFact *fact =
        bsearch(&key, recall->facts.items, recall->facts.length, sizeof key, compare_facts);
    if (fact != NULL) *value = fact->value;
    return fact != NULL;
}

RecallAnswer recall_compare(const Recall *recall, uint64_t name, uint64_t value)
{
    uint64_t before;
    if (recall->is_empty) return RECALL_SAME;
    if (!recall_find(recall, name, &before)) return RECALL_NEW;
    return before == value ? RECALL_SAME : RECALL_CHANGED;
}
