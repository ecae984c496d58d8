// An exercise on the page: controls, model, figures, chart, tables and questions, kept in step.
import { ChartView } from './chart.js';
import { Controls } from './controls.js';
import { formatMessage, formatNumber } from './format.js';
import { ModelFailure, Python, available } from './python.js';
import { Keeping } from './keeping.js';
import { Long } from './long.js';
import { Presets } from './presets.js';
import { Questions } from './questions.js';
import * as myRegion from './my_region.js';
import * as own from './own.js';
import * as store from './store.js';
import { fromLink, toLink } from './link.js';
import { copy, csv, download } from './files.js';

const course = globalThis.COURSE;
export const words = course.messages;
export const language = course.language;
export const say = (templates, params = {}, n = null) => formatMessage(templates, params, n, words, language);
export const written = (form, value) => {
  const text = typeof value === 'string' ? value : formatNumber(value, form.style, form.digits, words, language);
  return form.unit && value !== null && value !== undefined ? `${text}\u00a0${form.unit}` : text;
};
const look = () => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');
const later = (act, wait) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(act, wait); }; };

/* What exercises and quizzes share: an interpreter, questions, kept answers, and a line that says how things stand. */
export class Quiz {
  constructor(root, declared) {
    this.root = root; this.declared = declared; this.id = declared.id;
    this.python = new Python(declared.subject);
    this.entry = store.read(this.id) ?? { values: {}, answers: {} };
    this.questions = new Questions(root, declared.questions, {
      say: (id, params, n) => this.say(id, params, n),
      check: (question, answer) => this.check(question, answer),
      isKept: question => question in this.entry.answers,
      keep: (question, { answer, right }) => {
        this.entry.answers[question] = store.answered(this.entry.answers[question], answer, right);
        this.keep();
      },
    });
    root.querySelector('[data-reset]').addEventListener('click', () => this.reset());
  }

  say(id, params = {}, n = null) {
    return say(this.declared.messages[id] ?? words[id] ?? id, { exercise: this.declared.title, ...params }, n);
  }

  status(id, params) { this.root.querySelector('[data-status]').textContent = id ? this.say(id, params) : ''; }

  values() { return {}; }

  keep() {
    store.write(this.id, { values: this.values(), answers: this.entry.answers });
    if (store.isBroken()) this.status('storage-failed');
  }

  async check(question, answer) {
    const earlier = Object.fromEntries(Object.entries(this.entry.answers).map(([id, kept]) => [id, kept.answer]));
    return this.ask({ do: 'check', question, answer, earlier });
  }

  /* Calls the model; says what is wrong where it fails, and returns nothing then. */
  async ask(request) {
    try {
      const outcome = await this.python.call({ id: this.id, values: this.values(), ...request });
      this.refused(outcome.problem ?? null);
      return outcome.result;
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      this.problem(this.say(error.message_id, error.params));
      return undefined;
    }
  }

  problem(text) {
    const box = this.root.querySelector('[data-problem]');
    box.textContent = text;
    box.hidden = !text;
  }

  refused(problem) { this.problem(problem ? this.say(problem.message, problem.params) : ''); }

  async restore() { await this.questions.restore(this.entry.answers); }

  reset() {
    this.python.stop();
    this.entry = { values: {}, answers: {} };
    store.remove(this.id);
    this.questions.clear();
    this.problem('');
    this.status('reset-done');
  }

  async start() {
    const alive = await available();
    if (alive) {
      // What was answered before stands there first: it would overwrite an answer that is given meanwhile.
      await this.restore();
      for (const set of this.root.querySelectorAll('fieldset[data-waits]')) set.disabled = false;
    }
    this.root.dataset.state = alive ? 'live' : 'static';
    this.status(alive ? '' : 'static');
  }
}

