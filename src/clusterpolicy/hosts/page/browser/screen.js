// The facilitator's screen: groups' files come in, one chart shows what they answered, a timer runs, a summary goes out. Nothing is sent.
import { ChartView } from './chart.js';
import { csv, download, element, htmlFile, plainJson } from './files.js';
import { available, ModelFailure, Python } from './python.js';
import * as store from './store.js';
import { answering, answersTable, article, asked, framed, headInWords, heads, inWords, lines, outcome, prompts, say, sharesTable, subjects } from './screen_words.js';
import { Timer } from './timer.js';

const course = globalThis.COURSE, screen = globalThis.COURSE_SCREEN;
const MARKS = { right: '✓', wrong: '✗', none: '–' };
// The height that all lines of the chart share, the height of a line at most and at least, and that of the heads, in pixels.
const ROOM = 520, TALLEST = 44, LOWEST = 15, HEAD = 40;
// What stands around the chart where it fills the screen.
const AROUND = 240;
// The share of the width that groups' names can take.
const NAMES = 0.3;
// The name that “My progress” gives to every export says nothing about a group.
const UNNAMED = /^clusterpolicy-progress/;
const look = () => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');
const plain = (text, most) => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, most).trim();

class Screen {
  constructor(root) {
    this.root = root;
    this.groups = store.groups();
    this.python = new Python(screen.subject);
    this.undo = null;
    this.timer = new Timer(root, say);
    this.chart = new ChartView(this.part('box'), this.specs(), { look, formatLocale: course.formatLocale });
    new MutationObserver(() => this.chart.refresh()).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    this.part('full').addEventListener('click', () => this.fill());
    document.addEventListener('fullscreenchange', () => {
      this.part('full').setAttribute('aria-pressed', String(this.isFull()));
      this.draw();
    });
  }

  part(name) { return this.root.querySelector(`[data-screen="${name}"]`); }

  tell(sentences, outcome = 'none', name = 'status') {
    this.part(name).dataset.outcome = outcome;
    this.part(name).textContent = sentences.filter(Boolean).join(' ');
  }

  async start() {
    const alive = await available();
    this.root.dataset.state = alive ? 'live' : 'static';
    if (!alive) { this.tell([say('page-static')], 'wrong'); this.part('status').scrollIntoView(); return; }
    for (const set of this.root.querySelectorAll('fieldset[data-waits]')) set.disabled = false;
    this.root.append(element('style', {}, screen.style));
    this.wire();
    await this.show();
  }

  wire() {
    const on = (name, event, act) => this.part(name).addEventListener(event, act);
    on('files', 'change', async ({ target }) => { await this.takeFiles([...target.files]); target.value = ''; });
    on('add', 'click', () => this.paste());
    on('subject', 'change', () => this.draw());
    on('clear', 'click', () => this.change([], say('cleared')));
    on('undo', 'click', () => this.restore());
    on('csv', 'click', () => { const { columns, rows } = lines(this.groups); download('groups-answers.csv', csv(columns, rows), 'text/csv'); });
    on('make', 'click', () => this.make());
    on('save', 'click', () => download('groups-answers.html', htmlFile(this.title, screen.style, this.part('sheet').firstChild, course.language), 'text/html'));
    on('print', 'click', () => globalThis.print());
    on('drop', 'dragover', event => { event.preventDefault(); this.part('drop').dataset.over = ''; });
    on('drop', 'dragleave', () => { delete this.part('drop').dataset.over; });
    on('drop', 'drop', event => {
      event.preventDefault();
      delete this.part('drop').dataset.over;
      this.takeFiles([...event.dataTransfer.files]);
    });
    globalThis.addEventListener('storage', event => {
      if (event.key !== null && event.key !== store.GROUPS) return;
      this.groups = store.groups();
      this.show();
    });
  }

  /* Files one after another: what is wrong with one of them changes nothing for the others. */
  async takeFiles(files) {
    const read = await Promise.all(files.map(async file => ({ name: plain(file.name, 120), ...await textOf(file) })));
    await this.take(read);
  }

  async paste() {
    const text = this.part('paste').value;
    if (!text.trim()) { this.tell([say('groups-nothing')], 'wrong'); this.part('paste').focus(); return; }
    const bytes = new TextEncoder().encode(text);
    const taken = await this.take([{ name: say('pasted'), pasted: true, ...(bytes.length > course.maximumBytes ? tooLarge() : { text: plainJson(bytes) }) }]);
    if (taken) this.part('paste').value = '';
  }

  /* Returns how many were taken. */
  async take(files) {
    const before = this.groups, refused = [];
    for (const file of files) {
      const outcome = await this.judged(file);
      if (outcome.right) this.groups = [...this.groups, this.group(file, outcome)];
      else refused.push({ file: file.name, reason: say(outcome.message, outcome.params, outcome.n) });
    }
    const taken = this.groups.length - before.length;
    if (taken) { this.keep(); this.forget(); }
    this.refuse(refused);
    await this.show();
    this.tell([
      taken || !refused.length ? say('taken', { count: taken }, taken) : '',
      refused.length ? say('refused', { count: refused.length }, refused.length) : '', this.unkept(),
    ], taken && refused.length ? 'note' : refused.length ? 'wrong' : 'right');
    return taken;
  }

