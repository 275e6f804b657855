#include <Python.h>

/* Text that would end the page's data, or begin something of its own:
   </script><img src=x onerror="window.owned = 1"><!-- <script> ]]> &amp; \u003c */

PyObject *markup(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_CallMethod(args, "</script><img src=x onerror='window.owned = 1'>", "O", Py_None);
  /* größer, 日本, 😀 */ if (text == NULL)
    return NULL;
  return PyTuple_GetItem(args, 0);
}

PyObject *discarded(PyObject *self, PyObject *args) {
  PyUnicode_FromString("<b onmouseover=\"window.owned = 1\">'&lt;'</b>");
  Py_RETURN_NONE;
}
