# What shelf.c was "generated" from.
cdef class Shelf:

    def first(self, key):
        item = number(1)
        if key is None:
            raise ValueError
        return item

    def second(self, key):
        try:
            put(key)
        finally:
            number(2)  # größer
