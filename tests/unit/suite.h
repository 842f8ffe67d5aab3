/* What every unit test program has in common: it runs one Check suite and exits 1 when a
   test failed.

       int main(void)
       {
           TCase *tests = tcase_create("arena");
           tcase_add_test(tests, keeps_pieces_apart);
           return suite_run_one("arena", tests);
       }
*/
#ifndef VIV_UNIT_SUITE_H
#define VIV_UNIT_SUITE_H

#include <check.h>

static inline int suite_run_one(const char *name, TCase *tests)
{
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}

#endif
