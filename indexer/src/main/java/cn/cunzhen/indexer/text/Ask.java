package cn.cunzhen.indexer.text;

import cn.cunzhen.storage.Bytes;

/**
 * What a reading process is asked about a file: its text, or that of some of its pictures.
 *
 * @param name of the file
 * @param picture with which to begin, counted from 1; 0 asks for the text
 * @param most how many pictures at most; fewer where they take long
 */
record Ask(String name, int picture, int most) {
  private static final int LONGEST_NAME = 1_000;

  static Ask text(String name) {
    return new Ask(name.substring(0, Math.min(name.length(), LONGEST_NAME)), 0, 0);
  }

  Ask pictures(int from, int number) {
    return new Ask(name, from, number);
  }

  Bytes format() {
    return Bytes.utf8(picture + " " + most + " " + name);
  }

  static Ask parse(Bytes bytes) {
    String[] words = bytes.utf8().split(" ", 3);
    return new Ask(words[2], Integer.parseInt(words[0]), Integer.parseInt(words[1]));
  }
}
