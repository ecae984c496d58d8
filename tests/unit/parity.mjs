// The page's interpreter behind a pipe: one JSON request a line in, one JSON answer a line out.
// The models lie in it as hosts/page/browser/python.js puts them there.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [loader, modelsFile] = process.argv.slice(2);
const { loadMicroPython } = await import(pathToFileURL(loader).href);
const python = await loadMicroPython({ heapsize: 24e6, pystack: 16384, stdout: () => {}, stderr: () => {} });

const made = new Set();
python.FS.mkdir('/lib');
for (const [path, text] of Object.entries(JSON.parse(readFileSync(modelsFile, 'utf8')))) {
  const parts = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= parts.length; depth++) {
    const folder = '/lib/' + parts.slice(0, depth).join('/');
    if (!made.has(folder)) { python.FS.mkdir(folder); made.add(folder); }
  }
  python.FS.writeFile('/lib/' + path, text);
}
python.runPython('from clusterpolicy.models.gateway import open_subject, call');

const handlers = {
  open: text => { python.globals.get('open_subject')(text); return 'null'; },
  call: text => python.globals.get('call')(text),
  run: text => { python.runPython(text); return 'null'; },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { what, text } = JSON.parse(line);
  let answer;
  try { answer = { text: handlers[what](text) }; } catch (error) { answer = { error: String(error.message || error) }; }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
