/* A declaration with each macro of pyrefcheck.h, where it may stand. */

#include <pyrefcheck.h>

typedef struct _object PyObject;

PYREF_RETURNS_NEW PYREF_RUNS_PYTHON PyObject *make_new(void);
PYREF_RETURNS_FRESH PYREF_ALLOCATES PyObject *make_fresh(void);
PYREF_RETURNS_BORROWED PYREF_NULL(absent) PyObject *find_global(void);
PYREF_RETURNS_BORROWED_FROM(owner) PyObject *find_in(PyObject *owner);
PYREF_RETURNS_ARGUMENT(object) PyObject *checked(PyObject *object);
PYREF_RETURNS_NEW_REFERENCE_TO(1) PyObject *one_more(PyObject *object);
PYREF_RETURNS_PLAIN PYREF_PURE PyObject *handle_of(PyObject *object);
PYREF_FAILS(-1-or-value) PYREF_EXCEPTION(maybe) long value_of(PyObject *object);
PYREF_RETURNS_NEW PYREF_FORMAT(call, format)
PyObject *send(PyObject *target, const char *format, ...);
PYREF_NO_RETURN void die(void);
PYREF_RELEASES_GIL void wait_for(PyObject *object);
PYREF_SETS_EXCEPTION void set_error(void);
PYREF_CLEARS_EXCEPTION void clear_error(void);
PYREF("fails(-1), runs-python") int run(PyObject *object);

int take(PYREF_STEALS PyObject *object);
int take_or_not(PYREF_STEALS_ON_SUCCESS PyObject *object);
int put(PyObject *list, PYREF_STEALS_INTO(list) PyObject *item);
int keep(PYREF_KEEPS PyObject *object);
int keep_or_not(PYREF_KEEPS_ON_SUCCESS PyObject *object);
int add(PYREF_MUTATES PyObject *list, PYREF_KEEPS_INTO(1) PyObject *item);
void up(PYREF_INCREMENTS PyObject *object);
void down(PYREF_DECREMENTS PYREF_NOT_NULL PyObject *object);
void destroy(PYREF_FREES PyObject *object);
void give_away(PYREF_ESCAPES void *data);
int out_new(PYREF_OUT_NEW PyObject **out);
int out_new_or_null(PYREF_OUT_NEW_OR_NULL PyObject **out);
int out_borrowed(PYREF_OUT_BORROWED PyObject **out);
int out_item(PyObject *owner, PYREF_OUT_BORROWED_FROM(owner) PyObject **out);
void out_null(PYREF_OUT_NULL PyObject **out);
int replace(PYREF_REPLACES PyObject **in_out);
void clear(PYREF_CLEARS PyObject **in_out);
int fill(PyObject *object, PYREF_FILLS_BUFFER void *view);
void release(PYREF_RELEASES_BUFFER void *view);
int get_text(PYREF_OUT_MEMORY char **text);
void free_text(PYREF_FREES_MEMORY char *text);

/* On a definition, behind the attributes of others. */
PYREF_RETURNS_NEW static inline PyObject *wrapper(PyObject *unused,
                                                  PYREF_STEALS PyObject *item) {
  (void)unused;
  return item;
}
static inline PyObject *user(void) { return wrapper(0, make_new()); }

/* On fields and variables. */
struct holder {
  PYREF_OWNED PyObject *child;
  PYREF_BORROWED PyObject *parent;
};
extern PYREF_OWNED PyObject *kept;
