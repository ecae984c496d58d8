// Settings kept by name: one line each in a text control, "name: lever=1 other=2.5".

export class Keeping {
  constructor(exercise, { control, names }) {
    this.exercise = exercise;
    this.names = names;
    this.text = exercise.controls.element(control);
    this.name = exercise.root.querySelector('[name="setting-name"]');
    this.list = exercise.root.querySelector('[name="setting-kept"]');
    exercise.root.querySelector('[data-keep]').addEventListener('click', () => this.keep());
    exercise.root.querySelector('[data-load]').addEventListener('click', () => this.load());
    this.text.addEventListener('input', () => this.show());
  }

  /* [name, settings] of each line that has a name. */
  lines() {
    return this.text.value.split('\n').filter(line => line.includes(':')).map(line => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1)]);
  }

  show() {
    const names = this.lines().map(([name]) => name), chosen = this.list.value;
    this.list.replaceChildren(...names.map(name => Object.assign(document.createElement('option'), { value: name, textContent: name })));
    if (names.includes(chosen)) this.list.value = chosen;
  }

  keep() {
    const name = this.name.value.replaceAll(':', ' ').replace(/\s+/g, ' ').trim();
    if (!name) { this.exercise.status('setting-unnamed'); this.name.focus(); return; }
    const values = this.exercise.values(), line = `${name}: ${this.names.map(lever => `${lever}=${values[lever]}`).join(' ')}`;
    const others = this.text.value.split('\n').filter(other => other.trim() && other.slice(0, other.indexOf(':')).trim() !== name);
    this.text.value = [...others, line].join('\n');
    this.text.dispatchEvent(new Event('input', { bubbles: true }));
    this.list.value = name;
    this.exercise.status('setting-kept', { name });
  }

  load() {
    const found = this.lines().find(([name]) => name === this.list.value);
    if (!found) return;
    const given = Object.fromEntries(found[1].split(/[\s,;]+/).filter(word => word.includes('=')).map(word => word.split('=')));
    this.exercise.controls.set(Object.fromEntries(this.names.filter(name => name in given).map(name => [name, given[name]])));
    this.exercise.changed();
    this.exercise.status('setting-loaded', { name: found[0] });
  }
}
