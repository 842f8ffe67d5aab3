# Differences between texts, and close matches.
import difflib

a = "one two three four five".split()
b = "one too three five six".split()
print("\n".join(difflib.ndiff(a, b)))
print("\n".join(difflib.unified_diff(a, b, "a.txt", "b.txt", lineterm="", n=1)))
print("\n".join(difflib.context_diff(a, b, "a", "b", lineterm="")))
matcher = difflib.SequenceMatcher(None, "abcdefgh", "abxdefzgh")
print(matcher.ratio(), matcher.get_opcodes(), matcher.find_longest_match(), matcher.get_matching_blocks(), matcher.quick_ratio())
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), list(difflib.restore(difflib.ndiff(a, b), 2)) == b)
