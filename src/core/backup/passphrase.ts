import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { backupError } from './errors.ts';

const SHORTEST = 8;

/** From `BACKUP_PASSPHRASE`, else typed at the terminal, unseen; twice when it is new. Throws `passphrase_missing`. */
export async function passphraseFor(purpose: 'backup' | 'restore', given: string | undefined): Promise<string> {
	const passphrase = given || (await askFor(purpose));
	if (purpose === 'backup' && passphrase.length < SHORTEST)
		throw backupError('passphrase_missing', `The passphrase must have at least ${SHORTEST} characters.`);
	return passphrase;
}

async function askFor(purpose: 'backup' | 'restore'): Promise<string> {
	if (!process.stdin.isTTY)
		throw backupError(
			'passphrase_missing',
			'Set BACKUP_PASSPHRASE: it seals the secret of this installation in the backup.',
		);
	const passphrase = await ask('Passphrase of the backup: ');
	if (purpose === 'backup' && (await ask('Once more: ')) !== passphrase)
		throw backupError('passphrase_missing', 'These were two different passphrases.');
	return passphrase;
}

async function ask(question: string): Promise<string> {
	process.stderr.write(question);
	const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
	const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
	terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
	try {
		return await terminal.question('');
	} finally {
		terminal.close();
		process.stderr.write('\n');
	}
}
