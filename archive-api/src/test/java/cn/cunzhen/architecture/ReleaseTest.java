package cn.cunzhen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the bill of materials of a release against the folder that it lies in. */
@Tag("release")
class ReleaseTest {
  private static final Path RELEASE = Path.of("target/archive");

  @Test
  void theBillNamesEveryJarThatShipsByVersionAndDigestAndNoOther() throws Exception {
    assertThat(named()).isEqualTo(shipped());
  }

  @Test
  void theProgramLoadsTheJarsThatTheBillNames() throws IOException {
    try (JarFile program = new JarFile(RELEASE.resolve("archive.jar").toFile())) {
      String path = program.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);

      assertThat(path.split(" "))
          .containsExactlyInAnyOrderElementsOf(
              named().keySet().stream().map(name -> "lib/" + name).toList());
    }
  }

  @Test
  void theBillNamesALicenceOfEachPart() throws IOException {
    for (JsonNode component : bill().get("components")) {
      assertThat(component.findPath("licenses")).as(component.get("purl").asText()).isNotEmpty();
    }
  }

  @Test
  void theBillIsTheSameWheneverItIsMade() throws IOException {
    JsonNode bill = bill();

    assertThat(bill.at("/metadata/timestamp").isMissingNode()).isTrue();
    String serial = bill.get("serialNumber").asText().replace("urn:uuid:", "");
    assertThat(UUID.fromString(serial).version()).as("3: made from the content").isEqualTo(3);
  }

  private static JsonNode bill() throws IOException {
    return new ObjectMapper().readTree(RELEASE.resolve("bom.json").toFile());
  }

  /** File names with SHA-256. */
  private static Map<String, String> named() throws IOException {
    Map<String, String> named = new TreeMap<>();
    for (JsonNode component : bill().get("components")) {
      String digest = "";
      for (JsonNode hash : component.path("hashes")) {
        if (hash.get("alg").asText().equals("SHA-256")) {
          digest = hash.get("content").asText();
        }
      }
      named.put(
          component.get("name").asText() + "-" + component.get("version").asText() + ".jar",
          digest);
    }
    return named;
  }

  private static Map<String, String> shipped() throws IOException, NoSuchAlgorithmException {
    Map<String, String> shipped = new TreeMap<>();
    try (Stream<Path> jars = Files.list(RELEASE.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        shipped.put(jar.getFileName().toString(), HexFormat.of().formatHex(digest));
      }
    }
    assertThat(shipped).hasSizeGreaterThan(100);
    return shipped;
  }
}
