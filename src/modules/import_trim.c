/* A chunk is a run of importlib's frames.  Of an ImportError every chunk goes; of another exception those
   that end in _call_with_frames_removed, the function through which foreign code is called: what
   fails inside importlib itself stays visible. */
#include "modules/import_trim.h"

#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/strobj.h"
#include "vm/frameobj.h"
#include "vm/traceback.h"

static bool is_importlib(Ref code)
{
    Ref filename = AS_CODE(code)->filename;
    return str_equals_text(filename, "<frozen importlib._bootstrap>") ||
           str_equals_text(filename, "<frozen importlib._bootstrap_external>");
}

void import_trim_traceback(Rt *rt)
{
    if (!rt_is_pending(rt) || rt->modules->config.flags[FLAG_verbose]) return;
    bool trims_all = is_type(rt->pending.type) && type_is_subtype(AS_TYPE(rt->pending.type), RT_TYPE(rt, ImportError));
    Own *link = &rt->pending.traceback, *chunk = NULL;
    bool inside = false;
    while (*link != NULL) {
        TracebackObj *item = AS_TRACEBACK(*link);
        Ref code = AS_FRAME(item->frame)->frame->code;
        bool now_inside = is_importlib(code);
        if (now_inside && !inside) chunk = link;
        inside = now_inside;
        if (inside && (trims_all || str_equals_text(AS_CODE(code)->name, "_call_with_frames_removed"))) {
            release_replace(rt, chunk, new_ref_or_null(item->next));
            link = chunk;
        } else {
            link = &item->next;
        }
    }
}
