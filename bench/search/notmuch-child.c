/* Answers one query per line of its input with notmuch's library: count, and the newest 50 with what a list shows.
 * Prints "count microseconds" per query; the process is started once, so its start doesn't count. */
#include <notmuch.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static double microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

int main(int argc, char **argv) {
  notmuch_database_t *database;
  char line[1024];
  if (argc != 3) return 2;
  if (notmuch_database_open_with_config(argv[1], NOTMUCH_DATABASE_MODE_READ_ONLY, argv[2], NULL, &database, NULL))
    return 3;
  while (fgets(line, sizeof line, stdin)) {
    unsigned count = 0, shown = 0;
    size_t seen = 0;
    notmuch_messages_t *messages;
    line[strcspn(line, "\n")] = 0;
    double start = microseconds();
    notmuch_query_t *counting = notmuch_query_create(database, line);
    if (notmuch_query_count_messages(counting, &count)) return 4;
    notmuch_query_destroy(counting);
    notmuch_query_t *query = notmuch_query_create(database, line);
    notmuch_query_set_sort(query, NOTMUCH_SORT_NEWEST_FIRST);
    if (notmuch_query_search_messages(query, &messages)) return 5;
    for (; shown < 50 && notmuch_messages_valid(messages); notmuch_messages_move_to_next(messages), shown++) {
      notmuch_message_t *message = notmuch_messages_get(messages);
      seen += strlen(notmuch_message_get_message_id(message));
      seen += strlen(notmuch_message_get_header(message, "from"));
      seen += strlen(notmuch_message_get_header(message, "subject"));
      seen += notmuch_message_get_date(message) > 0;
      notmuch_message_destroy(message);
    }
    notmuch_query_destroy(query);
    printf("%u %.0f %zu\n", count, microseconds() - start, seen);
    fflush(stdout);
  }
  return 0;
}
