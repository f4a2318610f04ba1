// sextant-jail runs a program that nobody has checked. See `usage` for what it does, jail.h for the order to read.
#define _GNU_SOURCE
#include "jail.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

static const char usage[] =
    "usage: sextant-jail [options] -- /path/of/program arguments...\n"
    "       sextant-jail --check\n"
    "Runs a program that can read the system's programs and libraries, write one folder, and reach nothing else:\n"
    "no network, no other process, no terminal. Nothing runs if any part of the jail can't be made.\n"
    "  --folder DIR        write this folder, which stays; else a new one, which goes when the run ends\n"
    "  --scratch DIR       make the new folder in here (TMPDIR, else /tmp)\n"
    "  --copy PATH         put this file, or what is in this folder, into the folder first; may be repeated\n"
    "  --read PATH         let it read and run what is here; may be repeated\n"
    "  --env NAME=VALUE    set a variable; all others are cleared; may be repeated\n"
    "  --cpu SECONDS       processor time, of all its processes (10)\n"
    "  --wall SECONDS      time on the clock (60)\n"
    "  --memory BYTES      memory, of each process and of all together (1073741824)\n"
    "  --file-size BYTES   of one file (16777216)\n"
    "  --files N           files and folders in the folder (1000)\n"
    "  --total BYTES       of all files in the folder (67108864)\n"
    "  --output BYTES      of standard output and standard error together (1048576)\n"
    "  --open-files N      of each process (128)\n"
    "  --processes N       at once; 1 forbids it to start others (32)\n"
    "  --status FD         write a line of JSON about the run to this descriptor\n"
    "  --landlock N        use nothing newer than this version of Landlock\n"
    "  --check             say whether a jail can be made here, as JSON and as a sentence\n"
    "The exit code is the program's own, or 128 and its signal; 124 if a limit ended it, 125 if nothing was run because\n"
    "the jail could not be made, 126 if the program can't be run, 127 if it isn't there. --status tells them apart.\n";

static struct options options = {
    .cpu = 10, .wall = 60, .memory = 1 << 30, .file_size = 16 << 20, .files = 1000, .total = 64 << 20,
    .output = 1 << 20, .open_files = 128, .processes = 32, .status = -1, .landlock = 1000,
};

_Noreturn static void wrong(const char *what, const char *value) {
  fprintf(stderr, "sextant-jail: %s %s; nothing was run\n%s", what, value, usage);
  exit(EXIT_REFUSED);
}

static double number(const char *name, const char *text, double least, double most) {
  char *rest;
  double value = strtod(text, &rest);
  if (*rest || rest == text || !(value >= least && value <= most)) wrong(name, text);
  return value;
}

static void put(const char **list, int *count, const char *value) {
  if (*count == MOST_PATHS) wrong("too many options like", value);
  list[(*count)++] = value;
}

