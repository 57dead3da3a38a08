type Json = Record<string, unknown>;
type Operation = {
  operationId: string;
  summary: string;
  description: string;
  'x-policy': string;
  parameters?: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema?: Json; example?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { example?: unknown; examples?: Record<string, { summary: string }> }> }>;
};

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] as string);
const pretty = (value: unknown) => `<pre tabindex="0">${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;

const STYLE = `:root{color-scheme:light dark;--line:light-dark(#e3e0d9,#35322e);--ink:light-dark(#23211e,#edeae4);--ink-3:light-dark(#686259,#a8a197);--link:light-dark(#1d5470,#8fc4db);--ground:light-dark(#f4f3f0,#161513);--sheet:light-dark(#fff,#201e1c)}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/22px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif}
main{max-width:900px;margin:0 auto;padding:24px}h1{font-size:24px;line-height:34px}h2{font-size:18px;margin:32px 0 8px}a{color:var(--link)}
details{background:var(--sheet);border:1px solid var(--line);border-radius:6px;margin:8px 0}summary{padding:10px 16px;cursor:pointer}summary code{margin-right:12px}
details>div{padding:0 16px 16px;border-top:1px solid var(--line)}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--line)}
pre{overflow:auto;background:var(--ground);padding:12px;border-radius:6px}.note{color:var(--ink-3)}nav{columns:3;margin:16px 0}`;

function operationHtml(method: string, path: string, operation: Operation): string {
  const parameters = (operation.parameters ?? [])
    .map(
      (p) =>
        `<tr><td><code>${escapeHtml(p.name)}</code></td><td>${p.in}${p.required ? '，必填' : ''}</td><td><code>${escapeHtml(JSON.stringify(p.schema))}</code></td></tr>`,
    )
    .join('');
  const bodies = Object.entries(operation.requestBody?.content ?? {})
    .map(([type, body]) => `<p class="note">${type}</p>${body.example === undefined ? pretty(body.schema) : pretty(body.example)}`)
    .join('');
  const answers = Object.entries(operation.responses)
    .map(([status, response]) => {
      const content = Object.values(response.content ?? {})[0];
      const refusals = Object.entries(content?.examples ?? {})
        .map(
          ([code, example]) =>
            `<li id="${escapeHtml(code)}-${escapeHtml(operation.operationId)}"><code>${escapeHtml(code)}</code> ${escapeHtml(example.summary)}</li>`,
        )
        .join('');
      return `<tr><th scope="row">${status}</th><td>${refusals ? `<ul>${refusals}</ul>` : content?.example === undefined ? escapeHtml(response.description) : pretty(content.example)}</td></tr>`;
    })
    .join('');
  return `<details id="${escapeHtml(operation.operationId)}"><summary><code>${method.toUpperCase()} ${escapeHtml(path)}</code>${escapeHtml(operation.summary)}</summary><div>
<p>${escapeHtml(operation.description.split('\n')[0] ?? '')} <span class="note">policy <code>${escapeHtml(operation['x-policy'])}</code></span></p>
${parameters ? `<h3>参数 Parameters</h3><table>${parameters}</table>` : ''}${bodies ? `<h3>请求 Request</h3>${bodies}` : ''}<h3>答复 Answers</h3><table>${answers}</table></div></details>`;
}

/** The reference page at `/api/docs`: the OpenAPI document as one readable page, without script. */
export function referencePage(document: Json): string {
  const byTag = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(document.paths as Record<string, Record<string, Operation & { tags: string[] }>>)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? '';
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationHtml(method, path, operation)]);
    }
  }
  const nav = [...byTag].map(([tag, entries]) => `<a href="#${tag}">${tag}</a> ${entries.length}<br>`).join('');
  const rooms = [...byTag].map(([tag, entries]) => `<h2 id="${tag}">${tag}</h2>${entries.join('\n')}`).join('\n');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>连心接口 Lianxin API</title><style>${STYLE}</style></head><body><main>
<h1>连心接口 Lianxin API</h1><p>机器可读的文档：<a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI 3.1）。两个客户端只用这里的接口。Both clients use nothing else.</p>
<p>登录 Sign in: <code>POST /api/v1/session</code>。创建类请求可带 <code>Idempotency-Key</code>，修改类请求须带 <code>If-Match</code>。错误按 RFC 9457，附 <code>code</code> 与读者语言的说明。</p>
<nav>${nav}</nav>${rooms}</main></body></html>`;
}
