// Where the texts of each SVG of the page stand; a line's room without the blank above and below.
const frame = e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
const box = e => [...frame(e), e.textContent];
const inner = e => {
  const [left, top, right, bottom] = frame(e), blank = 0.16 * (bottom - top);
  return [left, top + blank, right, bottom - blank, e.textContent];
};
const measure = svg => {
  const stray = [];
  for (const text of svg.querySelectorAll('g > text, a > text')) {
    const t = inner(text), shapes = [...text.parentNode.querySelectorAll(':scope > rect, :scope > polygon')].map(box);
    const holds = s => t[0] >= s[0] - 1 && t[2] <= s[2] + 1 && t[1] >= s[1] - 1 && t[3] <= s[3] + 1;
    const grounds = shapes.filter(s => s[3] - s[1] >= t[3] - t[1]);
    if (grounds.length && !grounds.some(holds)) stray.push(t);
  }
  return {texts: [...svg.querySelectorAll('text')].map(inner), stray, page: [frame(svg)]};
};
const found = [...document.querySelectorAll('svg')].map(measure);
document.body.innerHTML = '<pre id="found"></pre>';
document.getElementById('found').textContent = JSON.stringify(found);
