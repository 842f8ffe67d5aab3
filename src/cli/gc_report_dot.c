/* Graphviz: one box for each object, one arrow for each reference, "digraph heap { … }".  What comes
   from the program is shown as a terminal would be shown it, then quoted. */
#include "cli/gc_report.h"

#include <string.h>

/* TEXT inside quotes; a newline in it ends a line that is flush left. */
static void add_quoted(Buf *out, const char *text)
{
    for (const char *at = text == NULL ? "" : text; *at != '\0';) {
        size_t length = strcspn(at, "\n\"\\");
        Buf piece = BUF_INIT;
        buf_add(&piece, at, length);
        gc_report_shown(out, buf_text(&piece));
        buf_fini(&piece);
        at += length;
        if (*at == '\n') buf_add_text(out, "\\l");
        else if (*at != '\0') buf_printf(out, "\\%c", *at);
        if (*at != '\0') at++;
    }
}

static void add_node(const HeapNode *node, size_t place, Buf *out)
{
    static const char *const generations[] = {"not tracked", "generation 0", "generation 1", "generation 2", "frozen"};
    buf_printf(out, "  n%zu [label=\"#%u ", place, node->id);
    add_quoted(out, node->type);
    buf_printf(out, "\\lrefcount %u, %s\\l", node->refcount, generations[node->generation + 1]);
    if (node->values == NULL) { /* nothing is told of what is inside */
        add_quoted(out, node->shown);
        buf_add_text(out, "\\l");
    }
    add_quoted(out, node->values);
    buf_add_text(out, "\"];\n");
}

void gc_report_dot(const HeapGraph *graph, const char *program, const char *name, Buf *out)
{
    buf_add_text(out, "// What can be reached from ");
    gc_report_shown(out, name);
    buf_add_text(out, " when ");
    gc_report_shown(out, program);
    buf_add_text(out, " ends.  To draw it:  dot -Tsvg\ndigraph heap {\n  rankdir=LR;\n"
                      "  node [shape=box, fontname=\"monospace\"];\n  edge [fontname=\"monospace\"];\n"
                      "  name [shape=plaintext, label=\"");
    add_quoted(out, name);
    buf_add_text(out, "\"];\n  name -> n0;\n");
    for (size_t i = 0; i < graph->nodes.length; i++) add_node(&graph->nodes.items[i], i, out);
    for (size_t i = 0; i < graph->edges.length; i++) {
        const HeapEdge *edge = &graph->edges.items[i];
        buf_printf(out, "  n%zu -> n%zu [label=\"", edge->from, edge->to);
        add_quoted(out, edge->label);
        buf_add_text(out, "\"];\n");
    }
    if (graph->is_cut)
        buf_printf(out, "  more [shape=plaintext, label=\"only the nearest %d objects are drawn\"];\n", HEAP_GRAPH_NODES);
    buf_add_text(out, "}\n");
}
