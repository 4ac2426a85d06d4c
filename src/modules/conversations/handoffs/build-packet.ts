import type { Tx } from '#core/db.ts';
import { askedIn, besidesWish, wantsPerson } from '#modules/assistant/index.ts';
import { articleAddress, articleCards, type Preference } from '#modules/knowledge/index.ts';
import { identitiesOf, nameOf } from '#modules/customers/index.ts';
import type { Conversation } from '../lock.ts';
import { subjectOf } from '../subject.ts';
import { answeredIn, doneIn, journeysIn } from './journeys-in.ts';
import { nextStep } from './next-step.ts';
import type { HandoffReason, Packet } from './packet.ts';

type Asked = Awaited<ReturnType<typeof askedIn>>[number];

const MOST_ARTICLES = 10;
const FIRST_WORDS = 20;

/** How many articles customers see of a question. */
const SHOWN_BY: Record<string, number> = { answer: 1, choices: 4 };

/** Puts together what is known of the matter, from what was asked, shown, rated and given: no model words it, nothing is guessed. */
export async function buildPacket(
	tx: Tx,
	conversation: Conversation,
	{ reason, goal: worded }: { reason: HandoffReason; goal?: string | undefined },
	prefer: Preference,
): Promise<{ packet: Packet; question_id?: string | undefined }> {
	const { customer_id, lang, channel, context } = conversation;
	const asked = await askedIn(tx, {
		conversation: conversation.id,
		from: conversation.matter_from,
		also: context.question_id,
	});
	const identities = await identitiesOf(tx, customer_id);
	const articles = await articlesOf(tx, conversation, asked, prefer);
	const journeys = await journeysIn(tx, conversation);
	const goal = worded || goalOf(conversation, await saidIn(tx, conversation, 'asc', FIRST_WORDS));
	const [last = ''] = await saidIn(tx, conversation, 'desc', 1);
	const packet: Omit<Packet, 'next_step'> = {
		goal,
		goal_by: worded ? 'customer' : 'derived',
		note: noteOf(last, goal),
		customer: {
			id: customer_id,
			name: await nameOf(tx, customer_id),
			assurance: assuranceOf(identities),
			identities: identities.map(({ kind, value, level }) => ({ kind, value, level })),
		},
		lang,
		channel,
		answers: [...answeredIn(journeys), ...addressesOf(identities)],
		articles,
		steps: asked.map(({ text, outcome, solved, at }) => ({ asked: text, outcome, solved, at: at.toISOString() })),
		actions: doneIn(journeys),
		promises: [],
		stopped_by: reason,
	};
	return { packet: { ...packet, next_step: nextStep(packet) }, question_id: asked.at(-1)?.id };
}

const addressesOf = (identities: Awaited<ReturnType<typeof identitiesOf>>): Packet['answers'] =>
	identities
		.filter(({ kind }) => kind === 'email' || kind === 'phone')
		.map(({ kind, value, created_at }) => ({ name: kind, value, source: 'customer', at: created_at.toISOString() }));

const assuranceOf = (identities: readonly { level: 'claimed' | 'verified' }[]) => {
	if (identities.some(({ level }) => level === 'verified')) return 'verified';
	return identities.length > 0 ? 'claimed' : 'anonymous';
};

/** The customer's own words in this matter. */
async function saidIn(
	tx: Tx,
	{ id, matter_from }: Conversation,
	order: 'asc' | 'desc',
	limit: number,
): Promise<string[]> {
	const rows = await tx
		.selectFrom('messages')
		.select('text')
		.where('conversation_id', '=', id)
		.where('author', '=', 'customer')
		.where('at', '>=', matter_from)
		.where('text', '<>', '')
		.orderBy('id', order)
		.limit(limit)
		.execute();
	return rows.map(({ text }) => text);
}

/** The first of it that is more than a greeting or the wish for a person. */
const goalOf = ({ context, subject }: Conversation, said: readonly string[]): string =>
	subjectOf([...said, context.question ?? '', subject].map(besidesWish).find((about) => about !== '') ?? '');

/** What was said together with the wish for a person, unless that is the goal. */
function noteOf(last: string, goal: string): string {
	const about = wantsPerson(last) ? besidesWish(last) : '';
	return subjectOf(about) === goal ? '' : about;
}

/** What was shown last stands last; of what was shown at once, the best. */
async function articlesOf(tx: Tx, { context }: Conversation, asked: readonly Asked[], prefer: Preference) {
	const results = new Map<string, Packet['articles'][number]['result']>();
	for (const { id } of context.articles.toReversed()) results.set(id, 'shown');
	for (const { outcome, shown, solved } of asked)
		for (const { article_id } of shown.slice(0, SHOWN_BY[outcome] ?? 0).toReversed()) {
			const before = results.get(article_id) ?? 'shown';
			results.delete(article_id);
			results.set(article_id, outcome === 'answer' ? resultOf(solved) : before);
		}
	const cards = await articleCards(tx, [...results.keys()], prefer);
	return cards.slice(-MOST_ARTICLES).map((card) => ({
		id: card.article_id,
		title: card.title,
		url: articleAddress(card),
		result: results.get(card.article_id) ?? 'shown',
	}));
}

const resultOf = (solved: boolean | null) => (solved === null ? 'shown' : solved ? 'helped' : 'rejected');
