package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** A store on an S3 server. */
public final class S3Store implements Store {
  private static final Duration LONG_GIVEN_UP = Duration.ofDays(1);

  private final S3Settings settings;
  private final Clients clients;
  private final Objects objects;
  private final Heads heads;

  private S3Store(S3Settings settings, Clients clients, Objects objects, Heads heads) {
    this.settings = settings;
    this.clients = clients;
    this.objects = objects;
    this.heads = heads;
  }

  /**
   * Opens the store once the server has shown that it does what the store promises.
   *
   * <p>What it shows is tried on objects and heads under {@code probe/}, which are removed again.
   *
   * @throws StorageException.Unfit if a bucket is missing, or the server lacks what a promise rests
   *     on; the message says all of it
   * @throws StorageException if the server can't be reached
   */
  public static S3Store open(S3Settings settings) {
    Clients clients = Clients.of(settings);
    try {
      return open(settings, clients);
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  private static S3Store open(S3Settings settings, Clients clients) {
    RandomGenerator random = new SecureRandom();
    Attempts attempts = new Attempts(settings.patience().total(), random);
    Bucket bucket = new Bucket(clients, settings.bucket());
    Bucket small = new Bucket(clients, settings.heads());
    BucketState state = examine(settings, new Buckets(bucket, small, attempts));
    Objects objects = new S3Objects(bucket, attempts, state);
    Heads heads = new S3Heads(small, attempts);
    Clock clock = Clock.systemUTC();
    new Probe(objects, heads, clock, random).run();
    Upload.sweep(bucket, attempts, clock.instant().minus(LONG_GIVEN_UP));
    return new S3Store(settings, clients, objects, heads);
  }

  private static BucketState examine(S3Settings settings, Buckets buckets) {
    try {
      if (settings.create()) {
        buckets.create();
      }
      return buckets.examine();
    } catch (Failure failure) {
      throw failure.reading("can't use " + settings.location());
    }
  }

  @Override
  public Objects objects() {
    return objects;
  }

  @Override
  public Heads heads() {
    return heads;
  }

  @Override
  public String describe() {
    return settings.location();
  }

  @Override
  public void close() {
    clients.close();
  }
}
