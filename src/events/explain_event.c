/* The sentence for an event that happened: one for each kind of event.def, and one for each
   phase of a collection. */
#include "events/explain.h"

#include <string.h>

#define NUMBER(n) ((unsigned long long)(n))

static const struct {
    const char *phase, *sentence;
} phases[] = {
    {"start", "joins the younger generations to this one and looks for cycles that are garbage"},
    {"update_refs", "copies each object's refcount into gc_refs"},
    {"subtract_refs", "subtracts 1 from gc_refs for each reference within the list: above 0 means held from outside"},
    {"move_unreachable", "what is held from outside keeps what it refers to; the rest moves to the unreachable list"},
    {"finalize", "calls the __del__ methods and weak reference callbacks of the unreachable objects"},
    {"clear", "breaks the cycles: clears the unreachable containers, so that refcounts free them"},
    {"move_survivors", "the survivors move to the next older generation"},
    {"end", "the collection is over"},
};

static void add_text(Buf *buf, EventText text)
{
    if (text.bytes != NULL) buf_add(buf, text.bytes, text.length);
}

static void add_value(Buf *buf, EventValue value)
{
    switch (value.kind) {
    case EVENT_VALUE_NULL: buf_add_text(buf, "nothing"); return;
    case EVENT_VALUE_TEXT: add_text(buf, value.text); return;
    case EVENT_VALUE_OBJECT: buf_printf(buf, "#%u", value.object); return;
    }
}

static void explain_var(const Event_var *event, Buf *buf)
{
    buf_printf(buf, "The %s ", event->scope);
    if (strcmp(event->scope, "name") != 0) buf_add_text(buf, "variable ");
    add_text(buf, event->name);
    if (event->new.kind == EVENT_VALUE_NULL) {
        buf_add_text(buf, " is unbound; it was ");
        add_value(buf, event->old);
    } else {
        buf_add_text(buf, event->old.kind == EVENT_VALUE_NULL ? " is bound to " : " is now ");
        add_value(buf, event->new);
        if (event->old.kind != EVENT_VALUE_NULL) {
            buf_add_text(buf, "; it was ");
            add_value(buf, event->old);
        }
    }
    buf_add_char(buf, '.');
}

static void explain_set(const Event_set *event, Buf *buf)
{
    buf_printf(buf, "#%u changes", event->id);
    if (event->at.bytes != NULL) {
        buf_printf(buf, " at %s ", event->what);
        add_text(buf, event->at);
    } else {
        buf_printf(buf, " by %s", event->what);
    }
    buf_add_text(buf, ": ");
    add_value(buf, event->old);
    buf_add_text(buf, " becomes ");
    add_value(buf, event->new);
    buf_add_char(buf, '.');
}

static void explain_class(const Event_class *event, Buf *buf)
{
    buf_printf(buf, "#%u is no longer of the class ", event->id);
    add_text(buf, event->old);
    buf_add_text(buf, ", but of ");
    add_text(buf, event->new);
    buf_add_char(buf, '.');
}

static void explain_gc(const Event_gc *event, Buf *buf)
{
    const char *sentence = "a phase that this program does not know";
    for (size_t i = 0; i < ARRAY_LENGTH(phases); i++) {
        if (strcmp(phases[i].phase, event->phase) == 0) sentence = phases[i].sentence;
    }
    buf_printf(buf, "gc of generation %llu, %s: %s.", NUMBER(event->gen), event->phase, sentence);
}

static void explain_thread(const Event_thread *event, Buf *buf)
{
    if (event->thread == 0) buf_add_text(buf, "The main thread goes on.");
    else buf_printf(buf, "Thread %llu %s.", NUMBER(event->thread), event->frames.length == 0 ? "begins" : "goes on");
}

static void explain_call(const Event_call *event, Buf *buf)
{
    buf_printf(buf, "Frame #%lld is entered: a %s", (long long)event->f, event->kind);
    for (size_t i = 0; i < event->locals.length; i++) {
        buf_add_text(buf, i == 0 ? " with " : ", ");
        add_text(buf, event->locals.items[i].name);
        buf_add_text(buf, " = ");
        add_value(buf, event->locals.items[i].value);
    }
    buf_add_char(buf, '.');
}

static void explain_op(const Event_op *event, Buf *buf)
{
    buf_add_text(buf, event->op);
    if (event->arg >= 0) buf_printf(buf, " %lld", (long long)event->arg);
    buf_printf(buf, " runs at %llu of frame #%lld", NUMBER(event->pc), (long long)event->f);
    if (event->line >= 0) buf_printf(buf, ", line %lld", (long long)event->line);
    buf_printf(buf, ", with %zu value%s on the stack.", event->stack.length, event->stack.length == 1 ? "" : "s");
}