export class Exercise extends Quiz {
  constructor(root, declared) {
    super(root, declared);
    this.controls = new Controls(root.querySelector('[data-controls]'), declared.controls, () => this.changed());
    this.chart = new ChartView(root.querySelector('[data-chart]'), declared.chart.specs, {
      look, formatLocale: course.formatLocale, onPick: key => this.pick(key),
    });
    this.announce = later(() => { root.querySelector('[data-announce]').textContent = this.alt; }, 700);
    this.save = later(() => this.keep(), 250);
    this.busy = false;
    this.stale = false;
    this.long = declared.long ? new Long(this) : null;
    this.keeping = declared.keeps ? new Keeping(this, declared.keeps) : null;
    this.presets = declared.presets.length ? new Presets(this, declared.presets) : null;
    this.mine = declared.region ? new myRegion.Beside(this, declared.region) : null;
    this.made = declared.subject;
    this.offer = null;
    this.picker = declared.takes ? new own.Picker(root.querySelector('[data-own]'), (...words) => this.say(...words), () => this.ownNotes()) : null;
    this.wire();
  }

  wire() {
    const on = (selector, act) => this.root.querySelectorAll(selector).forEach(element => element.addEventListener('click', () => act(element)));
    on('[data-stop]', () => this.python.stop());
    on('[data-link]', () => this.link());
    on('[data-csv]', () => download(this.fileName('csv'), csv(this.declared.tables[0].columns, this.result.rows), 'text/csv'));
    on('[data-picture]', element => this.picture(element.dataset.picture));
    on('[data-copy]', element => this.copied(copy(this.root.querySelector(`[data-text="${element.dataset.copy}"]`).textContent), 'copied', 'link-failed'));
    this.root.querySelectorAll('details').forEach(element => element.addEventListener('toggle', () => this.result && this.fillTables()));
    new MutationObserver(() => this.chart.refresh()).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  }

  values() { return this.controls.get(); }

  async start() {
    if (!await available()) { await super.start(); return; }
    this.status('loading');
    await this.takeOwn();
    const linked = fromLink(this.id, this.declared.controls);
    const mine = this.mine?.opening() ?? {}, kept = { ...this.declared.defaults, ...this.entry.values };
    this.controls.set({ ...kept, ...mine, ...(linked ?? {}) });
    this.mine?.show();
    this.keeping?.show();
    await this.update();
    // What was kept by another edition, or came with a link, may not be allowed here: then the exercise opens as it was made.
    if (!this.result && this.refusal) {
      const refusal = this.refusal;
      this.controls.set({ ...this.declared.defaults, ...mine });
      this.mine?.show();
      await this.update();
      this.refused(refusal);
      if (linked) this.status('link-refused');
    }
    const isRunning = this.result && !this.refusal;
    await this.restore();
    // Answers that were given about another region are no wrong ones about this.
    this.questions.outdate(Object.keys(mine).filter(name => mine[name] !== kept[name]));
    for (const set of this.root.querySelectorAll('fieldset[data-waits]')) set.disabled = false;
    this.root.dataset.state = 'live';
    if (isRunning) this.status('live');
    if (this.picker) own.whenChanged(() => this.ownChanged());
  }

  /* Opens the model anew with the regions that the learner keeps, or as it was made. */
  async takeOwn() {
    const kept = this.picker && store.own();
    if (!kept && !this.offer) return;
    this.open(kept ? own.withOwn(this.made, kept) : this.made);
    this.offer = kept ? (await this.ask({ do: 'own' })) ?? null : null;
    // A model that fails on them goes on without them.
    if (kept && !this.offer) this.open(this.made);
    const mine = myRegion.chosen(), before = mine && this.mine?.isListed(mine.region);
    this.controls.offer(this.say('own-regions'), this.offer?.options ?? []);
    this.mine?.listed(before);
    this.mine?.show();
    this.picker.show();
  }

  /* Whoever opens the model from here on, opens this text. */
  open(subject) {
    this.python.stop();
    this.declared.subject = subject;
    this.python = new Python(subject);
  }

  ownNotes() {
    const { lacking = [], wrong = null } = this.offer ?? {};
    return wrong ? [this.say('own-kept-wrong', { where: wrong })] : lacking.map(({ message, params }) => this.say(message, params));
  }

  async ownChanged() {
    const before = this.values();
    await this.takeOwn();
    const after = this.values();
    // Kept is what changed here; whoever reads a file in set nothing, nor did a learner's region that came or went with it.
    if (JSON.stringify(after) === JSON.stringify(before) || this.mine?.isMine(before) || this.mine?.isMine(after)) this.moved();
    else this.changed();
  }

  refused(problem) {
    this.refusal = problem;
    super.refused(problem);
    this.controls.mark(problem?.control ?? null);
  }

