// Runs in a page before its own scripts: moves an exercise's controls by chance, as a learner could, and reads what it shows.
globalThis.moves = { longest: 0 };
{
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) moves.longest = Math.max(moves.longest, duration);
  }).observe({ type: 'longtask' });

  // How many calls the page's interpreters still work on.
  const waiting = new Map();
  globalThis.Worker = class extends Worker {
    constructor(...given) { super(...given); waiting.set(this, 0); this.addEventListener('message', () => this.count(-1)); }
    count(step) { if (waiting.has(this)) waiting.set(this, waiting.get(this) + step); }
    // What starts the interpreter has no number and gets no answer.
    postMessage(message) { if (message.id !== undefined) this.count(1); super.postMessage(message); }
    terminate() { waiting.delete(this); super.terminate(); }
  };
  const idle = () => [...waiting.values()].every(count => count === 0);
  const moment = (ms = 0) => new Promise(go => setTimeout(go, ms));
  const settled = async () => { do { while (!idle()) await moment(2); await moment(); } while (!idle()); };

  /* Numbers from 0 to 1, the same for the same seed. */
  const chance = seed => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };

  const ODD = ['', ' ', 'abc', '1e999', '-1e999', '--5', '1,5,5', '٣', '9'.repeat(40), '1e-300', '-0', '0x10', '<b>1</b>', '½', '1 000', '=1+1', '\u2212' + '3', '1e5', '-99999'];
  const LINES = ['', 'x', 'a: b=1', ':', '====', '<img src=x onerror=alert(1)>', '\u{1f600} ёЖ', 'x'.repeat(300), '1;2;3'];
  const SPOILT = /\b(NaN|undefined|Infinity|null)\b|\[object \w+\]/;

  const seen = element => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled');
  const told = (element, ...names) => { for (const name of names) element.dispatchEvent(new Event(name, { bubbles: true })); };
  const pick = (list, random) => list[Math.floor(random() * list.length)];

  /* Moves one element; returns what was done, and how a value that may be refused is put back. */
  function move(element, random) {
    if (element.type === 'range') {
      const low = Number(element.min), high = Number(element.max);
      element.value = String(pick([low, high, ...Array(6).fill(Number((low + (high - low) * random()).toFixed(4)))], random));
    } else if (element.type === 'text') {
      const before = element.value, usual = Number(before.replace(',', '.')) || 1;
      element.value = random() < 0.4 ? pick(ODD, random) : String(Number((usual * 2 * random()).toFixed(3))).replace('.', pick(['.', ','], random));
      told(element, 'input');
      return [element.value, () => { element.value = before; told(element, 'input'); }];
    } else if (element.type === 'checkbox') element.checked = !element.checked;
    else if (element.type === 'radio') element.checked = true;
    else if (element.tagName === 'SELECT') element.selectedIndex = Math.floor(random() * element.options.length);
    else if (element.tagName === 'TEXTAREA') element.value = [...element.value.split('\n').slice(-3), pick(LINES, random)].join('\n');
    else { element.click(); return ['pressed', null]; }
    told(element, 'input', 'change');
    return [element.type === 'checkbox' ? element.checked : element.value, null];
  }

  /* What of an exercise no learner should read. */
  function spoilt(root) {
    const parts = [root.outerHTML, ...[...root.querySelectorAll('input[type=range]')].map(one => one.value)];
    for (const text of parts) {
      const found = SPOILT.exec(text);
      if (found) return text.slice(Math.max(0, found.index - 100), found.index + 60);
    }
    return null;
  }

  /* Makes so many changes of controls, among other presses; stops at the first thing that is wrong. */
  moves.by_chance = async ([id, seed, count]) => {
    const root = document.getElementById(id), random = chance(seed), problems = new Set(), log = [];
    const aside = '[data-csv], [data-picture], [data-stop], [data-own-remove], [type=file]';
    const all = [...root.querySelectorAll('input, select, textarea, button, summary')].filter(one => !one.matches(aside));
    const controls = all.filter(one => one.closest('[data-controls]') && !one.matches('button, summary'));
    const others = all.filter(one => !controls.includes(one));
    let made = 0, wrong = null;
    moves.longest = 0;
    const look = async () => {
      await settled();
      problems.add(root.querySelector('[data-problem]').textContent);
      wrong = spoilt(root);
    };
    while (made < count && !wrong) {
      const control = random() < 0.85, element = pick((control ? controls : others).filter(seen), random);
      if (!element || (element.matches('[data-reset]') && random() < 0.7)) continue;
      const [what, back] = move(element, random);
      log.push(`${element.name || element.dataset.exact || element.className || element.textContent.trim().slice(0, 20)}: ${what}`);
      if (control) made += 1;
      // Long work ends when a control moves; nobody waits for it here.
      if (element.matches('[data-long-start]')) { await moment(200); move(pick(controls.filter(one => seen(one) && one.type !== 'text'), random), random); made += 1; }
      await look();
      if (back && !wrong) { back(); made += control ? 1 : 0; await look(); }
    }
    return { made, wrong, problems: [...problems].filter(Boolean), longest: moves.longest, log: log.slice(-8) };
  };
}
