/* The part of GLib's header that the tests use. */
#ifndef GLIB_H
#define GLIB_H
void g_return_if_fail_warning(const char *log_domain, const char *pretty_function, const char *expression);
#define g_return_if_fail(expr)                                                                     \
  do {                                                                                             \
    if (!(expr)) {                                                                                 \
      g_return_if_fail_warning(0, __func__, #expr);                                                \
      return;                                                                                      \
    }                                                                                              \
  } while (0)
#define g_return_val_if_fail(expr, val)                                                            \
  do {                                                                                             \
    if (!(expr)) {                                                                                 \
      g_return_if_fail_warning(0, __func__, #expr);                                                \
      return (val);                                                                                \
    }                                                                                              \
  } while (0)
#endif
