// What happens between fork and exec: the new process gives up everything, then becomes the program.
#define _GNU_SOURCE
#include "jail.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int complaint;

_Noreturn static void give_up(const char *step, int code) {
  char text[200];
  int length = snprintf(text, sizeof text, "%d %s: %s", code, step, strerror(errno));
  if (write(complaint, text, (size_t)length) < 0) _exit(code);
  _exit(code);
}
static void need(bool fine, const char *step) {
  if (!fine) give_up(step, EXIT_REFUSED);
}

static void limit(int kind, uint64_t soft, uint64_t hard) {
  struct rlimit old, new = {soft, hard};
  need(getrlimit((__rlimit_resource_t)kind, &old) == 0, "a limit");
  // A stricter limit of the caller stays.
  if (new.rlim_max > old.rlim_max) new.rlim_max = old.rlim_max;
  if (new.rlim_cur > new.rlim_max) new.rlim_cur = new.rlim_max;
  need(setrlimit((__rlimit_resource_t)kind, &new) == 0, "a limit");
}

static void limit_everything(const struct options *options) {
  uint64_t seconds = (uint64_t)options->cpu + (options->cpu > (double)(uint64_t)options->cpu);
  // The lower limit sends the signal that says why; a program that ignores it ends at the upper one.
  limit(RLIMIT_CPU, seconds, seconds + 1);
  limit(RLIMIT_AS, options->memory, options->memory);
  limit(RLIMIT_FSIZE, options->file_size, options->file_size);
  limit(RLIMIT_NOFILE, options->open_files, options->open_files);
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_MEMLOCK, 0, 0);
  limit(RLIMIT_MSGQUEUE, 0, 0);
}

// The kernel kills the group when the last writer of this pipe, the jail, is gone, however it went.
static void arm_switch(int alive) {
  need(fcntl(SWITCH, F_GETFD) < 0 && dup2(alive, SWITCH) == SWITCH, "the switch");
  need(fcntl(SWITCH, F_SETOWN, -getpid()) == 0, "the switch's owner");
  need(fcntl(SWITCH, F_SETSIG, SIGKILL) == 0, "the switch's signal");
  need(fcntl(SWITCH, F_SETFL, O_ASYNC) == 0, "the switch's start");
}

static void reset_signals(void) {
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  need(sigprocmask(SIG_SETMASK, &none, 0) == 0, "signals");
}

static void drop_capabilities(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2] = {{0}};
  need(syscall(__NR_capset, &header, none) == 0, "giving up capabilities");
}

_Noreturn void inside_run(const struct options *options, int version, const char *path, struct ends ends, pid_t jail) {
  complaint = ends.complaint;
  // Until the switch is armed.
  need(prctl(PR_SET_PDEATHSIG, SIGKILL) == 0, "the death signal");
  if (getppid() != jail) _exit(EXIT_REFUSED);
  // A session of its own: no terminal, and a group that nobody inside can leave.
  need(setsid() > 0, "a session");
  reset_signals();
  umask(022);

  need(dup2(ends.in, 0) == 0 && dup2(ends.out, 1) == 1 && dup2(ends.errors, 2) == 2, "standard streams");
  struct rlimit open_files;
  need(getrlimit(RLIMIT_NOFILE, &open_files) == 0, "the limit of open files");
  open_files.rlim_cur = open_files.rlim_max;
  need(setrlimit(RLIMIT_NOFILE, &open_files) == 0, "the limit of open files");
  need(open_files.rlim_max > PRESENCE, "more than 1001 open files (see `ulimit -Hn`)");
  arm_switch(ends.alive);
  need(dup2(ends.presence, PRESENCE) == PRESENCE, "the sign of presence");
  need(fchdir(ends.folder) == 0, "the folder");

  char *environment[MOST_PATHS + 16] = {
      "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "OPENBLAS_NUM_THREADS=1",
      "OMP_NUM_THREADS=1", "MKL_NUM_THREADS=1", "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1", "GIT_CONFIG_NOSYSTEM=1",
  };
  int count = 9;
  static char home[4200], temporary[4200];
  snprintf(home, sizeof home, "HOME=%s", path);
  snprintf(temporary, sizeof temporary, "TMPDIR=%s", path);
  environment[count++] = home;
  environment[count++] = temporary;
  for (int i = 0; i < options->environment_count; i++) environment[count++] = (char *)options->environment[i];

  need(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no new privileges");
  const char *failed = landlock_confine(options, version, ends.folder);
  if (failed) give_up(failed, EXIT_REFUSED);
  drop_capabilities();
  limit_everything(options);
  // All that is open goes at the start of the program, but standard streams and the two that are held.
  need(syscall(__NR_close_range, 3, FIRST_HELD - 1, 4 /* close on exec */) == 0, "closing files");
  need(syscall(__NR_close_range, PRESENCE + 1, ~0U, 4) == 0, "closing files");
  failed = filter_confine(options->processes > 1, version >= 6);
  if (failed) give_up(failed, EXIT_REFUSED);
  execve(options->program[0], options->program, environment);
  give_up(options->program[0], errno == ENOENT ? EXIT_NOT_FOUND : EXIT_NOT_STARTED);
}
