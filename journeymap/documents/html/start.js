const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const say = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// the reader's light or dark, until the button says otherwise
const scheme = byId("scheme");
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => {
  const chosen = document.documentElement.dataset.scheme;
  return chosen ? chosen === "dark" : prefersDark.matches;
};
const nameScheme = () => { scheme.textContent = isDark() ? data.words.light : data.words.dark; };
scheme.addEventListener("click", () => {
  document.documentElement.dataset.scheme = isDark() ? "light" : "dark";
  nameScheme();
});
prefersDark.addEventListener("change", nameScheme);
nameScheme();
scheme.hidden = false;

// on paper nothing can be opened, so everything is open, and the map stands on pages of its own
let opened = [];
const sheets = document.createElement("div");
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const one of opened) one.open = true;
  const paper = byId("paper");
  const shown = byId("map");
  if (paper && shown && !shown.classList.contains("changed")) {
    sheets.replaceChildren(paper.content.cloneNode(true));
    shown.closest("figure").after(sheets);
    shown.closest("figure").classList.add("on-paper");
  }
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
  sheets.remove();
  byId("map")?.closest("figure").classList.remove("on-paper");
});

// what does not scroll needs no stop of its own
const markScrolling = () => {
  for (const region of document.querySelectorAll(".scroll")) {
    const scrolls = region.scrollWidth > region.clientWidth;
    if (scrolls) region.tabIndex = 0; else region.removeAttribute("tabindex");
  }
};
addEventListener("resize", markScrolling);
document.addEventListener("toggle", markScrolling, true);
