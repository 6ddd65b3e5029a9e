package cn.cunzhen.api.pages;

import com.microsoft.playwright.Page;
import java.util.List;

/** What keeps people out of a page: those who hear it, those without a mouse, those on a phone. */
final class PageFaults {
  private static final String FIND =
      """
      () => {
        const faults = [];
        const expect = (holds, fault) => holds || faults.push(fault);
        const all = (selector) => [...document.querySelectorAll(selector)];
        const says = (element) => (element.getAttribute('aria-label') || element.innerText).trim();
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
        for (const element of all('main *, header *')) {
          const right = element.getBoundingClientRect().right;
          expect(right <= width + 1, 'sticks out by ' + (right - width) + ': ' + element.outerHTML);
        }
        expect(document.documentElement.scrollWidth <= width, 'scrolls sideways');
        return faults;
      }
      """;

  private PageFaults() {}

  static List<?> of(Page page) {
    return (List<?>) page.evaluate(FIND);
  }
}
