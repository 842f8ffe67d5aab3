/* The module _datetime, which stands in for the library's own classes: its types, and what it keeps for them.  The
   limits and the singletons are made when the types are, and stay when the module is imported anew. */
#include "memory/heap.h"
#include "modules/datetime_calendar.h"
#include "modules/datetime_parts.h"
#include "modules/module_specs.h"
#include "objects/dictobj.h"
#include "objects/strobj.h"

#include <string.h>

int dt_constant_add(Rt *rt, DtKind kind, const char *name, Own value)
{
    int status = value == NULL ? -1 : dict_set_text(rt, DT_TYPE(rt, kind)->dict, name, value);
    release(rt, value);
    return status;
}

Own dt_text_take(Rt *rt, Buf *text)
{
    Own result = str_from_buf(rt, text);
    buf_fini(text);
    return result;
}

void datetime_state_fini(Rt *rt)
{
    DatetimeState *state = DT_STATE(rt);
    if (state == NULL) return;
    DT_STATE(rt) = NULL;
    release(rt, state->utc);
    release(rt, state->epoch);
    for (int i = 0; i < DT_NAME_COUNT; i++) release(rt, state->names[i]);
    heap_free(rt, state);
}

static int make_state(Rt *rt)
{
    static const char *const names[DT_NAME_COUNT] = {
#define NAME(name) #name,
        DT_NAMES(NAME)
#undef NAME
    };
    DatetimeState *state = heap_alloc(rt, sizeof *state);
    if (state == NULL) return -1;
    memset(state, 0, sizeof *state);
    DT_STATE(rt) = state;
    for (int i = 0; i < DT_NAME_COUNT; i++) {
        state->names[i] = str_interned(rt, names[i]);
        if (state->names[i] == NULL) return -1;
    }
    if (dt_delta_add_limits(rt) < 0 || dt_date_add_limits(rt) < 0 || dt_time_add_limits(rt) < 0) return -1;
    return dt_timezone_add_constants(rt) < 0 || dt_datetime_add_limits(rt) < 0 ? -1 : 0;
}

static int datetime_exec(Rt *rt, Ref module)
{
    if (DT_STATE(rt) == NULL && make_state(rt) < 0) {
        datetime_state_fini(rt);
        return -1;
    }
    if (module_add_int(rt, module, "MINYEAR", CALENDAR_YEAR_MIN) < 0 || module_add_int(rt, module, "MAXYEAR", CALENDAR_YEAR_MAX) < 0) return -1;
    return module_add(rt, module, "UTC", new_ref(DT_STATE(rt)->utc));
}

const ModuleSpec _datetime_module_spec = {
    .name = "_datetime",
    .doc = "Fast implementation of the datetime type.",
    .hidden = TYPES(&dt_isocalendar_spec),
    .types = TYPES(&dt_date_spec, &dt_time_spec, &dt_tzinfo_spec, &dt_timedelta_spec, &dt_datetime_spec, &dt_timezone_spec),
    .exec = datetime_exec,
};
