// the details of a touchpoint: text only, whatever it says
const detail = byId("detail");
const detailBody = byId("detail-body");

const add = (parent, tag, text) => {
  const made = document.createElement(tag);
  if (text !== undefined) { made.textContent = text; made.dir = "auto"; }
  parent.append(made);
  return made;
};
const addList = (title, items) => {
  if (!items || !items.length) return;
  add(detailBody, "h3", title);
  const list = add(detailBody, "ul");
  for (const item of items) add(list, "li", item);
};
const readingsOf = (id) => (data.views[shownView].readings[id] || [])
  .map(([metric, value, answers]) => say(data.words.reading, { metric, value, answers }));

const fillDetail = (id) => {
  const told = data.touchpoints[id];
  const words = data.words;
  byId("detail-title").textContent = told.name;
  detailBody.replaceChildren();
  const facts = add(detailBody, "dl");
  const pairs = [[words.stage, data.stages[told.stage]], [words.channel, told.channel],
    [words.owner, told.owner], [words.emotion, told.emotion],
    [words.moment, told.moment ? words.yes : undefined]];
  for (const [name, value] of pairs) {
    if (value) { add(facts, "dt", name); add(facts, "dd", value); }
  }
  if (told.description) add(detailBody, "p", told.description);
  const readings = readingsOf(id);
  addList(words.readings, readings.length ? readings : [words.unmeasured]);
  addList(words.expects, told.expects ? [told.expects] : []);
  addList(words.goals, told.goals);
  addList(words.pains, told.pains);
  addList(words.quotes, told.quotes);
  addList(words.opportunities, told.opportunities);
  if (/^(https?:|mailto:)/i.test(told.url || "")) {
    const link = add(add(detailBody, "p"), "a", told.url);
    link.href = told.url;
    link.rel = "noopener noreferrer";
  }
};