  async judged({ text, message, params }) {
    if (message) return { right: false, message, params };
    if (text === null) return { right: false, message: 'progress-not-json', params: {} };
    try {
      const request = { id: 'screen', do: 'check', question: 'take', answer: { text, groups: this.groups }, values: {}, earlier: null };
      return (await this.python.call(request)).result;
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      return { right: false, message: 'groups-unread', params: { reason: error.params.reason ?? error.message } };
    }
  }

  group({ name, pasted }, { group, strange }) {
    const stem = name.replace(/\.json$/i, ''), named = pasted || UNNAMED.test(stem) || !stem ? say('group', { number: this.groups.length + 1 }) : stem;
    return { name: this.free(plain(named, 40)), file: name, strange, ...group };
  }

  /* The name, with a number behind it where another group has it. */
  free(name, self = null) {
    const taken = this.groups.filter(group => group !== self).map(group => group.name);
    let found = name;
    for (let number = 2; taken.includes(found); number++) found = `${name} (${number})`;
    return found;
  }

  keep() { store.putGroups(this.groups); }

  unkept() { return store.isBroken() ? say('not-kept') : ''; }

  forget() {
    this.undo = null;
    this.part('undo').hidden = true;
  }

  refuse(refused) {
    const list = this.part('refused');
    list.replaceChildren(...refused.map(({ file, reason }) => element('li', {}, element('strong', {}, file), `: ${reason}`)));
    list.hidden = !refused.length;
  }

  async change(groups, text) {
    const before = this.groups;
    this.groups = groups;
    this.keep();
    this.refuse([]);
    this.undo = before;
    this.part('undo').hidden = false;
    await this.show();
    this.tell([text, this.unkept()]);
    this.part('undo').focus();
  }

  async restore() {
    this.groups = this.undo;
    this.keep();
    this.forget();
    await this.show();
    this.tell([say('restored'), this.unkept()]);
    this.part('files').focus();
  }

  rename(group, field) {
    const name = plain(field.value, 40);
    if (name) group.name = this.free(name, group);
    field.value = group.name;
    this.keep();
    this.show();
  }

  /* All that follows from the groups. */
  async show() {
    const list = this.part('groups');
    list.replaceChildren(...this.groups.map(group => this.line(group)));
    list.hidden = !this.groups.length;
    const answered = [...subjects.values()].filter(subject => answering(this.groups, subject.id));
    for (const name of ['csv', 'make']) this.part(name).disabled = !answered.length;
    this.part('clear').disabled = !this.groups.length;
    this.unmake();
    this.offer(answered);
    await this.draw();
  }

  line(group) {
    const count = Object.values(group.answers).reduce((sum, answers) => sum + Object.keys(answers).length, 0), notes = [say('group-answers', { count }, count)];
    if (group.strange) notes.push(say('groups-strange', { count: group.strange }, group.strange));
    if (group.edition !== course.edition) notes.push(say('groups-edition', { edition: group.edition, here: course.edition }));
    const field = element('input', { type: 'text', maxlength: '40', autocomplete: 'off', 'aria-label': say('rename', { file: group.file }) });
    field.value = group.name;
    field.addEventListener('change', () => this.rename(group, field));
    const button = element('button', { type: 'button', 'aria-label': say('remove', { name: group.name }) }, say('remove-short'));
    button.addEventListener('click', () => this.change(this.groups.filter(one => one !== group), say('removed', { name: group.name })));
    return element('li', {}, field, ' ', element('span', { class: 'screen-file' }, `${group.file}: ${notes.join(' ')}`), ' ', button);
  }

  /* What somebody answered comes first in the list; what is chosen stays. */
  offer(answered) {
    const list = this.part('subject'), chosen = list.value;
    const option = subject => { const count = answering(this.groups, subject.id); return new Option(count ? say('subject-answers', { title: subject.title, count }, count) : subject.title, subject.id); };
    const rest = [...subjects.values()].filter(subject => !answered.includes(subject));
    list.replaceChildren(...[...answered, ...rest].map(option));
    list.value = answered.some(subject => subject.id === chosen) || (chosen && !answered.length) ? chosen : (answered[0] ?? rest[0]).id;
  }

  async compared(subject) {
    const request = { id: 'screen', do: 'check', question: 'compare', answer: { subject: subject.id, groups: this.groups }, values: {}, earlier: null };
    return (await this.python.call(request)).result;
  }

