/** Vega's configuration in the colours and the font of the page. */
export function look(resolve: (colour: string) => string, colours: readonly string[]) {
  const text = resolve("var(--text)");
  const muted = resolve("var(--muted)");
  const line = resolve("var(--line)");
  const font = getComputedStyle(document.body).fontFamily;
  const labels = { labelColor: muted, titleColor: muted, labelFontSize: 12, titleFontSize: 12 };
  const first = colours[0];
  return {
    background: "transparent",
    font,
    view: { stroke: "transparent", continuousHeight: 320, continuousWidth: 400 },
    axis: {
      ...labels,
      titleFontWeight: 400,
      gridColor: line,
      domainColor: line,
      tickColor: line,
      ticks: false,
      labelPadding: 8,
      titlePadding: 10,
    },
    axisX: { grid: false },
    axisQuantitative: { domain: false },
    legend: { ...labels, titleFontWeight: 500, symbolSize: 80 },
    header: { ...labels, titleFontWeight: 500 },
    title: { color: text, subtitleColor: muted, fontSize: 15, fontWeight: 600, anchor: "start" },
    range: { category: colours },
    mark: { color: first },
    bar: { discreteBandSize: { band: 0.85 }, cornerRadiusEnd: 2 },
    line: { strokeWidth: 2 },
    area: { opacity: 0.75 },
    point: { filled: true, size: 60 },
    circle: { size: 60 },
    rule: { color: muted },
    text: { color: text, fontSize: 12 },
    style: { "guide-label": { fill: muted }, "guide-title": { fill: muted } },
  };
}
