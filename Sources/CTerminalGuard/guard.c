#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/mman.h>
#endif
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static struct termios saved_modes;
static volatile sig_atomic_t has_saved_modes = 0;
static volatile sig_atomic_t is_guarding = 0;
static int pipe_ends[2] = {-1, -1};
static int saved_stderr = -1;

// A file description of our own for the terminal: writing to it never waits, and the shell's stays unchanged.
static int terminal_file = -1;
// Replaces the output when the program must end but the terminal accepts nothing.
static int null_file = -1;
static pthread_t owner;
// Odd while the program is writing to the terminal.
static atomic_uint writing = 0;
static volatile sig_atomic_t is_cut = 0;
static volatile sig_atomic_t was_continued = 0;
static volatile sig_atomic_t is_ending = 0;

// While the program ends: the interval between checks for stuck output, and how many checks in a row mean it
// is stuck.
enum { look_microseconds = 100000, most_looks = 3 };
static volatile sig_atomic_t stuck_looks = 0;
static volatile unsigned last_look = 0;

// Signals after which no more code of the program may run: it is faulty, or a core dump was requested.
static const int crash_signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV, SIGQUIT, SIGSYS};
enum { crash_count = sizeof crash_signals / sizeof crash_signals[0] };
static struct sigaction previous_crash[crash_count];

// All other signals that end a program by default; the event loop receives them and ends the program in
// order.
static const int ending_signals[] = {
    SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
#ifdef SIGPOLL
    SIGPOLL,
#endif
#ifdef SIGPWR
    SIGPWR,
#endif
#ifdef SIGSTKFLT
    SIGSTKFLT,
#endif
};
enum { ending_count = sizeof ending_signals / sizeof ending_signals[0] };

void tg_save_terminal(void) {
  has_saved_modes = tcgetattr(STDIN_FILENO, &saved_modes) == 0;
  char name[256];
  if (terminal_file < 0 && ttyname_r(STDOUT_FILENO, name, sizeof name) == 0)
    terminal_file = open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (null_file < 0) null_file = open("/dev/null", O_WRONLY | O_CLOEXEC);
  owner = pthread_self();
}

// Uses only calls that POSIX allows in a signal handler.
void tg_restore_screen(void) {
  // Turn off mouse, paste, application cursor keys and keypad; back to the first screen, the cursor, plain
  // text.
  static const char off[] =
      "\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l\033[?1l\033>\033[?1049l\033[?25h\033[0m\r\n";
  int file = terminal_file >= 0 ? terminal_file : STDOUT_FILENO;
  ssize_t written = write(file, off, sizeof off - 1);
  if (written < 0 && errno == EAGAIN) {
    // Drop unwritten output: it is a picture that nobody needs any more.
    tcflush(file, TCOFLUSH);
    written = write(file, off, sizeof off - 1);
  }
  (void)written;
  if (has_saved_modes) tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
  if (saved_stderr >= 0) dup2(saved_stderr, STDERR_FILENO);
}

static void on_crash(int number) {
  if (is_guarding) {
    is_guarding = 0;
    tg_restore_screen();
    static const char told[] =
        "sextant: a fault ended the program. Every confirmed answer is saved; `sextant resume` goes on.\n";
    // If messages go to the terminal, write to the terminal's own file, which never waits.
    int file = terminal_file >= 0 && isatty(STDERR_FILENO) ? terminal_file : STDERR_FILENO;
    ssize_t written = write(file, told, sizeof told - 1);
    (void)written;
  }
  // Use the default action, not the previous one: Swift's own handler would open a dialogue on the terminal
  // and keep the process there. The log has the trap's message.
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

static void tell(int number) {
  uint8_t code = (uint8_t)number;
  ssize_t written = write(pipe_ends[1], &code, 1);
  (void)written;
}

// POSIX doesn't list it for handlers, but it is a plain system call on every system this is built for.
static void look_later(void) {
  struct itimerval timer = {{0, look_microseconds}, {0, look_microseconds}};
  setitimer(ITIMER_REAL, &timer, NULL);
}

static void on_ending(int number) {
  int kept = errno;
  is_ending = 1;
  tell(number);
  look_later();
  errno = kept;
}

// Our own timer once the program has to end; before that, a signal like any other.
static void on_alarm(int number) {
  int kept = errno;
  unsigned now = atomic_load(&writing);
  if (!is_ending) {
    on_ending(number);
  } else if (!pthread_equal(pthread_self(), owner)) {
    // The signal interrupts the wait only in the thread that waits.
    pthread_kill(owner, SIGALRM);
  } else if (now % 2 == 0 || now != last_look) {
    last_look = now;
    stuck_looks = 0;
  } else if (++stuck_looks >= most_looks) {
    // This signal interrupts the waiting write, which then continues into /dev/null.
    is_cut = 1;
    dup2(null_file, STDOUT_FILENO);
  }
  errno = kept;
}

static void on_continue(int number) {
  (void)number;
  int kept = errno;
  was_continued = 1;
  tell(0);
  errno = kept;
}

static void on_stop(int number) {
  int kept = errno;
  tell(number);
  errno = kept;
}

static void handle(int number, void (*handler)(int), int flags, sigset_t *wanted) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = flags;
  sigaction(number, &action, NULL);
  sigaddset(wanted, number);
}

