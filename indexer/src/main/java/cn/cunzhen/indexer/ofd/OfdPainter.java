package cn.cunzhen.indexer.ofd;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Draws the objects of a page, one over the other. */
final class OfdPainter {
  private static final List<String> LAYERS = List.of("Background", "Body", "Foreground");
  private static final int DEEPEST = 16;
  private static final double LINE = 0.353;

  private final Graphics2D graphics;
  private final AffineTransform paper;
  private final OfdResources resources;
  private final OfdReader reader;
  private int depth;

  OfdPainter(Graphics2D graphics, OfdResources resources, OfdReader reader) {
    this.graphics = graphics;
    this.paper = graphics.getTransform();
    this.resources = resources;
    this.reader = reader;
  }

  /** Draws what a page or a template holds. */
  void content(OfdElement page, AffineTransform at) {
    page.children("Content")
        .flatMap(content -> content.children("Layer"))
        .sorted(Comparator.comparingInt(OfdPainter::order))
        .forEach(layer -> objects(layer, at, OfdStyle.of(layer, null, resources)));
  }

  private static int order(OfdElement layer) {
    int order = LAYERS.indexOf(layer.attribute("Type"));
    return order < 0 ? 1 : order;
  }

  /** Draws a block that has a place of its own. */
  void block(OfdElement block, AffineTransform at) {
    objects(block, placed(block, at), OfdStyle.of(block, null, resources));
  }

  private void objects(OfdElement block, AffineTransform at, OfdStyle outer) {
    if (depth == DEEPEST) {
      return;
    }
    depth++;
    for (OfdElement object : block.children()) {
      switch (Kind.of(object)) {
        case BLOCK -> objects(object, at, outer);
        case TEXT, PATH, IMAGE, COMPOSITE -> object(object, at, outer);
        case OTHER -> {
          // nothing to be seen
        }
      }
    }
    depth--;
  }

  private enum Kind {
    BLOCK,
    TEXT,
    PATH,
    IMAGE,
    COMPOSITE,
    OTHER;

    static Kind of(OfdElement element) {
      return switch (element.name()) {
        case "TextObject" -> TEXT;
        case "PathObject" -> PATH;
        case "ImageObject" -> IMAGE;
        case "CompositeObject" -> COMPOSITE;
        case "PageBlock", "Content" -> BLOCK;
        default -> OTHER;
      };
    }
  }

  private void object(OfdElement object, AffineTransform outer, OfdStyle around) {
    if (!object.truth("Visible", true)) {
      return;
    }
    AffineTransform boundary = placed(object, outer);
    AffineTransform at = new AffineTransform(boundary);
    at.concatenate(Numbers.matrix(object.attribute("CTM")));
    Shape clip = graphics.getClip();
    Composite composite = graphics.getComposite();
    clip(object, boundary, at);
    fade(object);
    OfdStyle style = OfdStyle.of(object, around, resources);
    switch (Kind.of(object)) {
      case TEXT -> text(object, at, style);
      case PATH -> path(object, at, style);
      case IMAGE -> image(object, at);
      case COMPOSITE ->
          resources
              .find(object.attribute("ResourceID"), "CompositeGraphicUnit")
              .ifPresent(unit -> objects(unit, at, style));
      case BLOCK, OTHER -> throw new IllegalArgumentException("no object");
    }
    graphics.setTransform(paper);
    graphics.setClip(clip);
    graphics.setComposite(composite);
  }

  private static AffineTransform placed(OfdElement object, AffineTransform outer) {
    Rectangle2D.Double boundary = Numbers.box(object.attribute("Boundary"));
    AffineTransform at = new AffineTransform(outer);
    at.translate(boundary.x, boundary.y);
    return at;
  }

  private void fade(OfdElement object) {
    double alpha = object.number("Alpha", 255) / 255;
    if (alpha < 1) {
      float before = graphics.getComposite() instanceof AlphaComposite c ? c.getAlpha() : 1;
      graphics.setComposite(
          AlphaComposite.SrcOver.derive((float) Math.clamp(alpha * before, 0, 1)));
    }
  }

  /** Lets units be what they are at that place. */
  private void go(AffineTransform at) {
    graphics.setTransform(paper);
    graphics.transform(at);
  }

  private void clip(OfdElement object, AffineTransform boundary, AffineTransform at) {
    for (OfdElement clips : object.children("Clips").toList()) {
      go(clips.truth("TransFlag", true) ? at : boundary);
      for (OfdElement clip : clips.children("Clip").toList()) {
        Area area = new Area();
        clip.children("Area").forEach(part -> area.add(area(part)));
        graphics.clip(area);
      }
    }
  }

