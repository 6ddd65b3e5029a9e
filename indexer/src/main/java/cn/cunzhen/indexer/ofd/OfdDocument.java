package cn.cunzhen.indexer.ofd;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document as it looks (GB/T 33190-2016): pages with their templates, annotations and stamps.
 *
 * <p>What a page refers to and is missing, or can't be read, is left out of it.
 */
public final class OfdDocument implements AutoCloseable {
  private static final int MOST_PAGES = 10_000;

  private final OfdPackage parts;
  private final List<Leaf> leaves = new ArrayList<>();

  /** One page, where it lies, and what belongs to the document around it. */
  private record Leaf(String id, String location, Rectangle2D box, Body body) {}

  /** One of the documents of a file. */
  private record Body(
      OfdResources resources,
      Map<String, String> templates,
      Map<String, String> annotations,
      List<OfdStamps.Stamp> stamps) {}

  private OfdDocument(OfdPackage parts) {
    this.parts = parts;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it is no OFD, or has no page
   */
  public static OfdDocument open(Path file) throws IOException {
    OfdDocument document = new OfdDocument(new OfdPackage(file));
    try {
      document.read();
      return document;
    } catch (IOException | RuntimeException e) {
      document.close();
      throw e;
    }
  }

  private void read() throws IOException {
    for (OfdElement body : element("OFD.xml").children("DocBody").toList()) {
      String root = OfdPackage.resolve("", body.textOf("DocRoot"));
      List<OfdStamps.Stamp> stamps = OfdStamps.of(parts, body.textOf("Signatures"));
      readBody(root, element(root), stamps);
    }
    if (leaves.isEmpty()) {
      throw new IOException("a document without pages");
    }
  }

  private void readBody(String root, OfdElement document, List<OfdStamps.Stamp> stamps)
      throws IOException {
    OfdResources resources = new OfdResources(parts);
    Map<String, String> templates = new HashMap<>();
    Rectangle2D.Double usual = new Rectangle2D.Double(0, 0, 210, 297);
    for (OfdElement common : document.children("CommonData").toList()) {
      for (OfdElement each : common.children()) {
        if (each.is("PublicRes") || each.is("DocumentRes")) {
          resources.add(OfdPackage.resolve(root, each.text().strip()));
        } else if (each.is("TemplatePage")) {
          templates.put(each.attribute("ID"), OfdPackage.resolve(root, each.attribute("BaseLoc")));
        } else if (each.is("PageArea")) {
          usual = box(each, usual);
        }
      }
    }
    Body body = new Body(resources, templates, annotations(root, document), stamps);
    List<OfdElement> pages =
        document.children("Pages").flatMap(all -> all.children("Page")).toList();
    for (OfdElement page : pages.subList(0, Math.min(pages.size(), MOST_PAGES))) {
      String location = OfdPackage.resolve(root, page.attribute("BaseLoc"));
      leaves.add(new Leaf(page.attribute("ID"), location, boxOf(location, usual), body));
    }
  }

  private Rectangle2D boxOf(String page, Rectangle2D.Double usual) throws IOException {
    Optional<OfdElement> area = found(page).flatMap(element -> element.child("Area"));
    return area.isPresent() ? box(area.get(), usual) : usual;
  }

  private static Rectangle2D.Double box(OfdElement area, Rectangle2D.Double otherwise) {
    Rectangle2D.Double box = Numbers.box(area.textOf("PhysicalBox"));
    return box.width > 0 && box.height > 0 ? box : otherwise;
  }

  private Map<String, String> annotations(String root, OfdElement document) throws IOException {
    Map<String, String> annotations = new HashMap<>();
    String location = document.textOf("Annotations");
    if (!location.isEmpty()) {
      String part = OfdPackage.resolve(root, location);
      found(part).stream()
          .flatMap(element -> element.children("Page"))
          .forEach(page ->
              annotations.put(
                  page.attribute("PageID"), OfdPackage.resolve(part, page.textOf("FileLoc"))));
    }
    return annotations;
  }

  private OfdElement element(String location) throws IOException {
    return found(location).orElseThrow(() -> new IOException("a part is missing"));
  }

  private Optional<OfdElement> found(String location) throws IOException {
    Optional<InputStream> part = parts.open(location);
    if (part.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = part.get()) {
      return Optional.of(OfdElement.read(in));
    }
  }

  /** The pages, in millimetres. */
  public List<Rectangle2D> boxes() {
    return leaves.stream().map(Leaf::box).toList();
  }

  /**
   * Draws a page.
   *
   * @param number from 1
   * @param graphics in which a unit is a millimetre, from the page's upper left corner
   * @param reader told of every character
   */
  public void draw(int number, Graphics2D graphics, OfdReader reader) throws IOException {
    Leaf leaf = leaves.get(number - 1);
    Optional<OfdElement> page = found(leaf.location);
    OfdPainter painter = new OfdPainter(graphics, leaf.body.resources, reader);
    AffineTransform origin =
        AffineTransform.getTranslateInstance(-leaf.box.getX(), -leaf.box.getY());
    if (page.isPresent()) {
      for (OfdElement resources : page.get().children("PageRes").toList()) {
        leaf.body.resources.add(OfdPackage.resolve(leaf.location, resources.text().strip()));
      }
      drawTemplates(page.get(), leaf.body, painter, origin, false);
      painter.content(page.get(), origin);
      drawTemplates(page.get(), leaf.body, painter, origin, true);
    }
    drawAnnotations(leaf, painter, origin);
    for (OfdStamps.Stamp stamp : leaf.body.stamps) {
      if (stamp.page().equals(leaf.id)) {
        stamp.draw(graphics, origin);
      }
    }
  }

  private void drawTemplates(
      OfdElement page, Body body, OfdPainter painter, AffineTransform origin, boolean above)
      throws IOException {
    Map<String, OfdElement> used = new LinkedHashMap<>();
    page.children("Template")
        .filter(template -> template.attribute("ZOrder").equals("Foreground") == above)
        .forEach(template -> used.putIfAbsent(template.attribute("TemplateID"), template));
    for (String id : used.keySet()) {
      Optional<OfdElement> template = found(body.templates.getOrDefault(id, ""));
      if (template.isPresent()) {
        painter.content(template.get(), origin);
      }
    }
  }

  private void drawAnnotations(Leaf leaf, OfdPainter painter, AffineTransform origin)
      throws IOException {
    String location = leaf.body.annotations.get(leaf.id);
    if (location == null) {
      return;
    }
    found(location).stream()
        .flatMap(all -> all.children("Annot"))
        .filter(annotation -> annotation.truth("Visible", true))
        .flatMap(annotation -> annotation.children("Appearance"))
        .forEach(appearance -> painter.block(appearance, origin));
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
