"""Classes, attributes and methods: tasks that hand packets to each other."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 25000


class Packet:
    def __init__(self, kind, target):
        self.kind = kind
        self.target = target
        self.hops = 0
        self.next = None


class Task:
    def __init__(self, number, priority):
        self.number = number
        self.priority = priority
        self.inbox = None
        self.held = False
        self.runs = 0

    def receive(self, packet):
        packet.next = None
        if self.inbox is None:
            self.inbox = packet
            return
        last = self.inbox
        while last.next is not None:
            last = last.next
        last.next = packet

    def take(self):
        packet = self.inbox
        if packet is not None:
            self.inbox = packet.next
        return packet

    def ready(self):
        return not self.held and self.inbox is not None

    def run(self, scheduler):
        self.runs += 1
        packet = self.take()
        packet.hops += 1
        self.handle(packet, scheduler)

    def handle(self, packet, scheduler):
        raise NotImplementedError


class Worker(Task):
    def __init__(self, number, priority, step):
        super().__init__(number, priority)
        self.step = step

    def handle(self, packet, scheduler):
        packet.target = (self.number + self.step) % len(scheduler.tasks)
        scheduler.send(packet)


class Device(Task):
    def handle(self, packet, scheduler):
        self.held = packet.hops % 3 == 0
        packet.target = packet.kind
        scheduler.send(packet)


class Scheduler:
    def __init__(self):
        self.tasks = []
        self.sent = 0

    def add(self, task):
        self.tasks.append(task)

    def send(self, packet):
        self.sent += 1
        self.tasks[packet.target].receive(packet)

    def loop(self, turns):
        for turn in range(turns):
            for task in self.tasks:
                if task.ready():
                    task.run(self)
                elif task.held:
                    task.held = turn % 4 != 0


scheduler = Scheduler()
for number in range(6):
    scheduler.add(Device(number, 10) if number % 3 == 2 else Worker(number, number, number + 1))
for kind in range(12):
    scheduler.send(Packet(kind % 6, kind % 5))
scheduler.loop(SIZE * 10)
print(scheduler.sent, [task.runs for task in scheduler.tasks])
