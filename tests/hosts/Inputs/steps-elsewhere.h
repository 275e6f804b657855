static int unrelated_in_header(int x) {
  return x + 1;
}

static PyObject *in_header(void) {
  return PyList_New(0);
}
