/* Kept true: an entry never changes once it is made, but for the flags that belong to the
   recorder; the table is at most half full. */
#include "timeline/code_facts.h"

#include <stdlib.h>
#include <string.h>

#include "code/disassemble.h"
#include "code/locations.h"
#include "code/opcode.h"
#include "objects/bytesobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "events/view.h"
#include "timeline/render.h"

static size_t slot_of(const FactsTable *table, uint32_t number)
{
    size_t slot = (number * 2654435761u) & (table->capacity - 1);
    while (table->slots[slot] != NULL && table->slots[slot]->number != number) slot = (slot + 1) & (table->capacity - 1);
    return slot;
}

static bool table_grow(FactsTable *table)
{
    FactsTable larger = {.capacity = table->capacity == 0 ? 64 : table->capacity * 2, .used = table->used, .sites = table->sites, .program = table->program};
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL) return false;
    for (size_t i = 0; i < table->capacity; i++) {
        if (table->slots[i] != NULL) larger.slots[slot_of(&larger, table->slots[i]->number)] = table->slots[i];
    }
    free(table->slots);
    *table = larger;
    return true;
}

static void fill_lines(CodeFacts *facts, const CodeObj *code)
{
    for (int32_t i = 0; i < facts->count; i++) facts->lines[i] = -1;
    LocationReader reader =
        location_reader(AS_BYTES(code->linetable)->bytes, (size_t)bytes_length(code->linetable), code->firstlineno);
    while (location_next(&reader)) {
        for (int i = reader.start; i < reader.end && i < facts->count; i++) facts->lines[i] = reader.span.line;
    }
}

static bool is_program(const FactsTable *table, Ref filename)
{
    Buf name = BUF_INIT;
    render_name(filename, &name);
    bool is_same = table->program != NULL && strcmp(buf_text(&name), table->program) == 0;
    buf_fini(&name);
    return is_same;
}

static CodeFacts *facts_new(const FactsTable *table, Ref ref)
{
    const CodeObj *code = AS_CODE(ref);
    CodeFacts *facts = calloc(1, sizeof *facts + (size_t)code->head.length * sizeof facts->lines[0]);
    if (facts == NULL) return NULL;
    facts->number = ref->number;
    facts->count = (int32_t)code->head.length;
    bool is_started = is_program(table, code->filename), is_str = str_length(code->filename) > 0;
    facts->is_user = is_started || facts_is_user_file(code->filename);
    facts->is_made = !is_started && is_str && str_at(code->filename, 0) == '<';
    facts->kind = code_kind(ref);
    fill_lines(facts, code);
    return facts;
}

CodeFacts *facts_of(FactsTable *table, Ref code)
{
    if (table->used * 2 >= table->capacity && !table_grow(table)) return NULL;
    CodeFacts **slot = &table->slots[slot_of(table, code->number)];
    if (*slot == NULL) {
        *slot = facts_new(table, code);
        if (*slot != NULL) {
            table->used++;
            (*slot)->site = table->sites + 1;
            table->sites += (uint32_t)(*slot)->count;
        }
    }
    return *slot;
}

void facts_fini(FactsTable *table)
{
    for (size_t i = 0; i < table->capacity; i++) free(table->slots[i]);
    free(table->slots);
    *table = (FactsTable){0};
}

bool facts_is_user_file(Ref filename)
{
    Buf name = BUF_INIT;
    render_name(filename, &name);
    bool is_user = !view_is_library(buf_text(&name));
    buf_fini(&name);
    return is_user;
}

void instr_words(Ref code, const CodeInstr *instr, Buf *buf)
{
    static const Ids no_ids = {1, 0};
    Ref consts = AS_CODE(code)->consts;
    if (!opcode_has_arg(instr->op)) return;
    if (opcode_table[instr->op].operand != OPERAND_CONST) {
        operand_describe(code, instr->op, instr->arg, (instr->unit + instr->prefixes) * (int)sizeof(CodeUnit), buf);
    } else if (instr->arg < (size_t)tuple_length(consts)) {
        render_object(&no_ids, tuple_peek(consts, (ptrdiff_t)instr->arg), buf, RENDER_LIMIT);
    }
}

static bool is_named(Ref name, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (str_equals_text(name, *names)) return true;
    }
    return false;
}

const char *code_kind(Ref ref)
{
    static const char *const comprehensions[] = {"<listcomp>", "<setcomp>", "<dictcomp>", NULL};
    static const char *const modules[] = {"<module>", NULL}, *const lambdas[] = {"<lambda>", NULL};
    const CodeObj *code = AS_CODE(ref);
    if ((code->flags & CODE_OPTIMIZED) == 0) return is_named(code->name, modules) ? "module" : "class";
    if ((code->flags & CODE_ASYNC_GENERATOR) != 0) return "async_generator";
    if ((code->flags & CODE_COROUTINE) != 0) return "coroutine";
    if ((code->flags & CODE_GENERATOR) != 0) return "generator";
    if (is_named(code->name, comprehensions)) return "comprehension";
    return is_named(code->name, lambdas) ? "lambda" : "function";
}
