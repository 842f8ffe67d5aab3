def move(n, source, target, spare, log):
    if n == 0:
        return
    move(n - 1, source, spare, target, log)
    log.append((source, target))
    move(n - 1, spare, target, source, log)


log = []
move(3, "A", "C", "B", log)
print(len(log), log[0])
