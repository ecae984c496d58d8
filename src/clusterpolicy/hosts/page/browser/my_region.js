// "My region": chosen once, kept as an entry of the progress, and the region on which exercises open. The rule is that of models/my_region.py.
import * as store from './store.js';

const course = globalThis.COURSE;
export const NAME = 'my-region';
const OWN = 'own:';
const listeners = new Set();

/* act() is called whenever another region is chosen, here or on another page. */
export function whenChosen(act) { listeners.add(act); }
const tellAll = () => { for (const act of listeners) act(); };
globalThis.addEventListener('storage', event => { if (event.key === store.PREFIX + NAME || event.key === null) tellAll(); });

/* {region, at}, or null where none is chosen. */
export function chosen() {
  const entry = store.read(NAME), region = entry?.values.region;
  return typeof region === 'string' && region ? { region, at: entry.at } : null;
}

export function choose(region) {
  if (region) store.write(NAME, { values: { region }, answers: {} }); else store.remove(NAME);
  tellAll();
}

export const nameOf = region => (Object.hasOwn(course.regions, region) ? course.regions[region] : region.startsWith(OWN) ? region.slice(OWN.length) : region);

/* The region on which an exercise opens, or null where it opens as if none were chosen. */
export function opening(id, control) {
  const mine = chosen();
  if (!mine || !control.options.some(option => option.value === mine.region)) return null;
  const kept = store.read(id);
  return kept && control.name in kept.values && kept.at > mine.at ? null : mine.region;
}

/* What stands beside the list of regions of an exercise: a button, or that this is the region, and whether the chosen one is missing. */
export class Beside {
  constructor(exercise, name) {
    this.exercise = exercise;
    this.control = exercise.declared.controls.find(one => one.name === name);
    const box = exercise.root.querySelector(`[data-control="${name}"]`);
    this.button = box.querySelector('[data-mine-choose]');
    this.here = box.querySelector('[data-mine-here]');
    this.note = box.querySelector('[data-mine-note]');
    this.button.addEventListener('click', () => this.choose());
    whenChosen(() => this.follow());
  }

  get value() { return this.exercise.values()[this.control.name]; }

  isListed(region) { return this.control.options.some(option => option.value === region); }

  /* Values with which the exercise opens, beyond those that are its own. */
  opening() {
    const { name } = this.control, region = opening(this.exercise.id, this.control), mine = chosen()?.region;
    if (region !== null) return { [name]: region };
    // It was set here too, before the file that holds it went.
    return mine && !this.isListed(mine) && store.read(this.exercise.id)?.values[name] === mine ? { [name]: this.control.default } : {};
  }

  isMine(values) { return values[this.control.name] === chosen()?.region; }

  choose() {
    const region = this.value;
    choose(region);
    this.exercise.status(store.isBroken() ? 'storage-failed' : 'my-region-chosen', { region: nameOf(region) });
    this.here.focus();
  }

  follow() {
    const wanted = this.opening()[this.control.name];
    if (wanted !== undefined && wanted !== this.value) {
      this.exercise.controls.set({ [this.control.name]: wanted });
      this.exercise.moved();
    }
    this.show();
  }

  /* Own regions came or went: one that is listed again is the region again. */
  listed(before) {
    const mine = chosen();
    if (mine && !before && this.isListed(mine.region)) this.exercise.controls.set({ [this.control.name]: mine.region });
  }

  show() {
    const mine = chosen(), here = mine?.region === this.value, missing = mine && !this.isListed(mine.region);
    this.button.hidden = here || !this.value;
    this.here.hidden = !here || !this.value;
    const text = missing ? this.exercise.say('my-region-not-listed', { region: nameOf(mine.region) }) : '';
    if (this.note.textContent !== text) this.note.textContent = text;
  }
}
