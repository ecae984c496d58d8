// SCORM 1.2: finds the platform's object and keeps one attempt with it. To the course, an attempt is a storage like the browser's own.
import { PREFIX } from './store.js';

// No platform has to keep a longer text for an attempt.
const LONGEST = 4096;
const DEEPEST = 20;
// A status that was reached stays; a failed attempt can still be passed.
const RANKS = ['incomplete', 'failed', 'completed', 'passed'];
const rank = status => RANKS.indexOf(status);

/* A window of another origin does not let itself be looked into: it is not the platform's. */
const apiOf = view => { try { return view.API ?? null; } catch { return null; } };

function upwards(view) {
  for (let depth = 0; depth < DEEPEST; depth++) {
    const api = apiOf(view);
    if (api || view.parent === view) return api;
    view = view.parent;
  }
  return null;
}

/* The platform's object in the windows around this one, or around the one that opened it; null where there is none. */
export const findApi = () => upwards(window) ?? (window.top.opener ? upwards(window.top.opener) : null);

/* Hours, minutes and seconds as the standard writes them. */
export function timespan(milliseconds) {
  const seconds = milliseconds / 1000, two = number => String(number).padStart(2, '0');
  const hours = Math.min(Math.floor(seconds / 3600), 9999);
  return `${String(hours).padStart(4, '0')}:${two(Math.floor(seconds / 60) % 60)}:${(seconds % 60).toFixed(2).padStart(5, '0').replace('60.00', '59.99')}`;
}

export class Attempt {
  /* pass: per cent of right answers that are needed, or null where answering is enough; tell(taken) hears whether the platform took a report. */
  constructor(api, declared, pass, tell) {
    this.api = api; this.pass = pass; this.tell = tell;
    this.questions = declared.questions;
    this.place = PREFIX + declared.id;
    this.texts = new Map();
    this.begun = performance.now();
  }

  /* Whether the platform answers; then what it kept of the attempt is here. */
  begin() {
    if (String(this.api.LMSInitialize('')) !== 'true') return false;
    this.silent = ['browse', 'review'].includes(this.get('lesson_mode'));
    this.status = this.get('lesson_status');
    this.score = Number(this.get('score.raw')) || 0;
    const kept = String(this.api.LMSGetValue('cmi.suspend_data') ?? '');
    if (kept) this.texts.set(this.place, kept);
    if (rank(this.status) < 0) this.report();
    return true;
  }

  get(name) { return String(this.api.LMSGetValue(`cmi.core.${name}`) ?? ''); }

  getItem(key) { return this.texts.get(key) ?? null; }

  setItem(key, text) {
    this.texts.set(key, text);
    if (key === this.place) this.report();
  }

  removeItem(key) {
    this.texts.delete(key);
    if (key === this.place) this.report();
  }

  entry() { return JSON.parse(this.texts.get(this.place) ?? '{"values":{},"answers":{}}'); }

  /* Settings make way where all together is too long; answers never are. */
  suspended() {
    const text = this.texts.get(this.place) ?? '';
    return text.length > LONGEST ? JSON.stringify({ ...this.entry(), values: {} }) : text;
  }

  report() {
    if (this.silent) return;
    const { answers } = this.entry(), judged = this.questions.filter(question => question.stage !== 'predict');
    const share = 100 * judged.filter(question => answers[question.id]?.right).length / judged.length;
    const all = this.questions.every(question => question.id in answers);
    const status = !all ? 'incomplete' : this.pass === null ? 'completed' : share >= this.pass ? 'passed' : 'failed';
    if (rank(status) > rank(this.status)) this.status = status;
    this.score = Math.max(this.score, Math.round(share));
    this.tell(this.send({
      'core.score.min': 0, 'core.score.max': 100, 'core.score.raw': this.score, 'core.lesson_status': this.status,
      suspend_data: this.suspended(), 'core.exit': 'suspend',
    }));
  }

  send(values) {
    const taken = Object.entries(values).map(([name, value]) => String(this.api.LMSSetValue(`cmi.${name}`, String(value))));
    return [...taken, String(this.api.LMSCommit(''))].every(answer => answer === 'true');
  }

  end() {
    if (this.ended) return;
    this.ended = true;
    if (!this.silent) this.send({ 'core.session_time': timespan(performance.now() - this.begun) });
    this.api.LMSFinish('');
  }
}
