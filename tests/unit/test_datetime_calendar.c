/* The calendar of datetime: each of its days, there and back. */
#include "tests/unit/suite.h"

#include "modules/datetime_calendar.h"

/* What CPython's date says of every day, mixed into one number: year, month, day, ISO year, week and day. */
#define ALL_DAYS UINT64_C(0x24dbbf6c4274abd)

static void mix(uint64_t *sum, int number)
{
    *sum = *sum * 31 + (uint64_t)number;
}

START_TEST(every_day_is_cpythons)
{
    uint64_t sum = 0;
    for (int ordinal = 1; ordinal <= CALENDAR_ORDINAL_MAX; ordinal++) {
        int date[3], iso[3];
        calendar_from_ordinal(ordinal, &date[0], &date[1], &date[2]);
        calendar_to_iso(date[0], date[1], date[2], &iso[0], &iso[1], &iso[2]);
        for (int i = 0; i < 3; i++) mix(&sum, date[i]);
        for (int i = 0; i < 3; i++) mix(&sum, iso[i]);
    }
    ck_assert_uint_eq(sum, ALL_DAYS);
}
END_TEST

START_TEST(the_ways_back_agree)
{
    for (int ordinal = 1; ordinal <= CALENDAR_ORDINAL_MAX; ordinal += 5) {
        int year, month, day, iso_year, week, weekday, again[3];
        calendar_from_ordinal(ordinal, &year, &month, &day);
        calendar_to_iso(year, month, day, &iso_year, &week, &weekday);
        bool agree = calendar_ordinal(year, month, day) == ordinal && calendar_weekday(year, month, day) == (ordinal + 6) % 7 &&
                     calendar_from_iso(iso_year, week, weekday, &again[0], &again[1], &again[2]) == ISO_FITS &&
                     calendar_ordinal(again[0], again[1], again[2]) == ordinal;
        if (!agree) ck_abort_msg("day %d", ordinal); /* an assertion of Check costs more than the calendar */
    }
}
END_TEST

START_TEST(impossible_weeks_are_named)
{
    int date[3];
    ck_assert_int_eq(calendar_from_iso(0, 1, 1, &date[0], &date[1], &date[2]), ISO_BAD_YEAR);
    ck_assert_int_eq(calendar_from_iso(10000, 1, 1, &date[0], &date[1], &date[2]), ISO_BAD_YEAR);
    ck_assert_int_eq(calendar_from_iso(2021, 53, 1, &date[0], &date[1], &date[2]), ISO_BAD_WEEK);
    ck_assert_int_eq(calendar_from_iso(2020, 53, 7, &date[0], &date[1], &date[2]), ISO_FITS);
    ck_assert_int_eq(calendar_from_iso(2020, 0, 1, &date[0], &date[1], &date[2]), ISO_BAD_WEEK);
    ck_assert_int_eq(calendar_from_iso(2020, 1, 8, &date[0], &date[1], &date[2]), ISO_BAD_WEEKDAY);
}
END_TEST

START_TEST(carrying_leaves_a_rest)
{
    const int64_t cases[][3] = {{0, 0, 0}, {59, 0, 59}, {60, 1, 0}, {-1, -1, 59}, {-60, -1, 0}, {-61, -2, 59}};
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        int64_t high = 10, low = cases[i][0];
        calendar_carry(&high, &low, 60);
        ck_assert_int_eq(high, 10 + cases[i][1]);
        ck_assert_int_eq(low, cases[i][2]);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("calendar");
    tcase_add_test(tests, every_day_is_cpythons);
    tcase_add_test(tests, the_ways_back_agree);
    tcase_add_test(tests, impossible_weeks_are_named);
    tcase_add_test(tests, carrying_leaves_a_rest);
    return suite_run_one("calendar", tests);
}
