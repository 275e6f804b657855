from Cython.Build import cythonize
from setuptools import Extension, setup

setup(name="shelf", ext_modules=cythonize([Extension("lib.shelf", ["lib/shelf.pyx"])]))
