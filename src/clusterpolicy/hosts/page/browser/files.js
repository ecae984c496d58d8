// Files and the clipboard. A download is made here and goes nowhere else.

export function download(name, content, type) {
  const address = type ? URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` })) : content;
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  if (type) setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/* The JSON text of a file, written anew: the interpreter's own reader is more lenient. Null for what is no JSON in UTF-8; other encodings would lose letters. */
export function plainJson(bytes) {
  try { return JSON.stringify(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))); } catch { return null; }
}

const MARKS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };
export const escaped = text => text.replace(/[&<>"']/g, mark => MARKS[mark]);

/* A whole file that shows one article and needs nothing else. */
export function htmlFile(title, style, article, language) {
  const head = [
    '<meta charset="utf-8">', '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`, `<style>\n${style}</style>`,
  ].join('\n');
  return `<!DOCTYPE html>\n<html lang="${language}">\n<head>\n${head}\n</head>\n<body>\n${article.outerHTML}\n</body>\n</html>\n`;
}

export function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

/* Comma-separated values with a byte-order mark, so that a spreadsheet reads Cyrillic; a cell is never a formula. */
export function csv(columns, rows) {
  const cell = value => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number') return String(value);
    const text = /^[=+\-@\t]/.test(String(value)) ? `'${value}` : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns.map(column => cell(column.label)), ...rows.map(row => columns.map(column => cell(row[column.name])))];
  return '\ufeff' + lines.map(line => line.join(',')).join('\r\n') + '\r\n';
}

/* Whether the text stands on the clipboard. Without the right to write there, the older way is tried. */
export async function copy(text) {
  if (navigator.clipboard) { try { await navigator.clipboard.writeText(text); return true; } catch { /* refused: the older way follows */ } }
  const area = document.createElement('textarea');
  area.value = text;
  area.style.cssText = 'position:fixed;opacity:0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
