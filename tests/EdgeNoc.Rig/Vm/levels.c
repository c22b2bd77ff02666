/* levels FILE...: what stands in GPIO values of sysfs, each time one of them changes: milliseconds since the machine started, and a digit for each file. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **files)
{
    int fds[64];
    char now[65] = "", before[65] = "";
    count = count > 65 ? 64 : count - 1;
    for (int i = 0; i < count; i++) fds[i] = open(files[i + 1], O_RDONLY);
    for (;;) {
        for (int i = 0; i < count; i++) now[i] = pread(fds[i], &now[i], 1, 0) == 1 ? now[i] : '?';
        now[count] = 0;
        if (strcmp(now, before) != 0) {
            struct timespec at;
            clock_gettime(CLOCK_MONOTONIC, &at);
            printf("%lld %s\n", at.tv_sec * 1000LL + at.tv_nsec / 1000000, now);
            fflush(stdout);
            strcpy(before, now);
        }
        usleep(10000);
    }
}
