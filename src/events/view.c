/* Looking things up in a View, and its digest.  A View is small (tens of frames and
   objects), so lookups walk the arrays; nothing here changes a View. */
#include "events/view.h"

#include <stdlib.h>
#include <string.h>

const ViewFrame *view_frame(const View *view, uint32_t number)
{
    for (size_t i = 0; i < view->frames.length; i++) {
        if (view->frames.items[i].number == number) return &view->frames.items[i];
    }
    return NULL;
}

const ViewCode *view_code(const View *view, uint32_t id)
{
    for (size_t i = 0; i < view->codes.length; i++) {
        if (view->codes.items[i].id == id) return &view->codes.items[i];
    }
    return NULL;
}

const ViewSource *view_source(const View *view, uint32_t id)
{
    for (size_t i = 0; i < view->sources.length; i++) {
        if (view->sources.items[i].id == id) return &view->sources.items[i];
    }
    return NULL;
}

const ViewObject *view_object(const View *view, uint32_t id)
{
    for (size_t i = 0; i < view->objects.length; i++) {
        if (view->objects.items[i].id == id) return &view->objects.items[i];
    }
    return NULL;
}

const ViewInstr *view_instr(const ViewCode *code, int32_t offset)
{
    if (code == NULL) return NULL;
    size_t low = 0, high = code->instrs.length; /* instructions lie in the order of their offsets */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code->instrs.items[middle].offset < offset) low = middle + 1;
        else high = middle;
    }
    if (low == code->instrs.length || code->instrs.items[low].offset != offset) return NULL;
    return &code->instrs.items[low];
}

const ViewFrame *view_focus(const View *view)
{
    return view->focus < view->frames.length ? &view->frames.items[view->focus] : NULL;
}

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool view_is_library(const char *filename)
{
    const char *library = getenv("VIV_STDLIB");
    if (library == NULL || library[0] == '\0') library = "/usr/lib/python3";
    return starts_with(filename, "<frozen ") || starts_with(filename, library);
}

/* --- The digest: FNV-1a over every fact, each text with its length, so that no two
   different sequences of facts give the same bytes.  Left out is what follows from the
   rest (sentences, lookups) and what never changes (instructions, source lines). */

static void mix(uint64_t *digest, uint64_t number)
{
    for (int i = 0; i < 8; i++) {
        *digest = (*digest ^ (number >> (8 * i) & 0xFF)) * UINT64_C(0x100000001B3);
    }
}

static void mix_bytes(uint64_t *digest, const char *bytes, size_t length)
{
    mix(digest, length);
    for (size_t i = 0; i < length; i++) {
        *digest = (*digest ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001B3);
    }
}

static void mix_text(uint64_t *digest, EventText text)
{
    mix_bytes(digest, text.bytes, text.bytes == NULL ? 0 : text.length);
}

static void mix_word(uint64_t *digest, const char *word)
{
    mix_bytes(digest, word, word == NULL ? 0 : strlen(word));
}

static void mix_value(uint64_t *digest, const ViewValue *value)
{
    mix(digest, value->is_null);
    if (value->is_null) return;
    mix(digest, value->object);
    mix(digest, (uint64_t)value->refcount);
    mix_word(digest, value->type);
    mix_text(digest, value->text);
}

static void mix_frame(uint64_t *digest, const ViewFrame *frame)
{
    mix(digest, frame->number);
    mix(digest, (uint64_t)frame->back);
    mix(digest, frame->code);
    mix(digest, frame->frame_object);
    mix(digest, (uint64_t)frame->lasti);
    mix(digest, (uint64_t)frame->line);
    mix(digest, (uint64_t)frame->handler);
    mix_word(digest, frame->owner);
    mix(digest, frame->localsplus.length);
    for (size_t i = 0; i < frame->localsplus.length; i++) {
        mix(digest, frame->localsplus.items[i].cell);
        mix_value(digest, &frame->localsplus.items[i].value);
    }
    mix(digest, frame->stack.length);
    for (size_t i = 0; i < frame->stack.length; i++) {
        mix_value(digest, &frame->stack.items[i]);
    }
}

static void mix_names(uint64_t *digest, const ViewNames *names)
{
    mix(digest, names->total);
    for (size_t i = 0; i < names->items.length; i++) {
        mix_text(digest, names->items.items[i].name);
        mix_value(digest, &names->items.items[i].value);
    }
}

static void mix_object(uint64_t *digest, const ViewObject *object)
{
    mix(digest, object->id);
    mix_value(digest, &object->value);
    mix(digest, object->size);
    mix(digest, object->address);
    mix(digest, (uint64_t)object->generation);
    mix(digest, (uint64_t)object->gc_refs);
    mix(digest, object->is_unreachable);
    for (size_t i = 0; i < object->fields.length; i++) {
        mix(digest, object->fields.items[i].object);
        mix_text(digest, object->fields.items[i].label);
    }
    mix(digest, object->fields.total);
}

static void mix_gc(uint64_t *digest, const ViewGc *gc)
{
    mix(digest, gc->enabled);
    mix(digest, gc->permanent);
    mix(digest, gc->long_lived_total);
    mix(digest, gc->long_lived_pending);
    mix(digest, (uint64_t)gc->collecting);
    mix_word(digest, gc->phase);
    for (int i = 0; i < 3; i++) {
        const ViewGeneration *generation = &gc->generations[i];
        mix(digest, (uint64_t)generation->count);
        mix(digest, (uint64_t)generation->threshold);
        mix(digest, generation->size);
        mix(digest, generation->collections);
        mix(digest, generation->collected);
        mix(digest, generation->uncollectable);
        for (size_t j = 0; j < generation->members.length; j++) {
            mix(digest, generation->members.items[j]);
        }
    }
    for (size_t i = 0; i < gc->young.length; i++) mix(digest, gc->young.items[i]);
    for (size_t i = 0; i < gc->unreachable.length; i++) mix(digest, gc->unreachable.items[i]);
}

uint64_t view_digest(const View *view)
{
    uint64_t digest = UINT64_C(0xCBF29CE484222325);
    mix(&digest, view->n);
    mix(&digest, view->state);
    mix_word(&digest, view->end_reason);
    mix(&digest, (uint64_t)view->exit_status);
    mix_text(&digest, view->exception);
    mix(&digest, view->frames.total);
    for (size_t i = 0; i < view->frames.length; i++) mix_frame(&digest, &view->frames.items[i]);
    mix_names(&digest, &view->locals);
    mix_names(&digest, &view->enclosing);
    mix_names(&digest, &view->globals);
    mix_names(&digest, &view->builtins);
    for (size_t i = 0; i < view->objects.length; i++) mix_object(&digest, &view->objects.items[i]);
    mix(&digest, view->live_objects);
    mix(&digest, view->heap_bytes);
    mix_gc(&digest, &view->gc);
    for (size_t i = 0; i < view->output.length; i++) {
        mix(&digest, view->output.items[i].n);
        mix(&digest, (uint64_t)view->output.items[i].fd);
        mix_text(&digest, view->output.items[i].text);
    }
    return digest;
}
