/* What the expressions that a request names are worth.  They may run Python code: in a copy of the process. */
#include "timeline/evaluate.h"
#include "timeline/inspect_impl.h"

static ViewWatch watch_of(Inspection *in, const ViewExpression *expression)
{
    ViewWatch watch = {.state = VIEW_WATCH_ABSENT, .expression = inspect_word(in, expression->text)};
    Frame *frame = evaluate_frame(inspect_focus(in), expression->function);
    if (frame == NULL) frame = evaluate_frame(vm_current_frame(in->rt), expression->function);
    if (frame == NULL || frame_lasti(frame) < 0) return watch;
    Evaluation evaluation = evaluate(in->rt, frame, expression->text, &in->text);
    watch.state = evaluation == EVALUATION_VALUE ? VIEW_WATCH_VALUE : VIEW_WATCH_ERROR;
    watch.text = inspect_buf(in);
    return watch;
}

void inspect_watches(Inspection *in)
{
    View *view = in->view;
    const ViewRequest *request = in->request;
    if (request->expression_count == 0 || INSPECT_ARRAY(in, view->watches, request->expression_count) == NULL) return;
    for (size_t i = 0; i < request->expression_count; i++)
        view->watches.items[view->watches.length++] = watch_of(in, &request->expressions[i]);
}
