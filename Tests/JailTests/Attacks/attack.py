"""The attacks: each is a harmless probe that returns True where nothing keeps it from its goal.

A function gets the world that `world.py` made: paths, ports and processes outside of the jail. It raises an error, or
returns something else, where it is kept from its goal. Run by `trial.py`.
"""
import ctypes
import json
import os
import sys

ATTACKS = {}


class NotHere(Exception):
    """This system doesn't permit it anyway."""


def attack(*options):
    """Registers an attack with the options of the jail that it needs."""

    def register(function):
        ATTACKS[function.__name__] = (function, options)
        return function

    return register


libc = ctypes.CDLL(None, use_errno=True)
IS_ARM = os.uname().machine == "aarch64"


def call(x86_64, aarch64, *arguments):
    """A system call by its number."""
    values = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    result = libc.syscall(ctypes.c_long(aarch64 if IS_ARM else x86_64), *values)
    if result < 0:
        number = ctypes.get_errno()
        if number in (38, 95):  # no such call, or not supported
            raise NotHere(os.strerror(number))
        raise OSError(number, os.strerror(number))
    return result


def main():
    import on_files, on_kernel, on_limits, on_network, on_processes  # noqa: F401
    function, _ = ATTACKS[sys.argv[1]]
    try:
        outcome = "SUCCEEDED" if function(json.loads(sys.argv[2])) is True else "KEPT: it returned"
    except NotHere as error:
        outcome = f"NOT HERE: {error}"
    except BaseException as error:
        outcome = f"KEPT: {type(error).__name__}: {error}"
    # Not through Python's buffers, for a forked child must not repeat it.
    os.write(1, f"\n{outcome}\n".encode())


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sys.modules["attack"] = sys.modules["__main__"]
    main()
