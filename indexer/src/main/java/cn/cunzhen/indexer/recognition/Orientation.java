package cn.cunzhen.indexer.recognition;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.IOException;
import java.nio.file.Path;

/** How a camera was held (Exif 2.32, 4.6.4, tag 274). */
final class Orientation {
  private Orientation() {}

  /** By how many right angles the picture has to be turned clockwise; mirrored ones are left. */
  static int of(Path file) {
    try {
      Metadata metadata = ImageMetadataReader.readMetadata(file.toFile());
      ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      if (exif == null || !exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)) {
        return 0;
      }
      return switch (exif.getInt(ExifIFD0Directory.TAG_ORIENTATION)) {
        case 3 -> 2;
        case 6 -> 1;
        case 8 -> 3;
        default -> 0;
      };
    } catch (ImageProcessingException | MetadataException | IOException | RuntimeException e) {
      return 0; // a picture without it is upright
    }
  }
}
