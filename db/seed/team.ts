import { randomInt } from 'node:crypto';
import type { App } from '#app';
import type { Tx } from '#core/db.ts';
import { digestOf, enrol, joinedOwners, type Role } from '#modules/staff/index.ts';

const DOMAIN = '@kestrel-air.example';

const TEAM: readonly { name: string; email: string; role: Role }[] = [
	{ name: 'Jörg Temme', email: `joerg${DOMAIN}`, role: 'owner' },
	{ name: 'Nguyễn Thị Hồng Vân', email: `van${DOMAIN}`, role: 'editor' },
	{ name: '顾晓雯', email: `xiaowen${DOMAIN}`, role: 'agent' },
	{ name: 'พิมพ์ชนก ศรีสวัสดิ์', email: `pimchanok${DOMAIN}`, role: 'viewer' },
];

/** The team of Kestrel Air, into an installation where nobody can sign in yet, all with one password. Answers the owner's address, or nothing where somebody is. */
export async function enrolTeam(tx: Tx, digest: string): Promise<string | undefined> {
	const somebody = await tx.selectFrom('members').select('id').limit(1).executeTakeFirst();
	if (somebody) return undefined;
	for (const person of TEAM) await enrol(tx, { ...person, digest });
	return TEAM[0]?.email;
}

/** Whether somebody who is not of the demo owns this installation. */
export async function hasOwnOwner({ database }: App): Promise<boolean> {
	return (await joinedOwners(database.db)).some(({ email }) => !email.endsWith(DOMAIN));
}

/** Takes them away with all that lets them in; what they wrote goes with the demo's articles. */
export async function removeTeam(tx: Tx): Promise<void> {
	await tx.deleteFrom('members').where('email', 'like', `%${DOMAIN}`).execute();
}

const SYLLABLES = 'ba be bi bo bu da de di do du fa fe fi fo ga ge gi go ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo wa we wi'.split(' ');

/** Twelve syllables in fours, such as `kotibasu-rimanoda-levusita`: 68 bits, and can be read to somebody. */
export async function newPassword(): Promise<{ password: string; digest: string }> {
	const part = () => Array.from({ length: 4 }, () => SYLLABLES[randomInt(SYLLABLES.length)]).join('');
	const password = [part(), part(), part()].join('-');
	return { password, digest: await digestOf(password) };
}
