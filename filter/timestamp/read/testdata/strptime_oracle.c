/* glibc's strptime and strftime behind a pipe: the reference that strptime_oracle_test.go asks.
 *
 * A question is three lines: "f", a layout, seconds since 1970 UTC; or "p", a layout, a text. The answer is one line: the
 * text that strftime writes, or the seconds that strptime reads; "-" where it does not read the text to its end. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINE = 512 };

static int read_line(char *line)
{
    if (!fgets(line, LINE, stdin))
        return 0;
    line[strcspn(line, "\n")] = '\0';
    return 1;
}

static void format(const char *layout, const char *seconds)
{
    char text[LINE] = "";
    time_t at = (time_t)strtoll(seconds, NULL, 10);
    struct tm tm;

    gmtime_r(&at, &tm);
    strftime(text, sizeof text, layout, &tm);
    puts(text);
}

static void parse(const char *layout, const char *text)
{
    struct tm tm = {.tm_mday = 1, .tm_year = -10000};
    struct tm moved;
    const char *end = strptime(text, layout, &tm);
    long offset = strstr(layout, "%s") ? 0 : tm.tm_gmtoff; /* beside an epoch a zone moves nothing */

    moved = tm;
    if (!end || *end || tm.tm_year == -10000) {
        puts("-");
        return;
    }
    /* strptime takes 30 February; timegm moves it into March. */
    time_t at = timegm(&moved);
    if (moved.tm_mday != tm.tm_mday || moved.tm_mon != tm.tm_mon)
        puts("-");
    else
        printf("%lld\n", (long long)at - offset);
}

int main(void)
{
    char kind[LINE], layout[LINE], text[LINE];

    while (read_line(kind) && read_line(layout) && read_line(text)) {
        if (kind[0] == 'f')
            format(layout, text);
        else
            parse(layout, text);
        fflush(stdout);
    }
    return 0;
}
