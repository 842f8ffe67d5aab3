# Every presentation type with every option, for each kind of number and text.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

specs = ["", "d", "x", "X", "o", "b", "c", "n", "e", "E", "f", "F", "g", "G", "%", "s", "q", "5", "<8", ">8", "^8", "=8", "08", "*^9", "+", "-", " ", "+.2f", " .3e", "#x", "#o", "#b", "#.0f", "#g", ",", "_", ",.2f", "_x", ",x", "_b", "010,", "z", "z.1f", ".0", ".3", ".10g", ".0%", "1.", ".", "5.", "+s", "<<5", "x<", "0<5", "0=5", "{", "}", "\u00e9^7", "1000", "3s", ".2s", "s5", "dd", "5,5", "0", "00", "0>3", "=+5", "+=8.1f", ",,", "__", ",_"]
for value in (0, 42, -7, 10**20, True, 3.14159, -0.0, 1e100, float("inf"), float("nan"), 1+2j, -0j, "text", "", "\u00e9\u4e2d", None, b"x", [1], (1,), object):
    line = []
    for spec in specs:
        try: line.append(format(value, spec))
        except Exception as error: line.append(type(error).__name__[0] + ":" + str(error))
    print(repr(value), line)
