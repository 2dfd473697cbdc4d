// Translating with the keyboard alone: walk the fields that need work, confirm, save, and stay where one is.

const form = document.getElementById("translation");
const announcement = document.querySelector("[data-announcement]");
const FIELD = "[data-field] :is([contenteditable=true], textarea, input[type=text])";
const MEMORY = `translating ${location.pathname}`;
// Draftail hands its text to the form a quarter of a second after the last key, or after it got or lost the focus.
const UNTIL_HANDED_ON = 400;

let here = null; // the line one was last in
let activeAt = 0;
let waiting = 0; // to save

const lineOf = (element) => element?.closest?.(".desk-line");

function announce(text) {
  announcement.textContent = "";
  setTimeout(() => {
    announcement.textContent = text;
  }, 200);
}

function enter(line) {
  const field = line.querySelector(FIELD);
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
  return field;
}

function walk(back) {
  const lines = [...form.querySelectorAll("[data-waits]")];
  if (back) lines.reverse();
  const wanted = back ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const line =
    lines.find((each) => !here || here.compareDocumentPosition(each) & wanted) ?? lines[0];
  if (line) enter(line);
  else announce(announcement.dataset.allDone);
}

function confirm() {
  const box = here?.querySelector("[data-still-right]");
  if (!box) return;
  box.click();
  announce(`${box.checked ? "✓ " : ""}${box.labels[0].textContent.trim()}`);
}

const save = () => form.requestSubmit(form.querySelector("[data-save]"));

const KEYS = { KeyN: () => walk(false), KeyP: () => walk(true), KeyR: confirm, KeyS: save };

// Ahead of Draftail, which listens further in.
document.addEventListener(
  "keydown",
  (event) => {
    const isSave = event.code === "KeyS" && (event.ctrlKey || event.metaKey);
    const isOurs = event.altKey && !event.ctrlKey && !event.metaKey && event.code in KEYS;
    if (event.shiftKey || !(isOurs || (isSave && !event.altKey))) return;
    event.preventDefault();
    event.stopPropagation();
    KEYS[event.code]();
  },
  { capture: true },
);

document.querySelector("[data-next]")?.addEventListener("click", () => walk(false));
document.addEventListener("focusin", (event) => {
  here = lineOf(event.target) ?? here;
});
for (const kind of ["keydown", "pointerdown", "beforeinput", "input", "focusin", "focusout", "selectionchange"]) {
  const note = () => {
    activeAt = performance.now();
  };
  document.addEventListener(kind, note, { capture: true });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#line-"]');
  if (!link) return;
  event.preventDefault();
  enter(document.getElementById(link.hash.slice(1)));
});

form.addEventListener("submit", (event) => {
  const left = activeAt + UNTIL_HANDED_ON - performance.now();
  if (left > 0) {
    event.preventDefault();
    clearTimeout(waiting);
    waiting = setTimeout(() => form.requestSubmit(event.submitter), left);
    return;
  }
  const field = here?.querySelector(FIELD);
  const memory = { line: here?.id, caret: field?.selectionStart, scroll: window.scrollY };
  sessionStorage.setItem(MEMORY, JSON.stringify(memory));
});

// Draftail's own box has no name of its own.
function nameEditors() {
  for (const editor of form.querySelectorAll("[data-field] [contenteditable=true]")) {
    editor.setAttribute("aria-labelledby", editor.closest("[data-field]").dataset.field);
  }
}
new MutationObserver(nameEditors).observe(form, { childList: true, subtree: true });
nameEditors();

function comeBack({ line, caret, scroll }, attempts = 20) {
  const found = document.getElementById(line);
  // Draftail appears a little later than the page.
  if (found && !found.querySelector(FIELD) && attempts) {
    setTimeout(() => comeBack({ line, caret, scroll }, attempts - 1), 100);
    return;
  }
  const field = found && enter(found);
  if (Number.isInteger(caret)) field?.setSelectionRange?.(caret, caret);
  window.scrollTo(0, scroll);
  const said = document.querySelector("[data-problem] p, .messages li");
  if (said) announce(said.textContent.trim());
}

const memory = sessionStorage.getItem(MEMORY);
sessionStorage.removeItem(MEMORY);
if (memory) comeBack(JSON.parse(memory));
