// filters: rows are hidden, touchpoints in the map dimmed, and it is told how many are shown
const filters = byId("filters");
const chosen = (name) => byId(`filter-${name}`)?.value ?? "";
const firstViews = [{ svg: map?.querySelector("svg"), body: byId("readings")?.tBodies[0] }];

const applyToRows = () => {
  for (const table of document.querySelectorAll("table")) {
    const rows = [...table.tBodies[0].rows];
    let shown = 0;
    for (const row of rows) {
      row.hidden = hiddenIds.has(row.dataset.touchpoint);
      shown += !row.hidden;
    }
    const note = table.closest("details").querySelector(".filtered");
    note.hidden = shown === rows.length;
    note.textContent = say(data.words.rows, { n: shown, all: rows.length });
  }
};
const applyToMap = () => {
  for (const stop of stops) {
    const dim = hiddenIds.has(stop.id);
    for (const group of stop.groups) group.classList.toggle("is-dim", dim);
  }
  if (stops[current] && hiddenIds.has(stops[current].id)) setCurrent(findNext(-1, 1));
};
const applyFilters = () => {
  const stage = chosen("stage");
  const channel = chosen("channel");
  hiddenIds.clear();
  const all = Object.entries(data.touchpoints);
  for (const [id, told] of all) {
    if ((stage && told.stage !== stage) || (channel && told.channel !== channel)) hiddenIds.add(id);
  }
  hide();
  applyToRows();
  applyToMap();
  const counted = say(data.words.shown, { n: all.length - hiddenIds.size, all: all.length });
  const view = data.views[shownView];
  const note = shownView === 0 ? "" : say(data.words.view, { view: view.name, own: data.views[0].name });
  byId("shown").textContent = note ? `${counted} ${note}` : counted;
};

// another wave or group: its map was drawn beforehand
const findView = () => data.views.findIndex((view) => view.wave === (byId("filter-wave") ? chosen("wave") : view.wave)
  && view.segment === (byId("filter-segment") ? chosen("segment") : view.segment));
const offer = (changed, other) => {
  const select = byId(`filter-${other}`);
  if (!select) return;
  const there = data.views.filter((view) => view[changed] === chosen(changed)).map((view) => view[other]);
  for (const option of select.options) option.disabled = !there.includes(option.value);
  if (!there.includes(select.value)) select.value = there.includes("") ? "" : there[0];
};
const prepare = (number) => {
  if (!firstViews[number]) {
    const template = document.querySelector(`template[data-view="${number}"]`);
    firstViews[number] = { svg: template.content.querySelector("svg"), body: makeBody(data.views[number].rows) };
  }
  return firstViews[number];
};
const makeBody = (rows) => {
  const body = document.createElement("tbody");
  for (const [touchpoint, ...cells] of rows) {
    const row = body.insertRow();
    if (touchpoint) row.dataset.touchpoint = touchpoint;
    cells.forEach(([text, sort, right]) => {
      const cell = row.insertCell();
      cell.textContent = text;
      if (sort) cell.dataset.v = sort;
      if (right) cell.className = "n";
    });
  }
  return body;
};
const changeView = () => {
  const number = findView();
  if (number < 0 || number === shownView) return;
  shownView = number;
  const { svg, body } = prepare(number);
  map.replaceChildren(svg);
  map.classList.toggle("changed", number !== 0);  // paper shows what the reader chose
  const table = byId("readings");
  table?.tBodies[0].replaceWith(body);
  table?.querySelectorAll("[aria-sort]").forEach((heading) => heading.removeAttribute("aria-sort"));
  enliven();
  markScrolling();
};

if (filters && map) {
  const change = () => {
    offer("wave", "segment");
    changeView();
    applyFilters();
  };
  filters.addEventListener("change", change);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(() => {
    if (byId("filter-wave")) byId("filter-wave").value = data.views[0].wave;
    if (byId("filter-segment")) byId("filter-segment").value = data.views[0].segment;
    change();
  }));
  filters.hidden = false;
  if (byId("filter-wave")) byId("filter-wave").value = data.views[0].wave;
  if (byId("filter-segment")) byId("filter-segment").value = data.views[0].segment;
  change();
}
markScrolling();
