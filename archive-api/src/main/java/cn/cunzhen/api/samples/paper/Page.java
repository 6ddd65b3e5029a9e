package cn.cunzhen.api.samples.paper;

/** What stands on a page; drawing it twice gives the same twice. */
@FunctionalInterface
public interface Page {
  void draw(Canvas canvas);
}
