/* The calendar that datetime counts by: the Gregorian one, extended without end in both directions.  Days have
   numbers, 1 being January 1st of the year 1; days of the week count from Monday, 0. */
#ifndef VIV_MODULES_DATETIME_CALENDAR_H
#define VIV_MODULES_DATETIME_CALENDAR_H

#include "base/base.h"

enum { CALENDAR_YEAR_MIN = 1, CALENDAR_YEAR_MAX = 9999, CALENDAR_ORDINAL_MAX = 3652059 };

/* What calendar_from_iso thinks of a week and its day. */
typedef enum IsoVerdict { ISO_FITS, ISO_BAD_YEAR, ISO_BAD_WEEK, ISO_BAD_WEEKDAY } IsoVerdict;

int calendar_month_length(int year, int month);
/* The days of the year before the first one of MONTH. */
int calendar_days_before(int year, int month);
int calendar_ordinal(int year, int month, int day);
/* The date with that number, which is at least 1. */
void calendar_from_ordinal(int ordinal, int *year, int *month, int *day);
int calendar_weekday(int year, int month, int day);

/* The ISO 8601 year, week 1..53 and day 1..7 of a date. */
void calendar_to_iso(int year, int month, int day, int *iso_year, int *week, int *weekday);
/* And back; the date may lie in the year after CALENDAR_YEAR_MAX. */
IsoVerdict calendar_from_iso(int iso_year, int week, int weekday, int *year, int *month, int *day);

/* Moves so much of *LOW into *HIGH that 0 <= *low < base. */
void calendar_carry(int64_t *high, int64_t *low, int64_t base);

#endif
