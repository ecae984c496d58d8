// Runs in a page before its own scripts: notes whatever a hostile file could make of it.
globalThis.canary = { found: [] };
{
  const ACTIVE = 'script, iframe, object, embed, img, video, audio, link, meta, base, form:not(.vega-bindings), input, button, a[href^="javascript" i]';
  const look = element => {
    const armed = [...element.attributes].some(({ name }) => name.startsWith('on'));
    if (armed || element.matches(ACTIVE)) canary.found.push(element.outerHTML.slice(0, 200));
  };
  canary.watch = () => {
    canary.found = [];
    new MutationObserver(records => {
      for (const { target, addedNodes, type } of records) {
        if (type === 'attributes') look(target);
        for (const node of addedNodes) if (node.nodeType === 1) for (const one of [node, ...node.querySelectorAll('*')]) look(one);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['href', 'src', 'srcdoc', 'onload', 'onerror', 'onclick'] });
  };
}

/* Hands files ([name, base64]) to a file input one after another; tells of each what was said, and whether all is as before. */
canary.handIn = async ([scope, input, note, files, working]) => {
  const root = document.querySelector(scope), box = root.querySelector(note), chooser = root.querySelector(input);
  const state = () => JSON.stringify([
    Object.entries(localStorage).sort(),
    [...root.querySelectorAll('input:not([type=file]), select, textarea, option')].map(one => [one.name, one.value, one.checked, one.selected, one.hidden]),
    [...root.querySelectorAll('[data-figure], [data-progress=list] li')].map(one => one.textContent),
    location.href, document.title,
  ]);
  const before = state(), told = [];
  for (const [name, base64] of files) {
    const said = [];
    const heard = new Promise(done => {
      const observer = new MutationObserver(() => {
        const text = box.textContent;
        if (!text || text === working) return;
        said.push(text);
        // Whatever else would be said of the file comes within a moment.
        setTimeout(() => { observer.disconnect(); done(); }, 5);
      });
      box.textContent = '';
      observer.observe(box, { childList: true, characterData: true, subtree: true });
      setTimeout(done, 15000);
    });
    const bag = new DataTransfer();
    bag.items.add(new File([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], name));
    chooser.files = bag.files;
    chooser.dispatchEvent(new Event('change', { bubbles: true }));
    await heard;
    told.push({ said, same: state() === before });
  }
  return { told, hit: globalThis.__hit ?? null, found: canary.found };
};
