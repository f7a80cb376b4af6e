// The page's own icons, drawn: a machine without an emoji font shows them, too.

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  lock: "M5 7V5a3 3 0 0 1 6 0v2m-7 0h8v6H4z",
  like: "M2 7h2v6H2zM4 8l3-6 1.5.8L8 6h5l-1 7H4",
  dislike: "M2 3h2v6H2zM4 8l3 6 1.5-.8L8 10h5l-1-7H4",
  reply: "M2 3h12v8H7l-3 3v-3H2z",
  edit: "M3 13l.7-3L11 2.7 13.3 5 6 12.3z",
  trash: "M3 4h10M6 4V2h4v2m-6 0l.6 10h6.8L12 4M7 7v4m2-4v4",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 0 .01 0",
  image: "M2 3h12v10H2zM2 11l4-4 3 3 2-2 3 3",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", class: "icon-svg", "aria-hidden": "true" })) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
