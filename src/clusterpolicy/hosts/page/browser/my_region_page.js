// The page "My region": the choice, and for each exercise what it says of the region, what the learner did there and what is missing.
import { pointToAtlas } from './atlas_link.js';
import { ModelFailure, Python, available } from './python.js';
import { say, words, written } from './exercise.js';
import * as myRegion from './my_region.js';
import * as own from './own.js';
import * as store from './store.js';

const PLACE = /\{(\w+)/g;

export class MyRegion {
  constructor(root, subjects) {
    this.root = root;
    this.subjects = subjects;
    this.list = root.querySelector('[name="my-region"]');
    this.turn = 0;
    this.list.addEventListener('input', () => this.choose());
  }

  async start() {
    if (!await available()) { this.root.dataset.state = 'static'; return; }
    for (const set of this.root.querySelectorAll('fieldset[data-waits]')) set.disabled = false;
    myRegion.whenChosen(() => this.show());
    own.whenChanged(() => this.show());
    // Answers and settings come from other pages.
    globalThis.addEventListener('storage', event => { if (event.key?.startsWith(store.PREFIX) && event.key !== store.PREFIX + myRegion.NAME) this.show(); });
    await this.show();
  }

  tell(text) { this.root.querySelector('[data-mine-status]').textContent = text; }

  choose() {
    const region = this.list.value;
    myRegion.choose(region);
    if (store.isBroken()) this.tell(say(words['storage-failed']));
    else if (region) this.tell(say(words['my-region-chosen'], { region: myRegion.nameOf(region) }));
    else this.tell(say(words['my-region-none']));
  }

  /* The learner's own regions stand behind the others; one that is no longer there is still the choice. */
  offer(region) {
    const names = [...new Set((store.own()?.rows ?? []).map(row => `own:${row.name}`))];
    if (region && !Object.hasOwn(globalThis.COURSE.regions, region) && !names.includes(region)) names.push(region);
    this.list.querySelector('optgroup')?.remove();
    if (names.length) {
      const group = this.list.appendChild(Object.assign(document.createElement('optgroup'), { label: say(words['own-regions']) }));
      group.append(...names.map(name => new Option(myRegion.nameOf(name), name)));
    }
    this.list.value = region ?? '';
  }

  async show() {
    const turn = ++this.turn, region = myRegion.chosen()?.region ?? null;
    this.root.dataset.state = 'loading';
    this.offer(region);
    if (!region) this.tell(say(words['my-region-none']));
    this.root.querySelector('[data-mine-known]').hidden = !region;
    const { regions } = globalThis.COURSE, code = Object.hasOwn(regions, region ?? '') ? region : '';
    const atlas = this.root.querySelector('[data-atlas]'); // a smaller site has none
    if (atlas) pointToAtlas(atlas, code, regions[code]);
    for (const item of region ? this.root.querySelectorAll('[data-mine-exercise]') : []) {
      const declared = this.subjects[item.dataset.mineExercise];
      this.done(item, declared);
      const found = await this.known(declared, region);
      if (turn !== this.turn) return;
      item.querySelector('[data-mine-says]').textContent = found.says;
      const box = item.querySelector('[data-mine-missing]');
      box.textContent = found.missing.length ? say(words['my-region-missing'], { region: myRegion.nameOf(region), figures: found.missing }) : '';
      box.hidden = !found.missing.length;
      item.dataset.known = String(found.known);
    }
    this.root.dataset.state = 'live';
  }

  /* What the learner did, and which questions are open: not answered, or not yet right. */
  done(item, declared) {
    const entry = store.read(declared.id), answers = entry?.answers ?? {}, count = declared.questions.length;
    const answered = declared.questions.filter(question => question.id in answers).length;
    const text = answered ? say(words['my-region-done'], { answered, count }, count) : say(words[entry ? 'my-region-settings' : 'my-region-not-begun']);
    item.querySelector('[data-mine-done]').textContent = text;
    let open = 0;
    for (const line of item.querySelectorAll('[data-mine-question]')) {
      const kept = answers[line.dataset.mineQuestion];
      line.hidden = Boolean(kept) && kept.right !== false;
      open += !line.hidden;
    }
    item.querySelector('[data-mine-open]').hidden = !open;
  }

  /* {says, missing, known}: the exercise's own model is asked, with the learner's settings. */
  async known(declared, region) {
    const kept = declared.takes && store.own(), name = myRegion.nameOf(region);
    const python = new Python(kept ? own.withOwn(declared.subject, kept) : declared.subject);
    const ask = async request => (await python.call({ id: declared.id, ...request })).result;
    try {
      const offer = kept ? await ask({ do: 'own' }) : null;
      const control = declared.controls.find(one => one.name === declared.region);
      if (![...control.options, ...(offer?.options ?? [])].some(option => option.value === region)) {
        const lack = offer?.lacking.find(({ params }) => params.region === name);
        return { says: lack ? say(words[lack.message], lack.params) : say(words['my-region-no-figures'], { region: name }), missing: [], known: false };
      }
      const entry = store.read(declared.id), result = await this.result(declared, control, region, entry?.values ?? {}, ask);
      return { says: say(declared.ofRegion, result.figures), missing: missing(declared, result), known: true };
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      const template = words[error.message_id];
      return { says: say(template, { exercise: declared.title, ...error.params }), missing: [], known: false };
    } finally { python.stop(); }
  }

  async result(declared, control, region, kept, ask) {
    // The region matters only under some settings: the first of these stands for one that is not among them.
    const fitted = values => {
      for (const [name, wanted] of Object.entries(control.when)) if (!wanted.includes(values[name])) values[name] = wanted[0];
      return { ...values, [control.name]: region };
    };
    const result = await ask({ do: 'run', values: fitted({ ...declared.defaults, ...kept }) });
    // A setting of another edition is refused: then the exercise answers as it was made.
    return result ?? ask({ do: 'run', values: fitted({ ...declared.defaults }) });
  }
}

/* The names of what has no figure: in the sentence on the region, and in tables with a column of its own. */
function missing(declared, result) {
  const places = [...declared.ofRegion.matchAll(PLACE)].map(([, name]) => name);
  const figures = declared.figures.filter(form => places.includes(form.name) && (result.figures[form.name] ?? null) === null).map(form => form.label);
  const rows = declared.tables.filter(table => table.ofRegion).flatMap(table => result[table.source]
    .filter(row => (row[table.ofRegion] ?? null) === null).map(row => written(table.columns[0], row[table.columns[0].name])));
  return [...new Set([...figures, ...rows])];
}
