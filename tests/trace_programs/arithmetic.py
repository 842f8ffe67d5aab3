a = 7
b = 3
c = 2.5
print(a + b * c, a - b, a // b, a % b, -a, ~b, a ** b, a / b)
print(a << b, a >> 1, a & b, a | b, a ^ b)
a += b
a *= 2
x, y = a, b
x, y = y, x
print(x, y, a < b < c, not a, a == b or a != b)
big = 2 ** 100
print(big, big % 1000)
