#!/usr/bin/env python3
"""Tries one attack, first without the jail and then in it, and prints a line of JSON for each try.

usage: trial.py ATTACK PATH-OF-SEXTANT-JAIL VERSION-OF-LANDLOCK...
       trial.py --list

`outcome` is `SUCCEEDED`, `KEPT: …` or `NOT HERE: …`; `damage` lists what the tries changed in the world outside. There
is one world for the try without the jail, and one for all others.
"""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import on_files, on_kernel, on_limits, on_network, on_processes  # noqa: E402, F401
from attack import ATTACKS  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = os.environ.get("SEXTANT_ATTACK_PYTHON", "/usr/bin/python3")
VICTIM = """
import ctypes, os, sys, time
word = ctypes.create_string_buffer(b"secret word")
file = os.open("secret.txt", os.O_RDONLY)
print(ctypes.addressof(word), file, flush=True)
time.sleep(60)
"""


class World:
    """Files, servers and a process that an attack may reach; it knows afterwards what was changed."""

    def __init__(self):
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="sextant-attack-world-"))
        self.reached = []
        self.servers = []
        # A connection that nobody holds would end before the attack has sent its bytes.
        self.connections = []
        for name in ("secret.txt", "victim.txt", "hidden_tests.py", "readable/module.py", "tool"):
            path = os.path.join(self.folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write("#!/bin/sh\necho ran\n" if name == "tool" else "secret\n")
        os.chmod(os.path.join(self.folder, "tool"), 0o755)
        self.victim = subprocess.Popen(
            [PYTHON, "-I", "-S", "-c", VICTIM], stdout=subprocess.PIPE, cwd=self.folder, start_new_session=True)
        address, descriptor = map(int, self.victim.stdout.readline().split())
        path = os.path.join(self.folder, "socket")
        abstract = f"sextant-attack-{os.path.basename(self.folder)}"
        self.before = self.look()
        self.facts = {
            "folder": self.folder, "secret": self.path("secret.txt"), "victim_file": self.path("victim.txt"),
            "readable": self.path("readable"), "readable_file": self.path("readable/module.py"),
            "tool": self.path("tool"), "victim": self.victim.pid, "victim_address": address,
            "victim_descriptor": descriptor,
            "tcp": self.serve(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))[1],
            "udp": self.serve(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0))[1],
            "unix": self.serve(socket.AF_UNIX, socket.SOCK_STREAM, path),
            "datagram": self.serve(socket.AF_UNIX, socket.SOCK_DGRAM, path + "2"),
            "abstract": abstract if self.serve(socket.AF_UNIX, socket.SOCK_STREAM, "\0" + abstract) else "",
        }
        try:
            self.facts["tcp6"] = self.serve(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0))[1]
        except OSError:
            self.facts["tcp6"] = 0

    def path(self, name):
        return os.path.join(self.folder, name)

    def serve(self, family, kind, address):
        server = socket.socket(family, kind)
        server.bind(address)
        if kind == socket.SOCK_STREAM:
            server.listen()
        self.servers.append(server)
        threading.Thread(target=self.hear, args=(server, kind), daemon=True).start()
        return server.getsockname()

    def hear(self, server, kind):
        try:
            while True:
                if kind == socket.SOCK_STREAM:
                    self.connections.append(server.accept()[0])
                else:
                    server.recv(100)
                self.reached.append("a server was reached")
        except OSError:
            pass

    def look(self):
        seen = {}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)
                if "socket" in name:
                    continue
                about = os.stat(path)
                with open(path) as file:
                    seen[path] = (file.read(), about.st_mode, about.st_mtime_ns, about.st_ctime_ns)
        return seen

    def end(self):
        """What was changed."""
        damage = list(self.reached)
        if self.look() != self.before:
            damage.append("files outside were changed")
        if self.victim.poll() is not None:
            damage.append("the other process was ended")
        elif os.getpriority(os.PRIO_PROCESS, self.victim.pid) > os.getpriority(os.PRIO_PROCESS, 0):
            damage.append("the other process was slowed down")
        self.victim.kill()
        self.victim.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        return damage


def attempt(name, jail, version, world):
    facts = json.dumps(world.facts)
    command = [PYTHON, "-I", os.path.join(HERE, "attack.py"), name, facts]
    report, written = os.pipe()
    # The secret lies open in a descriptor, too.
    secret = os.open(world.path("secret.txt"), os.O_RDONLY)
    options = [text.replace("{readable}", world.path("readable")) for text in ATTACKS[name][1]]
    if jail:
        command = [jail, "--status", str(written), "--landlock", str(version), "--read", HERE, "--cpu", "20",
                   *options, "--", *command]
    # The folder that can be written without the jail goes afterwards, too.
    place = tempfile.mkdtemp(prefix="sextant-attack-")
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        command, cwd=place, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, pass_fds=(written, secret), start_new_session=True)
    os.close(written)
    os.close(secret)
    try:
        output, errors = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, errors = process.communicate()
    if not jail:
        # Children that sleep must not outlive the trial.
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except OSError:
            pass
    with os.fdopen(report, "rb") as file:
        told = file.read().decode(errors="replace").strip()
    subprocess.run(["chmod", "-R", "u+rwx", place], check=False)
    shutil.rmtree(place, ignore_errors=True)
    if jail and '"refusal":null' not in told:
        raise SystemExit(f"nothing was tried: {told} {errors.decode(errors='replace')}")
    lines = output.decode(errors="replace").split("\n")
    verdicts = [line for line in lines if line.startswith(("SUCCEEDED", "KEPT", "NOT HERE"))]
    outcome = "SUCCEEDED" if "SUCCEEDED" in verdicts or "forged" in told else verdicts[0] if verdicts else None
    return {
        "outcome": outcome or f"KEPT: it was ended: {errors.decode(errors='replace').strip()[-200:]}",
        "status": process.returncode, "report": told,
    }


def main():
    if sys.argv[1] == "--list":
        print("\n".join(ATTACKS))
        return
    if "SEXTANT_ATTACK" not in os.environ:
        # An attack may look at the variables of its parent.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "SEXTANT_ATTACK": "secret"})
    name, jail, versions = sys.argv[1], os.path.abspath(sys.argv[2]), [int(text) for text in sys.argv[3:]]
    for tries in ([0], versions):
        world, results = World(), []
        try:
            for version in tries:
                results.append({"version": version, **attempt(name, jail if version else None, version, world)})
        finally:
            damage = world.end()
        for result in results:
            print(json.dumps({**result, "damage": damage}))


main()
