// the map: every touchpoint can be pointed at and reached by keyboard, one Tab stop for all
const map = byId("map");
let shownView = 0;
let stops = [];        // {id, groups}, in the order of the journey
let current = 0;
let pinned = false;
let waiting;

const hiddenIds = new Set();
const ring = document.createElementNS("http://www.w3.org/2000/svg", "rect");
ring.setAttribute("class", "ring");
ring.setAttribute("rx", "6");

const outline = (stop) => {
  const box = stop.groups[0].getBBox();
  const place = { x: box.x - 3, y: box.y - 3, width: box.width + 6, height: box.height + 6 };
  for (const [name, value] of Object.entries(place)) ring.setAttribute(name, value);
  stop.groups[0].append(ring);
};
const show = (stop, pin) => {
  clearTimeout(waiting);
  pinned = pin || (pinned && stop === stops[current]);
  fillDetail(stop.id);
  const middle = stop.groups[0].getBoundingClientRect();
  detail.classList.toggle("at-start", middle.left + middle.width / 2 > innerWidth / 2);
  detail.hidden = false;
  outline(stop);
  for (const other of stops) other.groups[0].setAttribute("aria-expanded", String(other === stop));
};
const hide = () => {
  clearTimeout(waiting);
  pinned = false;
  detail.hidden = true;
  ring.remove();
  for (const stop of stops) stop.groups[0].setAttribute("aria-expanded", "false");
};
const hideSoon = () => {
  clearTimeout(waiting);
  if (!pinned) waiting = setTimeout(hide, 350);
};
const setCurrent = (number) => {
  if (stops[current]) stops[current].groups[0].setAttribute("tabindex", "-1");
  current = number;
  if (stops[current]) stops[current].groups[0].setAttribute("tabindex", "0");
};
const moveTo = (number) => {
  setCurrent(number);
  const group = stops[number].groups[0];
  group.focus({ preventScroll: true });
  group.scrollIntoView({ block: "nearest", inline: "center" });
};
const findNext = (from, by) => {
  for (let i = from + by; i >= 0 && i < stops.length; i += by) {
    if (!hiddenIds.has(stops[i].id)) return i;
  }
  return from;
};
const onKey = (event, number) => {
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  const ways = { [forward]: () => findNext(number, 1), ArrowDown: () => findNext(number, 1),
    [back]: () => findNext(number, -1), ArrowUp: () => findNext(number, -1),
    Home: () => findNext(-1, 1), End: () => findNext(stops.length, -1) };
  if (ways[event.key]) {
    event.preventDefault();
    moveTo(ways[event.key]());
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    show(stops[number], true);
    byId("detail-title").focus();
  }
};

const enliven = () => {
  const groups = new Map();
  for (const group of map.querySelectorAll("[data-key]")) {
    const id = group.dataset.key;
    if (!data.touchpoints[id]) continue;
    if (!groups.has(id)) groups.set(id, []);
    groups.get(id).push(group);
  }
  stops = Object.keys(data.touchpoints).filter((id) => groups.has(id))
    .map((id) => ({ id, groups: groups.get(id) }));
  const svg = map.querySelector("svg");
  if (svg && stops.length) svg.setAttribute("role", "group");
  stops.forEach((stop, number) => {
    const [first] = stop.groups;
    first.setAttribute("role", "button");
    first.setAttribute("tabindex", "-1");
    first.setAttribute("aria-expanded", "false");
    first.setAttribute("aria-controls", "detail");
    first.setAttribute("aria-label", [data.touchpoints[stop.id].name, ...readingsOf(stop.id)].join(", "));
    first.addEventListener("keydown", (event) => onKey(event, number));
    first.addEventListener("focus", () => { setCurrent(number); if (!pinned) show(stop, false); });
    first.addEventListener("blur", hideSoon);
    for (const group of stop.groups) {
      group.querySelector(":scope > title")?.remove();  // it would be said twice
      group.addEventListener("pointerenter", (event) => {
        if (event.pointerType === "mouse" && !pinned) show(stop, false);
      });
      group.addEventListener("pointerleave", hideSoon);
      group.addEventListener("click", () => { setCurrent(number); show(stop, true); });
    }
  });
  setCurrent(Math.max(0, findNext(-1, 1)));
};

if (map) {
  enliven();
  const fit = byId("fit");
  fit.addEventListener("click", () => {
    const fitted = map.classList.toggle("fit");
    fit.setAttribute("aria-pressed", String(fitted));
    markScrolling();
  });
  detail.addEventListener("pointerenter", () => clearTimeout(waiting));
  detail.addEventListener("pointerleave", hideSoon);
  detail.addEventListener("focusin", () => clearTimeout(waiting));
  const close = () => {
    const back = detail.contains(document.activeElement);
    hide();
    if (back && stops[current]) {
      pinned = true;  // so that coming back does not open it again
      stops[current].groups[0].focus();
      pinned = false;
    }
  };
  byId("detail-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !detail.hidden) close();
  });
}
