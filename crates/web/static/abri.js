// What pages gain where scripts run. Every page works without this file.

const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');

focusOnArrival();
closeMenus();
countDown();
narrowConditions();
sendOnce();
followSections();
openAfterYes();
carryOver();
for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-autosave]'))) keepDraft(form);

/** Moves the focus to a summary of errors or to results, so that a screen reader begins there. */
function focusOnArrival() {
  if (window.location.hash) return;
  /** @type {HTMLElement | null} */ (document.querySelector('[data-focus]'))?.focus();
}

/** Escape or a press outside closes the menu. */
function closeMenus() {
  const menu = /** @type {HTMLDetailsElement | null} */ (document.querySelector('details.settings'));
  if (!menu) return;
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  document.addEventListener('click', (event) => {
    if (menu.open && !menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
}

/** Shows hours, minutes and seconds beside a deadline of the next two days, and says when it has passed. */
function countDown() {
  const clocks = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-countdown]'))]
    .map((element) => ({ element, at: Date.parse(element.dataset.countdown ?? '') }))
    .filter(({ at }) => Number.isFinite(at));
  if (clocks.length === 0) return;
  const horizon = 48 * 3600;
  const two = (number) => String(number).padStart(2, '0');
  const show = () => {
    for (const { element, at } of clocks) {
      const seconds = Math.floor((at - Date.now()) / 1000);
      let text = '';
      if (seconds < 0) {
        // "2 hours left" would now be wrong.
        const words = element.previousElementSibling;
        if (words && element.dataset.passed) words.textContent = element.dataset.passed;
      }
      if (seconds >= 0 && seconds <= horizon) {
        text = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}`;
        if (!reduced.matches) text += `:${two(seconds % 60)}`;
      }
      if (element.textContent !== text) element.textContent = text;
    }
  };
  show();
  window.setInterval(show, reduced.matches ? 30_000 : 1000);
}

/** Shows the conditions of the order that is chosen and sends no others. */
function narrowConditions() {
  const orders = [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('input[name="order"]'))];
  if (orders.length === 0) return;
  const boxes = [
    .../** @type {NodeListOf<HTMLInputElement>} */ (
      document.querySelectorAll('input[type="checkbox"][name^="condition."]')
    ),
  ];
  const show = () => {
    const chosen = orders.find((order) => order.checked)?.value;
    for (const box of boxes) {
      const apart = chosen !== undefined && box.name !== `condition.${chosen}`;
      const field = box.closest('fieldset');
      if (!field) continue;
      field.hidden = apart;
      field.disabled = apart;
    }
  };
  for (const order of orders) order.addEventListener('change', show);
  show();
}

/** Marks the section in view on the rail and keeps it in sight there. */
function followSections() {
  const links = new Map(
    [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.rail a'))].map((link) => [
      link.hash.slice(1),
      link,
    ]),
  );
  if (links.size === 0 || !('IntersectionObserver' in window)) return;
  const watch = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting);
      const link = seen && links.get(seen.target.id);
      if (!link) return;
      for (const other of links.values()) other.removeAttribute('aria-current');
      link.setAttribute('aria-current', 'true');
      // The section in view is sent along, so that the page comes back to it.
      const at = /** @type {HTMLInputElement | null} */ (document.querySelector('form.report input[name="at"]'));
      if (at) at.value = seen.target.id;
      const list = link.closest('ol');
      list?.scrollTo({ left: link.offsetLeft - (list.clientWidth - link.offsetWidth) / 2, behavior: reduced.matches ? 'auto' : 'smooth' });
    },
    // A section is in view when it crosses the upper third of the window.
    { rootMargin: '-30% 0px -69% 0px' },
  );
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) watch.observe(section);
  }
}

/** Details open after the answer that asks for them. What holds an answer or an error is never hidden. */
function openAfterYes() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form.report'));
  if (!form) return;
  /** @type {[string, string[], string[]][]} the question, the answers that open, the names of what opens */
  const rules = [
    ['interpreter', ['yes'], ['interpreter_language', 'interpreter_name']],
    ['strangulation', ['yes'], ['strangulation_signs']],
    ['weapon_used', ['yes'], ['weapon_kind']],
    ['weapon_access', ['yes'], ['weapon_kind']],
    ['injury', ['yes'], ['injury_text', 'medical_care']],
    ['children', ['yes'], ['children_unknown', 'child_*', 'add-child']],
    ['alcohol', ['yes'], ['substances_text']],
    ['drugs', ['yes'], ['substances_text']],
    ['order', ['none'], ['no_order_reason']],
    ['aggressor', ['as_reported', 'the_other', 'undetermined'], ['aggressor_reason']],
    ['consent', ['given'], ['consent_not', 'consent_limits']],
    ['consent', ['refused', 'not_asked'], ['basis']],
    ['basis', ['duty', 'power', 'serious_danger'], ['basis_reason']],
    [
      'contact_channel',
      ['call', 'sms', 'messenger', 'email', 'in_person', 'letter', 'through_person'],
      ['contact_name', 'contact_language', 'contact_voicemail', 'contact_code', 'contact_pick_up'],
    ],
  ];
  const place = (control) =>
    control.closest('fieldset.group[id^="group-child-"]') ?? control.closest('fieldset.field, div.field, p.field');
  const targets = (name) => {
    const found =
      name === 'add-child'
        ? [...form.querySelectorAll('button[value="add-child"]')]
        : [...form.querySelectorAll(name.endsWith('*') ? `[name^="${name.slice(0, -1)}"]` : `[name="${name}"]`)];
    return new Set(found.map(place).filter(Boolean));
  };
  const holds = (part) =>
    part.classList.contains('wrong') ||
    part.querySelector('.wrong') !== null ||
    [.../** @type {NodeListOf<HTMLInputElement>} */ (part.querySelectorAll('input, textarea, select'))].some((control) =>
      ['radio', 'checkbox'].includes(control.type) ? control.checked && control.value !== '' : control.value.trim() !== '',
    );
  /** @type {Map<Element, [string, string[]][]>} */
  const parts = new Map();
  for (const [question, answers, names] of rules) {
    for (const name of names) {
      for (const part of targets(name)) parts.set(part, [...(parts.get(part) ?? []), [question, answers]]);
    }
  }
  const show = () => {
    for (const [part, openers] of parts) {
      const open = openers.some(([question, answers]) =>
        answers.includes(/** @type {HTMLInputElement | null} */ (form.querySelector(`input[name="${question}"]:checked`))?.value ?? ''),
      );
      /** @type {HTMLElement} */ (part).hidden = !open && !holds(part);
    }
  };
  form.addEventListener('change', show);
  show();
  // Enter in a line of text keeps what is typed; it never sends the page or throws somebody to its top.
  form.addEventListener('keydown', (event) => {
    const control = /** @type {HTMLElement} */ (event.target);
    if (event.key !== 'Enter' || control.tagName !== 'INPUT') return;
    event.preventDefault();
    form.dispatchEvent(new Event('change'));
  });
}

/** A yes given at the scene answers the question of the screening whether it was ever so, where nobody has answered yet. */
function carryOver() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form.report'));
  if (!form) return;
  const told = [
    ['strangulation', 'yes', 'item.lap-11.5'],
    ['weapon_used', 'yes', 'item.lap-11.1'],
    ['own_estimate', 'killed', 'item.lap-11.3'],
  ];
  form.addEventListener('change', (event) => {
    const control = /** @type {HTMLInputElement} */ (event.target);
    for (const [name, value, item] of told) {
      if (control.name !== name || control.value !== value || form.querySelector(`input[name="${item}"]:checked`)) continue;
      const yes = /** @type {HTMLInputElement | null} */ (form.querySelector(`input[name="${item}"][value="yes"]`));
      if (yes) yes.checked = true;
    }
  });
}

/** A second press while the first is under way sends nothing. */
function sendOnce() {
  const under = new WeakSet();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form) return;
    if (under.has(form)) event.preventDefault();
    under.add(form);
    window.setTimeout(() => under.delete(form), 8000);
  });
  // Coming back by the history shows the page as it was left.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) for (const form of document.forms) under.delete(form);
  });
}

/**
 * Keeps what is typed on the server within a second, and says so.
 *
 * Nothing is ever written on the device: others may use it. When the session has ended, the words stay on the
 * page, the person signs in again in another tab, and saving goes on by itself.
 */
function keepDraft(form) {
  const place = form.querySelector('[data-save-state]');
  const words = place?.querySelector('span');
  const texts = form.dataset;
  const wait = 700;
  let edition = 0;
  let kept = 0;
  let timer;
  let tries = 0;
  let busy = false;
  let expired = false;
  // Sent by its button: the words are on their way, and need not be sent again when the page is left.
  let leaving = false;

  const body = () => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
  const plan = (delay) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, delay);
  };

  function tell(state, text) {
    if (!place || !words) return;
    place.dataset.state = state;
    words.textContent = text;
    if (state !== 'expired') return;
    const link = document.createElement('a');
    link.href = '/sign-in';
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = texts.signIn;
    words.append(' ', link);
  }

  async function save() {
    if (busy || expired) return;
    busy = true;
    const saving = edition;
    tell('saving', texts.saving);
    try {
      const answer = await fetch(texts.autosave, {
        method: 'POST',
        body: body(),
        credentials: 'same-origin',
        redirect: 'manual',
        headers: { Accept: 'application/json' },
      });
      if (answer.ok) {
        kept = saving;
        tries = 0;
        const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
        tell('saved', `${texts.saved} ${time.format(new Date())}`);
        if (kept !== edition) plan(wait);
      } else if (answer.status === 409 && (answer.headers.get('content-type') ?? '').includes('json')) {
        await moveApart(answer);
        kept = saving;
        if (kept !== edition) plan(wait);
      } else if (answer.status === 401 || answer.status === 403 || answer.type === 'opaqueredirect') {
        expired = true;
        tell('expired', texts.expired);
      } else {
        again('unsaved', texts.unsaved);
      }
    } catch {
      again('offline', navigator.onLine ? texts.unsaved : texts.offline);
    } finally {
      busy = false;
    }
  }

  /** The report has newer text elsewhere, or was sent: what is typed here goes on in a place of its own. */
  async function moveApart(answer) {
    const { apart } = await answer.json();
    if (typeof apart !== 'string' || !apart.startsWith('/report/')) return;
    form.action = apart;
    texts.autosave = `${apart}/draft`;
    window.history.replaceState(null, '', apart);
    tell('unsaved', texts.apart);
    const link = document.createElement('a');
    link.href = apart;
    link.textContent = texts.apartLink;
    words?.append(' ', link);
  }

  function again(state, text) {
    tries += 1;
    tell(state, text);
    plan(Math.min(30_000, 1000 * 2 ** tries));
  }

  /** Whether somebody has signed in again; takes over the new token. */
  async function renew() {
    if (!expired) return;
    try {
      const answer = await fetch(texts.session, { credentials: 'same-origin', redirect: 'manual', headers: { Accept: 'application/json' } });
      if (!answer.ok) return;
      const { csrf } = await answer.json();
      if (typeof csrf !== 'string' || csrf === '') return;
      for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('input[name="csrf"]'))) {
        input.value = csrf;
      }
      expired = false;
      save();
    } catch {
      // Still away: the next return to the page asks again.
    }
  }

  const changed = () => {
    edition += 1;
    if (!expired) plan(wait);
  };
  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  window.addEventListener('online', () => plan(0));
  window.addEventListener('focus', renew);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') renew();
    else if (edition !== kept && !expired && !leaving) navigator.sendBeacon(texts.autosave, body());
  });
  // A page that comes back as it was left may show a report that was sent since: it is asked for anew.
  window.addEventListener('pageshow', (event) => {
    leaving = false;
    if (event.persisted && edition === kept) window.location.reload();
  });
  form.addEventListener('submit', (event) => {
    if (!expired) {
      window.clearTimeout(timer);
      leaving = true;
      return;
    }
    // A form sent now would be answered by the sign-in page.
    event.preventDefault();
    place?.scrollIntoView({ block: 'center' });
    place?.querySelector('a')?.focus();
    renew();
  });
}
