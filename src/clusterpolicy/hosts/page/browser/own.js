// A learner's own regions: read from a file that never leaves the browser, kept in one place, offered by every exercise that takes them.
import { ModelFailure, Python } from './python.js';
import * as store from './store.js';

const course = globalThis.COURSE;
const listeners = new Set();

/* act() is called whenever the kept regions change, here or on another page. */
export function whenChanged(act) { listeners.add(act); }
const tellAll = () => Promise.all([...listeners].map(act => act()));
globalThis.addEventListener('storage', event => { if (event.key === store.OWN || event.key === null) tellAll(); });

export async function replace(own) {
  store.putOwn(own);
  await tellAll();
}

/* UTF-8, else windows-1251; what is neither, the models refuse. */
function decoded(bytes) {
  try { return new TextDecoder('utf-8', { fatal: true }).decode(bytes); } catch { return new TextDecoder('windows-1251').decode(bytes); }
}

/* What the models say of a file: a feedback, with the rows where it is right. */
async function judged(file) {
  const { maximumBytes } = course.own;
  if (file.size > maximumBytes) return { message: 'own-too-large', params: { maximum: maximumBytes / 1024 }, right: false };
  const python = new Python(JSON.stringify({ id: 'own', model: 'own_data', controls: [], questions: [], data: null }));
  try {
    const request = { id: 'own', do: 'check', question: 'read', answer: decoded(await file.arrayBuffer()), values: {}, earlier: null };
    return (await python.call(request)).result;
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    return { message: 'own-unread', params: { reason: error.params.reason ?? error.message }, right: false };
  } finally { python.stop(); }
}

/* The text of a subject that opens with the learner's own regions. */
export const withOwn = (subject, own) => `${subject.slice(0, -1)},"own":${JSON.stringify(own)}}`;

export class Picker {
  /* root: element around it; say(id, params, n); notes(): sentences on what this place makes of the regions. */
  constructor(root, say, notes = () => []) {
    this.root = root; this.say = say; this.notes = notes;
    root.querySelector('[data-own-file]').addEventListener('change', event => this.read(event.target));
    root.querySelector('[data-own-remove]').addEventListener('click', () => this.remove());
  }

  tell(sentences, outcome = 'none') {
    const note = this.root.querySelector('[data-own-note]');
    note.dataset.outcome = outcome;
    note.textContent = sentences.filter(Boolean).join(' ');
  }

  /* What is kept stands there from the start. */
  show() {
    const own = store.own();
    this.root.querySelector('[data-own-remove]').hidden = !own;
    this.tell(own ? [this.say('own-kept', { file: own.file, regions: namesOf(own) }), ...this.notes()] : []);
  }

  async read(input) {
    const [file] = input.files;
    if (!file) return;
    try {
      this.tell([this.say('working')]);
      const { right, message, params, n, rows } = await judged(file);
      if (!right) { this.tell([this.say(message, params), this.say('own-unchanged')], 'wrong'); return; }
      await replace({ file: file.name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').slice(-200), rows, at: store.now() });
      this.tell([this.say(message, params, n), ...this.notes(), store.isBroken() ? this.say('storage-failed') : '']);
    } finally { input.value = ''; }
  }

  async remove() {
    await replace(null);
    this.tell([this.say('own-removed')]);
    this.root.querySelector('[data-own-file]').focus();
  }
}

const namesOf = own => [...new Set(own.rows.map(row => row.name))];
