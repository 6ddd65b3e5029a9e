package cn.cunzhen.indexer.ofd;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/** OFD files of one page of 100 × 50 mm, made of parts. */
public final class SampleOfd {
  private final Map<String, byte[]> parts = new LinkedHashMap<>();
  private final String objects;

  private SampleOfd(String objects) {
    this.objects = objects;
  }

  /** A page with these objects in its one layer. */
  public static SampleOfd page(String objects) {
    SampleOfd file = new SampleOfd(objects);
    file.put(
        "OFD.xml",
        "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            + "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>");
    file.put(
        "Doc_0/Document.xml",
        "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 100 50</ofd:PhysicalBox></ofd:PageArea>"
            + "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
            + "<ofd:TemplatePage ID='9' BaseLoc='Tpls/Tpl_0/Content.xml'/></ofd:CommonData>"
            + "<ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></ofd:Pages>"
            + "<ofd:Annotations>Annotations.xml</ofd:Annotations>");
    file.put(
        "Doc_0/PublicRes.xml",
        "<ofd:Fonts><ofd:Font ID='3' FontName='宋体'/></ofd:Fonts><ofd:MultiMedias>"
            + "<ofd:MultiMedia ID='4' Type='Image'><ofd:MediaFile>blue.png</ofd:MediaFile>"
            + "</ofd:MultiMedia></ofd:MultiMedias><ofd:DrawParams>"
            + "<ofd:DrawParam ID='5'><ofd:FillColor Value='0 128 0'/></ofd:DrawParam>"
            + "</ofd:DrawParams>",
        "BaseLoc='Res'");
    file.parts.put("Doc_0/Res/blue.png", png(Color.BLUE));
    return file;
  }

  /** With a template beneath the page. */
  public SampleOfd template(String drawn) {
    put("Doc_0/Tpls/Tpl_0/Content.xml", layer(drawn));
    return this;
  }

  /** With an annotation whose appearance lies at 50, 25. */
  public SampleOfd annotation(String drawn) {
    put(
        "Doc_0/Annotations.xml",
        "<ofd:Page PageID='1'><ofd:FileLoc>Annot.xml</ofd:FileLoc></ofd:Page>");
    put(
        "Doc_0/Annot.xml",
        "<ofd:Annot Type='Stamp' ID='20'><ofd:Appearance Boundary='50 25 10 10'>"
            + drawn
            + "</ofd:Appearance></ofd:Annot>");
    return this;
  }

  /** With the picture of a seal at 80, 30, 10 × 10 mm. */
  public SampleOfd stamp(Color colour) throws IOException {
    put("Doc_0/Signs/Signatures.xml", "<ofd:Signature ID='1' BaseLoc='Sign_0/Signature.xml'/>");
    put(
        "Doc_0/Signs/Sign_0/Signature.xml",
        "<ofd:SignedInfo><ofd:StampAnnot ID='1' PageRef='1' Boundary='80 30 10 10'/>"
            + "</ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue>");
    ASN1EncodableVector picture = new ASN1EncodableVector();
    picture.add(new DERIA5String("PNG"));
    picture.add(new DEROctetString(png(colour)));
    picture.add(new ASN1Integer(10));
    picture.add(new ASN1Integer(10));
    DERSequence seal = new DERSequence(new DERSequence(picture));
    parts.put("Doc_0/Signs/Sign_0/SignedValue.dat", seal.getEncoded());
    return this;
  }

  private void put(String location, String content) {
    put(location, content, "");
  }

  private void put(String location, String content, String attributes) {
    String xml =
        "<ofd:Root xmlns:ofd='http://www.ofdspec.org/2016' "
            + attributes
            + ">"
            + content
            + "</ofd:Root>";
    parts.put(location, xml.getBytes(StandardCharsets.UTF_8));
  }

  private static String layer(String drawn) {
    return "<ofd:Content><ofd:Layer ID='2' DrawParam='5'>" + drawn + "</ofd:Layer></ofd:Content>";
  }

  /** The file. */
  public byte[] bytes() throws IOException {
    boolean withTemplate = parts.containsKey("Doc_0/Tpls/Tpl_0/Content.xml");
    put(
        "Doc_0/Pages/Page_0/Content.xml",
        (withTemplate ? "<ofd:Template TemplateID='9'/>" : "") + layer(objects));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] png(Color colour) {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, 8, 8);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new IllegalStateException("memory never fails so", e);
    }
    return bytes.toByteArray();
  }
}
