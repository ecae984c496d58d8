// Runs in every measured page before its own scripts. Times are the page's own: performance.now().
globalThis.courseBench = { first: null, all: null, outcome: null, longest: 0, paint: null };

// Longest task: for how many ms the page's own thread was held up at most; tasks below 50 ms are not reported.
new PerformanceObserver(list => {
  for (const { duration } of list.getEntries()) courseBench.longest = Math.max(courseBench.longest, duration);
}).observe({ type: 'longtask', buffered: true });

// When words or pictures are first seen.
new PerformanceObserver(list => {
  for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') courseBench.paint = startTime;
}).observe({ type: 'paint', buffered: true });

// Cold start: when the first exercise, and when all of them, became live.
{
  const observer = new MutationObserver(() => {
    const states = [...document.querySelectorAll('[data-exercise]')].map(element => element.dataset.state);
    const now = performance.now();
    if (states[0] === 'live') courseBench.first ??= now;
    if (document.readyState !== 'loading' && states.length && states.every(state => state === 'live')) {
      courseBench.all ??= now;
      observer.disconnect();
    }
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
}

/* Redraw: from the next `event` until the drawing below `root` and its figures have changed; null after `limit` ms.
   A drawing is an SVG or, for matplotlib, an image; where there are no figures, the drawing alone counts. */
courseBench.arm = (root, event, limit) => {
  const figures = () => [...root.querySelectorAll('[data-figure]')].map(element => element.textContent).join('|');
  const image = () => root.querySelector('.jp-OutputArea-output img')?.src;
  const before = { figures: figures(), image: image() };
  let drawn = false, start = null;
  courseBench.outcome = new Promise(resolve => {
    const done = value => { observer.disconnect(); removeEventListener(event, begin, true); clearTimeout(timer); resolve(value); };
    const begin = () => { start ??= performance.now(); };
    const observer = new MutationObserver(records => {
      if (start === null) return;
      drawn ||= records.some(({ target }) => (target.closest ? target : target.parentElement)?.closest('svg'));
      drawn ||= before.image !== undefined && image() !== undefined && image() !== before.image;
      if (drawn && (before.figures === '' || figures() !== before.figures)) done(performance.now() - start);
    });
    const timer = setTimeout(() => done(null), limit);
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    addEventListener(event, begin, true);
  });
};

/* Sets a control of an exercise; returns the ms until it was redrawn, null where nothing changed. */
courseBench.move = async (id, name, value, limit) => {
  const root = document.querySelector(`[data-exercise="${id}"]`), element = root.querySelector(`[name="${name}"]`);
  if (root.querySelector(`[data-control="${name}"]`).hidden) return null;
  if (element.type === 'checkbox') element.checked = value;
  else if (element.tagName === 'FIELDSET') for (const box of element.querySelectorAll('input')) box.checked = value.includes(box.value);
  else element.value = String(value);
  courseBench.arm(root, 'input', limit);
  element.dispatchEvent(new Event('input', { bubbles: true }));
  return courseBench.outcome;
};
