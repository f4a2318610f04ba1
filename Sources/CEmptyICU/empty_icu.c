// Leaves out the data of ICU, 34 MB, which Foundation brings along and this program never uses: days come from the C
// library, and texts are compared and measured by Swift's own tables.
//
// A static program takes a member of an archive only for a name that is still missing. Here is the name of that data,
// for a package without any entry (unicode/udata.h and ucmndata.h tell the format). The name carries ICU's version, so
// there is one for each version that a toolchain may bring; where none fits, the program is larger and works as well.
// Hidden names don't reach other libraries, so a dynamic program keeps the data of its own.
#include <stdint.h>

struct package {
  uint16_t header_size;
  uint8_t magic1, magic2;
  uint16_t info_size, reserved_word;
  uint8_t is_big_endian, character_set, size_of_character, reserved_byte;
  uint8_t format[4], format_version[4], data_version[4];
  uint8_t padding[8];
  uint32_t count, reserved;
};

#define EMPTY(name)                                                                             \
  __attribute__((visibility("hidden"), aligned(16))) extern const struct package name;          \
  const struct package name = {                                                                 \
    32, 0xda, 0x27, 20, 0, __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__, 0, 2, 0,                      \
    {'T', 'o', 'C', 'P'}, {1, 0, 0, 0}, {0, 0, 0, 0}, {0}, 0, 0,                                 \
  };

EMPTY(icudt72_dat)
EMPTY(icudt74_dat)
EMPTY(icudt75_dat)
EMPTY(icudt76_dat)
EMPTY(icudt77_dat)
EMPTY(icudt78_dat)
EMPTY(icudt79_dat)
EMPTY(icudt80_dat)
