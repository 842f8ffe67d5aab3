# Operators on numbers, with their corner cases.
print(7 + 3, 7 - 3, 7 * 3, 7 / 2, 7 // 2, 7 % 3, 2 ** 10)
print(-7 // 2, -7 % 3, 7 // -2, 7 % -3, divmod(-7, 2))
print(1 << 70, (1 << 70) >> 68, 5 & 3, 5 | 3, 5 ^ 3, ~5)
print(10 ** 30, -(10 ** 30) // 7, 10 ** 30 % 7)
print(0.1 + 0.2, 1e16, 1e-5, 1.0, float("inf"), -0.0)
print(3 == 3.0, 3 is not None, 1 < 2 < 3, 1 < 3 < 2)
print(True + True, not 0, not [], bool("x"))
x = 5
x += 2
x *= 3
x -= 1
x //= 4
x **= 2
x %= 7
print(x)
print(2 + 3j, (2 + 3j) * (1 - 1j), abs(3 + 4j))
