# Words, dates and numbers taken from text.
import re

TEXT = """On 2024-03-17 the fox (vulpes) jumped 12 times;
by 2024-04-01 it had jumped 3.5e2 times, -7 of them badly."""
print(re.findall(r"\d{4}-\d\d-\d\d", TEXT))
print([float(number) for number in re.findall(r"(?<![\d-])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\d-])", TEXT)])
for match in re.finditer(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", TEXT):
    print(match.span(), match.groupdict(), match["month"], match.lastgroup)
print(re.sub(r"(\w+) \((\w+)\)", r"\2 [\g<1>]", TEXT).splitlines()[0])
print(re.split(r"[;,\s]+", TEXT)[:6])
print(re.split(r"(-)", "a-b-c", maxsplit=1), re.subn("[aeiou]", lambda m: m[0].upper(), "education"))
print(sorted({word.lower() for word in re.findall(r"\b[a-z]+\b", TEXT, re.I)}))
print(re.fullmatch(r"(?x) (\d+) \s* ([+*/-]) \s* (\d+)", "12 * 30").groups())
print(re.compile(r"^\w+", re.M).findall(TEXT), re.compile(r"times;.by", re.S).search(TEXT) is not None)
print(re.escape("a.b*c[1]"), re.match(r"(?i)ß", "SS"), re.match(r"(?i)straße", "STRAßE"))
