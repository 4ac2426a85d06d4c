import { createHash } from 'node:crypto';
import { readable, textOn } from '#core/colour.ts';

/** The page's own backgrounds in `tokens.css`, on which the brand must be readable. */
const PAPER = '#ffffff';
const NIGHT = '#1b2122';

const styles = new Map<string, { tag: string; hash: string }>();

/** The owner's colour as custom properties, each tint readable where it is used, and the hash that lets the policy allow this style. */
export function brandStyle(colour: string): { tag: string; hash: string } {
	const known = styles.get(colour);
	if (known) return known;
	const css = `:root{${tints(colour)}}`;
	const made = { tag: `<style>${css}</style>`, hash: `sha256-${createHash('sha256').update(css).digest('base64')}` };
	// One entry: it changes with the setting only.
	styles.clear();
	styles.set(colour, made);
	return made;
}

function tints(colour: string): string {
	const [day, night] = [PAPER, NIGHT].map((surface) => readable(colour, surface, 5));
	const both = (of: (accent: string) => string) =>
		`var(--day,${of(day ?? colour)}) var(--night,${of(night ?? colour)})`;
	return `--brand:${colour};--on-brand:${textOn(colour)};--accent:${both(String)};--on-accent:${both(textOn)}`;
}
