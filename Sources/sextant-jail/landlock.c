// The wall around files: what isn't named here can't be opened. Rules only allow; there is no exception inside.
#define _GNU_SOURCE
#include "jail.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Written out, because the headers of older systems lack the later rights; the kernel promises the numbers.
enum {
  EXECUTE = 1 << 0, WRITE_FILE = 1 << 1, READ_FILE = 1 << 2, READ_DIR = 1 << 3, REMOVE_DIR = 1 << 4,
  REMOVE_FILE = 1 << 5, MAKE_DIR = 1 << 7, MAKE_REG = 1 << 8, REFER = 1 << 13, TRUNCATE = 1 << 14,
  RIGHTS_1 = (1 << 13) - 1, RIGHTS_2 = (1 << 14) - 1, RIGHTS_3 = (1 << 15) - 1, RIGHTS_5 = (1 << 16) - 1,
  OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE
};
enum { BIND_TCP = 1 << 0, CONNECT_TCP = 1 << 1, ABSTRACT_SOCKETS = 1 << 0, SIGNALS = 1 << 1 };

struct ruleset {
  uint64_t files, ports, scopes;
};
struct path_rule {
  uint64_t rights;
  int32_t folder;
} __attribute__((packed));

static int create_ruleset(const struct ruleset *ruleset, size_t size, uint32_t flags) {
  return (int)syscall(444, ruleset, size, flags);
}

int landlock_version(void) { return create_ruleset(0, 0, 1); }

static bool allow_descriptor(int rules, int descriptor, uint64_t rights) {
  struct stat about;
  if (fstat(descriptor, &about) < 0) return false;
  if (!S_ISDIR(about.st_mode)) rights &= OF_FILES;
  struct path_rule rule = {rights, descriptor};
  return syscall(445, rules, 1, &rule, 0) == 0;
}

// What isn't there needs no rule.
static bool allow(int rules, const char *path, uint64_t rights) {
  int descriptor = open(path, O_PATH | O_CLOEXEC);
  if (descriptor < 0) return errno == ENOENT || errno == ENOTDIR || errno == EACCES;
  bool fine = allow_descriptor(rules, descriptor, rights);
  close(descriptor);
  return fine;
}

const char *landlock_confine(const struct options *options, int version, int folder) {
  struct ruleset handled = {
      .files = version >= 5 ? RIGHTS_5 : version >= 3 ? RIGHTS_3 : version == 2 ? RIGHTS_2 : RIGHTS_1,
      .ports = version >= 4 ? BIND_TCP | CONNECT_TCP : 0,
      .scopes = version >= 6 ? ABSTRACT_SOCKETS | SIGNALS : 0,
  };
  // Kernels refuse fields that they don't know.
  size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  int rules = create_ruleset(&handled, size, 0);
  if (rules < 0) return "Landlock";

  // The system's programs, libraries and interpreters: no file of a person is there.
  static const char *const system[] = {
      "/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/local/bin", "/usr/local/lib",
      "/bin", "/lib", "/lib32", "/lib64", "/usr/share/zoneinfo", "/usr/share/git-core",
  };
  static const char *const files[] = {
      "/etc/ld.so.cache", "/etc/localtime", "/etc/python3", "/etc/python3.9", "/etc/python3.10", "/etc/python3.11",
      "/etc/python3.12", "/etc/python3.13", "/etc/python3.14", "/dev/zero", "/dev/urandom", "/dev/random",
  };
  const uint64_t reading = EXECUTE | READ_FILE | READ_DIR;
  for (size_t i = 0; i < sizeof system / sizeof *system; i++)
    if (!allow(rules, system[i], reading)) return "a rule of Landlock";
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (!allow(rules, files[i], READ_FILE | READ_DIR)) return "a rule of Landlock";
  for (int i = 0; i < options->read_count; i++)
    if (!allow(rules, options->reads[i], reading)) return "a rule of Landlock for --read";
  if (!allow(rules, "/dev/null", READ_FILE | WRITE_FILE)) return "a rule of Landlock";
  // Which libraries this process has loaded: scikit-learn asks (through threadpoolctl). The rule is about this one file
  // of this one process, which stays the same over exec; the rest of /proc is closed.
  if (!allow(rules, "/proc/self/maps", READ_FILE)) return "a rule of Landlock";

  // Nothing but files and folders can be made, so no link or pipe waits there for a later reader.
  uint64_t writing = READ_FILE | WRITE_FILE | READ_DIR | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG |
                     (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0);
  if (!allow_descriptor(rules, folder, writing)) return "Landlock's rule for the folder";
  if (syscall(446, rules, 0) < 0) return "Landlock's start";
  close(rules);
  return 0;
}
