// Native form elements in, values out.
import { pointToAtlas } from './atlas_link.js';

export class Controls {
  /* form: the element around them; declared: the controls as data; onChange(): a value changed. */
  constructor(form, declared, onChange) {
    this.form = form; this.declared = declared; this.dragging = false;
    this.strange = new Map();   // values that a list cannot hold: kept for the check, which refuses them by name
    for (const control of declared) this.wire(control, onChange);
  }

  exact(name) { return this.form.querySelector(`[data-exact="${name}"]`); }
  element(name) { return this.form.querySelector(`[name="${name}"]`); }

  wire(control, onChange) {
    const element = this.element(control.name);
    const exact = this.exact(control.name);
    if (exact === element) { this.wireCell(control, element, onChange); return; }
    element.addEventListener('input', () => {
      this.strange.delete(control.name);
      // A pointer moves from step to step; the keyboard and the field beside it reach every value.
      if (this.dragging && control.kind === 'number') element.value = snapped(control, Number(element.value));
      if (exact) exact.value = element.value;
      this.showRelevant();
      onChange();
    });
    if (!exact) return;
    element.addEventListener('pointerdown', () => { this.dragging = true; });
    for (const name of ['pointerup', 'pointercancel', 'blur']) element.addEventListener(name, () => { this.dragging = false; });
    element.addEventListener('keydown', event => this.key(event, control, element));
    exact.addEventListener('input', () => {
      const value = this.typed(exact);
      if (value !== null && value >= control.minimum && value <= control.maximum) element.value = String(value);
      onChange();
    });
  }

  /* A cell of a table is its own exact field: what is typed stays as it is typed, the arrow keys go from step to step. */
  wireCell(control, element, onChange) {
    element.addEventListener('input', () => { this.strange.delete(control.name); this.showRelevant(); onChange(); });
    element.addEventListener('focus', () => element.select());
    element.addEventListener('keydown', event => {
      const move = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      if (move) this.moveTo(event, element, snapped(control, (this.typed(element) ?? control.minimum) + move * control.step));
      // A form of one line would be sent by Enter.
      else if (event.key === 'Enter') event.preventDefault();
    });
  }

  moveTo(event, element, target) {
    event.preventDefault();
    element.value = String(target);
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /* The range has no native step, so that any value can stand in it: arrow keys go from step to step here. */
  key(event, control, element) {
    const moves = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
    let target;
    if (event.key in moves) target = snapped(control, Number(element.value) + moves[event.key] * control.step);
    else if (event.key === 'Home') target = control.minimum;
    else if (event.key === 'End') target = control.maximum;
    else return;
    this.moveTo(event, element, target);
  }

  typed(exact) {
    const text = exact.value.replace(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-').replace(',', '.');
    const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(text) ? Number(text) : NaN;
    return Number.isFinite(number) ? number : null;
  }

  get() {
    return Object.fromEntries(this.declared.map(control => [control.name, this.value(control)]));
  }

  value(control) {
    const element = this.element(control.name);
    if (this.strange.has(control.name)) return this.strange.get(control.name);
    if (control.kind === 'checkbox') return element.checked;
    if (control.kind === 'choices') return boxes(element).filter(box => box.checked).map(box => box.value);
    if (control.kind !== 'number') return element.value;
    const exact = this.exact(control.name);
    // What was typed and is no number goes to the check as it stands, which refuses it by name.
    if (exact === element || exact.value !== element.value) return this.typed(exact) ?? exact.value;
    return Number(element.value);
  }

  set(values) {
    for (const control of this.declared) {
      if (!(control.name in values)) continue;
      this.put(control, this.element(control.name), values[control.name]);
    }
    this.showRelevant();
  }

  put(control, element, value) {
    this.strange.delete(control.name);
    if (control.kind === 'checkbox' && typeof value === 'boolean') element.checked = value;
    else if (control.options) {
      const wanted = [value].flat(), known = control.options.map(option => option.value);
      if (control.kind === 'choices') for (const box of boxes(element)) box.checked = wanted.includes(box.value);
      else for (const option of element.options) option.selected = wanted.includes(option.value);
      const fits = Array.isArray(value) === (control.kind === 'choices') && wanted.every(one => known.includes(one));
      if (!fits) this.strange.set(control.name, value);
    } else if (control.kind === 'number' || (control.kind === 'text' && typeof value === 'string')) {
      element.value = String(value);
      // A range drops what it cannot hold: the field beside it keeps it, and the check refuses it by name.
      const exact = this.exact(control.name);
      if (exact) exact.value = String(value);
    } else this.strange.set(control.name, value);
  }

  /* Lists the learner's own regions wherever regions are listed; who chose one that is gone gets the first setting back. */
  offer(group, options) {
    for (const control of this.declared.filter(one => one.regions)) {
      const element = this.element(control.name), value = this.value(control);
      control.made ??= control.options;
      control.options = [...control.made, ...options];
      element.querySelector('optgroup')?.remove();
      if (options.length) {
        const own = element.appendChild(Object.assign(document.createElement('optgroup'), { label: group }));
        own.append(...options.map(option => new Option(option.label, option.value)));
      }
      this.put(control, element, control.options.some(option => option.value === value) ? value : control.default);
      this.pointToAtlas(control);
    }
  }

  pointToAtlas(control) {
    const link = this.form.querySelector(`[data-control="${control.name}"] [data-atlas]`);
    if (!link) return;   // outside the course there is no atlas
    const { value, selectedOptions: [option] } = this.element(control.name);
    const there = (control.made ?? control.options).some(one => one.value === value);
    pointToAtlas(link, there ? value : '', option?.label);
  }

  showRelevant() {
    const values = this.get();
    for (const control of this.declared) {
      const relevant = Object.entries(control.when).every(([name, wanted]) => wanted.includes(values[name]));
      this.form.querySelector(`[data-control="${control.name}"]`).hidden = !relevant;
      if (control.regions) this.pointToAtlas(control);
    }
  }

  /* Marks the refused control, or none. */
  mark(name) {
    for (const control of this.declared) {
      const element = this.element(control.name), exact = this.exact(control.name);
      for (const part of control.kind === 'choices' ? boxes(element) : [element, exact]) {
        if (!part) continue;
        if (control.name === name) part.setAttribute('aria-invalid', 'true'); else part.removeAttribute('aria-invalid');
      }
    }
  }
}

/* The boxes of a control with several choices, in their order. */
function boxes(element) { return [...element.querySelectorAll('[type=checkbox]')]; }

/* The nearest step, without the digits that binary fractions leave behind. */
function snapped(control, value) {
  const steps = Math.round((value - control.minimum) / control.step);
  const clean = Number((control.minimum + steps * control.step).toPrecision(12));
  return Math.min(control.maximum, Math.max(control.minimum, clean));
}
