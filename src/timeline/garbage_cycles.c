/* Objects that reach each other form a group (a strongly connected component; found by Tarjan's
   method, with a stack of its own since a chain of objects may be long).  A group of several, or
   of one that holds itself, is kept alive by a cycle; for each, the shortest way from its first
   object back to itself is drawn.  Everything else in the list only hangs from a group.

   Only read: the collector stands still, before it breaks the cycles. */
#include "timeline/garbage_cycles.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "timeline/edges.h"
#include "timeline/render.h"

enum { LONGEST_DRAWN = 12 }; /* objects of one cycle */

typedef struct Node {
    Ref object;
    size_t place;           /* in the list */
    size_t first, count;    /* its edges */
    size_t index, low;      /* Tarjan's: order of discovery (from 1), and the lowest that is reached */
    size_t group;           /* 1…; 0: none yet */
    size_t from;            /* on the way that is looked for: 1 + the node before this one */
} Node;

typedef struct Visited {
    size_t node, next; /* the next of its edges to follow */
} Visited;

typedef struct Graph {
    const Ids *ids;
    VEC(Node) nodes; /* by address */
    VEC(size_t) edges;
    VEC(size_t) open; /* Tarjan's stack: found, and not yet in a group */
    VEC(Visited) path;
    size_t discovered, groups;
    bool failed;
} Graph;

/* --- the graph */

static int compare_nodes(const void *a, const void *b)
{
    const Node *left = a, *right = b;
    return (left->object > right->object) - (left->object < right->object);
}

/* The node of OBJECT, or NULL: it is not in the list. */
static Node *graph_find(const Graph *graph, Ref object)
{
    if (graph->nodes.length == 0) return NULL;
    Node key = {.object = object};
    return bsearch(&key, graph->nodes.items, graph->nodes.length, sizeof key, compare_nodes);
}

static void graph_edge(EdgeVisit *visit, Ref child)
{
    Graph *graph = visit->context;
    const Node *node = graph_find(graph, child);
    if (node != NULL && vec_push(&graph->edges, (size_t)(node - graph->nodes.items)) < 0) graph->failed = true;
}

static void graph_fill(Graph *graph, const GcHead *list)
{
    size_t place = 0;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
        if (vec_push(&graph->nodes, ((Node){.object = gc_object(head), .place = place++})) < 0) graph->failed = true;
    }
    if (graph->nodes.length > 0) qsort(graph->nodes.items, graph->nodes.length, sizeof(Node), compare_nodes);
    EdgeVisit visit = {.ids = graph->ids, .visit = graph_edge, .context = graph};
    for (size_t i = 0; i < graph->nodes.length; i++) {
        Node *node = &graph->nodes.items[i];
        node->first = graph->edges.length;
        edges_walk(node->object, &visit);
        node->count = graph->edges.length - node->first;
    }
    buf_fini(&visit.label);
}

static void graph_fini(Graph *graph)
{
    vec_fini(&graph->nodes);
    vec_fini(&graph->edges);
    vec_fini(&graph->open);
    vec_fini(&graph->path);
}

/* --- groups */

static void discover(Graph *graph, size_t at)
{
    Node *node = &graph->nodes.items[at];
    node->index = node->low = ++graph->discovered;
    if (vec_push(&graph->open, at) < 0 || vec_push(&graph->path, ((Visited){at, 0})) < 0) graph->failed = true;
}

/* All that was found since AT reaches AT again: a group. */
static void close_group(Graph *graph, size_t at)
{
    size_t member;
    graph->groups++;
    do {
        member = vec_pop(&graph->open);
        graph->nodes.items[member].group = graph->groups;
    } while (member != at);
}

static void lower(Node *node, size_t low)
{
    if (low < node->low) node->low = low;
}

static void group_from(Graph *graph, size_t root)
{
    Node *nodes = graph->nodes.items;
    discover(graph, root);
    while (graph->path.length > 0 && !graph->failed) {
        Visited *top = &vec_last(&graph->path);
        size_t at = top->node;
        if (top->next < nodes[at].count) {
            const Node *child = &nodes[graph->edges.items[nodes[at].first + top->next++]];
            if (child->index == 0) discover(graph, (size_t)(child - nodes));
            else if (child->group == 0) lower(&nodes[at], child->index);
            continue;
        }
        if (nodes[at].low == nodes[at].index) close_group(graph, at);
        (void)vec_pop(&graph->path);
        if (graph->path.length > 0) lower(&nodes[vec_last(&graph->path).node], nodes[at].low);
    }
}

/* --- the shortest cycle through an object */

/* Walks the group of START breadth first; the result is 1 + the node that leads back to START, or 0:
   none does. */
static size_t way_back(Graph *graph, size_t start)
{
    Node *nodes = graph->nodes.items;
    VEC(size_t) queue = {0};
    size_t found = 0;
    if (vec_push(&queue, start) < 0) graph->failed = true;
    for (size_t at = 0; at < queue.length && found == 0; at++) {
        const Node *node = &nodes[queue.items[at]];
        for (size_t i = 0; i < node->count && found == 0; i++) {
            size_t child = graph->edges.items[node->first + i];
            if (child == start) found = queue.items[at] + 1;
            if (child == start || nodes[child].group != node->group || nodes[child].from != 0) continue;
            nodes[child].from = queue.items[at] + 1;
            if (vec_push(&queue, child) < 0) graph->failed = true;
        }
    }
    vec_fini(&queue);
    return found;
}

