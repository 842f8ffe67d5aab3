/* Whatever comes from the program (names, labels) passes the one boundary to terminals, gc_report_shown.
   A long run has many collections, which look alike: the first and the last of them are listed,
   and what they found is told by shape. */
#include "cli/gc_report.h"

#include <string.h>

#include "ui/visible.h"

enum { FIRST_ROWS = 12, LAST_ROWS = 3, MOST_SHAPES = 8, MOST_LINKS = 12, MOST_TYPES = 12, COLUMNS = 100, INDENT = 6 };

/* --- text of the program's */

void gc_report_shown(Buf *out, const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text);
    while (length > 0) {
        Visible piece;
        size_t used = visible_next(text, length, false, &piece);
        buf_add(out, piece.bytes, piece.length);
        text += used;
        length -= used;
    }
}

/* How much of TEXT, which begins with spaces or a word, stays on one line: up to a comma, an arrow, a bracket. */
static size_t unbroken(const char *text)
{
    size_t length = strspn(text, " ");
    for (; text[length] != '\0'; length++) {
        if (text[length] != ' ' || text[length + 1] == ' ') continue;
        if (strchr(",;", text[length - 1]) != NULL || strncmp(text + length, " ->", 3) == 0 || text[length + 1] == '(') break;
    }
    while (text[length] != '\0' && length > 0 && text[length - 1] == ' ') length--;
    return length;
}

/* TEXT in lines of at most COLUMNS where that is possible, the second and later ones indented; TEXT is freed. */
static void add_wrapped(Buf *text, Buf *out)
{
    int column = 0;
    for (const char *at = buf_text(text); *at != '\0';) {
        size_t spaces = strspn(at, " "), length = unbroken(at) - spaces;
        int width = visible_width(at, spaces + length, false);
        if (column > INDENT && column + width > COLUMNS) {
            buf_printf(out, "\n%*s", INDENT, "");
            column = INDENT + width - (int)spaces;
        } else {
            buf_add(out, at, spaces);
            column += width;
        }
        buf_add(out, at + spaces, length);
        at += spaces + length;
    }
    buf_add_char(out, '\n');
    buf_fini(text);
}

