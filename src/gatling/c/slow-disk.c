/* A disk that takes its time, for a PostgreSQL whose data directory has a file disk-delay-us with a number of microseconds.
 * gcc -shared -fPIC -o target/slow-disk.so src/gatling/c/slow-disk.c -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_for_disk(void) {
    char text[16] = {0};
    int file = open("disk-delay-us", O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    if (length > 0 && atoi(text) > 0) usleep(atoi(text));
}

int fsync(int file) {
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, "fsync");
    wait_for_disk();
    return real(file);
}

int fdatasync(int file) {
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, "fdatasync");
    wait_for_disk();
    return real(file);
}
