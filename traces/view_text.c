/* Kept true: a line begins with what it is about, and one fact is one line. */
#include "traces/view_text.h"

#include <string.h>

#include "base/utf8.h"

/* Control characters, also those of Unicode, as \xNN and \uNNNN. */
static void put_text(FILE *file, EventText text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point;
        size_t used = utf8_decode_wtf(text.bytes + at, text.length - at, &code_point);
        bool is_bidi = (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
        if (used == 0) code_point = (unsigned char)text.bytes[at], used = 1;
        if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) fprintf(file, "\\x%02x", (unsigned)code_point);
        else if (is_bidi || (code_point >= 0xD800 && code_point <= 0xDFFF)) fprintf(file, "\\u%04x", (unsigned)code_point);
        else fwrite(text.bytes + at, 1, used, file);
        at += used;
    }
}

static void put_word(FILE *file, const char *word)
{
    if (word != NULL) put_text(file, (EventText){word, strlen(word)});
}

static void put_object(FILE *file, uint32_t object)
{
    if (object >= VIEW_EARLIER) fprintf(file, " ~%u", object - VIEW_EARLIER);
    else if (object != 0) fprintf(file, " #%u", object);
}

static void put_value(FILE *file, const ViewValue *value)
{
    if (value->is_null) {
        fputs("NULL", file);
        return;
    }
    put_text(file, value->text);
    if (value->is_simple) return;
    put_object(file, value->object);
    if (value->refcount >= 0) fprintf(file, " rc %lld", (long long)value->refcount);
}

static void put_frame(const View *view, const ViewFrame *frame, FILE *file)
{
    static const char *const kinds[] = {"local", "cell", "free", "stack"};
    const ViewInstr *instr = view_instr(view_code(view, frame->code), frame->lasti);
    fprintf(file, "frame #%u ", frame->number);
    put_word(file, frame->qualname);
    fprintf(file, " (%s, on the %s)", frame->kind, frame->owner);
    if (frame->back >= 0) fprintf(file, ", back #%lld", (long long)frame->back);
    if (frame->line >= 0) fprintf(file, ", line %d", frame->line);
    if (instr != NULL) fprintf(file, ", pc %d %s", frame->lasti, instr->name);
    if (instr != NULL && instr->arg >= 0) fprintf(file, " %lld", (long long)instr->arg);
    if (instr != NULL && instr->words[0] != '\0') fputs(" (", file), put_word(file, instr->words), fputs(")", file);
    if (frame->handler >= 0) fprintf(file, ", handler at %d", frame->handler);
    putc('\n', file);
    for (size_t i = 0; i < frame->localsplus.length; i++) {
        const ViewSlot *slot = &frame->localsplus.items[i];
        fprintf(file, "  %s ", kinds[slot->kind]);
        put_text(file, slot->name);
        fputs(" = ", file);
        put_value(file, &slot->value);
        if (slot->cell != 0) fprintf(file, " in cell #%u", slot->cell);
        putc('\n', file);
    }
    for (size_t i = 0; i < frame->stack.length; i++) {
        fprintf(file, "  stack[%zu] = ", i);
        put_value(file, &frame->stack.items[i]);
        putc('\n', file);
    }
}

static void put_names(const char *scope, const ViewNames *names, FILE *file)
{
    for (size_t i = 0; i < names->items.length; i++) {
        fprintf(file, "%s ", scope);
        put_text(file, names->items.items[i].name);
        fputs(" = ", file);
        put_value(file, &names->items.items[i].value);
        putc('\n', file);
    }
    if (names->total > names->items.length) fprintf(file, "%s: %zu more\n", scope, names->total - names->items.length);
}

static void put_described(const ViewObject *object, FILE *file)
{
    fputs("object", file);
    put_object(file, object->id);
    putc(' ', file);
    put_word(file, object->value.type);
    fprintf(file, ", %llu bytes", (unsigned long long)object->size);
    if (object->generation >= 0) fprintf(file, ", generation %d", object->generation);
    if (object->value.refcount >= 0) fprintf(file, ", rc %lld", (long long)object->value.refcount);
    fputs(": ", file);
    put_text(file, object->value.text);
    putc('\n', file);
    for (size_t i = 0; i < object->fields.length; i++) {
        fputs("  ", file);
        put_text(file, object->fields.items[i].label);
        fputs(" = ", file);
        put_value(file, &object->fields.items[i].value);
        putc('\n', file);
    }
    for (size_t i = 0; i < object->holders.length; i++) {
        fputs("  held by", file);
        put_object(file, object->holders.items[i].object);
        putc(' ', file);
        put_text(file, object->holders.items[i].label);
        putc('\n', file);
    }
}

static void put_gc(const ViewGc *gc, FILE *file)
{
    fprintf(file, "collector: counts %d %d %d", gc->generations[0].count, gc->generations[1].count, gc->generations[2].count);
    fprintf(file, ", members %llu %llu %llu", (unsigned long long)gc->generations[0].size,
            (unsigned long long)gc->generations[1].size, (unsigned long long)gc->generations[2].size);
    if (gc->collecting >= 0) fprintf(file, ", collecting generation %d, phase %s", gc->collecting, gc->phase == NULL ? "?" : gc->phase);
    putc('\n', file);
}

void view_text(const View *view, uint64_t length, FILE *file)
{
    static const char *const states[] = {"before an instruction", "in a collection", "waiting for input", "ended"};
    fprintf(file, "step %llu", (unsigned long long)view->n);
    if (length > 0) fprintf(file, " of %llu", (unsigned long long)length);
    fprintf(file, ", %s", states[view->state]);
    if (view->end_reason != NULL) fprintf(file, " (%s, status %d)", view->end_reason, view->exit_status);
    fputs("\nnext: ", file);
    put_word(file, view->sentence);
    putc('\n', file);
    if (view->exception.length > 0) fputs("exception: ", file), put_text(file, view->exception), putc('\n', file);
    for (size_t i = 0; i < view->frames.length; i++) put_frame(view, &view->frames.items[i], file);
    if (view->frames.total > view->frames.length) fprintf(file, "frames: %zu more\n", view->frames.total - view->frames.length);
    put_names("global", &view->globals, file);
    const ViewFrame *focus = view_focus(view);
    if (focus != NULL && focus->f_locals != 0 && focus->f_locals != focus->f_globals) put_names("name", &view->locals, file);
    for (size_t i = 0; i < view->objects.length; i++) put_described(&view->objects.items[i], file);
    put_gc(&view->gc, file);
    for (size_t i = 0; i < view->output.length; i++) {
        fprintf(file, "output %llu %d: ", (unsigned long long)view->output.items[i].n, view->output.items[i].fd);
        put_text(file, view->output.items[i].text);
        putc('\n', file);
    }
    if (view->is_replayed) fputs("(of a trace, which does not hold built-in names, addresses and the machine's own objects)\n", file);
}
