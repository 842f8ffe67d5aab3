def squares(limit):
    for i in range(limit):
        got = yield i * i
        print("got", got)

g = squares(3)
print(next(g))
print(g.send("spam"))
g.close()
