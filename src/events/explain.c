/* The sentence for a View's next step.  explain.def holds one sentence an opcode; this file
   fills in what stands in braces, from the View alone.  Where the View does not say
   something (a value below the stack, a name that was not asked for) the sentence says less, but
   never something false. */
#include "events/explain.h"

#include <string.h>

#include "code/opcode.h"
#include "events/foresee.h"

static const char *const sentences[OPCODE_LIMIT] = {
#define EXPLAIN(opcode, sentence) [OP_##opcode] = sentence,
#include "events/explain.def"
#undef EXPLAIN
};

/* What a sentence may speak of: the frame that runs next, and its instruction. */
typedef struct Scene {
    const View *view;
    const ViewFrame *frame;
    const ViewInstr *instr;
    Buf *buf;
} Scene;

static int argument(const Scene *scene)
{
    return scene->instr->arg < 0 ? 0 : (int)scene->instr->arg;
}

/* The value DEPTH below the top (0), or NULL. */
static const ViewValue *peek(const Scene *scene, int depth)
{
    size_t length = scene->frame->stack.length;
    if (depth < 0 || (size_t)depth >= length) return NULL;
    return &scene->frame->stack.items[length - 1 - (size_t)depth];
}

static void add_value(const Scene *scene, const ViewValue *value)
{
    if (value == NULL) buf_add_text(scene->buf, "a value");
    else if (value->is_null) buf_add_text(scene->buf, "NULL");
    else if (value->text.length > 0) buf_add(scene->buf, value->text.bytes, value->text.length);
    else buf_printf(scene->buf, "<%s #%u>", value->type, value->object);
}

static bool is_type(const ViewValue *value, const char *type)
{
    return value != NULL && value->type != NULL && strcmp(value->type, type) == 0;
}

/* --- Names.  In words an operand reads "n", "NULL + fib", "to 42", "-". */

static const char *operand_name(const Scene *scene)
{
    static const char prefix[] = "NULL + ";
    const char *words = scene->instr->words == NULL ? "" : scene->instr->words;
    if (strncmp(words, prefix, sizeof prefix - 1) == 0) words += sizeof prefix - 1;
    return words;
}

static bool text_is(EventText text, const char *name)
{
    return text.length == strlen(name) && memcmp(text.bytes, name, text.length) == 0;
}

static const ViewValue *name_lookup(const ViewNames *names, const char *name)
{
    for (size_t i = 0; i < names->items.length; i++) {
        if (text_is(names->items.items[i].name, name)) return &names->items.items[i].value;
    }
    return NULL;
}

/* The value of the local, cell or free variable that the operand names; NULL: not shown. */
static const ViewValue *slot_value(const Scene *scene)
{
    size_t index = (size_t)argument(scene);
    if (index >= scene->frame->localsplus.length) return NULL;
    return &scene->frame->localsplus.items[index].value;
}

/* Names are shown for the frame in focus, which need not be the one that runs. */
static const ViewValue *named_value(const Scene *scene)
{
    const View *view = scene->view;
    const char *name = operand_name(scene);
    const ViewValue *value = NULL;
    if (view_focus(view) != scene->frame) return NULL;
    if (scene->instr->opcode == OP_LOAD_NAME) value = name_lookup(&view->locals, name);
    if (value == NULL) value = name_lookup(&view->globals, name);
    bool all_globals = view->globals.items.length == view->globals.total;
    if (value == NULL && all_globals) value = name_lookup(&view->builtins, name);
    return value;
}

/* --- What stands in braces: one function each. */

static void add_arg(const Scene *scene)
{
    buf_printf(scene->buf, "%d", argument(scene));
}

static void add_plural(const Scene *scene)
{
    if (argument(scene) != 1) buf_add_char(scene->buf, 's');
}

static void add_name(const Scene *scene)
{
    buf_add_text(scene->buf, operand_name(scene));
}

static void add_slot(const Scene *scene)
{
    const ViewValue *value = slot_value(scene);
    if (value != NULL && value->is_null) buf_add_text(scene->buf, "unbound");
    else add_value(scene, value);
}

static void add_was(const Scene *scene)
{
    const View *view = scene->view;
    const ViewValue *value = NULL;
    bool has_names = view_focus(view) == scene->frame;
    switch (scene->instr->opcode) {
    case OP_STORE_NAME: value = has_names ? name_lookup(&view->locals, operand_name(scene)) : NULL; break;
    case OP_STORE_GLOBAL: value = has_names ? name_lookup(&view->globals, operand_name(scene)) : NULL; break;
    default: value = slot_value(scene); break;
    }
    if (value == NULL || value->is_null) return;
    buf_add_text(scene->buf, ", which was ");
    add_value(scene, value);
}

