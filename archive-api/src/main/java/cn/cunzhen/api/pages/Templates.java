package cn.cunzhen.api.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;

/** The templates, compiled with the program. */
final class Templates {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  void show(Context context, String name, Map<String, Object> parameters) {
    StringOutput html = new StringOutput();
    engine.render(name + ".jte", parameters, html);
    context.contentType("text/html; charset=utf-8").result(html.toString());
  }
}
