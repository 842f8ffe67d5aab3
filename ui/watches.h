/* Watches: expressions whose values are shown at every step, and at whose changes a run stops. */
#ifndef VIV_UI_WATCHES_H
#define VIV_UI_WATCHES_H

#include "events/timeline.h"
#include "ui/state.h"

/* Adds a watch of the frame in focus: 1; 0: there is such a one; -1: no room for it. */
MUST_USE int watch_add(UiState *ui, const char *text, const char *function);
void watch_remove(UiState *ui, int index);

/* The watch called TEXT, or by its number from 1; -1: none. */
int watch_find(const UiState *ui, const char *text);

/* What a View is to evaluate; EXPRESSIONS has room for all.  The result is how many. */
size_t watch_request(const UiState *ui, ViewExpression *expressions);

/* A change of watch INDEX, its texts borrowed.  In a trace only of a variable: where VIEW shows none, the kind is
   FIND_CONDITION, which never holds there. */
Predicate watch_predicate(const UiState *ui, int index, const View *view);

/* The value of watch INDEX as VIEW shows it; false: TEXT says why there is none. */
bool watch_value(const UiState *ui, int index, const View *view, EventText *text);

#endif
