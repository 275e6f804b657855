// The parser drops statements with a name that it does not know, and leaves no
// trace of them: nothing is said of what seems to be left.
#include <Python.h>
#include <none/codes.h>

#define NOTHING(x)
#define END_WELL return 0

long long dropped_if(PyObject *callback) {
  PyObject *result = PyObject_CallNoArgs(callback);
  if (!result)
    return QQXX_CODE_17;
  long long number = PyLong_AsLongLong(result);
  Py_DECREF(result);
  return number;
}

long long dropped_branch(PyObject *callback) {
  PyObject *result = PyObject_CallNoArgs(callback);
  if (!result)
    return QQXX_CODE_17;
  else
    NOTHING(result);
  long long number = PyLong_AsLongLong(result);
  Py_DECREF(result);
  return number;
}

int dropped_in_block(PyObject *callback) {
  PyObject *result = PyObject_CallNoArgs(callback);
  for (;;) {
    if (result) {
      none_release(result), QQXX_CODE_18;
      break;
    }
    return -1;
  }
  END_WELL;
}

int dropped_last(PyObject *callback) {
  PyObject *result = PyObject_CallNoArgs(callback);
  if (result == NULL)
    return -1;
  {
    QQXX_SLOT_19 = result;
  }
  return 0;
}

int dropped_label(PyObject *callback) {
  PyObject *result = PyObject_CallNoArgs(callback);
  if (result == NULL)
    goto done;
release:
  QQXX_SLOT_19 = result;
done:
  return 0;
}

int dropped_macro(PyObject *callback) {
  PyObject *result = PyObject_CallNoArgs(callback);
  if (result == NULL)
    return -1;
  Py_DECREF((QQXXUnknown *)result);
  return 0;
}

// Everything is there: these are analysed.
PyObject *whole(PyObject *self, PyObject *a) {
  NOTHING(1)
  PyObject *v = PyNumber_Long(a);
#ifdef NONE_FEATURE
  none_use(v, QQXX_CODE_17);
#else
  int turns = 0;
#endif
#if 0
  none_use(v);
#endif
  static const char *const names[] = {"a", NULL};
  typedef int Number;
  Py_BEGIN_ALLOW_THREADS
  turns = 5;
  Py_END_ALLOW_THREADS
again:
  switch (turns) {
  case 1:
    turns = 3;
    break;
  default:;
  }
  if (turns)
    ;
  do {
    turns--;
  } while (turns);
  if ((Number)turns < 0 && names[0])
    goto again;
  if (!v)
    return NULL;
  ;
  Py_RETURN_NONE;
}
