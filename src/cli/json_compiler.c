/* The symbol table and the flow graph as JSON: the same facts as compile/inspect_*.c print. */
#include "cli/json_build.h"
#include "cli/json_stages.h"
#include "code/opcode.h"
#include "compile/compile_inspect.h"
#include "objects/strobj.h"

static void add_object_text(JsonOut *out, Ref text)
{
    Buf buf = BUF_INIT;
    str_add_to_buf(text, &buf);
    json_string(out, buf_text(&buf), buf.length);
    buf_fini(&buf);
}

static void document_begin(JsonOut *out, Ref filename, const char *key)
{
    json_open(out, '{');
    json_key(out, "file");
    add_object_text(out, filename);
    json_key(out, key);
}

/* Ends the document; what came before an exception is dropped. */
static int document_end(JsonOut *out, int status, Buf *result)
{
    json_close(out, '}');
    if (status == 0) json_finish(out, result);
    else json_fini(out);
    return status;
}

/* --- symbols */

static void add_symbol(JsonOut *out, const MapEntry *entry)
{
    const Name *name = entry->key;
    json_open(out, '{');
    json_key(out, "name");
    json_string(out, name->text, name->length);
    json_key(out, "scope");
    json_text(out, name_scope_name((NameScope)(entry->value >> DEF_BITS)));
    json_key(out, "flags");
    json_open(out, '[');
    for (const NameFlag *flag = name_flags; flag->word != NULL; flag++) {
        if ((entry->value & flag->flag) == 0) continue;
        json_item(out);
        json_text(out, flag->word);
    }
    json_close(out, ']');
    json_close(out, '}');
}

static void add_scope_facts(JsonOut *out, const Scope *scope)
{
    json_key(out, "kind");
    json_text(out, scope_kind_name(scope));
    json_key(out, "name");
    json_string(out, scope->name->text, scope->name->length);
    json_key(out, "line");
    json_natural(out, scope->kind == SCOPE_MODULE ? -1 : scope->span.lineno);
    json_key(out, "coroutine");
    json_bool(out, scope->is_coroutine);
    json_key(out, "generator");
    json_bool(out, scope->is_generator);
    json_key(out, "class_cell");
    json_bool(out, scope->needs_class_cell);
}

static void add_scope(void *context, const Scope *scope)
{
    JsonOut *out = context;
    json_open(out, '{');
    add_scope_facts(out, scope);
    json_key(out, "symbols");
    json_open(out, '[');
    for (uint32_t i = 0; i < scope->symbols.count; i++) add_symbol(out, &scope->symbols.entries[i]);
    json_close(out, ']');
    json_key(out, "children");
    json_open(out, '[');
    for (size_t i = 0; i < scope->children.length; i++) add_scope(out, scope->children.items[i]);
    json_close(out, ']');
    json_close(out, '}');
}

int json_symbols(Rt *rt, const char *source, size_t length, CompileOptions *options, Buf *result)
{
    JsonOut out = {0};
    document_begin(&out, options->filename, "scope");
    int status = inspect_scopes(rt, source, length, options, add_scope, &out);
    return document_end(&out, status, result);
}

/* --- flow */

typedef struct FlowDocument {
    Rt *rt;
    JsonOut *out;
} FlowDocument;

static void add_block_number(JsonOut *out, const char *key, const Block *block)
{
    json_key(out, key);
    json_natural(out, block == NULL ? -1 : block_number(block));
}

static void add_instr(Rt *rt, const FlowUnit *unit, const Instr *instr, JsonOut *out)
{
    Buf meaning = BUF_INIT;
    bool has_arg = opcode_has_arg(instr->opcode) && instr->target == NULL;
    instr_describe(rt, unit, instr, &meaning);
    json_open(out, '{');
    json_key(out, "line");
    json_natural(out, instr->span.line);
    json_key(out, "opcode");
    json_text(out, opcode_name(instr->opcode));
    json_key(out, "argument");
    json_natural(out, has_arg ? instr->arg : -1);
    json_key(out, "meaning");
    json_buf(out, &meaning);
    add_block_number(out, "target", instr->target);
    add_block_number(out, "handler", instr->handler);
    json_key(out, "rule");
    if (instr->rule == NULL) json_null(out);
    else json_text(out, instr->rule);
    json_close(out, '}');
}

static void add_block(Rt *rt, const FlowUnit *unit, const Block *block, JsonOut *out)
{
    json_open(out, '{');
    add_block_number(out, "number", block);
    json_key(out, "depth");
    json_natural(out, block->start_depth);
    json_key(out, "leaves");
    json_bool(out, block->is_exit);
    json_key(out, "instructions");
    json_open(out, '[');
    for (int i = 0; i < block->length; i++) add_instr(rt, unit, &block->instrs[i], out);
    json_close(out, ']');
    json_close(out, '}');
}

static void add_pass(void *context, FlowUnit *unit, const char *pass)
{
    FlowDocument *document = context;
    JsonOut *out = document->out;
    json_open(out, '{');
    json_key(out, "code");
    add_object_text(out, unit->qualname);
    json_key(out, "line");
    json_signed(out, unit->firstlineno);
    json_key(out, "pass");
    json_text(out, pass);
    json_key(out, "blocks");
    json_open(out, '[');
    for (const Block *block = unit->flow.entry; block != NULL; block = block->next) {
        if (block->length > 0) add_block(document->rt, unit, block, out);
    }
    json_close(out, ']');
    json_close(out, '}');
}

int json_flow(Rt *rt, const char *source, size_t length, CompileOptions *options, Buf *result)
{
    JsonOut out = {0};
    FlowDocument document = {rt, &out};
    document_begin(&out, options->filename, "graphs");
    json_open(&out, '[');
    int status = inspect_passes(rt, source, length, options, add_pass, &document);
    json_close(&out, ']');
    return document_end(&out, status, result);
}