int tg_install_signal_pipe(void) {
  if (pipe_ends[0] < 0) {
    if (pipe(pipe_ends) != 0) return -1;
    for (int end = 0; end < 2; end++) {
      fcntl(pipe_ends[end], F_SETFD, FD_CLOEXEC);
      fcntl(pipe_ends[end], F_SETFL, O_NONBLOCK);
    }
  }
  sigset_t wanted;
  sigemptyset(&wanted);
  for (int place = 0; place < ending_count; place++) handle(ending_signals[place], on_ending, SA_RESTART, &wanted);
#ifdef SIGRTMIN
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++) handle(number, on_ending, SA_RESTART, &wanted);
#endif
  // Without SA_RESTART, so that a waiting write returns.
  handle(SIGALRM, on_alarm, 0, &wanted);
  handle(SIGTSTP, on_stop, SA_RESTART, &wanted);
  handle(SIGCONT, on_continue, SA_RESTART, &wanted);
  // A parent may have left them blocked, but a program that owns the terminal must receive them.
  pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
  signal(SIGPIPE, SIG_IGN);
  return pipe_ends[0];
}

void tg_remove_handlers(void) {
  is_guarding = 0;
  struct itimerval none = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &none, NULL);
  for (int place = 0; place < crash_count; place++) sigaction(crash_signals[place], &previous_crash[place], NULL);
  // Use the defaults, not ncurses' handlers: after endwin the defaults are right.
  for (int place = 0; place < ending_count; place++) signal(ending_signals[place], SIG_DFL);
#ifdef SIGRTMIN
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++) signal(number, SIG_DFL);
#endif
  signal(SIGTSTP, SIG_DFL);
  signal(SIGCONT, SIG_DFL);
}

void tg_begin_writing(void) { atomic_fetch_or(&writing, 1u); }

void tg_end_writing(void) {
  if (atomic_load(&writing) % 2 == 1) atomic_fetch_add(&writing, 1u);
}

#ifdef __linux__

// While a picture is collected: the file that collects it, and the output it goes to.
static int batch_file = -1;
static int held_output = -1;

void tg_begin_batch(void) {
  if (held_output >= 0) return;
  if (batch_file < 0) batch_file = memfd_create("picture", MFD_CLOEXEC);
  if (batch_file < 0) return;
  held_output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (held_output >= 0) dup2(batch_file, STDOUT_FILENO);
}

void tg_end_batch(void) {
  if (held_output < 0) return;
  dup2(held_output, STDOUT_FILENO);
  close(held_output);
  held_output = -1;
  off_t size = lseek(batch_file, 0, SEEK_CUR);
  char *bytes = size > 0 ? malloc((size_t)size) : NULL;
  ssize_t count = bytes ? pread(batch_file, bytes, (size_t)size, 0) : 0;
  for (ssize_t sent = 0; sent < count;) {
    // It waits for a slow terminal. A signal that interrupts the wait may have turned the output to /dev/null.
    ssize_t written = write(STDOUT_FILENO, bytes + sent, (size_t)(count - sent));
    if (written < 0 && errno != EINTR) break;
    if (written > 0) sent += written;
  }
  free(bytes);
  // The next picture overwrites this one: to give the memory back each time would cost more than it saves.
  if (lseek(batch_file, 0, SEEK_SET) != 0) {
    close(batch_file);
    batch_file = -1;
  }
}

#else

void tg_begin_batch(void) {}
void tg_end_batch(void) {}

#endif

int tg_is_cut(void) { return is_cut; }

int tg_take_continued(void) {
  int taken = was_continued;
  was_continued = 0;
  return taken;
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
  // Stop the whole job, as Ctrl-Z does, so that a pipeline or a wrapper stops too.
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

int tg_let_control_s_through(void) {
  struct termios modes;
  if (tcgetattr(STDOUT_FILENO, &modes) != 0) return -1;
  modes.c_iflag &= ~(tcflag_t)IXON;
  return tcsetattr(STDOUT_FILENO, TCSANOW, &modes);
}

int tg_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

int tg_set_locale(void) {
  // Only what characters are: numbers and dates are written by the program itself, and each category is a file to read.
  setlocale(LC_CTYPE, "");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
