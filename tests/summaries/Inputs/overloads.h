#include <Python.h>

void release(PyObject *item);
void release(PyObject *item, int count);
namespace ours {
void release(PyObject *item);
struct Box {
  void release(PyObject *item);
};
} // namespace ours