  async draw() {
    const subject = subjects.get(this.part('subject').value), some = this.groups.length > 0;
    for (const name of ['chart', 'details']) this.part(name).hidden = !some;
    this.part('empty').hidden = some;
    if (!some) return;
    const { cells, columns } = await this.compared(subject), names = heads(subject), questions = asked(subject);
    const sorted = [...new Set(cells.map(cell => cell.group))].map(name => this.groups.find(group => group.name === name));
    this.part('title').textContent = subject.title;
    this.part('box').setAttribute('aria-label', this.alt(subject, columns, names));
    this.part('announce').textContent = this.part('box').getAttribute('aria-label');
    this.part('options').replaceChildren(...this.options(questions, columns));
    this.part('prompts').replaceChildren(...prompts(subject).map((prompt, place) => element('li', {}, prompt, ...(questions[place].outcome ? [element('p', {}, questions[place].outcome)] : []))));
    this.part('tables').replaceChildren(...[sharesTable(subject, columns), answersTable(subject, sorted)].map(one => framed(one, 'table-frame')));
    const rows = this.rows(cells, columns, questions, names);
    await this.chart.renew(rows);
  }

  rows(cells, columns, questions, names) {
    const place = new Map(questions.map((question, index) => [question.id, index])), letters = [...say('letters')];
    const rows = cells.map(({ group, question, state, option, answer }) => {
      const index = place.get(question), kept = state === 'none' ? null : { answer, right: state === 'right' }, mark = state === 'predicted' ? letters[option] ?? '?' : MARKS[state];
      const words = [headInWords(names[index]), kept ? inWords(questions[index], answer) : '', outcome(questions[index], kept)].filter(Boolean).join(': ');
      return { group, column: names[index], mark, state, words };
    });
    const all = columns.map(({ right }, index) => ({ group: say('all-groups'), column: names[index], state: 'all', words: '',
      mark: questions[index].stage === 'predict' ? '' : say('right-of', { right, count: this.groups.length }) }));
    return [...rows, ...all];
  }

  options(questions, columns) {
    const letters = [...say('letters')];
    return questions.flatMap((question, index) => (question.stage === 'predict' ? Object.values(question.options) : []).map((label, place) => {
      const count = columns[index].options[place];
      return element('li', {}, say('option', { letter: letters[place], label, count }, count));
    }));
  }

  alt(subject, columns, names) {
    const count = this.groups.length, sentences = [say('alt', { title: subject.title, count }, count)];
    asked(subject).forEach((question, index) => {
      const found = columns[index];
      const counts = Object.values(question.options).map((label, place) => say('alt-option', { label, count: found.options[place] })).join('; ');
      sentences.push(question.stage === 'predict' ? say('alt-predicted', { counts }) : say('alt-right', { number: names[index], right: found.right, count }));
    });
    return sentences.join(' ');
  }

  /* The chart in both looks, as high and in such type as there are groups. */
  specs() {
    const sized = name => {
      const spec = screen.specs[name], room = this.isFull() ? globalThis.innerHeight - AROUND - HEAD : ROOM;
      const step = Math.max(LOWEST, Math.min(TALLEST, Math.floor(room / (this.groups.length + 1))));
      const size = Math.max(11, Math.min(22, Math.floor(step * 0.62))), narrow = this.part('box').clientWidth < 480;
      const { config } = spec, axis = { labelFontSize: narrow ? Math.min(size, 14) : size, labelLimit: Math.round(this.part('box').clientWidth * NAMES), labelPadding: 8 };
      return { ...spec, height: step * (this.groups.length + 1) + HEAD, config: { ...config, axisX: axis, axisY: axis, text: { ...config.text, fontSize: narrow ? Math.min(size, 13) : size } } };
    };
    return { get light() { return sized('light'); }, get dark() { return sized('dark'); } };
  }

  isFull() { return document.fullscreenElement === this.part('stage'); }

  fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.part('stage').requestFullscreen();
  }

  async make() {
    const answered = [...subjects.values()].filter(subject => answering(this.groups, subject.id)), found = [];
    for (const subject of answered) found.push({ subject, counts: (await this.compared(subject)).columns });
    this.title = say('summary-title', { date: new Intl.DateTimeFormat(course.language, { dateStyle: 'long' }).format(new Date()) });
    this.part('sheet').replaceChildren(article(this.title, this.groups, found));
    document.documentElement.classList.add('has-brief');
    for (const name of ['save', 'print']) this.part(name).disabled = false;
    this.tell([say('summary-made')], 'right', 'summary-status');
  }

  /* A summary of other groups than those that are here is none. */
  unmake() {
    this.part('sheet').replaceChildren();
    document.documentElement.classList.remove('has-brief');
    for (const name of ['save', 'print']) this.part(name).disabled = true;
    this.tell([], 'none', 'summary-status');
  }
}

const tooLarge = () => ({ text: null, message: 'progress-too-large', params: { maximum: course.maximumBytes / 1024 } });

async function textOf(file) {
  if (file.size > course.maximumBytes) return tooLarge();
  try { return { text: plainJson(await file.arrayBuffer()) }; } catch (error) { return { text: null, message: 'groups-unread', params: { reason: error.message } }; }
}

for (const root of document.querySelectorAll('[data-screen-page]')) new Screen(root).start();
