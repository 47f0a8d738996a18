"""What scripts do to a server, each by its name."""

import builtins
import contextlib
import gc
import itertools
import json
import os
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import mini as st

# Loops that do not end


def loop():
    while True:
        pass


def loop_over_count():
    for _ in itertools.count():
        pass


def loop_in_comprehension():
    [0 for _ in itertools.count() if False]


def loop_in_generator():
    sum(0 for _ in itertools.count())


def loop_that_catches():
    while True:
        try:
            while True:
                pass
        except Exception:
            pass


def loop_that_catches_all():
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


def loop_with_finally():
    try:
        while True:
            pass
    finally:
        st.session_state.cleaned = True


def loop_of_calls():
    def calls(depth):
        if depth < 60:
            calls(depth + 1)
            calls(depth + 1)

    calls(0)


def loop_of_recursion_errors():
    def calls():
        calls()

    while True:
        with contextlib.suppress(RecursionError):
            calls()


def loop_of_output():
    place, number = st.empty(), 0
    while True:
        number += 1
        place.text(number)


def loop_in_fragment():
    @st.fragment
    def part():
        loop()

    part()


def loop_in_thread():
    thread = threading.Thread(target=loop)
    thread.start()
    thread.join()


def loop_in_thread_of_thread():
    thread = threading.Thread(target=loop_in_thread)
    thread.start()
    thread.join()


def loop_in_attached_thread():
    thread = st.add_script_run_ctx(threading.Thread(target=loop))
    thread.start()
    thread.join()


def loop_in_pool():
    with ThreadPoolExecutor(2) as pool:
        pool.submit(loop).result()


def loop_in_pool_of_many():
    with ThreadPoolExecutor(2) as pool:
        for _ in range(4):
            pool.submit(loop)


def long_sleep():
    time.sleep(3600)


def dashboard():
    place, number = st.empty(), 0
    while True:
        number += 1
        place.text(number)
        time.sleep(600)


def live():
    place, number = st.empty(), 0
    while True:
        number += 1
        place.text(f"live {number}")
        time.sleep(0.1)


def emits():
    while True:
        st.text("x")


# Ends


def leave():
    sys.exit(3)


def interrupt():
    raise KeyboardInterrupt


def recursion():
    def calls():
        return calls()

    calls()


def deep_recursion():
    sys.setrecursionlimit(10**9)

    class Deep:
        def __getattr__(self, name):
            return getattr(self, name + "x")

    Deep().x


def deep_sorting():
    sys.setrecursionlimit(10**9)

    def order(_):
        return sorted([1, 2], key=order)

    order(0)


def deep_list():
    sys.setrecursionlimit(10**9)
    nested = []
    for _ in range(100_000):
        nested = [nested]
    try:
        repr(nested)
    finally:
        while nested:
            nested = nested[0]


def error_that_refuses():
    class Refuses(Exception):
        @property
        def __traceback__(self):
            raise ValueError

        def __str__(self):
            raise ValueError

    raise Refuses


def error_that_leaves():
    class Leaves(Exception):
        def __str__(self):
            sys.exit(3)

    raise Leaves


def huge_error():
    raise ValueError("x" * 10_000_000)


def memory_error():
    bytearray(10**15)


def asks():
    input("Who are you?")


def debugs():
    breakpoint()


# Damage


def no_stdout():
    sys.stdout = None
    sys.stderr = None


def closed_stdout():
    sys.stdout.close()


def broken_builtins():
    def broken(*_):
        raise RuntimeError("broken")

    builtins.len = builtins.isinstance = builtins.list = builtins.__import__ = broken


def broken_library():
    def broken(*_):
        raise RuntimeError("broken")

    time.sleep = time.monotonic = json.dumps = json.loads = broken
    threading.Thread.start = threading.Lock = threading.Event = broken
    random.seed(1)


def broken_imports():
    sys.path.clear()
    sys.meta_path.clear()
    del sys.modules["__main__"]


def broken_interpreter():
    gc.disable()
    sys.setswitchinterval(100)


def elsewhere():
    os.chdir("/")


def elsewhere_by_number():
    folder = os.open("/", os.O_RDONLY)
    os.fchdir(folder)
    os.close(folder)


def forks():
    if os.fork() == 0:
        st.text("this is a copy")


def leaks_threads():
    for _ in range(200):
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()


def catches_for_long():
    try:
        pass
    finally:
        end = time.time() + 2.5
        while time.time() < end:
            pass


def says():
    print("here I am")


def prints():
    print("x" * 4_000_000)


def errors_in_threads_and_del():
    class Deleted:
        def __del__(self):
            raise ValueError("in __del__")

    def fails():
        raise SystemExit

    Deleted()
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
