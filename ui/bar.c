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
    if (new == NULL) return;
    if (old == NULL || old < new) bar[column] = kind;
}

/* The buckets of COLUMN: from *first on, before *end. */
static void buckets_of(const ViewSurvey *survey, int column, uint64_t length, int columns, size_t *first, size_t *end)
{
    uint64_t from = (uint64_t)((long double)column * length / columns), to = (uint64_t)((long double)(column + 1) * length / columns);
    *first = (size_t)(from >> survey->shift);
    *end = (size_t)(to >> survey->shift) + (to % ((uint64_t)1 << survey->shift) != 0 || to == from);
    if (*end > VIEW_SURVEY_BUCKETS) *end = VIEW_SURVEY_BUCKETS;
}

/* What happened on the way, also where nobody looked. */
static void put_survey(char *bar, const ViewSurvey *survey, uint64_t length, int columns)
{
    for (int column = 0; survey != NULL && column < columns; column++) {
        size_t first, end;
        int marks = 0;
        buckets_of(survey, column, length, columns, &first, &end);
        for (size_t i = first; i < end; i++) marks |= survey->buckets[i].marks;
        if (marks & VIEW_SURVEY_EXCEPTION) put_sight(bar, column, 'x');
        if (marks & VIEW_SURVEY_COLLECTION) put_sight(bar, column, 'G');
    }
}

int bar_depths(const View *view, uint64_t length, int columns, uint8_t *depths)
{
    const ViewSurvey *survey = view->survey;
    int last = 1, deepest = 0;
    for (int column = 0; column < columns; column++) {
        size_t first, end;
        int most = last;
        buckets_of(survey, column, length, columns, &first, &end);
        for (size_t i = first; i < end; i++) {
            if (survey->buckets[i].deepest > most) most = survey->buckets[i].deepest;
            if (survey->buckets[i].depth != 0) last = survey->buckets[i].depth;
        }
        bool is_known = (uint64_t)((long double)column * length / columns) <= survey->reached;
        depths[column] = is_known ? (uint8_t)most : 0;
        if (is_known && most > deepest) deepest = most;
    }
    return deepest;
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
    put_survey(bar, scene->view->survey, length, columns);
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
