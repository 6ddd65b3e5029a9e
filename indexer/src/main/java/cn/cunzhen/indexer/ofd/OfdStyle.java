package cn.cunzhen.indexer.ofd;

import java.awt.BasicStroke;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How lines and surfaces are drawn: an object's own words, else those of the drawing parameters it
 * names, else those of what it is part of (8.2).
 */
record OfdStyle(@Nullable OfdStyle outer, OfdElement object, OfdResources resources, int depth) {
  private static final int DEEPEST = 8;

  static OfdStyle of(OfdElement object, @Nullable OfdStyle outer, OfdResources resources) {
    String parameters = object.attribute("DrawParam");
    @Nullable OfdStyle named = outer;
    if (!parameters.isEmpty() && (outer == null || outer.depth < DEEPEST)) {
      named =
          resources
              .find(parameters, "DrawParam")
              .map(found -> parameters(found, outer, resources))
              .orElse(outer);
    }
    return new OfdStyle(named, object, resources, named == null ? 0 : named.depth + 1);
  }

  private static OfdStyle parameters(
      OfdElement parameters, @Nullable OfdStyle outer, OfdResources resources) {
    int depth = outer == null ? 0 : outer.depth + 1;
    Optional<OfdElement> relative = resources.find(parameters.attribute("Relative"), "DrawParam");
    @Nullable OfdStyle base =
        relative.isPresent() && depth < DEEPEST && relative.get() != parameters
            ? new OfdStyle(outer, relative.get(), resources, depth + 1)
            : outer;
    return new OfdStyle(base, parameters, resources, depth + 1);
  }

  /** What surfaces are filled with; nothing where nobody says. */
  OfdColour fill() {
    return colour("FillColor").orElse(OfdColour.NONE);
  }

  /** What text is filled with; black where nobody says. */
  OfdColour ink() {
    return colour("FillColor").orElse(OfdColour.BLACK);
  }

  /** What lines are drawn with; black where nobody says. */
  OfdColour stroke() {
    return colour("StrokeColor").orElse(OfdColour.BLACK);
  }

  private Optional<OfdColour> colour(String name) {
    Optional<OfdElement> own = object.child(name);
    if (own.isPresent()) {
      return Optional.of(new OfdColour.Of(own.get()));
    }
    return outer == null ? Optional.empty() : outer.colour(name);
  }

  private String attribute(String name) {
    if (object.has(name)) {
      return object.attribute(name);
    }
    return outer == null ? "" : outer.attribute(name);
  }

  /** How lines are drawn, in the units of the object. */
  BasicStroke line(double usualWidth) {
    double width = Math.max(0, Numbers.number(attribute("LineWidth"), usualWidth));
    int cap =
        switch (attribute("Cap")) {
          case "Round" -> BasicStroke.CAP_ROUND;
          case "Square" -> BasicStroke.CAP_SQUARE;
          default -> BasicStroke.CAP_BUTT;
        };
    int join =
        switch (attribute("Join")) {
          case "Round" -> BasicStroke.JOIN_ROUND;
          case "Bevel" -> BasicStroke.JOIN_BEVEL;
          default -> BasicStroke.JOIN_MITER;
        };
    float miter = (float) Math.max(1, Numbers.number(attribute("MiterLimit"), 4.234));
    float @Nullable [] dashes = dashes();
    float offset = (float) Math.max(0, Numbers.number(attribute("DashOffset"), 0));
    return dashes == null
        ? new BasicStroke((float) width, cap, join, miter)
        : new BasicStroke((float) width, cap, join, miter, dashes, offset);
  }

  private float @Nullable [] dashes() {
    double[] numbers = Numbers.list(attribute("DashPattern"));
    float[] dashes = new float[numbers.length];
    float sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      dashes[i] = (float) Math.max(0, numbers[i]);
      sum += dashes[i];
    }
    return sum < 0.05 ? null : dashes;
  }
}
