# exit: 1
# What threads raise.
import _thread
import sys
import threading
import time


def fails():
    {}["key"]


def run(function):
    thread = threading.Thread(target=function, name="named")
    thread.start()
    thread.join()


run(fails)
run(sys.exit)
run(_thread.exit)


def hook(arguments):
    print(arguments.exc_type.__name__, arguments.exc_value, arguments.thread.name, arguments.exc_traceback is not None)


threading.excepthook = hook
run(fails)
threading.excepthook = threading.__excepthook__


class Silly(Exception):
    def __str__(self):
        raise ValueError("in str")


def silly():
    raise Silly


run(silly)
done = threading.Lock()
done.acquire()


class Bare:
    def __repr__(self):
        return "<bare>"

    def __call__(self):
        try:
            raise KeyError("bare")
        finally:
            done.release()


bare = Bare()
_thread.start_new_thread(bare, ())
done.acquire()
time.sleep(0.01)
sys.unraisablehook = lambda arguments: print(arguments.err_msg, arguments.object, repr(arguments.exc_value))
_thread.start_new_thread(bare, ())
done.acquire()
time.sleep(0.01)
del sys.unraisablehook
threading.Thread(target=lambda: (time.sleep(0.02), print("the program waits for this one"))).start()
raise RuntimeError("in the main thread")
