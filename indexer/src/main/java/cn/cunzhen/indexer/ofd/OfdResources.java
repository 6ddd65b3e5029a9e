package cn.cunzhen.indexer.ofd;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** What pages refer to by number: fonts, images, drawing parameters, composed graphics. */
final class OfdResources {
  private static final int MOST_PIXELS = 40_000_000;

  private final OfdPackage parts;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Optional<Glyphs>> fonts = new HashMap<>();
  private final Map<String, Optional<BufferedImage>> images = new HashMap<>();

  /**
   * An element that has a number.
   *
   * @param base what locations within it stand beneath, ending with a slash
   */
  record Entry(OfdElement element, String base) {}

  OfdResources(OfdPackage parts) {
    this.parts = parts;
  }

  /** Adds what a part of resources names; a part that is missing or broken has none. */
  void add(String location) throws IOException {
    Optional<InputStream> part = parts.open(location);
    if (part.isEmpty()) {
      return;
    }
    try (InputStream in = part.get()) {
      OfdElement root = OfdElement.read(in);
      String base = OfdPackage.resolve(location, root.attribute("BaseLoc") + "/") + "/";
      for (OfdElement group : root.children()) {
        for (OfdElement each : group.children()) {
          entries.put(each.attribute("ID"), new Entry(each, base));
        }
      }
    }
  }

  /** The element of that number and kind. */
  Optional<OfdElement> find(String id, String kind) {
    return Optional.ofNullable(entries.get(id))
        .map(Entry::element)
        .filter(element -> element.is(kind));
  }

  /** The font of that number: its own, or what the machine or the archive has in its place. */
  OfdFont font(String id) {
    Optional<OfdElement> element = find(id, "Font");
    String name = element.map(found -> found.attribute("FontName")).orElse("");
    boolean bold = element.map(found -> found.truth("Bold", false)).orElse(false);
    boolean italic = element.map(found -> found.truth("Italic", false)).orElse(false);
    Optional<Glyphs> own = fonts.computeIfAbsent(id, this::embedded);
    return own.isPresent()
        ? new OfdFont(own.get(), true, false, false)
        : new OfdFont(
            fonts
                .computeIfAbsent("name " + name, key -> Glyphs.ofMachine(name))
                .orElseGet(Glyphs::shipped),
            false,
            bold || name.contains("Bold"),
            italic);
  }

  private Optional<Glyphs> embedded(String id) {
    return Optional.ofNullable(entries.get(id))
        .filter(entry -> entry.element().is("Font"))
        .flatMap(entry -> bytes(entry, entry.element().textOf("FontFile")))
        .flatMap(Glyphs::embedded);
  }

  /** The image of that number; empty where there is none that can be read. */
  Optional<BufferedImage> image(String id) {
    return images.computeIfAbsent(
        id,
        number ->
            Optional.ofNullable(entries.get(number))
                .filter(entry -> entry.element().is("MultiMedia"))
                .flatMap(entry -> bytes(entry, entry.element().textOf("MediaFile")))
                .flatMap(OfdResources::decode));
  }

  static Optional<BufferedImage> decode(byte[] file) {
    try (var in = ImageIO.createImageInputStream(new java.io.ByteArrayInputStream(file))) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      var reader = readers.next();
      reader.setInput(in);
      boolean small = (long) reader.getWidth(0) * reader.getHeight(0) <= MOST_PIXELS;
      @Nullable BufferedImage image = small ? reader.read(0) : null;
      reader.dispose();
      return Optional.ofNullable(image);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> bytes(Entry entry, String location) {
    if (location.isEmpty()) {
      return Optional.empty();
    }
    for (String at : new String[] {OfdPackage.resolve(entry.base(), location), location}) {
      try {
        Optional<InputStream> part = parts.open(at);
        if (part.isPresent()) {
          try (InputStream in = part.get()) {
            return Optional.of(in.readAllBytes());
          }
        }
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
