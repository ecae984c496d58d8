// A learning platform's side of SCORM 1.2, as strict as the standard: what is not allowed is refused and noted.
const TYPES = {
  'cmi.core.lesson_status': /^(passed|completed|failed|incomplete|browsed)$/,
  'cmi.core.score.raw': /^\d{1,3}(\.\d+)?$/,
  'cmi.core.score.min': /^\d{1,3}$/,
  'cmi.core.score.max': /^\d{1,3}$/,
  'cmi.core.session_time': /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/,
  'cmi.core.exit': /^(time-out|suspend|logout|)$/,
  'cmi.suspend_data': /^[\s\S]{0,4096}$/,
};
window.kept = { 'cmi.core.lesson_status': 'not attempted', ...window.before };
window.calls = [];
window.wrong = [];
let joined = false;
const note = (call, value, allowed) => {
  window.calls.push([call, value]);
  if (!allowed) window.wrong.push([call, value]);
  return String(allowed);
};
window.API = {
  LMSInitialize: given => { const allowed = !joined && given === ''; joined ||= allowed; return note('LMSInitialize', given, allowed); },
  LMSGetValue: name => (joined ? window.kept[name] ?? '' : (window.wrong.push(['LMSGetValue', name]), '')),
  LMSSetValue: (name, value) => {
    const allowed = joined && typeof value === 'string' && Boolean(TYPES[name]?.test(value)) && !window.refusing;
    if (window.refusing) return 'false';
    if (allowed) window.kept[name] = value;
    return note(name, value, allowed);
  },
  LMSCommit: given => note('LMSCommit', given, joined && given === ''),
  LMSFinish: given => { const allowed = joined && given === ''; joined = false; return note('LMSFinish', given, allowed); },
  LMSGetLastError: () => '0',
  LMSGetErrorString: () => '',
  LMSGetDiagnostic: () => '',
};
