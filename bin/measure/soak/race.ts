import { attachUrl } from '#core/postgres/open.ts';
import { race } from '../race/race.ts';
import type { Report } from '../report.ts';
import { newFolder, removeFolder, startServer } from '../server.ts';

const CUSTOMERS = 100;

/** A hundred customers, each in a process of their own, want the same time on two servers, so many times. */
export async function soakRace(report: Report, dataDir: string, rounds: number): Promise<void> {
	const env = { TRUST_PROXY: '1' };
	const one = await startServer({ dataDir, env });
	await one.ready();
	const { key } = one;
	const otherDir = await newFolder();
	const two = await startServer({
		dataDir: otherDir,
		key,
		env: { ...env, DATABASE_URL: await attachUrl(dataDir) },
	});
	try {
		await two.ready();
		const begun = performance.now();
		const run = await race({ origins: [one.origin, two.origin], key }, { customers: CUSTOMERS, rounds });
		const minutes = Math.round((performance.now() - begun) / 60_000);
		report.part('race', `${CUSTOMERS} customers, two servers, ${rounds} rounds in ${minutes} minutes`);
		const none = { atMost: 0 };
		report.figure({ what: 'rounds that not exactly one customer won', value: run.wrong.length, bar: none });
		report.figure({ what: 'visits too many or too few', value: Math.abs(run.visits - rounds), bar: none });
		report.figure({ what: 'acknowledged bookings lost', value: run.missing.length, bar: none });
		for (const [code, times] of Object.entries(run.told)) report.note(`${code.padEnd(14)} ${times}`);
		for (const { time, outcomes } of run.wrong.slice(0, 3)) report.note(`${time} ${JSON.stringify(outcomes)}`);
	} finally {
		await two.stop();
		await one.stop();
		await removeFolder(otherDir);
	}
}
