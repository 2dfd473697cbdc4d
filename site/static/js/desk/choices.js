// A search field above every long list of boxes. Chosen ones stay in sight.

const LONG = 20;
const find = document.querySelector("script[data-find]").dataset.find;
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const list of document.querySelectorAll(".desk-choices:is(div)")) {
  const choices = [...list.querySelectorAll("label")];
  if (choices.length < LONG) continue;
  const search = Object.assign(document.createElement("input"), {
    type: "search",
    className: "desk-choices__search",
    placeholder: find,
    ariaLabel: find,
  });
  search.addEventListener("input", () => {
    for (const choice of choices) {
      const fits = folded(choice.textContent).includes(folded(search.value));
      choice.parentElement.hidden = !fits && !choice.querySelector("input").checked;
    }
  });
  // What is typed here is no change of the record.
  search.addEventListener("change", (event) => event.stopPropagation());
  search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  list.before(search);
}
