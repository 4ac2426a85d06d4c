// An app that does nothing but run the embedded PostgreSQL on the folder given, for tests that kill it.
import { openEmbedded } from '#core/postgres/open.ts';

const { url, stop } = await openEmbedded({ dataDir: process.argv[2] ?? '', log: () => undefined });
const stay = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
	clearInterval(stay);
	void stop();
});
// Last: whoever reads it may end us at once.
process.stdout.write(`${url}\n`);