static void add_which(const Scene *scene)
{
    const ViewValue *value = named_value(scene);
    if (value == NULL || value->is_null) return;
    buf_add_text(scene->buf, ", which is ");
    add_value(scene, value);
}

static void add_null(const Scene *scene)
{
    if (scene->instr->arg & 1) buf_add_text(scene->buf, "NULL and ");
}

static void add_not(const Scene *scene)
{
    if (argument(scene) == 1) buf_add_text(scene->buf, "not ");
}

static void add_deep(const Scene *scene)
{
    add_value(scene, peek(scene, argument(scene) - 1));
}

static void add_place_of(const Scene *scene)
{
    if (argument(scene) == 1) buf_add_text(scene->buf, "the top of the stack");
    else buf_printf(scene->buf, "which lies %d deep", argument(scene));
}

static void add_below(const Scene *scene)
{
    int pops = opcode_pops(scene->instr->opcode, argument(scene));
    add_value(scene, peek(scene, pops + argument(scene) - 1));
}

static void add_args(const Scene *scene)
{
    enum { SHOWN = 6 };
    int count = argument(scene);
    for (int i = 0; i < count && i < SHOWN; i++) {
        if (i > 0) buf_add_text(scene->buf, ", ");
        add_value(scene, peek(scene, count - 1 - i));
    }
    if (count > SHOWN) buf_add_text(scene->buf, ", …");
}

static void add_comma(const Scene *scene)
{
    if (argument(scene) == 1) buf_add_char(scene->buf, ',');
}

/* "pops 2 values and ", of a dict "pops 2 pairs of key and value and ". */
static void add_pops(const Scene *scene)
{
    int count = argument(scene);
    const char *plural = count == 1 ? "" : "s";
    if (count == 0) return;
    if (scene->instr->opcode == OP_BUILD_MAP) buf_printf(scene->buf, "pops %d pair%s of key and value and ", count, plural);
    else buf_printf(scene->buf, "pops %d value%s and ", count, plural);
}

/* What kind of container is made: an empty one, or what it holds. */
static void add_kind(const Scene *scene)
{
    buf_add_text(scene->buf, argument(scene) == 0 ? "empty" : "filled");
}

static void add_target(const Scene *scene)
{
    buf_printf(scene->buf, "%d", scene->instr->target);
}

static void add_before(const Scene *scene)
{
    buf_printf(scene->buf, "%d", argument(scene) & 0xFF);
}

static void add_after(const Scene *scene)
{
    buf_printf(scene->buf, "%d", argument(scene) >> 8);
}

static void add_truth(const Scene *scene, int truth)
{
    if (truth >= 0) buf_printf(scene->buf, ": %s", truth ? "True" : "False");
}

static void add_unary_result(const Scene *scene, const ViewValue *top)
{
    int64_t number;
    if (is_type(top, "bool") || !foresee_int(top, &number) || number == INT64_MIN) return;
    if (scene->instr->opcode == OP_UNARY_NEGATIVE) number = -number;
    if (scene->instr->opcode == OP_UNARY_INVERT) number = ~number;
    buf_printf(scene->buf, " = %lld", (long long)number);
}

static void add_result(const Scene *scene)
{
    const ViewValue *right = peek(scene, 0), *left = peek(scene, 1);
    if (right == NULL) return;
    switch (scene->instr->opcode) {
    case OP_UNARY_POSITIVE:
    case OP_UNARY_NEGATIVE:
    case OP_UNARY_INVERT: add_unary_result(scene, right); return;
    case OP_UNARY_NOT:
        if (foresee_truth(right) >= 0) add_truth(scene, !foresee_truth(right));
        return;
    }
    if (left == NULL) return;
    if (scene->instr->opcode == OP_COMPARE_OP) {
        add_truth(scene, foresee_compare(left, operand_name(scene), right));
    } else if (scene->instr->opcode == OP_IS_OP) {
        add_truth(scene, (left->object == right->object) != (argument(scene) == 1));
    } else {
        size_t length = scene->buf->length;
        buf_add_text(scene->buf, " = ");
        if (foresee_binary(left, operand_name(scene), right, scene->buf)) return;
        if (!scene->buf->failed) scene->buf->bytes[scene->buf->length = length] = '\0';
    }
}

