// The parts of ncurses that Swift can't import, wrapped in functions: macros, variadics and mutable globals.
#ifndef SEXTANT_CNCURSES_SHIM_H
#define SEXTANT_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
#include <stdbool.h>
#include <stdio.h>
#include <wchar.h>

static inline WINDOW *cn_stdscr(void) { return stdscr; }
static inline int cn_rows(void) { return LINES; }
static inline int cn_columns(void) { return COLS; }
static inline int cn_colours(void) { return COLORS; }
static inline SCREEN *cn_newterm(const char *name) { return newterm(name, stdout, stdin); }

static inline unsigned int cn_bold(void) { return A_BOLD; }
static inline unsigned int cn_dim(void) { return A_DIM; }
static inline unsigned int cn_underline(void) { return A_UNDERLINE; }
static inline unsigned int cn_reverse(void) { return A_REVERSE; }

/// Writes one glyph of up to eight scalars at a position, with attributes and a colour pair of any number.
static inline void cn_put(int row, int column, const wchar_t *text, unsigned int attributes, int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, (attr_t)attributes, 0, &pair) == OK) {
    (void)mvwadd_wch(stdscr, row, column, &cell);
  }
}

static inline FILE *cn_stdout(void) { return stdout; }
static inline int cn_cursor_row(void) { return getcury(stdscr); }
static inline int cn_cursor_column(void) { return getcurx(stdscr); }

/// Puts the sequence that gives the following text attributes and a colour pair into standard output's buffer.
static inline void cn_set_rendition(unsigned int attributes, int pair) {
  (void)vid_puts((attr_t)attributes, 0, &pair, putchar);
}

/// Reads one key without waiting: 0 a character, 1 a function key, -1 nothing.
static inline int cn_read(wint_t *value) {
  int kind = wget_wch(stdscr, value);
  if (kind == OK) return 0;
  if (kind == KEY_CODE_YES) return 1;
  return -1;
}

static inline int cn_key_resize(void) { return KEY_RESIZE; }
static inline int cn_key_mouse(void) { return KEY_MOUSE; }
static inline int cn_key_up(void) { return KEY_UP; }
static inline int cn_key_down(void) { return KEY_DOWN; }
static inline int cn_key_left(void) { return KEY_LEFT; }
static inline int cn_key_right(void) { return KEY_RIGHT; }
static inline int cn_key_home(void) { return KEY_HOME; }
static inline int cn_key_end(void) { return KEY_END; }
static inline int cn_key_npage(void) { return KEY_NPAGE; }
static inline int cn_key_ppage(void) { return KEY_PPAGE; }
static inline int cn_key_backspace(void) { return KEY_BACKSPACE; }
static inline int cn_key_dc(void) { return KEY_DC; }
static inline int cn_key_enter(void) { return KEY_ENTER; }
static inline int cn_key_btab(void) { return KEY_BTAB; }
static inline int cn_key_f0(void) { return KEY_F0; }

static inline void cn_enable_mouse(void) {
  mousemask(
      BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED | REPORT_MOUSE_POSITION, NULL);
  mouseinterval(0);
}

static inline void cn_disable_mouse(void) { mousemask(0, NULL); }

/// Takes the next mouse event: 1 press, 2 release, 3 wheel up, 4 wheel down, 5 moved, 0 nothing.
static inline int cn_mouse(int *column, int *row) {
  MEVENT event;
  if (getmouse(&event) != OK) return 0;
  *column = event.x;
  *row = event.y;
  if (event.bstate & BUTTON4_PRESSED) return 3;
  if (event.bstate & BUTTON5_PRESSED) return 4;
  if (event.bstate & BUTTON1_PRESSED) return 1;
  if (event.bstate & BUTTON1_RELEASED) return 2;
  if (event.bstate & REPORT_MOUSE_POSITION) return 5;
  return 0;
}

/// True if the current terminal has a string capability.
static inline bool cn_has_capability(const char *name) {
  const char *value = tigetstr(name);
  return value != NULL && value != (const char *)-1;
}

static inline int cn_setupterm(const char *name, int *error) { return setupterm(name, 1, error); }

#endif
