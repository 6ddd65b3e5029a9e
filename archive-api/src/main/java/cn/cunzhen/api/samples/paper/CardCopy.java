package cn.cunzhen.api.samples.paper;

import java.util.List;

/**
 * A photocopy of both sides of a card or certificate, marked as a specimen.
 *
 * @param face lines on the side that bears the portrait
 * @param back lines on the other side, its heading first
 */
public record CardCopy(List<String> face, List<String> back) implements Page {
  private static final double WIDTH = 300;
  private static final double HEIGHT = 190;
  private static final double LEFT = (Canvas.WIDTH - WIDTH) / 2;

  public CardCopy {
    face = List.copyOf(face);
    back = List.copyOf(back);
  }

  @Override
  public void draw(Canvas canvas) {
    face(canvas, 130);
    back(canvas, 400);
    canvas.text(LEFT, 650, 13, Ink.BLACK, "复印件与原件核对一致，仅供办理社会保险业务使用");
  }

  private void face(Canvas canvas, double top) {
    card(canvas, top);
    double y = top + 32;
    for (String line : face) {
      canvas.text(LEFT + 16, y, 11, Ink.BLACK, line);
      y += 23;
    }
    Portrait.draw(canvas, LEFT + 208, top + 30, 74);
  }

  private void back(Canvas canvas, double top) {
    card(canvas, top);
    canvas.circle(LEFT + 46, top + 46, 22, 3, Ink.RED);
    double y = top + 42;
    for (String line : back) {
      boolean heading = y < top + 80;
      canvas.text(LEFT + (heading ? 88 : 60), y, heading ? 15 : 11, Ink.BLACK, line);
      y += heading ? 34 : 26;
    }
  }

  private static void card(Canvas canvas, double top) {
    canvas.fill(
        Ink.PALE, LEFT, top, LEFT + WIDTH, top, LEFT + WIDTH, top + HEIGHT, LEFT, top + HEIGHT);
    canvas.frame(LEFT, top, WIDTH, HEIGHT, 1, Ink.GREY);
    canvas.text(LEFT + 96, top + 150, 46, -24, Ink.GREY, "样本");
  }
}
