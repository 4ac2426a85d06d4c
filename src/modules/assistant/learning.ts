import type { Db } from '#core/db.ts';
import type { Log } from '#core/log.ts';
import { collectAfter } from '#core/memory.ts';
import { KNOWLEDGE, type Library } from '#modules/knowledge/index.ts';
import { examine, type Lesson } from './examine.ts';
import { openExaminer } from './examiner.ts';
import { keptFit, type Learnt } from './kept-fit.ts';
import { isStale, isUnknown, patience } from './patience.ts';
import { newDemand } from './scoring/demand.ts';
import { EMPTY_FIT } from './scoring/empty.ts';

export type Learning = {
	/** What is known by now: learnt, kept from before, or the shipped prior. */
	learnt(): Learnt;
	/** Resolves when a question may be answered: nearly always at once, see `patience`. */
	ripe(): Promise<void>;
	/** Resolves when what was learnt fits what is published now. */
	settled(): Promise<void>;
	close(): Promise<void>;
};

export type LearningOptions = {
	db: Db;
	url: string;
	dataDir: string;
	library: Library;
	fallbackLang: () => string;
	log: Log;
};

const NEVER = -1;

/** Learns from the published knowledge in a process of its own, again after changes, and keeps what it learnt for the next start. */
export function openLearning({ db, url, dataDir, library, fallbackLang, log }: LearningOptions): Learning {
	const stopped = new AbortController();
	const kept = keptFit({ db, dataDir, log });
	let learnt: Learnt = { fit: EMPTY_FIT, demand: newDemand(0), version: NEVER, size: 0 };
	/** Changes that were not learnt from yet. */
	let unseen: { version: number; count: number }[] = [];
	let staleSince = 0;
	let lesson = Promise.withResolvers<void>();

	const notFitted = ({ message }: Error) => {
		if (!stopped.signal.aborted) log.warn({ err: message }, 'answers not fitted');
	};
	const known = () => ({
		size: learnt.size,
		published: library.size(),
		changed: unseen.reduce((sum, { count }) => sum + count, 0),
		staleFor: performance.now() - staleSince,
	});
	const take = ({ version, size, fit }: Lesson) => {
		const demand = newDemand(fit.trials, isUnknown(known()) ? undefined : learnt.demand);
		learnt = { fit: { ...fit, classifier: fit.classifier ?? learnt.fit.classifier }, demand, version, size };
		unseen = unseen.filter((change) => change.version > version);
		lesson.resolve();
		lesson = Promise.withResolvers();
	};
	const examineAll = async () => {
		const begun = performance.now();
		try {
			await examine({ url, fallbackLang: fallbackLang() }, take, stopped.signal);
			kept.keep(learnt);
			void collectAfter(learnt.size);
			log.debug({ trials: learnt.fit.trials, ms: Math.round(performance.now() - begun) }, 'answers fitted');
			return true;
		} catch (error) {
			notFitted(error as Error);
			return false;
		}
	};
	const examiner = openExaminer(examineAll, {
		isStale: () => isStale(known()),
		isDue: () => unseen.length > 0,
	});
	const changed = (version: number, count: number) => {
		if (version <= learnt.version || count === 0) return;
		if (!isStale(known())) staleSince = performance.now();
		unseen.push({ version, count });
		examiner.soon();
	};
	const open = async () => {
		await library.ready;
		learnt = (await kept.read()) ?? learnt;
		library.onChange(changed);
		const version = library.version();
		changed(version, learnt.version === NEVER ? library.size() : await countChanges(db, learnt.version, version));
	};
	const opened = open().catch(notFitted);
	const settled = async () => {
		await opened;
		await examiner.settled();
	};
	return {
		learnt: () => learnt,
		ripe: async () => {
			await opened;
			const ms = patience(known());
			if (ms > 0) await atMost(Promise.race([lesson.promise, examiner.settled()]), ms);
		},
		settled,
		close: async () => {
			stopped.abort(new Error('stopped'));
			await examiner.close();
			await opened;
			if (learnt.version !== NEVER) await kept.close(learnt);
		},
	};
}

async function countChanges(db: Db, after: number, until: number): Promise<number> {
	const { count } = await db
		.selectFrom('refresh_changes')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('topic', '=', KNOWLEDGE)
		.where('version', '>', after)
		.where('version', '<=', until)
		.executeTakeFirstOrThrow();
	return count;
}

async function atMost(promise: Promise<void>, ms: number): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	await Promise.race([promise, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
	clearTimeout(timer);
}
