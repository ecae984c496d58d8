// Work that takes longer than a redraw: in parts, by several interpreters, with progress and a way to stop.
import { ModelFailure, Team } from './python.js';

// More interpreters than this would take memory that a small machine needs.
const MOST = 4;

export class Long {
  /* exercise: the one that the work belongs to. What parts gave is kept as long as the page is open. */
  constructor(exercise) {
    this.exercise = exercise;
    this.box = exercise.root.querySelector('[data-long]');
    this.kept = new Map();
    this.team = null;
    this.box.querySelector('[data-long-start]').addEventListener('click', () => this.start());
    this.box.querySelector('[data-long-stop]').addEventListener('click', () => this.stop());
  }

  /* The outcomes of a setting, if every part of it was done before. */
  async outcomes() {
    if (!this.kept.size) return null;
    const plan = await this.exercise.ask({ do: 'plan' });
    const found = (plan ?? []).map(part => this.kept.get(JSON.stringify(part)));
    return plan?.length && found.every(outcome => outcome !== undefined) ? found : null;
  }

  async start() {
    if (this.team) return;
    const values = this.exercise.values();
    const plan = await this.exercise.ask({ do: 'plan' });
    if (!plan || this.team) return;
    const missing = plan.filter(part => !this.kept.has(JSON.stringify(part)));
    const requests = missing.map(part => ({ id: this.exercise.id, do: 'part', part, values }));
    const team = this.team = new Team(this.exercise.declared.subject, Math.min(MOST, globalThis.navigator?.hardwareConcurrency || 1));
    this.whole = plan.length;
    this.done = plan.length - missing.length;
    this.left = false;
    this.running(true);
    this.tell(0);
    let all = false;
    try {
      await team.each(requests, (place, outcome) => this.finished(missing[place], outcome));
      this.note('long-done');
      all = true;
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      if (error.message_id === 'model-stopped') this.note(this.left ? '' : 'long-stopped', { share: this.done / this.whole });
      else { this.note(''); this.exercise.problem(this.exercise.say(error.message_id, error.params)); }
    } finally {
      this.team = null;
      this.running(false);
    }
    if (all) await this.exercise.update();
  }

  finished(part, outcome) {
    if (outcome.result === undefined) return;
    this.kept.set(JSON.stringify(part), outcome.result);
    this.done += 1;
    this.tell(this.done / this.whole);
  }

  /* A bar for the eye; words at every tenth, so that they can be read out. */
  tell(share) {
    this.box.querySelector('progress').value = share;
    const tenth = Math.floor(share * 10) / 10;
    if (share === 0 || tenth !== this.told) this.note('long-progress', { share });
    this.told = tenth;
  }

  running(on) {
    this.box.querySelector('[data-long-running]').hidden = !on;
    this.box.querySelector('[data-long-start]').disabled = on;
  }

  note(id, params) { this.box.querySelector('[data-long-note]').textContent = id ? this.exercise.say(id, params) : ''; }

  stop() { this.team?.stop(); }

  /* The setting changed: what is under way belongs to the one before, and what was said of it too. */
  moved() {
    this.left = true;
    if (this.team) this.stop(); else this.note('');
  }
}
