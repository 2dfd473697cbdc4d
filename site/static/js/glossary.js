/*
 * The address of a concept in other systems is that of the whole glossary and its anchor: the name with that anchor
 * leads on to the page of its letter, which has the definition.
 */

const name = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
if (name?.matches(".names__link")) {
  window.location.replace(name.href);
}
