/*
 * Suggestions while typing: the combobox pattern of the ARIA Authoring Practices, list only, nothing chosen unasked.
 * The server sends the options. Without this script the field is a plain search field.
 */

const WAIT = 150; // milliseconds after the last key
const SHORTEST = 2;

for (const around of document.querySelectorAll("[data-suggest]")) {
  combobox(around, around.querySelector("input[type=search]"));
}

function combobox(around, field) {
  const list = document.createElement("div");
  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0].textContent.trim());
  list.hidden = true;
  around.append(list);

  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    field.setAttribute(name, value);
  }

  let waiting;
  let asking = new AbortController();
  let at = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    clearTimeout(waiting);
    asking.abort();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    select(-1);
  }

  function show(html) {
    list.innerHTML = html;
    const all = options();
    all.forEach((option, number) => {
      option.id = `${list.id}-${number}`;
    });
    list.hidden = all.length === 0;
    field.setAttribute("aria-expanded", String(all.length > 0));
    select(-1);
  }

  function select(number) {
    at = number;
    options().forEach((option, each) => option.setAttribute("aria-selected", String(each === at)));
    const option = options()[at];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  function take(option) {
    close();
    if (option.dataset.href) {
      window.location.assign(option.dataset.href);
    } else {
      field.value = option.dataset.text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      close();
      field.form.requestSubmit();
    }
  }

  async function ask() {
    asking = new AbortController();
    const address = `${around.dataset.suggest}?${new URLSearchParams({ q: field.value })}`;
    try {
      const response = await fetch(address, { signal: asking.signal });
      const html = response.ok ? await response.text() : "";
      if (document.activeElement === field) {
        show(html);
      }
    } catch {
      // A newer question, or no connection: suggestions are a help, not a need.
    }
  }

  field.addEventListener("input", () => {
    close();
    if (field.value.trim().length >= SHORTEST) {
      waiting = setTimeout(ask, WAIT);
    }
  });

  field.addEventListener("keydown", (event) => {
    const all = options();
    if (event.isComposing || list.hidden) {
      if (event.key === "ArrowDown" && all.length && !event.isComposing) {
        event.preventDefault();
        show(list.innerHTML);
        select(0);
      }
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      // One step past either end is the field itself.
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = all.length + 1;
      select(((at + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      take(all[at]);
    } else if (event.key === "Escape") {
      // Only the list closes: what was typed stays.
      event.preventDefault();
      close();
    }
  });

  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      take(option);
    }
  });
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
}
