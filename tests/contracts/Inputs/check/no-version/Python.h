/* A header that does not say its version. */
int PyThing_Do(void);