static void read_options(int count, char **arguments) {
  enum { FOLDER = 256, SCRATCH, COPY, READ, ENV, CPU, WALL, MEMORY, FILE_SIZE, FILES, TOTAL, OUTPUT, OPEN_FILES,
         PROCESSES, STATUS, LANDLOCK, CHECK, HELP };
  static const struct option names[] = {
      {"folder", 1, 0, FOLDER}, {"scratch", 1, 0, SCRATCH}, {"copy", 1, 0, COPY}, {"read", 1, 0, READ},
      {"env", 1, 0, ENV}, {"cpu", 1, 0, CPU}, {"wall", 1, 0, WALL}, {"memory", 1, 0, MEMORY},
      {"file-size", 1, 0, FILE_SIZE}, {"files", 1, 0, FILES}, {"total", 1, 0, TOTAL}, {"output", 1, 0, OUTPUT},
      {"open-files", 1, 0, OPEN_FILES}, {"processes", 1, 0, PROCESSES}, {"status", 1, 0, STATUS},
      {"landlock", 1, 0, LANDLOCK}, {"check", 0, 0, CHECK}, {"help", 0, 0, HELP}, {0}};
  const double most = 1e15;
  for (int option; (option = getopt_long(count, arguments, "+", names, 0)) != -1;) {
    switch (option) {
      case FOLDER: options.folder = optarg; break;
      case SCRATCH: options.scratch = optarg; break;
      case COPY: put(options.copies, &options.copy_count, optarg); break;
      case READ: put(options.reads, &options.read_count, optarg); break;
      case ENV:
        if (!strchr(optarg, '=')) wrong("--env needs NAME=VALUE, not", optarg);
        put(options.environment, &options.environment_count, optarg);
        break;
      case CPU: options.cpu = number("--cpu", optarg, 0.01, 1e6); break;
      case WALL: options.wall = number("--wall", optarg, 0.01, 1e6); break;
      case MEMORY: options.memory = (uint64_t)number("--memory", optarg, 1, most); break;
      case FILE_SIZE: options.file_size = (uint64_t)number("--file-size", optarg, 0, most); break;
      case FILES: options.files = (uint64_t)number("--files", optarg, 0, 1e6); break;
      case TOTAL: options.total = (uint64_t)number("--total", optarg, 0, most); break;
      case OUTPUT: options.output = (uint64_t)number("--output", optarg, 0, most); break;
      case OPEN_FILES: options.open_files = (uint64_t)number("--open-files", optarg, 3, FIRST_HELD); break;
      case PROCESSES: options.processes = (uint64_t)number("--processes", optarg, 1, 10000); break;
      case STATUS: options.status = (int)number("--status", optarg, 0, 1e6); break;
      case LANDLOCK: options.landlock = (int)number("--landlock", optarg, 0, 1000); break;
      case CHECK: options.check = true; break;
      case HELP: fputs(usage, stdout); exit(0);
      default: fputs(usage, stderr); exit(EXIT_REFUSED);
    }
  }
  options.program = arguments + optind;
  if (options.check) {
    static char *nothing[] = {"/bin/true", 0};
    options.program = nothing;
    options.folder = 0;
  }
  if (!options.program[0]) wrong("a program is missing", "");
  // There is no search along a path: the caller says which program it means.
  if (options.program[0][0] != '/') wrong("the program needs a path that begins with /, not", options.program[0]);
  if (options.status >= 0 && fcntl(options.status, F_SETFD, FD_CLOEXEC) < 0) wrong("--status isn't open:", "");
}

// What the caller left open by mistake, such as an end of another program's pipe, is nobody's any more.
static void close_others(void) {
  unsigned kept = options.status < 3 ? 2 : (unsigned)options.status;
  if (kept > 3) close_range(3, kept - 1, 0);
  close_range(kept + 1, ~0U, 0);
}

static bool make_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0; }

