/* The same frames as x86 stack frames: high addresses on top, the registers that point into
   them, the pseudo-instructions of the next step, and where the analogy ends. */
#include "ui/pane.h"

void pane_x86_describe(const Scene *scene, Buf *buf)
{
    buf_add_text(buf, scene->ui->x86 == X86_64 ? "x86-64 (x: i386)" : "i386 (x: x86-64)");
}

static void add_row(Rows *rows, const X86Row *row, const char *bp, const char *sp)
{
    rows_begin(rows, (Subject){.kind = SUBJECT_FRAME, .frame = row->frame});
    const char *pointer = row->is_stack_pointer ? sp : row->is_frame_pointer ? bp : "";
    rows_printf(rows, ROLE_accent, "%3s%s", pointer, pointer[0] == '\0' ? " " : ">");
    rows_printf(rows, ROLE_dim, " %+4d ", (int)row->offset);
    bool is_link = row->kind == X86_RETURN_ADDRESS || row->kind == X86_SAVED_FRAME_POINTER;
    rows_add(rows, is_link ? ROLE_title : row->kind == X86_TEMPORARY ? ROLE_dim : ROLE_normal, row->label);
    if (row->text[0] != '\0') {
        rows_add(rows, ROLE_dim, " = ");
        rows_add(rows, ROLE_normal, row->text);
    }
    if (row->is_stack_pointer) rows_mark_current(rows);
}

static void add_frame_title(const Scene *scene, Rows *rows, uint32_t number)
{
    const ViewFrame *frame = view_frame(scene->view, number);
    rows_begin(rows, (Subject){.kind = SUBJECT_FRAME, .frame = number});
    rows_printf(rows, ROLE_title, "     -- frame #%u %s", number, frame == NULL ? "" : frame->qualname);
}

void pane_x86_build(const Scene *scene, Rows *rows)
{
    Arena *arena = arena_new();
    const X86Stack *stack = arena == NULL ? NULL : x86_stack(scene->view, scene->ui->x86, arena);
    if (stack == NULL) {
        rows_line(rows, ROLE_error, "no memory for this view");
        arena_free(arena);
        return;
    }
    bool is_wide = scene->ui->x86 == X86_64;
    char letter = is_wide ? 'r' : 'e';
    rows_line(rows, ROLE_dim, "     high addresses");
    for (size_t i = 0; i < stack->rows.length; i++) {
        uint32_t frame = stack->rows.items[i].frame;
        if (i == 0 || stack->rows.items[i - 1].frame != frame) add_frame_title(scene, rows, frame);
        add_row(rows, &stack->rows.items[i], is_wide ? "rbp" : "ebp", is_wide ? "rsp" : "esp");
    }
    rows_line(rows, ROLE_dim, "     low addresses: x86 pushes downwards");
    rows_line(rows, ROLE_accent, "next: %s", stack->instruction);
    Buf registers = BUF_INIT;
    buf_printf(&registers, "%cip=%llx %cbp=%llx %csp=%llx", letter, (unsigned long long)stack->ip, letter,
               (unsigned long long)stack->bp, letter, (unsigned long long)stack->sp);
    if (stack->ax[0] != '\0') buf_printf(&registers, " %cax=%s", letter, stack->ax);
    pane_add_wrapped(scene, rows, ROLE_normal, buf_text(&registers));
    buf_fini(&registers);
    pane_add_wrapped(scene, rows, ROLE_dim, stack->caveat);
    arena_free(arena);
}
