/* Kept true: counts[site] is the count of one code unit; sites of codes that were never counted lie beyond
   the end, and count as none. */
#include "timeline/tally.h"

#include <string.h>

static bool reach(Tally *tally, size_t length)
{
    size_t before = tally->counts.length;
    if (length <= before) return true;
    if (vec_reserve(&tally->counts, length) < 0) return false;
    memset(tally->counts.items + before, 0, (length - before) * sizeof tally->counts.items[0]);
    tally->counts.length = length;
    return true;
}

void tally_note(Tally *tally, FactsTable *table, Ref code, int unit)
{
    if (tally->facts == NULL || tally->facts->number != code->number) tally->facts = facts_of(table, code);
    const CodeFacts *facts = tally->facts;
    if (facts == NULL || unit < 0 || unit >= facts->count || !reach(tally, facts->site + (size_t)facts->count)) return;
    tally->counts.items[facts->site + (size_t)unit]++;
}

uint64_t tally_of(const Tally *tally, FactsTable *table, Ref code, int unit)
{
    const CodeFacts *facts = facts_of(table, code);
    size_t site = facts == NULL ? 0 : facts->site + (size_t)unit;
    return site < tally->counts.length ? tally->counts.items[site] : 0;
}
