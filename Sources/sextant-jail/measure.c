// What the processes of a jail use, from /proc. Nobody inside can read or change it.
#define _GNU_SOURCE
#include "jail.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool read_file(const char *path, char *text, size_t size) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  ssize_t length = read(file, text, size - 1);
  close(file);
  if (length <= 0) return false;
  text[length] = 0;
  return true;
}

// The bytes of files that have no name any more but are still open, which a look into the folder doesn't find.
static uint64_t deleted_bytes(int process) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/fd", process);
  DIR *list = opendir(path);
  if (!list) return 0;
  uint64_t bytes = 0;
  for (struct dirent *entry; (entry = readdir(list));) {
    struct stat about;
    if (entry->d_name[0] != '.' && fstatat(dirfd(list), entry->d_name, &about, 0) == 0 && S_ISREG(about.st_mode) &&
        about.st_nlink == 0)
      bytes += (uint64_t)about.st_blocks * 512;
  }
  closedir(list);
  return bytes;
}

static void add(struct usage *usage, int process) {
  char path[64], text[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", process);
  if (!read_file(path, text, sizeof text)) return;
  // The name in brackets may hold anything, brackets too.
  char *rest = strrchr(text, ')');
  unsigned long user, system, children_user, children_system, threads, pages;
  if (!rest || sscanf(rest + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu %*d %*d %lu %*d %*u %*u %lu",
                      &user, &system, &children_user, &children_system, &threads, &pages) != 6)
    return;
  uint64_t ticks = (uint64_t)sysconf(_SC_CLK_TCK);
  usage->tasks += threads;
  usage->processes++;
  usage->cpu_ms += (user + system + children_user + children_system) * 1000 / ticks;
  usage->resident += pages * (uint64_t)sysconf(_SC_PAGESIZE);
  usage->deleted += deleted_bytes(process);
}

// Calls `visit` for each process of the group.
static void for_each(pid_t group, void (*visit)(void *state, int process), void *state) {
  DIR *list = opendir("/proc");
  if (!list) return;
  for (struct dirent *entry; (entry = readdir(list));) {
    int process = atoi(entry->d_name);
    if (process > 0 && getpgid(process) == group) visit(state, process);
  }
  closedir(list);
}

static void add_usage(void *state, int process) { add(state, process); }

struct usage measure_processes(pid_t group, bool may_fork) {
  struct usage usage = {0};
  if (may_fork)
    for_each(group, add_usage, &usage);
  else
    add(&usage, group);
  return usage;
}

static void add_share(void *state, int process) {
  char path[64], text[4096];
  snprintf(path, sizeof path, "/proc/%d/smaps_rollup", process);
  char *line = read_file(path, text, sizeof text) ? strstr(text, "\nPss:") : 0;
  if (line) *(uint64_t *)state += strtoull(line + 5, 0, 10) * 1024;
}

// Memory that several processes share counts once. It takes longer, so it is asked only when the sum is too large.
uint64_t measure_shared_memory(pid_t group) {
  uint64_t bytes = 0;
  for_each(group, add_share, &bytes);
  return bytes;
}
