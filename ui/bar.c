/* A bar maps steps to columns by length; where several sights fall into one column, the rarest
   wins. */
#include "ui/bar.h"

#include <string.h>

static int column_of(uint64_t n, uint64_t length, int columns)
{
    if (length == 0) return 0;
    if (n > length) n = length;
    return (int)((long double)n * (columns - 1) / (long double)length);
}

/* Rarer kinds stand further right. */
static const char sight_order[] = "^v/oGxB";

static void put_sight(char *bar, int column, char kind)
{
    const char *old = strchr(sight_order, bar[column]), *new = strchr(sight_order, kind);
    if (old == NULL || old < new) bar[column] = kind;
}

void bar_add(const Scene *scene, Rows *rows, int width)
{
    const UiState *ui = scene->ui;
    char bar[256];
    int columns = width - 2;
    if (columns < 3) return;
    if (columns > (int)sizeof bar - 1) columns = (int)sizeof bar - 1;
    uint64_t length = ui->known_length > scene->view->n ? ui->known_length : scene->view->n;
    int here = column_of(scene->view->n, length, columns);
    memset(bar, '-', (size_t)columns);
    memset(bar, '#', (size_t)here);
    for (size_t i = 0; i < ui->sights.length; i++) {
        put_sight(bar, column_of(ui->sights.items[i].n, length, columns), ui->sights.items[i].kind);
    }
    for (int i = 0; i < UI_MARKS; i++) {
        if (ui->marks[i] > 0) bar[column_of(ui->marks[i] - 1, length, columns)] = (char)('a' + i);
    }
    if (here > 0) bar[here - 1] = '=';
    bar[here] = '>';
    bar[columns] = '\0';
    rows_add(rows, ROLE_border, "[");
    rows_add_styled(rows, (Style){ROLE_accent, 0}, bar, (size_t)here + 1);
    rows_add(rows, ROLE_dim, bar + here + 1);
    rows_add(rows, ROLE_border, "]");
}
