# SPDX-License-Identifier: MIT
# Small methods and attributes: M. Richards' operating system kernel in small.
# Six tasks pass packets; the answer is how many were queued and held.
IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(1, 7)
DEVICE, WORK = range(2)
WORDS = 4


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * WORDS

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class TaskState:
    def __init__(self):
        self.packet_pending = False
        self.task_waiting = False
        self.task_holding = False

    def set_pending(self):
        self.packet_pending = True
        self.task_waiting = False
        self.task_holding = False

    def is_held_or_waiting(self):
        return self.task_holding or (not self.packet_pending
                                     and self.task_waiting)

    def is_waiting_with_packet(self):
        return (self.packet_pending and self.task_waiting
                and not self.task_holding)


class Task(TaskState):
    def __init__(self, kernel, ident, priority, queue):
        super().__init__()
        self.kernel = kernel
        self.ident = ident
        self.priority = priority
        self.queue = queue
        self.packet_pending = queue is not None
        self.task_waiting = ident != IDLE
        self.link = kernel.tasks
        kernel.tasks = self
        kernel.table[ident] = self

    def add_packet(self, packet, sender):
        if self.queue is None:
            self.queue = packet
            self.packet_pending = True
            if self.priority > sender.priority:
                return self
        else:
            packet.append_to(self.queue)
        return sender

    def run(self):
        message = None
        if self.is_waiting_with_packet():
            message = self.queue
            self.queue = message.link
            if self.queue is None:
                self.task_waiting = False
                self.packet_pending = False
            else:
                self.set_pending()
        return self.work(message)

    def wait(self):
        self.task_waiting = True
        return self

    def hold(self):
        self.kernel.held += 1
        self.task_holding = True
        return self.link

    def release(self, ident):
        other = self.kernel.table[ident]
        other.task_holding = False
        return other if other.priority > self.priority else self

    def send(self, packet):
        receiver = self.kernel.table[packet.ident]
        self.kernel.queued += 1
        packet.link = None
        packet.ident = self.ident
        return receiver.add_packet(packet, self)


class Idle(Task):
    def __init__(self, kernel):
        super().__init__(kernel, IDLE, 0, None)
        self.control = 1
        self.count = 10000

    def work(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.hold()
        if self.control & 1:
            self.control = self.control // 2 ^ 0xD008
            return self.release(DEVICE_B)
        self.control //= 2
        return self.release(DEVICE_A)


class Worker(Task):
    def __init__(self, kernel, queue):
        super().__init__(kernel, WORKER, 1000, queue)
        self.destination = HANDLER_A
        self.letter = 0

    def work(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_A + HANDLER_B - self.destination
        packet.ident = self.destination
        packet.datum = 0
        for i in range(WORDS):
            self.letter += 1
            if self.letter > 26:
                self.letter = 1
            packet.data[i] = ord("A") + self.letter - 1
        return self.send(packet)


class Handler(Task):
    def __init__(self, kernel, ident, priority, queue):
        super().__init__(kernel, ident, priority, queue)
        self.work_in = None
        self.device_in = None

    def work(self, packet):
        if packet is not None:
            if packet.kind == WORK:
                self.work_in = packet.append_to(self.work_in)
            else:
                self.device_in = packet.append_to(self.device_in)
        job = self.work_in
        if job is None:
            return self.wait()
        if job.datum >= WORDS:
            self.work_in = job.link
            return self.send(job)
        reply = self.device_in
        if reply is None:
            return self.wait()
        self.device_in = reply.link
        reply.datum = job.data[job.datum]
        job.datum += 1
        return self.send(reply)


class Device(Task):
    def __init__(self, kernel, ident, priority):
        super().__init__(kernel, ident, priority, None)
        self.pending = None

    def work(self, packet):
        if packet is not None:
            self.pending = packet
            return self.hold()
        packet = self.pending
        if packet is None:
            return self.wait()
        self.pending = None
        return self.send(packet)


class Kernel:
    def __init__(self):
        self.tasks = None
        self.table = [None] * 10
        self.held = 0
        self.queued = 0

    def schedule(self):
        task = self.tasks
        while task is not None:
            if task.is_held_or_waiting():
                task = task.link
            else:
                task = task.run()


def packets(count, ident, kind):
    queue = None
    for _ in range(count):
        queue = Packet(queue, ident, kind)
    return queue


def main():
    for _ in range(15):
        kernel = Kernel()
        Idle(kernel)
        Worker(kernel, packets(2, 0, WORK))
        Handler(kernel, HANDLER_A, 2000, packets(3, DEVICE_A, DEVICE))
        Handler(kernel, HANDLER_B, 3000, packets(3, DEVICE_B, DEVICE))
        Device(kernel, DEVICE_A, 4000)
        Device(kernel, DEVICE_B, 5000)
        kernel.schedule()
    print(kernel.queued, kernel.held)


main()