/* Nothing is in an empty container. */
static void add_item(const Scene *scene)
{
    const ViewValue *key = peek(scene, 0), *container = peek(scene, 1);
    bool is_empty_dict = is_type(container, "dict") && text_is(container->text, "{}");
    bool is_empty_row = is_type(key, "int") && ((is_type(container, "list") && text_is(container->text, "[]")) ||
                                                 (is_type(container, "tuple") && text_is(container->text, "()")));
    if (is_empty_dict || is_empty_row) {
        buf_printf(scene->buf, "raises %s: there is no such item", is_empty_dict ? "KeyError" : "IndexError");
        return;
    }
    buf_add_text(scene->buf, is_type(key, "slice") ? "pushes the part " : "pushes the item ");
    add_value(scene, key);
    buf_add_text(scene->buf, " of ");
    add_value(scene, container);
}

static void add_load(const Scene *scene)
{
    const ViewValue *value = slot_value(scene);
    if (value != NULL && value->is_null) {
        const char *error = scene->instr->opcode == OP_LOAD_FAST ? "UnboundLocalError" : "NameError";
        buf_printf(scene->buf, "%s is unbound: raises %s", operand_name(scene), error);
        return;
    }
    buf_printf(scene->buf, "pushes %s, which is ", operand_name(scene));
    add_value(scene, value);
}

static void add_binary(const Scene *scene)
{
    double left, right;
    const char *operator = operand_name(scene);
    bool divides = operator[0] == '/' || operator[0] == '%';
    bool are_numbers = peek(scene, 1) != NULL && foresee_number(peek(scene, 1), &left) && foresee_number(peek(scene, 0), &right);
    bool raises = divides && are_numbers && right == 0;
    if (!raises) buf_add_text(scene->buf, "pushes ");
    add_value(scene, peek(scene, 1));
    size_t length = strlen(operator);
    bool is_in_place = length > 1 && operator[length - 1] == '='; /* as += is: what it computes is a sum */
    buf_printf(scene->buf, " %.*s ", (int)(length - is_in_place), operator);
    add_value(scene, peek(scene, 0));
    if (is_in_place && peek(scene, 1) != NULL && !peek(scene, 1)->is_simple) buf_add_text(scene->buf, ", in place if it can");
    if (raises) buf_add_text(scene->buf, " raises ZeroDivisionError");
    else add_result(scene);
}

/* Does the jump happen?  1, 0, or -1 when the value does not tell. */
static int jump_happens(const Scene *scene)
{
    const ViewValue *top = peek(scene, 0);
    if (top == NULL || top->is_null) return -1;
    const char *name = scene->instr->name;
    if (strstr(name, "NOT_NONE") != NULL) return !is_type(top, "NoneType");
    if (strstr(name, "NONE") != NULL) return is_type(top, "NoneType");
    int truth = foresee_truth(top);
    if (truth < 0) return -1;
    return strstr(name, "IF_TRUE") != NULL ? truth : !truth;
}

static void add_decide(const Scene *scene)
{
    const char *name = scene->instr->name;
    bool keeps = strstr(name, "OR_POP") != NULL;
    const char *yes = strstr(name, "NOT_NONE") != NULL  ? "is not None"
                      : strstr(name, "NONE") != NULL    ? "is None"
                      : strstr(name, "IF_TRUE") != NULL ? "is true"
                                                        : "is false";
    const char *no = strstr(name, "NOT_NONE") != NULL  ? "is None"
                     : strstr(name, "NONE") != NULL    ? "is not None"
                     : strstr(name, "IF_TRUE") != NULL ? "is false"
                                                       : "is true";
    int happens = jump_happens(scene), target = scene->instr->target;
    if (happens == 1) {
        buf_printf(scene->buf, "it %s, so %sjumps to %d.", yes, keeps ? "it stays and execution " : "execution ", target);
    } else if (happens == 0) {
        buf_printf(scene->buf, "it %s, so %sexecution goes on at %d.", no,
                   keeps ? "it is popped and " : "", scene->instr->next);
    } else {
        buf_printf(scene->buf, "execution jumps to %d if it %s, and goes on%s if not.", target, yes,
                   keeps ? ", popping it," : "");
    }
}

/* --- Calls.  Below the arguments lie [NULL, callable] or [method, self]. */

static const ViewValue *callee(const Scene *scene)
{
    const ViewValue *method = peek(scene, argument(scene) + 1);
    if (method != NULL && !method->is_null) return method;
    return peek(scene, argument(scene));
}

