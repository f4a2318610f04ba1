// Passes input and output on, and ends the run when the program or a limit does.
//
// CPU time, memory, processes and the folder are looked at every 25 ms, so a program can go past those limits by what it
// manages in that time. One process alone can't pass the limits that the kernel keeps: CPU seconds, memory, file size.
#define _GNU_SOURCE
#include "jail.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TICK = 25, GRACE = 2000, THREADS = 256 };

// Bytes on their way from one descriptor to another.
struct relay {
  int from, to;
  bool is_shown;  // on a terminal
  size_t start, end;
  char bytes[4096];
};

// A terminal gets letters only, and whatever else as numbers: it would act on an escape.
static void write_shown(int to, const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    char text[8];
    int size = byte == '\n' || byte == '\t' || (byte >= ' ' && byte < 127)
                   ? snprintf(text, sizeof text, "%c", byte) : snprintf(text, sizeof text, "\\x%02x", byte);
    if (write(to, text, (size_t)size) < 0) return;
  }
}

static void stop_reading(struct relay *relay) {
  if (relay->from >= 0) close(relay->from);
  relay->from = -1;
}

static bool is_empty(const struct relay *relay) { return relay->start == relay->end; }

static void take(struct relay *relay) {
  ssize_t length = read(relay->from, relay->bytes, sizeof relay->bytes);
  if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
  relay->start = 0;
  relay->end = length > 0 ? (size_t)length : 0;
  if (length <= 0) stop_reading(relay);
}

// If nobody takes the bytes any more, they go nowhere, and no more are read.
static void hand_on(struct relay *relay) {
  size_t length = relay->end - relay->start;
  ssize_t written = (ssize_t)length;
  if (relay->is_shown)
    write_shown(relay->to, relay->bytes + relay->start, length);
  else
    written = write(relay->to, relay->bytes + relay->start, length);
  if (written < 0 && (errno == EAGAIN || errno == EINTR)) return;
  relay->start += written < 0 ? length : (size_t)written;
  if (written < 0) stop_reading(relay);
}

// How a relay takes part in a poll: it waits for room if it has bytes, or else for bytes.
static struct pollfd wanted(const struct relay *relay) {
  if (!is_empty(relay)) return (struct pollfd){relay->to, POLLOUT, 0};
  return (struct pollfd){relay->from, POLLIN, 0};
}

struct run {
  const struct options *options;
  struct report *report;
  pid_t child, caller;
  int folder;
  double began;
  uint64_t dead_cpu_ms;  // of processes that were waited for here
  bool is_child_over;
};

// Ends all processes at once. No process can miss this: a fork is either over or is broken off. The first one may not
// have its group yet.
static void end_all(const struct run *run) {
  kill(-run->child, SIGKILL);
  kill(run->child, SIGKILL);
}

static void stop(struct run *run, const char *limit) {
  if (!run->report->limit && !run->is_child_over) run->report->limit = limit;
  end_all(run);
}

// Counts a process that has ended.
static void note_end(struct run *run, pid_t process, int status, const struct rusage *used) {
  run->dead_cpu_ms += (uint64_t)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) * 1000 +
                      (uint64_t)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1000;
  if ((uint64_t)used->ru_maxrss > run->report->peak_kib) run->report->peak_kib = (uint64_t)used->ru_maxrss;
  if (process != run->child) return;
  if (WIFEXITED(status)) run->report->exit = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) run->report->signal = WTERMSIG(status);
}

static bool has_ended(idtype_t kind, pid_t number, pid_t *process) {
  siginfo_t about = {0};
  bool is_over = waitid(kind, (id_t)number, &about, WEXITED | WNOHANG | WNOWAIT) == 0 && about.si_pid > 0;
  *process = about.si_pid;
  return is_over;
}

// The program itself is only looked at until nothing is sent to its group any more, so that its number stays taken.
static void look_for_end(struct run *run) {
  pid_t process;
  int status;
  struct rusage used;
  if (run->is_child_over) return;
  if (has_ended(P_PID, run->child, &process)) {
    run->is_child_over = true;
    end_all(run);  // what it left behind
    return;
  }
  // Orphans have become children of the jail.
  while (has_ended(P_PGID, run->child, &process) && process != run->child &&
         wait4(process, &status, WNOHANG | __WALL, &used) > 0)
    note_end(run, process, status, &used);
}

