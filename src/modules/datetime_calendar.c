/* Whole cycles are counted first: 400 years have 146097 days, 100 have 36524 (or one more at the end of the 400),
   4 have 1461 (or one less), so that no table of years is needed. */
#include "modules/datetime_calendar.h"

enum { DAYS_400 = 146097, DAYS_100 = 36524, DAYS_4 = 1461, DAYS_1 = 365, DAYS_WEEK = 7, THURSDAY = 3 };

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int calendar_month_length(int year, int month)
{
    static const uint8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

int calendar_days_before(int year, int month)
{
    static const uint16_t before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    return before[month - 1] + (month > 2 && is_leap(year));
}

/* The number of the last day before YEAR. */
static int days_before_year(int year)
{
    int past = year - 1;
    return past * DAYS_1 + past / 4 - past / 100 + past / 400;
}

int calendar_ordinal(int year, int month, int day)
{
    return days_before_year(year) + calendar_days_before(year, month) + day;
}

void calendar_from_ordinal(int ordinal, int *year, int *month, int *day)
{
    int left = ordinal - 1, cycles = left / DAYS_400;
    left %= DAYS_400;
    int centuries = left / DAYS_100;
    left %= DAYS_100;
    int fours = left / DAYS_4;
    left %= DAYS_4;
    int years = left / DAYS_1;
    left %= DAYS_1;
    *year = cycles * 400 + centuries * 100 + fours * 4 + years + 1;
    if (centuries == 4 || years == 4) { /* the day by which the cycle is longer: the last one of its last year */
        *year -= 1;
        *month = 12;
        *day = 31;
        return;
    }
    *month = 1;
    while (*month < 12 && calendar_days_before(*year, *month + 1) <= left) *month += 1;
    *day = left - calendar_days_before(*year, *month) + 1;
}

int calendar_weekday(int year, int month, int day)
{
    int rest = (calendar_ordinal(year, month, day) + 6) % DAYS_WEEK;
    return rest < 0 ? rest + DAYS_WEEK : rest; /* a damaged pickle may hold the year 0 */
}

/* The number of the Monday of week 1: that with the year's first Thursday. */
static int first_monday(int year)
{
    int first = calendar_ordinal(year, 1, 1), weekday = (first + 6) % DAYS_WEEK;
    return first - weekday + (weekday > THURSDAY ? DAYS_WEEK : 0);
}

/* Days and weeks, rounded down: before the first Monday is week -1. */
static int weeks_from(int monday, int ordinal)
{
    int days = ordinal - monday;
    return days >= 0 ? days / DAYS_WEEK : -1;
}

void calendar_to_iso(int year, int month, int day, int *iso_year, int *week, int *weekday)
{
    int ordinal = calendar_ordinal(year, month, day);
    *iso_year = year;
    *week = weeks_from(first_monday(year), ordinal);
    if (*week < 0) *week = weeks_from(first_monday(--*iso_year), ordinal);
    else if (*week >= 52 && ordinal >= first_monday(year + 1)) {
        *iso_year += 1;
        *week = 0;
    }
    *week += 1;
    *weekday = calendar_weekday(year, month, day) + 1;
}

/* Has the year 53 weeks?  Those that begin on a Thursday, and leap years that begin on a Wednesday. */
static bool is_long_year(int year)
{
    int first = calendar_weekday(year, 1, 1);
    return first == THURSDAY || (first == THURSDAY - 1 && is_leap(year));
}

IsoVerdict calendar_from_iso(int iso_year, int week, int weekday, int *year, int *month, int *day)
{
    if (iso_year < CALENDAR_YEAR_MIN || iso_year > CALENDAR_YEAR_MAX) return ISO_BAD_YEAR;
    if ((week < 1 || week > 52) && !(week == 53 && is_long_year(iso_year))) return ISO_BAD_WEEK;
    if (weekday < 1 || weekday > DAYS_WEEK) return ISO_BAD_WEEKDAY;
    int ordinal = first_monday(iso_year) + (week - 1) * DAYS_WEEK + weekday - 1;
    calendar_from_ordinal(ordinal, year, month, day);
    return ISO_FITS;
}

void calendar_carry(int64_t *high, int64_t *low, int64_t base)
{
    int64_t whole = *low / base, rest = *low % base;
    if (rest < 0) {
        rest += base;
        whole--;
    }
    *high += whole;
    *low = rest;
}
