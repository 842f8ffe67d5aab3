def parse(text):
    return int(text)

def total(words):
    result = 0
    for word in words:
        try:
            result += parse(word)
        except ValueError as error:
            print("skipped:", error)
        finally:
            result += 100
    return result

print(total(["1", "x", "2"]))
