package cn.cunzhen.api.ingest;

import cn.cunzhen.api.client.RefusedException;
import cn.cunzhen.api.client.RemoteArchive;
import cn.cunzhen.api.client.Reply;
import cn.cunzhen.api.ingest.Candidate.Read.Unfit;
import cn.cunzhen.api.ingest.Candidate.Read.Whole;
import cn.cunzhen.api.ingest.IngestEnd.GaveUp;
import cn.cunzhen.api.ingest.IngestEnd.GaveUp.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands transactions in, several at once.
 *
 * <p>What has no answer is sent again, which changes nothing where it had arrived; after half a
 * minute the run is given up. Killed at any instant, a further run goes on where this one was.
 */
public final class Ingest {
  /** Before each attempt; half a minute in all. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ZERO,
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          Duration.ofSeconds(15));

  /** An archive that is starting, going down, or unsure: another attempt may succeed. */
  private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);

  /** No other transaction would fare better: no session, no such call, no room. */
  private static final Set<Integer> SHUT_OUT = Set.of(401, 404, 405, 507);

  private final RemoteArchive archive;
  private final Journal journal;
  private final int atOnce;
  private final Consumer<IngestEvent> listener;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicReference<@Nullable IngestEnd> end = new AtomicReference<>();

  /**
   * @param listener told what became of each transaction, by several threads
   */
  public Ingest(
      RemoteArchive archive, Journal journal, int atOnce, Consumer<IngestEvent> listener) {
    this.archive = archive;
    this.journal = journal;
    this.atOnce = atOnce;
    this.listener = listener;
  }

  /** Hands these transactions in. */
  public IngestEnd run(List<Candidate> candidates) throws InterruptedException {
    Iterator<Candidate> rest = candidates.iterator();
    List<Future<?>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      for (int i = 0; i < atOnce; i++) {
        workers.add(threads.submit(() -> work(rest)));
      }
    }
    for (Future<?> worker : workers) {
      await(worker);
    }
    IngestEnd reached = end.get();
    return reached == null ? new IngestEnd.Complete() : reached;
  }

  private static void await(Future<?> worker) throws InterruptedException {
    try {
      worker.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("handing in failed", e.getCause());
    }
  }

  /** Begins nothing more; {@link #run} returns when what is under way has ended. */
  public void stop() {
    end(new IngestEnd.Stopped());
  }

  private void end(IngestEnd how) {
    end.compareAndSet(null, how);
    stopping.countDown();
  }

  private void work(Iterator<Candidate> rest) {
    try {
      for (Candidate each = next(rest); each != null; each = next(rest)) {
        ingest(each);
      }
    } catch (InterruptedException e) {
      stop();
    }
  }

  private @Nullable Candidate next(Iterator<Candidate> rest) {
    synchronized (rest) {
      return stopping.getCount() > 0 && rest.hasNext() ? rest.next() : null;
    }
  }

  private void ingest(Candidate candidate) throws InterruptedException {
    switch (read(candidate)) {
      case Unfit unfit -> listener.accept(new IngestEvent.Unfit(candidate.place(), unfit.faults()));
      case Whole whole -> {
        if (journal.holds(whole.fingerprint())) {
          listener.accept(new IngestEvent.Known(candidate.place()));
        } else {
          send(candidate.place(), whole);
        }
      }
    }
  }

  private static Candidate.Read read(Candidate candidate) {
    try {
      return candidate.read();
    } catch (IOException | UncheckedIOException e) {
      return new Unfit(List.of(new IngestFault(IngestFault.Kind.UNREADABLE, candidate.place())));
    }
  }

  private void send(String place, Whole transaction) throws InterruptedException {
    String why = "";
    for (Duration pause : PAUSES) {
      if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      try {
        Reply reply = archive.submit(transaction.form());
        if (!(reply instanceof Reply.Refused refused) || !PASSING.contains(refused.status())) {
          settle(place, transaction, reply);
          return;
        }
        why = refused.says();
      } catch (RefusedException e) {
        end(new GaveUp(Reason.SHUT_OUT, e.refused().says()));
        return;
      } catch (IOException e) {
        why = e.toString();
      }
    }
    end(new GaveUp(Reason.UNREACHABLE, why));
  }

  private void settle(String place, Whole transaction, Reply reply) {
    switch (reply) {
      case Reply.Refused refused when SHUT_OUT.contains(refused.status()) ->
          end(new GaveUp(Reason.SHUT_OUT, refused.says()));
      case Reply.Refused refused -> listener.accept(new IngestEvent.Refused(place, refused));
      case Reply.Done done -> keep(place, transaction, done);
    }
  }

  private void keep(String place, Whole transaction, Reply.Done done) {
    try {
      journal.add(place, transaction.fingerprint(), done.body());
    } catch (IOException e) {
      end(new GaveUp(Reason.JOURNAL, e.toString()));
      return;
    }
    listener.accept(
        done.status() == 201 ? new IngestEvent.Archived(place) : new IngestEvent.Repeated(place));
  }
}
