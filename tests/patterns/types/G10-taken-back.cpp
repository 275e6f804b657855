// RUN: %check_all_hosts %s
// RUNTIME: none (the structs are the library's)
// Pattern: G10
// An object that is stored in a struct which it points to is no cycle if the
// struct lives on its own, and the library takes the reference back.

#include <Python.h>

struct Object;
struct Item {
  int number = 0;
  Object *object = nullptr;
};
struct Kept {
  Object *object = nullptr;
};
struct Plain {
  Object *object = nullptr;
};
struct Lost {
  Object *object = nullptr;
};
struct Object {
  PyObject_HEAD
  Item *item;
  Kept *kept;
  Plain *plain;
  Lost *lost;
};

template <typename T> class Ref {
  T *p;

public:
  explicit Ref(T *q) : p(q) {}
  Ref(const Ref &) = delete;
  ~Ref() { Py_XDECREF(p); }
  T *get() const { return p; }
};

template <typename T> class Shared {
  T *p;

public:
  explicit Shared(T *q) : p(q) { Py_XINCREF(p); }
  Shared(const Shared &) = delete;
  ~Shared() { Py_XDECREF(p); }
};

// An owner takes the reference.
void created_good(Item *item, Object *o) {
  Py_INCREF(o);
  o->item = item;
  o->item->object = o;
}
void deleted_good(Item *item) {
  Ref<Object> owner(item->object);
  owner.get()->item = nullptr;
}

// The library releases it.
void plain_good(Plain *plain, Object *o) {
  Py_INCREF(o);
  o->plain = plain;
  o->plain->object = o;
}
void finished_good(Plain *plain) { Py_CLEAR(plain->object); }

// Nobody takes it back: an owner with a reference of its own does not.
void lost_bad(Lost *lost, Object *o) {
  Py_INCREF(o);
  o->lost = lost;
  o->lost->object = o;
  // REFERENCE-CYCLE: 'object'
}
void looked_at_good(Lost *lost) { Shared<Object> owner(lost->object); }

// The struct dies with the object, which it keeps alive.
void kept_bad(Object *o) {
  Py_INCREF(o);
  o->kept = static_cast<Kept *>(PyMem_Malloc(sizeof(Kept)));
  if (o->kept != nullptr)
    o->kept->object = o;
  // REFERENCE-CYCLE: 'object'
}
void forget_good(Kept *kept) { Py_CLEAR(kept->object); }

static void object_dealloc(PyObject *object) {
  auto *self = reinterpret_cast<Object *>(object);
  PyMem_Free(self->kept);
  Py_TYPE(object)->tp_free(object);
}

PyTypeObject Object_Type = {PyVarObject_HEAD_INIT(nullptr, 0) "m.Object",
                            sizeof(Object)};
void ready_good() {
  Object_Type.tp_dealloc = object_dealloc;
  PyType_Ready(&Object_Type);
}