  pick(key) {
    const element = this.controls.element(this.declared.chart.click);
    if (!element || ![...element.options].some(option => option.value === key)) return;
    element.value = key;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }

  changed() {
    this.moved();
    this.save();
  }

  /* Follows the controls without keeping what they say: nobody set them here. */
  moved() {
    const before = this.last ?? this.declared.defaults, values = this.values();
    this.questions.outdate(Object.keys(values).filter(name => JSON.stringify(values[name]) !== JSON.stringify(before[name])));
    this.last = values;
    this.status('');
    this.long?.moved();
    this.mine?.show();
    this.update();
  }

  /* Runs the model with the newest values: while one run is under way, the ones between are skipped. */
  async update() {
    if (this.busy) { this.stale = true; return; }
    this.busy = true;
    const slow = setTimeout(() => this.working(true), 400);
    try {
      do {
        this.stale = false;
        const outcomes = await this.long?.outcomes();
        const result = await this.ask(outcomes ? { do: 'gather', outcomes } : { do: 'run' });
        if (result) await this.show(result);
      } while (this.stale);
    } finally {
      clearTimeout(slow);
      this.working(false);
      this.busy = false;
    }
  }

  working(on) {
    this.root.querySelector('[data-working]').hidden = !on;
    this.root.querySelector('[data-chart]').toggleAttribute('data-busy', on);
  }

  async show(result) {
    this.result = result;
    for (const form of this.declared.figures) {
      const box = this.root.querySelector(`[data-figure="${form.name}"]`), value = result.figures[form.name];
      box.dataset.value = value === null || value === undefined ? '' : String(value);
      box.textContent = written(form, value);
    }
    this.alt = say(this.declared.chart.alt, result.figures);
    this.root.querySelector('[data-chart]').setAttribute('aria-label', this.alt);
    this.announce();
    try {
      await this.chart.show(result.rows);
    } catch (error) {
      this.problem(this.say('chart-failed', { reason: String(error.message || error).slice(0, 200) }));
    }
    this.fillTables();
  }

  fillTables() {
    for (const table of this.declared.tables) {
      const box = this.root.querySelector(`[data-table="${table.source}"]`), closed = box.closest('details:not([open])');
      if (closed) continue;
      const rows = this.result[table.source];
      const body = document.createElement('tbody');
      for (const row of rows) {
        const line = body.insertRow();
        table.columns.forEach((column, index) => {
          const cell = line.appendChild(document.createElement(index ? 'td' : 'th'));
          if (!index) cell.scope = 'row';
          cell.textContent = column.empty !== undefined && (row[column.name] ?? '') === '' ? column.empty : written(column, row[column.name] ?? null);
          if (typeof row[column.name] === 'number') cell.className = 'number';
        });
      }
      box.querySelector('tbody').replaceWith(body);
      const empty = box.parentElement.querySelector('[data-empty]');
      if (empty) { empty.hidden = rows.length > 0; box.hidden = rows.length === 0; }
    }
  }

  fileName(kind) { return `${this.id}-edition-${course.edition}.${kind}`; }

  async picture(kind) {
    const { title, source } = this.declared.chart;
    const lines = [this.alt, source, say(words.edition, { edition: course.edition })];
    const result = await this.chart.picture(kind, title, lines.flatMap(text => wrapped(text, 96)));
    if (kind === 'svg') download(this.fileName('svg'), result, 'image/svg+xml');
    else download(this.fileName('png'), result);
  }

  link() {
    // Another learner's own region stands for what is not said.
    const { [this.declared.region]: _own, ...unsaid } = this.declared.defaults;
    const address = toLink(this.id, unsaid, this.values());
    history.replaceState(null, '', address);
    this.copied(copy(address), 'link-copied', 'link-failed');
  }

  async copied(done, yes, no) { this.status((await done) ? yes : no); }

  reset() {
    super.reset();
    this.long?.moved();
    this.controls.set({ ...this.declared.defaults, ...(this.mine?.opening() ?? {}) });
    this.mine?.show();
    this.keeping?.show();
    this.presets?.forget();
    this.last = undefined;
    this.update();
  }
}

function wrapped(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    if ((lines.at(-1) + ' ' + word).length > width) lines.push(word); else lines[lines.length - 1] = (lines.at(-1) + ' ' + word).trim();
  }
  return lines;
}
