"""A ledger parsed from text, with exact totals and a rate table."""
from collections import defaultdict
from decimal import Decimal, InvalidOperation

RATES = {'EUR': Decimal('1'), 'USD': Decimal('0.9213'), 'PLN': Decimal('0.2241')}
TEXT = '''
2024-01-03 food     12.40 EUR
2024-01-04 rent    700.00 EUR
2024-01-04 books    15.99 USD
2024-01-05 food     48.30 PLN
2024-01-06 oops     12,50 EUR
2024-01-07 refund   -5.00 EUR
'''


class Ledger:
    def __init__(self):
        self.entries, self.faults = [], []

    def read(self, text):
        for number, line in enumerate(text.strip().splitlines(), 1):
            date, kind, amount, currency = line.split()
            try:
                self.entries.append((date, kind, Decimal(amount), RATES[currency]))
            except InvalidOperation:
                self.faults.append(f'line {number}: {amount!r} is no amount')

    def totals(self):
        sums = defaultdict(Decimal)
        for _, kind, amount, rate in self.entries:
            sums[kind] += amount * rate
        return {kind: total.quantize(Decimal('0.01')) for kind, total in sums.items()}


ledger = Ledger()
ledger.read(TEXT)
for kind, total in sorted(ledger.totals().items(), key=lambda item: -item[1]):
    print(f'{kind:<8}{total:>10}')
print(ledger.faults, sum(ledger.totals().values()))
