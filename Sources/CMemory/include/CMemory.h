#ifndef SEXTANT_CMEMORY_H
#define SEXTANT_CMEMORY_H

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif

/// Lets the heap of each thread grow in large steps.
///
/// The GNU C library otherwise makes one system call for every 4 KiB that a second thread allocates, which holds up the
/// other threads too. Memory that is not written to costs nothing, as long as a step is smaller than a huge page.
static inline void cm_grow_heaps_in_large_steps(void) {
#if defined(M_TOP_PAD)
    mallopt(M_TOP_PAD, 1 << 20);
#endif
}

#endif
