package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import io.minio.messages.Contents;
import io.minio.messages.ListBucketResultV2;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists a bucket page by page, each fetched when it is reached. */
final class Listing {
  private final Bucket bucket;
  private final Attempts attempts;
  private final String prefix;

  private Listing(Bucket bucket, Attempts attempts, String prefix) {
    this.bucket = bucket;
    this.attempts = attempts;
    this.prefix = prefix;
  }

  /** All objects whose key starts with the prefix; what is not ours by its name is left out. */
  static Stream<ObjectInfo> of(Bucket bucket, Attempts attempts, String prefix) {
    Listing listing = new Listing(bucket, attempts, prefix);
    return Stream.iterate(listing.after(null), Objects::nonNull, listing::next)
        .flatMap(page -> page.contents().stream())
        .filter(found -> ObjectKey.isOne(found.objectName()))
        .map(Listing::info);
  }

  private @Nullable ListBucketResultV2 next(ListBucketResultV2 page) {
    List<Contents> contents = page.contents();
    return page.isTruncated() && !contents.isEmpty()
        ? after(contents.getLast().objectName())
        : null;
  }

  private ListBucketResultV2 after(@Nullable String key) {
    try {
      return attempts.repeat(() -> bucket.list(prefix, key));
    } catch (Failure failure) {
      throw failure.reading("can't list " + prefix);
    }
  }

  /** To the second, as a single object's date is told. */
  private static ObjectInfo info(Contents found) {
    return new ObjectInfo(
        ObjectKey.of(found.objectName()),
        found.size(),
        found.lastModified().toInstant().truncatedTo(ChronoUnit.SECONDS));
  }
}
