# An exception raised from another, and one while another is handled.
def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise KeyError(text) from error

def outer():
    try:
        parse("x")
    except KeyError:
        [][1]

outer()
# exit: 1
