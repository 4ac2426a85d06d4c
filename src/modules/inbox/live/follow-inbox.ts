import type { Live } from '#core/live.ts';
import { CONVERSATION, MENTIONED, type Mentioned } from '#modules/conversations/index.ts';

const GATHER_MS = 300;

type Follower = {
	/** So many conversations changed since the last time, each once; nothing: some may have been missed, look at all. */
	changed(ids: readonly string[] | undefined): void;
	mentioned(conversation: string, message: string): void;
};

/** What changes in any conversation, gathered so that a busy office is told a few times a second at most. Answers how to stop. */
export function followInbox(live: Live, member: string | null, { changed, mentioned }: Follower): () => void {
	let gathered = new Set<string>();
	let timer: NodeJS.Timeout | undefined;
	const tell = () => {
		timer = undefined;
		const ids = [...gathered];
		gathered = new Set();
		changed(ids);
	};
	const hear = (id: string) => {
		gathered.add(id);
		timer ??= setTimeout(tell, GATHER_MS);
	};
	const ends = [
		live.watch(CONVERSATION, hear, () => changed(undefined)),
		live.watch(MENTIONED, (id, data) => {
			const { members, message_id } = data as Mentioned;
			if (member && members.includes(member)) mentioned(id, message_id);
		}),
	];
	return () => {
		clearTimeout(timer);
		for (const end of ends) end();
	};
}
