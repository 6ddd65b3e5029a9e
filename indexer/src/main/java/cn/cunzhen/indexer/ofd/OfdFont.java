package cn.cunzhen.indexer.ofd;

/**
 * A font as a document uses it.
 *
 * @param own whether it came with the document, so that numbers of glyphs mean something
 */
record OfdFont(Glyphs glyphs, boolean own, boolean bold, boolean italic) {
  /** Whose glyph shows a character, and its number. */
  record Glyph(Glyphs from, int number) {}

  /** What the font lacks, the shipped one shows. */
  Glyph glyph(int character) {
    int number = glyphs.glyph(character);
    return number > 0
        ? new Glyph(glyphs, number)
        : new Glyph(Glyphs.shipped(), Glyphs.shipped().glyph(character));
  }
}
