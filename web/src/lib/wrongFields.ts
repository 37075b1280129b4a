/**
 * After a form was refused, here or by the server, the first field that is wrong gets the focus: on a long form it may
 * be out of sight, and who moves by keyboard would have to look for it. One place for every form there is.
 */
const WRONG = '[aria-invalid="true"]:not([type="hidden"])';

export function focusFirstWrongField(document: Document): void {
  let watching: MutationObserver | null = null;

  document.addEventListener('submit', ({ target }) => {
    watching?.disconnect();
    if (!(target instanceof HTMLFormElement)) return;
    const form = target;
    const focused = () => {
      const wrong = form.querySelector<HTMLElement>(WRONG);
      wrong?.focus();
      if (wrong) watching?.disconnect();
    };
    // Marked now, or when the server has answered; not any more once somebody does something else.
    watching = new MutationObserver(focused);
    watching.observe(form, { subtree: true, childList: true, attributeFilter: ['aria-invalid'] });
    requestAnimationFrame(focused);
  });
  for (const event of ['pointerdown', 'keydown'] as const) {
    document.addEventListener(event, () => watching?.disconnect(), { capture: true });
  }
}
