// The course's models in a Worker, so that the page stays responsive and a model that does not end can be stopped.
// Classic scripts and a blob: file:// opens neither modules nor worker scripts.

const LIMIT_SECONDS = 10;

export class ModelFailure extends Error {
  constructor(message, params) { super(message); this.message_id = message; this.params = params; }
}

/* What runs in the Worker: it stands alone, its text is put into the blob behind the loader's. */
function workerMain() {
  let call;
  async function start({ wasm, files, subject }) {
    const url = URL.createObjectURL(new Blob([wasm], { type: 'application/wasm' }));
    const python = await globalThis.loadMicroPython({ url, heapsize: 12e6, pystack: 16384, stdout: () => {}, stderr: () => {} });
    URL.revokeObjectURL(url);
    const made = new Set();
    for (const [path, text] of Object.entries(files)) {
      const parts = path.split('/').slice(0, -1);
      for (let depth = 1; depth <= parts.length; depth++) {
        const folder = '/lib/' + parts.slice(0, depth).join('/');
        if (!made.has(folder)) { if (!made.size) python.FS.mkdir('/lib'); python.FS.mkdir(folder); made.add(folder); }
      }
      python.FS.writeFile('/lib/' + path, text);
    }
    python.runPython('from clusterpolicy.models.gateway import open_subject, call');
    python.globals.get('open_subject')(subject);
    call = python.globals.get('call');
  }
  globalThis.onmessage = async ({ data }) => {
    try {
      if (data.start) { await start(data.start); postMessage({ id: data.id, text: 'null' }); }
      else postMessage({ id: data.id, text: call(data.text) });
    } catch (error) {
      postMessage({ id: data.id, error: String(error.message || error) });
    }
  };
}

let bytes;
const wasm = () => (bytes ??= Uint8Array.from(atob(globalThis.COURSE_WASM), c => c.charCodeAt(0)));

export const available = () =>
  typeof WebAssembly === 'object' && typeof Worker === 'function' && typeof globalThis.COURSE_WASM === 'string';

/* One interpreter for one exercise: what happens in it leaves the others alone. */
export class Python {
  constructor(subject) { this.subject = subject; this.next = 0; this.waiting = new Map(); this.worker = null; this.ready = null; }

  start() {
    return (this.ready ??= new Promise((resolve, reject) => {
      const text = `(${globalThis.COURSE_LOADER})();(${workerMain})();`;
      const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      this.worker = new Worker(address);
      URL.revokeObjectURL(address);
      this.worker.onmessage = ({ data }) => this.receive(data);
      this.worker.onerror = event => { event.preventDefault(); this.fail(new ModelFailure('model-failed', { reason: event.message || 'Worker' })); };
      // Bytes, not a compiled module: its promise would wait for the page's own scripts.
      this.send({ start: { wasm: wasm(), files: globalThis.COURSE_MODELS, subject: this.subject } }).then(resolve, reject);
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

/* A traceback's last line, with the file and line of the model that raised it. */
function reasonOf(traceback) {
  const lines = traceback.trim().split('\n').map(line => line.trim());
  const places = lines.filter(line => line.startsWith('File "'));
  const place = /([\w.]+\.py)", line (\d+)/.exec(places.at(-1) ?? '');
  return lines.at(-1).slice(0, 200) + (place ? `, ${place[1]}:${place[2]}` : '');
}
