# Signals are the main thread's: it serves them whatever it waits for, and whoever runs.
import _thread
import os
import signal
import threading
import time

main, served, gate = threading.main_thread(), [], threading.Event()


def handler(number, frame):
    served.append((signal.Signals(number).name, threading.current_thread() is main))


def send(number):
    gate.wait()
    time.sleep(0.01)
    os.kill(os.getpid(), number)


def begin(function, *arguments):
    thread = threading.Thread(target=function, args=arguments)
    thread.start()
    return thread


signal.signal(signal.SIGUSR1, handler)
for wait in (lambda: time.sleep(0.05), lambda: threading.Event().wait(0.05), lambda: begin(time.sleep, 0.05).join()):
    thread = begin(send, signal.SIGUSR1)
    gate.set()
    wait()
    thread.join()
print(served)


# ^C ends what the main thread waits for; the other threads go on.
def interrupted(wait):
    gate.clear()
    thread = begin(send, signal.SIGINT)
    try:
        gate.set()
        wait()
    except KeyboardInterrupt:
        print("interrupted")
    thread.join()


lock, stop = threading.Lock(), False
lock.acquire()
interrupted(lock.acquire)
interrupted(lambda: time.sleep(100))
interrupted(threading.Event().wait)
print(lock.acquire(False))


def spin():
    while not stop:
        pass


spinner = begin(spin)
interrupted(spinner.join)
print(spinner.is_alive())
stop = True
spinner.join()
try:
    _thread.start_new_thread(_thread.interrupt_main, ())
    time.sleep(10)
except KeyboardInterrupt:
    print("interrupted by a thread")


def refused():
    for function in (lambda: signal.signal(signal.SIGUSR1, handler), lambda: signal.set_wakeup_fd(-1)):
        try:
            function()
        except ValueError as error:
            print(error)


begin(refused).join()
