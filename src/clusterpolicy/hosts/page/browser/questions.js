// Questions: reading an answer, putting one back, and showing what the check says.

export class Questions {
  /* host: {say(message id, params, n), check(question id, answer), keep(question id, kept), isKept(question id)} */
  constructor(root, declared, host) {
    this.root = root; this.declared = declared; this.host = host;
    for (const question of declared) this.wire(question);
  }

  form(question) { return this.root.querySelector(`[data-question="${question.id}"]`); }
  feedback(question) { return this.form(question).querySelector('[data-feedback]'); }

  wire(question) {
    const form = this.form(question);
    form.addEventListener('submit', event => { event.preventDefault(); this.submit(question); });
    if (question.kind === 'order') {
      form.addEventListener('click', event => {
        const button = event.target.closest('button[data-move]');
        if (button) this.move(form, button);
      });
      this.limit(form);
    }
  }

  move(form, button) {
    const item = button.closest('li'), up = button.dataset.move === 'up';
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (up) other.before(item); else other.after(item);
    this.limit(form);
    (button.disabled ? item.querySelector('button:not([disabled])') : button).focus();
  }

  limit(form) {
    const items = [...form.querySelectorAll('li[data-value]')];
    items.forEach((item, index) => {
      item.querySelector('[data-move="up"]').disabled = index === 0;
      item.querySelector('[data-move="down"]').disabled = index === items.length - 1;
    });
  }

  /* The answer as the models take it; null where nothing was answered, undefined where a part is missing. */
  answer(question) {
    const form = this.form(question);
    if (question.kind === 'choice') return form.querySelector('input:checked')?.value ?? null;
    if (question.kind === 'numeric') return form.querySelector('input').value.trim() || null;
    if (question.kind === 'order') return [...form.querySelectorAll('li[data-value]')].map(item => item.dataset.value);
    const pairs = [...form.querySelectorAll('select')].map(select => [select.dataset.option, select.value]);
    if (pairs.every(([, value]) => !value)) return null;
    return pairs.some(([, value]) => !value) ? undefined : Object.fromEntries(pairs);
  }

  put(question, answer) {
    const form = this.form(question);
    if (question.kind === 'choice') { for (const input of form.querySelectorAll('input')) input.checked = input.value === answer; }
    else if (question.kind === 'numeric') form.querySelector('input').value = answer ?? '';
    else if (question.kind === 'order') {
      const list = form.querySelector('ol');
      for (const value of Array.isArray(answer) ? answer : question.options) {
        const item = [...list.children].find(child => child.dataset.value === value);
        if (item) list.append(item);
      }
      this.limit(form);
    } else for (const select of form.querySelectorAll('select')) select.value = answer?.[select.dataset.option] ?? '';
  }

  async submit(question) {
    const answer = this.answer(question);
    if (answer === null) return this.show(question, this.host.say('answer-missing'), 'note');
    if (answer === undefined) return this.show(question, this.host.say('answer-incomplete'), 'note');
    const outcome = await this.host.check(question.id, answer);
    if (!outcome) return undefined;
    this.host.keep(question.id, { answer, right: outcome.right });
    return this.tell(question, outcome);
  }

  tell(question, outcome) {
    const state = outcome.right === null ? 'kept' : outcome.right ? 'right' : 'wrong';
    const text = this.host.say(outcome.message, outcome.params, outcome.n);
    return this.show(question, [text, ...this.recall(question)].join(' '), state);
  }

  /* What was predicted stands beside what came out. */
  recall(question) {
    if (question.stage === 'predict') return [];
    return this.declared.filter(other => other.stage === 'predict' && this.host.isKept(other.id)).map(other => {
      const chosen = this.form(other).querySelector('input:checked');
      return this.host.say('prediction-recall', { answer: chosen ? chosen.closest('label').textContent.trim() : this.answer(other) });
    });
  }

  show(question, text, state) {
    const box = this.feedback(question);
    box.dataset.outcome = state;
    box.textContent = text;
  }

  /* A control moved under a feedback that depends on it. */
  outdate(changed) {
    for (const question of this.declared) {
      const box = this.feedback(question);
      if (box.textContent && box.dataset.outcome !== 'note' && question.follow.some(name => changed.includes(name)))
        this.show(question, this.host.say('outdated'), 'note');
    }
  }

  /* After a reload: answers stand again, and what was checked is checked again, under the settings that stand too. */
  async restore(answers) {
    for (const question of this.declared) {
      const kept = answers[question.id];
      if (!kept) continue;
      const outcome = await this.host.check(question.id, kept.answer);
      if (!outcome) continue;   // an answer of another form, from another edition or another hand
      this.put(question, kept.answer);
      this.tell(question, outcome);
    }
  }

  clear() {
    for (const question of this.declared) {
      this.put(question, null);
      this.show(question, '', 'none');
    }
  }
}
