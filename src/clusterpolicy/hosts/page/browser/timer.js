// A timer for the room: large figures, and words for whoever does not see them. It goes by the clock, so that a page in the background keeps time.
const TICK = 200, MINUTE = 60000;

const written = left => {
  const seconds = Math.ceil(left / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

export class Timer {
  /* root: element around it; say(id, params, n). */
  constructor(root, say) {
    this.root = root; this.say = say; this.end = null; this.warned = false;
    this.part('start').addEventListener('click', () => this.start());
    this.part('pause').addEventListener('click', () => this.pause());
    this.part('reset').addEventListener('click', () => this.reset());
    this.part('minutes').addEventListener('change', () => { if (this.end === null) this.reset(); });
    this.left = this.asked();
  }

  part(name) { return this.root.querySelector(`[data-timer="${name}"]`); }

  /* The minutes that are set, in milliseconds; null where they are none. */
  asked() {
    const field = this.part('minutes'), minutes = field.valueAsNumber;
    return minutes >= Number(field.min) && minutes <= Number(field.max) ? minutes * MINUTE : null;
  }

  tell(id, params = {}, n = null) { this.part('note').textContent = this.say(id, params, n); }

  show(state) {
    this.part('time').textContent = written(this.left);
    this.part('time').dataset.state = state;
    this.part('start').disabled = state === 'running' || state === 'last';
    this.part('start').textContent = this.say(state === 'paused' ? 'timer-resume' : 'timer-start');
    this.part('pause').disabled = this.end === null;
  }

  refused() {
    const { min, max } = this.part('minutes');
    this.tell('timer-wrong', { least: Number(min), most: Number(max) });
    this.part('minutes').focus();
  }

  start() {
    const paused = this.part('time').dataset.state === 'paused', left = paused ? this.left : this.asked();
    if (left === null) { this.refused(); return; }
    this.left = left;
    this.end = Date.now() + left;
    this.warned = left <= MINUTE;
    if (paused) this.tell('timer-resumed', { time: written(left) });
    else this.tell('timer-started', { minutes: left / MINUTE }, left / MINUTE);
    this.tick = setInterval(() => this.run(), TICK);
    this.show(this.warned ? 'last' : 'running');
    this.part('pause').focus();
  }

  run() {
    this.left = Math.max(0, this.end - Date.now());
    if (!this.left) { this.stop(); this.show('over'); this.tell('timer-over'); return; }
    if (!this.warned && this.left <= MINUTE) { this.warned = true; this.tell('timer-last'); }
    this.show(this.left <= MINUTE ? 'last' : 'running');
  }

  stop() {
    clearInterval(this.tick);
    this.end = null;
  }

  pause() {
    this.left = Math.max(0, this.end - Date.now());
    this.stop();
    this.show('paused');
    this.tell('timer-paused', { time: written(this.left) });
    this.part('start').focus();
  }

  reset() {
    this.stop();
    this.left = this.asked();
    if (this.left === null) { this.refused(); return; }
    this.show('reset');
    this.tell('timer-reset', { time: written(this.left) });
  }
}
