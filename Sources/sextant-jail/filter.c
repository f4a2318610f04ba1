// The wall around the kernel: system calls that aren't listed here fail. Landlock doesn't cover modes, times and owners
// of files, and its older versions cover neither network nor signals, so this filter does.
#define _GNU_SOURCE
#include "jail.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <termios.h>
#include <sys/ioctl.h>
#include <unistd.h>

#if defined __x86_64__
#define THIS_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define THIS_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the filter knows the system calls of x86_64 and aarch64 only"
#endif

// Allowed whatever their arguments are: they concern only the caller, or files that it could open.
static const int allowed[] = {
    // Open files.
    __NR_read, __NR_write, __NR_readv, __NR_writev, __NR_pread64, __NR_pwrite64, __NR_preadv, __NR_pwritev,
    __NR_preadv2, __NR_pwritev2, __NR_lseek, __NR_ftruncate, __NR_fallocate, __NR_fsync, __NR_fdatasync, __NR_flock,
    __NR_fadvise64, __NR_copy_file_range, __NR_sendfile, __NR_dup, __NR_dup3, __NR_pipe2,
    // Names of files: Landlock decides, or they only look.
    __NR_newfstatat, __NR_fstat, __NR_statx, __NR_faccessat, __NR_faccessat2, __NR_readlinkat, __NR_getcwd,
    __NR_chdir, __NR_fchdir, __NR_getdents64, __NR_mkdirat, __NR_unlinkat, __NR_renameat, __NR_renameat2,
    __NR_linkat, __NR_symlinkat, __NR_umask, __NR_statfs, __NR_fstatfs,
    // Memory.
    __NR_brk, __NR_mmap, __NR_munmap, __NR_mprotect, __NR_mremap, __NR_madvise, __NR_msync, __NR_mincore,
    // Processes and threads.
    __NR_execve, __NR_execveat, __NR_exit, __NR_exit_group, __NR_wait4, __NR_waitid, __NR_getpid, __NR_getppid,
    __NR_gettid, __NR_getuid, __NR_geteuid, __NR_getgid, __NR_getegid, __NR_getresuid, __NR_getresgid,
    __NR_getgroups, __NR_getpgid, __NR_getsid, __NR_set_tid_address, __NR_set_robust_list, __NR_rseq,
    __NR_sched_yield, __NR_sched_getaffinity, __NR_sched_getparam, __NR_sched_getscheduler,
    __NR_sched_get_priority_max, __NR_sched_get_priority_min, __NR_getpriority, __NR_getcpu, __NR_getrusage,
    __NR_times, __NR_sysinfo, __NR_uname, __NR_futex, __NR_membarrier, __NR_getrandom, __NR_capget,
    // Signals that it receives, and time.
    __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_rt_sigpending, __NR_rt_sigtimedwait,
    __NR_rt_sigsuspend, __NR_sigaltstack, __NR_signalfd4, __NR_restart_syscall, __NR_setitimer, __NR_getitimer,
    __NR_clock_gettime, __NR_clock_getres, __NR_clock_nanosleep, __NR_nanosleep, __NR_gettimeofday,
    __NR_timer_create, __NR_timer_settime, __NR_timer_gettime, __NR_timer_getoverrun, __NR_timer_delete,
    __NR_timerfd_create, __NR_timerfd_settime, __NR_timerfd_gettime,
    // Waiting for several things.
    __NR_ppoll, __NR_pselect6, __NR_epoll_create1, __NR_epoll_ctl, __NR_epoll_pwait, __NR_eventfd2,
    // A pair of connected sockets, without which Python's asyncio doesn't start; see socketpair below.
    __NR_recvfrom, __NR_getsockname, __NR_getsockopt, __NR_shutdown,
#ifdef __x86_64__
    // Older forms of the above.
    __NR_stat, __NR_lstat, __NR_access, __NR_readlink, __NR_getdents, __NR_mkdir, __NR_rmdir, __NR_unlink,
    __NR_rename, __NR_link, __NR_symlink, __NR_creat, __NR_dup2, __NR_pipe, __NR_getpgrp, __NR_getrlimit,
    __NR_setrlimit, __NR_arch_prctl, __NR_pause, __NR_alarm, __NR_time, __NR_poll, __NR_select,
    __NR_epoll_create, __NR_epoll_wait, __NR_eventfd, __NR_signalfd,
#endif
};

