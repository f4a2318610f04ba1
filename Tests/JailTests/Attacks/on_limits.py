"""Attacks by using too much: memory, disk, processor, time, output, processes."""
import os
import resource
import signal
import subprocess
import sys
import time

from attack import attack

MEGABYTE = 1 << 20


@attack("--memory", str(128 * MEGABYTE))
def take_memory(world):
    return len(bytearray(200 * MEGABYTE)) > 0


@attack("--memory", str(128 * MEGABYTE))
def take_memory_in_children(world):
    """Each child stays below the limit; together they don't."""
    for _ in range(6):
        if os.fork() == 0:
            space = bytearray(60 * MEGABYTE)
            time.sleep(5)
            os._exit(len(space) & 1)
    time.sleep(1)
    return True


@attack("--file-size", str(MEGABYTE))
def write_a_large_file(world):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with open("large", "wb") as file:
        file.write(bytes(3 * MEGABYTE))
    return os.path.getsize("large") == 3 * MEGABYTE


@attack("--files", "20")
def make_many_files(world):
    for number in range(60):
        open(f"file{number}", "w").close()
    time.sleep(0.3)
    return True


@attack("--files", "20")
def make_many_folders_in_each_other(world):
    for _ in range(60):
        os.mkdir("inner")
        os.chdir("inner")
    time.sleep(0.3)
    return True


@attack("--files", "20")
def hide_files_in_a_closed_folder(world):
    """Who may not list a folder may still make files in it."""
    os.mkdir("closed", 0o300)
    for number in range(60):
        open(f"closed/file{number}", "w").close()
    time.sleep(0.3)
    return True


@attack("--total", str(4 * MEGABYTE))
def fill_the_disk(world):
    for number in range(8):
        with open(f"file{number}", "wb") as file:
            file.write(os.urandom(MEGABYTE))
    time.sleep(0.3)
    return True


@attack("--total", str(4 * MEGABYTE))
def fill_the_disk_with_deleted_files(world):
    files = []
    for number in range(8):
        files.append(open(f"file{number}", "wb"))
        os.unlink(f"file{number}")
        files[-1].write(os.urandom(MEGABYTE))
        files[-1].flush()
    time.sleep(0.3)
    return True


@attack("--total", str(4 * MEGABYTE))
def fill_the_disk_with_nameless_files(world):
    files = [os.open(".", os.O_TMPFILE | os.O_WRONLY) for _ in range(8)]
    for file in files:
        os.write(file, os.urandom(MEGABYTE))
    time.sleep(0.3)
    return True


@attack()
def flood_the_output(world):
    """A limit on the size of files doesn't hold for a pipe."""
    for _ in range(4):
        sys.stdout.write("x" * MEGABYTE)
    return True


@attack()
def flood_the_errors(world):
    for _ in range(4):
        sys.stderr.write("x" * MEGABYTE)
    return True


@attack("--processes", "8")
def start_many_processes(world):
    for _ in range(40):
        if os.fork() == 0:
            time.sleep(5)
            os._exit(0)
    time.sleep(0.3)
    return True


@attack("--processes", "8")
def start_processes_that_start_processes(world):
    for _ in range(5):
        os.fork()
    time.sleep(0.5)
    return True


@attack("--processes", "1")
def start_one_process(world):
    return subprocess.run(["/bin/true"]).returncode == 0


@attack("--open-files", "32")
def open_many_files(world):
    return len([os.open("/dev/null", os.O_RDONLY) for _ in range(100)]) == 100


@attack("--cpu", "1")
def compute_for_long(world):
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while time.process_time() < 3.5:
        pass
    return True


@attack("--cpu", "1")
def compute_in_children(world):
    """Each child stays below the limit; together they don't."""
    for _ in range(5):
        if os.fork() == 0:
            while time.process_time() < 0.6:
                pass
            os._exit(0)
    for _ in range(5):
        os.wait()
    return True


@attack("--wall", "1")
def sleep_for_long(world):
    for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(2.5)
    return True


@attack("--wall", "1")
def stop_itself(world):
    """A stopped process hears nothing but the last signal."""
    if os.fork() == 0:
        parent = os.getppid()
        time.sleep(2)
        os.kill(parent, signal.SIGCONT)
        os._exit(0)
    os.kill(os.getpid(), signal.SIGSTOP)
    return True


@attack("--cpu", "5")
def raise_its_limits(world):
    resource.setrlimit(resource.RLIMIT_CPU, (3600, 3600))
    return True


@attack()
def leave_a_core_file(world):
    resource.setrlimit(resource.RLIMIT_CORE, (MEGABYTE, MEGABYTE))
    return True
