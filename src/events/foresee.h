/* What simple values make of each other, told from their texts alone: enough for a sentence
   to say "3 - 1 = 2" before the machine has done it.  Where a text does not say enough,
   nothing is claimed. */
#ifndef VIV_EVENTS_FORESEE_H
#define VIV_EVENTS_FORESEE_H

#include "base/buf.h"
#include "events/view.h"

/* True, and the number, when VALUE is an exact int (or bool) that fits in 64 bits. */
bool foresee_int(const ViewValue *value, int64_t *number);

/* The same for floats, too; of ints only those that a float holds exactly. */
bool foresee_number(const ViewValue *value, double *number);

/* 1 true, 0 false, -1 unknown. */
int foresee_truth(const ViewValue *value);

/* Adds the repr of LEFT OPERATOR RIGHT to BUF and returns true, or adds nothing. */
bool foresee_binary(const ViewValue *left, const char *operator, const ViewValue *right, Buf *buf);

/* 1 true, 0 false, -1 unknown. */
int foresee_compare(const ViewValue *left, const char *operator, const ViewValue *right);

#endif
