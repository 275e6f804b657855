// The compiler computes for as long as it is allowed to.
#include <Python.h>

constexpr unsigned long countFrom(unsigned long Number) {
  while (true)
    ++Number;
  return Number;
}
static_assert(countFrom(0) != 0, "");
