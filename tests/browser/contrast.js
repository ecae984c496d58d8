// Measures the charts of a page: the contrast of words and of marks with what lies under them, as WCAG computes it.
globalThis.contrast = {};
{
  const parsed = colour => {
    const numbers = colour.match(/[\d.]+/g)?.map(Number);
    return numbers && !colour.startsWith('url') ? [...numbers.slice(0, 3), numbers[3] ?? 1] : null;
  };
  /* One colour over another that lets nothing through. */
  const over = ([red, green, blue, share], under) => [red, green, blue].map((value, place) => value * share + under[place] * (1 - share));
  const light = colour => {
    const [red, green, blue] = colour.map(value => { const part = value / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => { const [low, high] = [light(one), light(other)].sort((a, b) => a - b); return (high + 0.05) / (low + 0.05); };
  /* Fill or stroke with all that makes it pale; null where there is none. */
  const paint = (element, kind) => {
    const style = getComputedStyle(element), colour = style[kind] === 'none' ? null : parsed(style[kind]);
    if (!colour || (kind === 'stroke' && parseFloat(style.strokeWidth) === 0)) return null;
    let share = colour[3] * Number(style[`${kind}Opacity`]);
    for (let one = element; one && one.tagName !== 'DIV'; one = one.parentElement) share *= Number(getComputedStyle(one).opacity);
    return [...colour.slice(0, 3), share];
  };
  const ground = element => {
    for (let one = element; one; one = one.parentElement) { const colour = parsed(getComputedStyle(one).backgroundColor); if (colour?.[3] === 1) return colour.slice(0, 3); }
    return [255, 255, 255];
  };
  /* What lies under an element in the middle of it. */
  const under = (element, box) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const here = document.elementsFromPoint(left + width / 2, top + height / 2).filter(one => box.contains(one) && one instanceof SVGGeometryElement);
    let colour = ground(box);
    for (const one of here.reverse()) {
      const below = one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING, fill = paint(one, 'fill');
      if (below && fill) colour = over(fill, colour);
    }
    return colour;
  };
  const described = (element, found) => `${element.tagName} ${element.closest('g[class]')?.getAttribute('class')} “${element.textContent}” ${getComputedStyle(element).fill} ${getComputedStyle(element).stroke}: ${found.toFixed(2)}`;

  /* A square with letters: its shade repeats what the table says, and the letters are measured as words. */
  const isTile = (area, texts) => Math.abs(area.width - area.height) < 3 && texts.some(text => {
    const { left, top, width, height } = text.getBoundingClientRect(), x = left + width / 2, y = top + height / 2;
    return x > area.left && x < area.right && y > area.top && y < area.bottom;
  });

  /* Words and marks of the charts in a page that are too pale. */
  contrast.faults = () => {
    const sheet = document.head.appendChild(document.createElement('style'));
    sheet.textContent = '[data-chart] svg * { pointer-events: all !important }';
    const found = [];
    for (const box of document.querySelectorAll('[data-chart]')) {
      box.scrollIntoView({ block: 'start', behavior: 'instant' });
      const texts = [...box.querySelectorAll('svg text')].filter(one => one.textContent.trim());
      let seen = 0;
      for (const text of texts) {
        const ink = paint(text, 'fill'), colour = under(text, box);
        if (!ink || ink[3] === 0) continue;
        const size = parseFloat(getComputedStyle(text).fontSize), measured = ratio(over(ink, colour), colour);
        seen += 1;
        if (measured < (size >= 24 ? 3 : 4.5)) found.push(`${box.closest('section').id}: ${described(text, measured)}`);
      }
      for (const mark of box.querySelectorAll('svg g.role-mark :is(path, rect, circle, line)')) {
        const area = mark.getBoundingClientRect(), paints = ['fill', 'stroke'].map(kind => paint(mark, kind)).filter(one => one && one[3] > 0);
        if (!paints.length || mark.classList.contains('background') || (area.width < 0.5 && area.height < 0.5) || isTile(area, texts)) continue;
        // What a chart makes pale it sets aside: other regions behind the chosen one, entries that a filter leaves out.
        if (paints.every(one => one[3] < 0.5)) continue;
        seen += 1;
        const grounds = [ground(box), under(mark, box)];
        const measured = Math.max(...paints.flatMap(one => grounds.map(colour => ratio(over(one, colour), colour))));
        if (measured < 3) found.push(`${box.closest('section').id}: ${described(mark, measured)}`);
      }
      if (seen < 3) found.push(`${box.closest('section').id}: nothing to measure`);
    }
    sheet.remove();
    return found;
  };
}
