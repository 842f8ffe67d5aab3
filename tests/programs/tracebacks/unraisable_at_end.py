# An error that nobody can receive, when the program's names are let go: there is no module left to read its line with.
class Dying:
    def __del__(self): raise ValueError("at the end")
at_end = Dying()
