/** Texts that would run, or become something else than text, were they ever taken for markup. Each says `hostile()` or makes a `data-hostile` element. */
const call = 'hostile()';
const made = 'data-hostile=1';

const elements: readonly string[] = [
  `<script ${made}>${call}</script>`,
  `<ScRiPt ${made}>${call}</sCrIpT>`,
  `<img ${made} src=x onerror=${call}>`,
  `<img ${made} src=x onerror="${call}">`,
  `<img/${made}/src=x/onerror=${call}>`,
  `<svg ${made} onload=${call}>`,
  `<svg ${made}><script>${call}</script></svg>`,
  `<svg ${made}><animate onbegin=${call} attributeName=x>`,
  `<svg><use ${made} href="data:image/svg+xml,<svg id=x onload=${call}>#x">`,
  `<math><mtext ${made}><img src onerror=${call}></mtext></math>`,
  `<body ${made} onload=${call}>`,
  `<iframe ${made} src="javascript:${call}">`,
  `<iframe ${made} srcdoc="<script>parent.${call}</script>">`,
  `<object ${made} data="javascript:${call}">`,
  `<embed ${made} src="javascript:${call}">`,
  `<a ${made} href="javascript:${call}">点</a>`,
  `<a ${made} href="&#106;avascript:${call}">点</a>`,
  `<form ${made} action="javascript:${call}"><button>交</button>`,
  `<input ${made} autofocus onfocus=${call}>`,
  `<select ${made} autofocus onfocus=${call}>`,
  `<textarea ${made} autofocus onfocus=${call}>`,
  `<details ${made} open ontoggle=${call}>`,
  `<video ${made}><source onerror=${call}>`,
  `<audio ${made} src=x onerror=${call}>`,
  `<marquee ${made} onstart=${call}>`,
  `<link ${made} rel=stylesheet href="javascript:${call}">`,
  `<style ${made}>*{background:url(javascript:${call})}</style>`,
  `<base ${made} href="javascript:${call}//">`,
  `<meta ${made} http-equiv=refresh content="0;javascript:${call}">`,
  `<div ${made} style="animation-name:x" onanimationstart=${call}>`,
  `<template ${made}><script>${call}</script></template>`,
  `<noscript><p ${made} title="</noscript><img src=x onerror=${call}>">`,
  `<x ${made} contenteditable autofocus onfocus=${call}>`,
  `<button ${made} popovertarget=p onbeforetoggle=${call}>`,
];
/** Out of where a careless page might have put them. */
const around: readonly ((inner: string) => string)[] = [
  (inner) => inner,
  (inner) => `">${inner}`,
  (inner) => `'>${inner}`,
  (inner) => `</title>${inner}`,
  (inner) => `</script>${inner}`,
  (inner) => `-->${inner}`,
  (inner) => `]]>${inner}`,
  (inner) => `字${inner}字`,
];
/** No element needed: templates, addresses, attributes, scripts that put texts together. */
const others: readonly string[] = [
  `{{constructor.constructor('${call}')()}}`,
  `{{$el.ownerDocument.defaultView.${call}}}`,
  `\${${call}}`,
  `#{${call}}`,
  `<%= ${call} %>`,
  `javascript:${call}`,
  `JaVaScRiPt:${call}`,
  `java\tscript:${call}`,
  `data:text/html,<script>${call}</script>`,
  `" onmouseover="${call}`,
  `' autofocus onfocus='${call}`,
  `" v-html="'<img src=x onerror=${call}>'`,
  `" :onclick="${call}"`,
  `';${call};//`,
  `";${call};//`,
  `\`;${call};//`,
  `\\u003cimg src=x onerror=${call}\\u003e`,
  `&lt;img ${made} src=x onerror=${call}&gt;`,
  `&#60;img ${made} src=x onerror=${call}&#62;`,
  `%3Cimg%20${made}%20src=x%20onerror=${call}%3E`,
  `+ADw-img ${made} src=x onerror=${call}+AD4-`,
  `＜img ${made} src=x onerror=${call}＞`,
  `\u202e<img ${made} src=x onerror=${call}>`,
  `__proto__`,
  `constructor.prototype`,
  `[点](javascript:${call})`,
  `![x](x" onerror="${call})`,
  `<img ${made} src=x onerror=${call}//`,
  `<<script ${made}>${call}//<</script>`,
];

/** As many as asked for, the plain ones of every kind first. All are short enough for a title. */
export function hostileTexts(count: number): string[] {
  const all = [...others, ...around.flatMap((wrap) => elements.map(wrap))].filter((text) => text.length <= 100);
  if (count <= all.length) return spread(all, count);
  throw new Error(`there are ${all.length} hostile texts, not ${count}`);
}

/** Evenly from the whole, so that a short form meets every kind too. */
function spread(all: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)] as string);
}