/* The label of the first reference from one object to another. */
typedef struct LabelSearch {
    Ref target;
    Buf label;
    bool found;
} LabelSearch;

static void label_visit(EdgeVisit *visit, Ref child)
{
    LabelSearch *search = visit->context;
    if (search->found || child != search->target) return;
    buf_add(&search->label, buf_text(&visit->label), visit->label.length);
    search->found = true;
}

static char *edge_label(const Ids *ids, Ref from, Ref target)
{
    LabelSearch search = {.target = target};
    EdgeVisit visit = {.ids = ids, .visit = label_visit, .context = &search};
    edges_walk(from, &visit);
    buf_fini(&visit.label);
    return buf_steal(&search.label);
}

static CycleLink link_of(const Graph *graph, const Node *node, const Node *next)
{
    Buf shown = BUF_INIT;
    render_object(graph->ids, node->object, &shown, RENDER_LIMIT);
    return (CycleLink){.id = ids_of(graph->ids, node->object),
                       .refcount = (uint32_t)node->object->refcount,
                       .shown = buf_steal(&shown),
                       .type = strdup(render_type_name(node->object->type)),
                       .label = edge_label(graph->ids, node->object, next->object)};
}

/* The cycle that ends with LAST and begins with START, as links from START on. */
static void collect_links(Graph *graph, size_t start, size_t last, CycleLinks *links)
{
    const Node *nodes = graph->nodes.items;
    size_t next = start;
    for (size_t at = last;; at = nodes[at].from - 1) {
        if (vec_push(links, link_of(graph, &nodes[at], &nodes[next])) < 0) graph->failed = true;
        next = at;
        if (at == start) break;
    }
    for (size_t i = 0, j = links->length; i + 1 < j; i++) { /* they were met from the last to the first */
        CycleLink link = links->items[i];
        links->items[i] = links->items[--j];
        links->items[j] = link;
    }
}

/* --- shapes */

static void links_fini(CycleLinks *links)
{
    for (size_t i = 0; i < links->length; i++) {
        free(links->items[i].shown);
        free(links->items[i].type);
        free(links->items[i].label);
    }
    vec_fini(links);
}

static char *shape_text(const CycleLinks *links)
{
    Buf text = BUF_INIT;
    for (size_t i = 0; i < links->length && i < LONGEST_DRAWN; i++)
        buf_printf(&text, "%s %s -> ", links->items[i].type, links->items[i].label);
    if (links->length > LONGEST_DRAWN) buf_printf(&text, "... (%zu objects) -> ", links->length);
    if (links->length > 0) buf_add_text(&text, links->items[0].type);
    return buf_steal(&text);
}

/* Takes LINKS. */
static void add_cycle(Graph *graph, CycleShapes *shapes, CycleLinks *links, size_t group_size)
{
    char *text = shape_text(links);
    CycleShape *shape = NULL;
    for (size_t i = 0; i < shapes->length && shape == NULL; i++) {
        if (text != NULL && strcmp(shapes->items[i].text, text) == 0) shape = &shapes->items[i];
    }
    if (shape != NULL) {
        links_fini(links);
        free(text);
    } else if (text == NULL || vec_push(shapes, ((CycleShape){.text = text, .links = *links})) < 0) {
        graph->failed = true;
        links_fini(links);
        free(text);
        return;
    } else {
        shape = &vec_last(shapes);
    }
    shape->count++;
    shape->objects += group_size;
}

void cycle_shapes_fini(CycleShapes *shapes)
{
    for (size_t i = 0; i < shapes->length; i++) {
        free(shapes->items[i].text);
        links_fini(&shapes->items[i].links);
    }
    vec_fini(shapes);
}

/* Draws each group once, from the member that comes first in the list. */
static void draw_groups(Graph *graph, const GcHead *list, CycleShapes *shapes, size_t *outside)
{
    size_t *sizes = calloc(graph->groups + 1, sizeof *sizes);
    *outside = 0;
    if (sizes == NULL) graph->failed = true;
    for (size_t i = 0; i < graph->nodes.length && !graph->failed; i++) sizes[graph->nodes.items[i].group]++;
    for (GcHead *head = gc_next(list); head != list && !graph->failed; head = gc_next(head)) {
        Node *node = graph_find(graph, gc_object(head));
        size_t group_size = sizes[node->group], start = (size_t)(node - graph->nodes.items);
        if (group_size == 0) continue; /* drawn */
        sizes[node->group] = 0;
        size_t last = way_back(graph, start);
        if (last == 0) {
            ++*outside;
            continue;
        }
        CycleLinks links = {0};
        collect_links(graph, start, last - 1, &links);
        add_cycle(graph, shapes, &links, group_size);
    }
    free(sizes);
}

bool garbage_cycles(const Ids *ids, const GcHead *list, CycleShapes *shapes, size_t *outside)
{
    Graph graph = {.ids = ids};
    graph_fill(&graph, list);
    for (size_t i = 0; i < graph.nodes.length && !graph.failed; i++) {
        if (graph.nodes.items[i].index == 0) group_from(&graph, i);
    }
    if (!graph.failed) draw_groups(&graph, list, shapes, outside);
    bool done = !graph.failed;
    graph_fini(&graph);
    return done;
}
