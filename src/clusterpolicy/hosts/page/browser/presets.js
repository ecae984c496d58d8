// Settings to start from: one replaces what stands in the controls, and can be taken back.

export class Presets {
  constructor(exercise, presets) {
    this.exercise = exercise;
    this.presets = presets;
    this.list = exercise.root.querySelector('[name="preset"]');
    this.back = exercise.root.querySelector('[data-preset-back]');
    this.before = null;
    this.list.addEventListener('input', () => { exercise.root.querySelector('[data-preset-note]').textContent = this.chosen.note; });
    exercise.root.querySelector('[data-preset-load]').addEventListener('click', () => this.load());
    this.back.addEventListener('click', () => this.takeBack());
  }

  get chosen() { return this.presets.find(preset => preset.name === this.list.value); }

  load() {
    const { values, label } = this.chosen;
    this.before = this.exercise.values();
    this.back.disabled = false;
    this.put({ ...this.exercise.declared.defaults, ...values });
    this.exercise.status('setting-loaded', { name: label });
  }

  takeBack() {
    this.put(this.before);
    this.list.focus();
    this.forget();
    this.exercise.status('preset-taken-back');
  }

  put(values) {
    this.exercise.controls.set(values);
    this.exercise.changed();
  }

  forget() { this.before = null; this.back.disabled = true; }
}
