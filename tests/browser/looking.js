async ({ within, tags, legible }) => {
  const GROUND = [
    "backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode", "position", "zIndex",
  ];
  const LETTERS = ["color", "fontSize", "fontWeight", "textShadow", "visibility", "display"];
  const known = new Set(legible);
  const grounds = new Map([[null, 0]]);

  // A number for texts (FNV-1a), goes on from another.
  const hash = (text, from) => {
    let number = from ^ 0x811c9dc5;
    for (let at = 0; at < text.length; at++) {
      number = Math.imul(number ^ text.charCodeAt(at), 0x01000193);
    }
    return number >>> 0;
  };
  const ground = (element) => {
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const own = [element.localName, element.className, ...GROUND.map((name) => style[name])];
      grounds.set(element, hash(own.join(" "), ground(element.parentElement)));
    }
    return grounds.get(element);
  };
  const mark = (element) => {
    const style = getComputedStyle(element);
    return hash(LETTERS.map((name) => style[name]).join(" "), ground(element));
  };
  const isWritten = (element) =>
    element.matches("input, select, textarea") ||
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

  const root = within ? document.querySelector(within) : document.documentElement;
  const told = ({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);

  const rules = { "target-size": { enabled: true }, "color-contrast": { enabled: false } };
  const others = await axe.run(root, {
    resultTypes: ["violations"],
    ...(tags ? { runOnly: tags } : {}),
    rules: tags ? { "color-contrast": { enabled: false } } : rules,
  });

  const unknown = new Map();
  for (const element of root.querySelectorAll("*")) {
    if (isWritten(element) && element.getClientRects().length && !known.has(mark(element))) {
      const alike = unknown.get(mark(element)) || [];
      unknown.set(mark(element), [...alike, element].slice(0, 2));
    }
  }
  if (!unknown.size) return { violations: told(others), legible: [] };
  const contrast = await axe.run({ include: [...unknown.values()].flat() }, {
    resultTypes: ["violations", "passes"],
    runOnly: ["color-contrast"],
    elementRef: true,
    selectors: false,
  });
  const passed = contrast.passes.flatMap(({ nodes }) => nodes.map((node) => mark(node.element)));
  const failed = contrast.violations.flatMap(({ nodes }) => nodes.map((node) => mark(node.element)));
  return {
    violations: [...told(others), ...told(contrast)],
    legible: passed.filter((one) => !failed.includes(one)),
  };
}
