/* The arguments of an event become objects only when a hook is there to see them. */
#include "objects/audit.h"

#include <stdarg.h>
#include <string.h>

#include "objects/bytesobj.h"
#include "objects/intobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"

enum { MOST_ARGUMENTS = 10 };

int audit_refs(Rt *rt, const char *event, const Ref *args, ptrdiff_t count)
{
    return LIKELY(rt->objects->upcalls.audit == NULL) ? 0 : rt->objects->upcalls.audit(rt, event, args, count);
}

int audit(Rt *rt, const char *event, const char *kinds, ...)
{
    if (LIKELY(rt->objects->upcalls.audit == NULL)) return 0;
    Own made[MOST_ARGUMENTS] = {NULL};
    ptrdiff_t count = 0;
    int status = 0;
    va_list args;
    va_start(args, kinds);
    for (; kinds[count] != 0 && status == 0; count++) {
        Ref given = NULL;
        const char *text = NULL;
        viv_assert(count < MOST_ARGUMENTS);
        switch (kinds[count]) {
        case 'O': made[count] = new_ref((given = va_arg(args, Ref)) == NULL ? rt->none : given); break;
        case 's': made[count] = (text = va_arg(args, const char *)) == NULL ? none_new(rt) : str_from_wtf8(rt, text, strlen(text)); break;
        case 'i': made[count] = int_new(rt, va_arg(args, int)); break;
        default:
            text = va_arg(args, const char *);
            made[count] = bytes_new(rt, text, va_arg(args, size_t));
        }
        if (made[count] == NULL) status = -1;
    }
    va_end(args);
    if (status == 0) status = audit_refs(rt, event, as_refs(made), count);
    for (ptrdiff_t i = 0; i < count; i++) release(rt, made[i]);
    return status;
}
