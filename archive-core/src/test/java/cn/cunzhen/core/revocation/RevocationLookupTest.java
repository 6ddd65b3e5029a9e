package cn.cunzhen.core.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.cunzhen.core.revocation.RevocationLookup.Miss;
import cn.cunzhen.core.revocation.RevocationLookup.Outcome;
import cn.cunzhen.core.revocation.RevocationLookup.Why;
import cn.cunzhen.core.seal.OpenSslAuthority;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL issues the lists and gives the answers. */
class RevocationLookupTest {
  private static final String LIST = "crlDistributionPoints = URI:http://list.example/ca.crl";
  private static final String ANSWERER = "authorityInfoAccess = OCSP;URI:http://ask.example/";

  @TempDir private Path folder;

  private final List<String> asked = new ArrayList<>();

  @Test
  void theListOfTheIssuerIsFound() throws Exception {
    OpenSslAuthority authority = authority("own", LIST);

    RevocationData found = found(look(authority, source(authority)));

    assertThat(found).isInstanceOf(RevocationList.class);
    assertThat(found.revocation(authority.certificate())).isEmpty();
    assertThat(asked).containsExactly("list http://list.example/ca.crl");
  }

  @Test
  void aRevokedCertificateIsFoundToBe() throws Exception {
    OpenSslAuthority authority = authority("own", LIST + "\n" + ANSWERER);
    authority.revoke();

    RevocationData list = found(look(authority, source(authority)));
    StatusAnswer answer =
        StatusAnswer.parse(
            authority.status(StatusAnswer.question(authority.certificate(), authority.root())));

    for (RevocationData data : List.of(list, answer)) {
      assertThat(data.fault(authority.certificate(), authority.root())).isEmpty();
      assertThat(data.revocation(authority.certificate()))
          .get()
          .extracting(Revocation::reason)
          .isEqualTo(RevocationReason.KEY_COMPROMISE);
    }
  }

  @Test
  void whereTheListCanNotBeHadTheAnswererIsAsked() throws Exception {
    OpenSslAuthority authority = authority("own", LIST + "\n" + ANSWERER);

    RevocationData found = found(look(authority, new Source(authority, true, false)));

    assertThat(found).isInstanceOf(StatusAnswer.class);
    assertThat(asked)
        .containsExactly("list http://list.example/ca.crl", "answer http://ask.example/");
  }

  @Test
  void eachPlaceThatGivesNothingIsNamedWithItsReason() throws Exception {
    OpenSslAuthority authority = authority("own", LIST + "\n" + ANSWERER);

    Outcome outcome = look(authority, new Source(authority, true, true));

    assertThat(misses(outcome))
        .extracting(Miss::at, Miss::why)
        .containsExactly(
            tuple(URI.create("http://list.example/ca.crl"), Why.UNREACHABLE),
            tuple(URI.create("http://ask.example/"), Why.UNREACHABLE));
  }

  @Test
  void theListOfAnotherIssuerDoesNotCount() throws Exception {
    OpenSslAuthority authority = authority("own", LIST);
    OpenSslAuthority other = authority("other", LIST);

    assertThat(misses(look(authority, source(other))))
        .extracting(Miss::detail)
        .containsExactly("issuer");
  }

  @Test
  void theAnswerOfAnotherIssuerDoesNotCount() throws Exception {
    OpenSslAuthority authority = authority("own", ANSWERER);
    OpenSslAuthority other = authority("other", ANSWERER);
    StatusAnswer others =
        StatusAnswer.parse(other.status(StatusAnswer.question(other.certificate(), other.root())));

    assertThat(others.fault(authority.certificate(), authority.root()))
        .contains(RevocationFault.SCOPE);
    assertThat(others.fault(other.certificate(), other.root())).isEmpty();
  }

  @Test
  void aStaleListDoesNotCount() throws Exception {
    OpenSslAuthority authority = authority("own", LIST);
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));

    RevocationLookup lookup = new RevocationLookup(none(), source(authority), later);

    assertThat(misses(lookup.of(authority.certificate(), authority.root())))
        .extracting(Miss::detail)
        .containsExactly("stale");
  }

  @Test
  void aCertificateThatNamesOnlyFilesAndDirectoriesNamesNoPlace() throws Exception {
    OpenSslAuthority authority =
        authority(
            "own",
            "crlDistributionPoints = URI:file:///etc/passwd,URI:ldap://dir.example/cn=x\n"
                + "authorityInfoAccess = OCSP;URI:ftp://ask.example/");

    assertThat(misses(look(authority, source(authority))))
        .extracting(Miss::why)
        .containsExactly(Why.NO_PLACE);
    assertThat(asked).isEmpty();
  }

  @Test
  void whatIsNoListIsRefused() throws Exception {
    OpenSslAuthority authority = authority("own", LIST);
    RevocationSource page =
        new Source(authority, false, false) {
          @Override
          public Bytes list(URI at) {
            return Bytes.utf8("<html>not found</html>");
          }
        };

    assertThat(misses(look(authority, page))).extracting(Miss::why).containsExactly(Why.MALFORMED);
  }

  @Test
  void aListIsAskedForOnce() throws Exception {
    OpenSslAuthority authority = authority("own", LIST);
    RevocationLookup lookup = new RevocationLookup(none(), source(authority), Clock.systemUTC());

    Outcome _ = lookup.of(authority.certificate(), authority.root());
    Outcome _ = lookup.of(authority.certificate(), authority.root());

    assertThat(asked).hasSize(1);
  }

  @Test
  void onlyWhatIsOneAnswerInDerIsRead() throws Exception {
    OpenSslAuthority authority = authority("own", ANSWERER);
    byte[] answer =
        authority
            .status(StatusAnswer.question(authority.certificate(), authority.root()))
            .toArray();

    for (int i = 0; i < answer.length; i++) {
      byte[] shorter = Arrays.copyOf(answer, i);
      assertThatThrownBy(() -> StatusAnswer.parse(Bytes.of(shorter)))
          .as("cut at %d", i)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Outcome look(OpenSslAuthority authority, RevocationSource source) throws Exception {
    return new RevocationLookup(none(), source, Clock.systemUTC())
        .of(authority.certificate(), authority.root());
  }

  private static RevocationData found(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Found.class);
    return ((Outcome.Found) outcome).data();
  }

  private static List<Miss> misses(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Missed.class);
    return ((Outcome.Missed) outcome).misses();
  }

  private static OwnLists none() {
    Clock clock = Clock.systemUTC();
    return new OwnLists(new MemoryStore(clock).heads(), List.of(), ListMemory.NONE, clock);
  }

  private OpenSslAuthority authority(String name, String extensions) throws IOException {
    return OpenSslAuthority.in(Files.createDirectory(folder.resolve(name)), extensions);
  }

  private Source source(OpenSslAuthority authority) {
    return new Source(authority, false, false);
  }

  /** An authority whose list, or answers, can't be had perhaps. */
  private class Source implements RevocationSource {
    private final OpenSslAuthority authority;
    private final boolean noList;
    private final boolean noAnswer;

    Source(OpenSslAuthority authority, boolean noList, boolean noAnswer) {
      this.authority = authority;
      this.noList = noList;
      this.noAnswer = noAnswer;
    }

    @Override
    public Bytes list(URI at) throws IOException {
      asked.add("list " + at);
      if (noList) {
        throw new IOException("status 503");
      }
      return authority.list();
    }

    @Override
    public Bytes answer(URI at, Bytes question) throws IOException {
      asked.add("answer " + at);
      if (noAnswer) {
        throw new IOException("status 503");
      }
      return authority.status(question);
    }
  }
}
