const STYLE = `
:host{all:initial;position:fixed;z-index:2147483000;bottom:max(16px,env(safe-area-inset-bottom));font:16px/1.4 system-ui,sans-serif}
[hidden]{display:none!important}
button{font:inherit;cursor:pointer;border:0}
button:focus-visible{outline:3px solid var(--c);outline-offset:3px}
.launch{position:relative;display:flex;align-items:center;gap:8px;min-width:56px;height:56px;padding:0 16px;border-radius:28px;background:var(--c);color:var(--on);box-shadow:0 4px 16px #0004}
svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.badge{position:absolute;top:-4px;right:-4px;min-width:12px;padding:0 5px;border:2px solid #fff;border-radius:12px;background:#b3261e;color:#fff;font-size:13px;text-align:center}
:host([open]) .badge{display:none}
.room{position:fixed;bottom:88px;width:400px;height:min(640px,100vh - 112px);border-radius:16px;overflow:hidden;background:Canvas;color-scheme:light dark;box-shadow:0 8px 40px #0005}
iframe{width:100%;height:100%;border:0;display:block;color-scheme:light dark}
@media(max-width:480px){.room{inset:0!important;width:auto;height:auto;border-radius:0;padding:env(safe-area-inset-top) 0 env(safe-area-inset-bottom)}:host([open]) .launch{display:none}}
@media print{:host{display:none}}`;

const SIGN = 'M4 5h16v11H9l-5 4z';

/** The button and the room for the chat, in a shadow that the page's styles do not reach. Nothing here is a style attribute, which a page may forbid. */
export function paint(look: { position: string; colour: string; label: string }, name: string, lang: string) {
	const host = document.createElement('saunders-chat');
	host.lang = lang;
	const shadow = host.attachShadow({ mode: 'open' });
	const sheet = new CSSStyleSheet();
	const side = look.position === 'left' ? 'left' : 'right';
	const colour = /^#[0-9a-f]{6}$/i.test(look.colour) ? look.colour : '#0e5f63';
	sheet.replaceSync(`${STYLE}:host{--c:${colour};--on:${textOn(colour)};${side}:16px}.room,.hint{${side}:16px}`);
	shadow.adoptedStyleSheets = [sheet];
	const button = make('button', 'launch');
	button.type = 'button';
	button.ariaExpanded = 'false';
	const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
	const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
	svg.setAttribute('viewBox', '0 0 24 24');
	// Named by what is in it, so that how many messages wait is said along.
	if (look.label) svg.ariaHidden = 'true';
	else {
		svg.role = 'img';
		svg.ariaLabel = name;
	}
	path.setAttribute('d', SIGN);
	svg.append(path);
	const badge = make('span', 'badge');
	badge.hidden = true;
	button.append(svg, look.label, badge);
	const room = make('div', 'room');
	room.hidden = true;
	shadow.append(room, button);
	return { host, button, badge, room };
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string): HTMLElementTagNameMap[Tag] {
	const element = document.createElement(tag);
	element.className = className;
	return element;
}

/** Black or white, whichever can be read on it: relative luminance of WCAG 2. */
function textOn(colour: string): string {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => (Number.parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#000' : '#fff';
}
