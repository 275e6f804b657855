// RUN: %check_all_hosts %s
// An annotation that makes no sense is reported where it is used.

#include <Python.h>

#define PYREF(text) __attribute__((annotate("pyrefcheck:" text)))

PyObject *unknown(PyObject *o) PYREF("frobnicates");
// ANNOTATION@-1:32: ^'pyrefcheck:frobnicates' is ignored: unknown word 'frobnicates' for a function; expected returns-... (plain, new, fresh, borrowed, ... new-reference-to-argument), null, fails, exception, format, runs-python,
PyObject *misspelt(PyObject *o) PYREF("returns_borowed");
// ANNOTATION: ... unknown word 'returns_borowed'; did you mean 'returns-borrowed'?$
int misspelt_effect(PYREF("steal") PyObject *o);
// ANNOTATION: ^'pyrefcheck:steal' is ignored: unknown word 'steal'; did you mean 'steals'?$
int unknown_effect(PYREF("frobnicates") PyObject *o);
// ANNOTATION: ... unknown word 'frobnicates' for a parameter; expected one of steals, keeps,
int outcome(PYREF("steals-on-sucess") PyObject *o);
// ANNOTATION: ... did you mean 'steals-on-success'?$
PyObject *prefix(PyObject *o) __attribute__((annotate("pyrefcheck-returns-new")));
// ANNOTATION: ^'pyrefcheck-returns-new' is ignored: expected 'pyrefcheck:WORD'$

// Parameters.
int too_far(PyObject *a, PyObject *b) PYREF("steals(3)");
// ANNOTATION: ... there is no parameter 3; 'too_far' has 2$
int zero(PyObject *a) PYREF("steals(0)");
// ANNOTATION: ... there is no parameter 0; 'zero' has 1$
int nobody(PyObject *a) PYREF("steals(item)");
// ANNOTATION: ... 'nobody' has no parameter 'item'; expected a name or a position from 1$
PyObject *no_owner(PyObject *a) PYREF("returns-borrowed(owner)");
// ANNOTATION: ... 'no_owner' has no parameter 'owner'
int which(PyObject *a) PYREF("steals");
// ANNOTATION: ... which argument? Expected 'steals(PARAMETER)', or 'steals' on the parameter itself$
PyObject *which_one(PyObject *a) PYREF("returns-argument");
// ANNOTATION: ... expected 'returns-argument(PARAMETER)'$
int no_rest(PyObject *a) PYREF("steals(...)");
// ANNOTATION: ... 'no_rest' takes no variable arguments$
int no_format(const char *format) PYREF("format(build-value, format)");
// ANNOTATION: ... a format governs variable arguments, and 'no_format' takes none$
int itself(PYREF("steals(into: a)") PyObject *a);
// ANNOTATION: ... an argument cannot go into itself$
int bad_key(PYREF("steals(in: b)") PyObject *a, PyObject *b);
// ANNOTATION: ... unknown key 'in'; expected into$
int bad_name(PYREF("steals(b)") PyObject *a, PyObject *b);
// ANNOTATION: ... 'b' is not understood on a parameter; expected 'into: PARAMETER' or 'may-be-null'$
int no_into(PYREF("decrements(into: b)") PyObject *a, PyObject *b);
// ANNOTATION: ... 'into' is for steals, keeps and out-borrowed$
int not_null(PYREF("steals(may-be-null)") PyObject *a);
// ANNOTATION: ... 'may-be-null' is for out-new, out-borrowed, out-memory and replaces$

// Types.
int integer(PYREF("steals") int count);
// ANNOTATION: ... 'count' is not a pointer$
int out(PYREF("out-new") PyObject *result);
// ANNOTATION: ... 'result' is not the address of a pointer$
int result(PyObject *a) PYREF("returns-new");
// ANNOTATION: ... 'result' does not return a pointer$
int null(PyObject *a) PYREF("null(never)");
// ANNOTATION: ... 'null' does not return a pointer$
PyObject *fails(PyObject *a) PYREF("fails(-1)");
// ANNOTATION: ... 'fails' does not return an integer; 'null' says when a pointer is NULL$

// What belongs elsewhere.
int on_parameter(PYREF("returns-borrowed") PyObject *a);
// ANNOTATION: ... 'returns-borrowed' says something about a function, but stands on a parameter$
PYREF("returns-borrowed") PyObject *variable;
// ANNOTATION: ... unknown word 'returns-borrowed' for a field or variable; expected owned, borrowed or unknown$
PYREF("owned") static int number;
// ANNOTATION: ... 'number' is no place that outlives a call and holds a reference
PYREF("owned") PYREF("borrowed") static PyObject *undecided;
// ANNOTATION: ... 'borrowed' contradicts 'owned'$
PYREF("owned") PyObject *new_object(void);
// ANNOTATION: ... unknown word 'owned' for a function
struct holder {
  PYREF("returns-borrowed") PyObject *(*get)(void);
  // ANNOTATION: ... expected it on a function, on one of its parameters, or on a field or static variable that points to an object$
  PYREF("owner") PyObject *item;
  // ANNOTATION: ... unknown word 'owner' for a field or variable
  PYREF("borrowed") PyObject *lender;
};

// Syntax.
PyObject *open(PyObject *a) PYREF("returns-borrowed(a");
// ANNOTATION: ... expected ',' or ')' at its end$
PyObject *nothing(PyObject *a) PYREF("");
// ANNOTATION: ... expected a word at its end$
PyObject *rest(PyObject *a) PYREF("returns-new!");
// ANNOTATION: ... expected ',' or the end before '!'$
PyObject *arguments(PyObject *a) PYREF("returns-fresh(a)");
// ANNOTATION: ... 'returns-fresh' takes no arguments$
PyObject *setting(PyObject *a) PYREF("null(sometimes)");
// ANNOTATION: ... expected 'null(WORD)' with one of never, on-error, absent, on-error-or-absent, always$
int part(PyObject *a) PYREF("runs-python, fails(1)");
// ANNOTATION: ^'pyrefcheck:runs-python, fails(1)' is ignored: in 'fails(1)': expected 'fails(WORD)' with one of

// Contradictions, also between declarations.
PyObject *both(PyObject *a) PYREF("returns-new, returns-borrowed(a)");
// ANNOTATION: ... in 'returns-borrowed(a)': it contradicts 'returns-new'$
int taken(PYREF("steals") PyObject *a);
int taken(PYREF("keeps") PyObject *a);
// ANNOTATION: ^'pyrefcheck:keeps' is ignored: it contradicts 'steals'$
void exception(void) PYREF("sets-exception, clears-exception");
// ANNOTATION: ... 'sets-exception' contradicts 'clears-exception'$

// A macro with a wrong text is reported once.
#define TAKES PYREF("takes")
int first(TAKES PyObject *a);
// ANNOTATION: ... unknown word 'takes'
int second(TAKES PyObject *a);

// Annotations of others.
PyObject *other(PyObject *a) __attribute__((annotate("frobnicates")));

// What is ignored has no effect, the rest has.
PyObject *half(PyObject *a) PYREF("returns-borrowed(a), null(seldom)");
// ANNOTATION: ... in 'null(seldom)': expected

static PyObject *half_bad(PyObject *self, PyObject *args) {
  PyObject *found = half(args);
  return found;
  // RETURN-BORROWED: 'found'
}

static PyObject *unknown_good(PyObject *self, PyObject *args) {
  return unknown(args);
}
