package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entities that an XML document declares for itself (XML 1.0, 4.2). */
final class Entities {
  private static final int MOST = 1_000;
  private static final int DEEPEST = 100;

  private static final Pattern DECLARED =
      Pattern.compile(
          "<!ENTITY\\s++(?:%\\s++)?+([^\\s\"'>]++)\\s++"
              + "(?:(SYSTEM|PUBLIC)\\s|\"([^\"]*+)\"|'([^']*+)')");

  private static final Pattern REFERENCE = Pattern.compile("[&%]([^\\s;&%]{1,200});");

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final long limit;

  private Entities(long limit) {
    this.limit = limit;
  }

  static void look(String beginning, Report report) {
    if (!beginning.contains("<!ENTITY")) {
      return;
    }
    Entities entities = new Entities(report.limits().archiveBytes());
    Matcher matcher = DECLARED.matcher(beginning);
    while (matcher.find() && entities.values.size() < MOST) {
      if (matcher.group(2) != null) {
        report.add(Finding.ACTIVE_CONTENT); // reads something else when it is read
      } else {
        String quoted = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
        entities.values.putIfAbsent(matcher.group(1), quoted);
      }
    }
    if (entities.values.keySet().stream()
        .anyMatch(name -> entities.size(name, 0) > entities.limit)) {
      report.add(Finding.ARCHIVE_BOMB);
    }
  }

  /**
   * How long an entity is once all it refers to is put in its place; more than the limit, if so.
   */
  private long size(String name, int depth) {
    Long known = sizes.get(name);
    String value = values.get(name);
    if (known != null || value == null) {
      return known == null ? 0 : known;
    }
    if (depth > DEEPEST) {
      return limit + 1;
    }
    long size = value.length();
    Matcher matcher = REFERENCE.matcher(value);
    while (size <= limit && matcher.find()) {
      size += size(matcher.group(1), depth + 1);
    }
    sizes.put(name, size);
    return size;
  }
}
