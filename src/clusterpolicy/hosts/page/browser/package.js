// One exercise or quiz alone on its page, in the frame of a learning platform that keeps the attempt; without one the browser keeps it.
import { Exercise, Quiz } from './exercise.js';
import { Attempt, findApi } from './scorm.js';
import * as store from './store.js';

const root = document.querySelector('[data-exercise], [data-quiz]');
const note = document.querySelector('[data-report]');
const say = name => { if (note.textContent !== note.dataset[name]) note.textContent = note.dataset[name]; };

function join(declared) {
  const api = findApi(), pass = note.dataset.pass ? Number(note.dataset.pass) : null;
  const attempt = api && new Attempt(api, declared, pass, taken => say(taken ? 'reported' : 'refused'));
  if (!attempt?.begin()) { say('alone'); return; }
  if (attempt.silent) say('silent'); else if (!note.textContent) say('reported');
  store.keepIn(attempt);
  globalThis.addEventListener('pagehide', () => attempt.end());
  // A page that comes back from the browser's memory has ended its attempt: it begins another.
  globalThis.addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
}

document.documentElement.classList.add('js');
// A learner's region, and regions of their own, belong to the course as a whole: its pages choose them, and there are none here.
const declared = { ...globalThis.COURSE_SUBJECTS[root.dataset.exercise ?? root.dataset.quiz], takes: false, region: '' };
join(declared);
new (root.dataset.exercise ? Exercise : Quiz)(root, declared).start();