// Libraries use older calls where these don't exist. The arguments of the first ones lie in memory, where no filter
// sees them; the last one closes any number of descriptors.
static const int absent[] = {435 /* clone3 */, 437 /* openat2 */, 436 /* close_range */};
enum { NEWEST_KNOWN = 446 };  // landlock_restrict_self; what is younger doesn't exist either

// Extended attributes can be secret; programs that copy and list files do without.
static const int unsupported[] = {__NR_getxattr, __NR_lgetxattr, __NR_fgetxattr, __NR_listxattr, __NR_llistxattr,
                                  __NR_flistxattr};

static const int idle[] = {__NR_fchmod, __NR_fchmodat,
#ifdef __x86_64__
                           __NR_chmod,
#endif
};

static struct sock_filter program[512];
static unsigned short length;

static unsigned short emit(unsigned short code, uint32_t value, uint8_t if_true, uint8_t if_false) {
  program[length] = (struct sock_filter){code, if_true, if_false, value};
  return length++;
}
static void load(size_t offset) { emit(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0); }
static void number(void) { load(offsetof(struct seccomp_data, nr)); }
static void give(uint32_t verdict) { emit(BPF_RET | BPF_K, verdict, 0, 0); }
static void allow(void) { give(SECCOMP_RET_ALLOW); }
static void refuse(int reason) { give(SECCOMP_RET_ERRNO | (uint32_t)reason); }
// The kernel takes descriptors, commands and process numbers from the lower half of an argument.
static void argument(int index) { load(offsetof(struct seccomp_data, args) + 8 * (size_t)index); }
static void upper_half(int index) { load(offsetof(struct seccomp_data, args) + 8 * (size_t)index + 4); }

// The next instruction is skipped unless the loaded value is this one.
static void if_equal(uint32_t value) { emit(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1); }
static void if_any_bit(uint32_t bits) { emit(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1); }
static void if_at_least(uint32_t value) { emit(BPF_JMP | BPF_JGE | BPF_K, value, 0, 1); }
static void masked(uint32_t bits) { emit(BPF_ALU | BPF_AND | BPF_K, bits, 0, 0); }

// Rules about one call stand between `of` and `end`; each path through them must give a verdict.
static unsigned short of(int call) {
  number();
  return emit(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 0);
}
static void end(unsigned short start) { program[start].jf = (uint8_t)(length - start - 1); }

static void allow_if_zero(int call, int index) {
  unsigned short rules = of(call);
  argument(index);
  emit(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0);
  refuse(EPERM);
  upper_half(index);
  if_equal(0);
  allow();
  refuse(EPERM);
  end(rules);
}

static void allow_values(int call, int index, const uint32_t *values, size_t count, int otherwise) {
  unsigned short rules = of(call);
  argument(index);
  for (size_t i = 0; i < count; i++) {
    if_equal(values[i]);
    allow();
  }
  refuse(otherwise);
  end(rules);
}

static void open_rules(int call, int index) {
  unsigned short rules = of(call);
  argument(index);
  // A file without a name can't be counted.
  masked(O_TMPFILE & ~O_DIRECTORY);
  if_any_bit(O_TMPFILE & ~O_DIRECTORY);
  refuse(EOPNOTSUPP);
  // Opening for reading can empty a file, which Landlock didn't see before its third version.
  argument(index);
  masked(O_ACCMODE | O_TRUNC);
  if_equal(O_RDONLY | O_TRUNC);
  refuse(EPERM);
  allow();
  end(rules);
}

static void signal_rules(bool are_confined) {
  // Signals go to the program itself, or to all in the jail at once; to another process of the jail only where Landlock
  // sees to it that no other one is reached. A negative number would be a group, or everybody.
  const int calls[] = {__NR_kill, __NR_tgkill};
  for (int i = 0; i < 2; i++) {
    unsigned short rules = of(calls[i]);
    argument(0);
    if_equal((uint32_t)getpid());
    allow();
    if_any_bit(0x80000000);
    refuse(EPERM);
    if (are_confined) allow();
    if_equal(0);
    allow();
    refuse(EPERM);
    end(rules);
  }
}

