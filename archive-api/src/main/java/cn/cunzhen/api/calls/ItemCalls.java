package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.catalogue.Label;
import cn.cunzhen.core.catalogue.Material;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The items that transactions are handed in for, with the materials that they ask for. */
public final class ItemCalls {
  private final Catalogue catalogue;

  public ItemCalls(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public List<Route> routes() {
    Access staff =
        Access.only(Role.SOURCE, Role.CLERK, Role.ARCHIVIST, Role.AUDITOR, Role.SUPERVISOR);
    return List.of(
        Route.of(GET, "/api/v1/items", staff, "The service items and their materials.")
            .gives(200, "application/json", "the catalogue's version and its items")
            .by(this::items));
  }

  private void items(Exchange exchange) {
    ObjectNode json = Json.object();
    json.put("version", catalogue.version());
    ArrayNode items = json.putArray("items");
    catalogue.items().forEach(item -> items.add(json(item)));
    exchange.json(200, json);
  }

  private static ObjectNode json(CatalogueItem item) {
    ObjectNode json = Json.object();
    json.put("code", item.code());
    json.set("name", json(item.name()));
    json.putObject("category")
        .put("code", item.category().code())
        .set("name", json(item.category().name()));
    json.put("insurance", Json.word(item.insurance()));
    json.put("retention", item.retention().name());
    json.put("risk", Json.word(item.risk()));
    json.put("commitment", item.commitment());
    json.put("confidentiality", Json.word(item.confidentiality()));
    ArrayNode materials = json.putArray("materials");
    item.materials().forEach(material -> materials.add(json(material)));
    return json;
  }

  private static ObjectNode json(Material material) {
    ObjectNode json = Json.object();
    json.put("code", material.code());
    json.set("name", json(material.name()));
    ArrayNode parts = json.putArray("parts");
    material.parts().stream().sorted().map(Json::word).forEach(parts::add);
    json.put("required", material.required());
    json.put("repeatable", material.repeatable());
    json.put("original", material.original());
    return json;
  }

  private static ObjectNode json(Label label) {
    return Json.object().put("zh", label.zh()).put("en", label.en());
  }
}
