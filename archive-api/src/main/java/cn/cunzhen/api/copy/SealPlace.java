package cn.cunzhen.api.copy;

import cn.cunzhen.core.copy.CopySealing;
import java.io.IOException;
import java.util.Calendar;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;

/** The place in a PDF where {@link CopySealing} puts the seal: a signature field that shows not. */
public final class SealPlace {
  private SealPlace() {}

  /**
   * Puts it into a document that has a page; this must then be saved without compression, within
   * which no seal could be put in.
   *
   * @param signer what the archive calls itself
   * @param at when it says that it signs
   * @param reason what is sealed; null for a certified copy
   */
  public static void put(PDDocument document, String signer, Calendar at, @Nullable String reason)
      throws IOException {
    PDAcroForm form = new PDAcroForm(document);
    document.getDocumentCatalog().setAcroForm(form);
    form.setSignaturesExist(true);
    form.setAppendOnly(true);
    PDSignatureField field = new PDSignatureField(form);
    field.getCOSObject().setItem(COSName.V, signature(signer, at, reason));
    form.getFields().add(field);
    hide(field.getWidgets().getFirst(), document.getPage(0));
  }

  private static void hide(PDAnnotationWidget widget, PDPage page) throws IOException {
    widget.setRectangle(new PDRectangle());
    widget.setPage(page);
    widget.setPrinted(true);
    page.getAnnotations().add(widget);
  }

  private static PDSignature signature(String signer, Calendar at, @Nullable String reason) {
    PDSignature signature = new PDSignature();
    signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
    signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
    signature.setName(signer);
    signature.setSignDate(at);
    if (reason != null) {
      signature.setReason(reason);
    }
    COSArray range = new COSArray();
    range.setDirect(true);
    range.add(COSInteger.ZERO);
    for (int i = 0; i < 3; i++) {
      range.add(COSInteger.get(CopySealing.NUMBER));
    }
    signature.getCOSObject().setItem(COSName.BYTERANGE, range);
    COSString room = new COSString(new byte[CopySealing.ROOM], true);
    signature.getCOSObject().setItem(COSName.CONTENTS, room);
    return signature;
  }
}
