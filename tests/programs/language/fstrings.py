# f-strings and % formatting.
name, value = "x", 3.14159
print(f"{name}={value:.2f} {value!r} {name!r:>6}|{name:<4}|{42:05d}|{255:#x}")
width = 10
print(f"{name:^{width}}|{value:{width}.{3}f}|{{}}")
print(f"{name=} {value + 1=:.1f}")
print("%s %d %5.1f %r %%" % ("a", 7, 2.25, "q"))
print(f"{'nested ' + f'{1 + 1}'}" "joined " f"{None}")
print(f"{[1, 2]!s} {(1,)} { {'k': 1}['k'] }")
print("{0} {1} {0} {k}".format(1, 2, k=3), "{:>5}|{:,}".format("r", 1234567))
