// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// An annotation that makes no sense is reported where it is used.

#include <Python.h>

#define PYREF(text) __attribute__((annotate("pyrefcheck:" text)))

PyObject *unknown(PyObject *o) PYREF("frobnicates");
// CHECK: :[[@LINE-1]]:32: warning: 'pyrefcheck:frobnicates' is ignored: unknown word 'frobnicates' for a function; expected returns-... (plain, new, fresh, borrowed, {{.*}}), null, fails, exception, format, runs-python, {{.*}} [cpython-annotation]
PyObject *misspelt(PyObject *o) PYREF("returns_borowed");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}unknown word 'returns_borowed'; did you mean 'returns-borrowed'? [cpython-annotation]
int misspelt_effect(PYREF("steal") PyObject *o);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'pyrefcheck:steal' is ignored: unknown word 'steal'; did you mean 'steals'? [cpython-annotation]
int unknown_effect(PYREF("frobnicates") PyObject *o);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}unknown word 'frobnicates' for a parameter; expected one of steals, keeps, {{.*}} [cpython-annotation]
int outcome(PYREF("steals-on-sucess") PyObject *o);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}did you mean 'steals-on-success'? [cpython-annotation]
PyObject *prefix(PyObject *o) __attribute__((annotate("pyrefcheck-returns-new")));
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'pyrefcheck-returns-new' is ignored: expected 'pyrefcheck:WORD' [cpython-annotation]

// Parameters.
int too_far(PyObject *a, PyObject *b) PYREF("steals(3)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}there is no parameter 3; 'too_far' has 2 [cpython-annotation]
int zero(PyObject *a) PYREF("steals(0)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}there is no parameter 0; 'zero' has 1 [cpython-annotation]
int nobody(PyObject *a) PYREF("steals(item)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'nobody' has no parameter 'item'; expected a name or a position from 1 [cpython-annotation]
PyObject *no_owner(PyObject *a) PYREF("returns-borrowed(owner)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'no_owner' has no parameter 'owner'
int which(PyObject *a) PYREF("steals");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}which argument? Expected 'steals(PARAMETER)', or 'steals' on the parameter itself [cpython-annotation]
PyObject *which_one(PyObject *a) PYREF("returns-argument");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}expected 'returns-argument(PARAMETER)' [cpython-annotation]
int no_rest(PyObject *a) PYREF("steals(...)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'no_rest' takes no variable arguments [cpython-annotation]
int no_format(const char *format) PYREF("format(build-value, format)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}a format governs variable arguments, and 'no_format' takes none [cpython-annotation]
int itself(PYREF("steals(into: a)") PyObject *a);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}an argument cannot go into itself [cpython-annotation]
int bad_key(PYREF("steals(in: b)") PyObject *a, PyObject *b);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}unknown key 'in'; expected into [cpython-annotation]
int bad_name(PYREF("steals(b)") PyObject *a, PyObject *b);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'b' is not understood on a parameter; expected 'into: PARAMETER' or 'may-be-null' [cpython-annotation]
int no_into(PYREF("decrements(into: b)") PyObject *a, PyObject *b);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'into' is for steals, keeps and out-borrowed [cpython-annotation]
int not_null(PYREF("steals(may-be-null)") PyObject *a);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'may-be-null' is for out-new, out-borrowed, out-memory and replaces [cpython-annotation]

// Types.
int integer(PYREF("steals") int count);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'count' is not a pointer [cpython-annotation]
int out(PYREF("out-new") PyObject *result);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'result' is not the address of a pointer [cpython-annotation]
int result(PyObject *a) PYREF("returns-new");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'result' does not return a pointer [cpython-annotation]
int null(PyObject *a) PYREF("null(never)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'null' does not return a pointer [cpython-annotation]
PyObject *fails(PyObject *a) PYREF("fails(-1)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'fails' does not return an integer; 'null' says when a pointer is NULL [cpython-annotation]

// What belongs elsewhere.
int on_parameter(PYREF("returns-borrowed") PyObject *a);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'returns-borrowed' says something about a function, but stands on a parameter [cpython-annotation]
PYREF("returns-borrowed") PyObject *variable;
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}unknown word 'returns-borrowed' for a field or variable; expected owned, borrowed or unknown [cpython-annotation]
PYREF("owned") static int number;
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'number' is no place that outlives a call and holds a reference{{.*}} [cpython-annotation]
PYREF("owned") PYREF("borrowed") static PyObject *undecided;
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'borrowed' contradicts 'owned' [cpython-annotation]
PYREF("owned") PyObject *new_object(void);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}unknown word 'owned' for a function{{.*}} [cpython-annotation]
struct holder {
  PYREF("returns-borrowed") PyObject *(*get)(void);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}expected it on a function, on one of its parameters, or on a field or static variable that points to an object [cpython-annotation]
  PYREF("owner") PyObject *item;
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}unknown word 'owner' for a field or variable{{.*}} [cpython-annotation]
  PYREF("borrowed") PyObject *lender;
};

// Syntax.
PyObject *open(PyObject *a) PYREF("returns-borrowed(a");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}expected ',' or ')' at its end [cpython-annotation]
PyObject *nothing(PyObject *a) PYREF("");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}expected a word at its end [cpython-annotation]
PyObject *rest(PyObject *a) PYREF("returns-new!");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}expected ',' or the end before '!' [cpython-annotation]
PyObject *arguments(PyObject *a) PYREF("returns-fresh(a)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'returns-fresh' takes no arguments [cpython-annotation]
PyObject *setting(PyObject *a) PYREF("null(sometimes)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}expected 'null(WORD)' with one of never, on-error, absent, on-error-or-absent, always [cpython-annotation]
int part(PyObject *a) PYREF("runs-python, fails(1)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'pyrefcheck:runs-python, fails(1)' is ignored: in 'fails(1)': expected 'fails(WORD)' with one of {{.*}} [cpython-annotation]

// Contradictions, also between declarations.
PyObject *both(PyObject *a) PYREF("returns-new, returns-borrowed(a)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}in 'returns-borrowed(a)': it contradicts 'returns-new' [cpython-annotation]
int taken(PYREF("steals") PyObject *a);
int taken(PYREF("keeps") PyObject *a);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'pyrefcheck:keeps' is ignored: it contradicts 'steals' [cpython-annotation]
void exception(void) PYREF("sets-exception, clears-exception");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'sets-exception' contradicts 'clears-exception' [cpython-annotation]

// A macro with a wrong text is reported once.
#define TAKES PYREF("takes")
int first(TAKES PyObject *a);
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}unknown word 'takes'
int second(TAKES PyObject *a);

// Annotations of others.
PyObject *other(PyObject *a) __attribute__((annotate("frobnicates")));

// What is ignored has no effect, the rest has.
PyObject *half(PyObject *a) PYREF("returns-borrowed(a), null(seldom)");
// CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}in 'null(seldom)': expected

static PyObject *half_bad(PyObject *self, PyObject *args) {
  PyObject *found = half(args);
  return found;
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'found'{{.*}} [cpython-refcount-return-borrowed]
}

static PyObject *unknown_good(PyObject *self, PyObject *args) {
  return unknown(args);
}
