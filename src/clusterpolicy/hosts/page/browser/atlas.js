// The comparison of regions: what is chosen stands in the address, so that a link keeps it.
import { formatMessage, formatNumber } from './format.js';

const { words, language, limit, regions, figures, first } = globalThis.COURSE_ATLAS;
const NAME = 'compare';
const names = new Map(regions), places = new Map(regions.map(([code], place) => [code, place]));
const form = document.querySelector('[data-compare]');
const part = name => form.querySelector(`[data-${name}]`);
const problem = part('problem'), chosenList = part('chosen'), tables = document.querySelector('[data-tables]');
const say = (name, params) => formatMessage(words[name], params, null, words, language);
const number = (value, moment) => formatNumber(value, '', moment.digits, words, language);
const chosen = { regions: [], figures: [...first], when: 'early' };

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

function complain(...lines) {
  problem.textContent = lines.join(' ');
  problem.hidden = !lines.length;
}

function query() {
  const given = new URLSearchParams({ regions: chosen.regions.join(' '), figures: chosen.figures.join(' '), when: chosen.when });
  return `#${NAME}?${given}`;
}

/* What an address asks for; what the atlas does not have is named, not kept. */
function read() {
  const [target, text] = location.hash.slice(1).split('?');
  if (target !== NAME || text === undefined) return;
  const given = new URLSearchParams(text), unknown = [], troubles = [];
  const listed = (name, known) => {
    const all = [...new Set((given.get(name) ?? '').split(/[\s,]+/).filter(Boolean))];
    unknown.push(...all.filter(one => !known.has(one)));
    return all.filter(one => known.has(one));
  };
  const asked = listed('regions', names), wanted = listed('figures', new Map(figures.map(one => [one.key, one])));
  if (asked.length > limit) troubles.push(say('many', { count: asked.length }));
  chosen.regions = asked.slice(0, limit);
  if (given.has('figures')) chosen.figures = wanted;
  const when = given.get('when') ?? 'early';
  if (['early', 'late'].includes(when)) chosen.when = when; else unknown.push(when);
  if (unknown.length) troubles.push(say('unknown', { codes: unknown }));
  complain(...troubles);
}

function add(code) {
  if (chosen.regions.includes(code)) complain(say('there', { region: names.get(code) }));
  else if (chosen.regions.length >= limit) complain(say('full', { region: names.get(code) }));
  else {
    chosen.regions.push(code);
    complain();
    keep();
  }
}

function remove(code) {
  const place = chosen.regions.indexOf(code);
  chosen.regions.splice(place, 1);
  complain();
  keep();
  // The focus goes to the next region, or back to the list when none is left.
  const buttons = chosenList.querySelectorAll('button');
  (buttons[Math.min(place, buttons.length - 1)] ?? part('region')).focus();
}

function keep() {
  // The one change of address that file:// allows; it leaves no trail of states behind.
  location.replace(query());
  show();
}

function show() {
  part('here').href = query();
  for (const box of form.elements.figure) box.checked = chosen.figures.includes(box.value);
  for (const choice of form.elements.when) choice.checked = choice.value === chosen.when;
  part('summary').textContent = say('chosen', { count: chosen.figures.length });
  chosenList.replaceChildren(...chosen.regions.map(code => {
    const button = element('button', { type: 'button', textContent: '×' });
    button.setAttribute('aria-label', say('remove', { region: names.get(code) }));
    button.addEventListener('click', () => remove(code));
    return element('li', {}, element('a', { href: `../atlas/${code}.html`, textContent: names.get(code) }), ' ', button);
  }));
  const shown = figures.filter(one => chosen.figures.includes(one.key));
  const ready = chosen.regions.length && shown.length;
  tables.replaceChildren(...(ready ? shown.map(table) : []));
  part('status').textContent = ready
    ? say('status', { regions: chosen.regions.length, figures: shown.length })
    : words[chosen.regions.length ? 'no-figure' : 'none'];
}

/* A figure as a table with bars: the chosen regions from the highest value down, the median among them. */
function table(figure) {
  const moment = figure.moments[chosen.when === 'late' ? figure.moments.length - 1 : 0];
  const rows = chosen.regions.map(code => {
    const place = places.get(code);
    return { code, value: moment.values[place], why: moment.missing[place], rank: moment.places[place], of: moment.of[place] };
  });
  rows.push({ value: moment.median });
  rows.sort((one, other) => (one.value === null) - (other.value === null) || other.value - one.value || (one.rank ?? Infinity) - (other.rank ?? Infinity));
  const known = rows.map(row => row.value).filter(value => value !== null);
  const low = Math.min(0, ...known), span = Math.max(0, ...known) - low || 1;
  const title = say('figure', { name: figure.name, unit: figure.unit, years: moment.years });
  const heads = [words.region, figure.unit, '', words.place].map((text, column) => text
    ? element('th', { scope: 'col', textContent: text, className: column % 2 ? 'number' : '' })
    : element('td'));
  const body = rows.map(row => line(row, moment, low, span));
  const frame = element('div', { className: 'table-frame course-table', tabIndex: 0 },
    element('table', {}, element('caption', { textContent: title }), element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...body)));
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', title);
  const source = element('p', { className: 'source', textContent: say('source', { source: moment.source, years: moment.years }) });
  if (moment.nominal) source.append(' ', say('nominal', { years: moment.years }));
  const made = element('div', { className: 'compared' }, frame, source);
  made.dataset.figure = figure.key;
  return made;
}

function line(row, moment, low, span) {
  const name = row.code
    ? element('a', { href: `../atlas/${row.code}.html`, textContent: names.get(row.code) })
    : element('em', { textContent: words.median });
  if (row.value === null) {
    const why = element('td', { colSpan: 3, textContent: `${words['no-data']}: ${row.why}` });
    return element('tr', {}, element('th', { scope: 'row' }, name), why);
  }
  const bar = element('span', { className: row.code ? 'compare-bar' : 'compare-bar compare-median' });
  bar.style.marginInlineStart = `${100 * ((Math.min(row.value, 0) - low) / span)}%`;
  bar.style.width = `${100 * (Math.abs(row.value) / span)}%`;
  const cell = element('td', { className: 'compare-cell' }, bar);
  const rank = row.rank ? say('place-of', { rank: row.rank, of: row.of }) : '';
  return element('tr', {}, element('th', { scope: 'row' }, name), element('td', { className: 'number', textContent: number(row.value, moment) }), cell,
    element('td', { className: 'number place', textContent: rank }));
}

form.addEventListener('submit', event => { event.preventDefault(); add(part('region').value); });
form.addEventListener('change', event => {
  if (event.target.name === 'when') chosen.when = event.target.value;
  else if (event.target.name === 'figure') chosen.figures = figures.map(one => one.key).filter(key => form.querySelector(`[value="${key}"]`).checked);
  else return;
  complain();
  keep();
});
addEventListener('hashchange', () => {
  if (location.hash === query()) return;
  read();
  show();
});
read();
show();
if (location.hash.startsWith(`#${NAME}?`)) document.getElementById(NAME).scrollIntoView();