static void look_at_usage(struct run *run) {
  const struct options *options = run->options;
  struct usage usage = measure_processes(run->child, options->processes > 1);
  uint64_t files, bytes, most = (uint64_t)(options->cpu * 1000);
  folder_measure(run->folder, options->files, &files, &bytes);
  if (usage.cpu_ms + run->dead_cpu_ms > most) stop(run, "cpu");
  if (usage.processes > options->processes || usage.tasks > options->processes + THREADS) stop(run, "processes");
  if (files > options->files || bytes + usage.deleted > options->total) stop(run, "files");
  if (usage.resident > options->memory &&
      (usage.processes < 2 || measure_shared_memory(run->child) > options->memory))
    stop(run, "memory");
}

static void hear(struct run *run, int signals) {
  struct signalfd_siginfo about;
  while (read(signals, &about, sizeof about) == sizeof about)
    if (about.ssi_signo != SIGCHLD) stop(run, "cancelled");
}

// Waits for every process of the jail, so that none of them is left when it ends.
static void bury(struct run *run) {
  int status;
  struct rusage used;
  if (wait4(run->child, &status, __WALL, &used) == run->child) note_end(run, run->child, status, &used);
  for (double until = now() + GRACE / 1e3; now() < until; usleep(200)) {
    pid_t ended;
    while ((ended = wait4(-run->child, &status, WNOHANG | __WALL, &used)) > 0) note_end(run, ended, status, &used);
    if (ended < 0 && kill(-run->child, 0) < 0) return;
  }
}

// Takes the output within its limit.
static void take_output(struct run *run, struct relay *relay) {
  take(relay);
  uint64_t length = relay->end - relay->start, left = run->options->output - run->report->output_bytes;
  if (length > left) {
    relay->end = relay->start + left;
    stop(run, "output");
  }
  run->report->output_bytes += relay->end - relay->start;
}

void watch(const struct options *options, pid_t child, int folder, struct streams streams, struct report *report) {
  struct run run = {options, report, child, streams.caller, folder, now(), 0, false};
  static struct relay input, output, errors;
  input = (struct relay){.from = 0, .to = streams.in};
  output = (struct relay){.from = streams.out, .to = 1, .is_shown = isatty(1)};
  errors = (struct relay){.from = streams.errors, .to = 2, .is_shown = isatty(2)};
  double next_look = run.began + TICK / 1e3, over_at = 0;

  for (;;) {
    look_for_end(&run);
    double time = now();
    if (run.is_child_over && over_at == 0) over_at = time;
    bool is_drained = output.from < 0 && errors.from < 0 && is_empty(&output) && is_empty(&errors);
    if (run.is_child_over && (is_drained || time - over_at > GRACE / 1e3)) break;
    if (time - run.began > options->wall) stop(&run, "wall");
    if (getppid() != run.caller) stop(&run, "cancelled");
    if (time >= next_look && !run.is_child_over) {
      look_at_usage(&run);
      next_look = now() + TICK / 1e3;
    }

    bool feeds = input.from >= 0 || !is_empty(&input);
    if (!feeds && input.to >= 0) {
      close(input.to);
      input.to = -1;
    }
    struct pollfd events[] = {
        {streams.signals, POLLIN, 0}, feeds ? wanted(&input) : (struct pollfd){-1, 0, 0}, wanted(&output),
        wanted(&errors), {options->status, 0, 0}, {is_empty(&output) ? 1 : -1, 0, 0},
    };
    if (poll(events, sizeof events / sizeof *events, TICK) < 0 && errno != EINTR) stop(&run, "cancelled");
    if (events[0].revents) hear(&run, streams.signals);
    if (events[1].revents) {
      if (is_empty(&input)) take(&input);
      else hand_on(&input);
    }
    struct relay *outputs[] = {&output, &errors};
    for (int i = 0; i < 2; i++) {
      if (!events[2 + i].revents) continue;
      if (is_empty(outputs[i])) take_output(&run, outputs[i]);
      else hand_on(outputs[i]);
    }
    // The caller has gone, if nobody can read the report or the output any more.
    if ((events[4].revents | events[5].revents) & POLLERR) stop(&run, "cancelled");
  }

  bury(&run);
  report->cpu_ms = run.dead_cpu_ms;
  report->wall_ms = (uint64_t)((now() - run.began) * 1000);
  bool is_past_cpu = report->signal == SIGXCPU ||
                     (report->signal == SIGKILL && (double)report->cpu_ms >= options->cpu * 1000);
  if (!report->limit && is_past_cpu) report->limit = "cpu";
  if (!report->limit && report->signal == SIGXFSZ) report->limit = "files";
}
