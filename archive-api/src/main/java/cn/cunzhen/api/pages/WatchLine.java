package cn.cunzhen.api.pages;

import cn.cunzhen.core.access.ReadingLimit.Standing;
import cn.cunzhen.core.access.Watch.Conduct;
import cn.cunzhen.core.access.Watch.Oddity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How somebody reads, as the supervisor's page shows it.
 *
 * @param agency by name; empty where there is none
 */
public record WatchLine(Conduct conduct, Standing standing, String agency) {
  /** The page of all that this person has read. */
  public String path() {
    return "/watch/"
        + URLEncoder.encode(conduct.account(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** What stands out, in words. */
  public List<Text> oddities() {
    return conduct.oddities().stream().map(WatchLine::words).toList();
  }

  private static Text words(Oddity oddity) {
    return switch (oddity) {
      case MUCH -> Text.WATCH_MUCH;
      case NIGHT -> Text.WATCH_NIGHT;
      case NAMESAKES -> Text.WATCH_NAMESAKES;
      case WITHOUT_TRANSACTION -> Text.WATCH_WITHOUT;
      case REFUSED -> Text.WATCH_REFUSED;
    };
  }
}
