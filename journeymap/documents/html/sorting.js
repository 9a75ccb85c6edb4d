// tables: a button in every heading sorts its column; what has no value comes last
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
const keyOf = (row, column) => {
  const cell = row.cells[column];
  return { number: cell.dataset.v, text: cell.textContent.trim() };
};
const isNothing = (key) => key.text === "" || key.text === "–";
const compare = (one, other) => (one.number !== undefined && other.number !== undefined
  ? one.number - other.number
  : collator.compare(one.text, other.text));

const sortBy = (heading) => {
  const table = heading.closest("table");
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, key: keyOf(row, heading.cellIndex) }));
  rows.sort((a, b) => isNothing(a.key) - isNothing(b.key)
    || (isNothing(a.key) ? 0 : (down ? -1 : 1) * compare(a.key, b.key)));
  body.append(...rows.map((one) => one.row));
};

for (const heading of document.querySelectorAll("thead th")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = heading.textContent;
  button.addEventListener("click", () => sortBy(heading));
  heading.replaceChildren(button);
}
