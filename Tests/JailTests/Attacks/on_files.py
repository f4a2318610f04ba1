"""Attacks on files outside of the folder, and traps inside it for a later reader."""
import ctypes
import os
import subprocess

from attack import NotHere, attack, call, libc


@attack()
def read_a_file_of_the_person(world):
    return "secret" in open(world["secret"]).read()


@attack()
def read_the_list_of_users(world):
    return "root" in open("/etc/passwd").read()


@attack()
def list_a_folder_of_the_person(world):
    return "secret.txt" in os.listdir(world["folder"])


@attack()
def list_the_root(world):
    return "usr" in os.listdir("/")


@attack()
def read_the_hidden_tests(world):
    return "secret" in open(os.path.join(world["folder"], "hidden_tests.py")).read()


@attack()
def read_through_a_folder_descriptor(world):
    folder = os.open(world["folder"], os.O_PATH | os.O_DIRECTORY)
    return b"secret" in os.read(os.open("secret.txt", os.O_RDONLY, dir_fd=folder), 100)


@attack()
def read_through_a_change_of_folder(world):
    os.chdir(world["folder"])
    return "secret" in open("secret.txt").read()


@attack()
def read_through_a_link(world):
    os.symlink(world["secret"], "notes.txt")
    return "secret" in open("notes.txt").read()


@attack()
def read_through_a_hard_link(world):
    os.link(world["secret"], os.path.join(os.getcwd(), "notes.txt"))
    return "secret" in open("notes.txt").read()


@attack()
def read_by_handle(world):
    """A file handle names a file without a path."""
    handle = ctypes.create_string_buffer(256)
    ctypes.memmove(handle, (128).to_bytes(4, "little"), 4)
    mount = ctypes.c_int()
    call(303, 264, -100, world["secret"].encode(), handle, ctypes.byref(mount), 0)
    place = os.open(world["folder"], os.O_RDONLY)
    if os.geteuid() != 0:
        raise NotHere("only root may")
    return b"secret" in os.read(call(304, 265, place, handle, os.O_RDONLY), 100)


@attack()
def leave_a_link_for_a_later_reader(world):
    os.symlink(world["secret"], "solution.py")
    return os.path.islink("solution.py")


@attack()
def leave_a_pipe_for_a_later_reader(world):
    os.mkfifo("solution.py")
    return True


@attack()
def leave_a_socket_in_the_folder(world):
    os.mknod("solution.py", 0o140600)
    return True


@attack()
def swap_a_file_for_a_link_in_a_race(world):
    for _ in range(200):
        with open("answer.txt", "w") as file:
            file.write("42")
        os.unlink("answer.txt")
        os.symlink(world["victim_file"], "answer.txt")
        os.unlink("answer.txt")
    return True


@attack()
def make_a_file_outside(world):
    open(os.path.join(world["folder"], "new.txt"), "w").write("x")
    return True


@attack()
def make_a_folder_outside(world):
    os.mkdir(os.path.join(world["folder"], "new"))
    return True


@attack()
def make_a_file_in_the_shared_temporary_folder(world):
    name = f"/tmp/sextant-attack-{os.getpid()}"
    open(name, "w").close()
    os.unlink(name)
    return True


@attack()
def write_into_a_file_outside(world):
    with open(world["victim_file"], "r+") as file:
        file.write("changed")
    return True


@attack()
def append_to_a_file_outside(world):
    with open(world["victim_file"], "a") as file:
        file.write("changed")
    return True


@attack()
def empty_a_file_by_its_name(world):
    """Landlock guards this from version 3 on."""
    os.truncate(world["victim_file"], 0)
    return True


@attack("--read", "{readable}")
def empty_a_readable_file_by_opening_it(world):
    """Opening for reading can empty a file, too."""
    os.open(world["readable_file"], os.O_RDONLY | os.O_TRUNC)
    return os.path.getsize(world["readable_file"]) == 0


@attack("--read", "{readable}")
def write_into_a_readable_folder(world):
    open(os.path.join(world["readable"], "new.py"), "w").write("x")
    return True


@attack("--read", "{readable}")
def change_the_mode_of_a_readable_file(world):
    file = os.open(world["readable_file"], os.O_RDONLY)
    os.fchmod(file, 0o777)
    return os.stat(world["readable_file"]).st_mode & 0o777 == 0o777


@attack()
def delete_a_file_outside(world):
    os.unlink(world["victim_file"])
    return True


@attack()
def rename_a_file_outside(world):
    os.rename(world["victim_file"], world["victim_file"] + ".old")
    return True


@attack()
def move_a_file_out(world):
    open("mine.txt", "w").close()
    os.rename("mine.txt", os.path.join(world["folder"], "mine.txt"))
    return True


@attack()
def change_the_mode_of_a_file_outside(world):
    os.chmod(world["victim_file"], 0o777)
    return os.stat(world["victim_file"]).st_mode & 0o777 == 0o777


@attack()
def change_the_times_of_a_file_outside(world):
    os.utime(world["victim_file"], (1, 1))
    return True


@attack()
def change_the_owner_of_a_file_outside(world):
    os.chown(world["victim_file"], os.getuid(), os.getgid())
    return True


@attack()
def set_an_attribute_of_a_file_outside(world):
    try:
        os.setxattr(world["victim_file"], "user.note", b"x")
    except OSError as error:
        if error.errno == 95:
            raise NotHere("no attributes in this file system")
        raise
    return True


@attack()
def watch_a_folder_of_the_person(world):
    queue = libc.inotify_init()
    return queue >= 0 and libc.inotify_add_watch(queue, world["folder"].encode(), 0xFFF) >= 0


@attack()
def run_a_program_outside(world):
    return subprocess.run([world["tool"]], capture_output=True).stdout == b"ran\n"


@attack()
def run_a_program_that_it_wrote(world):
    with open("/bin/true", "rb") as original, open("tool", "wb", opener=lambda n, f: os.open(n, f, 0o700)) as copy:
        copy.write(original.read())
    return subprocess.run(["./tool"]).returncode == 0
