"""Attacks on other processes, on /proc, on the terminal and on the report of the run."""
import ctypes
import fcntl
import os
import resource
import signal
import struct
import subprocess
import sys
import time

from attack import NotHere, attack, call, libc


@attack()
def read_its_environment(world):
    return "SEXTANT_ATTACK" in os.environ


@attack()
def read_its_environment_in_proc(world):
    return b"SEXTANT_ATTACK" in open("/proc/self/environ", "rb").read()


@attack()
def read_the_environment_of_its_parent(world):
    return b"SEXTANT_ATTACK" in open(f"/proc/{os.getppid()}/environ", "rb").read()


@attack()
def read_the_arguments_of_another_process(world):
    return b"python" in open(f"/proc/{world['victim']}/cmdline", "rb").read()


@attack()
def list_all_processes(world):
    return str(world["victim"]) in os.listdir("/proc")


@attack()
def follow_a_descriptor_of_another_process(world):
    return b"secret" in open(f"/proc/{world['victim']}/fd/{world['victim_descriptor']}", "rb").read()


@attack()
def look_into_the_folder_of_another_process(world):
    return "secret.txt" in os.listdir(f"/proc/{world['victim']}/cwd")


@attack()
def read_the_memory_of_another_process(world):
    with open(f"/proc/{world['victim']}/mem", "rb", buffering=0) as memory:
        memory.seek(world["victim_address"])
        return memory.read(6) == b"secret"


@attack()
def read_where_another_process_has_its_memory(world):
    return b"python" in open(f"/proc/{world['victim']}/maps", "rb").read()


@attack()
def read_memory_by_a_system_call(world):
    space = ctypes.create_string_buffer(6)
    here = (ctypes.c_void_p * 2)(ctypes.addressof(space), 6)
    there = (ctypes.c_void_p * 2)(world["victim_address"], 6)
    call(310, 270, world["victim"], here, 1, there, 1, 0)
    return space.raw == b"secret"


@attack()
def trace_another_process(world):
    libc.ptrace.argtypes = [ctypes.c_long] * 4
    if libc.ptrace(16, world["victim"], 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "ptrace")
    os.waitpid(world["victim"], 0x40000000)
    libc.ptrace(17, world["victim"], 0, 0)
    return True


@attack()
def end_another_process(world):
    os.kill(world["victim"], signal.SIGTERM)
    return True


@attack()
def reach_its_parent_with_a_signal(world):
    os.kill(os.getppid(), 0)
    return True


@attack()
def reach_every_process_with_a_signal(world):
    os.kill(-1, 0)
    return True


@attack()
def reach_another_group_with_a_signal(world):
    os.killpg(os.getpgid(world["victim"]), 0)
    return True


@attack()
def end_a_thread_of_another_process(world):
    call(234, 131, world["victim"], world["victim"], signal.SIGTERM)
    return True


@attack()
def end_a_thread_by_the_older_call(world):
    call(200, 130, world["victim"], signal.SIGTERM)
    return True


@attack()
def end_another_process_by_a_descriptor(world):
    signal.pidfd_send_signal(os.pidfd_open(world["victim"]), signal.SIGTERM)
    return True


@attack()
def end_another_process_with_a_queued_signal(world):
    about = struct.pack("iiiiii104x", signal.SIGTERM, 0, -1, 0, os.getpid(), os.getuid())
    call(129, 138, world["victim"], signal.SIGTERM, about)
    return True


@attack()
def let_the_kernel_end_another_process(world):
    """A descriptor's owner gets a signal when bytes arrive, and the owner can be anybody."""
    reading, writing = os.pipe()
    fcntl.fcntl(reading, fcntl.F_SETOWN, world["victim"])
    fcntl.fcntl(reading, 10, signal.SIGTERM)
    fcntl.fcntl(reading, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    os.write(writing, b"x")
    return True


@attack()
def let_the_kernel_end_another_process_by_a_control(world):
    """The same through ioctl: FIOSETOWN exists for sockets only, so a pair of them."""
    import socket
    one, other = socket.socketpair()
    fcntl.ioctl(one, 0x8901, struct.pack("i", world["victim"]))
    return True


@attack()
def limit_another_process(world):
    resource.prlimit(world["victim"], resource.RLIMIT_CORE, (0, 0))
    return True


@attack()
def slow_another_process_down(world):
    os.setpriority(os.PRIO_PROCESS, world["victim"], 19)
    return True


@attack()
def move_another_process_to_one_processor(world):
    os.sched_setaffinity(world["victim"], {min(os.sched_getaffinity(0))})
    return True


@attack()
def change_the_scheduling_of_another_process(world):
    os.sched_setscheduler(world["victim"], os.SCHED_BATCH, os.sched_param(0))
    return True


@attack()
def leave_its_session(world):
    if os.fork() == 0:
        try:
            os.setsid()
            os._exit(0)
        except OSError:
            os._exit(1)
    return os.wait()[1] == 0


@attack()
def leave_its_group(world):
    if os.fork() == 0:
        try:
            os.setpgid(0, 0)
            os._exit(0)
        except OSError:
            os._exit(1)
    return os.wait()[1] == 0


@attack()
def leave_a_daemon_behind(world):
    """It says so half a second after the program has ended."""
    if os.fork() == 0:
        try:
            os.setsid()
        except OSError:
            pass
        if os.fork() == 0:
            for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            time.sleep(0.5)
            os.write(1, b"\nSUCCEEDED\n")
            os._exit(0)
        os._exit(0)
    os.wait()
    os._exit(0)


@attack()
def leave_a_child_behind(world):
    if os.fork() == 0:
        time.sleep(0.5)
        os.write(1, b"\nSUCCEEDED\n")
        os._exit(0)
    os._exit(0)


@attack()
def adopt_processes(world):
    if libc.prctl(36, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    return True


@attack()
def open_a_terminal(world):
    os.openpty()
    return True


@attack()
def type_into_a_terminal(world):
    """TIOCSTI puts letters where the person's shell reads them."""
    main, side = os.openpty()
    if os.fork() == 0:
        try:
            os.setsid()
            fcntl.ioctl(side, 0x540E, 0)
            fcntl.ioctl(side, 0x5412, b"x")
            os._exit(0)
        except OSError as error:
            os._exit(3 if error.errno == 5 else 1)
    status = os.waitstatus_to_exitcode(os.wait()[1])
    if status == 3:
        raise NotHere("this kernel forbids it")
    return status == 0


@attack()
def forge_the_report(world):
    """Writes a report of success into everything that is open."""
    written = 0
    for descriptor in range(3, 1100):
        try:
            written += os.write(descriptor, b'{"exit":0,"limit":null,"forged":true}\n')
        except OSError:
            pass
    return written > 0


@attack()
def read_what_its_parent_left_open(world):
    for descriptor in range(3, 1100):
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            if b"secret" in os.read(descriptor, 100):
                return True
        except OSError:
            pass
    return False


@attack()
def read_the_arguments_of_its_parent(world):
    """The command of the jail names folders."""
    return b"trial" in open(f"/proc/{os.getppid()}/cmdline", "rb").read()
