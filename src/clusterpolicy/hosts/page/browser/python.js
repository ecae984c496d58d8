// The course's models in a Worker, so that the page stays responsive and a model that does not end can be stopped.

const LIMIT_SECONDS = 10;

export class ModelFailure extends Error {
  constructor(message, params) { super(message); this.message_id = message; this.params = params; }
}

/* The interpreter's script runs when it has arrived, before or after this one; by the page's load event it is known whether it came. */
const arrived = new Promise(resolve => {
  if (globalThis.COURSE_PYTHON || document.readyState === 'complete') resolve();
  for (const event of ['course-python', 'load']) globalThis.addEventListener(event, resolve, { once: true });
});

export async function available() {
  await arrived;
  return typeof globalThis.COURSE_PYTHON === 'function';
}

/* One interpreter for one exercise: what happens in it leaves the others alone. */
export class Python {
  constructor(subject) { this.subject = subject; this.next = 0; this.waiting = new Map(); this.worker = null; this.ready = null; }

  start() {
    return (this.ready ??= new Promise((resolve, reject) => {
      this.worker = globalThis.COURSE_PYTHON();
      this.worker.onmessage = ({ data }) => this.receive(data);
      this.worker.onerror = event => { event.preventDefault(); this.fail(new ModelFailure('model-failed', { reason: event.message || 'Worker' })); };
      this.send({ open: { files: globalThis.COURSE_MODELS, subject: this.subject } }).then(resolve, reject);
    }));
  }

  send(message) {
    return new Promise((resolve, reject) => {
      const id = this.next++;
      const timer = setTimeout(() => this.fail(new ModelFailure('model-endless', { seconds: LIMIT_SECONDS })), LIMIT_SECONDS * 1000);
      this.waiting.set(id, { resolve, reject, timer });
      this.worker.postMessage({ id, ...message });
    });
  }

  receive({ id, text, error }) {
    if (!this.waiting.has(id)) return;   // it came while the interpreter was being stopped
    const { resolve, reject, timer } = this.waiting.get(id);
    this.waiting.delete(id);
    clearTimeout(timer);
    if (error !== undefined) { reject(new ModelFailure('model-failed', { reason: reasonOf(error) })); return; }
    try { resolve(JSON.parse(text)); } catch { reject(new ModelFailure('model-not-finite', {})); }
  }

  /* Stops whatever runs: what waits is told why, and the next call starts afresh. */
  fail(reason) {
    this.worker?.terminate();
    this.worker = null;
    this.ready = null;
    for (const { reject, timer } of this.waiting.values()) { clearTimeout(timer); reject(reason); }
    this.waiting.clear();
  }

  stop() { this.fail(new ModelFailure('model-stopped', {})); }

  async call(request) {
    await this.start();
    return this.send({ text: JSON.stringify(request) });
  }
}

/* Several interpreters that share work out among them. */
export class Team {
  constructor(subject, size) { this.members = Array.from({ length: size }, () => new Python(subject)); }

  /* Sends every request to whoever is free; done(place, outcome) hears of each. The first failure stops them all. */
  async each(requests, done) {
    let next = 0;
    const work = async member => {
      while (next < requests.length) {
        const place = next++;
        done(place, await member.call(requests[place]));
      }
    };
    try { await Promise.all(this.members.slice(0, requests.length).map(work)); } finally { this.stop(); }
  }

  stop() { for (const member of this.members) member.stop(); }
}

/* A traceback's last line, with the file and line of the model that raised it. */
function reasonOf(traceback) {
  const lines = traceback.trim().split('\n').map(line => line.trim());
  const places = lines.filter(line => line.startsWith('File "'));
  const place = /([\w.]+\.py)", line (\d+)/.exec(places.at(-1) ?? '');
  return lines.at(-1).slice(0, 200) + (place ? `, ${place[1]}:${place[2]}` : '');
}