static void process_rules(bool may_fork) {
  unsigned short rules = of(__NR_clone);
  argument(0);
  if_any_bit(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |
             CLONE_NEWNET | CLONE_PTRACE | CLONE_PARENT | CLONE_UNTRACED);
  refuse(EPERM);
  if_any_bit(CLONE_THREAD);
  allow();
  if (may_fork) {
    masked(CSIGNAL);  // the signal that the parent gets
    if_equal(SIGCHLD);
    allow();
    if_equal(0);
    allow();
  }
  refuse(EPERM);
  end(rules);
#ifdef __x86_64__
  const int forks[] = {__NR_fork, __NR_vfork};
  for (int i = 0; i < 2 && may_fork; i++) {
    number();
    if_equal((uint32_t)forks[i]);
    allow();
  }
#endif

  const uint32_t self[] = {(uint32_t)getpid(), 0};
  // Limits and processors of others stay as they are.
  allow_values(__NR_prlimit64, 0, self, 2, EPERM);
  allow_values(__NR_sched_setaffinity, 0, self, 2, EPERM);
  const uint32_t names[] = {PR_SET_NAME, PR_GET_NAME, 0x53564d41 /* PR_SET_VMA, names of memory */};
  allow_values(__NR_prctl, 0, names, sizeof names / sizeof *names, EPERM);
}

static void descriptor_rules(void) {
  unsigned short rules = of(__NR_close);
  argument(0);
  if_at_least(FIRST_HELD);
  refuse(EBADF);
  allow();
  end(rules);

  // The kernel sends signals to the owner of a descriptor, so F_SETOWN and F_SETSIG are not among the commands.
  rules = of(__NR_fcntl);
  argument(0);
  if_at_least(FIRST_HELD);
  refuse(EBADF);
  static const uint32_t commands[] = {
      F_DUPFD,  F_DUPFD_CLOEXEC, F_GETFD,   F_SETFD,      F_GETFL,     F_SETFL,     F_GETLK,
      F_SETLK,  F_SETLKW,        F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW, F_GETPIPE_SZ, F_GET_SEALS,
  };
  argument(1);
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    if_equal(commands[i]);
    allow();
  }
  refuse(EPERM);
  end(rules);

  static const uint32_t controls[] = {TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO};
  allow_values(__NR_ioctl, 1, controls, sizeof controls / sizeof *controls, ENOTTY);
  open_rules(__NR_openat, 2);
#ifdef __x86_64__
  open_rules(__NR_open, 1);
#endif
  // Times of an open file only: Landlock doesn't guard those of named ones.
  allow_if_zero(__NR_utimensat, 1);
}

static void socket_rules(void) {
  unsigned short rules = of(__NR_socketpair);
  argument(0);
  emit(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 1, 0);
  refuse(EPERM);
  // Unlike datagrams, a stream can't be sent to another address.
  argument(1);
  masked(0xf);
  if_equal(SOCK_STREAM);
  allow();
  refuse(EPERM);
  end(rules);
  allow_if_zero(__NR_sendto, 4);
}

const char *filter_confine(bool may_fork, bool confines_signals) {
  length = 0;
  load(offsetof(struct seccomp_data, arch));
  emit(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCHITECTURE, 1, 0);
  give(SECCOMP_RET_KILL_PROCESS);
  number();
#ifdef __x86_64__
  // The calls of x32, a second table of the same architecture.
  if_at_least(0x40000000);
  give(SECCOMP_RET_KILL_PROCESS);
#endif
  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
    if_equal((uint32_t)allowed[i]);
    allow();
  }
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
    if_equal((uint32_t)absent[i]);
    refuse(ENOSYS);
  }
  for (size_t i = 0; i < sizeof unsupported / sizeof *unsupported; i++) {
    if_equal((uint32_t)unsupported[i]);
    refuse(EOPNOTSUPP);
  }
  // Landlock doesn't guard modes, so they stay as they are. The call claims success, for git and others give up without.
  for (size_t i = 0; i < sizeof idle / sizeof *idle; i++) {
    if_equal((uint32_t)idle[i]);
    refuse(0);
  }
  if_at_least(NEWEST_KNOWN + 1);
  refuse(ENOSYS);
  process_rules(may_fork);
  signal_rules(confines_signals);
  descriptor_rules();
  socket_rules();
  refuse(EPERM);
  struct sock_fprog filter = {length, program};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) < 0 ? "the filter of system calls" : 0;
}
