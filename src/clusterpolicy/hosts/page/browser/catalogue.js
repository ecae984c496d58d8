// The catalogue of datasets: what holds all words of a query stays in sight, and an address opens its dataset.

function wireSearch(form) {
  const entries = [...document.querySelectorAll('[data-entry]')].map(element => ({
    element,
    kind: element.dataset.entry,
    text: element.textContent.toLowerCase(),
  }));
  const count = form.querySelector('[data-count]'), input = form.querySelector('input');
  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = { dataset: 0, series: 0 };
    for (const { element, kind, text } of entries) {
      const wanted = words.every(word => text.includes(word));
      element.hidden = !wanted;
      found[kind] += wanted;
    }
    count.textContent = words.length
      ? form.dataset.found.replace('{datasets}', found.dataset).replace('{series}', found.series)
      : '';
  };
  input.addEventListener('input', show);
  form.addEventListener('submit', event => event.preventDefault());
  show(); // a browser may have kept the query
  return () => {
    input.value = '';
    show();
  };
}

function openNamed(showAll) {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!named?.matches('details')) return;
  if (named.hidden) showAll();
  named.open = true;
  named.scrollIntoView();
}

const showAll = wireSearch(document.querySelector('[data-catalogue]'));
addEventListener('hashchange', () => openNamed(showAll));
openNamed(showAll);
