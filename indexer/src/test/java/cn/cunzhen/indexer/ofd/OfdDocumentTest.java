package cn.cunzhen.indexer.ofd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OfdDocumentTest {
  /** So many pixels in a millimetre. */
  private static final int SCALE = 10;

  private static final String SQUARE =
      "<ofd:AbbreviatedData>M 0 0 L 10 0 L 10 10 L 0 10 C</ofd:AbbreviatedData>";

  @TempDir private Path folder;

  @Test
  void aSurfaceIsFilledWhereItsBoundaryAndItsMatrixPutIt() throws Exception {
    BufferedImage page =
        drawn(
            SampleOfd.page(
                "<ofd:PathObject Boundary='20 10 30 30' CTM='2 0 0 1 0 0' Fill='true'"
                    + " Stroke='false'><ofd:FillColor Value='255 0 0'/>"
                    + SQUARE
                    + "</ofd:PathObject>"));

    assertThat(at(page, 21, 11)).isEqualTo(Color.RED);
    assertThat(at(page, 39, 19)).isEqualTo(Color.RED);
    assertThat(at(page, 41, 19)).isEqualTo(Color.WHITE);
    assertThat(at(page, 39, 21)).isEqualTo(Color.WHITE);
  }

  @Test
  void whatNoObjectSaysTheDrawingParametersSay() throws Exception {
    BufferedImage page =
        drawn(
            SampleOfd.page(
                "<ofd:PathObject Boundary='0 0 10 10' Fill='true' Stroke='false'>"
                    + SQUARE
                    + "</ofd:PathObject>"));

    assertThat(at(page, 5, 5)).isEqualTo(new Color(0, 128, 0));
  }

  @Test
  void imagesAnnotationsStampsAndTemplatesShow() throws Exception {
    String image = "<ofd:ImageObject Boundary='0 0 10 10' CTM='10 0 0 10 0 0' ResourceID='4'/>";
    BufferedImage page =
        drawn(
            SampleOfd.page(image)
                .template(image.replace("'0 0 10 10'", "'0 40 10 10'"))
                .annotation(image)
                .stamp(Color.RED));

    assertThat(at(page, 5, 5)).isEqualTo(Color.BLUE);
    assertThat(at(page, 5, 45)).isEqualTo(Color.BLUE);
    assertThat(at(page, 55, 30)).isEqualTo(Color.BLUE);
    assertThat(at(page, 85, 35)).isEqualTo(Color.RED);
    assertThat(at(page, 95, 35)).isEqualTo(Color.WHITE);
  }

  @Test
  void chineseShowsWithoutAFontOfItsOwnAndIsReadWhereItStands() throws Exception {
    SampleOfd file =
        SampleOfd.page(
            "<ofd:TextObject Boundary='20 10 60 12' Font='3' Size='10'>"
                + "<ofd:TextCode X='0' Y='9' DeltaX='g 2 10'>承诺书</ofd:TextCode></ofd:TextObject>");
    List<Integer> characters = new ArrayList<>();
    List<Rectangle2D> places = new ArrayList<>();
    BufferedImage page =
        drawn(
            file,
            (character, place) -> {
              characters.add(character);
              places.add(place);
            });

    assertThat(characters).containsExactlyElementsOf("承诺书".codePoints().boxed().toList());
    assertThat(places.get(1).getX()).isCloseTo(30, within(0.01));
    assertThat(places.get(1).getCenterY()).isBetween(12.0, 18.0);
    for (Rectangle2D place : places) {
      assertThat(dark(page, place)).as("%s", place).isGreaterThan(500);
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 5, true", "1, 1, false", "9, 1, false", "5, 0.2, true"})
  void anArcGoesTheWayItSays(double x, double y, boolean inside) throws Exception {
    BufferedImage page =
        drawn(
            SampleOfd.page(
                "<ofd:PathObject Boundary='0 0 10 10' Fill='true' Stroke='false'>"
                    + "<ofd:FillColor Value='0 0 0'/><ofd:AbbreviatedData>"
                    + "M 0 5 A 5 5 0 0 1 10 5 A 5 5 0 0 1 0 5 C</ofd:AbbreviatedData>"
                    + "</ofd:PathObject>"));

    assertThat(at(page, x, y)).isEqualTo(inside ? Color.BLACK : Color.WHITE);
  }

  @Test
  void whatIsMissingOrBrokenIsLeftOut() throws Exception {
    BufferedImage page =
        drawn(
            SampleOfd.page(
                "<ofd:ImageObject Boundary='0 0 10 10' CTM='10 0 0 10 0 0' ResourceID='77'/>"
                    + "<ofd:TextObject Boundary='x' Font='99' Size='?'><ofd:TextCode X='a'>字"
                    + "</ofd:TextCode></ofd:TextObject>"
                    + "<ofd:PathObject Boundary='20 10 10 10' Fill='true' Stroke='false'>"
                    + SQUARE
                    + "</ofd:PathObject>"));

    assertThat(at(page, 25, 15)).isEqualTo(new Color(0, 128, 0));
  }

  @Test
  void whatIsNoOfdIsRefused() throws Exception {
    Path file = Files.write(folder.resolve("none.ofd"), "no".getBytes(UTF_8));

    assertThatThrownBy(() -> OfdDocument.open(file)).isInstanceOf(IOException.class);
  }

  private BufferedImage drawn(SampleOfd file) throws IOException {
    return drawn(file, (character, place) -> {});
  }

  private BufferedImage drawn(SampleOfd file, OfdReader reader) throws IOException {
    Path path = Files.write(folder.resolve("a.ofd"), file.bytes());
    try (OfdDocument document = OfdDocument.open(path)) {
      Rectangle2D box = document.boxes().getFirst();
      BufferedImage image =
          new BufferedImage(
              (int) (box.getWidth() * SCALE),
              (int) (box.getHeight() * SCALE),
              BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(SCALE, SCALE);
      document.draw(1, graphics, reader);
      graphics.dispose();
      return image;
    }
  }

  private static Color at(BufferedImage page, double x, double y) {
    return new Color(page.getRGB((int) (x * SCALE), (int) (y * SCALE)));
  }

  private static int dark(BufferedImage page, Rectangle2D place) {
    int count = 0;
    for (int y = (int) (place.getY() * SCALE); y < place.getMaxY() * SCALE; y++) {
      for (int x = (int) (place.getX() * SCALE); x < place.getMaxX() * SCALE; x++) {
        count += new Color(page.getRGB(x, y)).getRed() < 100 ? 1 : 0;
      }
    }
    return count;
  }
}