/* "<function fib>" as "fib", and so classes; anything else as it is. */
static void add_callable(const Scene *scene, const ViewValue *value)
{
    static const char *const openings[] = {"<function ", "<built-in function ", "<class "};
    for (size_t i = 0; value != NULL && i < ARRAY_LENGTH(openings); i++) {
        size_t start = strlen(openings[i]), length = value->text.length;
        if (length <= start + 1 || memcmp(value->text.bytes, openings[i], start) != 0) continue;
        if (value->text.bytes[length - 1] == '>') length--;
        buf_add(scene->buf, value->text.bytes + start, length - start);
        return;
    }
    add_value(scene, value);
}

static void add_callee(const Scene *scene)
{
    add_callable(scene, callee(scene));
}

static void add_new_frame(const Scene *scene)
{
    const ViewValue *value = callee(scene);
    if (is_type(value, "function") || is_type(value, "method")) buf_add_text(scene->buf, ": a new frame");
}

static void add_callable_ex(const Scene *scene)
{
    add_callable(scene, peek(scene, 1 + (argument(scene) & 1)));
}

static void add_star_args(const Scene *scene)
{
    bool has_keywords = argument(scene) & 1;
    buf_add_text(scene->buf, "the arguments ");
    add_value(scene, peek(scene, has_keywords));
    if (!has_keywords) return;
    buf_add_text(scene->buf, " and the keywords ");
    add_value(scene, peek(scene, 0));
}

static void add_caller(const Scene *scene)
{
    const ViewFrame *frame = scene->frame;
    const ViewFrame *back = frame->back < 0 ? NULL : view_frame(scene->view, (uint32_t)frame->back);
    if (frame->back < 0) buf_add_text(scene->buf, "the machine: the program's last frame ends");
    else if (back == NULL) buf_printf(scene->buf, "frame #%lld", (long long)frame->back);
    else buf_printf(scene->buf, "%s#%u%s", back->qualname, back->number, frame->is_entry ? " (through C code)" : "");
}

/* Instances find a method in their class; modules, classes and super objects look attributes up in their own way. */
static void add_method(const Scene *scene)
{
    static const char *const own_ways[] = {"module", "type", "super"};
    const ViewValue *object = peek(scene, 0);
    const char *name = operand_name(scene);
    bool is_own = object != NULL && object->text.length > 7 && memcmp(object->text.bytes, "<class ", 7) == 0;
    for (size_t i = 0; i < ARRAY_LENGTH(own_ways); i++) is_own = is_own || is_type(object, own_ways[i]);
    if (is_own) buf_printf(scene->buf, "NULL and its attribute %s", name);
    else if (object != NULL && object->is_simple) buf_printf(scene->buf, "its method %s and itself", name);
    else buf_printf(scene->buf, "its method %s and itself (or NULL and %s, where that is no method of its class)", name, name);
}

static void add_generator(const Scene *scene)
{
    const char *kind = scene->frame->kind == NULL ? "generator" : scene->frame->kind;
    buf_add_text(scene->buf, strcmp(kind, "coroutine") == 0         ? "a coroutine"
                             : strcmp(kind, "async_generator") == 0 ? "an asynchronous generator"
                                                                    : "a generator");
}

static void add_handled(const Scene *scene)
{
    if (is_type(peek(scene, 0), "NoneType")) {
        buf_add_text(scene->buf, "no exception is being handled any more");
        return;
    }
    add_value(scene, peek(scene, 0));
    buf_add_text(scene->buf, " is the handled exception again");
}

static void add_of(const Scene *scene)
{
    if (is_type(peek(scene, 0), "tuple")) buf_add_text(scene->buf, " of them");
}

static void add_again(const Scene *scene)
{
    static const char *const words[] = {
        "the frame begins here",
        "the generator goes on behind its `yield`",
        "the generator goes on inside its `yield from`",
        "the coroutine goes on inside its `await`",
    };
    buf_add_text(scene->buf, words[argument(scene) & 3]);
}

static void add_parts(const Scene *scene)
{
    static const struct { int flag; const char *words; } parts[] = {
        {1, "default values"}, {2, "keyword defaults"}, {4, "annotations"}, {8, "a closure"}};
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
        if (argument(scene) & parts[i].flag) buf_printf(scene->buf, ", %s", parts[i].words);
    }
}

static void add_formatted(const Scene *scene)
{
    int arg = argument(scene);
    static const char *const conversions[] = {"", "str", "repr", "ascii"};
    const ViewValue *specification = arg & 4 ? peek(scene, 0) : NULL;
    if (arg & 3) buf_printf(scene->buf, "%s of ", conversions[arg & 3]);
    add_value(scene, peek(scene, specification != NULL));
    if (specification == NULL) return;
    buf_add_text(scene->buf, " (format ");
    add_value(scene, specification);
    buf_add_char(scene->buf, ')');
}