  private static Area area(OfdElement part) {
    AffineTransform at = Numbers.matrix(part.attribute("CTM"));
    Area area = new Area();
    part.children("Path")
        .forEach(path -> {
          AffineTransform place = placed(path, at);
          place.concatenate(Numbers.matrix(path.attribute("CTM")));
          area.add(new Area(place.createTransformedShape(outline(path))));
        });
    return area;
  }

  private static Path2D outline(OfdElement path) {
    boolean evenOdd = path.attribute("Rule").equals("Even-Odd");
    return Outline.of(path.child("AbbreviatedData").map(OfdElement::text).orElse(""), evenOdd);
  }

  private void path(OfdElement object, AffineTransform at, OfdStyle style) {
    go(at);
    Path2D path = outline(object);
    if (object.truth("Fill", false)) {
      fill(path, style.fill(), at);
    }
    if (object.truth("Stroke", true)) {
      style
          .stroke()
          .paint()
          .ifPresent(paint -> {
            graphics.setPaint(paint);
            graphics.setStroke(style.line(LINE));
            graphics.draw(path);
          });
    }
  }

  private void fill(Shape shape, OfdColour colour, AffineTransform at) {
    Optional<OfdElement> pattern = colour.pattern();
    if (pattern.isPresent()) {
      pattern(pattern.get(), shape, at);
      return;
    }
    colour
        .paint()
        .ifPresent(paint -> {
          graphics.setPaint(paint);
          graphics.fill(shape);
        });
  }

  /** Draws a cell again and again wherever the shape is (8.3.3). */
  private void pattern(OfdElement pattern, Shape shape, AffineTransform at) {
    double across = Math.max(0.1, pattern.number("XStep", pattern.number("Width", 0)));
    double down = Math.max(0.1, pattern.number("YStep", pattern.number("Height", 0)));
    Rectangle2D bounds = shape.getBounds2D();
    int columns = (int) Math.min(100, Math.ceil(bounds.getWidth() / across));
    int rows = (int) Math.min(100, Math.ceil(bounds.getHeight() / down));
    Shape clip = graphics.getClip();
    graphics.clip(shape);
    Shape inner = graphics.getClip();
    for (OfdElement cell : pattern.children("CellContent").toList()) {
      for (int i = 0; i < columns * rows; i++) {
        AffineTransform place = new AffineTransform(at);
        place.translate(
            bounds.getX() + i % columns * across, bounds.getY() + Math.floorDiv(i, columns) * down);
        place.concatenate(Numbers.matrix(pattern.attribute("CTM")));
        go(at);
        graphics.setClip(inner);
        graphics.setTransform(paper);
        objects(cell, place, OfdStyle.of(cell, null, resources));
        go(at);
      }
    }
    graphics.setClip(clip);
  }

  private void image(OfdElement object, AffineTransform at) {
    Optional<BufferedImage> image =
        resources
            .image(object.attribute("ResourceID"))
            .or(() -> resources.image(object.attribute("Substitution")));
    if (image.isEmpty()) {
      return;
    }
    go(at);
    draw(graphics, image.get());
  }

  /** Draws an image into the square of one unit. */
  static void draw(Graphics2D graphics, BufferedImage image) {
    AffineTransform square =
        AffineTransform.getScaleInstance(1.0 / image.getWidth(), 1.0 / image.getHeight());
    graphics.drawImage(image, square, null);
  }

  private void text(OfdElement object, AffineTransform at, OfdStyle style) {
    OfdFont font = resources.font(object.attribute("Font"));
    OfdWriting writing = new OfdWriting(object, font);
    Path2D all = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (OfdWriting.Placed glyph : writing.glyphs()) {
      all.append(glyph.outline(), false);
      Rectangle2D place = at.createTransformedShape(glyph.box()).getBounds2D();
      reader.read(glyph.character(), place);
    }
    go(at);
    if (object.truth("Fill", true)) {
      fill(all, style.ink(), at);
    }
    boolean heavy = !font.own() && (font.bold() || object.number("Weight", 400) >= 600);
    if (object.truth("Stroke", false)) {
      style.stroke().paint().ifPresent(graphics::setPaint);
      graphics.setStroke(style.line(LINE));
      graphics.draw(all);
    } else if (heavy && style.ink().paint().isPresent()) {
      graphics.setPaint(style.ink().paint().get());
      graphics.setStroke(new BasicStroke((float) (object.number("Size", 1) / 40)));
      graphics.draw(all);
    }
  }
}
