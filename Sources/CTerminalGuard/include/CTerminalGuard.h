// What must be C: signal handlers, the crash guard, and the width that ncurses measures with.
#ifndef SEXTANT_CTERMINALGUARD_H
#define SEXTANT_CTERMINALGUARD_H

#include <stdint.h>

/// Remembers the terminal's modes, so that a crash can restore them. Call before ncurses starts.
void tg_save_terminal(void);

/// Writes what gives the terminal back as it was, without waiting for it; safe in a signal handler.
void tg_restore_screen(void);

/// Installs the crash handlers. Call after ncurses started, which installs its own.
void tg_install_crash_guard(void);

/// Installs handlers that only write the number into a pipe: for SIGTSTP and SIGCONT, and for every signal that by
/// default ends a program that is sound.
///
/// From a signal that ends the program on, output that the terminal does not take is given up after 0.4 seconds, so
/// that the event loop always gets to read the pipe. Returns the pipe's end for reading, or -1.
int tg_install_signal_pipe(void);

/// Marks the time in which the program writes to the terminal, and may have to wait for it.
void tg_begin_writing(void);
void tg_end_writing(void);

/// True where output was given up; only `tg_restore_screen` reaches the terminal then.
int tg_is_cut(void);

/// Tells whether the process was stopped and goes on since this was last asked.
int tg_take_continued(void);

/// Restores the handlers that held before.
void tg_remove_handlers(void);

/// Writes one byte into the pipe, as a signal would; safe from any thread.
void tg_wake(uint8_t code);

/// Stops the process as Ctrl-Z does, and returns when it goes on.
void tg_stop_self(void);

/// Ends the process with a signal's default action, so that the shell sees which.
void tg_raise_default(int signal_number);

/// Sends standard error to a file, and remembers where it went. Returns 0, or -1.
int tg_redirect_stderr(const char *path);

/// Sends standard error back to where it went.
void tg_restore_stderr(void);

/// Makes Ctrl-S a key like any other: output that it stops would stop the program too. Returns 0, or -1.
int tg_let_control_s_through(void);

/// The columns of a scalar in the current locale, as ncurses measures.
int tg_wcwidth(uint32_t scalar);

/// Sets the locale from the environment and tells whether its character set is UTF-8.
int tg_set_locale(void);

#endif
