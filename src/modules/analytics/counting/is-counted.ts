import type { IncomingHttpHeaders } from 'node:http';

const ROBOT = /bot\b|crawl|spider|slurp|headless|lighthouse|preview|monitor|scanner/i;

/** Robots are not readers, and whoever asks not to be followed is not counted either. */
export function isCounted(headers: IncomingHttpHeaders): boolean {
	if (headers['dnt'] === '1' || headers['sec-gpc'] === '1') return false;
	return !ROBOT.test(headers['user-agent'] ?? '');
}
