import type { Block } from './blocks.ts';

type Renderers = { [K in Block['kind']]: (block: Extract<Block, { kind: K }>, look: Look) => string };

type Look = { lang: string; title: string; brand: string; colour: string; footer: string };

const FONT =
	"font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','Noto Sans Thai',sans-serif";

const LABEL = 'margin:0 0 4px;font-size:13px;line-height:20px;color:#5b6472';

// Colours stand inline because some mail programs drop the style sheet; the sheet only turns them round in the dark.
const DARK = `@media (prefers-color-scheme: dark) {
.page { background:#14171c !important } .card { background:#1e232b !important }
.ink { color:#eef1f5 !important } .soft { color:#a9b2bf !important } .quote { background:#272d37 !important }
}`;

const RENDER: Renderers = {
	heading: ({ text }) =>
		row(`<h1 class="ink" style="margin:0;font-size:22px;line-height:30px;color:#171a1f">${escape(text)}</h1>`),
	text: ({ text }) => row(paragraph(text)),
	quote: ({ label, text }, { colour }) =>
		row(
			`<p class="soft" style="${LABEL}">${escape(label)}</p><div class="quote ink" style="padding:12px 16px;border-left:3px solid ${colour};background:#f3f5f8;color:#171a1f;font-size:16px;line-height:24px;overflow-wrap:anywhere">${lines(text)}</div>`,
		),
	facts: ({ rows }) =>
		row(`<table role="presentation" cellpadding="0" cellspacing="0">${rows.map(fact).join('')}</table>`),
	list: ({ label, items }) =>
		row(
			`<p class="soft" style="${LABEL}">${escape(label)}</p><ul class="ink" style="margin:0;padding-left:20px;color:#171a1f;font-size:16px;line-height:24px">${items.map(item).join('')}</ul>`,
		),
	button: ({ text, url }, { colour }) =>
		row(
			`<a href="${href(url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:${colour};color:${inkOn(colour)};font-size:16px;line-height:24px;font-weight:600;text-decoration:none">${escape(text)}</a>`,
		),
	note: ({ text }) =>
		row(`<p class="soft" style="margin:0;font-size:14px;line-height:21px;color:#5b6472">${escape(text)}</p>`),
};

/** A whole page of tables, which every mail program draws alike: no images, no scripts, nothing loaded from elsewhere. */
export function renderHtml(blocks: readonly Block[], look: Look): string {
	const body = blocks
		.map((block) => (RENDER[block.kind] as (block: Block, look: Look) => string)(block, look))
		.join('\n');
	return `<!doctype html>
<html lang="${escape(look.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(look.title)}</title>
<style>${DARK}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#eef1f5;${FONT}">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#eef1f5"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border-top:4px solid ${look.colour};border-radius:8px">
<tr><td class="soft" style="padding:20px 24px 0;font-size:14px;line-height:20px;font-weight:600;color:#5b6472">${escape(look.brand)}</td></tr>
${body}
<tr><td style="padding:12px"></td></tr>
</table>
<p class="soft" style="margin:16px 0 0;font-size:13px;line-height:20px;color:#5b6472">${escape(look.footer)}</p>
</td></tr></table>
</body>
</html>
`;
}

const row = (html: string) => `<tr><td style="padding:16px 24px 0">${html}</td></tr>`;

const paragraph = (text: string) =>
	`<p class="ink" style="margin:0;font-size:16px;line-height:24px;color:#171a1f">${lines(text)}</p>`;

const fact = ([label, value]: [string, string]) =>
	`<tr><td class="soft" valign="top" style="padding:2px 16px 2px 0;font-size:14px;line-height:22px;color:#5b6472">${escape(label)}</td><td class="ink" style="padding:2px 0;font-size:14px;line-height:22px;color:#171a1f;overflow-wrap:anywhere">${escape(value)}</td></tr>`;

const item = ({ text, url }: { text: string; url?: string | undefined }) =>
	url
		? `<li><a class="ink" href="${href(url)}" style="color:#171a1f">${escape(text)}</a></li>`
		: `<li>${escape(text)}</li>`;

const lines = (text: string) => escape(text).replace(/\r\n|\r|\n/g, '<br>');

/** Only web addresses become links; anything else (`javascript:`) leads nowhere. */
const href = (url: string) => (/^https?:\/\//i.test(url) ? escape(url) : '#');

function escape(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}

/** Black or white, whichever stands out more: WCAG 2.2 relative luminance, where both contrast alike at 0.179. */
function inkOn(colour: string): string {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
		linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
	);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
