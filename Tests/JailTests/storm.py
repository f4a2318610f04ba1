#!/usr/bin/env python3
"""Kills runs of the jail at random moments, then looks for processes and files that are left. Prints a line of JSON.

usage: storm.py PATH-OF-SEXTANT-JAIL [runs] [seed]

Each run is killed with SIGKILL within the time that it takes: the jail itself, its caller, the process that removes its
folder, or the program inside. Some programs start others, which ignore all signals and try to hide.
"""
import collections
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PYTHON = "/usr/bin/python3"
PROGRAMS = {
    "plain": "open('a', 'w').write('x'); print('done')",
    "children": """
import os, signal, time
for number in range(1, 32):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
for number in range(4):
    if os.fork() == 0:
        for name in range(8):
            open(f'file{os.getpid()}-{name}', 'w').write('x' * 1000)
        os.closerange(3, 2000)
        time.sleep(100)
time.sleep(0.03)
""",
    "orphans": """
import os, time
os.makedirs('a/b/c/d')
for number in range(4):
    if os.fork() == 0:
        if os.fork() == 0:
            while True:
                open('a/b/c/d/%d' % os.getpid(), 'w').write('x')
        os._exit(0)
time.sleep(0.05)
""",
    "shell": None,
}


def command(kind, marker):
    if kind == "shell":
        return ["/bin/sh", "-c", "for i in 1 2 3 4; do (sleep 100; echo $i) & ls > list$i; done; sleep 0.02", marker]
    return [PYTHON, "-I", "-S", "-c", PROGRAMS[kind], marker]


def left(marker):
    """The processes whose arguments, or whose folder, show that they belong to the storm."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit() or int(name) == os.getpid():
            continue
        try:
            with open(f"/proc/{name}/cmdline", "rb") as file:
                arguments = file.read()
            place = os.readlink(f"/proc/{name}/cwd")
        except OSError:
            continue
        if marker.encode() in arguments or marker in place:
            found.append(int(name))
    return found


def children(process):
    try:
        with open(f"/proc/{process}/task/{process}/children") as file:
            return [int(text) for text in file.read().split()]
    except OSError:
        return []


def victim(target, process):
    """The process to kill: the caller starts the jail, which starts the keeper and the program."""
    jails = children(process)
    if target == "caller" or not jails:
        return process
    if target == "jail":
        return jails[0]
    inner = children(jails[0])
    if not inner:
        return jails[0]
    return inner[0] if target == "keeper" else inner[-1]


def main():
    jail = os.path.realpath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    scratch = tempfile.mkdtemp(prefix="sextant-storm-")
    marker = os.path.basename(scratch)
    killed = collections.Counter()
    for _ in range(runs):
        kind = chance.choice(list(PROGRAMS))
        inner = [jail, "--scratch", scratch, "--wall", "20", "--", *command(kind, marker)]
        caller = ["/bin/sh", "-c", '"$@"; exit $?', marker, *inner]
        process = subprocess.Popen(
            caller, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, 0.08))
        target = chance.choice(("jail", "jail", "caller", "keeper", "program"))
        try:
            if process.poll() is None:
                os.kill(victim(target, process.pid), signal.SIGKILL)
                killed[target] += 1
            else:
                killed["nothing, it had ended"] += 1
        except ProcessLookupError:
            killed["nothing, it had ended"] += 1
        process.wait()
    until = time.monotonic() + 5
    while time.monotonic() < until and (left(marker) or os.listdir(scratch)):
        time.sleep(0.05)
    processes, files = left(marker), os.listdir(scratch)
    print(json.dumps({"runs": runs, "killed": killed, "processes": len(processes), "files": len(files)}))
    for process in processes:
        os.kill(process, signal.SIGKILL)
    shutil.rmtree(scratch, ignore_errors=True)
    sys.exit(1 if processes or files else 0)


main()
