"""Code that the programs of this directory share."""
