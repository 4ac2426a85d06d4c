import type { Say } from '#core/i18n/say.ts';
import { AT_ONCE } from '#journeys/take.ts';
import type { PresentedTurn } from '#journeys/present-turn.ts';

/** What was said by us, as a conversation holds it. */
type Spoken = {
	text: string;
	citations?: readonly { url: string }[] | undefined;
	choices?: readonly { title: string }[] | undefined;
	journey?: PresentedTurn | undefined;
	notice?: { code: string } | undefined;
};

type Showing = { say: Say; lang: string; link(path: string): string };

/** A message in plain text, with numbers for what there is to choose from; short, since it may be paid for by the piece. */
export function put({ text, citations = [], choices = [], journey, notice }: Spoken, showing: Showing): string {
	const links = [...new Set(citations.map(({ url }) => showing.link(url)))];
	const lines = [
		text,
		notice?.code === 'handed_over' ? showing.say('chat_notice_handed_over', {}, showing.lang) : '',
		...links,
		...numbered(choices.map(({ title }) => title)),
		...(journey ? turnLines(journey, showing) : []),
	];
	return lines.filter((line) => line !== '').join('\n');
}

const numbered = (labels: readonly string[], from = 0): string[] =>
	labels.map((label, i) => `${from + i + 1}. ${label}`);

function turnLines(turn: PresentedTurn, showing: Showing): string[] {
	const pictures = turn.told.flatMap(({ kind, url, text }) =>
		kind !== 'text' && url ? [`${text} ${showing.link(url)}`] : [],
	);
	if (turn.ask) return [...pictures, ...promptLines(turn.ask, turn, showing)];
	if (turn.review) return [...pictures, ...reviewLines(turn.review, showing)];
	if (turn.needs) return [...pictures, linkTo(turn, showing)];
	const { lines = [], links = [] } = turn.result ?? {};
	return [
		...pictures,
		...lines.map(({ label, value }) => `${label}: ${value}`),
		...links.map(({ url, text }) => `${text} ${showing.link(url)}`),
	];
}

type Ask = NonNullable<PresentedTurn['ask']>;

/** A file, a signature or a map cannot be put into words: the same journey goes on by its link. */
function promptLines({ shape, optional, narrowed, from }: Ask, turn: PresentedTurn, showing: Showing): string[] {
	const { say, lang } = showing;
	const skip = optional ? [say('journey_text_skip', {}, lang)] : [];
	if (shape.kind === 'file' || shape.kind === 'signature') return [linkTo(turn, showing), ...skip];
	if (shape.kind !== 'choice' && shape.kind !== 'time') return skip;
	const labels =
		shape.kind === 'choice'
			? shape.options.map(({ label, hint }) => (hint && label.length < 3 ? `${label} ${hint}` : label))
			: shape.offers.map(({ label }) => label);
	const page = labels.slice(from, from + AT_ONCE);
	const more = labels.length > from + AT_ONCE || narrowed ? [say('journey_text_more', {}, lang)] : [];
	return [...numbered(page, from), ...more, ...skip];
}

function reviewLines({ lines, more }: NonNullable<PresentedTurn['review']>, { say, lang }: Showing): string[] {
	return [...lines, ...more]
		.map(({ label, value }) => `${label}: ${value}`)
		.concat(say('journey_text_confirm', {}, lang));
}

const linkTo = ({ id, code }: PresentedTurn, { lang, link }: Showing): string =>
	link(`/${lang}/go-on?code=${code}&journey=${id}`);
