/* Rules: an instruction that may jump is asked about its jump, one that enters or leaves a frame about the frame,
   one that pushes about the top of the stack, any other about the stack's depth. */
#include "ui/predict.h"

#include <ctype.h>
#include <string.h>

#include "code/opcode.h"
#include "ui/pane.h"

PredictKind predict_kind(const View *view)
{
    const ViewFrame *frame = view == NULL || view->state != VIEW_AT_INSTRUCTION || view->frames.length == 0 ? NULL : &view->frames.items[0];
    const ViewInstr *instr = frame == NULL ? NULL : view_instr(view_code(view, frame->code), frame->lasti);
    if (instr == NULL) return PREDICT_NOTHING;
    switch (instr->opcode) {
    case OP_RETURN_VALUE:
    case OP_YIELD_VALUE:
    case OP_CALL:
    case OP_CALL_FUNCTION_EX: return PREDICT_FRAME;
    }
    int flow = opcode_table[instr->opcode].flow;
    if (flow == FLOW_BRANCH_FORWARD || flow == FLOW_BRANCH_BACKWARD) return PREDICT_JUMP;
    int pushes = opcode_pushes(instr->opcode, instr->arg < 0 ? 0 : (int)instr->arg, false);
    return pushes > 0 ? PREDICT_TOP : PREDICT_DEPTH;
}

const char *predict_question(PredictKind kind)
{
    switch (kind) {
    case PREDICT_NOTHING: break;
    case PREDICT_TOP: return "what is on top of the stack then? ";
    case PREDICT_DEPTH: return "how many values are on the stack then? ";
    case PREDICT_FRAME: return "which function's frame runs then? ";
    case PREDICT_JUMP: return "does it jump? y or n: ";
    }
    return "";
}

void predict_truth(PredictKind kind, const View *after, int32_t next, Buf *truth)
{
    const ViewFrame *frame = after->frames.length == 0 ? NULL : &after->frames.items[0];
    if (frame == NULL) {
        buf_add_text(truth, "none: the program has ended");
        return;
    }
    switch (kind) {
    case PREDICT_NOTHING: break;
    case PREDICT_TOP:
        if (frame->stack.length == 0) {
            buf_add_text(truth, "nothing");
        } else {
            EventText text = pane_value_text(&frame->stack.items[frame->stack.length - 1]);
            buf_add(truth, text.bytes, text.length);
        }
        break;
    case PREDICT_DEPTH: buf_printf(truth, "%zu", frame->stack.length); break;
    case PREDICT_FRAME: buf_add_text(truth, pane_frame_name(frame)); break;
    case PREDICT_JUMP: buf_add_text(truth, frame->lasti == next ? "no" : "yes"); break;
    }
}

/* Letters and digits only, in lower case: what two answers must have in common. */
static void add_bare(const char *text, Buf *bare)
{
    for (; *text != '\0'; text++) {
        if (isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80 || strchr("-._+", *text) != NULL)
            buf_add_char(bare, (char)tolower((unsigned char)*text));
    }
}

bool predict_agrees(PredictKind kind, const char *answer, const char *truth)
{
    static const char *const words[] = {"<function ", "<built-in function ", "<class ", "<module ", "<code object ", "<bound method "};
    Buf said = BUF_INIT, right = BUF_INIT;
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
        size_t length = strlen(words[i]);
        if (strncmp(truth, words[i], length) == 0) truth += length;
        if (strncmp(answer, words[i], length) == 0) answer += length;
    }
    add_bare(answer, &said);
    add_bare(truth, &right);
    bool agrees = said.length > 0 && strcmp(buf_text(&said), buf_text(&right)) == 0;
    if (kind == PREDICT_JUMP) agrees = said.length > 0 && buf_text(&said)[0] == buf_text(&right)[0];
    if (said.length == 0) agrees = answer[0] != '\0' && strcmp(answer, truth) == 0; /* "[]" */
    buf_fini(&said);
    buf_fini(&right);
    return agrees;
}
