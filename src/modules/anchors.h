/* Where an expression's own operator lies in its source. */
#ifndef VIV_MODULES_ANCHORS_H
#define VIV_MODULES_ANCHORS_H

#include "base/base.h"

/* For a binary operation or a subscript, and nothing else: *left and *right are the bytes that
   tracebacks mark with ^ (between ~). */
bool expression_anchors(const char *text, size_t size, int *left, int *right, size_t stack_left);

#endif
