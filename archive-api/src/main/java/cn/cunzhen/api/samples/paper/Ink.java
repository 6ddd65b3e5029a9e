package cn.cunzhen.api.samples.paper;

import java.awt.Color;

/** The colours of office paper. */
public enum Ink {
  BLACK(0x1A1A1A),
  BLUE(0x1F3A93),
  RED(0xC8102E),
  GREY(0x9A9A9A),
  PALE(0xE3E7EC);

  private final Color color;

  Ink(int rgb) {
    this.color = new Color(rgb);
  }

  Color color() {
    return color;
  }
}
