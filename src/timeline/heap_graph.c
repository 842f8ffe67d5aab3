/* Breadth first: the list of nodes is the queue.  Few nodes are drawn, so that a node is found by
   looking at each. */
#include "timeline/heap_graph.h"

#include <stdlib.h>
#include <string.h>

#include "timeline/edges.h"
#include "timeline/generation.h"
#include "timeline/render.h"

typedef struct Walk {
    HeapGraph *graph;
    const Rt *rt;
    const Ids *ids;
    size_t from; /* the node whose edges are visited */
    Buf values;
} Walk;

/* What every object of a kind has. */
static bool is_common(const Buf *label)
{
    static const char *const common[] = {".__class__", ".__globals__", ".__builtins__", ".__code__", ".__name__",
                                         ".__qualname__", ".__module__", ".__doc__", ".gi_code", ".cr_code", ".ag_code"};
    for (size_t i = 0; i < ARRAY_LENGTH(common); i++) {
        if (strcmp(buf_text(label), common[i]) == 0) return true;
    }
    return false;
}

static bool is_leaf(Ref object)
{
    return is_type(object) || is_exact(object, TYPE_module) || is_exact(object, TYPE_builtin_function_or_method) ||
           is_exact(object, TYPE_code);
}

static char *shown_text(const Ids *ids, Ref object)
{
    Buf text = BUF_INIT;
    render_object(ids, object, &text, RENDER_LIMIT);
    return buf_steal(&text);
}

/* The place of OBJECT's node, which is made when there is none; -1: there are too many. */
static ptrdiff_t node_of(Walk *walk, Ref object)
{
    HeapGraph *graph = walk->graph;
    for (size_t i = 0; i < graph->nodes.length; i++) {
        if (graph->nodes.items[i].object == object) return (ptrdiff_t)i;
    }
    graph->is_cut = graph->is_cut || graph->nodes.length >= HEAP_GRAPH_NODES;
    if (graph->is_cut) return -1;
    HeapNode node = {.object = object, .id = ids_of(walk->ids, object), .refcount = object->refcount};
    node.generation = generation_of(walk->rt, object);
    node.type = strdup(render_type_name(object->type));
    node.shown = shown_text(walk->ids, object);
    if (vec_push(&graph->nodes, node) == 0) return (ptrdiff_t)graph->nodes.length - 1;
    free(node.type);
    free(node.shown);
    graph->has_failed = true;
    return -1;
}

static void tell_value(Walk *walk, const Buf *label, Ref value)
{
    if (walk->graph->nodes.items[walk->from].value_count++ >= HEAP_GRAPH_VALUES) return;
    buf_add(&walk->values, buf_text(label), label->length);
    buf_add_text(&walk->values, " = ");
    render_simple(value, &walk->values, RENDER_LIMIT);
    buf_add_char(&walk->values, '\n');
}

static void visit_edge(EdgeVisit *visit, Ref child)
{
    Walk *walk = visit->context;
    if (is_common(&visit->label)) return;
    if (render_is_simple(child)) {
        const char *label = buf_text(&visit->label);
        if (strcmp(label, "(key)") != 0 && strcmp(label, "(inside)") != 0) tell_value(walk, &visit->label, child);
        return;
    }
    ptrdiff_t to = node_of(walk, child);
    if (to < 0) return;
    HeapEdge edge = {walk->from, (size_t)to, strdup(buf_text(&visit->label))};
    if (vec_push(&walk->graph->edges, edge) == 0) return;
    free(edge.label);
    walk->graph->has_failed = true;
}

void heap_graph_fill(HeapGraph *graph, const Rt *rt, const Ids *ids, Ref root)
{
    Walk walk = {.graph = graph, .rt = rt, .ids = ids};
    EdgeVisit visit = {.ids = ids, .visit = visit_edge, .context = &walk};
    (void)node_of(&walk, root);
    for (; walk.from < graph->nodes.length; walk.from++) {
        Ref object = graph->nodes.items[walk.from].object;
        if (is_leaf(object)) continue;
        edges_walk(object, &visit);
        size_t count = graph->nodes.items[walk.from].value_count;
        if (count > HEAP_GRAPH_VALUES) buf_printf(&walk.values, "... %zu more values\n", count - HEAP_GRAPH_VALUES);
        graph->nodes.items[walk.from].values = buf_steal(&walk.values);
    }
    buf_fini(&visit.label);
    buf_fini(&walk.values);
}

void heap_graph_fini(HeapGraph *graph)
{
    for (size_t i = 0; i < graph->nodes.length; i++) {
        free(graph->nodes.items[i].type);
        free(graph->nodes.items[i].shown);
        free(graph->nodes.items[i].values);
    }
    for (size_t i = 0; i < graph->edges.length; i++) free(graph->edges.items[i].label);
    vec_fini(&graph->nodes);
    vec_fini(&graph->edges);
}