static void add_raises(const Scene *scene)
{
    if (argument(scene) == 0) {
        buf_add_text(scene->buf, "raises the exception that is being handled again");
        return;
    }
    buf_add_text(scene->buf, "raises ");
    add_value(scene, peek(scene, argument(scene) - 1));
    if (argument(scene) < 2) return;
    buf_add_text(scene->buf, " from ");
    add_value(scene, peek(scene, 0));
}

static const struct {
    const char *word;
    void (*add)(const Scene *scene);
} places[] = {
    {"arg", add_arg},           {"s", add_plural},     {"name", add_name},
    {"load", add_load},         {"binary", add_binary}, {"slot", add_slot},         {"was", add_was},      {"which", add_which},
    {"null", add_null},         {"not", add_not},      {"deep", add_deep},
    {"below", add_below},       {"args", add_args},    {"target", add_target},
    {"before", add_before},     {"after", add_after},  {"result", add_result},
    {"decide", add_decide},     {"callee", add_callee}, {"frame", add_new_frame},
    {"place", add_place_of},    {"comma", add_comma},  {"pops", add_pops}, {"kind", add_kind},
    {"item", add_item},         {"method", add_method}, {"generator", add_generator},
    {"handled", add_handled},   {"of", add_of},
    {"callable_ex", add_callable_ex}, {"star_args", add_star_args},
    {"caller", add_caller},     {"again", add_again},  {"parts", add_parts},
    {"formatted", add_formatted}, {"raises", add_raises},
};

/* Fills in the place called by the LENGTH bytes at WORD. */
static void add_place(const Scene *scene, const char *word, size_t length)
{
    if (length == 1 && word[0] >= '0' && word[0] <= '9') {
        add_value(scene, peek(scene, word[0] - '0'));
        return;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++) {
        if (strlen(places[i].word) == length && memcmp(places[i].word, word, length) == 0) {
            places[i].add(scene);
            return;
        }
    }
    viv_panic(__FILE__, __LINE__, "explain.def has an unknown place {%.*s}", (int)length, word);
}

/* "LOAD_FAST 0 (n): "; the number of an operator says nothing to a reader. */
static void add_head(const Scene *scene)
{
    const ViewInstr *instr = scene->instr;
    OperandKind kind = opcode_table[instr->opcode].operand;
    buf_add_text(scene->buf, instr->name);
    bool is_operator = kind == OPERAND_BINARY || kind == OPERAND_COMPARE;
    if (instr->arg >= 0 && !is_operator) buf_printf(scene->buf, " %lld", (long long)instr->arg);
    if (instr->words != NULL && instr->words[0] != '\0') buf_printf(scene->buf, " (%s)", instr->words);
    buf_add_text(scene->buf, ": ");
}

static void explain_instr(const Scene *scene)
{
    const char *sentence = sentences[scene->instr->opcode];
    viv_assert(sentence != NULL);
    add_head(scene);
    while (*sentence != '\0') {
        size_t plain = strcspn(sentence, "{");
        buf_add(scene->buf, sentence, plain);
        sentence += plain;
        if (*sentence == '\0') return;
        size_t length = strcspn(sentence, "}");
        add_place(scene, sentence + 1, length - 1);
        sentence += length + 1;
    }
}

void explain_next(const View *view, Buf *buf)
{
    switch (view->state) {
    case VIEW_ENDED:
        buf_printf(buf, "The program has ended (%s), with exit status %d.",
                   view->end_reason == NULL ? "exit" : view->end_reason, view->exit_status);
        return;
    case VIEW_WAITING_INPUT: buf_add_text(buf, "The program waits for a line of input."); return;
    case VIEW_AT_GC_PHASE: {
        Event event = {.kind = EVENT_gc};
        event.gc_.gen = view->gc.collecting < 0 ? 0 : (uint64_t)view->gc.collecting;
        event.gc_.phase = view->gc.phase == NULL ? "start" : view->gc.phase;
        explain_event(&event, buf);
        return;
    }
    case VIEW_AT_INSTRUCTION: break;
    }
    Scene scene = {.view = view, .buf = buf};
    if (view->frames.length > 0) {
        scene.frame = &view->frames.items[0];
        scene.instr = view_instr(view_code(view, scene.frame->code), scene.frame->lasti);
    }
    if (scene.instr == NULL || sentences[scene.instr->opcode] == NULL) {
        buf_add_text(buf, "The first frame is about to be entered.");
        return;
    }
    explain_instr(&scene);
}
