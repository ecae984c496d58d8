// Wakes what stands on the page. Exercises start one after another, the one that a link names first.
import { Exercise, Quiz } from './exercise.js';
import { targetOf } from './link.js';
import { MyRegion } from './my_region_page.js';
import { Progress } from './progress.js';

async function wake() {
  const named = targetOf(location.hash);
  const roots = [...document.querySelectorAll('[data-exercise]')].sort((a, b) => (b.id === named) - (a.id === named));
  if (named && location.hash.includes('?')) document.getElementById(named)?.scrollIntoView();
  const subjects = globalThis.COURSE_SUBJECTS ?? {};
  for (const root of document.querySelectorAll('[data-progress-page]')) new Progress(root);
  for (const root of document.querySelectorAll('[data-my-region-page]')) new MyRegion(root, subjects).start();
  // One after another: two interpreters at once would each wait for the other's processor.
  for (const root of roots) await new Exercise(root, subjects[root.dataset.exercise]).start();
  await Promise.all([...document.querySelectorAll('[data-quiz]')].map(root => new Quiz(root, subjects[root.dataset.quiz]).start()));
  globalThis.addEventListener('hashchange', () => {
    // A link opened on the page that it leads to: the page starts again with its state.
    if (location.hash.includes('?') && subjects[targetOf(location.hash)]) location.reload();
  });
}

wake();
