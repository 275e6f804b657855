/* A header that is no C. */
int PyThing_Do(void
