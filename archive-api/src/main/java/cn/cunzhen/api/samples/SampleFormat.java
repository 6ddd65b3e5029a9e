package cn.cunzhen.api.samples;

/** The formats of sample files. */
enum SampleFormat {
  PDF("pdf", "application/pdf"),
  JPEG("jpg", "image/jpeg"),
  TIFF("tif", "image/tiff"),
  DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private final String extension;
  private final String mediaType;

  SampleFormat(String extension, String mediaType) {
    this.extension = extension;
    this.mediaType = mediaType;
  }

  String extension() {
    return extension;
  }

  String mediaType() {
    return mediaType;
  }

  boolean image() {
    return this == JPEG || this == TIFF;
  }
}
