// The self-study path: what is done, what comes next, which missed questions come back, and a certificate when all is done.
import { download, element, htmlFile } from './files.js';
import { formatMessage } from './format.js';
import * as myRegion from './my_region.js';
import { available, Python } from './python.js';
import * as store from './store.js';

const course = globalThis.COURSE, study = globalThis.COURSE_STUDY;
const subjects = new Map(globalThis.COURSE_QUESTIONS.map(subject => [subject.id, subject]));
const DAY = 86400000;

const say = (id, params = {}, n = null) => formatMessage(study.messages[id], params, n, course.messages, course.language);
const day = (time, style) => new Intl.DateTimeFormat(course.language, { dateStyle: style }).format(time);
const titleOf = name => course.catalogue[name].title;
const placeOf = (name, question) => (subjects.has(name) ? `${subjects.get(name).href}${question ? `question-${name}-${question}` : name}` : course.catalogue[name].href);
const link = (href, text) => element('a', { href }, text);

class Study {
  constructor(root) {
    this.root = root;
    this.python = new Python(study.subject);
    this.part('make').addEventListener('click', () => this.make());
    this.part('save').addEventListener('click', () => download('certificate.html', htmlFile(say('title'), study.style, this.part('sheet').firstChild, course.language), 'text/html'));
    this.part('print').addEventListener('click', () => globalThis.print());
  }

  part(name) { return this.root.querySelector(`[data-study="${name}"]`); }

  put(name, ...inside) {
    this.part(name).replaceChildren(...inside);
    this.part(name).hidden = !inside.length;
  }

  async start() {
    const alive = await available();
    this.root.dataset.state = alive ? 'live' : 'static';
    if (!alive) { this.put('problem', say('static')); return; }
    this.root.append(element('style', {}, study.style));
    // Answers come from other pages, and another day brings other questions.
    globalThis.addEventListener('storage', () => this.show());
    globalThis.addEventListener('pageshow', event => { if (event.persisted) this.show(); });
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.show(); });
    await this.show();
  }

  async show() {
    const now = new Date(), answer = { entries: store.all(), now: now.toISOString(), ahead: -now.getTimezoneOffset() };
    this.at = (await this.python.call({ id: 'study', do: 'check', question: 'where', answer, values: {}, earlier: null })).result;
    if (store.isBroken()) this.put('problem', say('not-kept'));
    this.howFar();
    this.repeat(now);
    this.evenings();
    this.ready();
  }

  howFar() {
    const { done, left, missing } = this.at, count = study.titles.length, [next] = missing;
    const text = [say('evenings', { done, count }, count), next ? say('left', { minutes: left }, left) : say('all-done')].join(' ');
    if (this.part('how-far').textContent !== text) this.part('how-far').textContent = text;
    if (!next) { this.put('next'); return; }
    const where = say('next-evening', { number: next.evening + 1, title: study.titles[next.evening] });
    this.put('next', `${say('next')} `, link(placeOf(next.name, next.questions[0]), titleOf(next.name)), ` (${where})`);
  }

  repeat(now) {
    const { due, later } = this.at;
    this.part('repeat').hidden = !due.length && !later.length;
    this.put('due', due.length ? say('due', { count: due.length }, due.length) : say('nothing-due'));
    this.put('due-list', ...due.map(({ subject, question }) => {
      const { prompt } = subjects.get(subject).questions.find(({ id }) => id === question);
      return element('li', {}, link(placeOf(subject, question), titleOf(subject)), `: ${prompt}`);
    }));
    const dated = later.length ? [say('later', { count: later.length, date: day(now.getTime() + later[0].days * DAY, 'long') }, later.length)] : [];
    this.put('later', ...dated);
  }

  evenings() {
    for (const line of this.root.querySelectorAll('[data-evening]')) {
      const { done, answered, count, left } = this.at.evenings[line.dataset.evening];
      line.dataset.done = String(done);
      const open = [say('evening-open', { answered, count }, count), ...(answered ? [say('evening-left', { minutes: left }, left)] : [])];
      line.querySelector('[data-evening-state]').textContent = done ? say('evening-done') : open.join(' ');
    }
  }

  /* The certificate can be made when nothing is missing; else what is missing is listed. */
  ready() {
    const { missing } = this.at, complete = !missing.length;
    this.part('certificate').disabled = !complete;
    this.put('certificate-note', say(complete ? 'complete' : 'missing'));
    this.put('missing', ...missing.map(({ evening, name, questions }) => {
      const count = questions.length, params = { number: evening + 1, title: titleOf(name), count };
      return element('li', {}, link(placeOf(name, questions[0]), count ? say('missing-line', params, count) : say('missing-text', params)));
    }));
    if (!complete) this.unmake();
  }

  unmake() {
    this.part('sheet').replaceChildren();
    document.documentElement.classList.remove('has-brief');
    for (const name of ['save', 'print']) this.part(name).disabled = true;
  }

  tell(id, outcome) {
    this.part('status').dataset.outcome = outcome;
    this.part('status').textContent = say(id);
  }

  make() {
    const name = this.part('name').value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, study.longest);
    if (!name) { this.unmake(); this.tell('no-name', 'wrong'); this.part('name').focus(); return; }
    this.part('sheet').replaceChildren(this.certificate(name));
    document.documentElement.classList.add('has-brief');
    for (const button of ['save', 'print']) this.part(button).disabled = false;
    this.tell('made', 'right');
  }

  certificate(name) {
    const done = this.at.subjects, sum = part => done.reduce((total, one) => total + one[part], 0), region = myRegion.chosen()?.region;
    const counted = (id, count) => say(`what-${id}`, { count }, count);
    const what = say('what', { evenings: counted('evenings', study.titles.length), chapters: counted('chapters', study.chapters), exercises: counted('exercises', done.length), questions: counted('questions', sum('answered')) });
    const lines = [what, say('right', { judged: sum('judged'), right: sum('right') }), ...(region ? [say('region', { region: myRegion.nameOf(region) })] : []), say('date', { date: day(new Date(), 'long') })];
    return element('article', { class: 'brief' },
      element('h2', { class: 'brief-title' }, say('title')),
      element('p', { class: 'brief-part' }, element('strong', {}, name)), element('p', {}, say('course', { edition: course.edition })),
      ...lines.map(text => element('p', {}, text)), this.table(), element('p', { class: 'brief-note' }, say('honest')));
  }

  table() {
    const cells = values => values.map((value, place) => element(place ? 'td' : 'th', place > 1 ? { class: 'number' } : place ? {} : { scope: 'row' }, value));
    const lines = study.names.map((names, place) => {
      const found = this.at.subjects.filter(({ name }) => names.includes(name)), sum = part => found.reduce((total, one) => total + one[part], 0);
      return element('tr', {}, ...cells([`${place + 1}. ${study.titles[place]}`, names.map(titleOf).join(', '), say('of', { part: sum('answered'), whole: sum('count') }), say('of', { part: sum('right'), whole: sum('judged') })]));
    });
    const heads = ['evening', 'exercises', 'answered', 'right'].map(name => element('th', { scope: 'col' }, say(`column-${name}`)));
    const inside = element('table', {}, element('caption', {}, say('table')), element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...lines));
    return element('div', { class: 'brief-frame', tabindex: '0', role: 'region', 'aria-label': say('table') }, inside);
  }
}

for (const root of document.querySelectorAll('[data-study-page]')) new Study(root).start();
