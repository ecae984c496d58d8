// What the browser keeps: one key an exercise, so that two open pages do not overwrite each other.
export const PREFIX = 'clusterpolicy:1:';
// The learner's own regions stand once for all exercises.
export const OWN = 'clusterpolicy:own:1';
// What a facilitator collected is no progress of the learner's: clearing the one leaves the other.
export const GROUPS = 'clusterpolicy:groups:1';
export const FORMAT = 'clusterpolicy-progress';
export const VERSION = 3;
const MOST_MISSED = 999;

const memory = new Map();
let ownHere = null;
let groupsHere = null;
let broken = false;
let place = null;

/* From here on another storage keeps all, in place of the browser's own. */
export const keepIn = other => { place = other; };

/* Storage may be switched off, full or forbidden: then the page keeps its own for the visit and says so. */
function storage(act) {
  if (!broken) { try { return act(place ?? globalThis.localStorage); } catch { broken = true; } }
  return undefined;
}

/* What stands under a key. What the page keeps itself counts only without storage: another page may have cleared that. */
const kept = (key, here) => { const text = storage(local => local.getItem(key)); return broken ? here : text; };

export const isBroken = () => broken;
export const now = () => new Date().toISOString();

const isPlain = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const isValue = value => ['string', 'boolean', 'number'].includes(typeof value) || (Array.isArray(value) && value.every(item => typeof item === 'string'));
const isMissed = ({ at, missed }) => (at === undefined && missed === undefined) || (isTime(at) && Number.isInteger(missed) && missed > 0 && missed <= MOST_MISSED);
const isAnswer = kept => isPlain(kept) && isMissed(kept) && (isValue(kept.answer) || (isPlain(kept.answer) && Object.values(kept.answer).every(isValue)));
const isTime = at => typeof at === 'string' && !Number.isNaN(Date.parse(at));
const only = (entries, allowed) => Object.fromEntries(Object.entries(entries).filter(([, value]) => allowed(value)));

/* What an exercise kept, or null. Other pages of the same origin can write here too: what is not ours to show is left out. */
export function read(id) {
  const text = kept(PREFIX + id, memory.get(id));
  if (!text) return null;
  let entry;
  try { entry = JSON.parse(text); } catch { return null; }
  if (!isPlain(entry) || !isPlain(entry.values) || !isPlain(entry.answers)) return null;
  if (!isTime(entry.at)) return null;
  return { values: only(entry.values, isValue), answers: only(entry.answers, isAnswer), at: entry.at };
}

export function write(id, entry) {
  const text = JSON.stringify({ values: entry.values, answers: entry.answers, at: now() });
  memory.set(id, text);
  storage(local => local.setItem(PREFIX + id, text));
}

/* What is kept of an answer. A wrong one says when it was given, and on how many days the question was missed since it was last right. */
export function answered(before, answer, right) {
  if (right !== false) return { answer, right };
  const days = before?.right === false ? before.missed ?? 0 : 0, at = now();
  const sameDay = days > 0 && new Date(before.at).toDateString() === new Date(at).toDateString();
  return { answer, right, at, missed: Math.min(days + (sameDay ? 0 : 1), MOST_MISSED) };
}

export function remove(id) {
  memory.delete(id);
  storage(local => local.removeItem(PREFIX + id));
}

export function all() {
  const names = new Set();
  storage(local => { for (let i = 0; i < local.length; i++) if (local.key(i).startsWith(PREFIX)) names.add(local.key(i).slice(PREFIX.length)); });
  if (broken) for (const name of memory.keys()) names.add(name);
  return Object.fromEntries([...names].sort().map(name => [name, read(name)]).filter(([, entry]) => entry));
}

/* Puts back or brings in whole entries, with the time at which they were written. */
export function put(entries) {
  for (const [id, entry] of Object.entries(entries)) {
    const text = JSON.stringify(entry);
    memory.set(id, text);
    storage(local => local.setItem(PREFIX + id, text));
  }
}

/* {file, rows, at} of the learner's own regions, or null; the models look at the rows before they take them. */
export function own() {
  let found;
  try { found = JSON.parse(kept(OWN, ownHere)); } catch { return null; }
  return isPlain(found) && Array.isArray(found.rows) && found.rows.every(isPlain) && typeof found.file === 'string' && typeof found.at === 'string' ? found : null;
}

export function putOwn(kept) {
  ownHere = kept && JSON.stringify(kept);
  storage(local => (kept ? local.setItem(OWN, ownHere) : local.removeItem(OWN)));
}

/* The groups that a facilitator collected, in the order in which they came. */
export function groups() {
  let found;
  try { found = JSON.parse(kept(GROUPS, groupsHere)); } catch { return []; }
  const isGroup = one => isPlain(one) && [one.name, one.file, one.edition].every(text => typeof text === 'string') && isPlain(one.times) && isPlain(one.answers)
    && Object.values(one.answers).every(answers => isPlain(answers) && Object.values(answers).every(isAnswer));
  return Array.isArray(found) ? found.filter(isGroup) : [];
}

export function putGroups(list) {
  groupsHere = JSON.stringify(list);
  storage(local => (list.length ? local.setItem(GROUPS, groupsHere) : local.removeItem(GROUPS)));
}

export function clear() { for (const id of Object.keys(all())) remove(id); }
