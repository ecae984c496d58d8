// A brief drawn from the blocks of the models: the browser's side of clusterpolicy/brief/html.py, held to it by a test.
import { element, escaped, htmlFile } from './files.js';
import { formatMessage } from './format.js';

const course = globalThis.COURSE, brief = globalThis.COURSE_BRIEF;
const isText = value => value !== null && typeof value === 'object' && !Array.isArray(value);

/* A text of the models in words; a parameter can be such a text too. */
export function fill(text) {
  if (!isText(text)) return String(text);
  const params = Object.fromEntries(Object.entries(text.p).map(([name, value]) => [name, part(value)]));
  return formatMessage(brief.messages[text.m], params, text.n, course.messages, course.language);
}

function part(value) {
  if (Array.isArray(value)) return value.map(fill);
  return isText(value) ? fill(value) : value;
}

export const said = (name, params = {}, n = null) => fill({ m: name, p: params, n });

function shape(name, params) {
  return formatMessage(brief.shapes[name], params, null, course.messages, course.language);
}

function drawing({ svg, width, height }) {
  if (typeof svg === 'string') return svg;
  const parts = svg.map(({ m, p }) => {
    const params = Object.entries(p).map(([name, value]) => [name, part(value)]);
    return shape(m, Object.fromEntries(params.map(([name, value]) => [name, typeof value === 'string' ? escaped(value) : value])));
  });
  return shape('svg', { width, height }).replace(brief.inside, () => parts.join(''));
}

/* level: which heading the title is; what lies below it counts on from there. */
export class View {
  constructor(level) {
    this.level = level;
    this.counts = {};
    this.blocks = {
      heading: ({ text }) => [this.heading(2, 'brief-part', fill(text))],
      paragraph: ({ text }) => [element('p', {}, fill(text))],
      note: ({ text, role }) => [element('p', { class: `brief-note brief-${role}` }, fill(text))],
      missing: ({ text }) => [element('p', { class: 'brief-missing' }, said('missing', { text }))],
      items: ({ items, ordered }) => [element(ordered ? 'ol' : 'ul', {}, ...items.map(text => element('li', {}, fill(text))))],
      advice: ({ text, rule, value }) => [element('div', { class: 'brief-advice' },
        element('p', {}, element('strong', {}, fill(text))),
        element('p', { class: 'brief-because' }, said('because-of', { rule, value })))],
      own: ({ label, text }) => [element('div', { class: 'brief-own' },
        element('p', { class: 'brief-label' }, said('own-text', { label })),
        element('p', {}, text || said('own-empty')))],
      picture: block => this.picture(block),
      table: block => this.table(block),
    };
  }

  heading(depth, name, text) { return element(`h${this.level + depth}`, { class: name }, text); }

  caption(kind, caption) {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    return said(`caption-${kind}`, { number: this.counts[kind], caption });
  }

  source(text) {
    const words = fill(text);
    return words ? [element('p', { class: 'brief-source' }, said('source', { text: words }))] : [];
  }

  picture(block) {
    const image = element('img', { src: `data:image/svg+xml,${encodeURIComponent(drawing(block))}`, alt: fill(block.alt), width: block.width, height: block.height });
    return [element('figure', {}, image, element('figcaption', {}, this.caption('picture', block.caption))), ...this.source(block.source)];
  }

  table({ caption, columns, numbers, rows, source }) {
    const cell = (tag, attributes, text, place) => element(tag, { ...attributes, ...(numbers[place] ? { class: 'number' } : {}) }, fill(text));
    const words = this.caption('table', caption);
    const head = element('tr', {}, ...columns.map((text, place) => cell('th', { scope: 'col' }, text, place)));
    const body = rows.map(row => element('tr', {}, ...row.map((text, place) => (place ? cell('td', {}, text, place) : cell('th', { scope: 'row' }, text, 0)))));
    const grid = element('table', {}, element('caption', {}, words), element('thead', {}, head), element('tbody', {}, ...body));
    return [element('div', { class: 'brief-frame', tabindex: '0', role: 'region', 'aria-label': words }, grid), ...this.source(source)];
  }

  section({ key, title, blocks }) {
    return element('section', { id: `brief-${key}` }, this.heading(1, 'brief-section', fill(title)), ...blocks.flatMap(block => this.blocks[block.kind](block)));
  }

  article(title, [first, ...rest]) {
    const top = this.section(first);
    const entries = rest.map(({ key, title: name }) => element('li', {}, element('a', { href: `#brief-${key}` }, fill(name))));
    const contents = element('section', { class: 'brief-contents' }, this.heading(1, 'brief-section', said('contents')), element('ol', {}, ...entries));
    return element('article', { class: 'brief' }, this.heading(0, 'brief-title', title), top, contents, ...rest.map(one => this.section(one)));
  }
}

/* The whole file, as the command writes it. */
export const file = (title, sections) => htmlFile(title, brief.style, new View(1).article(title, sections), course.language);
