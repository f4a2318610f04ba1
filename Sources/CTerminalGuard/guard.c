#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static struct termios saved_modes;
static volatile sig_atomic_t has_saved_modes = 0;
static volatile sig_atomic_t is_guarding = 0;
static int pipe_ends[2] = {-1, -1};
static int saved_stderr = -1;

static const int crash_signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV, SIGQUIT};
enum { crash_count = sizeof crash_signals / sizeof crash_signals[0] };
static struct sigaction previous_crash[crash_count];

static const int piped_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP};
enum { piped_count = sizeof piped_signals / sizeof piped_signals[0] };
static struct sigaction previous_piped[piped_count];

void tg_save_terminal(void) {
  has_saved_modes = tcgetattr(STDIN_FILENO, &saved_modes) == 0;
}

// Only calls that POSIX allows inside a handler.
static void restore_screen(void) {
  static const char off[] =
      "\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l\033[?1049l\033[?25h\033[0m\r\n";
  ssize_t written = write(STDOUT_FILENO, off, sizeof off - 1);
  (void)written;
  if (has_saved_modes) tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
  if (saved_stderr >= 0) dup2(saved_stderr, STDERR_FILENO);
}

static void on_crash(int number) {
  if (is_guarding) {
    is_guarding = 0;
    restore_screen();
    static const char told[] =
        "sextant: a fault ended the program. Every confirmed answer is saved; `sextant resume` goes on.\n";
    ssize_t written = write(STDERR_FILENO, told, sizeof told - 1);
    (void)written;
  }
  // The default and not what held before: Swift's own handler would open a dialogue on the terminal and
  // keep the process there. What the trap said stands in the log.
  signal(number, SIG_DFL);
  raise(number);
}

void tg_install_crash_guard(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_crash;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_NODEFER;
  for (int place = 0; place < crash_count; place++) sigaction(crash_signals[place], &action, &previous_crash[place]);
  is_guarding = 1;
}

static void on_signal(int number) {
  int kept = errno;
  uint8_t code = (uint8_t)number;
  ssize_t written = write(pipe_ends[1], &code, 1);
  (void)written;
  errno = kept;
}

int tg_install_signal_pipe(void) {
  if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigset_t wanted;
  sigemptyset(&wanted);
  for (int place = 0; place < piped_count; place++) {
    sigaction(piped_signals[place], &action, &previous_piped[place]);
    sigaddset(&wanted, piped_signals[place]);
  }
  // A parent may have left them blocked; a program that owns the terminal must hear them.
  pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
  signal(SIGPIPE, SIG_IGN);
  return pipe_ends[0];
}

void tg_remove_handlers(void) {
  is_guarding = 0;
  for (int place = 0; place < crash_count; place++) sigaction(crash_signals[place], &previous_crash[place], NULL);
  // Not what ncurses had put there: after endwin the defaults are right.
  for (int place = 0; place < piped_count; place++) signal(piped_signals[place], SIG_DFL);
}

void tg_wake(uint8_t code) {
  if (pipe_ends[1] < 0) return;
  ssize_t written = write(pipe_ends[1], &code, 1);
  (void)written;
}

void tg_stop_self(void) {
  struct sigaction stop, kept;
  memset(&stop, 0, sizeof stop);
  stop.sa_handler = SIG_DFL;
  sigemptyset(&stop.sa_mask);
  sigaction(SIGTSTP, &stop, &kept);
  // The whole job stops, as Ctrl-Z would have it, so that a pipeline or a wrapper stops too.
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &kept, NULL);
}

void tg_raise_default(int number) {
  signal(number, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
}

int tg_redirect_stderr(const char *path) {
  int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) file = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (file < 0) return -1;
  saved_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  int result = dup2(file, STDERR_FILENO) < 0 ? -1 : 0;
  close(file);
  return result;
}

void tg_restore_stderr(void) {
  if (saved_stderr < 0) return;
  dup2(saved_stderr, STDERR_FILENO);
  close(saved_stderr);
  saved_stderr = -1;
}

int tg_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

int tg_set_locale(void) {
  setlocale(LC_ALL, "");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
