package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.page.Shown.Hidden;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/** What could not be drawn lately, so that a hostile page is not tried again and again. */
final class Failures {
  private static final Duration LASTING = Duration.ofMinutes(10);

  private record Failure(Hindrance hindrance, String detail) {}

  private final Cache<String, Failure> failures =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(LASTING).build();

  <T> Optional<Hidden<T>> of(String name) {
    return Optional.ofNullable(failures.getIfPresent(name))
        .map(failure -> new Hidden<>(failure.hindrance(), failure.detail()));
  }

  <T> Hidden<T> remember(String name, Hidden<T> hidden) {
    failures.put(name, new Failure(hidden.hindrance(), hidden.detail()));
    return hidden;
  }
}
