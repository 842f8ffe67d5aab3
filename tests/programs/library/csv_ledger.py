# A ledger kept as CSV: read by name, summed by account, written again.
import csv
import io
from collections import defaultdict
from decimal import Decimal

ledger = '''\
date,account,amount,note
2024-03-01,food,-12.50,"bread, milk"
2024-03-02,rent,-800,
2024-03-02,salary,2500.00,"paid ""early"""
2024-03-05,food,-3.20,"two
lines"
'''
reader = csv.DictReader(io.StringIO(ledger, newline=""))
print(reader.fieldnames)
totals = defaultdict(Decimal)
rows = []
for row in reader:
    totals[row["account"]] += Decimal(row["amount"])
    rows.append(row)
    print(reader.line_num, row)
for account in sorted(totals):
    print(f"{account:8}{totals[account]:>10}")

out = io.StringIO(newline="")
writer = csv.DictWriter(out, ["account", "amount", "note"], extrasaction="ignore", lineterminator="\n")
print(writer.writeheader())
writer.writerows(rows)
print(out.getvalue())
short = list(csv.DictReader(["a,b", "1", "1,2,3"], restkey="more", restval="-"))
print(short)
try:
    csv.DictWriter(out, ["a"]).writerow({"b": 1})
except ValueError as error:
    print(error)
