package cn.cunzhen.api.samples.paper;

/** The outline of a person, where a photograph would show one. */
public record Portrait() implements Page {
  /** A page that holds nothing else. */
  @Override
  public void draw(Canvas canvas) {
    draw(canvas, 150, 150, 295);
  }

  static void draw(Canvas canvas, double x, double y, double width) {
    double height = width * 1.25;
    canvas.frame(x, y, width, height, 0.8, Ink.GREY);
    disc(canvas, x + width / 2, y + height * 0.36, width * 0.21, 1.25);
    canvas.fill(
        Ink.GREY,
        x + width * 0.12,
        y + height,
        x + width * 0.2,
        y + height * 0.74,
        x + width * 0.4,
        y + height * 0.64,
        x + width * 0.6,
        y + height * 0.64,
        x + width * 0.8,
        y + height * 0.74,
        x + width * 0.88,
        y + height);
  }

  private static void disc(Canvas canvas, double x, double y, double radius, double stretch) {
    double[] corners = new double[48];
    for (int i = 0; i < corners.length; i += 2) {
      double angle = Math.PI * i / 24;
      corners[i] = x + radius * Math.cos(angle);
      corners[i + 1] = y + radius * stretch * Math.sin(angle);
    }
    canvas.fill(Ink.GREY, corners);
  }
}
