"""Attacks on the kernel: namespaces, mounts, keys, other call tables, and what few programs need."""
import ctypes
import mmap
import os
import struct
import subprocess
import sys

from attack import IS_ARM, NotHere, attack, call, libc


def in_a_child(task):
    """True if a forked child could do it; the change stays in the child."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if task() is not False else 1)
        except NotHere:
            os._exit(3)
        except BaseException:
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == 3:
        raise NotHere("this kernel hasn't it")
    return status == 0


def need_root():
    if os.geteuid() != 0:
        raise NotHere("only root may")


def unshares(flag):
    return in_a_child(lambda: call(272, 97, flag) == 0)


@attack()
def become_root_in_a_namespace(world):
    return unshares(0x10000000)


@attack()
def make_a_namespace_of_mounts(world):
    return unshares(0x10000000 | 0x00020000)


@attack()
def make_a_namespace_of_networks(world):
    return unshares(0x10000000 | 0x40000000)


@attack()
def make_a_namespace_of_processes(world):
    return unshares(0x10000000 | 0x20000000)


@attack()
def clone_into_a_namespace(world):
    """The flags of clone do what unshare does."""
    child = call(56, 220, 0x10000000 | 17, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True


@attack()
def clone_into_a_namespace_by_the_newer_call(world):
    """Its flags lie in memory, where no filter sees them."""
    child = call(435, 435, struct.pack("8Q", 0x10000000, 0, 0, 0, 17, 0, 0, 0), 64)
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True


@attack()
def enter_a_namespace(world):
    need_root()
    return in_a_child(lambda: call(308, 268, os.open("/proc/self/ns/uts", os.O_RDONLY), 0) == 0)


@attack()
def change_its_root(world):
    need_root()
    return in_a_child(lambda: os.chroot(os.getcwd()) is None)


@attack()
def mount_a_file_system(world):
    need_root()

    def task():
        call(272, 97, 0x00020000)
        if libc.mount(b"none", b"/", None, 0x44000, None) != 0:  # nothing of this is seen outside
            return False
        return libc.mount(b"none", os.getcwd().encode(), b"tmpfs", 0, None) == 0

    return in_a_child(task)


@attack()
def open_a_file_system_by_the_newer_call(world):
    need_root()
    return call(430, 430, b"tmpfs", 0) >= 0


@attack()
def add_a_key(world):
    return call(248, 217, b"user", b"sextant-attack", b"x", 1, -1) > 0


@attack()
def read_the_keys_of_the_session(world):
    return call(250, 219, 0, -3, 1, 0, 0) >= 0


@attack()
def set_up_io_uring(world):
    """Its requests go past every filter of system calls."""
    try:
        return call(425, 425, 4, ctypes.create_string_buffer(256)) >= 0
    except PermissionError:
        # A setting of the system forbids it to everybody.
        if open("/proc/sys/kernel/io_uring_disabled").read().strip() == "2":
            raise NotHere("switched off")
        raise


@attack()
def load_a_program_into_the_kernel(world):
    need_root()
    return call(321, 280, 0, struct.pack("IIIIII48x", 2, 4, 4, 1, 0, 0), 72) >= 0


@attack()
def count_events_of_the_processor(world):
    return call(298, 241, struct.pack("IIQ112x", 1, 128, 1), 0, -1, -1, 0) >= 0


@attack()
def handle_page_faults(world):
    return call(323, 282, 1) >= 0


@attack()
def make_a_file_in_memory(world):
    """It is in no folder, so no limit counts it."""
    return os.memfd_create("hidden") >= 0


@attack()
def run_a_file_in_memory(world):
    file = os.memfd_create("hidden")
    with open("/bin/true", "rb") as original:
        os.write(file, original.read())
    return in_a_child(lambda: os.execve(file, ["true"], {}))


@attack()
def share_memory_of_system_v(world):
    segment = call(29, 194, 0, 4096, 0o1600)
    call(31, 195, segment, 0, 0)
    return True


@attack()
def share_memory_in_a_file(world):
    name = f"/dev/shm/sextant-attack-{os.getpid()}"
    if not os.path.isdir("/dev/shm"):
        raise NotHere("no shared memory")
    open(name, "w").close()
    os.unlink(name)
    return True


@attack()
def send_through_a_queue_of_system_v(world):
    queue = call(68, 186, 0, 0o1600)
    call(71, 187, queue, 0, 0)
    return True


@attack()
def send_through_a_queue_of_posix(world):
    name = b"sextant-attack-%d" % os.getpid()
    call(240, 180, name, os.O_CREAT | os.O_RDWR, 0o600, 0)
    call(241, 181, name)
    return True


@attack()
def read_the_log_of_the_kernel(world):
    need_root()
    return call(103, 116, 3, ctypes.create_string_buffer(1 << 16), 1 << 16) >= 0


@attack()
def rename_the_machine(world):
    need_root()
    name = os.uname().nodename.encode()
    return call(170, 161, name, len(name)) == 0


@attack()
def set_the_clock(world):
    need_root()
    import time
    moment = time.time_ns()
    return call(227, 112, 0, struct.pack("qq", moment // 10**9, time.time_ns() % 10**9)) == 0


@attack()
def change_its_personality(world):
    return call(135, 92, 0x0040000) >= 0


@attack()
def lock_memory(world):
    space = mmap.mmap(-1, 1 << 20)
    address = ctypes.addressof(ctypes.c_char.from_buffer(space))
    return call(149, 228, address, 1 << 20) == 0


@attack()
def use_the_calls_of_another_architecture(world):
    """int 0x80 reaches the table of 32 bits, whose numbers mean other calls."""
    if IS_ARM:
        raise NotHere("no such instruction")

    def task():
        space = mmap.mmap(-1, 4096, prot=7)
        space.write(b"\x53\xb8\x14\x00\x00\x00\xcd\x80\x5b\xc3")
        function = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(space)))
        return function() == os.getpid()

    if not in_a_child(task):
        raise PermissionError("the call was refused")
    return True


@attack()
def use_the_second_table_of_calls(world):
    """x32: the same numbers with a bit that naive filters overlook."""
    if IS_ARM:
        raise NotHere("no such table")
    return in_a_child(lambda: call(0x40000000 | 39, 0) == os.getpid())


@attack()
def gain_the_rights_of_a_program(world):
    """Programs such as su run with the rights of their owner."""
    return libc.prctl(39, 0, 0, 0, 0) == 0


@attack()
def use_a_capability(world):
    need_root()
    header, sets = struct.pack("Ii", 0x20080522, 0), ctypes.create_string_buffer(24)
    call(125, 90, header, sets)
    return struct.unpack("I", sets.raw[:4])[0] != 0
