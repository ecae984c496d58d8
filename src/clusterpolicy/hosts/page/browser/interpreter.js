// The interpreter, started while the page is still being read: nothing of the page is needed for that.
// Classic scripts and a blob: file:// opens neither modules nor worker scripts.

/* What runs in the Worker: it stands alone, its text is put into the blob behind the loader's. */
function workerMain() {
  let python, call;
  async function boot(encoded) {
    // A plain loop: Uint8Array.from with a function takes five times as long.
    const text = atob(encoded), wasm = new Uint8Array(text.length);
    for (let place = 0; place < text.length; place++) wasm[place] = text.charCodeAt(place);
    const url = URL.createObjectURL(new Blob([wasm], { type: 'application/wasm' }));
    python = await globalThis.loadMicroPython({ url, heapsize: 12e6, pystack: 16384, stdout: () => {}, stderr: () => {} });
    URL.revokeObjectURL(url);
    python.FS.mkdir('/lib');
  }
  function open({ files, subject }) {
    const made = new Set();
    for (const [path, text] of Object.entries(files)) {
      const parts = path.split('/').slice(0, -1);
      for (let depth = 1; depth <= parts.length; depth++) {
        const folder = '/lib/' + parts.slice(0, depth).join('/');
        if (!made.has(folder)) { python.FS.mkdir(folder); made.add(folder); }
      }
      python.FS.writeFile('/lib/' + path, text);
    }
    python.runPython('from clusterpolicy.models.gateway import open_subject, call');
    python.globals.get('open_subject')(subject);
    call = python.globals.get('call');
  }
  let booted;
  globalThis.onmessage = async ({ data }) => {
    if (data.boot) { booted = boot(data.boot); booted.catch(() => {}); return; }   // whoever waits for it hears of it
    try {
      await booted;
      if (data.open) { open(data.open); postMessage({ id: data.id, text: 'null' }); }
      else postMessage({ id: data.id, text: call(data.text) });
    } catch (error) {
      postMessage({ id: data.id, error: String(error.message || error) });
    }
  };
}

const source = `(${globalThis.COURSE_LOADER})();(${workerMain})();`;

function spawn() {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  // The text, not a compiled module: a module's promise would wait for the page's own scripts.
  worker.postMessage({ boot: globalThis.COURSE_WASM });
  return worker;
}

if (typeof WebAssembly === 'object' && typeof Worker === 'function') {
  let spare = spawn();
  /* A Worker of one's own; the first is on its way already. */
  globalThis.COURSE_PYTHON = () => { const worker = spare ?? spawn(); spare = null; return worker; };
}
globalThis.dispatchEvent(new Event('course-python'));
