import type { Token } from '#core/text/tokens.ts';
import { lookUp, type Plan } from './plan.ts';
import type { Shard } from './shard.ts';
import { KIND_WEIGHT, rarity, SYNONYM_WEIGHT } from './weights.ts';
import { type Expansion, type LanguageWords, sequenceTokens } from './words.ts';

/**
 * Looks as well for what the owner says the question's phrases mean. As alternatives in the slots of those phrases: what the question could earn stays
 * what it was, so nothing that has its own words earns less.
 */
export function planSynonyms(plan: Plan, shard: Shard, all: Token[], { synonyms }: LanguageWords): void {
	if (synonyms.size === 0) return;
	const said = sequenceTokens(all, shard.lang);
	said.forEach(({ term }, at) => {
		for (const expansion of synonyms.get(term) ?? []) {
			const phrase = said.slice(at, at + expansion.from.length);
			if (expansion.from.every((wanted, i) => phrase[i]?.term === wanted)) expand(plan, shard, all, phrase, expansion);
		}
	});
}

function expand(plan: Plan, shard: Shard, all: Token[], phrase: Token[], { to }: Expansion): void {
	const places = new Set(phrase.map(({ position }) => position));
	const isMeant = new Set(to.map(({ term }) => term));
	const isAsked = new Set(plan.asked);
	const from = all.filter(({ term, position }) => places.has(position) && isAsked.has(term) && !isMeant.has(term));
	const meant = Map.groupBy(
		to.filter(({ term }) => !isAsked.has(term)),
		({ kind }) => kind,
	);
	for (const [kind, terms] of meant)
		spread(
			plan,
			shard,
			from.filter((token) => token.kind === kind),
			terms,
		);
}

/** Word for word as far as both go; what is longer shares the last of the other. */
function spread(plan: Plan, shard: Shard, from: Token[], terms: Token[]): void {
	if (from.length === 0) return;
	const pairs = Array.from({ length: Math.max(from.length, terms.length) }, (_, i) => ({
		slot: plan.asked.indexOf(from[Math.min(i, from.length - 1)]!.term),
		token: terms[Math.min(i, terms.length - 1)]!,
	}));
	for (const { slot, token } of pairs) {
		const { found, frequency } = lookUp(shard, token.term);
		if (!frequency) continue;
		const sharing = pairs.filter((pair) => pair.slot === slot).length;
		const worth = Math.min(plan.slots[slot]!, KIND_WEIGHT[token.kind] * rarity(shard.live, frequency));
		plan.terms.push({ slot, weight: (SYNONYM_WEIGHT * worth) / sharing, term: token.term, how: 'synonym', found });
	}
}
