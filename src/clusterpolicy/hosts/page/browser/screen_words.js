// Answers of groups in words: tables, the lines of the CSV file, and the summary as one article.
import { element } from './files.js';
import { formatMessage } from './format.js';

const course = globalThis.COURSE, screen = globalThis.COURSE_SCREEN;
export const subjects = new Map((globalThis.COURSE_QUESTIONS ?? []).map(subject => [subject.id, subject]));

export const say = (id, params = {}, n = null) => formatMessage(screen.messages[id] ?? course.messages[id], params, n, course.messages, course.language);

/* An answer as a reader would say it. */
export function inWords(question, answer) {
  const label = value => question.options[value] ?? String(value);
  if (Array.isArray(answer)) return answer.map(label).join(' → ');
  if (answer !== null && typeof answer === 'object') return Object.entries(question.options).filter(([value]) => value in answer)
    .map(([value, option]) => `${option}: ${question.targets[answer[value]] ?? answer[value]}`).join('; ');
  const text = label(answer);
  return question.unit && !Object.hasOwn(question.options, answer) ? `${text}\u00a0${question.unit}` : text;
}

/* How often groups answered something of an exercise. */
export const answering = (groups, id) => groups.filter(group => Object.hasOwn(group.answers, id)).length;

/* Predictions first, as the models order them. */
export const asked = subject => [...subject.questions].sort((one, other) => (other.stage === 'predict') - (one.stage === 'predict'));

/* The heads of the columns: P for a prediction, numbers for what came after. */
export function heads(subject) {
  let number = 0;
  return asked(subject).map(question => (question.stage === 'predict' ? 'P' : String(++number)));
}

export const headInWords = head => (head === 'P' ? say('prediction') : say('question', { number: head }));

export const outcome = (question, kept) => say(!kept ? 'state-none' : question.stage === 'predict' ? 'state-predicted' : kept.right ? 'state-right' : 'state-wrong');

const cell = (question, kept) => (!kept ? say('state-none') : question.stage === 'predict' ? inWords(question, kept.answer) : `${kept.right ? '✓' : '✗'} ${inWords(question, kept.answer)}`);

/* Each question with its head. */
export const prompts = subject => asked(subject).map((question, place) => element('p', {}, element('strong', {}, headInWords(heads(subject)[place])), `: ${question.prompt}`));

function table(caption, columns, lines) {
  const head = element('thead', {}, element('tr', {}, ...columns.map(text => element('th', { scope: 'col' }, text))));
  const body = element('tbody', {}, ...lines.map(([first, ...rest]) => element('tr', {}, element('th', { scope: 'row' }, first),
    ...rest.map(value => element('td', typeof value === 'number' ? { class: 'number' } : {}, String(value))))));
  return element('table', {}, element('caption', {}, caption), head, body);
}

/* A table that may be wider than its place: the frame scrolls, by keyboard too. */
export const framed = (inside, name, label = inside.caption.textContent) => element('div', { class: name, tabindex: '0', role: 'region', 'aria-label': label }, inside);

export function answersTable(subject, groups) {
  const questions = asked(subject);
  return table(say('answers-caption', { title: subject.title }), [say('column-group'), ...heads(subject).map(headInWords)],
    groups.map(group => [group.name, ...questions.map(question => cell(question, group.answers[subject.id]?.[question.id]))]));
}

/* counts: what the models found for each question. */
export function sharesTable(subject, counts) {
  const share = new Intl.NumberFormat(course.language, { style: 'percent', maximumFractionDigits: 0 }), questions = asked(subject), names = heads(subject);
  const lines = counts.map(({ right, wrong, none }, place) => [headInWords(names[place]), right, wrong, none, right + wrong ? share.format(right / (right + wrong)) : '–'])
    .filter((_line, place) => questions[place].stage !== 'predict');
  return table(say('shares-caption', { title: subject.title }), ['question', 'right', 'wrong', 'none', 'share'].map(name => say(`column-${name}`)), lines);
}

/* One line a group and answer, for a spreadsheet. */
export function lines(groups) {
  const columns = ['group', 'file', 'exercise', 'question', 'answer', 'outcome'].map(name => ({ name, label: say(`column-${name}`) }));
  const rows = groups.flatMap(group => [...subjects.values()].filter(subject => group.answers[subject.id]).flatMap(subject => asked(subject)
    .filter(question => group.answers[subject.id][question.id]).map(question => {
      const kept = group.answers[subject.id][question.id];
      return { group: group.name, file: group.file, exercise: subject.title, question: question.prompt, answer: inWords(question, kept.answer), outcome: outcome(question, kept) };
    })));
  return { columns, rows };
}

/* found: {subject, counts} of each exercise that somebody answered. */
export function article(title, groups, found) {
  const parts = found.map(({ subject, counts }) => element('section', {}, element('h2', { class: 'brief-section' }, subject.title),
    ...prompts(subject),
    ...[sharesTable(subject, counts), answersTable(subject, groups)].map(one => framed(one, 'brief-frame', `${title}. ${one.caption.textContent}`))));
  const about = say('summary-about', { count: groups.length, edition: course.edition }, groups.length);
  return element('article', { class: 'brief' }, element('h1', { class: 'brief-title' }, title), element('p', {}, about), ...parts);
}
