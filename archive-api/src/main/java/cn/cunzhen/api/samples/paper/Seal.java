package cn.cunzhen.api.samples.paper;

/** A round red seal: a star, the authority's name along the edge, its purpose below the star. */
record Seal(String authority, String purpose) {
  private static final double RADIUS = 46;
  private static final double STAR = 13;

  void draw(Canvas canvas, double centreX, double centreY) {
    canvas.circle(centreX, centreY, RADIUS, 2.2, Ink.RED);
    star(canvas, centreX, centreY);
    name(canvas, centreX, centreY);
    double size = 8;
    double width = Typeface.shared().width(purpose, size);
    canvas.text(centreX - width / 2, centreY + 28, size, Ink.RED, purpose);
  }

  private static void star(Canvas canvas, double centreX, double centreY) {
    double[] corners = new double[20];
    for (int i = 0; i < 10; i++) {
      double radius = i % 2 == 0 ? STAR : STAR * 0.382;
      double angle = Math.PI * i / 5;
      corners[2 * i] = centreX + radius * Math.sin(angle);
      corners[2 * i + 1] = centreY - radius * Math.cos(angle);
    }
    canvas.fill(Ink.RED, corners);
  }

  /** The characters stand on an arc of at most 250 degrees, their heads outwards. */
  private void name(Canvas canvas, double centreX, double centreY) {
    int count = authority.length();
    double step = Math.min(26, 250.0 / Math.max(1, count - 1));
    double size = Math.min(11, step * 0.6);
    double radius = RADIUS - size - 3;
    for (int i = 0; i < count; i++) {
      double angle = (i - (count - 1) / 2.0) * step;
      double radians = Math.toRadians(angle);
      double sin = Math.sin(radians);
      double cos = Math.cos(radians);
      canvas.text(
          centreX + radius * sin - size / 2 * cos,
          centreY - radius * cos - size / 2 * sin,
          size,
          angle,
          Ink.RED,
          authority.substring(i, i + 1));
    }
  }
}
