import { pino, type Logger } from 'pino';

export type Log = Logger;

/** JSON lines on stdout. Never pass personal text: log ids and codes. */
export function openLog(level: string): Log {
	return pino({ level, base: null, redact: ['authorization', 'cookie', 'token', 'password'] });
}
