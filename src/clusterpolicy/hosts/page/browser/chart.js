// One Vega view and its redraws: the same on the page and in JupyterLab.

// Pixels that a letter of a title and of a legend takes, and what an entry of a legend takes besides.
const LETTER = 7.2, ENTRY = 36;

// Vega comes with the last script of a page.
const scriptsRead = document.readyState === 'complete' ? Promise.resolve() : new Promise(read => document.addEventListener('DOMContentLoaded', read, { once: true }));

/* Returns the lines of a text, none longer than so many letters unless one word is. */
function lines(text, most) {
  const found = [''];
  for (const word of [text].flat().join(' ').split(' ')) {
    const last = found[found.length - 1];
    if (last && last.length + word.length >= most) found.push(word);
    else found[found.length - 1] = last ? `${last} ${word}` : word;
  }
  return found.length > 1 ? found : found[0];
}

/* How many entries of a legend stand side by side: as many as it asks for, where there is room for the longest label. */
function columns({ legend, scale }, width) {
  const labels = Array.isArray(scale?.domain) ? scale.domain : [], asked = legend.columns || labels.length || 3;
  const longest = Math.min(Math.max(...labels.map(label => String(label).length * LETTER), 0) || 120, legend.labelLimit ?? 160);
  return Math.max(1, Math.min(asked, Math.floor(width / (longest + ENTRY))));
}

/* Returns a part of a chart whose titles below and whose legends break where the place is narrow: else their ends are cut off. */
function broken(part, width) {
  if (Array.isArray(part)) return part.map(one => broken(one, width));
  if (part === null || typeof part !== 'object') return part;
  const made = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, key === 'datasets' ? value : broken(value, width)]));
  for (const holder of [made.x, made.x?.axis]) if (holder?.title) holder.title = lines(holder.title, Math.floor(width * 0.6 / LETTER));
  if (made.legend?.orient === 'bottom' || made.legend?.orient === 'top') made.legend.columns = columns(made, width);
  return made;
}

function fitted(spec, width) {
  const tiles = spec.usermeta?.tiles;
  if (!tiles) return broken(spec, width);
  const step = Math.max(16, Math.min(tiles.step, Math.floor((width - 2) / tiles.columns)));
  return { ...spec, width: step * tiles.columns, height: step * tiles.rows };
}

export class ChartView {
  /* box: element; specs: {light, dark}; look(): "light" | "dark"; onPick(key): a mark was clicked. */
  constructor(box, specs, options) {
    this.box = box; this.specs = specs; this.options = options; this.view = null; this.width = 0; this.turn = Promise.resolve();
    let timer;
    new ResizeObserver(() => { clearTimeout(timer); timer = setTimeout(() => this.resized(), 150); }).observe(box);
  }

  /* Draws or redraws, one at a time and in order. */
  show(rows) {
    this.rows = rows;
    return (this.turn = this.turn.then(() => this.draw(), () => this.draw()));
  }

  /* Draws anew, for a spec of another size than before. */
  renew(rows) {
    this.rows = rows;
    const again = async () => { await this.embed(); await this.draw(); };
    return (this.turn = this.turn.then(again, again));
  }

  async draw() {
    if (this.view) await this.view.data('rows', this.rows).runAsync(); else await this.embed();
    this.stage.style.cssText = 'display:block;width:100%';
    this.box.replaceChildren(this.stage);
  }

  /* After a change of theme or width, the view is made anew. */
  refresh() {
    if (!this.rows) return this.turn;
    const drawn = this.box.contains(this.stage) && this.box.childElementCount === 1;
    const again = async () => { await this.embed(); if (drawn) await this.draw(); };
    return (this.turn = this.turn.then(again, again));
  }

  async embed() {
    this.view?.finalize();
    this.view = null;
    this.width = this.box.clientWidth || 600;
    const spec = fitted(this.specs[this.options.look()], this.width);
    const { formatLocale } = this.options;
    this.stage = document.createElement('div');
    this.box.style.position = 'relative';
    this.stage.style.cssText = 'display:block;position:absolute;visibility:hidden;width:100%';
    this.box.append(this.stage);
    if (!globalThis.vegaEmbed) await scriptsRead;
    const { view } = await globalThis.vegaEmbed(this.stage, { ...spec, datasets: { rows: this.rows } }, {
      ast: true, actions: false, renderer: 'svg', logLevel: 1, formatLocale, tooltip: { theme: this.options.look() === 'dark' ? 'dark' : 'light' },
    });
    // The frame around the chart says what it shows: a second description inside would be read twice.
    for (const part of [this.stage, this.stage.querySelector('svg')])
      for (const attribute of ['role', 'aria-label', 'aria-roledescription']) part.removeAttribute(attribute);
    this.stage.setAttribute('aria-hidden', 'true');
    view.addEventListener('click', (event, item) => item?.datum?.key !== undefined && this.options.onPick?.(item.datum.key));
    this.view = view;
  }

  resized() { if (this.view && Math.abs((this.box.clientWidth || 600) - this.width) > 8) this.refresh(); }

  /* A view of its own for a download, in light colours, with title and source inside. */
  async picture(kind, title, source) {
    const frame = document.createElement('div');
    frame.style.cssText = 'position:absolute;left:-99999px;width:640px';
    document.body.append(frame);
    try {
      const spec = { ...fitted(this.specs.light, 640), datasets: { rows: this.rows }, background: '#ffffff', padding: 16,
        title: { text: title, subtitle: source, anchor: 'start', fontSize: 16, subtitleFontSize: 11, subtitlePadding: 6, offset: 12, limit: 600 } };
      const { view } = await globalThis.vegaEmbed(frame, spec, { ast: true, actions: false, renderer: 'svg', formatLocale: this.options.formatLocale });
      const result = kind === 'svg' ? await view.toSVG() : await view.toImageURL('png', 2);
      view.finalize();
      return result;
    } finally { frame.remove(); }
  }
}
