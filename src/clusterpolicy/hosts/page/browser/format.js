// Templates and numbers: the browser's side of clusterpolicy/text.py, held to it by a test.
const PLACE = /\{(\w+)(?:\|([%~]?)(\d+))?\}/g;

export function formatNumber(value, style, digits, words, language) {
  if (value === null || value === undefined) return words['no-data'];
  const percent = style === '%';
  const rounded = Math.round((percent ? value * 100 : value) * 10 ** digits);
  return new Intl.NumberFormat(language, {
    style: percent ? 'percent' : 'decimal',
    minimumFractionDigits: style === '~' ? 0 : digits,
    maximumFractionDigits: digits,
    roundingMode: 'halfEven',
  }).format(rounded === 0 ? 0 : value).replace('-', '\u2212');
}

export function chooseForm(template, n, language) {
  if (typeof template === 'string') return template;
  const category = n === null || n === undefined ? 'other' : new Intl.PluralRules(language).select(n);
  return template[category] ?? template.other;
}

export function formatMessage(template, params, n, words, language) {
  return chooseForm(template, n, language).replace(PLACE, (_, name, style, digits) => {
    const value = params[name];
    if (Array.isArray(value)) return value.join(', ');
    if (digits === undefined && value !== null && !(typeof value === 'number' && !Number.isInteger(value))) return String(value);
    return formatNumber(value, digits === undefined ? '~' : style, Number(digits ?? 3), words, language);
  });
}