static void explain_leaving(long long frame, const char *verb, EventValue value, Buf *buf)
{
    buf_printf(buf, "Frame #%lld %s ", frame, verb);
    add_value(buf, value);
    buf_add_char(buf, '.');
}

static void explain_raise(const Event_raise *event, Buf *buf)
{
    buf_printf(buf, "%s", event->type);
    if (event->text.length > 0) buf_add_text(buf, ": ");
    add_text(buf, event->text);
    buf_printf(buf, " is raised in frame #%lld.", (long long)event->f);
}

static void explain_new(const Event_new *event, Buf *buf)
{
    buf_printf(buf, "Object #%u is made: ", event->id);
    add_text(buf, event->type);
    buf_printf(buf, ", %llu bytes", NUMBER(event->size));
    if (event->gen >= 0) buf_printf(buf, ", in generation %lld", (long long)event->gen);
    buf_add_char(buf, '.');
}

static void explain_code(const Event_code *event, Buf *buf)
{
    buf_add_text(buf, "The code of ");
    add_text(buf, event->qualname);
    buf_printf(buf, ", from line %llu, is known.", NUMBER(event->firstlineno));
}

static void explain_cell(const Event_cell *event, Buf *buf)
{
    add_text(buf, event->name);
    buf_printf(buf, " of frame #%lld lives in cell #%u.", (long long)event->f, event->id);
}

static void explain_text(const char *before, EventText text, const char *after, Buf *buf)
{
    buf_add_text(buf, before);
    add_text(buf, text);
    buf_add_text(buf, after);
}

void explain_event(const Event *event, Buf *buf)
{
    switch (event->kind) {
    case EVENT_header: buf_printf(buf, "A trace of viv %s, Python %s, begins.", event->header_.viv, event->header_.python); return;
    case EVENT_source: explain_text("The source file ", event->source_.name, " is known.", buf); return;
    case EVENT_code: explain_code(&event->code_, buf); return;
    case EVENT_call: explain_call(&event->call_, buf); return;
    case EVENT_cell: explain_cell(&event->cell_, buf); return;
    case EVENT_op: explain_op(&event->op_, buf); return;
    case EVENT_var: explain_var(&event->var_, buf); return;
    case EVENT_return: explain_leaving((long long)event->return_.f, "returns", event->return_.value, buf); return;
    case EVENT_yield: explain_leaving((long long)event->yield_.f, "is suspended and yields", event->yield_.value, buf); return;
    case EVENT_resume: buf_printf(buf, "Frame #%lld goes on.", (long long)event->resume_.f); return;
    case EVENT_raise: explain_raise(&event->raise_, buf); return;
    case EVENT_catch: buf_printf(buf, "A handler takes the exception: frame #%lld goes on at %llu.", (long long)event->catch_.f, NUMBER(event->catch_.handler)); return;
    case EVENT_jump: buf_printf(buf, "A tracer set f_lineno: frame #%lld goes on at %llu.", (long long)event->jump_.f, NUMBER(event->jump_.to)); return;
    case EVENT_thread: explain_thread(&event->thread_, buf); return;
    case EVENT_unwind: buf_printf(buf, "Frame #%lld is left: no handler is in force.", (long long)event->unwind_.f); return;
    case EVENT_new: explain_new(&event->new_, buf); return;
    case EVENT_free: buf_printf(buf, "Object #%u dies.", event->free_.id); return;
    case EVENT_class: explain_class(&event->class_, buf); return;
    case EVENT_set: explain_set(&event->set_, buf); return;
    case EVENT_rc: buf_printf(buf, "The refcount of #%u goes from %llu to %llu.", event->rc_.id, NUMBER(event->rc_.old), NUMBER(event->rc_.new)); return;
    case EVENT_gc: explain_gc(&event->gc_, buf); return;
    case EVENT_move: buf_printf(buf, "%zu object%s from generation %llu to %llu.", event->move_.ids.length, event->move_.ids.length == 1 ? " goes" : "s go", NUMBER(event->move_.from), NUMBER(event->move_.to)); return;
    case EVENT_out: explain_text(event->out_.fd == 2 ? "The program writes to standard error: " : "The program writes: ", event->out_.text, "", buf); return;
    case EVENT_in: explain_text("The program reads: ", event->in_.text, "", buf); return;
    case EVENT_key: buf_printf(buf, "The whole state is written down: %zu frames, %zu objects.", event->key_.frames.length, event->key_.objects.length); return;
    case EVENT_limit: buf_printf(buf, "The limit %s is reached.", event->limit_.what); return;
    case EVENT_end: buf_printf(buf, "The run ends after %llu steps (%s), with exit status %lld.", NUMBER(event->end_.n), event->end_.reason, (long long)event->end_.status); return;
    case EVENT_KIND_COUNT: break;
    }
    viv_unreachable("unknown kind of event");
}
