// The page that makes a brief: region and own texts are kept with the progress, the models compose, the page draws, saves and prints.
import { file, said, View } from './brief_view.js';
import { download } from './files.js';
import { formatMessage } from './format.js';
import { choose, chosen } from './my_region.js';
import { available, ModelFailure, Python } from './python.js';
import * as store from './store.js';

const course = globalThis.COURSE, brief = globalThis.COURSE_BRIEF;
const TEXTS = 'brief';

/* The day where the learner is, as 2026-01-31. */
const today = () => { const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, '0')).join('-'); };

class BriefPage {
  constructor(root) {
    this.root = root;
    this.python = new Python(brief.subject);
    this.part = name => root.querySelector(`[data-brief="${name}"]`);
    this.places = [...root.querySelectorAll('[data-place]')];
    this.part('region').addEventListener('change', event => this.keepRegion(event.target.value));
    for (const place of this.places) place.addEventListener('input', () => this.keepTexts());
    for (const [name, act] of [['make', this.make], ['save', this.save], ['print', this.print]]) this.part(name).addEventListener('click', () => act.call(this));
    globalThis.addEventListener('storage', () => this.restore());
  }

  tell(text, outcome = 'none') {
    this.part('status').dataset.outcome = outcome;
    this.part('status').textContent = text;
  }

  async start() {
    const alive = await available();
    this.root.dataset.state = alive ? 'live' : 'static';
    if (!alive) { this.tell(said('page-static'), 'wrong'); return; }
    this.root.append(Object.assign(document.createElement('style'), { textContent: brief.style }));
    for (const set of this.root.querySelectorAll('fieldset[data-waits]')) set.disabled = false;
    this.restore();
  }

  restore() {
    const region = chosen()?.region, texts = store.read(TEXTS)?.values ?? {};
    if (region && Object.hasOwn(brief.files, region)) this.part('region').value = region;
    for (const place of this.places) {
      const kept = texts[place.dataset.place];
      if (place !== document.activeElement) place.value = typeof kept === 'string' ? kept : '';
    }
  }

  keepRegion(region) {
    choose(region);
    this.kept();
  }

  keepTexts() {
    const written = this.places.filter(place => place.value.trim()).map(place => [place.dataset.place, place.value]);
    if (written.length) store.write(TEXTS, { values: Object.fromEntries(written), answers: {} });
    else store.remove(TEXTS);
    this.kept();
  }

  kept() {
    if (store.isBroken()) this.tell(formatMessage(course.messages['storage-failed'], {}, null, course.messages, course.language), 'wrong');
    else if (this.made) this.tell(said('page-stale'));
  }

  /* The script of a region, added when it is asked for: file:// opens scripts, and nothing else. */
  load(code) {
    if (globalThis.COURSE_REGIONS?.[code]) return Promise.resolve(globalThis.COURSE_REGIONS[code]);
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = this.root.dataset.static + brief.files[code];
      script.onload = () => resolve(globalThis.COURSE_REGIONS[code]);
      script.onerror = () => { script.remove(); reject(new Error(said('page-no-file', { file: brief.files[code].split('?')[0] }))); };
      document.head.append(script);
    });
  }

  async make() {
    const code = this.part('region').value;
    if (!code) { this.tell(said('page-no-region'), 'wrong'); this.part('region').focus(); return; }
    this.tell(said('page-working'));
    let region;
    try { region = await this.load(code); } catch (error) { this.tell(error.message, 'wrong'); return; }
    const answer = { region, entries: store.all(), made: today() };
    try {
      const { result } = await this.python.call({ id: TEXTS, do: 'check', question: 'compose', answer, values: {}, earlier: null });
      this.show({ code, title: said('title', { region: region.name }), sections: result.sections });
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      this.tell(said('page-failed', { reason: error.params.reason ?? error.message }), 'wrong');
    }
  }

  show(made) {
    this.made = made;
    const article = new View(2).article(made.title, made.sections), title = article.querySelector('.brief-title');
    this.part('sheet').replaceChildren(article);
    document.documentElement.classList.add('has-brief');
    for (const name of ['save', 'print']) this.part(name).disabled = false;
    this.tell(said('page-made', { title: made.title }), 'right');
    title.tabIndex = -1;
    title.scrollIntoView();
    title.focus({ preventScroll: true });
  }

  save() { download(`brief-${this.made.code}.html`, file(this.made.title, this.made.sections), 'text/html'); }

  print() { globalThis.print(); }
}

for (const root of document.querySelectorAll('[data-brief-page]')) new BriefPage(root).start();
