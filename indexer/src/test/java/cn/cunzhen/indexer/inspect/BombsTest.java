package cn.cunzhen.indexer.inspect;

import static cn.cunzhen.core.intake.FileInspection.Finding.ARCHIVE_BOMB;
import static cn.cunzhen.indexer.inspect.Inspecting.lastIndexOf;
import static cn.cunzhen.indexer.inspect.Inspecting.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.intake.FileInspection.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class BombsTest {
  private static final int LIMIT = 4 << 20;

  private final ByteInspection inspection =
      new ByteInspection(new InspectionLimits(16 << 20, 1 << 20, 100, LIMIT, 1_000));

  @Test
  void anArchiveThatUnpacksToFarTooMuchIsABomb() throws IOException {
    byte[] bomb = Zip.zip().with("0", new byte[LIMIT + 1]).bytes();
    byte[] noBomb = Zip.zip().with("0", new byte[LIMIT]).bytes();

    assertThat(findings("a.zip", bomb)).containsExactly(ARCHIVE_BOMB);
    assertThat(findings("a.zip", noBomb)).isEmpty();
  }

  @Test
  void aBombInsideOtherArchivesIsABomb() throws IOException {
    byte[] inner = Zip.zip().with("0", new byte[LIMIT / 4]).bytes();
    Zip middle = Zip.zip();
    for (int i = 0; i < 5; i++) {
      middle.with(i + ".zip", inner);
    }

    byte[] outer = Zip.zip().with("a.zip", middle.bytes()).bytes();

    assertThat(findings("a.zip", outer)).containsExactly(ARCHIVE_BOMB);
  }

  @Test
  void anArchiveInsideFourOthersIsABomb() throws IOException {
    byte[] content = Zip.of("说明.txt").bytes();
    for (int i = 0; i < 3; i++) {
      content = Zip.zip().with("a.zip", content).bytes();
    }
    assertThat(findings("a.zip", content)).isEmpty();

    byte[] deeper = Zip.zip().with("a.zip", content).bytes();

    assertThat(findings("a.zip", deeper)).containsExactly(ARCHIVE_BOMB);
  }

  @Test
  void entriesThatShareTheirBytesAreABomb() throws IOException {
    byte[] noise = new byte[10_000];
    new Random(1).nextBytes(noise);
    byte[] content = Zip.zip().stored("a", noise).stored("b", noise).bytes();
    int last = lastIndexOf(content, 0x02014b50);
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(last + 20, 20_000);

    assertThat(findings("a.zip", content)).contains(ARCHIVE_BOMB);
  }

  @Test
  void tooManyEntriesAreABomb() throws IOException {
    Zip zip = Zip.zip();
    for (int i = 0; i <= 100; i++) {
      zip.with(Integer.toString(i), "");
    }

    assertThat(findings("a.zip", zip.bytes())).containsExactly(ARCHIVE_BOMB);
  }

  @Test
  void entitiesThatMultiplyAreABomb() throws IOException {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e0 \"哈哈\">");
    for (int i = 1; i < 10; i++) {
      xml.append("<!ENTITY e").append(i).append(" \"");
      xml.append(("&e" + (i - 1) + ";").repeat(10)).append("\">");
    }
    xml.append("]><a>&e9;</a>");

    assertThat(findings("a.xml", utf8(xml.toString()))).containsExactly(ARCHIVE_BOMB);
  }

  @Test
  void aGzipThatStatesFarTooMuchIsABomb() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(new byte[LIMIT + 1]);
    }

    assertThat(findings("a.gz", out.toByteArray())).containsExactly(ARCHIVE_BOMB);
  }

  private List<Finding> findings(String name, byte[] content) throws IOException {
    return inspection.inspect(name, new MemoryView(content)).findings();
  }
}
