package cn.cunzhen.indexer.recognition;

import java.io.IOException;

/**
 * A picture that may show text.
 *
 * @param page of the file on which it stands
 * @param whole whether it is what one sees who looks at that page, edge to edge
 * @param source decodes it, as often as it is asked
 */
public record Picture(int page, boolean whole, Source source) {
  /** Decodes a picture. */
  @FunctionalInterface
  public interface Source {
    /**
     * Decodes it.
     *
     * @throws TooManyPixelsException before it is decoded
     * @throws UnknownPictureException if it is in no format that is known
     * @throws IOException if it is damaged
     */
    Shades open() throws IOException;
  }

  /** It has more pixels than are decoded. */
  public static final class TooManyPixelsException extends IOException {
    private static final long serialVersionUID = 1L;

    TooManyPixelsException(long width, long height) {
      super(width + " by " + height + " pixels");
    }
  }

  /** Its format is not known. */
  public static final class UnknownPictureException extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownPictureException() {
      super("no format of pictures that is known");
    }
  }
}
