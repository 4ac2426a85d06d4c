import type { Route } from './route.ts';
import { API } from './serve.ts';

/** It has no script, and styles only of its own. */
export const REFERENCE_SAFETY = {
	'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
	'x-content-type-options': 'nosniff',
};

/** The readable page at `/api/docs`: one static document, no script, made from the same table as everything else. */
export function referencePage(document: Record<string, unknown>, routes: readonly Route[]): string {
	const tags = [...new Set(routes.map((route) => route.tag))];
	const paths = document.paths as Record<string, Record<string, Operation>>;
	const sections = tags.map((tag) => {
		const rows = routes
			.filter((route) => route.tag === tag)
			.map((route) => entry(route, paths[route.path]?.[route.method.toLowerCase()]));
		return `<section id="${anchor(tag)}"><h2>${escape(tag)}</h2>${rows.join('')}</section>`;
	});
	const menu = tags.map((tag) => `<a href="#${anchor(tag)}">${escape(tag)}</a>`).join('');
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference</title><style>${STYLE}</style></head><body><header><h1>API reference</h1><p>Everything under <code>${API}</code>. Machines read <a href="${API}/openapi.json">openapi.json</a>.
Staff send <code>Authorization: Bearer sk_…</code>, customers <code>Bearer ct_…</code>. Errors are RFC 9457 problems with a stable <code>code</code>.</p><nav>${menu}</nav></header><main>${sections.join('')}</main></body></html>`;
}

type Operation = {
	description?: string;
	parameters: { name: string; in: string; required: boolean; description?: string; schema: object }[];
	requestBody?: { content: Record<string, { schema: object }> };
	responses: Record<string, { content?: Record<string, { schema: object }> }>;
};

function entry(route: Route, operation: Operation | undefined): string {
	if (!operation) return '';
	const reply = Object.values(operation.responses).find((response) => response.content)?.content;
	const parameters = operation.parameters.map(
		(p) =>
			`<tr><th><code>${escape(p.name)}</code></th><td>${p.in}${p.required ? ', required' : ''}</td><td><code>${escape(JSON.stringify(p.schema))}</code> ${escape(p.description ?? '')}</td></tr>`,
	);
	return `<details><summary><b class="${route.method}">${route.method}</b> <code>${escape(API + route.path)}</code> <span>${escape(route.summary)}</span></summary>
${operation.description ? `<p>${escape(operation.description)}</p>` : ''}${parameters.length > 0 ? `<table>${parameters.join('')}</table>` : ''}
${schema('Body', operation.requestBody?.content)}${schema('Reply', reply)}</details>`;
}

function schema(title: string, content: Record<string, { schema: object }> | undefined): string {
	const [media, first] = Object.entries(content ?? {})[0] ?? [];
	if (!first) return '';
	return `<h3>${title} <small>${escape(media ?? '')}</small></h3><pre>${escape(JSON.stringify(first.schema, null, 2))}</pre>`;
}

const anchor = (tag: string) => tag.toLowerCase().replace(/\W+/g, '-');
const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const STYLE = `:root{color-scheme:light dark;--line:#8884}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
nav{display:flex;flex-wrap:wrap;gap:1rem}details{border-top:1px solid var(--line);padding:.5rem 0}summary{cursor:pointer;min-height:2.75rem;display:flex;flex-wrap:wrap;gap:.75rem;align-items:center}
summary b{min-width:4rem}.GET{color:light-dark(#06633c,#6ee7b7)}.POST,.PUT,.PATCH{color:light-dark(#1d4ed8,#93c5fd)}.DELETE{color:light-dark(#b91c1c,#fca5a5)}
pre{overflow:auto;background:#8881;padding:1rem;border-radius:.5rem;max-height:30rem}code{overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.25rem .5rem;border-top:1px solid var(--line)}`;
