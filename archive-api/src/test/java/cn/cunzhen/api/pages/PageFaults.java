package cn.cunzhen.api.pages;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What keeps people out of a page: those who hear it, those without a mouse, those on a phone. */
final class PageFaults {
  private static final String FIND =
      """
      () => {
        const faults = [];
        const expect = (holds, fault) => holds || faults.push(fault);
        const all = (selector) => [...document.querySelectorAll(selector)];
        const says = (element) =>
          (element.getAttribute('aria-label') || element.textContent).trim();
        expect(['zh', 'en'].includes(document.documentElement.lang), 'no language');
        expect(document.title.trim() !== '', 'no title');
        expect(all('h1').length === 1, all('h1').length + ' h1');
        expect(all('main').length === 1, 'no main');
        for (const input of all('input:not([type=hidden])')) {
          expect(input.labels.length > 0, 'no label: ' + input.name);
        }
        for (const element of all('a, button')) {
          expect(says(element) !== '', 'says nothing: ' + element.outerHTML);
        }
        for (const image of all('img')) {
          expect(image.hasAttribute('alt'), 'no alt: ' + image.src);
        }
        const ids = all('[id]').map((element) => element.id);
        expect(new Set(ids).size === ids.length, 'an id stands twice');
        for (const element of all('[aria-labelledby]')) {
          expect(document.getElementById(element.getAttribute('aria-labelledby')), 'no such label');
        }
        const width = document.documentElement.clientWidth;
        const scrolls = (element) => element !== document.body
          && (['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
            || (element.parentElement && scrolls(element.parentElement)));
        for (const element of all('main *, header *')) {
          if (element.parentElement && scrolls(element.parentElement)) {
            continue;
          }
          const right = element.getBoundingClientRect().right;
          expect(right <= width + 1, 'sticks out by ' + (right - width) + ': ' + element.outerHTML);
        }
        expect(document.documentElement.scrollWidth <= width, 'scrolls sideways');
        return faults;
      }
      """;

  private static final String AXE = axe();

  /** What axe, an outside judge, calls serious or critical by WCAG 2.2, level AA. */
  private static final String JUDGE =
      """
      async () => {
        const rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] };
        const { violations } = await axe.run(document, { runOnly: rules });
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html));
      }
      """;

  private PageFaults() {}

  static List<Object> of(Page page) {
    List<Object> faults = new ArrayList<>((List<?>) page.evaluate(FIND));
    page.evaluate(AXE);
    faults.addAll((List<?>) page.evaluate(JUDGE));
    return faults;
  }

  private static String axe() {
    try (InputStream script = PageFaults.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
