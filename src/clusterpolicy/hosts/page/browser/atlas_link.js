// A link to the page of a chosen region; the atlas has none of a learner's own.
export function pointToAtlas(link, code, name) {
  link.parentElement.hidden = !code;
  if (!code) return;
  link.href = `${link.dataset.atlas}${code}.html`;
  link.textContent = link.dataset.words.replace('{region}', name);
}
