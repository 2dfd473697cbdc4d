/* Closes an open menu when the reader goes elsewhere or presses Escape. Opening is the browser's own <details>. */

const menus = [...document.querySelectorAll("details[data-menu]")];

/* The header's switch opens what stands beside it, the language menu what is inside. */
const holds = (menu, target) => menu.contains(target) || Boolean(menu.nextElementSibling?.matches("[data-menu-panel]") && menu.nextElementSibling.contains(target));

function closeOthers(target) {
  for (const menu of menus) {
    if (menu.open && !holds(menu, target)) {
      menu.open = false;
    }
  }
}

document.addEventListener("click", (event) => closeOthers(event.target));
document.addEventListener("focusin", (event) => closeOthers(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    return;
  }
  const open = menus.filter((menu) => menu.open && holds(menu, document.activeElement)).at(-1);
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
