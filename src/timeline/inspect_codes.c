/* The code objects that the shown frames run, each once, with every instruction in words, and
   the sources they came from. */
#include <string.h>

#include "code/exception_table.h"
#include "code/opcode.h"
#include "code/verifier.h"
#include "objects/bytesobj.h"
#include "timeline/inspect_impl.h"

enum { UNIT = sizeof(CodeUnit) };

/* --- instructions */

static ViewInstr instr_of(Inspection *in, Ref code, const CodeInstr *instr)
{
    const Tally *tally = in->inspector->tally;
    CodeSpan span = code_span(code, instr->unit * UNIT);
    int target = opcode_jump_target(instr->op, instr->arg, instr->next_unit);
    instr_words(code, instr, &in->text);
    return (ViewInstr){.offset = instr->unit * UNIT,
                       .next = instr->next_unit * UNIT,
                       .opcode = instr->op,
                       .arg = opcode_has_arg(instr->op) ? (int64_t)instr->arg : -1,
                       .target = target < 0 ? -1 : target * UNIT,
                       .name = opcode_table[instr->op].name,
                       .words = inspect_buf(in).bytes,
                       .executed = tally == NULL ? 0 : tally_of(tally, in->inspector->facts, code, instr->unit),
                       .span = {span.line, span.column, span.end_line, span.end_column}};
}

static void mark_target(ViewCode *view, int32_t offset)
{
    for (size_t i = 0; i < view->instrs.length; i++) {
        if (view->instrs.items[i].offset == offset) view->instrs.items[i].is_target = true;
    }
}

static void fill_instrs(Inspection *in, ViewCode *view, Ref code)
{
    int units = code_is_readable(code) ? (int)AS_CODE(code)->head.length : 0;
    if (INSPECT_ARRAY(in, view->instrs, (size_t)units) == NULL) return;
    for (int unit = 0; unit < units;) {
        CodeInstr instr = code_instr(code, unit);
        view->instrs.items[view->instrs.length++] = instr_of(in, code, &instr);
        unit = instr.next_unit;
    }
    for (size_t i = 0; i < view->instrs.length; i++) {
        if (view->instrs.items[i].target >= 0) mark_target(view, view->instrs.items[i].target);
    }
}

static void fill_handlers(Inspection *in, ViewCode *view, Ref code)
{
    Ref table = AS_CODE(code)->exception_table;
    size_t size = (size_t)bytes_length(table);
    ExceptionReader reader = exception_reader(AS_BYTES(table)->bytes, size);
    ExceptionEntry entry;
    if (INSPECT_ARRAY(in, view->handlers, size / 4 + 1) == NULL) return;
    while (exception_next(&reader, &entry)) {
        view->handlers.items[view->handlers.length++] =
            (EventHandler){entry.start * UNIT, entry.end * UNIT, entry.target * UNIT, entry.depth, entry.lasti};
        mark_target(view, (int32_t)(entry.target * UNIT));
    }
}

static void fill_code(Inspection *in, ViewCode *view, Ref ref)
{
    const CodeObj *code = AS_CODE(ref);
    *view = (ViewCode){
        .id = inspect_id(in, ref),
        .source = inspect_source_id(in, ref),
        .name = inspect_name(in, code->name),
        .qualname = inspect_name(in, code->qualname),
        .filename = inspect_name(in, code->filename),
        .firstlineno = code->firstlineno,
        .flags = code->flags,
        .stacksize = code->stacksize,
        .arguments = code->argcount + code->kwonlyargcount + ((code->flags & CODE_VARARGS) != 0) +
                     ((code->flags & CODE_VARKEYWORDS) != 0),
    };
    fill_instrs(in, view, ref);
    fill_handlers(in, view, ref);
}

/* --- sources */

static const SourceText *source_of(Inspection *in, Ref code)
{
    EventText name = inspect_name(in, AS_CODE(code)->filename);
    return source_get(&in->inspector->sources, name.bytes);
}

/* A source is called by the number of the name that its code objects share. */
uint32_t inspect_source_id(Inspection *in, Ref code)
{
    return source_of(in, code) == NULL ? 0 : inspect_id(in, AS_CODE(code)->filename);
}

static size_t line_count(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += text[i] == '\n';
    return count + (length > 0 && text[length - 1] != '\n');
}

static void fill_source(Inspection *in, ViewSource *view, uint32_t id, const SourceText *source)
{
    const char *text = in->is_full ? NULL : arena_copy(in->arena, source->text, source->length);
    view->id = id;
    view->name = (EventText){inspect_word(in, source->name), strlen(source->name)};
    if (text == NULL) in->is_full = true;
    if (in->is_full || INSPECT_ARRAY(in, view->lines, line_count(text, source->length)) == NULL) return;
    for (const char *at = text, *end = text + source->length; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL) stop = end;
        size_t length = (size_t)(stop - at);
        if (length > 0 && at[length - 1] == '\r') length--;
        view->lines.items[view->lines.length++] = (EventText){at, length};
        at = stop + 1;
    }
}

static void add_source(Inspection *in, Ref code)
{
    View *view = in->view;
    const SourceText *source = source_of(in, code);
    uint32_t id = source == NULL ? 0 : inspect_id(in, AS_CODE(code)->filename);
    if (source == NULL || view_source(view, id) != NULL) return;
    fill_source(in, &view->sources.items[view->sources.length++], id, source);
}

void inspect_codes(Inspection *in)
{
    View *view = in->view;
    size_t count = view->frames.length;
    if (INSPECT_ARRAY(in, view->codes, count) == NULL || INSPECT_ARRAY(in, view->sources, count) == NULL) return;
    Frame *frame = vm_current_frame(in->rt);
    for (size_t i = 0; i < count && !in->is_full; i++, frame = frame->previous) {
        if (view_code(view, inspect_id(in, frame->code)) != NULL) continue;
        fill_code(in, &view->codes.items[view->codes.length++], frame->code);
        add_source(in, frame->code);
    }
}
