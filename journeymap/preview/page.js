"use strict";
const at = id => document.getElementById(id);
const map = at("map"), form = at("choices"), status = at("status");
const texts = JSON.parse(at("texts").textContent);
const ASKED = ["metric", "wave", "segment"], FILTERS = ["stage", "channel"];
let state = null, zoom = 1, busy = false, again = false, events = null;

function make(tag, text, name) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

// what a reader chose outlives a reload of the tab
const memory = {
  read() { try { return JSON.parse(sessionStorage.getItem("chosen")) || {}; } catch { return {}; } },
  write(chosen) { try { sessionStorage.setItem("chosen", JSON.stringify(chosen)); } catch {} },
};
const chosen = memory.read();
if (chosen.zoom >= 0.1 && chosen.zoom <= 4) zoom = chosen.zoom;

const hidden = () => new Set((chosen.hidden || "").split(",").filter(lane => lane));

function tell(text, kind) {
  if (status.textContent !== text) status.textContent = text;
  status.dataset.is = kind;
}

async function refresh() {
  again = true;
  if (busy) return;
  busy = true;
  try {
    while (again) {
      again = false;
      const asked = new URLSearchParams();
      for (const name of ASKED) if (chosen[name]) asked.set(name, chosen[name]);
      if (hidden().size) asked.set("hidden", [...hidden()].join());
      const answer = await fetch(`state?${asked}`, { cache: "no-store" });
      if (!answer.ok) throw new Error();
      show(await answer.json());
    }
  } catch {
    tell(texts.lost, "wrong");
  } finally {
    busy = false;
  }
}

function show(found) {
  if (found.language !== document.documentElement.lang) {
    location.reload();  // the page is made in the language that the journey has now
    return;
  }
  state = found;
  at("name").textContent = found.name || found.file;
  showChoices(found);
  showLanes(found.lanes);
  showProblems(found);
  if (found.map) showMap(found.map, found.fromRight);
  else if (!map.querySelector("svg")) {
    map.replaceChildren(make("p", texts.none));
  }
  const isOld = found.errors > 0 || found.fault !== "";
  map.classList.toggle("old", isOld);
  map.setAttribute("aria-label", isOld ? texts.old : texts.map);
  apply();
  tellState(found);
}

function tellState(found) {
  const wrong = found.errors + (found.fault ? 1 : 0);
  tell(found.status.said, found.status.is);
  document.title = `${wrong ? `✗ ${wrong} · ` : ""}${found.name || found.file} – journeymap`;
}

function showMap(text, fromRight) {
  const read = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (read.nodeName !== "svg") return;
  const { scrollLeft, scrollTop } = map, isFirst = !map.querySelector("svg");
  map.replaceChildren(document.importNode(read, true));
  scale();
  // a map that reads from right to left begins at its right end
  map.scrollTo(isFirst && fromRight ? map.scrollWidth : scrollLeft, scrollTop);
}

function scale() {
  const svg = map.querySelector("svg");
  const percent = Math.round(100 * zoom);
  at("zoom").textContent = `${percent} %`;
  at("zoom").setAttribute("aria-label", texts.zoom.replace("{percent}", percent));
  if (!svg) return;
  svg.style.width = `${zoom * svg.viewBox.baseVal.width}px`;
  svg.style.height = `${zoom * svg.viewBox.baseVal.height}px`;
}

function zoomTo(wanted) {
  const before = zoom, { clientWidth, clientHeight, scrollLeft, scrollTop } = map;
  zoom = Math.min(4, Math.max(0.1, wanted));
  chosen.zoom = zoom;
  memory.write(chosen);
  scale();
  // what is in the middle stays there
  const grown = zoom / before;
  map.scrollTo((scrollLeft + clientWidth / 2) * grown - clientWidth / 2,
    (scrollTop + clientHeight / 2) * grown - clientHeight / 2);
}

function showChoices(found) {
  for (const select of form.querySelectorAll("select")) {
    const choices = found.choices[select.name], known = choices.map(([value]) => value);
    const wanted = ASKED.includes(select.name) ? found.chosen[select.name] : chosen[select.name];
    const options = choices.map(([value, text]) => Object.assign(make("option", text), { value }));
    const shown = [...select.options].slice(1);
    const isSame = shown.length === options.length &&
      shown.every((o, i) => o.value === options[i].value && o.text === options[i].text);
    if (!isSame) select.replaceChildren(select.options[0], ...options);  // an open list stays open
    select.value = known.includes(wanted) ? wanted : "";
    select.parentElement.hidden = choices.length < (select.name === "metric" ? 2 : 1);
  }
}

