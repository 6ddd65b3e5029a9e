package cn.cunzhen.indexer.ofd;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A colour, a gradient or a pattern (8.3). */
sealed interface OfdColour {
  OfdColour BLACK = new Plain(Optional.of(Color.BLACK));
  OfdColour NONE = new Plain(Optional.empty());

  /** What a document does not say, and the standard does. */
  record Plain(Optional<Paint> paint) implements OfdColour {
    @Override
    public Optional<OfdElement> pattern() {
      return Optional.empty();
    }
  }

  /** What is drawn again and again. */
  Optional<OfdElement> pattern();

  /** What to draw with; empty where nothing is to be seen. */
  Optional<Paint> paint();

  /** What a document says. */
  record Of(OfdElement element) implements OfdColour {
    @Override
    public Optional<OfdElement> pattern() {
      return element.child("Pattern");
    }

    @Override
    public Optional<Paint> paint() {
      try {
        return element
            .child("AxialShd")
            .map(Of::axial)
            .or(() -> element.child("RadialShd").map(Of::radial))
            .or(() -> Optional.of(plain(element)));
      } catch (IllegalArgumentException e) {
        return Optional.empty(); // a gradient that is none
      }
    }

    private static Color plain(OfdElement element) {
      float[] parts = parts(element.attribute("Value"));
      float alpha = (float) Math.clamp(element.number("Alpha", 255) / 255, 0, 1);
      return switch (parts.length) {
        case 1, 2 -> new Color(parts[0], parts[0], parts[0], alpha);
        case 3 -> new Color(parts[0], parts[1], parts[2], alpha);
        case 0 -> new Color(0, 0, 0, alpha);
        default ->
            new Color(
                (1 - parts[0]) * (1 - parts[3]),
                (1 - parts[1]) * (1 - parts[3]),
                (1 - parts[2]) * (1 - parts[3]),
                alpha);
      };
    }

    /** Parts of 255, in decimal, or hexadecimal behind a hash. */
    private static float[] parts(String value) {
      String[] words =
          Arrays.stream(value.strip().split("\\s+"))
              .filter(w -> !w.isEmpty())
              .toArray(String[]::new);
      float[] parts = new float[words.length];
      for (int i = 0; i < words.length; i++) {
        double part =
            words[i].startsWith("#")
                ? hexadecimal(words[i].substring(1))
                : Numbers.number(words[i], 0);
        parts[i] = (float) Math.clamp(part / 255, 0, 1);
      }
      return parts;
    }

    private static int hexadecimal(String digits) {
      try {
        return Integer.parseInt(digits, 16);
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    private static Paint axial(OfdElement shade) {
      Stops stops = Stops.of(shade);
      return new LinearGradientPaint(
          point(shade.attribute("StartPoint")),
          point(shade.attribute("EndPoint")),
          stops.places,
          stops.colours,
          cycle(shade));
    }

    private static Paint radial(OfdElement shade) {
      Stops stops = Stops.of(shade);
      return new RadialGradientPaint(
          point(shade.attribute("EndPoint")),
          (float) shade.number("EndRadius", 1),
          point(shade.attribute("StartPoint")),
          stops.places,
          stops.colours,
          cycle(shade));
    }

    private static CycleMethod cycle(OfdElement shade) {
      return switch (shade.attribute("MapType")) {
        case "Repeat" -> CycleMethod.REPEAT;
        case "Reflect" -> CycleMethod.REFLECT;
        default -> CycleMethod.NO_CYCLE;
      };
    }

    private static Point2D point(String text) {
      double[] numbers = Numbers.list(text);
      return numbers.length < 2 ? new Point2D.Double() : new Point2D.Double(numbers[0], numbers[1]);
    }

    /** Where which colour stands in a gradient, in rising order. */
    private static final class Stops {
      final float[] places;
      final Color[] colours;

      private Stops(float[] places, Color[] colours) {
        this.places = places;
        this.colours = colours;
      }

      static Stops of(OfdElement shade) {
        List<OfdElement> segments =
            shade.children("Segment").filter(each -> each.child("Color").isPresent()).toList();
        float[] places = new float[segments.size()];
        Color[] colours = new Color[segments.size()];
        for (int i = 0; i < places.length; i++) {
          double even = places.length == 1 ? 0 : (double) i / (places.length - 1);
          float place = (float) Math.clamp(segments.get(i).number("Position", even), 0, 1);
          places[i] = i == 0 ? place : Math.max(place, Math.nextUp(places[i - 1]));
          colours[i] = plain(segments.get(i).child("Color").orElseThrow());
        }
        return new Stops(places, colours);
      }
    }
  }
}
