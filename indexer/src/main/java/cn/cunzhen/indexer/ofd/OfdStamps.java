package cn.cunzhen.indexer.ofd;

import cn.cunzhen.storage.Bytes;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/** The pictures of electronic seals that stand on pages (GB/T 33190, 18; GB/T 38540). */
final class OfdStamps {
  private static final int DEEPEST = 16;

  private OfdStamps() {}

  /** A seal's picture, its format in lower case. */
  private record Picture(String format, Bytes bytes) {
    boolean isOfd() {
      return format.contains("ofd");
    }
  }

  /** A seal's picture on a page. */
  record Stamp(String page, Rectangle2D place, Rectangle2D clip, Drawing drawing) {
    /** Draws it, where a unit is a millimetre. */
    void draw(Graphics2D graphics, AffineTransform origin) throws IOException {
      AffineTransform before = graphics.getTransform();
      Shape clipped = graphics.getClip();
      graphics.transform(origin);
      graphics.translate(place.getX(), place.getY());
      if (!clip.isEmpty()) {
        graphics.clip(clip);
      }
      drawing.draw(graphics, place.getWidth(), place.getHeight());
      graphics.setTransform(before);
      graphics.setClip(clipped);
    }
  }

  /** Draws a picture into a rectangle from 0, 0. */
  interface Drawing {
    void draw(Graphics2D graphics, double width, double height) throws IOException;
  }

  /** The stamps of a document; a signature that is missing or broken has none. */
  static List<Stamp> of(OfdPackage parts, String signatures) {
    List<Stamp> stamps = new ArrayList<>();
    try {
      String list = OfdPackage.resolve("", signatures);
      Optional<OfdElement> root = signatures.isEmpty() ? Optional.empty() : element(parts, list);
      if (root.isPresent()) {
        for (OfdElement signature : root.get().children("Signature").toList()) {
          add(parts, OfdPackage.resolve(list, signature.attribute("BaseLoc")), stamps);
        }
      }
    } catch (IOException e) {
      return stamps; // what was found until then
    }
    return stamps;
  }

  private static void add(OfdPackage parts, String location, List<Stamp> stamps)
      throws IOException {
    Optional<OfdElement> signature = element(parts, location);
    Optional<OfdElement> info = signature.flatMap(found -> found.child("SignedInfo"));
    if (info.isEmpty()) {
      return;
    }
    List<OfdElement> places = info.get().children("StampAnnot").toList();
    if (places.isEmpty()) {
      return;
    }
    String seal = info.get().child("Seal").map(found -> found.textOf("BaseLoc")).orElse("");
    String value = signature.get().textOf("SignedValue");
    Optional<Drawing> drawing =
        picture(parts, location, value)
            .or(() -> picture(parts, location, seal))
            .map(OfdStamps::drawing);
    if (drawing.isPresent()) {
      for (OfdElement place : places) {
        stamps.add(
            new Stamp(
                place.attribute("PageRef"),
                Numbers.box(place.attribute("Boundary")),
                Numbers.box(place.attribute("Clip")),
                drawing.get()));
      }
    }
  }

  private static Optional<OfdElement> element(OfdPackage parts, String location)
      throws IOException {
    Optional<InputStream> part = parts.open(location);
    if (part.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = part.get()) {
      return Optional.of(OfdElement.read(in));
    }
  }

  private static Optional<Picture> picture(OfdPackage parts, String from, String location) {
    if (location.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<InputStream> part = parts.open(OfdPackage.resolve(from, location));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream in = part.get()) {
        return find(ASN1Primitive.fromByteArray(in.readAllBytes()), 0);
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A seal's picture is its format, its bytes, its width and its height, wherever that stands. */
  private static Optional<Picture> find(ASN1Encodable encoded, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    if (encoded instanceof ASN1TaggedObject tagged && tagged.isExplicit()) {
      return find(tagged.getExplicitBaseObject(), depth + 1);
    }
    if (!(encoded instanceof ASN1Sequence sequence)) {
      return Optional.empty();
    }
    if (sequence.size() >= 4
        && sequence.getObjectAt(0) instanceof ASN1IA5String format
        && sequence.getObjectAt(1) instanceof ASN1OctetString bytes
        && sequence.getObjectAt(2) instanceof ASN1Integer) {
      String name = format.getString().toLowerCase(Locale.ROOT);
      return Optional.of(new Picture(name, Bytes.of(bytes.getOctets())));
    }
    for (ASN1Encodable each : sequence) {
      Optional<Picture> found = find(each, depth + 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Drawing drawing(Picture picture) {
    if (picture.isOfd()) {
      return (graphics, width, height) -> drawOfd(picture, graphics, width, height);
    }
    return (graphics, width, height) ->
        OfdResources.decode(picture.bytes.toArray())
            .ifPresent(image -> {
              graphics.scale(width, height);
              OfdPainter.draw(graphics, image);
            });
  }

  /** A seal may be drawn as a document of its own. */
  private static void drawOfd(Picture picture, Graphics2D graphics, double width, double height)
      throws IOException {
    Path file = Files.createTempFile("seal", ".ofd");
    try {
      Files.write(file, picture.bytes.toArray());
      try (OfdDocument seal = OfdDocument.open(file)) {
        Rectangle2D box = seal.boxes().getFirst();
        graphics.scale(width / box.getWidth(), height / box.getHeight());
        seal.draw(1, graphics, (character, place) -> {});
      }
    } finally {
      Files.delete(file);
    }
  }
}
