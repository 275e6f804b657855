// What a header may hold: functions with findings.

static int text(PyObject *object) {
    PyObject *name = PyObject_Str(object);
    if (name == NULL)
        return -1;
    if (PyUnicode_GetLength(name) < 0) return -1;
    Py_DECREF(name);
    return 0;
}

PyObject *item(PyObject *self, PyObject *object) {
    PyObject *list = PyList_New(0);
    PyList_Append(list, object);
    text(self);
    return list;
}

void lock(void);
void put(PyObject *dict) {
    lock();
    PyObject *item = PyLong_FromLong(1000);
    PyDict_SetItemString(dict,
        "key", item);
    Py_DECREF(item);
}
