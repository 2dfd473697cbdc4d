// "Next field to translate" goes on from where one is: by its link, or by Alt+N from inside a field.

const link = document.querySelector("[data-next]");
const waiting = () => [...document.querySelectorAll(".desk-line:has(.w-status)")];

function next() {
  const here = document.activeElement?.closest(".desk-line");
  const lines = waiting();
  const after = lines.find(
    (line) => !here || here.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const target = (after ?? lines[0])?.querySelector(
    "[contenteditable=true], textarea, input[type=text]",
  );
  target?.scrollIntoView({ block: "center" });
  target?.focus();
}

link?.addEventListener("click", (event) => {
  event.preventDefault();
  next();
});
document.addEventListener("keydown", (event) => {
  if (event.altKey && event.code === "KeyN") {
    event.preventDefault();
    next();
  }
});