function showLanes(lanes) {
  const holder = at("lanes");
  holder.closest("details").hidden = lanes.length === 0;
  if (holder.querySelectorAll("input").length === lanes.length) return;
  const labels = lanes.map(([lane, name]) => {
    const label = make("label", ""), type = "checkbox";
    label.append(Object.assign(document.createElement("input"),
      { type, name: "lane", value: lane, checked: !hidden().has(lane) }), ` ${name}`);
    return label;
  });
  holder.replaceChildren(holder.firstElementChild, ...labels);
}

function apply() {
  const [stage, channel] = FILTERS.map(name => form.elements[name].value);
  const apart = new Set((state ? state.touchpoints : [])
    .filter(([, s, c]) => (stage && s !== stage) || (channel && c !== channel)).map(([id]) => id));
  for (const group of map.querySelectorAll("[data-key]")) {
    group.classList.toggle("apart", apart.has(group.dataset.key));
  }
}

function showProblems(found) {
  const section = at("problems"), { scrollTop } = section;
  const told = found.problems.map(showProblem);
  if (found.fault) told.unshift(showFault(found.fault));
  if (found.hidden) told.push(make("li", found.more, "warning"));
  at("list").replaceChildren(...told);
  section.hidden = told.length === 0;
  at("heading").textContent = found.heading;
  section.scrollTop = scrollTop;
}

// what is wrong is told in English, whatever the page's language
const english = element => Object.assign(element, { lang: "en" });

function showFault(text) {
  const item = make("li", "");
  item.append(make("span", texts.fault, "kind"), english(make("p", text, "said")));
  return item;
}

function showProblem(problem) {
  const item = make("li", "", problem.severity);
  const place = [problem.file, problem.line, problem.column].filter(part => part).join(":");
  item.append(make("span", problem.severity === "error" ? texts.error : texts.warning, "kind"),
    make("span", [place, problem.path].filter(part => part).join("  "), "place"));
  const said = english(make("p", problem.message, "said"));
  if (problem.value !== null) said.append(` “${problem.value.slice(0, 200)}”`);
  if (problem.hint) said.append("; ", make("span", problem.hint, "hint"));
  item.append(said);
  if (problem.text.trim()) item.append(showLine(problem));
  return item;
}

function showLine({ line, text, place }) {
  const letters = text.slice(place).match(/^[\p{L}\p{N}_-]+|^./u);
  const marked = letters ? letters[0] : " ", shown = make("pre", "");
  shown.append(make("span", `${line} │ `, "number"), text.slice(0, place), make("mark", marked),
    text.slice(place + marked.length));
  return shown;
}

form.addEventListener("change", ({ target }) => {
  if (target.name === "lane") {
    const away = [...form.querySelectorAll("[name=lane]:not(:checked)")];
    chosen.hidden = away.map(box => box.value).join();
  } else chosen[target.name] = target.value;
  memory.write(chosen);
  if (target.name === "lane" || ASKED.includes(target.name)) refresh();
  else apply();
});
form.addEventListener("keydown", ({ key, target }) => {
  const lanes = target.closest("details[open]");
  if (key !== "Escape" || !lanes) return;
  lanes.open = false;
  lanes.firstElementChild.focus();
});
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("click", ({ target }) => {
  const svg = map.querySelector("svg"), steps = { out: 1 / 1.25, in: 1.25 };
  if (target.value in steps) zoomTo(zoom * steps[target.value]);
  if (target.value === "whole") zoomTo(1);
  if (target.value === "fit" && svg) zoomTo((map.clientWidth - 44) / svg.viewBox.baseVal.width);
});

// a browser keeps few connections to one server: tabs that nobody sees give theirs back
function listen() {
  if (document.hidden && events) {
    events.close();
    events = null;
  } else if (!document.hidden && !events) {
    events = new EventSource("events");
    events.onmessage = refresh;
    events.onerror = () => tell(texts.lost, "wrong");
  }
}
document.addEventListener("visibilitychange", listen);
listen();