static const char *run_inside(struct folder *folder, int presence[2], int version, struct report *report, pid_t caller) {
  int in[2], out[2], errors[2], complaint[2], alive[2];
  if (!make_pipe(in) || !make_pipe(out) || !make_pipe(errors) || !make_pipe(complaint) || !make_pipe(alive))
    return "a pipe";
  sigset_t heard;
  sigemptyset(&heard);
  const int numbers[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaddset(&heard, numbers[i]);
  signal(SIGCHLD, SIG_DFL);
  signal(SIGPIPE, SIG_IGN);
  sigprocmask(SIG_BLOCK, &heard, 0);
  int signals = signalfd(-1, &heard, SFD_CLOEXEC | SFD_NONBLOCK);
  // A process inside that loses its parent becomes a child of this one, which waits for all of them.
  if (signals < 0 || prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) return "waiting for processes";

  pid_t self = getpid(), child = fork();
  if (child < 0) return "a process";
  if (child == 0) {
    // Only the jail itself may hold this end, and only the keeper of the folder that one.
    close(alive[1]);
    close(presence[1]);
    inside_run(&options, version, folder->path,
               (struct ends){in[0], out[1], errors[1], folder->descriptor, complaint[1], alive[0], presence[0]}, self);
  }
  close(in[0]);
  close(out[1]);
  close(errors[1]);
  close(complaint[1]);
  close(alive[0]);
  // The pipe closes when the program starts; before that, a message says what could not be done.
  char message[200] = "";
  ssize_t length;
  do length = read(complaint[0], message, sizeof message - 1);
  while (length < 0 && errno == EINTR);
  close(complaint[0]);
  watch(&options, child, folder->descriptor, (struct streams){in[1], out[0], errors[0], signals, caller}, report);
  if (length <= 0) return 0;
  message[length] = 0;
  char *text;
  report->exit = (int)strtol(message, &text, 10);
  snprintf(report->reason, sizeof report->reason, "%s", text + 1);
  errno = 0;
  return report->reason;
}

// Text in JSON; what isn't plain becomes a question mark.
static void print_text(FILE *file, const char *name, const char *text) {
  if (!text) {
    fprintf(file, "\"%s\":null", name);
    return;
  }
  fprintf(file, "\"%s\":\"", name);
  for (; *text; text++) {
    if (*text == '"' || *text == '\\') fputc('\\', file);
    fputc(*text >= ' ' && *text < 127 ? *text : '?', file);
  }
  fputc('"', file);
}

static void print_number(FILE *file, const char *name, int value) {
  fprintf(file, value < 0 ? ",\"%s\":null" : ",\"%s\":%d", name, value);
}

static void tell(const struct report *report) {
  FILE *file = options.status < 0 ? 0 : fdopen(options.status, "w");
  if (!file) return;
  fputc('{', file);
  print_text(file, "refusal", report->refusal);
  print_number(file, "exit", report->refusal ? -1 : report->exit);
  print_number(file, "signal", report->refusal ? -1 : report->signal);
  fputc(',', file);
  print_text(file, "limit", report->limit);
  fprintf(file, ",\"cpu_ms\":%lu,\"wall_ms\":%lu,\"peak_kib\":%lu,\"output_bytes\":%lu,\"landlock\":%d}\n",
          (unsigned long)report->cpu_ms, (unsigned long)report->wall_ms, (unsigned long)report->peak_kib,
          (unsigned long)report->output_bytes, report->landlock);
  fclose(file);
}

// What would help where the kernel has no Landlock.
static const char *remedy(int reason) {
  if (reason == EOPNOTSUPP)
    return "add landlock to the list lsm= of the kernel's command line, then start the system again";
  if (reason == ENOSYS)
    return "use Linux 5.13 or newer, built with Landlock; in a container, let its seccomp profile allow landlock_*";
  return "in a container, let its seccomp profile allow landlock_* and seccomp";
}

static int check(const struct report *report, int reason) {
  bool works = !report->refusal && report->exit == 0;
  const char *why = report->refusal ? report->refusal : works ? 0 : "/bin/true failed inside";
  printf("{\"works\":%s,", works ? "true" : "false");
  print_text(stdout, "reason", why);
  fputc(',', stdout);
  print_text(stdout, "remedy", works ? 0 : remedy(reason));
  printf(",\"landlock\":%d}\n", report->landlock > 0 ? report->landlock : 0);
  if (works)
    fprintf(stderr, "The jail works here, with version %d of Landlock.\n", report->landlock);
  else
    fprintf(stderr, "The jail does not work here: %s. What would help: %s.\n", why, remedy(reason));
  return works ? 0 : EXIT_REFUSED;
}

int main(int count, char **arguments) {
  pid_t caller = getppid();
  // If standard streams are missing, other files must not take their place.
  for (int stream = 0; stream < 3; stream++)
    if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", O_RDWR) != stream) return EXIT_REFUSED;
  read_options(count, arguments);
  close_others();
  struct report report = {.exit = -1, .signal = -1, .landlock = landlock_version()};
  if (report.landlock > options.landlock) report.landlock = options.landlock;
  struct folder folder = {.descriptor = -1, .keeper = -1};
  int presence[2] = {-1, -1};
  const char *failed = 0;
  if (report.landlock < 1) failed = "this kernel has no Landlock";
  if (!failed && !make_pipe(presence)) failed = "a pipe";
  if (!failed) failed = folder_open(&folder, &options, presence);
  if (!failed) failed = folder_copy(&folder, &options);
  if (!failed) failed = run_inside(&folder, presence, report.landlock, &report, caller);
  int reason = report.landlock == 0 ? 0 : errno;
  // The keeper waits until nobody holds this any more.
  close(presence[0]);
  close(presence[1]);
  folder_close(&folder);

  bool is_program = failed == report.reason && report.exit >= EXIT_NOT_STARTED;
  if (failed) {
    if (failed != report.reason)
      snprintf(report.reason, sizeof report.reason, reason ? "%s: %s" : "%s", failed, strerror(reason));
    report.refusal = report.reason;
  }
  if (options.check) return check(&report, reason);
  tell(&report);
  if (failed) {
    fprintf(stderr, "sextant-jail: %s; nothing was run\n", report.reason);
    return is_program ? report.exit : EXIT_REFUSED;
  }
  if (report.limit) return EXIT_LIMIT;
  return report.signal > 0 ? EXIT_SIGNAL + report.signal : report.exit >= 0 ? report.exit : EXIT_REFUSED;
}
