package cn.cunzhen.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node is told of its provider, and what is wrong with it. */
class OpenIdSettingsTest {
  private final Map<String, String> environment = new HashMap<>();

  @TempDir private Path folder;

  @BeforeEach
  void theLeast() throws IOException {
    environment.put("ARCHIVE_OIDC_ISSUER", "https://id.example/realms/hainan");
    environment.put("ARCHIVE_OIDC_CLIENT", "cunzhen");
    environment.put("ARCHIVE_OIDC_CLAIMS", file("claims.yaml", RealProvider.CLAIMS));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private OpenIdSettings settings() {
    return Objects.requireNonNull(Configuration.load(Optional.empty(), environment).openId());
  }

  private List<String> faults() {
    return catchThrowableOfType(
            ConfigurationException.class, () -> Configuration.load(Optional.empty(), environment))
        .faults();
  }

  @Test
  void withoutIssuerThereIsNone() {
    assertThat(Configuration.load(Optional.empty(), Map.of()).openId()).isNull();
  }

  @Test
  void theLeastWillDo() {
    OpenIdSettings settings = settings();

    assertThat(settings.audience()).isEqualTo("cunzhen");
    assertThat(settings.scope()).isEqualTo("openid");
    assertThat(settings.renewal()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.proof()).isEqualTo(new ClientProof.None());
  }

  @Test
  void noTextFormShowsASecret() throws Exception {
    environment.put("ARCHIVE_OIDC_CLIENT_SECRET_FILE", file("secret", "very-secret"));

    assertThat(settings().proof()).isEqualTo(new ClientProof.Secret("very-secret"));
    assertThat(Configuration.load(Optional.empty(), environment).toString())
        .doesNotContain("very-secret");
  }

  @Test
  void anIssuerIsReachedOverTlsOrOnThisMachine() {
    for (String good :
        new String[] {
          "https://id.example", "https://id.example:8443/", "http://localhost:8080/x"
        }) {
      environment.put("ARCHIVE_OIDC_ISSUER", good);
      assertThat(settings().issuer()).hasToString(good);
    }
    for (String wrong :
        new String[] {
          "http://id.example",
          "http://localhost.id.example",
          "https://id.example/?a=b",
          "https://id.example/#x",
          "https://somebody@id.example",
          "id.example",
        }) {
      environment.put("ARCHIVE_OIDC_ISSUER", wrong);
      assertThat(faults()).singleElement().asString().startsWith("oidc.issuer");
    }
  }

  @Test
  void everyFaultIsNamedAtOnce() throws Exception {
    environment.remove("ARCHIVE_OIDC_CLIENT");
    environment.put("ARCHIVE_OIDC_SCOPE", "profile");
    environment.put("ARCHIVE_OIDC_MINUTES", "31");
    environment.put(
        "ARCHIVE_OIDC_CLIENT_KEY_FILE", file("key", "{\"kty\": \"oct\", \"k\": \"AAAA\"}"));
    environment.put(
        "ARCHIVE_OIDC_CLAIMS", file("claims.yaml", "roles: [{claim: a, value: b, role: king}]"));

    assertThat(faults())
        .anyMatch(fault -> fault.startsWith("oidc.client (ARCHIVE_OIDC_CLIENT) "))
        .anyMatch(fault -> fault.startsWith("oidc.scope "))
        .anyMatch(fault -> fault.startsWith("oidc.minutes "))
        .anyMatch(fault -> fault.startsWith("oidc.client.key.file ") && !fault.contains("AAAA"))
        .anyMatch(fault -> fault.contains("claims.yaml /roles/0/role: "));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    environment.put("ARCHIVE_OIDC_CLIENT_SECRET_FILE", folder.resolve("none").toString());

    assertThat(faults()).anyMatch(fault -> fault.startsWith("oidc.client.secret.file "));
  }

  @Test
  void secretAndKeyAreNotBothTaken() throws Exception {
    environment.put("ARCHIVE_OIDC_CLIENT_SECRET_FILE", file("secret", "s"));
    environment.put("ARCHIVE_OIDC_CLIENT_KEY_FILE", file("key", "{}"));

    assertThat(faults()).singleElement().asString().startsWith("oidc.client.key.file ");
  }
}
