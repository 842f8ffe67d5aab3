/* A new user's state: everything shown, nothing selected, the machine followed. */
#include "ui/watches.h"

#include <stdarg.h>
#include <stdio.h>

void ui_state_init(UiState *ui, int columns, int rows)
{
    *ui = (UiState){
        .columns = columns,
        .rows = rows,
        .theme = THEME_SIXTEEN,
        .detail = UI_DETAILS,
        .focus = PANE_stack,
        .x86 = X86_64,
        .frame = -1,
    };
    for (int i = 0; i < PANE_COUNT; i++) ui->cursor[i] = -1;
}

void ui_state_fini(UiState *ui)
{
    stops_fini(&ui->stops);
    while (ui->watch_count > 0) watch_remove(ui, ui->watch_count - 1);
    vec_fini(&ui->sights);
}

void ui_say(UiState *ui, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(ui->message, sizeof ui->message, format, args);
    va_end(args);
    ui->message_is_error = false;
}

void ui_complain(UiState *ui, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(ui->message, sizeof ui->message, format, args);
    va_end(args);
    ui->message_is_error = true;
}