static const char *base_name(const char *path)
{
    const char *slash = path == NULL ? NULL : strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* --- collections */

static void add_totals(const GcWatch *watch, Buf *out)
{
    size_t by_generation[GENERATIONS] = {0}, found = 0, freed = 0, finalized = 0, revived = 0;
    for (size_t i = 0; i < watch->collections.length; i++) {
        const GcCollection *collection = &watch->collections.items[i];
        by_generation[collection->generation]++;
        found += collection->found;
        freed += collection->freed;
        finalized += collection->finalized;
        revived += collection->revived;
    }
    size_t total = watch->collections.length;
    buf_printf(out, "%zu collection%s (generation 0: %zu, 1: %zu, 2: %zu)", total, plural(total), by_generation[0],
               by_generation[1], by_generation[2]);
    buf_printf(out, ", %zu object%s found unreachable, %zu freed", found, plural(found), freed);
    if (finalized > 0) buf_printf(out, ", %zu more died while finalizers ran", finalized);
    if (revived > 0) buf_printf(out, ", %zu brought back by a finalizer", revived);
    buf_add_char(out, '\n');
}

static void add_place(const GcCollection *collection, Buf *out)
{
    if (collection->function == NULL) {
        buf_add_text(out, "no Python code");
        return;
    }
    gc_report_shown(out, base_name(collection->file));
    if (collection->line >= 0) buf_printf(out, ":%d", collection->line);
    buf_add_text(out, " in ");
    gc_report_shown(out, collection->function);
    if (collection->on_entry) buf_add_text(out, " (on entry)");
}

static void add_row(const GcCollection *collection, size_t number, Buf *out)
{
    buf_printf(out, "%5zu %9llu %4d %7zu %6zu %6zu %7zu %7zu %9zu  %s  ", number, (unsigned long long)collection->step,
               collection->generation, collection->sizes[0], collection->sizes[1], collection->sizes[2],
               collection->found, collection->freed, collection->survivors,
               collection->asked_for ? "gc.collect" : "allocation");
    add_place(collection, out);
    buf_add_char(out, '\n');
}

static void add_collections(const GcWatch *watch, Buf *out)
{
    size_t total = watch->collections.length;
    if (total == 0) return;
    buf_add_text(out, "\nEach collection: the oldest generation that it looked at; how many objects were in each generation\n"
                      "before; how many of them nothing could reach any more, were freed, and stay; what set it off\n"
                      "    n      step  gen  in gen0   gen1   gen2   found   freed survivors  set off by\n");
    for (size_t i = 0; i < total; i++) {
        if (i >= FIRST_ROWS && i + LAST_ROWS < total) {
            if (i == FIRST_ROWS) buf_printf(out, "      ... %zu more ...\n", total - FIRST_ROWS - LAST_ROWS);
            continue;
        }
        add_row(&watch->collections.items[i], i + 1, out);
    }
}

/* --- cycles */

/* The cycles of all collections, shape by shape; what it points to is the watch's. */
typedef struct ShapeSum {
    const CycleShape *first;
    size_t collection; /* that found the first, from 1 */
    size_t count, objects;
} ShapeSum;

typedef VEC(ShapeSum) ShapeSums;

static void sum_shape(ShapeSums *sums, const CycleShape *shape, size_t collection)
{
    for (size_t i = 0; i < sums->length; i++) {
        ShapeSum *sum = &sums->items[i];
        if (strcmp(sum->first->text, shape->text) != 0) continue;
        sum->count += shape->count;
        sum->objects += shape->objects;
        return;
    }
    /* Without memory, the report is shorter. */
    if (vec_push(sums, ((ShapeSum){shape, collection, shape->count, shape->objects})) < 0) return;
}

static void add_link(const CycleLink *link, const char *edge, Buf *out)
{
    buf_printf(out, "      %s #%u ", edge, link->id);
    gc_report_shown(out, link->shown);
    buf_printf(out, "  refcount %u\n      |      ", link->refcount);
    gc_report_shown(out, link->label);
    buf_add_text(out, " keeps alive\n");
}

/* A ring: down from object to object, and back up at the left. */
static void add_drawing(const CycleLinks *links, Buf *out)
{
    for (size_t i = 0; i < links->length; i++) {
        if (i >= MOST_LINKS && i + 1 < links->length) {
            if (i == MOST_LINKS) buf_printf(out, "      |    ... %zu more ...\n", links->length - MOST_LINKS - 1);
            continue;
        }
        add_link(&links->items[i], i == 0 ? "+->" : "|  ", out);
    }
    buf_printf(out, "      +--- #%u again\n", links->items[0].id);
}

static void add_cycles(const GcWatch *watch, Buf *out)
{
    ShapeSums sums = {0};
    size_t hanging = 0;
    for (size_t i = 0; i < watch->collections.length; i++) {
        const GcCollection *collection = &watch->collections.items[i];
        hanging += collection->hanging;
        for (size_t j = 0; j < collection->cycles.length; j++) sum_shape(&sums, &collection->cycles.items[j], i + 1);
    }
    if (sums.length > 0) buf_add_text(out, "\nCycles that only the collector could free\n");
    for (size_t i = 0; i < sums.length && i < MOST_SHAPES; i++) {
        const ShapeSum *sum = &sums.items[i];
        Buf text = BUF_INIT;
        buf_printf(&text, "  %zu of the shape  ", sum->count);
        gc_report_shown(&text, sum->first->text);
        buf_printf(&text, "   (%zu objects that hold each other; first found by collection %zu)", sum->objects,
                   sum->collection);
        add_wrapped(&text, out);
        add_drawing(&sum->first->links, out);
    }
    if (sums.length > MOST_SHAPES) buf_printf(out, "  %zu more shapes\n", sums.length - MOST_SHAPES);
    if (hanging > 0)
        buf_printf(out, "  %zu further object%s in no cycle, but held by one\n", hanging, plural(hanging));
    vec_fini(&sums);
}

/* --- objects by type */

static void add_types(const TypeCounts *counts, const char *generation, size_t total, Buf *out)
{
    Buf text = BUF_INIT;
    buf_printf(&text, "  %s: %zu%s", generation, total, total > 0 ? ": " : "");
    for (size_t i = 0; i < counts->length && i < MOST_TYPES; i++) {
        buf_printf(&text, "%s%zu ", i == 0 ? "" : ", ", counts->items[i].count);
        gc_report_shown(&text, counts->items[i].name);
    }
    if (counts->length > MOST_TYPES)
        buf_printf(&text, ", and %zu more type%s", counts->length - MOST_TYPES, plural(counts->length - MOST_TYPES));
    add_wrapped(&text, out);
}

static const char *const generation_names[] = {"generation 0", "generation 1", "generation 2", "frozen"};

/* Of each generation, its last collection tells what lives long. */
static void add_survivors(const GcWatch *watch, Buf *out)
{
    const GcCollection *last[GENERATIONS] = {NULL};
    for (size_t i = 0; i < watch->collections.length; i++)
        last[watch->collections.items[i].generation] = &watch->collections.items[i];
    if (watch->collections.length > 0) buf_add_text(out, "\nSurvivors of the last collection of each generation\n");
    for (int i = 0; i < GENERATIONS; i++) {
        if (last[i] != NULL) add_types(&last[i]->survivor_types, generation_names[i], last[i]->survivors, out);
    }
}

static void add_alive(const GcWatch *watch, Buf *out)
{
    size_t total = 0;
    for (int i = 0; i <= GENERATIONS; i++) total += watch->alive_count[i];
    buf_printf(out, "\nAlive when the program ended: %zu tracked object%s; counts %d %d %d, thresholds %d %d %d\n", total,
               plural(total), watch->counts[0], watch->counts[1], watch->counts[2], watch->thresholds[0],
               watch->thresholds[1], watch->thresholds[2]);
    for (int i = 0; i <= GENERATIONS; i++) {
        if (watch->alive_count[i] > 0) add_types(&watch->alive[i], generation_names[i], watch->alive_count[i], out);
    }
}

void gc_report_text(const GcWatch *watch, const char *program, Buf *out)
{
    buf_add_text(out, "Garbage collection of ");
    gc_report_shown(out, program);
    buf_add_text(out, "\n  ");
    add_totals(watch, out);
    add_collections(watch, out);
    add_cycles(watch, out);
    add_survivors(watch, out);
    add_alive(watch, out);
    if (watch->has_failed) buf_add_text(out, "\nMemory ran out: something is missing here.\n");
}
