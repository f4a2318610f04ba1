// A jail for programs that nobody has checked: what its parts share. The order to read: main.c (options and course),
// inside.c (what happens between fork and exec), landlock.c and filter.c (the two walls), watch.c (output, limits, end),
// measure.c (what the processes use), folder.c (the one folder that can be written).
#ifndef SEXTANT_JAIL_H
#define SEXTANT_JAIL_H
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { MOST_PATHS = 64 };

// What the exit code says if it isn't the program's own.
enum { EXIT_LIMIT = 124, EXIT_REFUSED = 125, EXIT_NOT_STARTED = 126, EXIT_NOT_FOUND = 127, EXIT_SIGNAL = 128 };

// Two ends of pipes to read that every process inside holds: they are above its limit of open files, so it can't put
// others in their place, and the filter refuses to close them. Nobody ever writes there. If the jail dies, which holds
// the other end of the first one, the kernel kills all that hold this end. Once nobody has the second one any more, no
// process is left inside.
enum { FIRST_HELD = 1000, SWITCH = FIRST_HELD, PRESENCE };

struct options {
  const char *folder;   // the folder to write, which stays; NULL for a new one that goes
  const char *scratch;  // where the new folder is made
  const char *copies[MOST_PATHS], *reads[MOST_PATHS], *environment[MOST_PATHS];
  int copy_count, read_count, environment_count;
  double cpu, wall;                                   // seconds
  uint64_t memory, file_size, total, output;          // bytes
  uint64_t files, open_files, processes;              // counts
  int status;                                         // the descriptor for the report, or -1
  int landlock;                                       // the newest version of Landlock to use
  bool check;
  char **program;
};

struct report {
  int exit, signal;      // of the program; -1 if it didn't end that way
  const char *limit;     // what ended it, or NULL
  const char *refusal;   // why nothing was run, or NULL
  char reason[200];
  uint64_t cpu_ms, wall_ms, peak_kib, output_bytes;
  int landlock;
};

// landlock.c: closes all files but the named ones.
int landlock_version(void);
const char *landlock_confine(const struct options *options, int version, int folder);

// filter.c: refuses all system calls but the listed ones.
const char *filter_confine(bool may_fork, bool confines_signals);

// inside.c: becomes the program. Never returns; writes what failed to `complaint`.
struct ends {
  int in, out, errors, folder, complaint, alive, presence;
};
_Noreturn void inside_run(const struct options *options, int version, const char *path, struct ends ends, pid_t jail);

// watch.c: passes input and output on, until the program or a limit ends it.
struct streams {
  int in, out, errors, signals;
  pid_t caller;  // whose end ends the run
};
void watch(const struct options *options, pid_t child, int folder, struct streams streams, struct report *report);

// measure.c
struct usage {
  uint64_t tasks, processes, cpu_ms, resident, deleted;
};
struct usage measure_processes(pid_t group, bool may_fork);
uint64_t measure_shared_memory(pid_t group);
double now(void);

// folder.c
struct folder {
  char path[4096];
  int descriptor;
  pid_t keeper;
  int lifeline;
};
const char *folder_open(struct folder *folder, const struct options *options, int presence[2]);
const char *folder_copy(const struct folder *folder, const struct options *options);
void folder_close(struct folder *folder);
void folder_measure(int folder, uint64_t most_files, uint64_t *files, uint64_t *bytes);
#endif
