"""Objects that hold their own bound methods, properties, partial-like callables."""
OUT = []
class Button:
    def __init__(self, n):
        self.n = n
        self.handler = self.clicked
        self.handlers = {"click": self.clicked, "other": len}

    def clicked(self):
        return self.n

    @classmethod
    def make(cls, n):
        return cls(n)

    @staticmethod
    def plain():
        return 1


OUT.append((sum(Button.make(i).handler() for i in range(1500)),))
buttons = [Button(i) for i in range(500)]
OUT.append((sum(button.handlers["click"]() for button in buttons),))
buttons = [iter(buttons), map(Button.clicked, buttons), zip(buttons, buttons)]
OUT.append((sum(buttons[1]), len(list(buttons[2])),))
buttons.append(buttons)
del buttons
OUT.append(([Button.plain() for _ in range(3)],))
for line in OUT:
    print(*line)
