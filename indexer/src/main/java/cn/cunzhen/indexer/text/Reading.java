package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.recognition.Picture;
import java.util.List;

/**
 * What a reading process found in a file.
 *
 * @param text what it says without its pictures
 * @param mediaType what it was taken for
 * @param pictures that may show text
 */
record Reading(Extraction text, String mediaType, List<Picture> pictures) {
  Reading {
    pictures = List.copyOf(pictures);
  }
}
