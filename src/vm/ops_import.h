/* Opcodes of import statements, and the one that displays a value in interactive mode. */
#ifndef VIV_VM_OPS_IMPORT_H
#define VIV_VM_OPS_IMPORT_H

#include "vm/import_ops.h"
#include "vm/regs.h"

HANDLER(IMPORT_NAME)
{
    frame_sync(r);
    return finish_binary(rt, r, import_by_name(rt, r->frame, name_at(r, arg), peek(r, 1), peek(r, 2)));
}

HANDLER(IMPORT_FROM)
{
    frame_sync(r);
    return finish_push(r, import_attribute(rt, peek(r, 1), name_at(r, arg)));
}

HANDLER(IMPORT_STAR)
{
    frame_sync(r);
    int status = import_all(rt, r->frame, peek(r, 1));
    pop_release(rt, r);
    return finish_status(status);
}

HANDLER(PRINT_EXPR)
{
    frame_sync(r);
    int status = display_value(rt, peek(r, 1));
    pop_release(rt, r);
    return finish_status(status);
}

#endif
