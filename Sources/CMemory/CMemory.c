#define _GNU_SOURCE
#include "CMemory.h"

#if defined(__linux__)
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// The linker's names for the part of the program that starts as zeros.
extern char __bss_start[] __attribute__((weak));
extern char _end[] __attribute__((weak));
#endif

void cm_populate_variables(void) {
#if defined(__linux__) && defined(MADV_POPULATE_WRITE)
    if (!__bss_start || !_end) return;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = (uintptr_t)__bss_start / page * page;
    uintptr_t size = ((uintptr_t)_end + page - 1) / page * page - start;
    // Older systems don't know the request; then each page comes when it is used.
    if (size <= 4 << 20) madvise((void *)start, size, MADV_POPULATE_WRITE);
#endif
}
