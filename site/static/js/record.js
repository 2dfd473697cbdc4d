/* On the page of a record: marks the section being read in the contents list, and shows the print button. */

const links = [...document.querySelectorAll("[data-contents] a")];
const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))).filter(Boolean);

function mark(id) {
  for (const link of links) {
    if (link.hash === `#${id}`) {
      link.setAttribute("aria-current", "location");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

if (sections.length) {
  // Where a section begins to be read: below the header, as the style sheet says it.
  const top = Math.ceil(parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)) || 0;
  const visible = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        visible[isIntersecting ? "add" : "delete"](target);
      }
      const first = sections.find((section) => visible.has(section));
      if (first) {
        mark(first.id);
      }
    },
    { rootMargin: `-${top + 2}px 0px -50% 0px` },
  );
  sections.forEach((section) => observer.observe(section));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
