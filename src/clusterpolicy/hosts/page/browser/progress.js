// The page "My progress": list, export, import, clear with undo.
import { download, plainJson } from './files.js';
import { say, words, language } from './exercise.js';
import * as myRegion from './my_region.js';
import * as own from './own.js';
import { ModelFailure, Python } from './python.js';
import * as store from './store.js';

const course = globalThis.COURSE;

export class Progress {
  constructor(root) {
    this.root = root;
    this.undo = null;
    const on = (name, event, act) => root.querySelector(`[data-progress="${name}"]`).addEventListener(event, act);
    on('export', 'click', () => this.export());
    on('import', 'change', event => this.import(event.target));
    on('clear', 'click', () => this.clear());
    on('undo', 'click', () => this.restore());
    this.picker = new own.Picker(root.querySelector('[data-own]'), (id, params, n) => say(words[id], params, n));
    this.picker.show();
    own.whenChanged(() => this.picker.show());
    root.dataset.state = 'live';
    for (const set of root.querySelectorAll('fieldset[data-waits]')) set.disabled = false;
    this.list();
    globalThis.addEventListener('storage', () => this.list());
  }

  tell(id, params = {}, n = null) { this.root.querySelector('[data-feedback]').textContent = say(words[id], params, n); }

  list() {
    const entries = Object.entries(store.all()), list = this.root.querySelector('[data-progress="list"]');
    list.replaceChildren(...entries.map(([id, entry]) => this.line(id, entry)));
    if (!entries.length) list.append(Object.assign(document.createElement('li'), { textContent: say(words['progress-empty']) }));
  }

  line(id, entry) {
    const known = Object.hasOwn(course.catalogue, id) ? course.catalogue[id] : null, item = document.createElement('li');
    const title = known ? Object.assign(document.createElement('a'), { href: known.href, textContent: known.title }) : document.createTextNode(id);
    const answers = Object.values(entry.answers), judged = answers.filter(answer => typeof answer?.right === 'boolean');
    if (id === myRegion.NAME && myRegion.chosen()) title.textContent = say(words['my-region'], { region: myRegion.nameOf(entry.values.region) });
    const right = judged.filter(answer => answer.right).length, notes = [];
    if (judged.length) notes.push(say(words['progress-answers'], { right, count: judged.length }, judged.length));
    if (answers.length > judged.length) notes.push(say(words['progress-kept'], { count: answers.length - judged.length }, answers.length - judged.length));
    if (Object.keys(entry.values).length && id !== myRegion.NAME) notes.push(say(words['progress-settings']));
    if (typeof entry.at === 'string') notes.push(new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(entry.at)));
    item.append(title, ` — ${notes.join(' · ')}`);
    return item;
  }

  export() {
    const content = { format: store.FORMAT, version: store.VERSION, edition: course.edition, entries: store.all(), own: store.own() };
    download('clusterpolicy-progress.json', JSON.stringify(content, null, 1), 'application/json');
  }

  async import(input) {
    const [file] = input.files;
    if (!file) return;
    try {
      if (file.size > course.maximumBytes) { this.tell('progress-too-large', { maximum: course.maximumBytes / 1024 }); return; }
      const text = plainJson(await file.arrayBuffer());
      if (text === null) this.tell('progress-not-json'); else await this.take(text);
    } finally { input.value = ''; }
  }

  async take(text) {
    this.python ??= new Python(JSON.stringify({ id: 'progress', model: 'progress', controls: [], questions: [], data: null }));
    try {
      const { result } = await this.python.call({ id: 'progress', do: 'check', question: 'import', answer: text, values: {}, earlier: { entries: store.all(), own: store.own() } });
      if (result.right) await this.bring(result);
      this.tell(result.message, result.params, result.n);
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      this.tell('progress-not-json');
    }
  }

  async bring({ entries, own: regions }) {
    store.put(entries);
    this.list();
    await own.replace(regions);
  }

  async clear() {
    this.undo = { entries: store.all(), own: store.own() };
    store.clear();
    this.list();
    await own.replace(null);
    this.tell('progress-cleared');
    this.root.querySelector('[data-progress="undo"]').hidden = false;
  }

  async restore() {
    await this.bring(this.undo);
    this.undo = null;
    this.root.querySelector('[data-progress="undo"]').hidden = true;
    this.tell('progress-restored');
  }
}
