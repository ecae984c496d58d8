// A link that carries the state of an exercise: #find-clusters?threshold=2.5&rule=relative

export function toLink(id, defaults, values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (JSON.stringify(value) !== JSON.stringify(defaults[name])) query.set(name, Array.isArray(value) ? value.join(' ') : String(value));
  return `${location.href.split('#')[0]}#${id}?${query}`;
}

/* The values of a link to this exercise, unchecked, or null where the address carries none. */
export function fromLink(id, declared) {
  const [target, text] = location.hash.slice(1).split('?');
  if (target !== id || text === undefined) return null;
  const query = new URLSearchParams(text), values = {};
  for (const control of declared) {
    const given = query.get(control.name);
    if (given === null) continue;
    if (control.kind === 'checkbox') values[control.name] = given === 'true' || (given === 'false' ? false : given);
    else if (control.kind === 'choices') values[control.name] = given.split(' ').filter(Boolean);
    else values[control.name] = given;
  }
  return values;
}

export const targetOf = hash => hash.slice(1).split('?')[0];
