// Notices above a form; their words are in templates/desk/session.html.

const words = document.getElementById("desk-notices");

export const KEEPS_TEXT = "form[data-edit-form], form[data-keeps-text]";
export const addressToAsk = words.dataset.signedIn;

const find = (name) =>
  document.querySelector(`.desk-notice[data-notice="${name}"]`);

export function show(name) {
  if (find(name)) return find(name);
  const notice = words.content
    .querySelector(`[data-notice="${name}"]`)
    .cloneNode(true);
  document.querySelector(KEEPS_TEXT)?.before(notice);
  return notice;
}

export function hide(name) {
  find(name)?.remove();
}

export const isShown = (name) => Boolean(find(name));
