package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.ofd.OfdPackage;
import cn.cunzhen.indexer.ofd.OfdPart;
import cn.cunzhen.indexer.recognition.ImageFile;
import cn.cunzhen.indexer.recognition.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The images on the pages of an OFD file (GB/T 33190-2016, 10 and 7.9). */
final class OfdPictures {
  private static final int MOST_PAGES = 10_000;

  private final Path file;
  private final OfdPackage parts;
  private final List<Picture> pictures = new ArrayList<>();
  private int number;

  private OfdPictures(Path file, OfdPackage parts) {
    this.file = file;
    this.parts = parts;
  }

  static List<Picture> all(Path file) throws IOException, XMLStreamException {
    try (OfdPackage parts = new OfdPackage(file)) {
      OfdPictures ofd = new OfdPictures(file, parts);
      for (String root : ofd.values("OFD.xml", "DocRoot")) {
        ofd.readDocument(OfdPackage.resolve("", root));
      }
      return ofd.pictures;
    }
  }

  private void readDocument(String location) throws IOException, XMLStreamException {
    Map<String, String> media = new HashMap<>();
    for (String kind : List.of("PublicRes", "DocumentRes")) {
      for (String resources : values(location, kind)) {
        readResources(OfdPackage.resolve(location, resources), media);
      }
    }
    List<String> contents = new ArrayList<>();
    try (OfdPart part = part(location)) {
      while (part.nextElement()) {
        if (part.is("Page")) {
          contents.add(OfdPackage.resolve(location, part.attribute("BaseLoc")));
        }
      }
    }
    for (String content : contents.subList(0, Math.min(contents.size(), MOST_PAGES))) {
      number++;
      readPage(content, media);
    }
  }

  /** Which files the images' ids stand for. */
  private void readResources(String location, Map<String, String> media)
      throws IOException, XMLStreamException {
    String base = "";
    String id = "";
    try (OfdPart part = part(location)) {
      while (part.nextElement()) {
        if (part.is("Res")) {
          base = part.attribute("BaseLoc");
        } else if (part.is("MultiMedia")) {
          id = part.attribute("ID");
        } else if (part.is("MediaFile")) {
          String name = part.xml().getElementText().strip();
          String within = base.isEmpty() ? name : base + "/" + name;
          media.put(id, OfdPackage.resolve(location, within));
        }
      }
    }
  }

  private void readPage(String location, Map<String, String> media)
      throws IOException, XMLStreamException {
    int page = number;
    Optional<InputStream> content = parts.open(location);
    if (content.isEmpty()) {
      return;
    }
    try (OfdPart part = new OfdPart(content.get())) {
      while (part.nextElement()) {
        String image = part.is("ImageObject") ? media.get(part.attribute("ResourceID")) : null;
        if (image != null) {
          pictures.add(new Picture(page, false, () -> ImageFile.read(bytes(file, image))));
        }
      }
    }
  }

  private static byte[] bytes(Path file, String location) throws IOException {
    try (OfdPackage parts = new OfdPackage(file);
        InputStream content =
            parts.open(location).orElseThrow(() -> new IOException("an image is missing"))) {
      return content.readAllBytes();
    }
  }

  private List<String> values(String location, String element)
      throws IOException, XMLStreamException {
    List<String> values = new ArrayList<>();
    try (OfdPart part = part(location)) {
      while (part.nextElement()) {
        if (part.is(element)) {
          values.add(part.xml().getElementText().strip());
        }
      }
    }
    return values;
  }

  private OfdPart part(String location) throws IOException, XMLStreamException {
    Optional<InputStream> content = parts.open(location);
    if (content.isEmpty()) {
      throw new IOException("a part is missing");
    }
    return new OfdPart(content.get());
  }
}
